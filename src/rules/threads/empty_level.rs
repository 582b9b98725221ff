//! `empty-level`: a level that asks for nothing, where others ask for something.

use foldhash::HashSet;

use crate::finding::{Mark, Severity};
use crate::model::{Part, Place, Track};
use crate::rules::causes::{is_active, is_described, tracks};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};
use crate::words::join;

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "empty-level",
    aliases: &[],
    category: Category::Threads,
    severity: Severity::Warning,
    milder: None,
    summary: "an active level has no expectations, but other levels have some",
    explanation: Explanation {
        finds: "An active level without any expectations, on a ladder in which other levels have some. The levels of a \
                track are one finding. Nothing is reported for a level with a placeholder, for a track that no \
                competency is for, for a whole track that is not aligned, for planned and deprecated levels, and on a \
                ladder without any expectations.",
        why: "People at this level, and people who want to get there, have nothing to go by, while their colleagues \
              do.",
        off: "While a ladder is being written; or write `status: planned` on levels that nobody has yet.",
        bad: "\
ladder: support
competencies: [{ id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1 }
      - { id: IC2, grade: 2, expectations: { influence: Talks a team round. } }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, expectations: { influence: Settles who does what. } }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
competencies: [{ id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { influence: Talks a colleague round. } }
      - { id: IC2, grade: 2, expectations: { influence: Talks a team round. } }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, expectations: { influence: Settles who does what. } }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let resolved = subject.resolved;
    if !(0..resolved.levels.len())
        .any(|level| is_active(subject.resolved, level) && is_described(subject.resolved, level))
    {
        return;
    }
    let idle: HashSet<usize> = subject.causes.idle.iter().map(|idle| idle.level).collect();
    for (track, levels) in tracks(subject.resolved) {
        if !could_ask(subject, track) {
            continue;
        }
        let is_bare = !levels.clone().any(|level| is_described(subject.resolved, level)) && !track.levels.partial;
        // It is compared with no other track, so that others have expectations says nothing about it.
        if is_bare && !track.is_aligned() {
            continue;
        }
        let is_empty = |level: &usize| is_active(subject.resolved, *level) && !is_described(subject.resolved, *level);
        // A placeholder says already that the level is still to be written.
        let has_placeholder =
            |level: &usize| subject.texts.of_level(*level).iter().any(|text| text.placeholder.is_some());
        let is_told = |level: &usize| idle.contains(level) || has_placeholder(level);
        let empty: Vec<usize> = levels.filter(is_empty).filter(|level| !is_told(level)).collect();
        if is_bare && empty.len() > 1 {
            let place = Place::new(&subject.ladder().id, Part::Track(track.id.clone()));
            report.push(
                report
                    .finding(
                        format!("no level of the track `{}` has expectations", track.id),
                        Mark::place(place, format!("{} levels without expectations", empty.len())),
                    )
                    .help(
                        "add `expectations:` to its levels, or write `status: planned` at levels that nobody has yet",
                    ),
            );
            continue;
        }
        let [first, further @ ..] = &empty[..] else { continue };
        let ids: Vec<String> = empty.iter().map(|level| format!("`{}`", resolved.levels[*level].level.id)).collect();
        let have = if further.is_empty() { "has" } else { "have" };
        let mut finding = report.finding(
            format!("{} {have} no expectations, but other levels do", join(&ids)),
            subject.level_mark(*first, "no expectations"),
        );
        finding.related.extend(further.iter().map(|level| subject.level_mark(*level, "none here either")));
        let help = "add `expectations:`, or write `status: planned` if nobody has the level yet";
        report.push(finding.help(help));
    }
}

/// Whether some competency may be for the track.
fn could_ask(subject: &Subject<'_>, track: &Track) -> bool {
    subject.resolved.competencies.iter().any(|competency| competency.value.is_for(track) != Some(false))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::found;

    fn with(competencies: &str, manager: &str) -> Vec<(&'static str, String)> {
        found(&format!(
            "\
ladder: support
competencies: [{{ id: influence, kind: leadership{competencies} }}]
tracks:
  - id: ic
    kind: ic
    levels:
      - {{ id: IC1, grade: 1, expectations: {{ influence: Talks a colleague round. }} }}
      - {{ id: IC2, grade: 2, expectations: {{ influence: Talks a team round. }} }}
  - id: manager
    kind: manager
    levels: [{manager}]
moves: [{{ from: IC2, to: M2, both_ways: true }}]
"
        ))
    }

    #[test]
    fn a_track_without_any_expectations_is_one_finding() {
        let managers = "{ id: M1, grade: 1, status: planned }, { id: M2, grade: 2 }";
        assert_eq!(with("", managers), [("empty-level", "M2".to_owned())]);
        let managers = "{ id: M2, grade: 2 }, { id: M3, grade: 3, terminal: true }";
        assert_eq!(with("", managers), [("empty-level", "manager".to_owned())]);
    }

    #[test]
    fn levels_of_a_track_are_one_finding_and_a_placeholder_is_its_own() {
        let managers = "{ id: M2, grade: 2, expectations: { influence: Settles it. } }, { id: M3, grade: 3 }, { id: M4, grade: 4 }";
        let empty = |managers: &str| {
            let found = with("", managers).into_iter();
            found.filter(|(rule, _)| *rule == "empty-level").map(|(_, at)| at).collect::<Vec<_>>()
        };
        assert_eq!(empty(managers), ["M3"]);
        assert_eq!(empty(&managers.replace("grade: 3", "grade: 3, summary: TODO")), ["M4"]);
    }

    #[test]
    fn a_competency_for_one_track_leaves_nothing_to_ask_of_the_other() {
        assert_eq!(with(", tracks: ic", "{ id: M2, grade: 2 }"), []);
    }

    #[test]
    fn a_structure_without_any_expectations_is_silent() {
        let ladder = "\
ladder: support
competencies: [{ id: answers }, { id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    cumulative: true
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
";
        assert_eq!(found(ladder), []);
    }

    #[test]
    fn a_track_that_is_not_aligned_may_be_a_mere_list_of_titles() {
        let executives = |vp: &str| {
            let track = format!(
                "  - id: executives\n    kind: manager\n    aligned: false\n    levels: [{{ id: VP{vp} }}, {{ id: CTO }}]\n"
            );
            let ladder = RULE.explanation.good.replace("moves:", &format!("{track}moves:"));
            found(&ladder)
        };
        assert_eq!(executives(""), []);
        let one = executives(", expectations: { influence: Speaks for all. }");
        assert_eq!(one, [("empty-level", "CTO".to_owned())], "one of them that says nothing beside another");
    }
}
