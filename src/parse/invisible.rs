//! Characters that look like a space, or like nothing, and are no space to YAML.

use crate::finding::{Finding, Mark, Shape};
use crate::source::{FileId, Span};

/// What such a character is called, and whether it takes room.
fn named(c: char) -> Option<(&'static str, bool)> {
    Some(match c {
        '\u{a0}' => ("a no-break space", true),
        '\u{202f}' => ("a narrow no-break space", true),
        '\u{3000}' => ("an ideographic space", true),
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' => ("a space of another width", true),
        '\u{85}' | '\u{2028}' | '\u{2029}' => ("a line break that YAML does not know", true),
        '\u{200b}' => ("a zero-width space", false),
        '\u{200c}' | '\u{200d}' | '\u{2060}' => ("an invisible joiner", false),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            ("an invisible mark of writing direction", false)
        }
        '\u{ad}' => ("a soft hyphen", false),
        '\u{180e}' => ("an invisible separator", false),
        _ => return None,
    })
}

/// Whether nobody sees that the character is there, or that it is no plain space.
pub fn is(c: char) -> bool {
    named(c).is_some()
}

/// Where the first of them stands in `text`.
pub fn find(text: &str) -> Option<usize> {
    text.find(is)
}

/// A finding that names the character at `at`, which is one of them.
pub fn finding(file: FileId, text: &str, at: usize) -> Finding {
    let c = text[at..].chars().next().expect("a character stands there");
    let (name, takes_room) = named(c).expect("the character is one of those that have a name here");
    let (label, help) = if takes_room {
        ("looks like a space but is not one", "delete the character and type a plain space")
    } else {
        ("an invisible character", "delete the character; if your editor hides it, type the word again")
    };
    Shape::Syntax
        .finding(
            format!("{name} (U+{:04X}) in a place where YAML knows only plain spaces", u32::from(c)),
            Mark::span(Span::new(file, at, at + c.len_utf8()), label),
        )
        .help(help)
}
