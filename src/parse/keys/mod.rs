//! The one table of keys: the keys of each kind of node, their types, and whether they are required.
//!
//! The reader, the suggestions, the reference page and the schema all come from here. A new key is a line here and a
//! field in the model.

mod definitions;
mod files;
mod tracks;

use crate::words::suggest::one_of;

pub use definitions::{BAND, COMPETENCY, GRADE, POINT, STEP};
pub use files::{BASE, LADDER};
pub use tracks::{EXPECTATION, LEVEL, LINK, MOVE, ROLE, TRACK};

/// One kind of mapping in a file.
#[derive(Debug)]
pub struct NodeSpec {
    /// Its name in messages: `level`.
    pub name: &'static str,
    /// The heading of the reference page: `A level`.
    pub title: &'static str,
    /// Its description, in a sentence or two.
    pub about: &'static str,
    /// Its keys, in the order in which people write them.
    pub keys: &'static [KeySpec],
    /// Keys of which one at least must be there: each says something on its own. Empty where none need be.
    pub one_of: &'static [&'static str],
    /// A file that uses every key; further files follow lines `#: <name>`.
    pub example: &'static str,
}

impl NodeSpec {
    /// Its name with an article: "a level", "an expectation".
    pub fn one(&self) -> String {
        let article = if self.name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {}", self.name)
    }

    /// The key of that name.
    pub fn key(&self, name: &str) -> Option<&'static KeySpec> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// One key of a node.
#[derive(Debug)]
pub struct KeySpec {
    /// The key as it is written.
    pub name: &'static str,
    /// The type of its value.
    pub takes: Takes,
    /// Whether it is required.
    pub required: bool,
    /// Its meaning, in one line.
    pub about: &'static str,
}

/// The type of a key's value.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// An id.
    Id,
    /// Ids: one, or a list.
    Ids,
    /// A text.
    Text,
    /// Texts: one, or a list.
    Texts,
    /// A semantic version.
    Version,
    /// Files, relative to this one: one, or a list.
    Files,
    /// `true` or `false`.
    Flag,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// A grade.
    Grade,
    /// A grade, or a list of the lowest and the highest.
    Grades,
    /// A step: an id of the scale, or a number.
    Step,
    /// A level of this ladder.
    Level,
    /// Levels of this ladder: one, or a list.
    LevelsHere,
    /// Levels of this or another ladder: one, or a list.
    Levels,
    /// Ids or kinds of tracks: one, or a list.
    Tracks,
    /// Crafts: one, or a list.
    Crafts,
    /// An amount of money a year.
    Amount,
    /// A currency, as three capitals.
    Currency,
    /// A link that begins with `https://`, `http://` or `mailto:`.
    Url,
    /// A colour: `#0b6469`.
    Color,
    /// The address of a page: a link that begins with `https://` or `http://`.
    Page,
    /// One mapping.
    One(&'static NodeSpec),
    /// One mapping, or a list of such.
    OneOrMore(&'static NodeSpec),
    /// A list of mappings.
    List(&'static NodeSpec),
    /// A mapping from competency to expectation.
    Expectations(&'static NodeSpec),
    /// A mapping from rule or category to a severity or `off`.
    Rules,
    /// A mapping from kind of change to impact.
    Impacts,
    /// A number of months, at least 1.
    Months,
    /// A number from 0 to 100.
    PerCent,
    /// What is asked: a text, or a list of points, each a text or a mapping.
    Points(&'static NodeSpec),
    /// A mapping from step to what it means: a text, or a list of points.
    Steps(&'static NodeSpec),
    /// A day: `2026-03-31`.
    Date,
    /// A mapping from framework to what something is called there.
    Equivalents,
}

impl Takes {
    /// The type in words: "a text".
    pub fn describe(self) -> String {
        match self {
            Self::Id => "an id".to_owned(),
            Self::Ids => "an id, or a list of ids".to_owned(),
            Self::Text => "a text".to_owned(),
            Self::Texts | Self::Crafts => "a text, or a list of texts".to_owned(),
            Self::Version => "a version like `1.2.0`".to_owned(),
            Self::Files => "a file, or a list of files".to_owned(),
            Self::Flag => "`true` or `false`".to_owned(),
            Self::Word(words) => one_of(words),
            Self::Grade => "a grade".to_owned(),
            Self::Grades => "a grade, or a list of two".to_owned(),
            Self::Step => "a step: an id of the scale, or a number".to_owned(),
            Self::Level => "a level of this ladder".to_owned(),
            Self::LevelsHere => "a level of this ladder, or a list of levels".to_owned(),
            Self::Levels => "a level, or a list of levels".to_owned(),
            Self::Tracks => "a track or a kind of track, or a list of them".to_owned(),
            Self::Amount => "an amount of money, as a plain number".to_owned(),
            Self::Currency => "a currency code like `EUR`".to_owned(),
            Self::Url => "a link like `https://example.org/page`".to_owned(),
            Self::Page => "an address like `https://example.org/rules.html`".to_owned(),
            Self::Color => "a colour like `#0b6469`".to_owned(),
            Self::One(spec) => format!("a mapping ({})", keys_in_words(spec)),
            Self::OneOrMore(spec) => format!("a mapping ({}), or a list of them", keys_in_words(spec)),
            Self::List(spec) => format!("a list of mappings, each a {}", spec.name),
            Self::Rules => "a mapping from rule or category to `error`, `warning`, `note` or `off`".to_owned(),
            Self::Impacts => "a mapping from kind of change to impact".to_owned(),
            Self::Months => "a number of months, from 1 to 1200".to_owned(),
            Self::PerCent => "a number from 0 to 100".to_owned(),
            Self::Points(_) => "a text, or a list of points".to_owned(),
            Self::Steps(_) => "a mapping from step to what it means: a text, or a list of points".to_owned(),
            Self::Date => "a date like `2026-03-31`".to_owned(),
            Self::Equivalents => "a mapping from framework to the name there".to_owned(),
            Self::Expectations(_) => "a mapping from competency to expectation".to_owned(),
        }
    }
}

fn keys_in_words(spec: &NodeSpec) -> String {
    let names: Vec<String> = spec.keys.iter().map(|key| format!("`{}`", key.name)).collect();
    names.join(", ")
}

const fn key(name: &'static str, takes: Takes, about: &'static str) -> KeySpec {
    KeySpec { name, takes, required: false, about }
}

const fn required(name: &'static str, takes: Takes, about: &'static str) -> KeySpec {
    KeySpec { name, takes, required: true, about }
}

/// Every kind of node, in the order of the reference page.
pub static NODES: &[&NodeSpec] =
    &[&LADDER, &BASE, &GRADE, &STEP, &COMPETENCY, &TRACK, &LEVEL, &EXPECTATION, &POINT, &BAND, &LINK, &MOVE, &ROLE];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_their_lines_are_sentences() {
        for node in NODES {
            for (index, key) in node.keys.iter().enumerate() {
                assert!(node.keys[..index].iter().all(|other| other.name != key.name), "{}.{}", node.name, key.name);
                assert!(key.about.ends_with('.'), "{}.{}", node.name, key.name);
            }
        }
    }
}
