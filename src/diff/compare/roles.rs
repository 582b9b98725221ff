//! Roles. A role is no level: whatever becomes of it, the demand of every level stays as it is.

use super::{Comparison, Draft, Pair, text_case};
use crate::diff::{Case, Edit, Kind, Reach, Value};
use crate::model::resolve::Resolved;
use crate::model::{CompetencyId, Entries, LevelId, Part, Place, Role, Stated};

/// One side of a comparison: a role, and the ladder that has it.
#[derive(Clone, Copy)]
struct Held<'r, 'a> {
    role: &'a Role,
    resolved: &'r Resolved<'a>,
}

impl<'a> Comparison<'a, '_> {
    pub(super) fn roles(&mut self, pair: &Pair<'a>) {
        let held = |resolved| move |role| Held { role, resolved };
        let (old, new) = (&pair.old.resolved, &pair.new.resolved);
        let (before, after): (&'a Entries<Role>, &'a Entries<Role>) = (&old.ladder.roles, &new.ladder.roles);
        if before == after || before.partial || after.partial {
            return;
        }
        let is_new = |role: &Role| after.iter().any(|now| now.id == role.id);
        let was = |now: &Role| {
            let same = before.iter().find(|old| old.id == now.id);
            same.or_else(|| before.iter().find(|old| now.formerly.contains(&old.id) && !is_new(old)))
        };
        let place = |role: &Role| Place::new(&new.ladder.id, Part::Role(role.id.clone()));
        for role in after {
            let Some(was) = was(role) else {
                let edit = self.role_edit(pair, None, Some(role));
                let draft = Draft::new(
                    Kind::RoleAdded,
                    Case::Plain,
                    place(role),
                    edit,
                    "a role is not a level: nobody is asked for more",
                );
                self.push(draft.values(None::<&str>, Some(role.title())).reaching(reaches(new, &[&role.levels])));
                continue;
            };
            if was != role {
                self.role(pair, held(old)(was), held(new)(role));
            }
        }
        for role in before.iter().filter(|old| !after.iter().any(|now| was(now).is_some_and(|was| was.id == old.id))) {
            let edit = self.role_edit(pair, Some(role), None);
            let place = self.old_place(&place(role));
            let reason = "a role is not a level: everybody stays where they are";
            let draft = Draft::new(Kind::RoleRemoved, Case::Plain, place, edit, reason);
            self.push(draft.values(Some(role.title()), None::<&str>).reaching(reaches(new, &[&role.levels])));
        }
    }

    fn role(&mut self, pair: &Pair<'a>, old: Held<'_, 'a>, new: Held<'_, 'a>) {
        let reach = reaches(new.resolved, &[&old.role.levels, &new.role.levels]);
        let whole = Place::new(&new.resolved.ladder.id, Part::Role(new.role.id.clone()));
        // Under another id, the first change sets all of it.
        let mut all = (old.role.id != new.role.id).then(|| self.role_edit(pair, Some(old.role), Some(new.role)));
        let is_renamed = all.is_some();
        let mut tell = |case, place: &Place, value: Value, reason: &str, (old, new): (Option<&str>, Option<&str>)| {
            let own = || if is_renamed { Edit::Included } else { Edit::Set(place.clone(), value) };
            let edit = all.take().unwrap_or_else(own);
            let draft = Draft::new(Kind::RoleChanged, case, place.clone(), edit, reason.to_owned());
            self.push(draft.values(old, new).reaching(reach.clone()));
        };
        if is_renamed {
            let value = Value::RoleLevels(Vec::new());
            let ids = (Some(old.role.id.as_str()), Some(new.role.id.as_str()));
            tell(Case::Plain, &whole, value, "the role stays, under another id", ids);
        }
        let title = (&old.role.title, &new.role.title, Value::Title as fn(Stated<String>) -> Value);
        for (was, is, value) in [title, (&old.role.summary, &new.role.summary, Value::summary)] {
            if let Some((case, reason)) = text_case(was, is) {
                tell(case, &whole, value(is.clone()), reason, (was.text(), is.text()));
            }
        }
        if old.role.levels != new.role.levels && !old.role.levels.partial && !new.role.levels.partial {
            let ids = |levels: &[LevelId]| levels.iter().map(LevelId::as_str).collect::<Vec<_>>().join(", ");
            let (was, is) = (ids(&old.role.levels), ids(&new.role.levels));
            let value = Value::RoleLevels(new.role.levels.list.clone());
            tell(Case::Plain, &whole, value, "other levels may hold the role", (Some(&was), Some(&is)));
        }
        for competency in competencies(old.role, new.role) {
            let ask = |role: &Role| role.expectation(competency).map(|known| known.ask.clone());
            if ask(old.role) != ask(new.role) {
                let part = Part::RoleExpectation(new.role.id.clone(), competency.clone());
                let place = Place::new(&new.resolved.ladder.id, part);
                let (was, is) = (old.asks(competency), new.asks(competency));
                let case = if was == is { Case::Layout } else { Case::Words };
                let reason = "a role asks it of those who hold it, and no level does";
                tell(case, &place, Value::Ask(ask(new.role)), reason, (was.as_deref(), is.as_deref()));
            }
        }
    }

    fn role_edit(&self, pair: &Pair<'a>, old: Option<&Role>, new: Option<&Role>) -> Edit {
        let value = Value::Role(old.map(|role| role.id.clone()), new.map(|role| Box::new(role.clone())));
        Edit::Set(Place::whole(&pair.new.resolved.ladder.id), value)
    }
}

impl Held<'_, '_> {
    /// What the role asks of a competency, in words.
    fn asks(&self, competency: &CompetencyId) -> Option<String> {
        let (_, asked) = self.resolved.asked_of_role(self.role.expectation(competency)?)?;
        let step = asked.step.get().map(|step| format!("step {step}"));
        let points = asked.points.iter().map(|point| point.text.clone());
        let examples = asked.points.iter().flat_map(|point| &point.examples).chain(&asked.examples);
        Some(step.into_iter().chain(points).chain(examples.cloned()).collect::<Vec<_>>().join("\n"))
    }
}

/// The competencies of which either says something, each once.
fn competencies<'r>(old: &'r Role, new: &'r Role) -> Vec<&'r CompetencyId> {
    let mut ids: Vec<&CompetencyId> = new.expectations.iter().map(|known| &known.competency).collect();
    let gone = old.expectations.iter().map(|known| &known.competency);
    ids.extend(gone.filter(|id| new.expectation(id).is_none()));
    ids
}

/// The levels that are in the new revision, each once.
fn reaches(resolved: &Resolved<'_>, levels: &[&Entries<LevelId>]) -> Vec<Reach> {
    let mut found = Vec::new();
    for level in levels.iter().flat_map(|levels| levels.iter()).filter_map(|id| resolved.level_index(id.as_str())) {
        let reach = Reach::Level(resolved.levels[level].place(resolved.ladder));
        if !found.contains(&reach) {
            found.push(reach);
        }
    }
    found
}
