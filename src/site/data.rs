//! What scripts of a site read: texts to find, and levels to put beside each other. It is in scripts too, because a page that is
//! opened from a disk may read nothing else.

use std::collections::BTreeMap;

use serde::Serialize;

use super::index::Column;
use crate::view::{BandView, ExpectationView, LadderView, Matrix, MatrixLevel, MatrixTrack};

/// The file of texts to find.
pub(super) const TEXTS: &str = "search-index.js";
/// What that file begins with; each ladder adds a line.
pub(super) const TEXTS_HEAD: &str = "const searchIndex = [];\n";
/// The file of the names of ladders and levels.
pub(super) const NAMES: &str = "ladders.js";

/// The texts of a ladder.
#[derive(Serialize)]
struct Texts<'a> {
    ladder: &'a str,
    title: &'a str,
    /// Each level: id, title, side.
    levels: Vec<[&'a str; 3]>,
    /// Each text: the number of its level, or -1; what it is about; its anchor on the page; itself.
    texts: Vec<(i64, &'a str, &'a str, &'a str)>,
}

/// The line of a ladder in the file of texts.
pub(super) fn texts(view: &LadderView, matrix: &Matrix) -> String {
    let mut levels = Vec::new();
    let mut texts: Vec<(i64, &str, &str, &str)> = Vec::new();
    texts.extend(view.summary.iter().map(|text| (-1, "", "", text.as_str())));
    for known in &view.competencies {
        texts.extend(known.summary.iter().map(|text| (-1, known.title(), known.id.as_str(), text.as_str())));
    }
    for track in &matrix.tracks {
        for (at, level) in track.levels.iter().enumerate() {
            let number = i64::try_from(levels.len()).unwrap_or(-1);
            levels.push([level.level.id.as_str(), title(level), track.kind.unwrap_or("shared")]);
            texts.extend(level.level.summary.iter().map(|text| (number, "", "", text.as_str())));
            texts.extend(level.level.scope.iter().map(|text| (number, "Scope", "", text.as_str())));
            for row in &track.rows {
                for point in row.cells[at].iter().flat_map(|says| &says.expectation.points) {
                    texts.push((number, &row.title, &row.competency, &point.text));
                }
            }
        }
    }
    let texts = Texts { ladder: &view.id, title: view.title.as_deref().unwrap_or(&view.id), levels, texts };
    format!("searchIndex.push({});\n", json(&texts))
}

/// The levels of a ladder.
#[derive(Serialize)]
struct Levels<'a> {
    title: &'a str,
    /// Each competency: id, title, group.
    competencies: Vec<[&'a str; 3]>,
    tracks: Vec<Track<'a>>,
}

#[derive(Serialize)]
struct Track<'a> {
    cumulative: bool,
    kind: &'a str,
    levels: Vec<Level<'a>>,
}

#[derive(Serialize)]
struct Level<'a> {
    id: &'a str,
    title: &'a str,
    grade: Option<String>,
    summary: Option<&'a str>,
    scope: Option<&'a str>,
    /// Its bands, a line each.
    pay: String,
    /// What it asks itself, by competency.
    asks: BTreeMap<&'a str, Asks<'a>>,
}

#[derive(Serialize)]
struct Asks<'a> {
    step: Option<&'a str>,
    /// Whether it is left out on purpose.
    #[serde(rename = "not")]
    is_not_asked: bool,
    points: Vec<&'a str>,
}

/// The file with the levels of a ladder.
pub(super) fn levels(matrix: &Matrix) -> String {
    let competencies = matrix
        .competencies
        .iter()
        .map(|known| [known.id.as_str(), known.title(), known.group.as_deref().unwrap_or_default()]);
    let levels = Levels {
        title: &matrix.ladder.title,
        competencies: competencies.collect(),
        tracks: matrix.tracks.iter().map(track).collect(),
    };
    format!("levelsOf.set({}, {});\n", json(&matrix.ladder.id), json(&levels))
}

fn track(track: &MatrixTrack) -> Track<'_> {
    Track {
        cumulative: track.cumulative,
        kind: track.kind.unwrap_or("shared"),
        levels: (0..track.levels.len()).map(|at| level(track, at)).collect(),
    }
}

fn level(track: &MatrixTrack, at: usize) -> Level<'_> {
    let level = &track.levels[at];
    let said = track.rows.iter().filter_map(|row| Some((row.competency.as_str(), row.cells[at].as_ref()?)));
    let asks = said.map(|(id, says)| {
        let ExpectationView { not_asked, points, .. } = &says.expectation;
        let points = points.iter().map(|point| point.text.as_str()).collect();
        (id, Asks { step: says.step.as_deref(), is_not_asked: *not_asked, points })
    });
    Level {
        id: &level.level.id,
        title: title(level),
        grade: level.grade(),
        summary: level.level.summary.as_deref(),
        scope: level.level.scope.as_deref(),
        pay: level.level.pay.iter().map(BandView::describe).collect::<Vec<_>>().join("\n"),
        asks: asks.collect(),
    }
}

fn title(level: &MatrixLevel) -> &str {
    level.level.titles.first().map_or("", String::as_str)
}

/// The names of all ladders and levels.
pub(super) fn names(columns: &[Column]) -> String {
    let names: Vec<_> = columns.iter().map(|column| (&column.id, &column.title, column.names())).collect();
    format!("const ladders = {};\nconst levelsOf = new Map();\n", json(&names))
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain values have no keys but texts")
}
