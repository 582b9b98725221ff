//! `demotion-by-switch`: a change of sides that lowers the grade without a reason.

use std::cmp::Ordering;

use foldhash::HashSet;

use super::route_mark;
use crate::finding::Severity;
use crate::rules::causes::{Own, Switch, grades};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "demotion-by-switch",
    aliases: &[],
    category: Category::Moves,
    severity: Severity::Warning,
    milder: None,
    summary: "a switch to the other side lowers the grade, and no lateral switch exists",
    explanation: Explanation {
        finds: "A move from a level of one side to a lower grade on the other, if the level has no other way to that \
                side. Nothing is reported if the move has a `note`, which gives the reason, if it is the way back of a \
                move that raises the grade, for planned or deprecated levels, or if `track-ceiling` reports the cause. \
                The switches of one direction are one finding.",
        why: "People who change sides find out afterwards that the change was a demotion, and people who know it stay \
              where they are.",
        off: "When a change of sides is a new start in your company; better, say so in the `note` of each move.",
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
  - { from: IC2, to: M2, both_ways: true }
  - { from: IC3, to: M2 }
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

/// Both directions are judged alike, so the rule is its own mirror.
fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.ladder().moves.partial {
        return;
    }
    let (resolved, causes) = (subject.resolved, &subject.causes);
    let pairs: HashSet<(usize, usize)> = causes.switches.iter().map(|switch| (switch.from, switch.to)).collect();
    let other_ways = causes.switches.iter().filter(|switch| switch.rise != Some(Ordering::Less));
    let other_ways: HashSet<(usize, bool)> =
        other_ways.map(|switch| (switch.from, switch.into == Own::Manager)).collect();
    let is_sure = |level: usize| resolved.levels[level].level.is_active() && resolved.is_in_order(level);
    let is_found = |switch: &&Switch| {
        let has_room = |low| causes.ceiling(resolved, switch.into, switch.from).is_none_or(|top| top >= low);
        switch.rise == Some(Ordering::Less)
            && is_sure(switch.from)
            && is_sure(switch.to)
            && !other_ways.contains(&(switch.from, switch.into == Own::Manager))
            && !pairs.contains(&(switch.to, switch.from))
            && subject.routes[switch.route].note().is_none()
            && resolved.levels[switch.from].ranks.is_some_and(|(low, _)| has_room(low))
    };
    for into in [Own::Manager, Own::Ic] {
        let found: Vec<&Switch> =
            causes.switches.iter().filter(|switch| switch.into == into).filter(is_found).collect();
        demotion(subject, report, &found);
    }
}

fn demotion(subject: &Subject<'_>, report: &mut Report, found: &[&Switch]) {
    let [first, further @ ..] = found else { return };
    let resolved = subject.resolved;
    let id = |level: usize| &resolved.levels[level].level.id;
    let costs = |switch: &Switch| format!("from {} to {}", grades(subject, switch.from), grades(subject, switch.to));
    let Some(mark) = route_mark(&subject.routes[first.route], costs(first)) else { return };
    let (from, to) = (id(first.from), id(first.to));
    let more = match further.len() {
        0 => String::new(),
        more => format!(", as do {more} more"),
    };
    let message = format!("the switch from `{from}` to `{to}` lowers the grade, but no `note` says why{more}");
    let mut finding = report.finding(message, mark).also(subject.level_key(first.to, "grade", "a lower grade"));
    finding
        .related
        .extend(further.iter().filter_map(|switch| route_mark(&subject.routes[switch.route], costs(switch))));
    let ways_in = subject.causes.switches.iter().filter(|switch| switch.to == first.to).count();
    let help = if resolved.below(first.to).is_none() && ways_in == 1 {
        format!(
            "this is the only way to `{to}`: correct the grade of `{to}`, or let the move start at a parallel level"
        )
    } else {
        "let it lead to a level of the same grade, or say in its `note` why it costs a grade".to_owned()
    };
    report.push(finding.help(help));
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn with(moves: &str) -> Vec<(&'static str, String)> {
        let ladder = format!(
            "ladder: a\ntracks:\n  - id: ic\n    kind: ic\n    levels: [{{ id: IC1, grade: 1 }}, {{ id: IC2, grade: 2 }}]\n  - id: \
             m\n    kind: manager\n    levels: [{{ id: M1, grade: 1 }}, {{ id: M2, grade: 2 }}]\nmoves: [{moves}]\n"
        );
        found(&ladder).into_iter().filter(|(rule, _)| *rule == "demotion-by-switch").collect()
    }

    #[test]
    fn a_demotion_that_is_told_or_one_of_several_ways_is_fine() {
        assert_eq!(with("{ from: IC2, to: M1 }"), [("demotion-by-switch", "IC2".to_owned())]);
        assert_eq!(with("{ from: M2, to: IC1 }"), [("demotion-by-switch", "M2".to_owned())]);
        assert_eq!(with("{ from: IC2, to: M1, note: The first team is a new start. }"), []);
        assert_eq!(with("{ from: IC2, to: [M1, M2] }"), []);
        assert_eq!(with("{ from: IC2, to: M1, both_ways: true }"), [], "a band of switches");
    }

    #[test]
    fn a_level_where_nobody_is_today_demotes_nobody() {
        let ladder = |from: &str, to: &str| {
            let ladder = format!(
                "ladder: a\ntracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: IC1, grade: 1 }}, {{ id: IC2, grade: 2{from} }}] }}\n  \
                 - {{ id: m, kind: manager, levels: [{{ id: M1, grade: 1{to} }}, {{ id: M2, grade: 2 }}] }}\nmoves: [{{ from: IC2, \
                 to: M1 }}]\n"
            );
            found(&ladder).into_iter().filter(|(rule, _)| *rule == "demotion-by-switch").count()
        };
        let planned = ", status: planned";
        assert_eq!([ladder("", ""), ladder(planned, ""), ladder("", planned)], [1, 0, 0]);
    }
}
