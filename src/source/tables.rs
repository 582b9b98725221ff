//! Files that may have the tables of a ladder, by their names.

use std::path::Path;

/// A format that tables are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    Csv,
    Xlsx,
    Ods,
    Markdown,
    Html,
}

/// Other endings of these formats.
const ENDINGS: [(&str, TableFormat); 4] = [
    ("xlsm", TableFormat::Xlsx),
    ("markdown", TableFormat::Markdown),
    ("htm", TableFormat::Html),
    (TXT, TableFormat::Csv),
];

/// Spreadsheets write tables with this ending, and other programs write any text.
const TXT: &str = "txt";

impl TableFormat {
    /// Every format by its names, each also an ending of files.
    pub const ALL: [(&'static str, Self); 6] = [
        ("csv", Self::Csv),
        ("tsv", Self::Csv),
        ("xlsx", Self::Xlsx),
        ("ods", Self::Ods),
        ("md", Self::Markdown),
        ("html", Self::Html),
    ];

    /// The format of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }

    /// The format that a path ends in.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?;
        let mut known = Self::ALL.iter().chain(&ENDINGS);
        known.find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, format)| *format)
    }
}

/// Whether a file's name says that it is a spreadsheet or a page, and no YAML.
pub fn is_table(path: &Path) -> bool {
    TableFormat::of(path).is_some() && path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case(TXT))
}
