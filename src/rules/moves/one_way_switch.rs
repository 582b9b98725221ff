//! `one-way-switch`: who tries the other side cannot come back.

use std::cmp::Ordering;

use foldhash::{HashMap, HashSet};

use super::route_place;
use crate::finding::{Edit, Fix, Mark, Severity};
use crate::model::Place;
use crate::rules::causes::{Own, Switch, grades};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "one-way-switch",
    aliases: &[],
    category: Category::Moves,
    severity: Severity::Warning,
    milder: None,
    summary: "a lateral switch to the other side has no way back",
    explanation: Explanation {
        finds: "A lateral switch within a ladder, in either direction, if no move from its end leads back to the \
                starting grade on the side that was left. The way back may lead to another level. Nothing is reported \
                if `promotion-by-switch` already reports that no lateral switch starts at that end. The switches of \
                one direction are one finding.",
        why: "Managing people is another job, and many people find out only by trying whether it suits them. Without a \
              way back, people who are unsure do not try, and people who are unhappy stay or leave.",
        off: "When the way back is agreed with each person and not written down; better, write `both_ways: true`.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2 }]
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

/// Both directions are judged alike, so the rule is its own mirror.
fn check(subject: &Subject<'_>, report: &mut Report) {
    if subject.ladder().moves.partial {
        return;
    }
    let levels = &subject.resolved.levels;
    let mut pairs: HashSet<(usize, usize)> = HashSet::default();
    let mut leaving: HashMap<usize, Vec<usize>> = HashMap::default();
    for switch in &subject.causes.switches {
        pairs.insert((switch.from, switch.to));
        leaving.entry(switch.from).or_default().push(switch.to);
    }
    let told: HashSet<usize> = subject.causes.raising.iter().map(|raising| raising.from).collect();
    let is_one_way = |switch: &&Switch| {
        let (from, to) = (switch.from, switch.to);
        // Nobody has to come back to a level that takes nobody new.
        let starts_open = levels[from].level.is_active();
        let comes_back = |level: &usize| levels[*level].overlaps(&levels[from]) || levels[*level].ranks.is_none();
        switch.rise == Some(Ordering::Equal)
            && starts_open
            && !pairs.contains(&(to, from))
            && !told.contains(&to)
            && !leaving.get(&to).is_some_and(|back| back.iter().any(comes_back))
    };
    for into in [Own::Manager, Own::Ic] {
        let found = subject.causes.switches.iter().filter(|switch| switch.into == into).filter(is_one_way);
        let found = found.filter_map(|switch| Some((switch, route_place(&subject.routes[switch.route])?)));
        one_way(subject, report, into, &found.collect::<Vec<_>>());
    }
}

/// Reports the switches of one direction without a way back: that is one choice, however many levels it concerns.
fn one_way(subject: &Subject<'_>, report: &mut Report, into: Own, found: &[(&Switch, Place)]) {
    let [(switch, place), further @ ..] = found else { return };
    let id = |level: usize| &subject.resolved.levels[level].level.id;
    let (side, where_to) = match into {
        Own::Manager => ("an individual contributor", "into management"),
        Own::Ic => ("a manager", "out of management"),
    };
    let (from, to, grade) = (id(switch.from), id(switch.to), grades(subject, switch.from));
    let message = if further.is_empty() {
        format!("a switch from `{from}` to `{to}` has no way back to {grade}")
    } else {
        format!("{} switches {where_to} have no way back, beginning with `{from}` to `{to}`", found.len())
    };
    let mut finding = report
        .finding(message, Mark::place(place.clone(), "there is no move back"))
        .also(subject.level_mark(switch.to, format!("no move from here leads to the level of {side} at {grade}")));
    let mut marked = HashSet::from_iter([place]);
    for (switch, place) in further {
        // A move that is written with lists is several.
        if marked.insert(place) {
            finding = finding.also(Mark::place(
                place.clone(),
                format!("and none from `{}` to `{}`", id(switch.to), id(switch.from)),
            ));
        }
    }
    let help = match further.len() {
        0 => format!("add `both_ways: true`, or a move `{{ from: {to}, to: {from} }}`"),
        _ => "add `both_ways: true` to each, or write the moves back".to_owned(),
    };
    let edits = found.iter().map(|(_, place)| Edit::BothWays(place.clone())).collect();
    report.push(finding.help(help).fix(Fix { title: "write `both_ways: true`".to_owned(), edits }));
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    #[test]
    fn a_way_back_by_another_level_of_the_grade_is_one() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: expert
    kind: ic
    levels: [{ id: E2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves:
  - { from: IC2, to: M2 }
  - { from: M2, to: E2 }
  - { from: E2, to: M2 }
";
        assert_eq!(found(ladder), []);
    }

    #[test]
    fn many_to_many_switches_need_no_way_back_to_other_grades() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC5, grade: 5 }, { id: IC6, grade: 6 }]
  - id: manager
    kind: manager
    levels: [{ id: M4, grade: 4 }, { id: M5, grade: 5 }, { id: M6, grade: 6 }]
moves:
  - { from: [IC5, IC6], to: [M5, M6] }
  - { from: M5, to: IC5 }
  - { from: M6, to: IC6 }
";
        assert_eq!(found(ladder), []);
    }

    #[test]
    fn a_manager_who_cannot_come_back_is_found_as_well() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves:
  - { from: IC1, to: M1, both_ways: true }
  - { from: M2, to: IC2 }
";
        assert_eq!(found(ladder), [("one-way-switch", "M2".to_owned())]);
    }
}
