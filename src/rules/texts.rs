//! Every text that a person wrote into a file, split into words once for all rules that read it.

use std::ops::Range;

use foldhash::{HashMap, HashSet};

use super::placeholder::placeholder;
use crate::finding::Mark;
use crate::model::{CompetencyId, Fact, LevelId, OwnerId, Part, Place, Says, Status};

pub(super) use crate::model::Use;

/// A word, whatever its case: texts with the same words in the same order say the same.
pub(super) type Word = u32;

/// The texts of a file, in its order.
#[derive(Default)]
pub struct Texts<'a> {
    pub(super) list: Vec<Text<'a>>,
    /// The words of all texts, one after the other.
    words: Vec<Word>,
    /// The points of each expectation.
    points: HashMap<(usize, CompetencyId), Range<usize>>,
    /// The number of each word.
    known: HashMap<String, (Word, Class)>,
    /// The texts of each level; empty for a level without any.
    levels: Vec<Range<usize>>,
}

/// A text of a file.
pub(super) struct Text<'a> {
    /// As it is written.
    pub written: &'a str,
    /// What it is for.
    pub used_as: Use,
    /// The status of that level; `Active` for what is not of a level.
    pub status: Option<Status>,
    /// How many words it has, without those of a placeholder.
    pub count: usize,
    /// The placeholder that it is or holds.
    pub placeholder: Option<&'a str>,
    /// Whether a word in it is a length of time in English.
    pub has_time: bool,
    /// Whether a word in it may be of managing people, in English.
    pub has_managing: bool,
    words: Range<usize>,
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

    /// Where it is written: a place, and the key there that says it.
    pub fn place(&self) -> (&Place, Option<&'static str>) {
        (&self.place, self.key)
    }

    /// The part of the file that it is of.
    pub fn part(&self) -> &Part {
        &self.place.part
    }
}

impl<'a> Texts<'a> {
    /// Splits what a file says. `levels` are the levels of the file with their status, in its order.
    pub(super) fn new(owner: &OwnerId, facts: Vec<Fact<'a>>, levels: &[(&'a LevelId, Option<Status>)]) -> Self {
        let mut by_id: HashMap<&LevelId, usize> = HashMap::default();
        for (index, (id, _)) in levels.iter().enumerate() {
            by_id.entry(id).or_insert(index);
        }
        let mut texts = Self {
            list: Vec::new(),
            words: Vec::new(),
            points: HashMap::default(),
            known: HashMap::default(),
            levels: vec![0..0; levels.len()],
        };
        let mut splitter = Splitter::default();
        // One written move is several directed ones, each with the same note.
        let mut notes = HashSet::default();
        for fact in facts {
            let (used_as, written) = match fact.says {
                Says::Text(used_as, words) => (used_as, words),
                Says::Link(link) => match link.title.text() {
                    Some(title) => (Use::Title, title),
                    None => continue,
                },
                _ => continue,
            };
            if used_as == Use::Note && !notes.insert(written) {
                continue;
            }
            let level = fact.part.level().and_then(|id| by_id.get(id).copied());
            let status = level.map_or(Some(Status::Active), |level| levels[level].1);
            let index = texts.list.len();
            if let Some(level) = level {
                let of_level = &mut texts.levels[level];
                let start = if of_level.end == 0 { index } else { of_level.start };
                *of_level = start..index + 1;
                if let (Use::Point, Part::Point(_, _, competency, _)) = (used_as, &fact.part) {
                    let points = texts.points.entry((level, competency.clone())).or_insert(index..index);
                    points.end = index + 1;
                }
            }
            let start = texts.words.len();
            let split = splitter.split(written, &mut texts.words);
            let placeholder = split.may_keep_place.then(|| placeholder(written)).flatten();
            texts.list.push(Text {
                written,
                used_as,
                status,
                count: if placeholder.is_some() { 0 } else { split.count },
                placeholder,
                has_time: split.has_time,
                has_managing: split.has_managing,
                words: start..texts.words.len(),
                place: Place::new(owner.clone(), fact.part),
                key: fact.key,
            });
        }
        texts.known = splitter.known;
        texts
    }

    /// The texts that have some words in a row.
    pub(super) fn with(&self, phrase: &str) -> Vec<&Text<'a>> {
        let words = phrase.to_lowercase();
        let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        // A word that is in no text needs no further look.
        let Some(words) = words.map(|word| self.known.get(word).map(|(word, _)| *word)).collect::<Option<Vec<Word>>>()
        else {
            return Vec::new();
        };
        let has =
            |text: &&Text<'_>| !words.is_empty() && self.words(text).windows(words.len()).any(|part| part == words);
        self.list.iter().filter(has).collect()
    }

    /// The texts of a level.
    pub(super) fn of_level(&self, level: usize) -> &[Text<'a>] {
        &self.list[self.levels[level].clone()]
    }

    /// The points that a level writes out for a competency.
    pub(super) fn points(&self, level: usize, competency: &CompetencyId) -> &[Text<'a>] {
        let points = self.points.get(&(level, competency.clone()));
        points.map_or(&[], |points| &self.list[points.clone()])
    }

    /// The words of a text.
    pub(super) fn words(&self, text: &Text<'_>) -> &[Word] {
        &self.words[text.words.clone()]
    }

    /// The words of all points that a level writes out for a competency.
    pub(super) fn words_of(&self, level: usize, competency: &CompetencyId) -> &[Word] {
        match self.points(level, competency) {
            [first, .., last] => &self.words[first.words.start..last.words.end],
            [one] => self.words(one),
            [] => &[],
        }
    }
}

/// Numbers words, each once.
#[derive(Default)]
struct Splitter {
    known: HashMap<String, (Word, Class)>,
    word: String,
}

/// What a word may be a part of, as far as its letters tell.
#[derive(Clone, Copy, Default)]
struct Class {
    is_time: bool,
    is_managing: bool,
    may_keep_place: bool,
}

/// What the words of a text tell of it.
struct Split {
    count: usize,
    has_time: bool,
    has_managing: bool,
    may_keep_place: bool,
}

impl Splitter {
    fn split(&mut self, text: &str, words: &mut Vec<Word>) -> Split {
        let (mut count, mut is_counted) = (0, false);
        let (mut has_time, mut has_managing) = (false, false);
        let mut may_keep_place = text.contains(['<', '[', '{']);
        let mut take = |known: &mut HashMap<String, (Word, Class)>, word: &mut String| {
            if word.is_empty() {
                return;
            }
            let number = Word::try_from(known.len()).expect("a file is too small for so many words");
            let (number, class) = match known.get(word.as_str()) {
                Some(found) => *found,
                None => *known.entry(word.clone()).or_insert((number, Class::of(word))),
            };
            has_time |= class.is_time;
            has_managing |= class.is_managing;
            may_keep_place |= class.may_keep_place;
            words.push(number);
            word.clear();
        };
        for c in text.chars() {
            if c.is_alphanumeric() {
                count += usize::from(!is_counted);
                is_counted = true;
                if c.is_ascii() {
                    self.word.push(c.to_ascii_lowercase());
                } else {
                    self.word.extend(c.to_lowercase());
                }
            } else {
                is_counted &= !c.is_whitespace();
                take(&mut self.known, &mut self.word);
            }
        }
        take(&mut self.known, &mut self.word);
        // What is no sentence may be nothing but a placeholder.
        Split { count, has_time, has_managing, may_keep_place: may_keep_place || count <= super::placeholder::LONGEST }
    }
}

impl Class {
    fn of(word: &str) -> Self {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        Self {
            is_time: super::prose::is_unit(letters),
            is_managing: super::prose::is_managing(word),
            may_keep_place: super::placeholder::is_mark(word),
        }
    }
}
