//! The shape of `ladder show --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::level::{Level, Role, level, role};
use super::parts::{Competency, Grade, Move, Step, a_move, competency, grade, or_null, step};
use crate::model::TrackKind;
use crate::view::{LadderView, SCHEMA_VERSION, TrackView};

#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    ladders: Vec<Ladder<'a>>,
}

/// A ladder.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LadderView")]
struct Ladder<'a> {
    /// Its id.
    id: &'a str,
    /// Its title.
    title: Option<&'a str>,
    /// Its version.
    version: Option<&'a str>,
    /// One sentence or more.
    summary: Option<&'a str>,
    /// The people or the team who keep it.
    owned_by: Option<&'a str>,
    /// The day on which somebody last checked that it still holds: `2026-03-31`.
    reviewed: Option<&'a str>,
    /// The file that it is in.
    path: &'a str,
    /// Ids that it had before.
    formerly: &'a [String],
    /// The bases that it builds on, those that others extend first.
    bases: &'a [String],
    /// The grade from which both sides exist; null where there is no manager side.
    fork: Option<&'a str>,
    /// The grades in force, lowest first; where no list is in force, those that levels stand at.
    grades: Vec<Grade<'a>>,
    /// The scale in force, lowest first.
    scale: Vec<Step<'a>>,
    /// The competencies that it reaches, those of the bases first.
    competencies: Vec<Competency<'a>>,
    /// Its tracks, in the order of the file.
    tracks: Vec<Track<'a>>,
    /// Every way from level to level that starts or ends in it.
    moves: Vec<Move<'a>>,
    /// Its roles, in the order of the file.
    roles: Vec<Role<'a>>,
}

/// A track.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "TrackView")]
struct Track<'a> {
    /// Its id.
    id: &'a str,
    /// Its title.
    title: Option<&'a str>,
    /// What it is for.
    summary: Option<&'a str>,
    /// `ic`, `manager`, `hybrid` or `shared`.
    #[schemars(extend("enum" = or_null(TrackKind::ALL.map(TrackKind::as_str))))]
    kind: Option<&'static str>,
    /// The crafts that it is for; empty for the ladder's own.
    professions: &'a [String],
    /// Whether it is compared with others.
    aligned: bool,
    /// Whether levels include what those below ask.
    cumulative: bool,
    /// Its levels, lowest first.
    levels: Vec<Level<'a>>,
}

/// Ladders.
pub(super) fn document(ladders: &[LadderView]) -> Document<'_> {
    Document { schema_version: SCHEMA_VERSION, ladders: ladders.iter().map(ladder).collect() }
}

fn ladder(ladder: &LadderView) -> Ladder<'_> {
    Ladder {
        id: &ladder.id,
        title: ladder.title.as_deref(),
        version: ladder.version.as_deref(),
        summary: ladder.summary.as_deref(),
        owned_by: ladder.owned_by.as_deref(),
        reviewed: ladder.reviewed.as_deref(),
        path: &ladder.path,
        formerly: &ladder.formerly,
        bases: &ladder.bases,
        fork: ladder.fork.as_deref(),
        grades: ladder.grades.iter().map(grade).collect(),
        scale: ladder.scale.iter().map(step).collect(),
        competencies: ladder.competencies.iter().map(competency).collect(),
        tracks: ladder.tracks.iter().map(track).collect(),
        moves: ladder.moves.iter().map(a_move).collect(),
        roles: ladder.roles.iter().map(role).collect(),
    }
}

fn track(track: &TrackView) -> Track<'_> {
    Track {
        id: &track.id,
        title: track.title.as_deref(),
        summary: track.summary.as_deref(),
        kind: track.kind,
        professions: &track.professions,
        aligned: track.aligned,
        cumulative: track.cumulative,
        levels: track.levels.iter().map(level).collect(),
    }
}
