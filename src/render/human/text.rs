//! Styles and wrapping.

use anstyle::{AnsiColor, Style};
use textwrap::core::Word;

use super::Screen;
use crate::words::clean;

pub const HEADING: Style = Style::new().bold();
pub const FAINT: Style = Style::new().dimmed();
pub const ID: Style = AnsiColor::Cyan.on_default().bold();
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
pub const RAISED: Style = AnsiColor::Magenta.on_default().bold();
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub const NOTE: Style = AnsiColor::Blue.on_default().bold();
pub const GOOD: Style = AnsiColor::Green.on_default().bold();
pub const REMOVED: Style = AnsiColor::Red.on_default();
pub const ADDED: Style = AnsiColor::Green.on_default();
pub const HUNK: Style = AnsiColor::Cyan.on_default();

impl Screen {
    /// `text` in a style, where there is colour.
    pub fn paint(self, style: Style, text: &str) -> String {
        if self.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// Prose, wrapped. The first line begins with `first`, the others with `rest`; both count for the width. A longer word is a
/// line of its own: broken, nobody could copy or search for it.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    // Prose wider than this tires the eye, whatever the terminal.
    let width = width.min(100);
    // Ids with dashes stay whole.
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(textwrap::WordSeparator::Custom(words))
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::fill(&clean(text), options)
}

/// Prose that holds styles, which take no room, wrapped likewise.
pub fn wrap_painted(text: &str, width: usize, first: &str, rest: &str) -> String {
    let options = textwrap::Options::new(width.min(100))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(textwrap::WordSeparator::Custom(words))
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    textwrap::fill(text, options)
}

/// What stays on one line: lines may break where Unicode allows it, but not within an id such as `engineering/ic/IC4`.
pub(super) fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let (mut start, mut end) = (0, 0);
    for (next, _) in unicode_linebreak::linebreaks(line) {
        // A range of ids, `IC1–IC4`, stays whole too. A soft hyphen would become no hyphen.
        let is_within = line[start..end].ends_with('\u{ad}')
            || (line[start..end].ends_with(|c: char| (c.is_ascii() && c != ' ') || c == '–')
                && line[end..].starts_with(|c: char| c.is_ascii()));
        if is_within {
            words.pop();
        } else {
            start = end;
        }
        end = next;
        words.push(Word::from(&line[start..end]));
    }
    Box::new(words.into_iter())
}

/// A message, wrapped at spaces, its line breaks kept; text in backticks stays whole if it fits, so that it can be
/// copied.
pub fn wrap_message(text: &str, width: usize) -> String {
    /// The sign for a space that must not become a line break, while lines are broken.
    const KEPT: char = '\u{e000}';
    let width = width.max(MESSAGE);
    let pieces = text.split('`').enumerate().map(|(index, piece)| {
        let fits = index % 2 == 1 && textwrap::core::display_width(piece) + 2 <= width;
        if fits { piece.replace(' ', KEPT.encode_utf8(&mut [0; 4])) } else { piece.to_owned() }
    });
    let kept = pieces.collect::<Vec<_>>().join("`");
    let options = textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(&kept, options).replace(KEPT, " ")
}

/// However narrow the screen: a message of fewer columns is no easier to read.
const MESSAGE: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_stays_whole_and_text_without_spaces_breaks() {
        let text = wrap("it was renamed from engineering/ic/senior-1 to that", 30, "", "");
        assert_eq!(text, "it was renamed from\nengineering/ic/senior-1 to\nthat");
        let painted = wrap_painted("one \u{1b}[31mengineering/ic/IC4\u{1b}[0m", 20, "", "");
        assert_eq!(painted, "one\n\u{1b}[31mengineering/ic/IC4\u{1b}[0m");
        assert_eq!(wrap("設計設計設計", 6, "", "").lines().count(), 2);
        assert_eq!(wrap("設計、設計。設計", 6, "", ""), "設計、\n設計。\n設計");
        assert_eq!(wrap("co\u{ad}operation", 6, "", ""), "co\u{ad}operation");
    }
}
