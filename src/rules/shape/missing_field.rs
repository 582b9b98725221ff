//! `missing-field`: a key that has to be there and is not.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "missing-field",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "a required key is missing",
    explanation: Explanation {
        finds: "A ladder, base, track, level, grade, step, competency, band, link or move without one of its required \
                keys, such as the `kind` of a track or the `to` of a move. Also an expectation in its long form that \
                has none of `text`, `step` and `same_as`, and a named file that has none of `ladder`, `base` and \
                `tracks` at its top. A misspelt key is reported once, as `unknown-field`.",
        why: "Half a definition leaves people to guess the rest, and their guesses differ. A move without `to` leads \
              nowhere that anybody knows of.",
        off: "It cannot be turned off, because no default would be right for every company.",
        bad: "\
ladder: support
tracks:
  - id: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Loader(Shape::MissingField),
};
