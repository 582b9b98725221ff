//! The commits of a history that change files which are read.

use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, Stdio};
use std::thread;

use super::Repository;
use super::program::{self, GitError, text};
use super::revision::IGNORE_FILES;
use crate::source::{is_yaml, lexical};

/// A commit of a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its name: hexadecimal digits.
    pub id: String,
    /// Its short name, as git shortens it.
    pub short: String,
    /// When it was committed: `2026-11-24`, in the committer's time zone.
    pub date: String,
    /// The first line of its message.
    pub subject: String,
}

/// A revision as people know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAs {
    /// A tag, else a branch that leads to it.
    pub name: Option<String>,
    /// When it was committed, as in [`Commit`].
    pub date: String,
    /// Who wrote it.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
}

/// A commit, and the first of its parents.
struct Step {
    commit: Commit,
    parent: Option<String>,
}

impl Repository {
    /// The first-parent commits of a revision that change a YAML file or the choice of files, newest first. A merge
    /// counts as one commit: its changes came into force with it.
    ///
    /// # Errors
    /// If there is no such revision.
    pub fn history(&self, name: &str) -> Result<Vec<Commit>, GitError> {
        let id = self.resolve(name, "commit")?;
        let format = "--format=%H%x00%P%x00%h%x00%cs%x00%s";
        let listed = text(&self.here, &["rev-list", "--first-parent", "--encoding=UTF-8", format, &id])?;
        let listed = String::from_utf8_lossy(&listed);
        // Git adds a line `commit <id>` before each requested line.
        let steps: Vec<Step> = listed.lines().filter_map(step).collect();
        let touching = self.touching(&steps)?;
        // A commit without a parent adds all its files.
        let is_told = |step: &Step| step.parent.is_none() || touching.contains(&step.commit.id);
        Ok(steps.into_iter().filter(is_told).map(|step| step.commit).collect())
    }

    /// The day on which one of these files last changed in a revision, as [`Commit::date`]; a merge counts as one change.
    /// `None` in a shallow clone, which may not have that commit.
    ///
    /// # Errors
    /// If git fails.
    pub fn last_change(&self, name: &str, files: &[PathBuf]) -> Result<Option<String>, GitError> {
        if self.is_shallow()? {
            return Ok(None);
        }
        let id = self.resolve(name, "commit")?;
        let files = self.pathspecs(files);
        let mut arguments = vec!["log", "-1", "--first-parent", "--format=%cs", &id, "--"];
        arguments.extend(files.iter().map(String::as_str));
        let day = String::from_utf8_lossy(&text(&self.here, &arguments)?).into_owned();
        Ok((!day.is_empty()).then_some(day))
    }

    /// Whether git knows these files and none of them differs from the last commit.
    ///
    /// # Errors
    /// If git fails.
    pub fn is_clean(&self, files: &[PathBuf]) -> Result<bool, GitError> {
        let files = self.pathspecs(files);
        let mut arguments = vec!["status", "--porcelain", "--ignored", "--"];
        arguments.extend(files.iter().map(String::as_str));
        Ok(text(&self.here, &arguments)?.is_empty())
    }

    /// Files as git takes them, without a meaning of `*` and the like.
    fn pathspecs(&self, files: &[PathBuf]) -> Vec<String> {
        let top = |path: &PathBuf| lexical(&std::path::absolute(path).unwrap_or_else(|_| path.clone()));
        files.iter().map(|path| format!(":(literal){}", top(path).display())).collect()
    }

    /// A revision as people know it: its commit, its author, and the tag or branch that names it.
    ///
    /// # Errors
    /// If it is no commit, or git fails.
    pub fn known_as(&self, name: &str) -> Result<KnownAs, GitError> {
        let id = self.resolve(name, "commit")?;
        let format = "--format=%D%x00%cs%x00%an%x00%s";
        let told = text(&self.here, &["rev-list", "--max-count=1", "--encoding=UTF-8", format, &id])?;
        let told = String::from_utf8_lossy(&told);
        // Git adds a line `commit <id>` before the requested line.
        let mut fields = told.lines().nth(1).unwrap_or_default().splitn(4, '\0').map(str::to_owned);
        let mut next = || fields.next().unwrap_or_default();
        let names = next();
        Ok(KnownAs { name: named(&names), date: next(), author: next(), subject: next() })
    }

    /// The commits that differ from their parents in a YAML file, in a file that chooses which of those are read, or in a
    /// link or submodule: files with other names change behind those.
    fn touching(&self, steps: &[Step]) -> Result<HashSet<String>, GitError> {
        let fail = |error: io::Error| GitError::io("`git diff-tree`", &error);
        let mut command = program::git(&self.here);
        command.args(["diff-tree", "--stdin", "-r", "-z", "--raw", "--no-renames", "--ignore-submodules=none"]);
        let mut child = command.stdin(Stdio::piped()).spawn().map_err(fail)?;
        let questions = child.stdin.take().expect("standard input is a pipe");
        let answers = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
        let read = thread::scope(|scope| {
            // It answers while it reads. If it ends early, its status says so.
            scope.spawn(|| ask(questions, steps));
            commits(answers)
        });
        let ended = child.wait_with_output().map_err(fail)?;
        if !ended.status.success() {
            return Err(GitError::new(program::complaint("diff-tree", &ended)));
        }
        read.map_err(fail)
    }
}

fn step(line: &str) -> Option<Step> {
    let mut fields = line.splitn(5, '\0').map(str::to_owned);
    let (id, parents, short) = (fields.next()?, fields.next()?, fields.next()?);
    let (date, subject) = (fields.next()?, fields.next()?);
    let parent = parents.split(' ').next().filter(|parent| !parent.is_empty()).map(str::to_owned);
    Some(Step { commit: Commit { id, short, date, subject }, parent })
}

/// Of the names that git gives a commit, `HEAD -> main, tag: v1.0, origin/main`, the one that people use.
fn named(names: &str) -> Option<String> {
    let mut all = names.split(", ").map(|name| name.strip_prefix("HEAD -> ").unwrap_or(name));
    let tag = all.clone().find_map(|name| name.strip_prefix("tag: "));
    tag.or_else(|| all.find(|name| !name.is_empty() && *name != "HEAD")).map(str::to_owned)
}

fn ask(mut questions: ChildStdin, steps: &[Step]) -> io::Result<()> {
    for step in steps {
        if let Some(parent) = &step.parent {
            writeln!(questions, "{} {parent}", step.commit.id)?;
        }
    }
    Ok(())
}

/// Reads `<commit>\0`, each with its `:<mode> <mode> <id> <id> <status>\0<path>\0`, again and again.
fn commits(mut answers: impl BufRead) -> io::Result<HashSet<String>> {
    let (mut touching, mut commit, mut field) = (HashSet::new(), Vec::new(), Vec::new());
    while answers.read_until(0, &mut field)? > 0 {
        if field.starts_with(b":") {
            let mut path = Vec::new();
            answers.read_until(0, &mut path)?;
            if is_detour(&field) || is_read(program::path(path.strip_suffix(b"\0").unwrap_or(&path)).as_path()) {
                touching.insert(String::from_utf8_lossy(&commit).trim_end_matches('\0').to_owned());
            }
        } else {
            commit.clone_from(&field);
        }
        field.clear();
    }
    Ok(touching)
}

/// Whether a link or submodule was added, removed or changed.
fn is_detour(change: &[u8]) -> bool {
    let mut modes = change[1..].splitn(3, |byte| *byte == b' ').take(2);
    modes.any(|mode| matches!(mode, b"120000" | b"160000"))
}

fn is_read(path: &Path) -> bool {
    let says_what = || path.file_name().is_some_and(|name| IGNORE_FILES.iter().any(|known| name == *known));
    is_yaml(path) || says_what() || path == Path::new(".gitmodules")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_a_commit_before_a_branch_does() {
        assert_eq!(named("HEAD -> main, tag: v1.0, origin/main").as_deref(), Some("v1.0"));
        assert_eq!(named("HEAD, origin/main").as_deref(), Some("origin/main"));
        assert_eq!((named("HEAD"), named("")), (None, None));
    }

    #[test]
    fn what_touches_a_file_a_link_or_a_submodule_is_told() {
        let answers = b"a\0:100644 100644 1 2 M\0x.txt\0:100644 100644 1 2 M\0d/x.YML\0b\0:100644 100644 1 2 M\0:odd\0\
            c\0:120000 040000 1 2 T\0link\0d\0:000000 160000 0 2 A\0sub\0e\0:100644 000000 1 0 D\0d/.gitignore\0";
        let mut touching: Vec<String> = commits(answers.as_slice()).expect("memory is read").into_iter().collect();
        touching.sort();
        assert_eq!(touching, ["a", "c", "d", "e"]);
    }
}
