//! A document linked to nothing: what it refers to stays the word that is written.

use super::Linker;
use super::refer::References;
use crate::model::resolve::Number;
use crate::model::{
    Ask, Asked, Base, BaseId, Entries, Expectation, GradeId, GradeSpan, Ladder, LadderId, LevelId, LevelRef, Move,
    Stated,
};
use crate::parse::document::{Document, RawExpectation, RawMove, Spanned};

/// The ladder of a document.
pub fn ladder_alone(document: Document, id: &str) -> Ladder {
    let extends = extended(&document);
    let (mut ladder, open) = Linker::default().ladder(document, id.into(), extends);
    let home = ladder.id.clone();
    let mut moves: Vec<Move> = open.moves.iter().flat_map(|written| expanded(&home, written)).collect();
    // Moves have no order: each is known by its two ends.
    moves.sort_by(|one, other| (&one.from, &one.to).cmp(&(&other.from, &other.to)));
    let references = References {
        fork: open.fork.map(|fork| grade(&fork.value)),
        levels: open.levels.into_iter().map(|level| (span(level.grades), expectations(level.expectations))).collect(),
        moves: moves.into(),
        roles: open.roles.into_iter().map(|role| (levels(&role.levels), expectations(role.expectations))).collect(),
    };
    references.fill(&mut ladder);
    ladder
}

/// The base of a document.
pub fn base_alone(document: Document, id: &str) -> Base {
    let extends = extended(&document);
    Linker::default().base(document, id.into(), extends)
}

/// The files that a document extends, as it names them.
fn extended(document: &Document) -> Entries<BaseId> {
    let named = document.extends.iter().map(|base| BaseId::from(base.value.to_string_lossy().as_ref()));
    named.collect::<Vec<_>>().into()
}

fn span(grades: Stated<(Spanned<String>, Spanned<String>)>) -> Stated<GradeSpan> {
    grades.map(|(low, high)| GradeSpan { low: grade(&low.value), high: grade(&high.value) })
}

fn levels(named: &Entries<Spanned<String>>) -> Entries<LevelId> {
    named.iter().map(|level| LevelId::from(level.value.as_str())).collect::<Vec<_>>().into()
}

fn expectations(raw: Entries<RawExpectation>) -> Entries<Expectation> {
    let mut expectations: Vec<Expectation> = raw.list.into_iter().map(|raw| raw.value).collect();
    for expectation in &mut expectations {
        if let Ask::Asked(Asked { step: Stated::Is(step), .. }) = &mut expectation.ask {
            *step = number(step.as_str()).as_str().into();
        }
    }
    // A mapping has no order, and that of the competencies may stand in another file.
    expectations.sort_by(|one, other| one.competency.cmp(&other.competency));
    expectations.into()
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
    let of_tracks = written.lateral == Stated::Is(true);
    let mut moves = Vec::new();
    for from in written.from.iter().map(end) {
        for to in written.to.iter().map(end) {
            moves.push(Move { from: from.clone(), to: to.clone(), note: written.note.clone(), of_tracks });
            if written.both_ways == Stated::Is(true) {
                moves.push(Move { from: to, to: from.clone(), note: written.note.clone(), of_tracks });
            }
        }
    }
    moves
}
