//! The names of levels: an id, a title, or both in one heading.

mod place;
mod sign;

pub use place::{ordinal, rank, side};

use super::words::{self, length};
use sign::sign;

/// The longest name of a level, in characters.
const LONGEST: usize = 70;

/// A name that may be a level's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelName {
    pub id: Option<String>,
    pub title: Option<String>,
    /// How sure it is that this is a level.
    pub sign: Sign,
    /// What the heading says in addition, such as years.
    pub extra: Option<String>,
}

/// By what a name is recognised, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// A plain number, or the word for a step, which may be a level's.
    Weak,
    /// A role without a word for a level: `Engineer`.
    Role,
    /// An id such as `IC3`, or a word such as `Senior`.
    Strong,
}

/// Signs between an id and a title.
const BETWEEN: &[char] = &[':', '-', '–', '—', '/', ',', '|', '.', ')', '(', '[', ']', '·', '='];

impl LevelName {
    /// Reads a heading; `None` if it cannot be the name of a level.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.replace('\n', " ").replace(['*', '_', '`'], " ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.trim_start_matches("• ").trim();
        if text.is_empty() || text.chars().count() > LONGEST || length(text) > 9 || text.ends_with(['.', '?', '!', ';'])
        {
            return None;
        }
        if let Some(found) = whole_id(text) {
            return Some(found);
        }
        // "Senior Engineer (L3)", "IC3: Senior", "L1 - Junior", "1/ Junior", "E1, ~ 1 yr".
        let parts = [behind_brackets(text), before_title(text), behind_title(text)];
        if let Some((id, rest)) = parts.into_iter().flatten().next() {
            let is_plain = id.chars().all(|c| c.is_ascii_digit());
            let is_duration = rest.chars().any(|c| c.is_ascii_digit()) && words::plain(&rest).split(' ').any(is_time);
            if is_duration {
                return Some(Self { id: Some(id), title: None, sign: Sign::Strong, extra: Some(rest) });
            }
            let sign = sign(&rest);
            if !is_plain || sign.is_some() {
                let has_words = rest.chars().any(char::is_alphabetic);
                let title = has_words.then_some(rest);
                return Some(Self { id: Some(id), title, sign: Sign::Strong, extra: None });
            }
            return None;
        }
        let sign = sign(text)?;
        Some(Self { id: None, title: Some(text.to_owned()), sign, extra: None })
    }

    /// Whether it is more than a number or the word for a step.
    pub fn is_likely(&self) -> bool {
        self.sign >= Sign::Role
    }

    /// What the name says as people would write it.
    pub fn shown(&self) -> &str {
        self.id.as_deref().or(self.title.as_deref()).unwrap_or_default()
    }
}

/// "IC3", "L 2", "Level 4", "3", "Intern".
fn whole_id(text: &str) -> Option<LevelName> {
    let plain_number = text.len() <= 2 && text.chars().all(|c| c.is_ascii_digit());
    if plain_number {
        return Some(LevelName { id: Some(text.to_owned()), title: None, sign: Sign::Weak, extra: None });
    }
    let lower = text.to_lowercase();
    for word in ["level", "grade", "band", "stage", "lvl", "niveau", "stufe", "nivel"] {
        if let Some(number) = lower.strip_prefix(word).map(|rest| rest.trim_matches([' ', '-', '.', '#'])) {
            let is_number = !number.is_empty() && number.len() <= 2 && number.chars().all(|c| c.is_ascii_digit());
            if is_number {
                return Some(LevelName {
                    id: Some(format!("L{number}")),
                    title: None,
                    sign: Sign::Strong,
                    extra: None,
                });
            }
        }
    }
    id(text).map(|id| LevelName { id: Some(id), title: None, sign: Sign::Strong, extra: None })
}

/// An id: up to five letters and a number, perhaps with a letter or a sign behind it.
fn id(text: &str) -> Option<String> {
    let letters: String = text.chars().take_while(|c| c.is_ascii_alphabetic()).collect();
    let rest = text[letters.len()..].trim_start_matches([' ', '-', '.', '_']);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let end = &rest[digits.len()..];
    let is_upper = letters.chars().next().is_some_and(|c| c.is_ascii_uppercase())
        && letters.len() <= 5
        && (letters.len() <= 2 || letters.chars().filter(|c| c.is_ascii_uppercase()).count() >= 2);
    let is_end = end.is_empty()
        || end == "+"
        || (end.len() == 1 && end.chars().all(|c| c.is_ascii_alphabetic()))
        || end
            .strip_prefix(['.', '-'])
            .is_some_and(|rest| rest.len() <= 2 && !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()));
    let is_calendar = matches!(letters.to_uppercase().as_str(), "Q" | "FY" | "H" | "W" | "CW" | "KW" | "ISO");
    let known = !letters.is_empty() && is_upper && (1..=2).contains(&digits.len()) && is_end && !is_calendar;
    known.then(|| format!("{letters}{digits}{}", if end == "+" { "" } else { end }))
}

/// "Senior Engineer (L3)".
fn behind_brackets(text: &str) -> Option<(String, String)> {
    let open = text.rfind(['(', '['])?;
    let inner = text[open + 1..].trim_end_matches([')', ']', ' ', ':']).trim();
    let found = whole_id(inner).filter(|found| found.sign == Sign::Strong)?.id?;
    Some((found, text[..open].trim().trim_end_matches(BETWEEN).trim().to_owned()))
}

/// "IC3: Senior", "L1 - Junior", "1/ Junior", "1. Junior", "IC3 Senior Engineer", "Level 2 – Engineer".
fn before_title(text: &str) -> Option<(String, String)> {
    let words: Vec<&str> = text.split(' ').collect();
    for count in (1..=2.min(words.len() - 1)).rev() {
        let first = words[..count].join(" ");
        let bare = first.trim_end_matches(BETWEEN);
        let has_sign = bare.len() < first.len()
            || words[count..].first().is_some_and(|word| word.chars().all(|c| BETWEEN.contains(&c)));
        let rest = words[count..].join(" ");
        let rest = rest.trim_matches(|c: char| BETWEEN.contains(&c) && c != '(' && c != ')' || c == ' ').to_owned();
        let rest = if rest.starts_with('(') { rest.trim_matches(['(', ')']).to_owned() } else { rest };
        let Some(found) = whole_id(bare) else { continue };
        if !rest.is_empty() && (found.sign == Sign::Strong || has_sign) {
            return Some((found.id?, rest));
        }
    }
    // "IC3/Senior", "L4:Staff"
    let at = text.find(BETWEEN)?;
    let (first, rest) = text.split_at(at);
    let rest = rest.trim_start_matches(BETWEEN).trim();
    let found = whole_id(first.trim())?;
    (!rest.is_empty()).then_some((found.id?, rest.to_owned()))
}

/// "Senior Engineer - IC3", "Engineer IC2".
fn behind_title(text: &str) -> Option<(String, String)> {
    let (rest, last) = text.rsplit_once([' ', ':', '/', '|', ','])?;
    let found = id(last.trim())?;
    let rest = rest.trim().trim_end_matches(BETWEEN).trim();
    (!rest.is_empty()).then(|| (found, rest.to_owned()))
}

fn is_time(word: &str) -> bool {
    ["yr", "yrs", "year", "years", "month", "months", "jahre", "y"].contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_and_title_are_taken_apart() {
        for (text, id, title) in [
            ("Junior Developer (L1)", Some("L1"), Some("Junior Developer")),
            ("L1 - Junior", Some("L1"), Some("Junior")),
            ("IC3: Senior", Some("IC3"), Some("Senior")),
            ("IC3\nSenior Engineer", Some("IC3"), Some("Senior Engineer")),
            ("1/ Junior", Some("1"), Some("Junior")),
            ("Senior Engineer – IC4", Some("IC4"), Some("Senior Engineer")),
            ("E1, ~ 1 yr", Some("E1"), None),
            ("IC 4", Some("IC4"), None),
            ("Level 3", Some("L3"), None),
            ("Level 2 – Engineer", Some("L2"), Some("Engineer")),
            ("Software Engineer II", None, Some("Software Engineer II")),
            ("VP Engineering", None, Some("VP Engineering")),
        ] {
            let found = LevelName::read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.id.as_deref(), found.title.as_deref()), (id, title), "{text}");
            assert!(found.is_likely(), "{text}");
        }
    }

    #[test]
    fn headings_of_other_things_are_no_levels() {
        for text in [
            "Delivery",
            "Technical leadership",
            "Q1 2024",
            "Manager feedback",
            "1. Delivery",
            "Project management",
            "Notes",
        ] {
            assert!(LevelName::read(text).is_none_or(|found| !found.is_likely()), "{text}");
        }
    }
}
