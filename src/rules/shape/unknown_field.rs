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
        finds: "A key that is not among the keys of the thing it stands in, whether misspelt, put in the wrong place \
                or made up; `tracks` or `moves` in a base file is one. Keys that begin with `x-` are the author's own \
                and pass. What stands under `expectations` names competencies and is left to `unknown-reference`.",
        why: "What is written under a key that nobody reads reaches nobody: its author believes that the level says \
              it, and the people on the level never see it.",
        off: "This cannot be turned off, because a misspelt key looks just like one that was made up; let a key of \
              your own begin with `x-`.",
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
