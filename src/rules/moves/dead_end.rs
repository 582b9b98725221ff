//! `dead-end`: a level without a way up, on a side that goes higher.

use crate::finding::Severity;
use crate::rules::causes::grades;
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "dead-end",
    aliases: &[],
    category: Category::Moves,
    severity: Severity::Warning,
    milder: None,
    summary: "a level without a way up, though its own side goes higher",
    explanation: Explanation {
        finds: "The last level of a track from which no way leads up, directly or after a lateral move, though its own \
                side has a higher level on another track. Silent for levels that are hybrid, `terminal`, planned or \
                deprecated, and where `grade-gap` or `forced-switch` speaks of the cause.",
        why: "People who arrive there find out late that they have nowhere to go, and the higher level is filled from \
              outside.",
        off: "When the ways out of such levels are agreed with each person; better, say `terminal: true` where it is \
              fine to stay.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: expert
    kind: ic
    levels: [{ id: E3, grade: 3 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves:
  - { from: IC1, to: M1, both_ways: true }
  - { from: E3, to: M3, both_ways: true }
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: expert
    kind: ic
    levels: [{ id: E3, grade: 3 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves:
  - { from: IC1, to: M1, both_ways: true }
  - { from: IC2, to: E3 }
  - { from: E3, to: M3, both_ways: true }
",
    },
    check: Check::Ladder(check),
};

/// Levels of either side are judged alike, so the rule is its own mirror.
fn check(subject: &Subject<'_>, report: &mut Report) {
    let levels = &subject.resolved.levels;
    for stuck in &subject.causes.stuck {
        if stuck.through.is_some() || stuck.is_explained {
            continue;
        }
        let (id, onward_id) = (&levels[stuck.level].level.id, &levels[stuck.onward].level.id);
        let grade = grades(subject, stuck.onward);
        report.push(
            report
                .finding(
                    format!("`{id}` has no way up, though its side goes on to {grade}"),
                    subject.level_mark(stuck.level, "no move leads up from here"),
                )
                .also(subject.level_mark(stuck.onward, "the next level of its side"))
                .help(format!(
                    "add to `moves`: `{{ from: {id}, to: {onward_id} }}`; or say `terminal: true`, where it is fine \
                     to stay"
                )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn with(level: &str, moves: &str) -> Vec<(&'static str, String)> {
        found(&format!(
            "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{{ id: IC1, grade: 1 }}, {level}]
  - id: expert
    kind: ic
    levels: [{{ id: E3, grade: 3 }}]
  - id: manager
    kind: manager
    levels: [{{ id: M1, grade: 1 }}, {{ id: M2, grade: 2 }}, {{ id: M3, grade: 3 }}]
moves:
  - {{ from: IC1, to: M1, both_ways: true }}
  - {{ from: E3, to: M3, both_ways: true }}
{moves}"
        ))
    }

    #[test]
    fn who_may_stay_and_who_is_not_there_yet_needs_no_way_up() {
        assert_eq!(with("{ id: IC2, grade: 2 }", ""), [("dead-end", "IC2".to_owned())]);
        for key in ["terminal: true", "status: planned", "status: deprecated"] {
            assert_eq!(with(&format!("{{ id: IC2, grade: 2, {key} }}"), ""), [], "{key}");
        }
    }

    #[test]
    fn a_way_up_through_management_is_a_forced_switch_instead() {
        let moves = "  - { from: IC2, to: M2, both_ways: true }\n";
        assert_eq!(with("{ id: IC2, grade: 2 }", moves), [("forced-switch", "IC2".to_owned())]);
    }
}
