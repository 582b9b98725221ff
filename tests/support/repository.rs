//! Real git repositories, in folders of their own, whatever the caller's git is set to.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::program::{Call, Project, Run};

/// A repository with a work tree.
pub struct Repository {
    project: Project,
}

impl Repository {
    /// A repository without a commit.
    pub fn new() -> Self {
        let repository = Self { project: Project::new() };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    /// The repository with one more commit, which gives files these texts.
    #[must_use]
    pub fn with(self, files: &[(&str, &str)]) -> Self {
        self.commit("a revision", files);
        self
    }

    /// Commits all of the work tree, with these texts in it. Returns the commit.
    pub fn commit(&self, message: &str, files: &[(&str, &str)]) -> String {
        for (path, text) in files {
            self.write(path, text);
        }
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Writes a file of the work tree.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.at(path);
        std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folders above a file");
        std::fs::write(path, text).expect("a file is written");
    }

    /// Where a file is.
    pub fn at(&self, path: impl AsRef<Path>) -> PathBuf {
        self.project.at(path)
    }

    /// Runs git, which has to succeed. Returns what it prints, without the last line break.
    pub fn git(&self, args: &[&str]) -> String {
        git(&self.at(""), args)
    }

    /// A call of the program in the work tree.
    pub fn call<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Call {
        self.project.call(args)
    }

    /// Runs the program with arguments that hold no spaces.
    pub fn run(&self, args: &str) -> Run {
        self.project.run(args)
    }
}

/// Runs git in a folder, which has to succeed. Returns what it prints, without the last line break.
pub fn git(folder: &Path, args: &[&str]) -> String {
    let run = try_git(folder, args);
    assert!(run.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8_lossy(&run.stdout).trim_end().to_owned()
}

/// Runs git in a folder.
pub fn try_git(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new("git");
    for setting in ["user.name=A", "user.email=a@example.org", "commit.gpgsign=false", "protocol.file.allow=always"] {
        command.args(["-c", setting]);
    }
    command.args(args).current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    // A commit has one name wherever and whenever the tests run.
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_DATE"), "2026-01-02T12:00:00Z");
    }
    command.output().expect("git runs")
}
