//! What is gone at one level and asked at another: it looks as if it moved.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::diff::text::{Bag, fold};
use crate::diff::{Change, Edit, Hint, HintKind, Kind};
use crate::model::{CompetencyId, LevelId, Part};

/// How alike, in per cent, what is gone and what came must be to look like one thing.
const LOOKS_MOVED: u8 = 85;

/// With how many of the others of its competency each is compared, where none says the same.
const COMPARED: usize = 32;

/// What is gone, or what came: the index of the change, and its words.
struct Candidate<'c> {
    change: usize,
    level: &'c LevelId,
    text: &'c str,
}

/// Expectations and points that look as if they moved to another level.
pub(super) fn hints(changes: &[Change]) -> Vec<Hint> {
    let hint = |(score, gone, come): (u8, usize, usize)| Hint {
        kind: HintKind::MovedExpectation,
        from: changes[gone].place.clone(),
        to: changes[come].place.clone(),
        score,
        line: None,
    };
    pairs(changes).into_iter().map(hint).collect()
}

/// Pairs of changes that look like one move, the most alike first.
fn pairs(changes: &[Change]) -> Vec<(u8, usize, usize)> {
    let mut gone: HashMap<(bool, &CompetencyId), Vec<Candidate<'_>>> = HashMap::new();
    let mut come: HashMap<(bool, &CompetencyId), Vec<Candidate<'_>>> = HashMap::new();
    for (index, change) in changes.iter().enumerate().filter(|(_, change)| change.edit != Edit::Included) {
        let (Part::Expectation(_, level, competency) | Part::Point(_, level, competency, _)) = &change.place.part
        else {
            continue;
        };
        let (side, whole, text) = match change.kind {
            Kind::ExpectationRemoved => (&mut gone, true, &change.old),
            Kind::ExpectationAdded => (&mut come, true, &change.new),
            Kind::PointRemoved => (&mut gone, false, &change.old),
            Kind::PointAdded => (&mut come, false, &change.new),
            _ => continue,
        };
        if let Some(text) = text.as_deref().filter(|text| !text.is_empty()) {
            side.entry((whole, competency)).or_default().push(Candidate { change: index, level, text });
        }
    }
    let mut scored = Vec::new();
    for (key, gone) in &gone {
        if let Some(come) = come.get(key) {
            score(gone, come, &mut scored);
        }
    }
    scored.sort_unstable();
    let mut used = std::collections::HashSet::new();
    let mut pairs = Vec::new();
    for (Reverse(score), a, b) in scored {
        if !used.contains(&a) && !used.contains(&b) {
            used.extend([a, b]);
            pairs.push((score, a, b));
        }
    }
    pairs
}

fn score(gone: &[Candidate<'_>], come: &[Candidate<'_>], scored: &mut Vec<(Reverse<u8>, usize, usize)>) {
    let mut same: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, candidate) in come.iter().enumerate() {
        same.entry(fold(candidate.text)).or_default().push(index);
    }
    let bags: Vec<Bag> = come.iter().map(|candidate| Bag::of(candidate.text)).collect();
    for (index, candidate) in gone.iter().enumerate() {
        let bag = Bag::of(candidate.text);
        let exact = same.get(&fold(candidate.text)).map_or(&[][..], Vec::as_slice).iter().copied().take(COMPARED);
        let from = index.saturating_sub(COMPARED / 2).min(come.len().saturating_sub(COMPARED));
        for other in exact.chain(from..come.len().min(from + COMPARED)) {
            let score = bag.likeness(&bags[other]);
            // On one level it is a text that was rewritten, not one that moved.
            if score >= LOOKS_MOVED && come[other].level != candidate.level {
                scored.push((Reverse(score), candidate.change, come[other].change));
            }
        }
    }
}
