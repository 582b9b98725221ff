//! Commands that find mistakes, and say by which rules and settings.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::format::{FormatChoice, FormatChoices, formats};
use crate::config::RuleSetting;
use crate::finding::Gate;
use crate::view::OutputKind;

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
    /// Pass if there are no ladder files, instead of ending with status 3
    #[arg(long)]
    pub allow_none: bool,
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

fn gates() -> impl TypedValueParser<Value = Gate> {
    PossibleValuesParser::new(Gate::ALL.map(Gate::as_str)).map(|word| {
        Gate::ALL.into_iter().find(|gate| gate.as_str() == word).expect("clap takes only the words of the table")
    })
}
