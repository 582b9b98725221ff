//! A level, as it is in a ladder and on a page of its own.

use schemars::JsonSchema;
use serde::Serialize;

use super::parts::{Band, Equivalent, Link, Point, Span, band, equivalent, link, or_null, point, span};
use crate::model::{Manages, Status};
use crate::view::{ExpectationView, LevelView, RoleView};

/// A level.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LevelView")]
pub(super) struct Level<'a> {
    /// Its id.
    id: &'a str,
    /// Its titles, the main one first.
    titles: &'a [String],
    /// Its lowest and highest grade.
    grades: Option<Span<'a>>,
    /// What it is for.
    summary: Option<&'a str>,
    /// The size of problem.
    scope: Option<&'a str>,
    /// Whom it manages.
    #[schemars(extend("enum" = or_null(Manages::ALL.map(Manages::as_str))))]
    manages: Option<&'static str>,
    /// Whether it is a career level.
    terminal: bool,
    /// `active`, `planned` or `deprecated`.
    #[schemars(extend("enum" = Status::ALL.map(Status::as_str)))]
    status: &'static str,
    /// Ids that it had before.
    formerly: &'a [String],
    /// The bands in force: its own, and its grade's where it has none for the location.
    pay: Vec<Band<'a>>,
    /// Levels of other aligned tracks that share a grade with it.
    parallel: &'a [String],
    /// What it asks itself, in the order of the competencies.
    expectations: Vec<Expectation<'a>>,
    /// What it is called in other frameworks.
    equivalents: Vec<Equivalent<'a>>,
    /// Further reading.
    links: Vec<Link<'a>>,
}

/// What a level asks of a competency.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ExpectationView")]
pub(super) struct Expectation<'a> {
    /// The competency.
    competency: &'a str,
    /// Whether it is deliberately not asked (`~`).
    not_asked: bool,
    /// The step.
    step: Option<&'a str>,
    /// What is asked, point by point.
    points: Vec<Point<'a>>,
    /// What all of it may look like.
    examples: &'a [String],
    /// The level whose words these are, where `same_as` leads elsewhere.
    said_at: Option<&'a str>,
    /// On a cumulative track, the levels below that ask something of it too, lowest first.
    includes: &'a [String],
}

pub(super) fn level(level: &LevelView) -> Level<'_> {
    Level {
        id: &level.id,
        titles: &level.titles,
        grades: level.grades.as_ref().map(span),
        summary: level.summary.as_deref(),
        scope: level.scope.as_deref(),
        manages: level.manages,
        terminal: level.terminal,
        status: level.status,
        formerly: &level.formerly,
        pay: level.pay.iter().map(band).collect(),
        parallel: &level.parallel,
        expectations: level.expectations.iter().map(expectation).collect(),
        equivalents: level.equivalents.iter().map(equivalent).collect(),
        links: level.links.iter().map(link).collect(),
    }
}

/// A role: no level, and held by people at some.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "RoleView")]
pub(super) struct Role<'a> {
    /// Its id.
    id: &'a str,
    /// Its title.
    title: Option<&'a str>,
    /// What it is for.
    summary: Option<&'a str>,
    /// Ids that it had before.
    formerly: &'a [String],
    /// The levels whose people may hold it.
    levels: &'a [String],
    /// What it asks in addition to the level, in the order of the competencies.
    expectations: Vec<Expectation<'a>>,
}

pub(super) fn role(role: &RoleView) -> Role<'_> {
    Role {
        id: &role.id,
        title: role.title.as_deref(),
        summary: role.summary.as_deref(),
        formerly: &role.formerly,
        levels: &role.levels,
        expectations: role.expectations.iter().map(expectation).collect(),
    }
}

pub(super) fn expectation(said: &ExpectationView) -> Expectation<'_> {
    Expectation {
        competency: &said.competency,
        not_asked: said.not_asked,
        step: said.step.as_deref(),
        points: said.points.iter().map(point).collect(),
        examples: &said.examples,
        said_at: said.said_at.as_deref(),
        includes: &said.includes,
    }
}
