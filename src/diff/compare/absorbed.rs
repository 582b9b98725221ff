//! A competency that is gone because it is a part of another by now: what levels asked of it, they ask of the other.

use std::collections::BTreeMap;

use super::{Comparison, Pair};
use crate::diff::text::{Bag, fold};
use crate::model::{Ask, CompetencyId, Level, OwnerId, Part, Place, Point};

/// How much of what was asked, in per cent, has to be asked of the other competency.
const MOST: usize = 85;

/// How alike, in per cent, two texts must be to be one.
const ALIKE: u8 = 85;

impl Comparison<'_, '_> {
    /// The competency of which levels ask now what they asked of one that its file no longer has.
    pub(super) fn absorbed_by(&self, owner: &OwnerId, id: &str) -> Option<Place> {
        let id = CompetencyId::from(id);
        let mut found: BTreeMap<Place, usize> = BTreeMap::new();
        let mut asked = 0;
        let defined_there =
            |pair: &&Pair<'_>| pair.old.resolved.competency(&id).is_some_and(|known| known.owner == *owner);
        for pair in self.pairs.iter().filter(defined_there) {
            for standing in &pair.old.resolved.levels {
                let texts: Vec<&str> =
                    of(standing.level).filter(|(asked, _)| **asked == id).map(|(_, text)| text).collect();
                let Some(after) = pair.new.level(&standing.level.id) else { continue };
                asked += texts.len();
                for (competency, _) in texts.iter().filter_map(|text| like(pair.new.resolved.levels[after].level, text))
                {
                    if let Some(known) = pair.new.resolved.competency(competency) {
                        let place = Place::new(known.owner.clone(), Part::Competency(competency.clone()));
                        *found.entry(place).or_default() += 1;
                    }
                }
            }
        }
        found.into_iter().find(|(_, there)| there * 100 >= asked * MOST).map(|(place, _)| place)
    }
}

/// Each point that a level asks itself.
fn of(level: &Level) -> impl Iterator<Item = (&CompetencyId, &str)> {
    level.expectations.iter().flat_map(|said| {
        let points = match &said.ask {
            Ask::Asked(asked) => asked.points.as_slice(),
            Ask::SameAs(_) | Ask::NotAsked | Ask::Unknown => &[],
        };
        points.iter().map(|point| (&said.competency, Point::as_str(point)))
    })
}

/// The point of a level that is most like a text.
fn like<'l>(level: &'l Level, text: &str) -> Option<(&'l CompetencyId, &'l str)> {
    let (bag, folded) = (Bag::of(text), fold(text));
    let likeness = |(_, point): &(&CompetencyId, &str)| {
        if fold(point) == folded { 100 } else { bag.likeness(&Bag::of(point)) }
    };
    of(level).max_by_key(likeness).filter(|point| likeness(point) >= ALIKE)
}
