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
        finds: "A key with nothing after its colon, with an empty text, or with an empty list where an entry is \
                needed: `title:`, `title: \"\"`, `formerly: []`. Also `~` for anything but an expectation, where alone \
                it has a meaning (not asked here, on purpose), and an expectation whose line breaks off after the \
                competency. The lists `competencies`, `moves` and `links` may be empty, and a track with `levels: []` \
                is an `empty-track`.",
        why: "Nobody can tell an unfinished line from one that is meant to be empty, and people may be held to what it \
              was going to say.",
        off: "It cannot be turned off, because an unfinished line is for its author to finish or to delete; `~` says \
              that an expectation is left out on purpose.",
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
