//! A roster: who is at which level, read from a list of people. Knows the words of two columns, nothing else about a
//! person, and no ladder.

mod count;

use std::fmt;

use csv::{ByteRecord, ReaderBuilder};

use crate::words::suggest;

pub use count::{Ambiguous, LevelCount, RosterView};

/// The columns that are read, by their headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The level: `IC4`, or `engineering/IC4`.
    pub level: String,
    /// The ladder of the level; `None` for [`Columns::LADDER`], if there is such a column.
    pub ladder: Option<String>,
}

impl Columns {
    /// The header of the level, unless another is named.
    pub const LEVEL: &str = "level";
    /// The header of the ladder, unless another is named.
    pub const LADDER: &str = "ladder";
}

/// A list of people, each by level.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// One per person, in the order of the file.
    pub rows: Vec<Row>,
}

/// One row of a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// The level; empty if none is given.
    pub level: String,
    /// The ladder, if it is given.
    pub ladder: Option<String>,
}

/// Why a text is not a roster. Contains nothing from the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterError {
    message: String,
    help: Option<String>,
}

impl RosterError {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What to do about it.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }
}

impl fmt::Display for RosterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for RosterError {}

/// The delimiters of cells: commas, or those that spreadsheets write if a comma is the decimal sign.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Reads a list of people: values with a header (RFC 4180), separated by commas, semicolons or tabs.
///
/// # Errors
/// If a column is missing or appears twice, or if a row has another number of cells than the header.
pub fn read(bytes: &[u8], columns: &Columns) -> Result<Roster, RosterError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(RosterError::new("it is written as UTF-16").with_help("save it as \"CSV UTF-8\""));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let headers = DELIMITERS.map(|delimiter| (delimiter, header(bytes, delimiter)));
    let has_level = |header: &&(u8, Vec<String>)| header.1.iter().any(|name| is(name, &columns.level));
    let Some((delimiter, header)) = headers.iter().find(has_level) else {
        let widest = headers.iter().max_by_key(|(_, header)| header.len()).map_or(&[][..], |(_, header)| header);
        return Err(no_column(&columns.level, widest, "--roster-level"));
    };
    let level = column(header, &columns.level, "--roster-level")?;
    let ladder = match &columns.ladder {
        Some(name) => Some(column(header, name, "--roster-ladder")?),
        None if header.iter().any(|name| is(name, Columns::LADDER)) => {
            Some(column(header, Columns::LADDER, "--roster-ladder")?)
        }
        None => None,
    };
    let mut rows = Vec::new();
    let mut lines = Lines { bytes, at: 0, line: 1 };
    let mut reader = ReaderBuilder::new().delimiter(*delimiter).flexible(true).from_reader(bytes);
    for record in reader.byte_records() {
        let record = record.map_err(|error| RosterError::new(error.to_string()))?;
        let line = lines.of(record.position().map_or(0, |position| position.byte() as usize));
        if record.len() != header.len() {
            let cells = if record.len() == 1 { "cell" } else { "cells" };
            let message = format!("line {line} has {} {cells}, but the header has {}", record.len(), header.len());
            return Err(RosterError::new(message).with_help(if record.len() > header.len() {
                "put a cell that contains the delimiter in quotation marks"
            } else {
                "write empty cells too, and close every quotation mark"
            }));
        }
        let ladder = ladder.map(|at| cell(&record, at)).filter(|ladder| !ladder.is_empty());
        rows.push(Row { line, level: cell(&record, level), ladder });
    }
    Ok(Roster { rows })
}

/// Counts lines. The reader's own count is one short behind each `\r\n`.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the first cell at or after a byte; each call needs a byte no earlier than that of the last call.
    fn of(&mut self, byte: usize) -> u64 {
        let blank = self.bytes[byte..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let passed = &self.bytes[self.at..byte + blank];
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.at = byte + blank;
        self.line
    }
}

fn header(bytes: &[u8], delimiter: u8) -> Vec<String> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
    let header = reader.byte_headers().cloned().unwrap_or_default();
    (0..header.len()).map(|at| cell(&header, at)).collect()
}

fn cell(record: &ByteRecord, at: usize) -> String {
    String::from_utf8_lossy(record.get(at).unwrap_or_default()).trim().to_owned()
}

fn is(header: &str, name: &str) -> bool {
    header.to_lowercase() == name.trim().to_lowercase()
}

/// The index of the column with that name.
fn column(header: &[String], name: &str, flag: &str) -> Result<usize, RosterError> {
    let mut found = header.iter().enumerate().filter(|(_, header)| is(header, name)).map(|(at, _)| at);
    match (found.next(), found.next()) {
        (Some(at), None) => Ok(at),
        (Some(_), Some(_)) => Err(RosterError::new(format!("it has two columns `{name}`"))
            .with_help(format!("rename one, or name another column with `{flag}`"))),
        (None, _) => Err(no_column(name, header, flag)),
    }
}

/// Without a header the first row is about a person, so no cell of it is shown unless it nearly matches the name.
fn no_column(name: &str, header: &[String], flag: &str) -> RosterError {
    let help = match suggest::nearest(name, header.iter().map(String::as_str))[..] {
        [near] => format!("did you mean `{flag} {near}`?"),
        _ => format!("the first line must name the columns; choose one with `{flag} NAME`"),
    };
    RosterError::new(format!("none of its {} columns is called `{name}`", header.len())).with_help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(level: &str, ladder: Option<&str>) -> Columns {
        Columns { level: level.to_owned(), ladder: ladder.map(str::to_owned) }
    }

    fn levels(text: &str) -> Vec<(u64, String, Option<String>)> {
        let roster = read(text.as_bytes(), &columns("level", None)).expect("a roster");
        roster.rows.into_iter().map(|row| (row.line, row.level, row.ladder)).collect()
    }

    fn row(line: u64, level: &str, ladder: Option<&str>) -> (u64, String, Option<String>) {
        (line, level.to_owned(), ladder.map(str::to_owned))
    }

    #[test]
    fn what_spreadsheets_write_is_read() {
        let expected = [row(2, "IC4", Some("eng")), row(3, "M4", None)];
        assert_eq!(levels("name,level,ladder\nA,IC4,eng\nB, M4 ,\n"), expected);
        assert_eq!(levels("\u{feff}Name;Level;Ladder\r\nA;IC4;eng\r\nB;M4;\r\n"), expected);
        assert_eq!(levels("ladder\tLEVEL\neng\tIC4\n\tM4\n"), expected);
        assert_eq!(
            levels("name,level\n\"B, \"\"the\nboss\"\"\",IC4\nC,M4\n"),
            [row(2, "IC4", None), row(4, "M4", None)]
        );
        assert_eq!(levels("level\n"), []);
    }

    #[test]
    fn what_cannot_be_told_is_an_error_that_shows_nobody() {
        let fails = |text: &[u8], columns: &Columns| {
            let error = read(text, columns).expect_err("no roster");
            format!("{error}; {}", error.help().unwrap_or_default())
        };
        let plain = columns("level", None);
        let shown = fails(b"Ada,Lovelace,IC4\n", &plain);
        assert!(shown.contains("none of its 3 columns is called `level`") && !shown.contains("Ada"), "{shown}");
        assert!(fails(b"name,levle\nA,IC4\n", &plain).contains("`--roster-level levle`"));
        assert!(fails(b"level,name,Level\nIC1,A,IC2\n", &plain).contains("two columns `level`"));
        assert!(fails(b"level\nIC4\n", &columns("level", Some("team"))).contains("`team`"));
        let shown = fails(b"name,level\nAda,IC4,secret\n", &plain);
        assert!(shown.contains("line 2 has 3 cells, but the header has 2") && !shown.contains("secret"), "{shown}");
        let shown = fails(b"name,level\n\"Ada,IC4\nBob,IC4\n", &plain);
        assert!(
            shown.contains("line 2 has 1 cell, but the header has 2; ") && shown.contains("close every quotation mark"),
            "{shown}"
        );
        assert!(fails(b"", &plain).contains("none of its 0 columns"));
        assert!(fails(b"\xff\xfel\0e\0", &plain).contains("UTF-16"));
    }

    #[test]
    fn names_in_another_encoding_do_not_matter() {
        let roster = read(b"name,level\nJos\xe9,IC4\n", &columns("LEVEL", None)).expect("a roster");
        assert_eq!(roster.rows[0].level, "IC4");
    }
}
