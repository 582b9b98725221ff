//! `unknown-field`: a key that the format does not have.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "unknown-field",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "a key that the format does not have in this place",
    explanation: Explanation {
        finds: "A key that does not belong to the thing it is written in: a misspelt one, one in the wrong place, or \
                an invented one, and also `tracks` or `moves` in a base file. Keys that begin with `x-` belong to the \
                author and are allowed. Keys under `expectations` name competencies; `unknown-reference` reports \
                those.",
        why: "An unknown key is not read. Its author believes that the level says it, but the people at the level \
              never see it.",
        off: "It cannot be turned off, because a misspelt key looks like an invented one. Begin a key of your own with \
              `x-`.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1 }
      - { id: IC2, grade: 2, sumary: Solves the cases that others pass on. }
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
    levels:
      - { id: IC1, grade: 1 }
      - { id: IC2, grade: 2, summary: Solves the cases that others pass on. }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Loader(Shape::UnknownField),
};
