//! Where text comes from, and positions in it. Knows nothing of YAML or ladders.

mod disk;
mod git;
mod memo;
mod memory;
mod overlay;
mod tables;
mod text;

use std::fmt;
use std::path::{Component, Path, PathBuf};

pub use disk::Disk;
pub(crate) use disk::read_limited;
pub use git::{Commit, GitError, Repository, Revision};
pub use memo::Memo;
pub use memory::Memory;
pub use overlay::Overlay;
pub use tables::{TableFormat, is_table};
pub use text::{FileId, Position, SourceFile, Sources, Span};

/// The largest file that is read, in bytes. A ladder of two thousand levels is a tenth of it.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The name under which standard input appears.
pub const STDIN_NAME: &str = "<stdin>";

/// The kind of thing that a path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file that can be read to its end.
    File,
    /// A folder.
    Folder,
    /// A pipe, a device or the like.
    Special,
    /// Nothing.
    Missing,
}

/// A tree of files that ladders are read from: the disk, memory, a revision.
pub trait Tree {
    /// What `path` names, symbolic links followed.
    fn kind(&self, path: &Path) -> Result<Kind, ReadError>;

    /// The bytes of a file; never more than [`MAX_FILE_BYTES`].
    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError>;

    /// The YAML files below a folder, in the order of their paths, without those that .gitignore excludes.
    fn walk(&self, folder: &Path) -> Result<Walk, ReadError>;

    /// One spelling for every way to name a file, so that it is loaded once.
    fn canonical(&self, path: &Path) -> PathBuf;

    /// Whether a file may only refer to files of its own repository or project: elsewhere there are others' files.
    fn confines(&self) -> bool {
        false
    }

    /// The day on which one of the files last changed, as `2026-11-24`; `None` if git does not know it, as where they have
    /// changes that are not committed.
    fn last_change(&self, _files: &[PathBuf]) -> Option<String> {
        None
    }

    /// A path as shown to people, who must not mistake a file of a revision for one on disk.
    fn shown(&self, path: &Path) -> PathBuf {
        path.to_path_buf()
    }
}

/// The result of a walk.
#[derive(Debug, Default)]
pub struct Walk {
    /// The files that end in `.yaml` or `.yml`.
    pub files: Vec<PathBuf>,
    /// Folders or entries that could not be read.
    pub errors: Vec<ReadError>,
}

/// A file or folder that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// The file or folder.
    pub path: PathBuf,
    /// Why, in words.
    pub reason: String,
}

impl ReadError {
    /// An error for a path, with its reason.
    pub fn new(path: impl Into<PathBuf>, reason: impl Into<String>) -> Self {
        Self { path: slashed(path.into()), reason: reason.into() }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "could not read `{}`: {}", self.path.display(), self.reason)
    }
}

impl std::error::Error for ReadError {}

/// Whether a file's name says that it is YAML.
pub fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("yaml") || ext.eq_ignore_ascii_case("yml"))
}

/// A path with `/` between folders, as git and every format write it. On Windows that is the same path; elsewhere a backslash is a
/// letter of a name.
pub fn slashed(path: PathBuf) -> PathBuf {
    match path.to_str() {
        Some(text) if cfg!(windows) => text.replace('\\', "/").into(),
        _ => path,
    }
}

/// The folder of a file.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_path_buf()
}

/// A path with `.` and `..` resolved by its names alone, without looking at links.
pub fn lexical(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match (component, normal.components().next_back()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                normal.pop();
            }
            _ => normal.push(component),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backslash_parts_folders_only_on_windows() {
        let expected = if cfg!(windows) { "a/b.yaml" } else { "a\\b.yaml" };
        assert_eq!(slashed("a\\b.yaml".into()).to_str(), Some(expected));
    }

    #[test]
    fn paths_are_resolved_by_their_words() {
        let is = |path: &str, resolved: &str| assert_eq!(lexical(Path::new(path)), Path::new(resolved));
        is("./a/../b/./c.yaml", "b/c.yaml");
        is("../../a.yaml", "../../a.yaml");
        is("/../a/../b", "/b");
    }
}
