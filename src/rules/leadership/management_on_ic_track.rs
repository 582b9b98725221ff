//! `management-on-ic-track`: an individual contributor is asked to be responsible for people.

use super::{MANAGEMENT, is_of_kind};
use crate::finding::{Mark, Severity};
use crate::model::{Ask, Part, Place, TrackKind};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "management-on-ic-track",
    aliases: &[],
    category: Category::Leadership,
    severity: Severity::Warning,
    milder: None,
    summary: "an expectation of kind `management` on an `ic` track",
    explanation: Explanation {
        finds: "Something that is asked of a level of an `ic` track, of a competency of kind `management`. Where the \
                competency is not for that track, `expectation-off-track` speaks instead. `~` asks nothing.",
        why: "Who is judged by how people grow and are paid is their manager, with or without the title, and does two \
              jobs at the grade of one. Individual contributors lead; they do not manage.",
        off: "When the track is a hybrid; better, say `kind: hybrid`.",
        bad: "\
ladder: support
competencies:
  - { id: influence, kind: leadership }
  - { id: people, kind: management }
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { influence: Asks a colleague for help. } }
      - id: IC2
        grade: 2
        expectations:
          influence: Talks another team into mending what breaks.
          people: Reviews the pay of two colleagues.
  - id: manager
    kind: manager
    levels:
      - id: M2
        grade: 2
        expectations:
          influence: Settles with another team who takes which case.
          people: Reviews the pay of a team.
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
competencies:
  - { id: influence, kind: leadership }
  - { id: people, kind: management, tracks: manager }
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { influence: Asks a colleague for help. } }
      - id: IC2
        grade: 2
        expectations:
          influence: Talks another team into mending what breaks.
  - id: manager
    kind: manager
    levels:
      - id: M2
        grade: 2
        expectations:
          influence: Settles with another team who takes which case.
          people: Reviews the pay of a team.
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

/// There is no mirror: both sides lead, so leadership on a manager track is as it should be.
fn check(subject: &Subject<'_>, report: &mut Report) {
    let resolved = subject.resolved;
    for (level, standing) in resolved.levels.iter().enumerate() {
        if standing.track.kind.get() != Some(&TrackKind::Ic) {
            continue;
        }
        for expectation in &standing.level.expectations {
            let Some(defined) = resolved.competency(&expectation.competency) else { continue };
            let is_asked = matches!(expectation.ask, Ask::Asked(_) | Ask::SameAs(_));
            let is_for_track = defined.value.is_for(standing.track) == Some(true);
            if !is_asked || !is_for_track || !is_of_kind(defined.value, MANAGEMENT) {
                continue;
            }
            let (id, competency) = (&standing.level.id, &expectation.competency);
            let kind = Place::new(defined.owner.clone(), Part::Competency(competency.clone()));
            report.push(
                report
                    .finding(
                        format!("`{id}` is an individual contributor and is asked to manage people"),
                        subject.expectation_mark(level, competency, "asked here"),
                    )
                    .also(Mark::key(kind, "kind", format!("`{competency}` is managing, not leading")))
                    .help(
                        "leave it to the manager track; what is about people who do not report to you belongs under a \
                         competency of kind `leadership`",
                    ),
            );
        }
    }
}
