//! What a level hands down to those above it on a cumulative track, and what becomes of it when the level leaves or comes.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Comparison, Draft, Pair};
use crate::diff::asks::Asks;
use crate::diff::text::fold;
use crate::diff::{Case, Edit, Kind, Reach};
use crate::model::resolve::Told;
use crate::model::{Ask, Asked, CompetencyId, StepId};

/// Whether a level comes to its track or leaves it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Comes,
    Leaves,
}

/// What levels ask in one revision only: by the first of them, the texts, and the last of them.
type Handed = BTreeMap<usize, (Vec<String>, usize)>;

impl<'a> Comparison<'a, '_> {
    /// Says at the levels above what they ask from now on, or no longer, because a level came to their track or left it.
    /// `giver` is the level in the revision in which it is on the track; `why` says what became of it.
    pub(super) fn handed(&mut self, pair: &Pair<'a>, giver: usize, way: Way, why: &str) {
        let (with, without) = match way {
            Way::Comes => (&pair.new, &pair.old),
            Way::Leaves => (&pair.old, &pair.new),
        };
        for expectation in &with.resolved.levels[giver].level.expectations {
            let competency = &expectation.competency;
            let comes = way == Way::Comes;
            match with.resolved.told(giver, competency) {
                Told::Asked { asked, .. } => {
                    let does = if comes { "asks this" } else { "asked this" };
                    let [given, kept] = given(with, without, giver, (competency, asked));
                    self.handed_to(pair, way, competency, given, comes, &format!("{why}, and {does}"));
                    self.handed_to(pair, way, competency, kept, !comes, &format!("{why}, and {does}, which is lower"));
                }
                Told::NotAsked if expectation.ask == Ask::NotAsked => {
                    let does = if comes { "ends this" } else { "ended this" };
                    let held_back = held_back(with, without, giver, competency);
                    self.handed_to(pair, way, competency, held_back, !comes, &format!("{why}, and {does}"));
                }
                Told::NotAsked | Told::Silent | Told::Unknown => {}
            }
        }
    }

    fn handed_to(
        &mut self,
        pair: &Pair<'a>,
        way: Way,
        competency: &CompetencyId,
        handed: Handed,
        is_more: bool,
        why: &str,
    ) {
        let (kind, case) =
            if is_more { (Kind::ExpectationRaised, Case::More) } else { (Kind::ExpectationLowered, Case::Less) };
        let now = |level: usize| if way == Way::Comes { Some(level) } else { pair.after(level) };
        let before = |level: usize| if way == Way::Comes { pair.before(level) } else { Some(level) };
        let is_planned = |level: usize| before(level).is_some_and(|before| pair.old.is_planned(before));
        for (first, (texts, last)) in handed {
            // In the order of the revision that hands them down: in the other one, the last may be below the first.
            let planned = (first..=last).all(is_planned);
            let (Some(first), Some(last)) = (now(first), now(last)) else { continue };
            let mut reason = why.to_owned();
            let mut reaches = Vec::new();
            if last > first {
                reason.push_str(&format!("; the same up to `{}`", pair.new.resolved.levels[last].level.id));
                reaches.push(Reach::Levels(pair.new.place(first), pair.new.place(last)));
            }
            let place = pair.new.expectation_place(first, competency);
            let draft = Draft::new(kind, case, place, Edit::Follows, reason).reaching(reaches).planned(planned);
            let text = texts.join("\n");
            let (old, new) = if is_more { (None, Some(text)) } else { (Some(text), None) };
            self.push(draft.values(old, new));
        }
    }
}

/// By the first level above that asks it, what levels ask only because `giver` does; and the step that they have only
/// because `giver` names it, and that is lower than what they would have.
fn given<'a>(
    with: &Asks<'a>,
    without: &Asks<'a>,
    giver: usize,
    (competency, asked): (&CompetencyId, &'a Asked),
) -> [Handed; 2] {
    let (mut given, mut lower) = (Handed::new(), Handed::new());
    for point in &asked.points {
        let folded = fold(&point.text);
        let lacks = |level: &usize| on_both(with, without, *level).is_some_and(|other| !without.asks(other, &folded));
        note(&mut given, with.inheritors_of(giver, competency, &folded).filter(lacks), point.text.clone());
    }
    if let Some(step) = asked.step.get() {
        let order = |level: usize| {
            let other = without.step(on_both(with, without, level)?, competency);
            let rank = |step: &StepId| with.resolved.scale_of(competency).rank(step);
            other.map_or(Some(Ordering::Greater), |other| Some(rank(step)?.cmp(&rank(other)?)))
        };
        let above = || with.inheritors_of_step(giver, competency);
        let text = format!("step {step}");
        note(&mut given, above().filter(|level| order(*level) == Some(Ordering::Greater)), text.clone());
        note(&mut lower, above().filter(|level| order(*level) == Some(Ordering::Less)), text);
    }
    [given, lower]
}

/// Adds a text for the first and the last of some levels.
fn note(handed: &mut Handed, mut levels: impl DoubleEndedIterator<Item = usize>, text: String) {
    if let Some(first) = levels.next() {
        let last = levels.next_back().unwrap_or(first);
        let (texts, furthest) = handed.entry(first).or_insert((Vec::new(), last));
        texts.push(text);
        *furthest = last.max(*furthest);
    }
}

/// By the first level above that it is kept from, what `giver` ends by asking nothing on purpose.
fn held_back<'a>(with: &Asks<'a>, without: &Asks<'a>, giver: usize, competency: &CompetencyId) -> Handed {
    let above = with.inheritors(giver, competency);
    let kept = |level: usize| {
        let texts = without.inherited(on_both(with, without, level)?, competency);
        let texts: Vec<&str> = texts.filter(|text| !with.asks(level, &fold(text))).collect();
        (!texts.is_empty()).then_some((level, texts))
    };
    let Some((first, texts)) = above.clone().find_map(kept) else { return Handed::new() };
    let last = above.rev().find_map(kept).map_or(first, |(last, _)| last);
    Handed::from([(first, (texts.into_iter().map(str::to_owned).collect(), last))])
}

/// A level in the other revision, where it is on the same cumulative track there.
fn on_both(with: &Asks<'_>, without: &Asks<'_>, level: usize) -> Option<usize> {
    let here = with.resolved.levels[level];
    let other = without.level(&here.level.id)?;
    let there = without.resolved.levels[other];
    (there.track.id == here.track.id && there.track.is_cumulative()).then_some(other)
}
