//! The lines: rungs and the fork from side to side, and each move along its way.

use super::grid::Row;
use super::place::{CLEAR, LANE, PLACE, Plan};
use super::ways::{Around, Link, Turn, Way};
use super::{Frame, Line, LineKind, MARGIN, Point};

impl Plan<'_, '_> {
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for (row, kind) in self.grid.rows.iter().enumerate() {
            let Row::Grade(rank) = kind else { continue };
            let kind = if self.resolved.spine.is_half(*rank) { LineKind::HalfRung } else { LineKind::Rung };
            lines.extend(self.level_line(self.middle(row), self.rungs, kind));
        }
        if let Some(y) = self.fork_y() {
            lines.extend(self.level_line(y, (MARGIN, self.rungs.1), LineKind::Fork));
        }
        let links = |is_promotion: bool| {
            self.ways.links.iter().filter(move |link| matches!(link.kind, LineKind::Promotion(_)) == is_promotion)
        };
        lines.extend(links(true).chain(links(false)).flat_map(|link| self.link(link)));
        lines
    }

    /// A line at a height, but for where boxes are.
    fn level_line(&self, y: i32, (start, end): (i32, i32), kind: LineKind) -> Vec<Line> {
        let frames = (0..self.grid.cells.len()).map(|level| self.frame(level));
        let gaps = self.grid.gaps.iter().map(|(row, column)| self.gap_frame(*row, *column));
        let mut blocked: Vec<(i32, i32)> = frames
            .chain(gaps)
            .filter(|frame| frame.y < y && y < frame.bottom())
            .map(|frame| (frame.x, frame.right()))
            .collect();
        blocked.sort_unstable();
        let mut lines = Vec::new();
        let mut x = start;
        for (left, right) in blocked.into_iter().chain([(end, end)]) {
            let left = left.min(end);
            if left - x > 4 {
                let points = vec![Point { x, y }, Point { x: left, y }];
                lines.push(Line { kind, points, is_curved: false, heads: (false, false) });
            }
            x = x.max(right);
        }
        lines
    }

    /// A move; where it runs behind a gap, in pieces.
    fn link(&self, link: &Link) -> Vec<Line> {
        let (from, to) = (self.frame(link.from), self.frame(link.to));
        let goes_up = to.y < from.y;
        let middle = |frame: Frame| frame.x + frame.width / 2;
        let line = |points: Vec<Point>, is_curved| {
            vec![Line { kind: link.kind, points, is_curved, heads: (link.is_both_ways, true) }]
        };
        match &link.way {
            Way::Straight => {
                let (start, end) = if goes_up { (from.y, to.bottom()) } else { (from.bottom(), to.y) };
                let column = self.grid.cells[link.from].column;
                let mut stops: Vec<(i32, i32)> = Vec::new();
                for (row, at) in self.grid.gaps.iter().filter(|(_, at)| Some(*at) == column) {
                    let gap = self.gap_frame(*row, *at);
                    if start.min(end) < gap.y && gap.y < start.max(end) {
                        stops.push(if goes_up { (gap.bottom(), gap.y) } else { (gap.y, gap.bottom()) });
                    }
                }
                stops.sort_by_key(|(near, _)| (near - start).abs());
                upright(middle(from), start, end, &stops, &line(Vec::new(), false)[0])
            }
            Way::Fork => {
                let start = Point { x: middle(from), y: from.y };
                let end = Point { x: middle(to), y: to.bottom() };
                let turn = Point {
                    x: end.x,
                    y: self.grid.trunk.as_ref().map_or(end.y, |trunk| self.corridors[trunk.top + 1].0),
                };
                line(
                    if turn == end || start.x == end.x { vec![start, end] } else { vec![start, turn, end] },
                    start.x != end.x,
                )
            }
            Way::Across { row } => {
                let y = self.middle(*row);
                let (start, end) = if from.x < to.x { (from.right(), to.x) } else { (from.x, to.right()) };
                line(vec![Point { x: start, y }, Point { x: end, y }], false)
            }
            Way::Around(Around { out, into, over }) => {
                let (start, end) = (self.port(link.from, out), self.port(link.to, into));
                let (x, other_x) = (self.lane_x(out), self.lane_x(into));
                let over = over.map(|(corridor, lane)| self.lane_y(corridor, lane));
                let (y, other_y) = over.map_or((end.y, end.y), |y| (y, y));
                let mut points = vec![start, Point { x, y: start.y }, Point { x, y }];
                if over.is_some() {
                    points.extend([Point { x: other_x, y: other_y }, Point { x: other_x, y: end.y }]);
                }
                points.push(end);
                line(points, false)
            }
        }
    }

    /// Where a line leaves or reaches a level.
    fn port(&self, level: usize, turn: &Turn) -> Point {
        let frame = self.frame(level);
        let is_left_of_aisle = self.grid.cells[level].column.is_some_and(|column| column < turn.aisle);
        let x = if is_left_of_aisle { frame.right() } else { frame.x };
        Point { x, y: self.middle(turn.row) - PLACE * turn.place }
    }

    fn lane_x(&self, turn: &Turn) -> i32 {
        let (count, lane) = (self.ways.aisles[turn.aisle] as i32, turn.lane as i32);
        match turn.aisle {
            0 => self.columns[0] - CLEAR - LANE * (count - 1 - lane),
            last if last == self.columns.len() => self.columns[last - 1] + self.column_width + CLEAR + LANE * lane,
            aisle => self.columns[aisle] - self.aisles[aisle] / 2 + LANE * lane - LANE * (count - 1) / 2,
        }
    }

    fn lane_y(&self, corridor: usize, lane: usize) -> i32 {
        let ((top, height), lane) = (self.corridors[corridor], lane as i32);
        if corridor == 0 || corridor == self.grid.rows.len() || self.fork_room(corridor) > 0 {
            let above = if corridor == self.grid.rows.len() { 2 } else { 14 };
            return top + above + LANE * lane;
        }
        top + height / 2 + LANE * lane - LANE * (self.ways.corridors[corridor] as i32 - 1) / 2
    }
}

/// An upright line from `start` to `end`, which `stops` interrupt.
fn upright(x: i32, start: i32, end: i32, stops: &[(i32, i32)], line: &Line) -> Vec<Line> {
    let starts = std::iter::once(start).chain(stops.iter().map(|(_, behind)| *behind));
    let ends = stops.iter().map(|(before, _)| *before).chain([end]);
    let last = stops.len();
    let pieces = starts.zip(ends).enumerate().map(|(at, (start, end))| Line {
        points: vec![Point { x, y: start }, Point { x, y: end }],
        heads: (line.heads.0 && at == 0, line.heads.1 && at == last),
        ..line.clone()
    });
    pieces.collect()
}
