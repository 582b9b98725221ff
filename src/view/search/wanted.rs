//! The words that somebody searches for, and how well a text has them. Knows no ladders.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::diff::{is_word, stem};

/// How well a text has the words, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// All of them, one behind the other.
    Phrase,
    /// All of them.
    Words,
    /// A form of each: `mentors` for `mentoring`.
    Stems,
}

/// The words that are searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    words: Vec<String>,
    stems: Vec<String>,
}

impl Wanted {
    /// Reads the words; `None` if there are none.
    pub fn new(text: &str) -> Option<Self> {
        let words = words(text);
        let stems = words.iter().map(|word| form(word)).collect();
        (!words.is_empty()).then_some(Self { words, stems })
    }

    /// How well a text has the words; `None` if it does not have all of them.
    pub(super) fn in_text(&self, text: &str) -> Option<Match> {
        let said = words(text);
        if said.windows(self.words.len()).any(|said| said == self.words) {
            return Some(Match::Phrase);
        }
        if self.words.iter().all(|word| said.contains(word)) {
            return Some(Match::Words);
        }
        let said: Vec<String> = said.iter().map(|word| form(word)).collect();
        self.stems.iter().all(|wanted| said.contains(wanted)).then_some(Match::Stems)
    }

    /// The words of which no form is among `stems`.
    pub(super) fn unknown<'a>(&'a self, known: &'a [String]) -> impl Iterator<Item = &'a str> {
        let known: HashSet<String> = known.iter().map(|word| form(word)).collect();
        let pairs = self.words.iter().zip(&self.stems);
        pairs.filter(move |(_, stem)| !known.contains(*stem)).map(|(word, _)| word.as_str())
    }
}

/// The words of a text, in small letters and without accents. A letter of a script without spaces is a word.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = text.nfkd().filter(|c| !is_accent(*c)).nfc().flat_map(char::to_lowercase).flat_map(plain);
    let mut words: Vec<String> = Vec::new();
    let mut is_open = false;
    for c in folded {
        if !c.is_alphanumeric() {
            is_open = false;
            continue;
        }
        let is_alone = matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}');
        match words.last_mut().filter(|_| is_open && !is_alone) {
            Some(word) => word.push(c),
            None => words.push(c.to_string()),
        }
        is_open = !is_alone;
    }
    words
}

/// What the forms of a word have in common. The dictionary has no abbreviation, and no word without its accents, so the plural
/// of one is told by its `s`.
fn form(word: &str) -> String {
    let stem = stem(word);
    let is_unknown = stem == word && !is_word(word);
    match word.strip_suffix('s').filter(|one| is_unknown && one.chars().count() > 1) {
        Some(one) => one.to_owned(),
        None => stem,
    }
}

/// A letter that Unicode takes for no accented one, as people without it on their keys write it.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let (first, second) = match letter {
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ł' => ('l', None),
        'ø' => ('o', None),
        'đ' => ('d', None),
        letter => (letter, None),
    };
    std::iter::once(first).chain(second)
}

/// Whether a mark is one above or below a letter, as in Latin, Greek and Cyrillic. The marks of other scripts, with lower
/// classes, make another letter.
fn is_accent(c: char) -> bool {
    canonical_combining_class(c) >= 200
}

#[cfg(test)]
mod tests {
    use super::*;

    fn how(wanted: &str, text: &str) -> Option<Match> {
        Wanted::new(wanted).expect("there are words").in_text(text)
    }

    #[test]
    fn whole_words_come_before_forms_of_them() {
        let text = "Designs systems; mentors others in system design.";
        assert_eq!(how("system design", text), Some(Match::Phrase));
        assert_eq!(how("design others", text), Some(Match::Words));
        assert_eq!(how("mentoring system", text), Some(Match::Stems));
        assert_eq!(how("led", "Leads a team"), Some(Match::Stems));
        assert_eq!(how("sign", text), None);
        assert_eq!(how("system product", text), None);
    }

    #[test]
    fn case_accents_and_signs_make_no_difference() {
        assert_eq!(how("RESUME", "The résumé, once"), Some(Match::Phrase));
        assert_eq!(how("Überblick", "uberblick"), Some(Match::Phrase));
        assert_eq!(how("Cafés", "Opens a café"), Some(Match::Stems));
        assert_eq!(how("cafe", "Opens cafés"), Some(Match::Stems));
        assert_eq!(how("lodz", "Moves to Łódź"), Some(Match::Phrase));
        assert_eq!(how("strasse", "Knows the Straße"), Some(Match::Phrase));
        assert_eq!(how("on call", "Is on-call for it"), Some(Match::Phrase));
        assert_eq!(how("team", "The team’s plan"), Some(Match::Phrase));
    }

    #[test]
    fn abbreviations_have_a_plural_and_words_that_end_in_s_are_not_one() {
        for (wanted, text) in [("OKR", "Writes OKRs"), ("KPIs", "Has a KPI"), ("pr", "Reviews PRs")] {
            assert_eq!(how(wanted, text), Some(Match::Stems), "{wanted}");
        }
        for (wanted, text) in [("canva", "on canvas"), ("proces", "a process"), ("a", "as")] {
            assert_eq!(how(wanted, text), None, "{wanted}");
        }
    }

    #[test]
    fn scripts_without_spaces_are_found_within_a_line() {
        assert_eq!(how("設計", "全体設計をする"), Some(Match::Phrase));
        assert_eq!(how("が", "か"), None, "another letter, and no accent");
    }

    #[test]
    fn signs_alone_are_no_words() {
        assert_eq!(Wanted::new(" -- \u{301}!"), None);
    }
}
