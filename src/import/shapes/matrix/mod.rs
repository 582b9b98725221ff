//! Levels on one side, competencies on the other, what is asked in between. A table with levels as rows is turned first, so
//! here levels are always columns.

mod about;
mod asks;
mod columns;

use std::collections::BTreeMap;

use columns::{Holds, labels, owners};

use super::Options;
use super::level_row::LevelRow;
use crate::import::grid::Grid;
use crate::import::level::LevelName;
use crate::import::part::{Axis, FoundLevel, Left, Part, Reader, Why};
use crate::import::words::{self, Means, is_answer, is_one, length, means, number};

/// Reads a table whose levels are columns; a table that begins again with other levels gives several parts.
pub fn read(grid: &Grid, shape: &'static str, options: &Options) -> Vec<Part> {
    let rows: Vec<LevelRow> = (0..grid.height()).filter_map(|row| LevelRow::read(grid, row)).collect();
    let Some(first) = rows.first() else { return Vec::new() };
    let header_end = header_end(grid, first);
    let mut starts = vec![0];
    let mut before = rows.iter().take_while(|row| row.row < header_end).max_by_key(|row| row.ids()).unwrap_or(first);
    for row in rows.iter().filter(|row| row.row >= header_end) {
        // What is in the first column are labels, such as those of a legend.
        if !row.is_same(before) && row.weight().0 >= 2 && row.names.len() >= 2 && row.names[0].0 > 0 {
            // A line above it with a single text is its title.
            let has_title =
                row.row > 0 && grid.columns(row.row - 1).len() == 1 && row.row - 1 > starts[starts.len() - 1];
            starts.push(row.row - usize::from(has_title));
            before = row;
        }
    }
    starts.push(grid.height());
    let parts = starts.windows(2).map(|pair| grid.part(pair[0], pair[1]));
    parts.filter_map(|part| one(&part, shape, options)).collect()
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
                let why = "the format has no key for it";
                reader.part.left.push(Left::new(at, extra.clone(), why));
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
        self.beside();
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
            if let Some((_, label)) = &label
                && self.is_level(label)
            {
                self.reader.leave_row(row, "it explains a level and is no competency");
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
                self.reader.leave_row(row, Why::personal("scores or answers among texts"));
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

    /// Whether a label is the id of one of the levels.
    fn is_level(&self, label: &str) -> bool {
        let id = LevelName::read(label).filter(|name| name.title.is_none()).and_then(|name| name.id);
        id.is_some() && self.head.names.iter().any(|(_, name)| name.id == id)
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
}
