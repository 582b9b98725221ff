//! Numbers in digits and in words, and which of two asks for more.

/// A number or a range; a bound that is open is infinite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub low: f64,
    pub high: f64,
    pub percent: bool,
}

const WORDS: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

impl Number {
    pub(super) const ONE: Self = Self { low: 1.0, high: 1.0, percent: false };

    /// Reads a word: `3`, `3+`, `2-3`, `1,000`, `80%`, `> 5`, `ten`.
    pub(super) fn read(word: &str) -> Option<Self> {
        // `one` is as often a pronoun.
        if let Some(value) = WORDS.iter().position(|known| *known == word).filter(|value| *value != 1) {
            let value = f64::from(u8::try_from(value).ok()?);
            return Some(Self { low: value, high: value, percent: false });
        }
        let first = word.chars().next()?;
        let plain = word.trim_start_matches(['<', '>', '≤', '≥', '~', '$', '€', '£', ' ']);
        if !plain.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let percent = plain.ends_with('%');
        let plain = plain.trim_end_matches('%');
        let (plain, open) = plain.strip_suffix('+').map_or((plain, false), |plain| (plain, true));
        let value = |text: &str| {
            let (text, times) = match text.strip_suffix(['k', 'K']) {
                Some(text) => (text, 1000.0),
                None => (text.strip_suffix('m').unwrap_or(text), if text.ends_with('m') { 1e6 } else { 1.0 }),
            };
            text.trim_end_matches(['%', '+']).replace(',', "").parse::<f64>().ok().map(|value| value * times)
        };
        let (low, high) = match plain.split_once(['-', '–']) {
            Some((low, high)) => (value(low)?, value(high)?),
            None => (value(plain)?, value(plain)?),
        };
        let (low, high) = match first {
            '>' | '≥' => (low, f64::INFINITY),
            '<' | '≤' => (0.0, high),
            _ if open => (low, f64::INFINITY),
            _ => (low, high),
        };
        Some(Self { low, high, percent })
    }

    /// How many bytes of the text, which begins with a digit or a sign before one, are the number.
    pub(super) fn length(text: &str) -> usize {
        let mut length = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            let goes_on = match c {
                '<' | '>' | '≤' | '≥' | '~' | '$' | '€' | '£' => at == 0,
                '.' | ',' | '-' | '–' | ':' => next.is_some_and(|c| c.is_ascii_digit()),
                '+' | '%' => true,
                c => c.is_alphanumeric(),
            };
            if !goes_on {
                break;
            }
            length = at + c.len_utf8();
        }
        length
    }

    /// The range from this number to a larger one.
    pub(super) fn up_to(self, other: Self) -> Option<Self> {
        let range = Self { low: self.low, high: other.high, percent: other.percent };
        (self.high < other.low && (self.percent == other.percent || other.percent)).then_some(range)
    }

    /// Which asks for more, where more is more; `None` where one bound rises and the other falls.
    pub(super) fn compare(self, other: Self) -> Option<std::cmp::Ordering> {
        use std::cmp::Ordering::Equal;
        if self.percent != other.percent {
            return None;
        }
        let (low, high) = (self.low.partial_cmp(&other.low)?, self.high.partial_cmp(&other.high)?);
        match (low, high) {
            (Equal, high) => Some(high),
            (low, Equal) => Some(low),
            (low, high) => (low == high).then_some(low),
        }
    }
}
