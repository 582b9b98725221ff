//! How the lines of a file are laid out: where a new one goes, and how it is indented.

use crate::source::{SourceFile, Span};

/// The lines of one file.
pub struct Lines<'a> {
    source: &'a SourceFile,
    has_lone_returns: bool,
}

impl<'a> Lines<'a> {
    pub fn new(source: &'a SourceFile) -> Self {
        let has_lone_returns =
            source.text().split('\n').any(|line| line.trim_end_matches('\r').contains('\r') || line.ends_with("\r\r"));
        Self { source, has_lone_returns }
    }

    /// What stands before a key of a block on its line: only spaces and the dashes of lists.
    pub fn before(&self, key: Span) -> Option<&'a str> {
        let text = self.source.text();
        let line = self.source.line_range(self.number(key.start as usize));
        let before = &text[line.start..key.start as usize];
        let is_indent = before.bytes().all(|byte| matches!(byte, b' ' | b'-'));
        (is_indent && text[key.end as usize..line.end].trim_start().starts_with(':')).then_some(before)
    }

    /// The number of the line that a byte is on.
    pub fn number(&self, offset: usize) -> usize {
        self.source.position(offset).line
    }

    /// The line break at the end of a line, or, at the end of the text, the one that the text uses. `None` where it also has
    /// carriage returns that stand alone: YAML reads them as line breaks, and nobody else does.
    pub fn line_break(&self, end: usize) -> Option<&'static str> {
        let text = self.source.text();
        if self.has_lone_returns {
            return None;
        }
        let rest = if end < text.len() { &text[end..] } else { &text[text.find(['\r', '\n']).unwrap_or(end)..] };
        Some(if rest.starts_with('\r') { "\r\n" } else { "\n" })
    }
}
