//! `duplicate-key`: one key twice in a mapping.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "duplicate-key",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "a key is written twice in one place",
    explanation: Explanation {
        finds: "A key that is written twice in one mapping, such as two titles of one level, or two lines for one \
                competency under `expectations`. Keys are compared letter by letter. The first of the two is read. A \
                key next to a merge key (`<<`) replaces the merged one and is not a second.",
        why: "If the two differ, some people go by the first and some by the second, and an edit of the unread one has \
              no effect.",
        off: "It cannot be turned off, because only the author knows which of the two is meant.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - id: IC1
        grade: 1
      - id: IC2
        title: Specialist
        grade: 2
        title: Senior Specialist
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
      - id: IC1
        grade: 1
      - id: IC2
        title: Senior Specialist
        grade: 2
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Loader(Shape::DuplicateKey),
};
