//! Other people's text, fit to be shown: what somebody wrote into a ladder cannot move the cursor, turn the text around, or
//! fill a log.

/// How many characters of a text are shown; an id of a megabyte would fill a log, and no comment could hold it.
const MOST: usize = 1000;

/// What is shown in place of a hostile character.
const INSTEAD: char = '\u{fffd}';

/// Whether a character moves the cursor, turns the text around so that it reads otherwise than it is written, or cannot be
/// held by XML.
pub fn is_hostile(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

/// A text on one line, without hostile characters.
pub fn clean(text: &str) -> String {
    // The space within an amount does not break, and stays.
    let parts = text.split(|c: char| c.is_whitespace() && c != '\u{a0}');
    let words: Vec<&str> = parts.filter(|word| !word.is_empty()).collect();
    tame(&words.join(" "), |_| false)
}

/// The same; of a text that is far too long, its beginning and its end.
pub fn one_line(text: &str) -> String {
    shortened(&clean(text))
}

/// The lines of a text, each of them clean and none cut: for a page, where there is room for all of a text.
pub fn lines(text: &str) -> Vec<String> {
    text.lines().map(clean).filter(|line| !line.is_empty()).collect()
}

/// A text with its line breaks, without other hostile characters; of a text that is far too long, its beginning and its end.
pub fn printable(text: &str) -> String {
    tame(&shortened(text), |c| c == '\n')
}

/// A line of a file as somebody may look at it: all of it, without what moves the cursor; a tab, and what ends a line on
/// Windows, stay.
pub fn line_of_file(line: &str) -> String {
    let (text, end) = line.strip_suffix('\r').map_or((line, ""), |text| (text, "\r"));
    tame(text, |c| c == '\t') + end
}

/// The bytes of a file as text: what moves the cursor or turns the text, and bytes that are no UTF-8, become escapes. Line
/// breaks and tabs stay.
pub fn escaped(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for (at, c) in chunk.valid().char_indices() {
            let ends_line = c == '\r' && chunk.valid()[at + 1..].starts_with('\n');
            if is_hostile(c) && !matches!(c, '\n' | '\t') && !ends_line {
                text.extend(c.escape_unicode());
            } else {
                text.push(c);
            }
        }
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02x}")));
    }
    text
}

/// A part of a text, with its spaces and without hostile characters.
pub fn clean_part(text: &str) -> String {
    tame(text, |_| false)
}

fn tame(text: &str, stays: impl Fn(char) -> bool) -> String {
    text.chars().map(|c| if is_hostile(c) && !stays(c) { INSTEAD } else { c }).collect()
}

fn shortened(text: &str) -> String {
    if text.char_indices().nth(MOST).is_none() {
        return text.to_owned();
    }
    let start: String = text.chars().take(MOST / 2).collect();
    let end = text.char_indices().rev().nth(MOST / 4 - 1).map_or(0, |(at, _)| at);
    format!("{start} … {}", &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_holds_nothing_that_moves_the_cursor_or_turns_the_text() {
        assert_eq!(one_line("a\r\n\tb\u{1b}[31m \u{202e}c\u{fffe}"), "a b\u{fffd}[31m \u{fffd}c\u{fffd}");
        assert_eq!(one_line("👩‍💻 設計"), "👩‍💻 設計");
    }

    #[test]
    fn of_a_text_far_too_long_the_beginning_and_the_end_are_shown() {
        let line = one_line(&format!("begin {} end", "設".repeat(100_000)));
        assert!(line.starts_with("begin 設") && line.ends_with("設 end") && line.chars().count() < 1000, "{line}");
    }

    #[test]
    fn a_file_that_is_no_text_is_shown_with_escapes() {
        let shown = escaped(b"a\tb\r\n\x1b[2J\r\xc2\x9b\xe2\x80\xae caf\xe9\n");
        assert_eq!(shown, "a\tb\r\n\\u{1b}[2J\\u{d}\\u{9b}\\u{202e} caf\\xe9\n");
    }

    #[test]
    fn what_is_printed_keeps_its_line_breaks_and_a_line_of_a_file_its_tabs() {
        assert_eq!(printable("a\n\tb\u{1b}"), "a\n\u{fffd}b\u{fffd}");
        assert_eq!(line_of_file("a\tb\u{1b}\r"), "a\tb\u{fffd}\r");
    }
}
