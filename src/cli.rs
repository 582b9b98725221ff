//! The command line, as types.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, Styles, TypedValueParser};
use clap::{Arg, Args, Parser, Subcommand, ValueEnum};

use crate::config::RuleSetting;
use crate::diff::Impact;
use crate::finding::Gate;
use crate::model::Date;
use crate::render;
use crate::roster::Columns;
use crate::schema;
use crate::shipped;
use crate::view::{Narrowing, OutputKind};

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
  Is something wrong in the files?   ladder validate
  What have I changed?               ladder diff HEAD

Exit status: 0 success; 1 findings at or above the gate; 2 wrong usage; 3 nothing matched; 4 something could not be read or used.";

/// Dual career ladders as code.
#[derive(Debug, Parser)]
#[command(
    name = "ladder",
    version,
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
    /// Write a small ladder to start from
    Init(InitArgs),
    /// Print the settings in force and the source of each
    Config(ConfigArgs),
    /// Print the JSON Schema of ladder files, or of an output
    Schema(SchemaArgs),
    /// Print a script that lets a shell complete commands, ladders and levels
    Completions(CompletionsArgs),
    /// Print the manual page, or write one page per command
    Man(ManArgs),
}

/// `ladder init`
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to write into
    #[arg(value_name = "DIR", default_value = "ladders")]
    pub folder: PathBuf,
    /// The ladder to start from
    #[arg(long, value_name = "NAME", default_value = shipped::MINIMAL, value_parser = templates())]
    pub template: String,
}

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
    /// Show only these levels: `IC3..IC5`, `IC4,M4`
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

/// `ladder validate`
#[derive(Debug, Args)]
pub struct ValidateArgs {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The output format, and a file to write it to; can be repeated [default: human]
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = FormatChoices(&[OutputKind::Findings]))]
    pub format: Vec<FormatChoice>,
    /// The lowest severity that fails the check [default: error, or the setting in `.ladder.yaml`]
    #[arg(long, value_name = "SEVERITY", value_parser = gates())]
    pub fail_on: Option<Gate>,
    /// Change the severity of a rule or category, or turn it `off`; can be repeated
    #[arg(long, value_name = "ID=SEVERITY", value_parser = rule_setting)]
    pub rule: Vec<(String, RuleSetting)>,
    /// Check only these rules and categories
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Skip these rules and categories
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Also report findings that `# ladder: ignore[rule]` comments suppress
    #[arg(long)]
    pub no_ignores: bool,
    /// Suppress the findings listed in this file
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the current findings to this file, and suppress them
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub write_baseline: Option<PathBuf>,
    /// Correct what can safely be corrected in the files, and report the rest
    #[arg(long, conflicts_with = "list_files")]
    pub fix: bool,
    /// With `--fix`, print the corrections as a diff and write nothing
    #[arg(long, requires = "fix", conflicts_with_all = ["format", "write_baseline"])]
    pub diff: bool,
    /// Report only on ladders that changed since a git revision, themselves or in a base, and on what that broke in others
    #[arg(long, value_name = "REV", conflicts_with = "fix")]
    pub changed_since: Option<String>,
    /// List the files that would be checked, and check nothing
    #[arg(long, conflicts_with_all = ["format", "write_baseline"])]
    pub list_files: bool,
    /// Show every finding in full, however many a rule has in a file
    #[arg(long)]
    pub full: bool,
    /// Print only findings
    #[arg(short, long, action = clap::ArgAction::Count)]
    pub quiet: u8,
    /// Name each file that is checked, and its configuration
    #[arg(short, long, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// `ladder config`
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// The file or folder to report on [default: the current folder]
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats(OutputKind::Config))]
    pub format: String,
}

fn rule_setting(text: &str) -> Result<(String, RuleSetting), String> {
    let (name, word) = text.split_once('=').unwrap_or((text, ""));
    RuleSetting::parse(word)
        .map(|setting| (name.to_owned(), setting))
        .ok_or_else(|| format!("write `{name}=error`, `{name}=warning`, `{name}=note` or `{name}=off`"))
}

/// `ladder rules`
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats(OutputKind::Rules))]
    pub format: String,
}

/// `ladder explain`
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A rule, as `ladder rules` lists it, or a kind of change, as `ladder diff --explain` does
    #[arg(value_name = "RULE|KIND")]
    pub what: String,
    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats(OutputKind::Rules))]
    pub format: String,
}

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

/// A format, and the file that its output goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatChoice {
    /// The format's name.
    pub name: String,
    /// The file; `None` for standard output.
    pub file: Option<PathBuf>,
}

/// Reads `FORMAT` and `FORMAT=FILE`; clap checks and suggests the names.
#[derive(Debug, Clone, Copy)]
struct FormatChoices(&'static [OutputKind]);

impl TypedValueParser for FormatChoices {
    type Value = FormatChoice;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<FormatChoice, clap::Error> {
        let (name, file) = match value.to_str().and_then(|value| value.split_once('=')) {
            Some((name, file)) => (OsStr::new(name), Some(file)),
            None => (value, None),
        };
        let name = PossibleValuesParser::new(render::names_of_any(self.0)).parse_ref(command, arg, name)?;
        if file == Some("") {
            let message = format!("`{name}=` names no file; write `{name}` alone for standard output\n");
            return Err(clap::Error::raw(clap::error::ErrorKind::InvalidValue, message).with_cmd(command));
        }
        let file = file.filter(|file| *file != "-").map(PathBuf::from);
        Ok(FormatChoice { name, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(render::names_of_any(self.0).into_iter().map(PossibleValue::new)))
    }
}

/// `ladder schema`
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// What the schema describes
    #[arg(value_name = "KIND", default_value = "file", value_parser = schema_kinds())]
    pub kind: String,
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

/// What `ladder show` writes: ladders, and files as text.
const FORMATS_OF_SHOW: &[OutputKind] = &[OutputKind::Ladders, OutputKind::View, OutputKind::Text];

fn formats(kind: OutputKind) -> PossibleValuesParser {
    PossibleValuesParser::new(render::names(kind))
}

fn gates() -> impl TypedValueParser<Value = Gate> {
    PossibleValuesParser::new(Gate::ALL.map(Gate::as_str)).map(|word| {
        Gate::ALL.into_iter().find(|gate| gate.as_str() == word).expect("clap takes only the words of the table")
    })
}
