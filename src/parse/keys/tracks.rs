//! What a ladder consists of: tracks, levels, moves.

use super::{BAND, NodeSpec, POINT, Takes, key, required};
use crate::model::{Manages, Status, TrackKind};

/// A track.
pub static TRACK: NodeSpec = NodeSpec {
    name: "track",
    title: "A track",
    about: "A sequence of levels. Sides are compared, not single tracks: the IC side is every aligned `ic` track, the manager \
            side every aligned `manager` and `hybrid` track, and `shared` levels (a trunk below the fork) count for both.",
    keys: &[
        required("id", Takes::Id, "Unique in the ladder."),
        key("title", Takes::Text, "The name of the track."),
        key("summary", Takes::Text, "The purpose of the track."),
        required("kind", Takes::Word(KINDS), "The side that the track belongs to."),
        key(
            "profession",
            Takes::Crafts,
            "The craft of the track, such as `designer`, or a list of several, as for managers who lead both. Left out: the \
             ladder's own, which has the ladder's id for a name. Sides are compared craft by craft.",
        ),
        key("aligned", Takes::Flag, "`false` for a track that is not compared with others and needs no grades."),
        key("cumulative", Takes::Flag, "`true` if each level includes the expectations of the levels below it."),
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
    about: "One step of a track, with its expectations. The order of the levels implies a promotion from each to the next.",
    keys: &[
        required("id", Takes::Id, "Unique in the ladder."),
        key("title", Takes::Texts, "The title of the level; in a list, the first is the main title."),
        key(
            "grade",
            Takes::Grades,
            "The grade, or the lowest and highest grade of a span: `4`, `[4, 5]`. Required on aligned tracks.",
        ),
        key("summary", Takes::Text, "The purpose of the level."),
        key("scope", Takes::Text, "The size of problem that the level takes on."),
        key("manages", Takes::Word(MANAGES), "Whom the level manages."),
        key("terminal", Takes::Flag, "`true` for a career level: nobody there has to be promoted further."),
        key("status", Takes::Word(STATUSES), "Whether people can be at this level today; the default is `active`."),
        key("formerly", Takes::Ids, "Ids that the level had in earlier revisions."),
        key("pay", Takes::OneOrMore(&BAND), "Its own bands, which replace those of the grade, location by location."),
        key("expectations", Takes::Expectations(&EXPECTATION), "Its expectations, by competency."),
        key("equivalents", Takes::Equivalents, "The names of the level in other frameworks; shown but never checked."),
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
    about: "What a level asks of one competency: a text, a list of points, or a mapping. `~` means that it is deliberately not \
            asked here. An omitted competency has no meaning. In a list of points, a point is a text, or a mapping with \
            examples of its own.",
    keys: &[
        key("step", Takes::Step, "How far somebody has come: an id of the scale, or a number."),
        key("text", Takes::Points(&POINT), "The expectation: a text, or a list of points."),
        key("examples", Takes::Texts, "Examples of how to meet it; the examples of one point belong to that point."),
        key("same_as", Takes::Level, "The level of this ladder with the same expectation; allows no other key."),
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

/// A role.
pub static ROLE: NodeSpec = NodeSpec {
    name: "role",
    title: "A role",
    about: "What people at a level may do for a while, such as tech lead. A role is not a level: it has no grade, nobody is promoted \
            to it, and it is never compared with levels.",
    keys: &[
        required("id", Takes::Id, "Unique among the roles of the ladder."),
        key("title", Takes::Text, "The name of the role."),
        key("summary", Takes::Text, "The purpose of the role."),
        required("levels", Takes::LevelsHere, "The levels whose people may hold it."),
        key("formerly", Takes::Ids, "Ids that the role had in earlier revisions."),
        key(
            "expectations",
            Takes::Expectations(&EXPECTATION),
            "What it asks in addition to the expectations of the level, by competency.",
        ),
    ],
    one_of: &[],
    example: "\
ladder: support
competencies: [{ id: delivery }]
tracks:
  - id: specialist
    kind: ic
    levels: [{ id: S3, grade: 3 }, { id: S4, grade: 4 }]
roles:
  - id: shift-lead
    title: Shift lead
    summary: Decides during a shift who takes which case.
    levels: [S3, S4]
    formerly: duty-lead
    expectations:
      delivery: Every case of the shift has somebody who answers it.
",
};

/// A link.
pub static LINK: NodeSpec = NodeSpec {
    name: "link",
    title: "A link",
    about: "Further reading about a level.",
    keys: &[key("title", Takes::Text, "Its title."), required("url", Takes::Url, "Its address.")],
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
            lateral, or a skip. Lists expand to pairs. A move that repeats an implied promotion only adds a note to it. With `lateral`, \
            the ends are tracks, and the move stands for one from each level to each that is parallel to it; a pair that is \
            written by itself keeps its own note.",
    keys: &[
        required("from", Takes::Levels, "The level or levels at which it starts; with `lateral`, tracks."),
        required(
            "to",
            Takes::Levels,
            "The level or levels that it leads to; `product/M4` is a level of another ladder.",
        ),
        key("lateral", Takes::Flag, "`true` for a move between whole tracks: from each level to its parallel levels."),
        key("both_ways", Takes::Flag, "`true` to add the way back."),
        key("note", Takes::Text, "A note about it."),
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
