//! `missing-base`: a base that cannot be used.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "missing-base",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "a base that cannot be read or used",
    explanation: Explanation {
        finds: "A file under `extends` that does not exist, cannot be opened, or is neither a ladder nor a base file. A file \
                outside of the git repository (without one: of the project) is not read either, unless \
                `--allow-outside` says so. Also a base that was not itself named and has errors, or builds on a base that has: that is one \
                finding here, and naming the base shows its errors. Paths are relative to the file that extends. A \
                ladder under `extends` is a `bad-value`.",
        why: "Without its base the ladder lacks the grades and competencies that it shares with the rest of the \
              company, so nobody can compare their level with one in another function.",
        off: "It cannot be turned off, because a ladder without its base says only half of what it should.",
        bad: "\
ladder: support
extends: compny.yaml
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
grades: [{ id: 1 }, { id: 2 }]
",
    },
    check: Check::Loader(Shape::MissingBase),
};
