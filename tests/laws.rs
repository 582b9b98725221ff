//! What holds for every ladder: how it is laid out changes nothing in the model, and what is exported loads again.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use ladder::model::LadderSet;
use ladder::model::resolve::Resolved;
use ladder::parse::keys::{self, NodeSpec, Takes};
use ladder::parse::{self, Input, Loaded};
use ladder::source::Memory;
use ladder::view::{ExportedLadder, LadderView};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

/// Makes choices from a list of numbers. Where the list has come to its end every choice is the first, so that a shorter
/// list or a smaller number is a plainer document: that is all that shrinking needs.
struct Dice<'a> {
    numbers: &'a [u32],
    next: Cell<usize>,
}

impl<'a> Dice<'a> {
    fn new(numbers: &'a [u32]) -> Self {
        Self { numbers, next: Cell::new(0) }
    }

    /// A number below `sides`.
    fn roll(&self, sides: usize) -> usize {
        let number = self.numbers.get(self.next.get()).copied().unwrap_or(0);
        self.next.set(self.next.get() + 1);
        number as usize % sides
    }

    /// Yes once in so many times.
    fn once_in(&self, times: usize) -> bool {
        self.roll(times) == times - 1
    }

    fn pick<'b, T: ?Sized>(&self, of: &[&'b T]) -> &'b T {
        of[self.roll(of.len())]
    }

    fn shuffle<T>(&self, list: &mut [T]) {
        for index in (1..list.len()).rev() {
            let other = index - self.roll(index + 1);
            list.swap(index, other);
        }
    }

    /// Some of a list, in its order.
    fn some<T: Clone>(&self, of: &[T]) -> Vec<T> {
        of.iter().filter(|_| self.once_in(2)).cloned().collect()
    }
}

/// A value as the author of a ladder means it.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    /// A text, which may be written in any way that gives it.
    Text(String),
    /// A number or `true`, which must not be quoted.
    Bare(String),
    /// `~`
    Null,
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

impl Value {
    fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn list(texts: impl IntoIterator<Item = String>) -> Self {
        Self::List(texts.into_iter().map(Self::Text).collect())
    }

    /// One text, or a list of one or more: both mean the same.
    fn one_or_more(dice: &Dice<'_>, mut texts: Vec<String>) -> Self {
        if texts.len() == 1 && !dice.once_in(3) { Self::Text(texts.remove(0)) } else { Self::list(texts) }
    }

    /// The same value without line separators, which YAML 1.2 has for letters and `serde_yaml`, which writes 1.1, for line
    /// breaks: it writes them in such a way that no reader of 1.2 can read them.
    fn without_separators(&self) -> Self {
        match self {
            Self::Text(text) => Self::Text(text.replace('\u{2028}', "")),
            Self::List(items) => Self::List(items.iter().map(Self::without_separators).collect()),
            Self::Map(entries) => {
                Self::Map(entries.iter().map(|(key, value)| (key.clone(), value.without_separators())).collect())
            }
            other => other.clone(),
        }
    }

    /// The same value, for the other writer.
    fn for_serde(&self) -> serde_yaml::Value {
        match self {
            Self::Text(text) => serde_yaml::Value::String(text.clone()),
            Self::Bare(word) => serde_yaml::from_str(word).expect("a number or a flag"),
            Self::Null => serde_yaml::Value::Null,
            Self::List(items) => items.iter().map(Self::for_serde).collect(),
            Self::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (key.as_str().into(), value.for_serde()));
                serde_yaml::Value::Mapping(entries.collect())
            }
        }
    }
}

/// Words that YAML 1.1, a careless writer or a careless reader takes for something else.
const AWKWARD: &[&str] = &[
    "a",
    "no",
    "on",
    "Yes",
    "off",
    "y",
    "true",
    "null",
    "~",
    "Null",
    "012",
    "0o14",
    "1.10",
    "1_000",
    "0x1F",
    "1e3",
    "-1",
    "+1",
    ".5",
    ".inf",
    ".nan",
    "12:30:45",
    "2026-01-01",
    "=",
    "<<",
    "a: b",
    "a:b",
    ":",
    "::x",
    "x:",
    "a #b",
    "#",
    "#b",
    "a#b",
    "it's",
    "'",
    "''",
    "\"",
    "say \"yes\"",
    "\\",
    "\\n",
    "{x}",
    "{",
    "[y]",
    "]",
    ",",
    "a, b",
    "&a",
    "*b",
    "!t",
    "|",
    ">",
    ">-",
    "%d",
    "@x",
    "`x`",
    "-",
    "- x",
    "-x",
    "?",
    "? x",
    "?x",
    "---",
    "...",
    "設計",
    "フィールド",
    "é",
    "e\u{301}",
    "👩‍💻",
    "🎉",
    "\u{a0}",
    "\t",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "x\u{2028}y",
    "\u{feff}",
    "\u{202e}",
    "\r",
    "𝄞",
    "ß",
    "İ",
    "engineering/IC4",
    "trailing\\",
];

/// One to four awkward words in a row, perhaps with a space or a line break before, between or after them.
fn text(dice: &Dice<'_>) -> String {
    let mut text = dice.pick(&["", "", "", "", " ", "  ", "\n"]).to_owned();
    for index in 0..=dice.roll(4) {
        if index > 0 {
            text.push_str(dice.pick(&[" ", " ", "  ", "", "\n", "\n\n", "\n  ", " \n"]));
        }
        text.push_str(dice.pick(AWKWARD));
    }
    text.push_str(dice.pick(&["", "", "", "", " ", "  "]));
    // A text of blanks is one that was forgotten, and the line break at the end of a block is nobody's intention.
    let text = text.trim_end_matches('\n').to_owned();
    if text.trim().is_empty() { "blank".to_owned() } else { text }
}

/// Ids that no two of are one, also as numbers and in any case.
const IDS: &[&str] = &[
    "A1", "no", "on", "012", "1.10", "1_000", "null", "true", "y", "0x1F", "1e3", "2.5", "7", "設計", "L3.2", "IC-4",
    "off", "Straße", "a_b", "x-y",
];

/// The first so many of the ids, in any order.
fn ids(dice: &Dice<'_>, count: usize) -> Vec<String> {
    let mut ids: Vec<&str> = IDS.to_vec();
    dice.shuffle(&mut ids);
    ids.truncate(count);
    ids.into_iter().map(str::to_owned).collect()
}

/// A base and a ladder that extends it, in which nothing is wrong.
#[derive(Debug)]
struct Files {
    base: Value,
    ladder: Value,
}

impl Files {
    fn without_separators(&self) -> Self {
        Self { base: self.base.without_separators(), ladder: self.ladder.without_separators() }
    }
}

/// What the parts of a ladder refer to.
struct Known {
    grades: Vec<String>,
    steps: Vec<String>,
    competencies: Vec<String>,
    tracks: Vec<String>,
    levels: Vec<String>,
}

/// Draws a document, keeping to the table of keys: what a key takes, and whether it must be there.
struct Author<'a> {
    dice: &'a Dice<'a>,
    known: Known,
    /// Pay bands and links that were drawn, to be repeated.
    repeated: Vec<(&'static str, Value)>,
}

fn files(dice: &Dice<'_>) -> Files {
    // Numbers where there is no list of grades, and the same for the scale.
    let (has_grades, has_scale) = (!dice.once_in(3), !dice.once_in(3));
    let numbers = ["1", "2.5", "3", "40"].map(str::to_owned).to_vec();
    let levels = 2 + dice.roll(4);
    let known = Known {
        grades: if has_grades { ids(dice, 4) } else { numbers.clone() },
        steps: if has_scale { ids(dice, 3) } else { numbers },
        competencies: ids(dice, 4),
        tracks: ids(dice, 2),
        levels: ids(dice, levels * 2),
    };
    let mut author = Author { dice, known, repeated: Vec::new() };
    let in_base = [has_grades && !dice.once_in(3), has_scale && !dice.once_in(3)];
    let (first, second) = (author.competencies(0..2), author.competencies(2..4));
    let (grades, scale) = (author.grades(), author.scale());
    let part = |is_here: bool, value: &Value| is_here.then(|| value.clone());
    let base = author.node(&keys::BASE, &mut |author, key| {
        Some(match key {
            "base" => Some(Value::text("company")),
            "extends" => None,
            "grades" => part(in_base[0], &grades),
            "scale" => part(in_base[1], &scale),
            "competencies" => Some(first.clone()),
            _ => return author.simple(key),
        })
    });
    let tracks = author.tracks(levels);
    let ladder = author.node(&keys::LADDER, &mut |author, key| {
        Some(match key {
            "ladder" => Some(Value::text("no")),
            "extends" => Some(Value::one_or_more(dice, vec!["company.yaml".to_owned()])),
            "fork" => part(dice.once_in(2), &Value::text(author.known.grades[0].clone())),
            "grades" => part(has_grades && !in_base[0], &grades),
            "scale" => part(has_scale && !in_base[1], &scale),
            "competencies" => Some(second.clone()),
            "tracks" => Some(tracks.clone()),
            "moves" => Some(author.moves()),
            _ => return author.simple(key),
        })
    });
    Files { base, ladder }
}

/// What a caller says of a key: `Some(None)` leaves it out, `None` lets [`Author::node`] draw a text or leave it out.
type Drawn = Option<Option<Value>>;

impl Author<'_> {
    /// A mapping with the keys of the table; `draw` gives the values that are not just texts.
    fn node(&mut self, spec: &'static NodeSpec, draw: &mut dyn FnMut(&mut Self, &'static str) -> Drawn) -> Value {
        let mut entries = Vec::new();
        for key in spec.keys {
            let drawn = draw(self, key.name).unwrap_or_else(|| {
                (key.required || self.dice.once_in(2)).then(|| match key.takes {
                    Takes::Text => Value::Text(text(self.dice)),
                    Takes::Texts => {
                        let texts = (0..=self.dice.roll(3)).map(|_| text(self.dice)).collect();
                        Value::one_or_more(self.dice, texts)
                    }
                    Takes::Ids => Value::one_or_more(self.dice, vec![format!("was-{}", self.dice.roll(9))]),
                    Takes::Flag => Value::Bare(self.dice.pick(&["true", "false"]).to_owned()),
                    Takes::Version => Value::text(self.dice.pick(&["1.0.0", "0.1.10", "2.0.0-rc.1+x"])),
                    Takes::Word(words) => Value::text(self.dice.pick(words)),
                    Takes::Url => Value::text(self.dice.pick(&["https://example.org/a?b=c&d#e", "mailto:a@b.c"])),
                    other => panic!("`{}` takes {other:?}, and this generator draws none", key.name),
                })
            });
            entries.extend(drawn.map(|value| (key.name.to_owned(), value)));
        }
        Value::Map(entries)
    }

    /// Nothing special: as the table says.
    fn simple(&self, _: &'static str) -> Drawn {
        None
    }

    /// A value that has been drawn before, or a new one.
    fn perhaps_again(&mut self, kind: &'static str, draw: fn(&mut Self) -> Value) -> Value {
        let before: Vec<&Value> = self.repeated.iter().filter(|(known, _)| *known == kind).map(|(_, v)| v).collect();
        if !before.is_empty() && self.dice.once_in(2) {
            return self.dice.pick(&before).clone();
        }
        let value = draw(self);
        self.repeated.push((kind, value.clone()));
        value
    }

    fn pay(&mut self) -> Value {
        let places = ["Berlin", "no", "New York: NY"];
        let mut bands = Vec::new();
        for place in 0..=self.dice.roll(3) {
            let (min, step) = (self.dice.roll(90_000), 1 + self.dice.roll(900));
            let cents = self.dice.pick(&["", "", ".5", ".25", ".00"]).to_owned();
            bands.push(self.node(&keys::BAND, &mut |author, key| {
                Some(Some(match key {
                    // At most one band holds everywhere.
                    "location" if place == 0 => return Some(author.dice.once_in(2).then(|| Value::text("all"))),
                    "location" => Value::text(places[place - 1]),
                    "currency" => Value::text(author.dice.pick(&["EUR", "USD"])),
                    "min" => Value::Bare(format!("{min}{cents}")),
                    "mid" => return Some(author.dice.once_in(2).then(|| Value::Bare((min + step).to_string()))),
                    _ => Value::Bare(format!("{}{cents}", min + 2 * step)),
                }))
            }));
        }
        if bands.len() == 1 && !self.dice.once_in(3) { bands.remove(0) } else { Value::List(bands) }
    }

    fn links(&mut self) -> Value {
        let links = (0..=self.dice.roll(2)).map(|_| self.node(&keys::LINK, &mut |author, key| author.simple(key)));
        Value::List(links.collect())
    }

    fn grades(&mut self) -> Value {
        let grades = (0..self.known.grades.len()).map(|index| {
            self.node(&keys::GRADE, &mut |author, key| match key {
                "id" => Some(Some(Value::text(author.known.grades[index].clone()))),
                "pay" => Some(author.dice.once_in(2).then(|| author.perhaps_again("pay", Self::pay))),
                key => author.simple(key),
            })
        });
        Value::List(grades.collect())
    }

    fn scale(&mut self) -> Value {
        let steps = (0..self.known.steps.len()).map(|index| {
            self.node(&keys::STEP, &mut |author, key| match key {
                "id" => Some(Some(Value::text(author.known.steps[index].clone()))),
                key => author.simple(key),
            })
        });
        Value::List(steps.collect())
    }

    fn competencies(&mut self, range: std::ops::Range<usize>) -> Value {
        let competencies = range.map(|index| {
            self.node(&keys::COMPETENCY, &mut |author, key| match key {
                "id" => Some(Some(Value::text(author.known.competencies[index].clone()))),
                "tracks" => Some(author.dice.once_in(2).then(|| {
                    let mut tracks = vec![author.known.tracks[0].clone(), "manager".to_owned()];
                    tracks.truncate(1 + author.dice.roll(2));
                    Value::one_or_more(author.dice, tracks)
                })),
                key => author.simple(key),
            })
        });
        Value::List(competencies.collect())
    }

    fn tracks(&mut self, levels: usize) -> Value {
        let tracks = (0..2).map(|track| {
            self.node(&keys::TRACK, &mut |author, key| match key {
                "id" => Some(Some(Value::text(author.known.tracks[track].clone()))),
                "levels" => {
                    Some(Some(Value::List((0..levels).map(|level| author.level(track, level, levels)).collect())))
                }
                key => author.simple(key),
            })
        });
        Value::List(tracks.collect())
    }

    fn level(&mut self, track: usize, level: usize, levels: usize) -> Value {
        // Along a track the grades rise; the last level may reach over the rest of the spine.
        let grade = level * self.known.grades.len() / levels;
        let id = track * levels + level;
        self.node(&keys::LEVEL, &mut |author, key| match key {
            "id" => Some(Some(Value::text(author.known.levels[id].clone()))),
            "grade" => {
                let mut grades = vec![author.known.grades[grade].clone()];
                if level + 1 == levels && author.dice.once_in(2) {
                    grades.push(author.known.grades[author.known.grades.len() - 1].clone());
                }
                Some(Some(Value::one_or_more(author.dice, grades)))
            }
            "pay" => Some(author.dice.once_in(3).then(|| author.perhaps_again("pay", Self::pay))),
            "links" => Some(author.dice.once_in(3).then(|| author.perhaps_again("links", Self::links))),
            "expectations" => Some(Some(author.expectations(id))),
            key => author.simple(key),
        })
    }

    fn expectations(&mut self, level: usize) -> Value {
        let mut entries = Vec::new();
        for (index, competency) in self.known.competencies.clone().into_iter().enumerate() {
            // The first competency is asked at the first level, so that others can say that they are the same.
            let ask = match self.dice.roll(6) {
                _ if level == 0 && index == 0 => Value::Text(text(self.dice)),
                0 => continue,
                1 if index == 0 => Value::Map(vec![("same_as".to_owned(), Value::text(self.known.levels[0].clone()))]),
                1 | 2 => Value::Text(text(self.dice)),
                3 => Value::list((0..=self.dice.roll(3)).map(|_| text(self.dice))),
                // It may be that `same_as` leads here.
                4 if index > 0 => Value::Null,
                _ => self.perhaps_again("expectation", Self::long_expectation),
            };
            entries.push((competency, ask));
        }
        Value::Map(entries)
    }

    fn long_expectation(&mut self) -> Value {
        self.node(&keys::EXPECTATION, &mut |author, key| match key {
            "same_as" => Some(None),
            "step" => {
                let step = author.known.steps[author.dice.roll(author.known.steps.len())].clone();
                Some(author.dice.once_in(2).then(|| Value::Text(step)))
            }
            "text" => Some(Some(Value::Text(text(author.dice)))),
            key => author.simple(key),
        })
    }

    fn moves(&mut self) -> Value {
        let (low, high) = self.known.levels.split_at(self.known.levels.len() / 2);
        let (low, high) = (low.to_vec(), high.to_vec());
        let moves = (0..self.dice.roll(3)).map(|at| {
            let mut from = vec![low[at % low.len()].clone()];
            if at == 0 {
                from.extend(self.dice.some(&low[1..2]));
            }
            let to = vec![high[at % high.len()].clone()];
            self.node(&keys::MOVE, &mut |author, key| match key {
                "from" => Some(Some(Value::one_or_more(author.dice, from.clone()))),
                "to" => Some(Some(Value::one_or_more(author.dice, to.clone()))),
                key => author.simple(key),
            })
        });
        Value::List(moves.collect())
    }
}

/// Writes a value down in one of the many ways that YAML has for it.
struct Writer<'a> {
    dice: &'a Dice<'a>,
    out: String,
    /// How often each subtree occurs that may become an anchor.
    counts: BTreeMap<String, usize>,
    /// The names of the subtrees that have been written with an anchor.
    anchors: BTreeMap<String, String>,
    /// Mappings that other mappings merge, and that stand at the top under keys of the author's own.
    merged: Vec<Value>,
    /// Whether the line above is of a block scalar, to which blanks would belong.
    is_below_block: bool,
}

/// One file in a random layout.
fn write(dice: &Dice<'_>, value: &Value) -> String {
    let mut writer = Writer {
        dice,
        out: String::new(),
        counts: BTreeMap::new(),
        anchors: BTreeMap::new(),
        merged: Vec::new(),
        is_below_block: false,
    };
    let mut value = writer.with_merges(value.clone());
    if let Value::Map(entries) = &mut value {
        writer.shuffle(entries);
        // What is merged has to be known before.
        for (index, merged) in writer.merged.clone().into_iter().enumerate() {
            entries.insert(index, (format!("x-merged-{index}"), merged));
        }
    }
    writer.count(&value);
    writer.document(&value);
    let mut text = writer.out;
    if dice.once_in(3) {
        text = text.replace('\n', "\r\n");
    }
    if dice.once_in(4) {
        text.insert(0, '\u{feff}');
    }
    text
}

impl Writer<'_> {
    /// The value with some entries of its mappings moved into mappings that are merged, and those shuffled.
    fn with_merges(&mut self, value: Value) -> Value {
        match value {
            Value::List(items) => Value::List(items.into_iter().map(|item| self.with_merges(item)).collect()),
            Value::Map(entries) => {
                let entries = entries.into_iter().map(|(key, value)| (key, self.with_merges(value)));
                let mut entries: Vec<_> = entries.collect();
                self.shuffle(&mut entries);
                if entries.len() > 1 && self.dice.once_in(6) {
                    self.merge(&mut entries);
                }
                Value::Map(entries)
            }
            scalar => scalar,
        }
    }

    fn shuffle(&self, entries: &mut [(String, Value)]) {
        if self.dice.once_in(2) {
            self.dice.shuffle(entries);
        }
    }

    fn merge(&mut self, entries: &mut Vec<(String, Value)>) {
        let at = 1 + self.dice.roll(entries.len() - 1);
        let mut moved = entries.split_off(at);
        if self.dice.once_in(2) {
            // What stands in the mapping itself wins, so it does not matter what this is.
            moved.push((entries[0].0.clone(), Value::text("not this")));
        }
        let mut sources = vec![Value::Map(moved)];
        if self.dice.once_in(3) {
            // Of what is merged, the first wins.
            let Value::Map(first) = &sources[0] else { unreachable!("it was made above") };
            sources.push(Value::Map(vec![(first[0].0.clone(), Value::text("nor this"))]));
        }
        if self.dice.once_in(2) {
            self.merged.extend(sources.iter().cloned());
        }
        let source = if sources.len() == 1 { sources.remove(0) } else { Value::List(sources) };
        let at = self.dice.roll(entries.len() + 1);
        entries.insert(at, ("<<".to_owned(), source));
    }

    fn count(&mut self, value: &Value) {
        *self.counts.entry(format!("{value:?}")).or_default() += 1;
        match value {
            Value::List(items) => items.iter().for_each(|item| self.count(item)),
            Value::Map(entries) => entries.iter().for_each(|(_, value)| self.count(value)),
            _ => {}
        }
    }

    fn document(&mut self, value: &Value) {
        let start = self.dice.pick(&["", "", "", "# A ladder\n", "---\n", "\n\n", "--- # x\n", "# a\n---\n"]);
        self.out.push_str(start);
        match value {
            Value::Map(entries) if !self.dice.once_in(8) => self.map(entries, 0),
            value => {
                self.flow(value, 0);
                self.out.push('\n');
            }
        }
        let end = self.dice.pick(&["", "", "", "\n\n", "...\n", "# end", "...\n# end\n", "  \n"]);
        let end = if self.is_below_block { end.trim_start_matches(' ') } else { end };
        if !end.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(end);
    }

    /// Ends a line, and perhaps leaves room or says something before the next, which begins in `column`.
    fn line(&mut self, column: usize) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        if self.dice.once_in(8) {
            let blank = self.dice.pick(&["\n", "\n\n", "  \n"]);
            self.out.push_str(if self.is_below_block { "\n" } else { blank });
        }
        if self.dice.once_in(12) {
            self.out.push_str(&" ".repeat(column));
            self.out.push_str(self.dice.pick(&["# a comment\n", "#\n", "# key: [value\n"]));
        }
        self.out.push_str(&" ".repeat(column));
        self.is_below_block = false;
    }

    /// The entries of a mapping that begins in `column`; the first stands where the writer is, if that is in a line.
    fn map(&mut self, entries: &[(String, Value)], column: usize) {
        for (index, (key, value)) in entries.iter().enumerate() {
            if index > 0 || column == 0 || self.out.ends_with('\n') {
                self.line(column);
            }
            if self.dice.once_in(20) && key != "<<" {
                self.out.push_str("? ");
                self.key(key);
                self.line(column);
            } else {
                self.key(key);
                self.out.push_str(self.dice.pick(&["", "", "", " "]));
            }
            self.out.push(':');
            self.value(value, column, false);
        }
    }

    fn list(&mut self, items: &[Value], column: usize) {
        for (index, item) in items.iter().enumerate() {
            if index > 0 || self.out.ends_with('\n') {
                self.line(column);
            }
            self.out.push('-');
            self.value(item, column, true);
        }
    }

    /// A key: `<<` only means something without quotes.
    fn key(&mut self, key: &str) {
        let text = match self.dice.roll(6) {
            4 if key != "<<" => format!("'{key}'"),
            5 if key != "<<" => format!("\"{key}\""),
            _ => key.to_owned(),
        };
        self.out.push_str(&text);
    }

    /// What follows the colon or dash of a collection that begins in `column`.
    fn value(&mut self, value: &Value, column: usize, after_dash: bool) {
        self.out.push_str(self.dice.pick(&[" ", " ", " ", "   "]));
        let has_anchor = match self.anchor(value) {
            Anchor::Alias => return self.remark(),
            Anchor::Named => true,
            Anchor::None => false,
        };
        let is_empty = matches!(value, Value::List(items) if items.is_empty())
            || matches!(value, Value::Map(entries) if entries.is_empty());
        match value {
            Value::List(_) | Value::Map(_) if is_empty || self.dice.once_in(4) => {
                self.flow(value, column);
                self.remark();
            }
            Value::List(_) | Value::Map(_) if after_dash && !has_anchor && self.dice.once_in(2) => {
                // `- - x` and `- key: x`: the collection begins in this very line.
                let line = self.out.rfind('\n').map_or(0, |at| at + 1);
                let inner = self.out[line..].chars().count();
                match value {
                    Value::List(items) => self.list(items, inner),
                    Value::Map(entries) => self.map(entries, inner),
                    _ => unreachable!("the arm is for collections"),
                }
            }
            Value::List(items) => {
                // A list may stand right below the key that it is of.
                let step = if after_dash { 1 + self.dice.roll(4) } else { self.dice.roll(5) };
                self.out.push('\n');
                self.list(items, column + step);
            }
            Value::Map(entries) => {
                let step = 1 + self.dice.roll(5);
                self.out.push('\n');
                self.map(entries, column + step);
            }
            scalar => self.scalar(scalar, Some(column)),
        }
    }

    /// Writes `&name` or `*name` for what occurs more than once.
    fn anchor(&mut self, value: &Value) -> Anchor {
        let text = format!("{value:?}");
        if self.counts.get(&text).is_none_or(|count| *count < 2) {
            return Anchor::None;
        }
        if let Some(name) = self.anchors.get(&text) {
            if self.dice.once_in(4) {
                return Anchor::None;
            }
            self.out.push_str(&format!("*{name}"));
            return Anchor::Alias;
        }
        if self.dice.once_in(3) {
            return Anchor::None;
        }
        let name = format!("{}{}", self.dice.pick(&["a", "設", "no", "1."]), self.anchors.len());
        self.out.push_str(&format!("&{name} "));
        // It is known from here on; nothing within it can be the same as all of it.
        self.anchors.insert(text, name);
        Anchor::Named
    }

    /// Perhaps a comment at the end of a line.
    fn remark(&mut self) {
        if self.dice.once_in(12) {
            self.out.push_str(self.dice.pick(&[" # why", "   # a: b", " #", " "]));
        }
    }

    /// A value in brackets, braces or as a scalar within them.
    fn flow(&mut self, value: &Value, column: usize) {
        let space = |writer: &mut Self| match writer.dice.roll(8) {
            0..=5 => {}
            6 => writer.out.push(' '),
            _ => writer.out.push_str(&format!("\n{}", " ".repeat(column + 1 + writer.dice.roll(3)))),
        };
        let (open, close, count) = match value {
            Value::List(items) => ('[', ']', items.len()),
            Value::Map(entries) => ('{', '}', entries.len()),
            scalar => return self.scalar(scalar, None),
        };
        self.out.push(open);
        for index in 0..count {
            space(self);
            let value = match value {
                Value::List(items) => &items[index],
                Value::Map(entries) => {
                    self.key(&entries[index].0);
                    self.out.push_str(": ");
                    &entries[index].1
                }
                _ => unreachable!("scalars have returned"),
            };
            if !matches!(self.anchor(value), Anchor::Alias) {
                self.flow(value, column);
            }
            space(self);
            if index + 1 < count {
                self.out.push_str(", ");
            } else if self.dice.once_in(6) {
                self.out.push(',');
            }
        }
        space(self);
        self.out.push(close);
    }

    /// A scalar; `column` is that of the collection around it, `None` within brackets.
    fn scalar(&mut self, value: &Value, column: Option<usize>) {
        let text = match value {
            Value::Text(text) => text,
            Value::Bare(word) => return self.out.push_str(word),
            _ => return self.out.push_str(self.dice.pick(&["~", "null", "Null", "NULL"])),
        };
        let mut styles = vec!["double"];
        if may_be_plain(text, column.is_none()) {
            styles.insert(0, "plain");
        }
        if text.chars().all(is_printable) {
            if !text.contains('\n') {
                styles.push("single");
            }
            if column.is_some() {
                styles.push("literal");
                if !text.contains('\n') && !text.starts_with([' ', '\t']) {
                    styles.push("folded");
                }
            }
        }
        match (self.dice.pick(&styles), column) {
            ("plain", column) => {
                let text = self.fold(text, column);
                self.out.push_str(&text);
                if column.is_some() {
                    self.remark();
                }
            }
            ("single", column) => {
                let text = self.fold(&text.replace('\'', "''"), column);
                self.out.push_str(&format!("'{text}'"));
            }
            ("literal", Some(column)) => self.block('|', text, column),
            ("folded", Some(column)) => self.block('>', text, column),
            _ => self.double(text, column),
        }
    }

    /// Perhaps breaks a text at a space, to go on in the next line.
    fn fold(&mut self, text: &str, column: Option<usize>) -> String {
        let Some(column) = column else { return text.to_owned() };
        if !self.dice.once_in(4) {
            return text.to_owned();
        }
        let indent = " ".repeat(column + 1 + self.dice.roll(4));
        // In a plain text a comment or the end of the document could begin there.
        let follows_well = |next: char| !next.is_whitespace() && !"#-.".contains(next);
        match foldable(text).find(|at| text[at + 1..].starts_with(follows_well)) {
            Some(at) => format!("{}\n{indent}{}", &text[..at], &text[at + 1..]),
            None => text.to_owned(),
        }
    }

    fn double(&mut self, text: &str, column: Option<usize>) {
        self.out.push('"');
        let (escapes_all, break_at) = (self.dice.once_in(8), column.filter(|_| self.dice.once_in(4)));
        for (index, c) in text.chars().enumerate() {
            match c {
                '"' | '\\' => self.out.push_str(&format!("\\{c}")),
                '\n' => self.out.push_str("\\n"),
                '\t' => self.out.push_str(self.dice.pick(&["\\t", "\\x09"])),
                '\u{85}' => self.out.push_str(self.dice.pick(&["\\N", "\\u0085"])),
                '\u{1b}' => self.out.push_str("\\e"),
                c if !is_printable(c) || escapes_all => self.out.push_str(&match u32::from(c) {
                    code @ 0..=0xff => format!("\\x{code:02x}"),
                    code @ 0x100..=0xffff => format!("\\u{code:04X}"),
                    code => format!("\\U{code:08x}"),
                }),
                c => self.out.push(c),
            }
            // A `\` before the line break takes it out of the text; the indentation goes too, and with it any space.
            let next = text.chars().nth(index + 1);
            if let (4, Some(column), Some('!'..='~')) = (index, break_at, next) {
                self.out.push_str(&format!("\\\n{}", " ".repeat(column + 2)));
            }
        }
        self.out.push('"');
        if column.is_some() {
            self.remark();
        }
    }

    fn block(&mut self, style: char, text: &str, column: usize) {
        let step = 1 + self.dice.roll(4);
        let indent = " ".repeat(column + step);
        self.out.push(style);
        // Indentation cannot be told from a text that begins with blanks.
        let must_say = text.starts_with([' ', '\t', '\n']);
        let indicator = if must_say || self.dice.once_in(4) { step.to_string() } else { String::new() };
        // However many line breaks are kept at the end: they are nobody's intention.
        let chomping = self.dice.pick(&["", "", "-", "+"]);
        self.out.push_str(&if self.dice.once_in(2) {
            format!("{indicator}{chomping}")
        } else {
            format!("{chomping}{indicator}")
        });
        self.out.push_str(self.dice.pick(&["", "", "", " # a comment"]));
        let folded = match foldable(text).next() {
            Some(at) if style == '>' && self.dice.once_in(2) => format!("{}\n{}", &text[..at], &text[at + 1..]),
            _ => text.to_owned(),
        };
        for line in folded.split('\n') {
            self.out.push('\n');
            if !line.is_empty() {
                self.out.push_str(&indent);
                self.out.push_str(line);
            }
        }
        self.out.push('\n');
        self.is_below_block = true;
    }
}

/// What was written for a value.
enum Anchor {
    /// Nothing yet.
    None,
    /// `&name`; the value has to follow.
    Named,
    /// `*name`, which is all.
    Alias,
}

/// Spaces that stand alone between two words.
fn foldable(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let is_word = |at: usize| bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace());
    text.match_indices(' ').map(|(at, _)| at).filter(move |at| *at > 0 && is_word(at - 1) && is_word(at + 1))
}

/// What YAML lets stand in a text without an escape, and no reader takes for a line break.
fn is_printable(c: char) -> bool {
    matches!(c, '\n' | '\t' | ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{d7ff}' | '\u{e000}'..='\u{fefe}')
        || matches!(c, '\u{ff00}'..='\u{fffd}' | '\u{10000}'..)
}

/// Whether a text means itself without quotes. `no`, `012` and `1.10` do: they are texts where a text is wanted.
fn may_be_plain(text: &str, in_brackets: bool) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    let second = chars.next();
    let begins_well = match first {
        '-' | '?' | ':' => second.is_some_and(|c| !c.is_whitespace() && !(in_brackets && ",[]{}".contains(c))),
        first => !",[]{}#&*!|>'\"%@`".contains(first) && !first.is_whitespace(),
    };
    let is_a_marker = text.starts_with("---") || text.starts_with("...");
    begins_well
        && !is_a_marker
        && !matches!(text, "~" | "null" | "Null" | "NULL")
        && text.chars().all(|c| is_printable(c) && c != '\n' && c != '\t')
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !(in_brackets && text.contains([',', '[', ']', '{', '}']))
}

fn load(files: &[(&str, &str)]) -> Loaded {
    let tree = files.iter().fold(Memory::new(), |tree, (name, text)| tree.with(name, *text));
    parse::load(&tree, &[Input::Path(PathBuf::from("."))])
}

/// The model of files in which nothing is wrong.
fn model(base: &str, ladder: &str) -> Result<LadderSet, TestCaseError> {
    let loaded = load(&[("company.yaml", base), ("ladder.yaml", ladder)]);
    let messages: Vec<&String> = loaded.findings.iter().map(|finding| &finding.message).collect();
    prop_assert!(messages.is_empty(), "{messages:?}\nin\n{base}\nor\n{ladder}");
    prop_assert_eq!(loaded.named.len(), 2, "not two files:\n{}\n{}", base, ladder);
    Ok(loaded.set)
}

/// Everything that is resolved of the ladder, but for what says where it comes from. Where `same_as` has been followed, the
/// words are another level's in the one file and the level's own in the other: of the competencies `borrowed` it is not
/// compared who says what.
fn resolved(set: &LadderSet, borrowed: &BTreeSet<String>) -> serde_json::Value {
    let mut view = view(set);
    view["bases"].take();
    for competency in view["competencies"].as_array_mut().expect("a list") {
        competency["defined_in"].take();
    }
    for expectation in expectations(&mut view) {
        if borrowed.contains(expectation["competency"].as_str().expect("an id")) {
            expectation["said_at"].take();
            expectation["includes"].take();
        }
    }
    view
}

fn view(set: &LadderSet) -> serde_json::Value {
    let view = LadderView::new(&Resolved::new(set, &set.ladders[0]), String::new());
    serde_json::to_value(view).expect("a view is plain values")
}

fn expectations(view: &mut serde_json::Value) -> impl Iterator<Item = &mut serde_json::Value> {
    fn entries<'a>(of: &'a mut serde_json::Value, key: &str) -> std::slice::IterMut<'a, serde_json::Value> {
        of[key].as_array_mut().expect("a list").iter_mut()
    }
    entries(view, "tracks").flat_map(|track| entries(track, "levels")).flat_map(|level| entries(level, "expectations"))
}

/// The competencies of which a level says that they are the same as elsewhere.
fn borrowed(set: &LadderSet) -> BTreeSet<String> {
    let mut view = view(set);
    let borrowed = expectations(&mut view).filter(|expectation| !expectation["said_at"].is_null());
    borrowed.map(|expectation| expectation["competency"].as_str().expect("an id").to_owned()).collect()
}

/// Where two values first differ, and how.
fn difference(one: &serde_json::Value, other: &serde_json::Value) -> Option<String> {
    use serde_json::Value::{Array, Object};
    match (one, other) {
        (Object(one), Object(other)) if one.len() == other.len() => {
            let mut keys =
                one.iter().map(|(key, value)| (key, value, other.get(key).unwrap_or(&serde_json::Value::Null)));
            keys.find_map(|(key, one, other)| Some(format!("{key}: {}", difference(one, other)?)))
        }
        (Array(one), Array(other)) if one.len() == other.len() => {
            let mut pairs = one.iter().zip(other).enumerate();
            pairs.find_map(|(index, (one, other))| Some(format!("{index}: {}", difference(one, other)?)))
        }
        _ => (one != other).then(|| format!("{one} and {other}")),
    }
}

/// Few cases, so that the tests stay quick; `PROPTEST_CASES=5000 cargo test --test laws` looks harder.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig {
        cases: if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { 64 },
        max_shrink_iters: 1500,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..asked
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn layout_changes_nothing(document in vec(any::<u32>(), 0..1500), layout in vec(any::<u32>(), 0..4000)) {
        let files = files(&Dice::new(&document));
        let plain = Dice::new(&[]);
        let expected = model(&write(&plain, &files.base), &write(&plain, &files.ladder))?;
        let dice = Dice::new(&layout);
        for _ in 0..3 {
            let (base, ladder) = (write(&dice, &files.base), write(&dice, &files.ladder));
            let found = model(&base, &ladder)?;
            prop_assert_eq!(&found, &expected, "{}\n{}", base, ladder);
        }
    }

    #[test]
    fn what_another_writer_makes_of_it_is_the_same(document in vec(any::<u32>(), 0..1500)) {
        let files = files(&Dice::new(&document)).without_separators();
        let plain = Dice::new(&[]);
        let expected = model(&write(&plain, &files.base), &write(&plain, &files.ladder))?;
        let write = |value: &Value| serde_yaml::to_string(&value.for_serde()).expect("plain values");
        let (base, ladder) = (write(&files.base), write(&files.ladder));
        prop_assert_eq!(model(&base, &ladder)?, expected, "{}\n{}", base, ladder);
    }

    #[test]
    fn an_exported_ladder_loads_again_to_the_same(document in vec(any::<u32>(), 0..1500)) {
        let files = files(&Dice::new(&document)).without_separators();
        let plain = Dice::new(&[]);
        let set = model(&write(&plain, &files.base), &write(&plain, &files.ladder))?;
        let exported = ExportedLadder::new(&Resolved::new(&set, &set.ladders[0]));
        let text = serde_yaml::to_string(&exported).expect("plain values");
        let again = load(&[("exported.yaml", &text)]);
        let messages: Vec<&String> = again.findings.iter().map(|finding| &finding.message).collect();
        prop_assert!(messages.is_empty(), "{messages:?}\nin\n{text}");
        prop_assert!(again.set.bases.is_empty() && again.set.ladders.len() == 1);
        let borrowed = borrowed(&set);
        let (found, expected) = (resolved(&again.set, &borrowed), resolved(&set, &borrowed));
        prop_assert_eq!(difference(&found, &expected), None, "{}", text);
    }
}

/// A generator that forgets a key proves nothing of it.
#[test]
fn the_generator_uses_every_key_of_the_format() {
    fn collect(value: &Value, seen: &mut BTreeSet<String>) {
        match value {
            Value::Map(entries) => {
                for (key, value) in entries {
                    seen.insert(key.clone());
                    collect(value, seen);
                }
            }
            Value::List(items) => items.iter().for_each(|item| collect(item, seen)),
            _ => {}
        }
    }
    let mut seen = BTreeSet::new();
    for seed in 0..50_u32 {
        let numbers: Vec<u32> = (0..1500_u32).map(|at| (at + seed * 7919).wrapping_mul(2_654_435_761) >> 7).collect();
        let files = files(&Dice::new(&numbers));
        collect(&files.base, &mut seen);
        collect(&files.ladder, &mut seen);
    }
    let all = keys::NODES.iter().flat_map(|node| node.keys).map(|key| key.name);
    let missing: BTreeSet<&str> = all.filter(|key| !seen.contains(*key)).collect();
    assert!(missing.is_empty(), "never drawn: {missing:?}");
}
