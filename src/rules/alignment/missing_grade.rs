//! `missing-grade`: a level that nothing can be parallel to.

use crate::finding::{Mark, Severity};
use crate::model::{Part, Place};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "missing-grade",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Error,
    milder: None,
    summary: "a level of an aligned track has no grade",
    explanation: Explanation {
        finds: "A level without `grade` on a track that is compared with others. If no level of a track has a grade, \
                that is one finding.",
        why: "Without a grade nobody can compare the level with the other track, so a switch may turn out to be an \
              unintended demotion.",
        off: "When grades are not in use at all; for a single track, use `aligned: false`.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1 }
      - { id: IC2 }
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }]
moves: [{ from: IC1, to: M1, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1 }
      - { id: IC2, grade: 2 }
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves: [{ from: IC1, to: M1, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let mut start = 0;
    for track in &subject.ladder().tracks {
        let levels = start..start + track.levels.len();
        start = levels.end;
        if !track.is_aligned() {
            continue;
        }
        let bare: Vec<usize> =
            levels.filter(|level| subject.resolved.levels[*level].level.grades.is_unstated()).collect();
        if bare.len() > 1 && bare.len() == track.levels.len() && !track.levels.partial {
            let place = Place::new(&subject.ladder().id, Part::Track(track.id.clone()));
            report.push(
                report
                    .finding(
                        format!("no level of the track `{}` has a grade", track.id),
                        Mark::place(place, format!("{} levels without a grade", bare.len())),
                    )
                    .help(
                        "give each level a `grade`, or write `aligned: false` if the track is not compared with others",
                    ),
            );
            continue;
        }
        for level in bare {
            let id = &subject.resolved.levels[level].level.id;
            report.push(
                report
                    .finding(format!("`{id}` has no grade"), subject.level_mark(level, "at which grade is it?"))
                    .help("add `grade:`, which aligns the level with the other track"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn marked(levels: &str) -> Vec<String> {
        let ladder = format!(
            "ladder: a\ntracks:\n  - {{ id: ic, kind: ic, levels: [{levels}] }}\n  - {{ id: m, kind: manager, levels: [{{ id: \
             M1, grade: 1 }}] }}\n"
        );
        found(&ladder).into_iter().filter(|(rule, _)| *rule == "missing-grade").map(|(_, text)| text).collect()
    }

    #[test]
    fn a_track_without_grades_is_one_finding_and_single_levels_are_marked_one_by_one() {
        assert_eq!(marked("{ id: IC1 }, { id: IC2 }, { id: IC3 }"), ["ic"]);
        assert_eq!(marked("{ id: IC1 }"), ["IC1"]);
        assert_eq!(marked("{ id: IC1 }, { id: IC2 }, { id: IC3, grade: 3 }"), ["IC1", "IC2"]);
        assert_eq!(marked("{ id: IC1 }, { id: IC2 }, [IC3]"), ["IC1", "IC2"], "what cannot be read may have a grade");
    }
}
