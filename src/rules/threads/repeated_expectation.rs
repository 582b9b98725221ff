//! `repeated-expectation`: a level says again what the level below says.

use std::collections::{HashMap, HashSet};

use crate::finding::{Edit, Finding, Fix, Severity};
use crate::model::resolve::Told;
use crate::model::{self, CompetencyId};
use crate::rules::causes::{Ask, is_active, told, tracks};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "repeated-expectation",
    aliases: &[],
    category: Category::Threads,
    severity: Severity::Warning,
    milder: None,
    summary: "an expectation is word for word what the level below says",
    explanation: Explanation {
        finds: "An expectation whose words are those of the last level below it on the track that says something of \
                the competency, and whose step is the same, whatever their case, spacing and punctuation. Silent for \
                `same_as`, for steps without words, and where a level repeats everything, of which `nothing-new` \
                speaks.",
        why: "Readers compare the two levels word by word, find no difference, and cannot say what the promotion is \
              for.",
        off: "When levels are copied on purpose so that each can be read alone; better, say `same_as`, which reads the \
              same.",
        bad: "\
ladder: support
competencies: [{ id: answers }, { id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { answers: Answers a case., influence: Talks a colleague round. } }
      - { id: IC2, grade: 2, expectations: { answers: Answers a case., influence: Talks a team round. } }
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
    let idle: HashSet<usize> = subject.causes.idle.iter().map(|idle| idle.level).collect();
    for (track, levels) in tracks(subject.resolved) {
        let mut last: HashMap<&CompetencyId, (usize, Ask<'_>)> = HashMap::new();
        for level in levels.filter(|level| is_active(subject.resolved, *level)) {
            for (competency, told) in told(subject.resolved, level) {
                let Told::Asked { by, asked } = told else {
                    last.remove(competency);
                    continue;
                };
                let ask = Ask { by, asked };
                let Some((below, lower)) = last.insert(competency, (level, ask)) else { continue };
                if by != level || idle.contains(&level) || !lower.is_repeated_in(subject.resolved, &ask) {
                    continue;
                }
                let ids = [level, below].map(|level| &subject.resolved.levels[level].level.id);
                let [id, below_id] = ids;
                let help = if track.is_cumulative() {
                    format!("say what `{id}` asks beyond `{below_id}`, or leave it out: the track is cumulative")
                } else {
                    format!("say what `{id}` asks beyond `{below_id}`, or write `{{ same_as: {below_id} }}`")
                };
                let finding: Finding = report
                    .finding(
                        format!("`{id}` says word for word of `{competency}` what `{below_id}` below it says"),
                        subject.expectation_mark(level, competency, "again here"),
                    )
                    .also(subject.expectation_mark(below, competency, "first here"))
                    .help(help);
                let adds_nothing = asked.examples.is_empty() || asked.examples == lower.asked.examples;
                report.push(if track.is_cumulative() && adds_nothing && !is_referred_to(subject, level, competency) {
                    let place = subject.expectation_place(level, competency);
                    finding.fix(Fix { title: "leave it out".to_owned(), edit: Edit::Remove(place) })
                } else {
                    finding
                });
            }
        }
    }
}

/// Whether another level says that it asks the same as this one, which then has to say it.
fn is_referred_to(subject: &Subject<'_>, level: usize, competency: &CompetencyId) -> bool {
    let levels = &subject.resolved.levels;
    let id = &levels[level].level.id;
    let expectations = levels.iter().flat_map(|standing| standing.level.expectations.iter());
    expectations
        .filter(|expectation| expectation.competency == *competency)
        .any(|expectation| matches!(&expectation.ask, model::Ask::SameAs(target) if target == id))
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn answers(one: &str, two: &str) -> Vec<(&'static str, String)> {
        found(&format!(
            "\
ladder: support
competencies: [{{ id: answers }}, {{ id: influence, kind: leadership }}]
tracks:
  - id: ic
    kind: ic
    levels:
      - {{ id: IC1, grade: 1, expectations: {{ answers: {one}, influence: Talks a colleague round. }} }}
      - {{ id: IC2, grade: 2, expectations: {{ answers: {two}, influence: Talks a team round. }} }}
  - id: manager
    kind: manager
    levels:
      - {{ id: M2, grade: 2, expectations: {{ answers: Keeps a queue short., influence: Settles who does what. }} }}
moves: [{{ from: IC2, to: M2, both_ways: true }}]
"
        ))
    }

    #[test]
    fn case_spacing_and_punctuation_make_no_difference() {
        let repeated = [("repeated-expectation", "answers".to_owned())];
        assert_eq!(answers("Answers a case", "'answers  a, CASE!'"), repeated);
        assert_eq!(answers("[Answers a case, Asks]", "[Answers a case; Asks.]"), repeated);
    }

    #[test]
    fn the_same_words_at_another_step_and_steps_without_words_are_fine() {
        assert_eq!(answers("{ step: 1, text: Answers a case }", "{ step: 2, text: Answers a case }"), []);
        assert_eq!(answers("{ step: 2 }", "{ step: 2 }"), []);
    }
}
