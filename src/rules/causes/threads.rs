//! What is asked from level to level, and the levels that ask nothing new.
//!
//! Threads are followed through active levels only: what is planned need not be written yet, and what is deprecated is
//! often the twin of the level that took its place.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use crate::model::resolve::{Resolved, Told};
use crate::model::{Asked, CompetencyId, Stated, Track};

/// The tracks of a ladder, each with its levels by index.
pub fn tracks<'a>(resolved: &'a Resolved<'_>) -> impl Iterator<Item = (&'a Track, Range<usize>)> {
    let mut start = 0;
    resolved.ladder.tracks.iter().map(move |track| {
        let levels = start..start + track.levels.len();
        start = levels.end;
        (track, levels)
    })
}

/// Whether people are at the level today.
pub fn is_active(resolved: &Resolved<'_>, level: usize) -> bool {
    resolved.levels[level].level.is_active()
}

/// Whether the level says something of some competency, or something that could not be read.
pub fn is_described(resolved: &Resolved<'_>, level: usize) -> bool {
    let expectations = &resolved.levels[level].level.expectations;
    !expectations.is_empty() || expectations.partial
}

/// What the level itself says, competency by competency.
pub fn told<'a>(resolved: &'a Resolved<'_>, level: usize) -> impl Iterator<Item = (&'a CompetencyId, Told<'a>)> {
    let expectations = &resolved.levels[level].level.expectations;
    expectations.iter().map(move |e| (&e.competency, resolved.told(level, &e.competency)))
}

/// How the steps of two expectations stand to each other; `None` where that is not known, or only one has a step.
pub fn compare_steps(resolved: &Resolved<'_>, lower: &Asked, upper: &Asked) -> Option<Ordering> {
    let rank = |asked: &Asked| asked.step.get().and_then(|step| resolved.scale.rank(step));
    match (&lower.step, &upper.step) {
        (Stated::Unstated, Stated::Unstated) => Some(Ordering::Equal),
        _ => Some(rank(lower)?.cmp(&rank(upper)?)),
    }
}

/// The words of an expectation, whatever their case, spacing and punctuation.
fn words(asked: &Asked) -> String {
    let text = asked.points.join(" ").to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What is asked of one competency, and the level whose words it is.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    pub by: usize,
    pub asked: &'a Asked,
}

impl Ask<'_> {
    /// Whether two expectations ask the same: word for word, or step for step where there are no words.
    fn is_same(&self, resolved: &Resolved<'_>, other: &Ask<'_>) -> bool {
        self.by == other.by
            || (compare_steps(resolved, self.asked, other.asked) == Some(Ordering::Equal)
                && words(self.asked) == words(other.asked))
    }

    /// Whether this is written out, and written out again in `other`: the same words at the same step.
    pub fn is_repeated_in(&self, resolved: &Resolved<'_>, other: &Ask<'_>) -> bool {
        self.by != other.by && !words(self.asked).is_empty() && self.is_same(resolved, other)
    }
}

/// An active level that asks nothing beyond the levels below it.
pub struct Idle {
    pub level: usize,
    /// The level below that is described.
    pub below: usize,
}

/// The levels that ask nothing new, in the order of the file.
///
/// A level that is not described is one of them only on a cumulative track, where it still asks all that the levels
/// below it ask; elsewhere it is an empty level. Where all that a level asks is one copied expectation, it is the
/// copy that is reported.
pub(super) fn idle(resolved: &Resolved<'_>) -> Vec<Idle> {
    let mut idle = Vec::new();
    for (track, levels) in tracks(resolved) {
        if track.cumulative.is_unknown() {
            continue;
        }
        // What is asked below: in effect on a cumulative track, else by the next level below; `None` is unknown.
        let mut asked: HashMap<&CompetencyId, Option<Ask<'_>>> = HashMap::new();
        let mut below: Option<usize> = None;
        for level in levels.filter(|level| is_active(resolved, *level)) {
            if !is_described(resolved, level) && !track.is_cumulative() {
                continue;
            }
            let is_partial = resolved.levels[level].level.expectations.partial;
            let (mut news, mut copies, mut count) = (is_partial, 0, 0);
            let mut own: HashMap<&CompetencyId, Option<Ask<'_>>> = HashMap::new();
            for (competency, told) in told(resolved, level) {
                match told {
                    Told::Asked { by, asked: words } => {
                        let ask = Ask { by, asked: words };
                        let known = asked.get(competency).copied().flatten();
                        news |= !known.is_some_and(|known| known.is_same(resolved, &ask));
                        copies += usize::from(known.is_some_and(|known| known.is_repeated_in(resolved, &ask)));
                        count += 1;
                        own.insert(competency, Some(ask));
                    }
                    Told::Unknown => {
                        news = true;
                        own.insert(competency, None);
                    }
                    Told::NotAsked if track.is_cumulative() => _ = asked.remove(competency),
                    Told::NotAsked | Told::Silent => {}
                }
            }
            let is_one_copy = count == 1 && copies == 1;
            if let Some(below) = below.filter(|_| !news && !is_one_copy) {
                idle.push(Idle { level, below });
            }
            if track.is_cumulative() {
                asked.extend(own);
            } else {
                asked = own;
            }
            let asks_something = !asked.is_empty() || is_partial;
            below = if is_described(resolved, level) && asks_something { Some(level) } else { below };
        }
    }
    idle
}
