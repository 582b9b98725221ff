//! The shape of `ladder stats --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::view::{LadderStats, SCHEMA_VERSION, Stats};

#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    /// The ladders.
    ladders: Vec<Ladder<'a>>,
}

/// Figures of a ladder.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LadderStats")]
struct Ladder<'a> {
    /// Its id, tracks, levels, fork and ceilings.
    #[serde(flatten)]
    ladder: super::compare::Ladder<'a>,
    /// How many pairs of levels of two tracks people can switch between at one grade, in at least one direction.
    switches: usize,
    /// How many words a level has on average, rounded: its summary, its scope and what it asks itself.
    words_per_level: usize,
    /// How many competencies it reaches.
    competencies: usize,
    /// The titles of those that levels of both sides ask.
    shared: &'a [String],
}

pub(super) fn document(stats: &Stats) -> Document<'_> {
    Document { schema_version: SCHEMA_VERSION, ladders: stats.ladders.iter().map(ladder).collect() }
}

fn ladder(stats: &LadderStats) -> Ladder<'_> {
    Ladder {
        ladder: super::compare::ladder(&stats.ladder),
        switches: stats.switches,
        words_per_level: stats.words_per_level,
        competencies: stats.competencies,
        shared: &stats.shared,
    }
}
