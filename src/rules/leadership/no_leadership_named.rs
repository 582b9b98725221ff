//! `no-leadership-named`: nothing on the ladder is called leadership.

use super::{LEADERSHIP, is_of_kind, kinds_are_known};
use crate::finding::{Mark, Severity};
use crate::model::Place;
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "no-leadership-named",
    aliases: &[],
    category: Category::Leadership,
    severity: Severity::Note,
    milder: None,
    summary: "the ladder has managers but no competency of kind `leadership`",
    explanation: Explanation {
        finds: "A ladder that has a manager side and competencies, but no competency of kind `leadership`. A ladder \
                without any competencies is only a structure and is not checked.",
        why: "Leadership that has no name is taken for something that managers do, and nobody is promoted for moving \
              people who do not report to them.",
        off: "When leadership is part of every competency, and readers of the ladder know that.",
        bad: "\
ladder: support
competencies:
  - { id: answers, kind: craft }
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a described case. } }
      - { id: IC2, grade: 2, expectations: { answers: Finds the cause behind a case. } }
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { answers: Keeps the queue of a team short. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
competencies:
  - { id: answers, kind: craft }
  - { id: influence, kind: leadership }
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a described case. } }
      - id: IC2
        grade: 2
        expectations:
          answers: Finds the cause behind a case.
          influence: Talks another team into mending what breaks.
  - id: manager
    kind: manager
    levels:
      - id: M2
        grade: 2
        expectations:
          answers: Keeps the queue of a team short.
          influence: Settles with another team who takes which case.
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

/// There is no mirror for `management`: a manager side may leave it to `manages` and to what its expectations say, and
/// nobody takes managing for what the other side does.
fn check(subject: &Subject<'_>, report: &mut Report) {
    let competencies = &subject.resolved.competencies;
    let is_named = competencies.iter().any(|competency| is_of_kind(competency.value, LEADERSHIP));
    if !subject.sides.manager.is_populated || is_named || competencies.is_empty() || !kinds_are_known(subject) {
        return;
    }
    let mark = Mark::key(Place::whole(&subject.ladder().id), "competencies", "none of kind `leadership`");
    report.push(
        report
            .finding(
                "the ladder has managers but no competency for leadership, so leading looks like a task for managers",
                mark,
            )
            .help(
                "write `kind: leadership` at the competency about moving people who do not report to you, or add \
                 one, and ask it of both sides",
            ),
    );
}
