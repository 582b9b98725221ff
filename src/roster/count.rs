//! How many people a comparison affects: only counts, no names.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

use super::{Roster, Row};
use crate::diff::{Change, Diff, Impact, Kind};
use crate::model::{Ladder, LadderSet, Level, Part, Place, Track};

/// How many people a comparison affects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterView {
    /// Rows of the roster.
    pub people: usize,
    /// Of these, how many are at a level that changes.
    pub on_changed_levels: usize,
    /// The levels that change, in the order of the ladders; removed ones come last.
    pub levels: Vec<LevelCount>,
    /// Rows whose level the old revision does not have.
    pub unknown_before: usize,
    /// Rows whose level the new revision does not have; a level that was renamed is still there.
    pub unknown_after: usize,
    /// Rows that name no level.
    pub without_level: usize,
    /// The lines of these rows, from 1.
    pub lines_without_level: Vec<u64>,
}

/// How many people are at a level that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelCount {
    /// `engineering/IC4`; for a removed level, its earlier name.
    pub level: String,
    pub title: String,
    /// How many people are at it.
    pub people: usize,
    /// The greatest impact of a change that affects it.
    pub impact: Impact,
    /// If the level was split or merged: the levels that people at it may be at from now on.
    pub may_be_at: Vec<String>,
}

/// A row with a level that several ladders have.
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
    /// If a row names a level that several ladders have, and no ladder.
    pub fn new(roster: &Roster, old: &LadderSet, new: &LadderSet, diff: &Diff) -> Result<Self, Ambiguous> {
        let impacts = impacts(old, new, diff);
        let mut people: HashMap<Key, usize> = HashMap::new();
        let mut view = Self {
            people: roster.rows.len(),
            on_changed_levels: 0,
            levels: Vec::new(),
            unknown_before: 0,
            unknown_after: 0,
            without_level: 0,
            lines_without_level: Vec::new(),
        };
        let mut known: HashMap<(Option<&str>, &str), Stay> = HashMap::new();
        for row in &roster.rows {
            if row.level.is_empty() {
                view.without_level += 1;
                view.lines_without_level.push(row.line);
                continue;
            }
            // Many people are at the same level, so it is looked up once.
            let Stay { before, after } = match known.entry((row.ladder.as_deref(), row.level.as_str())) {
                Entry::Occupied(stay) => stay.into_mut(),
                Entry::Vacant(free) => free.insert(Stay::new(row, old, new, diff)?),
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
                    view.levels.push(LevelCount {
                        level: name,
                        title,
                        people,
                        impact: *impact,
                        may_be_at: may_be_at(diff, &key),
                    });
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
    fn new(row: &Row, old: &LadderSet, new: &LadderSet, diff: &Diff) -> Result<Self, Ambiguous> {
        let before = find(old, row)?;
        let after = match &before {
            Some(place) => Some(diff.now(place)).filter(|place| has(new, place)),
            None => find(new, row)?,
        };
        Ok(Self { before: before.as_ref().map(key), after: after.as_ref().map(key) })
    }
}

/// The level that a row names. Rosters come from other systems, so case does not matter, and a ladder may have its title.
fn find(set: &LadderSet, row: &Row) -> Result<Option<Place>, Ambiguous> {
    let is = |one: &str, other: &str| one.to_lowercase() == other.to_lowercase();
    let level_of = |ladder: &Ladder, wanted: &str| {
        let level = ladder.levels().find(|(_, level)| is(level.id.as_str(), wanted));
        level.map(|(track, level)| place_of(ladder, track, level))
    };
    // No id contains a slash, so a level with one also names its ladder.
    let named = row.level.split_once('/').or(row.ladder.as_deref().map(|ladder| (ladder, row.level.as_str())));
    if let Some((ladder, level)) = named {
        let by_id = set.ladders.iter().find(|known| is(known.id.as_str(), ladder));
        let home = by_id.or_else(|| set.ladders.iter().find(|known| is(known.title(), ladder)));
        return Ok(home.and_then(|home| level_of(home, level)));
    }
    let mut homes: Vec<Place> = set.ladders.iter().filter_map(|ladder| level_of(ladder, &row.level)).collect();
    match homes.len() {
        0 | 1 => Ok(homes.pop()),
        ladders => Err(Ambiguous { line: row.line, ladders }),
    }
}

fn has(set: &LadderSet, place: &Place) -> bool {
    let level = place.part.level();
    level.is_some_and(|level| {
        set.ladder(place.owner.as_str()).is_some_and(|ladder| ladder.level(level.as_str()).is_some())
    })
}

/// The key of a level's place.
fn key(place: &Place) -> Key {
    (place.owner.to_string(), place.part.level().map(ToString::to_string).unwrap_or_default())
}

/// The levels that change, by their ids in the new revision, or in the old one if they were removed.
fn impacts(old: &LadderSet, new: &LadderSet, diff: &Diff) -> BTreeMap<Key, Impact> {
    let mut impacts: BTreeMap<Key, Impact> = BTreeMap::new();
    let mut add = |key: Key, impact: Impact| {
        let known = impacts.entry(key).or_insert(impact);
        *known = impact.max(*known);
    };
    for change in &diff.changes {
        let levels = diff.levels(old, new, change);
        // A move concerns those whose way it is, and not those at the level that it leads to.
        let concerned = if matches!(change.place.part, Part::Move(..)) { 1 } else { levels.len() };
        for (ladder, level) in levels.into_iter().take(concerned) {
            add((ladder.to_string(), level.to_string()), change.impact);
        }
        for was in with_it(old, change) {
            let now = diff.now(&was);
            add(if has(new, &now) { key(&now) } else { key(&was) }, change.impact);
        }
    }
    impacts
}

/// Where people may be whose level was split or merged: the level is gone, or is the first that it became.
fn may_be_at(diff: &Diff, level: &Key) -> Vec<String> {
    let is = |place: &Place| key(place) == *level;
    let became = diff.became.iter().find(|(was, became)| {
        let counted_at = if became.len() > 1 { became.first() } else { Some(was) };
        was.part.level().is_some() && counted_at.is_some_and(is)
    });
    let name = |place: &Place| {
        let (ladder, level) = key(place);
        format!("{ladder}/{level}")
    };
    became.map(|(_, became)| became.iter().map(name).collect()).unwrap_or_default()
}

/// The levels that go with a ladder or a track, as the old revision has them.
fn with_it(old: &LadderSet, change: &Change) -> Vec<Place> {
    let track = match (&change.place.part, change.kind) {
        (Part::Whole, Kind::LadderRemoved) => None,
        (Part::Track(track), Kind::TrackRemoved) => Some(track),
        _ => return Vec::new(),
    };
    let Some(ladder) = old.ladder(change.place.owner.as_str()) else { return Vec::new() };
    let levels = ladder.levels().filter(|(on, _)| track.is_none_or(|track| on.id == *track));
    levels.map(|(track, level)| place_of(ladder, track, level)).collect()
}

fn place_of(ladder: &Ladder, track: &Track, level: &Level) -> Place {
    Place::new(&ladder.id, Part::Level(track.id.clone(), level.id.clone()))
}
