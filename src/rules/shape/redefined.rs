//! `redefined`: something that is defined in two files.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "redefined",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "something is defined in two files that a ladder builds on",
    explanation: Explanation {
        finds: "Among a ladder and the bases that it builds on: a second file with `grades`, a second file with \
                `scale`, or a competency that two files define, even under ids that differ only in case. A base that \
                is reached in two ways counts once. A competency that is defined twice in one file is a \
                `duplicate-id`.",
        why: "Two definitions of one competency drift apart. Then two functions mean different things by the same word \
              when they compare their people.",
        off: "It cannot be turned off, because neither file outranks the other, and chance would decide which one \
              holds.",
        bad: "\
ladder: support
extends: company.yaml
competencies: [{ id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { influence: Asks a colleague for help. } }
      - { id: IC2, grade: 2, expectations: { influence: Talks a team round. } }
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { influence: Settles who takes which case. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
#: company.yaml
base: company
competencies: [{ id: influence, kind: leadership }]
",
        good: "\
ladder: support
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { influence: Asks a colleague for help. } }
      - { id: IC2, grade: 2, expectations: { influence: Talks a team round. } }
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { influence: Settles who takes which case. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
#: company.yaml
base: company
competencies: [{ id: influence, kind: leadership }]
",
    },
    check: Check::Loader(Shape::Redefined),
};
