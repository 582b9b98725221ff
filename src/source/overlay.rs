//! A tree in which some files have another text: after a planned change, or from before.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Kind, ReadError, Tree, Walk, is_yaml};

/// A tree, and texts that replace or add some of its files.
pub struct Overlay<'a> {
    below: &'a dyn Tree,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl<'a> Overlay<'a> {
    /// The tree as it is.
    pub fn new(below: &'a dyn Tree) -> Self {
        Self { below, files: BTreeMap::new() }
    }

    /// Gives a file another text, or adds the file to the tree.
    pub fn set(&mut self, path: &Path, content: Vec<u8>) {
        self.files.insert(self.canonical(path), content);
    }
}

impl Tree for Overlay<'_> {
    fn kind(&self, path: &Path) -> Result<Kind, ReadError> {
        if self.files.contains_key(&self.canonical(path)) { Ok(Kind::File) } else { self.below.kind(path) }
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        match self.files.get(&self.canonical(path)) {
            Some(content) => Ok(content.clone()),
            None => self.below.read(path),
        }
    }

    fn walk(&self, folder: &Path) -> Result<Walk, ReadError> {
        let mut walk = self.below.walk(folder)?;
        let canonical = self.canonical(folder);
        let is_new = |path: &&PathBuf| is_yaml(path) && self.below.kind(path) == Ok(Kind::Missing);
        let inside = self.files.keys().filter(is_new).filter_map(|path| path.strip_prefix(&canonical).ok());
        let before = walk.files.len();
        walk.files.extend(inside.map(|path| folder.join(path)));
        if walk.files.len() > before {
            walk.files.sort();
        }
        Ok(walk)
    }

    /// A missing file has one spelling too, if its folder exists.
    fn canonical(&self, path: &Path) -> PathBuf {
        match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) if self.below.kind(path) == Ok(Kind::Missing) => {
                let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                self.below.canonical(folder).join(name)
            }
            _ => self.below.canonical(path),
        }
    }

    fn confines(&self) -> bool {
        self.below.confines()
    }

    fn shown(&self, path: &Path) -> PathBuf {
        self.below.shown(path)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Memory;
    use super::*;

    #[test]
    fn a_text_stands_before_a_file_or_where_none_is() {
        let below = Memory::new().with("a/old.yaml", "old").with("a/other.yaml", "other");
        let mut overlay = Overlay::new(&below);
        overlay.set(Path::new("a/old.yaml"), b"new".to_vec());
        overlay.set(Path::new("a/added.yaml"), b"added".to_vec());
        overlay.set(Path::new("b/far.yaml"), b"far".to_vec());
        let read = |path: &str| overlay.read(Path::new(path)).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        assert_eq!(read("a/old.yaml").as_deref(), Ok("new"));
        assert_eq!(read("./a/../a/added.yaml").as_deref(), Ok("added"));
        assert_eq!(read("a/other.yaml").as_deref(), Ok("other"));
        assert!(read("a/none.yaml").is_err());
        assert_eq!(overlay.kind(Path::new("a/added.yaml")), Ok(Kind::File));
        let walked = overlay.walk(Path::new("a")).expect("a folder").files;
        assert_eq!(walked, ["a/added.yaml", "a/old.yaml", "a/other.yaml"].map(PathBuf::from));
    }
}
