//! `empty-value`: a key without a value.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "empty-value",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "a key with nothing after it",
    explanation: Explanation {
        finds: "A key with nothing after its colon, with an empty text, or with an empty list that needs an entry: \
                `title:`, `title: \"\"`, `formerly: []`. Also `~` for anything but an expectation (only there it has a \
                meaning: deliberately not asked), and an expectation whose line ends after the competency. The lists \
                `competencies`, `moves` and `links` may be empty; a track with `levels: []` is an `empty-track`.",
        why: "Nobody can tell an unfinished line from a deliberately empty one, and people may be held to what it was \
              going to say.",
        off: "It cannot be turned off, because only the author can finish or delete an unfinished line. `~` says that \
              an expectation is deliberately not asked.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - id: IC1
        grade: 1
      - id: IC2
        title:
        grade: 2
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
    check: Check::Loader(Shape::EmptyValue),
};
