//! Tables of HTML, and of Markdown, which becomes HTML first: both have tables of the other.

mod lists;

use std::collections::BTreeMap;

use pulldown_cmark::{Options, Parser};
use scraper::{ElementRef, Html, Node, Selector};

use lists::Lists;

use super::{Tables, Unreadable, decode, note_of};
use crate::import::grid::{Found, Grid, Scheme};

/// The most rows or columns that a cell covers.
const MOST_SPANNED: usize = 200;

/// The most cells of a file, covered ones counted.
const MOST_CELLS: usize = 1_000_000;

/// The deepest nesting; a page of people has a tenth of it.
const DEEPEST: usize = 200;

pub(super) fn markdown(bytes: &[u8]) -> Result<Tables, Unreadable> {
    let (text, encoding) = decode(bytes);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut page = String::new();
    pulldown_cmark::html::push_html(&mut page, Parser::new_ext(&text, options));
    tables(&page, encoding)
}

pub(super) fn read(bytes: &[u8]) -> Result<Tables, Unreadable> {
    let (text, encoding) = decode(bytes);
    tables(&text, encoding)
}

fn tables(page: &str, encoding: Option<&'static str>) -> Result<Tables, Unreadable> {
    let page = Html::parse_document(page);
    if page.tree.nodes().any(|node| node.ancestors().nth(DEEPEST).is_some()) {
        return Err(Unreadable(format!("the page nests more than {DEEPEST} deep")));
    }
    let mut found = Tables { notes: note_of(encoding), ..Tables::default() };
    let wanted = Selector::parse("table, h1, h2, h3, h4, h5, h6, li, p").expect("a selector");
    let inner = Selector::parse("table").expect("a selector");
    let mut headings: Vec<(u8, String)> = Vec::new();
    let mut lists = Lists::default();
    let mut rest = MOST_CELLS;
    for element in page.select(&wanted) {
        let name = element.value().name();
        let is_in_table = element.ancestors().filter_map(|node| node.value().as_element()).any(|e| e.name() == "table");
        if matches!(name, "li" | "p") {
            if !is_in_table {
                lists.text(element);
            }
            continue;
        }
        if let Some(depth) = name.strip_prefix('h').and_then(|depth| depth.parse::<u8>().ok()) {
            if !is_in_table {
                headings.retain(|(known, _)| *known < depth);
                let text = one_line(element);
                lists.heading(depth, &text);
                headings.push((depth, text));
            }
            continue;
        }
        // A table around others only lays a page out.
        if element.select(&inner).next().is_some() {
            continue;
        }
        lists.table();
        let number = found.grids.len() + 1;
        let mut grid = Grid::new(cells(element, &mut rest)?, Scheme::Table(number))?;
        grid.headings = headings.iter().map(|(_, text)| text.clone()).collect();
        grid.name = grid.headings.last().cloned().unwrap_or_default();
        found.grids.push(grid);
    }
    let (grid, left) = lists.grid()?;
    found.grids.extend(grid);
    found.lists = left;
    Ok(found)
}

/// The cells of a table, each with what it covers, as a browser lays them out.
fn cells(table: ElementRef<'_>, rest: &mut usize) -> Result<Found, Unreadable> {
    let mut found = Found::default();
    let mut taken: BTreeMap<usize, std::collections::BTreeSet<usize>> = BTreeMap::new();
    let is = |element: &ElementRef<'_>, names: &[&str]| names.contains(&element.value().name());
    let rows = table.descendants().filter_map(ElementRef::wrap).filter(|element| is(element, &["tr"]));
    for (row, line) in rows.enumerate() {
        let mut column = 0;
        for cell in line.child_elements().filter(|element| is(element, &["td", "th"])) {
            while taken.get(&row).is_some_and(|taken| taken.contains(&column)) {
                column += 1;
            }
            let span = |name: &str| {
                cell.attr(name).and_then(|number| number.trim().parse().ok()).unwrap_or(1).clamp(1, MOST_SPANNED)
            };
            let size = (span("rowspan"), span("colspan"));
            if size.0 * size.1 > *rest {
                return Err(Unreadable(format!("the tables have more than {MOST_CELLS} cells")));
            }
            *rest -= size.0 * size.1;
            for row in row..row + size.0 {
                taken.entry(row).or_default().extend(column..column + size.1);
            }
            let mut text = String::new();
            lines(cell, &mut text);
            found.cells.insert((row, column), tidy(&text));
            if size != (1, 1) {
                found.merged.push(((row, column), size));
            }
            column += size.1;
        }
    }
    Ok(found)
}

/// The text of an element: a line for each block, and a bullet before each entry of a list.
fn lines(element: ElementRef<'_>, text: &mut String) {
    for child in element.children() {
        match child.value() {
            Node::Text(words) => {
                for c in words.chars() {
                    let is_space = c.is_whitespace() && c != '\u{a0}';
                    if !is_space {
                        text.push(c);
                    } else if !text.is_empty() && !text.ends_with([' ', '\n']) {
                        text.push(' ');
                    }
                }
            }
            Node::Element(inner) => {
                let Some(child) = ElementRef::wrap(child) else { continue };
                match inner.name() {
                    "style" | "script" | "template" => {}
                    "br" => text.push('\n'),
                    "li" => {
                        text.push_str("\n• ");
                        lines(child, text);
                        text.push('\n');
                    }
                    "p" | "div" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "section" | "dt" | "dd" => {
                        // What follows the bullet stays on its line.
                        if !text.ends_with("• ") {
                            text.push('\n');
                        }
                        lines(child, text);
                        text.push('\n');
                    }
                    _ => lines(child, text),
                }
            }
            _ => {}
        }
    }
}

/// Lines that say something.
fn tidy(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim_matches([' ', '\t']));
    lines.filter(|line| !line.is_empty() && *line != "•").collect::<Vec<_>>().join("\n")
}

fn one_line(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    lines(element, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
