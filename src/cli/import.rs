//! `ladder import`

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use crate::import::Format;

/// `ladder import`
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The files to read as one ladder: `.csv`, `.tsv`, `.xlsx`, `.ods`, `.md`, `.html`, or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// Only show the ladder that it would be, with the tracks side by side
    #[arg(long, conflicts_with = "out")]
    pub dry_run: bool,
    /// Show what the files would change in this ladder; ids, moves and what tables cannot hold stay as they are
    #[arg(long, value_name = "LADDER", conflicts_with = "dry_run")]
    pub against: Option<String>,
    /// The new file to write to, or with a `/` at its end a folder for the ladder and its base
    #[arg(long, value_name = "FILE|FOLDER/")]
    pub out: Option<PathBuf>,
}

/// How tables are read where they do not say it themselves.
#[derive(Debug, Default, Args)]
pub struct ReadingArgs {
    /// The format of the files; needed for `-`
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub from: Option<String>,
    /// Where the tables have the levels
    #[arg(long, value_enum, value_name = "SIDE")]
    pub levels: Option<Sides>,
    /// The track of the levels, or of those of one table: `manager`, `Sheet2=manager`; can be repeated
    #[arg(long, value_name = "[TABLE=]TRACK")]
    pub track: Vec<String>,
    /// The levels that are on the manager track, by id or title; several separated by commas
    #[arg(long, value_name = "LEVELS", value_delimiter = ',')]
    pub manager_levels: Vec<String>,
    /// Ids of levels: `Senior Engineer=IC4`; several separated by commas
    #[arg(long, value_name = "LEVEL=ID", value_delimiter = ',')]
    pub ids: Vec<String>,
    /// Grades of levels: `M1=4`; several separated by commas
    #[arg(long, value_name = "LEVEL=GRADE", value_delimiter = ',')]
    pub grades: Vec<String>,
    /// How many rows at the top of a table are about the levels themselves
    #[arg(long, value_name = "N")]
    pub header_rows: Option<usize>,
    /// Read only this sheet, or the table below this heading; can be repeated
    #[arg(long, value_name = "NAME")]
    pub sheet: Vec<String>,
    /// Each level includes what the levels below it ask
    #[arg(long)]
    pub cumulative: bool,
    /// The currency of pay that has none, as in `EUR`
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
    /// Make each sentence a point; in a text without sentences, each part between commas
    #[arg(long)]
    pub split: bool,
}

/// The side of a table that has the levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sides {
    /// Each level is a row
    Rows,
    /// Each level is a column
    Columns,
}

fn formats() -> PossibleValuesParser {
    PossibleValuesParser::new(Format::ALL.iter().map(|(name, _)| *name))
}
