//! Points that went to another competency of their level: found over all that the level asks, before the points of each
//! competency are compared, so that one that went is not taken for another one reworded.

use std::collections::{HashMap, HashSet};

use super::alike::most_alike;
use crate::diff::text::fold;
use crate::model::{Ask, CompetencyId, Level};

/// By competency, the indices of points that are compared with none of it.
#[derive(Debug, Default)]
pub(super) struct Away<'a> {
    gone: HashMap<&'a CompetencyId, HashSet<usize>>,
    come: HashMap<&'a CompetencyId, HashSet<usize>>,
}

/// A point of a level: its competency, its index, and its text.
type Point<'a> = (&'a CompetencyId, usize, &'a str);

impl<'a> Away<'a> {
    /// Of a level in both revisions.
    pub(super) fn new(old: &'a Level, new: &'a Level) -> Self {
        let (mut gone, mut come) = (points(old), points(new));
        without_kept(&mut gone, &mut come);
        let mut away = Self::default();
        if gone.is_empty() || come.is_empty() {
            return away;
        }
        let texts = |points: &[Point<'a>]| points.iter().map(|(.., text)| *text).collect::<Vec<_>>();
        for (a, b) in most_alike(&texts(&gone), &texts(&come)) {
            let ((from, was, _), (to, is, _)) = (gone[a], come[b]);
            if from != to {
                away.gone.entry(from).or_default().insert(was);
                away.come.entry(to).or_default().insert(is);
            }
        }
        away
    }

    /// Whether an old point of the competency went to another.
    pub(super) fn has_gone(&self, competency: &CompetencyId, index: usize) -> bool {
        self.gone.get(competency).is_some_and(|of| of.contains(&index))
    }

    /// Whether a new point of the competency came from another.
    pub(super) fn has_come(&self, competency: &CompetencyId, index: usize) -> bool {
        self.come.get(competency).is_some_and(|of| of.contains(&index))
    }
}

fn points(level: &Level) -> Vec<Point<'_>> {
    let mut points = Vec::new();
    for said in &level.expectations {
        if let Ask::Asked(asked) = &said.ask {
            points.extend(asked.points.iter().enumerate().map(|(at, text)| (&said.competency, at, text.as_str())));
        }
    }
    points
}

/// Takes out the points that are asked of their competency before and after.
fn without_kept<'a>(gone: &mut Vec<Point<'a>>, come: &mut Vec<Point<'a>>) {
    let mut left: HashMap<(&CompetencyId, String), usize> = HashMap::new();
    for (competency, _, text) in gone.iter() {
        *left.entry((competency, fold(text))).or_default() += 1;
    }
    let mut kept: HashMap<(&CompetencyId, String), usize> = HashMap::new();
    come.retain(|(competency, _, text)| {
        let key = (*competency, fold(text));
        match left.get_mut(&key).filter(|left| **left > 0) {
            Some(left) => {
                *left -= 1;
                *kept.entry(key).or_default() += 1;
                false
            }
            None => true,
        }
    });
    gone.retain(|(competency, _, text)| match kept.get_mut(&(*competency, fold(text))).filter(|kept| **kept > 0) {
        Some(kept) => {
            *kept -= 1;
            false
        }
        None => true,
    });
}
