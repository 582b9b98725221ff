//! The shape of `ladder search --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Use;
use crate::view::{Hit, Match, Near, SCHEMA_VERSION, Search};

#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    /// The words that were searched for.
    words: &'a str,
    /// The texts that have them, the best matches first.
    hits: Vec<Text<'a>>,
    /// How many more there are at other levels and competencies than the wanted ones.
    elsewhere: usize,
    /// If nothing is found, the words that no text has in any form.
    near: Vec<Unknown<'a>>,
}

/// A text that has the words.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Hit")]
struct Text<'a> {
    /// How well it has them.
    #[serde(rename = "match", with = "How")]
    matched: Match,
    /// What the text is of: `engineering/ic/IC4/delivery#2`.
    place: String,
    /// The title of the competency that it is about.
    competency: Option<&'a str>,
    /// What the text is for.
    #[serde(with = "UsedAs")]
    kind: Use,
    /// The text.
    text: &'a str,
    /// The levels that it is about or that ask it: `engineering/IC4`.
    levels: &'a [String],
    /// The file.
    path: Option<&'a str>,
    /// The line, counted from 1.
    line: Option<usize>,
}

/// How well a text has the words.
#[derive(Serialize, JsonSchema)]
#[serde(remote = "Match", rename_all = "kebab-case")]
#[schemars(rename = "Match")]
enum How {
    /// One behind the other.
    Phrase,
    /// All of them.
    Words,
    /// A form of each.
    Stems,
}

/// What a text is for.
#[derive(Serialize, JsonSchema)]
#[serde(remote = "Use", rename_all = "kebab-case")]
#[schemars(rename = "Use")]
enum UsedAs {
    Title,
    Summary,
    Scope,
    Point,
    Example,
    Note,
}

/// A word that no text has.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Near")]
struct Unknown<'a> {
    /// The word.
    word: &'a str,
    /// Near words that texts have.
    instead: &'a [String],
}

pub(super) fn document(found: &Search) -> Document<'_> {
    Document {
        schema_version: SCHEMA_VERSION,
        words: &found.words,
        hits: found.hits.iter().map(text).collect(),
        elsewhere: found.elsewhere,
        near: found.near.iter().map(unknown).collect(),
    }
}

fn text(hit: &Hit) -> Text<'_> {
    Text {
        matched: hit.matched,
        place: hit.place.to_string(),
        competency: hit.competency.as_deref(),
        kind: hit.used_as,
        text: &hit.text,
        levels: &hit.levels,
        path: hit.written.as_ref().map(|written| written.path.as_str()),
        line: hit.written.as_ref().map(|written| written.line),
    }
}

fn unknown(near: &Near) -> Unknown<'_> {
    Unknown { word: &near.word, instead: &near.instead }
}
