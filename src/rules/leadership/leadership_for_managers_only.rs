//! `leadership-for-managers-only`: leading is asked of managers alone.

use std::collections::HashSet;

use super::{LEADERSHIP, is_of_kind, kinds_are_known};
use crate::finding::Severity;
use crate::model::resolve::{Rank, Sides, Told};
use crate::model::{Competency, TrackKind};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "leadership-for-managers-only",
    aliases: &[],
    category: Category::Leadership,
    severity: Severity::Warning,
    milder: None,
    summary: "from the fork up, individual contributors are not asked to lead",
    explanation: Explanation {
        finds: "A ladder that asks managers for a competency of kind `leadership` but no individual contributor level \
                from the fork up, neither directly nor, on a cumulative track, through the levels below it.",
        why: "Senior individual contributors move people who do not report to them. A ladder that does not ask for \
              this cannot promote them for it, and their side loses in every calibration.",
        off: "When individual contributors really work alone up to the top.",
        bad: "\
ladder: support
competencies:
  - { id: answers, kind: craft }
  - { id: influence, kind: leadership }
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a described case. } }
      - { id: IC2, grade: 2, expectations: { answers: Finds the cause behind a case. } }
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { influence: Settles with another team who takes which case. } }
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
      - { id: M2, grade: 2, expectations: { influence: Settles with another team who takes which case. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

/// There is no mirror: a manager side that is asked for no leadership is mostly one that writes it under `management`,
/// and nobody concludes from it that managers need not lead.
fn check(subject: &Subject<'_>, report: &mut Report) {
    if !kinds_are_known(subject) {
        return;
    }
    let mut seen = HashSet::new();
    for sides in subject.crafts.iter().filter(|sides| sides.ic.is_populated && sides.ic.complete) {
        let Some(fork) = sides.fork else { continue };
        let Some((manager, asked)) = first_leading_manager(subject, sides) else { continue };
        let Ics::AskedForNone { first } = ics(subject, sides, fork) else { continue };
        if seen.insert(first) {
            asked_of_managers_alone(subject, report, fork, (manager, asked), first);
        }
    }
}

fn asked_of_managers_alone(
    subject: &Subject<'_>,
    report: &mut Report,
    fork: Rank,
    (manager, asked): (usize, &Competency),
    first: usize,
) {
    let resolved = subject.resolved;
    let competency = &asked.id;
    let may_lead = asked.is_for(resolved.levels[first].track) != Some(false);
    let help = if may_lead {
        format!(
            "say under `{competency}`, or another competency of kind `leadership`, whom individual contributors lead"
        )
    } else {
        format!(
            "`{competency}` is not for this track: add the track to it, or add a competency of kind `leadership` for the track"
        )
    };
    report.push(
        report
            .finding(
                format!(
                    "from the fork at grade {} up, managers are asked to lead but individual contributors are not",
                    resolved.spine.name(fork)
                ),
                subject.level_key(first, "expectations", "no leadership here or at any level above"),
            )
            .also(subject.expectation_mark(manager, competency, "asked of managers"))
            .help(help),
    );
}

/// The lowest level of the manager side that is asked for leadership, and what is asked.
fn first_leading_manager<'a>(subject: &'a Subject<'_>, sides: &Sides) -> Option<(usize, &'a Competency)> {
    let resolved = subject.resolved;
    let own = |standing: &&usize| resolved.levels[**standing].is_aligned_as(&[TrackKind::Manager, TrackKind::Hybrid]);
    sides.manager.levels.iter().filter(own).find_map(|level| {
        let expectations = &resolved.levels[*level].level.expectations;
        let asked = |competency| matches!(resolved.told(*level, competency), Told::Asked { .. });
        expectations.iter().find_map(|expectation| {
            let competency = resolved.competency(&expectation.competency)?.value;
            (is_of_kind(competency, LEADERSHIP) && asked(&expectation.competency)).then_some((*level, competency))
        })
    })
}

/// What individual contributors from the fork up are asked.
enum Ics {
    /// Some leadership, nothing at all, or something that could not be read.
    NothingToSay,
    /// Something, and no leadership.
    AskedForNone {
        /// The first level that is asked for something.
        first: usize,
    },
}

fn ics(subject: &Subject<'_>, sides: &Sides, fork: Rank) -> Ics {
    let resolved = subject.resolved;
    let mut first: Option<usize> = None;
    // The threads of leadership that are in effect, as the track goes up.
    let mut open: HashSet<&str> = HashSet::new();
    for level in sides.ic.levels.iter().copied() {
        let standing = &resolved.levels[level];
        if !standing.is_aligned_as(&[TrackKind::Ic]) {
            continue;
        }
        if standing.position == 0 || !standing.track.is_cumulative() {
            open.clear();
        }
        let is_above = standing.ranks.is_some_and(|(_, high)| high >= fork);
        if standing.level.expectations.partial || standing.track.cumulative.is_unknown() {
            return Ics::NothingToSay;
        }
        for expectation in &standing.level.expectations {
            let Some(competency) = resolved.competency(&expectation.competency) else { continue };
            if !is_of_kind(competency.value, LEADERSHIP) {
                continue;
            }
            match resolved.told(level, &expectation.competency) {
                Told::Asked { .. } => _ = open.insert(expectation.competency.as_str()),
                Told::NotAsked => _ = open.remove(expectation.competency.as_str()),
                Told::Unknown => return Ics::NothingToSay,
                Told::Silent => {}
            }
        }
        if is_above && !open.is_empty() {
            return Ics::NothingToSay;
        }
        if is_above && !standing.level.expectations.is_empty() {
            first.get_or_insert(level);
        }
    }
    first.map_or(Ics::NothingToSay, |first| Ics::AskedForNone { first })
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    /// Leadership is told of IC1, below the fork, and of no level above.
    fn told_below_the_fork(track: &str, at_the_fork: &str) -> Vec<(&'static str, String)> {
        found(&format!(
            "\
ladder: support
competencies: [{{ id: answers, kind: craft }}, {{ id: influence, kind: leadership }}]
tracks:
  - id: ic
    kind: ic
    cumulative: {track}
    levels:
      - {{ id: IC1, grade: 1, expectations: {{ answers: Answers a case., influence: Asks a colleague. }} }}
      - {{ id: IC2, grade: 2, expectations: {{ answers: Finds the cause.{at_the_fork} }} }}
  - id: manager
    kind: manager
    levels: [{{ id: M2, grade: 2, expectations: {{ influence: Settles who takes which case. }} }}]
moves: [{{ from: IC2, to: M2, both_ways: true }}]
"
        ))
    }

    #[test]
    fn on_a_cumulative_track_what_is_asked_below_the_fork_holds_until_it_is_closed() {
        let rule = "leadership-for-managers-only";
        assert_eq!(told_below_the_fork("true", ""), []);
        assert_eq!(told_below_the_fork("true", ", influence: ~")[0].0, rule);
        assert_eq!(told_below_the_fork("false", ", influence: ~")[0].0, rule);
    }

    #[test]
    fn an_expectation_that_could_not_be_read_may_be_leadership() {
        let found = told_below_the_fork("false", ", influenze: Talks a team round.");
        assert_eq!(found, [("unknown-reference", "influenze".to_owned())]);
    }
}
