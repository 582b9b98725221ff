//! Where levels are before anything has a size: rows are grades, the lowest first, and columns are tracks.

use foldhash::{HashMap, HashSet};

use crate::model::TrackKind;
use crate::model::resolve::{End, Rank, Resolved, Route};
use crate::rules;

/// The rows and columns of a ladder, with its levels in them. Levels are named by their index in [`Resolved::levels`].
pub(super) struct Grid {
    /// From the lowest: rows for levels whose grade is not known, then grades, then rows that a track that is not compared
    /// needs in addition.
    pub rows: Vec<Row>,
    pub columns: Vec<Column>,
    /// How many of the columns are of aligned tracks; these come first.
    pub aligned: usize,
    /// The trunk, where it has no column and is centred below those that it leads to.
    pub trunk: Option<Trunk>,
    /// One a level.
    pub cells: Vec<Cell>,
    /// The rows and columns at which one side has no level.
    pub gaps: Vec<(usize, usize)>,
    /// The lowest row above the fork, where there is one below.
    pub fork: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// For aligned levels whose grade is not known.
    Unknown,
    Grade(Rank),
    /// Above the grades, for tracks that are not compared.
    Extra,
}

/// Levels above one another. A track has several columns if two of its levels share a grade.
pub(super) struct Column {
    pub track: usize,
    pub levels: Vec<usize>,
}

pub(super) struct Trunk {
    pub track: usize,
    /// Its levels, lowest first.
    pub levels: Vec<usize>,
    /// The columns that it leads to.
    pub leads_to: Vec<usize>,
    /// Its highest row.
    pub top: usize,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cell {
    /// Its column; `None` on a centred trunk.
    pub column: Option<usize>,
    pub low: usize,
    pub high: usize,
}

impl Cell {
    pub fn covers(&self, row: usize) -> bool {
        self.low <= row && row <= self.high
    }

    fn meets(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

impl Grid {
    pub fn new(resolved: &Resolved<'_>, routes: &[Route<'_>]) -> Self {
        let (rows, mut cells) = rows_and_cells(resolved);
        let trunk = centred_trunk(resolved, routes, &cells);
        let (columns, aligned) = columns(resolved, &mut cells, trunk);
        let mut grid = Self { rows, columns, aligned, trunk: None, cells, gaps: Vec::new(), fork: None };
        grid.trunk = trunk.map(|track| grid.trunk(resolved, routes, track));
        grid.gaps = grid.gaps(resolved);
        let fork = resolved.sides().fork.and_then(|rank| grid.row(rank));
        grid.fork = fork.filter(|row| *row > 0 && matches!(grid.rows[row - 1], Row::Grade(_)));
        grid
    }

    /// Whether a row of a column has neither a level nor a gap.
    pub fn is_free(&self, row: usize, column: usize) -> bool {
        !self.columns[column].levels.iter().any(|level| self.cells[*level].covers(row))
            && !self.gaps.contains(&(row, column))
    }

    /// Whether a level of the column reaches from below `row` into it.
    pub fn is_spanned(&self, row: usize, column: usize) -> bool {
        self.columns[column].levels.iter().any(|level| self.cells[*level].low < row && row <= self.cells[*level].high)
    }

    /// Whether a column has levels below a row and above it.
    fn is_passed(&self, row: usize, column: usize) -> bool {
        let cells = || self.columns[column].levels.iter().map(|level| &self.cells[*level]);
        cells().any(|cell| cell.high < row) && cells().any(|cell| row < cell.low)
    }

    fn row(&self, rank: Rank) -> Option<usize> {
        self.rows.iter().position(|row| *row == Row::Grade(rank))
    }

    fn trunk(&self, resolved: &Resolved<'_>, routes: &[Route<'_>], track: usize) -> Trunk {
        let is_on = |level: &usize| resolved.levels[*level].track_index == track;
        let levels: Vec<usize> = (0..self.cells.len()).filter(is_on).collect();
        let last = levels.last().copied();
        let targets = routes.iter().filter_map(Route::within).filter(|(from, _)| Some(*from) == last);
        let top = last.map_or(0, |level| self.cells[level].high);
        Trunk { track, levels, leads_to: targets.filter_map(|(_, to)| self.cells[to].column).collect(), top }
    }

    /// Each gap in a column of the side that has it: the first with levels below and above it, or else the first.
    fn gaps(&self, resolved: &Resolved<'_>) -> Vec<(usize, usize)> {
        let mut seen = HashSet::default();
        let mut gaps = Vec::new();
        for gap in rules::gaps(resolved) {
            let Some(row) = self.row(gap.rank) else { continue };
            let kinds = if gap.is_on_ic { &[TrackKind::Ic][..] } else { &[TrackKind::Manager, TrackKind::Hybrid] };
            let of_kind = |kind| {
                (0..self.aligned).filter(move |column| {
                    let track = self.columns[*column].track;
                    resolved.ladder.tracks[track].kind.get() == Some(kind)
                        && resolved.crafts.of_track(track).contains(&gap.craft)
                })
            };
            let columns: Vec<usize> = kinds.iter().flat_map(of_kind).collect();
            let column = columns.iter().find(|column| self.is_passed(row, **column)).or(columns.first());
            gaps.extend(column.map(|column| (row, *column)).filter(|place| seen.insert(*place)));
        }
        gaps
    }
}

/// The rows, and each level's rows.
fn rows_and_cells(resolved: &Resolved<'_>) -> (Vec<Row>, Vec<Cell>) {
    let mut without: Vec<usize> = vec![0; resolved.ladder.tracks.len()];
    let mut tallest = 0;
    for standing in &resolved.levels {
        if !standing.track.is_aligned() {
            tallest = tallest.max(standing.position + 1);
        } else if standing.ranks.is_none() {
            without[standing.track_index] += 1;
        }
    }
    let used = &resolved.used_ranks;
    let unknown = without.iter().copied().max().unwrap_or_default();
    let mut rows = vec![Row::Unknown; unknown];
    rows.extend(used.iter().map(|rank| Row::Grade(*rank)));
    rows.resize(rows.len().max(unknown + tallest), Row::Extra);

    // Those without a grade are in the rows right below the grades.
    let mut next: Vec<usize> = without.iter().map(|count| unknown - count).collect();
    let cells = resolved.levels.iter().map(|standing| {
        let row = |rank: Rank| unknown + used.partition_point(|used| *used < rank);
        let (low, high) = match standing.ranks {
            _ if !standing.track.is_aligned() => (unknown + standing.position, unknown + standing.position),
            Some((low, high)) => (row(low.min(high)), row(low.max(high))),
            None => {
                let row = &mut next[standing.track_index];
                *row += 1;
                (*row - 1, *row - 1)
            }
        };
        Cell { column: None, low, high }
    });
    (rows, cells.collect())
}

/// The only shared track, where all its levels are below all others and follow each other, and where nothing leads from or to
/// them but promotions to the next and from the last: then its place is the middle of what it leads to.
fn centred_trunk(resolved: &Resolved<'_>, routes: &[Route<'_>], cells: &[Cell]) -> Option<usize> {
    let is_shared = |track: usize| resolved.ladder.tracks[track].kind.get() == Some(&TrackKind::Shared);
    let is_trunk = |track: &usize| resolved.ladder.tracks[*track].is_aligned() && is_shared(*track);
    let mut shared = (0..resolved.ladder.tracks.len()).filter(is_trunk);
    let (track, None) = (shared.next()?, shared.next()) else { return None };
    let is_on = |level: usize| resolved.levels[level].track_index == track;
    let (own, others): (Vec<usize>, Vec<usize>) =
        (0..cells.len()).filter(|level| resolved.levels[*level].track.is_aligned()).partition(|level| is_on(*level));
    let (first, last) = (*own.first()?, *own.last()?);
    let lowest_other = others.iter().map(|level| cells[*level].low).min()?;
    let is_below =
        cells[last].high < lowest_other && own.windows(2).all(|pair| cells[pair[0]].high < cells[pair[1]].low);
    let is_ranked = own.iter().all(|level| resolved.levels[*level].ranks.is_some());
    let leads_on = routes.iter().filter(|route| route.implied && route.from == End::Here(last)).count() > 0;
    let is_plain = |route: &Route<'_>| match route.within() {
        Some((from, to)) if is_on(from) || is_on(to) => route.implied && (first..=last).contains(&from),
        _ => true,
    };
    (is_below && is_ranked && leads_on && routes.iter().all(is_plain)).then_some(track)
}

/// The columns from left to right, and how many of them are aligned: shared tracks that are not the centred trunk, individual
/// contributors, hybrids and managers; then tracks that are not compared.
fn columns(resolved: &Resolved<'_>, cells: &mut [Cell], trunk: Option<usize>) -> (Vec<Column>, usize) {
    let mut by_track: HashMap<usize, Vec<usize>> = HashMap::default();
    for (level, standing) in resolved.levels.iter().enumerate() {
        by_track.entry(standing.track_index).or_default().push(level);
    }
    let tracks = &resolved.ladder.tracks;
    let mut order: Vec<usize> =
        (0..tracks.len()).filter(|track| Some(*track) != trunk && by_track.contains_key(track)).collect();
    order.sort_by_key(|track| {
        let kind = match tracks[*track].kind.get() {
            Some(TrackKind::Shared) => 0,
            Some(TrackKind::Ic) => 1,
            Some(TrackKind::Hybrid) => 2,
            Some(TrackKind::Manager) => 3,
            None => 4,
        };
        if tracks[*track].is_aligned() { (0, kind) } else { (1, 0) }
    });
    let mut columns: Vec<Column> = Vec::new();
    let mut aligned = 0;
    for track in order {
        let start = columns.len();
        columns.push(Column { track, levels: Vec::new() });
        for level in by_track[&track].iter().copied() {
            let has_room = |column: &Column| column.levels.iter().all(|other| !cells[*other].meets(&cells[level]));
            let free = columns[start..].iter().position(has_room).map_or(columns.len(), |at| start + at);
            if free == columns.len() {
                columns.push(Column { track, levels: Vec::new() });
            }
            columns[free].levels.push(level);
            cells[level].column = Some(free);
        }
        if tracks[track].is_aligned() {
            aligned = columns.len();
        }
    }
    (columns, aligned)
}
