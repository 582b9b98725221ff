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
        finds: "A file that extends itself, directly or by way of the files that it extends. A circle is one finding, \
                which shows every `extends` on the way round; of circles that share a file, one is shown at a time. \
                Two files that extend the same third are no circle.",
        why: "Whoever wants to change what all ladders share cannot tell which of the files comes first, and so cannot \
              tell whom a change will reach.",
        off: "It cannot be turned off at all, because what is shared has to start in some file, and a circle has no \
              start.",
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
