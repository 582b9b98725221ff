//! `currency-mix`: one location, two currencies.

use foldhash::HashMap;

use super::{Market, grade_pay, level_pay};
use crate::finding::{Mark, Severity};
use crate::model::resolve::Spine;
use crate::model::{Band, Place};
use crate::rules::{Category, Check, Explanation, File, Report, Rule};

/// See its explanation.
pub static RULE: Rule = Rule {
    id: "currency-mix",
    aliases: &[],
    category: Category::Pay,
    severity: Severity::Warning,
    milder: None,
    summary: "two currencies for one location",
    explanation: Explanation {
        finds: "Bands for one location, or bands without a location, that are in different currencies: among the \
                grades of a file, among the levels of a ladder, or between the levels of a ladder and the grades that \
                it builds on.",
        why: "Amounts in two currencies cannot be compared, so nobody can tell whether a promotion raises pay, or \
              whether parallel levels are paid alike.",
        off: "When people at one location really are paid in different currencies, depending on their grade.",
        bad: "\
ladder: support
grades:
  - { id: 1, pay: { location: Berlin, currency: EUR, min: 40000, max: 50000 } }
  - { id: 2, pay: { location: Berlin, currency: USD, min: 48000, max: 60000 } }
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
  - { id: 1, pay: { location: Berlin, currency: EUR, min: 40000, max: 50000 } }
  - { id: 2, pay: { location: Berlin, currency: EUR, min: 48000, max: 60000 } }
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
    let mut locations = Locations::default();
    let owner = file.owner();
    // What a ladder builds on is the measure for its own bands. Where that is mixed itself, its file says so.
    if let File::Ladder(subject) = file
        && let Spine::Listed { owner: base, grades } = &subject.resolved.spine
        && *base != owner
    {
        for grade in *grades {
            let place = |location| grade_pay(base, &grade.id, location);
            grade.pay.iter().for_each(|band| locations.add(band, place, true));
        }
    }
    for grade in file.definitions().grades.get().into_iter().flatten() {
        let place = |location| grade_pay(&owner, &grade.id, location);
        grade.pay.iter().for_each(|band| locations.add(band, place, false));
    }
    if let File::Ladder(subject) = file {
        for (level, standing) in subject.resolved.levels.iter().enumerate() {
            let place = |location| level_pay(subject, level, location);
            standing.level.pay.iter().for_each(|band| locations.add(band, place, false));
        }
    }
    for location in &locations.list {
        mixed(location, report);
    }
}

/// The currencies of each location, in the order in which they are met.
#[derive(Default)]
struct Locations {
    list: Vec<Vec<Currency>>,
    known: HashMap<Option<String>, usize>,
}

/// A currency of one location.
struct Currency {
    market: Market,
    /// Where it is met first.
    first: Place,
    /// How many bands of the file are in it.
    bands: usize,
    /// Whether the base has it.
    is_given: bool,
}

impl Locations {
    fn add(&mut self, band: &Band, place: impl FnOnce(Option<String>) -> Place, is_given: bool) {
        let Some(market) = Market::of(band) else { return };
        let next = self.list.len();
        let at = *self.known.entry(market.location.clone()).or_insert(next);
        if at == next {
            self.list.push(Vec::new());
        }
        match self.list[at].iter_mut().find(|known| known.market.currency == market.currency) {
            Some(known) => known.bands += 1,
            None => {
                let first = place(market.location.clone());
                self.list[at].push(Currency { market, first, bands: 1, is_given });
            }
        }
    }
}

/// Reports the currencies of a location that differ from what is usual there.
fn mixed(currencies: &[Currency], report: &mut Report) {
    let weight = |currency: &Currency| (currency.is_given, currency.bands);
    let Some(usual) = currencies.iter().rev().max_by_key(|currency| weight(currency)) else { return };
    for odd in currencies.iter().filter(|currency| !currency.is_given && !std::ptr::eq(*currency, usual)) {
        let (odd_code, usual_code) = (&odd.market.currency, &usual.market.currency);
        let (what, help) = match &odd.market.location {
            Some(location) => (
                format!("pay in `{location}` is"),
                "use one currency, or give the bands different locations".to_owned(),
            ),
            None => (
                "bands without a location are".to_owned(),
                "use one currency, or give each band a `location`".to_owned(),
            ),
        };
        let label = match odd.bands {
            1 => format!("{odd_code} here"),
            2 => format!("{odd_code} here, and in 1 more band"),
            bands => format!("{odd_code} here, and in {} more bands", bands - 1),
        };
        report.push(
            report
                .finding(
                    format!("{what} in {usual_code} and in {odd_code}, which cannot be compared"),
                    Mark::key(odd.first.clone(), "currency", label),
                )
                .also(Mark::key(usual.first.clone(), "currency", format!("{usual_code} here")))
                .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::found;

    #[test]
    fn the_rarer_currency_is_the_odd_one() {
        let band = |id: u32, currency: &str| {
            format!("  - {{ id: {id}, pay: {{ currency: {currency}, min: {id}000, max: 9000 }} }}\n")
        };
        let base = format!("base: company\ngrades:\n{}{}{}", band(1, "USD"), band(2, "EUR"), band(3, "EUR"));
        assert_eq!(found(&base), [("currency-mix", "USD".to_owned())]);
    }

    #[test]
    fn a_base_is_the_measure_for_its_ladders_and_is_told_of_its_own_mix_only() {
        let project = |currency: &str| {
            format!(
                "ladder: a\nextends: company.yaml\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      - {{ id: IC1, grade: 1, \
                 pay: {{ currency: {currency}, min: 1, max: 2 }} }}\n      - {{ id: IC2, grade: 2, pay: {{ currency: {currency}, \
                 min: 1, max: 2 }} }}\n#: company.yaml\nbase: company\ngrades: [{{ id: 1, pay: {{ currency: EUR, min: 1, max: 2 \
                 }} }}, {{ id: 2 }}]\n"
            )
        };
        let mixes = |text: &str| {
            let found = found(text).into_iter().filter(|(rule, _)| *rule == "currency-mix");
            found.map(|(_, text)| text).collect::<Vec<_>>()
        };
        assert_eq!(mixes(&project("EUR")), Vec::<String>::new());
        assert_eq!(mixes(&project("CHF")), ["CHF"]);
        let mixed = project("CHF").replace("{ id: 2 }]", "{ id: 2, pay: { currency: CHF, min: 3, max: 4 } }]");
        assert_eq!(mixes(&mixed), ["CHF"]);
    }
}
