//! The command line, as types.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, Styles, TypedValueParser};
use clap::{Arg, Args, Parser, Subcommand, ValueEnum};

use crate::config::RuleSetting;
use crate::diff::Impact;
use crate::finding::Gate;
use crate::render;
use crate::roster::Columns;
use crate::schema;
use crate::view::OutputKind;

/// Dual career ladders as code.
#[derive(Debug, Parser)]
#[command(
    name = "ladder",
    version,
    about = "Dual career ladders as code: individual contributor and manager tracks that line up",
    styles = Styles::styled(),
    arg_required_else_help = true,
    after_help = "Exit status: 0 fine; 1 findings at or above the gate; 2 wrong usage; 3 nothing matched; \
                  4 something could not be read or used."
)]
pub struct Cli {
    /// Whether to colour what is printed
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto, global = true)]
    pub color: Color,
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
    /// Write a ladder to start from
    Init(InitArgs),
    /// Show ladders with their tracks side by side, or single levels
    Show(ShowArgs),
    /// List ladders, a line each
    List(ListArgs),
    /// Find what is wrong with ladders
    Validate(ValidateArgs),
    /// List the rules that ladders are checked by
    Rules(RulesArgs),
    /// Explain a rule, with a ladder that breaks it
    Explain(ExplainArgs),
    /// Say what a revision does to the people on the ladders
    Diff(DiffArgs),
    /// List the revisions that touched a ladder, a level or a file
    Log(LogArgs),
    /// Say what changes in one file, as git calls it: `diff.ladder.command`
    GitDiff(GitDiffArgs),
    /// Print what makes git show changes of ladders, and change nothing
    SetupGit,
    /// Print the settings in force, and where each comes from
    Config(ConfigArgs),
    /// Print the JSON Schema of ladder files, or of an output
    Schema(SchemaArgs),
    /// Print a script that completes commands, ladders and levels in a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or write one page a command
    Man(ManArgs),
}

/// `ladder init`
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder to write into
    #[arg(value_name = "DIR", default_value = "ladders")]
    pub folder: PathBuf,
    /// The ladder to start from
    #[arg(long, value_enum, default_value_t = Template::Minimal)]
    pub template: Template,
}

/// A ladder that the program carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// Two tracks and six levels, to be filled
    Minimal,
    /// The shipped ladder for engineering
    Engineering,
    /// The shipped ladder for product
    Product,
    /// The shipped ladder for design
    Design,
}

/// `ladder show`
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// Ladders (`engineering`), levels (`engineering/IC4`), files, folders, or `-` for standard input
    #[arg(value_name = "LADDER|PATH")]
    pub what: Vec<String>,
    /// Show them as they were at a revision of the git repository
    #[arg(long, value_name = "REV")]
    pub at: Option<String>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats_of_show())]
    pub format: String,
}

/// `ladder list`
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats(OutputKind::List))]
    pub format: String,
}

/// `ladder validate`
#[derive(Debug, Args)]
pub struct ValidateArgs {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to write it, and into which file; may be given several times [default: human]
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = FormatChoices(OutputKind::Findings))]
    pub format: Vec<FormatChoice>,
    /// The least severity that fails the check [default: error, or what `.ladder.yaml` says]
    #[arg(long, value_name = "SEVERITY", value_parser = gates())]
    pub fail_on: Option<Gate>,
    /// Give a rule or category another severity, or turn it `off`; may be given several times
    #[arg(long, value_name = "ID=SEVERITY", value_parser = rule_setting)]
    pub rule: Vec<(String, RuleSetting)>,
    /// Check by these rules and categories only
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Do not check by these rules and categories
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Report also what `# ladder: ignore[rule]` comments pass over
    #[arg(long)]
    pub no_ignores: bool,
    /// Pass over the findings that this file knows
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write what is found today to this file, and pass over it
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub write_baseline: Option<PathBuf>,
    /// Mend what is safe to mend in the files, and report what remains
    #[arg(long, conflicts_with = "list_files")]
    pub fix: bool,
    /// With `--fix`, print what it would change, and write nothing
    #[arg(long, requires = "fix", conflicts_with_all = ["format", "write_baseline"])]
    pub diff: bool,
    /// Report only on ladders whose text, or whose base's text, is not that of a revision of the git repository
    #[arg(long, value_name = "REV", conflicts_with = "fix")]
    pub changed_since: Option<String>,
    /// List the files that would be checked, and check none
    #[arg(long, conflicts_with_all = ["format", "write_baseline"])]
    pub list_files: bool,
    /// Print findings and nothing else
    #[arg(short, long, action = clap::ArgAction::Count)]
    pub quiet: u8,
    /// Say which files are checked, and by which configuration
    #[arg(short, long, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// `ladder config`
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// The file or folder to ask for; the current folder where left out
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    /// How to write it
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
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats(OutputKind::Rules))]
    pub format: String,
}

/// `ladder explain`
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The rule's id, as `ladder rules` lists it
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats(OutputKind::Rules))]
    pub format: String,
}

/// `ladder diff`
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// Two files or folders; or revisions of a git repository: `REV`, `REV..REV`, `REV...REV`, `REV:PATH`
    #[arg(value_name = "OLD|REV")]
    pub revisions: Vec<String>,
    /// Files and folders of the revisions; may stand without `--` where they exist
    #[arg(value_name = "PATH", last = true)]
    pub paths: Vec<PathBuf>,
    /// How to write it, and into which file; may be given several times [default: human]
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = FormatChoices(OutputKind::Diff))]
    pub format: Vec<FormatChoice>,
    /// List changes of this impact and above
    #[arg(long, value_name = "IMPACT", value_parser = impacts())]
    pub impact: Option<Impact>,
    /// List changes that concern this level
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// List changes of this track
    #[arg(long, value_name = "TRACK")]
    pub track: Option<String>,
    /// List changes of this competency
    #[arg(long, value_name = "COMPETENCY")]
    pub competency: Option<String>,
    /// Count changes and list none
    #[arg(long)]
    pub stat: bool,
    /// List also the parts of what is added or removed
    #[arg(long)]
    pub full: bool,
    /// Take what looks like a rename for one, also without `formerly`
    #[arg(long)]
    pub detect_renames: bool,
    /// Fail (exit status 1) where a change has this impact or a greater one
    #[arg(long, value_name = "IMPACT", value_parser = impacts())]
    pub fail_on: Option<Impact>,
    /// Fail (exit status 1) where a version was not bumped enough
    #[arg(long)]
    pub check_version: bool,
    /// Fail (exit status 1) where anything changed
    #[arg(long)]
    pub exit_code: bool,
    /// Count the people that it concerns, by a list of people (CSV with a header); printed in the terminal and in JSON only
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// The header of the roster's column of levels
    #[arg(long, value_name = "NAME", requires = "roster", default_value = Columns::LEVEL)]
    pub roster_level: String,
    /// The header of the roster's column of ladders [default: ladder, where there is one]
    #[arg(long, value_name = "NAME", requires = "roster")]
    pub roster_ladder: Option<String>,
    /// Print the kinds of change, their impacts and the words that are judged
    #[arg(long, conflicts_with_all = ["revisions", "paths", "roster", "stat", "full", "impact", "level", "track", "competency"])]
    pub explain: bool,
}

/// `ladder log`
#[derive(Debug, Args)]
pub struct LogArgs {
    /// A ladder (`engineering`), a level (`engineering/IC4`), a file or a folder; all ladders where left out
    #[arg(value_name = "LADDER|LEVEL|PATH")]
    pub what: Option<String>,
    /// List no more revisions than this
    #[arg(short = 'n', long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..))]
    pub max_count: Option<u32>,
    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = formats(OutputKind::Log))]
    pub format: String,
}

/// `ladder git-diff`: what git hands to an external diff, in its order. Of a file that is not merged it is the path alone.
#[derive(Debug, Args)]
pub struct GitDiffArgs {
    /// The file's path from the top of the work tree
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// The file that holds the old text; `/dev/null` where there is none
    #[arg(value_name = "OLD-FILE", requires = "new_mode")]
    pub old_file: Option<PathBuf>,
    /// The old text's object
    #[arg(value_name = "OLD-HEX")]
    pub old_hex: Option<OsString>,
    /// The old mode; `.` where there is no file
    #[arg(value_name = "OLD-MODE")]
    pub old_mode: Option<OsString>,
    /// The file that holds the new text; `/dev/null` where there is none
    #[arg(value_name = "NEW-FILE")]
    pub new_file: Option<PathBuf>,
    /// The new text's object
    #[arg(value_name = "NEW-HEX")]
    pub new_hex: Option<OsString>,
    /// The new mode; `.` where there is no file
    #[arg(value_name = "NEW-MODE")]
    pub new_mode: Option<OsString>,
    /// The new path of a file that was renamed
    #[arg(value_name = "NEW-PATH")]
    pub new_path: Option<PathBuf>,
    /// What git says of a rename
    #[arg(value_name = "RENAME-HEADERS")]
    pub headers: Option<OsString>,
}

fn impacts() -> impl TypedValueParser<Value = Impact> {
    PossibleValuesParser::new(Impact::ALL.map(Impact::as_str)).map(|word| {
        Impact::ALL.into_iter().find(|impact| impact.as_str() == word).expect("clap takes only the words of the table")
    })
}

/// A format, and where what it writes goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatChoice {
    /// The format's name.
    pub name: String,
    /// The file; `None` for standard output.
    pub file: Option<PathBuf>,
}

/// Reads `FORMAT` and `FORMAT=FILE`; names are checked and suggested as clap does it.
#[derive(Debug, Clone, Copy)]
struct FormatChoices(OutputKind);

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
        let name = formats(self.0).parse_ref(command, arg, name)?;
        if file == Some("") {
            let message = format!("`{name}=` names no file; without `=` it goes to standard output\n");
            return Err(clap::Error::raw(clap::error::ErrorKind::InvalidValue, message).with_cmd(command));
        }
        let file = file.filter(|file| *file != "-").map(PathBuf::from);
        Ok(FormatChoice { name, file })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(render::names(self.0).into_iter().map(PossibleValue::new)))
    }
}

/// `ladder schema`
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// What the schema is of
    #[arg(value_name = "KIND", default_value = "file", value_parser = schema_kinds())]
    pub kind: String,
}

/// `ladder completions`
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell that the script is for
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
    /// The folder to write one page a command into; without it, the main page goes to standard output
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

fn schema_kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(schema::kinds().map(|kind| PossibleValue::new(kind.name).help(kind.about)))
}

/// What `ladder show` can write: ladders, and what their files say.
fn formats_of_show() -> PossibleValuesParser {
    PossibleValuesParser::new(render::names_of_any(&[OutputKind::Ladders, OutputKind::Text]))
}

fn formats(kind: OutputKind) -> PossibleValuesParser {
    PossibleValuesParser::new(render::names(kind))
}

fn gates() -> impl TypedValueParser<Value = Gate> {
    PossibleValuesParser::new(Gate::ALL.map(Gate::as_str)).map(|word| {
        Gate::ALL.into_iter().find(|gate| gate.as_str() == word).expect("clap takes only the words of the table")
    })
}
