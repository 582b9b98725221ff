//! A file as it was read: parts that need no other file are model already, references are still words. All have spans.

use std::path::PathBuf;

use crate::model::{Band, Competency, Date, Entries, Expectation, Grade, Level, Role, Stated, Step, Track};
use crate::source::Span;

/// A value and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub span: Span,
}

/// Where a thing is written: its name, and each of its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its name: the value of its id, or its key.
    pub name: Span,
    /// Its keys as written, with the span of each key and the span to mark for its value.
    pub keys: Box<[(&'static str, Span, Span)]>,
}

impl Origin {
    /// Something that has a name and no keys.
    pub fn bare(name: Span) -> Self {
        Self { name, keys: Box::default() }
    }

    /// The value of a key, where it is written.
    pub fn key(&self, key: &str) -> Option<Span> {
        self.keys.iter().find(|(name, ..)| *name == key).map(|(.., value)| *value)
    }
}

/// Ladder or base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// `ladder: <id>`
    Ladder,
    /// `base: <id>`
    Base,
}

/// One file.
#[derive(Debug)]
pub struct Document {
    /// Ladder or base.
    pub kind: DocumentKind,
    /// Whether it says that it is also a base, which is reported.
    pub is_both: bool,
    /// Where its keys are.
    pub origin: Origin,
    /// The id.
    pub id: Stated<Spanned<String>>,
    /// The title.
    pub title: Stated<String>,
    /// The version.
    pub version: Stated<String>,
    /// The summary.
    pub summary: Stated<String>,
    pub owned_by: Stated<String>,
    pub reviewed: Stated<Date>,
    /// Earlier ids.
    pub formerly: Vec<String>,
    /// Files that it extends, as written.
    pub extends: Entries<Spanned<PathBuf>>,
    /// The stated fork.
    pub fork: Stated<Spanned<String>>,
    /// The spine.
    pub grades: Stated<Entries<Raw<Grade>>>,
    /// The scale.
    pub scale: Stated<Entries<Raw<Step>>>,
    /// Competencies.
    pub competencies: Entries<RawCompetency>,
    /// Tracks.
    pub tracks: Entries<RawTrack>,
    /// Moves.
    pub moves: Entries<RawMove>,
    /// Roles.
    pub roles: Entries<RawRole>,
}

/// A finished part of the model, and where it is written.
#[derive(Debug)]
pub struct Raw<T> {
    /// The part.
    pub value: T,
    /// Where it is written.
    pub origin: Origin,
    /// Where each of its bands is written.
    pub pay: Vec<Origin>,
}

/// A competency; its tracks are still words.
#[derive(Debug)]
pub struct RawCompetency {
    /// All but its tracks.
    pub value: Competency,
    /// Where it is written.
    pub origin: Origin,
    /// The tracks that it is for.
    pub tracks: Entries<Spanned<String>>,
    /// Where each step of its own scale is written.
    pub scale: Vec<Origin>,
    /// Where each of the texts of its steps is written.
    pub steps: Vec<Span>,
}

/// A track; its levels are apart.
#[derive(Debug)]
pub struct RawTrack {
    /// All but its levels.
    pub value: Track,
    /// Where it is written.
    pub origin: Origin,
    /// Its levels.
    pub levels: Entries<RawLevel>,
}

/// A level; its grades and expectations are still words.
#[derive(Debug)]
pub struct RawLevel {
    /// All but grades and expectations.
    pub value: Level,
    /// Where it is written.
    pub origin: Origin,
    /// Its lowest and highest grade.
    pub grades: Stated<(Spanned<String>, Spanned<String>)>,
    /// What it asks.
    pub expectations: Entries<RawExpectation>,
    /// Where each of its bands is written.
    pub pay: Vec<Origin>,
}

/// An expectation; the competency, a step and the level of `same_as` are still words.
#[derive(Debug)]
pub struct RawExpectation {
    /// What it says.
    pub value: Expectation,
    /// Where it is written.
    pub origin: Origin,
    /// Where each point is written.
    pub points: Box<[Origin]>,
}

impl RawExpectation {
    /// The word under a key of it, where it is written.
    pub fn word(&self, key: &str, value: &str) -> Spanned<String> {
        Spanned { value: value.to_owned(), span: self.origin.key(key).unwrap_or(self.origin.name) }
    }
}

/// A role; its levels and expectations are still words.
#[derive(Debug)]
pub struct RawRole {
    /// All but levels and expectations.
    pub value: Role,
    /// Where it is written.
    pub origin: Origin,
    /// The levels that may hold it.
    pub levels: Entries<Spanned<String>>,
    /// What it asks.
    pub expectations: Entries<RawExpectation>,
}

/// A move before it is expanded.
#[derive(Debug)]
pub struct RawMove {
    /// Where it is written.
    pub origin: Origin,
    /// Where it starts.
    pub from: Entries<Spanned<String>>,
    /// Where it leads.
    pub to: Entries<Spanned<String>>,
    /// Whether its ends are tracks, and it stands for a move between each two parallel levels.
    pub lateral: Stated<bool>,
    /// Whether it holds both ways.
    pub both_ways: Stated<bool>,
    /// What to know about it.
    pub note: Stated<String>,
}

impl RawMove {
    /// How many pairs of ends it has.
    pub fn pairs(&self) -> usize {
        self.from.len() * self.to.len()
    }
}

/// Bands as read, and where each is written.
pub type RawPay = (Entries<Band>, Vec<Origin>);
