//! Styles and wrapping.

use anstyle::{AnsiColor, Style};

use super::Screen;
use crate::words::clean;

pub const HEADING: Style = Style::new().bold();
pub const FAINT: Style = Style::new().dimmed();
pub const ID: Style = AnsiColor::Cyan.on_default().bold();
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
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

/// Prose, wrapped. The first line begins with `first`, the others with `rest`; both count for the width.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> String {
    // Prose wider than this tires the eye, whatever the terminal.
    let width = width.min(100);
    // Ids with dashes stay whole.
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(&clean(text), options)
}

/// A message, wrapped at spaces, its line breaks kept; what stands in backticks stays whole where it fits, so that it can be
/// copied.
pub fn wrap_message(text: &str, width: usize) -> String {
    /// What stands for a space that must not become a line break, while lines are broken.
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
