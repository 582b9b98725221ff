//! What is gone at one place of a ladder and stands at another: it moved. Where everybody is asked for it still, that is
//! one change that asks nothing of anybody; where it was reworded on the way, one change that the words decide.

use std::collections::{BTreeMap, HashMap};

use super::alike::{ALIKE, most_alike};
use super::expectation::{GONE, Grain, NEW};
use super::{Comparison, Draft, Pair};
use crate::diff::text::{self, Bag, fold};
use crate::diff::{Case, Change, Edit, Impact, Kind};
use crate::model::{Ask, LevelId, OwnerId, Part, Place, Point};

/// A change by which texts come or go, or one of its texts.
#[derive(Debug)]
struct Moving {
    change: usize,
    comes: bool,
    /// Under the names of the new revision.
    place: Place,
    texts: Vec<String>,
}

impl<'a> Comparison<'a, '_> {
    /// Finds what moved, at one level first, then on one track.
    pub(super) fn moved(&mut self) {
        let at_a_level = self.unchanged(|place| Some(place.part.level()?.to_string()));
        self.replace(at_a_level);
        let on_a_track = self.unchanged(|place| self.track_kept(place));
        self.replace(on_a_track);
        self.moved_between_levels();
        self.reworded_elsewhere();
    }

    /// The track of a place, where its level is on the same one in both revisions.
    fn track_kept(&self, place: &Place) -> Option<String> {
        let pair = &self.pairs[*self.by_ladder.get(place.owner.as_str())?];
        let level = place.part.level()?;
        let was = &pair.old.resolved.levels[pair.old.level(level)?].track.id;
        let is = &pair.new.resolved.levels[pair.new.level(level)?].track.id;
        (was == is).then(|| is.to_string())
    }

    /// The changes by which texts come or go, and whether nobody is asked for more or less by each.
    fn moving(&self) -> impl Iterator<Item = (Moving, bool)> {
        let of = |(change, known): (usize, &Change)| {
            let comes = side(known.kind).filter(|_| known.edit != Edit::Included)?;
            let text = if comes { &known.new } else { &known.old };
            let texts: Vec<String> = texts(text.as_deref()?).map(str::to_owned).collect();
            let moving = Moving { change, comes, place: self.now(known), texts };
            (!moving.texts.is_empty()).then_some((moving, known.by_table == Impact::Wording))
        };
        self.changes.iter().enumerate().filter_map(of)
    }

    /// The place of a change under the names of the new revision.
    fn now(&self, change: &Change) -> Place {
        if change.kind.is_removal() { self.identity.names.place(&change.place) } else { change.place.clone() }
    }

    /// Groups of changes that share texts `within` one level or track, as one change each: what it replaces, the place
    /// where it stands first.
    fn unchanged(&self, within: impl Fn(&Place) -> Option<String>) -> Vec<(Vec<usize>, Change)> {
        let moving: Vec<Moving> = self.moving().filter(|(_, same)| *same).map(|(moving, _)| moving).collect();
        let mut group: Vec<usize> = (0..moving.len()).collect();
        let mut homes: HashMap<_, usize> = HashMap::new();
        for (index, known) in moving.iter().enumerate() {
            let Some(within) = within(&known.place) else { continue };
            for text in &known.texts {
                let home = *homes.entry((&known.place.owner, within.clone(), fold(text))).or_insert(index);
                let (one, other) = (root(&mut group, home), root(&mut group, index));
                group[one.max(other)] = one.min(other);
            }
        }
        let mut groups: BTreeMap<usize, Vec<&Moving>> = BTreeMap::new();
        for (index, known) in moving.iter().enumerate() {
            groups.entry(root(&mut group, index)).or_default().push(known);
        }
        groups.into_values().filter_map(|group| self.one(&group)).collect()
    }

    fn one(&self, group: &[&Moving]) -> Option<(Vec<usize>, Change)> {
        let side = |comes: bool| group.iter().copied().filter(move |known| known.comes == comes);
        let place = side(true).map(|known| &known.place).min()?.clone();
        let from = side(false).map(|known| &known.place).min()?;
        let changes = |comes: bool| side(comes).map(|known| &self.changes[known.change]);
        let whole = group.iter().all(|known| is_whole(known));
        let kind = if whole { Kind::ExpectationMoved } else { Kind::PointMoved };
        let lines = |texts: Vec<&str>| (!texts.is_empty()).then(|| texts.join("\n"));
        let old = lines(changes(false).filter_map(|change| change.old.as_deref()).collect());
        let new = lines(changes(true).filter_map(|change| change.new.as_deref()).collect());
        let order = side(true).chain(side(false)).map(|known| known.change).collect::<Vec<_>>();
        let edit = Edit::All(order.iter().map(|change| self.changes[*change].edit.clone()).collect());
        let reason = format!("moved from {}, and still asked", origin(from, &place));
        let change = self.ruled(Draft::new(kind, Case::Same, place, edit, reason).values(old, new));
        Some((order, change))
    }

    /// Puts each change in the place of the first of those that it replaces.
    fn replace(&mut self, merged: Vec<(Vec<usize>, Change)>) {
        let mut changes: Vec<Option<Change>> = std::mem::take(&mut self.changes).into_iter().map(Some).collect();
        for (replaced, change) in merged {
            replaced.iter().for_each(|index| changes[*index] = None);
            changes[replaced[0]] = Some(change);
        }
        self.changes = changes.into_iter().flatten().collect();
    }

    /// What a level no longer says because a level that is new below it does; and the other way round.
    fn moved_between_levels(&mut self) {
        for (known, same) in self.moving().collect::<Vec<_>>() {
            let Some(pair) = self.by_ladder.get(known.place.owner.as_str()) else { continue };
            let Some((other, said)) = other_level(&self.pairs[*pair], &known, same) else { continue };
            let reason = match (known.comes, same) {
                (true, true) => format!("moved from `{other}`, which is removed, and still asked"),
                (false, true) => format!("moved to `{other}`, which is new below it, and still asked"),
                (true, false) => format!("moved from `{other}`, which is removed: check whether it already applied"),
                (false, false) => {
                    format!("moved to `{other}`, which is new below it: check whether it still applies")
                }
            };
            let was = &self.changes[known.change];
            let (old, new) = if known.comes { (Some(said), was.new.clone()) } else { (was.old.clone(), Some(said)) };
            let kind = if is_whole(&known) { Kind::ExpectationMoved } else { Kind::PointMoved };
            let case = if same { Case::Same } else { Case::Unsure };
            let draft = Draft::new(kind, case, known.place, was.edit.clone(), reason).reaching(was.reaches.clone());
            self.changes[known.change] = self.ruled(draft.values(old, new));
        }
    }

    /// Texts that are less at a level and more at the same level, in much the same words.
    fn reworded_elsewhere(&mut self) {
        let mut by_level: BTreeMap<(OwnerId, LevelId), Vec<Moving>> = BTreeMap::new();
        for (change, known) in self.changes.iter().enumerate() {
            for known in self.single(change, known) {
                if let Some(level) = known.place.part.level() {
                    by_level.entry((known.place.owner.clone(), level.clone())).or_default().push(known);
                }
            }
        }
        let mut taken: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        let mut merged = Vec::new();
        for movings in by_level.into_values() {
            let (come, gone): (Vec<Moving>, Vec<Moving>) = movings.into_iter().partition(|known| known.comes);
            let texts = |all: &[Moving]| all.iter().map(|known| known.texts[0].clone()).collect::<Vec<_>>();
            for (from, to) in most_alike(&texts(&gone), &texts(&come)) {
                if let Some(change) = self.rewording(&gone[from], &come[to]) {
                    let mut replaced = Vec::new();
                    for known in [&come[to], &gone[from]] {
                        if self.changes[known.change].edit == Edit::Follows {
                            taken.entry(known.change).or_default().push(known.texts[0].clone());
                        } else {
                            replaced.push(known.change);
                        }
                    }
                    merged.push((replaced, change));
                }
            }
        }
        for (change, texts) in taken {
            let change = &mut self.changes[change];
            for value in [&mut change.old, &mut change.new] {
                let left =
                    value.iter().flat_map(|value| value.lines()).filter(|line| !texts.iter().any(|text| text == line));
                *value = Some(left.collect::<Vec<_>>().join("\n")).filter(|left| !left.is_empty());
            }
        }
        self.replace(merged);
        self.changes.retain(|change| change.edit != Edit::Follows || change.old.is_some() || change.new.is_some());
    }

    /// The texts by which a change asks for more or less, where each can be taken by itself.
    fn single(&self, change: usize, known: &Change) -> Vec<Moving> {
        let follows = known.edit == Edit::Follows;
        let comes = match known.kind {
            Kind::ExpectationRaised if follows => true,
            Kind::ExpectationLowered if follows => false,
            kind => match side(kind) {
                Some(comes) if known.edit != Edit::Included && known.by_table != Impact::Wording => comes,
                _ => return Vec::new(),
            },
        };
        let value = if comes { &known.new } else { &known.old };
        let Some(value) = value.as_deref().filter(|value| follows || texts(value).eq([*value])) else {
            return Vec::new();
        };
        let place = self.now(known);
        texts(value).map(|text| Moving { change, comes, place: place.clone(), texts: vec![text.to_owned()] }).collect()
    }

    /// One text in other words elsewhere, where it concerns the same people before and after.
    fn rewording(&self, gone: &Moving, come: &Moving) -> Option<Change> {
        let (was, is) = (&self.changes[gone.change], &self.changes[come.change]);
        let pair = &self.pairs[*self.by_ladder.get(come.place.owner.as_str())?];
        let agree = pair.swaps(&fold(&gone.texts[0]), &fold(&come.texts[0]));
        let planned = [was, is].iter().all(|change| change.by_table == Impact::Addition);
        let follows = [was, is].into_iter().find(|change| change.edit == Edit::Follows);
        if !agree || (was.edit == Edit::Follows && is.edit == Edit::Follows) {
            return None;
        }
        let whole = [gone, come].into_iter().all(is_whole);
        let grain = if whole { Grain::Whole } else { Grain::Point };
        let (kind, case, why) = grain.judged(text::read(&gone.texts[0], &come.texts[0]))?;
        let reason = match follows {
            Some(follows) => format!("{why}; {}", follows.reason),
            None => {
                let people = is.reason.strip_prefix(NEW).or_else(|| was.reason.strip_prefix(GONE)).unwrap_or_default();
                format!("{why}; moved from {}{people}", origin(&gone.place, &come.place))
            }
        };
        let edit = Edit::All(vec![was.edit.clone(), is.edit.clone()]);
        let reaches = if is.edit == Edit::Follows { was.reaches.clone() } else { is.reaches.clone() };
        let draft = Draft::new(kind, case, come.place.clone(), edit, reason).reaching(reaches).planned(planned);
        Some(self.ruled(draft.values(gone.texts.first(), come.texts.first())))
    }
}

/// Whether a kind says that a text comes; `None` where it says neither that nor that one goes.
fn side(kind: Kind) -> Option<bool> {
    match kind {
        Kind::ExpectationAdded | Kind::PointAdded => Some(true),
        Kind::ExpectationRemoved | Kind::PointRemoved => Some(false),
        _ => None,
    }
}

/// The texts of a value: its lines but that of a step.
fn texts(value: &str) -> impl Iterator<Item = &str> {
    value.lines().filter(|line| !line.is_empty() && *line != "~" && !line.starts_with("step "))
}

/// The group that a member is in.
fn root(group: &mut [usize], mut member: usize) -> usize {
    while group[member] != member {
        group[member] = group[group[member]];
        member = group[member];
    }
    member
}

/// Where something stood before: a level, or a competency of the same level.
fn origin(from: &Place, to: &Place) -> String {
    let (level, competency) = (from.part.level(), from.part.competency());
    let id =
        if level == to.part.level() { competency.map(ToString::to_string) } else { level.map(ToString::to_string) };
    format!("`{}`", id.unwrap_or_default())
}

/// The level below that is in one revision only and says all of it, and its words. One that is included says it as it
/// is (`same`); where levels do not include each other, in much the same words.
fn other_level(pair: &Pair<'_>, known: &Moving, same: bool) -> Option<(LevelId, String)> {
    let (asks, other) = if known.comes { (&pair.old, &pair.new) } else { (&pair.new, &pair.old) };
    let level = asks.level(known.place.part.level()?)?;
    let standing = asks.resolved.levels[level];
    if standing.track.is_cumulative() != same {
        return None;
    }
    let said = |text: &String, below: usize| {
        let points = asks.resolved.levels[below].level.expectations.iter().filter_map(|said| match &said.ask {
            Ask::Asked(asked) => Some(&asked.points),
            Ask::SameAs(_) | Ask::NotAsked | Ask::Unknown => None,
        });
        let (bag, folded) = (Bag::of(text), fold(text));
        let likeness = |said: &&Point| match fold(&said.text) == folded {
            true => u8::MAX,
            false => bag.likeness(&Bag::of(&said.text)),
        };
        let least = if same { u8::MAX } else { ALIKE };
        points.flatten().max_by_key(likeness).filter(|said| likeness(said) >= least).map(|said| said.text.clone())
    };
    let mut below = (level - standing.position..level).rev();
    below.find_map(|below| {
        let id = &asks.resolved.levels[below].level.id;
        if other.level(id).is_some() {
            return None;
        }
        let texts = known.texts.iter().map(|text| said(text, below)).collect::<Option<Vec<_>>>()?;
        Some((id.clone(), texts.join("\n")))
    })
}

fn is_whole(known: &Moving) -> bool {
    matches!(known.place.part, Part::Expectation(..))
}
