//! `management-on-ic-track`: an individual contributor is asked to be responsible for people.

use std::collections::HashSet;

use super::managing::managing;
use super::{MANAGEMENT, is_of_kind};
use crate::finding::{Mark, Severity};
use crate::model::{Manages, Part, Place, TrackId, TrackKind, Use};
use crate::rules::causes::tracks;
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject, threads};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "management-on-ic-track",
    aliases: &[],
    category: Category::Leadership,
    severity: Severity::Warning,
    milder: None,
    summary: "an expectation of kind `management` on an `ic` track",
    explanation: Explanation {
        finds: "An expectation of a competency of kind `management` at a level of an `ic` track. The levels of a track \
                that ask it are one finding. If the competency is not for that track, `expectation-off-track` reports \
                it instead. `~` asks nothing. If the track has no such expectation, also an English text that asks \
                somebody to manage people: `manages 1-2 programmers`.",
        why: "People who are judged by how others grow and are paid are their managers, with or without the title, and \
              do two jobs at the grade of one. Individual contributors lead; they do not manage.",
        off: "When the track is a hybrid; better, write `kind: hybrid`.",
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
    let told = by_kind(subject, report);
    by_words(subject, report, &told);
}

/// Reports what is asked of competencies of kind `management`; the tracks that are told.
fn by_kind<'a>(subject: &'a Subject<'_>, report: &mut Report) -> HashSet<&'a TrackId> {
    let mut told = HashSet::new();
    for asked in threads::asked_of_tracks(subject) {
        let defined = asked.competency;
        let is_on_ic = asked.track.kind.get() == Some(&TrackKind::Ic);
        let [first, further @ ..] = &asked.levels[..] else { continue };
        let is_for_track = defined.value.is_for(asked.track) == Some(true);
        if !is_on_ic || !is_for_track || !is_of_kind(defined.value, MANAGEMENT) {
            continue;
        }
        let (names, competency) = (asked.names(subject), &defined.value.id);
        let message = if further.is_empty() {
            format!("{names} is an individual contributor but is asked to manage people")
        } else {
            format!("{names} are individual contributors but are asked to manage people")
        };
        let kind = Place::new(defined.owner.clone(), Part::Competency(competency.clone()));
        let mut finding = report
            .finding(message, subject.expectation_mark(*first, competency, "asked here"))
            .also(Mark::key(kind, "kind", format!("`{competency}` is about managing, not leading")));
        for level in further {
            finding = finding.also(subject.expectation_mark(*level, competency, "and here"));
        }
        told.insert(&asked.track.id);
        report.push(finding.help(
            "leave it to the manager track; put leading people who do not report to you under a competency of kind \
             `leadership`",
        ));
    }
    told
}

/// Reports texts that ask for it in words, where no competency of that kind does. A track is one finding.
fn by_words(subject: &Subject<'_>, report: &mut Report, told: &HashSet<&TrackId>) {
    for (track, levels) in tracks(subject.resolved) {
        if track.kind.get() != Some(&TrackKind::Ic) || told.contains(&track.id) {
            continue;
        }
        // A level that says whom it manages is `manages-mismatch`.
        let levels = levels.filter(|level| {
            let level = subject.resolved.levels[*level].level;
            level.is_active() && matches!(level.manages.get(), None | Some(Manages::None))
        });
        let texts = levels.flat_map(|level| subject.texts.of_level(level).iter().map(move |text| (level, text)));
        let found = texts
            .filter(|(_, text)| text.has_managing && matches!(text.used_as, Use::Summary | Use::Scope | Use::Point));
        let found: Vec<_> = found.filter_map(|(level, text)| Some((level, text, managing(text.written)?))).collect();
        let [(level, text, phrase), further @ ..] = &found[..] else { continue };
        let id = &subject.resolved.levels[*level].level.id;
        let message = format!("`{id}` is an individual contributor, but `{phrase}` asks it to manage people");
        let mut finding = report.finding(message, text.mark("managing, not leading"));
        for (_, text, _) in further {
            finding = finding.also(text.mark("and here"));
        }
        report.push(
            finding.help("leave it to the manager track, or write `kind: hybrid` for a track whose levels do both"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::{checked, found};

    fn asked(kind: &str, second: &str) -> String {
        format!(
            "\
ladder: support
competencies: [{{ id: people, kind: management }}, {{ id: influence, kind: leadership }}]
tracks:
  - id: ic
    kind: ic
    levels: [{{ id: IC1, grade: 1, terminal: true, expectations: {{ influence: Asks early., people: {second} }} }}]
  - id: first
    kind: {kind}
    levels:
      - {{ id: F1, grade: 1, expectations: {{ influence: Asks a team., people: Hires one. }} }}
      - {{ id: F2, grade: 2, terminal: true, expectations: {{ influence: Asks several., people: Hires two. }} }}
  - id: manager
    kind: manager
    levels: [{{ id: M1, grade: 1, terminal: true, expectations: {{ influence: Settles a quarrel., people: Hires ten. }} }}]
moves: [{{ from: IC1, to: M1, both_ways: true }}]
"
        )
    }

    #[test]
    fn a_track_is_one_finding() {
        let (_, findings) = checked(&asked("ic", "~"));
        let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["`F1` and `F2` are individual contributors but are asked to manage people"]);
        assert_eq!(found(&asked("ic", "Hires.")), vec![("management-on-ic-track", "people".to_owned()); 2]);
    }

    #[test]
    fn a_text_that_asks_for_it_is_found_too() {
        let ladder =
            asked("ic", "~").replace("people: Hires one.", "people: ~").replace("people: Hires two.", "people: ~");
        assert_eq!(found(&ladder), []);
        let ladder = ladder.replace("Asks several.", "Manages two engineers.");
        assert_eq!(found(&ladder), [("management-on-ic-track", "Manages two engineers.".to_owned())]);
    }

    #[test]
    fn a_hybrid_manages_and_nothing_is_asked_by_a_written_no() {
        assert_eq!(found(&asked("hybrid", "~")), []);
    }

    #[test]
    fn words_are_passed_over_where_another_finding_tells_the_same() {
        let both = asked("ic", "~").replace("Asks several.", "Manages two engineers.");
        assert_eq!(found(&both), [("management-on-ic-track", "people".to_owned())], "the competency tells it");
        let words = both.replace("people: Hires one.", "people: ~").replace("people: Hires two.", "people: ~");
        let told = words.replace("id: F2,", "id: F2, manages: people,");
        assert_eq!(found(&told), [("manages-mismatch", "people".to_owned())]);
        assert_eq!(found(&words.replace("id: F2,", "id: F2, status: planned,")), [], "nobody is there yet");
        let title =
            words.replace("Manages two engineers.", "Asks several.").replace("id: F2,", "id: F2, title: Manages two,");
        assert_eq!(found(&title), [], "a title asks nothing");
    }
}
