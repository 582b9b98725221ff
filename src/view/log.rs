//! The revisions that touched something, newest first, each with what it did in a line a change.

use super::change::{ChangeView, change_view};
use crate::diff::{Bump, Change, Impact, Verdict};
use crate::model::{LadderSet, Part, Place};
use crate::source::Commit;

/// A history, ready to be shown.
pub struct LogReport {
    /// The revisions that touched it, newest first.
    pub revisions: Vec<LogRevision>,
    /// Where the clone does not hold the whole history: what to do about it.
    pub cut: Option<String>,
}

/// What a revision did.
pub struct LogRevision {
    pub commit: Commit,
    /// What was asked for, by the id that it has there; `None` for every ladder.
    pub name: Option<String>,
    /// What its changes amount to, of those that are listed.
    pub verdict: Verdict,
    /// Its changes to what was asked for.
    pub changes: Vec<LogChange>,
    /// Files that could not be read in it.
    pub unread: Vec<String>,
}

/// A change, and what it is about in short.
pub struct LogChange {
    /// The level, track, ladder or base: `engineering/IC4`.
    pub about: String,
    pub change: ChangeView,
}

impl LogRevision {
    /// A revision that has done nothing yet.
    pub fn new(commit: &Commit, name: Option<String>) -> Self {
        Self { commit: commit.clone(), name, verdict: Verdict::default(), changes: Vec::new(), unread: Vec::new() }
    }

    /// Adds a change from one set to the next.
    pub fn add(&mut self, old: &LadderSet, new: &LadderSet, change: &Change) {
        let impact = self.verdict.impact.max(Some(change.impact));
        self.verdict = Verdict { impact, bump: impact.map_or(Bump::None, Impact::bump) };
        self.changes.push(LogChange { about: about(&change.place), change: change_view(old, new, change) });
    }
}

fn about(place: &Place) -> String {
    let owner = &place.owner;
    match (&place.part, place.part.level()) {
        (_, Some(level)) => format!("{owner}/{level}"),
        (Part::Track(track), None) => format!("{owner}/{track}"),
        _ => owner.to_string(),
    }
}
