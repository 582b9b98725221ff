//! A laid-out view as a page: its texts and tables, fit to be printed. Columns without any text are room to write.

use maud::{Markup, html};

use super::parts::{name, paragraphs};
use crate::view::{Block, Layout, Line, Sheet, UNGROUPED};

/// The texts and tables of a view.
pub fn layout(layout: &Layout) -> Markup {
    html! {
        header.hero {
            @if !layout.about.is_empty() { p.eyebrow { span { (name(&layout.about)) } } }
            h1 { (name(&layout.title)) }
        }
        div.view {
            @for block in &layout.blocks {
                @match block {
                    Block::Heading(1, text) => { h2 { (name(text)) } }
                    Block::Heading(_, text) => { h3 { (name(text)) } }
                    Block::Text(text) => { (paragraphs(text)) }
                    Block::Table(sheet) => { (table(sheet)) }
                }
            }
        }
    }
}

fn table(sheet: &Sheet) -> Markup {
    let is_blank = |at: usize| {
        let mut rows = sheet.rows.iter();
        rows.all(|line| matches!(line, Line::Group(_)) || matches!(line, Line::Cells(cells) if cells[at].is_empty()))
    };
    html! {
        div.sheet tabindex="0" role="region" aria-label=(sheet.name) {
            table {
                caption.unseen { (sheet.name) }
                thead {
                    tr {
                        @for (at, heading) in sheet.head.iter().enumerate() {
                            @if heading.is_empty() { td {} }
                            @else { th.blank[is_blank(at)] scope="col" { (name(heading)) } }
                        }
                    }
                }
                tbody {
                    @for line in &sheet.rows {
                        @match line {
                            Line::Group(group) => {
                                tr.heading { th colspan=(sheet.head.len()) scope="colgroup" { (name(group.as_deref().unwrap_or(UNGROUPED))) } }
                            }
                            Line::Cells(cells) => {
                                tr {
                                    th scope="row" { (paragraphs(&cells[0].join("\n"))) }
                                    @for cell in &cells[1..] { td { (texts(cell)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A cell: one text as it is, several as a list.
fn texts(cell: &[String]) -> Markup {
    html! {
        @match cell {
            [one] => { (paragraphs(one)) }
            several => { @if !several.is_empty() { ul { @for text in several { li { (paragraphs(text)) } } } } }
        }
    }
}
