//! The shape of `ladder show LADDER/LEVEL --format json`, and a level as it is in a ladder.

use schemars::JsonSchema;
use serde::Serialize;

use super::ladder::{
    Band, Competency, Equivalent, Grade, Move, Span, Step, a_move, band, competency, equivalent, grade, or_null, span,
    step,
};
use crate::model::{Manages, Status};
use crate::view::{ExpectationView, IncludedView, LevelPage, LevelView, LinkView, SCHEMA_VERSION};

#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    levels: Vec<Page<'a>>,
}

/// A level and what surrounds it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LevelPage")]
struct Page<'a> {
    /// The ladder's id.
    ladder: &'a str,
    /// The ladder's title.
    ladder_title: Option<&'a str>,
    /// The track's id.
    track: &'a str,
    /// The track's title.
    track_title: Option<&'a str>,
    /// Whether the level includes what the levels below it ask.
    cumulative: bool,
    /// Its place.
    place: &'a str,
    /// The level.
    level: Level<'a>,
    /// The grades that it stands at, where a list of grades is in force.
    grades: Vec<Grade<'a>>,
    /// The competencies that it says something of.
    competencies: Vec<Competency<'a>>,
    /// The scale in force.
    scale: Vec<Step<'a>>,
    /// Moves that start here.
    next: Vec<Move<'a>>,
    /// Moves that lead here.
    from: Vec<Move<'a>>,
    /// On a cumulative track, what the levels below ask and this one includes, those next to it first.
    included: Vec<Included<'a>>,
}

/// What a level below asks, and the level above includes.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "IncludedView")]
struct Included<'a> {
    /// The level whose words these are.
    level: &'a str,
    /// The competency.
    competency: &'a str,
    /// The step.
    step: Option<&'a str>,
    /// What is asked, point by point.
    points: &'a [String],
    /// What it may look like.
    examples: &'a [String],
}

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
struct Expectation<'a> {
    /// The competency.
    competency: &'a str,
    /// Whether it is deliberately not asked (`~`).
    not_asked: bool,
    /// The step.
    step: Option<&'a str>,
    /// What is asked, point by point.
    points: &'a [String],
    /// What it may look like.
    examples: &'a [String],
    /// The level whose words these are, where `same_as` leads elsewhere.
    said_at: Option<&'a str>,
    /// On a cumulative track, the levels below that ask something of it too, lowest first.
    includes: &'a [String],
}

/// A link.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LinkView")]
struct Link<'a> {
    /// What it is called.
    title: Option<&'a str>,
    /// Where it is.
    url: &'a str,
}

/// Single levels.
pub(super) fn document(pages: &[LevelPage]) -> Document<'_> {
    Document { schema_version: SCHEMA_VERSION, levels: pages.iter().map(page).collect() }
}

fn page(page: &LevelPage) -> Page<'_> {
    Page {
        ladder: &page.ladder,
        ladder_title: page.ladder_title.as_deref(),
        track: &page.track,
        track_title: page.track_title.as_deref(),
        cumulative: page.cumulative,
        place: &page.place,
        level: level(&page.level),
        grades: page.grades.iter().map(grade).collect(),
        competencies: page.competencies.iter().map(competency).collect(),
        scale: page.scale.iter().map(step).collect(),
        next: page.next.iter().map(a_move).collect(),
        from: page.from.iter().map(a_move).collect(),
        included: page.included.iter().map(included).collect(),
    }
}

fn included(part: &IncludedView) -> Included<'_> {
    Included {
        level: &part.level,
        competency: &part.competency,
        step: part.step.as_deref(),
        points: &part.points,
        examples: &part.examples,
    }
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

fn expectation(said: &ExpectationView) -> Expectation<'_> {
    Expectation {
        competency: &said.competency,
        not_asked: said.not_asked,
        step: said.step.as_deref(),
        points: &said.points,
        examples: &said.examples,
        said_at: said.said_at.as_deref(),
        includes: &said.includes,
    }
}

fn link(link: &LinkView) -> Link<'_> {
    Link { title: link.title.as_deref(), url: &link.url }
}
