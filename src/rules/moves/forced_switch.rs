//! `forced-switch`: the only way up leads to the other side.

use crate::finding::Severity;
use crate::rules::causes::{Own, grades};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "forced-switch",
    aliases: &[],
    category: Category::Moves,
    severity: Severity::Warning,
    milder: None,
    summary: "the only way up from a level leads to the other side",
    explanation: Explanation {
        finds: "The last level of a track if every way up, direct or after a lateral move, leads to the other side \
                although its own side goes higher on another track: individual contributors who can only rise into \
                management, or managers who can only rise out of it. Nothing is reported for career levels (`terminal: \
                true`) and hybrids, or if `track-ceiling` or `grade-gap` reports the cause.",
        why: "This trap makes reluctant managers: people who are good at the work and want to grow have to take a job \
              that they did not want, and their team has to live with it.",
        off: "When the way up exists but is not written down; better, write the move.",
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
    levels: [{ id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves:
  - { from: IC2, to: M2, both_ways: true }
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
    levels: [{ id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves:
  - { from: IC2, to: E3 }
  - { from: IC2, to: M2, both_ways: true }
  - { from: E3, to: M3, both_ways: true }
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let levels = &subject.resolved.levels;
    for stuck in &subject.causes.stuck {
        let (Some(through), Some(own), false) = (stuck.through, Own::of(&levels[stuck.level]), stuck.is_explained)
        else {
            continue;
        };
        let where_to = match own {
            Own::Ic => "into management",
            Own::Manager => "out of management",
        };
        let grade = grades(subject, stuck.onward);
        let (id, onward_id) = (&levels[stuck.level].level.id, &levels[stuck.onward].level.id);
        report.push(
            report
                .finding(
                    format!("the only way up from `{id}` leads {where_to}"),
                    subject.level_mark(stuck.level, "the last level of its track"),
                )
                .also(subject.level_mark(through, "the only way up leads through here"))
                .also(subject.level_mark(
                    stuck.onward,
                    format!("its own side continues at {grade}, but no move leads here from `{id}`"),
                ))
                .help(format!(
                    "add to `moves`: `{{ from: {id}, to: {onward_id} }}`; or write `terminal: true` if it \
                     is a career level"
                )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    #[test]
    fn managers_who_can_only_rise_out_of_management_are_found_as_well() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }]
  - id: director
    kind: manager
    levels: [{ id: D2, grade: 2 }]
moves:
  - { from: IC1, to: M1, both_ways: true }
  - { from: IC2, to: D2, both_ways: true }
";
        assert_eq!(found(ladder), [("forced-switch", "M1".to_owned())]);
    }

    #[test]
    fn a_lateral_move_to_a_level_that_goes_on_is_a_way_up() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: expert
    kind: ic
    levels: [{ id: E2, grade: 2 }, { id: E3, grade: 3 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves:
  - { from: IC2, to: [E2, M2], both_ways: true }
  - { from: E3, to: M3, both_ways: true }
";
        assert_eq!(found(ladder), []);
    }

    #[test]
    fn the_head_of_the_function_forces_nobody() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }, { id: M3, grade: 3, terminal: true }]
moves: [{ from: IC2, to: M2, both_ways: true }]
";
        assert_eq!(found(ladder), []);
    }

    #[test]
    fn a_hybrid_is_forced_nowhere() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: lead
    kind: hybrid
    levels: [{ id: L1, grade: 1 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves:
  - { from: IC1, to: [L1, M1], both_ways: true }
  - { from: IC2, to: M2, both_ways: true }
";
        assert_eq!(found(ladder), []);
    }

    #[test]
    fn a_ceiling_or_a_gap_is_the_one_cause() {
        let ceiling = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves:
  - { from: IC1, to: M2 }
  - { from: M1, to: M3 }
";
        assert_eq!(found(ceiling), [("track-ceiling", "1".to_owned())]);
        let gap = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }]
  - id: expert
    kind: ic
    levels: [{ id: E3, grade: 3 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves:
  - { from: IC1, to: [M1, M2] }
  - { from: M1, to: IC1 }
  - { from: E3, to: M3, both_ways: true }
";
        assert_eq!(found(gap), [("grade-gap", "1".to_owned())]);
    }
}
