//! `--format xlsx`: a workbook with a sheet for each table of a view. Every cell is text, so none is a formula.

use std::io::{self, Write};

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format as Style, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet,
    XlsxError,
};
use textwrap::core::display_width;

use super::{Audience, Format, Screen, unsupported};
use crate::view::{Block, Layout, LevelPage, Line, Output, OutputKind, Sheet, UNGROUPED};

/// The columns of text that the widest column holds.
const WIDEST: usize = 40;
/// The columns of text that are printed on one page; a wider sheet goes over several, and each repeats the first column.
const PAGE: usize = 160;
/// The height of a line, and of the highest row that a workbook can have, in points.
const LINE: usize = 15;
const HIGHEST: usize = 409;
/// What the name of a sheet may hold, in UTF-16 units.
const NAME: usize = 31;

/// A workbook.
pub struct Xlsx;

impl Format for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn is_published(&self) -> bool {
        true
    }

    fn is_binary(&self) -> bool {
        true
    }

    fn supports(&self, kind: OutputKind) -> bool {
        matches!(kind, OutputKind::View | OutputKind::Ladders | OutputKind::Levels)
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let bytes = match output {
            Output::View(view) => workbook(&view.layout(true)),
            Output::Levels(pages) if pages.is_empty() => return Ok(()),
            Output::Levels(pages) => workbook(&level_pages(pages)),
            Output::Ladders(shown) if self.supports(output.kind()) => match &shown[..] {
                [shown] => workbook(&shown.workbook()),
                _ => return Ok(()),
            },
            _ => return Err(unsupported(self)),
        };
        out.write_all(&bytes.map_err(|error| match error {
            XlsxError::MaxStringLengthExceeded => io::Error::new(
                io::ErrorKind::InvalidData,
                "a text is longer than 32 767 characters, which a cell can hold",
            ),
            error => io::Error::other(error),
        })?)
    }
}

/// The pages of levels as one, with a heading for each level if there are several.
fn level_pages(pages: &[LevelPage]) -> Layout {
    if let [page] = pages {
        return page.layout();
    }
    let blocks = pages.iter().flat_map(|page| {
        let Layout { title, about, blocks } = page.layout();
        [Block::Heading(1, title), Block::Text(about)].into_iter().chain(blocks)
    });
    Layout { title: String::new(), about: String::new(), blocks: blocks.collect() }
}

fn workbook(layout: &Layout) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same ladder gives the same bytes on every day.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(text(&layout.title)).set_creation_datetime(&day));
    let mut names = Vec::new();
    let mut page = Page::new(workbook.add_worksheet());
    if !layout.title.is_empty() {
        page.text(&layout.title, &Style::new().set_bold().set_font_size(14))?;
    }
    if !layout.about.is_empty() {
        page.text(&layout.about, &Style::new())?;
    }
    let mut heading = None;
    for block in &layout.blocks {
        if page.has_table && !matches!(block, Block::Text(_)) {
            page = Page::new(workbook.add_worksheet());
        }
        match block {
            Block::Heading(_, text) => heading = Some(text.as_str()),
            Block::Text(text) => page.text(text, &Style::new())?,
            Block::Table(sheet) => {
                page.table(sheet)?;
                let name = unique(heading.take().unwrap_or(sheet.name), &names);
                page.sheet.set_name(&name)?;
                names.push(name);
            }
        }
    }
    workbook.save_to_buffer()
}

/// A worksheet, written from the top.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    /// The next row.
    row: u32,
    has_table: bool,
}

impl<'a> Page<'a> {
    fn new(sheet: &'a mut Worksheet) -> Self {
        sheet.set_landscape();
        Self { sheet, row: 0, has_table: false }
    }

    fn text(&mut self, paragraph: &str, style: &Style) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, text(paragraph), style)?;
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, sheet: &Sheet) -> Result<(), XlsxError> {
        self.has_table = true;
        let line = Style::new().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00BF_BFBF));
        let plain = line.set_text_wrap().set_align(FormatAlign::Top);
        let name = plain.clone().set_bold();
        let head = name.clone().set_background_color(Color::RGB(0x00D9_E2F3));
        let group = name.clone().set_background_color(Color::RGB(0x00F2_F2F2));
        let last = u16::try_from(sheet.head.len().saturating_sub(1)).map_err(|_| XlsxError::RowColumnLimitError)?;
        let widths = widths(sheet);
        for ((at, heading), width) in (0..).zip(&sheet.head).zip(&widths) {
            self.sheet.write_string_with_format(self.row, at, text(heading), &head)?;
            self.sheet.set_column_width(at, *width as f64)?;
        }
        self.sheet.set_freeze_panes(self.row + 1, 1)?.set_repeat_rows(self.row, self.row)?.set_repeat_columns(0, 0)?;
        let pages = widths.iter().sum::<usize>().div_ceil(PAGE).max(1);
        self.sheet.set_print_fit_to_pages(u16::try_from(pages).unwrap_or(u16::MAX), 0);
        self.heighten(sheet.head.iter().cloned().zip(widths.iter().copied()))?;
        let first = self.row + 1;
        for line in &sheet.rows {
            self.row += 1;
            match line {
                Line::Group(name) => {
                    for at in 1..=last {
                        self.sheet.write_blank(self.row, at, &group)?;
                    }
                    self.sheet.write_string_with_format(
                        self.row,
                        0,
                        text(name.as_deref().unwrap_or(UNGROUPED)),
                        &group,
                    )?;
                }
                Line::Cells(cells) => {
                    self.heighten(texts(cells).zip(widths.iter().copied()))?;
                    for (at, text) in (0..).zip(texts(cells)) {
                        let style = if at == 0 { &name } else { &plain };
                        self.sheet.write_string_with_format(self.row, at, text, style)?;
                    }
                }
            }
        }
        if self.row >= first {
            self.sheet.ignore_error_range(first, 0, self.row, last, IgnoreError::NumberStoredAsText)?;
        }
        self.row += 2;
        Ok(())
    }

    /// Gives the row the height of its highest cell, because not every program works it out.
    fn heighten(&mut self, cells: impl Iterator<Item = (String, usize)>) -> Result<(), XlsxError> {
        let lines = |(text, width): (String, usize)| textwrap::wrap(&text, width).len();
        let most = cells.map(lines).max().unwrap_or(1).max(1);
        self.sheet.set_row_height(self.row, (most * LINE).min(HIGHEST) as f64)?;
        Ok(())
    }
}

/// The cells of a row as texts: the first with its paragraphs below each other, others with a sign before each of several.
fn texts(cells: &[Vec<String>]) -> impl Iterator<Item = String> {
    cells.iter().enumerate().map(|(at, cell)| match &cell[..] {
        several @ [_, _, ..] if at > 0 => {
            text(&several.iter().map(|one| format!("• {one}")).collect::<Vec<_>>().join("\n"))
        }
        paragraphs => text(&paragraphs.join("\n")),
    })
}

/// A text without the two characters that XML cannot hold and the writer does not escape.
fn text(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// The widths of the columns: each that of its longest line, up to a limit at which it wraps.
fn widths(sheet: &Sheet) -> Vec<usize> {
    let longest = |text: &str| text.lines().map(display_width).max().unwrap_or(0);
    let mut widths: Vec<usize> = sheet.head.iter().map(|heading| longest(heading)).collect();
    for line in &sheet.rows {
        let Line::Cells(cells) = line else { continue };
        for (width, text) in widths.iter_mut().zip(texts(cells)) {
            *width = longest(&text).max(*width);
        }
    }
    // Bold text and the space beside it take a little more.
    widths.into_iter().map(|width| (width + 3).min(WIDEST)).collect()
}

/// A name for a sheet that no other has, without the signs that a name cannot hold.
fn unique(wanted: &str, names: &[String]) -> String {
    let plain: String =
        wanted.chars().map(|c| if c.is_control() || "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = if plain.is_empty() { "Sheet".to_owned() } else { text(&plain) };
    let numbered = (1..).map(|number| match number {
        1 => cut(&plain, NAME).to_owned(),
        number => {
            let end = format!(" {number}");
            format!("{}{end}", cut(&plain, NAME - end.len()))
        }
    });
    let is_new = |name: &String| names.iter().all(|known| known.to_lowercase() != name.to_lowercase());
    numbered.into_iter().find(is_new).expect("numbers do not end")
}

/// The beginning of a text that takes at most so many UTF-16 units.
fn cut(text: &str, most: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > most
    });
    text[..end.map_or(text.len(), |(at, _)| at)].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sheet_has_a_name_of_its_own_that_a_workbook_can_hold() {
        let mut names: Vec<String> = Vec::new();
        for wanted in ["A/B: 'x'", "a b x", "[]", "", &"設".repeat(40), &"👩‍💻".repeat(12), &"設".repeat(41)] {
            let name = unique(wanted, &names);
            assert!(rust_xlsxwriter::utility::check_sheet_name(&name).is_ok(), "{name}");
            names.push(name);
        }
        assert_eq!(names[..4], ["A B x", "a b x 2", "Sheet", "Sheet 2"]);
        assert_ne!(names[4], names[6]);
    }
}
