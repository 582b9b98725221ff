//! A laid-out view as Markdown: a heading, paragraphs, and tables that GitHub renders.

use std::fmt::Write as _;

use super::text;
use crate::view::{Block, Layout, Line, Sheet, UNGROUPED};

pub(super) fn page(layout: &Layout) -> String {
    let mut page = format!("### {}\n\n", text(&layout.title));
    if !layout.about.is_empty() {
        let _ = writeln!(page, "{}\n", text(&layout.about));
    }
    for block in &layout.blocks {
        match block {
            Block::Heading(rank, heading) => {
                let _ = writeln!(page, "{} {}\n", "#".repeat(3 + usize::from(*rank)), text(heading));
            }
            Block::Text(paragraph) => {
                let _ = writeln!(page, "{}\n", text(paragraph));
            }
            Block::Table(sheet) => table(&mut page, sheet),
        }
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn table(page: &mut String, sheet: &Sheet) {
    let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = sheet.head.iter().map(|heading| text(heading)).collect();
    page.push_str(&row(&head));
    page.push_str(&row(&vec!["---".to_owned(); head.len()]));
    for line in &sheet.rows {
        let cells = match line {
            Line::Group(name) => {
                let mut cells = vec![String::new(); head.len()];
                cells[0] = format!("**{}**", text(name.as_deref().unwrap_or(UNGROUPED)));
                cells
            }
            Line::Cells(cells) => {
                let name = text(&cells[0].join(" "));
                std::iter::once(name).chain(cells[1..].iter().map(|cell| paragraphs(cell))).collect()
            }
        };
        page.push_str(&row(&cells));
    }
    page.push('\n');
}

/// A cell: one text as it is, several with a sign before each, because a table has no lists.
fn paragraphs(cell: &[String]) -> String {
    match cell {
        [one] => text(one),
        several => several.iter().map(|one| format!("• {}", text(one))).collect::<Vec<_>>().join("<br>"),
    }
}
