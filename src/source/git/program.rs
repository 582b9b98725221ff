//! The `git` program: its calls, without a shell, and their failures. Only plumbing commands are called,
//! which run no hook, pager or driver, and change neither the work tree nor the index.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Why git could not deliver something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GitError {
    message: String,
    help: Option<String>,
}

impl GitError {
    /// What is wrong: lowercase, without a final stop.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    #[must_use]
    pub(super) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What to do about it.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The error if the program could not be started or talked to.
    pub(super) fn io(operation: &str, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::new("the program `git` is not on `PATH`")
                .with_help("install git; without it, `ladder diff OLD NEW` can compare two files or folders"),
            _ => Self::new(format!("{operation} failed: {error}")),
        }
    }
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for GitError {}

/// Variables that change how paths behind `--` are read.
const PATHSPEC_VARIABLES: [&str; 4] =
    ["GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"];

/// Variables that name the repository for programs that git calls, such as hooks; `git rev-parse --local-env-vars` lists
/// them.
const REPOSITORY_VARIABLES: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_CONFIG_PARAMETERS",
];

/// A call of git in the folder of another repository.
pub(super) fn git_apart(folder: &Path) -> Command {
    let mut command = git(folder);
    REPOSITORY_VARIABLES.iter().for_each(|name| {
        command.env_remove(name);
    });
    command
}

/// A call of git in a folder.
pub(super) fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder);
    command.args(["--no-pager", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"]);
    // The program reads git's messages, so they must be English; and nobody is there to type a password.
    command.env("LC_ALL", "C").env("LANGUAGE", "C");
    command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    PATHSPEC_VARIABLES.iter().for_each(|name| {
        command.env_remove(name);
    });
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs git to its end.
pub(super) fn output(folder: &Path, arguments: &[&str]) -> Result<Output, GitError> {
    let operation = || format!("`git {}`", arguments.first().unwrap_or(&""));
    if arguments.iter().any(|argument| argument.contains('\0')) {
        return Err(GitError::new("a name cannot contain a NUL"));
    }
    git(folder).args(arguments).output().map_err(|error| GitError::io(&operation(), &error))
}

/// Git's output without the last line break; its message if it fails.
pub(super) fn text(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, GitError> {
    let output = output(folder, arguments)?;
    if !output.status.success() {
        return Err(GitError::new(complaint(arguments[0], &output)));
    }
    let mut text = output.stdout;
    if text.last() == Some(&b'\n') {
        text.pop();
    }
    Ok(text)
}

/// Git's message about its failure, on one line.
pub(super) fn complaint(command: &str, output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().map(|line| line.trim_start_matches("fatal: ").trim_start_matches("error: "));
    match line.map(str::trim).find(|line| !line.is_empty()) {
        Some(line) => format!("`git {command}` failed: {line}"),
        None => format!("`git {command}` failed: {}", output.status),
    }
}

/// A path as git writes it.
pub(super) fn path(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
    }
}
