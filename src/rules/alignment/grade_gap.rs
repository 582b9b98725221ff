//! `grade-gap`: a grade that one side has and the other skips.

use crate::finding::Severity;
use crate::model::resolve::{Rank, Side};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "grade-gap",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Error,
    milder: None,
    summary: "a grade at which one side has a level and the other has none",
    explanation: Explanation {
        finds: "A grade, between the higher of the two sides' starts (from the fork up) and the lower of their tops, at which \
                one side has a level and the other has none. Sides are compared, not single tracks; a level that spans grades \
                fills each of them; half grades never make a gap.",
        why: "Somebody on the side with the hole has to make two steps at once where a colleague on the other side makes one, \
              or has to change sides to be promoted.",
        off: "When the hole is meant and the two sides are not worth the same there; consider `aligned: false` on the track \
              that is not compared.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC4, grade: 4 }
      - { id: IC6, grade: 6 }
  - id: manager
    kind: manager
    levels:
      - { id: M4, grade: 4 }
      - { id: M5, grade: 5 }
      - { id: M6, grade: 6 }
moves:
  - { from: [IC4], to: M4, both_ways: true }
  - { from: [IC6], to: M6, both_ways: true }
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC4, grade: 4 }
      - { id: IC5, grade: 5 }
      - { id: IC6, grade: 6 }
  - id: manager
    kind: manager
    levels:
      - { id: M4, grade: 4 }
      - { id: M5, grade: 5 }
      - { id: M6, grade: 6 }
moves:
  - { from: IC4, to: M4, both_ways: true }
  - { from: IC5, to: M5, both_ways: true }
  - { from: IC6, to: M6, both_ways: true }
",
    },
    check: Check::Ladder(check),
};

const IC: &str = "an individual contributor";
const MANAGER: &str = "a manager";

fn check(subject: &Subject<'_>, report: &mut Report) {
    let (ic, manager) = (&subject.sides.ic, &subject.sides.manager);
    if !ic.is_populated || !manager.is_populated {
        return;
    }
    let bounds = (|| {
        let resolved = subject.resolved;
        let bottom = ic.bottom(resolved)?.max(manager.bottom(resolved)?).max(subject.sides.fork?);
        Some((bottom, ic.top(resolved)?.min(manager.top(resolved)?)))
    })();
    let Some((bottom, top)) = bounds else { return };
    for rank in subject.resolved.used_ranks.iter().copied().filter(|rank| (bottom..=top).contains(rank)) {
        if subject.resolved.spine.is_half(rank) {
            continue;
        }
        gap(subject, report, rank, (ic, IC), (manager, MANAGER));
        gap(subject, report, rank, (manager, MANAGER), (ic, IC));
    }
}

/// Reports a gap at `rank` on the first side, where the second has a level.
fn gap(
    subject: &Subject<'_>,
    report: &mut Report,
    rank: Rank,
    (short, who): (&Side, &str),
    (full, twin): (&Side, &str),
) {
    let resolved = subject.resolved;
    let Some(parallel) = full.at(resolved, rank).next() else { return };
    if !short.complete || short.at(resolved, rank).next().is_some() {
        return;
    }
    let grade = resolved.spine.name(rank);
    // The level below the hole: a level that fills it comes after this one.
    let below = |level: &usize| resolved.levels[*level].ranks.is_some_and(|(_, high)| high < rank);
    let Some(mend) = short.levels.iter().copied().filter(below).max_by_key(|level| resolved.levels[*level].ranks)
    else {
        return;
    };
    let above = short.levels.iter().copied().filter_map(|level| resolved.levels[level].ranks).map(|(low, _)| low);
    let next = above.filter(|low| *low > rank).min().map_or_else(String::new, |next| {
        format!("the next {who_has} at grade {}", resolved.spine.name(next), who_has = "level after this is")
    });
    report.push(
        report
            .finding(
                format!("at grade {grade} {twin} has a level and {who} has none"),
                subject.level_key(mend, "grade", next),
            )
            .also(subject.level_key(
                parallel,
                "grade",
                format!("nothing on the other side is parallel to {}", resolved.levels[parallel].level.id),
            ))
            .help(format!(
                "add a level at grade {grade} after `{}`, or let a neighbour span it: `grade: [{grade}, …]`",
                resolved.levels[mend].level.id
            )),
    );
}
