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
        finds: "A list or mapping in place of a text, or a text in place of a list or mapping; a value other than \
                `true` or `false` for a key that takes only those (`yes` and `on` are words); an amount of money in \
                quotation marks; `~` as an entry of a list. Also a list, a mapping or nothing in place of a key, and a \
                `<<` that names something other than a mapping.",
        why: "The author may think the value plain, but readers and programs take it otherwise: `yes` is a word, so \
              `terminal: yes` would not make a level a career level.",
        off: "It cannot be turned off, because a value of the wrong type can only be guessed at, and people are \
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
