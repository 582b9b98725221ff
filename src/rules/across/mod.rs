//! Whether ladders that share one base's grades agree.

pub mod ceiling_across_ladders;
pub mod switch_across_ladders;
pub mod title_across_ladders;

use crate::model::OwnerId;
use crate::model::resolve::Spine;
use crate::rules::{Project, Subject};

/// Ladders whose grades come from one file, so that they mean the same; each group in the order of the files, and none of
/// a single ladder.
fn sisters<'p, 'a>(project: &'p Project<'a>) -> Vec<Vec<&'p Subject<'a>>> {
    let mut groups: Vec<(&OwnerId, Vec<&Subject<'a>>)> = Vec::new();
    for subject in project.subjects {
        let Some(owner) = grades_of(subject) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == owner) {
            Some((_, group)) => group.push(subject),
            None => groups.push((owner, vec![subject])),
        }
    }
    groups.into_iter().map(|(_, group)| group).filter(|group| group.len() > 1).collect()
}

/// The file that a ladder's grades come from; `None` where they are only numbers.
fn grades_of<'p>(subject: &'p Subject<'_>) -> Option<&'p OwnerId> {
    match &subject.resolved.spine {
        Spine::Listed { owner, .. } => Some(owner),
        Spine::Numbers | Spine::Unknown => None,
    }
}
