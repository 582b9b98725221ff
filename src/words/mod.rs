//! How the program speaks: cleaning of text, counts, lists and suggestions. Knows nothing of ladders.

mod clean;
pub mod suggest;

pub use clean::{clean, clean_part, escaped, is_hostile, line_of_file, lines, one_line, printable};

/// "1 level", "2 levels".
pub fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// A text that begins a sentence.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// "a, b and c".
pub fn join(words: &[impl AsRef<str>]) -> String {
    listed(words, "and")
}

/// Ids that follow each other: "IC1", "IC1 and IC2", "IC1–IC4".
pub fn range(ids: &[impl AsRef<str>]) -> Option<String> {
    match ids {
        [] => None,
        [_] | [_, _] => Some(join(ids)),
        [first, .., last] => Some(format!("{}–{}", first.as_ref(), last.as_ref())),
    }
}

/// Words in a row, the last behind a word of its own.
fn listed(words: &[impl AsRef<str>], last_behind: &str) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match &words[..] {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} {last_behind} {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_words_reads_as_one_says_it() {
        assert_eq!(join(&["a"]), "a");
        assert_eq!(join(&["a", "b"]), "a and b");
        assert_eq!(join(&["a", "b", "c"]), "a, b and c");
        assert_eq!(suggest::one_of(&["a", "b", "c"]), "`a`, `b` or `c`");
    }
}
