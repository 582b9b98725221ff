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
    summary: "a manager side, and no competency of kind `leadership`",
    explanation: Explanation {
        finds: "A ladder with a manager side and with competencies, none of which is of kind `leadership`. A ladder \
                that defines no competencies at all is only a structure, and nothing is said of it.",
        why: "Where leading has no name of its own it is taken to be what managers do, and nobody is promoted for \
              moving people who do not report to them.",
        off: "When leading is woven into every competency, and readers of the ladder know that.",
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
                "the ladder has managers and names no leadership, so leading looks like a manager's business",
                mark,
            )
            .help(
                "say `kind: leadership` of the competency that is about moving people who do not report to you, or add \
                 one, and ask it of both sides",
            ),
    );
}
