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
        finds: "A track whose `levels` is an empty list. `levels:` with nothing after it is an `empty-value`; a track \
                without `levels` is a `missing-field`.",
        why: "A track without levels announces a way up that nobody can take.",
        off: "It cannot be turned off, because a side without levels cannot be compared with anything. Add the track \
              once its first level is written.",
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
