//! Which entry of a list became which: by `formerly`, by id, and as a guess by likeness.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::entry::Entry;
use crate::diff::text::{Bag, likeness};

/// From which likeness on, in per cent, something that vanished and something that appeared look like one thing.
const LOOKS_RENAMED: u8 = 60;

/// Up to this many pairs, all are compared; beyond, only those near each other in their lists.
const ALL_PAIRS: usize = 2500;

/// How near, in positions.
const WINDOW: usize = 8;

/// How two entries were found to be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::diff) enum How {
    /// They have one id.
    Id,
    /// `formerly` says so.
    Declared,
    /// They are alike, in per cent.
    Alike(u8),
}

/// Which entry became which, by index.
#[derive(Debug, Default)]
pub(super) struct Matched {
    /// An old entry and the new one that it became, in the order of the new list.
    pub pairs: Vec<(usize, usize, How)>,
    /// An old entry, and the new one that it was merged into.
    pub merged: Vec<(usize, usize)>,
    /// An old entry, and several new ones that claim to have been it.
    pub disputed: Vec<(usize, Vec<usize>)>,
    /// Old entries that are gone, the merged ones too.
    pub gone: Vec<usize>,
    /// New entries that were not there.
    pub come: Vec<usize>,
}

/// Matches two lists by what they say.
pub(super) fn matched<T: Entry>(old: &[&T], new: &[&T]) -> Matched {
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (index, entry) in old.iter().enumerate() {
        places.entry(entry.id()).or_insert(index);
    }
    let mut found = Matched::default();
    let mut taken = vec![false; old.len()];
    let mut partner: Vec<Option<(usize, How)>> = vec![None; new.len()];

    let mut claims: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, entry) in new.iter().enumerate() {
        let before = places.get(entry.id()).map(|at| old[*at].formerly()).unwrap_or_default();
        for name in entry.formerly() {
            // What the old revision says already was done before it.
            let Some(claimed) = places.get(name).filter(|_| !before.contains(&name)) else { continue };
            let claimants = claims.entry(*claimed).or_default();
            if claimants.contains(&index) {
                continue;
            }
            claimants.push(index);
            // The first claimant has it; that there are more is reported.
            if claimants.len() > 1 {
                continue;
            }
            taken[*claimed] = true;
            match partner[index] {
                None => partner[index] = Some((*claimed, if name == entry.id() { How::Id } else { How::Declared })),
                Some(_) => found.merged.push((*claimed, index)),
            }
        }
    }
    found.disputed = claims.into_iter().filter(|(_, claimants)| claimants.len() > 1).collect();
    found.disputed.sort_unstable();

    for (index, entry) in new.iter().enumerate().filter(|(index, _)| partner[*index].is_none()).collect::<Vec<_>>() {
        if let Some(at) = places.get(entry.id()).filter(|at| !taken[**at]) {
            taken[*at] = true;
            partner[index] = Some((*at, How::Id));
        }
    }
    // A rename that is taken back: what the old revision calls its earlier id is the id again.
    let by_id: HashMap<&str, usize> = new.iter().enumerate().map(|(index, entry)| (entry.id(), index)).collect();
    for (index, entry) in old.iter().enumerate() {
        let back = |name: &&str| by_id.get(name).copied().filter(|at| partner[*at].is_none());
        if let Some(at) = entry.formerly().iter().find_map(back).filter(|_| !taken[index]) {
            taken[index] = true;
            partner[at] = Some((index, How::Declared));
        }
    }

    for (index, partner) in partner.iter().enumerate() {
        match partner {
            Some((old, how)) => found.pairs.push((*old, index, *how)),
            None => found.come.push(index),
        }
    }
    let claimed_whole: Vec<usize> = found.pairs.iter().map(|(old, ..)| *old).collect();
    let mut stays = vec![false; old.len()];
    claimed_whole.into_iter().for_each(|index| stays[index] = true);
    found.gone = (0..old.len()).filter(|index| !stays[*index]).collect();
    found
}

/// Pairs of what is gone and what came that look like one thing, the most alike first.
pub(super) fn guesses<T: Entry>(old: &[&T], new: &[&T], matched: &Matched) -> Vec<(u8, usize, usize)> {
    let merged = |index: &usize| matched.merged.iter().any(|(old, _)| old == index);
    let gone: Vec<usize> = matched.gone.iter().copied().filter(|index| !merged(index)).collect();
    if gone.is_empty() || matched.come.is_empty() {
        return Vec::new();
    }
    let bag = |entry: &T| {
        let mut bag = Bag::default();
        entry.add_words(&mut bag);
        bag
    };
    let old_bags: Vec<Bag> = gone.iter().map(|index| bag(old[*index])).collect();
    let new_bags: Vec<Bag> = matched.come.iter().map(|index| bag(new[*index])).collect();
    let all = gone.len() * matched.come.len() <= ALL_PAIRS;
    let mut scored = Vec::new();
    for (i, a) in gone.iter().enumerate() {
        let near =
            if all { 0..matched.come.len() } else { i.saturating_sub(WINDOW)..(i + WINDOW).min(matched.come.len()) };
        for j in near {
            let b = matched.come[j];
            let score = score((old[*a], &old_bags[i]), (new[b], &new_bags[j]));
            if score >= LOOKS_RENAMED {
                scored.push((Reverse(score), *a, b));
            }
        }
    }
    scored.sort_unstable();
    let mut guesses: Vec<(u8, usize, usize)> = Vec::new();
    let mut used = (vec![false; old.len()], vec![false; new.len()]);
    for (Reverse(score), a, b) in scored {
        if !used.0[a] && !used.1[b] {
            used.0[a] = true;
            used.1[b] = true;
            guesses.push((score, a, b));
        }
    }
    guesses
}

/// How alike two entries are, in per cent: three parts the id, three the title, four the words.
fn score<T: Entry>((old, old_bag): (&T, &Bag), (new, new_bag): (&T, &Bag)) -> u8 {
    // In whole numbers, so that the score is the same everywhere.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let ids =
        (strsim::normalized_damerau_levenshtein(&old.id().to_lowercase(), &new.id().to_lowercase()) * 100.0) as u32;
    let (mut sum, mut weight) = (3 * ids, 3);
    if let (Some(a), Some(b)) = (old.title(), new.title()) {
        sum += 3 * u32::from(likeness(a, b));
        weight += 3;
    }
    if !old_bag.is_empty() || !new_bag.is_empty() {
        sum += 4 * u32::from(old_bag.likeness(new_bag));
        weight += 4;
    }
    u8::try_from(sum / weight).unwrap_or(100)
}
