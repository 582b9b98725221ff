//! What identity is judged by: the id, earlier ids, and for a guess the title and the words.

use crate::diff::text::Bag;
use crate::model::{Ask, Asked, Competency, Grade, Ladder, Level, Place, Point, Says, Step, Track, TrackId, Use};

/// Something with an id of its own.
pub(super) trait Entry {
    fn id(&self) -> &str;
    fn formerly(&self) -> Vec<&str>;
    fn title(&self) -> Option<&str>;
    /// Adds the words that it consists of, without its title.
    fn add_words(&self, bag: &mut Bag);
    /// Whether its words tell it from others, whatever its id and title.
    fn is_known_by_words(&self) -> bool {
        false
    }
    /// The track that it has neighbours on.
    fn track(&self) -> Option<&str> {
        None
    }
    /// The grade by which it is known between its neighbours, whatever its id and title.
    fn grade(&self) -> Option<String> {
        None
    }
}

fn ids<T: AsRef<str>>(ids: &[T]) -> Vec<&str> {
    ids.iter().map(AsRef::as_ref).collect()
}

impl Entry for Ladder {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn formerly(&self) -> Vec<&str> {
        ids(&self.formerly)
    }

    fn title(&self) -> Option<&str> {
        self.title.text()
    }

    fn add_words(&self, bag: &mut Bag) {
        self.tracks.iter().for_each(|track| track.add_words(bag));
    }

    fn is_known_by_words(&self) -> bool {
        self.tracks.iter().any(Entry::is_known_by_words)
    }
}

impl Entry for Track {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn formerly(&self) -> Vec<&str> {
        ids(&self.formerly)
    }

    fn title(&self) -> Option<&str> {
        self.title.text()
    }

    fn add_words(&self, bag: &mut Bag) {
        for level in &self.levels {
            bag.add(level.title());
            add_level(level, bag);
        }
    }

    fn is_known_by_words(&self) -> bool {
        self.levels.iter().any(asks)
    }
}

/// A level where it is.
pub(super) struct Ranked<'a> {
    pub level: &'a Level,
    pub place: Place,
    /// Its track, under the id that both revisions know it by.
    pub track: String,
}

impl Entry for Ranked<'_> {
    fn id(&self) -> &str {
        self.level.id.as_str()
    }

    fn formerly(&self) -> Vec<&str> {
        ids(&self.level.formerly)
    }

    fn title(&self) -> Option<&str> {
        self.level.titles.first().map(String::as_str)
    }

    fn add_words(&self, bag: &mut Bag) {
        add_level(self.level, bag);
    }

    fn is_known_by_words(&self) -> bool {
        asks(self.level)
    }

    fn track(&self) -> Option<&str> {
        Some(&self.track)
    }

    fn grade(&self) -> Option<String> {
        self.level.grades.get().map(ToString::to_string)
    }
}

fn add_level(level: &Level, bag: &mut Bag) {
    if let Some(span) = level.grades.get() {
        bag.add(span.low.as_str());
    }
    // Which track it is on is no word of it.
    for fact in level.facts(&TrackId::from("")) {
        match (fact.says, fact.key) {
            (Says::Text(Use::Summary | Use::Scope | Use::Point, words), _) => bag.add(words),
            (Says::Word(level), Some("same_as")) => bag.add(&level),
            _ => {}
        }
    }
}

/// Whether a level asks anything itself.
fn asks(level: &Level) -> bool {
    level.expectations.iter().any(|expectation| matches!(expectation.ask, Ask::Asked(_)))
}

/// A competency, and what levels ask of it.
pub(super) struct Demanded<'a> {
    pub known: &'a Competency,
    pub asked: Vec<&'a Asked>,
}

impl Entry for Demanded<'_> {
    fn id(&self) -> &str {
        self.known.id.as_str()
    }

    fn formerly(&self) -> Vec<&str> {
        ids(&self.known.formerly)
    }

    fn title(&self) -> Option<&str> {
        self.known.title.text()
    }

    fn add_words(&self, bag: &mut Bag) {
        let points = self.asked.iter().flat_map(|asked| asked.points.iter().map(Point::as_str));
        self.known.summary.text().into_iter().chain(points).for_each(|text| bag.add(text));
    }

    fn is_known_by_words(&self) -> bool {
        self.asked.iter().any(|asked| !asked.points.is_empty())
    }
}

impl Entry for Grade {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn formerly(&self) -> Vec<&str> {
        ids(&self.formerly)
    }

    fn title(&self) -> Option<&str> {
        self.title.text()
    }

    fn add_words(&self, bag: &mut Bag) {
        [&self.summary, &self.scope].into_iter().filter_map(|text| text.text()).for_each(|text| bag.add(text));
    }
}

impl Entry for Step {
    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn formerly(&self) -> Vec<&str> {
        ids(&self.formerly)
    }

    fn title(&self) -> Option<&str> {
        self.title.text()
    }

    fn add_words(&self, bag: &mut Bag) {
        self.summary.text().into_iter().for_each(|text| bag.add(text));
    }
}
