//! Whether what is asked grows from level to level.
//!
//! Threads are followed through active levels only: what is planned need not be written yet, and what is deprecated is
//! often the twin of the level that took its place.

pub mod empty_level;
pub mod expectation_off_track;
pub mod missing_expectation;
pub mod nothing_new;
pub mod repeated_expectation;
pub mod step_drop;
pub mod unused_competency;

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use super::Subject;
use crate::model::resolve::{Defined, Told};
use crate::model::{self, Asked, Competency, CompetencyId, Stated, Track};

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

/// What one track is asked of one competency: the levels that ask it, lowest first.
pub(super) struct AskedOfTrack<'a> {
    /// The track.
    pub track: &'a Track,
    /// The competency, and where it is defined.
    pub competency: &'a Defined<'a, Competency>,
    /// At least one.
    pub levels: Vec<usize>,
}

impl AskedOfTrack<'_> {
    /// "`IC3`, `IC4` and `IC5`".
    pub fn names(&self, subject: &Subject<'_>) -> String {
        let name = |level: &usize| format!("`{}`", subject.resolved.levels[*level].level.id);
        let names: Vec<String> = self.levels.iter().map(name).collect();
        match names.split_last() {
            Some((last, rest @ [_, ..])) => format!("{} and {last}", rest.join(", ")),
            _ => names.concat(),
        }
    }
}

/// Everything that is asked, but for what is `~` or could not be read, track by track and in the order of the file.
pub(super) fn asked_of_tracks<'a>(subject: &'a Subject<'_>) -> Vec<AskedOfTrack<'a>> {
    let mut asked: Vec<AskedOfTrack<'a>> = Vec::new();
    for (track, levels) in tracks(subject) {
        let mut known: HashMap<&CompetencyId, usize> = HashMap::new();
        for level in levels {
            for expectation in &subject.resolved.levels[level].level.expectations {
                let is_asked = matches!(expectation.ask, model::Ask::Asked(_) | model::Ask::SameAs(_));
                let Some(competency) = subject.resolved.competency(&expectation.competency).filter(|_| is_asked) else {
                    continue;
                };
                let at = *known.entry(&expectation.competency).or_insert(asked.len());
                if at == asked.len() {
                    asked.push(AskedOfTrack { track, competency, levels: Vec::new() });
                }
                asked[at].levels.push(level);
            }
        }
    }
    asked
}

/// How the steps of two expectations stand to each other; `None` where that is not known, or only one has a step.
fn compare_steps(subject: &Subject<'_>, lower: &Asked, upper: &Asked) -> Option<Ordering> {
    let rank = |asked: &Asked| asked.step.get().and_then(|step| subject.resolved.scale.rank(step));
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
struct Ask<'a> {
    by: usize,
    asked: &'a Asked,
}

impl Ask<'_> {
    /// Whether two expectations ask the same: word for word, or step for step where there are no words.
    fn is_same(&self, subject: &Subject<'_>, other: &Ask<'_>) -> bool {
        self.by == other.by
            || (compare_steps(subject, self.asked, other.asked) == Some(Ordering::Equal)
                && words(self.asked) == words(other.asked))
    }

    /// Whether this is written out, and written out again in `other`: the same words at the same step.
    fn is_repeated_in(&self, subject: &Subject<'_>, other: &Ask<'_>) -> bool {
        self.by != other.by && !words(self.asked).is_empty() && self.is_same(subject, other)
    }
}

/// An active level that asks nothing beyond the levels below it.
struct Idle {
    level: usize,
    /// The level below that is described.
    below: usize,
}

/// The levels that ask nothing new, in the order of the file.
///
/// A level that is not described is one of them only on a cumulative track, where it still asks all that the levels
/// below it ask; elsewhere it is an empty level. Where all that a level asks is one copied expectation, it is the
/// copy that is reported.
fn idle(subject: &Subject<'_>) -> Vec<Idle> {
    let mut idle = Vec::new();
    for (track, levels) in tracks(subject) {
        if track.cumulative.is_unknown() {
            continue;
        }
        // What is asked below: in effect on a cumulative track, else by the next level below; `None` is unknown.
        let mut asked: HashMap<&CompetencyId, Option<Ask<'_>>> = HashMap::new();
        let mut below: Option<usize> = None;
        for level in levels.filter(|level| is_active(subject, *level)) {
            if !is_described(subject, level) && !track.is_cumulative() {
                continue;
            }
            let is_partial = subject.resolved.levels[level].level.expectations.partial;
            let (mut news, mut copies, mut count) = (is_partial, 0, 0);
            let mut own: HashMap<&CompetencyId, Option<Ask<'_>>> = HashMap::new();
            for (competency, told) in told(subject, level) {
                match told {
                    Told::Asked { by, asked: words } => {
                        let ask = Ask { by, asked: words };
                        let known = asked.get(competency).copied().flatten();
                        news |= !known.is_some_and(|known| known.is_same(subject, &ask));
                        copies += usize::from(known.is_some_and(|known| known.is_repeated_in(subject, &ask)));
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
            below = if is_described(subject, level) && asks_something { Some(level) } else { below };
        }
    }
    idle
}
