//! `base-cycle`: files that extend each other in a circle.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "base-cycle",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "files extend each other in a circle",
    explanation: Explanation {
        finds: "A file that extends itself, directly or through the files that it extends. A circle is one finding, \
                which shows every `extends` in it. If circles share a file, one is shown at a time. Two files that \
                extend the same third file are not a circle.",
        why: "In a circle no file comes first, so nobody can tell which ladders a change will reach.",
        off: "It cannot be turned off, because shared definitions must begin in some file, and a circle has no \
              beginning.",
        bad: "\
ladder: support
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
#: company.yaml
base: company
extends: grades.yaml
#: grades.yaml
base: grades
extends: company.yaml
grades: [{ id: 1 }, { id: 2 }]
",
        good: "\
ladder: support
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
#: company.yaml
base: company
extends: grades.yaml
#: grades.yaml
base: grades
grades: [{ id: 1 }, { id: 2 }]
",
    },
    check: Check::Loader(Shape::BaseCycle),
};
