//! One file read by itself: what it refers to stays the word that is written, so that nothing of it is lost where its
//! bases and the other ladders are not at hand. Judges nothing that needs a second file.

use super::document::{Document, DocumentKind, RawAsk, RawExpectation, RawLevel, RawMove, Spanned};
use super::link::MAX_PAIRS;
use super::read::{self, Read};
use super::reader::Reader;
use super::yaml;
use crate::finding::{Finding, Target};
use crate::model::resolve::Number;
use crate::model::{
    Ask, Asked, Base, BaseId, Competency, Definitions, Entries, Expectation, GradeId, GradeSpan, Ladder, LadderId,
    Level, LevelId, LevelRef, Move, OwnerId, Stated, Track,
};
use crate::source::{FileId, Position, Sources, Span};

/// What one file says. References in it are words that may lead nowhere, and its `extends` is left to the field of that name.
#[derive(Debug)]
pub struct Written {
    /// The ladder or the base.
    pub owner: WrittenOwner,
    /// The files that it extends, as written.
    pub extends: Vec<String>,
}

impl Written {
    /// The ladder, where it is one.
    pub fn ladder(&self) -> Option<&Ladder> {
        match &self.owner {
            WrittenOwner::Ladder(ladder) => Some(ladder),
            WrittenOwner::Base(_) => None,
        }
    }

    /// Its id.
    pub fn id(&self) -> OwnerId {
        match &self.owner {
            WrittenOwner::Ladder(ladder) => ladder.owner(),
            WrittenOwner::Base(base) => base.owner(),
        }
    }
}

/// What a file holds.
#[derive(Debug)]
pub enum WrittenOwner {
    /// A ladder.
    Ladder(Ladder),
    /// A base.
    Base(Base),
}

/// Why a file cannot be read by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
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
/// The first thing in it that could not be read: what it says would not be all that is written.
pub fn written(id: FileId, sources: &Sources) -> Result<Written, Fault> {
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
    if let Some(written) = document.moves.iter().find(|written| written.from.len() * written.to.len() > MAX_PAIRS) {
        return Err(fault(written.origin.name, "a move stands for too many moves"));
    }
    let Some(name) = document.id.get() else { return Err(fault(start, "it has no id")) };
    let extends = document.extends.iter().map(|base| base.value.to_string_lossy().into_owned()).collect();
    let owner = match document.kind {
        DocumentKind::Ladder => WrittenOwner::Ladder(ladder(&document, &name.value)),
        DocumentKind::Base => WrittenOwner::Base(Base {
            id: BaseId::from(name.value.as_str()),
            title: document.title.clone(),
            version: document.version.clone(),
            summary: document.summary.clone(),
            extends: Entries::default(),
            definitions: definitions(&document),
        }),
    };
    Ok(Written { owner, extends })
}

fn ladder(document: &Document, id: &str) -> Ladder {
    let id = LadderId::from(id);
    let tracks = document.tracks.iter().map(|track| {
        let levels: Vec<Level> = track.levels.iter().map(level).collect();
        Track { levels: levels.into(), ..track.value.clone() }
    });
    let mut moves: Vec<Move> = document.moves.iter().flat_map(|written| expanded(&id, written)).collect();
    // Moves have no order: each is known by its two ends.
    moves.sort_by(|one, other| (&one.from, &one.to).cmp(&(&other.from, &other.to)));
    Ladder {
        title: document.title.clone(),
        version: document.version.clone(),
        summary: document.summary.clone(),
        formerly: document.formerly.iter().map(|id| id.as_str().into()).collect(),
        extends: Entries::default(),
        fork: document.fork.as_ref().map(|fork| grade(&fork.value)),
        definitions: definitions(document),
        tracks: tracks.collect::<Vec<_>>().into(),
        moves: moves.into(),
        id,
    }
}

fn definitions(document: &Document) -> Definitions {
    let competencies = document.competencies.iter().map(|raw| {
        let tracks: Vec<String> = raw.tracks.iter().map(|track| track.value.clone()).collect();
        Competency { tracks: tracks.into(), ..raw.value.clone() }
    });
    Definitions {
        grades: document
            .grades
            .as_ref()
            .map(|grades| grades.iter().map(|raw| raw.value.clone()).collect::<Vec<_>>().into()),
        scale: document
            .scale
            .as_ref()
            .map(|scale| scale.iter().map(|raw| raw.value.clone()).collect::<Vec<_>>().into()),
        competencies: competencies.collect::<Vec<_>>().into(),
    }
}

fn level(raw: &RawLevel) -> Level {
    let mut expectations: Vec<Expectation> = raw.expectations.iter().map(expectation).collect();
    // A mapping has no order, and that of the competencies may stand in another file.
    expectations.sort_by(|one, other| one.competency.cmp(&other.competency));
    let span = |(low, high): (&Spanned<String>, &Spanned<String>)| GradeSpan {
        low: grade(&low.value),
        high: grade(&high.value),
    };
    Level {
        grades: raw.grades.as_ref().map(|(low, high)| span((low, high))),
        expectations: expectations.into(),
        ..raw.value.clone()
    }
}

fn expectation(raw: &RawExpectation) -> Expectation {
    let ask = match &raw.ask {
        RawAsk::Asked(asked, step) => {
            let step = step.as_ref().map(|step| number(&step.value).as_str().into());
            Ask::Asked(Asked { step, ..asked.clone() })
        }
        RawAsk::SameAs(level) => Ask::SameAs(LevelId::from(level.value.as_str())),
        RawAsk::NotAsked => Ask::NotAsked,
        RawAsk::Unknown => Ask::Unknown,
    };
    Expectation { competency: raw.competency.value.as_str().into(), ask }
}

fn grade(text: &str) -> GradeId {
    GradeId::from(number(text).as_str())
}

/// `4.0` is `4`, whether a list of grades is in force or not.
fn number(text: &str) -> String {
    Number::parse(text).map_or_else(|| text.to_owned(), |number| number.to_string())
}

/// The directed moves that a written one stands for.
fn expanded(home: &LadderId, written: &RawMove) -> Vec<Move> {
    let end = |text: &Spanned<String>| {
        let (ladder, level) = text
            .value
            .split_once('/')
            .map_or((home.clone(), text.value.as_str()), |(ladder, level)| (LadderId::from(ladder), level));
        LevelRef { ladder, level: LevelId::from(level) }
    };
    let mut moves = Vec::new();
    for from in written.from.iter().map(end) {
        for to in written.to.iter().map(end) {
            moves.push(Move { from: from.clone(), to: to.clone(), note: written.note.clone() });
            if written.both_ways == Stated::Is(true) {
                moves.push(Move { from: to, to: from.clone(), note: written.note.clone() });
            }
        }
    }
    moves
}
