//! Definitions that went from one file to another, which is no change for the ladders that reach both.

use std::collections::HashMap;

use super::{Comparison, Draft};
use crate::diff::identity::What;
use crate::diff::{Case, Change, Edit, Kind};
use crate::model::resolve::{Resolved, Scale, Spine};
use crate::model::{Competency, Definitions, Grade, OwnerId, Place, Step};

/// A definition that every ladder concerned reached before and reaches now, from another file.
pub(super) struct Relocated {
    what: What,
    /// Its id in the new revision.
    id: String,
    /// The file that it left, if this says that it left one.
    from: Option<OwnerId>,
    /// The file that it came to, if this says that it came to one.
    to: Option<OwnerId>,
    /// The place, and what to do there.
    place: Place,
    edit: Edit,
}

impl<'a> Comparison<'a, '_> {
    pub(super) fn relocate(
        &mut self,
        what: What,
        id: &str,
        (from, to): (Option<OwnerId>, Option<&OwnerId>),
        place: Place,
        edit: Edit,
    ) {
        self.relocated.push(Relocated { what, id: id.to_owned(), from, to: to.cloned(), place, edit });
    }

    /// Joins what left one file with what came to another, and leaves out what a base that came or went says already.
    pub(super) fn settle_relocated(&mut self) {
        let mut arrived: HashMap<(What, String, Option<OwnerId>, Option<OwnerId>), usize> = HashMap::new();
        let mut settled: Vec<Relocated> = Vec::new();
        for relocated in std::mem::take(&mut self.relocated) {
            let owners = [&relocated.from, &relocated.to];
            let is_whole = |change: &&mut Change| {
                matches!(change.kind, Kind::BaseAdded | Kind::BaseRemoved)
                    && owners.into_iter().flatten().any(|owner| change.place.owner == *owner)
            };
            if let Some(change) = self.changes.iter_mut().find(is_whole) {
                let edit = std::mem::replace(&mut change.edit, Edit::Included);
                change.edit = Edit::All(vec![edit, relocated.edit]);
                continue;
            }
            let key = (relocated.what, relocated.id.clone(), relocated.from.clone(), relocated.to.clone());
            match arrived.get(&key) {
                Some(index) => {
                    let other = &mut settled[*index];
                    let edit = std::mem::replace(&mut other.edit, Edit::Included);
                    other.edit = Edit::All(vec![edit, relocated.edit]);
                }
                None => {
                    arrived.insert(key, settled.len());
                    settled.push(relocated);
                }
            }
        }
        for Relocated { from, to, place, edit, .. } in settled {
            let reason = "every ladder concerned reached it before and reaches it now";
            let draft = Draft::new(Kind::DefinitionMoved, Case::Same, place, edit, reason);
            self.push(draft.values(from, to));
        }
    }

    /// The file from which every ladder that reaches `owner` now had the definition before, and the definition there.
    pub(super) fn was_elsewhere(&self, what: What, owner: &OwnerId, id: &str) -> Option<(OwnerId, Twin<'a>)> {
        let mut twin = None;
        for pair in self.pairs.iter().filter(|pair| reaches(&pair.new.resolved, owner)) {
            let found = defined(&pair.old.resolved, what, id)?;
            twin.get_or_insert(found);
        }
        twin
    }

    /// The file in which every ladder that reached `owner` finds the definition now.
    pub(super) fn is_elsewhere(&self, what: What, owner: &OwnerId, id: &str) -> Option<OwnerId> {
        let mut twin = None;
        for pair in self.pairs.iter().filter(|pair| reaches(&pair.old.resolved, owner)) {
            let (found, _) = defined(&pair.new.resolved, what, id)?;
            twin.get_or_insert(found);
        }
        twin
    }

    /// Whether every ladder that reaches the file finds in the other revision all that it defines.
    pub(super) fn brings_nothing(&self, owner: &OwnerId, definitions: &'a Definitions, is_new: bool) -> bool {
        let is_known = |what, id: &str| {
            if is_new {
                self.was_elsewhere(what, owner, id).is_some()
            } else {
                self.is_elsewhere(what, owner, id).is_some()
            }
        };
        let grades = definitions.grades.get().into_iter().flat_map(|grades| grades.iter());
        let steps = definitions.scale.get().into_iter().flat_map(|steps| steps.iter());
        grades
            .map(|grade| (What::Grade, grade.id.as_str()))
            .chain(steps.map(|step| (What::Step, step.id.as_str())))
            .chain(definitions.competencies.iter().map(|known| (What::Competency, known.id.as_str())))
            .all(|(what, id)| is_known(what, id))
    }

    /// Compares what a base that is new defines with what ladders had of the same name before.
    pub(super) fn relocated_contents(&mut self, owner: &OwnerId, definitions: &'a Definitions) {
        for grade in definitions.grades.get().into_iter().flat_map(|grades| grades.iter()) {
            if let Some((_, Twin::Grade(twin))) = self.was_elsewhere(What::Grade, owner, grade.id.as_str()) {
                self.grade(owner, twin, grade);
            }
        }
        for step in definitions.scale.get().into_iter().flat_map(|steps| steps.iter()) {
            if let Some((_, Twin::Step(twin))) = self.was_elsewhere(What::Step, owner, step.id.as_str()) {
                self.step(owner, twin, step);
            }
        }
        for known in &definitions.competencies {
            if let Some((_, Twin::Competency(twin))) = self.was_elsewhere(What::Competency, owner, known.id.as_str()) {
                self.competency(owner, twin, known);
            }
        }
    }
}

/// A definition of the old revision.
#[derive(Clone, Copy)]
pub(super) enum Twin<'a> {
    Grade(&'a Grade),
    Step(&'a Step),
    Competency(&'a Competency),
}

/// Whether a ladder reaches what the file defines.
pub(super) fn reaches(resolved: &Resolved<'_>, owner: &OwnerId) -> bool {
    resolved.ladder.id.as_str() == owner.as_str()
        || resolved.bases.iter().any(|base| base.id.as_str() == owner.as_str())
}

fn defined<'a>(resolved: &Resolved<'a>, what: What, id: &str) -> Option<(OwnerId, Twin<'a>)> {
    match what {
        What::Grade => match &resolved.spine {
            Spine::Listed { owner, grades } => {
                let grade = grades.list.iter().find(|grade| grade.id.as_str() == id)?;
                Some((owner.clone(), Twin::Grade(grade)))
            }
            Spine::Numbers | Spine::Unknown => None,
        },
        What::Step => match &resolved.scale {
            Scale::Listed { owner, steps } => {
                let step = steps.list.iter().find(|step| step.id.as_str() == id)?;
                Some((owner.clone(), Twin::Step(step)))
            }
            Scale::Numbers | Scale::Unknown => None,
        },
        What::Competency => {
            let found = resolved.competency(&id.into())?;
            Some((found.owner.clone(), Twin::Competency(found.value)))
        }
        What::Ladder | What::Track | What::Level => None,
    }
}
