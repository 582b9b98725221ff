//! `fork-mismatch`: the file says that the tracks part at another grade than they do.

use crate::finding::{Mark, Severity};
use crate::model::resolve::Standing;
use crate::model::{Place, TrackKind};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "fork-mismatch",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Error,
    milder: None,
    summary: "`fork` names another grade than the one at which the tracks part",
    explanation: Explanation {
        finds: "A `fork` that is not the lowest grade at which the manager side has a level of its own. Planned, \
                deprecated and hybrid levels at that grade may count or not.",
        why: "At the fork people choose a side, so `fork` must agree with the levels.",
        off: "Never: correct `fork`, or remove it, because it follows from the tracks.",
        bad: "\
ladder: support
fork: 1
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
fork: 2
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

fn check(subject: &Subject<'_>, report: &mut Report) {
    let resolved = subject.resolved;
    let manager = &subject.sides.manager;
    let stated = subject.ladder().fork.get().and_then(|fork| resolved.spine.rank(fork));
    let (Some(stated), Some(actual), true) = (stated, subject.sides.fork, manager.complete) else { return };
    let own = |level: &usize| resolved.levels[*level].is_aligned_as(&[TrackKind::Manager, TrackKind::Hybrid]);
    let own_levels = || manager.levels.iter().filter(|level| own(level)).map(|level| &resolved.levels[*level]);
    let lowest = |counts: &dyn Fn(&Standing<'_>) -> bool| {
        own_levels().filter(|standing| counts(standing)).filter_map(|standing| standing.ranks).map(|(low, _)| low).min()
    };
    let is_active = |standing: &Standing<'_>| standing.level.is_active();
    let is_manager = |standing: &Standing<'_>| standing.is_aligned_as(&[TrackKind::Manager]);
    let counted =
        [lowest(&is_active), lowest(&is_manager), lowest(&|standing| is_active(standing) && is_manager(standing))];
    if stated == actual || counted.contains(&Some(stated)) {
        return;
    }
    let Some(first) = manager.at(resolved, actual).find(own) else { return };
    let (stated, actual) = (resolved.spine.name(stated), resolved.spine.name(actual));
    let mark = Mark::key(Place::whole(&subject.ladder().id), "fork", "stated here");
    report.push(
        report
            .finding(format!("`fork` is grade {stated}, but the first manager level is at grade {actual}"), mark)
            .also(subject.level_key(first, "grade", "the first manager level"))
            .help(format!("write `fork: {actual}`, or correct the level")),
    );
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    #[test]
    fn the_fork_may_stand_where_managers_are_or_will_be() {
        let with = |fork: &str, status: &str| {
            let ladder = format!(
                "ladder: a\nfork: {fork}\ntracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: IC1, grade: 1 }}, {{ id: IC2, grade: \
                 2 }}, {{ id: IC3, grade: 3 }}] }}\n  - {{ id: m, kind: manager, levels: [{{ id: M2, grade: 2, status: {status} \
                 }}, {{ id: M3, grade: 3 }}] }}\n"
            );
            found(&ladder)
                .into_iter()
                .filter(|(rule, _)| *rule == "fork-mismatch")
                .map(|(_, at)| at)
                .collect::<Vec<_>>()
        };
        let none: [String; 0] = [];
        for status in ["planned", "deprecated"] {
            assert_eq!(with("2", status), none);
            assert_eq!(with("3", status), none);
            assert_eq!(with("1", status), ["1"]);
        }
        assert_eq!(with("3", "active"), ["3"]);
    }

    #[test]
    fn the_fork_may_stand_where_a_hybrid_track_starts_or_where_managers_do() {
        let with = |fork: &str| {
            let ladder = format!(
                "ladder: a\nfork: {fork}\ntracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: IC1, grade: 1 }}, {{ id: IC2, grade: \
                 2 }}, {{ id: IC3, grade: 3 }}] }}\n  - {{ id: lead, kind: hybrid, levels: [{{ id: L1, grade: 1 }}] }}\n  - {{ id: m, \
                 kind: manager, levels: [{{ id: M3, grade: 3 }}] }}\n"
            );
            found(&ladder).into_iter().filter(|(rule, _)| *rule == "fork-mismatch").count()
        };
        assert_eq!([with("1"), with("2"), with("3")], [0, 1, 0]);
    }
}
