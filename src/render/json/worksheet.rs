//! The shape of `ladder worksheet --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::view::{ComparedLevel, SCHEMA_VERSION, Worksheet, WorksheetPart, WorksheetPoint};

#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    /// The level that somebody is at.
    from: Level<'a>,
    /// The level that the form is for; it can be the same.
    to: Level<'a>,
    /// The day that the form is made: `2026-03-31`.
    date: String,
    /// What the level asks, competency by competency, by group.
    competencies: Vec<Competency<'a>>,
}

/// A level of a form.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WorksheetLevel")]
struct Level<'a> {
    /// The ladder's id.
    ladder: &'a str,
    /// The ladder's version.
    version: Option<&'a str>,
    /// The level's id.
    id: &'a str,
    /// The level's titles.
    titles: &'a [String],
    /// The size of problem.
    scope: Option<&'a str>,
}

/// What the level asks of a competency.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WorksheetPart")]
struct Competency<'a> {
    /// The competency.
    competency: &'a str,
    /// Its title, or else its id.
    title: &'a str,
    /// Its heading.
    group: Option<&'a str>,
    /// The step that the first level asks, by its title.
    step_before: Option<&'a str>,
    /// The step that this level asks, by its title.
    step: Option<&'a str>,
    /// What is asked, new points first.
    points: Vec<Point<'a>>,
}

/// A point of a form.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "WorksheetPoint")]
struct Point<'a> {
    /// What is asked.
    text: &'a str,
    /// The level whose words these are: this one, or one that it includes.
    level: &'a str,
    /// Whether the first level does not ask it.
    new: bool,
}

pub(super) fn document(form: &Worksheet) -> Document<'_> {
    Document {
        schema_version: SCHEMA_VERSION,
        from: level(&form.compared.a),
        to: level(&form.compared.b),
        date: form.date.to_string(),
        competencies: form.parts().map(competency).collect(),
    }
}

fn level(compared: &ComparedLevel) -> Level<'_> {
    Level {
        ladder: &compared.ladder.id,
        version: compared.ladder.version.as_deref(),
        id: &compared.level.id,
        titles: &compared.level.titles,
        scope: compared.level.scope.as_deref(),
    }
}

fn competency(part: WorksheetPart<'_>) -> Competency<'_> {
    Competency {
        competency: &part.compared.competency,
        title: &part.compared.title,
        group: part.compared.group.as_deref(),
        step_before: part.compared.step_a.as_deref(),
        step: part.compared.step_b.as_deref(),
        points: part.points.into_iter().map(point).collect(),
    }
}

fn point(asked: WorksheetPoint<'_>) -> Point<'_> {
    Point { text: &asked.point.text, level: &asked.point.level, new: asked.is_new }
}
