//! `unknown-reference`: a reference to something that is not there.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "unknown-reference",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "a reference to something that does not exist",
    explanation: Explanation {
        finds: "A grade that is not in the list of `grades`, a step that is not in the `scale`, a competency under \
                `expectations` that neither the ladder nor its bases define, a level in `same_as` or in a move, the \
                other ladder of a move, or a track of a competency that is neither the id nor the kind of a track (for \
                the competencies of a base, this is checked if the whole project is named). Nothing is reported if the \
                target may be in a file that could not be read.",
        why: "A move that leads nowhere is a promise that nobody can take up, and an expectation of a misspelt \
              competency is missing from the thread that people follow.",
        off: "It cannot be turned off, because nobody can say what a broken reference was meant to lead to.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves:
  - { from: IC1, to: M1, both_ways: true }
  - { from: IC2, to: M3, both_ways: true }
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves:
  - { from: IC1, to: M1, both_ways: true }
  - { from: IC2, to: M2, both_ways: true }
",
    },
    check: Check::Loader(Shape::UnknownReference),
};
