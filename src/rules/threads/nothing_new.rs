//! `nothing-new`: a level that asks nothing beyond the level below.

use crate::finding::Severity;
use crate::rules::causes::is_described;
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "nothing-new",
    aliases: &[],
    category: Category::Threads,
    severity: Severity::Warning,
    milder: None,
    summary: "a level asks for nothing more than the level below it",
    explanation: Explanation {
        finds: "An active level all of whose expectations are the same, in words and step or through `same_as`, as \
                those of the next described level below it; on a cumulative track also a level that adds nothing to \
                the levels below it. Nothing is reported if its summary or scope differs from that of the level below. \
                On a track that is not cumulative, a level without expectations is reported by `empty-level`.",
        why: "People ask what they have to do to be promoted, and the ladder answers: nothing. Then promotion rewards \
              waiting, or being liked.",
        off: "When levels differ only in scope, and the scope is written; better, say what the larger scope asks for.",
        bad: "\
ladder: support
competencies: [{ id: answers }, { id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a case., influence: Talks a colleague round. } }
      - { id: IC2, grade: 2, expectations: { answers: { same_as: IC1 }, influence: { same_as: IC1 } } }
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { answers: Keeps a queue short., influence: Settles who does what. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
competencies: [{ id: answers }, { id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a case., influence: Talks a colleague round. } }
      - { id: IC2, grade: 2, expectations: { answers: { same_as: IC1 }, influence: Talks a team round. } }
  - id: manager
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { answers: Keeps a queue short., influence: Settles who does what. } }
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for idle in &subject.causes.idle {
        let [id, below_id] = [idle.level, idle.below].map(|level| &subject.resolved.levels[level].level.id);
        let mark = if is_described(subject.resolved, idle.level) {
            subject.level_key(idle.level, "expectations", "nothing here is new")
        } else {
            subject.level_mark(idle.level, "no expectations of its own")
        };
        report.push(
            report
                .finding(format!("`{id}` asks for nothing more than `{below_id}` below it"), mark)
                .also(subject.level_mark(idle.below, "already asks for this"))
                .help(format!("say what `{id}` asks for that `{below_id}` does not, or merge the two levels")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn on(track: &str, second: &str) -> Vec<(&'static str, String)> {
        found(&format!(
            "\
ladder: support
competencies: [{{ id: answers }}, {{ id: influence, kind: leadership }}]
tracks:
  - id: ic
    kind: ic
    cumulative: {track}
    levels:
      - {{ id: IC1, grade: 1, expectations: {{ answers: Answers a case., influence: Talks a colleague round. }} }}
      - {{ id: IC2, grade: 2{second} }}
  - id: manager
    kind: manager
    levels: [{{ id: M2, grade: 2, expectations: {{ influence: Settles who does what. }} }}]
moves: [{{ from: IC2, to: M2, both_ways: true }}]
"
        ))
    }

    #[test]
    fn a_level_that_is_not_described_adds_nothing_on_a_cumulative_track_and_is_empty_elsewhere() {
        assert_eq!(on("true", ""), [("nothing-new", "IC2".to_owned())]);
        assert_eq!(on("false", ""), [("empty-level", "IC2".to_owned())]);
        for status in [", status: planned", ", status: deprecated"] {
            assert_eq!(on("true", status), []);
            assert_eq!(on("false", status), []);
        }
    }

    #[test]
    fn a_level_that_copies_everything_is_one_finding() {
        let copy = ", expectations: { answers: Answers a case., influence: Talks a colleague round. }";
        for track in ["true", "false"] {
            let found = on(track, copy);
            assert_eq!(found.iter().map(|(rule, _)| *rule).collect::<Vec<_>>(), ["nothing-new"], "{track}");
        }
    }

    #[test]
    fn one_thing_more_is_something_new() {
        assert_eq!(on("true", ", expectations: { influence: Talks a team round. }"), []);
        assert_eq!(on("false", ", expectations: { answers: { same_as: IC1 }, influence: Talks a team round. }"), []);
    }

    #[test]
    fn what_is_asked_again_after_a_level_that_does_not_ask_it_is_new() {
        let ladder = "\
ladder: support
competencies: [{ id: answers }, { id: depth }]
tracks:
  - id: ic
    kind: ic
    cumulative: true
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a case. } }
      - { id: IC2, grade: 2, expectations: { answers: ~, depth: Finds the cause. } }
      - { id: IC3, grade: 3, expectations: { answers: Answers a case. } }
";
        assert!(found(ladder).iter().all(|(rule, _)| *rule != "nothing-new"));
    }

    #[test]
    fn a_summary_or_a_scope_of_its_own_is_something_new() {
        let new = |below: &str, level: &str| {
            let expectations = "expectations: { answers: Answers a case. }";
            let ladder = format!(
                "ladder: support\ncompetencies: [{{ id: answers }}]\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      \
                 - {{ id: IC1, grade: 1, {below}, {expectations} }}\n      - {{ id: IC2, grade: 2, {level}, {expectations} }}\n"
            );
            !found(&ladder).iter().any(|(rule, _)| *rule == "nothing-new")
        };
        let one = "summary: One case., scope: A team.";
        assert!(!new(one, one));
        assert!(!new(one, "summary: 'one  CASE', scope: A team."), "the same words");
        assert!(new(one, "summary: Many cases., scope: A team."));
        assert!(new(one, "summary: One case., scope: Several teams."));
        assert!(new("scope: A team.", "summary: A team., scope: A team."), "a summary that is new");
        assert!(!new(one, "scope: A team."), "a summary that is gone");
    }
}
