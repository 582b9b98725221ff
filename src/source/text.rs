//! Texts, spans in them, and the lines and columns that people read.

use std::path::{Path, PathBuf};

/// A file among [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A stretch of a file's text, in bytes, without a byte order mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` to before `end`.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The bytes as a range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Where something stands, as people count: from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// One file's text.
#[derive(Debug)]
pub struct SourceFile {
    path: PathBuf,
    text: String,
    had_bom: bool,
    line_starts: Vec<u32>,
}

impl SourceFile {
    /// A file as it was named, and its text. A byte order mark at the start is not part of the text.
    pub fn new(path: impl Into<PathBuf>, text: String) -> Self {
        let (text, had_bom) = match text.strip_prefix('\u{feff}') {
            Some(rest) => (rest.to_owned(), true),
            None => (text, false),
        };
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
        let line_starts = std::iter::once(0).chain(starts).collect();
        Self { path: path.into(), text, had_bom, line_starts }
    }

    /// The path as it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the file begins with a byte order mark.
    pub fn had_bom(&self) -> bool {
        self.had_bom
    }

    /// Line and column of a byte; past the end, of the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let line = self.line_starts.partition_point(|start| *start as usize <= offset);
        let start = self.line_starts[line - 1] as usize;
        Position { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The bytes of a line, counted from 1, without its line break.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let at = |index: usize| self.line_starts.get(index).map_or(self.text.len(), |start| *start as usize);
        let (start, next) = (at(line.saturating_sub(1)), at(line));
        let text = self.text[start..next].trim_end_matches('\n').trim_end_matches('\r');
        start..start + text.len()
    }

    /// The nearest character boundary at or before `offset`.
    fn floor(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

/// Every text that was read.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a text.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        self.files.push(file);
        FileId(u32::try_from(self.files.len() - 1).expect("fewer than four billion files"))
    }

    /// The text of `id`.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The text that `span` covers.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or_default()
    }

    /// First and last position of a span; the end is the column after the last character.
    pub fn positions(&self, span: Span) -> (Position, Position) {
        let file = self.file(span.file);
        (file.position(span.start as usize), file.position(span.end as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_a_byte_order_mark_is_no_character() {
        let file = SourceFile::new("x.yaml", "\u{feff}a: 設計\r\nb: é!".to_owned());
        let at = |needle: &str| file.position(file.text().find(needle).expect("it is there"));
        assert!(file.had_bom());
        assert_eq!(at("a"), Position { line: 1, column: 1 });
        assert_eq!(at("計"), Position { line: 1, column: 5 });
        assert_eq!(at("!"), Position { line: 2, column: 5 });
        assert_eq!(&file.text()[file.line_range(1)], "a: 設計");
        assert_eq!(file.position(9999), Position { line: 2, column: 6 });
    }
}
