//! `no-switch`: two sides, and nobody can cross.

use crate::finding::{Mark, Severity};
use crate::model::Place;
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "no-switch",
    aliases: &[],
    category: Category::Moves,
    severity: Severity::Warning,
    milder: None,
    summary: "the ladder has two sides and no crossing between them",
    explanation: Explanation {
        finds: "Two aligned sides with levels at one grade, and no move from either side to the other. Silent where \
                one side is missing, and where the sides share no grade.",
        why: "Nobody knows on the first day which side will suit them. Without a crossing that is written down, who \
              wants to change has to ask for a favour, or for a job somewhere else.",
        off: "When the two tracks are different professions that nobody moves between; better, `aligned: false`.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
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
    check: Check::Ladder(check),
};

/// A crossing belongs to both sides, so the rule is its own mirror.
fn check(subject: &Subject<'_>, report: &mut Report) {
    let Some((ic, manager)) = subject.causes.uncrossed else { return };
    let resolved = subject.resolved;
    let (ic_id, manager_id) = (&resolved.levels[ic].level.id, &resolved.levels[manager].level.id);
    let label = if subject.ladder().moves.is_empty() { "there are no `moves`" } else { "none of these crosses over" };
    let mark = Mark::key(Place::whole(&subject.ladder().id), "moves", label);
    report.push(
        report
            .finding("no move leads from one side of the ladder to the other", mark)
            .also(subject.level_key(ic, "grade", "an individual contributor"))
            .also(subject.level_key(manager, "grade", format!("and a manager at the grade of `{ic_id}`")))
            .help(format!("add to `moves`: `{{ from: {ic_id}, to: {manager_id}, both_ways: true }}`")),
    );
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    #[test]
    fn sides_without_a_common_grade_need_no_crossing() {
        let ladder = "\
ladder: support
tracks:
  - id: trunk
    kind: shared
    levels: [{ id: S1, grade: 1 }, { id: S2, grade: 2 }]
  - id: ic
    kind: ic
    levels: [{ id: IC3, grade: 3 }]
  - id: manager
    kind: manager
    levels: [{ id: M3, grade: 3.5 }]
moves: [{ from: S2, to: M3 }]
";
        assert_eq!(found(ladder), []);
    }

    #[test]
    fn a_track_that_is_compared_with_no_other_needs_no_crossing() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }]
  - id: manager
    kind: manager
    aligned: false
    levels: [{ id: M1 }, { id: M2 }]
";
        assert_eq!(found(ladder), []);
    }

    #[test]
    fn a_move_that_names_an_unknown_level_is_the_only_finding() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC3, to: M2, both_ways: true }]
";
        assert_eq!(found(ladder), [("unknown-reference", "IC3".to_owned())]);
    }
}
