//! `manages-mismatch`: a level manages people on the wrong track, or nobody on the right one.

use crate::finding::Severity;
use crate::model::{Manages, TrackKind};
use crate::rules::causes::tracks;
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};
use crate::words::join;

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "manages-mismatch",
    aliases: &[],
    category: Category::Leadership,
    severity: Severity::Warning,
    milder: None,
    summary: "an individual contributor who manages people, or a manager who manages none",
    explanation: Explanation {
        finds: "A level of an `ic` track whose `manages` is `people`, `managers` or `organisation`, or a level of a \
                `manager` track with `manages: none`. Levels of hybrid and shared tracks may have either. All such \
                levels of a track are one finding.",
        why: "People choose a side by whether they want reports. Such a level gives them the other job.",
        off: "When only some individual contributors at a level have reports; better, use a track of `kind: hybrid`.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2, manages: people }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, manages: none }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2, manages: none }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, manages: people }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

/// Each half is the other's mirror.
fn check(subject: &Subject<'_>, report: &mut Report) {
    for (track, levels) in tracks(subject.resolved) {
        let (is_wrong, are, what, help): (fn(Manages) -> bool, _, _, _) = match track.kind.get() {
            Some(TrackKind::Ic) => (
                |manages| manages != Manages::None,
                ["is an individual contributor", "are individual contributors"],
                ["manages people", "manage people"],
                "write `manages: none`, or move them to a track of kind `manager` or `hybrid`",
            ),
            Some(TrackKind::Manager) => (
                |manages| manages == Manages::None,
                ["is a manager", "are managers"],
                ["manages nobody", "manage nobody"],
                "say whom they manage, or move them to a track of kind `ic`",
            ),
            _ => continue,
        };
        let found = levels.filter(|level| {
            subject.resolved.levels[*level].level.manages.get().is_some_and(|manages| is_wrong(*manages))
        });
        let found: Vec<usize> = found.collect();
        let [first, further @ ..] = &found[..] else { continue };
        let names: Vec<String> =
            found.iter().map(|level| format!("`{}`", subject.resolved.levels[*level].level.id)).collect();
        let form = usize::from(!further.is_empty());
        let kind = track.kind.get().map_or("", |kind| kind.as_str());
        let label = format!("on the track `{}`, of kind `{kind}`", track.id);
        let mut finding = report.finding(
            format!("{} {} but {}", join(&names), are[form], what[form]),
            subject.level_key(*first, "manages", label),
        );
        for level in further {
            finding = finding.also(subject.level_key(*level, "manages", "and here"));
        }
        report.push(finding.help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    #[test]
    fn a_track_is_one_finding_and_a_comment_at_any_of_its_levels_is_not_idle() {
        let ladder = |comment: &str| {
            format!(
                "ladder: a\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      - {{ id: IC1, grade: 1, manages: people }}\n      \
                 - {{ id: IC2, grade: 2, manages: people }}{comment}\n  - id: m\n    kind: manager\n    levels: [{{ id: M2, grade: 2 \
                 }}]\nmoves: [{{ from: IC2, to: M2, both_ways: true }}]\n"
            )
        };
        let one = [("manages-mismatch", "people".to_owned())];
        assert_eq!(found(&ladder("")), one);
        assert_eq!(found(&ladder(" # ladder: ignore[manages-mismatch] a team of two")), one);
    }

    #[test]
    fn a_hybrid_manages_or_not() {
        let ladder = "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: lead
    kind: hybrid
    levels: [{ id: L1, grade: 1, manages: none }, { id: L2, grade: 2, manages: people }]
moves:
  - { from: IC1, to: L1, both_ways: true }
  - { from: IC2, to: L2, both_ways: true }
";
        assert_eq!(found(ladder), []);
    }
}
