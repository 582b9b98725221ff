//! The shape of `ladder list --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::parts::{Span, span};
use crate::view::{ListedLadder, SCHEMA_VERSION};

#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    ladders: Vec<Listed<'a>>,
}

/// One line of `ladder list`.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ListedLadder")]
struct Listed<'a> {
    /// The ladder's id.
    id: &'a str,
    /// Its title.
    title: Option<&'a str>,
    /// Its version.
    version: Option<&'a str>,
    /// Its tracks, by id.
    tracks: &'a [String],
    /// How many levels it has.
    levels: usize,
    /// Its lowest and highest grade in use.
    grades: Option<Span<'a>>,
    /// The file that it is in.
    path: &'a str,
}

/// One line a ladder.
pub(super) fn document(ladders: &[ListedLadder]) -> Document<'_> {
    Document { schema_version: SCHEMA_VERSION, ladders: ladders.iter().map(listed).collect() }
}

fn listed(ladder: &ListedLadder) -> Listed<'_> {
    Listed {
        id: &ladder.id,
        title: ladder.title.as_deref(),
        version: ladder.version.as_deref(),
        tracks: &ladder.tracks,
        levels: ladder.levels,
        grades: ladder.grades.as_ref().map(span),
        path: &ladder.path,
    }
}
