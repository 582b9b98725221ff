//! Tables with lines around their cells. A word is never broken, and a cell can run on over rows.

use anstyle::Style;
use textwrap::core::display_width;

use super::Screen;
use super::text::words;

/// A table: each row has as many cells as the head.
#[derive(Default)]
pub struct Table {
    pub head: Vec<Cell>,
    pub rows: Vec<Vec<Cell>>,
    /// Whether only spaces part its cells.
    pub is_bare: bool,
}

/// A cell; `runs_on` if no line is drawn between it and the cell below.
#[derive(Default)]
pub struct Cell {
    pub texts: Vec<Text>,
    pub runs_on: bool,
}

/// A text of a cell, wrapped on its own. Its first line begins with `first`, the others with `rest`.
pub struct Text {
    pub text: String,
    pub style: Style,
    pub first: &'static str,
    pub rest: &'static str,
}

impl Text {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::new(), first: "", rest: "" }
    }

    pub fn styled(self, style: Style) -> Self {
        Self { style, ..self }
    }

    pub fn indented(self, first: &'static str, rest: &'static str) -> Self {
        Self { first, rest, ..self }
    }

    /// The columns of its longest word.
    fn least(&self) -> usize {
        words(&self.text).map(|word| display_width(word.trim_end())).max().unwrap_or(0) + self.indent()
    }

    /// The columns that it takes on one line.
    fn most(&self) -> usize {
        display_width(&self.text) + self.indent()
    }

    fn indent(&self) -> usize {
        self.first.len().max(self.rest.len())
    }

    /// Its lines at a width; a longer word is a line of its own.
    pub fn wrap(&self, width: usize) -> Vec<String> {
        let options = textwrap::Options::new(width)
            .initial_indent(self.first)
            .subsequent_indent(self.rest)
            .word_separator(textwrap::WordSeparator::Custom(words))
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .break_words(false);
        textwrap::wrap(&self.text, options).into_iter().map(|line| line.into_owned()).collect()
    }
}

impl From<Text> for Cell {
    fn from(text: Text) -> Self {
        Self { texts: vec![text], runs_on: false }
    }
}

impl Table {
    /// The table, line by line, in at most the screen's width; `None` if it does not fit.
    pub fn draw(&self, comfortable: usize, screen: Screen) -> Option<Vec<String>> {
        let mut widths = self.fit(screen.width, comfortable)?;
        let left = self.room(screen.width)? - widths.iter().sum::<usize>();
        self.settle(&mut widths, left);
        Some(self.lines(&widths, screen))
    }

    /// The widths of the columns in a table of at most `width`, if each column has room for its longest word, and for
    /// `comfortable` columns if its text is longer.
    pub fn fit(&self, width: usize, comfortable: usize) -> Option<Vec<usize>> {
        let limits: Vec<(usize, usize)> = (0..self.head.len()).map(|column| self.limits(column)).collect();
        let room = self.room(width)?;
        let capped = |cap: usize| limits.iter().map(move |(least, most)| (*most).min((*least).max(cap)));
        let widest = limits.iter().map(|(_, most)| *most).max().unwrap_or(0).min(room);
        // The greatest cap that fits; below the comfortable one, none.
        let cap = (comfortable.min(widest)..=widest).rev().find(|cap| capped(*cap).sum::<usize>() <= room)?;
        Some(capped(cap).collect())
    }

    /// What lines and spaces leave for text: a cell has a space on each side and a line on its right, the first a line on
    /// its left too. In a bare table, two spaces are between cells.
    fn room(&self, width: usize) -> Option<usize> {
        let columns = self.head.len();
        width.checked_sub(if self.is_bare { 2 * columns.saturating_sub(1) } else { 3 * columns + 1 })
    }

    /// Takes from columns what saves them no line, and gives it, with what is `left`, to those that get shorter by it.
    fn settle(&self, widths: &mut [usize], mut left: usize) {
        let mut heights: Vec<Vec<usize>> = (0..widths.len()).map(|at| self.heights(at, widths[at])).collect();
        let height = |heights: &[Vec<usize>]| -> usize {
            let rows = 0..=self.rows.len();
            rows.map(|row| heights.iter().map(|column| column[row]).max().unwrap_or(0)).sum()
        };
        let mut next = (0..widths.len()).collect::<Vec<_>>();
        loop {
            for at in next {
                let narrower: Vec<usize> = (self.limits(at).0..widths[at]).collect();
                let enough = narrower.partition_point(|width| self.heights(at, *width) != heights[at]);
                let width = narrower.get(enough).copied().unwrap_or(widths[at]);
                left += widths[at] - width;
                widths[at] = width;
            }
            let grown = (0..widths.len()).map(|at| {
                let mut grown = heights.clone();
                grown[at] = self.heights(at, widths[at] + left);
                (height(&grown), at, grown)
            });
            let Some((best, at, grown)) = grown.min_by_key(|(height, ..)| *height) else { return };
            if best >= height(&heights) {
                return;
            }
            heights = grown;
            widths[at] += left;
            left = 0;
            next = vec![at];
        }
    }

    /// The lines of each cell of a column, the head's first.
    fn heights(&self, column: usize, width: usize) -> Vec<usize> {
        let cells = std::iter::once(&self.head).chain(&self.rows).map(|row| &row[column]);
        cells.map(|cell| cell.texts.iter().map(|text| text.wrap(width).len()).sum()).collect()
    }

    /// The columns of the longest word and of the longest line in a column.
    fn limits(&self, column: usize) -> (usize, usize) {
        let cells = std::iter::once(&self.head).chain(&self.rows).map(|row| &row[column]);
        cells.flat_map(|cell| &cell.texts).fold((0, 0), |(least, most), text| {
            let needed = text.least();
            (least.max(needed), most.max(text.most()).max(needed))
        })
    }

    fn lines(&self, widths: &[usize], screen: Screen) -> Vec<String> {
        if self.is_bare {
            let rows = std::iter::once(&self.head).chain(&self.rows);
            let drawn = rows.flat_map(|row| draw(row, widths, screen));
            return drawn.map(|cells| cells.join("  ").trim_end().to_owned()).collect();
        }
        let framed =
            |row: &[Cell]| draw(row, widths, screen).into_iter().map(|cells| format!("│ {} │", cells.join(" │ ")));
        let rule = |left: &str, between: &str, right: &str, line: &str| {
            let parts: Vec<String> = widths.iter().map(|width| line.repeat(width + 2)).collect();
            format!("{left}{}{right}", parts.join(between))
        };
        let mut lines = vec![rule("┌", "┬", "┐", "─")];
        lines.extend(framed(&self.head));
        lines.push(rule("╞", "╪", "╡", "═"));
        for (index, row) in self.rows.iter().enumerate() {
            // A row whose cells all run on is the heading of the next one.
            if index > 0 && !self.rows[index - 1].iter().all(|cell| cell.runs_on) {
                lines.push(between(&self.rows[index - 1], widths));
            }
            lines.extend(framed(row));
        }
        lines.push(rule("└", "┴", "┘", "─"));
        lines
    }
}

/// The line between a row and the next, open where a cell runs on.
fn between(above: &[Cell], widths: &[usize]) -> String {
    let mut line = String::new();
    let mut is_line = false;
    for (cell, width) in above.iter().zip(widths) {
        line.push_str(joint(is_line, !cell.runs_on));
        is_line = !cell.runs_on;
        line.push_str(&if is_line { "─" } else { " " }.repeat(width + 2));
    }
    line.push_str(joint(is_line, false));
    line
}

fn joint(left: bool, right: bool) -> &'static str {
    match (left, right) {
        (true, true) => "┼",
        (true, false) => "┤",
        (false, true) => "├",
        (false, false) => "│",
    }
}

/// The lines of a row, each as its cells, as wide as their columns.
fn draw(row: &[Cell], widths: &[usize], screen: Screen) -> Vec<Vec<String>> {
    let wrapped = |(cell, width): (&Cell, &usize)| {
        let texts = cell.texts.iter();
        texts.flat_map(|text| text.wrap(*width).into_iter().map(|line| (line, text.style))).collect::<Vec<_>>()
    };
    let cells: Vec<Vec<(String, Style)>> = row.iter().zip(widths).map(wrapped).collect();
    let line = |at: usize| {
        let parts = cells.iter().zip(widths).map(|(cell, width)| {
            let (text, style) = cell.get(at).map_or(("", Style::new()), |(text, style)| (text.as_str(), *style));
            let space = " ".repeat(width.saturating_sub(display_width(text)));
            let text = if style == Style::new() { text.to_owned() } else { screen.paint(style, text) };
            format!("{text}{space}")
        });
        parts.collect()
    };
    (0..cells.iter().map(Vec::len).max().unwrap_or(0)).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let row = |texts: &&[&str]| texts.iter().map(|text| Cell::from(Text::new(*text))).collect();
        let mut rows: Vec<Vec<Cell>> = rows.iter().map(row).collect();
        Table { head: rows.remove(0), rows, is_bare: false }
    }

    #[test]
    fn columns_share_the_room_and_keep_no_more_than_they_need() {
        let table = table(&[&["a", "several words of text"], &["b", "one"]]);
        assert_eq!(table.fit(80, 4), Some(vec![1, 21]));
        assert_eq!(table.fit(20, 4), Some(vec![1, 12]));
        let mut widths = vec![20, 22];
        let lines = self::table(&[&["head", "head"], &["one two three four five", "one two three four"]]);
        lines.settle(&mut widths, 0);
        assert_eq!(widths, [23, 18]);
    }

    #[test]
    fn a_table_without_room_for_a_word_does_not_fit() {
        let table = table(&[&["a", "unbreakable words"]]);
        assert_eq!(table.fit(7 + 1 + 11, 0), Some(vec![1, 11]));
        assert_eq!(table.fit(7 + 1 + 10, 0), None);
        assert_eq!(table.fit(3, 0), None);
    }

    #[test]
    fn a_bare_table_has_spaces_in_place_of_lines() {
        let table = Table { is_bare: true, ..table(&[&["id", "two words"], &["a", "10"], &["bcd", ""]]) };
        assert_eq!(
            table.draw(0, Screen { width: 10, ..Screen::default() }),
            Some(["id   two", "     words", "a    10", "bcd"].map(str::to_owned).to_vec())
        );
        assert_eq!(table.draw(0, Screen { width: 9, ..Screen::default() }), None);
    }

    #[test]
    fn a_cell_that_runs_on_has_no_line_below() {
        let mut table = table(&[&["x", "y"], &["one", "two"], &["", "three"]]);
        table.rows[0][0].runs_on = true;
        let lines = table.lines(&[3, 5], Screen::default());
        assert_eq!(lines[3..6], ["│ one │ two   │", "│     ├───────┤", "│     │ three │"]);
    }
}
