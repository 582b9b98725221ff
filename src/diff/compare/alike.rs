//! Which text of a list is which of another, by the words that they share.

use std::cmp::Ordering;

use crate::diff::text::Bag;

/// How alike, in per cent, a text must be to one elsewhere to be that one reworded.
pub(super) const ALIKE: u8 = 60;

/// With more pairs than this at one level nobody reads them one by one, and they are not compared.
const ALL_PAIRS: usize = 2500;

/// Pairs of texts that are each the only one most like the other, so that the way back finds the same.
pub(super) fn most_alike<T: AsRef<str>>(gone: &[T], come: &[T]) -> Vec<(usize, usize)> {
    if gone.len() * come.len() > ALL_PAIRS {
        return Vec::new();
    }
    let bags = |all: &[T]| all.iter().map(|text| Bag::of(text.as_ref())).collect::<Vec<_>>();
    let (from, to) = (bags(gone), bags(come));
    let best = |of: &Bag, among: &[Bag]| {
        let (mut best, mut found) = (ALIKE, None);
        for (index, other) in among.iter().enumerate() {
            let score = of.likeness(other);
            match (score.cmp(&best), found) {
                (Ordering::Greater, _) | (Ordering::Equal, None) => (best, found) = (score, Some(index)),
                // Two that are as like as each other.
                (Ordering::Equal, Some(_)) => found = Some(usize::MAX),
                (Ordering::Less, _) => {}
            }
        }
        found.filter(|found| *found != usize::MAX)
    };
    let mut pairs = Vec::new();
    for (index, bag) in from.iter().enumerate() {
        if let Some(partner) = best(bag, &to)
            && best(&to[partner], &from) == Some(index)
        {
            pairs.push((index, partner));
        }
    }
    pairs
}
