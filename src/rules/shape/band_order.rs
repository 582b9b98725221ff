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
        finds: "A pay band, of a grade or a level, whose `min` is above its `mid`, whose `mid` is above its `max`, or, \
                where it has no `mid`, whose `min` is above its `max`. Equal amounts are in order.",
        why: "Offers and raises are made by the band: with its ends the wrong way round, the least that somebody may \
              be paid is more than the most.",
        off: "It can never be turned off, because no salary lies in such a band, so that nothing that is paid could be \
              right by it.",
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
