//! What files define for others: grades and their pay, the scale, competencies.

use super::{NodeSpec, Takes, key, required};
use crate::model::Period;

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
        key(
            "equivalents",
            Takes::Equivalents,
            "What the grade is called in other frameworks; shown, and never judged.",
        ),
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
    title: "A step of the scale",
    about: "A name for how far somebody has come with a competency, whatever the competency.",
    keys: &[
        required("id", Takes::Id, "Unique in the list."),
        key("title", Takes::Text, "What the step is called."),
        key("summary", Takes::Text, "What the step means."),
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
    about: "A thread that runs up the ladder. The kinds `leadership` (moving people who do not report to you) and \
            `management` (being responsible for people who do) have a meaning; any other kind is the author's.",
    keys: &[
        required("id", Takes::Id, "Unique among the competencies that a ladder reaches."),
        key("title", Takes::Text, "What the competency is called."),
        key("summary", Takes::Text, "What the thread is about."),
        key("group", Takes::Text, "The heading under which views put it."),
        key("kind", Takes::Text, "`leadership`, `management`, or a word of the author's."),
        key("tracks", Takes::Tracks, "The tracks that it is for, by id or kind; every track where left out."),
        key("steps", Takes::Steps, "What its steps mean, each said once: a level that names only the step asks this."),
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
",
};

/// A pay band.
pub static BAND: NodeSpec = NodeSpec {
    name: "band",
    title: "A pay band",
    about: "What is paid at a grade or at a level. A band without a minimum or a maximum is open there. Pay is private: it is shown in the terminal, in JSON and in the resolved \
            file, and nowhere else.",
    keys: &[
        key("location", Takes::Text, "Where the band holds; everywhere where left out."),
        required("currency", Takes::Currency, "The currency, as an ISO 4217 code."),
        key(
            "period",
            Takes::Word(PERIODS),
            "The time that the amounts are paid for; `year` where left out. A month is a twelfth of a year; hours compare with hours only.",
        ),
        key("min", Takes::Amount, "The least."),
        key("mid", Takes::Amount, "The midpoint; half-way where left out."),
        key("max", Takes::Amount, "The most."),
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
