//! What a row asks of the levels, and of which competency.

use super::Matrix;
use super::columns::Holds;
use crate::import::part::{FoundAsk, FoundCompetency, Why};
use crate::import::points;
use crate::import::shapes::cells::{NOTHING, one_line};
use crate::import::words::{self, Means, is_answer, is_one, length, number, says_nothing};

impl Matrix<'_> {
    /// The competency of a row, by its label or what the table is about.
    pub(super) fn competency(
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
        let title = if !name.is_empty() && !self.is_text_of_one(&name) {
            one_line(&name)
        } else if self.labels.name.is_some() && name.is_empty() {
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

    pub(super) fn asks(&mut self, row: usize, cells: &[usize], competency: usize) {
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
                Holds::Text if is_number => (false, Some("a number among texts".into())),
                Holds::Text if is_answer(&text) => (false, Some(Why::personal("an answer, and not an expectation"))),
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

    /// Whether a label only says that texts are beside it, in a table about the competency that is its name.
    fn is_text_of_one(&self, label: &str) -> bool {
        let grid = self.grid();
        let body = self.head.row + 1..grid.height();
        is_one(label, words::TEXT)
            && !self.reader.part.name.is_empty()
            && body.filter(|row| !self.cells(*row).is_empty()).count() == 1
    }

    /// Whether a cell covers every row that has a label.
    fn covers_all(&self, row: usize, height: usize) -> bool {
        let grid = self.grid();
        let labelled = (self.head.row + 1..grid.height()).filter(|row| self.label(*row).is_some()).count();
        let within = (row..row + height).filter(|row| self.label(*row).is_some()).count();
        within >= 2 && within >= labelled.saturating_sub(1)
    }
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
