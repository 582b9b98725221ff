//! What the words of each file become when a thing gets another id.

use std::collections::BTreeMap;

use super::words::{Names, Word};
use crate::model::resolve::{Resolved, Spine};
use crate::model::{Ladder, LadderSet, Part, Place, Track};

/// What a word becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Becomes {
    /// Another text.
    Text(String),
    /// What it is and this beside it: it also names other things.
    Both(String),
}

/// A thing that gets another id, and where it is meant.
pub struct Meaning<'a> {
    pub set: &'a LadderSet,
    pub place: &'a Place,
    /// Its id.
    pub old: &'a str,
    pub new: &'a str,
    /// The ladders that may mean it, by id. Of a thing that a base defines, those that reach the base.
    pub users: BTreeMap<&'a str, Resolved<'a>>,
    /// The other ladders.
    others: BTreeMap<&'a str, Resolved<'a>>,
}

impl<'a> Meaning<'a> {
    /// `None` where the place is nothing that has an id and can be renamed.
    pub fn new(set: &'a LadderSet, place: &'a Place, new: &'a str) -> Option<Self> {
        let owner = place.owner.as_str();
        let old = match &place.part {
            Part::Whole => owner,
            Part::Track(track) => track.as_str(),
            Part::Level(_, level) => level.as_str(),
            Part::Competency(competency) => competency.as_str(),
            Part::Grade(grade) => grade.as_str(),
            _ => return None,
        };
        let resolved = set.ladders.iter().map(|ladder| (ladder.id.as_str(), Resolved::new(set, ladder)));
        let uses = |resolved: &Resolved<'_>| match &place.part {
            Part::Competency(id) => resolved.competency(id).is_some_and(|known| known.owner == place.owner),
            Part::Grade(_) => matches!(&resolved.spine, Spine::Listed { owner, .. } if *owner == place.owner),
            _ => resolved.ladder.id.as_str() == owner,
        };
        let (users, others) = resolved.partition(|(_, resolved)| uses(resolved));
        Some(Self { set, place, old, new, users, others })
    }

    /// Whether a word gives the thing its id; `owner` is the ladder or base of the file.
    pub fn is_given_by(&self, owner: &str, word: &Word<'_>) -> bool {
        let names = match self.place.part {
            Part::Whole => Names::Owner,
            Part::Track(_) => Names::Track,
            Part::Level(..) => Names::Level,
            Part::Competency(_) => Names::Competency,
            _ => Names::Grade,
        };
        word.is_given && word.names == names && word.text == self.old && owner == self.place.owner.as_str()
    }

    /// What a word of a file becomes; `None` if it stays.
    pub fn of(&self, owner: &str, word: &Word<'_>) -> Option<Becomes> {
        let text = word.text;
        if word.is_given {
            return self.is_given_by(owner, word).then(|| Becomes::Text(self.new.to_owned()));
        }
        let is_home = owner == self.place.owner.as_str();
        let renamed = match (&self.place.part, word.names) {
            (_, Names::End) => return self.end(owner, text).map(Becomes::Text),
            (Part::Track(_), Names::TrackOrKind) => return self.selector(owner, text),
            (Part::Whole, Names::Craft) | (Part::Track(_), Names::Track) | (Part::Level(..), Names::Level) => {
                is_home && text == self.old
            }
            (Part::Competency(_), Names::Competency) => self.users.contains_key(owner) && text == self.old,
            (Part::Grade(_), Names::Grade) => self.is_grade(owner, text),
            _ => false,
        };
        renamed.then(|| Becomes::Text(self.new.to_owned()))
    }

    /// Grades are named by number too: `4.0` is `4`.
    fn is_grade(&self, owner: &str, text: &str) -> bool {
        let found = self.users.get(owner).and_then(|user| user.spine.find(text));
        found.is_some_and(|grade| grade.id.as_str() == self.old)
    }

    /// The end of a move in a file of `home`.
    fn end(&self, home: &str, text: &str) -> Option<String> {
        let (ladder, level) = text.split_once('/').unwrap_or((home, text));
        if ladder != self.place.owner.as_str() {
            return None;
        }
        let is_long = text.contains('/');
        match self.place.part {
            Part::Whole if is_long => Some(format!("{}/{level}", self.new)),
            Part::Level(..) if level == self.old && is_long => Some(format!("{ladder}/{}", self.new)),
            Part::Level(..) if level == self.old => Some(self.new.to_owned()),
            _ => None,
        }
    }

    /// What names the tracks of a competency names a kind of them, or the track of that id in each ladder that has the
    /// competency.
    fn selector(&self, owner: &str, text: &str) -> Option<Becomes> {
        let home = self.users.values().next()?;
        let reaches = |resolved: &Resolved<'_>| {
            resolved.ladder.id.as_str() == owner || resolved.bases.iter().any(|base| base.id.as_str() == owner)
        };
        if text != self.old || !reaches(home) {
            return None;
        }
        let is_it = |ladder: &Ladder, track: &Track| ladder.id == home.ladder.id && track.id.as_str() == self.old;
        let is_of_kind = |track: &Track| track.kind.get().is_some_and(|kind| kind.as_str() == text);
        let ladders = self.users.values().chain(self.others.values()).filter(|resolved| reaches(resolved));
        let ladders = ladders.map(|resolved| resolved.ladder);
        let tracks: Vec<(&Ladder, &Track)> =
            ladders.flat_map(|ladder| ladder.tracks.iter().map(move |track| (ladder, track))).collect();
        if tracks.iter().any(|(ladder, track)| is_it(ladder, track) && is_of_kind(track)) {
            return None;
        }
        let names_others = tracks
            .iter()
            .any(|(ladder, track)| !is_it(ladder, track) && (track.id.as_str() == text || is_of_kind(track)));
        Some(if names_others { Becomes::Both(self.new.to_owned()) } else { Becomes::Text(self.new.to_owned()) })
    }

    /// What a place becomes, such as `engineering/ic/IC4/delivery#2`; `None` if it stays.
    pub fn renamed_place(&self, text: &str) -> Option<String> {
        let mut parts: Vec<&str> = text.split('/').collect();
        let home = parts[0];
        let is_home = home == self.place.owner.as_str();
        if let Some((_, ends)) = text.split_once("/@moves/") {
            let (from, to) = ends.split_once("..")?;
            let end = |text: &str| self.end(home, text).unwrap_or_else(|| text.to_owned());
            let owner = if is_home && self.place.part == Part::Whole { self.new } else { home };
            let renamed = format!("{owner}/@moves/{}..{}", end(from), end(to));
            return (renamed != text).then_some(renamed);
        }
        let list = parts.get(1).copied().unwrap_or_default();
        let at = match &self.place.part {
            Part::Whole if is_home => 0,
            Part::Track(_) if is_home && !list.starts_with('@') => 1,
            Part::Level(..) if is_home && !list.starts_with('@') => 2,
            Part::Competency(_) if is_home && list == "@competencies" => 2,
            Part::Competency(_) if self.users.contains_key(home) && (list == "@roles" || !list.starts_with('@')) => 3,
            Part::Grade(_) if is_home && list == "@grades" => 2,
            _ => return None,
        };
        // The points of an expectation are counted behind its competency: `delivery#2`.
        let (id, point) = parts.get(at)?.split_once('#').map_or((parts[at], None), |(id, point)| (id, Some(point)));
        if id != self.old {
            return None;
        }
        let renamed = point.map_or_else(|| self.new.to_owned(), |point| format!("{}#{point}", self.new));
        parts[at] = &renamed;
        Some(parts.join("/"))
    }
}
