//! A view laid out without a format: texts and tables. Formats draw it; widths, escaping and styles are theirs.

/// A view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What it is of.
    pub title: String,
    /// What to know about it, in one line; may be empty.
    pub about: String,
    /// What it says, in order.
    pub blocks: Vec<Block>,
}

/// A part of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The heading of what follows: of the first rank, or of the second within it.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    Table(Sheet),
}

/// A table whose first column names its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What is in it, for formats that name their tables: `Competencies`.
    pub name: &'static str,
    /// A heading per column.
    pub head: Vec<String>,
    pub columns: Columns,
    pub rows: Vec<Line>,
}

/// What the columns of a table are, apart from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Columns {
    /// What a row is made of; they belong together.
    Fields,
    /// Of one kind, so that they can be shown some at a time.
    Series,
    /// A number each, or a word as short, so that rows need no lines between them; they can be shown some at a time too.
    Figures,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The heading of the rows below it; `None` before rows that belong to none of the groups above them.
    Group(Option<String>),
    /// A cell per column, each a list of paragraphs.
    Cells(Vec<Vec<String>>),
}

impl Layout {
    /// Its tables, each with the heading before it, or else its own name.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &Sheet)> {
        let mut heading = None;
        self.blocks.iter().filter_map(move |block| match block {
            Block::Heading(_, text) => {
                heading = Some(text.as_str());
                None
            }
            Block::Text(_) => None,
            Block::Table(sheet) => Some((heading.take().unwrap_or(sheet.name), sheet)),
        })
    }
}

/// What people read above rows that belong to no group.
pub const UNGROUPED: &str = "Other";

/// The headings of groups, while rows are added in their order.
#[derive(Default)]
pub(super) struct Groups<'a> {
    last: Option<Option<&'a str>>,
}

impl<'a> Groups<'a> {
    /// The row before the next one, if that is the first of its group.
    pub fn heading(&mut self, group: Option<&'a str>) -> Option<Line> {
        let last = self.last.replace(group);
        let begins = if group.is_some() { last != Some(group) } else { last.flatten().is_some() };
        begins.then(|| Line::Group(group.map(str::to_owned)))
    }
}

impl From<Sheet> for Layout {
    fn from(sheet: Sheet) -> Self {
        Self { title: String::new(), about: String::new(), blocks: vec![Block::Table(sheet)] }
    }
}

impl Sheet {
    /// A table of one text a cell.
    pub(super) fn records(name: &'static str, head: &[&str], rows: Vec<Vec<String>>) -> Self {
        let cell = |text: String| if text.is_empty() { Vec::new() } else { vec![text] };
        let rows = rows.into_iter().map(|cells| Line::Cells(cells.into_iter().map(cell).collect()));
        Self {
            name,
            head: head.iter().map(|heading| (*heading).to_owned()).collect(),
            columns: Columns::Fields,
            rows: rows.collect(),
        }
    }

    /// Without the columns that are empty in every row, except the first.
    pub fn without_empty_columns(mut self) -> Self {
        let is_used = |at: usize| {
            let mut rows = self.rows.iter();
            at == 0 || rows.any(|row| matches!(row, Line::Cells(cells) if !cells[at].is_empty()))
        };
        let used: Vec<bool> = (0..self.head.len()).map(is_used).collect();
        let keep = |at: &mut usize| {
            *at += 1;
            used[*at - 1]
        };
        let mut at = 0;
        self.head.retain(|_| keep(&mut at));
        for row in &mut self.rows {
            if let Line::Cells(cells) = row {
                let mut at = 0;
                cells.retain(|_| keep(&mut at));
            }
        }
        self
    }
}
