//! One file read by itself, so that nothing is lost if its bases and the other ladders are not at hand. Checks
//! nothing that needs a second file.

use super::document::DocumentKind;
use super::read::{self, Read};
use super::reader::Reader;
use super::{link, yaml};
use crate::finding::{Finding, Target};
use crate::model::{Base, Fact, Ladder, OwnerId};
use crate::source::{FileId, Position, Sources, Span};

/// The content of one file. References in it are words that may lead nowhere.
#[derive(Debug)]
pub enum Alone {
    Ladder(Ladder),
    Base(Base),
}

impl Alone {
    /// The ladder, where it is one.
    pub fn ladder(&self) -> Option<&Ladder> {
        match self {
            Self::Ladder(ladder) => Some(ladder),
            Self::Base(_) => None,
        }
    }

    /// The first part of its places.
    pub fn owner(&self) -> OwnerId {
        match self {
            Self::Ladder(ladder) => ladder.owner(),
            Self::Base(base) => base.owner(),
        }
    }

    /// Its whole content.
    pub fn facts(&self) -> Vec<Fact<'_>> {
        match self {
            Self::Ladder(ladder) => ladder.facts(),
            Self::Base(base) => base.facts(),
        }
    }
}

/// Why a file cannot be read by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The mistake.
    pub message: String,
    /// Where.
    pub at: Position,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.at.line, self.message)
    }
}

/// Reads one file.
///
/// # Errors
/// The first thing in it that could not be read, because the result would be incomplete.
pub fn alone(id: FileId, sources: &Sources) -> Result<Alone, Fault> {
    let file = sources.file(id);
    let fault = |at: Span, message: &str| Fault { message: message.to_owned(), at: sources.positions(at).0 };
    let mut findings = Vec::new();
    let read = match yaml::parse(id, file.text(), &mut findings) {
        Some(tree) => read::document(&mut Reader::new(&tree, file.text(), &mut findings)),
        None => Read::Broken,
    };
    let start = Span::new(id, 0, 0);
    let at = |finding: &Finding| match finding.primary.target {
        Target::Span(span) => span,
        Target::Place(_) | Target::Key(..) | Target::Again(..) => start,
    };
    if let Some(first) = findings.iter().min_by_key(|finding| at(finding)) {
        return Err(fault(at(first), &first.message));
    }
    let document = match read {
        Read::Document(document) => document,
        Read::NotALadder(_) | Read::Broken => return Err(fault(start, "this is not a ladder file")),
    };
    if let Some(written) = document.moves.iter().find(|written| written.pairs() > link::MAX_PAIRS) {
        return Err(fault(written.origin.name, "a move expands to too many moves"));
    }
    let Some(id) = document.id.get().map(|id| id.value.clone()) else { return Err(fault(start, "it has no id")) };
    Ok(match document.kind {
        DocumentKind::Ladder => Alone::Ladder(link::ladder_alone(*document, &id)),
        DocumentKind::Base => Alone::Base(link::base_alone(*document, &id)),
    })
}
