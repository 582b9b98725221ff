//! A tree that asks the one below each question about a path once. What changes on disk during a run is not seen.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{Kind, ReadError, Tree, Walk};

/// A tree that remembers what kinds of things are at paths, and their one spelling.
pub struct Memo<'a> {
    below: &'a dyn Tree,
    kinds: RefCell<HashMap<PathBuf, Result<Kind, ReadError>>>,
    canonical: RefCell<HashMap<PathBuf, PathBuf>>,
}

impl<'a> Memo<'a> {
    pub fn new(below: &'a dyn Tree) -> Self {
        Self { below, kinds: RefCell::default(), canonical: RefCell::default() }
    }
}

impl Tree for Memo<'_> {
    fn kind(&self, path: &Path) -> Result<Kind, ReadError> {
        if let Some(known) = self.kinds.borrow().get(path) {
            return known.clone();
        }
        let kind = self.below.kind(path);
        self.kinds.borrow_mut().insert(path.to_path_buf(), kind.clone());
        kind
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        self.below.read(path)
    }

    fn walk(&self, path: &Path) -> Result<Walk, ReadError> {
        self.below.walk(path)
    }

    fn canonical(&self, path: &Path) -> PathBuf {
        if let Some(known) = self.canonical.borrow().get(path) {
            return known.clone();
        }
        let canonical = self.below.canonical(path);
        self.canonical.borrow_mut().insert(path.to_path_buf(), canonical.clone());
        canonical
    }

    fn confines(&self) -> bool {
        self.below.confines()
    }

    fn last_change(&self, files: &[PathBuf]) -> Option<String> {
        self.below.last_change(files)
    }

    fn shown(&self, path: &Path) -> PathBuf {
        self.below.shown(path)
    }
}
