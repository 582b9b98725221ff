//! Pay as people write it into cells.

use super::part::PayEnd;

/// Signs and codes of currencies. The dollar's sign is the United States' unless letters before it say otherwise.
const SIGNS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("NZ$", "NZD"),
    ("S$", "SGD"),
    ("R$", "BRL"),
    ("HK$", "HKD"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("₺", "TRY"),
    ("₩", "KRW"),
    ("₴", "UAH"),
];

const CODES: &[&str] = &[
    "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "JPY",
    "INR", "SGD", "HKD", "BRL", "MXN", "ZAR", "ILS", "TRY", "UAH", "KRW", "CNY", "AED",
];

/// A band of pay, in hundredths.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pay {
    pub currency: Option<String>,
    pub is_monthly: bool,
    pub is_hourly: bool,
    pub min: Option<i64>,
    pub mid: Option<i64>,
    pub max: Option<i64>,
}

impl Pay {
    /// Adds what a cell says; whether it says an amount.
    pub fn add(&mut self, end: PayEnd, text: &str) -> bool {
        let amounts = amounts(text);
        let lower = text.to_lowercase();
        let currency = SIGNS.iter().find(|(sign, _)| text.contains(sign)).map(|(_, code)| *code);
        let currency = currency.or_else(|| {
            CODES
                .iter()
                .copied()
                .find(|code| text.to_uppercase().split(|c: char| !c.is_alphabetic()).any(|word| word == *code))
        });
        if self.currency.is_none() {
            self.currency = currency.map(str::to_owned);
        }
        self.is_monthly |= lower.contains("month") || lower.contains("/mo") || lower.contains("monat");
        self.is_hourly |= lower.contains("hour") || lower.contains("/h");
        if amounts.is_empty() {
            return currency.is_some();
        }
        match (end, amounts.as_slice()) {
            (PayEnd::Whole, [low, high]) => (self.min, self.max) = (Some(*low.min(high)), Some(*low.max(high))),
            (PayEnd::Whole, [low, mid, high]) => (self.min, self.mid, self.max) = (Some(*low), Some(*mid), Some(*high)),
            (PayEnd::Whole, [one]) if lower.starts_with("up to") || lower.starts_with('<') => self.max = Some(*one),
            (PayEnd::Whole, [one])
                if text.trim_end().ends_with('+') || lower.starts_with("from") || text.starts_with('>') =>
            {
                self.min = Some(*one)
            }
            (PayEnd::Whole, [one]) => (self.min, self.max) = (Some(*one), Some(*one)),
            (PayEnd::Min, [one]) => self.min = Some(*one),
            (PayEnd::Mid, [one]) => self.mid = Some(*one),
            (PayEnd::Max, [one]) => self.max = Some(*one),
            _ => return false,
        }
        true
    }
}

/// The amounts of a text, in hundredths; `60k` is 60 000, and a `k` behind the last is for all.
fn amounts(text: &str) -> Vec<i64> {
    let mut found: Vec<(f64, bool)> = Vec::new();
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let is_part = |at: usize| {
            chars[at].is_ascii_digit()
                || (matches!(chars[at], '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}')
                    && chars.get(at + 1).is_some_and(char::is_ascii_digit)
                    && (!chars[at].is_whitespace()
                        || (at + 3 < chars.len() && chars[at + 1..at + 4].iter().all(char::is_ascii_digit))))
        };
        while at < chars.len() && is_part(at) {
            at += 1;
        }
        let written: String = chars[start..at].iter().collect();
        let is_thousand = chars[at..].iter().find(|c| !c.is_whitespace()).is_some_and(|c| matches!(c, 'k' | 'K'));
        if let Some(value) = value(&written) {
            found.push((value, is_thousand));
        }
    }
    let all = found.last().is_some_and(|(_, is_thousand)| *is_thousand);
    let scaled = found
        .into_iter()
        .map(|(value, is_thousand)| if is_thousand || (all && value < 1000.0) { value * 1000.0 } else { value });
    scaled.filter(|value| *value > 0.0 && *value < 1e11).map(|value| (value * 100.0).round() as i64).collect()
}

/// A number with separators of thousands, or with decimals.
fn value(written: &str) -> Option<f64> {
    let digits: String = written.chars().filter(|c| !matches!(c, '\'' | '’') && !c.is_whitespace()).collect();
    let (whole, decimals) = match digits.rfind(['.', ',']) {
        Some(at) if digits.len() - at - 1 != 3 => (digits[..at].to_owned(), digits[at + 1..].to_owned()),
        _ => (digits.clone(), String::new()),
    };
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    format!("{whole}.{decimals}0").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_read_as_people_write_them() {
        let band = |text: &str| {
            let mut pay = Pay::default();
            pay.add(PayEnd::Whole, text);
            (pay.currency.unwrap_or_default(), pay.min.map_or(0, |min| min / 100), pay.max.map_or(0, |max| max / 100))
        };
        for (text, currency, min, max) in [
            ("60k–80k €", "EUR", 60_000, 80_000),
            ("$60-80k", "USD", 60_000, 80_000),
            ("EUR 60.000 – 75.500,50", "EUR", 60_000, 75_500),
            ("£60,000 - £75,000", "GBP", 60_000, 75_000),
            ("60 000 to 70 000 CHF", "CHF", 60_000, 70_000),
            ("72500.0", "", 72_500, 72_500),
            ("90k+", "", 90_000, 0),
        ] {
            assert_eq!(band(text), (currency.to_owned(), min, max), "{text}");
        }
    }
}
