//! `--format csv`: the tables of a view as one table. Several tables share the columns that have the same heading.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::{Audience, Format, Screen, unsupported};
use crate::view::{Layout, LevelPage, Line, Output, OutputKind, level_records};
use crate::words::lines;

/// The heading of a first column that has none.
const ROW: &str = "Row";

/// One table, as RFC 4180 describes it.
pub struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn is_published(&self) -> bool {
        true
    }

    fn supports(&self, kind: OutputKind) -> bool {
        matches!(kind, OutputKind::View | OutputKind::Ladders | OutputKind::Levels)
    }

    fn leaves_out(&self, output: &Output<'_>) -> Vec<&'static str> {
        match output {
            Output::Ladders(shown) => {
                shown.iter().flat_map(|shown| shown.export().not_in_tables(&shown.view())).collect()
            }
            Output::Levels(pages) => {
                let mut left_out: Vec<&str> = pages.iter().flat_map(LevelPage::not_in_records).collect();
                left_out.sort_unstable();
                left_out.dedup();
                left_out
            }
            _ => Vec::new(),
        }
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        match output {
            Output::View(view) => write(&view.records(), out),
            Output::Levels(pages) => write(&level_records(pages), out),
            Output::Ladders(shown) if self.supports(output.kind()) => {
                shown.iter().try_for_each(|shown| write(&shown.export().tables(&shown.view()), out))
            }
            _ => Err(unsupported(self)),
        }
    }
}

/// A column: its heading, and how many of that heading are before it in its table.
type Column<'a> = (&'a str, usize);

fn write(layout: &Layout, out: &mut dyn Write) -> io::Result<()> {
    let several = layout.tables().count() > 1;
    let has_groups = layout.tables().any(|(_, sheet)| sheet.rows.iter().any(|line| matches!(line, Line::Group(_))));
    let mut columns: Vec<Column<'_>> = Vec::new();
    for (_, sheet) in layout.tables() {
        for column in named(&sheet.head) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
    }
    if columns.is_empty() {
        return Ok(());
    }
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    let first = |table: &str, group: &str| {
        let cells = [(several, table), (has_groups, group)].into_iter().filter(|(is_there, _)| *is_there);
        cells.map(|(_, cell)| inert(cell)).collect::<Vec<String>>()
    };
    let head = columns.iter().map(|(heading, _)| inert(heading));
    writer.write_record(first("Table", "Group").into_iter().chain(head))?;
    for (name, sheet) in layout.tables() {
        let at: Vec<usize> = named(&sheet.head)
            .map(|column| columns.iter().position(|known| *known == column).expect("every column was added"))
            .collect();
        let mut group = "";
        for line in &sheet.rows {
            match line {
                Line::Group(name) => group = name.as_deref().unwrap_or_default(),
                Line::Cells(cells) => {
                    let mut row = vec![String::new(); columns.len()];
                    for (at, cell) in at.iter().zip(cells) {
                        row[*at] = inert(&cell.join("\n"));
                    }
                    writer.write_record(first(name, group).into_iter().chain(row))?;
                }
            }
        }
    }
    writer.flush()
}

fn named(head: &[String]) -> impl Iterator<Item = Column<'_>> {
    let count = move |at: usize| head[..at].iter().filter(|before| **before == head[at]).count();
    head.iter()
        .enumerate()
        .map(move |(at, heading)| (if heading.is_empty() { ROW } else { heading.as_str() }, count(at)))
}

/// A text without hostile characters that a spreadsheet takes for no formula: an apostrophe comes before the signs that
/// begin one, as OWASP recommends.
fn inert(text: &str) -> String {
    let text = lines(text).join("\n");
    let begins_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if begins_formula { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn what_begins_a_formula_gets_an_apostrophe() {
        for formula in ["=1+1", "+1", "-1", "@SUM(1)", "＝1"] {
            assert_eq!(inert(formula), format!("'{formula}"));
        }
        assert_eq!(inert("\t=1"), "'=1");
        assert_eq!(inert("\ta"), "a");
        assert_eq!(inert("a =1"), "a =1");
    }
}
