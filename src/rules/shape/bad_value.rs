//! `bad-value`: the right type, but not a value that is allowed.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "bad-value",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "a value that its key does not allow",
    explanation: Explanation {
        finds: "A value of the right type that is not allowed in its place: a `kind`, `manages` or `status` that is \
                not one of the known words; an id with a space or another character that ids cannot have; a currency, \
                amount or link in another form; a grade or step that is not a number if no list names them; a span of \
                grades that is not two grades, lowest first; a `same_as` that leads to a level without such an \
                expectation, leads in a circle, or has other keys next to it; a move from a level to itself, or \
                between levels of other ladders; a ladder under `extends`; a file that is both ladder and base; a YAML \
                tag.",
        why: "The line looks finished to its author but tells readers nothing: a track of kind `management` belongs to \
              neither side, and nothing is parallel to it.",
        off: "It cannot be turned off, because a line with a meaningless value is as good as missing.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: management
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
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
    check: Check::Loader(Shape::BadValue),
};
