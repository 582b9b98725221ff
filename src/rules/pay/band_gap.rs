//! `band-gap`: pay that is above one grade and below the next.

use super::{Market, grade_pay};
use crate::finding::{Mark, Severity};
use crate::rules::{Category, Check, Explanation, File, Report, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "band-gap",
    aliases: &[],
    category: Category::Pay,
    severity: Severity::Note,
    milder: None,
    summary: "pay between two neighbouring bands belongs to neither grade",
    explanation: Explanation {
        finds: "Two neighbouring grades in the list, of which the upper one's band begins above the end of the lower \
                one's, at the same location and in the same currency. Bands that end at 59999 and begin at 60000 meet.",
        why: "Somebody who is hired with a salary in between is at no grade. A promotion must raise pay across the gap \
              at once, or leaves it below the band of the new grade.",
        off: "When raises on promotion are always larger than the gaps.",
        bad: "\
ladder: support
grades:
  - { id: 1, pay: { currency: EUR, min: 40000, max: 50000 } }
  - { id: 2, pay: { currency: EUR, min: 54000, max: 66000 } }
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
  - { id: 1, pay: { currency: EUR, min: 40000, max: 55000 } }
  - { id: 2, pay: { currency: EUR, min: 52000, max: 66000 } }
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

/// A step of one unit between bands is how people write that they meet. In hundredths, as amounts are.
const MEETING: i64 = 100;

fn check(file: &File<'_, '_>, report: &mut Report) {
    let Some(grades) = file.definitions().grades.get() else { return };
    // A grade that could not be read may stand in any gap.
    if grades.partial {
        return;
    }
    let owner = file.owner();
    for pair in grades.windows(2) {
        let [lower, upper] = pair else { continue };
        for band in &upper.pay {
            let Some(market) = Market::of(band) else { continue };
            let Some(below) = lower.pay.iter().find(|below| Market::of(below).as_ref() == Some(&market)) else {
                continue;
            };
            let (Some(end), Some(start)) = (below.max.get(), band.min.get()) else { continue };
            if start.0 - end.0 <= MEETING {
                continue;
            }
            let (end, start) = (market.amount(*end), market.amount(*start));
            let place = |grade| grade_pay(&owner, grade, market.location.clone());
            let message = format!(
                "pay between {end} and {start}{} belongs neither to grade {} nor to grade {}",
                market.place(),
                lower.id,
                upper.id
            );
            report.push(
                report
                    .finding(message, Mark::key(place(&upper.id), "min", format!("grade {} begins here", upper.id)))
                    .also(Mark::key(place(&lower.id), "max", format!("grade {} ends here", lower.id)))
                    .help("let the two bands meet or overlap"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    fn gaps(upper: &str) -> Vec<String> {
        let base = format!(
            "base: company\ngrades:\n  - id: 1\n    pay: [{{ location: Berlin, currency: EUR, min: 40, max: 50 }}, {{ currency: \
             EUR, min: 40, max: 50 }}]\n  - id: 2\n    pay: {upper}\n"
        );
        found(&base).into_iter().filter(|(rule, _)| *rule == "band-gap").map(|(_, text)| text).collect()
    }

    #[test]
    fn bands_that_a_unit_parts_meet() {
        assert_eq!(gaps("{ currency: EUR, min: 51, max: 60 }"), Vec::<String>::new());
        assert_eq!(gaps("{ currency: EUR, min: 52, max: 60 }"), ["52"]);
    }

    #[test]
    fn other_locations_and_currencies_are_not_compared() {
        assert_eq!(gaps("{ location: London, currency: EUR, min: 90, max: 99 }"), Vec::<String>::new());
        assert_eq!(gaps("{ location: Berlin, currency: USD, min: 90, max: 99 }"), Vec::<String>::new());
        assert_eq!(gaps("{ location: Berlin, currency: EUR, min: 90, max: 99 }"), ["90"]);
    }
}
