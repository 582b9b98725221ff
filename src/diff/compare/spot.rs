//! One expectation in both revisions: what the level and all whom it concerns ask in effect.

use std::cmp::Ordering;
use std::ops::Range;

use super::Pair;
use crate::diff::asks::Asks;
use crate::diff::text::fold;
use crate::diff::{Case, Reach};
use crate::model::resolve::{Scale, Told};
use crate::model::{CompetencyId, Part, Place, Point};

/// One expectation, in both revisions.
#[derive(Clone, Copy)]
pub(super) struct Spot<'s, 'a> {
    pub(super) pair: &'s Pair<'a>,
    /// The level, in the old and in the new revision.
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) competency: &'s CompetencyId,
}

impl<'a> Spot<'_, 'a> {
    pub(super) fn place(&self) -> Place {
        self.pair.new.expectation_place(self.after, self.competency)
    }

    pub(super) fn point(&self, index: usize) -> Place {
        numbered(self.place(), index)
    }

    pub(super) fn old_point(&self, index: usize) -> Place {
        numbered(self.pair.old.expectation_place(self.before, self.competency), index)
    }

    /// The level and those that follow it by `same_as` in either revision, where they are in both.
    fn levels(&self) -> impl Iterator<Item = (usize, usize)> {
        let now = self.pair.new.followers(self.after, self.competency).iter();
        let now = now.filter_map(|after| Some((self.pair.before(*after)?, *after)));
        let before = self.pair.old.followers(self.before, self.competency).iter();
        let before = before.filter_map(|before| Some((*before, self.pair.after(*before)?)));
        std::iter::once((self.before, self.after)).chain(now).chain(before)
    }

    /// Whether a level asks the point now that did not before.
    pub(super) fn adds(&self, folded: &str) -> bool {
        self.levels().any(|(before, after)| !self.pair.old.asks(before, folded) && self.pair.new.asks(after, folded))
    }

    /// Whether a level asked the point before that does not now.
    pub(super) fn drops(&self, folded: &str) -> bool {
        self.levels().any(|(before, after)| self.pair.old.asks(before, folded) && !self.pair.new.asks(after, folded))
    }

    /// Whether the level asks something, itself or by inheritance, that it did not ask before.
    pub(super) fn gains(&self) -> bool {
        let higher = self.steps().is_some_and(|order| order == Ordering::Greater);
        higher || self.asks_only((&self.pair.new, self.after), (&self.pair.old, self.before), |text| self.adds(text))
    }

    /// Whether the level asked something, itself or by inheritance, that it does not ask now.
    pub(super) fn loses(&self) -> bool {
        let lower = self.steps().is_some_and(|order| order == Ordering::Less);
        lower || self.asks_only((&self.pair.old, self.before), (&self.pair.new, self.after), |text| self.drops(text))
    }

    /// Whether one revision asks something that the other does not; `differs` says so of a text.
    fn asks_only(
        &self,
        (with, level): (&Asks<'_>, usize),
        (without, other): (&Asks<'_>, usize),
        differs: impl Fn(&str) -> bool,
    ) -> bool {
        let told = match with.resolved.told(level, self.competency) {
            Told::Asked { asked, .. } => asked.points.as_slice(),
            Told::Silent | Told::NotAsked | Told::Unknown => &[],
        };
        // Only `~` ends what is inherited; whatever else happens below says so itself.
        let ended = without.resolved.told(other, self.competency) == Told::NotAsked;
        let inherited = with.inherited(level, self.competency).filter(|_| ended);
        let mut texts = told.iter().map(Point::as_str).chain(inherited).peekable();
        let alone = with.asks_anything(level, self.competency) && !without.asks_anything(other, self.competency);
        // Texts may be asked of another competency; a step is one of this competency.
        let ends = alone && (with.step(level, self.competency).is_some() || texts.peek().is_none());
        ends || texts.any(|text| differs(&fold(text)))
    }

    /// How the step in effect moved; `None` where it cannot be compared.
    pub(super) fn steps(&self) -> Option<Ordering> {
        let before = self.pair.old.step(self.before, self.competency)?;
        let after = self.pair.new.step(self.after, self.competency)?;
        if before == after {
            return Some(Ordering::Equal);
        }
        let on = |scale: &Scale<'_>| Some(scale.rank_in_any_revision(after)?.cmp(&scale.rank_in_any_revision(before)?));
        let scale = |asks: &Asks<'a>| on(asks.resolved.scale_of(self.competency));
        let (then, now) = (scale(&self.pair.old), scale(&self.pair.new));
        match (then, now) {
            // Where the steps themselves changed places, neither order can be taken for granted.
            (Some(then), Some(now)) if then != now => None,
            (then, now) => now.or(then),
        }
    }

    /// The levels above that inherit from this one: all, or those that do not ask the point themselves. Where the
    /// level inherits from nobody and nobody from it, the old revision may know better.
    pub(super) fn above(&self, point: Option<&str>) -> Range<usize> {
        let of = |asks: &Asks<'_>, level: usize| match point {
            Some(point) => asks.inheritors_of(level, self.competency, point),
            None => asks.inheritors(level, self.competency),
        };
        let now = of(&self.pair.new, self.after);
        if !now.is_empty() {
            return now;
        }
        // What was inherited and is not any more: the same levels, where they are found in the new revision.
        let before = of(&self.pair.old, self.before);
        let found = |level: usize| self.pair.after(level);
        match (before.clone().find_map(found), before.clone().rev().find_map(found)) {
            // Those that went to another track have a change of their own.
            (Some(first), Some(last)) if first <= last && self.on_one_track(first, last) => first..last + 1,
            _ => now,
        }
    }

    /// The levels above that ask the point from now on.
    pub(super) fn above_adding(&self, folded: &str) -> Range<usize> {
        self.above_where(folded, |was, is| !was && is)
    }

    /// The levels above that do not ask the point any more.
    pub(super) fn above_dropping(&self, folded: &str) -> Range<usize> {
        self.above_where(folded, |was, is| was && !is)
    }

    /// From the first to the last of the levels above for which it holds, by whether they asked the point and ask it.
    fn above_where(&self, folded: &str, holds: impl Fn(bool, bool) -> bool) -> Range<usize> {
        let (old, new) = (&self.pair.old, &self.pair.new);
        let holds = |after: &usize| {
            let was = self.pair.before(*after).is_some_and(|before| old.asks(before, folded));
            holds(was, new.asks(*after, folded))
        };
        let now = new.inheritors_of(self.after, self.competency, folded);
        let was = old.inheritors_of(self.before, self.competency, folded).filter_map(|level| self.pair.after(level));
        // Those that went to another track have a change of their own.
        let was = was.filter(|level| self.on_one_track(self.after, *level));
        let mut found = now.chain(was).filter(holds);
        let Some(first) = found.next() else { return self.after + 1..self.after + 1 };
        let (first, last) = found.fold((first, first), |(first, last), level| (first.min(level), last.max(level)));
        first..last + 1
    }

    fn on_one_track(&self, first: usize, last: usize) -> bool {
        let levels = &self.pair.new.resolved.levels;
        levels[first].track_index == levels[last].track_index
    }

    /// Who else is concerned, said in the reason, and whether all of them are at planned levels.
    pub(super) fn people(&self, case: Case, inheritors: Range<usize>, reason: &mut String) -> (Vec<Reach>, bool) {
        if case == Case::Same {
            // Nobody is asked for anything else than before.
            return (Vec::new(), false);
        }
        let new = &self.pair.new;
        let mut planned = self.pair.old.is_planned(self.before) && new.all_planned(&inheritors);
        let mut reaches = Vec::new();
        let id = |level: usize| new.resolved.levels[level].level.id.as_str();
        if let (Some(first), Some(last)) = (inheritors.clone().next(), inheritors.last()) {
            if first == last {
                reason.push_str(&format!("; `{}` includes it", id(first)));
                reaches.push(Reach::Level(new.place(first)));
            } else {
                reason.push_str(&format!("; `{}` to `{}` include it", id(first), id(last)));
                reaches.push(Reach::Levels(new.place(first), new.place(last)));
            }
        }
        let followers = new.followers(self.after, self.competency);
        planned &= followers.iter().all(|follower| new.is_planned(*follower));
        if !followers.is_empty() {
            let names: Vec<String> = followers.iter().take(4).map(|level| id(*level).to_owned()).collect();
            let more = followers.len() - names.len();
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let follow = if followers.len() == 1 { "follows" } else { "follow" };
            reason.push_str(&format!("; {}{more} {follow}", super::listed(&names)));
        }
        for follower in followers {
            reaches.push(Reach::Level(new.place(*follower)));
            let above = new.inheritors(*follower, self.competency);
            planned &= new.all_planned(&above);
            if let (Some(first), Some(last)) = (above.clone().next(), above.last()) {
                reaches.push(Reach::Levels(new.place(first), new.place(last)));
            }
        }
        (reaches, planned)
    }
}

fn numbered(place: Place, index: usize) -> Place {
    match place.part {
        Part::Expectation(track, level, competency) => {
            Place::new(place.owner, Part::Point(track, level, competency, index + 1))
        }
        part => Place::new(place.owner, part),
    }
}
