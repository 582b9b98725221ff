//! Whether what is asked grows from level to level.
//!
//! Threads are followed through active levels only: what is planned need not be written yet, and what is deprecated is
//! often the twin of the level that took its place.

pub mod expectation_off_track;
pub mod missing_expectation;
pub mod step_drop;
pub mod unused_competency;

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use super::Subject;
use crate::model::resolve::Told;
use crate::model::{Asked, CompetencyId, Stated, Track};

/// The tracks of a ladder, each with its levels by index.
fn tracks<'a>(subject: &'a Subject<'_>) -> impl Iterator<Item = (&'a Track, Range<usize>)> {
    let mut start = 0;
    subject.ladder().tracks.iter().map(move |track| {
        let levels = start..start + track.levels.len();
        start = levels.end;
        (track, levels)
    })
}

/// Whether people are at the level today.
fn is_active(subject: &Subject<'_>, level: usize) -> bool {
    subject.resolved.levels[level].level.is_active()
}

/// Whether the level says something of some competency, or something that could not be read.
fn is_described(subject: &Subject<'_>, level: usize) -> bool {
    let expectations = &subject.resolved.levels[level].level.expectations;
    !expectations.is_empty() || expectations.partial
}

/// The active levels of a track that are described, lowest first.
fn described(subject: &Subject<'_>, levels: Range<usize>) -> Vec<usize> {
    levels.filter(|level| is_active(subject, *level) && is_described(subject, *level)).collect()
}

/// What the level itself says, competency by competency.
fn told<'a>(subject: &'a Subject<'_>, level: usize) -> impl Iterator<Item = (&'a CompetencyId, Told<'a>)> {
    let expectations = &subject.resolved.levels[level].level.expectations;
    expectations.iter().map(move |e| (&e.competency, subject.resolved.told(level, &e.competency)))
}

/// How the steps of two expectations stand to each other; `None` where that is not known, or only one has a step.
fn compare_steps(subject: &Subject<'_>, lower: &Asked, upper: &Asked) -> Option<Ordering> {
    let rank = |asked: &Asked| asked.step.get().and_then(|step| subject.resolved.scale.rank(step));
    match (&lower.step, &upper.step) {
        (Stated::Unstated, Stated::Unstated) => Some(Ordering::Equal),
        _ => Some(rank(lower)?.cmp(&rank(upper)?)),
    }
}
