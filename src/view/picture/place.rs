//! Coordinates: how wide columns and aisles are, how high rows and corridors, and all that lies in them.

use super::captions::{self, Caption, margin};
use super::content::{self, BAR, Content, PADDING};
use super::grid::{Grid, Row};
use super::measure::{Style, width};
use super::ways::Ways;
use super::{Chip, Form, Frame, Gap, LevelBox, MARGIN, Picture, Point, Text, Tone, legend, told};
use crate::model::resolve::{Rank, Resolved, Route};
use crate::words::clean;

/// Between two lanes, and between two places beside a row.
pub(super) const LANE: i32 = 8;
pub(super) const PLACE: i32 = 9;
/// From a level to the next lane.
pub(super) const CLEAR: i32 = 17;
const FORK: &str = "Fork";
const LOWEST_ROW: i32 = 34;
const GAP_HEIGHT: i32 = 34;

/// The picture of a ladder.
pub(super) fn picture(resolved: &Resolved<'_>, form: Form, link_base: Option<&str>) -> Picture {
    let routes = resolved.routes();
    let grid = Grid::new(resolved, &routes);
    let ways = Ways::new(resolved, &grid, &routes);
    let plan = Plan::new(resolved, form, &routes, &grid, &ways);
    let lines = plan.lines();
    let gaps = plan.gap_boxes();
    let levels = plan.level_boxes(&routes, link_base);
    let (legend, words, height) = legend::legend(&lines, &gaps, &levels, plan.bottom, plan.width);
    let texts = plan.captions.iter().cloned().chain(plan.grade_texts()).chain(plan.fork_text()).chain(words).collect();
    let of_levels = levels.iter().map(|level| format!("{}: {}", level.name, level.told));
    let sentences = of_levels.chain(gaps.iter().map(|gap| gap.told.clone()));
    Picture {
        ladder: resolved.ladder.id.to_string(),
        title: told::title(resolved),
        about: sentences.map(|told| format!("{told}.")).collect::<Vec<_>>().join(" "),
        width: plan.width,
        height,
        lines,
        gaps,
        levels,
        heading: plan.heading,
        below_heading: plan.below_heading,
        texts,
        legend,
    }
}

/// Where everything is.
pub(super) struct Plan<'p, 'a> {
    form: Form,
    pub resolved: &'p Resolved<'a>,
    pub grid: &'p Grid,
    pub ways: &'p Ways,
    contents: Vec<Content>,
    grades: Vec<Caption>,
    pub column_width: i32,
    /// The left side of each column.
    pub columns: Vec<i32>,
    trunk_x: i32,
    /// The width of each aisle.
    pub aisles: Vec<i32>,
    /// Where the rungs begin and end.
    pub rungs: (i32, i32),
    width: i32,
    /// The top and the height of each row.
    rows: Vec<(i32, i32)>,
    /// The top and the height of each corridor.
    pub corridors: Vec<(i32, i32)>,
    /// The name of the ladder.
    heading: Vec<Text>,
    below_heading: i32,
    /// The names of its tracks.
    captions: Vec<Text>,
    /// Below all but the legend.
    bottom: i32,
}

impl<'p, 'a> Plan<'p, 'a> {
    fn new(resolved: &'p Resolved<'a>, form: Form, routes: &[Route<'a>], grid: &'p Grid, ways: &'p Ways) -> Self {
        let column_width = match form {
            Form::Wide if grid.columns.len() <= 2 => 196,
            Form::Wide => 172,
            Form::Narrow => 134,
        };
        let contents = (0..resolved.levels.len()).map(|level| content::content(resolved, routes, level, column_width));
        let contents: Vec<Content> = contents.collect();
        let grades = captions::grades(resolved, form, grid);
        let aisles = aisle_widths(form, grid, ways);
        let label_width = grades.iter().map(|grade| grade.width).max().unwrap_or_default();
        let least = match form {
            Form::Wide => 46,
            // So that a line beside the first column passes the word.
            Form::Narrow if ways.aisles[0] > 0 => width(FORK, Style::Name) + LANE,
            Form::Narrow => 0,
        };
        let mut x = MARGIN + if label_width > 0 { label_width.max(least) } else { 0 };
        let mut columns = Vec::new();
        for aisle in &aisles[..grid.columns.len()] {
            x += aisle;
            columns.push(x);
            x += column_width;
        }
        let inner_right = x;
        x += aisles[grid.columns.len()];
        let aligned_right = grid.aligned.checked_sub(1).map_or(inner_right, |last| columns[last] + column_width);
        let mut plan = Self {
            form,
            resolved,
            grid,
            ways,
            contents,
            grades,
            column_width,
            trunk_x: trunk_x(grid, &columns),
            columns,
            aisles,
            rungs: (MARGIN + label_width + 10, aligned_right),
            width: (x + MARGIN).max(280),
            rows: Vec::new(),
            corridors: Vec::new(),
            heading: Vec::new(),
            below_heading: 0,
            captions: Vec::new(),
            bottom: 0,
        };
        let y = plan.set_headings(inner_right);
        plan.set_heights(y);
        plan.set_trunk_title();
        plan
    }

    /// The name of the ladder, and above each column that of its track, up to `right`. Returns where they end.
    fn set_headings(&mut self, right: i32) -> i32 {
        let name = captions::name(self.resolved, self.grid, self.width - 2 * MARGIN);
        let mut heads: Vec<(i32, Caption)> = Vec::new();
        if self.form == Form::Wide && self.grid.rows.iter().any(|row| matches!(row, Row::Grade(_))) {
            heads.push((MARGIN, captions::grade_heading()));
        }
        for (column, room) in captions::heading_room(self.grid, &self.columns, right) {
            let track = self.grid.columns[column].track;
            heads.push((self.columns[column], captions::track_heading(self.resolved, track, room)));
        }
        let tallest = heads.iter().map(|(_, caption)| caption.height).max().unwrap_or_default();
        self.below_heading = MARGIN + name.height + 16;
        let bottom = self.below_heading + tallest;
        self.heading = name.at(margin(MARGIN)).collect();
        for (x, caption) in heads {
            self.captions.extend(caption.at(Point { x, y: bottom - caption.height }));
        }
        bottom + 8
    }

    fn set_trunk_title(&mut self) {
        let Some(trunk) = &self.grid.trunk else { return };
        let caption = captions::track_heading(self.resolved, trunk.track, self.column_width);
        self.captions.extend(caption.at(Point { x: self.trunk_x, y: self.bottom + 4 }));
        self.bottom += caption.height + 8;
    }

    /// Lays rows and corridors from the top, which is at `y`.
    fn set_heights(&mut self, mut y: i32) {
        let grid = self.grid;
        let corridors: Vec<i32> =
            (0..self.ways.corridors.len()).map(|corridor| self.corridor_height(corridor)).collect();
        let mut rows: Vec<i32> =
            self.ways.places.iter().map(|places| (2 * (PLACE * places + 10)).max(LOWEST_ROW)).collect();
        for (row, caption) in self.grades.iter().enumerate() {
            rows[row] = rows[row].max(caption.height + 4);
        }
        let mut levels: Vec<usize> = (0..grid.cells.len()).collect();
        levels.sort_by_key(|level| grid.cells[*level].high - grid.cells[*level].low);
        for level in levels {
            let cell = grid.cells[level];
            let between: i32 = corridors[cell.low + 1..=cell.high].iter().sum();
            let has = rows[cell.low..=cell.high].iter().sum::<i32>() + between;
            rows[cell.high] += (self.contents[level].height - has).max(0);
        }
        let mut placed = (vec![(0, 0); rows.len()], vec![(0, 0); corridors.len()]);
        for at in (0..corridors.len()).rev() {
            placed.1[at] = (y, corridors[at]);
            y += corridors[at];
            if let Some(row) = at.checked_sub(1) {
                // Even, so that the middle of a row is a whole pixel.
                let height = rows[row] + rows[row] % 2;
                placed.0[row] = (y, height);
                y += height;
            }
        }
        (self.rows, self.corridors) = placed;
        self.bottom = y;
    }

    fn corridor_height(&self, corridor: usize) -> i32 {
        let lanes = self.ways.corridors[corridor] as i32;
        if corridor == 0 || corridor == self.grid.rows.len() {
            return if lanes == 0 { 0 } else { 14 + LANE * lanes };
        }
        let room = 24 + LANE * lanes;
        match self.fork_room(corridor) {
            0 => room.max(26),
            fork if lanes == 0 => fork,
            fork => room + fork - 18,
        }
    }

    /// The part of a corridor that belongs to the fork.
    pub fn fork_room(&self, corridor: usize) -> i32 {
        let trunk = self.grid.trunk.as_ref().filter(|trunk| trunk.top + 1 == corridor && trunk.leads_to.len() > 1);
        match trunk {
            Some(_) => 58,
            None if self.grid.fork == Some(corridor) => 44,
            None => 0,
        }
    }

    fn column_x(&self, column: Option<usize>) -> i32 {
        column.map_or(self.trunk_x, |column| self.columns[column])
    }

    pub fn middle(&self, row: usize) -> i32 {
        let (top, height) = self.rows[row];
        top + height / 2
    }

    pub fn frame(&self, level: usize) -> Frame {
        let cell = self.grid.cells[level];
        let (top, (low, height)) = (self.rows[cell.high].0, self.rows[cell.low]);
        Frame { x: self.column_x(cell.column), y: top, width: self.column_width, height: low + height - top }
    }

    pub fn gap_frame(&self, row: usize, column: usize) -> Frame {
        let y = self.middle(row) - GAP_HEIGHT / 2;
        Frame { x: self.columns[column], y, width: self.column_width, height: GAP_HEIGHT }
    }

    pub fn fork_y(&self) -> Option<i32> {
        let corridor = self.grid.fork?;
        let (top, height) = self.corridors[corridor];
        Some(top + height - self.fork_room(corridor) / 2)
    }

    fn fork_text(&self) -> Option<Text> {
        let at = Point { x: MARGIN, y: self.fork_y()? - 6 };
        Some(Text { at, style: Style::Name, tone: Tone::Ink, text: FORK.to_owned() })
    }

    fn grade_texts(&self) -> impl Iterator<Item = Text> {
        let captions = self.grades.iter().enumerate();
        captions.flat_map(|(row, caption)| caption.at(margin(self.middle(row) - caption.height / 2)))
    }

    fn gap_boxes(&self) -> Vec<Gap> {
        let boxes = self.grid.gaps.iter().map(|(row, column)| {
            let frame = self.gap_frame(*row, *column);
            let rank = self.rank(*row).expect("a gap is at a grade");
            let at = Point { x: frame.x + BAR + PADDING, y: self.middle(*row) + 4 };
            let text = if self.form == Form::Wide { "Gap: no level here" } else { "Gap" };
            let text = Text { at, style: Style::Plain, tone: Tone::Gap, text: text.to_owned() };
            Gap { frame, text, told: told::gap(self.resolved, rank, self.grid.columns[*column].track) }
        });
        boxes.collect()
    }

    fn rank(&self, row: usize) -> Option<Rank> {
        match self.grid.rows[row] {
            Row::Grade(rank) => Some(rank),
            Row::Unknown | Row::Extra => None,
        }
    }

    fn level_boxes(&self, routes: &[Route<'_>], link_base: Option<&str>) -> Vec<LevelBox> {
        let columns = self.grid.columns.iter().map(|column| &column.levels);
        let order = columns.chain(self.grid.trunk.as_ref().map(|trunk| &trunk.levels));
        let boxes = order.flat_map(|levels| levels.iter().rev()).map(|index| {
            let standing = &self.resolved.levels[*index];
            let frame = self.frame(*index);
            let content = &self.contents[*index];
            // What is not needed is left above and below.
            let spare = (frame.height - content.height) / 2;
            let place = |at: Point| Point { x: frame.x + at.x, y: frame.y + spare + at.y };
            let texts = content.texts.iter().map(|text| Text { at: place(text.at), ..text.clone() });
            LevelBox {
                id: standing.level.id.to_string(),
                frame,
                kind: standing.track.kind.get().copied(),
                status: standing.level.status(),
                is_terminal: standing.level.is_terminal(),
                texts: texts.collect(),
                chips: content.chips.iter().map(|chip| Chip { at: place(chip.at), ..*chip }).collect(),
                name: told::name(standing.level),
                told: told::level(self.resolved, routes, *index),
                link: link_base.map(|base| clean(&format!("{base}#{}", standing.level.id))),
            }
        });
        boxes.collect()
    }
}

fn aisle_widths(form: Form, grid: &Grid, ways: &Ways) -> Vec<i32> {
    let count = grid.columns.len();
    let widths = ways.aisles.iter().enumerate().map(|(aisle, lanes)| {
        let lanes = LANE * (*lanes as i32 - 1);
        match aisle {
            0 => (12 + CLEAR + lanes).max(18),
            last if last == count => (CLEAR + lanes + 4).max(0),
            aisle => {
                let is_one_track = grid.columns[aisle - 1].track == grid.columns[aisle].track;
                let least = match form {
                    Form::Narrow => 0,
                    Form::Wide if is_one_track => 44,
                    Form::Wide if count <= 2 => 64,
                    Form::Wide => 58,
                };
                (2 * CLEAR + lanes + lanes % 2).max(least)
            }
        }
    });
    widths.collect()
}

/// The trunk is in the middle of the columns that it leads to.
fn trunk_x(grid: &Grid, columns: &[i32]) -> i32 {
    let to = grid.trunk.iter().flat_map(|trunk| trunk.leads_to.iter().map(|column| columns[*column]));
    let (low, high) = (to.clone().min().unwrap_or_default(), to.max().unwrap_or_default());
    (low + high) / 2
}
