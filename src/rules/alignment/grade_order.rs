//! `grade-order`: a level that stands lower than the level below it.

use crate::finding::Severity;
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "grade-order",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Error,
    milder: None,
    summary: "an end of a level's grades falls along its track",
    explanation: Explanation {
        finds: "Two levels that follow each other on a track, the upper one of which begins or ends at a lower grade. Spans that \
                share an end are in order: `[4, 5]`, then `[5, 6]`.",
        why: "A promotion along the track would lower somebody's grade, and with it standing and pay.",
        off: "Never: put the levels in order, or correct the grade. A track whose grades mean something else is `aligned: false`.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC2, grade: 2 }
      - { id: IC1, grade: 1 }
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
    levels:
      - { id: IC1, grade: 1 }
      - { id: IC2, grade: 2 }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let levels = &subject.resolved.levels;
    for upper in 0..levels.len() {
        let Some(lower) = subject.resolved.below(upper) else { continue };
        let (Some((low, high)), Some((upper_low, upper_high))) = (levels[lower].ranks, levels[upper].ranks) else {
            continue;
        };
        if upper_low >= low && upper_high >= high {
            continue;
        }
        let (Some(span), Some(below)) = (levels[upper].level.grades.get(), levels[lower].level.grades.get()) else {
            continue;
        };
        let (id, below_id) = (&levels[upper].level.id, &levels[lower].level.id);
        report.push(
            report
                .finding(
                    format!("`{id}` follows `{below_id}` on its track and stands at a lower grade"),
                    subject.level_key(upper, "grade", format!("grade {span}")),
                )
                .also(subject.level_key(lower, "grade", format!("grade {below}, one level below")))
                .help("levels are written lowest first: change the order, or the grade that is wrong"),
        );
    }
}
