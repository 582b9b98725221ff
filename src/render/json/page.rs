//! The shape of `ladder show LADDER/LEVEL --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::level::{Level, Role, level, role};
use super::parts::{Competency, Grade, Move, Point, Step, a_move, competency, grade, point, step};
use crate::view::{IncludedView, LevelPage, SCHEMA_VERSION};

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
    /// The competencies that it or one of its roles says something of.
    competencies: Vec<Competency<'a>>,
    /// The scale in force.
    scale: Vec<Step<'a>>,
    /// Moves that start here.
    next: Vec<Move<'a>>,
    /// Moves that lead here.
    from: Vec<Move<'a>>,
    /// Roles that people at this level may hold.
    roles: Vec<Role<'a>>,
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
    points: Vec<Point<'a>>,
    /// What it may look like.
    examples: &'a [String],
}

/// Single levels.
pub(super) fn document(pages: &[LevelPage]) -> Document<'_> {
    Document { schema_version: SCHEMA_VERSION, levels: pages.iter().map(page).collect() }
}

fn page(page: &LevelPage) -> Page<'_> {
    Page {
        ladder: &page.ladder.id,
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
        roles: page.roles.iter().map(role).collect(),
        included: page.included.iter().map(included).collect(),
    }
}

fn included(part: &IncludedView) -> Included<'_> {
    Included {
        level: &part.level,
        competency: &part.competency,
        step: part.step.as_deref(),
        points: part.points.iter().map(point).collect(),
        examples: &part.examples,
    }
}
