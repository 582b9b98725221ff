//! Whether two strings are one word: in British and American spelling, or with a slip put right. When in doubt they are two.

use super::british::british;
use super::lexicon::Word;

/// Whether one of the two, in small letters, is the other with a slip in it. Two words of English never are, however
/// near they look, but for those that sound alike.
pub(super) fn is_slip(a: &Word, b: &Word) -> bool {
    if a.known && b.known {
        return a.sounds_like == Some(b.text.as_str());
    }
    let known = (a.known, b.known);
    let (a, b) = (a.text.as_str(), b.text.as_str());
    let letters = |word: &str| word.chars().all(char::is_alphabetic);
    if !letters(a) || !letters(b) {
        return false;
    }
    let length = a.chars().count().max(b.chars().count());
    let allowed = match known {
        (false, false) => usize::from(length >= 7),
        _ => match length {
            0..=2 => 0,
            3..=6 => 1,
            _ => 2,
        },
    };
    allowed > 0 && distance_within(a, b, allowed)
}

/// Whether two stretches, given without their spaces, are the same but for where words part: `eachother`, `each other`.
pub(super) fn is_parted(a: &str, b: &str) -> bool {
    // Spelling leaves the first letter.
    a == b || (a.chars().next() == b.chars().next() && british(a) == british(b))
}

/// Whether two stretches are a slip apart, wherever their words part: `wit hminimal`, `with minimal`.
pub(super) fn is_near(a: &str, b: &str) -> bool {
    distance_within(a, b, 1)
}

/// Whether at most so many letters are missing, too many, others or swapped. The first letter is seldom wrong.
fn distance_within(a: &str, b: &str, allowed: usize) -> bool {
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let first = x.first() == y.first() || (x.len() > 1 && y.len() > 1 && (x[1] == y[0] || x[0] == y[1]));
    first && x.len().abs_diff(y.len()) <= allowed && strsim::osa_distance(a, b) <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::text::lexicon::word;

    #[test]
    fn one_word_in_two_spellings() {
        for (a, b) in [
            ("organise", "organize"),
            ("organisation", "organization"),
            ("behaviour", "behavior"),
            ("analyses", "analyzes"),
            ("modelling", "modeling"),
        ] {
            assert_eq!(british(a), british(b));
        }
    }

    #[test]
    fn a_slip_is_put_right() {
        for (a, b) in [
            ("described", "desribed"),
            ("receive", "recieve"),
            ("teh", "the"),
            ("separate", "seperate"),
            ("accommodate", "accomodate"),
            ("management", "managment"),
        ] {
            assert!(is_slip(&word(a), &word(b)) && is_slip(&word(b), &word(a)), "{a}, {b}");
        }
    }

    #[test]
    fn two_words_are_two() {
        for (a, b) in [
            ("able", "unable"),
            ("team", "teams"),
            ("employer", "employee"),
            ("reviewer", "reviewed"),
            ("hire", "fire"),
            ("increase", "decrease"),
            ("internal", "external"),
            ("form", "from"),
            ("weekly", "monthly"),
            ("1", "7"),
            ("now", "not"),
            ("with", "without"),
            ("possible", "impossible"),
            ("interval", "internal"),
            ("adoption", "adaption"),
        ] {
            assert!(!is_slip(&word(a), &word(b)) && !is_slip(&word(b), &word(a)), "{a}, {b}");
        }
    }
}
