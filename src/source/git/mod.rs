//! Revisions of a git repository, read from its objects by the `git` program. Knows nothing of ladders.

mod history;
mod objects;
mod program;
mod revision;

use std::path::{Path, PathBuf};
use std::rc::Rc;

use objects::Objects;
use program::{output, text};

pub use history::Commit;
pub use program::GitError;
pub use revision::Revision;

/// A repository, as it is seen from a folder in it.
pub struct Repository {
    here: PathBuf,
    top: PathBuf,
    has_work_tree: bool,
    objects: Rc<Objects>,
}

impl Repository {
    /// The repository that a folder belongs to.
    ///
    /// # Errors
    /// If git is missing, or the folder is in no repository.
    pub fn open(folder: &Path) -> Result<Self, GitError> {
        let here = dunce::canonicalize(folder).map_err(|error| GitError::io("looking up the folder", &error))?;
        let asked = output(&here, &["rev-parse", "--is-inside-work-tree"])?;
        if !asked.status.success() {
            let complaint = program::complaint("rev-parse", &asked);
            return Err(if complaint.contains("not a git repository") {
                GitError::new("this folder is not in a git repository")
            } else if let Some(folder) = foreign(&complaint) {
                GitError::new(format!("`{folder}` belongs to another user, so git does not read it")).with_help(
                    format!("if you trust that user: `git config --global --add safe.directory {}`", quoted(folder)),
                )
            } else {
                GitError::new(complaint)
            });
        }
        let has_work_tree = asked.stdout.starts_with(b"true");
        let top = if has_work_tree {
            let top = program::path(&text(&here, &["rev-parse", "--show-toplevel"])?);
            dunce::canonicalize(&top).unwrap_or(top)
        } else {
            here.clone()
        };
        let objects = Rc::new(Objects::new(&here));
        Ok(Self { here, top, has_work_tree, objects })
    }

    /// The folder that paths from the top begin at.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// The current folder, from the top.
    pub fn below(&self) -> &Path {
        self.here.strip_prefix(&self.top).unwrap_or(Path::new(""))
    }

    /// Whether there are files to compare a revision with.
    pub fn has_work_tree(&self) -> bool {
        self.has_work_tree
    }

    /// The files of a revision, named in any way that git takes.
    ///
    /// # Errors
    /// Where there is no such revision.
    pub fn revision(&self, name: &str) -> Result<Revision, GitError> {
        let id = self.resolve(name, "tree")?;
        Ok(self.tree(name.to_owned(), id))
    }

    /// The branches and tags, as git takes their names.
    ///
    /// # Errors
    /// What git says.
    pub fn names(&self) -> Result<Vec<String>, GitError> {
        let kinds = ["refs/heads", "refs/remotes", "refs/tags"];
        let listed = text(&self.here, &[&["for-each-ref", "--format=%(refname:short)"], &kinds[..]].concat())?;
        Ok(String::from_utf8_lossy(&listed).lines().map(str::to_owned).collect())
    }

    /// The files of a commit of a history.
    pub fn commit(&self, commit: &Commit) -> Revision {
        self.tree(commit.short.clone(), commit.id.clone())
    }

    /// The first object that git did not hand over when a file or folder of a revision was looked at: it is damaged, say, or
    /// a partial clone cannot reach its remote. Submodules do not count.
    pub fn failure(&self) -> Option<GitError> {
        self.objects.failure()
    }

    fn tree(&self, name: String, id: String) -> Revision {
        Revision {
            name,
            id,
            top: self.top.clone(),
            here: self.here.clone(),
            has_work_tree: self.has_work_tree,
            objects: Rc::clone(&self.objects),
        }
    }

    /// The last common commit of two revisions, which a pull request is compared with.
    ///
    /// # Errors
    /// If one of them does not exist, or they have nothing in common.
    pub fn merge_base(&self, one: &str, other: &str) -> Result<Revision, GitError> {
        let (a, b) = (self.resolve(one, "commit")?, self.resolve(other, "commit")?);
        let asked = output(&self.here, &["merge-base", &a, &b])?;
        let found = String::from_utf8_lossy(&asked.stdout);
        match found.lines().next() {
            Some(id) if asked.status.success() => Ok(self.tree(self.short(id)?, id.to_owned())),
            _ if asked.status.code() != Some(1) => Err(GitError::new(program::complaint("merge-base", &asked))),
            _ => {
                let error = GitError::new(format!("`{one}` and `{other}` have no commit in common"));
                Err(if self.is_shallow()? {
                    error.with_help(format!(
                        "this clone is shallow, so the commit may be missing: {}",
                        self.whole_history()?
                    ))
                } else {
                    error
                })
            }
        }
    }

    /// Fails if a sparse checkout leaves out files, which would look as if they were removed.
    ///
    /// # Errors
    /// If one of them is left out, or git fails.
    pub fn are_gone(&self, files: &[PathBuf]) -> Result<(), GitError> {
        for file in files {
            let Some(inside) = file.strip_prefix(&self.top).ok().and_then(Path::to_str) else { continue };
            let pattern = format!(":(top,literal){inside}");
            if text(&self.here, &["ls-files", "-t", "-z", "--", &pattern])?.starts_with(b"S ") {
                let folder = inside.rsplit_once('/').map_or(inside, |(folder, _)| folder);
                let add = format!("git sparse-checkout add {}", quoted(folder));
                return Err(GitError::new(format!("the working tree is sparse and leaves out `{inside}`"))
                    .with_help(format!("add it with `{add}`, or compare two revisions: `REV..HEAD`")));
            }
        }
        Ok(())
    }

    /// Whether the clone is shallow, so that commits may be missing.
    ///
    /// # Errors
    /// Where git fails.
    pub fn is_shallow(&self) -> Result<bool, GitError> {
        Ok(text(&self.here, &["rev-parse", "--is-shallow-repository"])? == b"true")
    }

    fn short(&self, id: &str) -> Result<String, GitError> {
        Ok(String::from_utf8_lossy(&text(&self.here, &["rev-parse", "--short", id])?).into_owned())
    }

    /// The object that a name leads to, peeled to a commit or a tree.
    fn resolve(&self, name: &str, kind: &str) -> Result<String, GitError> {
        if name.starts_with('-') || name.is_empty() {
            return Err(GitError::new(format!("`{name}` is not the name of a revision")));
        }
        if name.starts_with(":/") {
            // Everything after it is the text to search for, so the found commit is peeled in a second step.
            let asked = output(&self.here, &["rev-parse", "--verify", "--end-of-options", name])?;
            let id = String::from_utf8_lossy(&asked.stdout).trim().to_owned();
            return if asked.status.success() { self.resolve(&id, kind) } else { self.unknown(name) };
        }
        let asked = output(&self.here, &["rev-parse", "--verify", "--end-of-options", &format!("{name}^{{{kind}}}")])?;
        let id = String::from_utf8_lossy(&asked.stdout).trim().to_owned();
        if asked.status.success() && !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(id);
        }
        let complaint = String::from_utf8_lossy(&asked.stderr);
        if complaint.lines().any(|line| line.starts_with("error: short ") && line.ends_with(" is ambiguous")) {
            return Err(
                GitError::new(format!("several commits begin with `{name}`")).with_help("give more of its digits")
            );
        }
        self.unknown(name)
    }

    /// The error for a revision that does not exist.
    fn unknown(&self, name: &str) -> Result<String, GitError> {
        let is_there =
            |name: &str| output(&self.here, &["cat-file", "-e", name]).is_ok_and(|asked| asked.status.success());
        if !is_there("HEAD^{commit}") && name.starts_with("HEAD") {
            return Err(GitError::new("the repository has no commits yet"));
        }
        if name.starts_with(':') && !name.starts_with(":/") {
            return Err(GitError::new(format!("`{name}` names a file in the index, which `ladder` does not read"))
                .with_help("`HEAD:PATH` is a file of the last commit, a path alone is a file of the working tree"));
        }
        if let Some(one) = ["^!", "^@", "^-"].iter().find_map(|all| name.strip_suffix(all)) {
            return Err(GitError::new(format!("`{name}` names several revisions"))
                .with_help(format!("name two: `{one}~..{one}` compares `{one}` with the commit before it")));
        }
        if is_there(name) {
            return Err(GitError::new(format!("`{name}` is not a commit")));
        }
        let is_whole = matches!(name.len(), 40 | 64) && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if self.is_shallow()? {
            return Err(
                GitError::new(format!("`{name}` is not in this shallow clone")).with_help(self.fetch(name, is_whole)?)
            );
        }
        // `HEAD~9`, `main^2`
        let (start, steps) = name.split_at(name.find(['~', '^']).unwrap_or(name.len()));
        if !steps.is_empty() && is_there(start) {
            return Err(GitError::new(format!("there is no revision `{name}`")).with_help(if steps.contains('{') {
                format!("`{start}` exists, but `{steps}` leads nowhere from there")
            } else {
                format!("`{start}` exists, but its history does not go back that far, or not through that parent")
            }));
        }
        let names = text(&self.here, &["for-each-ref", "--format=%(refname:short)"])?;
        let names = String::from_utf8_lossy(&names);
        let error = GitError::new(format!("there is no revision `{name}`"));
        Err(match crate::words::suggest::did_you_mean(start, names.lines().chain(["HEAD"])) {
            Some(hint) => error.with_help(hint),
            None => error,
        })
    }

    /// The command that fetches a revision which a shallow clone lacks.
    fn fetch(&self, name: &str, is_whole: bool) -> Result<String, GitError> {
        let Some(remote) = self.remote()? else { return self.whole_history() };
        if is_whole {
            return Ok(format!("`git fetch --depth=1 {remote} {name}` fetches it"));
        }
        let branch = name.strip_prefix(&format!("{remote}/")).filter(|branch| is_plain(branch));
        match branch {
            Some(branch) => {
                let refspec = format!("{branch}:refs/remotes/{remote}/{branch}");
                Ok(format!("`git fetch --depth=1 {remote} {refspec}` fetches it"))
            }
            None => self.whole_history(),
        }
    }

    /// The command that fetches the missing commits of a shallow clone, in words.
    ///
    /// # Errors
    /// Where git fails.
    pub fn whole_history(&self) -> Result<String, GitError> {
        let remote = self.remote()?.unwrap_or_else(|| "origin".to_owned());
        Ok(format!(
            "`git fetch --unshallow --tags {remote} '+refs/heads/*:refs/remotes/{remote}/*'` fetches the whole history"
        ))
    }

    /// The remote to fetch from: `origin`, or the first.
    fn remote(&self) -> Result<Option<String>, GitError> {
        let remotes = text(&self.here, &["remote"])?;
        let remotes = String::from_utf8_lossy(&remotes);
        let mut names = remotes.lines().filter(|name| is_plain(name));
        Ok(names.clone().find(|name| *name == "origin").or_else(|| names.next()).map(str::to_owned))
    }
}

/// The folder of a repository that git does not trust, from git's message.
fn foreign(complaint: &str) -> Option<&str> {
    let named =
        complaint.split_once("ownership in repository at '").or(complaint.split_once("unsafe repository ('"))?.1;
    named.find('\'').map(|end| &named[..end])
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    if is_plain(word) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// Whether a name can be put into a command that people copy.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('-') && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c))
}
