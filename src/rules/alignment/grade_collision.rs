//! `grade-collision`: a promotion that is none.

use crate::finding::Severity;
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "grade-collision",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Warning,
    milder: None,
    summary: "two neighbouring levels of a track at the same single grade",
    explanation: Explanation {
        finds: "Neighbouring levels of an aligned track at the same single grade. Spans that share an end do not \
                collide, and a planned or deprecated level may be at the grade of the level that it is replaced by or \
                replaces. Nothing is reported if `grade-gap` finds that the next grade is missing, because that is the \
                same mistake.",
        why: "A promotion from one to the other changes nothing: people are worth as much to the company as before, \
              and compared with the other track they have not moved.",
        off: "When a track has half steps that the company's grades do not have; half grades say it better.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1 }
      - { id: IC2, grade: 2 }
      - { id: IC3, grade: 2 }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: [IC2, IC3], to: M2, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1 }
      - { id: IC2, grade: 2 }
      - { id: IC3, grade: 3 }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }, { id: M3, grade: 3 }]
moves: [{ from: IC2, to: M2, both_ways: true }, { from: IC3, to: M3, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let levels = &subject.resolved.levels;
    for group in subject.causes.collisions.iter().filter(|collision| !collision.is_gap).map(|c| &c.levels) {
        let [first, second, further @ ..] = &group[..] else { continue };
        let names: Vec<String> = group.iter().map(|level| format!("`{}`", levels[*level].level.id)).collect();
        let Some((last, names)) = names.split_last() else { continue };
        let names = names.join(", ");
        let grade = levels[*first].ranks.map_or_else(String::new, |(low, _)| subject.resolved.spine.name(low));
        let all = if further.is_empty() { "both" } else { "all" };
        let message =
            format!("{names} and {last} are {all} at grade {grade}, so moving up between them is not a promotion");
        let mut finding = report
            .finding(message, subject.level_key(*second, "grade", "the same grade again"))
            .also(subject.level_key(*first, "grade", "the first at this grade"));
        for level in further {
            finding = finding.also(subject.level_key(*level, "grade", "and again"));
        }
        report.push(finding.help("give each level its own grade, or merge the levels"));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn collisions(levels: &[&str]) -> Vec<String> {
        let levels: String = levels.iter().map(|level| format!("      - {{ {level} }}\n")).collect();
        let ladder = format!("ladder: a\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n{levels}");
        found(&ladder).into_iter().filter(|(rule, _)| *rule == "grade-collision").map(|(_, text)| text).collect()
    }

    #[test]
    fn three_at_one_grade_are_one_finding() {
        assert_eq!(collisions(&["id: A, grade: 2", "id: B, grade: 2.0", "id: C, grade: '2'"]), ["2.0"]);
    }

    #[test]
    fn spans_and_levels_that_give_way_do_not_collide() {
        let none: [String; 0] = [];
        assert_eq!(collisions(&["id: A, grade: [1, 2]", "id: B, grade: [2, 3]", "id: C, grade: 3"]), none);
        assert_eq!(collisions(&["id: A, grade: 1, status: deprecated", "id: B, grade: 1"]), none);
        assert_eq!(collisions(&["id: A, grade: 1", "id: B, grade: 1, status: planned"]), none);
        assert_eq!(collisions(&["id: A, grade: 3", "id: B, grade: 3.5", "id: C, grade: 4"]), none);
    }
}
