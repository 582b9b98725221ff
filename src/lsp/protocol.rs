//! Findings, edits and places as the protocol has them. All that knows both sides is here.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use gen_lsp_types as lsp;

use super::project::Found;
use crate::finding::Severity;
use crate::source::{SourceFile, Sources, Span};

/// The name under which findings appear.
const SOURCE: &str = "ladder";

/// What a position counts within its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Code units of UTF-16, as every client knows them.
    Utf16,
}

impl Encoding {
    /// How long a text is.
    pub(super) fn units(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        }
    }

    /// The position of a byte.
    fn position(self, file: &SourceFile, offset: usize) -> lsp::Position {
        let line = file.position(offset).line;
        let start = file.line_range(line).start;
        let before = file.text().get(start..offset.min(file.text().len())).unwrap_or_default();
        lsp::Position { line: line as u32 - 1, character: self.units(before) as u32 }
    }

    /// A stretch of a text.
    pub(super) fn range(self, file: &SourceFile, bytes: Range<usize>) -> lsp::Range {
        lsp::Range { start: self.position(file, bytes.start), end: self.position(file, bytes.end) }
    }

    /// The byte at a position. Past the end of a line it is the end of the line, past the last line that of the text.
    pub(super) fn offset(self, text: &str, position: lsp::Position) -> usize {
        let mut start = 0;
        for _ in 0..position.line {
            match text[start..].find('\n') {
                Some(at) => start += at + 1,
                None => return text.len(),
            }
        }
        let line = &text[start..];
        let line = line.split('\n').next().unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        let mut units = 0;
        for (at, letter) in line.char_indices() {
            if units >= position.character as usize {
                return start + at;
            }
            units += match self {
                Self::Utf8 => letter.len_utf8(),
                Self::Utf16 => letter.len_utf16(),
            };
        }
        start + line.len()
    }
}

/// Knows how the client counts and what it calls files.
pub(super) struct Terms<'a> {
    pub encoding: Encoding,
    /// The files that are open, with the client's names for them.
    pub open: &'a HashMap<PathBuf, lsp::Uri>,
}

impl Terms<'_> {
    /// The client's name for a file.
    pub(super) fn uri(&self, path: &Path) -> lsp::Uri {
        self.open.get(path).cloned().unwrap_or_else(|| uri(path))
    }

    pub(super) fn location(&self, sources: &Sources, span: Span) -> lsp::Location {
        let file = sources.file(span.file);
        lsp::Location { uri: self.uri(file.path()), range: self.encoding.range(file, span.range()) }
    }

    /// A finding, to be shown in its file.
    pub(super) fn diagnostic(&self, sources: &Sources, found: &Found) -> lsp::Diagnostic {
        let finding = &found.finding;
        let related = found.related.iter().map(|(span, label)| lsp::DiagnosticRelatedInformation {
            location: self.location(sources, *span),
            message: label.clone(),
        });
        let related: Vec<_> = related.collect();
        let message = match &finding.help {
            Some(help) => format!("{}\nhelp: {help}", finding.message),
            None => finding.message.clone(),
        };
        lsp::Diagnostic {
            range: self.encoding.range(sources.file(found.span.file), found.span.range()),
            severity: Some(match finding.severity {
                Severity::Error => lsp::DiagnosticSeverity::Error,
                Severity::Warning => lsp::DiagnosticSeverity::Warning,
                Severity::Note => lsp::DiagnosticSeverity::Information,
            }),
            code: Some(lsp::Code::String(finding.rule.to_owned())),
            code_description: found.page.clone().map(|page| lsp::CodeDescription { href: lsp::Uri(page) }),
            source: Some(SOURCE.to_owned()),
            message: lsp::Message::String(message),
            tags: (finding.rule == "unused-ignore").then(|| vec![lsp::DiagnosticTag::Unnecessary]),
            related_information: (!related.is_empty()).then_some(related),
            data: None,
        }
    }

    /// Replacements of stretches of files.
    pub(super) fn edit(&self, sources: &Sources, replacements: &[(Span, String)]) -> lsp::WorkspaceEdit {
        let mut changes: HashMap<lsp::Uri, Vec<lsp::TextEdit>> = HashMap::new();
        for (span, text) in replacements {
            let lsp::Location { uri, range } = self.location(sources, *span);
            changes.entry(uri).or_default().push(lsp::TextEdit { range, new_text: text.clone() });
        }
        lsp::WorkspaceEdit { changes: Some(changes), ..lsp::WorkspaceEdit::default() }
    }
}

/// The address of a file.
pub(super) fn uri(path: &Path) -> lsp::Uri {
    let mut address = "file://".to_owned();
    let text = path.to_string_lossy();
    if !text.starts_with('/') {
        address.push('/');
    }
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => address.push(byte as char),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    lsp::Uri(address)
}

/// The file at an address; `None` where it names no file of this machine.
pub(super) fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let mut bytes = Vec::with_capacity(rest.len());
    let mut letters = rest.bytes();
    while let Some(byte) = letters.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [letters.next()?, letters.next()?];
        bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
    }
    let text = String::from_utf8(bytes).ok().filter(|text| text.starts_with('/'))?;
    // `/C:/x` is `C:/x` on Windows.
    let text = if cfg!(windows) { &text[1..] } else { &text };
    Some(PathBuf::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_units_of_their_encoding() {
        let file = SourceFile::new("x.yaml", "a: é\nb: 𝒂𝒃c\r\nd".to_owned());
        let at = file.text().find('c').expect("it is there");
        for (encoding, character) in [(Encoding::Utf8, 11), (Encoding::Utf16, 7)] {
            let position = encoding.position(&file, at);
            assert_eq!(position, lsp::Position { line: 1, character });
            assert_eq!(encoding.offset(file.text(), position), at);
            let beyond = lsp::Position { line: 1, character: 99 };
            assert_eq!(encoding.offset(file.text(), beyond), at + 1);
            assert_eq!(encoding.offset(file.text(), lsp::Position { line: 9, character: 0 }), file.text().len());
        }
    }

    #[test]
    #[cfg(unix)]
    fn an_address_leads_to_its_file() {
        let file = Path::new("/a b/é%.yaml");
        assert_eq!(uri(file).0, "file:///a%20b/%C3%A9%25.yaml");
        assert_eq!(path(&uri(file).0).as_deref(), Some(file));
        assert_eq!(path("untitled:1"), None);
        assert_eq!(path("file:///%zz"), None);
    }
}
