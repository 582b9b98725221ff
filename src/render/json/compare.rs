//! The shapes of `ladder compare --format json`, of two levels and of two ladders.

use schemars::JsonSchema;
use serde::Serialize;

use super::level::{Level, level};
use super::parts::{Move, a_move};
use crate::view::{
    ComparedLadder, ComparedLevel, ComparedPoint, CompetencyComparison, GradeComparison, LadderComparison,
    LevelComparison, SCHEMA_VERSION,
};

/// Two levels.
#[derive(Serialize, JsonSchema)]
pub(super) struct Levels<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    /// The first level.
    a: Compared<'a>,
    /// The second level.
    b: Compared<'a>,
    /// Whether both ask the same.
    same: bool,
    /// The moves from one to the other, those from the first one first.
    moves: Vec<Move<'a>>,
    /// What they ask, competency by competency, by group.
    competencies: Vec<Competency<'a>>,
}

/// A level in a comparison.
#[derive(Serialize, JsonSchema)]
struct Compared<'a> {
    /// The ladder's id.
    ladder: &'a str,
    /// The ladder's title.
    ladder_title: &'a str,
    /// The track's id.
    track: &'a str,
    /// The track's title.
    track_title: &'a str,
    /// The level.
    level: Level<'a>,
}

/// What two levels ask of a competency; points are compared word for word.
#[derive(Serialize, JsonSchema)]
struct Competency<'a> {
    /// The competency.
    competency: &'a str,
    /// Its title, or else its id.
    title: &'a str,
    /// Its heading.
    group: Option<&'a str>,
    /// The step that the first level asks, by its title.
    step_a: Option<&'a str>,
    /// The step that the second level asks, by its title.
    step_b: Option<&'a str>,
    /// The points that only the first level asks.
    only_a: Vec<Point<'a>>,
    /// The points that only the second level asks.
    only_b: Vec<Point<'a>>,
    /// The points that both ask.
    both: Vec<Point<'a>>,
}

/// A point in a comparison.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ComparedPoint")]
struct Point<'a> {
    /// What is asked.
    text: &'a str,
    /// The level whose words these are: the compared one, or one that it includes.
    level: &'a str,
}

/// Two ladders.
#[derive(Serialize, JsonSchema)]
pub(super) struct Ladders<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    /// The first ladder.
    a: Ladder<'a>,
    /// The second ladder.
    b: Ladder<'a>,
    /// Whether both have the same tracks, grades, levels and competencies.
    same: bool,
    /// Grade by grade, the highest first.
    grades: Vec<Grade<'a>>,
    /// The competencies that only the first has, by title.
    only_a: &'a [String],
    /// The competencies that only the second has, by title.
    only_b: &'a [String],
    /// The competencies that both have, by title.
    both: &'a [String],
}

/// A ladder in a comparison.
#[derive(Serialize, JsonSchema)]
pub(super) struct Ladder<'a> {
    /// Its id.
    id: &'a str,
    /// Its title, or else its id.
    title: &'a str,
    /// Its version.
    version: Option<&'a str>,
    /// The titles of its tracks.
    tracks: &'a [String],
    /// How many levels it has.
    levels: usize,
    /// The grade from which both sides exist.
    fork: Option<&'a str>,
    /// The highest grade of individual contributors.
    ic_ceiling: Option<&'a str>,
    /// The highest grade of managers.
    manager_ceiling: Option<&'a str>,
}

/// A grade of two ladders.
#[derive(Serialize, JsonSchema)]
struct Grade<'a> {
    /// The grade.
    grade: &'a str,
    /// Its title.
    title: Option<&'a str>,
    /// The levels of the first ladder, by id and title.
    a: &'a [String],
    /// The levels of the second ladder, by id and title.
    b: &'a [String],
}

pub(super) fn levels(compared: &LevelComparison) -> Levels<'_> {
    Levels {
        schema_version: SCHEMA_VERSION,
        a: compared_level(&compared.a),
        b: compared_level(&compared.b),
        same: compared.is_same(),
        moves: compared.moves.iter().map(a_move).collect(),
        competencies: compared.competencies.iter().map(competency).collect(),
    }
}

fn compared_level(compared: &ComparedLevel) -> Compared<'_> {
    Compared {
        ladder: &compared.ladder.id,
        ladder_title: &compared.ladder.title,
        track: &compared.track,
        track_title: &compared.track_title,
        level: level(&compared.level),
    }
}

fn competency(compared: &CompetencyComparison) -> Competency<'_> {
    Competency {
        competency: &compared.competency,
        title: &compared.title,
        group: compared.group.as_deref(),
        step_a: compared.step_a.as_deref(),
        step_b: compared.step_b.as_deref(),
        only_a: compared.only_a.iter().map(point).collect(),
        only_b: compared.only_b.iter().map(point).collect(),
        both: compared.both.iter().map(point).collect(),
    }
}

fn point(point: &ComparedPoint) -> Point<'_> {
    Point { text: &point.text, level: &point.level }
}

pub(super) fn ladders(compared: &LadderComparison) -> Ladders<'_> {
    Ladders {
        schema_version: SCHEMA_VERSION,
        a: ladder(&compared.a),
        b: ladder(&compared.b),
        same: compared.is_same(),
        grades: compared.grades.iter().map(grade).collect(),
        only_a: &compared.only_a,
        only_b: &compared.only_b,
        both: &compared.both,
    }
}

pub(super) fn ladder(compared: &ComparedLadder) -> Ladder<'_> {
    Ladder {
        id: &compared.name.id,
        title: &compared.name.title,
        version: compared.name.version.as_deref(),
        tracks: &compared.tracks,
        levels: compared.levels,
        fork: compared.fork.as_deref(),
        ic_ceiling: compared.ic_ceiling.as_deref(),
        manager_ceiling: compared.manager_ceiling.as_deref(),
    }
}

fn grade(compared: &GradeComparison) -> Grade<'_> {
    Grade { grade: &compared.grade, title: compared.title.as_deref(), a: &compared.a, b: &compared.b }
}
