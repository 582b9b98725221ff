//! `grade-gap`: a grade that one side has and the other skips.

use foldhash::HashSet;

use crate::finding::Severity;
use crate::rules::causes::Gap;
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "grade-gap",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Error,
    milder: None,
    summary: "one side has a level at a grade and the other side has none",
    explanation: Explanation {
        finds: "A grade at which one side has a level and the other has none, from the higher of the two sides' starts \
                (no lower than the fork) to the lower of their tops. Sides are compared, not single tracks. A level \
                that spans grades fills each of them; a planned level does too. A level that is only planned or \
                deprecated needs no counterpart, and half grades never make a gap. If a ladder has no \
                moves, there is no gap where one track of a side ends and another starts. If a hybrid track starts earlier, \
                managers lack no grade below the first level of a `manager` track.",
        why: "People on the side with the gap must make two steps at once where colleagues on the other side make one, \
              or change sides to be promoted.",
        off: "When the gap is deliberate and the two sides are not worth the same there; consider `aligned: false` on \
              the track that should not be compared.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC4, grade: 4 }
      - { id: IC6, grade: 6 }
  - id: manager
    kind: manager
    levels:
      - { id: M4, grade: 4 }
      - { id: M5, grade: 5 }
      - { id: M6, grade: 6 }
moves:
  - { from: [IC4], to: M4, both_ways: true }
  - { from: [IC6], to: M6, both_ways: true }
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC4, grade: 4 }
      - { id: IC5, grade: 5 }
      - { id: IC6, grade: 6 }
  - id: manager
    kind: manager
    levels:
      - { id: M4, grade: 4 }
      - { id: M5, grade: 5 }
      - { id: M6, grade: 6 }
moves:
  - { from: IC4, to: M4, both_ways: true }
  - { from: IC5, to: M5, both_ways: true }
  - { from: IC6, to: M6, both_ways: true }
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    const IC: &str = "an individual contributor";
    const MANAGER: &str = "a manager";
    let resolved = subject.resolved;
    let mut seen = HashSet::default();
    for Gap { rank, is_on_ic, below, next, parallel, crowded, craft: _ } in subject.causes.gaps.iter().copied() {
        // What managers of several crafts lack, they lack once.
        if !seen.insert((rank, is_on_ic, below)) {
            continue;
        }
        let (who, twin) = if is_on_ic { (IC, MANAGER) } else { (MANAGER, IC) };
        let grade = resolved.spine.name(rank);
        let next = next.map_or_else(String::new, |next| {
            format!("the next level after this is at grade {}", resolved.spine.name(next))
        });
        let id = |level: usize| &resolved.levels[level].level.id;
        let (below_id, parallel_id) = (id(below), id(parallel));
        let mut finding = report
            .finding(
                format!("at grade {grade}, {twin} has a level but {who} has none"),
                subject.level_key(below, "grade", next),
            )
            .also(subject.level_key(
                parallel,
                "grade",
                format!("no level on the other side is parallel to {parallel_id}"),
            ));
        // Two levels at the grade below, and none at this one: it is the one mistake, and `grade-collision` is silent.
        let help = match crowded {
            Some(first) => {
                finding = finding.also(subject.level_key(first, "grade", format!("`{below_id}` is at the same grade")));
                format!("move `{below_id}` to grade {grade}: `{}` is already at its present grade", id(first))
            }
            None => format!(
                "add a level at grade {grade} after `{below_id}`, or let a neighbouring level span it: `grade: [{grade}, …]`"
            ),
        };
        report.push(finding.help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn gaps(ic: &str, manager: &str) -> Vec<String> {
        let level = |level: &str| {
            let (grade, status) = level.split_once('=').unwrap_or((level, "active"));
            let id = grade.replace(['[', ']', ','], "");
            format!("{{ id: 'L{id}', grade: {grade}, status: {status} }}")
        };
        let levels = |levels: &str| levels.split_whitespace().map(level).collect::<Vec<_>>().join(", ");
        let ladder = format!(
            "ladder: a\ntracks:\n  - {{ id: ic, kind: ic, levels: [{}] }}\n  - {{ id: m, kind: manager, levels: [{}] }}\n",
            levels(ic),
            levels(manager).replace("'L", "'M")
        );
        found(&ladder).into_iter().filter(|(rule, _)| *rule == "grade-gap").map(|(_, text)| text).collect()
    }

    #[test]
    fn each_hole_is_marked_at_the_level_below_it_on_either_side() {
        assert_eq!(gaps("1 2 5 6", "1 2 3 4 5 6"), ["2", "2"]);
        assert_eq!(gaps("1 2 3 4 5 6", "1 3 4 6"), ["1", "4"]);
        assert_eq!(gaps("3 6", "[3,4] [5,6]"), ["3", "3"], "also where the other side has spans");
    }

    #[test]
    fn what_a_span_covers_and_where_nobody_is_today_is_no_hole() {
        let none: [String; 0] = [];
        assert_eq!(gaps("3 4 5 6", "[3,6]"), none);
        assert_eq!(gaps("[3,6]", "[3,6]"), none);
        for status in ["planned", "deprecated"] {
            assert_eq!(gaps("1 2 4", &format!("1 2 3={status} 4")), none, "no counterpart of a level that is {status}");
            assert_eq!(gaps(&format!("1 2 3={status} 4"), "1 2 4"), none, "and in the mirror");
            assert_eq!(gaps(&format!("1 2 3={status} 4"), "1 2 3 4"), none, "a level that is {status} fills a hole");
        }
        assert_eq!(gaps("1 2 3 4", "1 2 2.5 3 4"), none);
    }

    #[test]
    fn one_level_at_the_grade_of_another_is_one_mistake() {
        let ladder = |ic: &str| {
            format!(
                "ladder: a\ntracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: IC4, grade: 4 }}, {{ id: IC5, grade: 4 }}{ic}] }}\n  - {{ \
                 id: m, kind: manager, levels: [{{ id: M4, grade: 4 }}, {{ id: M5, grade: 5 }}, {{ id: M6, grade: 6 }}] }}\nmoves: [{{ \
                 from: IC4, to: M4, both_ways: true }}]\n"
            )
        };
        let found = |ic: &str| found(&ladder(ic)).into_iter().map(|(rule, _)| rule).collect::<Vec<_>>();
        assert_eq!(found(", { id: IC6, grade: 6 }"), ["grade-gap"]);
        assert_eq!(found(", { id: IC5b, grade: 5 }, { id: IC6, grade: 6 }"), ["grade-collision"]);
    }

    #[test]
    fn between_two_tracks_there_is_a_gap_only_where_the_ladder_says_how_people_move() {
        let gaps = |moves: &str| {
            let ladder = format!(
                "ladder: a\ntracks:\n  - {{ id: low, kind: ic, levels: [{{ id: E1, grade: 1 }}, {{ id: E2, grade: 2 }}] }}\n  - {{ id: \
                 high, kind: ic, levels: [{{ id: S4, grade: 4 }}] }}\n  - {{ id: m, kind: manager, levels: [{{ id: M2, grade: 2 }}, {{ \
                 id: M3, grade: 3 }}, {{ id: M4, grade: 4 }}] }}\n{moves}"
            );
            found(&ladder).into_iter().filter(|(rule, _)| *rule == "grade-gap").count()
        };
        assert_eq!(gaps(""), 0);
        assert_eq!(gaps("moves: [{ from: E2, to: S4 }, { from: E2, to: M2 }]\n"), 1);
    }

    #[test]
    fn a_hybrid_track_that_starts_early_does_not_start_the_managers() {
        let gaps = |hybrid: &str, manager: &str| {
            let levels = "{ id: IC3, grade: 3 }, { id: IC4, grade: 4 }, { id: IC5, grade: 5 }, { id: IC6, grade: 6 }";
            let ladder = format!(
                "ladder: a\ntracks:\n  - {{ id: ic, kind: ic, levels: [{levels}] }}\n  - {{ id: lead, kind: hybrid, levels: \
                 [{hybrid}] }}\n{manager}"
            );
            found(&ladder).into_iter().filter(|(rule, _)| *rule == "grade-gap").count()
        };
        let managers = "  - { id: m, kind: manager, levels: [{ id: M5, grade: 5 }, { id: M6, grade: 6 }] }\n";
        assert_eq!(gaps("{ id: L3, grade: 3 }", managers), 0);
        assert_eq!(gaps("{ id: L3, grade: 3 }", &managers.replace("grade: 5", "grade: 4")), 1, "between managers");
        assert_eq!(gaps("{ id: L3, grade: 3 }, { id: L5, grade: 5 }, { id: L6, grade: 6 }", ""), 1, "hybrids alone");
    }
}
