//! `duplicate-title`: one title at different grades.

use foldhash::HashMap;

use super::{is_compared, plain};
use crate::finding::Severity;
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "duplicate-title",
    aliases: &[],
    category: Category::Words,
    severity: Severity::Note,
    milder: None,
    summary: "two levels of a ladder share a title but no grade",
    explanation: Explanation {
        finds: "A title, main or additional, of two levels of aligned tracks that have no grade in common. Capitals \
                and spaces make no difference. Parallel levels may share a title, and so may a planned or deprecated \
                level and its successor, and neighbouring levels of a track whose ids are numbered, such as `IC2` and \
                `IC3`.",
        why: "Others know people by their title. If two grades share one, a promotion does not show, and offers look \
              alike that are not.",
        off: "When titles are deliberately broad and only the level counts.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, title: Support Lead, grade: 1 }, { id: IC2, title: Senior Support Agent, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, title: Support Lead, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, title: Support Agent, grade: 1 }, { id: IC2, title: Senior Support Agent, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, title: Support Lead, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let levels = &subject.resolved.levels;
    let mut titles: HashMap<String, Vec<usize>> = HashMap::default();
    let mut order = Vec::new();
    for (level, standing) in levels.iter().enumerate() {
        if !is_compared(standing) {
            continue;
        }
        for title in &standing.level.titles {
            let key = plain(title);
            let holders = titles.entry(key.clone()).or_default();
            if holders.is_empty() {
                order.push((title, key));
            }
            if holders.last() != Some(&level) {
                holders.push(level);
            }
        }
    }
    for (title, key) in order {
        let holders = &titles[&key];
        let Some((first, others)) = holders.split_first() else { continue };
        if is_a_run(subject, holders) {
            continue;
        }
        let elsewhere = |level: &&usize| {
            !levels[**level].overlaps(&levels[*first]) && levels[**level].level.id != levels[*first].level.id
        };
        let others: Vec<usize> = others.iter().filter(elsewhere).copied().collect();
        let Some(other) = others.first() else { continue };
        let grade = |level: usize| levels[level].level.grades.get().map_or_else(String::new, ToString::to_string);
        let message = format!(
            "the title `{title}` is at grade {} and at grade {}, so it does not show somebody's grade",
            grade(*first),
            grade(*other),
        );
        let mut finding =
            report.finding(message, subject.level_key(*other, "title", format!("grade {}", grade(*other))));
        for level in std::iter::once(first).chain(&others[1..]) {
            finding = finding.also(subject.level_key(*level, "title", format!("grade {}", grade(*level))));
        }
        report.push(finding.help("give each grade its own title"));
    }
}

/// Whether levels of one track follow each other and their ids count them: `IC2`, `IC3`. The id, which always stands beside
/// the title, tells them apart.
fn is_a_run(subject: &Subject<'_>, holders: &[usize]) -> bool {
    let levels = &subject.resolved.levels;
    let is_counted = |level: &usize| levels[*level].level.id.as_str().contains(|c: char| c.is_ascii_digit());
    let follow = |pair: &[usize]| pair[1] == pair[0] + 1 && levels[pair[0]].track_index == levels[pair[1]].track_index;
    holders.iter().all(is_counted) && holders.windows(2).all(follow)
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn marked(levels: &[&str]) -> Vec<String> {
        let levels: String = levels.iter().map(|level| format!("      - {{ {level} }}\n")).collect();
        let ladder = format!(
            "ladder: a\ntracks:\n  - id: m\n    kind: manager\n    levels: [{{ id: M2, title: Lead, grade: 2 }}]\n  - id: ic\n    \
             kind: ic\n    levels:\n{levels}"
        );
        found(&ladder).into_iter().filter(|(rule, _)| *rule == "duplicate-title").map(|(_, text)| text).collect()
    }

    #[test]
    fn capitals_spaces_and_further_titles_are_looked_through() {
        assert_eq!(marked(&["id: IC1, title: [Agent, '  lead '], grade: 1"]).len(), 1);
        let one =
            marked(&["id: one, title: A, grade: 1", "id: two, title: a, grade: 2", "id: three, title: A, grade: 3"]);
        assert_eq!(one, ["a"], "one title is one finding");
    }

    #[test]
    fn levels_that_their_ids_count_share_a_title() {
        assert_eq!(marked(&["id: IC1, title: A, grade: 1", "id: IC2, title: A, grade: 2"]), Vec::<String>::new());
        let apart = ["id: IC1, title: A, grade: 1", "id: IC2, title: B, grade: 2", "id: IC3, title: A, grade: 3"];
        assert_eq!(marked(&apart), ["A"]);
    }

    #[test]
    fn parallel_levels_and_successors_share_a_title() {
        assert_eq!(marked(&["id: IC2, title: Lead, grade: 2"]), Vec::<String>::new());
        assert_eq!(marked(&["id: IC2, title: Lead, grade: [1, 2]"]), Vec::<String>::new());
        assert_eq!(marked(&["id: IC1, title: Lead, grade: 1, status: deprecated"]), Vec::<String>::new());
        assert_eq!(marked(&["id: IC1, title: [Lead II, Lead II], grade: 1"]), Vec::<String>::new());
    }
}
