//! How often or how soon something is done, as a rate: `every two weeks`, `once a quarter`, `monthly`, `within a day`.

use std::cmp::Ordering;
use std::ops::Range;

use super::lean::Lean;
use super::pieces::Side;
use super::tokens::{Kind, Token};

const DAYS: [(&str, f64); 9] = [
    ("hour", 1.0 / 24.0),
    ("day", 1.0),
    ("week", 7.0),
    ("sprint", 14.0),
    ("fortnight", 14.0),
    ("month", 30.0),
    ("quarter", 91.0),
    ("half", 182.0),
    ("year", 365.0),
];

const ADVERBS: [(&str, f64); 9] = [
    ("hourly", 1.0 / 24.0),
    ("daily", 1.0),
    ("weekly", 7.0),
    ("biweekly", 14.0),
    ("fortnightly", 14.0),
    ("monthly", 30.0),
    ("quarterly", 91.0),
    ("yearly", 365.0),
    ("annually", 365.0),
];

const TIMES: [(&str, f64); 4] = [("once", 1.0), ("one", 1.0), ("twice", 2.0), ("thrice", 3.0)];

/// Whether two stretches say how often, and nothing else that matters, and which is more often.
pub(super) fn judge(old: &Side<'_>, first: &Range<usize>, new: &Side<'_>, second: &Range<usize>) -> Option<Lean> {
    let ((a, before), (b, after)) = (overlapping(old.tokens, first)?, overlapping(new.tokens, second)?);
    let beside = |side: &Side<'_>, range: &Range<usize>, rate: &Range<usize>| {
        range.clone().any(|at| !rate.contains(&at) && side.tokens[at].is_content() && !side.moved[at])
    };
    if beside(old, first, &a) || beside(new, second, &b) {
        return None;
    }
    Some(match after.partial_cmp(&before)? {
        Ordering::Greater => Lean::More,
        Ordering::Less => Lean::Less,
        Ordering::Equal => Lean::Same,
    })
}

/// The one rate that shares words with the stretch, and how many times a day that is.
fn overlapping(tokens: &[Token], range: &Range<usize>) -> Option<(Range<usize>, f64)> {
    let mut found = None;
    let mut at = range.start.saturating_sub(4);
    while at < range.end {
        match rate(tokens, at) {
            Some((end, rate)) => {
                if end > range.start && found.replace((at..end, rate)).is_some() {
                    return None;
                }
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The rate that begins at a token: where it ends, and how many times a day it is.
fn rate(tokens: &[Token], start: usize) -> Option<(usize, f64)> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    if let Some((_, days)) = ADVERBS.iter().find(|(word, _)| *word == text(start)) {
        return Some((start + 1, 1.0 / days));
    }
    let mut at = start;
    let mut times = TIMES.iter().find(|(word, _)| *word == text(at)).map(|(_, times)| *times);
    if let Some(Kind::Number(number)) = tokens.get(at).map(|token| token.kind) {
        times = Some(number.low);
    }
    if times.is_some() {
        at += 1;
        if text(at).starts_with("time") {
            at += 1;
        } else if !matches!(text(start), "once" | "twice" | "thrice") {
            return None;
        }
    }
    let each = matches!(text(at), "per" | "each" | "every" | "within");
    let counted = times.is_some() && matches!(text(at), "a" | "an");
    if !(each || counted) {
        return None;
    }
    at += 1;
    at += usize::from(matches!(text(at), "a" | "an"));
    let (every, words) = match tokens.get(at)?.kind {
        Kind::Number(number) => (number.low, 1),
        _ if text(at) == "other" => (2.0, 1),
        _ if text(at) == "few" => (3.0, 1),
        _ => (1.0, usize::from(text(at) == "one")),
    };
    at += words;
    let unit = text(at).trim_end_matches('s');
    let (_, days) = DAYS.iter().find(|(word, _)| *word == unit)?;
    Some((at + 1, times.unwrap_or(1.0) / (every.max(1.0) * days)))
}
