//! Which entry of a list became which: by `formerly`, by id, by what is said, and as a guess by likeness.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, HashMap, HashSet};

use super::entry::Entry;
use crate::diff::text::{Bag, likeness};

/// From which likeness on, in per cent, something that vanished and something that appeared look like one thing.
const LOOKS_RENAMED: u8 = 60;

/// From which likeness of their words on, in per cent, they are one thing whatever their ids and titles.
const IS_RENAMED: u8 = 85;

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
    /// Their ids differ in notation only.
    Notation,
    /// They say the same, so far in per cent.
    Words(u8),
    /// They are at one grade, between the same neighbours, and say the same if they say anything.
    Grade,
}

/// Which entry became which, by index.
#[derive(Debug, Default)]
pub(super) struct Matched {
    /// An old entry and the new one that it became, in the order of the new list.
    pub pairs: Vec<(usize, usize, How)>,
    /// An old entry, and the new one that it was merged into.
    pub merged: Vec<(usize, usize)>,
    /// An old entry, and several new ones that claim to have been it, first the one that it is paired with.
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

    let claims = claims(old, new, &places);
    for (index, entry) in new.iter().enumerate() {
        for name in entry.formerly() {
            let Some(claimed) = places.get(name).filter(|claimed| claims.get(claimed).is_some_and(|by| by[0] == index))
            else {
                continue;
            };
            if std::mem::replace(&mut taken[*claimed], true) {
                continue;
            }
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
    // A rename that is taken back: what the old revision calls its earlier id is the id again. Of several that were it,
    // one is it again, and the others are a part of it.
    let by_id: HashMap<&str, usize> = new.iter().enumerate().map(|(index, entry)| (entry.id(), index)).collect();
    let mut back: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, entry) in old.iter().enumerate().filter(|(index, _)| !taken[*index]) {
        let free = |name: &&str| by_id.get(name).copied().filter(|at| partner[*at].is_none());
        if let Some(at) = entry.formerly().iter().find_map(free) {
            back.entry(at).or_default().push(index);
        }
    }
    for (at, mut entries) in back {
        put_first(&mut entries, |index| (false, of_both(old[*index], new[at]), Reverse(old[*index].id())));
        for index in &entries {
            taken[*index] = true;
        }
        partner[at] = Some((entries[0], How::Declared));
        found.merged.extend(entries[1..].iter().map(|index| (*index, at)));
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

/// By what is claimed under `formerly`, the claimants: first the one that has the id still, or else is most like it.
fn claims<T: Entry>(old: &[&T], new: &[&T], places: &HashMap<&str, usize>) -> HashMap<usize, Vec<usize>> {
    let mut claims: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, entry) in new.iter().enumerate() {
        let before = places.get(entry.id()).map(|at| old[*at].formerly()).unwrap_or_default();
        for name in entry.formerly() {
            // What the old revision says already was done before it.
            let Some(claimed) = places.get(name).filter(|_| !before.contains(&name)) else { continue };
            let claimants = claims.entry(*claimed).or_default();
            if !claimants.contains(&index) {
                claimants.push(index);
            }
        }
    }
    for (claimed, claimants) in &mut claims {
        let was = old[*claimed];
        put_first(claimants, |index| {
            let is = new[*index];
            (is.id() == was.id(), of_both(was, is), Reverse(is.id()))
        });
    }
    claims
}

/// How alike the words of two entries are, in per cent.
fn of_both<T: Entry>(one: &T, other: &T) -> u8 {
    bag(one).likeness(&bag(other))
}

/// Puts the entry of the highest rank first. The id decides at last, never the position.
fn put_first<'a>(entries: &mut [usize], rank: impl Fn(&usize) -> (bool, u8, Reverse<&'a str>)) {
    if entries.len() > 1
        && let Some(first) = (0..entries.len()).max_by_key(|at| rank(&entries[*at]))
    {
        entries[..=first].rotate_right(1);
    }
}

fn bag<T: Entry>(entry: &T) -> Bag {
    let mut bag = Bag::default();
    entry.add_words(&mut bag);
    bag
}

/// By entry, the greatest likeness, and the one that has it, where only one does.
type Best = HashMap<usize, (u8, Option<usize>)>;

/// Pairs of what is gone and what came that are one thing under another id: each is the only one like the other, so that
/// the way back finds the same.
pub(super) fn recognised<T: Entry>(old: &[&T], new: &[&T], matched: &Matched) -> Vec<(usize, usize, How)> {
    let mut gone = unclaimed(matched);
    let mut come = matched.come.clone();
    let mut found = Vec::new();
    let by_id = |entries: &[&T], indices: &[usize]| {
        let mut by_id: HashMap<String, Vec<usize>> = HashMap::new();
        for index in indices {
            by_id.entry(plain_id(entries[*index].id())).or_default().push(*index);
        }
        by_id
    };
    let after = by_id(new, &come);
    for (id, before) in by_id(old, &gone) {
        if let ([a], Some([b])) = (before.as_slice(), after.get(&id).map(Vec::as_slice)) {
            found.push((*a, *b, How::Notation));
            gone.retain(|index| index != a);
            come.retain(|index| index != b);
        }
    }
    let by_words = |entries: &[&T], indices: &[usize]| -> Vec<usize> {
        indices.iter().copied().filter(|index| entries[*index].is_known_by_words()).collect()
    };
    let (known_gone, known_come) = (by_words(old, &gone), by_words(new, &come));
    let (mut of_old, mut of_new) = (Best::new(), Best::new());
    let mut note = |score: u8, a: usize, b: usize| {
        for (best, this, other) in [(&mut of_old, a, b), (&mut of_new, b, a)] {
            let known = best.entry(this).or_default();
            match score.cmp(&known.0) {
                Ordering::Greater => *known = (score, Some(other)),
                Ordering::Equal => known.1 = None,
                Ordering::Less => {}
            }
        }
    };
    for_near_pairs((old, &known_gone), (new, &known_come), |(a, old_bag), (b, new_bag)| {
        let score = old_bag.likeness(new_bag);
        if score >= IS_RENAMED {
            note(score, a, b);
        }
    });
    for a in known_gone {
        if let Some((score, Some(b))) = of_old.get(&a)
            && of_new.get(b) == Some(&(*score, Some(a)))
        {
            found.push((a, *b, How::Words(*score)));
            gone.retain(|index| *index != a);
            come.retain(|index| index != b);
        }
    }
    found.extend(in_place((old, &gone), (new, &come), matched.pairs.iter().chain(&found)));
    found.sort_unstable_by_key(|(_, new, _)| *new);
    found
}

/// Entries at one grade that are the only ones between the same neighbours, and say the same if they say anything.
fn in_place<'p, T: Entry>(
    (old, gone): (&[&T], &[usize]),
    (new, come): (&[&T], &[usize]),
    pairs: impl Iterator<Item = &'p (usize, usize, How)>,
) -> Vec<(usize, usize, How)> {
    let (mut now, mut kept) = (vec![None; old.len()], vec![None; new.len()]);
    for (a, b, _) in pairs {
        (now[*a], kept[*b]) = (Some(*b), Some(*b));
    }
    let (before, after) = (by_gap(old, gone, &now), by_gap(new, come, &kept));
    let mut found = Vec::new();
    for (gap, a) in before {
        if let ([a], Some([b])) = (a.as_slice(), after.get(&gap).map(Vec::as_slice)) {
            for_near_pairs((old, &[*a]), (new, &[*b]), |(_, old_bag), (_, new_bag)| {
                if old_bag.likeness(new_bag) >= IS_RENAMED {
                    found.push((*a, *b, How::Grade));
                }
            });
        }
    }
    found
}

/// A track, the nearest entries below and above on it that are in both revisions, and a grade.
type Gap = (String, Option<usize>, Option<usize>, String);

/// Entries that have a grade, by where they are; `kept` gives each that is in both revisions its index in the new one.
fn by_gap<T: Entry>(entries: &[&T], indices: &[usize], kept: &[Option<usize>]) -> HashMap<Gap, Vec<usize>> {
    let mut gaps: HashMap<Gap, Vec<usize>> = HashMap::new();
    for index in indices {
        let (Some(track), Some(grade)) = (entries[*index].track(), entries[*index].grade()) else { continue };
        let on_track = |at: &usize| entries[*at].track() == Some(track);
        let below = (0..*index).rev().filter(on_track).find_map(|at| kept[at]);
        let above = (*index..entries.len()).filter(on_track).find_map(|at| kept[at]);
        gaps.entry((track.to_owned(), below, above, grade)).or_default().push(*index);
    }
    gaps
}

/// The id as people read it: `senior1` and `Senior-1` are one.
fn plain_id(id: &str) -> String {
    id.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What is gone and was not merged into something.
fn unclaimed(matched: &Matched) -> Vec<usize> {
    let merged: HashSet<usize> = matched.merged.iter().map(|(old, _)| *old).collect();
    matched.gone.iter().copied().filter(|index| !merged.contains(index)).collect()
}

/// Calls `compare` with the words of what is gone and of what came; all pairs where they are few.
fn for_near_pairs<T: Entry>(
    (old, gone): (&[&T], &[usize]),
    (new, come): (&[&T], &[usize]),
    mut compare: impl FnMut((usize, &Bag), (usize, &Bag)),
) {
    let bags =
        |entries: &[&T], indices: &[usize]| -> Vec<Bag> { indices.iter().map(|index| bag(entries[*index])).collect() };
    if gone.is_empty() || come.is_empty() {
        return;
    }
    let (old_bags, new_bags) = (bags(old, gone), bags(new, come));
    let all = gone.len() * come.len() <= ALL_PAIRS;
    for (i, a) in gone.iter().enumerate() {
        let near = if all { 0..come.len() } else { i.saturating_sub(WINDOW)..(i + WINDOW + 1).min(come.len()) };
        for j in near {
            compare((*a, &old_bags[i]), (come[j], &new_bags[j]));
        }
    }
}

/// Pairs of what is gone and what came that look like one thing, the most alike first.
pub(super) fn guesses<T: Entry>(old: &[&T], new: &[&T], matched: &Matched) -> Vec<(u8, usize, usize)> {
    let mut scored = Vec::new();
    for_near_pairs((old, &unclaimed(matched)), (new, &matched.come), |(a, old_bag), (b, new_bag)| {
        let score = score((old[a], old_bag), (new[b], new_bag));
        if score >= LOOKS_RENAMED {
            scored.push((Reverse(score), a, b));
        }
    });
    // Of equally good ones the ids decide, never the position.
    scored.sort_unstable_by_key(|(score, a, b)| (*score, old[*a].id(), new[*b].id()));
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
