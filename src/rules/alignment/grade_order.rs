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
    summary: "a level begins or ends at a lower grade than the level below it",
    explanation: Explanation {
        finds: "Two neighbouring levels of an aligned track, of which the upper one begins or ends at a lower grade. \
                Spans that share an end are in order: `[4, 5]`, then `[5, 6]`. While grades are out of order, nobody \
                knows which one is wrong, so gaps, ceilings and switches are checked only once they are corrected.",
        why: "A promotion along the track would lower somebody's grade, and with it their standing and pay.",
        off: "Never: put the levels in order, or correct the grade. If the grades of a track mean something else, use \
              `aligned: false`.",
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
        if !levels[upper].track.is_aligned() || !levels[upper].falls_below(&levels[lower]) {
            continue;
        }
        let (Some(span), Some(below)) = (levels[upper].level.grades.get(), levels[lower].level.grades.get()) else {
            continue;
        };
        let (id, below_id) = (&levels[upper].level.id, &levels[lower].level.id);
        report.push(
            report
                .finding(
                    format!("`{id}` comes after `{below_id}` on its track but is at a lower grade"),
                    subject.level_key(upper, "grade", format!("grade {span}")),
                )
                .also(subject.level_key(lower, "grade", format!("grade {below}, one level below")))
                .help("levels are written lowest first: change the order, or correct a grade"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn with(ic: &str, manager: &str, moves: &str) -> Vec<(&'static str, String)> {
        found(&format!(
            "ladder: support\ntracks:\n  - id: ic\n    kind: ic\n    levels: [{ic}]\n  - id: manager\n    kind: manager\n    \
             levels: [{manager}]\nmoves: [{moves}]\n"
        ))
    }

    const IC: &str = "{ id: IC4, grade: 4 }, { id: IC5, grade: 5 }, { id: IC6, grade: 6 }";
    const MANAGER: &str = "{ id: M4, grade: 4 }, { id: M5, grade: 5 }, { id: M6, grade: 6 }";
    const MOVES: &str = "{ from: IC4, to: M4, both_ways: true }, { from: IC5, to: M5, both_ways: true }";

    #[test]
    fn a_slip_of_the_pen_is_neither_a_gap_nor_a_ceiling_nor_a_promotion_by_switch() {
        let order = |grade: &str| [("grade-order", grade.to_owned())];
        assert_eq!(with(&IC.replace("grade: 5", "grade: 50"), MANAGER, MOVES), order("6"));
        assert_eq!(with(IC, &MANAGER.replace("grade: 5", "grade: 50"), MOVES), order("6"), "and in the mirror");
        let swapped = "{ id: IC4, grade: 5 }, { id: IC5, grade: 4 }, { id: IC6, grade: 6 }";
        assert_eq!(with(swapped, MANAGER, MOVES), order("4"));
    }

    #[test]
    fn a_track_that_is_not_aligned_has_an_order_of_its_own() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }]
  - id: executives
    kind: manager
    aligned: false
    levels: [{ id: E2, grade: 2 }, { id: E1, grade: 1 }]
moves: [{ from: IC1, to: M1, both_ways: true }]
";
        assert_eq!(found(ladder), []);
    }
}
