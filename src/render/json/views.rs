//! The shapes of `ladder show --view … --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::level::{Expectation, Level, expectation, level};
use super::parts::{Competency, Move, Span, a_move, competency, span};
use crate::view::{LadderMoves, LadderName, MatrixRow, MatrixTrack, SCHEMA_VERSION, Thread, ThreadLevel, Threads};

/// The ladder that a view is of.
#[derive(Serialize, JsonSchema)]
struct Ladder<'a> {
    /// The ladder's id.
    ladder: &'a str,
    /// The ladder's title, or else its id.
    title: &'a str,
    /// The ladder's version.
    version: Option<&'a str>,
}

/// Competencies by levels.
#[derive(Serialize, JsonSchema)]
pub(super) struct Matrix<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    #[serde(flatten)]
    ladder: Ladder<'a>,
    /// The tracks that have a level, in the order of the file.
    tracks: Vec<Track<'a>>,
}

/// A track of a matrix.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MatrixTrack")]
struct Track<'a> {
    /// Its id.
    id: &'a str,
    /// Its title, or else its id.
    title: &'a str,
    /// Whether levels include what those below ask.
    cumulative: bool,
    /// Its levels, lowest first: the columns.
    levels: Vec<Level<'a>>,
    /// The competencies that a level speaks of, by group.
    rows: Vec<Row<'a>>,
}

/// A competency of a matrix.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MatrixRow")]
struct Row<'a> {
    /// The competency.
    competency: &'a str,
    /// Its title, or else its id.
    title: &'a str,
    /// Its heading.
    group: Option<&'a str>,
    /// For each level, what it says itself; null if it says nothing.
    cells: Vec<Option<Expectation<'a>>>,
}

/// The moves of a ladder.
#[derive(Serialize, JsonSchema)]
pub(super) struct Moves<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    #[serde(flatten)]
    ladder: Ladder<'a>,
    /// The moves, by the level that they start at, in the order of the file.
    moves: Vec<Move<'a>>,
}

/// Competencies as threads.
#[derive(Serialize, JsonSchema)]
pub(super) struct Competencies<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    #[serde(flatten)]
    ladder: Ladder<'a>,
    /// The competencies that a level speaks of, by group.
    threads: Vec<OneThread<'a>>,
}

/// A competency, and what levels ask of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Thread")]
struct OneThread<'a> {
    /// The competency.
    competency: Competency<'a>,
    /// The levels that speak of it, lowest grade first.
    levels: Vec<OnThread<'a>>,
}

/// What a level says of a competency.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ThreadLevel")]
struct OnThread<'a> {
    /// The track's id.
    track: &'a str,
    /// The level's id.
    id: &'a str,
    /// The level's titles.
    titles: &'a [String],
    /// The level's lowest and highest grade.
    grades: Option<Span<'a>>,
    /// What it says itself.
    expectation: Expectation<'a>,
}

fn ladder(name: &LadderName) -> Ladder<'_> {
    Ladder { ladder: &name.id, title: &name.title, version: name.version.as_deref() }
}

pub(super) fn matrix(matrix: &crate::view::Matrix) -> Matrix<'_> {
    Matrix {
        schema_version: SCHEMA_VERSION,
        ladder: ladder(&matrix.ladder),
        tracks: matrix.tracks.iter().map(track).collect(),
    }
}

fn track(track: &MatrixTrack) -> Track<'_> {
    Track {
        id: &track.id,
        title: &track.title,
        cumulative: track.cumulative,
        levels: track.levels.iter().map(|known| level(&known.level)).collect(),
        rows: track.rows.iter().map(row).collect(),
    }
}

fn row(row: &MatrixRow) -> Row<'_> {
    Row {
        competency: &row.competency,
        title: &row.title,
        group: row.group.as_deref(),
        cells: row.cells.iter().map(|says| says.as_ref().map(|says| expectation(&says.expectation))).collect(),
    }
}

pub(super) fn moves(moves: &LadderMoves) -> Moves<'_> {
    let all = moves.starts.iter().flat_map(|start| &start.moves);
    Moves {
        schema_version: SCHEMA_VERSION,
        ladder: ladder(&moves.ladder),
        moves: all.map(|(way, _)| a_move(way)).collect(),
    }
}

pub(super) fn competencies(threads: &Threads) -> Competencies<'_> {
    Competencies {
        schema_version: SCHEMA_VERSION,
        ladder: ladder(&threads.ladder),
        threads: threads.threads.iter().map(thread).collect(),
    }
}

fn thread(thread: &Thread) -> OneThread<'_> {
    OneThread { competency: competency(&thread.competency), levels: thread.levels.iter().map(on_thread).collect() }
}

fn on_thread(level: &ThreadLevel) -> OnThread<'_> {
    OnThread {
        track: &level.track,
        id: &level.id,
        titles: &level.titles,
        grades: level.grades.as_ref().map(span),
        expectation: expectation(&level.says.expectation),
    }
}
