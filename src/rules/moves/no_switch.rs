//! `no-switch`: two sides, and nobody can cross.

use crate::finding::{Finding, Mark, Severity};
use crate::model::Place;
use crate::rules::causes::Uncrossed;
use crate::rules::{Category, Check, Explanation, Project, Report, Rule, Subject};
use crate::words;

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "no-switch",
    aliases: &[],
    category: Category::Moves,
    severity: Severity::Warning,
    milder: Some(Severity::Note),
    summary: "the ladder has two sides and no move between them",
    explanation: Explanation {
        finds: "Two aligned sides with levels at a common grade, and no move from either side to the other. A move \
                that begins below the fork is the choice of a side and does not count. It is a warning if the ladder \
                has other written moves; otherwise it is one note for all ladders of the run. Nothing is reported if a \
                side is missing, or if the sides have no grade in common.",
        why: "Nobody knows on the first day which side will suit them. Without a written move, people who want to \
              change have to ask for a favour, or look for a job elsewhere.",
        off: "When the two tracks are different professions that nobody moves between; better, use `aligned: false`.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
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
    check: Check::Named(check),
};

/// A crossing belongs to both sides, so the rule is its own mirror.
fn check(project: &Project<'_>, report: &mut Report) {
    let mut quiet: Vec<(&Subject<'_>, Uncrossed)> = Vec::new();
    for subject in project.subjects {
        let Some(apart) = subject.causes.uncrossed.first() else { continue };
        if !writes_moves(subject) {
            quiet.push((subject, *apart));
            continue;
        }
        let mark = Mark::key(Place::whole(&subject.ladder().id), "moves", "none of these connects the sides");
        let message = format!("no move connects the two sides of {}", sides_of(subject));
        report.push(about(subject, *apart, report.finding(message, mark)));
    }
    // Nobody has written moves here, so that is one thing to know, however many ladders there are.
    let Some(((first, apart), further)) = quiet.split_first() else { return };
    let mark = |subject: &Subject<'_>| Mark::key(Place::whole(&subject.ladder().id), "moves", "there are no `moves`");
    let message = match further.len() {
        0 => format!("no move connects the two sides of {}", sides_of(first)),
        more => format!("no move connects the two sides of this ladder and of {more} more"),
    };
    let mut finding = about(first, *apart, report.milder(message, mark(first)));
    for (subject, _) in further {
        finding = finding.also(mark(subject));
    }
    report.push(finding);
}

/// Whose sides are apart: the ladder's, or those of some of its crafts.
fn sides_of(subject: &Subject<'_>) -> String {
    let (names, uncrossed) = (&subject.resolved.crafts.names, &subject.causes.uncrossed);
    if uncrossed.len() == names.len() {
        return "the ladder".to_owned();
    }
    let apart: Vec<String> = uncrossed.iter().map(|apart| format!("`{}`", names[apart.craft])).collect();
    words::join(&apart)
}

fn about(subject: &Subject<'_>, Uncrossed { ic, manager, .. }: Uncrossed, finding: Finding) -> Finding {
    let resolved = subject.resolved;
    let (ic_id, manager_id) = (&resolved.levels[ic].level.id, &resolved.levels[manager].level.id);
    finding
        .also(subject.level_key(ic, "grade", "an individual contributor level"))
        .also(subject.level_key(manager, "grade", format!("and a manager level at the grade of `{ic_id}`")))
        .help(format!("add to `moves`: `{{ from: {ic_id}, to: {manager_id}, both_ways: true }}`"))
}

/// Whether the ladder writes moves, apart from the choice of a side below the fork.
fn writes_moves(subject: &Subject<'_>) -> bool {
    let resolved = subject.resolved;
    let is_below = |level: usize| {
        let ranks = resolved.levels[level].ranks.zip(subject.sides.fork);
        ranks.is_some_and(|((_, high), fork)| high < fork)
    };
    let is_choice = |from: usize, to: usize| is_below(from) && !is_below(to);
    subject.routes.iter().any(|route| !route.implied && !route.within().is_some_and(|(from, to)| is_choice(from, to)))
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    #[test]
    fn sides_without_a_common_grade_need_no_crossing() {
        let ladder = "\
ladder: support
tracks:
  - id: trunk
    kind: shared
    levels: [{ id: S1, grade: 1 }, { id: S2, grade: 2 }]
  - id: ic
    kind: ic
    levels: [{ id: IC3, grade: 3 }]
  - id: manager
    kind: manager
    levels: [{ id: M3, grade: 3.5 }]
moves: [{ from: S2, to: M3 }]
";
        assert_eq!(found(ladder), []);
    }

    #[test]
    fn a_track_that_is_compared_with_no_other_needs_no_crossing() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }]
  - id: manager
    kind: manager
    aligned: false
    levels: [{ id: M1 }, { id: M2 }]
";
        assert_eq!(found(ladder), []);
    }

    #[test]
    fn a_move_that_names_an_unknown_level_is_the_only_finding() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC3, to: M2, both_ways: true }]
";
        assert_eq!(found(ladder), [("unknown-reference", "IC3".to_owned())]);
    }

    #[test]
    fn a_ladder_that_writes_moves_and_none_between_the_sides_has_more_wrong_than_one_without() {
        let said = |moves: &str| {
            let ladder = format!(
                "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{{ id: IC1, grade: 1 }}, {{ id: IC2, grade: 2 }}, {{ id: IC3, grade: 3 }}]
  - id: expert
    kind: ic
    levels: [{{ id: E2, grade: 2 }}, {{ id: E3, grade: 3 }}]
  - id: manager
    kind: manager
    levels: [{{ id: M2, grade: 2 }}, {{ id: M3, grade: 3 }}]
moves: [{moves}]
"
            );
            let (_, findings) = crate::rules::checked(&ladder);
            let mut said = findings.iter().filter(|finding| finding.rule == "no-switch");
            said.next().map(|finding| (finding.severity.to_string(), finding.primary.label.clone()))
        };
        let loud = Some(("warning".to_owned(), "none of these connects the sides".to_owned()));
        let quiet = Some(("note".to_owned(), "there are no `moves`".to_owned()));
        assert_eq!(said("{ from: IC2, to: E2, both_ways: true }"), loud);
        assert_eq!(said("{ from: IC1, to: E2 }"), quiet, "the choice of a path is none of people who have chosen");
        assert_eq!(said("{ from: IC1, to: M2 }"), quiet);
        assert_eq!(said(""), quiet);
        assert_eq!(said("{ from: IC2, to: M2, both_ways: true }"), None);
    }

    #[test]
    fn of_several_crafts_those_that_are_apart_are_named() {
        let ladder = "\
ladder: technology
tracks:
  - { id: engineer, kind: ic, profession: engineering, levels: [{ id: E1, grade: 1 }, { id: E2, grade: 2 }] }
  - { id: designer, kind: ic, profession: design, levels: [{ id: D1, grade: 1 }, { id: D2, grade: 2 }] }
  - { id: manager, kind: manager, profession: [engineering, design], levels: [{ id: M2, grade: 2 }] }
moves: [{ from: E2, to: M2, both_ways: true }]
";
        let (_, findings) = crate::rules::checked(ladder);
        let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["no move connects the two sides of `design`"]);
    }

    #[test]
    fn a_craft_that_has_a_way_across_of_its_own_is_not_named() {
        let ladder = "\
ladder: technology
tracks:
  - { id: maker, kind: ic, profession: [engineering, design], levels: [{ id: I1, grade: 1 }, { id: I2, grade: 2 }] }
  - { id: expert, kind: ic, profession: engineering, levels: [{ id: E2, grade: 2 }, { id: E3, grade: 3 }] }
  - { id: manager, kind: manager, profession: [engineering, design], levels: [{ id: M2, grade: 2 }, { id: M3, grade: 3 }] }
moves: [{ from: E3, to: M3, both_ways: true }]
";
        let (_, findings) = crate::rules::checked(ladder);
        let of = findings.iter().find(|finding| finding.rule == "no-switch").map(|finding| finding.message.as_str());
        assert_eq!(of, Some("no move connects the two sides of `design`"));
    }

    #[test]
    fn ladders_without_moves_are_one_finding() {
        let ladder = |id: &str| {
            format!(
                "ladder: {id}\ntracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: IC1, grade: 1 }}] }}\n  - {{ id: m, kind: manager, \
                 levels: [{{ id: M1, grade: 1 }}] }}\n"
            )
        };
        let three = format!("{}#: b.yaml\n{}#: c.yaml\n{}", ladder("a"), ladder("b"), ladder("c"));
        let (_, findings) = crate::rules::checked(&three);
        let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["no move connects the two sides of this ladder and of 2 more"]);
    }
}
