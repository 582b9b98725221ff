//! The text of a file, from its bytes.

use super::yaml::first_line;
use crate::finding::{Finding, Mark, Shape};
use crate::source::{FileId, SourceFile, Span};

/// Why the bytes of a file are no text.
pub enum Damage {
    /// They are another encoding's.
    Utf16,
    /// The first that is not UTF-8, a byte order mark counted.
    At(usize),
}

impl Damage {
    /// What is wrong with `file`, whose text came out of [`decode`].
    pub fn finding(&self, id: FileId, file: &SourceFile) -> Finding {
        match self {
            Self::Utf16 => {
                let mark =
                    Mark::span(first_line(file.text(), Span::new(id, 0, file.text().len())), "written as UTF-16");
                let finding = Shape::Syntax.finding("the file is not UTF-8 text: it looks like UTF-16", mark);
                finding.help("save the file as UTF-8; some editors call UTF-16 \"Unicode\"")
            }
            Self::At(at) => {
                let at = at - if file.had_bom() { '\u{feff}'.len_utf8() } else { 0 };
                let mark = Mark::span(Span::new(id, at, at + '\u{fffd}'.len_utf8()), "not UTF-8");
                let finding = Shape::Syntax.finding("the file is not UTF-8 text", mark);
                finding.help("save the file as UTF-8; this character was written in another encoding")
            }
        }
    }
}

/// The text of a file, as readable as it can be made.
pub fn decode(bytes: Vec<u8>) -> (String, Option<Damage>) {
    if let Some(text) = utf16(&bytes) {
        return (text, Some(Damage::Utf16));
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(Damage::At(at)))
        }
    }
}

/// The text of what looks like UTF-16: with its byte order mark, or where every other byte is NUL, as in what is written in
/// Latin letters.
fn utf16(bytes: &[u8]) -> Option<String> {
    let units =
        |read: fn([u8; 2]) -> u16| -> Vec<u16> { bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect() };
    let is_latin = |units: &[u16]| {
        let latin = units.iter().filter(|unit| (1..0x100).contains(*unit)).count();
        latin > units.len() / 2 && !units.contains(&0)
    };
    let units = match bytes {
        [0xff, 0xfe, ..] => units(u16::from_le_bytes),
        [0xfe, 0xff, ..] => units(u16::from_be_bytes),
        // Without a NUL there are no Latin letters, and a text is looked through once only.
        _ if !bytes.contains(&0) || bytes.len() < 4 => return None,
        _ => [u16::from_le_bytes, u16::from_be_bytes].into_iter().map(units).find(|units| is_latin(units))?,
    };
    Some(String::from_utf16_lossy(&units))
}
