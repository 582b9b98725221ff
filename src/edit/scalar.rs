//! A text as YAML, in the notation of the one that it replaces.

use std::ops::Range;

/// The bytes of a scalar itself, without an anchor or a tag in front of it.
pub fn bare(text: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    while text[start..range.end].starts_with(['&', '!']) {
        let property = text[start..range.end].find(char::is_whitespace).unwrap_or(range.end - start);
        let blank = text[start + property..range.end].len() - text[start + property..range.end].trim_start().len();
        start += property + blank;
    }
    start..range.end
}

/// A text in place of what is written: between the same quotation marks, or plain if YAML then reads the same.
pub fn like(written: &str, text: &str) -> String {
    match written.chars().next() {
        Some('\'') => format!("'{}'", text.replace('\'', "''")),
        Some('"') => quoted(text),
        _ => plain(text),
    }
}

/// A text as YAML, without quotation marks where it needs none.
pub fn plain(text: &str) -> String {
    let is_word = text.starts_with(char::is_alphanumeric)
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '#' | '@'));
    // Readers of an older YAML take these for flags and numbers.
    let is_old = || {
        let is_flag = ["y", "n", "yes", "no", "on", "off"].contains(&text.to_lowercase().as_str());
        is_flag || text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'.'))
    };
    let means_itself = || match serde_yaml::from_str(text) {
        Ok(serde_yaml::Value::String(read)) => read == text && !is_old(),
        Ok(serde_yaml::Value::Number(number)) => number.to_string() == text,
        _ => false,
    };
    if is_word && means_itself() { text.to_owned() } else { quoted(text) }
}

/// What stands between straight quotation marks means the same to JSON and to YAML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_means_something_else_is_quoted() {
        for word in ["SE4", "4", "4.5", "product/SE4", "engineering/@moves/IC4..M4", "x-1", "設計"] {
            assert_eq!(plain(word), word);
        }
        for word in ["no", "null", "true", "1e3", "0x1F", "012", "4.50", "1_0", "a b", "a: b"] {
            assert_eq!(plain(word), format!("\"{word}\""));
        }
    }

    #[test]
    fn quotation_marks_stay() {
        assert_eq!([like("'IC4'", "it's"), like("\"IC4\"", "a"), like("IC4", "a")], ["'it''s'", "\"a\"", "a"]);
    }

    #[test]
    fn anchors_and_tags_are_in_front_of_a_scalar() {
        let text = "&a !!str IC4";
        assert_eq!(&text[bare(text, 0..text.len())], "IC4");
    }
}
