//! What files define for others: grades and their pay, the scale, competencies.

use super::{NodeSpec, Takes, key, required};
use crate::model::Period;

/// A grade of the spine.
pub static GRADE: NodeSpec = NodeSpec {
    name: "grade",
    title: "A grade",
    about: "Grades align tracks: two levels at one grade are worth the same to the company.",
    keys: &[
        required("id", Takes::Id, "A number or a word, unique in the list."),
        key("title", Takes::Text, "The name of the grade."),
        key("summary", Takes::Text, "The purpose of the grade."),
        key("scope", Takes::Text, "The size of problem that levels of this grade take on."),
        key("formerly", Takes::Ids, "Ids that the grade had in earlier revisions."),
        key("pay", Takes::OneOrMore(&BAND), "The pay band of the grade, or a list with one band per location."),
        key("equivalents", Takes::Equivalents, "The names of the grade in other frameworks; shown but never checked."),
    ],
    one_of: &[],
    example: "\
base: company
grades:
  - id: 4
    title: Senior
    summary: Trusted with what others build on.
    scope: An area that a team depends on
    formerly: [senior]
    pay: { currency: EUR, min: 76000, max: 99000 }
    equivalents: { sfia: 5, radford: P4 }
",
};

/// A step of the scale.
pub static STEP: NodeSpec = NodeSpec {
    name: "step",
    title: "A step of a scale",
    about: "A name for how far somebody has come: for every competency, or for the one competency that has the scale.",
    keys: &[
        required("id", Takes::Id, "Unique in the list."),
        key("title", Takes::Text, "The name of the step."),
        key("summary", Takes::Text, "The meaning of the step."),
        key("formerly", Takes::Ids, "Ids that the step had in earlier revisions."),
    ],
    one_of: &[],
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
    about: "A subject that runs through the levels of a ladder. The kinds `leadership` (moving people who do not report to you) and \
            `management` (being responsible for people who do) have a meaning to the program; you can use other kinds freely.",
    keys: &[
        required("id", Takes::Id, "Unique among the competencies of a ladder and its bases."),
        key("title", Takes::Text, "The name of the competency."),
        key("summary", Takes::Text, "The subject of the competency."),
        key("group", Takes::Text, "The heading for it in views."),
        key("kind", Takes::Text, "`leadership`, `management`, or a word of your own."),
        key("tracks", Takes::Tracks, "Its tracks, by id or kind; the default is every track."),
        key("scale", Takes::List(&STEP), "Steps of its own, lowest first, instead of those of the ladder."),
        key(
            "steps",
            Takes::Steps(&POINT),
            "The meaning of each step, written once: a level that names only the step asks for this.",
        ),
        key("formerly", Takes::Ids, "Ids that the competency had in earlier revisions."),
    ],
    one_of: &[],
    example: "\
base: company
competencies:
  - id: mentoring
    title: Mentoring
    summary: Helping others grow without being their manager.
    group: Leadership
    kind: leadership
    tracks: [ic]
    steps:
      1: Helps a newcomer through their first weeks.
      2:
        - Takes on one person for a year.
        - Says what they see, and lets others decide.
    formerly: [coaching]
  - id: on-call
    title: On call
    scale: [{ id: shadows }, { id: answers }, { id: leads, title: Leads the response }]
",
};

/// One point of a list, in its long form.
pub static POINT: NodeSpec = NodeSpec {
    name: "point",
    title: "A point",
    about: "One point of a list, with examples of its own. Without examples, a point is a text.",
    keys: &[required("text", Takes::Text, "The point."), key("examples", Takes::Texts, "Examples of how to meet it.")],
    one_of: &[],
    example: "\
ladder: support
competencies: [{ id: delivery }]
tracks:
  - id: specialist
    kind: ic
    levels:
      - id: S1
        grade: 1
        expectations:
          delivery:
            - Answers a described case.
            - { text: Says early when an answer will be late., examples: [A note in the case before noon] }
",
};

/// A pay band.
pub static BAND: NodeSpec = NodeSpec {
    name: "band",
    title: "A pay band",
    about: "The pay at a grade or level. A band without a minimum or a maximum is open at that end. Pay is private: it is shown only in the terminal, in JSON and in the resolved \
            file.",
    keys: &[
        key("location", Takes::Text, "The location of the band; the default is everywhere."),
        required("currency", Takes::Currency, "The currency, as an ISO 4217 code."),
        key(
            "period",
            Takes::Word(PERIODS),
            "The period that the amounts are for; the default is `year`. A month is a twelfth of a year; hours are compared only with hours.",
        ),
        key("min", Takes::Amount, "The minimum."),
        key("mid", Takes::Amount, "The midpoint; the default is half-way."),
        key("max", Takes::Amount, "The maximum."),
    ],
    one_of: &["min", "max"],
    example: "\
base: company
grades:
  - id: 4
    pay:
      - { location: Berlin, currency: EUR, min: 76000, mid: 88000, max: 99000 }
      - { location: London, currency: GBP, min: 70000, max: 92000 }
      - { location: Wien, currency: EUR, period: month, min: 5200 }
",
};

const PERIODS: &[&str] = &{
    let all = Period::ALL;
    [all[0].as_str(), all[1].as_str(), all[2].as_str()]
};
