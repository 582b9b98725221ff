//! `track-ceiling`: one side ends below the other.

use crate::finding::{Finding, Severity};
use crate::model::resolve::Side;
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "track-ceiling",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Error,
    milder: Some(Severity::Note),
    summary: "one side of the ladder ends below the other",
    explanation: Explanation {
        finds: "The individual contributor side ends at a lower grade than the manager side (an error), or the other way round (a \
                note). Silent where the other side goes exactly one grade further with one `terminal` level, such as the head of \
                the function; a half grade more is no ceiling, nor is a level that is planned or deprecated.",
        why: "Where the individual contributor side ends early, somebody who is excellent at the work can only rise by giving it \
              up and managing people.",
        off: "When the shorter side is really as high as its work can be worth; better, say with `terminal: true` on the one level \
              above that nobody is expected to get there.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves: [{ from: IC1, to: M1, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }, { id: M3, grade: 3, terminal: true }]
moves: [{ from: IC1, to: M1, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let (ic, manager) = (&subject.sides.ic, &subject.sides.manager);
    if !ic.is_populated || !manager.is_populated {
        return;
    }
    let message = |who: &str, top: &str, other: &str, higher: &str| {
        format!("{who} end at grade {top} and {other} go on to grade {higher}")
    };
    if let Some((low, high, beyond)) = ceiling(subject, ic, manager) {
        let text = message("individual contributors", &grade(subject, low), "managers", &grade(subject, high));
        let finding =
            report.finding(text, subject.level_key(low, "grade", "the highest level of an individual contributor"));
        report.push(complete(subject, finding, beyond, low));
    }
    if let Some((low, high, beyond)) = ceiling(subject, manager, ic) {
        let text = message("managers", &grade(subject, low), "individual contributors", &grade(subject, high));
        let finding = report.milder(text, subject.level_key(low, "grade", "the highest level of a manager"));
        report.push(complete(subject, finding, beyond, low));
    }
}

/// The highest level of the short side, the highest of the long one, and its first level beyond the short side.
pub(in crate::rules) fn ceiling(subject: &Subject<'_>, short: &Side, long: &Side) -> Option<(usize, usize, usize)> {
    let resolved = subject.resolved;
    if !short.complete {
        return None;
    }
    let top = short.top(resolved)?;
    let mut beyond: Vec<usize> = long
        .levels
        .iter()
        .copied()
        .filter(|level| resolved.levels[*level].level.is_active() && resolved.is_in_order(*level))
        .filter(|level| {
            resolved.levels[*level].ranks.is_some_and(|(_, high)| high > top && !resolved.spine.is_half(high))
        })
        .collect();
    beyond.sort_by_key(|level| resolved.levels[*level].ranks);
    let (first, last) = (*beyond.first()?, *beyond.last()?);
    let one_grade_further = resolved.levels[last].ranks.map(|(_, high)| high) == resolved.next_rank(top);
    let may_stay = resolved.levels[last].level.terminal.or_default(false) != Some(false);
    if beyond.len() == 1 && may_stay && one_grade_further {
        return None;
    }
    let highest = short.at(resolved, top).next()?;
    Some((highest, last, first))
}

fn grade(subject: &Subject<'_>, level: usize) -> String {
    let standing = &subject.resolved.levels[level];
    standing.ranks.map_or_else(String::new, |(_, high)| subject.resolved.spine.name(high))
}

fn complete(subject: &Subject<'_>, finding: Finding, beyond: usize, highest: usize) -> Finding {
    let grade = grade(subject, beyond);
    let id = &subject.resolved.levels[highest].level.id;
    finding
        .also(subject.level_key(beyond, "grade", "the first level that goes further"))
        .help(format!("add a level at grade {grade} after `{id}`, and go on from there as high as the other side"))
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn ceilings(ic: &str, manager: &str) -> Vec<String> {
        let ladder = format!(
            "ladder: a\ntracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: IC1, grade: 1 }}{ic}] }}\n  - {{ id: m, kind: \
             manager, levels: [{{ id: M1, grade: 1 }}{manager}] }}\n"
        );
        found(&ladder).into_iter().filter(|(rule, _)| *rule == "track-ceiling").map(|(_, text)| text).collect()
    }

    #[test]
    fn one_terminal_level_one_grade_further_is_no_ceiling_and_two_are() {
        let none: [String; 0] = [];
        assert_eq!(ceilings("", ", { id: H, grade: 2 }"), ["1"]);
        assert_eq!(ceilings("", ", { id: H, grade: 2, terminal: true }"), none);
        assert_eq!(ceilings(", { id: H, grade: 2, terminal: true }", ""), none, "and in the mirror");
        assert_eq!(ceilings("", ", { id: H, grade: 2, terminal: true }, { id: G, grade: 3, terminal: true }"), ["1"]);
        assert_eq!(ceilings("", ", { id: H, grade: [2, 3], terminal: true }"), ["1"]);
        assert_eq!(ceilings("", ", { id: H, grade: 1.5 }"), none);
    }

    #[test]
    fn where_nobody_is_today_there_is_no_ceiling() {
        let none: [String; 0] = [];
        for status in ["planned", "deprecated"] {
            assert_eq!(ceilings("", &format!(", {{ id: H, grade: 2, status: {status} }}")), none);
            assert_eq!(ceilings(&format!(", {{ id: H, grade: 2, status: {status} }}"), ""), none, "and in the mirror");
            assert_eq!(ceilings(&format!(", {{ id: H, grade: 2, status: {status} }}"), ", { id: G, grade: 2 }"), none);
        }
    }
}
