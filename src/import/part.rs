//! What one table says, cell by cell: nothing is dropped without a reason.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::grid::Grid;
use super::words::{Side, plain};
use crate::model::Point;

/// What a table says about levels or steps.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// The shape by which the table was read.
    pub shape: &'static str,
    /// The table, as people write its place.
    pub place: String,
    /// What the table is called: a sheet, a heading, a title in it.
    pub name: String,
    /// Whether its levels are the steps of a scale.
    pub axis: Axis,
    pub levels: Vec<FoundLevel>,
    pub competencies: Vec<FoundCompetency>,
    pub asks: Vec<FoundAsk>,
    /// What was inferred.
    pub notes: Vec<String>,
    pub left: Vec<Left>,
}

/// What the headings of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Axis {
    #[default]
    Levels,
    Steps,
}

/// A level, or a step of a scale, as a table names it.
#[derive(Debug, Clone, Default)]
pub struct FoundLevel {
    pub id: Option<String>,
    pub title: Option<String>,
    /// The place of the title, if that has a cell of its own.
    pub title_at: Option<String>,
    pub track: Option<String>,
    pub side: Option<Side>,
    pub grade: Option<String>,
    pub summary: Vec<String>,
    pub scope: Option<String>,
    pub pay: Vec<(PayEnd, String, String)>,
    pub at: String,
}

impl FoundLevel {
    /// Whether a table says more of it than a title.
    pub fn says_more(&self) -> bool {
        let is_stated = self.id.is_some() || self.grade.is_some() || self.scope.is_some();
        is_stated || !self.summary.is_empty() || !self.pay.is_empty()
    }
}

/// Which end of a band an amount is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayEnd {
    Whole,
    Min,
    Mid,
    Max,
}

/// A competency as a table names it.
#[derive(Debug, Clone, Default)]
pub struct FoundCompetency {
    pub id: Option<String>,
    pub title: String,
    pub group: Option<String>,
    pub summary: Option<String>,
}

/// What one level asks of one competency, by their numbers in the part.
#[derive(Debug, Clone, Default)]
pub struct FoundAsk {
    pub level: usize,
    pub competency: usize,
    pub points: Vec<Point>,
    pub step: Option<String>,
    pub examples: Vec<String>,
    pub at: String,
}

/// A cell that was not placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    pub at: String,
    pub text: String,
    pub why: String,
    /// Whether the text may name or judge a person; then it is never repeated.
    pub is_personal: bool,
}

impl Left {
    /// A cell whose text is nobody's.
    pub fn new(at: String, text: String, why: impl Into<String>) -> Self {
        Self { at, text, why: why.into(), is_personal: false }
    }
}

/// Why a cell of a table was not placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Why {
    text: &'static str,
    is_personal: bool,
}

impl Why {
    /// A reason of cells that may name or judge a person.
    pub const fn personal(text: &'static str) -> Self {
        Self { text, is_personal: true }
    }
}

impl From<&'static str> for Why {
    fn from(text: &'static str) -> Self {
        Self { text, is_personal: false }
    }
}

/// A table that is being read: which of its cells are used, and the part that they make.
pub struct Reader<'a> {
    pub grid: &'a Grid,
    pub part: Part,
    used: HashSet<(usize, usize)>,
    /// The competencies of each plain title, and the ask of each level and competency: large tables look up many.
    by_title: HashMap<String, Vec<usize>>,
    by_place: HashMap<(usize, usize), usize>,
}

impl<'a> Reader<'a> {
    pub fn new(grid: &'a Grid, shape: &'static str) -> Self {
        let part = Part { shape, place: grid.place(), name: grid.name.clone(), ..Part::default() };
        Self { grid, part, used: HashSet::new(), by_title: HashMap::new(), by_place: HashMap::new() }
    }

    /// The text of a cell that has a place in the ladder.
    pub fn take(&mut self, row: usize, column: usize) -> String {
        self.used.insert((row, column));
        self.grid.text(row, column).to_owned()
    }

    /// Lists a cell that has none.
    pub fn leave(&mut self, row: usize, column: usize, why: impl Into<Why>) {
        let text = self.grid.text(row, column);
        if !text.is_empty() && self.used.insert((row, column)) {
            let Why { text: why, is_personal } = why.into();
            let at = self.grid.address(row, column);
            self.part.left.push(Left { at, text: text.to_owned(), why: why.to_owned(), is_personal });
        }
    }

    /// Lists what is left of a row.
    pub fn leave_row(&mut self, row: usize, why: impl Into<Why>) {
        let why = why.into();
        (0..self.grid.width()).for_each(|column| self.leave(row, column, why));
    }

    /// Whether a cell was taken or listed.
    pub fn is_used(&self, row: usize, column: usize) -> bool {
        self.used.contains(&(row, column))
    }

    /// The part, every other cell listed.
    pub fn finish(mut self, why: impl Into<Why>) -> Part {
        let why = why.into();
        for (row, column) in self.grid.places().collect::<Vec<_>>() {
            self.leave(row, column, why);
        }
        self.part
    }

    /// The number of a competency, found by its name and group or added.
    pub fn competency(&mut self, found: FoundCompetency) -> usize {
        let titled = self.by_title.entry(plain(&found.title)).or_default();
        let same = |at: &&usize| {
            let known = &self.part.competencies[**at];
            (known.group.is_none() || found.group.is_none() || known.group == found.group) && known.id == found.id
        };
        if let Some(at) = titled.iter().find(same) {
            return *at;
        }
        let at = self.part.competencies.len();
        titled.push(at);
        self.part.competencies.push(found);
        at
    }

    /// Adds what a cell asks, to what is there of the same level and competency.
    pub fn ask(&mut self, ask: FoundAsk) {
        match self.by_place.entry((ask.level, ask.competency)) {
            Entry::Occupied(at) => {
                let known = &mut self.part.asks[*at.get()];
                known.points.extend(ask.points);
                known.examples.extend(ask.examples);
                known.step = known.step.take().or(ask.step);
            }
            Entry::Vacant(free) => {
                free.insert(self.part.asks.len());
                self.part.asks.push(ask);
            }
        }
    }
}
