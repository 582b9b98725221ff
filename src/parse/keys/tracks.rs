//! What a ladder consists of: tracks, levels, moves.

use super::{BAND, NodeSpec, Takes, key, required};
use crate::model::{Manages, Status, TrackKind};

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
        key(
            "profession",
            Takes::Texts,
            "The craft of the track, such as `designer`, or a list of several, as for managers who lead both. Left out: the \
             ladder's own, which has the ladder's id for a name. Sides are compared craft by craft.",
        ),
        key("aligned", Takes::Flag, "`false` for a track that is compared with no other and needs no grades."),
        key("cumulative", Takes::Flag, "`true` where each level includes what the levels below it ask."),
        key("formerly", Takes::Ids, "Ids that the track had in earlier revisions."),
        required("levels", Takes::List(&LEVEL), "The levels, lowest first."),
    ],
    one_of: &[],
    example: "\
ladder: support
tracks:
  - id: specialist
    title: Specialist
    summary: Grows by taking on harder cases.
    kind: ic
    profession: support
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
        key(
            "equivalents",
            Takes::Equivalents,
            "What the level is called in other frameworks; shown, and never judged.",
        ),
        key("links", Takes::List(&LINK), "Further reading."),
    ],
    one_of: &[],
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
        equivalents: { sfia: 4 }
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
    one_of: &["text", "step", "same_as"],
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

/// A link.
pub static LINK: NodeSpec = NodeSpec {
    name: "link",
    title: "A link",
    about: "Further reading about a level.",
    keys: &[key("title", Takes::Text, "What it is called."), required("url", Takes::Url, "Where it is.")],
    one_of: &[],
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
            lateral, or a skip. Lists expand to pairs. A move that repeats an implied promotion only adds its note. With `lateral`, \
            the ends are tracks, and the move stands for one from each level to each that is parallel to it; a pair that is \
            written by itself keeps its own note.",
    keys: &[
        required("from", Takes::Levels, "The level or levels where it starts; with `lateral`, tracks."),
        required("to", Takes::Levels, "The level or levels where it leads; `product/M4` is a level of another ladder."),
        key("lateral", Takes::Flag, "`true` for whole tracks: from each level to its parallel ones."),
        key("both_ways", Takes::Flag, "`true` for the way back as well."),
        key("note", Takes::Text, "What to know about it."),
    ],
    one_of: &[],
    example: "\
ladder: support
tracks:
  - { id: specialist, kind: ic, levels: [{ id: S1, grade: 1 }, { id: S2, grade: 2 }] }
  - { id: manager, kind: manager, levels: [{ id: M2, grade: 2 }] }
moves:
  - { from: S2, to: M2, note: A trial of three months comes first. }
  - { from: specialist, to: manager, lateral: true, both_ways: true }
",
};

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
