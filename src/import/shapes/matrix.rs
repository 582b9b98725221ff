//! Levels on one side, competencies on the other, what is asked in between. A table with levels as rows is turned first, so
//! here levels are always columns.

use std::collections::BTreeMap;

use super::Options;
use crate::import::grid::Grid;
use crate::import::level::{LevelName, Sign};
use crate::import::part::{Axis, FoundAsk, FoundCompetency, FoundLevel, Part, PayEnd, Reader};
use crate::import::points;
use crate::import::words::{self, Means, is_answer, is_one, length, means, number, says_nothing, side};

/// A row of levels is one of the first: below, cells that look like levels are something else.
const DEEPEST_HEAD: usize = 30;

/// A row whose cells are the names of levels.
#[derive(Debug, Clone)]
pub struct LevelRow {
    pub row: usize,
    /// The column and name of each.
    pub names: Vec<(usize, LevelName)>,
}

/// What a column under a level holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Text,
    Examples,
    Step,
    Nothing(&'static str),
}

impl LevelRow {
    /// Reads a row of a table; `None` if its cells are not levels.
    pub fn read(grid: &Grid, row: usize) -> Option<Self> {
        let own = (0..grid.width()).filter(|column| grid.cell(row, *column).covered_by.is_none());
        let texts: Vec<(usize, &str)> =
            own.map(|column| (column, grid.text(row, column))).filter(|(_, text)| !text.is_empty()).collect();
        let mut names: Vec<(usize, LevelName)> =
            texts.iter().filter_map(|(column, text)| Some((*column, LevelName::read(text)?))).collect();
        // Numbers that do not count are cached sums or scores, and not levels.
        let numbers: Vec<i64> = names.iter().filter_map(|(_, name)| bare_number(name)).collect();
        if numbers.len() < names.len() && !numbers.windows(2).all(|pair| pair[0] < pair[1]) || numbers.len() == 1 {
            names.retain(|(_, name)| bare_number(name).is_none());
        }
        let is_likely = names.iter().filter(|(_, name)| name.is_likely()).count() > 0;
        if is_likely {
            names.extend(relatives(&texts, &names));
            names.sort_by_key(|(column, _)| *column);
        }
        if !is_likely && !is_scale(&names) {
            return None;
        }
        // "Level", "Role" and the like above the labels name the side, and not one of it.
        names.retain(|(column, _)| !(*column == 0 && is_one(grid.text(row, 0), words::LEVEL)));
        let first = names.first()?.0;
        let mut distinct: Vec<String> = names.iter().map(|(_, name)| words::plain(name.shown())).collect();
        distinct.sort();
        distinct.dedup();
        let is_other = |(column, text): &&(usize, &str)| {
            let is_repeated = texts.iter().filter(|(_, other)| other == text).count() > 1;
            *column > first
                && !is_repeated
                && number(text).is_none()
                && means(text).is_none()
                && names.iter().all(|(known, _)| known != column)
        };
        let others = texts.iter().filter(is_other).count();
        let is_row =
            distinct.len() >= 2 && names.len() * 10 >= 6 * (names.len() + others) && distinct.len() * 2 > names.len();
        is_row.then_some(Self { row, names })
    }

    /// How many of its names are surely levels, and how many it has.
    pub fn weight(&self) -> (usize, usize) {
        (self.names.iter().filter(|(_, name)| name.is_likely()).count(), self.names.len())
    }

    fn ids(&self) -> usize {
        self.names.iter().filter(|(_, name)| name.id.is_some()).count()
    }

    fn is_same(&self, other: &Self) -> bool {
        let shown = |row: &Self| row.names.iter().map(|(_, name)| words::plain(name.shown())).collect::<Vec<_>>();
        shown(self) == shown(other)
    }
}

/// Headings that only their neighbours show to be levels: `Baker` beside `Senior Baker`, or one of its own between others.
fn relatives(texts: &[(usize, &str)], names: &[(usize, LevelName)]) -> Vec<(usize, LevelName)> {
    let roles: Vec<String> = names.iter().filter_map(|(_, name)| name.title.as_deref()).map(words::plain).collect();
    let is_between = |column: usize| names.len() >= 3 && names[0].0 < column && column < names[names.len() - 1].0;
    let is_relative = |text: &str| {
        let plain = words::plain(text);
        plain.len() > 2 && roles.iter().any(|role| role.ends_with(&format!(" {plain}")))
    };
    let is_name = |text: &str| {
        length(text) <= 5
            && means(text).is_none()
            && text.starts_with(|c: char| c.is_uppercase())
            && named_column(text).is_none()
            && !text.ends_with(['.', ':', '?'])
            && number(text).is_none()
    };
    let rest = texts.iter().filter(|(column, _)| names.iter().all(|(known, _)| known != column));
    let found = rest.filter(|(column, text)| is_name(text) && (is_relative(text) || is_between(*column)));
    let named = |text: &str| LevelName { id: None, title: Some(one_line(text)), sign: Sign::Strong, extra: None };
    found.map(|(column, text)| (*column, named(text))).collect()
}

/// A name that is a number and nothing else.
fn bare_number(name: &LevelName) -> Option<i64> {
    if name.title.is_some() { None } else { name.id.as_ref()?.parse().ok() }
}

/// Whether names that could also be something else are numbers that count, or steps of a scale.
fn is_scale(names: &[(usize, LevelName)]) -> bool {
    let numbers: Vec<i64> = names.iter().filter_map(|(_, name)| name.id.as_ref()?.parse().ok()).collect();
    let counts = numbers.len() >= 2
        && numbers.len() == names.len()
        && numbers.windows(2).all(|pair| pair[1] - pair[0] == 1)
        && numbers[0] <= 3;
    let titles = names.iter().filter_map(|(_, name)| name.title.as_ref()).collect::<Vec<_>>();
    let steps = titles.iter().filter(|title| is_one(title, words::STEPS)).count();
    counts || (steps >= 2 && steps * 2 >= names.len()) || is_numbered(&titles)
}

/// "Step 1", "Step 2": one word, counted, and not one of time.
fn is_numbered(titles: &[&String]) -> bool {
    const TIMES: &[&str] =
        &["week", "day", "days", "month", "quarter", "year", "sprint", "phase", "question", "q", "goal"];
    let word = |title: &str| title.trim_end_matches(|c: char| c.is_ascii_digit()).trim().to_owned();
    let first = titles.first().map(|title| word(title));
    titles.len() >= 2
        && first.as_ref().is_none_or(|word| !is_one(word, TIMES))
        && titles.iter().all(|title| Some(word(title)) == first && title.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether what is beside names that only count says that they are levels or steps.
fn is_counted_as_levels(grid: &Grid, row: &LevelRow) -> bool {
    if row.weight().0 > 0 || row.names.iter().any(|(_, name)| bare_number(name).is_none()) {
        return true;
    }
    let corner = (0..row.names[0].0).map(|column| grid.filled(row.row, column)).find(|text| !text.is_empty());
    corner.is_none_or(|corner| {
        let plain = words::plain(corner);
        is_one(corner, words::LEVEL)
            || is_one(corner, words::COMPETENCY)
            || is_one(corner, words::GROUP)
            || ["level", "skill", "competenc", "grade", "step", "scale"].iter().any(|word| plain.contains(word))
    })
}

/// The best row of levels of a table.
pub fn best(grid: &Grid) -> Option<LevelRow> {
    let rows = (0..grid.height().min(DEEPEST_HEAD)).filter_map(|row| LevelRow::read(grid, row));
    let rows = rows.filter(|row| is_counted_as_levels(grid, row));
    rows.max_by_key(|found| (found.weight(), found.ids(), std::cmp::Reverse(found.row)))
}

/// The row of levels of a table that names them in words of its own: the first one with several headings, if the corner says
/// what is on the other side, or if an option says where the levels are. `None` if levels are known by their names.
pub fn by_corner(grid: &Grid, is_said: bool, corners: &'static [&'static str]) -> Option<LevelRow> {
    if best(grid).is_some() || (!is_said && best(&grid.turned()).is_some()) {
        return None;
    }
    let row = (0..grid.height().min(DEEPEST_HEAD))
        .find(|row| texts(grid, *row) >= 3 || (texts(grid, *row) == 2 && grid.text(*row, 0).is_empty()))?;
    let is_label = |column: usize| {
        let text = grid.text(row, column);
        column == 0 || is_one(text, words::COMPETENCY) || is_one(text, words::GROUP) || is_one(text, words::TEXT)
    };
    let first = (0..grid.width()).find(|column| !is_label(*column))?;
    let headings: Vec<(usize, &str)> = (first..grid.width())
        .map(|column| (column, grid.text(row, column)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let is_name = |text: &str| {
        length(text) <= 5
            && means(text).is_none()
            && !is_one(text, words::EXAMPLES)
            && !is_one(text, words::STEP)
            && number(text).is_none()
    };
    if headings.len() < 2 || (!is_said && !headings.iter().all(|(_, text)| is_name(text))) {
        return None;
    }
    let cells: Vec<&str> = (row + 1..grid.height())
        .flat_map(|row| headings.iter().map(move |(column, _)| grid.text(row, *column)))
        .filter(|text| !text.is_empty())
        .collect();
    let are_texts = cells.iter().filter(|text| length(text) >= 3).count() * 10 >= cells.len() * 7;
    let is_corner = is_one(grid.text(row, 0), corners) && (are_texts || are_steps(&cells)) && cells.len() >= 2;
    let names = headings.into_iter().filter(|(_, text)| is_name(text)).map(|(column, text)| {
        let own = LevelName { id: None, title: Some(one_line(text)), sign: Sign::Strong, extra: None };
        (column, LevelName::read(text).unwrap_or(own))
    });
    (is_said || is_corner).then(|| LevelRow { row, names: names.collect() })
}

/// Reads a table whose levels are columns; a table that begins again with other levels gives several parts.
pub fn read(grid: &Grid, shape: &'static str, options: &Options) -> Vec<Part> {
    let rows: Vec<LevelRow> = (0..grid.height()).filter_map(|row| LevelRow::read(grid, row)).collect();
    let Some(first) = rows.first() else { return Vec::new() };
    let header_end = header_end(grid, first);
    let mut starts = vec![0];
    let mut before = rows.iter().take_while(|row| row.row < header_end).max_by_key(|row| row.ids()).unwrap_or(first);
    for row in rows.iter().filter(|row| row.row >= header_end) {
        if !row.is_same(before) && row.weight().0 >= 2 && row.names.len() >= 2 {
            // A line above it with a single text is its title.
            let has_title = row.row > 0 && texts(grid, row.row - 1) == 1 && row.row - 1 > starts[starts.len() - 1];
            starts.push(row.row - usize::from(has_title));
            before = row;
        }
    }
    starts.push(grid.height());
    let parts = starts.windows(2).map(|pair| grid.part(pair[0], pair[1]));
    parts.filter_map(|part| one(&part, shape, options)).collect()
}

fn texts(grid: &Grid, row: usize) -> usize {
    (0..grid.width()).filter(|column| !grid.text(row, *column).is_empty()).count()
}

/// The first row below a row of levels that is not about the levels themselves.
fn header_end(grid: &Grid, first: &LevelRow) -> usize {
    let start = first.names[0].0;
    let is_about = |row: usize| {
        let label = (0..start).map(|column| grid.text(row, column)).find(|text| !text.is_empty());
        LevelRow::read(grid, row).is_some_and(|found| is_about_levels(grid, &found))
            || label.is_some_and(|label| means(label).is_some())
    };
    (first.row + 1..grid.height()).find(|row| !is_about(*row)).unwrap_or(grid.height())
}

/// Whether a row of names is about the levels: numbers beside the name of a competency are steps.
fn is_about_levels(grid: &Grid, row: &LevelRow) -> bool {
    let label = (0..row.names[0].0).map(|column| grid.text(row.row, column)).find(|text| !text.is_empty());
    row.weight().0 > 0 || label.is_none_or(|label| is_one(label, words::LEVEL) || means(label).is_some())
}

/// Reads a table about one level: the row of its name is known.
pub fn of_one(grid: &Grid, shape: &'static str, head: LevelRow, has_title: bool, options: &Options) -> Part {
    let mut matrix = Matrix::new(grid, shape, head, options);
    if has_title {
        (0..grid.width()).for_each(|column| drop(matrix.reader.take(0, column)));
    }
    matrix.read(&[])
}

fn one(grid: &Grid, shape: &'static str, options: &Options) -> Option<Part> {
    let rows: Vec<LevelRow> = (0..grid.height()).filter_map(|row| LevelRow::read(grid, row)).collect();
    let end = options.header_rows.unwrap_or_else(|| rows.first().map_or(0, |first| header_end(grid, first)));
    let block = rows.iter().filter(|row| row.row < end.max(rows[0].row + 1));
    let primary = block.max_by_key(|row| (row.weight().0, row.ids(), std::cmp::Reverse(row.row)))?.clone();
    Some(Matrix::new(grid, shape, primary, options).read(&rows))
}

/// A table that is being read.
struct Matrix<'a> {
    reader: Reader<'a>,
    options: &'a Options,
    head: LevelRow,
    /// The level of each column, if it has one, and the number of the column under it.
    owner: Vec<Option<(usize, usize)>>,
    holds: BTreeMap<usize, Holds>,
    labels: Labels,
    /// Whether cells are steps.
    are_steps: bool,
    /// The row of headings under the levels.
    second_head: Option<usize>,
    /// What the table says about all of it, above its levels.
    about: Option<String>,
}

/// The columns before the levels.
#[derive(Debug, Default)]
struct Labels {
    groups: Vec<usize>,
    name: Option<usize>,
    id: Option<usize>,
    summary: Option<usize>,
}

impl<'a> Matrix<'a> {
    fn new(grid: &'a Grid, shape: &'static str, head: LevelRow, options: &'a Options) -> Self {
        let owner = owners(grid, &head);
        let mut reader = Reader::new(grid, shape);
        let likely = head.weight().0 > 0;
        let is_words = head.names.iter().all(|(_, name)| name.id.is_none());
        if !likely && is_words {
            reader.part.axis = Axis::Steps;
        }
        for (column, name) in &head.names {
            reader.take(head.row, *column);
            reader.part.levels.push(FoundLevel {
                id: name.id.clone(),
                title: name.title.clone(),
                at: grid.address(head.row, *column),
                ..FoundLevel::default()
            });
            if let Some(extra) = &name.extra {
                let at = grid.address(head.row, *column);
                let why = "the format has no key for it".to_owned();
                reader.part.left.push(crate::import::part::Left { at, text: extra.clone(), why });
            }
        }
        let labels = labels(grid, &head);
        Self {
            reader,
            options,
            head,
            owner,
            holds: BTreeMap::new(),
            labels,
            are_steps: false,
            second_head: None,
            about: None,
        }
    }

    fn grid(&self) -> &'a Grid {
        self.reader.grid
    }

    fn read(mut self, rows: &[LevelRow]) -> Part {
        let grid = self.grid();
        self.above();
        let body = self.head.row + 1;
        self.holds = self.columns(body);
        self.are_steps = self.has_steps(body);
        if self.are_weights(body) {
            self.reader.part.competencies.clear();
            self.reader.part.levels.clear();
            return self.reader.finish("a weight: the rows add up to the same sum, and a ladder has no weights");
        }
        let mut is_head = true;
        let mut group: Option<String> = None;
        let mut filled: Vec<String> = vec![String::new(); self.labels.groups.len()];
        let mut last: Option<usize> = None;
        for row in body..grid.height() {
            if self.second_head == Some(row) {
                continue;
            }
            let forced = self.options.header_rows.map(|count| row < count);
            let again = rows.iter().find(|found| found.row == row).filter(|found| is_about_levels(grid, found));
            if let Some(again) = again.filter(|again| again.names.len() * 2 > self.head.names.len()) {
                if is_head && !again.is_same(&self.head) {
                    self.second_names(row);
                } else if again.is_same(&self.head) {
                    self.head_again(row, &mut group);
                }
                if self.reader.is_used(row, again.names[0].0) {
                    continue;
                }
            }
            let cells = self.cells(row);
            let label = self.label(row);
            if let Some((_, label)) = &label
                && self.attribute(row, label, &cells, forced.unwrap_or(is_head))
            {
                continue;
            }
            if cells.is_empty() {
                match label {
                    Some((column, text)) if self.is_group(row, column, &text) => {
                        if let Some(before) = group.take()
                            && last.is_none()
                        {
                            self.reader.part.notes.push(format!("`{before}` is a heading without competencies"));
                        }
                        self.reader.take(row, column);
                        group = Some(text);
                        last = None;
                        is_head = false;
                    }
                    _ => {}
                }
                self.reader.leave_row(row, "it is not beside any level");
                continue;
            }
            if forced.unwrap_or(is_head && label.is_none()) && self.is_about_all(row, &cells) {
                self.summaries(&cells);
                continue;
            }
            let is_score = |column: &usize| {
                let text = grid.text(row, *column);
                !self.is_step_column(*column) && (number(text).is_some() || is_answer(text))
            };
            if !self.are_steps && cells.iter().all(is_score) {
                self.reader.leave_row(row, "scores or answers among texts");
                continue;
            }
            if self.labels.name.is_none() && self.is_same_everywhere(row, &cells) {
                self.reader.leave_row(row, "the same words for every level");
                continue;
            }
            is_head = false;
            let found = self.competency(row, &mut filled, &group, last);
            let Some(found) = found else {
                self.reader.leave_row(row, "there is no competency beside it");
                continue;
            };
            last = Some(found);
            self.asks(row, &cells, found);
        }
        self.reader.finish("it is in no column of a level")
    }

    /// The rows above the levels: titles, tracks, other names of the levels.
    fn above(&mut self) {
        let grid = self.grid();
        // Headings of labels that begin higher than the levels.
        let labels = self.head.names[0].0;
        for (row, column) in (0..self.head.row).flat_map(|row| (0..labels).map(move |column| (row, column))) {
            if row + grid.cell(row, column).span.0 > self.head.row {
                self.reader.take(row, column);
            }
        }
        for row in 0..self.head.row {
            let count = texts(grid, row);
            let under: Vec<usize> = (0..grid.width())
                .filter(|column| self.owner[*column].is_some() && !grid.text(row, *column).is_empty())
                .collect();
            let label = self.label(row);
            if let Some((_, label)) = &label
                && !under.is_empty()
            {
                let cells = self.cells(row);
                if self.attribute(row, label, &cells, true) {
                    continue;
                }
            }
            let is_second = under.len() >= 2
                && under.iter().filter(|column| LevelName::read(grid.text(row, **column)).is_some()).count() * 2
                    > under.len();
            if is_second && under.len() * 2 > self.head.names.len() {
                self.second_names(row);
            } else if self.are_tracks(row, &under) {
                self.tracks(row, &under);
            } else if count == 1 && row == 0 && self.reader.part.competencies.is_empty() {
                let column =
                    (0..grid.width()).find(|column| !grid.text(row, *column).is_empty()).expect("there is one");
                let text = grid.text(row, column);
                if length(text) <= 12 && means(text).is_none() && !text.contains(':') {
                    let title = self.reader.take(row, column);
                    if self.reader.part.name.is_empty() || self.labels.name.is_none() {
                        self.reader.part.name = title;
                    }
                }
            } else if count == 1 && self.labels.name.is_none() && self.about.is_none() && row > 0 {
                let column =
                    (0..grid.width()).find(|column| !grid.text(row, *column).is_empty()).expect("there is one");
                self.about = Some(self.reader.take(row, column));
            }
            self.reader.leave_row(row, "it is above the levels and names none");
        }
        // What is above the labels, such as `Competency`.
        for column in 0..self.head.names[0].0 {
            if !grid.text(self.head.row, column).is_empty() {
                self.reader.take(self.head.row, column);
            }
        }
    }

    fn are_tracks(&self, row: usize, under: &[usize]) -> bool {
        let grid = self.grid();
        let first = self.head.names[0].0;
        let spans = under.iter().any(|column| grid.cell(row, *column).span.1 > 1);
        let sides = under.iter().filter(|column| side(grid.text(row, **column)).is_some()).count();
        let reaches = under.first().is_some_and(|column| *column <= first);
        (sides > 0 && under.len() <= self.head.names.len())
            || (spans && under.len() >= 2 && reaches && under.len() < self.head.names.len())
    }

    /// Each name of a track is for the levels up to the next one.
    fn tracks(&mut self, row: usize, under: &[usize]) {
        let grid = self.grid();
        for (index, (column, _)) in self.head.names.clone().iter().enumerate() {
            let Some(at) = under.iter().rev().find(|at| *at <= column) else { continue };
            let text = grid.text(row, *at).to_owned();
            let level = &mut self.reader.part.levels[index];
            level.side = side(&text);
            level.track = Some(text);
        }
        for column in under {
            self.reader.take(row, *column);
        }
    }

    /// A second row of names: titles if the first one has ids, or the other way round.
    fn second_names(&mut self, row: usize) {
        let grid = self.grid();
        if let Some((column, label)) = self.label(row)
            && (means(&label).is_some() || is_one(&label, words::LEVEL))
        {
            self.reader.take(row, column);
        }
        for (index, (column, _)) in self.head.names.clone().iter().enumerate() {
            let (row, column) = grid.origin(row, *column);
            let Some(name) = LevelName::read(grid.text(row, column)) else {
                let text = grid.text(row, column).to_owned();
                let level = &mut self.reader.part.levels[index];
                if !text.is_empty() && level.title.is_none() && length(&text) <= 8 {
                    level.title = Some(text);
                    self.reader.take(row, column);
                }
                continue;
            };
            let level = &mut self.reader.part.levels[index];
            let mut placed = false;
            if let (None, Some(id)) = (&level.id, &name.id) {
                level.id = Some(id.clone());
                placed = true;
            }
            match (&level.title, &name.title) {
                (None, Some(title)) => {
                    level.title = Some(title.clone());
                    level.title_at = Some(grid.address(row, column));
                    placed = true;
                }
                (Some(known), Some(title)) if known == title => placed = true,
                _ => {}
            }
            if name.id.is_some() && name.id == level.id {
                placed = true;
            }
            if placed {
                self.reader.take(row, column);
            }
        }
    }

    /// The levels are named again: what is beside them is a group.
    fn head_again(&mut self, row: usize, group: &mut Option<String>) {
        let grid = self.grid();
        for (column, _) in self.head.names.clone() {
            self.reader.take(row, column);
        }
        if let Some((column, text)) = self.label(row) {
            let first =
                (0..self.head.names[0].0).map(|column| grid.text(self.head.row, column)).find(|text| !text.is_empty());
            self.reader.take(row, column);
            if first != Some(text.as_str()) {
                *group = Some(text);
            }
        }
    }

    /// The cells of a row that are under a level: their columns.
    fn cells(&self, row: usize) -> Vec<usize> {
        let grid = self.grid();
        let is_cell = |column: &usize| self.owner[*column].is_some() && !grid.text(row, *column).is_empty();
        (self.head.names[0].0..grid.width()).filter(is_cell).collect()
    }

    /// The column and the text of the label of a row.
    fn label(&self, row: usize) -> Option<(usize, String)> {
        let grid = self.grid();
        let own = self
            .labels
            .name
            .into_iter()
            .chain(self.labels.groups.iter().rev().copied())
            .chain(self.labels.summary)
            .chain(self.labels.id);
        let found = own.map(|column| (column, grid.text(row, column))).find(|(_, text)| !text.is_empty());
        found.map(|(column, text)| (column, text.to_owned()))
    }

    /// Whether a row is about the levels themselves; if it is, its cells are placed or listed.
    fn attribute(&mut self, row: usize, label: &str, cells: &[usize], is_head: bool) -> bool {
        let grid = self.grid();
        let Some(meaning) = means(label) else { return false };
        let texts: Vec<&str> = cells.iter().map(|column| grid.text(row, *column)).collect();
        if texts.is_empty() {
            return false;
        }
        let words = texts.iter().map(|text| length(text)).sum::<usize>() as f64 / texts.len() as f64;
        let has_digits =
            texts.iter().filter(|text| text.contains(|c: char| c.is_ascii_digit())).count() * 2 > texts.len();
        let are_levels = texts.iter().filter(|text| LevelName::read(text).is_some()).count() * 2 > texts.len();
        let is_it = match meaning {
            Means::Id => is_head && words < 3.0,
            Means::Title if words::plain(label) == "name" => is_head && are_levels,
            Means::Title => words <= 6.0 && (is_head || are_levels),
            Means::Grade => words < 3.5 && (is_head || has_digits),
            Means::Summary | Means::Scope => is_head && !self.are_steps,
            Means::Pay | Means::PayMin | Means::PayMid | Means::PayMax => {
                let are_amounts = texts.iter().all(|text| number(text).is_none_or(|number| number >= 100.0));
                has_digits && words <= 8.0 && are_amounts
            }
            Means::Currency => words <= 2.0 && !texts.iter().any(|text| number(text).is_some()),
            Means::NoKey => words <= 8.0 && (is_head || has_digits) && !self.are_steps,
            Means::People => {
                let are_scores = texts.iter().all(|text| number(text).is_some() || is_answer(text));
                words::is_about_people(label) || (!self.are_steps && are_scores)
            }
            Means::Note => true,
        };
        if !is_it {
            return false;
        }
        let (column, _) = self.label(row).expect("the label was read from the row");
        self.reader.take(row, column);
        for column in cells {
            self.place(row, *column, meaning);
        }
        self.reader.leave_row(row, reason(meaning));
        true
    }

    fn place(&mut self, row: usize, column: usize, meaning: Means) {
        let grid = self.grid();
        let text = grid.text(row, column).to_owned();
        let at = grid.address(row, column);
        if says_nothing(&text) {
            self.reader.leave(row, column, NOTHING);
            return;
        }
        let mut placed = false;
        for index in self.covered(row, column) {
            let level = &mut self.reader.part.levels[index];
            placed |= match meaning {
                Means::Id => set(&mut level.id, &text),
                Means::Title => {
                    level.title_at = Some(at.clone());
                    let name = LevelName::read(&text);
                    let (id, title) = name.map_or((None, None), |name| (name.id, name.title));
                    let had_id = id.is_some_and(|id| set(&mut level.id, &id));
                    set(&mut level.title, title.as_deref().unwrap_or(&text)) || had_id
                }
                Means::Grade => set(&mut level.grade, &text),
                Means::Summary => {
                    level.summary.push(text.clone());
                    true
                }
                Means::Scope => set(&mut level.scope, &text),
                Means::Pay | Means::PayMin | Means::PayMid | Means::PayMax | Means::Currency => {
                    level.pay.push((pay_end(meaning), text.clone(), at.clone()));
                    true
                }
                Means::NoKey | Means::People | Means::Note => false,
            };
        }
        if placed {
            self.reader.take(row, column);
        }
    }

    /// The levels of a cell: several if it is merged across them.
    fn covered(&self, row: usize, column: usize) -> Vec<usize> {
        let width = self.grid().cell(row, column).span.1;
        let mut levels: Vec<usize> = (column..column + width)
            .filter_map(|column| self.owner.get(column).copied().flatten())
            .map(|(level, _)| level)
            .collect();
        levels.dedup();
        levels
    }

    fn is_group(&self, row: usize, column: usize, text: &str) -> bool {
        let grid = self.grid();
        let has_more = (row + 1..grid.height()).any(|below| !self.cells(below).is_empty());
        let is_note = text.ends_with('.')
            || text.contains("http")
            || text.starts_with(['*', '©', '('])
            || length(text) > 10
            || text.contains('\n');
        let is_first = self.label(row).is_some_and(|(first, _)| first == column);
        has_more && !is_note && is_first && means(text).is_none_or(|means| means != Means::Note)
    }

    /// Whether a row without a label, below the levels and apart from what follows, says what each level is.
    fn is_about_all(&self, row: usize, cells: &[usize]) -> bool {
        let grid = self.grid();
        let is_apart = row + 1 < grid.height() && grid.has_gap(row, row + 1);
        cells.len() == self.head.names.len()
            && (is_apart || self.options.header_rows.is_some())
            && self.labels.name.is_none()
    }

    fn summaries(&mut self, cells: &[usize]) {
        for column in cells {
            let row = (self.head.row + 1..self.grid().height())
                .find(|row| !self.reader.is_used(*row, *column) && !self.grid().text(*row, *column).is_empty());
            if let Some(row) = row {
                self.place(row, *column, Means::Summary);
            }
        }
    }

    /// Whether the column under a level has steps by its heading.
    fn is_step_column(&self, column: usize) -> bool {
        self.owner[column].is_some_and(|(_, offset)| self.holds.get(&offset) == Some(&Holds::Step))
    }

    /// Whether the first cell of each level says the same, such as `Result`.
    fn is_same_everywhere(&self, row: usize, cells: &[usize]) -> bool {
        let is_first = |column: &&usize| self.owner[**column].is_some_and(|(_, offset)| offset == 0);
        let texts: Vec<&str> = cells.iter().filter(is_first).map(|column| self.grid().text(row, *column)).collect();
        texts.len() >= 2 && texts.len() == self.head.names.len() && texts.iter().all(|text| *text == texts[0])
    }

    /// The competency of a row, by its label or what the table is about.
    fn competency(
        &mut self,
        row: usize,
        filled: &mut [String],
        group: &Option<String>,
        last: Option<usize>,
    ) -> Option<usize> {
        let grid = self.grid();
        for (at, column) in self.labels.groups.clone().into_iter().enumerate() {
            let (origin_row, origin_column) = grid.origin(row, column);
            let text = grid.text(origin_row, origin_column);
            if !text.is_empty() && origin_row > self.head.row {
                self.reader.take(origin_row, origin_column);
                text.clone_into(&mut filled[at]);
                filled[at + 1..].iter_mut().for_each(String::clear);
            }
        }
        let outer: Vec<&str> = group
            .iter()
            .map(String::as_str)
            .chain(filled.iter().map(String::as_str))
            .filter(|text| !text.is_empty())
            .collect();
        let mut outer = outer.join(" – ");
        let name = match self.labels.name {
            Some(column) => {
                let (origin_row, origin_column) = grid.origin(row, column);
                let is_heading = origin_row <= self.head.row;
                if is_heading { String::new() } else { self.reader.take(origin_row, origin_column) }
            }
            None => String::new(),
        };
        let summary = self.labels.summary.map(|column| {
            let (row, column) = grid.origin(row, column);
            self.reader.take(row, column)
        });
        let id = self.labels.id.map(|column| self.reader.take(row, column)).filter(|id| !id.is_empty());
        let title = if !name.is_empty() {
            one_line(&name)
        } else if self.labels.name.is_some() {
            // Without a name beside it, a row goes on with the competency above, or is the group's own.
            let is_new_group = self.labels.groups.iter().any(|column| !grid.text(row, *column).is_empty());
            match last.filter(|_| !is_new_group) {
                Some(last) => return Some(last),
                None if !outer.is_empty() => std::mem::take(&mut outer),
                None => return None,
            }
        } else if self.reader.part.name.is_empty() {
            return None;
        } else {
            self.reader.part.name.clone()
        };
        let about = if self.labels.name.is_none() { self.about.clone() } else { None };
        let summary = summary.filter(|text| !text.is_empty()).or(about);
        let found = FoundCompetency { id, title, group: Some(outer).filter(|text| !text.is_empty()), summary };
        Some(self.reader.competency(found))
    }

    fn asks(&mut self, row: usize, cells: &[usize], competency: usize) {
        let grid = self.grid();
        for column in cells {
            let text = grid.text(row, *column).to_owned();
            let (_, offset) = self.owner[*column].expect("a cell of a level");
            let holds = self.holds.get(&offset).copied().unwrap_or(Holds::Text);
            if says_nothing(&text) {
                self.reader.leave(row, *column, NOTHING);
                continue;
            }
            let (height, _) = grid.cell(row, *column).span;
            if height > 1 && !self.are_steps && self.covers_all(row, height) {
                self.place(row, *column, Means::Summary);
                continue;
            }
            let is_number = number(&text).is_some();
            let (is_step, why) = match holds {
                Holds::Nothing(why) => (false, Some(why)),
                Holds::Step => (true, None),
                Holds::Text if self.are_steps => (true, None),
                Holds::Text if is_number => (false, Some("a number among texts")),
                Holds::Text if is_answer(&text) => (false, Some("an answer, and not an expectation")),
                Holds::Text | Holds::Examples => (false, None),
            };
            if let Some(why) = why {
                self.reader.leave(row, *column, why);
                continue;
            }
            let at = grid.address(row, *column);
            self.reader.take(row, *column);
            let (step, text) = match grid.text(self.head.row, *column) {
                ASKED => step_before(&text),
                _ => (None, text.as_str()),
            };
            for level in self.covered(row, *column) {
                let mut ask = FoundAsk { level, competency, at: at.clone(), ..FoundAsk::default() };
                ask.step = step.map(str::to_owned);
                if is_step {
                    ask.step = Some(one_line(text));
                } else if holds == Holds::Examples {
                    ask.examples = points::split(text, false);
                } else {
                    ask.points = points::of(text, self.options.split);
                }
                self.reader.ask(ask);
            }
        }
        self.reader.leave_row(row, "it is in no column of a level");
    }

    /// Whether a cell covers every row that has a label.
    fn covers_all(&self, row: usize, height: usize) -> bool {
        let grid = self.grid();
        let labelled = (self.head.row + 1..grid.height()).filter(|row| self.label(*row).is_some()).count();
        let within = (row..row + height).filter(|row| self.label(*row).is_some()).count();
        within >= 2 && within >= labelled.saturating_sub(1)
    }

    /// What the columns under each level hold, by their number.
    fn columns(&mut self, body: usize) -> BTreeMap<usize, Holds> {
        let grid = self.grid();
        let widest = self.owner.iter().flatten().map(|(_, offset)| *offset).max().unwrap_or(0);
        let mut holds = BTreeMap::new();
        let at = |offset: usize| -> Vec<usize> {
            (0..grid.width()).filter(|column| self.owner[*column].is_some_and(|(_, known)| known == offset)).collect()
        };
        // A heading under the levels, or beside their names.
        let named = |row: usize, offset: usize| -> Option<(Holds, String)> {
            let texts: Vec<&str> =
                at(offset).into_iter().map(|column| grid.text(row, column)).filter(|text| !text.is_empty()).collect();
            let first = *texts.first()?;
            let is_repeated = texts.len() >= 2 && texts.iter().all(|text| *text == first);
            Some((named_column(first).filter(|_| is_repeated)?, first.to_owned()))
        };
        let head = (body..grid.height().min(body + 3)).find(|row| {
            (0..=widest).any(|offset| named(*row, offset).is_some()) || (widest > 0 && self.is_repeated(*row))
        });
        let mut taken = Vec::new();
        for offset in 0..=widest {
            let found = head.and_then(|row| Some((row, named(row, offset)?)));
            let found = found.or_else(|| Some((self.head.row, named(self.head.row, offset)?)));
            if let Some((row, (kind, _))) = found {
                holds.insert(offset, kind);
                taken.extend(at(offset).into_iter().map(|column| (row, column)));
            } else if let Some(row) = head.filter(|row| self.is_repeated(*row)) {
                taken.extend(at(offset).into_iter().map(|column| (row, column)));
            }
        }
        let sample = |offset: usize| -> Vec<&str> {
            let cells = at(offset).into_iter().flat_map(|column| (body..grid.height()).map(move |row| (row, column)));
            let cells = cells.filter(|place| !taken.contains(place)).map(|(row, column)| grid.text(row, column));
            cells.filter(|text| !text.is_empty() && !says_nothing(text)).collect()
        };
        if widest > 0 {
            let is_text = |offset: usize| {
                let cells = sample(offset);
                cells.iter().filter(|text| length(text) >= 3).count() * 2 > cells.len()
            };
            let has_text = (0..=widest).any(|offset| {
                holds.get(&offset) == Some(&Holds::Text) || (!holds.contains_key(&offset) && is_text(offset))
            });
            for offset in 0..=widest {
                if !holds.contains_key(&offset) && has_text && !is_text(offset) {
                    holds.insert(offset, Holds::Nothing("an answer or a score beside the text"));
                }
            }
        }
        for (row, column) in taken {
            self.reader.take(row, column);
        }
        // What is beside the headings under the levels are headings too.
        if let Some(row) = head.filter(|row| self.cells(*row).iter().all(|column| self.reader.is_used(*row, *column))) {
            (0..self.head.names[0].0).for_each(|column| drop(self.reader.take(row, column)));
            self.second_head = Some(row);
        }
        holds
    }

    /// Whether a row says the same short words under each level, and several under one: headings of their columns.
    fn is_repeated(&self, row: usize) -> bool {
        let grid = self.grid();
        let under = |level: usize| -> Vec<&str> {
            let columns =
                (0..grid.width()).filter(|column| self.owner[*column].is_some_and(|(known, _)| known == level));
            columns.map(|column| grid.text(row, column)).collect()
        };
        let first = under(0);
        let distinct: std::collections::HashSet<&&str> = first.iter().filter(|text| !text.is_empty()).collect();
        distinct.len() >= 2
            && first.iter().all(|text| length(text) <= 4)
            && self.head.names.len() >= 2
            && (1..self.head.names.len()).all(|level| under(level) == first)
    }

    /// Whether cells are steps and not texts.
    fn has_steps(&self, body: usize) -> bool {
        let grid = self.grid();
        let mut cells: Vec<&str> = Vec::new();
        for row in body..grid.height() {
            let is_attribute = self.label(row).is_some_and(|(_, label)| {
                means(&label).is_some_and(|means| !matches!(means, Means::People | Means::NoKey))
            });
            let is_levels = LevelRow::read(grid, row)
                .is_some_and(|found| found.weight().0 >= 2 && self.label(row).is_some() && is_attribute);
            if is_attribute || is_levels {
                continue;
            }
            for column in self.cells(row) {
                let (_, offset) = self.owner[column].expect("a cell of a level");
                let text = grid.text(row, column);
                if self.holds.get(&offset).is_none_or(|holds| *holds == Holds::Text)
                    && !says_nothing(text)
                    && !self.reader.is_used(row, column)
                {
                    cells.push(text);
                }
            }
        }
        are_steps(&cells)
    }

    /// Whether the numbers of a table are weights: those of each level, or of each competency, add up to 1 or 100.
    fn are_weights(&self, body: usize) -> bool {
        let grid = self.grid();
        let columns: Vec<usize> = (0..grid.width()).filter(|column| self.owner[*column].is_some()).collect();
        let value = |row: usize, column: usize| number(grid.text(row, column));
        let is_sum = |numbers: Vec<f64>| {
            let sum: f64 = numbers.iter().sum();
            numbers.len() >= 2 && ((sum - 1.0).abs() < 0.02 || (sum - 100.0).abs() < 0.5)
        };
        let by_column = columns
            .iter()
            .filter(|column| is_sum((body..grid.height()).filter_map(|row| value(row, **column)).collect()))
            .count();
        let by_row = (body..grid.height())
            .filter(|row| is_sum(columns.iter().filter_map(|column| value(*row, *column)).collect()))
            .count();
        let rows =
            (body..grid.height()).filter(|row| columns.iter().any(|column| value(*row, *column).is_some())).count();
        (columns.len() > 1 && by_column * 10 >= columns.len() * 8) || (rows > 1 && by_row * 10 >= rows * 8)
    }
}

/// Whether the cells of a table are steps of a scale.
pub fn are_steps(cells: &[&str]) -> bool {
    let is_short = |text: &&&str| length(text) <= 3 && text.chars().count() <= 24;
    let short = cells.iter().filter(is_short).count();
    if cells.len() < 2 || short * 20 < cells.len() * 19 {
        return false;
    }
    let mut distinct: Vec<String> = cells.iter().map(|text| words::plain(text)).collect();
    distinct.sort();
    distinct.dedup();
    let numbers = cells.iter().filter(|text| number(text).is_some_and(|number| (0.0..=12.0).contains(&number))).count();
    let named = cells.iter().filter(|text| is_one(text, words::STEPS)).count();
    let ids = cells.iter().filter(|text| LevelName::read(text).is_some_and(|name| name.id.is_some())).count();
    let answers = cells.iter().filter(|text| is_answer(text)).count();
    let most = |count: usize| count * 10 >= cells.len() * 9;
    !most(answers)
        && (most(numbers) || most(named) || most(ids) || (distinct.len() * 3 <= cells.len() && distinct.len() <= 8))
}

/// The heading of `--format markdown`, below which a step is in brackets before the text.
const ASKED: &str = "What it asks";

/// The step in brackets before a text, and the text.
fn step_before(text: &str) -> (Option<&str>, &str) {
    let parts = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    match parts {
        Some((step, rest)) if (1..=4).contains(&length(step)) => (Some(step), rest.trim_start()),
        _ => (None, text),
    }
}

/// Why a cell that says nothing is left out.
pub const NOTHING: &str = "it says nothing";

fn reason(meaning: Means) -> &'static str {
    match meaning {
        Means::People => "it is about people, and not about a level",
        Means::Note => "a remark",
        Means::NoKey => "the format has no key for it",
        _ => "the level has one already",
    }
}

pub fn pay_end(meaning: Means) -> PayEnd {
    match meaning {
        Means::PayMin => PayEnd::Min,
        Means::PayMid => PayEnd::Mid,
        Means::PayMax => PayEnd::Max,
        _ => PayEnd::Whole,
    }
}

fn set(value: &mut Option<String>, text: &str) -> bool {
    if value.as_deref().is_some_and(|known| known != text) {
        return false;
    }
    *value = Some(one_line(text));
    true
}

pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_start_matches("• ").to_owned()
}

/// What a heading under a level says that its column holds.
fn named_column(text: &str) -> Option<Holds> {
    if is_one(text, words::EXAMPLES) {
        Some(Holds::Examples)
    } else if is_one(text, words::STEP) {
        Some(Holds::Step)
    } else if matches!(means(text), Some(Means::People)) {
        Some(Holds::Nothing("an answer, a score or somebody's evidence"))
    } else if matches!(means(text), Some(Means::Note)) {
        Some(Holds::Nothing("a remark"))
    } else if is_one(text, words::TEXT) {
        Some(Holds::Text)
    } else {
        None
    }
}

/// The level of each column: a heading is for the columns up to the next one.
fn owners(grid: &Grid, head: &LevelRow) -> Vec<Option<(usize, usize)>> {
    let mut owner = vec![None; grid.width()];
    let starts: Vec<usize> = head.names.iter().map(|(column, _)| *column).collect();
    let width = |at: usize| match starts.get(at + 1) {
        Some(next) => next - starts[at],
        // The last one is as wide as the others, at least as wide as it is merged.
        None => {
            let known = starts.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(1);
            known.max(grid.cell(head.row, starts[at]).span.1)
        }
    };
    for (at, start) in starts.iter().enumerate() {
        for (offset, column) in (*start..(start + width(at)).min(grid.width())).enumerate() {
            let text = grid.text(head.row, column);
            let is_repeated = (0..grid.width()).filter(|other| grid.text(head.row, *other) == text).count() > 1;
            if offset > 0 && !text.is_empty() && !is_repeated && number(text).is_none() {
                break;
            }
            owner[column] = Some((at, offset));
        }
    }
    owner
}

/// What the columns before the levels hold.
fn labels(grid: &Grid, head: &LevelRow) -> Labels {
    let first = head.names[0].0;
    let rows = head.row + 1..grid.height();
    let cells = |column: usize| rows.clone().map(move |row| grid.text(row, column)).filter(|text| !text.is_empty());
    let heading = |column: usize| grid.text(head.row, column);
    let mut labels = Labels::default();
    let mut names: Vec<usize> = Vec::new();
    for column in 0..first {
        let texts: Vec<&str> = cells(column).collect();
        let words = texts.iter().map(|text| length(text)).sum::<usize>() as f64 / texts.len().max(1) as f64;
        let are_numbers = texts.iter().filter(|text| number(text).is_some()).count() * 10 > texts.len() * 8;
        let is_summary = is_one(heading(column), words::TEXT) || matches!(means(heading(column)), Some(Means::Summary));
        let is_skipped = matches!(means(heading(column)), Some(Means::People | Means::Note | Means::NoKey));
        if texts.is_empty() || are_numbers || (is_skipped && first > 1) {
            continue;
        }
        if !names.is_empty() && (is_summary || words >= 7.0) && labels.summary.is_none() {
            labels.summary = Some(column);
        } else if matches!(means(heading(column)), Some(Means::Id)) && first > column + 1 && words < 2.0 {
            labels.id = Some(column);
        } else {
            names.push(column);
        }
    }
    labels.name = names.pop();
    labels.groups = names;
    labels
}
