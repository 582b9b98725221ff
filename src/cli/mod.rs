//! The command line, as types.

mod check;
mod edit;
mod format;
mod import;
mod read;
mod revise;
mod set_up;

use clap::builder::Styles;
use clap::{Parser, Subcommand, ValueEnum};

pub use check::{ConfigArgs, ExplainArgs, RulesArgs, ValidateArgs};
pub use edit::{RenameArgs, Renamed};
pub use format::FormatChoice;
pub use import::{ImportArgs, ReadingArgs, Sides};
pub use read::{CompareArgs, ListArgs, NarrowArgs, PathArgs, SearchArgs, ShowArgs, ShowView, StatsArgs, WorksheetArgs};
pub use revise::{DiffArgs, FailOn, GitDiffArgs, LogArgs};
pub use set_up::{Ci, CompletionsArgs, InitArgs, ManArgs, SchemaArgs, Shell, SiteArgs};

/// What people ask, and how a run ends. Each command can be typed as it is beside the shipped ladders.
const AFTER_HELP: &str = "\
Questions:
  What does IC4 ask?                 ladder show engineering/IC4
  What does each level ask?          ladder show engineering --view matrix
  How does one competency grow?      ladder show engineering/@delivery
  Who can go where?                  ladder show engineering --view moves
  What does the next level up ask?   ladder compare engineering/IC4
  What would a switch to M5 change?  ladder compare engineering/IC5 engineering/M5
  What is IC5 in another ladder?     ladder compare engineering/IC5 product/IC5
  Which way leads there?             ladder path engineering/IC4 product/M5
  Which level asks for something?    ladder search incident
  How do I prepare a conversation?   ladder worksheet engineering/IC4
  How high does each side go?        ladder stats
  How do I get a spreadsheet?        ladder show engineering --view matrix --format xlsx=FILE
  How do I publish them?             ladder site FOLDER
  Is something wrong in the files?   ladder validate
  What have I changed?               ladder diff HEAD
  How do I start from a spreadsheet? ladder import FILE.xlsx --dry-run

Exit status: 0 success; 1 findings at or above the gate; 2 wrong usage; 3 nothing matched; 4 something could not be read or used.";

/// Dual career ladders as code.
#[derive(Debug, Parser)]
#[command(
    name = "ladder",
    version = env!("LADDER_VERSION"),
    about = "Dual career ladders as code: individual contributor and manager tracks that line up",
    styles = Styles::styled(),
    arg_required_else_help = true,
    after_help = AFTER_HELP,
)]
pub struct Cli {
    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto, global = true)]
    pub color: Color,
    /// Let files extend bases outside of their git repository or project
    #[arg(long, global = true)]
    pub allow_outside: bool,
    /// Print what is longer than the screen as it is, without `PAGER` or `less`
    #[arg(long, global = true)]
    pub no_pager: bool,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// In a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show ladders, with their tracks side by side, or single levels
    Show(ShowArgs),
    /// Compare two levels, or two ladders: what one asks that the other does not
    Compare(CompareArgs),
    /// Show the ways on from a level, or to another one
    Path(PathArgs),
    /// Search the texts of ladders: which level asks for something, and where it is written
    Search(SearchArgs),
    /// Make a blank form about a level, to prepare a conversation
    Worksheet(WorksheetArgs),
    /// Count what ladders have: levels, fork, ceilings, switches, words
    Stats(StatsArgs),
    /// List ladders, one per line
    List(ListArgs),
    /// Check ladders and report every mistake
    Validate(ValidateArgs),
    /// List the rules that `validate` checks
    Rules(RulesArgs),
    /// Explain a rule, with a bad ladder and the corrected one, or a kind of change
    Explain(ExplainArgs),
    /// Show what a revision changes for the people on the ladders
    Diff(DiffArgs),
    /// List the revisions that changed a ladder, a level or a file
    Log(LogArgs),
    /// Show what changes in one file; git calls this as `diff.ladder.command`
    GitDiff(GitDiffArgs),
    /// Print the commands that make git show changes of ladders; changes nothing itself
    SetupGit,
    /// Write all ladders as a static site: levels, comparisons, search, what changed
    Site(SiteArgs),
    /// Give a ladder, track, level, competency or grade another id, wherever it is named
    Rename(RenameArgs),
    /// Write a small ladder to start from
    Init(InitArgs),
    /// Read a ladder from spreadsheets, CSV, Markdown or HTML
    Import(ImportArgs),
    /// Print the settings in force and the source of each
    Config(ConfigArgs),
    /// Print the JSON Schema of ladder files, or of an output
    Schema(SchemaArgs),
    /// Check, complete and rename in an editor (Language Server Protocol)
    Lsp,
    /// Print a script that lets a shell complete commands, ladders and levels
    Completions(CompletionsArgs),
    /// Print the manual page, or write one page per command
    Man(ManArgs),
}
