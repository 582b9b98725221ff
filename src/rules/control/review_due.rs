//! `review-due`: nobody has checked a ladder for too long.

use crate::finding::{Mark, Severity};
use crate::model::{Place, Stated};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};
use crate::words::count;

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "review-due",
    aliases: &[],
    category: Category::Control,
    severity: Severity::Warning,
    milder: None,
    summary: "a ladder was last reviewed too long ago, or never",
    explanation: Explanation {
        finds: "A ladder whose date under `reviewed` is at least as many months ago as `review_months` in \
                `.ladder.yaml` says, and a ladder without such a date. Without `review_months`, nothing is reported.",
        why: "The work changes, and a ladder does not: people are judged by what was right years ago, and nobody \
              notices because nobody looked.",
        off: "Never: remove `review_months` from `.ladder.yaml`.",
        bad: "\
ladder: support
reviewed: 2025-09-30
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
#: .ladder.yaml
review_months: 12
",
        good: "\
ladder: support
reviewed: 2026-09-30
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
#: .ladder.yaml
review_months: 12
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let Some(review) = subject.settings.review else { return };
    let place = Place::whole(&subject.ladder().id);
    let every = count(review.months as usize, "month");
    let finding = match subject.ladder().reviewed {
        Stated::Unknown => return,
        Stated::Unstated => {
            let message = format!("no date says when the ladder was last reviewed, but reviews are due every {every}");
            report.finding(message, Mark::place(place, "no `reviewed`"))
        }
        Stated::Is(day) => {
            let passed = review.today.months_since(day);
            if passed < review.months {
                return;
            }
            let ago = count(passed as usize, "month");
            let message = format!("the ladder was last reviewed {ago} ago, but reviews are due every {every}");
            report.finding(message, Mark::key(place, "reviewed", "the last review"))
        }
    };
    report.push(finding.help(format!("check that the ladder still holds, and write `reviewed: {}`", review.today)));
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn with(top: &str, settings: &str) -> Vec<(&'static str, String)> {
        found(&format!(
            "ladder: a\n{top}tracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: IC1, grade: 1 }}] }}\n  - {{ id: m, kind: manager, \
             levels: [{{ id: M1, grade: 1 }}] }}\nmoves: [{{ from: IC1, to: M1, both_ways: true }}]\n#: .ladder.yaml\n{settings}"
        ))
    }

    #[test]
    fn a_review_is_due_on_the_day_after_so_many_months_and_only_where_the_project_says_so() {
        let due = |day: &str| vec![("review-due", day.to_owned())];
        assert_eq!(with("reviewed: 2025-11-24\n", "review_months: 12\n"), due("2025-11-24"));
        assert_eq!(with("reviewed: 2025-11-25\n", "review_months: 12\n"), []);
        assert_eq!(with("reviewed: 2026-10-24\n", "review_months: 1\n"), due("2026-10-24"));
        assert_eq!(with("", "review_months: 12\n"), due("a"), "a ladder without a date");
        assert_eq!(with("reviewed: 2001-01-01\n", "fail_on: note\n"), []);
    }
}
