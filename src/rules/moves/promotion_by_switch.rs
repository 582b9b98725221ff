//! `promotion-by-switch`: going into management is the promotion.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};

use super::onward::stuck;
use super::{Own, Said, Switch, grades, route_mark, switches};
use crate::finding::Severity;
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
                fine. Silent where `track-ceiling`, `grade-gap` or `forced-switch` speaks of the cause.",
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
    if subject.ladder().moves.partial {
        return;
    }
    let mut raising: BTreeMap<usize, Vec<Switch<'_>>> = BTreeMap::new();
    let mut lateral: HashSet<usize> = HashSet::new();
    for switch in switches(subject).filter(|switch| switch.into == Own::Manager) {
        match switch.rise {
            Some(Ordering::Greater) => raising.entry(switch.from).or_default().push(switch),
            Some(Ordering::Less) => {}
            Some(Ordering::Equal) | None => {
                lateral.insert(switch.from);
            }
        }
    }
    raising.retain(|from, _| !lateral.contains(from));
    if raising.is_empty() {
        return;
    }
    let said = Said::new(subject);
    let forced: HashSet<usize> =
        stuck(subject).iter().filter(|stuck| stuck.through.is_some()).map(|stuck| stuck.level).collect();
    let resolved = subject.resolved;
    let parallel_managers = resolved.by_rank(subject.sides.manager.levels.iter().copied());
    let parallel_ics = resolved.by_rank(subject.sides.ic.levels.iter().copied());
    for (from, switches) in raising {
        let to = switches[0].to;
        let (Some((low, high)), Some((to_low, to_high))) = (resolved.levels[from].ranks, resolved.levels[to].ranks)
        else {
            continue;
        };
        let is_at_ceiling = said.ceiling(Own::Ic).is_some_and(|top| high >= top);
        let is_at_gap = said.has_gap(Own::Ic, high, to_high) || said.has_gap(Own::Manager, low, high);
        if forced.contains(&from) || is_at_ceiling || is_at_gap {
            continue;
        }
        let id = |level: usize| &resolved.levels[level].level.id;
        let raises = |to: usize| format!("from {} to {}", grades(subject, from), grades(subject, to));
        let Some(mark) = route_mark(switches[0].route, raises(to)) else { continue };
        let message = format!(
            "going into management is a promotion: `{}` can switch to `{}`, and to nothing at its own grade",
            id(from),
            id(to)
        );
        let mut finding =
            report.finding(message, mark).also(subject.level_key(to, "grade", "a higher grade, on the other side"));
        for other in &switches[1..] {
            finding.related.extend(route_mark(other.route, raises(other.to)));
        }
        let help = match (parallel_managers.get(&low), parallel_ics.get(&to_low)) {
            (Some(parallel), _) => format!(
                "let the switch keep the grade, and the promotion follow: `{{ from: {}, to: {}, both_ways: true }}`",
                id(from),
                id(*parallel)
            ),
            (None, Some(parallel)) => format!(
                "let the promotion to `{}` come first, and the switch start there: \
                 `{{ from: {}, to: {}, both_ways: true }}`",
                id(*parallel),
                id(*parallel),
                id(to)
            ),
            (None, None) => "let the switch lead to a level of the same grade".to_owned(),
        };
        report.push(finding.help(help));
    }
}
