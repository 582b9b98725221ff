//! The tracks of a ladder side by side: one row a grade, the highest on top.

use crate::model::TrackKind;
use crate::model::resolve::{End, Resolved, Route};

use super::narrow::Kept;
use super::{MoveKind, MoveView};

/// The table of a ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideBySide {
    /// The aligned tracks, shared ones first.
    pub columns: Vec<Column>,
    /// One row a grade in use, the highest first; levels without a known grade are in a last row without one.
    pub rows: Vec<Row>,
    /// Tracks that are compared with no other, each with its levels, the highest first.
    pub apart: Vec<(Column, Vec<LevelLine>)>,
}

/// A track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    /// `ic`, `manager`, `hybrid` or `shared`.
    pub kind: Option<&'static str>,
    /// The professions that it is for; empty for the ladder's own.
    pub professions: Vec<String>,
}

/// A grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The grade's id and title; `None` for levels whose grade is not known.
    pub grade: Option<(String, Option<String>)>,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// Between each column and the next: whether one can switch between the only level of each at this grade.
    pub switches: Vec<Option<Switch>>,
}

/// What a track has at a grade.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// The levels whose highest grade this is, the highest first.
    pub levels: Vec<LevelLine>,
    /// The ids of levels from higher rows that span this grade too.
    pub continued: Vec<String>,
}

impl Cell {
    /// Whether the track has nothing here.
    pub fn is_empty(&self) -> bool {
        self.levels.is_empty() && self.continued.is_empty()
    }

    /// Whether the cell of the next row holds the same levels, so that both draw as one.
    pub fn runs_on(&self, next: &Cell) -> bool {
        let here = self.levels.iter().map(|line| &line.id).chain(&self.continued);
        !self.is_empty() && next.levels.is_empty() && here.eq(&next.continued)
    }
}

/// A level in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelLine {
    pub id: String,
    /// Its titles, with a slash between them.
    pub title: String,
    /// `planned`, `deprecated`, `career level`.
    pub remarks: Vec<&'static str>,
    /// Its switches and its moves from and to other ladders.
    pub switches: Vec<LevelSwitch>,
}

/// A switch of a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelSwitch {
    /// Which ways it goes, seen from the level.
    pub ways: Switch,
    /// The other level: `M4`, or `product/M4` of another ladder.
    pub other: String,
    /// The column to the left of the mark that shows it, if there is one.
    pub mark: Option<usize>,
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

impl SideBySide {
    /// The table of what is kept of a ladder.
    pub fn new(resolved: &Resolved<'_>, kept: &Kept) -> Self {
        let tracks = &resolved.ladder.tracks;
        let is_kept = |track: &usize| {
            let mut levels = resolved.levels.iter().enumerate().filter(|(_, level)| level.track_index == *track);
            kept.is_every_level() || levels.any(|(level, _)| kept.level(level))
        };
        let aligned = (0..tracks.len()).filter(|index| tracks[*index].is_aligned());
        let mut shown: Vec<usize> = aligned.filter(is_kept).collect();
        shown.sort_by_key(|index| tracks[*index].kind.get() != Some(&TrackKind::Shared));
        let mut columns = vec![None; tracks.len()];
        shown.iter().enumerate().for_each(|(column, track)| columns[*track] = Some(column));
        let column = |index: usize| Column {
            title: tracks[index].title().to_owned(),
            kind: tracks[index].kind.get().map(|kind| kind.as_str()),
            professions: tracks[index].professions.list.clone(),
        };

        let grid = Grid::new(resolved, kept, &columns, shown.len());
        let (mut marks, switches) = switches(resolved, kept, &columns, &grid);
        let mut lines: Vec<LevelLine> =
            switches.into_iter().enumerate().map(|(level, switches)| line(resolved, level, switches)).collect();
        let mut rows = Vec::new();
        let is_empty = |cells: &Vec<Vec<usize>>| cells.iter().all(Vec::is_empty);
        for (at, cells) in grid.ranked.into_iter().enumerate().rev().filter(|(_, cells)| !is_empty(cells)) {
            let rank = resolved.used_ranks[at];
            let tops_here = |level: &usize| resolved.levels[*level].ranks.is_some_and(|(_, high)| high == rank);
            let cells = cells.into_iter().map(|levels| {
                let (tops, continued): (Vec<usize>, Vec<usize>) = levels.into_iter().partition(tops_here);
                Cell {
                    levels: tops.into_iter().map(|level| lines[level].clone()).collect(),
                    continued: continued.into_iter().map(|level| lines[level].id.clone()).collect(),
                }
            });
            let title = resolved.spine.grade(rank).and_then(|grade| grade.title.get().cloned());
            rows.push(Row {
                grade: Some((resolved.spine.name(rank), title)),
                cells: cells.collect(),
                switches: std::mem::take(&mut marks[at]),
            });
        }
        if grid.unranked.iter().any(|levels| !levels.is_empty()) {
            let cells = grid.unranked.into_iter().map(|levels| Cell {
                levels: levels.into_iter().map(|level| lines[level].clone()).collect(),
                continued: Vec::new(),
            });
            let switches = vec![None; shown.len().saturating_sub(1)];
            rows.push(Row { grade: None, cells: cells.collect(), switches });
        }
        let mut apart: Vec<(Column, Vec<LevelLine>)> = Vec::new();
        let mut last = None;
        for (level, line) in lines.drain(..).enumerate() {
            let track = resolved.levels[level].track_index;
            if tracks[track].is_aligned() || !kept.level(level) {
                continue;
            }
            if last.replace(track) != Some(track) {
                apart.push((column(track), Vec::new()));
            }
            apart.last_mut().expect("it was pushed").1.insert(0, line);
        }
        Self { columns: shown.iter().map(|index| column(*index)).collect(), rows, apart }
    }
}

/// The levels in their columns, by index, the highest first.
struct Grid {
    /// For each grade in use, ascending, each column's levels that cover it.
    ranked: Vec<Vec<Vec<usize>>>,
    /// Each column's levels without a known grade.
    unranked: Vec<Vec<usize>>,
}

impl Grid {
    fn new(resolved: &Resolved<'_>, kept: &Kept, columns: &[Option<usize>], width: usize) -> Self {
        let used = &resolved.used_ranks;
        let mut grid = Self { ranked: vec![vec![Vec::new(); width]; used.len()], unranked: vec![Vec::new(); width] };
        for (level, standing) in resolved.levels.iter().enumerate().rev().filter(|(level, _)| kept.level(*level)) {
            let Some(column) = columns[standing.track_index] else { continue };
            let Some((low, high)) = standing.ranks else {
                grid.unranked[column].push(level);
                continue;
            };
            let (low, high) = (used.partition_point(|rank| *rank < low), used.partition_point(|rank| *rank <= high));
            grid.ranked[low..high].iter_mut().for_each(|row| row[column].push(level));
        }
        grid
    }
}

/// The marks between columns, for each grade in use; and the switches of each level.
fn switches(
    resolved: &Resolved<'_>,
    kept: &Kept,
    columns: &[Option<usize>],
    grid: &Grid,
) -> (Vec<Vec<Option<Switch>>>, Vec<Vec<LevelSwitch>>) {
    let gaps = grid.unranked.len().saturating_sub(1);
    let mut marks = vec![vec![None; gaps]; grid.ranked.len()];
    let mut switches: Vec<Vec<LevelSwitch>> = vec![Vec::new(); resolved.levels.len()];
    for route in resolved.routes().iter().filter(|route| !route.implied) {
        let view = MoveView::new(resolved, route);
        let is_shown = route.within().is_some_and(|(from, to)| kept.level(from) && kept.level(to));
        let mark = mark(resolved, columns, grid, route).filter(|_| is_shown && view.kind == MoveKind::Lateral);
        if let Some((at, gap, ways)) = mark {
            add(&mut marks[at][gap], ways);
        }
        for (end, other, ways) in [(route.from, &view.to, Switch::There), (route.to, &view.from, Switch::Back)] {
            let End::Here(level) = end else { continue };
            let known = switches[level].iter_mut().find(|known| known.other == *other);
            match known {
                Some(known) if known.ways != ways => known.ways = Switch::Both,
                Some(_) => {}
                None => {
                    let mark = mark.map(|(_, gap, _)| gap);
                    switches[level].push(LevelSwitch { ways, other: other.clone(), mark });
                }
            }
        }
    }
    (marks, switches)
}

/// The grade, by its index, and the gap at which a switch shows as a mark: its levels are in neighbouring columns, and
/// alone there, so that the mark can mean no other level.
fn mark(
    resolved: &Resolved<'_>,
    columns: &[Option<usize>],
    grid: &Grid,
    route: &Route<'_>,
) -> Option<(usize, usize, Switch)> {
    let (from, to) = route.within()?;
    let column = |level: usize| columns[resolved.levels[level].track_index];
    let (left, right) = (column(from)?, column(to)?);
    if left.abs_diff(right) != 1 {
        return None;
    }
    let high = resolved.levels[from].ranks?.1.min(resolved.levels[to].ranks?.1);
    let at = resolved.used_ranks.binary_search(&high).ok()?;
    let is_alone = |column: usize| grid.ranked[at][column].len() == 1;
    let ways = if left < right { Switch::There } else { Switch::Back };
    (is_alone(left) && is_alone(right)).then_some((at, left.min(right), ways))
}

fn add(mark: &mut Option<Switch>, ways: Switch) {
    *mark = Some(match *mark {
        Some(known) if known != ways => Switch::Both,
        _ => ways,
    });
}

fn line(resolved: &Resolved<'_>, index: usize, switches: Vec<LevelSwitch>) -> LevelLine {
    let level = resolved.levels[index].level;
    let mut remarks: Vec<&str> = level.unused().into_iter().collect();
    if level.is_terminal() {
        remarks.push("career level");
    }
    LevelLine { id: level.id.to_string(), title: level.titles.join(" / "), remarks, switches }
}
