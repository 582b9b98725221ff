//! `pay-on-one-side`: a grade at which one side knows what it is paid, and the other does not.

use std::collections::BTreeMap;

use foldhash::HashSet;

use crate::finding::Severity;
use crate::model::Status;
use crate::model::resolve::{Rank, Side};
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};
use crate::words::join;

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "pay-on-one-side",
    aliases: &[],
    category: Category::Alignment,
    severity: Severity::Warning,
    milder: None,
    summary: "at one grade only one side has a pay band",
    explanation: Explanation {
        finds: "A grade at which a level of one side has a pay band, its own or that of its grade, and no level of the \
                other side has one. If a side has no bands at all, that is one finding.",
        why: "The side without a band cannot check that it is paid like the other, and usually it is not.",
        off: "When the pay of one side is deliberately not published.",
        bad: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, pay: { currency: EUR, min: 40000, max: 50000 } }
      - { id: IC2, grade: 2 }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, pay: { currency: EUR, min: 48000, max: 60000 } }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, pay: { currency: EUR, min: 40000, max: 50000 } }
      - { id: IC2, grade: 2, pay: { currency: EUR, min: 48000, max: 60000 } }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2, pay: { currency: EUR, min: 48000, max: 60000 } }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

const ICS: &str = "individual contributors";
const MANAGERS: &str = "managers";

fn check(subject: &Subject<'_>, report: &mut Report) {
    let mut seen = HashSet::default();
    for sides in &subject.crafts {
        let (ic, manager) = (&sides.ic, &sides.manager);
        one_sided(subject, report, &mut seen, (ic, ICS), (manager, MANAGERS));
        one_sided(subject, report, &mut seen, (manager, MANAGERS), (ic, ICS));
    }
}

/// Reports what the first side lacks and the second has, a level that is of several crafts once.
fn one_sided(
    subject: &Subject<'_>,
    report: &mut Report,
    seen: &mut HashSet<usize>,
    (bare, who): (&Side, &str),
    (paid, twin): (&Side, &str),
) {
    if !bare.complete {
        return;
    }
    let levels = &subject.resolved.levels;
    let is_active = |level: &usize| levels[*level].level.status() == Some(Status::Active);
    let resolved = subject.resolved;
    let is_paid = |level: &usize| is_active(level) && !resolved.pay(*level).is_empty();
    let twins = resolved.by_rank(paid.levels.iter().copied().filter(is_paid));
    let (with, without): (Vec<usize>, Vec<usize>) = bare.levels.iter().partition(|level| may_be_paid(subject, **level));
    let covered = resolved.by_rank(with.iter().copied());
    let unpaid = resolved.by_rank(without.into_iter().filter(is_active));
    // The first level at each grade that has none, and the grades at which it has none, from the lowest up.
    let mut holes: BTreeMap<usize, Vec<Rank>> = BTreeMap::new();
    for rank in resolved.used_ranks.iter().filter(|rank| twins.contains_key(rank) && !covered.contains_key(rank)) {
        if let Some(level) = unpaid.get(rank) {
            holes.entry(*level).or_default().push(*rank);
        }
    }
    let holes: Vec<(usize, Vec<Rank>)> = holes.into_iter().filter(|(level, _)| seen.insert(*level)).collect();
    let findings: Vec<&[(usize, Vec<Rank>)]> =
        if with.is_empty() { holes.chunks(holes.len().max(1)).collect() } else { holes.chunks(1).collect() };
    for holes in findings {
        let [(first, at), further @ ..] = holes else { continue };
        let grades: Vec<String> =
            holes.iter().flat_map(|(_, ranks)| ranks).map(|rank| subject.resolved.spine.name(*rank)).collect();
        let parallel = twins[&at[0]];
        let mut finding = report
            .finding(
                format!("at {}, {twin} have a pay band but {who} have none", named(&grades)),
                subject.level_mark(*first, "no pay band"),
            )
            .also(subject.level_key(parallel, "pay", format!("the band of `{}`", levels[parallel].level.id)));
        for (level, _) in further {
            finding = finding.also(subject.level_mark(*level, "none here either"));
        }
        report.push(finding.help("add `pay`, preferably to the grade, where it applies to both sides"));
    }
}

/// Whether a level has a band, or what could not be read may be one.
fn may_be_paid(subject: &Subject<'_>, level: usize) -> bool {
    let standing = &subject.resolved.levels[level];
    let ends =
        standing.ranks.map_or([None; 2], |(low, high)| [low, high].map(|rank| subject.resolved.spine.grade(rank)));
    let mut pay = ends.into_iter().flatten().map(|grade| &grade.pay).chain([&standing.level.pay]);
    pay.any(|pay| pay.partial || !pay.is_empty())
}

/// "grade 4", "grades 4, 5 and 6".
fn named(grades: &[String]) -> String {
    format!("grade{} {}", if grades.len() == 1 { "" } else { "s" }, join(grades))
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    const PAY: &str = "pay: { currency: EUR, min: 1, max: 2 }";

    fn marked(ic: &[&str], manager: &[&str]) -> Vec<String> {
        let levels =
            |levels: &[&str]| levels.iter().map(|level| format!("      - {{ {level} }}\n")).collect::<String>();
        let ladder = format!(
            "ladder: a\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n{}  - id: m\n    kind: manager\n    levels:\n{}",
            levels(ic),
            levels(manager)
        )
        .replace("PAY", PAY);
        found(&ladder).into_iter().filter(|(rule, _)| *rule == "pay-on-one-side").map(|(_, text)| text).collect()
    }

    #[test]
    fn a_side_without_any_band_is_one_finding() {
        let paid = ["id: M1, grade: 1, PAY", "id: M2, grade: 2, PAY"];
        let bare = ["id: IC1, grade: 1", "id: IC2, grade: 2"];
        assert_eq!(marked(&bare, &paid), ["IC1"]);
        assert_eq!(marked(&paid, &bare), ["IC1"], "and in the mirror");
        assert_eq!(marked(&["id: IC1, grade: 1, PAY", "id: IC2, grade: 2"], &paid), ["IC2"]);
    }

    #[test]
    fn a_span_that_is_paid_covers_its_grades() {
        let none: [String; 0] = [];
        assert_eq!(
            marked(&["id: IC1, grade: 1, PAY", "id: IC2, grade: 2, PAY"], &["id: M1, grade: [1, 2], PAY"]),
            none
        );
        assert_eq!(marked(&["id: IC1, grade: 1, PAY", "id: IC2, grade: 2, PAY"], &["id: M1, grade: [1, 2]"]), ["M1"]);
    }

    #[test]
    fn what_is_planned_or_cannot_be_read_is_passed_over() {
        let none: [String; 0] = [];
        assert_eq!(marked(&["id: IC1, grade: 1, status: planned"], &["id: M1, grade: 1, PAY"]), none);
        assert_eq!(marked(&["id: IC1, grade: 1"], &["id: M1, grade: 1, status: deprecated, PAY"]), none);
        assert_eq!(marked(&["id: IC1, grade: 1, pay: much"], &["id: M1, grade: 1, PAY"]), none);
    }
}
