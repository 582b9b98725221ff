//! How two texts differ: in notation, in words, or in strength. Knows sentences, not ladders.

mod judge;
mod likeness;
mod pairing;
mod spelling;
mod words;

pub(super) use likeness::Bag;
pub use likeness::likeness;
pub(super) use pairing::pair_points;
pub use words::{NEGATIONS, Order, Strength, WORDS};

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// The same words; at most the lines are broken elsewhere.
    Same,
    /// Only punctuation or case differ.
    Notation,
    /// Only spelling differs.
    Spelling,
    /// Other words of the same strength, by the table.
    Equal(String),
    /// Stronger by the table, and why.
    Stronger(String),
    /// Weaker by the table, and why.
    Weaker(String),
    /// It takes a reader to say, and why.
    Unsure(String),
}

/// A word as it is compared: small letters, no punctuation but within numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    text: String,
    /// The stretch between two marks of punctuation that it stands in, counted from 0.
    clause: usize,
}

/// Reads what became of a text.
pub fn read(old: &str, new: &str) -> Reading {
    if old == new || old.split_whitespace().eq(new.split_whitespace()) {
        return Reading::Same;
    }
    let (before, after) = (words_of(old), words_of(new));
    let same = |a: &Word, b: &Word| a.text == b.text;
    if before.len() == after.len() && before.iter().zip(&after).all(|(a, b)| same(a, b)) {
        return Reading::Notation;
    }
    if let Some(reading) = judge::judge(&before, &after) {
        return reading;
    }
    // A hyphen joins or parts words: `co-operate`, `cooperate`.
    let joined = |words: &[Word]| words.iter().map(|word| word.text.as_str()).collect::<String>();
    if old.contains('-') != new.contains('-') && joined(&before) == joined(&after) {
        return Reading::Spelling;
    }
    let is_settled = |word: &str| words::is_negation(word) || words::strength_at(&[word]).is_some();
    let respelled = |a: &Word, b: &Word| {
        same(a, b) || (!is_settled(&a.text) && !is_settled(&b.text) && spelling::is_one_word(&a.text, &b.text))
    };
    if before.len() == after.len() && before.iter().zip(&after).all(|(a, b)| respelled(a, b)) {
        return Reading::Spelling;
    }
    Reading::Unsure(judge::doubt(&before, &after))
}

/// The text as points are matched: small letters, no punctuation, one space between words.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each_word(text, |word, _| {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    });
    folded
}

fn words_of(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    each_word(text, |word, clause| words.push(Word { text: word.to_owned(), clause }));
    words
}

/// Calls `found` with each word and its clause.
fn each_word(text: &str, mut found: impl FnMut(&str, usize)) {
    let mut word = String::new();
    let mut clause = 0;
    let mut before: Option<char> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else if is_within_number(before, c, chars.peek().copied()) {
            word.push(c);
        } else if !(matches!(c, '\'' | '’') && before.is_some_and(char::is_alphanumeric)) {
            if !word.is_empty() {
                found(&word, clause);
                word.clear();
            }
            if matches!(c, ',' | ';' | ':' | '.' | '!' | '?' | '(' | ')' | '–' | '—') {
                clause += 1;
            } else if !c.is_whitespace() && !is_punctuation(c) {
                // A sign has a meaning of its own: `5+`, `> 5`, `80%`.
                found(c.encode_utf8(&mut [0; 4]), clause);
            }
        }
        before = Some(c);
    }
    if !word.is_empty() {
        found(&word, clause);
    }
}

/// Whether `c` is part of a number: `1.5`, `2-3`, `-5`, but not the end of a sentence.
fn is_within_number(before: Option<char>, c: char, after: Option<char>) -> bool {
    if !after.is_some_and(|after| after.is_ascii_digit()) {
        return false;
    }
    match c {
        '.' | ',' | ':' | '/' | '–' => before.is_some_and(|before| before.is_ascii_digit()),
        '-' => before.is_none_or(|before| before.is_ascii_digit() || before.is_whitespace()),
        _ => false,
    }
}

fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '[' | ']' | '{' | '}' | '…' | '-' | '/' | '_' | '`' | '«' | '»' | '“' | '”' | '„' | '‘' | '’'
    ) || matches!(c, '•' | '*' | '\\' | '‐' | '‑')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notation_is_not_a_demand() {
        for (a, b) in [
            ("Ships, and says so.", "ships and says so"),
            ("Well-known — to all", "well known to all"),
            ("The team's plan", "The teams plan"),
        ] {
            assert_eq!(read(a, b), Reading::Notation, "{a} / {b}");
        }
        assert_eq!(read("One\n  line", "One line"), Reading::Same);
        assert_eq!(read("Co-operates", "Cooperates"), Reading::Spelling);
        assert_eq!(read("Organises work", "Organizes work"), Reading::Spelling);
    }

    #[test]
    fn a_number_or_a_sign_is_a_demand() {
        for (a, b) in [
            ("within 1.5 days", "within 15 days"),
            ("3 teams", "5 teams"),
            ("5+ years", "5 years"),
            ("> 80% done", "< 80% done"),
            ("2-3 people", "23 people"),
            ("to -5 degrees", "to 5 degrees"),
        ] {
            assert!(matches!(read(a, b), Reading::Unsure(_)), "{a} / {b}: {:?}", read(a, b));
        }
    }

    #[test]
    fn a_stronger_word_is_stronger_only_where_nothing_else_differs() {
        for (a, b) in [
            ("May review changes", "Should review changes"),
            ("Should review changes", "Must review changes"),
            ("Helps with the design", "Leads the design"),
            ("Contributes to the design", "Owns the design"),
            ("Designs for a team", "Designs for the whole company"),
            ("Occasionally, teaches", "Always teaches"),
            ("Leads a team without being asked", "Leads several teams without being asked"),
        ] {
            assert!(matches!(read(a, b), Reading::Stronger(_)), "{a} / {b}: {:?}", read(a, b));
            assert!(matches!(read(b, a), Reading::Weaker(_)), "{b} / {a}: {:?}", read(b, a));
        }
        assert!(matches!(read("Must review changes", "Shall review changes"), Reading::Equal(_)));
        assert!(matches!(read("May review changes", "Must review code"), Reading::Unsure(_)));
    }

    #[test]
    fn what_is_denied_is_not_judged() {
        for (a, b) in [
            ("May not decide alone", "Must not decide alone"),
            ("Never leads a team", "Never leads several teams"),
            ("Works without the help of a team", "Works without the help of the company"),
            ("Is able to lead", "Is unable to lead"),
            ("Does review", "Doesn't review"),
            ("Must review", "Must not review"),
        ] {
            assert!(matches!(read(a, b), Reading::Unsure(_)), "{a} / {b}: {:?}", read(a, b));
        }
    }
}
