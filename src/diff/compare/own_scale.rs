//! The own scale of a competency. Its steps are few and have no users but the levels that ask for the competency, whose own
//! changes say what becomes of them; so a step is matched by its id, or the id that it had.

use super::order::out_of_order;
use super::{Comparison, Draft, listed, text_case};
use crate::diff::{Case, Edit, Kind, Reach, Value};
use crate::model::{CompetencyId, Entries, OwnerId, Part, Place, Stated, Step, StepId};

type Scale = Stated<Entries<Step>>;

impl<'a> Comparison<'a, '_> {
    pub(super) fn own_scale(
        &mut self,
        owner: &OwnerId,
        (old, new): (&'a Scale, &'a Scale),
        competency: &CompetencyId,
        reaches: &[Reach],
    ) {
        let (Some(before), Some(after)) = (steps(old), steps(new)) else { return };
        let whole = Place::new(owner.clone(), Part::Competency(competency.clone()));
        // The first change sets all of it.
        let mut edit = Edit::Set(whole.clone(), Value::OwnScale(new.clone()));
        let mut tell = |kind, case, place: Place, reason: &str, values: (Option<&str>, Option<&str>)| {
            let edit = std::mem::replace(&mut edit, Edit::Included);
            let draft = Draft::new(kind, case, place, edit, reason.to_owned());
            self.push(draft.values(values.0, values.1).reaching(reaches.to_vec()));
        };
        let place = |step: &StepId| Place::new(owner.clone(), Part::CompetencyScale(competency.clone(), step.clone()));
        let became = |old: &Step| {
            let is = |known: &&Step| known.id == old.id;
            after.iter().find(is).or_else(|| after.iter().find(|known| known.formerly.contains(&old.id)))
        };
        for step in after {
            let Some(was) = before.iter().find(|old| became(old).is_some_and(|now| now.id == step.id)) else {
                let reason = "the changes of the levels show who is asked for it";
                tell(Kind::StepAdded, Case::Plain, place(&step.id), reason, (None, Some(name(step))));
                continue;
            };
            if was.id != step.id {
                let values = (Some(was.id.as_str()), Some(step.id.as_str()));
                tell(Kind::StepRenamed, Case::Plain, place(&step.id), "the step stays, under another id", values);
            }
            let texts =
                [(Kind::StepRetitled, &was.title, &step.title), (Kind::SummaryChanged, &was.summary, &step.summary)];
            for (kind, was, is) in texts {
                if let Some((case, reason)) = text_case(was, is) {
                    tell(kind, case, place(&step.id), reason, (was.text(), is.text()));
                }
            }
        }
        for step in before.iter().filter(|step| became(step).is_none()) {
            let reason = "the changes of the levels show what they ask for instead";
            tell(Kind::StepRemoved, Case::Plain, place(&step.id), reason, (Some(name(step)), None));
        }
        let ids = |of: &[Step]| of.iter().map(|step| step.id.clone()).collect::<Vec<_>>();
        let was: Vec<&str> = before.iter().filter_map(became).map(|step| step.id.as_str()).collect();
        let is: Vec<&str> = after.iter().map(|step| step.id.as_str()).filter(|id| was.contains(id)).collect();
        let moved: Vec<String> = out_of_order(&was, &is).into_iter().map(str::to_owned).collect();
        if !moved.is_empty() {
            let case = if reaches.is_empty() { Case::Unused } else { Case::Used };
            let reason = "an expectation with one of these steps asks for more or less than before";
            let joined = |ids: Vec<StepId>| ids.iter().map(StepId::as_str).collect::<Vec<_>>().join(", ");
            let (old, new) = (joined(ids(before)), joined(ids(after)));
            let reason = format!("{} changed places: {reason}", listed(&moved));
            tell(Kind::StepReordered, case, whole, &reason, (Some(&old), Some(&new)));
        }
    }
}

/// The steps; none where there is no own scale, `None` where it could not be read.
fn steps(scale: &Scale) -> Option<&[Step]> {
    match scale {
        Stated::Is(steps) if !steps.partial => Some(steps),
        Stated::Unstated => Some(&[]),
        Stated::Is(_) | Stated::Unknown => None,
    }
}

fn name(step: &Step) -> &str {
    step.title.text().unwrap_or(step.id.as_str())
}
