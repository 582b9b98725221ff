//! A laid-out view: its texts, and its tables in as many blocks of columns as the screen needs.

use std::io::{self, Write};

use anstyle::Style;

use super::Screen;
use super::table::{Cell, Table, Text};
use super::text::{FAINT, HEADING, ID, wrap};
use crate::view::{Block, Columns, Layout, Line, Sheet, UNGROUPED};
use crate::words::clean;

/// The columns that a cell has at least if its text is longer; prose in narrower ones tires the eye.
const COMFORTABLE: usize = 22;

/// Writes a view.
pub fn write(layout: &Layout, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", screen.paint(HEADING, &wrap(&layout.title, screen.width, "", "")))?;
    if !layout.about.is_empty() {
        writeln!(out, "{}", screen.paint(FAINT, &wrap(&layout.about, screen.width, "", "")))?;
    }
    let mut is_after_text = false;
    for block in &layout.blocks {
        let is_text = matches!(block, Block::Text(_));
        if !(is_text && is_after_text) {
            writeln!(out)?;
        }
        is_after_text = is_text;
        match block {
            Block::Heading(_, text) => {
                writeln!(out, "{}", screen.paint(HEADING, &wrap(text, screen.width, "", "")))?;
            }
            Block::Text(text) => writeln!(out, "{}", wrap(text, screen.width, "", ""))?,
            Block::Table(sheet) => {
                for line in table(sheet, screen) {
                    writeln!(out, "{line}")?;
                }
            }
        }
    }
    Ok(())
}

/// A table: whole, or a series in blocks of columns that each repeat the first one, or as a list if that does not fit.
fn table(sheet: &Sheet, screen: Screen) -> Vec<String> {
    let columns: Vec<usize> = (1..sheet.head.len()).collect();
    let most = if sheet.columns == Columns::Fields { 1 } else { columns.len() };
    // A number is read in a column of any width.
    let comfortable = if sheet.columns == Columns::Figures { 0 } else { COMFORTABLE };
    for groups in 1..=most {
        let blocks = columns.chunks(columns.len().div_ceil(groups).max(1));
        let drawn = blocks.map(|block| part(sheet, block).draw(comfortable, screen));
        if let Some(drawn) = drawn.collect::<Option<Vec<_>>>() {
            return drawn.join(&String::new());
        }
    }
    list(sheet, screen)
}

/// The first column and some others, without rows that have nothing there.
fn part(sheet: &Sheet, columns: &[usize]) -> Table {
    let cell = |cells: &[Vec<String>], at: usize| Cell { texts: paragraphs(&cells[at]), runs_on: false };
    let name = |cells: &[Vec<String>]| Cell {
        texts: cells[0].iter().map(|text| Text::new(clean(text))).collect(),
        runs_on: false,
    };
    let heading = |text: &str| Cell::from(Text::new(clean(text)).styled(HEADING));
    let head = std::iter::once(0).chain(columns.iter().copied()).map(|at| heading(&sheet.head[at]));
    let mut table = Table { head: head.collect(), rows: Vec::new(), is_bare: sheet.columns == Columns::Figures };
    let mut group = None;
    for line in &sheet.rows {
        match line {
            Line::Group(name) => group = Some(name.as_deref().unwrap_or(UNGROUPED)),
            Line::Cells(cells) if columns.iter().any(|at| !cells[*at].is_empty()) || cells.len() == 1 => {
                if let Some(group) = group.take() {
                    let mut row = vec![heading(group)];
                    row.extend(columns.iter().map(|_| Cell::default()));
                    row.iter_mut().for_each(|cell| cell.runs_on = true);
                    table.rows.push(row);
                }
                let others = columns.iter().map(|at| cell(cells, *at));
                table.rows.push(std::iter::once(name(cells)).chain(others).collect());
            }
            Line::Cells(_) => {}
        }
    }
    table
}

/// The paragraphs of a cell, each with a sign of its own if there are several.
fn paragraphs(cell: &[String]) -> Vec<Text> {
    let texts = cell.iter().map(|text| Text::new(clean(text)));
    if cell.len() > 1 { texts.map(|text| text.indented("- ", "  ")).collect() } else { texts.collect() }
}

/// Row by row: the first cell, and below it the others with their headings.
fn list(sheet: &Sheet, screen: Screen) -> Vec<String> {
    let mut lines = Vec::new();
    let mut add = |text: &str, style, first: &'static str, rest: &'static str| {
        let wrapped = Text::new(clean(text)).indented(first, rest).wrap(screen.width.min(100));
        lines.extend(wrapped.iter().map(|line| screen.paint(style, line)));
    };
    for line in &sheet.rows {
        match line {
            Line::Group(name) => add(name.as_deref().unwrap_or(UNGROUPED), HEADING, "", ""),
            Line::Cells(cells) => {
                add(&cells[0].join(" "), ID, "  ", "    ");
                for (heading, cell) in sheet.head.iter().zip(cells).skip(1).filter(|(_, cell)| !cell.is_empty()) {
                    add(heading, FAINT, "    ", "    ");
                    let (first, rest) = if cell.len() > 1 { ("      - ", "        ") } else { ("      ", "      ") };
                    cell.iter().for_each(|text| add(text, Style::new(), first, rest));
                }
            }
        }
    }
    lines
}
