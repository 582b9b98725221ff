//! `missing-track`: a ladder with one side only.

use crate::finding::{Mark, Severity};
use crate::model::{Ladder, Place, TrackKind};
use crate::rules::{Category, Check, Explanation, Project, Report, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "missing-track",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Warning,
    milder: Some(Severity::Note),
    summary: "the ladder has no individual contributor side, or no manager side",
    explanation: Explanation {
        finds: "A ladder without a track of kind `ic`, or without one of kind `manager` or `hybrid`. It is a warning \
                if the ladder says that it is dual, by `fork` or a hybrid track, or if most ladders of the run have \
                both sides. Otherwise it is one note for all ladders of the run.",
        why: "With only one side, growing means changing to the other kind of work, or leaving.",
        off: "When a function really has only one side, such as a ladder for executives.",
        bad: "\
ladder: support
tracks:
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves: [{ from: IC1, to: M1, both_ways: true }]
",
    },
    check: Check::Named(check),
};

fn check(project: &Project<'_>, report: &mut Report) {
    let missing: Vec<Option<Missing>> = project.subjects.iter().map(|subject| missing(subject.ladder())).collect();
    let count = missing.iter().filter(|missing| missing.is_some()).count();
    // Where most functions have both sides, the lack of one is noticed by those who compare.
    let is_rare = count * 2 < missing.len();
    let mut quiet: Vec<(&Ladder, Missing)> = Vec::new();
    for (subject, missing) in project.subjects.iter().zip(missing) {
        let (ladder, Some(missing)) = (subject.ladder(), missing) else { continue };
        if is_rare || is_meant_to_be_dual(ladder) {
            let mark = Mark::key(Place::whole(&ladder.id), "ladder", missing.label);
            report.push(report.finding(format!("the ladder has {}", missing.what), mark).help(missing.help));
        } else {
            quiet.push((ladder, missing));
        }
    }
    let Some(((first, missing), further)) = quiet.split_first() else { return };
    let mark = |ladder: &Ladder, missing: &Missing| Mark::key(Place::whole(&ladder.id), "ladder", missing.label);
    let message = match further.len() {
        0 => format!("the ladder has {}", missing.what),
        more => format!("the ladder has {}; {more} more ladders have only one side", missing.what),
    };
    let mut finding = report.milder(message, mark(first, missing));
    for (ladder, missing) in further {
        finding = finding.also(mark(ladder, missing));
    }
    report.push(finding.help(missing.help));
}

/// What a ladder lacks.
struct Missing {
    what: &'static str,
    label: &'static str,
    help: &'static str,
}

fn missing(ladder: &Ladder) -> Option<Missing> {
    let tracks = &ladder.tracks;
    if tracks.partial || tracks.iter().any(|track| track.kind.is_unknown()) {
        return None;
    }
    let (what, label, help) =
        match (has(ladder, &[TrackKind::Ic]), has(ladder, &[TrackKind::Manager, TrackKind::Hybrid])) {
            (true, true) => return None,
            (false, true) => (
                "no track for individual contributors: growing further means managing people",
                "no track of kind `ic`",
                "add a track of kind `ic` that goes as high as the manager track",
            ),
            (true, false) => (
                "no track for managers: people who lead others have no level",
                "no track of kind `manager` or `hybrid`",
                "add a track of kind `manager`",
            ),
            (false, false) => (
                "neither a track for individual contributors nor one for managers",
                "only shared tracks",
                "add a track of kind `ic` and one of kind `manager`",
            ),
        };
    Some(Missing { what, label, help })
}

fn has(ladder: &Ladder, kinds: &[TrackKind]) -> bool {
    ladder.tracks.iter().any(|track| track.kind.get().is_some_and(|kind| kinds.contains(kind)))
}

/// Whether the file speaks of two sides: it says where they part, or has a track that is both.
fn is_meant_to_be_dual(ladder: &Ladder) -> bool {
    !ladder.fork.is_unstated() || has(ladder, &[TrackKind::Hybrid])
}

#[cfg(test)]
mod tests {
    use crate::rules::checked;

    fn severities(files: &str) -> Vec<String> {
        let (_, findings) = checked(files);
        let findings = findings.iter().filter(|finding| finding.rule == "missing-track");
        findings.map(|finding| format!("{}: {}", finding.severity, finding.related.len())).collect()
    }

    const ONE_SIDED: &str = "ladder: NAME\ntracks: [{ id: ic, kind: ic, levels: [{ id: IC1, grade: 1 }] }]\n";
    const DUAL: &str = "\
ladder: NAME
tracks:
  - { id: ic, kind: ic, levels: [{ id: IC1, grade: 1 }] }
  - { id: manager, kind: manager, levels: [{ id: M1, grade: 1 }] }
moves: [{ from: IC1, to: M1, both_ways: true }]
";

    fn project(ladders: &[&str]) -> String {
        let file =
            |(index, text): (usize, &&str)| format!("#: a{index}.yaml\n{}", text.replace("NAME", &format!("a{index}")));
        ladders.iter().enumerate().map(file).collect()
    }

    #[test]
    fn ladders_of_one_side_are_one_note() {
        assert_eq!(severities(&project(&[ONE_SIDED, ONE_SIDED])), ["note: 1"]);
        assert_eq!(severities(&project(&[ONE_SIDED, DUAL])), ["note: 0"], "half of them");
    }

    #[test]
    fn a_function_that_lacks_what_the_others_have_is_a_warning() {
        assert_eq!(severities(&project(&[DUAL, ONE_SIDED, DUAL])), ["warning: 0"]);
    }

    #[test]
    fn a_ladder_that_says_that_it_is_dual_is_held_to_it() {
        let fork = format!("fork: 1\n{}", ONE_SIDED.replace("NAME", "a"));
        assert_eq!(severities(&fork), ["warning: 0"]);
        assert_eq!(severities(&ONE_SIDED.replace("kind: ic", "kind: hybrid")), ["warning: 0"]);
    }
}
