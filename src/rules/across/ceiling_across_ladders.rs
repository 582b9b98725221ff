//! `ceiling-across-ladders`: a function whose individual contributors stop early.

use super::sisters;
use crate::finding::Severity;
use crate::model::resolve::Rank;
use crate::rules::causes::Own;
use crate::rules::{Category, Check, Explanation, Project, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "ceiling-across-ladders",
    aliases: &[],
    category: Category::Across,
    severity: Severity::Note,
    milder: None,
    summary: "individual contributors end lower than in another ladder",
    explanation: Explanation {
        finds: "A ladder whose individual contributor side ends at a lower grade than that of another ladder with \
                grades from the same file. Nothing is reported if the other ladder goes further with only one career \
                level (`terminal: true`) or by half a grade, or if `track-ceiling` already reports that the individual \
                contributors of this ladder end below its managers.",
        why: "People who are excellent at the work of this function cannot rise as far as colleagues in another, \
              unless they start to manage people.",
        off: "When the work of a function really ends at a lower grade; better, say so in the ladder's summary.",
        bad: "\
ladder: support
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }]
moves: [{ from: IC1, to: M1, both_ways: true }]
#: sales.yaml
ladder: sales
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
#: company.yaml
base: company
grades: [{ id: 1 }, { id: 2 }, { id: 3 }]
",
        good: "\
ladder: support
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M1, grade: 1 }, { id: M2, grade: 2 }]
moves: [{ from: IC1, to: M1, both_ways: true }, { from: IC2, to: M2, both_ways: true }]
#: sales.yaml
ladder: sales
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
#: company.yaml
base: company
grades: [{ id: 1 }, { id: 2 }, { id: 3 }]
",
    },
    check: Check::Project(check),
};

fn check(project: &Project<'_>, report: &mut Report) {
    for group in sisters(project) {
        let ends: Vec<End<'_, '_>> = group.iter().filter_map(|subject| End::of(subject)).collect();
        let mut highest_first: Vec<&End<'_, '_>> = ends.iter().collect();
        highest_first.sort_by_key(|end| std::cmp::Reverse(end.top));
        for end in ends.iter().filter(|end| end.is_told()) {
            if let Some(sister) = highest_first.iter().find(|sister| sister.is_beyond(end)) {
                below(report, end, sister);
            }
        }
    }
}

/// How high the individual contributors of a ladder go. Half grades are no ceiling.
struct End<'p, 'a> {
    subject: &'p Subject<'a>,
    /// A highest level.
    level: usize,
    top: Rank,
    /// How high they go without that level.
    second: Option<Rank>,
}

impl<'p, 'a> End<'p, 'a> {
    fn of(subject: &'p Subject<'a>) -> Option<Self> {
        let (resolved, side) = (subject.resolved, &subject.sides.ic);
        if !side.is_populated {
            return None;
        }
        let whole = |level: usize| {
            let (low, high) = resolved.levels[level].ranks?;
            [high, low].into_iter().find(|rank| !resolved.spine.is_half(*rank))
        };
        let mut tops: Vec<(Rank, usize)> =
            side.levels.iter().filter_map(|level| Some((whole(*level)?, *level))).collect();
        tops.sort_by_key(|(top, level)| (std::cmp::Reverse(*top), *level));
        let (top, level) = *tops.first()?;
        Some(Self { subject, level, top, second: tops.get(1).map(|(second, _)| *second) })
    }

    /// Whether a ceiling of this ladder is known for sure, and is not `track-ceiling` already.
    fn is_told(&self) -> bool {
        self.subject.sides.ic.complete && !self.subject.causes.ceilings.iter().any(|ceiling| ceiling.own == Own::Ic)
    }

    /// Whether this goes further than `lower`, by more than one level where people are not expected to get.
    fn is_beyond(&self, lower: &End<'_, '_>) -> bool {
        let standing = &self.subject.resolved.levels[self.level];
        let is_one = self.second.is_none_or(|second| second <= lower.top);
        let may_stay = standing.level.terminal.or_default(false) != Some(false);
        self.top > lower.top && !(is_one && may_stay)
    }

    fn grade(&self) -> String {
        self.subject.resolved.spine.name(self.top)
    }
}

fn below(report: &mut Report, end: &End<'_, '_>, sister: &End<'_, '_>) {
    let (id, other) = (&end.subject.ladder().id, &sister.subject.ladder().id);
    let (grade, higher) = (end.grade(), sister.grade());
    report.push(
        report
            .finding(
                format!(
                    "individual contributors end at grade {grade} in `{id}`, but go on to grade {higher} in `{other}`"
                ),
                end.subject.level_key(end.level, "grade", "the highest level for individual contributors"),
            )
            .also(sister.subject.level_key(sister.level, "grade", format!("the highest one in `{other}`")))
            .help(format!("add levels up to grade {higher}, unless the work of this function really ends there")),
    );
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    /// What is found of three ladders whose individual contributors stand at those grades.
    fn marked(ladders: [&str; 3]) -> Vec<String> {
        let ladder = |(index, levels): (usize, &&str)| {
            let levels: Vec<String> = levels
                .split_whitespace()
                .map(|grade| match grade.strip_suffix('t') {
                    Some(grade) => format!("{{ id: 'L{grade}', grade: {grade}, terminal: true }}"),
                    None => format!("{{ id: 'L{grade}', grade: {grade} }}"),
                })
                .collect();
            let levels = levels.join(", ");
            format!(
                "#: {index}.yaml\nladder: {index}\nextends: company.yaml\ntracks: [{{ id: ic, kind: ic, levels: [{levels}] }}]\n"
            )
        };
        let ladders: String = ladders.iter().enumerate().map(ladder).collect();
        let base = "base: company\ngrades: [{ id: 1 }, { id: 2 }, { id: 2.5 }, { id: 3 }, { id: 4 }]\n";
        let project = format!("base: other\n{ladders}#: company.yaml\n{base}");
        let found = found(&project).into_iter().filter(|(rule, _)| *rule == "ceiling-across-ladders");
        found.map(|(_, text)| text).collect()
    }

    #[test]
    fn each_lower_ladder_is_one_finding() {
        assert_eq!(marked(["1 2", "1 2 3", "1"]), ["2", "1"]);
    }

    #[test]
    fn one_terminal_level_or_a_half_grade_more_is_no_ceiling() {
        let none: [String; 0] = [];
        assert_eq!(marked(["1 2", "1 2 3t", "1 2"]), none);
        assert_eq!(marked(["1 2", "1 2 2.5", "1 2"]), none);
        assert_eq!(marked(["1 2", "1 2 3 4t", "3"]), ["2"]);
    }
}
