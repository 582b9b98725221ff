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
        finds: "Two things that have the same id, or ids that differ only in case: two tracks or two levels of a \
                ladder (across all its tracks), two grades, steps or competencies of a file, or two ladders or bases \
                that are loaded together. Also two grades that are the same number, such as `4` and `4.0`, and two \
                bands of one `pay` for the same location. A competency that both a ladder and its base define is \
                `redefined`.",
        why: "There must be only one `IC1` to be at. If there are two, people may be promoted by one text and paid by \
              the other.",
        off: "It cannot be turned off, because a name that two things share refers to neither.",
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
