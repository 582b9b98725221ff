//! What a competency says its steps mean. An edit is judged as the text that it is, at every level that asks for the step,
//! and told once.

use super::expectation::{ALREADY, BOTH, EXAMPLE, GONE, Grain, NEW, STILL};
use super::{Comparison, Draft};
use crate::diff::text::{self, fold, pair_points};
use crate::diff::{Case, Edit, Kind, Reach, Value};
use crate::model::resolve::{Resolved, Told};
use crate::model::{Asked, Competency, OwnerId, Part, Place, Point, StepId};

/// The levels that ask for a step in the words of its competency, in both revisions.
#[derive(Default)]
struct Asking {
    /// The ladder's index among the pairs, and the level before and after.
    levels: Vec<(usize, usize, usize)>,
}

impl<'a> Comparison<'a, '_> {
    pub(super) fn step_texts(&mut self, owner: &OwnerId, old: &'a Competency, new: &'a Competency) {
        if old.steps == new.steps {
            return;
        }
        // The first change sets all of them.
        let mut edit =
            Edit::Set(Place::new(owner.clone(), Part::Competency(new.id.clone())), Value::StepTexts(new.steps.clone()));
        let mut steps: Vec<&StepId> = new.steps.iter().filter_map(|asked| asked.step.get()).collect();
        let gone = old.steps.iter().filter_map(|asked| asked.step.get());
        steps.extend(gone.filter(|step| points(new, step).is_empty()));
        for step in steps {
            let place = Place::new(owner.clone(), Part::CompetencyStep(new.id.clone(), step.clone()));
            let (was, is) = (points(old, step), points(new, step));
            let asking = self.asking(owner, new, step);
            let pairing = pair_points(was, is);
            for (before, after) in pairing.pairs {
                let (was, is) = (&was[before], &is[after]);
                if was.examples != is.examples {
                    let ruled = (Kind::PointReworded, Case::Words, EXAMPLE.to_owned());
                    let joined = |point: &Point| (!point.examples.is_empty()).then(|| point.examples.join("; "));
                    self.push_step(&asking, &place, ruled, (joined(was), joined(is)), &mut edit);
                }
                let (folded_was, folded_is) = (fold(&was.text), fold(&is.text));
                let Some((kind, case, reason)) = Grain::Point.judged(text::read(&was.text, &is.text)) else {
                    continue;
                };
                let is_layout = case == Case::Layout;
                let is_same = !is_layout && !self.adds(&asking, &folded_is) && !self.drops(&asking, &folded_was);
                let ruled = match is_same {
                    true => (Kind::PointReworded, Case::Same, BOTH.to_owned()),
                    false => (kind, case, reason),
                };
                self.push_step(&asking, &place, ruled, (Some(was.text.clone()), Some(is.text.clone())), &mut edit);
            }
            for index in pairing.come {
                let ruled = match self.adds(&asking, &fold(&is[index].text)) {
                    true => (Kind::PointAdded, Case::More, NEW.to_owned()),
                    false => (Kind::PointAdded, Case::Same, ALREADY.to_owned()),
                };
                self.push_step(&asking, &place, ruled, (None, Some(is[index].text.clone())), &mut edit);
            }
            for index in pairing.gone {
                let ruled = match self.drops(&asking, &fold(&was[index].text)) {
                    true => (Kind::PointRemoved, Case::Less, GONE.to_owned()),
                    false => (Kind::PointRemoved, Case::Same, STILL.to_owned()),
                };
                self.push_step(&asking, &place, ruled, (Some(was[index].text.clone()), None), &mut edit);
            }
        }
    }

    fn push_step(
        &mut self,
        asking: &Asking,
        place: &Place,
        (kind, case, reason): (Kind, Case, String),
        (old, new): (Option<String>, Option<String>),
        edit: &mut Edit,
    ) {
        let (case, reason) = match asking.levels.is_empty() && case != Case::Layout {
            true => (Case::Same, "no level asks for the step in both revisions".to_owned()),
            false => (case, reason),
        };
        let levels = asking.levels.iter();
        let reaches = levels.map(|(pair, _, after)| Reach::Level(self.pairs[*pair].new.place(*after))).collect();
        let is_planned = |(pair, before, _): &(usize, usize, usize)| self.pairs[*pair].old.is_planned(*before);
        let planned = !asking.levels.is_empty() && asking.levels.iter().all(is_planned);
        // What is gone stands under the ids that the old revision has.
        let place = if new.is_none() { self.old_place(place) } else { place.clone() };
        let edit = std::mem::replace(edit, Edit::Included);
        self.push(Draft::new(kind, case, place, edit, reason).values(old, new).reaching(reaches).planned(planned));
    }

    /// Whether a level that asks for the step asks something that it did not in effect.
    fn adds(&self, asking: &Asking, folded: &str) -> bool {
        asking.levels.iter().any(|(pair, before, after)| {
            let pair = &self.pairs[*pair];
            pair.new.asks(*after, folded) && !pair.old.asks(*before, folded)
        })
    }

    /// Whether a level that asks for the step no longer asks something that it did in effect.
    fn drops(&self, asking: &Asking, folded: &str) -> bool {
        asking.levels.iter().any(|(pair, before, after)| {
            let pair = &self.pairs[*pair];
            pair.old.asks(*before, folded) && !pair.new.asks(*after, folded)
        })
    }

    fn asking(&self, owner: &OwnerId, competency: &Competency, step: &StepId) -> Asking {
        let mut asking = Asking::default();
        let former = self.former_owner.as_ref().unwrap_or(owner);
        for (index, pair) in self.pairs.iter().enumerate() {
            let resolved = &pair.new.resolved;
            let finds_in = |resolved: &Resolved<'_>, owner: &OwnerId| {
                resolved.competency(&competency.id).is_some_and(|defined| defined.owner == *owner)
            };
            // A ladder that found the competency in another file has changes of its own.
            if !finds_in(resolved, owner) || !finds_in(&pair.old.resolved, former) {
                continue;
            }
            // Each revision by its own scale.
            let names = |resolved: &Resolved<'_>, level: usize| match resolved.told(level, &competency.id) {
                Told::Asked { asked, .. } => {
                    let scale = resolved.scale_of(&competency.id);
                    asked.step.get().is_some_and(|asked| scale.is_one_step(asked, step))
                }
                Told::Silent | Told::NotAsked | Told::Unknown => false,
            };
            let levels = (0..resolved.levels.len()).filter_map(|after| Some((index, pair.before(after)?, after)));
            asking.levels.extend(
                levels.filter(|(_, before, after)| names(resolved, *after) && names(&pair.old.resolved, *before)),
            );
        }
        asking
    }
}

/// What a competency says of a step.
fn points<'c>(competency: &'c Competency, step: &StepId) -> &'c [Point] {
    let said = competency.steps.iter().find(|asked: &&Asked| asked.step.get() == Some(step));
    said.map_or(&[], |asked| asked.points.as_slice())
}

#[cfg(test)]
mod tests {
    use crate::diff::{DiffSettings, diff};
    use crate::parse::{Input, load};
    use crate::source::Memory;

    /// A ladder two of whose levels ask for the step `does`, and what becomes of it.
    fn changes(old: &str, new: &str) -> Vec<String> {
        let set = |steps: &str| {
            let text = format!(
                "ladder: a\nscale: [{{ id: learns }}, {{ id: does }}]\ncompetencies: [{{ id: writing, steps: {steps} }}]\ntracks:\n  \
                 - id: ic\n    kind: ic\n    levels:\n      - {{ id: IC1, grade: 1, expectations: {{ writing: {{ step: does }} }} \
                 }}\n      - {{ id: IC2, grade: 2, expectations: {{ writing: {{ step: 2 }} }} }}\n      - {{ id: IC3, grade: 3, \
                 expectations: {{ writing: Writes books. }} }}\n"
            );
            let loaded = load(&Memory::new().with("a.yaml", text), &[Input::Path("a.yaml".into())]);
            assert_eq!(loaded.findings, []);
            loaded.set
        };
        let diff = diff(&set(old), &set(new), &DiffSettings::default());
        let line = |change: &crate::diff::Change| {
            let reaches: Vec<String> = change.reaches.iter().map(ToString::to_string).collect();
            format!("{} {} {}: {}", change.kind, change.impact, change.place, reaches.join(" "))
        };
        diff.changes.iter().map(line).collect()
    }

    #[test]
    fn a_text_of_a_step_is_judged_once_for_all_levels_that_ask_it() {
        let (old, new) = ("{ does: Sometimes writes guides. }", "{ does: Always writes guides. }");
        let told = |kind: &str| vec![format!("{kind} a/@competencies/writing/@steps/does: a/ic/IC1 a/ic/IC2")];
        assert_eq!(changes(old, new), told("point-raised raises-bar"));
        assert_eq!(changes(new, old), told("point-lowered lowers-bar"));
        let more = "{ does: [Sometimes writes guides., Reviews what others write.] }";
        assert_eq!(changes(old, more), told("point-added raises-bar"));
        assert_eq!(changes(more, old), told("point-removed lowers-bar"));
    }

    #[test]
    fn a_text_that_no_level_asks_is_wording() {
        let (old, new) = ("{ does: Writes., learns: Should read. }", "{ does: Writes., learns: Must read. }");
        assert_eq!(changes(old, new), ["point-reworded wording a/@competencies/writing/@steps/learns: "]);
    }
}
