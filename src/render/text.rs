//! What files say, a line a fact: for comparisons line by line, above all git's.

use std::io::{self, Write};

use super::{Audience, Format, Screen, unsupported};
use crate::view::{Output, OutputKind};
use crate::words::is_hostile;

/// Lines that each begin with a place.
pub struct Text;

impl Format for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn supports(&self, kind: OutputKind) -> bool {
        kind == OutputKind::Text
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let Output::Text(pages) = output else { return Err(unsupported(self)) };
        for line in pages.iter().flat_map(|page| &page.lines) {
            let key = line.key.map_or_else(String::new, |key| format!(" {key}"));
            writeln!(out, "{}{key}: {}", on_a_line(&line.place.to_string()), on_a_line(&line.value))?;
        }
        Ok(())
    }
}

/// A text on one line. Nothing of it is lost but how its words are laid out: what would move a cursor or turn the text is
/// written as an escape.
fn on_a_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        for c in word.chars() {
            if is_hostile(c) { line.extend(c.escape_unicode()) } else { line.push(c) }
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_one_line_whatever_it_holds_and_all_of_it() {
        assert_eq!(on_a_line(" a\r\n\tb\u{1b}[31m \u{202e}c\u{a0}設 "), "a b\\u{1b}[31m \\u{202e}c 設");
        let long = "word ".repeat(1000);
        assert_eq!(on_a_line(&long), long.trim_end());
    }
}
