//! Texts, spans in them, and the lines and columns that people read.

use std::iter;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::slashed;

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

/// A position as people count: from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// The number of bytes between the marks at which characters are counted, so that a column in a line of megabytes is no
/// more work than one in a short line.
const BLOCK: usize = 1024;

/// One file's text.
#[derive(Debug)]
pub struct SourceFile {
    path: PathBuf,
    text: String,
    had_bom: bool,
    /// Once somebody asks for a line: most of thousands of files have nothing to point at.
    lines: OnceLock<Lines>,
}

/// Where lines and columns are.
#[derive(Debug)]
struct Lines {
    starts: Box<[u32]>,
    /// How many characters begin before each [`BLOCK`].
    blocks: Box<[u32]>,
}

impl Lines {
    fn new(text: &str) -> Self {
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
        let counts = text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            *before += characters(block) as u32;
            Some(*before)
        });
        Self { starts: iter::once(0).chain(starts).collect(), blocks: iter::once(0).chain(counts).collect() }
    }
}

impl SourceFile {
    /// A file as it was named, and its text. A byte order mark at the start is not part of the text.
    pub fn new(path: impl Into<PathBuf>, text: String) -> Self {
        let (text, had_bom) = match text.strip_prefix('\u{feff}') {
            Some(rest) => (rest.to_owned(), true),
            None => (text, false),
        };
        Self { path: slashed(path.into()), text, had_bom, lines: OnceLock::new() }
    }

    /// The path as it was named.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A text as it is written in place of this one: with a byte order mark where this one had one.
    pub fn with_mark(&self, text: &str) -> String {
        if self.had_bom { format!("\u{feff}{text}") } else { text.to_owned() }
    }

    /// Whether the file begins with a byte order mark.
    pub fn had_bom(&self) -> bool {
        self.had_bom
    }

    /// Line and column of a byte; past the end, those of the end.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let starts = &self.lines().starts;
        let line = starts.partition_point(|start| *start as usize <= offset);
        let start = starts[line - 1] as usize;
        Position { line, column: self.characters_before(offset) - self.characters_before(start) + 1 }
    }

    /// The bytes of a line, counted from 1, without its line break.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let starts = &self.lines().starts;
        let at = |index: usize| starts.get(index).map_or(self.text.len(), |start| *start as usize);
        let (start, next) = (at(line.saturating_sub(1)), at(line));
        let line = self.text[start..next].strip_suffix('\n').unwrap_or(&self.text[start..next]);
        // Of carriage returns only one belongs to the line break: there may be a million that stand alone.
        start..start + line.strip_suffix('\r').unwrap_or(line).len()
    }

    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.lines().blocks[block] as usize + characters(&self.text.as_bytes()[block * BLOCK..offset])
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

/// How many characters begin in a piece of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
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

    /// The path of `id`, as it was named.
    pub fn path(&self, id: FileId) -> &Path {
        self.file(id).path()
    }

    /// Every file, in the order of reading.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
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

    #[test]
    fn columns_of_a_long_line_are_counted_across_blocks() {
        let file = SourceFile::new("x.yaml", format!("first\n{}!", "é設a".repeat(1000)));
        for (at, _) in file.text().char_indices().filter(|(at, _)| *at > 5) {
            assert_eq!(file.position(at).column, file.text()[6..at].chars().count() + 1);
        }
        assert_eq!(file.position(usize::MAX), Position { line: 2, column: 3002 });
    }
}
