//! The part of a comparison that tells how many people it affects.

use schemars::JsonSchema;
use serde::Serialize;

use crate::roster::RosterView;

/// How many people a comparison affects.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RosterView")]
pub(super) struct Roster<'a> {
    /// Rows of the roster.
    people: usize,
    /// Of these, how many are at a level that changes.
    on_changed_levels: usize,
    /// The levels that change, in the order of the ladders; removed ones come last.
    levels: Vec<Level<'a>>,
    /// Rows whose level the old revision does not have.
    unknown_before: usize,
    /// Rows whose level the new revision does not have; a level that was renamed is still there.
    unknown_after: usize,
    /// Rows that name no level.
    without_level: usize,
    /// The lines of these rows, from 1.
    lines_without_level: &'a [u64],
}

/// How many people are at a level that changes.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LevelCount")]
struct Level<'a> {
    /// `engineering/IC4`; for a removed level, its earlier name.
    level: &'a str,
    /// Its title.
    title: &'a str,
    /// How many people are at it.
    people: usize,
    /// The greatest impact of a change that affects it.
    impact: &'static str,
    /// If the level was split or merged: the levels that people at it may be at from now on.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    may_be_at: &'a [String],
}

pub(super) fn roster(view: &RosterView) -> Roster<'_> {
    let levels = view.levels.iter().map(|count| Level {
        level: &count.level,
        title: &count.title,
        people: count.people,
        impact: count.impact.as_str(),
        may_be_at: &count.may_be_at,
    });
    Roster {
        people: view.people,
        on_changed_levels: view.on_changed_levels,
        levels: levels.collect(),
        unknown_before: view.unknown_before,
        unknown_after: view.unknown_after,
        without_level: view.without_level,
        lines_without_level: &view.lines_without_level,
    }
}
