//! `band-order`: a pay band whose amounts are not in order.

use crate::finding::{Severity, Shape};
use crate::rules::{Category, Check, Explanation, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "band-order",
    aliases: &[],
    category: Category::Shape,
    severity: Severity::Error,
    milder: None,
    summary: "the amounts of a pay band are not in order",
    explanation: Explanation {
        finds: "A pay band, of a grade or a level, with `min` above `mid`, `mid` above `max` or, if it has no `mid`, \
                `min` above `max`. Equal amounts are in order.",
        why: "Offers and raises follow the band. With its ends reversed, the least that somebody may be paid is more \
              than the most.",
        off: "It cannot be turned off, because no salary fits such a band.",
        bad: "\
ladder: support
grades:
  - { id: 1, pay: { currency: EUR, min: 48000, max: 60000 } }
  - { id: 2, pay: { currency: EUR, min: 70000, max: 56000 } }
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
grades:
  - { id: 1, pay: { currency: EUR, min: 48000, max: 60000 } }
  - { id: 2, pay: { currency: EUR, min: 56000, max: 70000 } }
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
    check: Check::Loader(Shape::BandOrder),
};
