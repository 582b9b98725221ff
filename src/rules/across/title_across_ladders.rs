//! `title-across-ladders`: one title, worth more in one function than in another.

use std::collections::HashMap;

use super::sisters;
use crate::finding::Severity;
use crate::rules::words::{is_compared, plain};
use crate::rules::{Category, Check, Explanation, Project, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "title-across-ladders",
    aliases: &[],
    category: Category::Across,
    severity: Severity::Note,
    milder: None,
    summary: "levels of two ladders share a title but no grade",
    explanation: Explanation {
        finds: "A title, main or additional, of levels in two ladders that have no grade in common, if both ladders \
                take their grades from one file. Capitals and spaces make no difference. Planned and deprecated levels \
                are not checked.",
        why: "Colleagues from two functions with the same title take each other for equals, and find out that they are \
              not when one of them changes the function.",
        off: "When titles follow the customs of each profession and are always shown with the grade.",
        bad: "\
ladder: support
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, title: Support Agent, grade: 1 }, { id: IC2, title: Principal, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
#: sales.yaml
ladder: sales
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, title: Principal, grade: 1 }, { id: IC2, title: Key Account Lead, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
#: company.yaml
base: company
grades: [{ id: 1 }, { id: 2 }, { id: 3 }]
",
        good: "\
ladder: support
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, title: Support Agent, grade: 1 }, { id: IC2, title: Principal, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
#: sales.yaml
ladder: sales
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, title: Account Agent, grade: 1 }, { id: IC2, title: Key Account Lead, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
#: company.yaml
base: company
grades: [{ id: 1 }, { id: 2 }, { id: 3 }]
",
    },
    check: Check::Project(check),
};

fn check(project: &Project<'_>, report: &mut Report) {
    sisters(project).iter().for_each(|group| compare(group, report));
}

/// A level that has a title: its ladder, by its index in the group, and its own index.
type Holder = (usize, usize);

fn compare(group: &[&Subject<'_>], report: &mut Report) {
    let mut titles: HashMap<String, Vec<Holder>> = HashMap::new();
    let mut order = Vec::new();
    for (ladder, subject) in group.iter().enumerate() {
        let compared = subject.resolved.levels.iter().enumerate().filter(|(_, standing)| is_compared(standing));
        for (level, standing) in compared {
            for title in &standing.level.titles {
                let key = plain(title);
                let holders = titles.entry(key.clone()).or_default();
                if holders.is_empty() {
                    order.push((title, key));
                }
                if holders.last() != Some(&(ladder, level)) {
                    holders.push((ladder, level));
                }
            }
        }
    }
    for (title, key) in order {
        disagree(group, report, title, &titles[&key]);
    }
}

/// Reports the ladders that have a title at other grades than the first ladder that has it. Several grades in one ladder are
/// `duplicate-title`.
fn disagree(group: &[&Subject<'_>], report: &mut Report, title: &str, holders: &[Holder]) {
    let standing = |(ladder, level): Holder| &group[ladder].resolved.levels[level];
    let by_ladder: Vec<&[Holder]> = holders.chunk_by(|(a, _), (b, _)| a == b).collect();
    let Some((first, others)) = by_ladder.split_first() else { return };
    let agrees = |other: &&&[Holder]| {
        other.iter().any(|level| first.iter().any(|known| standing(*known).overlaps(standing(*level))))
    };
    let others: Vec<Holder> = others.iter().filter(|other| !agrees(other)).map(|other| other[0]).collect();
    let Some(other) = others.first().copied() else { return };
    let (ladder, grade) = (
        |(ladder, _): Holder| &group[ladder].ladder().id,
        |level: Holder| standing(level).level.grades.get().map_or_else(String::new, ToString::to_string),
    );
    let message = format!(
        "the title `{title}` is at grade {} in `{}` but at grade {} in `{}`",
        grade(first[0]),
        ladder(first[0]),
        grade(other),
        ladder(other)
    );
    let mark = |at: Holder| group[at.0].level_key(at.1, "title", format!("grade {} in `{}`", grade(at), ladder(at)));
    let mut finding = report.finding(message, mark(other));
    for level in std::iter::once(first[0]).chain(others[1..].iter().copied()) {
        finding = finding.also(mark(level));
    }
    report.push(finding.help("use a title for one grade only, or add the function to it"));
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn marked(base: &str, first: &str, second: &str, third: &str) -> Vec<String> {
        let ladder = |id: &str, level: &str| {
            format!(
                "ladder: {id}\nextends: {id}.base.yaml\ntracks: [{{ id: ic, kind: ic, levels: [{{ id: IC1, {level} }}] }}]\n"
            )
            .replace(&format!("{id}.base.yaml"), base)
        };
        let project = format!(
            "{}#: m.yaml\n{}#: n.yaml\n{}#: company.yaml\nbase: company\ngrades: [{{ id: 1 }}, {{ id: 2 }}]\n#: none.yaml\nbase: \
             none\n",
            ladder("a", first),
            ladder("b", second),
            ladder("c", third)
        );
        let found = found(&project).into_iter().filter(|(rule, _)| *rule == "title-across-ladders");
        found.map(|(_, text)| text).collect()
    }

    #[test]
    fn one_title_is_one_finding() {
        let (low, high) = ("title: Lead, grade: 1", "title: ' LEAD', grade: 2");
        assert_eq!(marked("company.yaml", low, high, high), ["' LEAD'"]);
        assert_eq!(marked("company.yaml", low, low, high), ["' LEAD'"]);
        assert_eq!(marked("none.yaml", low, low, high), [] as [String; 0], "numbers are not one file's grades");
        assert_eq!(marked("company.yaml", low, "title: Lead, grade: [1, 2]", low), [] as [String; 0]);
    }
}
