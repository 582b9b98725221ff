//! Ladders and bases as a whole: what they say of themselves, and what they extend.

use std::collections::HashSet;

use super::relocated::reaches;
use super::{Comparison, Draft, Pair, owner};
use crate::diff::{Case, Edit, Kind, Reach, Thing, Value};
use crate::model::resolve::{Resolved, Scale, Spine};
use crate::model::{Base, BaseId, Entries, Ladder, LevelRef, Place, Stated};

impl<'a> Comparison<'a, '_> {
    /// Finds the levels that were not there, and those that are gone: their moves come and go with them.
    pub(super) fn levels_that_come_and_go(&mut self) {
        let of = |ladder: &Ladder| {
            let refer =
                |(_, level): (_, &crate::model::Level)| LevelRef { ladder: ladder.id.clone(), level: level.id.clone() };
            ladder.levels().map(refer).collect::<Vec<_>>()
        };
        let before: HashSet<LevelRef> = self.old.ladders.iter().flat_map(of).collect();
        let after: HashSet<LevelRef> = self.new.ladders.iter().flat_map(of).collect();
        self.come = after.difference(&before).cloned().collect();
        self.gone = before.difference(&after).cloned().collect();
    }

    pub(super) fn ladder(&mut self, pair: &Pair<'a>) {
        let (old, new) = (pair.old.resolved.ladder, pair.new.resolved.ladder);
        let place = Place::whole(&new.id);
        self.renamed(Kind::LadderRenamed, &place, false);
        self.text(Kind::LadderRetitled, &place, (&old.title, &new.title), Value::Title, Vec::new());
        self.about(&place, (&old.version, &new.version), (&old.summary, &new.summary), &[]);
        if !old.owned_by.is_unknown() && !new.owned_by.is_unknown() {
            let owners = (old.owned_by.get().cloned(), new.owned_by.get().cloned());
            let reason = "the owner of a ladder asks nothing of people on it";
            self.plain(Kind::OwnerChanged, &place, owners, Value::OwnedBy(new.owned_by.clone()), reason);
        }
        if !old.reviewed.is_unknown() && !new.reviewed.is_unknown() {
            let days = (old.reviewed.get().map(ToString::to_string), new.reviewed.get().map(ToString::to_string));
            let reason = "the date changes nothing by itself";
            self.plain(Kind::ReviewedChanged, &place, days, Value::Reviewed(new.reviewed), reason);
        }
        self.extends(&place, &old.extends, &new.extends);
        if old.fork != new.fork && !old.fork.is_unknown() && !new.fork.is_unknown() {
            let edit = Edit::Set(place.clone(), Value::Fork(new.fork.clone()));
            let reason = "`fork` only checks the levels, which decide the fork";
            let draft = Draft::new(Kind::ForkChanged, Case::Plain, place, edit, reason);
            self.push(draft.values(old.fork.get(), new.fork.get()));
        }
        self.definitions(&owner(&new.id), &old.definitions, &new.definitions);
        self.tracks(pair);
        self.moves(pair);
        self.roles(pair);
    }

    pub(super) fn ladder_added(&mut self, ladder: &'a Ladder, index: usize) {
        let levels = levels_of(ladder);
        let mut moves = Self::moves_touching(self.new, &levels);
        // Its own moves come with it.
        moves.retain(|(writer, _)| *writer != ladder.id);
        let edit = Edit::Insert(index, Box::new(Thing::Ladder(ladder.clone())), moves);
        let place = Place::whole(&ladder.id);
        let reason = "a new ladder asks nothing of people at existing levels";
        let draft = Draft::new(Kind::LadderAdded, Case::Plain, place, edit, reason);
        self.push(draft.values(None::<&str>, Some(ladder.title())));
        self.ladder_parts(ladder, true);
    }

    pub(super) fn ladder_removed(&mut self, ladder: &'a Ladder) {
        let place = self.old_place(&Place::whole(&ladder.id));
        let into = self.identity.merged.get(&place).map(|into| format!("; it was merged into `{into}`"));
        let reason = format!("everybody on it needs another place{}", into.unwrap_or_default());
        let draft = Draft::new(Kind::LadderRemoved, Case::Plain, place.clone(), Edit::Remove(place), reason);
        self.push(draft.values(Some(ladder.title()), None::<&str>));
        self.ladder_parts(ladder, false);
    }

    pub(super) fn base(&mut self, old: &'a Base, new: &'a Base) {
        if old == new && self.identity.names.is_empty() {
            return;
        }
        let place = Place::whole(&new.id);
        let owner = new.owner();
        let reached = self.reached_ladders(self.new_users(), &owner);
        self.text(Kind::BaseRetitled, &place, (&old.title, &new.title), Value::Title, reached.clone());
        self.about(&place, (&old.version, &new.version), (&old.summary, &new.summary), &reached);
        self.extends(&place, &old.extends, &new.extends);
        self.definitions(&owner, &old.definitions, &new.definitions);
    }

    pub(super) fn base_added(&mut self, base: &'a Base) {
        let owner = base.owner();
        let index = self.new.bases.iter().position(|other| other.id == base.id).unwrap_or(self.new.bases.len());
        let (case, reason) = if self.brings_nothing(&owner, &base.definitions, true) {
            (Case::Same, "its ladders had all of it before")
        } else {
            (Case::Plain, "the new definitions have no effect until a level uses them")
        };
        let edit = Edit::Insert(index, Box::new(Thing::Base(base.clone())), Vec::new());
        let reached = self.reached_ladders(self.new_users(), &owner);
        let draft = Draft::new(Kind::BaseAdded, case, Place::whole(&base.id), edit, reason);
        self.push(draft.values(None::<&str>, Some(base.title.text().unwrap_or(base.id.as_str()))).reaching(reached));
    }

    pub(super) fn base_removed(&mut self, base: &'a Base) {
        let owner = base.owner();
        let reached = self.reached_ladders(self.old_users(), &owner);
        let reached = reached.into_iter().map(|reach| match reach {
            Reach::Ladder(ladder) => Reach::Ladder(self.old_place(&Place::whole(&ladder)).owner.as_str().into()),
            other => other,
        });
        let reached: Vec<Reach> = reached.collect();
        let (case, reason) = if self.brings_nothing(&owner, &base.definitions, false) {
            (Case::Same, "its ladders have all of it from elsewhere")
        } else if reached.is_empty() {
            (Case::Unused, "no ladder used it")
        } else {
            (Case::Used, "its ladders lose its definitions")
        };
        let place = Place::whole(&base.id);
        let draft = Draft::new(Kind::BaseRemoved, case, place.clone(), Edit::Remove(place), reason);
        self.push(draft.values(Some(base.title.text().unwrap_or(base.id.as_str())), None::<&str>).reaching(reached));
    }

    /// The version and the summary of a ladder or base.
    fn about(
        &mut self,
        place: &Place,
        version: (&Stated<String>, &Stated<String>),
        summary: (&Stated<String>, &Stated<String>),
        reached: &[Reach],
    ) {
        let (old, new) = version;
        if old != new && !old.is_unknown() && !new.is_unknown() {
            let edit = Edit::Set(place.clone(), Value::Version(new.clone()));
            let reason = "a version changes nothing by itself";
            let draft = Draft::new(Kind::VersionChanged, Case::Plain, place.clone(), edit, reason);
            self.push(draft.values(old.text(), new.text()).reaching(reached.to_vec()));
        }
        self.text(Kind::SummaryChanged, place, summary, Value::summary, reached.to_vec());
    }

    /// What is extended, judged by what the ladders concerned reach before and after.
    fn extends(&mut self, place: &Place, old: &Entries<BaseId>, new: &Entries<BaseId>) {
        let set = |bases: &Entries<BaseId>| bases.iter().cloned().collect::<HashSet<BaseId>>();
        if old.partial || new.partial || set(old) == set(new) {
            return;
        }
        let owner = &place.owner;
        let concerned = |pair: &&Pair<'_>| reaches(&pair.old.resolved, owner) || reaches(&pair.new.resolved, owner);
        let pairs: Vec<&Pair<'_>> = self.pairs.iter().filter(concerned).collect();
        let case = pairs.iter().map(|pair| reached(pair)).max().unwrap_or(Case::Same);
        let reason = match case {
            Case::Plain => "there are more shared definitions, which have no effect until a level uses them",
            Case::Less => "the grades or the pay of levels change",
            Case::Unsure => "some definitions are no longer available",
            _ => "the available definitions are the same",
        };
        let reached = pairs.iter().filter(|pair| pair.id().as_str() != owner.as_str());
        let reached = reached.map(|pair| Reach::Ladder(pair.id().clone())).collect();
        let named = |bases: &Entries<BaseId>| {
            let names: Vec<&str> = bases.iter().map(BaseId::as_str).collect();
            (!names.is_empty()).then(|| names.join(", "))
        };
        let edit = Edit::Set(place.clone(), Value::Extends(new.list.clone()));
        let draft = Draft::new(Kind::ExtendsChanged, case, place.clone(), edit, reason);
        self.push(draft.values(named(old), named(new)).reaching(reached));
    }
}

/// Whether a ladder reaches the same as before, more, or other grades and pay. The cases stand in the order of what
/// they do to people: same, unsure, less; more is `Plain`, and gives way to each of them.
fn reached(pair: &Pair<'_>) -> Case {
    let (old, new) = (&pair.old.resolved, &pair.new.resolved);
    let differs = |level: usize| {
        pair.after(level).is_some_and(|after| {
            let (mut before, mut after) = (old.pay(level), new.pay(after));
            for bands in [&mut before, &mut after] {
                bands.sort_by(|a, b| a.location.text().cmp(&b.location.text()));
            }
            before != after
        })
    };
    let (spine, spine_now) = (spine(old), spine(new));
    let known = |ids: &[&str], now: &[&str]| ids.iter().all(|id| now.contains(id));
    let order: Vec<&str> = spine_now.iter().copied().filter(|id| spine.contains(id)).collect();
    if spine != order || (0..old.levels.len()).any(differs) {
        return Case::Less;
    }
    let (shared, shared_now) = (shared(old), shared(new));
    if !known(&shared, &shared_now) {
        Case::Unsure
    } else if spine.len() < spine_now.len() || shared.len() < shared_now.len() {
        Case::Plain
    } else {
        Case::Same
    }
}

fn spine<'a>(resolved: &Resolved<'a>) -> Vec<&'a str> {
    match &resolved.spine {
        Spine::Listed { grades, .. } => grades.list.iter().map(|grade| grade.id.as_str()).collect(),
        Spine::Numbers | Spine::Unknown => Vec::new(),
    }
}

/// The steps and competencies that a ladder reaches.
fn shared<'a>(resolved: &Resolved<'a>) -> Vec<&'a str> {
    let mut ids: Vec<&str> = match &resolved.scale {
        Scale::Listed { steps, .. } => steps.list.iter().map(|step| step.id.as_str()).collect(),
        Scale::Numbers | Scale::Unknown => Vec::new(),
    };
    ids.extend(resolved.competencies.iter().map(|defined| defined.value.id.as_str()));
    ids
}

/// The levels of a ladder, as moves name them.
pub(super) fn levels_of(ladder: &Ladder) -> HashSet<LevelRef> {
    let refer = |(_, level): (_, &crate::model::Level)| LevelRef { ladder: ladder.id.clone(), level: level.id.clone() };
    ladder.levels().map(refer).collect()
}
