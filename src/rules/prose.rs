//! English prose as words, signs, numbers and lengths of time.

/// A word, or a sign that parts words.
pub(in crate::rules) struct Word<'t> {
    /// As written, for ids.
    pub written: &'t str,
    /// In small letters, with plain apostrophes.
    pub lower: String,
    pub start: usize,
    pub end: usize,
}

impl<'t> Word<'t> {
    fn new(text: &'t str, start: usize, end: usize) -> Self {
        let written = &text[start..end];
        Self { written, lower: written.to_lowercase().replace('’', "'"), start, end }
    }
}

/// Takes a text apart: words with their hyphens and apostrophes, figures with their signs, and every other sign alone.
pub(in crate::rules) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some((at, next)) =
            chars.next_if(|(at, next)| first.is_alphanumeric() && goes_on(text, start, *at, *next))
        {
            end = at + next.len_utf8();
        }
        // "5yrs" and "5-years" are two words.
        let word = &text[start..end];
        let letters = word.find(char::is_alphabetic).unwrap_or(word.len());
        let figures = word[..letters].trim_end_matches('-');
        if is_number(figures) && is_unit(&word[letters..].to_lowercase()) {
            words.push(Word::new(text, start, start + figures.len()));
            words.push(Word::new(text, start + letters, end));
        } else {
            words.push(Word::new(text, start, end));
        }
    }
    words
}

/// Whether the word that begins at `start` goes on with `next`, which stands at `at`.
fn goes_on(text: &str, start: usize, at: usize, next: char) -> bool {
    let has_figure = text[start..at].ends_with(|c: char| c.is_ascii_digit());
    let after = text[at + next.len_utf8()..].chars().next();
    match next {
        '+' => has_figure,
        '.' => has_figure && after.is_some_and(|c| c.is_ascii_digit()),
        '-' | '–' => after.is_some_and(char::is_alphanumeric),
        '\'' | '’' => after.is_some_and(char::is_alphanumeric) || is_unit(&text[start..at].to_lowercase()),
        _ => next.is_alphanumeric(),
    }
}

const UNITS: &str = "year years yr yrs month months decade decades yoe";
/// Units that only count beside a role or a level: "two review cycles at level".
pub(in crate::rules) const CYCLES: &str = "quarter quarters cycle cycles";
const NUMBERS: &str = "\
    a an one two three four five six seven eight nine ten eleven twelve fifteen eighteen twenty half few \
    several many multiple some couple";

/// Whether `word` is one of a list of words.
pub(in crate::rules) fn any_of(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// The unit without an apostrophe.
pub(in crate::rules) fn stem(word: &str) -> &str {
    let word = word.trim_end_matches('\'');
    word.strip_suffix("'s").unwrap_or(word)
}

pub(in crate::rules) fn is_unit(word: &str) -> bool {
    any_of(UNITS, stem(word)) || any_of(CYCLES, stem(word))
}

/// Whether a word, in small letters, may speak of managing people.
pub(in crate::rules) fn is_managing(word: &str) -> bool {
    matches!(
        word,
        "manage" | "manages" | "managing" | "management" | "supervise" | "supervises" | "supervising" | "reports"
    )
}

pub(in crate::rules) fn is_number(word: &str) -> bool {
    let plain = word.trim_end_matches('+');
    let is_figure = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_digit()) && part.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    };
    any_of(NUMBERS, plain)
        || (!plain.is_empty() && plain.split(['-', '–']).all(|part| is_figure(part) || any_of(NUMBERS, part)))
}

pub(in crate::rules) fn is_sign(word: &str) -> bool {
    !word.contains(char::is_alphanumeric)
}

pub(in crate::rules) fn is_word(word: &str) -> bool {
    !word.is_empty() && !is_sign(word)
}

pub(in crate::rules) fn is_stop(word: &str) -> bool {
    matches!(word, "." | ";" | "!" | "?")
}
