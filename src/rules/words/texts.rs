//! Every text that a person wrote into a file, with the status of the level that it is about.

use std::collections::{HashMap, HashSet};

use crate::finding::Mark;
use crate::model::{Place, Says, Status};
use crate::rules::File;

pub(super) use crate::model::Use;

/// A text of a file.
#[derive(Debug, Clone)]
pub(super) struct Text<'a> {
    /// The words.
    pub words: &'a str,
    /// What they are for.
    pub used_as: Use,
    /// The status of the level that they are about; `Active` for what is not of a level.
    pub status: Option<Status>,
    place: Place,
    key: Option<&'static str>,
}

impl Text<'_> {
    /// A mark at the text.
    pub fn mark(&self, label: impl Into<String>) -> Mark {
        match self.key {
            Some(key) => Mark::key(self.place.clone(), key, label),
            None => Mark::place(self.place.clone(), label),
        }
    }
}

/// The texts of a file, in its order.
pub(super) fn texts<'a>(file: &'a File<'_>) -> Vec<Text<'a>> {
    let owner = file.owner();
    let (facts, statuses) = match file {
        File::Ladder(subject) => {
            let levels = subject.ladder().levels();
            let statuses: HashMap<_, _> = levels.map(|(_, level)| (&level.id, level.status())).collect();
            (subject.ladder().facts(), statuses)
        }
        File::Base(base) => (base.facts(), HashMap::new()),
    };
    // One written move is several directed ones, each with the same note.
    let mut notes = HashSet::new();
    let texts = facts.into_iter().filter_map(|fact| {
        let (used_as, words) = match fact.says {
            Says::Text(used_as, words) => (used_as, words),
            Says::Link(link) => (Use::Title, link.title.text()?),
            _ => return None,
        };
        if used_as == Use::Note && !notes.insert(words) {
            return None;
        }
        let status = fact.part.level().map_or(Some(Status::Active), |level| statuses.get(level).copied().flatten());
        Some(Text { words, used_as, status, place: Place::new(owner.clone(), fact.part), key: fact.key })
    });
    texts.collect()
}
