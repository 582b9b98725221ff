//! The parser's errors in the words of somebody who edits a ladder, with the likely cause.

use granit_parser::{ErrorKind, ScanError};

use crate::finding::{Finding, Mark, Shape};
use crate::source::{FileId, Span};

/// A finding for what the parser could not read.
pub fn explain(file: FileId, text: &str, error: &ScanError) -> Finding {
    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    let scene = Scene { file, text, at };
    let quoted =
        "a text that holds `: ` or ` #`, or begins with one of `@ ` % & * ! | > [ { \" '`, goes in quotation marks";
    match error.kind() {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement if scene.value_before_colon() => scene
            .finding("a second `: ` in one line", "this colon")
            .help("put the whole text in quotation marks: `summary: \"First: the reason\"`, or start a block with `>-`"),
        ErrorKind::MappingValueNotAllowed | ErrorKind::MappingKeyNotAllowed => scene
            .finding("a key where none can stand", "here")
            .help("is the line indented like its neighbours? keys of one mapping begin in the same column"),
        ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation | ErrorKind::TabNotAllowed
        | ErrorKind::TabInPlainScalar | ErrorKind::TabAtBlockScalarStart => scene
            .tab()
            .finding("a tab where YAML wants spaces", "a tab")
            .help("indent with two spaces for each step"),
        ErrorKind::UnexpectedCharacter { character } => scene
            .finding(&format!("a text cannot begin with `{character}`"), "here")
            .help(format!("put it in quotation marks: {quoted}")),
        ErrorKind::RecursionLimitExceeded => scene
            .finding("lists or mappings nested too deep", "one level too many")
            .help("a ladder never needs more than nine; look for a stray `[`, `{` or `- `"),
        ErrorKind::UnclosedQuotedScalar => scene
            .finding("a quotation mark that is never closed", "opened here")
            .help("close it, or write an apostrophe within single quotation marks as two: `'it''s'`"),
        ErrorKind::UnknownAnchor => scene
            .finding("an alias to an anchor that is not there", "no `&` of that name comes before it")
            .help("a text that begins with `*` goes in quotation marks"),
        ErrorKind::UnclosedFlowCollection { open } => scene
            .finding(&format!("`{open}` is never closed"), "opened here")
            .help(format!("add the closing `{}`", if *open == '[' { ']' } else { '}' })),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => scene
            .finding(&format!("`{close}` does not close `{open}`"), "opened here")
            .help(format!("close it with `{}`", if *open == '[' { ']' } else { '}' })),
        ErrorKind::InvalidColonPlacement
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => scene
            .finding("a list or mapping in brackets is broken off", "it should go on or end before here")
            .help("look for a missing `]`, `}` or `,` before this place; a text with a comma goes in quotation marks"),
        ErrorKind::MisplacedFlowCollectionEnd => {
            scene.finding("a closing bracket that nothing opened", "here").help("delete it, or put the text in quotation marks")
        }
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation | ErrorKind::SimpleKeyExpected
        | ErrorKind::InvalidSimpleKey => scene
            .finding("the line does not fit the lines above it", "here")
            .help("it wants `key: value` in the column of its neighbours: look for a space too few or too many, or a missing `: `"),
        ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::BlockEntryInFlowCollection => scene.finding("the line does not fit the list around it", "here").help(
            "entries of one list begin with `- ` in one column, and the keys of an entry stand in one column: look for \
             a space too few or too many",
        ),
        ErrorKind::UnknownQuotedScalarEscape | ErrorKind::InvalidQuotedScalarHexEscape => scene
            .finding("a `\\` in double quotation marks that means nothing", "here")
            .help("write `\\\\`, or use single quotation marks"),
        kind => scene.finding(&kind.to_string(), "here").help(format!("if this is meant as text: {quoted}")),
    }
}

#[derive(Clone, Copy)]
struct Scene<'a> {
    file: FileId,
    text: &'a str,
    at: usize,
}

impl Scene<'_> {
    fn finding(&self, message: &str, label: &str) -> Finding {
        // At the end of the text there is nothing to underline: the last character that is there.
        let at = self.floor(self.at.min(self.text.trim_end().len().max(1) - 1).min(self.at));
        let width = self.text[at..].chars().next().filter(|c| *c != '\n' && *c != '\r').map_or(0, char::len_utf8);
        Shape::Syntax.finding(message, Mark::span(Span::new(self.file, at, at + width), label))
    }

    /// Whether the colon follows a value on its line: `a: b: c`.
    fn value_before_colon(&self) -> bool {
        let at = self.floor(self.at);
        let line = &self.text[self.text[..at].rfind('\n').map_or(0, |nl| nl + 1)..at];
        line.contains(": ")
    }

    /// The nearest tab: on the line that the parser names, or where the text goes on below it.
    fn tab(mut self) -> Self {
        let at = self.floor(self.at);
        let start = self.text[..at].rfind('\n').map_or(0, |nl| nl + 1);
        if let Some(tab) = self.text[start..].find('\t') {
            self.at = start + tab;
        }
        self
    }

    fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}
