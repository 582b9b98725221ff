//! `switch-across-ladders`: a move to another function that raises or lowers somebody on the way.

use std::collections::{HashMap, HashSet};

use super::grades_of;
use crate::finding::{Mark, Severity};
use crate::model::{LadderId, LevelRef, Part, Place};
use crate::rules::{Category, Check, Explanation, Project, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "switch-across-ladders",
    aliases: &[],
    category: Category::Across,
    severity: Severity::Note,
    milder: None,
    summary: "a move to another ladder that changes the grade",
    explanation: Explanation {
        finds: "A written move between two ladders with grades from one file, if the two levels have no grade in \
                common. A move both ways is one finding. Nothing is reported if the move has a `note`, which gives the \
                reason, and for tracks that are not aligned.",
        why: "A switch to another function is hard enough. If it lowers the grade, nobody makes it; if it raises the \
              grade, it is the quick way up, and colleagues who stay wonder why.",
        off: "When people agree to start anew in the other function, or moves are meant as promotions; better, say so \
              in the `note` of each.",
        bad: "\
ladder: support
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves:
  - { from: IC2, to: M2, both_ways: true }
  - { from: IC2, to: sales/IC1, both_ways: true }
#: sales.yaml
ladder: sales
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves:
  - { from: IC2, to: M2, both_ways: true }
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
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves:
  - { from: IC2, to: M2, both_ways: true }
  - { from: IC2, to: sales/IC2, both_ways: true }
#: sales.yaml
ladder: sales
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves:
  - { from: IC2, to: M2, both_ways: true }
#: company.yaml
base: company
grades: [{ id: 1 }, { id: 2 }, { id: 3 }]
",
    },
    check: Check::Project(check),
};

fn check(project: &Project<'_>, report: &mut Report) {
    let subjects: HashMap<&LadderId, &Subject<'_>> =
        project.subjects.iter().map(|subject| (&subject.ladder().id, subject)).collect();
    // A move with a reason has one in both directions, and in whichever file it is written.
    let moves = project.subjects.iter().flat_map(|home| &home.ladder().moves);
    let explained = moves.filter(|written| !written.note.is_unstated()).map(|written| (&written.from, &written.to));
    let mut seen: HashSet<(&LevelRef, &LevelRef)> = explained.collect();
    for home in project.subjects {
        for written in home.ladder().moves.iter().filter(|written| written.from.ladder != written.to.ladder) {
            let (from, to) = (&written.from, &written.to);
            if seen.contains(&(to, from)) || !seen.insert((from, to)) {
                continue;
            }
            let (Some(start), Some(end)) = (Stand::of(&subjects, from), Stand::of(&subjects, to)) else { continue };
            let is_comparable = grades_of(start.subject).is_some_and(|owner| grades_of(end.subject) == Some(owner));
            if is_comparable && !start.is_beside(&end) {
                let id = &home.ladder().id;
                let part = Part::Move(from.relative_to(id), to.relative_to(id));
                changes(report, Place::new(id, part), (from, &start), (to, &end));
            }
        }
    }
}

/// One end of a move.
struct Stand<'s, 'a> {
    subject: &'s Subject<'a>,
    level: usize,
    grade: String,
}

impl<'s, 'a> Stand<'s, 'a> {
    /// The level where its grade can be set against others.
    fn of(subjects: &HashMap<&LadderId, &'s Subject<'a>>, level: &LevelRef) -> Option<Self> {
        let subject = *subjects.get(&level.ladder)?;
        let level = subject.resolved.level_index(level.level.as_str())?;
        let standing = &subject.resolved.levels[level];
        standing.ranks.filter(|_| standing.track.is_aligned())?;
        Some(Self { subject, level, grade: standing.level.grades.get()?.to_string() })
    }

    fn is_beside(&self, other: &Self) -> bool {
        self.subject.resolved.levels[self.level].overlaps(&other.subject.resolved.levels[other.level])
    }
}

fn changes(
    report: &mut Report,
    place: Place,
    (from, start): (&LevelRef, &Stand<'_, '_>),
    (to, end): (&LevelRef, &Stand<'_, '_>),
) {
    let mark = |stand: &Stand<'_, '_>| stand.subject.level_key(stand.level, "grade", format!("grade {}", stand.grade));
    // The level of the same track at the grade that the move begins at, where there is one.
    let track = end.subject.resolved.levels[end.level].track_index;
    let levels = &end.subject.resolved.levels;
    let lateral = levels
        .iter()
        .find(|level| level.track_index == track && level.overlaps(&start.subject.resolved.levels[start.level]));
    let help = match lateral {
        Some(level) => {
            format!("`{}/{}` is at grade {}", end.subject.ladder().id, level.level.id, start.grade)
        }
        None => "let it lead to a level at the same grade".to_owned(),
    };
    report.push(
        report
            .finding(
                format!("the move from `{from}` to `{to}` changes the grade from {} to {}", start.grade, end.grade),
                Mark::place(place, "this move"),
            )
            .also(mark(start))
            .also(mark(end))
            .help(help),
    );
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn marked(first: &str, second: &str, level: &str) -> Vec<String> {
        let ladder = |id: &str, moves: &str, level: &str| {
            format!(
                "ladder: {id}\nextends: company.yaml\ntracks: [{{ id: ic, kind: ic, levels: [{{ id: A, grade: 1 }}, {{ id: B, {level} \
                 }}] }}]\nmoves: [{moves}]\n"
            )
        };
        let project = format!(
            "{}#: m.yaml\n{}#: company.yaml\nbase: company\ngrades: [{{ id: 1 }}, {{ id: 2 }}]\n",
            ladder("a", first, "grade: 2"),
            ladder("b", second, level)
        );
        let found = found(&project).into_iter().filter(|(rule, _)| *rule == "switch-across-ladders");
        found.map(|(_, text)| text).collect()
    }

    #[test]
    fn a_move_is_one_finding_however_often_it_is_written() {
        assert_eq!(marked("{ from: A, to: b/B, both_ways: true }", "", "grade: 2"), ["A"]);
        assert_eq!(marked("{ from: A, to: b/B }", "{ from: B, to: a/A }", "grade: 2"), ["A"]);
    }

    #[test]
    fn a_reason_that_is_written_down_is_one() {
        let none: [String; 0] = [];
        assert_eq!(marked("{ from: A, to: b/B, note: The first year is paid as before. }", "", "grade: 2"), none);
        assert_eq!(marked("{ from: A, to: b/B, both_ways: true, note: [x] }", "", "grade: 2"), none, "unknown");
        let elsewhere = "{ from: B, to: a/A, note: Starts anew. }";
        assert_eq!(marked("{ from: A, to: b/B }", elsewhere, "grade: 2"), none, "in the other file");
        assert_eq!(marked("{ from: B, to: b/A }", elsewhere, "grade: 2"), ["B"], "of another move");
    }

    #[test]
    fn levels_that_share_a_grade_are_lateral() {
        assert_eq!(marked("{ from: A, to: b/B }", "", "grade: [1, 2]"), [] as [String; 0]);
        assert_eq!(marked("{ from: B, to: b/B }", "", "grade: 2"), [] as [String; 0]);
        assert_eq!(marked("{ from: A, to: b/B }", "", "grade: 9"), [] as [String; 0], "what is unknown is passed over");
    }
}
