//! `expectation-off-track`: a level is asked for a competency that is not for its track.

use crate::finding::{Mark, Severity};
use crate::model::{Ask, Part, Place};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "expectation-off-track",
    aliases: &[],
    category: Category::Threads,
    severity: Severity::Error,
    milder: None,
    summary: "an expectation of a competency that is not for this track",
    explanation: Explanation {
        finds: "Something that is asked of a level, of a competency whose `tracks` name neither the level's track nor \
                its kind. `~` asks nothing, and may stand anywhere.",
        why: "The ladder says of one thing both that it is asked here and that it is not; people will be judged by \
              either.",
        off: "Never: add the track to the competency's `tracks`, or remove the expectation.",
        bad: "\
ladder: support
competencies:
  - { id: answers, tracks: ic }
  - { id: influence, kind: leadership }
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a case., influence: Talks a colleague round. } }
      - { id: IC2, grade: 2, expectations: { answers: Finds the cause., influence: Talks a team round. } }
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { answers: Keeps a queue short., influence: Settles who does what. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
competencies:
  - { id: answers, tracks: [ic, manager] }
  - { id: influence, kind: leadership }
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a case., influence: Talks a colleague round. } }
      - { id: IC2, grade: 2, expectations: { answers: Finds the cause., influence: Talks a team round. } }
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { answers: Keeps a queue short., influence: Settles who does what. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

/// Tracks of either side are judged alike, so the rule is its own mirror.
fn check(subject: &Subject<'_>, report: &mut Report) {
    let resolved = subject.resolved;
    for (level, standing) in resolved.levels.iter().enumerate() {
        for expectation in &standing.level.expectations {
            let Some(defined) = resolved.competency(&expectation.competency) else { continue };
            let is_asked = matches!(expectation.ask, Ask::Asked(_) | Ask::SameAs(_));
            if !is_asked || defined.value.is_for(standing.track) != Some(false) {
                continue;
            }
            let (competency, track) = (&expectation.competency, &standing.track.id);
            let tracks: Vec<String> = defined.value.tracks.iter().map(|track| format!("`{track}`")).collect();
            let tracks_place = Place::new(defined.owner.clone(), Part::Competency(competency.clone()));
            report.push(
                report
                    .finding(
                        format!(
                            "`{}` is asked for `{competency}`, which is not for the track `{track}`",
                            standing.level.id
                        ),
                        subject.expectation_mark(level, competency, format!("for {} only", tracks.join(" and "))),
                    )
                    .also(Mark::key(tracks_place, "tracks", "the tracks that it is for"))
                    .help(format!("remove it here, or add `{track}` to the tracks of `{competency}`")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    #[test]
    fn what_is_closed_is_not_asked_and_a_track_is_named_by_id_or_kind() {
        let ladder = "\
ladder: support
competencies:
  - { id: answers, tracks: [engineer] }
  - { id: people, kind: management, tracks: [manager] }
  - { id: influence, kind: leadership }
tracks:
  - id: engineer
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a case., influence: Asks early., people: ~ } }
  - id: lead
    kind: manager
    levels:
      - { id: M1, grade: 1, expectations: { answers: ~, influence: Settles a quarrel., people: Hires. } }
moves: [{ from: IC1, to: M1, both_ways: true }]
";
        assert_eq!(found(ladder), []);
    }
}
