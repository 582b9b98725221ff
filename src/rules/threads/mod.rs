//! Whether expectations grow from level to level.

pub mod empty_level;
pub mod expectation_off_track;
pub mod missing_expectation;
pub mod nothing_new;
pub mod repeated_expectation;
pub mod step_drop;
pub mod unused_competency;

use std::ops::Range;

use foldhash::HashMap;

use super::Subject;
use super::causes::{is_active, is_described, tracks};
use crate::model::resolve::Defined;
use crate::model::{self, Competency, CompetencyId, Track};
use crate::words::join;

/// The active levels of a track that are described, lowest first.
fn described(subject: &Subject<'_>, levels: Range<usize>) -> Vec<usize> {
    levels.filter(|level| is_active(subject.resolved, *level) && is_described(subject.resolved, *level)).collect()
}

/// The expectations of one competency on one track: the levels that ask for it, lowest first.
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
        join(&self.levels.iter().map(name).collect::<Vec<_>>())
    }
}

/// All expectations except `~` and unreadable ones, track by track and in the order of the file.
pub(super) fn asked_of_tracks<'a>(subject: &'a Subject<'_>) -> Vec<AskedOfTrack<'a>> {
    let mut asked: Vec<AskedOfTrack<'a>> = Vec::new();
    for (track, levels) in tracks(subject.resolved) {
        let mut known: HashMap<&CompetencyId, usize> = HashMap::default();
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
