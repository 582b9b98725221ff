//! What a level asks of a competency: one edit is one change, judged by what every level concerned asks in effect.

use std::cmp::Ordering;
use std::ops::Range;

use super::{Comparison, Draft, Pair};
use crate::diff::text::{self, Reading, fold, pair_points};
use crate::diff::{Case, Edit, Kind, Reach, Value};
use crate::model::resolve::{Scale, Told};
use crate::model::{Ask, Asked, CompetencyId, Part, Place};

/// One expectation, in both revisions.
#[derive(Clone, Copy)]
struct Spot<'s, 'a> {
    pair: &'s Pair<'a>,
    /// The level, in the old and in the new revision.
    before: usize,
    after: usize,
    competency: &'s CompetencyId,
}

/// Whether a kind speaks of a whole expectation or of one of its points.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grain {
    Whole,
    Point,
}

impl<'a> Comparison<'a, '_> {
    pub(super) fn expectation(
        &mut self,
        pair: &Pair<'a>,
        (before, after): (usize, usize),
        competency: &CompetencyId,
        old: Option<&'a Ask>,
        new: Option<&'a Ask>,
    ) {
        let spot = Spot { pair, before, after, competency };
        match (old, new) {
            (Some(Ask::Unknown), _) | (_, Some(Ask::Unknown)) => {}
            (old, new) if old == new => {}
            (Some(Ask::Asked(old)), Some(Ask::Asked(new))) => {
                self.step_of(spot, old, new);
                self.examples(spot, old, new);
                self.points(spot, &old.points, &new.points);
            }
            (_, new) => {
                let told = pair.old.resolved.told(before, competency);
                let now = pair.new.resolved.told(after, competency);
                self.whole(spot, told, now, new);
            }
        }
    }

    /// What a level says begins, ends, or follows another level than before.
    fn whole(&mut self, spot: Spot<'_, 'a>, old: Told<'a>, new: Told<'a>, ask: Option<&Ask>) {
        let (kind, case, mut reason) = match (old, new) {
            (Told::Unknown, _) | (_, Told::Unknown) => return,
            (Told::Asked { asked: old, .. }, Told::Asked { asked: new, .. }) => spot.instead(old, new),
            (Told::Silent | Told::NotAsked, Told::Asked { asked, .. }) => {
                let more = asked.points.iter().any(|point| spot.adds(&fold(point)));
                if more || spot.steps().is_some_and(|order| order == Ordering::Greater) || spot.begins() {
                    (Kind::ExpectationAdded, Case::More, "it was not asked before".to_owned())
                } else {
                    (Kind::ExpectationAdded, Case::Same, "it was asked in effect before".to_owned())
                }
            }
            (Told::Asked { .. }, Told::Silent | Told::NotAsked) => {
                if spot.loses() {
                    (Kind::ExpectationRemoved, Case::Less, "it is not asked any more".to_owned())
                } else {
                    (Kind::ExpectationRemoved, Case::Same, "it is asked in effect as before".to_owned())
                }
            }
            (Told::Silent, Told::NotAsked) if spot.loses() => {
                let reason = "what the levels below it ask is not asked here any more".to_owned();
                (Kind::ExpectationRemoved, Case::Less, reason)
            }
            (Told::NotAsked, Told::Silent) if spot.pair.new.asks_anything(spot.after, spot.competency) => {
                let reason = "what the levels below it ask is asked here from now on".to_owned();
                (Kind::ExpectationAdded, Case::More, reason)
            }
            (_, Told::NotAsked) => {
                (Kind::ExpectationReworded, Case::Same, "nothing was asked, and now that is on purpose".to_owned())
            }
            (_, Told::Silent) => {
                (Kind::ExpectationReworded, Case::Same, "nothing was asked, and nothing is".to_owned())
            }
        };
        let inheritors = match (old, new) {
            (Told::Asked { .. } | Told::Silent, Told::NotAsked) => spot.above(None),
            _ => spot.pair.new.inheritors(spot.after, spot.competency),
        };
        let (reaches, planned) = spot.people(inheritors, &mut reason);
        let place = spot.place();
        let edit = Edit::Set(place.clone(), Value::Ask(ask.cloned()));
        let draft = Draft::new(kind, case, place, edit, reason).reaching(reaches).planned(planned);
        self.push(draft.values(in_words(old), in_words(new)));
    }

    fn step_of(&mut self, spot: Spot<'_, 'a>, old: &'a Asked, new: &'a Asked) {
        if old.step == new.step || old.step.is_unknown() || new.step.is_unknown() {
            return;
        }
        let (kind, case, mut reason) = match spot.steps() {
            Some(Ordering::Greater) => (Kind::ExpectationRaised, Case::More, "a higher step".to_owned()),
            Some(Ordering::Less) => (Kind::ExpectationLowered, Case::Less, "a lower step".to_owned()),
            Some(Ordering::Equal) => {
                (Kind::ExpectationReworded, Case::Same, "the step in effect is the same".to_owned())
            }
            None => {
                let reason = match (old.step.is_unstated(), new.step.is_unstated()) {
                    (true, _) => "no step was named before",
                    (_, true) => "no step is named any more",
                    _ => "the two steps are not on one scale",
                };
                (Kind::ExpectationReworded, Case::Unsure, reason.to_owned())
            }
        };
        let inheritors = spot.pair.new.inheritors_of_step(spot.after, spot.competency);
        let (reaches, planned) = spot.people(inheritors, &mut reason);
        let place = spot.place();
        let edit = Edit::Set(place.clone(), Value::Step(new.step.clone()));
        let draft = Draft::new(kind, case, place, edit, reason).reaching(reaches).planned(planned);
        self.push(draft.values(old.step.get(), new.step.get()));
    }

    fn examples(&mut self, spot: Spot<'_, 'a>, old: &Asked, new: &Asked) {
        let plain = |asked: &Asked| {
            let words = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
            asked.examples.iter().map(words).collect::<Vec<_>>()
        };
        let (before, after) = (plain(old), plain(new));
        if before == after {
            return;
        }
        let place = spot.place();
        let edit = Edit::Set(place.clone(), Value::Examples(new.examples.clone()));
        let reason = "an example shows what is asked, and asks nothing itself";
        let draft = Draft::new(Kind::ExpectationReworded, Case::Words, place, edit, reason);
        let joined = |examples: Vec<String>| (!examples.is_empty()).then(|| examples.join("; "));
        self.push(draft.values(joined(before), joined(after)));
    }

    fn points(&mut self, spot: Spot<'_, 'a>, old: &'a [String], new: &'a [String]) {
        if let ([old], [new]) = (old, new) {
            self.reworded(spot, Grain::Whole, spot.place(), (old, new));
            return;
        }
        let pairing = pair_points(old, new);
        for (before, after) in pairing.pairs {
            self.reworded(spot, Grain::Point, spot.point(after), (&old[before], &new[after]));
        }
        for index in pairing.come {
            let folded = fold(&new[index]);
            let (case, mut reason) = if spot.adds(&folded) {
                (Case::More, "it was not asked before".to_owned())
            } else {
                (Case::Same, "it was asked in effect before".to_owned())
            };
            let (reaches, planned) = spot.people(spot.above(Some(&folded)), &mut reason);
            let edit = Edit::Set(spot.place(), Value::Point(None, Some(new[index].clone())));
            let draft = Draft::new(Kind::PointAdded, case, spot.point(index), edit, reason);
            self.push(draft.values(None::<&str>, Some(&new[index])).reaching(reaches).planned(planned));
        }
        for index in pairing.gone {
            let folded = fold(&old[index]);
            let (case, mut reason) = if spot.drops(&folded) {
                (Case::Less, "it is not asked any more".to_owned())
            } else {
                (Case::Same, "it is asked in effect as before".to_owned())
            };
            let (reaches, planned) = spot.people(spot.above(Some(&folded)), &mut reason);
            let edit = Edit::Set(spot.place(), Value::Point(Some(old[index].clone()), None));
            let place = self.old_place(&spot.old_point(index));
            let draft = Draft::new(Kind::PointRemoved, case, place, edit, reason);
            self.push(draft.values(Some(&old[index]), None::<&str>).reaching(reaches).planned(planned));
        }
    }

    fn reworded(&mut self, spot: Spot<'_, 'a>, grain: Grain, place: Place, (old, new): (&String, &String)) {
        let (was, is) = (fold(old), fold(new));
        let reading = text::read(old, new);
        let in_effect = !matches!(reading, Reading::Same | Reading::Notation | Reading::Spelling);
        let (kind, case, mut reason) = if in_effect && !spot.adds(&is) && !spot.drops(&was) {
            (grain.reworded(), Case::Same, "both are asked in effect, before and after".to_owned())
        } else {
            match grain.judged(reading) {
                Some(judged) => judged,
                None => return,
            }
        };
        let (reaches, planned) = spot.people(spot.above(Some(&is)), &mut reason);
        let edit = Edit::Set(spot.place(), Value::Point(Some(old.clone()), Some(new.clone())));
        let draft = Draft::new(kind, case, place, edit, reason).reaching(reaches).planned(planned);
        self.push(draft.values(Some(old), Some(new)));
    }
}

impl<'a> Spot<'_, 'a> {
    fn place(&self) -> Place {
        self.pair.new.expectation_place(self.after, self.competency)
    }

    fn point(&self, index: usize) -> Place {
        numbered(self.place(), index)
    }

    fn old_point(&self, index: usize) -> Place {
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
    fn adds(&self, folded: &str) -> bool {
        self.levels().any(|(before, after)| {
            !self.pair.old.asks(before, self.competency, folded) && self.pair.new.asks(after, self.competency, folded)
        })
    }

    /// Whether a level asked the point before that does not now.
    fn drops(&self, folded: &str) -> bool {
        self.levels().any(|(before, after)| {
            self.pair.old.asks(before, self.competency, folded) && !self.pair.new.asks(after, self.competency, folded)
        })
    }

    /// Whether the level asks something of the competency and asked nothing.
    fn begins(&self) -> bool {
        let (old, new) = (&self.pair.old, &self.pair.new);
        !old.asks_anything(self.before, self.competency) && new.asks_anything(self.after, self.competency)
    }

    /// Whether the level asked something, itself or by inheritance, that it does not ask now.
    fn loses(&self) -> bool {
        let (old, new) = (&self.pair.old, &self.pair.new);
        let told = match old.resolved.told(self.before, self.competency) {
            Told::Asked { asked, .. } => asked.points.as_slice(),
            Told::Silent | Told::NotAsked | Told::Unknown => &[],
        };
        // Only `~` ends what is inherited; whatever else happens below says so itself.
        let ended = new.resolved.told(self.after, self.competency) == Told::NotAsked;
        let inherited = old.inherited(self.before, self.competency).filter(|_| ended);
        let mut all = told.iter().map(String::as_str).chain(inherited);
        let ends = old.asks_anything(self.before, self.competency) && !new.asks_anything(self.after, self.competency);
        let lower = self.steps().is_some_and(|order| order == Ordering::Less);
        ends || lower || all.any(|point| self.drops(&fold(point)))
    }

    /// How the step in effect moved; `None` where it cannot be compared.
    fn steps(&self) -> Option<Ordering> {
        let before = self.pair.old.step(self.before, self.competency)?;
        let after = self.pair.new.step(self.after, self.competency)?;
        if before == after {
            return Some(Ordering::Equal);
        }
        let on = |scale: &Scale<'_>| Some(scale.rank(after)?.cmp(&scale.rank(before)?));
        let (then, now) = (on(&self.pair.old.resolved.scale), on(&self.pair.new.resolved.scale));
        match (then, now) {
            // Where the steps themselves changed places, neither order can be taken for granted.
            (Some(then), Some(now)) if then != now => None,
            (then, now) => now.or(then),
        }
    }

    /// The levels above that inherit from this one: all, or those that do not ask the point themselves. Where the
    /// level inherits from nobody and nobody from it, the old revision may know better.
    fn above(&self, point: Option<&str>) -> Range<usize> {
        let of = |asks: &crate::diff::asks::Asks<'_>, level: usize| match point {
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

    fn on_one_track(&self, first: usize, last: usize) -> bool {
        let levels = &self.pair.new.resolved.levels;
        levels[first].track_index == levels[last].track_index
    }

    /// What stands at a level instead of what it followed, or the other way round.
    fn instead(&self, old: &Asked, new: &Asked) -> (Kind, Case, String) {
        let step = self.steps().unwrap_or(if old.step == new.step { Ordering::Equal } else { Ordering::Less });
        let comparable = self.steps().is_some() || old.step == new.step;
        let same = |old: &String, new: &String| text::read(old, new);
        if let ([before], [after], Ordering::Equal) = (old.points.as_slice(), new.points.as_slice(), step) {
            let reading = same(before, after);
            return match Grain::Whole.judged(reading) {
                Some(judged) => judged,
                None => {
                    let reason = "it says the same, and follows another level or none".to_owned();
                    (Kind::ExpectationReworded, Case::Layout, reason)
                }
            };
        }
        let pairing = pair_points(&old.points, &new.points);
        let kept = pairing.pairs.iter().all(|(before, after)| fold(&old.points[*before]) == fold(&new.points[*after]));
        let (gone, come) = (!pairing.gone.is_empty(), !pairing.come.is_empty());
        match (kept && comparable, gone, come, step) {
            (true, false, false, Ordering::Equal) => {
                let reason = "it says the same, and follows another level or none".to_owned();
                (Kind::ExpectationReworded, Case::Layout, reason)
            }
            (true, false, _, Ordering::Greater) | (true, false, true, Ordering::Equal) => {
                (Kind::ExpectationRaised, Case::More, "it asks for all that it did, and more".to_owned())
            }
            (true, _, false, Ordering::Less) | (true, true, false, Ordering::Equal) => {
                (Kind::ExpectationLowered, Case::Less, "it asks for some of what it did".to_owned())
            }
            _ => {
                (Kind::ExpectationReworded, Case::Unsure, "it follows another level or none, in other words".to_owned())
            }
        }
    }

    /// Who else is concerned, said in the reason, and whether all of them are at planned levels.
    fn people(&self, inheritors: Range<usize>, reason: &mut String) -> (Vec<Reach>, bool) {
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

impl Grain {
    fn reworded(self) -> Kind {
        match self {
            Self::Whole => Kind::ExpectationReworded,
            Self::Point => Kind::PointReworded,
        }
    }

    /// The kind and the case of a text that was read; `None` where nothing differs.
    fn judged(self, reading: Reading) -> Option<(Kind, Case, String)> {
        let (raised, lowered) = match self {
            Self::Whole => (Kind::ExpectationRaised, Kind::ExpectationLowered),
            Self::Point => (Kind::PointRaised, Kind::PointLowered),
        };
        Some(match reading {
            Reading::Same => return None,
            Reading::Notation => (self.reworded(), Case::Layout, "only punctuation or case differ".to_owned()),
            Reading::Spelling => (self.reworded(), Case::Layout, "only spelling differs".to_owned()),
            Reading::Equal(why) => (self.reworded(), Case::Words, why),
            Reading::Stronger(why) => (raised, Case::More, why),
            Reading::Weaker(why) => (lowered, Case::Less, why),
            Reading::Unsure(why) => (self.reworded(), Case::Unsure, why),
        })
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

/// What is told, as one text; points stand on lines of their own.
fn in_words(told: Told<'_>) -> Option<String> {
    match told {
        Told::Asked { asked, .. } => {
            let step = asked.step.get().map(|step| format!("step {step}"));
            Some(step.into_iter().chain(asked.points.iter().cloned()).collect::<Vec<_>>().join("\n"))
        }
        Told::NotAsked | Told::Silent | Told::Unknown => None,
    }
}
