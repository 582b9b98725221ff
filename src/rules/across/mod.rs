//! Whether ladders that share one base's grades agree.

pub mod ceiling_across_ladders;
pub mod switch_across_ladders;
pub mod title_across_ladders;

use std::collections::HashMap;

use crate::model::OwnerId;
use crate::model::resolve::Spine;
use crate::rules::{Project, Subject};

/// Ladders whose grades come from one file, so that they mean the same; each group in the order of the files, and none of
/// a single ladder.
fn sisters<'p, 'a>(project: &'p Project<'a>) -> Vec<Vec<&'p Subject<'a>>> {
    let mut groups: Vec<Vec<&Subject<'a>>> = Vec::new();
    let mut by_owner: HashMap<&OwnerId, usize> = HashMap::new();
    for subject in project.subjects {
        let Some(owner) = grades_of(subject) else { continue };
        let group = *by_owner.entry(owner).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        groups[group].push(subject);
    }
    groups.into_iter().filter(|group| group.len() > 1).collect()
}

/// The file that a ladder's grades come from; `None` where they are only numbers.
fn grades_of<'p>(subject: &'p Subject<'_>) -> Option<&'p OwnerId> {
    match &subject.resolved.spine {
        Spine::Listed { owner, .. } => Some(owner),
        Spine::Numbers | Spine::Unknown => None,
    }
}
