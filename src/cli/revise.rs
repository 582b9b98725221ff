//! Commands that compare revisions.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::format::{FormatChoice, FormatChoices, formats};
use crate::diff::Impact;
use crate::model::Date;
use crate::roster::Columns;
use crate::view::OutputKind;

/// `ladder diff`
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// Two files or folders, or git revisions: `REV`, `REV..REV`, `REV...REV`, `REV:PATH`
    #[arg(value_name = "OLD|REV")]
    pub revisions: Vec<String>,
    /// Files and folders to compare; if they exist, `--` can be omitted
    #[arg(value_name = "PATH", last = true)]
    pub paths: Vec<PathBuf>,
    /// The output format, and a file to write it to; can be repeated [default: human]
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = FormatChoices(&[OutputKind::Diff]))]
    pub format: Vec<FormatChoice>,
    /// List only changes of this impact or a greater one
    #[arg(long, value_name = "IMPACT", value_parser = impacts())]
    pub impact: Option<Impact>,
    /// List only changes that affect this level
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// List only changes of this track
    #[arg(long, value_name = "TRACK")]
    pub track: Option<String>,
    /// List only changes of this competency
    #[arg(long, value_name = "COMPETENCY")]
    pub competency: Option<String>,
    /// Count the changes without listing them
    #[arg(long)]
    pub stat: bool,
    /// Also list the parts of what is added, removed or rewritten
    #[arg(long)]
    pub full: bool,
    /// No effect: a rename is recognised without `formerly` if the content is kept
    #[arg(long, hide = true)]
    pub detect_renames: bool,
    /// Exit with status 1 if a change has this impact or a greater one, or needs review; several separated by commas
    #[arg(long, value_name = "IMPACT|needs-review", value_delimiter = ',', value_parser = fail_on())]
    pub fail_on: Vec<FailOn>,
    /// Exit with status 1 if a version was not bumped enough
    #[arg(long)]
    pub check_version: bool,
    /// Exit with status 1 if anything changed
    #[arg(long)]
    pub exit_code: bool,
    /// Count the people affected, from a CSV file with a header; only in the terminal and in JSON
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// The header of the roster's level column
    #[arg(long, value_name = "NAME", requires = "roster", default_value = Columns::LEVEL)]
    pub roster_level: String,
    /// The header of the roster's ladder column [default: ladder, if it exists]
    #[arg(long, value_name = "NAME", requires = "roster")]
    pub roster_ladder: Option<String>,
    /// With `--format announcement`, the day from which the revision holds: `2027-01-31`
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub effective: Option<Date>,
    /// With `--format announcement`, where people can read the ladders, such as a web address
    #[arg(long, value_name = "WHERE")]
    pub read_at: Option<String>,
    /// Print the kinds of change, their impacts, and the words that decide them
    #[arg(long, conflicts_with_all = ["revisions", "paths", "roster", "effective", "read_at", "stat", "full", "impact", "level", "track", "competency"])]
    pub explain: bool,
}

/// `ladder log`
#[derive(Debug, Args)]
pub struct LogArgs {
    /// A ladder (`engineering`), a level (`engineering/IC4`), a file or a folder [default: all ladders]
    #[arg(value_name = "LADDER|LEVEL|PATH")]
    pub what: Option<String>,
    /// List at most this many revisions
    #[arg(short = 'n', long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_count: Option<u32>,
    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats(OutputKind::Log))]
    pub format: String,
}

/// `ladder git-diff`: git's arguments for an external diff, in git's order. For an unmerged file git passes only the path.
#[derive(Debug, Args)]
pub struct GitDiffArgs {
    /// The path of the file, from the top of the work tree
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// The file with the old text, or `/dev/null`
    #[arg(value_name = "OLD-FILE", requires = "new_mode")]
    pub old_file: Option<PathBuf>,
    /// The object name of the old text
    #[arg(value_name = "OLD-HEX")]
    pub old_hex: Option<OsString>,
    /// The old mode, or `.` if there is no old file
    #[arg(value_name = "OLD-MODE")]
    pub old_mode: Option<OsString>,
    /// The file with the new text, or `/dev/null`
    #[arg(value_name = "NEW-FILE")]
    pub new_file: Option<PathBuf>,
    /// The object name of the new text
    #[arg(value_name = "NEW-HEX")]
    pub new_hex: Option<OsString>,
    /// The new mode, or `.` if there is no new file
    #[arg(value_name = "NEW-MODE")]
    pub new_mode: Option<OsString>,
    /// The new path of a renamed file
    #[arg(value_name = "NEW-PATH")]
    pub new_path: Option<PathBuf>,
    /// Git's header lines for a rename
    #[arg(value_name = "RENAME-HEADERS")]
    pub headers: Option<OsString>,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write year, month and day: `2027-01-31`".to_owned())
}

/// What fails a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// A change of this impact or a greater one.
    Impact(Impact),
    /// A change that needs review.
    NeedsReview,
}

fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    let words = Impact::ALL.map(Impact::as_str).into_iter().chain([NEEDS_REVIEW]);
    PossibleValuesParser::new(words).map(|word| {
        let impact = Impact::ALL.into_iter().find(|impact| impact.as_str() == word);
        impact.map_or(FailOn::NeedsReview, FailOn::Impact)
    })
}

/// The gate that is no impact.
const NEEDS_REVIEW: &str = "needs-review";

fn impacts() -> impl TypedValueParser<Value = Impact> {
    PossibleValuesParser::new(Impact::ALL.map(Impact::as_str)).map(|word| {
        Impact::ALL.into_iter().find(|impact| impact.as_str() == word).expect("clap takes only the words of the table")
    })
}
