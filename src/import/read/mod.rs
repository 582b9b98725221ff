//! Files as grids, one reader for each format.

mod csv;
mod html;
#[cfg(test)]
mod limits;
mod ods;
mod xlsx;
mod zipped;

use std::fmt;

use super::grid::{Grid, TooLarge};
use crate::source::TableFormat as Format;

/// What a file holds.
#[derive(Debug, Default)]
pub struct Tables {
    pub grids: Vec<Grid>,
    /// What there is to say about the file, such as its encoding.
    pub notes: Vec<String>,
    /// Levels whose headings have lists that are no table, and how many entries these have.
    pub lists: Vec<(String, usize)>,
}

/// A file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(pub String);

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<TooLarge> for Unreadable {
    fn from(error: TooLarge) -> Self {
        Self(error.to_string())
    }
}

/// The tables of a file.
///
/// # Errors
/// If the file is not of the format, is damaged or is too large.
pub fn tables(bytes: &[u8], format: Format) -> Result<Tables, Unreadable> {
    match format {
        Format::Csv => csv::read(bytes),
        Format::Xlsx => xlsx::read(bytes),
        Format::Ods => ods::read(bytes),
        Format::Markdown => html::markdown(bytes),
        Format::Html => html::read(bytes),
    }
}

/// The text of a file, and its encoding if that is not UTF-8.
fn decode(bytes: &[u8]) -> (String, Option<&'static str>) {
    let encoding = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = match encoding {
        Some(encoding) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        // Every byte is a character there; spreadsheets of Western Europe write it.
        None => encoding_rs::WINDOWS_1252,
    };
    let (text, used, _) = encoding.decode(bytes);
    (text.into_owned(), (used != encoding_rs::UTF_8).then(|| used.name()))
}

/// The line that says how a file was decoded.
fn note_of(encoding: Option<&'static str>) -> Vec<String> {
    encoding.map(|name| format!("read as {name}: check letters such as `é` and `ü`")).into_iter().collect()
}
