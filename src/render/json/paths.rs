//! The shape of `ladder path --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::parts::Effect;
use crate::view::{MoveKind, PathStep, Paths, SCHEMA_VERSION};

#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    /// The level that the ways start at.
    from: &'a str,
    /// The level that they lead to; null if none was named, and each way is one move.
    to: Option<&'a str>,
    /// Whether a higher grade can be reached only through a level that manages people.
    up_is_management: bool,
    /// The ways, the shortest first, each a list of moves.
    ways: Vec<Vec<Step<'a>>>,
}

/// A move of a way.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PathStep")]
struct Step<'a> {
    /// Where it starts: `engineering/IC4`.
    from: &'a str,
    /// Where it leads.
    to: &'a str,
    /// The titles of the level that it leads to.
    title: &'a str,
    /// What it does.
    #[serde(with = "Effect")]
    kind: MoveKind,
    /// The grade before it; null where a grade is not known.
    grade_before: Option<&'a str>,
    /// The grade after it; null where a grade is not known.
    grade_after: Option<&'a str>,
    /// What to know about it.
    note: Option<&'a str>,
    /// The titles of competencies that are newly asked.
    new: &'a [String],
    /// Those of which more is asked, or something else.
    more: &'a [String],
    /// Those that are no longer asked.
    gone: &'a [String],
}

pub(super) fn document(paths: &Paths) -> Document<'_> {
    Document {
        schema_version: SCHEMA_VERSION,
        from: &paths.from,
        to: paths.to.as_deref(),
        up_is_management: paths.up_is_management,
        ways: paths.ways.iter().map(|way| way.iter().map(step).collect()).collect(),
    }
}

fn step(step: &PathStep) -> Step<'_> {
    let grades = step.grades.as_ref();
    Step {
        from: &step.from,
        to: &step.to,
        title: &step.title,
        kind: step.kind,
        grade_before: grades.map(|(before, _)| before.as_str()),
        grade_after: grades.map(|(_, after)| after.as_str()),
        note: step.note.as_deref(),
        new: &step.new,
        more: &step.more,
        gone: &step.gone,
    }
}
