//! Commands that show ladders and answer questions about them.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::format::{FormatChoice, FormatChoices, formats};
use crate::view::{Narrowing, OutputKind};

/// `ladder show`
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Ladders (`engineering`), levels (`engineering/IC4`), competencies (`engineering/@delivery`), files, folders, or `-` for
    /// standard input
    #[arg(value_name = "LADDER|PATH")]
    pub what: Vec<String>,
    /// Show them as they were in a git revision
    #[arg(long, value_name = "REV")]
    pub at: Option<String>,
    /// What to show of a ladder [default: tracks; competency, if one is named]
    #[arg(long, value_enum, value_name = "VIEW")]
    pub view: Option<ShowView>,
    #[command(flatten)]
    pub narrow: NarrowArgs,
    /// Of a level, also print what the levels below it ask and it includes
    #[arg(long)]
    pub full: bool,
    /// In a picture, link each level to this page: `URL#IC4`
    #[arg(long, value_name = "URL")]
    pub link_base: Option<String>,
    /// The output format, and a file to write it to
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "human", value_parser = FormatChoices(FORMATS_OF_SHOW))]
    pub format: FormatChoice,
}

/// A view of a ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShowView {
    /// The tracks side by side, grade by grade
    Tracks,
    /// Competencies by levels, track by track
    Matrix,
    /// Who can go where
    Moves,
    /// Each competency from the lowest level to the highest
    Competency,
}

/// The parts of a ladder to show.
#[derive(Debug, Args)]
pub struct NarrowArgs {
    /// Show only these tracks, by id or kind; several separated by commas
    #[arg(long, value_name = "TRACK", value_delimiter = ',')]
    pub track: Vec<String>,
    /// Show only these levels: `IC3..IC5`, `IC6..`, `IC4,M4`
    #[arg(long, value_name = "LEVELS", value_delimiter = ',')]
    pub levels: Vec<String>,
    /// Show only these competencies; several separated by commas
    #[arg(long, value_name = "COMPETENCY", value_delimiter = ',')]
    pub competency: Vec<String>,
    /// Show only levels at these grades; several separated by commas
    #[arg(long, value_name = "GRADE", value_delimiter = ',')]
    pub grade: Vec<String>,
}

impl NarrowArgs {
    /// The same, as views take it.
    pub fn narrowing(&self) -> Narrowing {
        Narrowing {
            tracks: self.track.clone(),
            levels: self.levels.clone(),
            competencies: self.competency.clone(),
            grades: self.grade.clone(),
        }
    }
}

/// `ladder compare`
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Two levels (`IC4 IC5`), one to compare with the next level up, or two ladders; files and folders to load
    #[arg(value_name = "LEVEL|LADDER|PATH", required = true)]
    pub what: Vec<String>,
    /// Compare them as they were in a git revision
    #[arg(long, value_name = "REV")]
    pub at: Option<String>,
    /// Of levels, also show what both ask
    #[arg(long)]
    pub full: bool,
    /// The output format, and a file to write it to
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "human", value_parser = FormatChoices(&[OutputKind::View]))]
    pub format: FormatChoice,
}

/// `ladder path`
#[derive(Debug, Args)]
pub struct PathArgs {
    /// The level to start at, and perhaps the one to reach (`IC4 M6`); files and folders to load
    #[arg(value_name = "LEVEL|PATH", required = true)]
    pub what: Vec<String>,
    /// Show the ways as they were in a git revision
    #[arg(long, value_name = "REV")]
    pub at: Option<String>,
    /// The output format, and a file to write it to
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "human", value_parser = FormatChoices(&[OutputKind::View]))]
    pub format: FormatChoice,
}

/// `ladder search`
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// The words to find; case and accents make no difference, and other forms of the words are found too
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    /// Search only these ladders, files and folders; can be repeated
    #[arg(long = "in", value_name = "LADDER|PATH")]
    pub places: Vec<String>,
    /// List only what this level asks, with what it includes
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// List only what is about this competency
    #[arg(long, value_name = "COMPETENCY")]
    pub competency: Option<String>,
    /// Search ladders as they were in a git revision
    #[arg(long, value_name = "REV")]
    pub at: Option<String>,
    /// The output format, and a file to write it to
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "human", value_parser = FormatChoices(&[OutputKind::View]))]
    pub format: FormatChoice,
}

/// `ladder worksheet`
#[derive(Debug, Args)]
pub struct WorksheetArgs {
    /// The level that somebody is at (`engineering/IC4`); files and folders to load
    #[arg(value_name = "LEVEL|PATH", required = true)]
    pub what: Vec<String>,
    /// The level to think about; it can be the same [default: the next level up, or at the top the level itself]
    #[arg(long, value_name = "LEVEL")]
    pub to: Option<String>,
    /// Use the ladders as they were in a git revision
    #[arg(long, value_name = "REV")]
    pub at: Option<String>,
    /// The output format, and a file to write it to
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "human", value_parser = FormatChoices(&[OutputKind::View]))]
    pub format: FormatChoice,
}

/// `ladder stats`
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// Ladders (`engineering`), files, folders, or `-` for standard input
    #[arg(value_name = "LADDER|PATH")]
    pub what: Vec<String>,
    /// Count what was there in a git revision
    #[arg(long, value_name = "REV")]
    pub at: Option<String>,
    /// The output format, and a file to write it to
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "human", value_parser = FormatChoices(&[OutputKind::View]))]
    pub format: FormatChoice,
}

/// `ladder list`
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats(OutputKind::List))]
    pub format: String,
}

/// What `ladder show` writes: ladders, and files as text.
const FORMATS_OF_SHOW: &[OutputKind] = &[OutputKind::Ladders, OutputKind::View, OutputKind::Text];
