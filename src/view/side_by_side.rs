//! The tracks of a ladder side by side: one row a grade, the highest on top.

use crate::model::resolve::{Rank, Resolved, Route};
use crate::model::{Status, TrackKind};

use super::{MoveKind, MoveView};

/// The table of a ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideBySide {
    /// The aligned tracks, shared ones first.
    pub columns: Vec<Column>,
    /// One row a grade in use, the highest first; levels whose grade is not known stand in a last row without one.
    pub rows: Vec<Row>,
    /// Tracks that are compared with no other, each with its levels, the highest first.
    pub apart: Vec<(Column, Vec<LevelLine>)>,
}

/// A track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its title.
    pub title: String,
}

/// A grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The grade's id and title; `None` for levels whose grade is not known.
    pub grade: Option<(String, Option<String>)>,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// Between each column and the next: whether one can switch between them at this grade.
    pub switches: Vec<Option<Switch>>,
}

/// What a track has at a grade.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// The levels whose highest grade this is, the highest first.
    pub levels: Vec<LevelLine>,
    /// Whether a level that stands above spans this grade too.
    pub bar: bool,
}

impl Cell {
    /// Whether the track has nothing here.
    pub fn is_empty(&self) -> bool {
        self.levels.is_empty() && !self.bar
    }
}

/// A level in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelLine {
    /// Its id.
    pub id: String,
    /// Its titles, with a slash between them.
    pub title: String,
    /// `planned`, `deprecated`, `career level`.
    pub remarks: Vec<&'static str>,
    /// Switches that the table cannot show between two columns, and moves to other ladders.
    pub switches: Vec<(Switch, String)>,
}

/// A level by its id and title: "IC4 Senior Engineer"; the title alone where the id only spells it out, as
/// `senior-engineer` does.
pub fn named(id: &str, title: &str) -> String {
    let spelled =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let is_spelled_out = !title.is_empty() && spelled(id) == spelled(title);
    match (is_spelled_out, title) {
        (true, title) => title.to_owned(),
        (false, "") => id.to_owned(),
        (false, title) => format!("{id} {title}"),
    }
}

/// Which ways a switch goes, seen from the left, or from the level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Switch {
    /// Both ways.
    Both,
    /// To the right, or away from the level.
    There,
    /// To the left, or to the level.
    Back,
}

impl Switch {
    fn of(there: bool, back: bool) -> Option<Self> {
        match (there, back) {
            (true, true) => Some(Self::Both),
            (true, false) => Some(Self::There),
            (false, true) => Some(Self::Back),
            (false, false) => None,
        }
    }
}

impl SideBySide {
    /// The table of a ladder.
    pub fn new(resolved: &Resolved<'_>) -> Self {
        let tracks = &resolved.ladder.tracks;
        let mut shown: Vec<usize> = (0..tracks.len()).filter(|index| tracks[*index].is_aligned()).collect();
        shown.sort_by_key(|index| tracks[*index].kind.get() != Some(&TrackKind::Shared));
        let column = |index: usize| Column { title: tracks[index].title().to_owned() };

        let routes = resolved.routes();
        let mut rows: Vec<Row> =
            resolved.used_ranks.iter().rev().map(|rank| row(resolved, &routes, &shown, *rank)).collect();
        let unranked: Vec<Cell> = shown
            .iter()
            .map(|track| Cell {
                levels: on_track(resolved, *track)
                    .filter(|level| resolved.levels[*level].ranks.is_none())
                    .map(|level| line(resolved, &routes, &shown, level))
                    .collect(),
                bar: false,
            })
            .collect();
        if unranked.iter().any(|cell| !cell.levels.is_empty()) {
            let switches = vec![None; shown.len().saturating_sub(1)];
            rows.push(Row { grade: None, cells: unranked, switches });
        }
        let apart = (0..tracks.len()).filter(|index| !tracks[*index].is_aligned()).map(|index| {
            (column(index), on_track(resolved, index).map(|level| line(resolved, &routes, &shown, level)).collect())
        });
        Self { columns: shown.iter().map(|index| column(*index)).collect(), rows, apart: apart.collect() }
    }

    /// Whether anywhere one can switch.
    pub fn has_switches(&self) -> bool {
        let lines = self.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.levels);
        let apart = self.apart.iter().flat_map(|(_, lines)| lines);
        self.rows.iter().any(|row| row.switches.iter().any(Option::is_some))
            || lines.chain(apart).any(|line| !line.switches.is_empty())
    }
}

fn row(resolved: &Resolved<'_>, routes: &[Route<'_>], shown: &[usize], rank: Rank) -> Row {
    let covers = |level: &usize| resolved.levels[*level].covers(rank);
    let tops_here = |level: &usize| resolved.levels[*level].ranks.is_some_and(|(_, high)| high == rank);
    let cells = shown.iter().map(|track| Cell {
        levels: on_track(resolved, *track)
            .filter(tops_here)
            .map(|level| line(resolved, routes, shown, level))
            .collect(),
        bar: on_track(resolved, *track).any(|level| covers(&level) && !tops_here(&level)),
    });
    let switches = shown.windows(2).map(|pair| {
        let here = |route: &&Route<'_>, from_track: usize, to_track: usize| {
            route.within().is_some_and(|(from, to)| {
                let tracks = (resolved.levels[from].track_index, resolved.levels[to].track_index);
                tracks == (from_track, to_track) && highest_common(resolved, from, to) == Some(rank)
            })
        };
        let lateral: Vec<&Route<'_>> = routes.iter().filter(|route| is_lateral(resolved, route)).collect();
        let there = lateral.iter().any(|route| here(route, pair[0], pair[1]));
        let back = lateral.iter().any(|route| here(route, pair[1], pair[0]));
        Switch::of(there, back)
    });
    let grade = resolved.spine.grade(rank).and_then(|grade| grade.title.get().cloned());
    Row { grade: Some((resolved.spine.name(rank), grade)), cells: cells.collect(), switches: switches.collect() }
}

fn line(resolved: &Resolved<'_>, routes: &[Route<'_>], shown: &[usize], index: usize) -> LevelLine {
    let level = resolved.levels[index].level;
    let mut remarks = Vec::new();
    match level.status() {
        Some(Status::Active) | None => {}
        Some(status) => remarks.push(status.as_str()),
    }
    if level.is_terminal() {
        remarks.push("career level");
    }
    // What cannot be shown between two columns is said at both of its levels.
    let mut switches: Vec<(String, bool, bool)> = Vec::new();
    for route in routes.iter().filter(|route| !route.implied && !between_columns(resolved, route, shown)) {
        let view = MoveView::new(resolved, route);
        let id = level.id.as_str();
        let (other, there) = match (view.from == id, view.to == id) {
            (true, _) => (view.to, true),
            (_, true) => (view.from, false),
            _ => continue,
        };
        match switches.iter_mut().find(|(known, ..)| *known == other) {
            Some(known) => {
                known.1 |= there;
                known.2 |= !there;
            }
            None => switches.push((other, there, !there)),
        }
    }
    let switches = switches.into_iter().filter_map(|(other, there, back)| Some((Switch::of(there, back)?, other)));
    LevelLine { id: level.id.to_string(), title: level.titles.join(" / "), remarks, switches: switches.collect() }
}

/// Whether a route shows as a mark between two columns that stand side by side.
fn between_columns(resolved: &Resolved<'_>, route: &Route<'_>, shown: &[usize]) -> bool {
    let Some((from, to)) = route.within().filter(|_| is_lateral(resolved, route)) else { return false };
    let column = |level: usize| shown.iter().position(|track| *track == resolved.levels[level].track_index);
    matches!((column(from), column(to)), (Some(a), Some(b)) if a.abs_diff(b) == 1)
}

fn is_lateral(resolved: &Resolved<'_>, route: &Route<'_>) -> bool {
    MoveView::new(resolved, route).kind == MoveKind::Lateral
}

fn highest_common(resolved: &Resolved<'_>, a: usize, b: usize) -> Option<Rank> {
    let (_, high) = resolved.levels[a].ranks?;
    let (_, other_high) = resolved.levels[b].ranks?;
    Some(high.min(other_high))
}

/// The levels of a track, the highest first.
fn on_track<'r>(resolved: &'r Resolved<'_>, track: usize) -> impl Iterator<Item = usize> + 'r {
    (0..resolved.levels.len()).rev().filter(move |level| resolved.levels[*level].track_index == track)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn an_id_that_spells_out_the_title_is_not_said_twice() {
        assert_eq!(named("software-engineer-2", "Software Engineer 2"), "Software Engineer 2");
        assert_eq!(named("IC4", "Senior Engineer / Expert"), "IC4 Senior Engineer / Expert");
        assert_eq!(named("IC4", ""), "IC4");
    }
}
