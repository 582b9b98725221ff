//! `scope-missing`: of two parallel levels, one does not say how large its problems are.

use super::parallel::weightiest;
use crate::finding::{Mark, Severity};
use crate::model::{Part, Place, Status};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "scope-missing",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Note,
    milder: None,
    summary: "a level has no scope, but a parallel level has one",
    explanation: Explanation {
        finds: "A level without `scope` that is parallel to a level with one. If no level of a track has a scope, that \
                is one finding. The scope of a grade applies to both levels and replaces neither. Planned and \
                deprecated levels are not checked.",
        why: "Two levels at one grade take on problems of the same size. If only one of them says so, the other looks \
              like the lesser job.",
        off: "When scope only distinguishes the levels of one track.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, scope: One case }
      - { id: IC2, grade: 2 }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, scope: A product and everybody who asks about it }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, scope: One case }
      - { id: IC2, grade: 2, scope: A product and the causes behind its cases }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, scope: A product and everybody who asks about it }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let levels = &subject.resolved.levels;
    let is_active = |level: usize| levels[level].level.status() == Some(Status::Active);
    let beside =
        weightiest(subject, |level| (is_active(level) && levels[level].level.scope.get().is_some()).then_some(()));
    let bare = |level: &usize| is_active(*level) && levels[*level].level.scope.is_unstated();
    let missing: Vec<(usize, usize)> =
        (0..levels.len()).filter(bare).filter_map(|level| Some((level, beside[level]?))).collect();
    for missing in missing.chunk_by(|(a, _), (b, _)| levels[*a].track_index == levels[*b].track_index) {
        let [(first, twin), further @ ..] = missing else { continue };
        let track = levels[*first].track;
        let has_scope = track.levels.partial || track.levels.iter().any(|level| !level.scope.is_unstated());
        if has_scope || further.is_empty() {
            missing.iter().for_each(|(level, twin)| one(subject, report, *level, *twin));
            continue;
        }
        let place = Place::new(&subject.ladder().id, Part::Track(track.id.clone()));
        report.push(
            report
                .finding(
                    format!("no level of the track `{}` has a scope, but parallel levels do", track.id),
                    Mark::place(place, "no scope on this track"),
                )
                .also(subject.level_key(*twin, "scope", format!("parallel to `{}`", levels[*first].level.id)))
                .help(HELP),
        );
    }
}

const HELP: &str = "add `scope:`, the size of problem that the level takes on";

fn one(subject: &Subject<'_>, report: &mut Report, level: usize, twin: usize) {
    let id = |level: usize| &subject.resolved.levels[level].level.id;
    report.push(
        report
            .finding(
                format!("`{}` has no scope, but `{}`, which is parallel to it, has one", id(level), id(twin)),
                subject.level_mark(level, "no scope"),
            )
            .also(subject.level_key(twin, "scope", format!("the scope of `{}`", id(twin))))
            .help(HELP),
    );
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn marked(ic: &[&str], manager: &[&str]) -> Vec<String> {
        let levels =
            |levels: &[&str]| levels.iter().map(|level| format!("      - {{ {level} }}\n")).collect::<String>();
        let ladder = format!(
            "ladder: a\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n{}  - id: m\n    kind: manager\n    levels:\n{}",
            levels(ic),
            levels(manager)
        );
        found(&ladder).into_iter().filter(|(rule, _)| *rule == "scope-missing").map(|(_, text)| text).collect()
    }

    #[test]
    fn a_track_without_any_scope_is_one_finding() {
        let stated = ["id: A, grade: 1, scope: x", "id: B, grade: 2, scope: y"];
        assert_eq!(marked(&stated, &["id: C, grade: 1", "id: D, grade: 2"]), ["m"]);
        assert_eq!(marked(&stated, &["id: C, grade: [1, 2]"]), ["C"]);
        assert_eq!(marked(&stated, &["id: C, grade: 1", "id: D, grade: 2, scope: z"]), ["C"]);
    }

    #[test]
    fn nothing_is_asked_of_levels_without_a_twin_or_without_people() {
        let none: [String; 0] = [];
        assert_eq!(marked(&["id: A, grade: 1", "id: B, grade: 2, scope: x"], &["id: C, grade: 2, scope: y"]), none);
        assert_eq!(marked(&["id: A, grade: 1, scope: x"], &["id: C, grade: 1, status: planned"]), none);
        assert_eq!(marked(&["id: A, grade: 1, scope: x, status: deprecated"], &["id: C, grade: 1"]), none);
        assert_eq!(marked(&["id: A, grade: 1, scope: x"], &["id: C, grade: 1, scope: [x]"]), none);
    }

    #[test]
    fn the_scope_of_a_grade_holds_for_both_and_takes_the_place_of_neither() {
        let ladder = |scope: &str| {
            format!(
                "ladder: a\ngrades: [{{ id: 1, scope: A task }}]\ntracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: A, grade: 1 }}] \
                 }}\n  - {{ id: m, kind: manager, levels: [{{ id: B, grade: 1{scope} }}] }}\nmoves: [{{ from: A, to: B, both_ways: \
                 true }}]\n"
            )
        };
        assert_eq!(found(&ladder("")), []);
        assert_eq!(found(&ladder(", scope: A team")), [("scope-missing", "A".to_owned())]);
    }
}
