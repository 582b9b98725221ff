//! Shared by commands: what a run may touch, how it ends, what it loads and how it writes.

pub(crate) mod azure;
pub(crate) mod baseline;
pub(crate) mod judging;
pub(crate) mod names;
pub(crate) mod outputs;
#[cfg(unix)]
pub mod pager;
pub(crate) mod public;
pub(crate) mod replace;
pub(crate) mod settings;
pub(crate) mod typed;

use std::fmt;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::config::ReadConfig;
use crate::finding::Finding;
use crate::model::Date;
use crate::parse::{self, Input, Loaded};
use crate::render::{self, Audience, Format, Screen};
use crate::source::{Kind, ReadError, Sources, Tree, folder_of, read_limited};
use crate::view::{Located, Output};
use crate::words::printable;

/// How many findings are shown of those that keep a command from its work: enough to see the cause.
const SHOWN: usize = 20;

/// The folder that commands look in when nothing is named.
pub(crate) const USUAL_FOLDER: &str = "ladders";

/// The folder of examples there, which is walked only if it is named: what others have published is not what is in force.
const EXAMPLES: &str = "ladders/examples";

/// How a run ended: the exit status of every command, in every format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Success.
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

/// Everything that a command may touch. Results go to `out`, all else to `err`.
pub struct World<'a> {
    pub tree: &'a dyn Tree,
    pub stdin: &'a mut dyn Read,
    /// The environment: a variable's value, if it is set.
    pub env: &'a dyn Fn(&str) -> Option<String>,
    /// The day that it is.
    pub today: Date,
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
    /// Where `out` is looked at.
    pub screen: Screen,
    /// Where `err` is looked at.
    pub err_screen: Screen,
}

/// A reason to stop that the user can put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    pub status: Status,
    /// What is wrong: lowercase, without a final stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Stop {
    pub(crate) fn new(status: Status, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
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

impl World<'_> {
    /// The same, with other files.
    pub(crate) fn with_tree<'b>(&'b mut self, tree: &'b dyn Tree) -> World<'b> {
        World {
            tree,
            stdin: &mut *self.stdin,
            env: self.env,
            today: self.today,
            out: &mut *self.out,
            err: &mut *self.err,
            screen: self.screen,
            err_screen: self.err_screen,
        }
    }

    /// Loads what is named, or `ladders/`, or the current folder.
    pub(crate) fn load(&mut self, paths: &[PathBuf]) -> anyhow::Result<Loaded> {
        let (inputs, loaded) = self.load_what_is_there(paths)?;
        if loaded.named.is_empty() && loaded.unreadable.is_empty() {
            return Err(nothing_to_load(&inputs, loaded.skipped).into());
        }
        Ok(loaded)
    }

    /// The same, but no ladder files are no error.
    pub(crate) fn load_what_is_there(&mut self, paths: &[PathBuf]) -> anyhow::Result<(Vec<Input>, Loaded)> {
        self.load_from(self.tree, paths)
    }

    /// The same, from another tree, by the settings of this one.
    pub(crate) fn load_from(&mut self, tree: &dyn Tree, paths: &[PathBuf]) -> anyhow::Result<(Vec<Input>, Loaded)> {
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
        let loaded = load_below(tree, Path::new("."), &inputs, &excluded);
        Ok((inputs, loaded))
    }

    /// The folder to look in when nothing is named.
    pub(crate) fn usual_place(&self) -> PathBuf {
        usual_place(self.tree, Path::new(""))
    }

    /// The configurations that exclude files from a walk of the folders.
    pub(crate) fn excluded(&mut self, inputs: &[Input]) -> anyhow::Result<Vec<ReadConfig>> {
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
    pub(crate) fn write(&mut self, format: &str, output: &Output<'_>) -> anyhow::Result<()> {
        self.print(render::find(format).expect("clap takes only formats of the table"), output)
    }

    /// Prints an output.
    pub(crate) fn print(&mut self, format: &dyn Format, output: &Output<'_>) -> anyhow::Result<()> {
        // GitHub takes commands from anything that is printed. What is for programs has to stay as it is.
        if self.is_github() && format.audience() == Audience::People {
            let mut text = Vec::new();
            format.render(output, self.screen, &mut text)?;
            self.out.write_all(render::defuse(&String::from_utf8_lossy(&text)).as_bytes())?;
        } else {
            format.render(output, self.screen, self.out)?;
        }
        Ok(())
    }

    /// Prints what changes in a file as a patch.
    pub(crate) fn print_patch(&mut self, path: &Path, old: &[u8], new: &[u8]) -> anyhow::Result<()> {
        let is_github = self.is_github();
        // A patch needs the exact bytes; but a job on GitHub would obey commands in a text, and nobody applies its log.
        let screen = Screen { is_terminal: self.screen.is_terminal || is_github, ..self.screen };
        let path = path.display().to_string();
        let diff = render::patch((&path, Some(old)), (&path, Some(new)), screen);
        let diff = if is_github { render::defuse(&diff) } else { diff };
        self.out.write_all(diff.as_bytes())?;
        Ok(())
    }

    /// Whether this is a job on GitHub, which obeys commands in anything that is printed.
    pub(crate) fn is_github(&self) -> bool {
        (self.env)("GITHUB_ACTIONS").is_some_and(|value| value == "true")
    }

    /// Reports files that could not be read.
    pub(crate) fn complain(&mut self, errors: &[ReadError]) -> anyhow::Result<()> {
        for error in errors {
            writeln!(self.err, "error: {}", printable(&error.to_string()))?;
        }
        if let Some(help) = names::help_with_names(self, errors) {
            writeln!(self.err, "help: {}", printable(&help))?;
        }
        Ok(())
    }

    /// Prints findings that keep a command from its work.
    pub(crate) fn complain_of(&mut self, loaded: &Loaded, findings: &[Finding]) -> anyhow::Result<()> {
        self.show(&loaded.sources, &judging::located(loaded, findings))
    }

    /// Prints findings as excerpts of their files; of very many the first.
    pub(crate) fn show(&mut self, sources: &Sources, findings: &[Located<'_>]) -> anyhow::Result<()> {
        for located in findings.iter().take(SHOWN) {
            writeln!(self.err, "{}\n", render::excerpt(sources, located, self.err_screen))?;
        }
        if let Some(more @ 1..) = findings.len().checked_sub(SHOWN) {
            writeln!(self.err, "and {more} more\n")?;
        }
        Ok(())
    }
}

/// The folder to look in when nothing is named in `root`.
pub(crate) fn usual_place(tree: &dyn Tree, root: &Path) -> PathBuf {
    let usual = root.join(USUAL_FOLDER);
    if tree.kind(&usual) == Ok(Kind::Folder) { usual } else { folder_of(&usual) }
}

/// Loads what is named from a tree, without the files that configurations exclude and, unless they are named, the examples of
/// the project in `root`.
pub(crate) fn load_below(tree: &dyn Tree, root: &Path, inputs: &[Input], configs: &[ReadConfig]) -> Loaded {
    let examples = tree.canonical(&root.join(EXAMPLES));
    let is_example = |path: &Path| path.starts_with(&examples);
    let names_examples =
        inputs.iter().any(|input| matches!(input, Input::Path(path) if is_example(&tree.canonical(path))));
    let passes_over = |path: &Path| {
        let path = tree.canonical(path);
        (!names_examples && is_example(&path)) || configs.iter().any(|read| read.config.excludes(&path))
    };
    parse::load_with(tree, inputs, &passes_over)
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
        .help("name the files or folders to load, or write a first ladder with `ladder init`")
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
