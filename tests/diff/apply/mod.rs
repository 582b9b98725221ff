//! Does to a set what changes say. All of the changes of a comparison give a set that means what the new one does.
//!
//! The order in which changes are handed in does not matter: names first, then order, then what comes, then the fields,
//! then what goes.

mod fields;

use std::collections::HashSet;
use std::fmt;

use ladder::diff::{Change, Edit, GONE, Names, Sequence, Thing, Value, What};
use ladder::model::{
    Competency, Definitions, Entries, Grade, LadderId, LadderSet, Level, LevelRef, Move, OwnerId, Part, Place, Stated,
    Step,
};

use fields::{assign, definitions_mut, ladder_mut, reorder, track_mut, write_move};

/// A change that does not fit the set that it was applied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplyError {
    place: Place,
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "could not apply a change: there is no `{}`", self.place)
    }
}

impl std::error::Error for ApplyError {}

/// Does to `set` what `changes` say.
///
/// # Errors
///
/// Where a change is about something that the set does not have.
pub fn apply(set: &LadderSet, changes: &[Change]) -> Result<LadderSet, ApplyError> {
    let mut plan = Plan::default();
    changes.iter().for_each(|change| plan.add(&change.edit));
    plan.mark();
    let mut set = plan.names.applied(set).into_owned();
    for order in &plan.orders {
        reorder(&mut set, order)?;
    }
    plan.insert(&mut set)?;
    for (place, value) in &plan.fields {
        assign(&mut set, place, value)?;
    }
    for (ladder, written, note_only) in &plan.moves {
        write_move(&mut set, ladder, written, *note_only)?;
    }
    for (ladder, written) in &plan.unwritten {
        let found = ladder_mut(&mut set, ladder, &Place::whole(*ladder))?;
        found.moves.list.retain(|known| known.from != written.from || known.to != written.to);
    }
    plan.purge(&mut set);
    Ok(set)
}

/// What is to be done, sorted by when.
#[derive(Default)]
struct Plan<'c> {
    names: Names,
    removed: Vec<&'c Place>,
    orders: Vec<&'c Sequence>,
    inserted: Vec<(usize, Coming<'c>)>,
    fields: Vec<(&'c Place, &'c Value)>,
    /// Moves to write, and whether only a note is set.
    moves: Vec<(&'c LadderId, &'c Move, bool)>,
    unwritten: Vec<(&'c LadderId, &'c Move)>,
}

/// What takes a place in a list.
enum Coming<'c> {
    Thing(&'c Thing),
    Level(&'c LadderId, &'c ladder::model::LevelId, &'c ladder::model::TrackId),
}

impl<'c> Plan<'c> {
    fn add(&mut self, edit: &'c Edit) {
        match edit {
            Edit::Included | Edit::Follows => {}
            Edit::Rename(from, to) => {
                let (what, id) = named(from);
                self.names.change(what, &from.owner, &id, to);
            }
            Edit::Remove(place) => self.removed.push(place),
            Edit::Insert(index, thing, moves) => {
                self.inserted.push((*index, Coming::Thing(thing)));
                self.moves.extend(moves.iter().map(|(ladder, written)| (ladder, written, false)));
            }
            Edit::Transfer(ladder, level, track, index) => {
                self.inserted.push((*index, Coming::Level(ladder, level, track)));
            }
            Edit::Order(order) => self.orders.push(order),
            Edit::Set(place, value) => self.fields.push((place, value)),
            Edit::AddMove(ladder, written) => self.moves.push((ladder, written, false)),
            Edit::Note(ladder, written) => self.moves.push((ladder, written, true)),
            Edit::RemoveMove(ladder, written) => self.unwritten.push((ladder, written)),
            Edit::All(edits) => edits.iter().for_each(|edit| self.add(edit)),
        }
    }

    /// Marks what goes while its id lives on, so that the two are told apart until it is gone.
    fn mark(&mut self) {
        for place in &self.removed {
            let (what, id) = named(place);
            // A definition is marked only where another takes its id in the same file; elsewhere references to it
            // go on, for it may only have moved.
            let definition = matches!(what, What::Grade | What::Step | What::Competency);
            let owner = self.names.owner(&place.owner);
            let taken = self.names.is_target(what, &id)
                || self
                    .inserted
                    .iter()
                    .any(|(_, coming)| matches!(coming, Coming::Thing(thing) if is(thing, what, &owner, &id)));
            if taken || (!definition && what != What::Ladder) {
                self.names.change(what, &place.owner, &id, &format!("{id}{GONE}"));
            }
        }
    }

    /// Lists grow from the front, so that each index is the one of the new revision.
    fn insert(&mut self, set: &mut LadderSet) -> Result<(), ApplyError> {
        // Levels leave their tracks before anything takes a place, and what goes leaves room.
        let mut lifted: Vec<(usize, Level, &LadderId, &ladder::model::TrackId)> = Vec::new();
        for (index, coming) in &self.inserted {
            let Coming::Level(ladder, id, to) = coming else { continue };
            let place = Place::new(*ladder, Part::Level((*to).clone(), (*id).clone()));
            let found = ladder_mut(set, ladder, &place)?.tracks.list.iter_mut().find_map(|track| {
                let at = track.levels.list.iter().position(|level| level.id == **id)?;
                Some(track.levels.list.remove(at))
            });
            lifted.push((*index, found.ok_or(ApplyError { place })?, ladder, to));
        }
        self.purge(set);
        let mut things: Vec<(usize, &Thing)> = Vec::new();
        for (index, coming) in &self.inserted {
            if let Coming::Thing(thing) = coming {
                things.push((*index, thing));
            }
        }
        // Containers before what they contain, then by index.
        things.sort_by_key(|(index, thing)| (depth(thing), *index));
        let mut levels: Vec<(usize, Level, LadderId, ladder::model::TrackId)> = lifted
            .into_iter()
            .map(|(index, level, ladder, track)| (index, level, ladder.clone(), track.clone()))
            .collect();
        for (index, thing) in things {
            match thing {
                Thing::Level(ladder, track, level) => {
                    levels.push((index, level.clone(), ladder.clone(), track.clone()));
                }
                thing => insert(set, index, thing)?,
            }
        }
        levels.sort_by_key(|(index, ..)| *index);
        for (index, level, ladder, track) in levels {
            let place = Place::new(&ladder, Part::Track(track.clone()));
            let track = track_mut(set, &ladder, &track, &place)?;
            put(&mut track.levels.list, index, level, |known, new| known.id == new.id);
        }
        Ok(())
    }

    /// Takes away what goes, and the moves that lead to or from it.
    fn purge(&self, set: &mut LadderSet) {
        let mut levels: HashSet<LevelRef> = HashSet::new();
        let mut note = |ladder: &LadderId, level: &Level| {
            levels.insert(LevelRef { ladder: ladder.clone(), level: level.id.clone() });
        };
        for place in &self.removed {
            let place = self.names.place(place);
            let owner = place.owner.as_str();
            let ladder = set.ladders.iter_mut().find(|ladder| ladder.id.as_str() == owner);
            match (&place.part, ladder) {
                (Part::Whole, Some(ladder)) => {
                    ladder.levels().for_each(|(_, level)| note(&ladder.id, level));
                    set.ladders.retain(|ladder| ladder.id.as_str() != owner);
                }
                (Part::Whole, None) => set.bases.retain(|base| base.id.as_str() != owner),
                (Part::Track(id), Some(ladder)) => {
                    let of_track = ladder.tracks.list.iter().filter(|track| track.id == *id);
                    of_track.flat_map(|track| &track.levels).for_each(|level| note(&ladder.id, level));
                    ladder.tracks.list.retain(|track| track.id != *id);
                }
                (Part::Level(_, id), Some(ladder)) => {
                    for track in &mut ladder.tracks.list {
                        track.levels.list.iter().filter(|level| level.id == *id).for_each(|l| note(&ladder.id, l));
                        track.levels.list.retain(|level| level.id != *id);
                    }
                }
                (part, _) => {
                    if let Some(definitions) = definitions_mut(set, &place.owner) {
                        undefine(definitions, part);
                    }
                }
            }
        }
        if !levels.is_empty() {
            for ladder in &mut set.ladders {
                ladder.moves.list.retain(|known| !levels.contains(&known.from) && !levels.contains(&known.to));
            }
        }
    }
}

fn undefine(definitions: &mut Definitions, part: &Part) {
    fn without<T>(stated: &mut Stated<Entries<T>>, goes: impl Fn(&T) -> bool) {
        if let Stated::Is(entries) = stated {
            let before = entries.list.len();
            entries.list.retain(|entry| !goes(entry));
            if entries.list.is_empty() && before > 0 {
                *stated = Stated::Unstated;
            }
        }
    }
    match part {
        Part::Grade(id) => without(&mut definitions.grades, |grade: &Grade| grade.id == *id),
        Part::Step(id) => without(&mut definitions.scale, |step: &Step| step.id == *id),
        Part::Competency(id) => definitions.competencies.list.retain(|known| known.id != *id),
        _ => {}
    }
}

/// What a place with an id of its own is of, and the id.
fn named(place: &Place) -> (What, String) {
    match &place.part {
        Part::Track(id) => (What::Track, id.to_string()),
        Part::Level(_, id) => (What::Level, id.to_string()),
        Part::Competency(id) => (What::Competency, id.to_string()),
        Part::Grade(id) => (What::Grade, id.to_string()),
        Part::Step(id) => (What::Step, id.to_string()),
        _ => (What::Ladder, place.owner.to_string()),
    }
}

/// Whether a thing has that id in that file.
fn is(thing: &Thing, what: What, owner: &OwnerId, id: &str) -> bool {
    let same = |ladder: &LadderId| ladder.as_str() == owner.as_str();
    match (thing, what) {
        (Thing::Ladder(ladder), What::Ladder) => ladder.id.as_str() == id,
        (Thing::Track(ladder, track), What::Track) => same(ladder) && track.id.as_str() == id,
        (Thing::Track(ladder, track), What::Level) => same(ladder) && track.levels.iter().any(|l| l.id.as_str() == id),
        (Thing::Level(ladder, _, level), What::Level) => same(ladder) && level.id.as_str() == id,
        (Thing::Grade(of, grade), What::Grade) => of == owner && grade.id.as_str() == id,
        (Thing::Step(of, step), What::Step) => of == owner && step.id.as_str() == id,
        (Thing::Competency(of, known), What::Competency) => of == owner && known.id.as_str() == id,
        _ => false,
    }
}

fn depth(thing: &Thing) -> u8 {
    match thing {
        Thing::Base(_) | Thing::Ladder(_) => 0,
        Thing::Track(..) | Thing::Grade(..) | Thing::Step(..) | Thing::Competency(..) => 1,
        Thing::Level(..) => 2,
    }
}

/// Puts an entry at an index, or in place of one that is it already.
fn put<T>(list: &mut Vec<T>, index: usize, entry: T, same: impl Fn(&T, &T) -> bool) {
    match list.iter().position(|known| same(known, &entry)) {
        Some(at) => list[at] = entry,
        None => list.insert(index.min(list.len()), entry),
    }
}

fn insert(set: &mut LadderSet, index: usize, thing: &Thing) -> Result<(), ApplyError> {
    fn list<T>(stated: &mut Stated<Entries<T>>) -> &mut Vec<T> {
        if !matches!(stated, Stated::Is(_)) {
            *stated = Stated::Is(Entries::default());
        }
        match stated {
            Stated::Is(entries) => &mut entries.list,
            Stated::Unstated | Stated::Unknown => unreachable!("it was made a list above"),
        }
    }
    let of = |set: &mut LadderSet, owner: &OwnerId, part: Part| -> Result<(), ApplyError> {
        let place = Place::new(owner.clone(), part);
        let definitions = definitions_mut(set, owner).ok_or(ApplyError { place })?;
        match thing {
            Thing::Grade(_, new) => put(list(&mut definitions.grades), index, new.clone(), |a, b| a.id == b.id),
            Thing::Step(_, new) => put(list(&mut definitions.scale), index, new.clone(), |a, b| a.id == b.id),
            Thing::Competency(_, new) => {
                let same = |a: &Competency, b: &Competency| a.id == b.id;
                put(&mut definitions.competencies.list, index, new.clone(), same);
            }
            Thing::Base(_) | Thing::Ladder(_) | Thing::Track(..) | Thing::Level(..) => {}
        }
        Ok(())
    };
    match thing {
        Thing::Base(base) => put(&mut set.bases, index, base.clone(), |a, b| a.id == b.id),
        Thing::Ladder(ladder) => put(&mut set.ladders, index, ladder.clone(), |a, b| a.id == b.id),
        Thing::Track(ladder, track) => {
            let place = Place::new(ladder, Part::Track(track.id.clone()));
            let found = ladder_mut(set, ladder, &place)?;
            put(&mut found.tracks.list, index, track.clone(), |a, b| a.id == b.id);
        }
        Thing::Grade(owner, grade) => of(set, owner, Part::Grade(grade.id.clone()))?,
        Thing::Step(owner, step) => of(set, owner, Part::Step(step.id.clone()))?,
        Thing::Competency(owner, known) => of(set, owner, Part::Competency(known.id.clone()))?,
        Thing::Level(..) => {}
    }
    Ok(())
}
