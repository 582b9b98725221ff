//! By what a reader may narrow a comparison: its tracks and its levels. Knows what a change concerns, and nothing of texts.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::diff::{Change, Diff, Reach};
use crate::model::{LadderId, LadderSet, LevelId, OwnerId, Place};

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
        let mut of_tracks = Vec::new();
        let (mut met, mut met_tracks) = (HashSet::new(), HashSet::new());
        let mut ladders: Vec<LadderFacet> = Vec::new();
        let mut by_ladder: HashMap<&LadderId, usize> = HashMap::new();
        for ladder in sets.iter().flat_map(|set| &set.ladders) {
            for track in ladder.tracks.iter().filter(|track| tracks.contains(track.id.as_str())) {
                if met_tracks.insert(&track.id) {
                    of_tracks.push(Facet { key: track.id.to_string(), label: track.title().to_owned() });
                }
            }
            // Those of the old revision come behind those of the new one.
            for (_, level) in ladder.levels() {
                let key = key(&ladder.owner(), &level.id);
                if !levels.contains(&key) || !met.insert(key.clone()) {
                    continue;
                }
                let at = *by_ladder.entry(&ladder.id).or_insert_with(|| {
                    ladders.push(LadderFacet { title: ladder.title().to_owned(), levels: Vec::new() });
                    ladders.len() - 1
                });
                ladders[at].levels.push(Facet { key, label: format!("{} {}", level.id, level.title()) });
            }
        }
        Self { tracks: of_tracks, ladders }
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
