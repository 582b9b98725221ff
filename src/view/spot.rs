//! The line of a change in a file of the new revision, for formats that point at lines.

use std::path::PathBuf;

use crate::diff::{Change, Impact};
use crate::model::OwnerId;
use crate::source::Position;

/// A stretch of a file of the new revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The file, as it was named.
    pub path: PathBuf,
    /// Where it begins.
    pub start: Position,
    /// The column after its last character.
    pub end: Position,
    /// Whether it is the thing itself. Otherwise that is written nowhere, and this is the nearest around it.
    pub is_exact: bool,
}

/// The places of changes in the files of the new revision.
pub trait Spots {
    /// The place of a change; `None` if nothing is left in any file.
    fn of(&self, change: &Change) -> Option<Spot>;

    /// The place of the version of a ladder or base, else of its id.
    fn version(&self, owner: &OwnerId) -> Option<Spot>;
}

/// What fails a comparison, for formats that tell what fails from what does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DiffGate {
    /// Changes of this impact and above; `None` for none.
    pub impact: Option<Impact>,
    /// Changes that need review, whatever their impact.
    pub review: bool,
    /// Versions that were not bumped enough.
    pub version: bool,
}

impl DiffGate {
    /// Whether a change fails the comparison.
    pub fn fails(self, impact: Impact, needs_review: bool) -> bool {
        self.impact.is_some_and(|gate| impact >= gate) || (self.review && needs_review)
    }
}
