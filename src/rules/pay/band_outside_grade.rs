//! `band-outside-grade`: a level that may pay what its grade does not.

use super::{Market, grade_pay, level_pay, outside};
use crate::finding::{Mark, Severity};
use crate::model::resolve::Spine;
use crate::rules::{Category, Check, Explanation, Report, Rule, Subject};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "band-outside-grade",
    aliases: &[],
    category: Category::Pay,
    severity: Severity::Warning,
    milder: None,
    summary: "a level's band extends beyond the band of its grade",
    explanation: Explanation {
        finds: "A level whose own band begins below or ends above the band of its grade, at the same location and in \
                the same currency. The band of a level that spans grades must lie between the minimum of the lower \
                grade and the maximum of the upper one.",
        why: "The grade says what a level is worth to the company. If a level pays otherwise, its people are worth \
              more or less than colleagues at the same grade, and nobody has said so.",
        off: "When the bands of grades are only guide values.",
        bad: "\
ladder: support
grades:
  - { id: 1, pay: { currency: EUR, min: 40000, max: 50000 } }
  - { id: 2, pay: { currency: EUR, min: 48000, max: 60000 } }
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, pay: { currency: EUR, min: 36000, max: 50000 } }
      - { id: IC2, grade: 2 }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
        good: "\
ladder: support
grades:
  - { id: 1, pay: { currency: EUR, min: 40000, max: 50000 } }
  - { id: 2, pay: { currency: EUR, min: 48000, max: 60000 } }
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, grade: 1, pay: { currency: EUR, min: 42000, max: 50000 } }
      - { id: IC2, grade: 2 }
  - id: manager
    kind: manager
    levels: [{ id: M2, grade: 2 }]
moves: [{ from: IC2, to: M2, both_ways: true }]
",
    },
    check: Check::Ladder(check),
};

fn check(subject: &Subject<'_>, report: &mut Report) {
    let Spine::Listed { owner, .. } = &subject.resolved.spine else { return };
    for (level, standing) in subject.resolved.levels.iter().enumerate() {
        let Some(span) = standing.level.grades.get() else { continue };
        for own in &standing.level.pay {
            let (ends, Some(market)) = (outside(subject, level, own), Market::of(own)) else { continue };
            let Some(first) = ends.first() else { continue };
            let words: Vec<String> = ends
                .iter()
                .map(|end| {
                    let (own, bound) = (market.amount(end.own), market.amount(end.bound));
                    match end.key {
                        "min" => format!("{own} is below {bound}, where grade {} begins", span.low),
                        _ => format!("{own} is above {bound}, where grade {} ends", span.high),
                    }
                })
                .collect();
            let message = format!(
                "the pay of `{}`{} leaves the band of its grade: {}",
                standing.level.id,
                market.place(),
                words.join(", and ")
            );
            let place = level_pay(subject, level, market.location.clone());
            let mut finding = report.finding(message, Mark::key(place, first.key, "beyond the grade"));
            for end in &ends {
                let grade = if end.key == "min" { &span.low } else { &span.high };
                let place = grade_pay(owner, grade, market.location.clone());
                finding = finding.also(Mark::key(place, end.key, format!("grade {grade}")));
            }
            report
                .push(finding.help("keep within the band of the grade, or move the level to a grade with such a band"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn outside(level: &str) -> Vec<String> {
        let ladder = format!(
            "ladder: a\ngrades:\n  - {{ id: 1, pay: {{ currency: EUR, min: 40, max: 50 }} }}\n  - {{ id: 2, pay: {{ currency: \
             EUR, min: 48, max: 60 }} }}\ntracks:\n  - {{ id: ic, kind: ic, levels: [{{ id: IC1, {level} }}] }}\n"
        );
        let found = found(&ladder).into_iter();
        found.filter(|(rule, _)| *rule == "band-outside-grade").map(|(_, text)| text).collect()
    }

    #[test]
    fn a_span_reaches_from_the_lower_minimum_to_the_upper_maximum() {
        assert_eq!(outside("grade: [1, 2], pay: { currency: EUR, min: 40, max: 60 }"), Vec::<String>::new());
        assert_eq!(outside("grade: [1, 2], pay: { currency: EUR, min: 41, max: 61 }"), ["61"]);
    }

    #[test]
    fn both_ends_beyond_are_one_finding() {
        assert_eq!(outside("grade: 1, pay: { currency: EUR, min: 39, max: 51 }"), ["39"]);
    }

    #[test]
    fn another_currency_or_location_is_not_compared() {
        assert_eq!(outside("grade: 1, pay: { currency: USD, min: 90, max: 99 }"), Vec::<String>::new());
        assert_eq!(outside("grade: 1, pay: { location: Bern, currency: EUR, min: 90, max: 99 }"), Vec::<String>::new());
    }
}
