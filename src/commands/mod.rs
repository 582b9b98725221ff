//! One file a command: load, compute, hand an output to a format.

mod baseline;
mod changed;
pub mod completions;
mod config;
mod control;
mod diff;
mod explain;
mod fix;
mod git_diff;
mod init;
mod list;
mod log;
mod man;
mod outputs;
mod replace;
mod revisions;
mod rules;
mod schema;
mod select;
mod settings;
mod setup_git;
mod show;
mod sides;
mod spots;
mod text;
mod typed;
mod validate;

use std::fmt;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::cli::{Cli, Command};
use crate::config::{ReadConfig, Settings};
use crate::finding::{Finding, Mark};
use crate::model::OwnerId;
use crate::parse::{self, Input, Loaded};
use crate::render::{self, Screen};
use crate::rules as catalogue;
use crate::source::{Kind, ReadError, Tree, read_limited};
use crate::view::{Checked, FindingReport, Output};

/// How a run ended: the exit status of every command, in every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// All is well.
    Fine = 0,
    /// Findings at or above the gate.
    Findings = 1,
    /// The command line or the configuration is wrong.
    Usage = 2,
    /// No such ladder, or nothing to load.
    NothingMatched = 3,
    /// Something could not be read or used.
    Unusable = 4,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// What a command may touch. Results go to `out`, all else to `err`.
pub struct World<'a> {
    /// The files.
    pub tree: &'a dyn Tree,
    /// Standard input.
    pub stdin: &'a mut dyn Read,
    /// The environment: a variable's value, where it is set.
    pub env: &'a dyn Fn(&str) -> Option<String>,
    /// Results.
    pub out: &'a mut dyn Write,
    /// All else.
    pub err: &'a mut dyn Write,
    /// Where `out` is looked at.
    pub screen: Screen,
    /// Where `err` is looked at.
    pub err_screen: Screen,
}

/// A reason to stop that the user can mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// How the run ends.
    pub status: Status,
    /// What is wrong: lowercase, without a final stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Stop {
    fn new(status: Status, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "\nhelp: {help}"))
    }
}

impl std::error::Error for Stop {}

/// Runs a command.
///
/// # Errors
/// A [`Stop`] for what the user can mend; anything else is an input or output that failed.
pub fn run(cli: &Cli, world: &mut World<'_>) -> anyhow::Result<Status> {
    match &cli.command {
        Command::Init(args) => init::run(args, world),
        Command::Show(args) => show::run(args, world),
        Command::List(args) => list::run(args, world),
        Command::Validate(args) => validate::run(args, world),
        Command::Rules(args) => rules::run(args, world),
        Command::Explain(args) => explain::run(args, world),
        Command::Diff(args) => diff::run(args, world),
        Command::Log(args) => log::run(args, world),
        Command::GitDiff(args) => git_diff::run(args, cli.color, world),
        Command::SetupGit => setup_git::run(world),
        Command::Config(args) => config::run(args, world),
        Command::Schema(args) => schema::run(args, world),
        Command::Completions(args) => completions::run(args, world),
        Command::Man(args) => man::run(args, world),
    }
}

impl World<'_> {
    /// The same, with other files.
    fn with_tree<'b>(&'b mut self, tree: &'b dyn Tree) -> World<'b> {
        World {
            tree,
            stdin: &mut *self.stdin,
            env: self.env,
            out: &mut *self.out,
            err: &mut *self.err,
            screen: self.screen,
            err_screen: self.err_screen,
        }
    }

    /// Loads what is named, or `ladders/`, or the current folder.
    fn load(&mut self, paths: &[PathBuf]) -> anyhow::Result<Loaded> {
        let (inputs, loaded) = self.load_what_is_there(paths)?;
        if loaded.named.is_empty() && loaded.unreadable.is_empty() {
            return Err(nothing_to_load(&inputs, loaded.skipped).into());
        }
        Ok(loaded)
    }

    /// The same, where there may be nothing.
    fn load_what_is_there(&mut self, paths: &[PathBuf]) -> anyhow::Result<(Vec<Input>, Loaded)> {
        let mut inputs = Vec::new();
        for path in paths {
            if path == Path::new("-") {
                if !inputs.iter().any(|input| matches!(input, Input::Stdin(_))) {
                    inputs.push(Input::Stdin(read_limited(&mut *self.stdin, Path::new("standard input"))?));
                }
            } else {
                inputs.push(Input::Path(path.clone()));
            }
        }
        if inputs.is_empty() {
            inputs.push(Input::Path(self.usual_place()));
        }
        let excluded = self.excluded(&inputs)?;
        let tree = self.tree;
        let passes_over = |path: &Path| {
            let path = tree.canonical(path);
            excluded.iter().any(|read| read.config.excludes(&path))
        };
        let loaded = parse::load_with(tree, &inputs, &passes_over);
        Ok((inputs, loaded))
    }

    /// Where ladders are looked for when nothing is named.
    fn usual_place(&self) -> PathBuf {
        let usual = PathBuf::from(init::USUAL_FOLDER);
        if self.tree.kind(&usual) == Ok(Kind::Folder) { usual } else { PathBuf::from(".") }
    }

    /// The configurations that say what a walk of the folders passes over.
    fn excluded(&mut self, inputs: &[Input]) -> anyhow::Result<Vec<ReadConfig>> {
        let mut excluded: Vec<ReadConfig> = Vec::new();
        for input in inputs {
            let Input::Path(path) = input else { continue };
            if self.tree.kind(path) != Ok(Kind::Folder) {
                continue;
            }
            let Some(path) = crate::config::nearest(self.tree, path) else { continue };
            if excluded.iter().all(|read| read.config.path != path) {
                excluded.push(settings::open(self, &path)?);
            }
        }
        Ok(excluded)
    }

    /// Hands an output to a format.
    fn write(&mut self, format: &str, output: &Output<'_>) -> anyhow::Result<()> {
        let format = render::find(format).expect("clap takes only formats of the table");
        if self.is_github() && format.name() == "human" {
            let mut text = Vec::new();
            format.render(output, self.screen, &mut text)?;
            self.out.write_all(render::defuse(&String::from_utf8_lossy(&text)).as_bytes())?;
        } else {
            format.render(output, self.screen, self.out)?;
        }
        Ok(())
    }

    /// Whether this is a job on GitHub, which takes commands from anything that is printed.
    fn is_github(&self) -> bool {
        (self.env)("GITHUB_ACTIONS").is_some_and(|value| value == "true")
    }

    /// Says what could not be read.
    fn complain(&mut self, errors: &[ReadError]) -> anyhow::Result<()> {
        for error in errors {
            writeln!(self.err, "error: {}", render::printable(&error.to_string()))?;
        }
        if let Some(help) = select::help_with_names(self, errors) {
            writeln!(self.err, "help: {}", render::printable(&help))?;
        }
        Ok(())
    }

    /// Prints findings that keep a command from its work.
    fn complain_of(&mut self, loaded: &Loaded, findings: &[Finding]) -> anyhow::Result<()> {
        let mut report = report(loaded, findings, 0);
        report.is_verdict = false;
        let human = render::find("human").expect("there is a human format");
        human.render(&Output::Findings(report), self.err_screen, self.err)?;
        Ok(())
    }
}

fn nothing_to_load(inputs: &[Input], skipped: usize) -> Stop {
    let names: Vec<String> = inputs
        .iter()
        .map(|input| match input {
            Input::Path(path) if path == Path::new(".") => "the current folder".to_owned(),
            Input::Path(path) => format!("`{}`", path.display()),
            Input::Stdin(_) => "standard input".to_owned(),
        })
        .collect();
    let skipped = match skipped {
        0 => String::new(),
        1 => " (one YAML file has none of `ladder`, `base` and `tracks`)".to_owned(),
        skipped => format!(" ({skipped} YAML files have none of `ladder`, `base` and `tracks`)"),
    };
    Stop::new(Status::NothingMatched, format!("no ladder files in {}{skipped}", names.join(", ")))
        .help("`ladder init` writes a ladder to start from; or name the files or folders to load")
}

/// Everything that is wrong with what was loaded and named, by the settings that hold where nobody sets anything.
fn all_findings(loaded: &Loaded) -> Vec<Finding> {
    let settings = Settings::default();
    let mut findings = loaded.findings.clone();
    let named = |owner: &OwnerId| loaded.is_named(owner);
    findings.extend(catalogue::check(&loaded.set, named, loaded.whole_project, |_| &settings));
    let line = |finding: &Finding| {
        let span = loaded.span(finding)?;
        Some((span.file, loaded.sources.positions(span).0.line))
    };
    catalogue::suppress(findings, &loaded.ignores, line, |_| true).findings
}

/// "1 finding", "2 findings".
fn count(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

fn report<'a>(loaded: &'a Loaded, findings: &'a [Finding], rules: usize) -> FindingReport<'a> {
    let ladders = || loaded.set.ladders.iter().filter(|ladder| loaded.is_named(&ladder.owner()));
    let checked = Checked {
        files: loaded.named.len(),
        ladders: ladders().count(),
        tracks: ladders().map(|ladder| ladder.tracks.len()).sum(),
        levels: ladders().map(|ladder| ladder.levels().count()).sum(),
        rules,
        skipped: loaded.skipped,
    };
    let span = |mark: &Mark| loaded.origins.span(mark);
    let mut report = FindingReport::new(&loaded.sources, findings, checked, &loaded.unreadable, span);
    report.files = loaded.named.iter().map(|named| named.file).collect();
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_statuses_are_what_the_readme_says() {
        let statuses =
            [Status::Fine, Status::Findings, Status::Usage, Status::NothingMatched, Status::Unusable].map(|s| s as u8);
        assert_eq!(statuses, [0, 1, 2, 3, 4]);
    }
}
