//! CSV: separated by commas, semicolons or tabs.

use csv::{ReaderBuilder, StringRecord};

use super::{Tables, Unreadable, decode, note_of};
use crate::import::grid::{Found, Grid, Scheme};

/// So many rows show which separator a file has.
const TRIED: usize = 40;

pub(super) fn read(bytes: &[u8]) -> Result<Tables, Unreadable> {
    let (text, encoding) = decode(bytes);
    if text.contains('\0') {
        return Err(Unreadable("this is not a text file: it was expected to be CSV".to_owned()));
    }
    let separator = separator(&text);
    let mut found = Found::default();
    let (mut line, mut counted) = (1, 0);
    for (row, record) in records(&text, separator).enumerate() {
        let record = record.map_err(|error| Unreadable(error.to_string()))?;
        // The reader counts no empty lines, and the end of a line with two characters once for each.
        let start = record.position().map_or(counted, |at| at.byte() as usize);
        let start = text[start..].find(|c| c != '\r' && c != '\n').map_or(text.len(), |empty| start + empty);
        line += text[counted..start].matches('\n').count();
        counted = start;
        found.lines.push(line);
        for (column, text) in record.iter().enumerate() {
            found.cells.insert((row, column), plain(text));
        }
    }
    let mut notes = note_of(encoding);
    if separator != b',' {
        let name = if separator == b'\t' { "tabs" } else { "semicolons" };
        notes.push(format!("columns are separated by {name}"));
    }
    Ok(Tables { grids: vec![Grid::new(found, Scheme::Lines)?], notes, lists: Vec::new() })
}

fn records(text: &str, separator: u8) -> impl Iterator<Item = csv::Result<StringRecord>> + '_ {
    let reader =
        ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.into_records()
}

/// The separator with which most rows have as many columns as others.
fn separator(text: &str) -> u8 {
    let score = |separator: u8| {
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        for record in records(text, separator).take(TRIED).flatten().filter(|record| record.len() > 1) {
            *counts.entry(record.len()).or_default() += 1;
        }
        // Rows with equally many columns; of two separators, the one with more columns.
        counts.into_iter().map(|(columns, rows)| (rows * rows * columns.min(30), columns)).max().unwrap_or_default()
    };
    // The last of several that score alike is taken.
    [b'\t', b';', b','].into_iter().max_by_key(|separator| score(*separator)).expect("there are three")
}

/// A text without the apostrophe that spreadsheets put before what begins like a formula.
fn plain(text: &str) -> String {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => rest.to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_makes_a_table() {
        for (text, separated) in [
            ("a,b\n1,2\n", b','),
            ("a;b;c\n\"1;2\";x, y, z;3\n4;5, 6;7\n", b';'),
            ("a\tb\nx, y\tz\n", b'\t'),
            ("alone\n", b','),
        ] {
            assert_eq!(separator(text), separated, "{text}");
        }
    }

    #[test]
    fn lines_are_those_of_the_file_if_a_cell_has_several() {
        let tables = read("a,\"b\r\nc\"\r\n\r\nd,\u{e9}\r\n".as_bytes()).expect("CSV");
        assert_eq!(tables.grids[0].address(1, 1), "line 4, column 2");
        assert_eq!(tables.grids[0].text(0, 1), "b\nc");
    }

    #[test]
    fn windows_1252_is_read_and_said() {
        let tables = read(b"caf\xe9,\x93b\x94\n1,2\n").expect("CSV");
        assert_eq!((tables.grids[0].text(0, 0), tables.grids[0].text(0, 1)), ("café", "“b”"));
        assert!(tables.notes[0].contains("windows-1252"), "{:?}", tables.notes);
    }
}
