//! The text around the place where the parser stopped.

use std::ops::Range;

use crate::finding::{Finding, Mark, Shape};
use crate::source::{FileId, Span};

/// The longest text that a suggestion repeats, in bytes.
const LONGEST: usize = 60;

/// A place in a text.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub file: FileId,
    pub text: &'a str,
    /// A character boundary.
    pub at: usize,
}

/// A line, and where it begins.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub start: usize,
    pub text: &'a str,
}

impl<'a> Scene<'a> {
    /// The place at `at`, or at the nearest character before it.
    pub(super) fn new(file: FileId, text: &'a str, at: usize) -> Self {
        Self { file, text, at: floor(text, at) }
    }

    /// A finding that marks the character at the place.
    pub(super) fn finding(&self, message: impl Into<String>, label: &str) -> Finding {
        // At the end of the text there is nothing to underline: the last character that is there.
        let last = self.text.trim_end().len().saturating_sub(1);
        let at = floor(self.text, self.at.min(last));
        let width = self.text[at..].chars().next().filter(|c| *c != '\n' && *c != '\r').map_or(0, char::len_utf8);
        self.finding_of(at..at + width, message, label)
    }

    /// A finding that marks a stretch.
    pub(super) fn finding_of(&self, range: Range<usize>, message: impl Into<String>, label: &str) -> Finding {
        Shape::Syntax.finding(message, Mark::span(Span::new(self.file, range.start, range.end), label))
    }

    /// The line of the place.
    pub(super) fn line(&self) -> Line<'a> {
        let start = self.text[..self.at].rfind('\n').map_or(0, |nl| nl + 1);
        let text = self.text[start..].lines().next().unwrap_or_default();
        Line { start, text }
    }

    /// The nearest line above with something on it.
    pub(super) fn above(&self) -> Option<Line<'a>> {
        let mut end = self.line().start;
        // A comment as long as a file is nothing to look through.
        for _ in 0..100 {
            end = end.checked_sub(1)?;
            let start = self.text[..end].rfind('\n').map_or(0, |nl| nl + 1);
            let text = self.text[start..end].trim_end_matches('\r');
            if !text.trim().is_empty() && !text.trim_start().starts_with('#') {
                return Some(Line { start, text });
            }
            end = start;
        }
        None
    }

    /// The text before the place on its line.
    pub(super) fn before(&self) -> &'a str {
        &self.text[self.line().start..self.at]
    }

    /// The character at the place.
    pub(super) fn character(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Whether a value begins here: after `key: `, after a dash, or first in brackets.
    pub(super) fn begins_a_value(&self) -> bool {
        let before = self.before();
        let trimmed = before.trim_end();
        before.len() > trimmed.len() && trimmed.ends_with([':', '-', '[', '{'])
    }

    /// Whether brackets are open at the place, as far as its line shows.
    pub(super) fn is_in_brackets(&self) -> bool {
        balance(self.before()) > 0
    }

    /// The text that somebody meant to write from `start` on: to the end of the line, or of the entry in brackets. `None`
    /// where that cannot be told, or is long.
    pub(super) fn meant_from(&self, start: usize) -> Option<&'a str> {
        let line = self.line();
        let rest = &line.text[start - line.start..];
        let meant = match balance(&line.text[..start - line.start]) {
            0 => rest,
            _ => {
                let ends = |(at, c): (usize, char)| match c {
                    ',' | '}' | ']' => balance(&rest[..at]) <= 0,
                    _ => false,
                };
                // The first character is the text's own, whatever it is.
                let end = rest.char_indices().skip(1).find(|place| ends(*place)).map_or(rest.len(), |(end, _)| end);
                &rest[..end]
            }
        };
        let meant = meant.trim_end();
        (!meant.is_empty() && meant.len() <= LONGEST && !meant.contains(" #")).then_some(meant)
    }
}

impl<'a> Line<'a> {
    /// Where its content begins in it, behind spaces and dashes.
    pub(super) fn body(&self) -> usize {
        let mut at = 0;
        loop {
            let rest = self.text[at..].trim_start_matches(' ');
            at = self.text.len() - rest.len();
            match rest.strip_prefix("- ") {
                Some(_) => at += 2,
                None => return at,
            }
        }
    }

    /// The word before its first colon, as a range in the text, where it is one word.
    pub(super) fn key(&self) -> Option<Range<usize>> {
        let body = self.body();
        let rest = &self.text[body..];
        let end = rest.find(':')?;
        let is_one = end > 0 && !rest[..end].contains([' ', ',', '[', ']', '{', '}']);
        is_one.then(|| self.start + body..self.start + body + end)
    }

    /// A key with its value right behind the colon, `from:IC4`: the key with its colon, as a range in the text.
    pub(super) fn squeezed(&self) -> Option<Range<usize>> {
        let body = self.text[self.body()..].trim_end();
        let key = squeezed(body)?;
        let start = self.start + self.body();
        (!body[key + 1..].contains(": ")).then_some(start..start + key + 1)
    }
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// How long the key is in `key:value` without a space, where it is one.
pub fn squeezed(text: &str) -> Option<usize> {
    let end = text.find(':')?;
    let (key, rest) = (&text[..end], &text[end + 1..]);
    let is_word = key.starts_with(|c: char| c.is_alphabetic())
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    // `https://…` is a text.
    (is_word && !rest.is_empty() && !rest.starts_with([' ', '\t', '/', ':'])).then_some(end)
}

/// How many brackets are open at the end of a text, those in quotation marks left out.
pub(super) fn balance(text: &str) -> i32 {
    let mut open = 0;
    let mut quote = None;
    for c in text.chars() {
        match (quote, c) {
            (Some(mark), _) if c == mark => quote = None,
            (Some(_), _) => {}
            (None, '"') => quote = Some(c),
            (None, '[' | '{') => open += 1,
            (None, ']' | '}') => open -= 1,
            (None, _) => {}
        }
    }
    open
}
