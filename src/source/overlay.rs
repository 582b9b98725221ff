//! A tree in which some files have another text: what a change would make of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Kind, ReadError, Tree, Walk};

/// A tree, and texts that stand before some of its files.
pub struct Overlay<'a> {
    below: &'a dyn Tree,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl<'a> Overlay<'a> {
    /// The tree as it is.
    pub fn new(below: &'a dyn Tree) -> Self {
        Self { below, files: BTreeMap::new() }
    }

    /// Gives a file of the tree another text.
    pub fn set(&mut self, path: &Path, content: Vec<u8>) {
        self.files.insert(self.below.canonical(path), content);
    }
}

impl Tree for Overlay<'_> {
    fn kind(&self, path: &Path) -> Result<Kind, ReadError> {
        self.below.kind(path)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        match self.files.get(&self.below.canonical(path)) {
            Some(content) => Ok(content.clone()),
            None => self.below.read(path),
        }
    }

    fn walk(&self, folder: &Path) -> Result<Walk, ReadError> {
        self.below.walk(folder)
    }

    fn canonical(&self, path: &Path) -> PathBuf {
        self.below.canonical(path)
    }

    fn shown(&self, path: &Path) -> PathBuf {
        self.below.shown(path)
    }
}
