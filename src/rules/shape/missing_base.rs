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
        finds: "A file under `extends` that is not there, cannot be opened, or is neither a ladder nor a base file. \
                Also, where the base was not itself named to be checked, a base that has errors, or builds on one that \
                has: that is one finding here, and the errors show when the base is named. Paths are relative to the \
                file that extends. A ladder under `extends` is a `bad-value`.",
        why: "The ladder then lacks the grades and competencies that it shares with the rest of the company, and \
              nobody can compare their level with one in another function.",
        off: "Turning it off would not help and is not possible, because without its base a ladder says only half of \
              what it should.",
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
