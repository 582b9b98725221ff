//! `step-drop`: a higher level is asked for less mastery.

use std::cmp::Ordering;

use foldhash::HashMap;

use crate::finding::{Mark, Severity};
use crate::model::resolve::Told;
use crate::model::{Asked, CompetencyId};
use crate::rules::causes::{compare_steps, is_active, told, tracks};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "step-drop",
    aliases: &[],
    category: Category::Threads,
    severity: Severity::Warning,
    milder: None,
    summary: "the step of a competency falls along a track",
    explanation: Explanation {
        finds: "A competency whose step at a level is lower on the scale than at the nearest level below it on the \
                track that has one. After `~` a competency may start again at a lower step. Tracks are not compared \
                with each other.",
        why: "A promotion would ask people to be worse at something, and readers of the table stop believing the \
              steps.",
        off: "When a higher level really needs less of something; better, end the competency there with `~`.",
        bad: "\
ladder: support
competencies: [{ id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { influence: { step: 2, text: Talks a colleague round. } } }
      - { id: IC2, grade: 2, expectations: { influence: { step: 1, text: Talks a team round. } } }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, expectations: { influence: { step: 2, text: Settles who takes which case. } } }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
competencies: [{ id: influence, kind: leadership }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, expectations: { influence: { step: 2, text: Talks a colleague round. } } }
      - { id: IC2, grade: 2, expectations: { influence: { step: 3, text: Talks a team round. } } }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, expectations: { influence: { step: 2, text: Settles who takes which case. } } }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    for (_, levels) in tracks(subject.resolved) {
        let mut last: HashMap<&CompetencyId, (usize, &Asked)> = HashMap::default();
        for level in levels.filter(|level| is_active(subject.resolved, *level)) {
            for (competency, told) in told(subject.resolved, level) {
                match told {
                    Told::Asked { asked, .. } if asked.step.get().is_some() => {
                        if let Some((below, lower)) = last.insert(competency, (level, asked)) {
                            judge(subject, report, competency, (below, lower), (level, asked));
                        }
                    }
                    Told::Asked { .. } | Told::Silent => {}
                    Told::NotAsked | Told::Unknown => _ = last.remove(competency),
                }
            }
        }
    }
}

fn judge(
    subject: &Subject<'_>,
    report: &mut Report,
    competency: &CompetencyId,
    (below, lower): (usize, &Asked),
    (level, upper): (usize, &Asked),
) {
    let levels = &subject.resolved.levels;
    // Levels in the wrong order are a cause of their own.
    let in_order = match (levels[below].ranks, levels[level].ranks) {
        (Some(lower), Some(upper)) => lower <= upper,
        _ => true,
    };
    if !in_order || compare_steps(subject.resolved, competency, lower, upper) != Some(Ordering::Greater) {
        return;
    }
    let (Some(lower_step), Some(step)) = (lower.step.get(), upper.step.get()) else { return };
    let (id, below_id) = (&levels[level].level.id, &levels[below].level.id);
    let place = |level| subject.expectation_place(level, competency);
    report.push(
        report
            .finding(
                format!("`{id}` asks for less of `{competency}` than `{below_id}` below it"),
                Mark::key(place(level), "step", format!("`{step}`, lower than `{lower_step}`")),
            )
            .also(Mark::key(place(below), "step", format!("`{lower_step}`, at a lower level")))
            .help(format!(
                "give `{id}` at least the step `{lower_step}`, or `{below_id}` a lower one; `~` ends the competency"
            )),
    );
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn steps(one: &str, two: &str, three: &str) -> Vec<(&'static str, String)> {
        found(&format!(
            "\
ladder: support
competencies: [{{ id: answers }}, {{ id: influence, kind: leadership }}]
scale: [{{ id: follows }}, {{ id: does }}, {{ id: teaches }}]
tracks:
  - id: ic
    kind: ic
    levels:
      - {{ id: IC1, grade: 1, expectations: {{ answers: {one}, influence: Asks for help early. }} }}
      - {{ id: IC2, grade: 2, expectations: {{ answers: {two}, influence: Talks a colleague round. }} }}
      - {{ id: IC3, grade: 3, expectations: {{ answers: {three}, influence: Talks a team round. }} }}
  - id: manager
    kind: manager
    levels: [{{ id: M3, grade: 3, expectations: {{ answers: {{ step: follows }}, influence: Settles it. }} }}]
moves: [{{ from: IC3, to: M3, both_ways: true }}]
"
        ))
    }

    #[test]
    fn the_order_is_that_of_the_scale_and_of_one_track() {
        assert_eq!(steps("{ step: follows }", "{ step: does }", "{ step: teaches }"), []);
        let drop = steps("{ step: does }", "{ step: teaches }", "{ step: does }");
        assert_eq!(drop, [("step-drop", "does".to_owned())]);
    }

    #[test]
    fn a_level_without_a_step_does_not_hide_the_drop() {
        let drop = steps("{ step: teaches }", "Answers a case.", "{ step: does }");
        assert_eq!(drop, [("step-drop", "does".to_owned())]);
    }

    #[test]
    fn a_closed_thread_begins_anew_and_a_bad_step_is_the_only_finding() {
        assert_eq!(steps("{ step: teaches }", "~", "{ step: does }"), []);
        let unknown = steps("{ step: teaches }", "{ step: masters }", "{ step: does }");
        assert_eq!(unknown, [("unknown-reference", "masters".to_owned())]);
    }
}
