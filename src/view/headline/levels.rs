//! Levels in a row of words, ladder by ladder.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::NAMED;
use crate::diff::{Change, Reach};
use crate::model::{LadderSet, LevelId, OwnerId};
use crate::words::join;

/// Levels of one ladder, and what is asked of each.
#[derive(Default)]
pub(super) struct Levels {
    known: HashMap<LevelId, usize>,
    levels: Vec<(LevelId, Vec<String>)>,
    /// What is asked of no level that can be named.
    of_all: Vec<String>,
}

impl Levels {
    pub(super) fn add(&mut self, level: Option<LevelId>, aspects: &[String]) {
        let list = match level {
            None => &mut self.of_all,
            Some(level) => {
                let at = *self.known.entry(level.clone()).or_insert_with(|| {
                    self.levels.push((level, Vec::new()));
                    self.levels.len() - 1
                });
                &mut self.levels[at].1
            }
        };
        for aspect in aspects {
            if !list.contains(aspect) {
                list.push(aspect.clone());
            }
        }
    }

    /// " at IC5: Delivery", " at IC4 (Craft) and IC5 (Craft and Delivery)", " at 12 levels".
    pub(super) fn in_words(&self, of: &str) -> String {
        // Neighbours of which the same is asked are named together.
        let mut groups: Vec<(Vec<&str>, &[String])> = Vec::new();
        for (level, aspects) in &self.levels {
            match groups.last_mut() {
                Some((levels, same)) if same == aspects => levels.push(level.as_str()),
                _ => groups.push((vec![level.as_str()], aspects)),
            }
        }
        match groups[..] {
            [] if of.is_empty() => format!(": {}", short(&self.of_all)),
            [] => format!("{}: {}", of.replacen(" of ", " at ", 1), short(&self.of_all)),
            [(ref levels, aspects)] if levels.len() <= NAMED => format!(" at {}{of}: {}", join(levels), short(aspects)),
            [(ref levels, aspects)] => format!(" at {} levels{of}: {}", levels.len(), short(aspects)),
            _ if self.levels.len() > NAMED => format!(" at {} levels{of}", self.levels.len()),
            _ => {
                let group =
                    |(levels, aspects): &(Vec<&str>, &[String])| format!("{} ({})", join(levels), short(aspects));
                format!(" at {}{of}", join(&groups.iter().map(group).collect::<Vec<_>>()))
            }
        }
    }
}

/// Some of many.
fn short(aspects: &[String]) -> String {
    const SHOWN: usize = 4;
    match aspects.len() {
        many if many > SHOWN => format!("{} and {} more", aspects[..SHOWN - 1].join(", "), many - (SHOWN - 1)),
        _ => join(aspects),
    }
}

/// Levels of each ladder, each once, in the order in which they came.
#[derive(Default)]
pub(super) struct ByLadder<'a> {
    ladders: BTreeMap<String, (Vec<&'a str>, HashSet<&'a str>)>,
    /// What was added already: many changes reach the same levels, and there may be as many of those.
    reached: HashSet<&'a Reach>,
    /// Levels that are not named, since they are new.
    added: Option<&'a HashSet<(OwnerId, LevelId)>>,
}

impl<'a> ByLadder<'a> {
    /// None yet, and never those that are `added`.
    pub(super) fn without(added: &'a HashSet<(OwnerId, LevelId)>) -> Self {
        Self { added: Some(added), ..Self::default() }
    }

    pub(super) fn add(&mut self, ladder: &OwnerId, level: &'a LevelId) {
        if self.added.is_some_and(|added| added.contains(&(ladder.clone(), level.clone()))) {
            return;
        }
        let (levels, seen) = self.ladders.entry(ladder.to_string()).or_default();
        if seen.insert(level.as_str()) {
            levels.push(level.as_str());
        }
    }

    /// Adds the levels that a change reaches.
    pub(super) fn add_reach(&mut self, reach: &'a Reach, new: &'a LadderSet) {
        if self.reached.insert(reach) {
            let ladder = reach.owner();
            reach.levels([new]).iter().for_each(|level| self.add(&ladder, level));
        }
    }

    /// "IC4 and M4 of Design", for each ladder; `titled` says what a ladder is called, where it is named.
    pub(super) fn in_words(&self, titled: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
        let line = |(ladder, (levels, _)): (&String, &(Vec<&str>, _))| {
            let of = titled(ladder).map_or_else(String::new, |title| format!(" of {title}"));
            match levels.len() {
                many if many > NAMED => format!("{many} levels{of}"),
                _ => format!("{}{of}", join(levels)),
            }
        };
        self.ladders.iter().map(line).collect()
    }
}

/// The people that a change in a base concerns, in words. A change in a ladder says it in its reason.
pub(in crate::view) fn concerned(new: &LadderSet, change: &Change, is_base: bool) -> Option<String> {
    if !is_base || change.reaches.is_empty() {
        return None;
    }
    let mut levels = ByLadder::default();
    for reach in &change.reaches {
        levels.add_reach(reach, new);
    }
    let titled = |owner: &str| new.ladder(owner).map(|ladder| ladder.title().to_owned());
    let mut parts = levels.in_words(&titled);
    if parts.is_empty() {
        parts = change.reaches.iter().map(ToString::to_string).collect();
    }
    Some(parts.join("; "))
}
