//! What a table says about the levels themselves: above their names, below them, and in rows of titles, grades or pay.

use super::Matrix;
use crate::import::level::LevelName;
use crate::import::part::Why;
use crate::import::shapes::cells::{NOTHING, one_line, pay_end, reason};
use crate::import::shapes::people;
use crate::import::words::{self, Means, is_answer, is_one, length, means, number, says_nothing, side};

impl Matrix<'_> {
    /// The rows above the levels: titles, tracks, other names of the levels.
    pub(super) fn above(&mut self) {
        let grid = self.grid();
        // Headings of labels that begin higher than the levels.
        let labels = self.head.names[0].0;
        for (row, column) in (0..self.head.row).flat_map(|row| (0..labels).map(move |column| (row, column))) {
            if row + grid.cell(row, column).span.0 > self.head.row {
                self.reader.take(row, column);
            }
        }
        for row in 0..self.head.row {
            let columns = grid.columns(row);
            let under: Vec<usize> = columns.iter().copied().filter(|column| self.owner[*column].is_some()).collect();
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
            } else if let [column] = columns[..]
                && row == 0
                && self.reader.part.competencies.is_empty()
            {
                let text = grid.text(row, column);
                if length(text) <= 12 && means(text).is_none() && !text.contains(':') {
                    let title = self.reader.take(row, column);
                    if self.reader.part.name.is_empty() || self.labels.name.is_none() {
                        self.reader.part.name = title;
                    }
                }
            } else if let [column] = columns[..]
                && row > 0
                && self.labels.name.is_none()
                && self.about.is_none()
            {
                self.about = Some(self.reader.take(row, column));
            }
            let why = "it is above the levels and names none";
            let is_personal = columns.iter().any(|column| people::is_label(grid.text(row, *column)));
            self.reader.leave_row(row, if is_personal { Why::personal(why) } else { why.into() });
        }
        // What is above the labels, such as `Competency`.
        for column in 0..self.head.names[0].0 {
            if !grid.text(self.head.row, column).is_empty() {
                self.reader.take(self.head.row, column);
            }
        }
    }

    /// The columns beside those of the levels, if their headings say what they hold: they may be about people.
    pub(super) fn beside(&mut self) {
        let grid = self.grid();
        for column in (self.head.names[0].0..grid.width()).filter(|column| self.owner[*column].is_none()) {
            let headings = (0..=self.head.row).rev().map(|row| grid.filled(row, column));
            let meaning = headings
                .into_iter()
                .find(|text| !text.is_empty())
                .and_then(|text| means(text).or_else(|| words::is_about_people(text).then_some(Means::People)));
            if let Some(meaning @ (Means::People | Means::Note | Means::NoKey)) = meaning {
                (self.head.row..grid.height()).for_each(|row| self.reader.leave(row, column, reason(meaning)));
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
    pub(super) fn second_names(&mut self, row: usize) {
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
    pub(super) fn head_again(&mut self, row: usize, group: &mut Option<String>) {
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

    /// Whether a row is about the levels themselves; if it is, its cells are placed or listed.
    pub(super) fn attribute(&mut self, row: usize, label: &str, cells: &[usize], is_head: bool) -> bool {
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
                let is_competency =
                    words::is_evidence_of(label) && cells.len() >= self.head.names.len() && words >= 5.0;
                (words::is_about_people(label) && !is_competency) || (!self.are_steps && are_scores)
            }
            // `Links` or `Sources` may be a competency, if every level has a text.
            Means::Note => words::is_remark(label) || cells.len() < self.head.names.len() || words < 3.0,
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

    pub(super) fn place(&mut self, row: usize, column: usize, meaning: Means) {
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
    pub(super) fn covered(&self, row: usize, column: usize) -> Vec<usize> {
        let width = self.grid().cell(row, column).span.1;
        let mut levels: Vec<usize> = (column..column + width)
            .filter_map(|column| self.owner.get(column).copied().flatten())
            .map(|(level, _)| level)
            .collect();
        levels.dedup();
        levels
    }

    pub(super) fn summaries(&mut self, cells: &[usize]) {
        for column in cells {
            let row = (self.head.row + 1..self.grid().height())
                .find(|row| !self.reader.is_used(*row, *column) && !self.grid().text(*row, *column).is_empty());
            if let Some(row) = row {
                self.place(row, *column, Means::Summary);
            }
        }
    }
}

fn set(value: &mut Option<String>, text: &str) -> bool {
    if value.as_deref().is_some_and(|known| known != text) {
        return false;
    }
    *value = Some(one_line(text));
    true
}
