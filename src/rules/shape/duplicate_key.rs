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
        finds: "A key that stands twice in one mapping: two titles of one level, say, or two lines for one competency \
                under `expectations`. Keys are compared letter by letter. The first of the two is the one that is \
                read. A key that is written beside a merge key (`<<`) takes the place of the merged one and is not a \
                second.",
        why: "Where the two differ, one person goes by the first and another by the second, and whoever edits the one \
              that is not read changes nothing.",
        off: "No setting turns it off, because only the author knows which of the two is meant.",
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
