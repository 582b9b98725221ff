//! Who can go where in a ladder: the moves that start at each level.

use super::layout::{Block, Columns, Layout, Line, Sheet};
use super::moves::{MoveKind, MoveView};
use super::named;
use super::narrow::Kept;
use super::parts::LadderName;
use crate::model::resolve::{End, Resolved};

/// The moves of a ladder.
#[derive(Debug, Clone)]
pub struct LadderMoves {
    pub ladder: LadderName,
    /// The levels that moves start at, in the order of the file, those of other ladders last.
    pub starts: Vec<MoveStart>,
}

/// The moves that start at a level.
#[derive(Debug, Clone)]
pub struct MoveStart {
    /// The level: `IC4`, or `product/IC4` of another ladder.
    pub from: String,
    /// Its titles; unknown for another ladder's level.
    pub title: String,
    /// The title of its track; `None` for another ladder's level.
    pub track: Option<String>,
    /// The moves, each with the titles of the level that it leads to.
    pub moves: Vec<(MoveView, String)>,
}

impl LadderMoves {
    /// The moves that start at, or lead to, a level that is kept.
    pub fn new(resolved: &Resolved<'_>, kept: &Kept) -> Self {
        let title = |end: End<'_>| match end {
            End::Here(level) => resolved.levels[level].level.titles.join(" / "),
            End::Elsewhere(level) => {
                let found =
                    resolved.set.ladder(level.ladder.as_str()).and_then(|home| home.level(level.level.as_str()));
                found.map_or_else(String::new, |(_, level)| level.titles.join(" / "))
            }
        };
        let is_kept = |end: End<'_>| matches!(end, End::Here(level) if kept.level(level));
        let mut starts: Vec<(usize, MoveStart)> = Vec::new();
        for route in resolved.routes().iter().filter(|route| is_kept(route.from) || is_kept(route.to)) {
            let way = MoveView::new(resolved, route);
            let at = match route.from {
                End::Here(level) => level,
                End::Elsewhere(_) => resolved.levels.len(),
            };
            let to = title(route.to);
            match starts.iter_mut().find(|(_, start)| start.from == way.from) {
                Some((_, start)) => start.moves.push((way, to)),
                None => {
                    let start = MoveStart {
                        from: way.from.clone(),
                        title: title(route.from),
                        track: resolved.levels.get(at).map(|level| level.track.title().to_owned()),
                        moves: vec![(way, to)],
                    };
                    starts.push((at, start));
                }
            }
        }
        starts.sort_by_key(|(at, _)| *at);
        Self { ladder: LadderName::new(resolved), starts: starts.into_iter().map(|(_, start)| start).collect() }
    }

    /// A row for each level, and the notes of moves below.
    pub fn layout(&self) -> Layout {
        let mut rows = Vec::new();
        let mut track = None;
        for start in &self.starts {
            if track.replace(&start.track) != Some(&start.track) {
                rows.push(Line::Group(Some(start.track.clone().unwrap_or_else(|| "From other ladders".to_owned()))));
            }
            let (up, other): (Vec<_>, Vec<_>) =
                start.moves.iter().partition(|(way, _)| way.kind == MoveKind::Promotion);
            let up = up.into_iter().map(|(way, title)| named(&way.to, title));
            let other = other.into_iter().map(|(way, title)| {
                let sign = if self.leads_back(way) { "⇄" } else { "→" };
                format!("{sign} {} ({})", named(&way.to, title), way.describe())
            });
            rows.push(Line::Cells(vec![vec![named(&start.from, &start.title)], up.collect(), other.collect()]));
        }
        let head = ["From", "Promotion", "Other moves"].map(str::to_owned).to_vec();
        let mut blocks = match rows.is_empty() {
            true => vec![Block::Text("There are no moves.".to_owned())],
            false => vec![Block::Table(
                Sheet { name: "Moves", head, columns: Columns::Fields, rows }.without_empty_columns(),
            )],
        };
        let notes = self.notes();
        if !notes.is_empty() {
            let head = ["Note", "Moves"].map(str::to_owned).to_vec();
            let rows = notes.into_iter().map(|(note, moves)| Line::Cells(vec![vec![note], vec![moves.join(", ")]]));
            blocks.push(Block::Table(Sheet { name: "Notes", head, columns: Columns::Fields, rows: rows.collect() }));
        }
        Layout { title: self.ladder.to_string(), about: String::new(), blocks }
    }

    fn leads_back(&self, way: &MoveView) -> bool {
        let start = self.starts.iter().find(|start| start.from == way.to);
        start.is_some_and(|start| start.moves.iter().any(|(back, _)| back.to == way.from))
    }

    /// A row for each move.
    pub fn records(&self) -> Sheet {
        let moves = self.starts.iter().flat_map(|start| start.moves.iter().map(move |known| (start, known)));
        let row = |(start, (way, title)): (&MoveStart, &(MoveView, String))| {
            let how = way.kind.describe().to_owned();
            let (before, after) = way.grades.clone().unwrap_or_default();
            let note = way.note.clone().unwrap_or_default();
            vec![way.from.clone(), start.title.clone(), way.to.clone(), title.clone(), how, before, after, note]
        };
        let head = &["From", "From title", "To", "To title", "Move", "Grade before", "Grade after", "Note"];
        Sheet::records("Moves", head, moves.map(row).collect())
    }

    /// Each note once, with the moves that have it.
    fn notes(&self) -> Vec<(String, Vec<String>)> {
        let mut notes: Vec<(String, Vec<String>)> = Vec::new();
        for (way, _) in self.starts.iter().flat_map(|start| &start.moves) {
            let Some(note) = &way.note else { continue };
            let name = format!("{} → {}", way.from, way.to);
            match notes.iter_mut().find(|(known, _)| known == note) {
                Some((_, moves)) => moves.push(name),
                None => notes.push((note.clone(), vec![name])),
            }
        }
        notes
    }
}
