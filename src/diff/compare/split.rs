//! A point that was taken apart into several, and several that were joined into one: one change, judged by what really
//! came or went.

use std::collections::BTreeSet;

use super::expectation::Grain;
use super::spot::Spot;
use super::{Comparison, Draft};
use crate::diff::text::{self, Bag, Pairing, Reading, fold};
use crate::diff::{Case, Edit, Kind, Value};
use crate::model::Point;

/// How alike, in per cent, one point and several together must be to be the same.
const ALIKE: u8 = 75;

/// With more candidates than this on one side nobody reads them one by one, and they are not compared.
const MANY: usize = 12;

/// A point, and those that it became or that became it, by index.
struct Parts {
    whole: usize,
    parts: Vec<usize>,
}

impl<'a> Comparison<'a, '_> {
    /// Says which points were taken apart or joined; returns what is left of the pairing.
    pub(super) fn splits(
        &mut self,
        spot: Spot<'_, 'a>,
        (old, new): (&'a [Point], &'a [Point]),
        mut pairing: Pairing,
    ) -> Pairing {
        let swap = |pairs: &[(usize, usize)]| pairs.iter().map(|(a, b)| (*b, *a)).collect::<Vec<_>>();
        let mut apart = parts((old, new), (&pairing.pairs, &pairing.gone, &pairing.come));
        let mut joined = parts((new, old), (&swap(&pairing.pairs), &pairing.come, &pairing.gone));
        // What could be either is neither, so that the way back says the same.
        let meet = |one: &Parts, other: &Parts| one.parts.contains(&other.whole) || other.parts.contains(&one.whole);
        let clear = joined.iter().map(|one| apart.iter().all(|other| !meet(one, other))).collect::<Vec<_>>();
        apart.retain(|one| joined.iter().all(|other| !meet(one, other)));
        let mut clear = clear.into_iter();
        joined.retain(|_| clear.next().unwrap_or_default());
        for found in apart {
            if self.taken_apart(spot, (old, new), &found, true) {
                pairing.pairs.retain(|(before, _)| *before != found.whole);
                pairing.gone.retain(|index| *index != found.whole);
                pairing.come.retain(|index| !found.parts.contains(index));
            }
        }
        for found in joined {
            if self.taken_apart(spot, (new, old), &found, false) {
                pairing.pairs.retain(|(_, after)| *after != found.whole);
                pairing.come.retain(|index| *index != found.whole);
                pairing.gone.retain(|index| !found.parts.contains(index));
            }
        }
        pairing
    }

    /// One change for a point of `one` and its parts in `other`; `false` if they do not concern the same people.
    fn taken_apart(
        &mut self,
        spot: Spot<'_, 'a>,
        (one, other): (&'a [Point], &'a [Point]),
        found: &Parts,
        apart: bool,
    ) -> bool {
        let whole = &one[found.whole];
        let parts: Vec<&Point> = found.parts.iter().map(|index| &other[*index]).collect();
        let same_people = parts.iter().all(|part| {
            let (whole, part) = (fold(&whole.text), fold(&part.text));
            if apart { spot.pair.swaps(&whole, &part) } else { spot.pair.swaps(&part, &whole) }
        });
        if !same_people {
            return false;
        }
        let number = parts.len();
        let what = if apart {
            format!("taken apart into {number} points")
        } else {
            format!("{number} points joined into one")
        };
        let (kind, case, why) = match reading(&whole.text, &parts, apart) {
            Reading::Same | Reading::Notation | Reading::Spelling => (Kind::PointReworded, Case::Same, String::new()),
            other => match Grain::Point.judged(other) {
                Some((kind, case, why)) => (kind, case, format!("; {why}")),
                None => return false,
            },
        };
        let mut reason = format!("{what}{why}");
        let asked = fold(if apart { &parts[0].text } else { &whole.text });
        let (reaches, planned) = spot.people(case, spot.above(Some(&asked)), &mut reason);
        let place = spot.point(if apart { found.parts[0] } else { found.whole });
        let set =
            |was: Option<&Point>, is: Option<&Point>| Edit::Set(spot.place(), Value::Point(was.cloned(), is.cloned()));
        let mut edits = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            let whole = (at == 0).then_some(whole);
            edits.push(if apart { set(whole, Some(part)) } else { set(Some(part), whole) });
        }
        let joined = parts.iter().map(|part| part.as_str()).collect::<Vec<_>>().join("\n");
        let (was, is) = if apart { (whole.text.clone(), joined) } else { (joined, whole.text.clone()) };
        let draft = Draft::new(kind, case, place, Edit::All(edits), reason).reaching(reaches).planned(planned);
        self.push(draft.values(Some(was), Some(is)));
        true
    }
}

/// Points of `one` that are several of `other`: those that were paired with the first of them, or with none.
fn parts(
    (one, other): (&[Point], &[Point]),
    (pairs, gone, come): (&[(usize, usize)], &[usize], &[usize]),
) -> Vec<Parts> {
    let reworded = pairs.iter().filter(|(a, b)| fold(&one[*a].text) != fold(&other[*b].text));
    let wholes: Vec<(usize, Option<usize>)> =
        reworded.map(|(a, b)| (*a, Some(*b))).chain(gone.iter().map(|a| (*a, None))).collect();
    if come.is_empty() || come.len() > MANY || wholes.len() > MANY {
        return Vec::new();
    }
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut found = Vec::new();
    for (whole, first) in wholes {
        let bag = Bag::of(&one[whole].text);
        let likeness = |parts: &[usize]| {
            let mut all = Bag::default();
            parts.iter().for_each(|part| all.add(&other[*part].text));
            bag.likeness(&all)
        };
        let mut parts: Vec<usize> = first.into_iter().collect();
        let mut score = likeness(&parts);
        loop {
            let free = come.iter().copied().filter(|part| !taken.contains(part) && !parts.contains(part));
            let with = |part: usize| parts.iter().copied().chain([part]).collect::<Vec<_>>();
            let best = free.map(|part| (likeness(&with(part)), std::cmp::Reverse(part))).max();
            let Some((better, std::cmp::Reverse(part))) = best.filter(|(better, _)| *better > score) else { break };
            parts.push(part);
            score = better;
        }
        if parts.len() > 1 && score >= ALIKE {
            parts.sort_unstable();
            taken.extend(&parts);
            found.push(Parts { whole, parts });
        }
    }
    found
}

/// How a point and its parts differ, put together in whichever way comes nearest to it.
fn reading(whole: &str, parts: &[&Point], apart: bool) -> Reading {
    if words([whole]) == words(parts.iter().map(|part| part.as_str())) {
        return Reading::Same;
    }
    let plain: Vec<&str> = parts.iter().map(|part| part.text.trim().trim_end_matches('.')).collect();
    let clauses: Vec<String> =
        plain.iter().enumerate().map(|(at, part)| if at == 0 { (*part).to_owned() } else { lowered(part) }).collect();
    let joined = [plain.join(". "), clauses.join(" and "), clauses.join(", and "), clauses.join(", ")];
    let readings = joined.map(|joined| {
        let joined = format!("{joined}.");
        if apart { text::read(whole, &joined) } else { text::read(&joined, whole) }
    });
    let unsure = |reading: &Reading| match reading {
        Reading::Same | Reading::Notation | Reading::Spelling => 0,
        Reading::Equal(_) => 1,
        Reading::Stronger(_) | Reading::Weaker(_) => 2,
        Reading::Unsure(_) => 3,
    };
    readings.into_iter().min_by_key(unsure).unwrap_or(Reading::Same)
}

/// A sentence as a part of another: it begins small, unless with an abbreviation.
fn lowered(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(next)) if next.is_lowercase() => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

/// The words that carry the meaning.
fn words<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<String> {
    const NONE: [&str; 12] = ["and", "also", "the", "a", "an", "it", "its", "they", "their", "them", "this", "that"];
    let all = texts.into_iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '\''));
    let all = all.filter(|word| !word.is_empty()).map(str::to_lowercase);
    all.filter(|word| !NONE.contains(&word.as_str())).collect()
}
