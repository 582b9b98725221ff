//! The one table of keys: what each kind of node may hold, what it takes, whether it must be there.
//!
//! The reader, the suggestions, the reference page and the schema all come from here. A new key is a line here and a
//! field in the model.

use crate::model::{Manages, Status, TrackKind};
use crate::words::suggest::one_of;

/// One kind of mapping in a file.
#[derive(Debug)]
pub struct NodeSpec {
    /// What it is called in messages: `level`.
    pub name: &'static str,
    /// The heading of the reference page: `A level`.
    pub title: &'static str,
    /// What it is, in a sentence or two.
    pub about: &'static str,
    /// Its keys, in the order in which people write them.
    pub keys: &'static [KeySpec],
    /// A file that uses every key; further files follow lines `#: <name>`.
    pub example: &'static str,
}

impl NodeSpec {
    /// With its article: "a level", "an expectation".
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
    /// What it takes.
    pub takes: Takes,
    /// Whether it must be there.
    pub required: bool,
    /// What it says, in a line.
    pub about: &'static str,
}

/// What a key takes.
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
    /// Levels of this or another ladder: one, or a list.
    Levels,
    /// Ids or kinds of tracks: one, or a list.
    Tracks,
    /// An amount of money a year.
    Amount,
    /// A currency, as three capitals.
    Currency,
    /// A link that begins with `https://`, `http://` or `mailto:`.
    Url,
    /// The address of a page: a link that begins with `https://` or `http://`.
    Page,
    /// One mapping, or a list of such.
    OneOrMore(&'static NodeSpec),
    /// A list of mappings.
    List(&'static NodeSpec),
    /// A mapping from competency to what is asked of it.
    Expectations(&'static NodeSpec),
    /// A mapping from rule or category to a severity or `off`.
    Rules,
    /// A mapping from kind of change to impact.
    Impacts,
    /// A number from 0 to 100.
    PerCent,
}

impl Takes {
    /// What is wanted, in words: "a text".
    pub fn describe(self) -> String {
        match self {
            Self::Id => "an id".to_owned(),
            Self::Ids => "an id, or a list of ids".to_owned(),
            Self::Text => "a text".to_owned(),
            Self::Texts => "a text, or a list of texts".to_owned(),
            Self::Version => "a version like `1.2.0`".to_owned(),
            Self::Files => "a file, or a list of files".to_owned(),
            Self::Flag => "`true` or `false`".to_owned(),
            Self::Word(words) => one_of(words),
            Self::Grade => "a grade".to_owned(),
            Self::Grades => "a grade, or a list of two".to_owned(),
            Self::Step => "a step: an id of the scale, or a number".to_owned(),
            Self::Level => "a level of this ladder".to_owned(),
            Self::Levels => "a level, or a list of levels".to_owned(),
            Self::Tracks => "a track or a kind of track, or a list of them".to_owned(),
            Self::Amount => "an amount of money, as a plain number".to_owned(),
            Self::Currency => "a currency code like `EUR`".to_owned(),
            Self::Url => "a link like `https://example.org/page`".to_owned(),
            Self::Page => "an address like `https://example.org/rules.html`".to_owned(),
            Self::OneOrMore(spec) => format!("a mapping ({}), or a list of them", keys_in_words(spec)),
            Self::List(spec) => format!("a list of mappings, each a {}", spec.name),
            Self::Rules => "a mapping from rule or category to `error`, `warning`, `note` or `off`".to_owned(),
            Self::Impacts => "a mapping from kind of change to impact".to_owned(),
            Self::PerCent => "a number from 0 to 100".to_owned(),
            Self::Expectations(_) => "a mapping from competency to what is asked of it".to_owned(),
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

const KINDS: &[&str] = &{
    let all = TrackKind::ALL;
    [all[0].as_str(), all[1].as_str(), all[2].as_str(), all[3].as_str()]
};
const MANAGES: &[&str] = &{
    let all = Manages::ALL;
    [all[0].as_str(), all[1].as_str(), all[2].as_str(), all[3].as_str()]
};
const STATUSES: &[&str] = &{
    let all = Status::ALL;
    [all[0].as_str(), all[1].as_str(), all[2].as_str()]
};

/// Every kind of node, in the order of the reference page.
pub static NODES: &[&NodeSpec] =
    &[&LADDER, &BASE, &GRADE, &STEP, &COMPETENCY, &TRACK, &LEVEL, &EXPECTATION, &BAND, &LINK, &MOVE];

/// A ladder file.
pub static LADDER: NodeSpec = NodeSpec {
    name: "ladder file",
    title: "A ladder file",
    about: "One function's career ladder. Everything but `ladder` and `tracks` may be left out. A small company may put \
            `grades`, `scale` and every competency here and do without a base.",
    keys: &[
        required("ladder", Takes::Id, "The ladder's id, unique among the ladders that are loaded together."),
        key("title", Takes::Text, "What the ladder is called."),
        key("version", Takes::Version, "The semantic version of this definition."),
        key("extends", Takes::Files, "The base files that this ladder builds on, relative to this file."),
        key("summary", Takes::Text, "One sentence or more about the ladder."),
        key("formerly", Takes::Ids, "Ids that the ladder had in earlier revisions."),
        key(
            "fork",
            Takes::Grade,
            "The grade from which both sides exist. It follows from the tracks; stated, it is checked.",
        ),
        key("grades", Takes::List(&GRADE), "The spine, lowest first; from one file only."),
        key("scale", Takes::List(&STEP), "Names for `step`, lowest first; from one file only."),
        key("competencies", Takes::List(&COMPETENCY), "Competencies besides those of the base."),
        required("tracks", Takes::List(&TRACK), "The tracks, side by side."),
        key("moves", Takes::List(&MOVE), "Moves besides the promotion from each level to the next on its track."),
    ],
    example: "\
ladder: engineering
title: Engineering
version: 1.0.0
summary: How engineers grow, with people to manage or without.
formerly: tech
fork: 2
extends: company.yaml
grades: [{ id: 1 }, { id: 2 }]
scale: [{ id: learning }, { id: leading }]
competencies: [{ id: delivery }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { delivery: Finishes a described task. } }
      - { id: IC2, grade: 2, expectations: { delivery: Breaks a goal into tasks. } }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
#: company.yaml
base: company
",
};

/// A base file.
pub static BASE: NodeSpec = NodeSpec {
    name: "base file",
    title: "A base file",
    about: "What several ladders share. It has no tracks and no moves.",
    keys: &[
        required("base", Takes::Id, "The base's id, unique among the bases and ladders that are loaded together."),
        key("title", Takes::Text, "What the base is called."),
        key("version", Takes::Version, "The semantic version of this definition."),
        key("extends", Takes::Files, "Base files that this one builds on, relative to this file."),
        key("summary", Takes::Text, "One sentence or more about the base."),
        key("grades", Takes::List(&GRADE), "The spine, lowest first."),
        key("scale", Takes::List(&STEP), "Names for `step`, lowest first."),
        key("competencies", Takes::List(&COMPETENCY), "Competencies that all functions share."),
    ],
    example: "\
base: company
title: Our company
version: 1.0.0
summary: What every function's ladder builds on.
extends: [scale.yaml]
grades:
  - { id: 1, title: Associate }
  - { id: 2, title: Senior }
competencies:
  - { id: delivery, title: Delivery }
#: scale.yaml
base: scale
scale:
  - { id: learning, title: Learning }
  - { id: leading, title: Leading }
",
};

/// A grade of the spine.
pub static GRADE: NodeSpec = NodeSpec {
    name: "grade",
    title: "A grade",
    about: "What lines tracks up: two levels at one grade are worth the same to the company.",
    keys: &[
        required("id", Takes::Id, "A number or a word, unique in the list."),
        key("title", Takes::Text, "What the grade is called."),
        key("summary", Takes::Text, "What the grade is for."),
        key("scope", Takes::Text, "The size of problem that levels of this grade take on."),
        key("formerly", Takes::Ids, "Ids that the grade had in earlier revisions."),
        key("pay", Takes::OneOrMore(&BAND), "The pay band of the grade; a list has one a location."),
    ],
    example: "\
base: company
grades:
  - id: 4
    title: Senior
    summary: Trusted with what others build on.
    scope: An area that a team depends on
    formerly: [senior]
    pay: { currency: EUR, min: 76000, max: 99000 }
",
};

/// A step of the scale.
pub static STEP: NodeSpec = NodeSpec {
    name: "step",
    title: "A step of the scale",
    about: "A name for how far somebody has come with a competency, whatever the competency.",
    keys: &[
        required("id", Takes::Id, "Unique in the list."),
        key("title", Takes::Text, "What the step is called."),
        key("summary", Takes::Text, "What the step means."),
        key("formerly", Takes::Ids, "Ids that the step had in earlier revisions."),
    ],
    example: "\
base: company
scale:
  - id: learning
    title: Learning
    summary: Does it with somebody beside them.
    formerly: beginner
",
};

/// A competency.
pub static COMPETENCY: NodeSpec = NodeSpec {
    name: "competency",
    title: "A competency",
    about: "A thread that runs up the ladder. The kinds `leadership` (moving people who do not report to you) and \
            `management` (being responsible for people who do) have a meaning; any other kind is the author's.",
    keys: &[
        required("id", Takes::Id, "Unique among the competencies that a ladder reaches."),
        key("title", Takes::Text, "What the competency is called."),
        key("summary", Takes::Text, "What the thread is about."),
        key("group", Takes::Text, "The heading under which views put it."),
        key("kind", Takes::Text, "`leadership`, `management`, or a word of the author's."),
        key("tracks", Takes::Tracks, "The tracks that it is for, by id or kind; every track where left out."),
        key("formerly", Takes::Ids, "Ids that the competency had in earlier revisions."),
    ],
    example: "\
base: company
competencies:
  - id: mentoring
    title: Mentoring
    summary: Helping others grow without being their manager.
    group: Leadership
    kind: leadership
    tracks: [ic]
    formerly: [coaching]
",
};

/// A track.
pub static TRACK: NodeSpec = NodeSpec {
    name: "track",
    title: "A track",
    about: "A sequence of levels. Sides are compared, not single tracks: the IC side is every aligned `ic` track, the manager \
            side every aligned `manager` and `hybrid` track, and `shared` levels (a trunk below the fork) count for both.",
    keys: &[
        required("id", Takes::Id, "Unique in the ladder."),
        key("title", Takes::Text, "What the track is called."),
        key("summary", Takes::Text, "What the track is for."),
        required("kind", Takes::Word(KINDS), "The side that the track belongs to."),
        key("aligned", Takes::Flag, "`false` for a track that is compared with no other and needs no grades."),
        key("cumulative", Takes::Flag, "`true` where each level includes what the levels below it ask."),
        key("formerly", Takes::Ids, "Ids that the track had in earlier revisions."),
        required("levels", Takes::List(&LEVEL), "The levels, lowest first."),
    ],
    example: "\
ladder: support
tracks:
  - id: specialist
    title: Specialist
    summary: Grows by taking on harder cases.
    kind: ic
    aligned: true
    cumulative: true
    formerly: [agent]
    levels: [{ id: S1, grade: 1 }]
",
};

/// A level.
pub static LEVEL: NodeSpec = NodeSpec {
    name: "level",
    title: "A level",
    about: "What one step of a track asks. The order of the levels implies a promotion from each to the next.",
    keys: &[
        required("id", Takes::Id, "Unique in the ladder."),
        key("title", Takes::Texts, "What the level is called; of a list, the first is the main title."),
        key(
            "grade",
            Takes::Grades,
            "The grade, or the lowest and highest of a span: `4`, `[4, 5]`. Aligned tracks need it.",
        ),
        key("summary", Takes::Text, "What somebody at this level is for."),
        key("scope", Takes::Text, "The size of problem that the level takes on."),
        key("manages", Takes::Word(MANAGES), "Whom the level manages."),
        key("terminal", Takes::Flag, "`true` where it is fine to stay for a career."),
        key("status", Takes::Word(STATUSES), "Whether anybody can be at this level today; `active` where left out."),
        key("formerly", Takes::Ids, "Ids that the level had in earlier revisions."),
        key("pay", Takes::OneOrMore(&BAND), "Bands of its own, which replace the grade's, location by location."),
        key("expectations", Takes::Expectations(&EXPECTATION), "What the level asks, by competency."),
        key("links", Takes::List(&LINK), "Further reading."),
    ],
    example: "\
ladder: support
competencies: [{ id: delivery }]
tracks:
  - id: specialist
    kind: ic
    levels:
      - id: S4
        title: [Senior Specialist, Case Lead]
        grade: [4, 5]
        summary: Takes the cases that nobody has solved before.
        scope: A product and everybody who uses it
        manages: none
        terminal: true
        status: active
        formerly: [S3]
        pay: { currency: EUR, min: 50000, mid: 56000, max: 62000 }
        expectations:
          delivery: Finds the cause behind a group of cases.
        links: [{ title: How we work, url: https://example.org/support }]
",
};

/// What a level asks of a competency, in its long form.
pub static EXPECTATION: NodeSpec = NodeSpec {
    name: "expectation",
    title: "An expectation",
    about: "What a level asks of one competency: a text, a list of points, or a mapping. `~` says that it is deliberately not \
            asked here. Leaving a competency out says nothing.",
    keys: &[
        key("step", Takes::Step, "How far somebody has come: an id of the scale, or a number."),
        key("text", Takes::Texts, "What is asked: a text, or a list of points."),
        key("examples", Takes::Texts, "What it may look like."),
        key("same_as", Takes::Level, "The level of this ladder that says it; stands alone."),
    ],
    example: "\
ladder: support
scale: [{ id: learning }, { id: leading }]
competencies: [{ id: delivery }, { id: writing }, { id: hiring }, { id: budgeting }]
tracks:
  - id: specialist
    kind: ic
    levels:
      - id: S1
        grade: 1
        expectations:
          delivery: Answers a described case.
          hiring: { step: 1, text: Shows applicants around. }
      - id: S2
        grade: 2
        expectations:
          delivery:
            - Finds the cause behind a case.
            - Says early when an answer will be late.
          writing: { step: leading, text: Writes guides that others use., examples: [A guide to refunds] }
          hiring: { same_as: S1 }
          budgeting: ~
",
};

/// The keys of an expectation of which one must be there: each says something on its own.
pub const EXPECTATION_SAYS: &[&str] = &["text", "step", "same_as"];

/// A pay band.
pub static BAND: NodeSpec = NodeSpec {
    name: "band",
    title: "A pay band",
    about: "What is paid a year, at a grade or at a level. Pay is private: it is shown in the terminal, in JSON and in the resolved \
            file, and nowhere else.",
    keys: &[
        key("location", Takes::Text, "Where the band holds; everywhere where left out."),
        required("currency", Takes::Currency, "The currency, as an ISO 4217 code."),
        required("min", Takes::Amount, "The least."),
        key("mid", Takes::Amount, "The midpoint; half-way where left out."),
        required("max", Takes::Amount, "The most."),
    ],
    example: "\
base: company
grades:
  - id: 4
    pay:
      - { location: Berlin, currency: EUR, min: 76000, mid: 88000, max: 99000 }
      - { location: London, currency: GBP, min: 70000, max: 92000 }
",
};

/// A link.
pub static LINK: NodeSpec = NodeSpec {
    name: "link",
    title: "A link",
    about: "Further reading about a level.",
    keys: &[key("title", Takes::Text, "What it is called."), required("url", Takes::Url, "Where it is.")],
    example: "\
ladder: support
tracks:
  - id: specialist
    kind: ic
    levels: [{ id: S1, grade: 1, links: [{ title: How we work, url: https://example.org/support }] }]
",
};

/// A move.
pub static MOVE: NodeSpec = NodeSpec {
    name: "move",
    title: "A move",
    about: "A way from one level to another that the order of levels does not imply: a switch between tracks, which should be \
            lateral, or a skip. Lists expand to pairs. A move that repeats an implied promotion only adds its note.",
    keys: &[
        required("from", Takes::Levels, "The level or levels where it starts."),
        required("to", Takes::Levels, "The level or levels where it leads; `product/M4` is a level of another ladder."),
        key("both_ways", Takes::Flag, "`true` for the way back as well."),
        key("note", Takes::Text, "What to know about it."),
    ],
    example: "\
ladder: support
tracks:
  - { id: specialist, kind: ic, levels: [{ id: S1, grade: 1 }, { id: S2, grade: 2 }] }
  - { id: manager, kind: manager, levels: [{ id: M2, grade: 2 }] }
moves:
  - { from: S2, to: M2, both_ways: true, note: A trial of three months comes first. }
",
};

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
