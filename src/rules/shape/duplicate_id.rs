//! `duplicate-id`: two things of one kind with one id.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "duplicate-id",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "two things of one kind have the same id",
    explanation: Explanation {
        finds: "Two tracks or two levels of a ladder (the levels of all its tracks together), two grades, steps or \
                competencies of a file, or two ladders or bases loaded together, that have one id or differ only in \
                its case. Also two grades that are one number, such as `4` and `4.0`, and two bands of one `pay` for \
                the same location. A competency that a ladder and its base both define is `redefined`.",
        why: "When somebody is told that they are at `IC1`, there must be one `IC1`; with two, they are promoted by \
              one text and paid by the other.",
        off: "It always holds and cannot be turned off, because nothing can refer to one of two things by a name that \
              both have.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, title: Specialist, grade: 1 }
      - { id: IC1, title: Senior Specialist, grade: 2 }
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves: [{ from: IC1, to: M1, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, title: Specialist, grade: 1 }
      - { id: IC2, title: Senior Specialist, grade: 2 }
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves: [{ from: IC1, to: M1, both_ways: true }]
",
    },
    check: Check::Loader(Shape::DuplicateId),
};
