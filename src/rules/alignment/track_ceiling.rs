//! `track-ceiling`: one side ends below the other.

use foldhash::HashSet;

use crate::finding::Severity;
use crate::rules::causes::Own;
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
        finds: "An individual contributor side that ends at a lower grade than the manager side (an error), or the \
                reverse (a note). Nothing is reported if the other side goes exactly one grade further with a single \
                career level (`terminal: true`), such as the head of the function. A half grade more does not count, \
                and neither does a planned or deprecated level. Each `profession` is compared with itself.",
        why: "If the individual contributor side ends early, people who are excellent at the work can only rise by \
              giving it up to manage people.",
        off: "When the work of the shorter side really is worth no more than its top grade; better, mark the one level \
              above with `terminal: true`.",
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
    let crafts = &subject.resolved.crafts.names;
    let of = |craft: usize| if crafts.len() > 1 { format!(" of `{}`", crafts[craft]) } else { String::new() };
    let mut seen = HashSet::default();
    for ceiling in &subject.causes.ceilings {
        // Managers of several crafts end in each of them, and that is one end.
        if !seen.insert(ceiling.highest) {
            continue;
        }
        let (top, higher) = (grade(subject, ceiling.highest), grade(subject, ceiling.last));
        let of = of(ceiling.craft);
        let finding = match ceiling.own {
            Own::Ic => report.finding(
                format!("individual contributors{of} end at grade {top}, but managers go on to grade {higher}"),
                subject.level_key(ceiling.highest, "grade", "the highest level for individual contributors"),
            ),
            Own::Manager => report.milder(
                format!("managers{of} end at grade {top}, but individual contributors go on to grade {higher}"),
                subject.level_key(ceiling.highest, "grade", "the highest level for managers"),
            ),
        };
        let grade = grade(subject, ceiling.beyond);
        let id = &subject.resolved.levels[ceiling.highest].level.id;
        report.push(
            finding
                .also(subject.level_key(ceiling.beyond, "grade", "the first level above that"))
                .help(format!("add a level at grade {grade} after `{id}`, and continue as high as the other side")),
        );
    }
}

fn grade(subject: &Subject<'_>, level: usize) -> String {
    let standing = &subject.resolved.levels[level];
    standing.ranks.map_or_else(String::new, |(_, high)| subject.resolved.spine.name(high))
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

    #[test]
    fn managers_above_a_trunk_are_a_missing_track_and_no_ceiling() {
        let ladder = |kind: &str| {
            format!(
                "ladder: a\ntracks:\n  - {{ id: trunk, kind: shared, levels: [{{ id: S1, grade: 1 }}] }}\n  - {{ id: up, kind: \
                 {kind}, levels: [{{ id: U2, grade: 2 }}, {{ id: U3, grade: 3 }}] }}\n"
            )
        };
        for kind in ["manager", "ic"] {
            let rules: Vec<&str> = found(&ladder(kind)).into_iter().map(|(rule, _)| rule).collect();
            assert_eq!(rules, ["missing-track"], "{kind}");
        }
    }
}
