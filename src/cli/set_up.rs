//! Commands that set a project, an editor or a shell up.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};

use crate::{schema, shipped};

/// `ladder site`
#[derive(Debug, Args)]
pub struct SiteArgs {
    /// The folder to write to: a new one, an empty one, or one that `ladder site` wrote before
    #[arg(value_name = "OUT")]
    pub out: PathBuf,
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Write the site of the ladders as they were in a git revision
    #[arg(long, value_name = "REV")]
    pub at: Option<String>,
    /// Open the site in a browser
    #[arg(long)]
    pub open: bool,
}

/// `ladder init`
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to write into
    #[arg(value_name = "DIR", default_value = "ladders")]
    pub folder: PathBuf,
    /// Import the ladder from this spreadsheet or page, with `.ladder.yaml` beside the folder
    #[arg(long, value_name = "FILE", conflicts_with = "template")]
    pub from: Option<PathBuf>,
    /// Also write a pipeline that checks the ladders
    #[arg(long, value_enum, value_name = "HOST", requires = "from")]
    pub ci: Option<Ci>,
    /// The ladder to start from
    #[arg(long, value_name = "NAME", default_value = shipped::MINIMAL, value_parser = templates())]
    pub template: String,
}

/// Where a pipeline runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Ci {
    /// GitHub Actions
    #[value(name = "github")]
    GitHub,
    /// GitLab CI
    #[value(name = "gitlab")]
    GitLab,
}

/// `ladder schema`
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// What the schema describes
    #[arg(value_name = "KIND", default_value = "file", value_parser = schema_kinds())]
    pub kind: String,
    /// Let editors offer the ids of the project here: levels, competencies, steps, grades, tracks and base files
    #[arg(long, conflicts_with = "kind")]
    pub project: bool,
}

/// `ladder completions`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell to write the script for
    #[arg(value_enum)]
    pub shell: Shell,
}

/// A shell that can complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash, 4.4 or later for the best result
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// PowerShell
    #[value(name = "powershell", alias = "pwsh")]
    PowerShell,
}

/// `ladder man`
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The folder to write one page per command into; without it, the main page is printed
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

fn templates() -> PossibleValuesParser {
    PossibleValuesParser::new(shipped::ALL.iter().map(|shipped| PossibleValue::new(shipped.name).help(shipped.about())))
}

fn schema_kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(schema::kinds().map(|kind| PossibleValue::new(kind.name).help(kind.about)))
}
