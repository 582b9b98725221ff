//! Grades, the scale and competencies, in whichever file they are defined.

use std::collections::{HashMap, HashSet};

use super::order::{common, out_of_order};
use super::users::Concerned;
use super::{Comparison, Draft, listed};
use crate::diff::identity::What;
use crate::diff::text::{self, Reading};
use crate::diff::{Case, Edit, Kind, Sequence, Thing, Value};
use crate::model::{Competency, Definitions, Entries, Grade, OwnerId, Part, Place, Stated, Step};

impl<'a> Comparison<'a, '_> {
    /// Compares what one file defines in both revisions.
    pub(super) fn definitions(&mut self, owner: &OwnerId, old: &'a Definitions, new: &'a Definitions) {
        self.grades(owner, &old.grades, &new.grades);
        self.steps(owner, &old.scale, &new.scale);
        self.competencies(owner, &old.competencies, &new.competencies);
    }

    fn grades(&mut self, owner: &OwnerId, old: &'a Stated<Entries<Grade>>, new: &'a Stated<Entries<Grade>>) {
        let (Some(before), Some(after)) = (entries(old), entries(new)) else { return };
        let place = |grade: &Grade| Place::new(owner.clone(), Part::Grade(grade.id.clone()));
        let known = by_id(before.0, |grade| grade.id.as_str());
        let stays = by_id(after.0, |grade| grade.id.as_str());
        for (index, grade) in after.0.iter().enumerate() {
            match known.get(grade.id.as_str()) {
                Some(before) => self.grade(owner, before, grade),
                None if before.1 => {}
                None => {
                    let edit = Edit::Insert(index, Box::new(Thing::Grade(owner.clone(), grade.clone())), Vec::new());
                    if let Some(from) = self.was_elsewhere(What::Grade, owner, grade.id.as_str()) {
                        self.relocate(What::Grade, grade.id.as_str(), true, place(grade), from, edit);
                        continue;
                    }
                    let reaches = self.concerned(What::Grade, owner, grade.id.as_str()).reaches;
                    let reason = "a new grade asks nothing of anybody";
                    let draft = Draft::new(Kind::GradeAdded, Case::Plain, place(grade), edit, reason);
                    let name = grade.title.text().unwrap_or(grade.id.as_str());
                    self.push(draft.values(None::<&str>, Some(name)).reaching(reaches));
                }
            }
        }
        for grade in before.0.iter().filter(|grade| !stays.contains_key(grade.id.as_str()) && !after.1) {
            let name = grade.title.text().unwrap_or(grade.id.as_str());
            self.gone(What::Grade, Kind::GradeRemoved, owner, (grade.id.as_str(), name), place(grade));
        }
        let (old_order, new_order) = common(before.0, after.0, |grade| grade.id.as_str());
        if old_order != new_order {
            let ids = new_order.iter().map(|id| (*id).into()).collect();
            let edit = Edit::Order(Sequence::Grades(owner.clone(), ids));
            let moved = out_of_order(&old_order, &new_order);
            let reason = "the order of the grades decides which levels are parallel and which are higher";
            self.reordered((What::Grade, Kind::GradeReordered), owner, (&old_order, &new_order), &moved, edit, reason);
        }
    }

    pub(super) fn grade(&mut self, owner: &OwnerId, old: &'a Grade, new: &'a Grade) {
        let place = Place::new(owner.clone(), Part::Grade(new.id.clone()));
        let id = new.id.as_str();
        let is_renamed = self.identity.renamed.contains_key(&place);
        if old == new && !is_renamed {
            return;
        }
        let Concerned { reaches, is_used, planned } = self.concerned(What::Grade, owner, id);
        self.renamed_definition(Kind::GradeRenamed, &place, &reaches);
        self.text(Kind::GradeRetitled, &place, (&old.title, &new.title), Value::Title, reaches.clone());
        self.text(Kind::SummaryChanged, &place, (&old.summary, &new.summary), Value::summary, reaches.clone());
        let scope = (&old.scope, &new.scope);
        self.scope(&place, scope, reaches, if is_used { None } else { Some("no level is at the grade") }, planned);
        self.grade_pay(owner, old, new);
        let equivalents = (old.equivalents.as_slice(), new.equivalents.as_slice());
        self.equivalents(&place, equivalents);
    }

    /// A scope, of a level or a grade: judged by the words that say how far it reaches.
    pub(super) fn scope(
        &mut self,
        place: &Place,
        (old, new): (&Stated<String>, &Stated<String>),
        reaches: Vec<crate::diff::Reach>,
        unused: Option<&str>,
        planned: bool,
    ) {
        let (case, reason) = match (old, new) {
            (Stated::Unknown, _) | (_, Stated::Unknown) | (Stated::Unstated, Stated::Unstated) => return,
            (Stated::Unstated, Stated::Is(_)) => (Case::Unsure, "there was no scope before".to_owned()),
            (Stated::Is(_), Stated::Unstated) => (Case::Unsure, "the scope is removed".to_owned()),
            (Stated::Is(old), Stated::Is(new)) => match text::read(old, new) {
                Reading::Same => return,
                Reading::Notation => (Case::Layout, "only punctuation or case differs".to_owned()),
                Reading::Spelling => (Case::Layout, "only spelling differs".to_owned()),
                Reading::Equal(why) => (Case::Words, why),
                Reading::Stronger(why) => (Case::More, why),
                Reading::Weaker(why) => (Case::Less, why),
                Reading::Unsure(why) => (Case::Unsure, why),
            },
        };
        let (case, reason) = match unused {
            Some(why) if case != Case::Layout => (Case::Unused, why.to_owned()),
            _ => (case, reason),
        };
        let edit = Edit::Set(place.clone(), Value::Text("scope", new.clone()));
        let draft = Draft::new(Kind::ScopeChanged, case, place.clone(), edit, reason);
        self.push(draft.values(old.text(), new.text()).reaching(reaches).planned(planned));
    }

    fn steps(&mut self, owner: &OwnerId, old: &'a Stated<Entries<Step>>, new: &'a Stated<Entries<Step>>) {
        let (Some(before), Some(after)) = (entries(old), entries(new)) else { return };
        let place = |step: &Step| Place::new(owner.clone(), Part::Step(step.id.clone()));
        let known = by_id(before.0, |step| step.id.as_str());
        let stays = by_id(after.0, |step| step.id.as_str());
        for (index, step) in after.0.iter().enumerate() {
            match known.get(step.id.as_str()) {
                Some(before) => self.step(owner, before, step),
                None if before.1 => {}
                None => {
                    let edit = Edit::Insert(index, Box::new(Thing::Step(owner.clone(), step.clone())), Vec::new());
                    if let Some(from) = self.was_elsewhere(What::Step, owner, step.id.as_str()) {
                        self.relocate(What::Step, step.id.as_str(), true, place(step), from, edit);
                        continue;
                    }
                    let reaches = self.concerned(What::Step, owner, step.id.as_str()).reaches;
                    let reason = "a new step has no effect until an expectation names it";
                    let draft = Draft::new(Kind::StepAdded, Case::Plain, place(step), edit, reason);
                    let name = step.title.text().unwrap_or(step.id.as_str());
                    self.push(draft.values(None::<&str>, Some(name)).reaching(reaches));
                }
            }
        }
        for step in before.0.iter().filter(|step| !stays.contains_key(step.id.as_str()) && !after.1) {
            let name = step.title.text().unwrap_or(step.id.as_str());
            self.gone(What::Step, Kind::StepRemoved, owner, (step.id.as_str(), name), place(step));
        }
        let (old_order, new_order) = common(before.0, after.0, |step| step.id.as_str());
        if old_order != new_order {
            let ids = new_order.iter().map(|id| (*id).into()).collect();
            let edit = Edit::Order(Sequence::Steps(owner.clone(), ids));
            let moved = out_of_order(&old_order, &new_order);
            let reason = "an expectation with one of these steps asks for more or less than before";
            self.reordered((What::Step, Kind::StepReordered), owner, (&old_order, &new_order), &moved, edit, reason);
        }
    }

    pub(super) fn step(&mut self, owner: &OwnerId, old: &'a Step, new: &'a Step) {
        let place = Place::new(owner.clone(), Part::Step(new.id.clone()));
        if old == new && !self.identity.renamed.contains_key(&place) {
            return;
        }
        let reaches = self.concerned(What::Step, owner, new.id.as_str()).reaches;
        self.renamed_definition(Kind::StepRenamed, &place, &reaches);
        self.text(Kind::StepRetitled, &place, (&old.title, &new.title), Value::Title, reaches.clone());
        self.text(Kind::SummaryChanged, &place, (&old.summary, &new.summary), Value::summary, reaches);
    }

    fn competencies(&mut self, owner: &OwnerId, old: &'a Entries<Competency>, new: &'a Entries<Competency>) {
        let place = |known: &Competency| Place::new(owner.clone(), Part::Competency(known.id.clone()));
        let known = by_id(old, |competency| competency.id.as_str());
        let stays = by_id(new, |competency| competency.id.as_str());
        for (index, competency) in new.iter().enumerate() {
            let id = competency.id.as_str();
            match known.get(id) {
                Some(before) => self.competency(owner, before, competency),
                None if old.partial => {}
                None => {
                    let thing = Thing::Competency(owner.clone(), competency.clone());
                    let edit = Edit::Insert(index, Box::new(thing), Vec::new());
                    if let Some(from) = self.was_elsewhere(What::Competency, owner, id) {
                        self.relocate(What::Competency, id, true, place(competency), from, edit);
                        continue;
                    }
                    let reaches = self.concerned(What::Competency, owner, id).reaches;
                    let reason = "a competency asks nothing by itself; the changes of levels show who is asked for it";
                    let draft = Draft::new(Kind::CompetencyAdded, Case::Plain, place(competency), edit, reason);
                    self.push(draft.values(None::<&str>, Some(competency.title())).reaching(reaches));
                }
            }
        }
        for competency in old.iter().filter(|known| !stays.contains_key(known.id.as_str()) && !new.partial) {
            let named = (competency.id.as_str(), competency.title());
            self.gone(What::Competency, Kind::CompetencyRemoved, owner, named, place(competency));
        }
    }

    pub(super) fn competency(&mut self, owner: &OwnerId, old: &'a Competency, new: &'a Competency) {
        let place = Place::new(owner.clone(), Part::Competency(new.id.clone()));
        if old == new && !self.identity.renamed.contains_key(&place) {
            return;
        }
        let reaches = self.concerned(What::Competency, owner, new.id.as_str()).reaches;
        self.renamed_definition(Kind::CompetencyRenamed, &place, &reaches);
        self.text(Kind::CompetencyRetitled, &place, (&old.title, &new.title), Value::Title, reaches.clone());
        self.text(Kind::SummaryChanged, &place, (&old.summary, &new.summary), Value::summary, reaches.clone());
        self.text(Kind::GroupChanged, &place, (&old.group, &new.group), Value::Group, reaches.clone());
        if old.kind != new.kind && !old.kind.is_unknown() && !new.kind.is_unknown() {
            let edit = Edit::Set(place.clone(), Value::CompetencyKind(new.kind.clone()));
            let reason = "the kind of a competency says who should have it; the expectations of levels stay the same";
            let draft = Draft::new(Kind::KindChanged, Case::Words, place.clone(), edit, reason);
            self.push(draft.values(old.kind.text(), new.kind.text()).reaching(reaches.clone()));
        }
        self.own_scale(owner, (&old.scale, &new.scale), &new.id, &reaches);
        self.step_texts(owner, old, new);
        let set = |competency: &'a Competency| competency.tracks.iter().map(String::as_str).collect::<HashSet<_>>();
        let (before, after) = (set(old), set(new));
        if before == after || old.tracks.partial || new.tracks.partial {
            return;
        }
        // An empty list is every track.
        let kind = match (before.is_empty(), after.is_empty()) {
            (_, true) => Kind::CompetencyWidened,
            (true, false) => Kind::CompetencyNarrowed,
            (false, false) if after.is_superset(&before) => Kind::CompetencyWidened,
            (false, false) if after.is_subset(&before) => Kind::CompetencyNarrowed,
            (false, false) => Kind::CompetencyMoved,
        };
        let edit = Edit::Set(place.clone(), Value::Tracks(new.tracks.list.clone()));
        let reason = "it says which tracks it is for; the expectations of levels stay the same";
        let draft = Draft::new(kind, Case::Plain, place, edit, reason);
        let named = |tracks: &[String]| (!tracks.is_empty()).then(|| tracks.join(", "));
        self.push(draft.values(named(&old.tracks), named(&new.tracks)).reaching(reaches));
    }

    fn renamed_definition(&mut self, kind: Kind, place: &Place, reaches: &[crate::diff::Reach]) {
        let before = self.changes.len();
        self.renamed(kind, place, false);
        for change in &mut self.changes[before..] {
            change.reaches = reaches.to_vec();
        }
    }

    /// A definition that its file no longer has.
    fn gone(&mut self, what: What, kind: Kind, owner: &OwnerId, (id, name): (&str, &str), place: Place) {
        let place = self.old_place(&place);
        let edit = Edit::Remove(place.clone());
        if let Some(to) = self.is_elsewhere(what, owner, id) {
            self.relocate(what, id, false, place, to, edit);
            return;
        }
        let Concerned { reaches, is_used, planned } = self.was_concerned(what, owner, id);
        let mut into = self.identity.merged.get(&place).cloned();
        if into.is_none() && kind == Kind::CompetencyRemoved {
            into = self.absorbed_by(owner, id);
            self.absorbed.extend(into.iter().map(|into| (place.clone(), into.clone())));
        }
        let into = into.map(|into| format!(", and merged into `{into}`"));
        let (case, reason) = match (kind, is_used) {
            (Kind::StepRemoved, _) => (Case::Plain, "the changes of the levels show what they ask for instead"),
            (_, false) => (Case::Unused, "no level was affected"),
            (Kind::GradeRemoved, true) => (Case::Used, "levels were at it"),
            (_, true) => (Case::Used, "levels asked for it, and their changes show what they no longer ask"),
        };
        let draft = Draft::new(kind, case, place, edit, format!("{reason}{}", into.unwrap_or_default()));
        self.push(draft.values(Some(name), None::<&str>).reaching(reaches).planned(planned));
    }

    fn reordered(
        &mut self,
        (what, kind): (What, Kind),
        owner: &OwnerId,
        (old, new): (&[&str], &[&str]),
        moved: &[&str],
        edit: Edit,
        why: &str,
    ) {
        let concerned: Vec<Concerned> = moved.iter().map(|id| self.concerned(what, owner, id)).collect();
        let is_used = concerned.iter().any(|concerned| concerned.is_used);
        let mut seen = HashSet::new();
        let reaches = concerned.into_iter().flat_map(|concerned| concerned.reaches);
        let reaches = reaches.filter(|reach| seen.insert(reach.clone())).collect();
        let (case, reason) =
            if is_used { (Case::Used, why.to_owned()) } else { (Case::Unused, "no level is affected".to_owned()) };
        let names: Vec<String> = moved.iter().map(|id| (*id).to_owned()).collect();
        let reason = format!("{} changed places: {reason}", listed(&names));
        let draft = Draft::new(kind, case, Place::whole(owner.clone()), edit, reason);
        self.push(draft.values(Some(old.join(", ")), Some(new.join(", "))).reaching(reaches));
    }
}

/// The entries of a list, and whether some are missing; `None` where it could not be read.
fn entries<T>(stated: &Stated<Entries<T>>) -> Option<(&[T], bool)> {
    match stated {
        Stated::Is(entries) => Some((entries, entries.partial)),
        Stated::Unstated => Some((&[], false)),
        Stated::Unknown => None,
    }
}

fn by_id<'e, T>(entries: &'e [T], id: impl Fn(&'e T) -> &'e str) -> HashMap<&'e str, &'e T> {
    let mut known = HashMap::with_capacity(entries.len());
    for entry in entries {
        known.entry(id(entry)).or_insert(entry);
    }
    known
}
