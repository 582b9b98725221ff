//! Tables as every reader hands them on: cells with their addresses, merged ones known. Knows nothing of ladders.

use std::collections::BTreeMap;
use std::fmt;

/// The most cells that a table may have once rows and columns without a text are left out.
const MOST_CELLS: usize = 1_000_000;

/// A table, without rows and columns that have no text.
#[derive(Debug, Clone)]
pub struct Grid {
    /// The file, if there are several.
    pub file: String,
    /// The name of the sheet, or the heading above the table; empty for CSV.
    pub name: String,
    /// The headings above the table, the outermost first.
    pub headings: Vec<String>,
    /// Whether the sheet is hidden.
    pub is_hidden: bool,
    /// How places in it are written.
    scheme: Scheme,
    rows: Vec<Vec<Cell>>,
    /// Places of cells that hold only a blank, such as `&nbsp;`.
    pub blanks: Vec<String>,
}

/// How the place of a cell is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheme {
    /// `Sheet1!D7`
    Sheet(String),
    /// `line 3, column 4`
    Lines,
    /// `table 3 row 2 column 4`; the number counts from 1.
    Table(usize),
    /// `heading E1, text 3`: for each cell the place where its text begins.
    Headings(BTreeMap<(usize, usize), String>),
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text, trimmed; lines are kept, and a bullet begins with `• `.
    pub text: String,
    /// Its row and column in the file, from 0; for CSV the line.
    at: (usize, usize),
    /// How many rows and columns of the grid it covers.
    pub span: (usize, usize),
    /// Its text as it is in the file, if trimming changed it.
    raw: Option<String>,
    /// The row and column of the merged cell that covers this one.
    pub covered_by: Option<(usize, usize)>,
}

/// What a reader found: texts by row and column, and merged regions.
#[derive(Debug, Default)]
pub struct Found {
    pub cells: BTreeMap<(usize, usize), String>,
    /// The first cell and the size of each merged region.
    pub merged: Vec<((usize, usize), (usize, usize))>,
    /// For CSV, the line of each row.
    pub lines: Vec<usize>,
}

/// A table that is too large to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLarge;

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a table has more than {MOST_CELLS} cells")
    }
}

impl Grid {
    /// The table of what a reader found.
    ///
    /// # Errors
    /// If its texts are so many, or so far apart, that the table would be too large.
    pub fn new(found: Found, scheme: Scheme) -> Result<Self, TooLarge> {
        let mut rows: Vec<usize> = Vec::new();
        let mut columns: Vec<usize> = Vec::new();
        let mut texts: BTreeMap<(usize, usize), (String, Option<String>)> = BTreeMap::new();
        let mut blank = Vec::new();
        for ((row, column), text) in found.cells {
            let cleaned = clean(&text);
            if cleaned.is_empty() {
                if text.contains('\u{a0}') {
                    blank.push((row, column));
                }
                texts.insert((row, column), (cleaned, Some(text)));
                continue;
            }
            rows.push(row);
            columns.push(column);
            let raw = (cleaned != text).then_some(text);
            texts.insert((row, column), (cleaned, raw));
        }
        rows.dedup();
        columns.sort_unstable();
        columns.dedup();
        if rows.len().saturating_mul(columns.len()) > MOST_CELLS {
            return Err(TooLarge);
        }
        let line = |row: usize| found.lines.get(row).copied().unwrap_or(row);
        let mut cells: Vec<Vec<Cell>> = rows
            .iter()
            .map(|row| columns.iter().map(|column| Cell { at: (line(*row), *column), span: (1, 1), ..Cell::default() }))
            .map(Iterator::collect)
            .collect();
        for (at, line) in rows.iter().zip(&mut cells) {
            for (column, cell) in columns.iter().zip(line.iter_mut()) {
                if let Some((text, raw)) = texts.remove(&(*at, *column)) {
                    (cell.text, cell.raw) = (text, raw);
                }
            }
        }
        let mut grid = Self {
            file: String::new(),
            name: String::new(),
            headings: Vec::new(),
            is_hidden: false,
            scheme,
            rows: cells,
            blanks: Vec::new(),
        };
        grid.blanks = blank.into_iter().map(|(row, column)| grid.written(line(row), column)).collect();
        for ((row, column), (height, width)) in found.merged {
            let within = |known: &[usize], from: usize, size: usize| {
                let first = known.partition_point(|at| *at < from);
                first..known.partition_point(|at| *at < from.saturating_add(size))
            };
            grid.merge(within(&rows, row, height), within(&columns, column, width));
        }
        Ok(grid)
    }

    /// Merges cells; what is in others than the first one stays where it is.
    fn merge(&mut self, rows: std::ops::Range<usize>, columns: std::ops::Range<usize>) {
        let (Some(top), Some(left)) = (rows.clone().next(), columns.clone().next()) else { return };
        let free = |cell: &Cell| cell.covered_by.is_none() && cell.span == (1, 1);
        let is_whole = rows.clone().all(|row| {
            columns.clone().all(|column| {
                let cell = &self.rows[row][column];
                free(cell) && (cell.text.is_empty() || (row, column) == (top, left))
            })
        });
        if !is_whole || self.rows[top][left].text.is_empty() {
            return;
        }
        for row in rows.clone() {
            for column in columns.clone() {
                self.rows[row][column].covered_by = Some((top, left));
            }
        }
        let first = &mut self.rows[top][left];
        first.covered_by = None;
        first.span = (rows.len(), columns.len());
    }

    /// Puts the name of its file before its addresses.
    pub fn called(&mut self, file: &str) {
        file.clone_into(&mut self.file);
        for blank in &mut self.blanks {
            *blank = format!("{file}: {blank}");
        }
    }

    /// How many rows it has.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many columns it has.
    pub fn width(&self) -> usize {
        self.rows.first().map_or(0, Vec::len)
    }

    /// A cell.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        &self.rows[row][column]
    }

    /// The own text of a cell.
    pub fn text(&self, row: usize, column: usize) -> &str {
        &self.rows[row][column].text
    }

    /// The own text of a cell as it is in the file, blanks and all.
    pub fn as_written(&self, row: usize, column: usize) -> &str {
        let cell = &self.rows[row][column];
        cell.raw.as_deref().unwrap_or(&cell.text)
    }

    /// The text of a cell, or of the merged one that covers it.
    pub fn filled(&self, row: usize, column: usize) -> &str {
        let (row, column) = self.origin(row, column);
        self.text(row, column)
    }

    /// The columns that have a text of their own in a row.
    pub fn columns(&self, row: usize) -> Vec<usize> {
        (0..self.width()).filter(|column| !self.text(row, *column).is_empty()).collect()
    }

    /// The own texts of a column below a row.
    pub fn below(&self, row: usize, column: usize) -> impl Iterator<Item = &str> + Clone {
        (row + 1..self.height()).map(move |row| self.text(row, column)).filter(|text| !text.is_empty())
    }

    /// The texts of a column below a row, that of a merged cell once for each row that it covers.
    pub fn filled_below(&self, row: usize, column: usize) -> impl Iterator<Item = &str> + Clone {
        (row + 1..self.height()).map(move |row| self.filled(row, column)).filter(|text| !text.is_empty())
    }

    /// The cell that holds the text of a cell.
    pub fn origin(&self, row: usize, column: usize) -> (usize, usize) {
        self.rows[row][column].covered_by.unwrap_or((row, column))
    }

    /// The place of a cell in its file, as people write it.
    pub fn address(&self, row: usize, column: usize) -> String {
        let (row, column) = self.rows[row][column].at;
        self.written(row, column)
    }

    fn written(&self, row: usize, column: usize) -> String {
        let own = match &self.scheme {
            Scheme::Sheet(name) => format!("{}!{}{}", quoted(name), letters(column), row + 1),
            Scheme::Lines => format!("line {row}, column {}", column + 1),
            Scheme::Table(number) => format!("table {number} row {} column {}", row + 1, column + 1),
            Scheme::Headings(places) => places.get(&(row, column)).map_or("the headings", String::as_str).to_owned(),
        };
        if self.file.is_empty() { own } else { format!("{}: {own}", self.file) }
    }

    /// The place of the table, as people write it.
    pub fn place(&self) -> String {
        let own = match &self.scheme {
            Scheme::Sheet(name) => format!("sheet `{name}`"),
            Scheme::Lines => "the table".to_owned(),
            Scheme::Table(number) => format!("table {number}"),
            Scheme::Headings(_) => "the headings".to_owned(),
        };
        if self.file.is_empty() { own } else { format!("{}: {own}", self.file) }
    }

    /// Whether rows without a text, or rows that are not of this table, are between two rows.
    pub fn has_gap(&self, above: usize, below: usize) -> bool {
        let at = |row: usize| self.rows[row].first().map_or(0, |cell| cell.at.0);
        self.scheme != Scheme::Lines && at(below).abs_diff(at(above)) > below.abs_diff(above)
    }

    /// The same table with rows for columns.
    #[must_use]
    pub fn turned(&self) -> Self {
        let turn = |column: usize| {
            let cells = self.rows.iter().map(|row| {
                let cell = &row[column];
                let swap = |(row, column): (usize, usize)| (column, row);
                Cell { span: swap(cell.span), covered_by: cell.covered_by.map(swap), ..cell.clone() }
            });
            cells.collect()
        };
        Self { rows: (0..self.width()).map(turn).collect(), ..self.clone() }
    }

    /// Some of its rows as a table.
    #[must_use]
    pub fn part(&self, from: usize, to: usize) -> Self {
        let mut rows: Vec<Vec<Cell>> = self.rows[from..to].to_vec();
        for (at, row) in rows.iter_mut().enumerate() {
            for cell in row {
                cell.covered_by = match cell.covered_by {
                    Some((row, column)) if row >= from => Some((row - from, column)),
                    _ => None,
                };
                cell.span.0 = cell.span.0.min(to - from - at);
            }
        }
        Self { rows, blanks: Vec::new(), ..self.clone() }
    }

    /// The same table with a row more, which has one text.
    #[must_use]
    pub fn under(&self, row: usize, column: usize, text: &str) -> Self {
        let at = |column: usize| self.rows[row.min(self.height() - 1)][column].at;
        let mut new: Vec<Cell> =
            (0..self.width()).map(|column| Cell { at: at(column), span: (1, 1), ..Cell::default() }).collect();
        text.clone_into(&mut new[column].text);
        let mut rows = self.rows.clone();
        for cell in rows.iter_mut().skip(row).flatten() {
            cell.covered_by = cell.covered_by.map(|(from, column)| (from + usize::from(from >= row), column));
        }
        rows.insert(row, new);
        Self { rows, ..self.clone() }
    }

    /// The rows and columns of all texts.
    pub fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        let row = |(row, cells): (usize, &Vec<Cell>)| {
            let is_text = |(_, cell): &(usize, &Cell)| !cell.text.is_empty();
            cells.iter().enumerate().filter(is_text).map(move |(column, _)| (row, column)).collect::<Vec<_>>()
        };
        self.rows.iter().enumerate().flat_map(row)
    }
}

/// A text with plain spaces and line breaks, trimmed, without characters that show nothing.
pub fn clean(text: &str) -> String {
    let plain = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}'], "\n");
    let plain: String = plain
        .chars()
        .filter(|c| !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}'))
        .map(|c| if c != '\n' && (c.is_whitespace() || c.is_control()) { ' ' } else { c })
        .collect();
    plain.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// The letters of a column: `A`, `Z`, `AA`.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// The name of a sheet as formulas write it.
fn quoted(name: &str) -> String {
    if name.chars().all(|c| c.is_alphanumeric() || c == '_') { name.to_owned() } else { format!("'{name}'") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn empty_rows_and_columns_are_left_out_and_addresses_stay() {
        let cells = [((2, 1), "a"), ((5, 3), "b"), ((5, 9), "\u{a0}")].map(|(at, text)| (at, text.to_owned()));
        let found = Found { cells: cells.into_iter().collect(), merged: vec![((2, 1), (4, 1))], ..Found::default() };
        let grid = Grid::new(found, Scheme::Sheet("My sheet".into())).expect("a small table");
        assert_eq!((grid.height(), grid.width()), (2, 2));
        assert_eq!(grid.address(1, 1), "'My sheet'!D6");
        assert_eq!(grid.filled(1, 0), "a");
        assert_eq!(grid.turned().filled(0, 1), "a");
        assert_eq!(grid.turned().address(1, 1), "'My sheet'!D6");
        assert_eq!(grid.blanks, ["'My sheet'!J6"]);
    }
}
