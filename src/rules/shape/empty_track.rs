//! `empty-track`: a track without levels.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "empty-track",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "a track has no levels",
    explanation: Explanation {
        finds: "A track whose `levels` is an empty list. With nothing after `levels:` it is an `empty-value`, without \
                `levels` a `missing-field`.",
        why: "A track without levels is a way up that the ladder announces and nobody can take.",
        off: "There is no turning it off, because a side without levels cannot be compared with anything; leave the \
              track out until its first level is written.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: []
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
    check: Check::Loader(Shape::EmptyTrack),
};
