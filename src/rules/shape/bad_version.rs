//! `bad-version`: a version that is not a semantic version.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "bad-version",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "the version is not a semantic version",
    explanation: Explanation {
        finds: "A `version` of a ladder or base that is not a semantic version: three numbers with dots, such as \
                `1.2.0`, optionally followed by a pre-release (`-draft.1`) or a build (`+2026`). `1.2`, `v1.2.0` and \
                `2026-01` are not semantic versions.",
        why: "People are told which version of the ladder they were promoted by. Only ordered versions show whether \
              more has been asked of them since.",
        off: "It cannot be turned off, because a version in another form cannot be compared with the one before it. A \
              ladder that needs no version can omit the key.",
        bad: "\
ladder: support
version: 1.2
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
version: 1.2.0
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
    check: Check::Loader(Shape::BadVersion),
};
