//! What a level asks of a competency: one edit is one change, judged by what every level concerned asks in effect.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::away::Away;
use super::spot::Spot;
use super::{Comparison, Draft, Pair};
use crate::diff::text::{self, Pairing, Reading, fold, pair_points};
use crate::diff::{Case, Edit, Kind, Value};
use crate::model::resolve::Told;
use crate::model::{Ask, Asked, CompetencyId, Place, Point};

/// Why something counts as more, as less, or as the same.
pub(super) const NEW: &str = "this was not asked before";
pub(super) const GONE: &str = "this is no longer asked";
pub(super) const ALREADY: &str = "this already applied before";
pub(super) const STILL: &str = "this still applies";
pub(super) const BOTH: &str = "both applied before and still apply";
/// Why examples never count.
pub(super) const EXAMPLE: &str = "an example asks for nothing by itself";

/// Whether a kind speaks of a whole expectation or of one of its points.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    Whole,
    Point,
}

impl<'a> Comparison<'a, '_> {
    pub(super) fn expectation(
        &mut self,
        pair: &Pair<'a>,
        (before, after): (usize, usize),
        competency: &CompetencyId,
        away: &Away<'_>,
        (old, new): (Option<&'a Ask>, Option<&'a Ask>),
    ) {
        let spot = Spot { pair, before, after, competency };
        match (old, new) {
            (Some(Ask::Unknown), _) | (_, Some(Ask::Unknown)) => {}
            (old, new) if old == new => {}
            (Some(Ask::Asked(old)), Some(Ask::Asked(new))) => {
                self.step_of(spot, old, new);
                let edit = Edit::Set(spot.place(), Value::Examples(new.examples.clone()));
                self.examples((Kind::ExpectationReworded, spot.place()), (&old.examples, &new.examples), edit);
                self.points(spot, away, (&old.points, &new.points));
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
            (Told::Silent | Told::NotAsked, Told::Asked { .. }) => {
                if spot.gains() {
                    (Kind::ExpectationAdded, Case::More, NEW.to_owned())
                } else {
                    (Kind::ExpectationAdded, Case::Same, ALREADY.to_owned())
                }
            }
            (Told::Asked { .. }, Told::Silent | Told::NotAsked) => {
                if spot.loses() {
                    (Kind::ExpectationRemoved, Case::Less, GONE.to_owned())
                } else {
                    (Kind::ExpectationRemoved, Case::Same, STILL.to_owned())
                }
            }
            (Told::Silent, Told::NotAsked) if spot.loses() => {
                let reason = "the expectations of the levels below no longer apply here".to_owned();
                (Kind::ExpectationRemoved, Case::Less, reason)
            }
            (Told::NotAsked, Told::Silent) if spot.gains() => {
                let reason = "the expectations of the levels below apply here from now on".to_owned();
                (Kind::ExpectationAdded, Case::More, reason)
            }
            (_, Told::NotAsked) => (
                Kind::ExpectationReworded,
                Case::Same,
                "nothing was asked before, and now that is deliberate".to_owned(),
            ),
            (_, Told::Silent) => {
                (Kind::ExpectationReworded, Case::Same, "nothing was asked before, and nothing is now".to_owned())
            }
        };
        let inheritors = match (old, new) {
            (Told::Asked { .. } | Told::Silent, Told::NotAsked) => spot.above(None),
            _ => spot.pair.new.inheritors(spot.after, spot.competency),
        };
        let (reaches, planned) = spot.people(case, inheritors, &mut reason);
        let place = spot.place();
        let edit = Edit::Set(place.clone(), Value::Ask(ask.cloned()));
        let place = if kind.is_removal() { self.old_place(&place) } else { place };
        let draft = Draft::new(kind, case, place, edit, reason).reaching(reaches).planned(planned);
        let nothing = |told: Told<'_>| (told == Told::NotAsked).then(|| "~".to_owned());
        let values = match (in_words(old), in_words(new)) {
            (None, None) => (nothing(old), nothing(new)),
            values => values,
        };
        self.push(draft.values(values.0, values.1));
    }

    fn step_of(&mut self, spot: Spot<'_, 'a>, old: &'a Asked, new: &'a Asked) {
        if old.step == new.step || old.step.is_unknown() || new.step.is_unknown() {
            return;
        }
        let (kind, case, mut reason) = match spot.steps() {
            Some(Ordering::Greater) => (Kind::ExpectationRaised, Case::More, "a higher step".to_owned()),
            Some(Ordering::Less) => (Kind::ExpectationLowered, Case::Less, "a lower step".to_owned()),
            Some(Ordering::Equal) => {
                (Kind::ExpectationReworded, Case::Same, "the step that applies is the same".to_owned())
            }
            None => {
                let reason = match (old.step.is_unstated(), new.step.is_unstated()) {
                    (true, _) => "there was no step before",
                    (_, true) => "the step is removed",
                    _ => "the two steps are on different scales",
                };
                (Kind::ExpectationReworded, Case::Unsure, reason.to_owned())
            }
        };
        let inheritors = spot.pair.new.inheritors_of_step(spot.after, spot.competency);
        let (reaches, planned) = spot.people(case, inheritors, &mut reason);
        let place = spot.place();
        let edit = Edit::Set(place.clone(), Value::Step(new.step.clone()));
        let draft = Draft::new(kind, case, place, edit, reason).reaching(reaches).planned(planned);
        self.push(draft.values(old.step.get(), new.step.get()));
    }

    /// The examples of an expectation, or of one of its points.
    fn examples(&mut self, (kind, place): (Kind, Place), (old, new): (&[String], &[String]), edit: Edit) {
        let (before, after) = (plain(old), plain(new));
        if before == after {
            return;
        }
        let draft = Draft::new(kind, Case::Words, place, edit, EXAMPLE);
        // Only those that changed are shown; all where only their order did.
        let (gone, come) = (without(&before, &after), without(&after, &before));
        let shown = if gone.is_empty() && come.is_empty() { (before, after) } else { (gone, come) };
        let joined = |examples: Vec<String>| (!examples.is_empty()).then(|| examples.join("; "));
        self.push(draft.values(joined(shown.0), joined(shown.1)));
    }

    fn points(&mut self, spot: Spot<'_, 'a>, away: &Away<'_>, (old, new): (&'a [Point], &'a [Point])) {
        let stay = !away.has_gone(spot.competency, 0) && !away.has_come(spot.competency, 0);
        if let ([was], [is], true) = (old, new, stay) {
            self.reworded(spot, Grain::Whole, spot.place(), (was, is));
            return;
        }
        let pairing = self.splits(spot, (old, new), paired(spot, away, old, new));
        for (before, after) in pairing.pairs {
            self.reworded(spot, Grain::Point, spot.point(after), (&old[before], &new[after]));
        }
        for index in pairing.come {
            let folded = fold(&new[index].text);
            let above = spot.above_adding(&folded);
            let (case, mut reason) =
                if spot.adds(&folded) { (Case::More, NEW.to_owned()) } else { (Case::Same, ALREADY.to_owned()) };
            let (reaches, planned) = spot.people(case, above, &mut reason);
            let edit = Edit::Set(spot.place(), Value::Point(None, Some(new[index].clone())));
            let draft = Draft::new(Kind::PointAdded, case, spot.point(index), edit, reason);
            self.push(draft.values(None::<&str>, Some(&new[index].text)).reaching(reaches).planned(planned));
        }
        for index in pairing.gone {
            let folded = fold(&old[index].text);
            let above = spot.above_dropping(&folded);
            let (case, mut reason) =
                if spot.drops(&folded) { (Case::Less, GONE.to_owned()) } else { (Case::Same, STILL.to_owned()) };
            let (reaches, planned) = spot.people(case, above, &mut reason);
            let edit = Edit::Set(spot.place(), Value::Point(Some(old[index].clone()), None));
            let place = self.old_place(&spot.old_point(index));
            let draft = Draft::new(Kind::PointRemoved, case, place, edit, reason);
            self.push(draft.values(Some(&old[index].text), None::<&str>).reaching(reaches).planned(planned));
        }
    }

    /// What became of a point: of its text, and of its examples. The first change that there is sets both.
    fn reworded(&mut self, spot: Spot<'_, 'a>, grain: Grain, place: Place, (old, new): (&Point, &Point)) {
        let edit = Edit::Set(spot.place(), Value::Point(Some(old.clone()), Some(new.clone())));
        let before = self.changes.len();
        self.text_of(spot, grain, place.clone(), (&old.text, &new.text), edit.clone());
        let edit = if self.changes.len() > before { Edit::Included } else { edit };
        self.examples((Kind::PointReworded, place), (&old.examples, &new.examples), edit);
    }

    fn text_of(&mut self, spot: Spot<'_, 'a>, grain: Grain, place: Place, (old, new): (&str, &str), edit: Edit) {
        let (was, is) = (fold(old), fold(new));
        let reading = text::read(old, new);
        let in_effect = !matches!(reading, Reading::Same | Reading::Notation | Reading::Spelling);
        let (kind, case, mut reason) = if in_effect && !spot.adds(&is) && !spot.drops(&was) {
            (grain.reworded(), Case::Same, BOTH.to_owned())
        } else {
            match grain.judged(reading) {
                Some(judged) => judged,
                None => return,
            }
        };
        let (reaches, planned) = spot.people(case, spot.above(Some(&is)), &mut reason);
        let draft = Draft::new(kind, case, place, edit, reason).reaching(reaches).planned(planned);
        self.push(draft.values(Some(old), Some(new)));
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
    pub(super) fn judged(self, reading: Reading) -> Option<(Kind, Case, String)> {
        let (raised, lowered) = match self {
            Self::Whole => (Kind::ExpectationRaised, Kind::ExpectationLowered),
            Self::Point => (Kind::PointRaised, Kind::PointLowered),
        };
        Some(match reading {
            Reading::Same => return None,
            Reading::Notation => (self.reworded(), Case::Layout, "only punctuation or case differs".to_owned()),
            Reading::Spelling => (self.reworded(), Case::Layout, "only spelling differs".to_owned()),
            Reading::Equal(why) => (self.reworded(), Case::Words, why),
            Reading::Stronger(why) => (raised, Case::More, why),
            Reading::Weaker(why) => (lowered, Case::Less, why),
            Reading::Unsure(why) => (self.reworded(), Case::Unsure, why),
        })
    }
}

impl Spot<'_, '_> {
    /// What stands at a level instead of what it followed, or the other way round.
    fn instead(&self, old: &Asked, new: &Asked) -> (Kind, Case, String) {
        let step = self.steps().unwrap_or(if old.step == new.step { Ordering::Equal } else { Ordering::Less });
        let comparable = self.steps().is_some() || old.step == new.step;
        if let ([before], [after], Ordering::Equal) = (old.points.as_slice(), new.points.as_slice(), step) {
            let reading = text::read(&before.text, &after.text);
            return match Grain::Whole.judged(reading) {
                Some(judged) => judged,
                None => {
                    let reason = "the words are the same, but `same_as` names another level or none".to_owned();
                    (Kind::ExpectationReworded, Case::Layout, reason)
                }
            };
        }
        let pairing = pair_points(&old.points, &new.points);
        let kept = pairing
            .pairs
            .iter()
            .all(|(before, after)| fold(&old.points[*before].text) == fold(&new.points[*after].text));
        let (gone, come) = (!pairing.gone.is_empty(), !pairing.come.is_empty());
        match (kept && comparable, gone, come, step) {
            (true, false, false, Ordering::Equal) => {
                let reason = "the words are the same, but `same_as` names another level or none".to_owned();
                (Kind::ExpectationReworded, Case::Layout, reason)
            }
            (true, false, _, Ordering::Greater) | (true, false, true, Ordering::Equal) => {
                (Kind::ExpectationRaised, Case::More, "it asks for everything that it did before, and more".to_owned())
            }
            (true, _, false, Ordering::Less) | (true, true, false, Ordering::Equal) => {
                (Kind::ExpectationLowered, Case::Less, "it asks for only a part of what it did before".to_owned())
            }
            _ => (
                Kind::ExpectationReworded,
                Case::Unsure,
                "the words change, and `same_as` names another level or none".to_owned(),
            ),
        }
    }
}

/// Which point became which, save those that went to another competency of the level or came from one.
fn paired(spot: Spot<'_, '_>, away: &Away<'_>, old: &[Point], new: &[Point]) -> Pairing {
    let stays: Vec<usize> = (0..old.len()).filter(|at| !away.has_gone(spot.competency, *at)).collect();
    let stays_now: Vec<usize> = (0..new.len()).filter(|at| !away.has_come(spot.competency, *at)).collect();
    if stays.len() == old.len() && stays_now.len() == new.len() {
        return pair_points(old, new);
    }
    let texts = |points: &[Point], at: &[usize]| at.iter().map(|at| points[*at].text.clone()).collect::<Vec<_>>();
    let found = pair_points(&texts(old, &stays), &texts(new, &stays_now));
    let pairs: Vec<(usize, usize)> = found.pairs.iter().map(|(a, b)| (stays[*a], stays_now[*b])).collect();
    let (before, after): (HashSet<usize>, HashSet<usize>) = pairs.iter().copied().unzip();
    Pairing {
        pairs,
        gone: (0..old.len()).filter(|at| !before.contains(at)).collect(),
        come: (0..new.len()).filter(|at| !after.contains(at)).collect(),
    }
}

/// Texts without the way in which their lines are broken.
fn plain(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// The texts that are not among others, each as often as it is missing there.
fn without(texts: &[String], others: &[String]) -> Vec<String> {
    let mut others: Vec<&String> = others.iter().collect();
    let mut left = texts.to_vec();
    left.retain(|text| match others.iter().position(|other| *other == text) {
        Some(at) => {
            others.swap_remove(at);
            false
        }
        None => true,
    });
    left
}

/// What is told, as one text; points stand on lines of their own.
fn in_words(told: Told<'_>) -> Option<String> {
    match told {
        Told::Asked { asked, .. } => {
            let step = asked.step.get().map(|step| format!("step {step}"));
            let points = asked.points.iter().map(|point| point.text.clone());
            Some(step.into_iter().chain(points).collect::<Vec<_>>().join("\n"))
        }
        Told::NotAsked | Told::Silent | Told::Unknown => None,
    }
}
