//! `wrong-type`: a list where a text is wanted, and the like.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "wrong-type",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "a value of another type than its key takes",
    explanation: Explanation {
        finds: "A list or a mapping where one text is wanted, a text where a list or a mapping is wanted, anything but \
                `true` or `false` where a key is one or the other (`yes` and `on` are words), an amount of money in \
                quotation marks, `~` among the entries of a list. Also a list, a mapping or nothing at all in the \
                place of a key, and a `<<` that names something other than a mapping.",
        why: "What is meant may be plain to whoever wrote it and lost on everybody else: `yes` is a word, and a level \
              with `terminal: yes` would read as one where nobody may stay for a career.",
        off: "Turning it off is not possible, because a value of the wrong type can only be guessed at, and people are \
              promoted by what the ladder says.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2, terminal: yes }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2, terminal: true }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Loader(Shape::WrongType),
};
