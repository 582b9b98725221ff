//! Definitions that went from one file to another, which is no change for the ladders that reach both.

use std::collections::{BTreeMap, HashSet};

use super::{Comparison, Draft};
use crate::diff::identity::What;
use crate::diff::{Case, Change, Edit, Kind};
use crate::model::resolve::{Resolved, Scale, Spine};
use crate::model::{Competency, Definitions, Grade, OwnerId, Place, Step};

/// One side of a definition that every ladder concerned reached before and reaches now, from another file.
pub(super) struct Relocated {
    what: What,
    /// Its id in the new revision.
    id: String,
    /// Whether it came to the file of `place`, or left it.
    comes: bool,
    place: Place,
    /// The files at the other end.
    others: Vec<OwnerId>,
    edit: Edit,
}

impl<'a> Comparison<'a, '_> {
    pub(super) fn relocate(
        &mut self,
        what: What,
        id: &str,
        comes: bool,
        place: Place,
        others: Vec<OwnerId>,
        edit: Edit,
    ) {
        self.relocated.push(Relocated { what, id: id.to_owned(), comes, place, others, edit });
    }

    /// Joins what left files with what came to others, and leaves out what a base that came or went says already.
    pub(super) fn settle_relocated(&mut self) {
        let is_base = |index: &usize| matches!(self.changes[*index].kind, Kind::BaseAdded | Kind::BaseRemoved);
        let bases: Vec<usize> = (0..self.changes.len()).filter(is_base).collect();
        let mut by_id: BTreeMap<(What, String), Vec<Relocated>> = BTreeMap::new();
        for relocated in std::mem::take(&mut self.relocated) {
            let is_whole = |index: &&usize| {
                let owner = &self.changes[**index].place.owner;
                *owner == relocated.place.owner || relocated.others.contains(owner)
            };
            if let Some(index) = bases.iter().find(is_whole) {
                let change = &mut self.changes[*index];
                let edit = std::mem::replace(&mut change.edit, Edit::Included);
                change.edit = Edit::All(vec![edit, relocated.edit]);
                continue;
            }
            by_id.entry((relocated.what, relocated.id.clone())).or_default().push(relocated);
        }
        for sides in by_id.into_values() {
            let owners = |comes: bool| {
                let mut owners: Vec<String> =
                    sides.iter().filter(|side| side.comes == comes).map(|side| side.place.owner.to_string()).collect();
                owners.sort();
                (!owners.is_empty()).then(|| owners.join(", "))
            };
            // Where it came to is where it is found.
            let Some(place) = sides.iter().map(|side| (!side.comes, &side.place)).min().map(|(_, place)| place.clone())
            else {
                continue;
            };
            let reason = "the same ladders can use it as before";
            let values = (owners(false), owners(true));
            let edit = Edit::All(sides.into_iter().map(|side| side.edit).collect());
            let draft = Draft::new(Kind::DefinitionMoved, Case::Same, place, edit, reason);
            self.push(draft.values(values.0, values.1));
        }
    }

    /// Compares what ladders find in another file than before: for them it may read differently, though no file says so.
    pub(super) fn relocated_contents(&mut self) {
        let mut found: Vec<(What, String, OwnerId, OwnerId, Twin<'a>, Twin<'a>)> = Vec::new();
        let mut seen = HashSet::new();
        for pair in self.pairs {
            for (what, id) in reached_definitions(&pair.new.resolved) {
                let was = defined(&pair.old.resolved, what, id);
                let is = defined(&pair.new.resolved, what, id);
                let (Some((from, was)), Some((to, is))) = (was, is) else { continue };
                if from != to && seen.insert((what, id.to_owned(), from.clone(), to.clone())) {
                    found.push((what, id.to_owned(), from, to, was, is));
                }
            }
        }
        for (what, id, from, to, was, is) in found {
            let before = self.changes.len();
            self.former_owner = Some(from.clone());
            match (was, is) {
                (Twin::Grade(was), Twin::Grade(is)) => self.grade(&to, was, is),
                (Twin::Step(was), Twin::Step(is)) => self.step(&to, was, is),
                (Twin::Competency(was), Twin::Competency(is)) => self.competency(&to, was, is),
                _ => {}
            }
            self.former_owner = None;
            let (was_there, from) = (self.defines(&to, what, &id), self.old_place(&Place::whole(from)).owner);
            let changes: Vec<Change> = self.changes.drain(before..).collect();
            for mut change in changes {
                if !matches!(change.edit, Edit::Rename(..)) {
                    change.reason.push_str(&format!("; before, it came from `{from}`"));
                    if was_there {
                        change.edit = Edit::Included;
                    }
                }
                self.changes.push(change);
            }
        }
    }

    /// Whether the old revision has the definition in that file.
    fn defines(&self, owner: &OwnerId, what: What, id: &str) -> bool {
        let definitions = match (self.old.base(owner.as_str()), self.old.ladder(owner.as_str())) {
            (Some(base), _) => &base.definitions,
            (None, Some(ladder)) => &ladder.definitions,
            (None, None) => return false,
        };
        match what {
            What::Grade => definitions.grades.get().is_some_and(|all| all.iter().any(|grade| grade.id.as_str() == id)),
            What::Step => definitions.scale.get().is_some_and(|all| all.iter().any(|step| step.id.as_str() == id)),
            What::Competency => definitions.competencies.iter().any(|known| known.id.as_str() == id),
            What::Ladder | What::Track | What::Level => false,
        }
    }

    /// The files from which every ladder that reaches `owner` now had the definition before.
    pub(super) fn was_elsewhere(&self, what: What, owner: &OwnerId, id: &str) -> Option<Vec<OwnerId>> {
        let mut elsewhere = Vec::new();
        for pair in self.pairs.iter().filter(|pair| reaches(&pair.new.resolved, owner)) {
            let (found, _) = defined(&pair.old.resolved, what, id)?;
            elsewhere.push(found);
        }
        (!elsewhere.is_empty()).then_some(elsewhere)
    }

    /// The files in which every ladder that reached `owner` finds the definition now.
    pub(super) fn is_elsewhere(&self, what: What, owner: &OwnerId, id: &str) -> Option<Vec<OwnerId>> {
        let mut elsewhere = Vec::new();
        for pair in self.pairs.iter().filter(|pair| reaches(&pair.old.resolved, owner)) {
            let (found, _) = defined(&pair.new.resolved, what, id)?;
            elsewhere.push(found);
        }
        (!elsewhere.is_empty()).then_some(elsewhere)
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
        defined_in(definitions).all(|(what, id)| is_known(what, id))
    }
}

/// A definition of the old revision.
#[derive(Clone, Copy)]
enum Twin<'a> {
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

/// Everything that a file defines, by kind and id.
fn defined_in(definitions: &Definitions) -> impl Iterator<Item = (What, &str)> {
    let grades = definitions.grades.get().into_iter().flat_map(|grades| grades.iter());
    let steps = definitions.scale.get().into_iter().flat_map(|steps| steps.iter());
    grades
        .map(|grade| (What::Grade, grade.id.as_str()))
        .chain(steps.map(|step| (What::Step, step.id.as_str())))
        .chain(definitions.competencies.iter().map(|known| (What::Competency, known.id.as_str())))
}

/// Everything that a ladder reaches, by kind and id.
fn reached_definitions<'r>(resolved: &'r Resolved<'_>) -> impl Iterator<Item = (What, &'r str)> {
    let grades = match &resolved.spine {
        Spine::Listed { grades, .. } => grades.list.as_slice(),
        Spine::Numbers | Spine::Unknown => &[],
    };
    let steps = match &resolved.scale {
        Scale::Listed { steps, .. } => steps.list.as_slice(),
        Scale::Numbers | Scale::Unknown => &[],
    };
    let competencies = resolved.competencies.iter().map(|known| (What::Competency, known.value.id.as_str()));
    let grades = grades.iter().map(|grade| (What::Grade, grade.id.as_str()));
    grades.chain(steps.iter().map(|step| (What::Step, step.id.as_str()))).chain(competencies)
}
