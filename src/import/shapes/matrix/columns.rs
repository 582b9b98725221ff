//! What the columns of a table hold: labels before the levels, and under each level texts, examples or steps.

use std::collections::BTreeMap;

use super::{Labels, Matrix};
use crate::import::grid::Grid;
use crate::import::part::Why;
use crate::import::shapes::cells::are_steps;
use crate::import::shapes::level_row::LevelRow;
use crate::import::words::{self, Means, is_one, length, means, number, says_nothing};

/// What a column under a level holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    Examples,
    Step,
    Nothing(Why),
}

impl Matrix<'_> {
    /// What the columns under each level hold, by their number.
    pub(super) fn columns(&mut self, body: usize) -> BTreeMap<usize, Holds> {
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
                    holds.insert(offset, Holds::Nothing(Why::personal("an answer or a score beside the text")));
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
    pub(super) fn has_steps(&self, body: usize) -> bool {
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
    pub(super) fn are_weights(&self, body: usize) -> bool {
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

/// What a heading under a level says that its column holds.
fn named_column(text: &str) -> Option<Holds> {
    if is_one(text, words::EXAMPLES) {
        Some(Holds::Examples)
    } else if is_one(text, words::STEP) {
        Some(Holds::Step)
    } else if matches!(means(text), Some(Means::People)) {
        Some(Holds::Nothing(Why::personal("an answer, a score or somebody's evidence")))
    } else if matches!(means(text), Some(Means::Note)) {
        Some(Holds::Nothing("a remark".into()))
    } else if is_one(text, words::TEXT) {
        Some(Holds::Text)
    } else {
        None
    }
}

/// The level of each column: a heading is for the columns up to the next one.
pub(super) fn owners(grid: &Grid, head: &LevelRow) -> Vec<Option<(usize, usize)>> {
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
pub(super) fn labels(grid: &Grid, head: &LevelRow) -> Labels {
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
