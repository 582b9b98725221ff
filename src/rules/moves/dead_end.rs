//! `dead-end`: a level without a way up, on a side that goes higher.

use foldhash::HashMap;

use crate::finding::Severity;
use crate::rules::causes::{Stuck, grades};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};
use crate::words::join;

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "dead-end",
    aliases: &[],
    category: Category::Moves,
    severity: Severity::Warning,
    milder: None,
    summary: "a level has no way up, although its own side goes higher",
    explanation: Explanation {
        finds: "The last level of a track if no way leads up from it, directly or after a lateral move, although its \
                own side has a higher level on another track. Nothing is reported for hybrid, planned or deprecated \
                levels and career levels (`terminal: true`), or if `grade-gap` or `forced-switch` reports the cause. \
                Nothing is reported either if no written move involves these tracks, or for parallel tracks of one \
                side with different lengths, unless moves between tracks of the side are written. Levels that should \
                lead to the same track are one finding.",
        why: "People find out late that they have nowhere to go, and the higher level is filled from outside.",
        off: "When the way out of such a level is agreed with each person; better, mark it as a career level with \
              `terminal: true`.",
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
    let resolved = subject.resolved;
    let levels = &resolved.levels;
    // Levels that should go on to one track were left without a way by one choice.
    let mut groups: Vec<(usize, Vec<&Stuck>)> = Vec::new();
    let mut by_track: HashMap<usize, usize> = HashMap::default();
    for stuck in &subject.causes.stuck {
        if stuck.through.is_some() || stuck.is_explained || stuck.is_vague {
            continue;
        }
        let onward = levels[stuck.onward].track_index;
        let group = *by_track.entry(onward).or_insert(groups.len());
        if group == groups.len() {
            groups.push((stuck.onward, Vec::new()));
        }
        groups[group].1.push(stuck);
    }
    for (onward, group) in groups {
        let names: Vec<String> = group.iter().map(|stuck| format!("`{}`", levels[stuck.level].level.id)).collect();
        let (id, onward_id) = (&levels[group[0].level].level.id, &levels[onward].level.id);
        let (have, their) = if group.len() == 1 { ("has", "its") } else { ("have", "their") };
        let message =
            format!("{} {have} no way up, but {their} side goes on to {}", join(&names), grades(subject, onward));
        let mark = |stuck: &Stuck| subject.level_mark(stuck.level, "no move leads up from here");
        let mut finding =
            report.finding(message, mark(group[0])).also(subject.level_mark(onward, "the next level of its side"));
        for stuck in &group[1..] {
            finding = finding.also(mark(stuck));
        }
        let (top, next) = (levels[group[0].level].ranks, levels[onward].ranks);
        let is_next =
            top.zip(next).is_some_and(|((_, top), (low, _))| low <= top || resolved.next_rank(top) == Some(low));
        let stay = "write `terminal: true` for a career level";
        report.push(finding.help(if is_next {
            format!("add to `moves`: `{{ from: {id}, to: {onward_id} }}`, or {stay}")
        } else {
            format!("add moves that lead on from here, or {stay}")
        }));
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
