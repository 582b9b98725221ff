//! `manages-mismatch`: a level manages people on the wrong track, or nobody on the right one.

use crate::finding::Severity;
use crate::model::{Manages, TrackKind};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

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
                `manager` track that says `manages: none`. Levels of a hybrid or shared track may say either.",
        why: "People choose a side by whether they want reports. A level that says otherwise gives them the other job.",
        off: "When some individual contributors of a level have reports and others do not; better, a track of `kind: \
              hybrid`.",
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
    for (level, standing) in subject.resolved.levels.iter().enumerate() {
        let (Some(kind), Some(manages)) = (standing.track.kind.get(), standing.level.manages.get()) else { continue };
        let id = &standing.level.id;
        let (message, label, help) = match (kind, manages) {
            (TrackKind::Ic, Manages::People | Manages::Managers | Manages::Organisation) => (
                format!("`{id}` is an individual contributor and manages people"),
                format!("on the track `{}`, of kind `ic`", standing.track.id),
                "write `manages: none`, or move the level to a track of kind `manager` or `hybrid`",
            ),
            (TrackKind::Manager, Manages::None) => (
                format!("`{id}` is a manager and manages nobody"),
                format!("on the track `{}`, of kind `manager`", standing.track.id),
                "say whom the level manages, or move it to a track of kind `ic`",
            ),
            _ => continue,
        };
        report.push(report.finding(message, subject.level_key(level, "manages", label)).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

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
