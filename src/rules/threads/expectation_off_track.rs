//! `expectation-off-track`: a level is asked for a competency that is not for its track.

use super::asked_of_tracks;
use crate::finding::{Mark, Severity};
use crate::model::{Part, Place};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "expectation-off-track",
    aliases: &[],
    category: Category::Threads,
    severity: Severity::Error,
    milder: None,
    summary: "an expectation of a competency that is not for its track",
    explanation: Explanation {
        finds: "An expectation of a competency whose `tracks` name neither the level's track nor its kind. The levels \
                of a track that ask it are one finding. `~` asks nothing and is always allowed.",
        why: "The ladder says both that this is asked here and that it is not, so people may be judged either way.",
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
    for asked in asked_of_tracks(subject) {
        let (defined, track) = (asked.competency, &asked.track.id);
        let [first, further @ ..] = &asked.levels[..] else { continue };
        if defined.value.is_for(asked.track) != Some(false) {
            continue;
        }
        let competency = &defined.value.id;
        let tracks: Vec<String> = defined.value.tracks.iter().map(|track| format!("`{track}`")).collect();
        let tracks_place = Place::new(defined.owner.clone(), Part::Competency(competency.clone()));
        let are = if further.is_empty() { "is" } else { "are" };
        let message =
            format!("{} {are} asked for `{competency}`, which is not for the track `{track}`", asked.names(subject));
        let mark = subject.expectation_mark(*first, competency, format!("only for {}", tracks.join(" and ")));
        let mut finding = report.finding(message, mark).also(Mark::key(tracks_place, "tracks", "its tracks"));
        for level in further {
            finding = finding.also(subject.expectation_mark(*level, competency, "and here"));
        }
        report.push(finding.help(format!("remove it here, or add `{track}` to the tracks of `{competency}`")));
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

    #[test]
    fn a_track_is_one_finding() {
        let ladder = "\
ladder: support
competencies: [{ id: people, kind: management, tracks: manager }, { id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { influence: Asks early., people: Hires one. } }
      - { id: IC2, grade: 2, expectations: { influence: Talks a team round., people: Hires two. } }
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { influence: Settles a quarrel., people: Hires ten. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
";
        let (_, findings) = crate::rules::checked(ladder);
        let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["`IC1` and `IC2` are asked for `people`, which is not for the track `ic`"]);
        assert_eq!(findings[0].related.len(), 2, "the tracks, and the other level");
    }
}
