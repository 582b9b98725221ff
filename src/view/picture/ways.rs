//! How lines run between levels: straight where nothing is between, else beside the columns and between the rows, where no
//! level is, in a lane that crosses others but runs along none.

use foldhash::HashMap;

use super::LineKind;
use super::grid::{Cell, Grid};
use crate::model::resolve::{Resolved, Route};
use crate::view::moves::{MoveKind, MoveView};

/// Every line, and how many lanes there are.
pub(super) struct Ways {
    pub links: Vec<Link>,
    /// For each aisle; aisle `i` is left of column `i`, and the last is right of all.
    pub aisles: Vec<usize>,
    /// For each corridor; corridor `k` is below row `k`, and the last is above all.
    pub corridors: Vec<usize>,
    /// For each row, the most places on one side of its middle.
    pub places: Vec<i32>,
}

/// The moves between two levels, drawn as one line.
pub(super) struct Link {
    pub from: usize,
    pub to: usize,
    /// Whether it also leads back.
    pub is_both_ways: bool,
    pub kind: LineKind,
    pub way: Way,
}

pub(super) enum Way {
    /// In one column, with nothing but a gap between.
    Straight,
    /// From the centred trunk.
    Fork,
    /// Along a row, with nothing between.
    Across {
        row: usize,
    },
    Around(Around),
}

/// Out at a side of one level and in at a side of the other. If the two sides are not at one aisle, it goes from aisle to
/// aisle in a corridor.
pub(super) struct Around {
    pub out: Turn,
    pub into: Turn,
    /// The corridor, and the lane of it, from the top.
    pub over: Option<(usize, usize)>,
}

/// Where a line leaves or reaches a level.
#[derive(Clone, Copy)]
pub(super) struct Turn {
    pub aisle: usize,
    /// The lane of the aisle, from the left.
    pub lane: usize,
    pub row: usize,
    /// How many places above the middle of the row; below it where negative. Rungs and straight lines have the middle.
    pub place: i32,
}

impl Ways {
    pub fn new(resolved: &Resolved<'_>, grid: &Grid, routes: &[Route<'_>]) -> Self {
        let mut ways = Self {
            links: links(resolved, grid, routes),
            aisles: vec![0; grid.columns.len() + 1],
            corridors: vec![0; grid.rows.len() + 1],
            places: vec![0; grid.rows.len()],
        };
        ways.choose_corridor_lanes();
        ways.choose_aisle_lanes();
        ways.choose_places(grid);
        ways
    }

    fn arounds(&mut self) -> impl Iterator<Item = &mut Around> {
        self.links.iter_mut().filter_map(|link| match &mut link.way {
            Way::Around(around) => Some(around),
            _ => None,
        })
    }

    fn choose_corridor_lanes(&mut self) {
        let mut stretches = vec![Vec::new(); self.corridors.len()];
        for around in self.arounds() {
            if let Some((corridor, lane)) = &mut around.over {
                *lane = stretches[*corridor].len();
                stretches[*corridor].push(stretch(around.out.aisle, around.into.aisle));
            }
        }
        let lanes: Vec<Vec<usize>> = stretches.iter().map(|stretches| lanes(stretches)).collect();
        for (corridor, lane) in self.arounds().filter_map(|around| around.over.as_mut()) {
            *lane = lanes[*corridor][*lane];
        }
        self.corridors = lanes.iter().map(|lanes| number(lanes)).collect();
    }

    fn choose_aisle_lanes(&mut self) {
        let mut stretches = vec![Vec::new(); self.aisles.len()];
        for Around { out, into, over } in self.arounds() {
            out.lane = stretches[out.aisle].len();
            let ends = over.map_or((height(into.row), height(out.row)), |(corridor, _)| (2 * corridor, 2 * corridor));
            stretches[out.aisle].push(stretch(height(out.row), ends.0));
            into.lane = out.lane;
            if over.is_some() {
                into.lane = stretches[into.aisle].len();
                stretches[into.aisle].push(stretch(height(into.row), ends.1));
            }
        }
        let mut lanes: Vec<Vec<usize>> = stretches.iter().map(|stretches| lanes(stretches)).collect();
        // Levels are right of the first aisle, and short lines near to them.
        let count = number(&lanes[0]);
        lanes[0].iter_mut().for_each(|lane| *lane = count - 1 - *lane);
        for turn in self.arounds().flat_map(|around| [&mut around.out, &mut around.into]) {
            turn.lane = lanes[turn.aisle][turn.lane];
        }
        self.aisles = lanes.iter().map(|lanes| number(lanes)).collect();
    }

    /// Gives each end a place of its own beside its row, above the middle for lines that go up. Of several, the one whose lane
    /// is nearest to the level is farthest from the middle, so that they do not cross.
    fn choose_places(&mut self, grid: &Grid) {
        let mut ends: HashMap<(usize, usize, bool), Vec<End<'_>>> = HashMap::default();
        let aisles = &self.aisles;
        for link in &mut self.links {
            let Way::Around(Around { out, into, over }) = &mut link.way else { continue };
            let far = over.map(|(corridor, _)| 2 * corridor);
            let (goes_to, comes_from) = (far.unwrap_or(height(into.row)), far.unwrap_or(height(out.row)));
            for (level, turn, other) in [(link.from, out, goes_to), (link.to, into, comes_from)] {
                let is_left_of_aisle = grid.cells[level].column.is_some_and(|column| column < turn.aisle);
                let distance = if is_left_of_aisle { turn.lane } else { aisles[turn.aisle] - 1 - turn.lane };
                let side = (turn.aisle, turn.row, other > height(turn.row));
                ends.entry(side).or_default().push((distance, &mut turn.place));
            }
        }
        for ((_, row, goes_up), mut ends) in ends {
            ends.sort_by_key(|(distance, _)| std::cmp::Reverse(*distance));
            for (at, (_, place)) in (1..).zip(ends) {
                *place = if goes_up { at } else { -at };
                self.places[row] = self.places[row].max(at);
            }
        }
    }
}

/// How many lanes are between an end of a line and its level, and the place of the end.
type End<'w> = (usize, &'w mut i32);

/// The lines between levels, each pair of levels once.
fn links(resolved: &Resolved<'_>, grid: &Grid, routes: &[Route<'_>]) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    let mut known: HashMap<(usize, usize), usize> = HashMap::default();
    for route in routes {
        let Some((from, to)) = route.within().filter(|(from, to)| from != to) else { continue };
        let kind = match MoveView::new(resolved, route).kind {
            MoveKind::Promotion => LineKind::Promotion(resolved.levels[to].track.kind.get().copied()),
            MoveKind::StepDown => LineKind::StepDown,
            _ => LineKind::Switch,
        };
        if let Some(at) = known.get(&(from.min(to), from.max(to))) {
            let link = &mut links[*at];
            link.is_both_ways = true;
            if matches!(kind, LineKind::Promotion(_)) && !matches!(link.kind, LineKind::Promotion(_)) {
                (link.from, link.to, link.kind) = (from, to, kind);
                link.way = way(grid, from, to);
            }
            continue;
        }
        known.insert((from.min(to), from.max(to)), links.len());
        links.push(Link { from, to, is_both_ways: false, kind, way: way(grid, from, to) });
    }
    links
}

fn way(grid: &Grid, from: usize, to: usize) -> Way {
    let (start, end) = (grid.cells[from], grid.cells[to]);
    let (left, right) = match (start.column, end.column) {
        (Some(column), Some(other)) if column == other => {
            let between = start.high.min(end.high) + 1..start.low.max(end.low);
            let is_crossed = |level: &usize| between.contains(&grid.cells[*level].low);
            let is_clear = !grid.columns[column].levels.iter().any(is_crossed);
            return if is_clear { Way::Straight } else { around(grid, start, end) };
        }
        (Some(column), Some(other)) => (column.min(other), column.max(other)),
        (None, None) => return Way::Straight,
        // Nothing else leads from or to a centred trunk.
        _ => return Way::Fork,
    };
    let mut shared = start.low.max(end.low)..=start.high.min(end.high);
    match shared.find(|row| (left + 1..right).all(|column| grid.is_free(*row, column))) {
        Some(row) => Way::Across { row },
        None => around(grid, start, end),
    }
}

fn around(grid: &Grid, start: Cell, end: Cell) -> Way {
    let last = grid.columns.len() - 1;
    let (Some(column), Some(other)) = (start.column, end.column) else { return Way::Fork };
    let (out, into) = match column.cmp(&other) {
        std::cmp::Ordering::Less => (column + 1, other),
        std::cmp::Ordering::Greater => (column, other + 1),
        // On the outer side.
        std::cmp::Ordering::Equal if column > 0 && column == last => (column + 1, column + 1),
        std::cmp::Ordering::Equal => (column, column),
    };
    let turn = |aisle, row| Turn { aisle, lane: 0, row, place: 0 };
    if out == into {
        let (start, end) = if start.high < end.low { (start.high, end.low) } else { (start.low, end.high) };
        return Way::Around(Around { out: turn(out, start), into: turn(into, end), over: None });
    }
    let crossed = out.min(into)..out.max(into);
    let above_trunk = grid.trunk.as_ref().map_or(0, |trunk| trunk.top + 1);
    let is_open = |corridor: &usize| crossed.clone().all(|column| !grid.is_spanned(*corridor, column));
    let row = |cell: Cell, corridor: usize| corridor.clamp(cell.low, cell.high);
    let detour = |corridor: &usize| {
        let from = |cell: Cell| height(row(cell, *corridor)).abs_diff(2 * *corridor);
        from(start) + from(end)
    };
    // Of two that are as near, the upper one: a line over a level is seen before one under it.
    let nearest = (above_trunk..=grid.rows.len()).rev().filter(is_open).min_by_key(detour);
    let corridor = nearest.expect("no level is above all rows");
    let (out, into) = (turn(out, row(start, corridor)), turn(into, row(end, corridor)));
    Way::Around(Around { out, into, over: Some((corridor, 0)) })
}

/// The height of a row, where corridor `k` has the height `2 * k`.
fn height(row: usize) -> usize {
    2 * row + 1
}

/// A stretch from its lower to its higher end.
fn stretch(one: usize, other: usize) -> (usize, usize) {
    (one.min(other), one.max(other))
}

/// A lane for each stretch, so that no two that touch share one. Short ones come first.
fn lanes(stretches: &[(usize, usize)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    order.sort_by_key(|at| (stretches[*at].1 - stretches[*at].0, stretches[*at]));
    let mut taken: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut lanes = vec![0; stretches.len()];
    for at in order {
        let (low, high) = stretches[at];
        let is_open = |lane: &Vec<(usize, usize)>| lane.iter().all(|(start, end)| *end < low || high < *start);
        lanes[at] = taken.iter().position(is_open).unwrap_or(taken.len());
        taken.resize(taken.len().max(lanes[at] + 1), Vec::new());
        taken[lanes[at]].push((low, high));
    }
    lanes
}

fn number(lanes: &[usize]) -> usize {
    lanes.iter().max().map_or(0, |lane| lane + 1)
}

#[cfg(test)]
mod tests {
    use super::lanes;

    #[test]
    fn stretches_that_touch_have_lanes_of_their_own() {
        assert_eq!(lanes(&[(0, 9), (1, 3), (3, 5), (6, 8), (1, 2)]), [2, 1, 0, 0, 0]);
    }
}
