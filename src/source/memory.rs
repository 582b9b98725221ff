//! Files in memory: the shipped ladders, examples, standard input, tests.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Kind, ReadError, Tree, Walk, is_yaml, lexical};

/// Files by path. Paths are taken as written, with `.` and `..` resolved.
#[derive(Debug, Default, Clone)]
pub struct Memory {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Memory {
    /// An empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// The tree with one more file.
    #[must_use]
    pub fn with(mut self, path: impl AsRef<Path>, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(lexical(path.as_ref()), content.into());
        self
    }
}

impl Tree for Memory {
    fn kind(&self, path: &Path) -> Result<Kind, ReadError> {
        let path = lexical(path);
        if self.files.contains_key(&path) {
            Ok(Kind::File)
        } else if path.as_os_str().is_empty() || self.files.keys().any(|file| file.starts_with(&path)) {
            Ok(Kind::Folder)
        } else {
            Ok(Kind::Missing)
        }
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        self.files.get(&lexical(path)).cloned().ok_or_else(|| ReadError::new(path, "no such file"))
    }

    fn walk(&self, folder: &Path) -> Result<Walk, ReadError> {
        let folder = lexical(folder);
        let files = self.files.keys().filter(|file| file.starts_with(&folder) && is_yaml(file)).cloned().collect();
        Ok(Walk { files, errors: Vec::new() })
    }

    fn canonical(&self, path: &Path) -> PathBuf {
        lexical(path)
    }
}
