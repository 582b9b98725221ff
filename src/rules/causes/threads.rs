//! Expectations from level to level, and the levels that ask for nothing new.
//!
//! Only active levels are considered: a planned level may be unwritten, and a deprecated level is
//! often the twin of its successor.

use std::cmp::Ordering;
use std::ops::Range;

use foldhash::HashMap;

use crate::model::resolve::{Resolved, Told};
use crate::model::{Asked, CompetencyId, Stated, Track, Use};
use crate::rules::texts::{Texts, Word};

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

/// Whether the level has an expectation, or one that could not be read.
pub fn is_described(resolved: &Resolved<'_>, level: usize) -> bool {
    let expectations = &resolved.levels[level].level.expectations;
    !expectations.is_empty() || expectations.partial
}

/// The level's own expectations, competency by competency.
pub fn told<'a>(resolved: &'a Resolved<'_>, level: usize) -> impl Iterator<Item = (&'a CompetencyId, Told<'a>)> {
    let expectations = &resolved.levels[level].level.expectations;
    expectations.iter().map(move |e| (&e.competency, resolved.told(level, &e.competency)))
}

/// How the steps of two expectations of a competency compare; `None` if that is unknown, or only one has a step.
pub fn compare_steps(
    resolved: &Resolved<'_>,
    competency: &CompetencyId,
    lower: &Asked,
    upper: &Asked,
) -> Option<Ordering> {
    let rank = |asked: &Asked| asked.step.get().and_then(|step| resolved.scale_of(competency).rank(step));
    match (&lower.step, &upper.step) {
        (Stated::Unstated, Stated::Unstated) => Some(Ordering::Equal),
        _ => Some(rank(lower)?.cmp(&rank(upper)?)),
    }
}

/// An expectation of one competency, and the level that wrote it.
#[derive(Clone, Copy)]
struct Ask<'a> {
    by: usize,
    asked: &'a Asked,
    words: &'a [Word],
}

impl Ask<'_> {
    /// Whether two expectations of a competency ask for the same: word for word, or by step if there are no words.
    fn is_same(&self, resolved: &Resolved<'_>, competency: &CompetencyId, other: &Ask<'_>) -> bool {
        let is_same_step = || compare_steps(resolved, competency, self.asked, other.asked) == Some(Ordering::Equal);
        self.by == other.by || (self.words == other.words && is_same_step())
    }
}

/// An active level that asks for nothing more than the levels below it.
pub struct Idle {
    pub level: usize,
    /// The described level below it.
    pub below: usize,
}

/// The levels that ask for nothing new, in the order of the file.
///
/// A level that is not described is one of them only on a cumulative track, where it still asks for everything that the
/// below it ask; elsewhere it is an empty level. A summary or a scope of its own says something new as well.
pub(super) fn idle(resolved: &Resolved<'_>, texts: &Texts<'_>) -> Vec<Idle> {
    let mut idle = Vec::new();
    for (track, levels) in tracks(resolved) {
        if track.cumulative.is_unknown() {
            continue;
        }
        // The expectations below: those in effect on a cumulative track, else those of the next level; `None` is unknown.
        let mut asked: HashMap<&CompetencyId, Option<Ask<'_>>> = HashMap::default();
        let mut below: Option<usize> = None;
        for level in levels.filter(|level| is_active(resolved, *level)) {
            if !is_described(resolved, level) && !track.is_cumulative() {
                continue;
            }
            let is_partial = resolved.levels[level].level.expectations.partial;
            let mut news = is_partial;
            let mut own: HashMap<&CompetencyId, Option<Ask<'_>>> = HashMap::default();
            for (competency, told) in told(resolved, level) {
                match told {
                    Told::Asked { by, asked: words } => {
                        let ask = Ask { by, asked: words, words: texts.words_of(by, competency) };
                        let known = asked.get(competency).copied().flatten();
                        news |= !known.is_some_and(|known| known.is_same(resolved, competency, &ask));
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
            if let Some(below) = below.filter(|below| !news && !says_more(texts, *below, level)) {
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

/// Whether a level has a summary or a scope that is not the one of the level below.
fn says_more(texts: &Texts<'_>, below: usize, level: usize) -> bool {
    let own = texts.of_level(level).iter().filter(|text| matches!(text.used_as, Use::Summary | Use::Scope));
    own.filter(|text| text.count > 0).any(|text| {
        let known = texts.of_level(below).iter().filter(|known| known.used_as == text.used_as);
        known.into_iter().all(|known| texts.words(known) != texts.words(text))
    })
}
