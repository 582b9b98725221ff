//! The files of one revision, as a tree like the disk: links are followed within it, and its `.gitignore` files apply,
//! so that the two sides of a comparison have the same files.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::Repository;
use super::objects::{Blob, Entry, EntryKind, ObjectId, Objects};
use super::program::{self, GitError};
use crate::source::{Kind, MAX_FILE_BYTES, ReadError, Tree, Walk, is_yaml, lexical};

/// How many links are followed on the way to one file.
const MOST_LINKS: usize = 40;
/// How deep folders may be nested in a revision.
const MOST_FOLDERS: usize = 256;
/// How many files and folders a walk looks at.
const MOST_ENTRIES: usize = 1_000_000;
/// The files that exclude others from the walk of a folder, here as on disk.
pub(super) const IGNORE_FILES: [&str; 2] = [".gitignore", ".ignore"];

/// The files of a revision. Paths are those of the work tree: relative to the current folder, or absolute.
pub struct Revision {
    pub(super) name: String,
    pub(super) id: ObjectId,
    pub(super) top: PathBuf,
    pub(super) here: PathBuf,
    pub(super) has_work_tree: bool,
    pub(super) objects: Rc<Objects>,
}

/// A folder of some repository: of this one, or of a submodule.
#[derive(Clone)]
struct Folder {
    objects: Rc<Objects>,
    id: ObjectId,
}

/// A folder in a walk.
struct Place {
    folder: Folder,
    /// Its path from the top.
    at: PathBuf,
    /// Its path as the walk began with it.
    shown: PathBuf,
}

/// A folder whose entries are being looked at.
struct Open {
    place: Place,
    entries: Rc<Vec<Entry>>,
    done: usize,
}

/// The target of a path, and its path from the top without links.
enum Found {
    Folder(Folder, PathBuf),
    File(Rc<Objects>, ObjectId, PathBuf),
}

/// Why a path leads nowhere.
enum Lost {
    /// There is no such name.
    Missing,
    /// It leads to a submodule that was never fetched: on disk, an empty folder.
    NotFetched,
    /// Something is in the way, in words.
    Blocked(String),
}

impl From<GitError> for Lost {
    fn from(error: GitError) -> Self {
        Self::Blocked(error.to_string())
    }
}

impl Revision {
    /// The revision as it was asked for.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The object name of a file, equal if and only if the bytes are equal. `None` if there is no file.
    pub fn object(&self, path: &Path) -> Option<String> {
        match self.find(path) {
            Ok(Found::File(_, id, _)) => Some(id),
            _ => None,
        }
    }

    /// The path from the top; `None` if it leads out of the repository.
    fn inside(&self, path: &Path) -> Option<PathBuf> {
        let absolute = lexical(&self.here.join(path));
        if let Ok(inside) = absolute.strip_prefix(&self.top) {
            return Some(inside.to_path_buf());
        }
        // It may go through a link on disk; the part of it that exists on disk shows where it leads.
        let existing = absolute.ancestors().find_map(|at| Some((at, dunce::canonicalize(at).ok()?)));
        let (at, canonical) = existing?;
        let rest = absolute.strip_prefix(at).ok()?;
        canonical.join(rest).strip_prefix(&self.top).map(Path::to_path_buf).ok()
    }

    fn find(&self, path: &Path) -> Result<Found, Lost> {
        let Some(inside) = self.inside(path) else {
            let top = self.top.display();
            return Err(Lost::Blocked(format!("it is outside the repository `{top}`")));
        };
        let mut trail: Vec<(OsString, Folder)> = Vec::new();
        let root = Folder { objects: Rc::clone(&self.objects), id: self.id.clone() };
        let mut ahead = names(&inside).ok_or(Lost::Missing)?;
        let mut links = 0;
        let at = |trail: &[(OsString, Folder)]| trail.iter().map(|(name, _)| name).collect::<PathBuf>();
        while let Some(name) = ahead.pop_front() {
            if name == ".." {
                trail.pop().ok_or_else(|| Lost::Blocked("it is a link that leads out of the repository".to_owned()))?;
                continue;
            }
            let folder = trail.last().map_or(&root, |(_, folder)| folder).clone();
            let entries = folder.objects.tree(&folder.id)?;
            let entry = entries.iter().find(|entry| entry.name.as_os_str() == name).ok_or(Lost::Missing)?;
            match entry.kind {
                EntryKind::Folder if trail.len() >= MOST_FOLDERS => return Err(Lost::Blocked(too_deep())),
                EntryKind::Folder => {
                    trail.push((name, Folder { objects: folder.objects, id: entry.id.clone() }));
                }
                EntryKind::File if ahead.is_empty() => {
                    return Ok(Found::File(folder.objects, entry.id.clone(), at(&trail).join(name)));
                }
                EntryKind::File => return Err(Lost::Missing),
                EntryKind::Link => {
                    links += 1;
                    if links > MOST_LINKS {
                        return Err(Lost::Blocked("it is a link that leads in a circle".to_owned()));
                    }
                    let Blob::Content(target) = folder.objects.blob(&entry.id)? else { return Err(Lost::Missing) };
                    let target = names(&program::path(&target))
                        .ok_or_else(|| Lost::Blocked("it is a link that leads out of the repository".to_owned()))?;
                    target.into_iter().rev().for_each(|name| ahead.push_front(name));
                }
                EntryKind::Submodule => {
                    let folder = self.submodule(&at(&trail).join(&name), entry)?;
                    trail.push((name, folder));
                }
            }
        }
        let folder = trail.last().map_or(&root, |(_, folder)| folder).clone();
        Ok(Found::Folder(folder, at(&trail)))
    }

    /// The commit of a submodule, which lies in a repository of its own.
    fn submodule(&self, path: &Path, entry: &Entry) -> Result<Folder, Lost> {
        let folder = self.top.join(path);
        if !self.has_work_tree || fs::symlink_metadata(folder.join(".git")).is_err() {
            return Err(Lost::NotFetched);
        }
        let objects = Rc::new(Objects::apart(&folder));
        match objects.tree(&entry.id) {
            Ok(_) => Ok(Folder { objects, id: entry.id.clone() }),
            Err(_) => Err(Lost::Blocked(format!(
                "the submodule `{path}` lacks its commit {}; `git -C {path} fetch origin {}` fetches it",
                entry.id,
                entry.id,
                path = path.display(),
            ))),
        }
    }

    /// Adds the YAML files below a folder to a walk. `rules` are those of the folders above it, the nearest last. A tree object
    /// may be in many places, so a few of them can make endlessly many files: what is deeper or more than anybody needs is an
    /// error.
    fn collect(&self, top: Place, rules: &mut Vec<Gitignore>, walk: &mut Walk) -> Result<(), String> {
        let mut left = MOST_ENTRIES;
        let mut open: Vec<Open> = Vec::new();
        let mut next = Some(top);
        loop {
            if let Some(place) = next.take() {
                match place.folder.objects.tree(&place.folder.id) {
                    Ok(entries) => {
                        rules.push(self.rules(&place.folder.objects, &entries, &place.at));
                        left = left.checked_sub(entries.len()).ok_or_else(|| {
                            format!("it has more than {MOST_ENTRIES} files and folders, which are too many for a walk")
                        })?;
                        open.push(Open { place, entries, done: 0 });
                    }
                    Err(error) => walk.errors.push(ReadError::new(self.shown(&place.shown), error.to_string())),
                }
            }
            let depth = open.len();
            let Some(Open { place, entries, done }) = open.last_mut() else { return Ok(()) };
            let Some(entry) = entries.get(*done) else {
                open.pop();
                rules.pop();
                continue;
            };
            *done += 1;
            if let Some(inner) = self.entry(entry, place, rules, walk) {
                if depth > MOST_FOLDERS {
                    return Err(too_deep());
                }
                next = Some(inner);
            }
        }
    }

    /// Adds an entry of a folder to a walk; returns a folder that is to be walked.
    fn entry(&self, entry: &Entry, parent: &Place, rules: &[Gitignore], walk: &mut Walk) -> Option<Place> {
        let (at, shown) = (parent.at.join(&entry.name), parent.shown.join(&entry.name));
        let is_folder = matches!(entry.kind, EntryKind::Folder | EntryKind::Submodule);
        let is_hidden = entry.name.to_string_lossy().starts_with('.');
        if is_hidden || (!is_folder && !is_yaml(&entry.name)) || is_left_out(rules, &self.top.join(&at), is_folder) {
            return None;
        }
        let found = match entry.kind {
            EntryKind::Folder => {
                let folder = Folder { objects: Rc::clone(&parent.folder.objects), id: entry.id.clone() };
                return Some(Place { folder, at, shown });
            }
            EntryKind::File => {
                walk.files.push(shown);
                return None;
            }
            EntryKind::Submodule => self.submodule(&at, entry).map(|inner| Found::Folder(inner, at.clone())),
            EntryKind::Link => self.find(&self.top.join(&at)),
        };
        match found {
            Ok(Found::Folder(folder, _)) if entry.kind == EntryKind::Submodule => {
                return Some(Place { folder, at, shown });
            }
            // As on disk: a link to a file counts, a link to a folder is not followed.
            Ok(Found::Folder(..)) | Err(Lost::NotFetched) => {}
            Ok(Found::File(..)) => walk.files.push(shown),
            Err(Lost::Missing) => {
                walk.errors.push(ReadError::new(self.shown(&shown), "it is a link to a missing file"));
            }
            Err(Lost::Blocked(reason)) => walk.errors.push(ReadError::new(self.shown(&shown), reason)),
        }
        None
    }

    /// The files that a folder's own ignore files exclude.
    fn rules(&self, objects: &Objects, entries: &[Entry], at: &Path) -> Gitignore {
        let mut builder = GitignoreBuilder::new(self.top.join(at));
        for name in IGNORE_FILES {
            let file = entries.iter().find(|entry| entry.kind == EntryKind::File && entry.name == Path::new(name));
            let Some(Ok(Blob::Content(content))) = file.map(|entry| objects.blob(&entry.id)) else { continue };
            for line in String::from_utf8_lossy(&content).lines() {
                // A line that is not a glob excludes nothing, as on disk.
                let _ = builder.add_line(None, line);
            }
        }
        builder.build().unwrap_or_else(|_| Gitignore::empty())
    }

    /// The rules of the folders above one, the nearest last.
    fn rules_above(&self, inside: &Path) -> Vec<Gitignore> {
        let mut above: Vec<&Path> = inside.ancestors().skip(1).collect();
        above.reverse();
        let mut rules = Vec::new();
        for at in above {
            if let Ok(Found::Folder(folder, _)) = self.find(&self.top.join(at))
                && let Ok(entries) = folder.objects.tree(&folder.id)
            {
                rules.push(self.rules(&folder.objects, &entries, at));
            }
        }
        rules
    }
}

impl Tree for Revision {
    fn kind(&self, path: &Path) -> Result<Kind, ReadError> {
        match self.find(path) {
            Ok(Found::Folder(..)) => Ok(Kind::Folder),
            Ok(Found::File(..)) => Ok(Kind::File),
            Err(Lost::Missing | Lost::NotFetched) => Ok(Kind::Missing),
            Err(Lost::Blocked(reason)) => Err(ReadError::new(self.shown(path), reason)),
        }
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        let fail = |reason: String| Err(ReadError::new(self.shown(path), reason));
        match self.find(path) {
            Ok(Found::Folder(..)) => fail("it is a folder".to_owned()),
            Err(Lost::Missing) => fail("no such file".to_owned()),
            Err(Lost::NotFetched) => {
                fail("its submodule is not fetched; `git submodule update --init` fetches it".to_owned())
            }
            Err(Lost::Blocked(reason)) => fail(reason),
            Ok(Found::File(objects, id, _)) => match objects.blob(&id) {
                Ok(Blob::Content(content)) => Ok(content),
                Ok(Blob::TooLarge) => {
                    let limit = MAX_FILE_BYTES / 1024 / 1024;
                    fail(format!("it is larger than {limit} MB, the limit for a ladder file"))
                }
                Err(error) => fail(error.to_string()),
            },
        }
    }

    fn walk(&self, folder: &Path) -> Result<Walk, ReadError> {
        let mut walk = Walk::default();
        match self.find(folder) {
            Ok(Found::Folder(found, inside)) => {
                let mut rules = self.rules_above(&inside);
                let top = Place { folder: found, at: inside, shown: folder.to_path_buf() };
                self.collect(top, &mut rules, &mut walk)
                    .map_err(|reason| ReadError::new(self.shown(folder), reason))?;
            }
            Ok(Found::File(..)) | Err(Lost::Missing | Lost::NotFetched) => {}
            Err(Lost::Blocked(reason)) => return Err(ReadError::new(self.shown(folder), reason)),
        }
        walk.files.sort_by(|a, b| Path::cmp(a, b));
        Ok(walk)
    }

    fn canonical(&self, path: &Path) -> PathBuf {
        match self.find(path) {
            Ok(Found::Folder(_, inside) | Found::File(_, _, inside)) => self.top.join(inside),
            Err(_) => self.inside(path).map_or_else(|| lexical(&self.here.join(path)), |inside| self.top.join(inside)),
        }
    }

    fn last_change(&self, files: &[PathBuf]) -> Option<String> {
        let repository = Repository::open(&self.here).ok()?;
        repository.last_change(&self.name, files).ok()?
    }

    /// `REV:PATH`, with the path from the top, as git takes it.
    fn shown(&self, path: &Path) -> PathBuf {
        let inside = self.inside(path).unwrap_or_else(|| path.to_path_buf());
        let mut shown = OsString::from(&self.name);
        shown.push(":");
        shown.push(inside.as_os_str());
        PathBuf::from(shown)
    }
}

fn too_deep() -> String {
    format!("it has folders nested more than {MOST_FOLDERS} deep")
}

/// The nearest folder with a rule for a path decides.
fn is_left_out(rules: &[Gitignore], path: &Path, is_folder: bool) -> bool {
    let said = rules.iter().rev().map(|rules| rules.matched(path, is_folder)).find(|said| !said.is_none());
    said.is_some_and(|said| said.is_ignore())
}

/// The names in a relative path, including `..`; `None` if it is absolute.
fn names(path: &Path) -> Option<VecDeque<OsString>> {
    let mut names = VecDeque::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir | Component::Normal(_) => names.push_back(component.as_os_str().to_owned()),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(names)
}
