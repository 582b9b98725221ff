//! By what a reader may narrow a comparison: its tracks and its levels. Knows what a change concerns, and nothing of texts.

use std::collections::BTreeSet;

use super::diff::names;
use crate::diff::Change;
use crate::model::{Ladder, LadderSet, LevelId, OwnerId};

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
    pub(super) fn new(sets: [&LadderSet; 2], changes: &[&Change]) -> Self {
        let tracks: BTreeSet<&str> = changes.iter().filter_map(|change| names(&change.place.part).0).collect();
        let levels: BTreeSet<String> =
            changes.iter().flat_map(|change| change.levels(sets)).map(|(ladder, level)| key(&ladder, level)).collect();
        let mut facets = Self::default();
        for ladder in sets.iter().flat_map(|set| &set.ladders) {
            for track in ladder.tracks.iter().filter(|track| tracks.contains(track.id.as_str())) {
                add(&mut facets.tracks, track.id.as_str(), track.title());
            }
            let concerned = ladder.levels().filter_map(|(_, level)| {
                let key = key(&OwnerId::from(&ladder.id), &level.id);
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

fn key(ladder: &OwnerId, level: &LevelId) -> String {
    format!("{ladder}/{level}")
}
