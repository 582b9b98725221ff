//! `promotion-by-switch`: going into management is the promotion.

use super::route_mark;
use crate::finding::Severity;
use crate::rules::causes::{Raising, grades};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "promotion-by-switch",
    aliases: &[],
    category: Category::Moves,
    severity: Severity::Warning,
    milder: None,
    summary: "a switch into management raises the grade, and there is no lateral one",
    explanation: Explanation {
        finds: "A move from a level of the individual contributor side to a higher grade on the manager side, where \
                the level has no switch to the manager side at its own grade. A raising switch beside a lateral one is \
                fine. Silent for levels that are planned or deprecated, and where `grade-order`, `track-ceiling`, \
                `grade-gap` or `forced-switch` speaks of the cause.",
        why: "Where management comes with a raise and the same work without it does not, people take the job for the \
              raise, and nobody can go back without being demoted.",
        off: "When a change of sides really is a promotion with you; then the two tracks are not parallel, and \
              `aligned: false` says so.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }, { id: IC3, grade: 3 }]
  - id: manager
    kind: manager
    levels: [{ id: M3, grade: 3 }]
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
    levels: [{ id: M3, grade: 3 }]
moves:
  - { from: IC3, to: M3, both_ways: true }
",
    },
    check: Check::Ladder(check),
};

/// There is no mirror: a manager who rises by going back to the work is not being paid for leaving it. What tempts
/// people into work that they do not want is the raise that comes with reports.
fn check(subject: &Subject<'_>, report: &mut Report) {
    let resolved = subject.resolved;
    if subject.causes.raising.is_empty() {
        return;
    }
    let parallel_ics = resolved.by_rank(subject.sides.ic.levels.iter().copied());
    for Raising { from, parallel, switches } in &subject.causes.raising {
        let from = *from;
        let to = switches[0].to;
        let id = |level: usize| &resolved.levels[level].level.id;
        let raises = |to: usize| format!("from {} to {}", grades(subject, from), grades(subject, to));
        let Some(mark) = route_mark(&subject.routes[switches[0].route], raises(to)) else { continue };
        let message = format!(
            "going into management is a promotion: `{}` can switch to `{}`, and to nothing at its own grade",
            id(from),
            id(to)
        );
        let mut finding =
            report.finding(message, mark).also(subject.level_key(to, "grade", "a higher grade, on the other side"));
        for other in &switches[1..] {
            finding.related.extend(route_mark(&subject.routes[other.route], raises(other.to)));
        }
        let above = resolved.levels[to].ranks.and_then(|(low, _)| parallel_ics.get(&low));
        let help = match (parallel, above) {
            (Some(parallel), _) => format!(
                "let the switch keep the grade, and the promotion follow: `{{ from: {}, to: {}, both_ways: true }}`",
                id(from),
                id(*parallel)
            ),
            (None, Some(above)) => format!(
                "let the promotion to `{}` come first, and the switch start there: \
                 `{{ from: {}, to: {}, both_ways: true }}`",
                id(*above),
                id(*above),
                id(to)
            ),
            (None, None) => "let the switch lead to a level of the same grade".to_owned(),
        };
        report.push(finding.help(help));
    }
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
        assert_eq!(with(lateral, "").len(), 1, "IC1 has no lateral one");
        let planned = lateral.replace("{ from: IC1, to: M2 }", "{ from: IC1, to: M3 }");
        assert_eq!(with(&planned, ", status: planned"), []);
    }
}
