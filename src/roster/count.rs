//! How many people a comparison concerns: counts only, of nobody by name.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Roster, Row};
use crate::diff::{Change, Diff, Edit, Impact, Kind};
use crate::model::{Ladder, LadderSet, OwnerId, Part};

/// How many people a comparison concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RosterView {
    /// Rows of the roster.
    pub people: usize,
    /// Of these, how many are at a level that changes.
    pub on_changed_levels: usize,
    /// The levels that change, in the order of the ladders; what is gone comes last.
    pub levels: Vec<LevelCount>,
    /// Rows whose level the old revision does not have.
    pub unknown_before: usize,
    /// Rows whose level the new revision does not have; a level that was renamed is still there.
    pub unknown_after: usize,
    /// Rows that name no level.
    pub without_level: usize,
}

/// How many people are at a level that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LevelCount {
    /// `engineering/IC4`; of a level that is gone, as it was called.
    pub level: String,
    /// Its title.
    pub title: String,
    /// How many people are at it.
    pub people: usize,
    /// The greatest impact of a change that concerns it.
    #[serde(serialize_with = "word")]
    #[schemars(with = "String")]
    pub impact: Impact,
}

fn word<S: serde::Serializer>(impact: &Impact, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(impact.as_str())
}

/// A row whose level several ladders have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguous {
    /// The line of the row, from 1.
    pub line: u64,
    /// How many ladders have such a level.
    pub ladders: usize,
}

/// A level by ladder and id.
type Key = (String, String);

impl RosterView {
    /// Counts the people of a roster. Levels are looked up by the ids of the old revision, else by those of the new one.
    ///
    /// # Errors
    /// Where a row names a level that several ladders have, and no ladder.
    pub fn new(roster: &Roster, old: &LadderSet, new: &LadderSet, diff: &Diff) -> Result<Self, Ambiguous> {
        let renames = Renames::new(diff);
        let impacts = impacts(old, new, diff, &renames);
        let mut people: HashMap<Key, usize> = HashMap::new();
        let mut view = Self {
            people: roster.rows.len(),
            on_changed_levels: 0,
            levels: Vec::new(),
            unknown_before: 0,
            unknown_after: 0,
            without_level: 0,
        };
        let mut known: HashMap<(Option<&str>, &str), Stay> = HashMap::new();
        for row in &roster.rows {
            if row.level.is_empty() {
                view.without_level += 1;
                continue;
            }
            // Many people are at one level, which is looked up once.
            let Stay { before, after } = match known.entry((row.ladder.as_deref(), row.level.as_str())) {
                Entry::Occupied(stay) => stay.into_mut(),
                Entry::Vacant(free) => free.insert(Stay::new(row, old, new, &renames)?),
            };
            view.unknown_before += usize::from(before.is_none());
            view.unknown_after += usize::from(after.is_none());
            if let Some(key) = after.as_ref().or(before.as_ref()) {
                view.on_changed_levels += usize::from(impacts.contains_key(key));
                *people.entry(key.clone()).or_default() += 1;
            }
        }
        for ladder in new.ladders.iter().chain(&old.ladders) {
            for (_, level) in ladder.levels() {
                let key = (ladder.id.to_string(), level.id.to_string());
                let Some(impact) = impacts.get(&key) else { continue };
                let name = format!("{}/{}", key.0, key.1);
                if view.levels.iter().all(|known| known.level != name) {
                    let people = people.get(&key).copied().unwrap_or_default();
                    let title = level.title().to_owned();
                    view.levels.push(LevelCount { level: name, title, people, impact: *impact });
                }
            }
        }
        Ok(view)
    }
}

/// The level of a person in either revision.
struct Stay {
    before: Option<Key>,
    after: Option<Key>,
}

impl Stay {
    fn new(row: &Row, old: &LadderSet, new: &LadderSet, renames: &Renames) -> Result<Self, Ambiguous> {
        let before = find(old, row)?;
        let after = match &before {
            Some(key) => Some(renames.now(key)).filter(|key| has(new, key)),
            None => find(new, row)?,
        };
        Ok(Self { before, after })
    }
}

/// The level that a row names. Rosters come from elsewhere, so case does not matter, and a ladder may go by its title.
fn find(set: &LadderSet, row: &Row) -> Result<Option<Key>, Ambiguous> {
    let is = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let level_of = |ladder: &Ladder, wanted: &str| {
        let level = ladder.levels().find(|(_, level)| is(level.id.as_str(), wanted));
        level.map(|(_, level)| (ladder.id.to_string(), level.id.to_string()))
    };
    // No id holds a slash, so a level with one brings its ladder along.
    let named = row.level.split_once('/').or(row.ladder.as_deref().map(|ladder| (ladder, row.level.as_str())));
    if let Some((ladder, level)) = named {
        let by_id = set.ladders.iter().find(|known| is(known.id.as_str(), ladder));
        let home = by_id.or_else(|| set.ladders.iter().find(|known| is(known.title(), ladder)));
        return Ok(home.and_then(|home| level_of(home, level)));
    }
    let mut homes: Vec<Key> = set.ladders.iter().filter_map(|ladder| level_of(ladder, &row.level)).collect();
    match homes.len() {
        0 | 1 => Ok(homes.pop()),
        ladders => Err(Ambiguous { line: row.line, ladders }),
    }
}

fn has(set: &LadderSet, (ladder, level): &Key) -> bool {
    set.ladder(ladder).is_some_and(|ladder| ladder.level(level).is_some())
}

/// What ladders and levels are called now.
struct Renames {
    ladders: HashMap<String, String>,
    /// By the new ladder and the old level.
    levels: HashMap<Key, String>,
}

impl Renames {
    fn new(diff: &Diff) -> Self {
        let mut renames = Self { ladders: HashMap::new(), levels: HashMap::new() };
        for change in &diff.changes {
            let Edit::Rename(from, _) = &change.edit else { continue };
            let ladder = change.place.owner.to_string();
            match (change.kind, from.part.level(), change.place.part.level()) {
                (Kind::LadderRenamed, ..) => {
                    renames.ladders.insert(from.owner.to_string(), ladder);
                }
                (Kind::LevelRenamed, Some(old), Some(new)) => {
                    renames.levels.insert((ladder, old.to_string()), new.to_string());
                }
                _ => {}
            }
        }
        renames
    }

    fn now(&self, (ladder, level): &Key) -> Key {
        let ladder = self.ladders.get(ladder).unwrap_or(ladder).clone();
        let key = (ladder, level.clone());
        let level = self.levels.get(&key).cloned();
        level.map_or_else(|| key.clone(), |level| (key.0.clone(), level))
    }
}

/// The levels that change, by the ids of the new revision, or by those of the old one where they are gone.
fn impacts(old: &LadderSet, new: &LadderSet, diff: &Diff, renames: &Renames) -> BTreeMap<Key, Impact> {
    let mut impacts: BTreeMap<Key, Impact> = BTreeMap::new();
    let mut add = |ladder: &OwnerId, level: &str, impact: Impact| {
        let key = (ladder.to_string(), level.to_owned());
        let now = renames.now(&key);
        let known = impacts.entry(if has(new, &now) { now } else { key }).or_insert(impact);
        *known = impact.max(*known);
    };
    for change in &diff.changes {
        for (ladder, level) in change.levels([new, old]) {
            add(&ladder, level.as_str(), change.impact);
        }
        for level in with_it(old, change) {
            add(&change.place.owner, &level, change.impact);
        }
    }
    impacts
}

/// The levels that go with a ladder or a track, and the one that a move led away from.
fn with_it(old: &LadderSet, change: &Change) -> Vec<String> {
    let ladder = || old.ladder(change.place.owner.as_str());
    let of = |track: Option<&str>| {
        let is_it = |id: &str| track.is_none_or(|track| track == id);
        let levels = ladder().into_iter().flat_map(|ladder| ladder.levels());
        levels.filter(|(track, _)| is_it(track.id.as_str())).map(|(_, level)| level.id.to_string()).collect()
    };
    match (&change.place.part, change.kind) {
        (Part::Whole, Kind::LadderRemoved) => of(None),
        (Part::Track(track), Kind::TrackRemoved) => of(Some(track.as_str())),
        (Part::Move(from, _), _) => vec![from.clone()],
        _ => Vec::new(),
    }
}
