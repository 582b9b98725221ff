//! By what a reader may narrow a comparison: its tracks and its levels. Knows what a change concerns, and nothing of texts.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::diff::{Change, Diff, Reach};
use crate::model::{Ladder, LadderSet, LevelId, OwnerId, Place};

/// The tracks and levels that the listed changes concern, in the order of the new revision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Tracks, each once however many ladders have it.
    pub tracks: Vec<Facet>,
    /// Levels, by ladder.
    pub ladders: Vec<LadderFacet>,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// What a change carries: `ic`, `engineering/IC4`.
    pub key: String,
    /// What a reader sees.
    pub label: String,
}

/// The levels of one ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderFacet {
    /// The ladder's title.
    pub title: String,
    /// Its levels, as `ladder show` takes them.
    pub levels: Vec<Facet>,
}

impl Facets {
    /// What the changes concern; `sets` are the new revision and the old one.
    pub(super) fn new<'a>(sets: [&'a LadderSet; 2], concerned: &Concerned<'a>, changes: &[&'a Change]) -> Self {
        let tracks: BTreeSet<&str> =
            changes.iter().filter_map(|change| change.place.part.track()).map(AsRef::as_ref).collect();
        let lists: HashMap<*const String, Arc<[String]>> =
            changes.iter().map(|change| concerned.levels(change)).map(|levels| (levels.as_ptr(), levels)).collect();
        let levels: HashSet<&String> = lists.values().flat_map(|levels| levels.iter()).collect();
        let mut facets = Self::default();
        for ladder in sets.iter().flat_map(|set| &set.ladders) {
            for track in ladder.tracks.iter().filter(|track| tracks.contains(track.id.as_str())) {
                add(&mut facets.tracks, track.id.as_str(), track.title());
            }
            let concerned = ladder.levels().filter_map(|(_, level)| {
                let key = key(&ladder.owner(), &level.id);
                levels.contains(&key).then(|| (key, format!("{} {}", level.id, level.title())))
            });
            let mut of_ladder = Vec::new();
            concerned.for_each(|(key, label)| add(&mut of_ladder, &key, &label));
            facets.add_levels(ladder, of_ladder);
        }
        facets
    }

    /// Adds a ladder's levels, those of the old revision behind those of the new one.
    fn add_levels(&mut self, ladder: &Ladder, levels: Vec<Facet>) {
        let of_it = |known: &&mut LadderFacet| {
            known.levels.first().is_some_and(|level| level.key.starts_with(&format!("{}/", ladder.id)))
        };
        match self.ladders.iter_mut().find(of_it) {
            Some(known) => levels.iter().for_each(|level| add(&mut known.levels, &level.key, &level.label)),
            None if levels.is_empty() => {}
            None => self.ladders.push(LadderFacet { title: ladder.title().to_owned(), levels }),
        }
    }
}

fn add(facets: &mut Vec<Facet>, key: &str, label: &str) {
    if !facets.iter().any(|known| known.key == key) {
        facets.push(Facet { key: key.to_owned(), label: label.to_owned() });
    }
}

/// A level as changes carry it.
pub(super) fn key(ladder: &OwnerId, level: &LevelId) -> String {
    format!("{ladder}/{level}")
}

/// What changes share: whom they concern.
type Reached<'a> = (&'a Place, &'a [Reach]);

/// The levels that changes concern, as `engineering/IC4`. Each list is made once and shared: a comparison with an edit at each of
/// 1,000 levels of a cumulative track takes a fifth longer without. On other tracks it makes no difference.
pub(super) struct Concerned<'a> {
    old: &'a LadderSet,
    new: &'a LadderSet,
    pub(super) diff: &'a Diff,
    known: RefCell<HashMap<Reached<'a>, Arc<[String]>>>,
}

impl<'a> Concerned<'a> {
    /// Nothing is known yet.
    pub(super) fn new(old: &'a LadderSet, new: &'a LadderSet, diff: &'a Diff) -> Self {
        Self { old, new, diff, known: RefCell::default() }
    }

    /// The levels that a change is at or reaches.
    pub(super) fn levels(&self, change: &'a Change) -> Arc<[String]> {
        let mut known = self.known.borrow_mut();
        let levels = known.entry((&change.place, &change.reaches[..])).or_insert_with(|| {
            let levels = self.diff.levels(self.old, self.new, change);
            levels.iter().map(|(ladder, level)| key(ladder, level)).collect()
        });
        Arc::clone(levels)
    }
}
