//! ODS: the sheets of `content.xml`. Comments on cells and hidden sheets are left out.

use std::collections::HashSet;
use std::io::Read;

use roxmltree::{Document, Node, ParsingOptions};

use super::{Tables, Unreadable, zipped};
use crate::import::grid::{Found, Grid, Scheme};

const TABLE: &str = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
const STYLE: &str = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";
const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

/// A cell with a text is repeated at most so often: people fill a range, and nobody a million rows.
const MOST_REPEATED: usize = 1_000;

/// The most cells that are read of a workbook.
const MOST_CELLS: usize = 2_000_000;

/// The most nodes of the document.
const MOST_NODES: u32 = 8_000_000;

pub(super) fn read(bytes: &[u8]) -> Result<Tables, Unreadable> {
    let mut archive = zipped::open(bytes, "an ODS")?;
    let mut content = String::new();
    let damaged = |error: &dyn std::fmt::Display| Unreadable(format!("the workbook cannot be read: {error}"));
    archive
        .by_name("content.xml")
        .map_err(|error| damaged(&error))?
        .read_to_string(&mut content)
        .map_err(|error| damaged(&error))?;
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(&content, options).map_err(|error| damaged(&error))?;
    let hidden: HashSet<&str> = document
        .descendants()
        .filter(|node| node.has_tag_name((TABLE, "table-properties")) || node.has_tag_name((STYLE, "table-properties")))
        .filter(|node| node.attribute((TABLE, "display")) == Some("false"))
        .filter_map(|node| node.parent()?.attribute((STYLE, "name")))
        .collect();
    let mut tables = Tables::default();
    let mut rest = MOST_CELLS;
    for sheet in document.descendants().filter(|node| node.has_tag_name((TABLE, "table"))) {
        let name = sheet.attribute((TABLE, "name")).unwrap_or_default();
        let found = cells(sheet, &mut rest)?;
        let mut grid = Grid::new(found, Scheme::Sheet(name.to_owned()))?;
        name.clone_into(&mut grid.name);
        grid.is_hidden = sheet.attribute((TABLE, "style-name")).is_some_and(|style| hidden.contains(style));
        tables.grids.push(grid);
    }
    Ok(tables)
}

fn cells(sheet: Node<'_, '_>, rest: &mut usize) -> Result<Found, Unreadable> {
    let mut found = Found::default();
    let mut row = 0_usize;
    for line in sheet.descendants().filter(|node| node.has_tag_name((TABLE, "table-row"))) {
        let rows = number(line, "number-rows-repeated");
        let mut column = 0_usize;
        for cell in line.children().filter(|node| node.tag_name().namespace() == Some(TABLE)) {
            let columns = number(cell, "number-columns-repeated");
            let text = text(cell);
            if !text.is_empty() {
                for row in row..row.saturating_add(rows.min(MOST_REPEATED)) {
                    for column in column..column.saturating_add(columns.min(MOST_REPEATED)) {
                        if *rest == 0 {
                            return Err(Unreadable(format!("the workbook has more than {MOST_CELLS} cells")));
                        }
                        *rest -= 1;
                        found.cells.insert((row, column), text.clone());
                    }
                }
                let span = (number(cell, "number-rows-spanned"), number(cell, "number-columns-spanned"));
                if span != (1, 1) {
                    found.merged.push(((row, column), span));
                }
            }
            column = column.saturating_add(columns);
        }
        row = row.saturating_add(rows);
    }
    Ok(found)
}

fn number(node: Node<'_, '_>, name: &str) -> usize {
    node.attribute((TABLE, name)).and_then(|number| number.parse().ok()).filter(|number| *number > 0).unwrap_or(1)
}

/// The paragraphs of a cell, a line each, without its comment; else its value.
fn text(cell: Node<'_, '_>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for part in cell.children() {
        if part.has_tag_name((TEXT, "p")) || part.has_tag_name((TEXT, "h")) {
            lines.push(words(part));
        } else if part.has_tag_name((TEXT, "list")) {
            let points = part.descendants().filter(|node| node.has_tag_name((TEXT, "p")));
            lines.extend(points.map(|point| format!("• {}", words(point))));
        }
    }
    if lines.is_empty() {
        return cell.attribute((OFFICE, "value")).unwrap_or_default().to_owned();
    }
    lines.join("\n")
}

fn words(paragraph: Node<'_, '_>) -> String {
    let mut words = String::new();
    for node in paragraph.descendants().skip(1) {
        if node.has_tag_name((TEXT, "line-break")) {
            words.push('\n');
        } else if node.has_tag_name((TEXT, "s")) || node.has_tag_name((TEXT, "tab")) {
            words.push(' ');
        } else if let Some(text) = node.text().filter(|_| node.is_text()) {
            words.push_str(text);
        }
    }
    words
}
