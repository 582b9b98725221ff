//! `missing-track`: a ladder with one side only.

use crate::finding::{Mark, Severity};
use crate::model::{Place, TrackKind};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "missing-track",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Warning,
    milder: None,
    summary: "the ladder has no individual contributor side, or no manager side",
    explanation: Explanation {
        finds: "A ladder without a track of kind `ic`, or without one of kind `manager` or `hybrid`.",
        why: "Where there is one side only, growing means changing into the other kind of work, or leaving.",
        off: "When a function really has one side, such as a ladder for executives.",
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
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let tracks = &subject.ladder().tracks;
    if tracks.partial || tracks.iter().any(|track| track.kind.is_unknown()) {
        return;
    }
    let has =
        |kinds: &[TrackKind]| tracks.iter().any(|track| track.kind.get().is_some_and(|kind| kinds.contains(kind)));
    let (what, label, help) = match (has(&[TrackKind::Ic]), has(&[TrackKind::Manager, TrackKind::Hybrid])) {
        (true, true) => return,
        (false, true) => (
            "no track for individual contributors: who wants to grow has to manage people",
            "no track of kind `ic`",
            "add a track of kind `ic` that goes as high as the manager track",
        ),
        (true, false) => (
            "no track for managers: who leads people has no level",
            "no track of kind `manager` or `hybrid`",
            "add a track of kind `manager`",
        ),
        (false, false) => (
            "neither a track for individual contributors nor one for managers",
            "only shared tracks",
            "add a track of kind `ic` and one of kind `manager`",
        ),
    };
    let mark = Mark::key(Place::whole(&subject.ladder().id), "ladder", label);
    report.push(report.finding(format!("the ladder has {what}"), mark).help(help));
}
