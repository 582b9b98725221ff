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
        finds: "A value of the right type that cannot stand where it stands: a `kind`, `manages` or `status` that is \
                none of the known words; an id with a space or another character that ids do not have; a currency, \
                amount or link in another form; a grade or step that is no number where no list names them; a span of \
                grades that is not two, lowest first; a `same_as` that leads to a level that says nothing or asks \
                nothing, leads in a circle, or does not stand alone; a move from a level to itself, or between levels \
                of other ladders; a ladder under `extends`; a file that is ladder and base at once; a YAML tag.",
        why: "The line looks finished to its author and says nothing to a reader: from a track of kind `management` \
              nobody learns which side it belongs to or what is parallel to it.",
        off: "There is no way to turn it off, because a value that means nothing leaves its line as good as unwritten.",
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
