//! `band-drop`: a promotion that lowers pay.

use foldhash::HashMap;

use super::{LevelBand, Market, grade_pay, level_bands};
use crate::finding::{Mark, Severity};
use crate::model::{Amount, Grade};
use crate::rules::{Category, Check, Explanation, File, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "band-drop",
    aliases: &[],
    category: Category::Pay,
    severity: Severity::Warning,
    milder: None,
    summary: "a higher grade pays less on its track",
    explanation: Explanation {
        finds: "A grade whose midpoint is below that of the grade before it in the list, or a level with its own band \
                whose midpoint is below that of the level before it on its track, at the same location and in the same \
                currency. A drop in the list of grades is reported once, not again for each track. Bands may overlap \
                as much as they like.",
        why: "A promotion into the lower band gives people less to look forward to than before, and shows that the \
              ladder does not hold where it counts.",
        off: "When pay follows something other than the grade, such as commission below a certain grade.",
        bad: "\
ladder: support
grades:
  - { id: 1, pay: { currency: EUR, min: 40000, max: 52000 } }
  - { id: 2, pay: { currency: EUR, min: 38000, max: 46000 } }
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
grades:
  - { id: 1, pay: { currency: EUR, min: 40000, max: 52000 } }
  - { id: 2, pay: { currency: EUR, min: 48000, max: 60000 } }
tracks:
  - id: ic
    kind: ic
    levels: [{ id: IC1, grade: 1 }, { id: IC2, grade: 2 }]
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::File(check),
};

fn check(file: &File<'_, '_>, report: &mut Report) {
    grades(file, report);
    if let File::Ladder(subject) = file {
        levels(subject, report);
    }
}

/// Drops in the file's own list of grades.
fn grades(file: &File<'_, '_>, report: &mut Report) {
    let Some(grades) = file.definitions().grades.get() else { return };
    let owner = file.owner();
    let mut before: HashMap<Market, (&Grade, Amount)> = HashMap::default();
    for grade in grades {
        for band in &grade.pay {
            let (Some(market), Some(midpoint)) = (Market::of(band), band.midpoint()) else { continue };
            let Some((lower, above)) = before.insert(market.clone(), (grade, midpoint)) else { continue };
            if midpoint >= above || lower.id == grade.id {
                continue;
            }
            let (at, now) = (market.place(), market.amount(midpoint));
            let was = market.amount(above);
            let place = |grade: &Grade| grade_pay(&owner, &grade.id, market.location.clone());
            let message = format!(
                "grade {} pays less than grade {} below it: the midpoint{at} falls from {was} to {now}",
                grade.id, lower.id
            );
            report.push(
                report
                    .finding(message, Mark::key(place(grade), "mid", format!("midpoint {now}")))
                    .also(Mark::key(place(lower), "mid", format!("midpoint {was}")))
                    .help(HELP),
            );
        }
    }
}

const HELP: &str = "correct one of the bands: a higher grade pays at least as much as the one below it";

/// Drops along the tracks, for which a level's own band is to blame.
fn levels(subject: &Subject<'_>, report: &mut Report) {
    let mut before: HashMap<Market, LevelBand> = HashMap::default();
    for level in 0..subject.resolved.levels.len() {
        if subject.resolved.below(level).is_none() {
            before.clear();
        }
        for band in level_bands(subject, level) {
            // The midpoint of a span is half-way between two grades, which is no drop from the lower one's stated midpoint.
            if !band.is_own && subject.resolved.levels[level].level.grades.get().is_none_or(|span| span.is_wide()) {
                continue;
            }
            if let Some(lower) = before.insert(band.market.clone(), band.clone()) {
                drop(subject, report, &lower, &band);
            }
        }
    }
}

fn drop(subject: &Subject<'_>, report: &mut Report, lower: &LevelBand, upper: &LevelBand) {
    let level = |band: &LevelBand| &subject.resolved.levels[band.level];
    let (Some(low), Some(high)) = (level(lower).ranks, level(upper).ranks) else { return };
    let rises = low.0 <= high.0 && low.1 <= high.1 && low != high;
    if !rises || upper.midpoint >= lower.midpoint || upper.is_told_by_grade(lower) {
        return;
    }
    let (was, now) = (upper.market.amount(lower.midpoint), upper.market.amount(upper.midpoint));
    let marks = [
        upper.mark(subject, format!("midpoint {now} at `{}`", level(upper).level.id)),
        lower.mark(subject, format!("midpoint {was} at `{}`", level(lower).level.id)),
    ];
    let [upper_mark, lower_mark] = marks;
    let (primary, related) = match (upper.is_own, lower.is_own) {
        (true, _) => (upper_mark, lower_mark),
        (false, true) => (lower_mark, upper_mark),
        (false, false) => return,
    };
    let message = format!(
        "a promotion from `{}` to `{}` lowers pay{}: the midpoint falls from {was} to {now}",
        level(lower).level.id,
        level(upper).level.id,
        upper.market.place(),
    );
    report.push(report.finding(message, primary).also(related).help(HELP));
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    #[test]
    fn a_drop_in_a_base_is_one_finding_in_the_base() {
        let ladder = |id: &str| {
            format!(
                "ladder: {id}\nextends: company.yaml\ntracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: IC1, grade: 1 }}, \
                 {{ id: IC2, grade: 2 }}] }}\n  - {{ id: m, kind: manager, levels: [{{ id: M2, grade: 2 }}] }}\n\
                 moves: [{{ from: IC2, to: M2, both_ways: true }}]\n"
            )
        };
        let base = "base: company\ngrades:\n  - { id: 1, pay: { currency: EUR, min: 50, mid: 70, max: 90 } }\n  - { id: 2, \
                    pay: { currency: EUR, min: 50, mid: 60, max: 90 } }\n";
        let project = format!("{}#: b.yaml\n{}#: company.yaml\n{base}", ladder("a"), ladder("b"));
        assert_eq!(found(&project), [("band-drop", "60".to_owned())]);
    }

    const IC4: &str = "      - { id: IC4, grade: 4 }\n";

    /// What is found where `levels` stand below IC4.
    fn drops(levels: &[&str]) -> Vec<String> {
        let levels: String = levels.iter().map(|level| format!("      - {{ {level} }}\n")).collect();
        let ladder = format!(
            "ladder: a\ngrades:\n  - {{ id: 1, pay: {{ currency: EUR, min: 40, mid: 60, max: 80 }} }}\n  - {{ id: 2, pay: {{ \
             currency: EUR, min: 50, mid: 65, max: 80 }} }}\n  - {{ id: 3 }}\n  - {{ id: 4 }}\ntracks:\n  - id: ic\n    kind: \
             ic\n    levels:\n{levels}{IC4}"
        );
        found(&ladder).into_iter().filter(|(rule, _)| *rule == "band-drop").map(|(_, text)| text).collect()
    }

    #[test]
    fn a_drop_is_marked_at_the_band_that_the_level_states() {
        let upper = ["id: IC1, grade: 1", "id: IC2, grade: 2, pay: { currency: EUR, min: 50, mid: 58, max: 70 }"];
        assert_eq!(drops(&upper), ["58"]);
        let lower = ["id: IC1, grade: 1, pay: { currency: EUR, min: 60, mid: 75, max: 80 }", "id: IC2, grade: 2"];
        assert_eq!(drops(&lower), ["75"]);
    }

    #[test]
    fn a_band_that_leaves_its_grade_is_told_by_the_grade() {
        let levels = ["id: IC1, grade: 1", "id: IC2, grade: 2, pay: { currency: EUR, min: 20, mid: 30, max: 40 }"];
        assert_eq!(drops(&levels), Vec::<String>::new());
    }

    #[test]
    fn neither_a_span_nor_another_currency_nor_an_old_level_is_a_drop() {
        for level in [
            "grade: [1, 2]",
            "grade: 3, pay: { currency: USD, min: 10, max: 20 }",
            "grade: 3, status: deprecated, pay: { currency: EUR, min: 10, max: 20 }",
            "grade: 1, pay: { currency: EUR, min: 40, max: 50 }",
        ] {
            let first = "id: IC1, grade: 1, pay: { currency: EUR, min: 60, mid: 65, max: 80 }";
            assert_eq!(drops(&[first, &format!("id: IC3, {level}")]), Vec::<String>::new(), "{level}");
        }
    }
}
