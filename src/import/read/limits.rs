//! Each limit of `docs/limits.md` on tables, at its edge: as much is read, and one more is not.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::import::grid::{Found, Scheme};

/// The number in the row of the page that begins with these words.
#[track_caller]
fn limit(what: &str) -> usize {
    let page = include_str!("../../../docs/limits.md");
    let row = page.lines().find_map(|line| line.strip_prefix("| ")?.strip_prefix(what)?.strip_prefix(" | "));
    let number = row.map(|row| row.trim_end_matches(" |").replace(',', ""));
    number.and_then(|number| number.parse().ok()).expect("the page has the row")
}

/// The reason why a file cannot be read, if it cannot.
fn reason(bytes: &[u8], format: Format) -> Option<String> {
    tables(bytes, format).err().map(|error| error.to_string())
}

#[test]
fn cells_of_a_table() {
    let limit = limit("cells of a table to import, without empty rows and columns");
    // Each text opens a row and a column.
    let side = limit.isqrt();
    assert_eq!(side * side, limit);
    let table = |size: usize| {
        let cells = (0..size).map(|at| ((at, at), "x".to_owned())).collect();
        Grid::new(Found { cells, ..Found::default() }, Scheme::Lines).err()
    };
    assert_eq!(table(side), None);
    assert_eq!(table(side + 1), Some(TooLarge));
}

#[test]
fn cells_of_a_page() {
    let limit = limit("cells of a page to import, with all that each covers");
    let page = |more: &str| {
        let covers = 200;
        let cell = format!("<td rowspan={covers} colspan={covers}>x");
        let page = format!("<table><tr>{}{more}</table>", cell.repeat(limit / (covers * covers)));
        reason(page.as_bytes(), Format::Html)
    };
    assert_eq!(page(""), None);
    assert_eq!(page("<td>x"), Some(format!("the tables have more than {limit} cells")));
}

#[test]
fn elements_inside_each_other() {
    let limit = limit("elements inside each other on a page to import");
    // Every page has `html` and `body`.
    let page = |depth: usize| reason("<div>".repeat(depth - 2).as_bytes(), Format::Html);
    assert_eq!(page(limit), None);
    assert_eq!(page(limit + 1), Some(format!("the page nests more than {limit} deep")));
}

#[test]
fn files_of_a_workbook() {
    let limit = limit("files in a workbook to import");
    let workbook = |files: usize| {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..files {
            let name = if index == 0 { "content.xml".to_owned() } else { index.to_string() };
            archive.start_file(name, SimpleFileOptions::default()).expect("there is room");
            archive.write_all(b"<x/>").expect("there is room");
        }
        reason(archive.finish().expect("there is room").get_ref(), Format::Ods)
    };
    assert_eq!(workbook(limit), None);
    assert_eq!(workbook(limit + 1), Some(format!("the workbook has more than {limit} files in it")));
}
