//! `promotion-by-switch`: going into management is the promotion.

use super::route_mark;
use crate::finding::Severity;
use crate::rules::causes::{Raising, Switch, grades};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};
use crate::words::join;

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "promotion-by-switch",
    aliases: &[],
    category: Category::Moves,
    severity: Severity::Warning,
    milder: None,
    summary: "a switch into management raises the grade, and no lateral switch exists",
    explanation: Explanation {
        finds: "A move from a level of the individual contributor side to a higher grade on the manager side, if the \
                level has no switch to the manager side at its own grade. A raising switch in addition to a lateral \
                one is fine. Below the fork, where the manager side has no levels to switch to, only a switch that \
                skips a grade is reported. Nothing is reported for planned or deprecated levels, or if `grade-order`, `track-ceiling`, `grade-gap` or `forced-switch` \
                reports the cause. A ladder is one finding.",
        why: "If only management comes with a raise, people take the job for the raise, and nobody can go back without \
              being demoted.",
        off: "When a change of sides really is a promotion in your company; then the two tracks are not parallel, and \
              `aligned: false` says so.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }, { id: IC3, grade: 3 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves:
  - { from: IC2, to: M3 }
  - { from: IC3, to: M3, both_ways: true }
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }, { id: IC3, grade: 3 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves:
  - { from: IC2, to: M2, both_ways: true }
  - { from: IC3, to: M3, both_ways: true }
",
    },
    check: Check::Ladder(check),
};

/// There is no mirror: a manager who rises by going back to the work is not being paid for leaving it. What tempts
/// people into work that they do not want is the raise that comes with reports.
fn check(subject: &Subject<'_>, report: &mut Report) {
    let [Raising { from, parallel, switches, skips }, further @ ..] = &subject.causes.raising[..] else { return };
    let id = |level: usize| &subject.resolved.levels[level].level.id;
    let raises = |switch: &Switch| format!("from {} to {}", grades(subject, switch.from), grades(subject, switch.to));
    let mark = |switch: &Switch| route_mark(&subject.routes[switch.route], raises(switch));
    let Some(first) = mark(&switches[0]) else { return };
    let to = switches[0].to;
    let which = if further.is_empty() {
        format!("`{}` can switch to `{}`, but not to a level at its own grade", id(*from), id(to))
    } else {
        let names: Vec<String> =
            subject.causes.raising.iter().map(|raising| format!("`{}`", id(raising.from))).collect();
        format!("{} can only switch to a higher grade", join(&names))
    };
    let mut finding = report
        .finding(format!("going into management is a promotion: {which}"), first)
        .also(subject.level_key(to, "grade", "a higher grade, on the other side"));
    let others = switches[1..].iter().chain(further.iter().flat_map(|raising| &raising.switches));
    finding.related.extend(others.filter_map(mark));
    let help = match parallel {
        Some(parallel) => format!(
            "keep the grade in the switch, and let the promotion follow: `{{ from: {}, to: {}, both_ways: true }}`",
            id(*from),
            id(*parallel)
        ),
        None if *skips => format!("let it start at a level at the grade of `{}`, or at the grade below it", id(to)),
        None => "let the switch lead to a level at the same grade".to_owned(),
    };
    report.push(finding.help(help));
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn with(moves: &str, status: &str) -> Vec<(&'static str, String)> {
        found(&format!(
            "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{{ id: IC1, grade: 1 }}, {{ id: IC2, grade: 2 }}, {{ id: IC3, grade: 3 }}]
  - id: manager
    kind: manager
    levels: [{{ id: M2, grade: 2 }}, {{ id: M3, grade: 3{status} }}]
moves: [{{ from: IC3, to: M3, both_ways: true }}, {moves}]
"
        ))
    }

    #[test]
    fn a_missing_lateral_switch_is_one_finding_whatever_else_it_leaves_open() {
        let raise = [("promotion-by-switch", "IC2".to_owned())];
        assert_eq!(with("{ from: IC2, to: M3 }", ""), raise, "M2 is not unreachable besides");
        assert_eq!(with("{ from: IC2, to: M3 }, { from: M2, to: IC2 }", ""), raise, "nor is there one way only");
    }

    #[test]
    fn a_raising_switch_beside_a_lateral_one_or_to_a_level_without_people_is_fine() {
        assert_eq!(with("{ from: IC2, to: [M2, M3] }, { from: [M2, M3], to: IC2 }", ""), []);
        let lateral = "{ from: IC2, to: M2, both_ways: true }, { from: IC1, to: M2 }";
        assert_eq!(with(lateral, ""), [], "below the fork there is none to switch to");
        let skip = with("{ from: IC1, to: M3 }, { from: IC2, to: M2, both_ways: true }", "");
        assert_eq!(skip, [("promotion-by-switch", "IC1".to_owned())], "it skips the grade of IC2");
        let planned = lateral.replace("{ from: IC1, to: M2 }", "{ from: IC1, to: M3 }");
        assert_eq!(with(&planned, ", status: planned"), []);
    }
}
