//! The words of a text as points are matched by: small letters, no punctuation.

/// The text in small letters, without punctuation, one space between words.
pub(in crate::diff) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    each_word(text, |word| {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    });
    folded
}

/// Calls `found` with each word.
pub(super) fn each_word(text: &str, mut found: impl FnMut(&str)) {
    let mut word = String::new();
    let mut before: Option<char> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() {
            if c.is_ascii() {
                word.push(c.to_ascii_lowercase());
            } else {
                word.extend(c.to_lowercase());
            }
        } else if is_within_number(before, c, chars.peek().copied()) {
            word.push(c);
        } else if !(matches!(c, '\'' | '’') && before.is_some_and(char::is_alphanumeric)) {
            if !word.is_empty() {
                found(&word);
                word.clear();
            }
            if !c.is_whitespace() && !is_punctuation(c) {
                // A sign has a meaning of its own: `5+`, `> 5`, `80%`.
                found(c.encode_utf8(&mut [0; 4]));
            }
        }
        before = Some(c);
    }
    if !word.is_empty() {
        found(&word);
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
    ) || matches!(c, '•' | '*' | '\\' | '‐' | '‑' | ',' | ';' | ':' | '.' | '!' | '?' | '(' | ')' | '–' | '—')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_stay_and_punctuation_goes() {
        for (text, folded) in [
            ("Ships  what it “plans”.", "ships what it plans"),
            ("It's well-known; isn’t it?", "its well known isnt it"),
            ("Answers in 1.5 days, 2-3 times.", "answers in 1.5 days 2-3 times"),
            ("1,000 of 4/5 at 9:30, 2–3", "1,000 of 4/5 at 9:30 2–3"),
            ("At -5, or co-5", "at -5 or co 5"),
            ("-5", "-5"),
            ("Version .5", "version 5"),
            ("> 5 and 80%", "> 5 and 80 %"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
}
