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

/// A grade at which one side has a level and the other has none.
pub(in crate::rules) struct Gap {
    /// The grade.
    pub rank: Rank,
    /// Whether it is the individual contributor side that has none.
    pub is_on_ic: bool,
    /// The level of that side below the hole: a level that fills it comes after this one.
    below: usize,
    /// A level of the other side at the grade.
    parallel: usize,
}

/// Every gap, from the lowest grade up.
pub(in crate::rules) fn gaps(subject: &Subject<'_>) -> Vec<Gap> {
    let resolved = subject.resolved;
    let (ic, manager) = (&subject.sides.ic, &subject.sides.manager);
    if !ic.is_populated || !manager.is_populated {
        return Vec::new();
    }
    let bounds = (|| {
        let bottom = ic.bottom(resolved)?.max(manager.bottom(resolved)?).max(subject.sides.fork?);
        Some((bottom, ic.top(resolved)?.min(manager.top(resolved)?)))
    })();
    let Some((bottom, top)) = bounds else { return Vec::new() };
    let at = |side: &Side| resolved.by_rank(side.levels.iter().copied());
    let (ic_at, manager_at) = (at(ic), at(manager));
    let mut gaps = Vec::new();
    for rank in resolved.used_ranks.iter().copied().filter(|rank| (bottom..=top).contains(rank)) {
        let (short, is_on_ic, parallel) = match (ic_at.get(&rank), manager_at.get(&rank)) {
            (None, Some(parallel)) => (ic, true, *parallel),
            (Some(parallel), None) => (manager, false, *parallel),
            _ => continue,
        };
        if !short.complete || resolved.spine.is_half(rank) {
            continue;
        }
        let lower = |level: &usize| resolved.levels[*level].ranks.is_some_and(|(_, high)| high < rank);
        let below = short.levels.iter().copied().filter(lower).max_by_key(|level| resolved.levels[*level].ranks);
        gaps.extend(below.map(|below| Gap { rank, is_on_ic, below, parallel }));
    }
    gaps
}

fn check(subject: &Subject<'_>, report: &mut Report) {
    const IC: &str = "an individual contributor";
    const MANAGER: &str = "a manager";
    let resolved = subject.resolved;
    for Gap { rank, is_on_ic, below, parallel } in gaps(subject) {
        let (short, who, twin) =
            if is_on_ic { (&subject.sides.ic, IC, MANAGER) } else { (&subject.sides.manager, MANAGER, IC) };
        let grade = resolved.spine.name(rank);
        let lows = short.levels.iter().filter_map(|level| resolved.levels[*level].ranks).map(|(low, _)| low);
        let next = lows.filter(|low| *low > rank).min().map_or_else(String::new, |next| {
            format!("the next level after this is at grade {}", resolved.spine.name(next))
        });
        let (below_id, parallel_id) = (&resolved.levels[below].level.id, &resolved.levels[parallel].level.id);
        report.push(
            report
                .finding(
                    format!("at grade {grade} {twin} has a level and {who} has none"),
                    subject.level_key(below, "grade", next),
                )
                .also(subject.level_key(
                    parallel,
                    "grade",
                    format!("nothing on the other side is parallel to {parallel_id}"),
                ))
                .help(format!(
                    "add a level at grade {grade} after `{below_id}`, or let a neighbour span it: `grade: [{grade}, …]`"
                )),
        );
    }
}
