//! `tenure-criterion`: time served, where the ladder should say what somebody does.

use foldhash::HashSet;

use super::tenure::tenure;
use crate::finding::Severity;
use crate::model::Use;
use crate::rules::{Category, Check, Explanation, File, Report, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "tenure-criterion",
    aliases: &[],
    category: Category::Words,
    severity: Severity::Warning,
    milder: None,
    summary: "years of experience, in role or at level, instead of scope",
    explanation: Explanation {
        finds: "A summary, scope or expectation that asks for time: `5+ years of experience`, `at least two years in \
                role`, `18 months at level`, `has been a manager for three years`. Time ahead is something else (a \
                `three-year roadmap`, the next two years, five years from now), and so is the time of others (`mentors \
                people with five years of experience`). English only.",
        why: "Years do not say what somebody can be trusted with. People who learn fast wait for nothing, people who \
              stop learning are promoted for waiting, and people who took a break to raise a child or to recover have \
              to wait again.",
        off: "When a licence or a law requires the time.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, summary: Answers the cases that have been answered before. }
      - { id: IC2, grade: 2, summary: Has 5+ years of experience and at least two years in role. }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, summary: Sees to it that every case finds somebody. }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, summary: Answers the cases that have been answered before. }
      - { id: IC2, grade: 2, summary: Answers the cases that nobody has seen before. }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, summary: Sees to it that every case finds somebody. }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::File(check),
};

fn check(file: &File<'_, '_>, report: &mut Report) {
    let levels: HashSet<&str> = match file {
        File::Ladder(subject) => subject.ladder().levels().map(|(_, level)| level.id.as_str()).collect(),
        File::Base(..) => HashSet::default(),
    };
    for text in &file.texts().list {
        if !text.has_time || !matches!(text.used_as, Use::Summary | Use::Scope | Use::Point) {
            continue;
        }
        if let Some(phrase) = tenure(text.written, &|word| levels.contains(word)) {
            let message = format!("`{phrase}` asks how long somebody has been there, and not what they do");
            report.push(report.finding(message, text.mark("time instead of scope")).help(
                "say what this level takes on that the one below does not: how large a problem, and how far its effects reach",
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    #[test]
    fn points_are_marked_one_by_one_and_levels_are_known_by_their_ids() {
        let ladder = "\
ladder: a
competencies: [{ id: craft }]
tracks:
  - id: ic
    kind: ic
    levels:
      - id: IC1
        grade: 1
        scope: Logs that are kept for two years in S3
        expectations: { craft: [Writes., Has spent 18 months at IC1.] }
";
        let found: Vec<_> = found(ladder).into_iter().filter(|(rule, _)| *rule == "tenure-criterion").collect();
        assert_eq!(found, [("tenure-criterion", "Has spent 18 months at IC1.".to_owned())]);
    }
}
