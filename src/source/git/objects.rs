//! Objects of a repository, read through one `git cat-file --batch`. Only object names that git gave are asked for, so
//! nothing that a user types reaches that program's input.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::rc::Rc;

use super::program::{self, GitError};
use crate::source::MAX_FILE_BYTES;

/// The name of an object: hexadecimal digits.
pub(super) type ObjectId = String;

/// The kind of an entry in a tree object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EntryKind {
    Folder,
    File,
    Link,
    Submodule,
}

/// One name in a tree object.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub name: PathBuf,
    pub kind: EntryKind,
    pub id: ObjectId,
}

/// The content of a file.
pub(super) enum Blob {
    Content(Vec<u8>),
    TooLarge,
}

/// The objects of one repository. Trees that were read are kept: from revision to revision most stay the same.
pub(super) struct Objects {
    folder: PathBuf,
    call: fn(&Path) -> Command,
    batch: RefCell<Option<Batch>>,
    trees: RefCell<HashMap<ObjectId, Rc<Vec<Entry>>>>,
    /// The files that were read, as long as they are small: from revision to revision most stay the same, too.
    blobs: RefCell<Kept>,
    /// The first thing that git did not hand over.
    failure: RefCell<Option<GitError>>,
}

/// Contents of files, up to so many bytes of them.
#[derive(Default)]
struct Kept {
    contents: HashMap<ObjectId, Vec<u8>>,
    bytes: usize,
}

impl Kept {
    const MOST_BYTES: usize = 32 * 1024 * 1024;

    fn keep(&mut self, id: &str, content: &[u8]) {
        if content.len() > Self::MOST_BYTES / 16 {
            return;
        }
        if self.bytes + content.len() > Self::MOST_BYTES {
            *self = Self::default();
        }
        self.bytes += content.len();
        self.contents.insert(id.to_owned(), content.to_vec());
    }
}

impl Objects {
    /// The objects of the current repository, from `folder`. Nothing is started yet.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            call: program::git,
            batch: RefCell::new(None),
            trees: RefCell::default(),
            blobs: RefCell::default(),
            failure: RefCell::default(),
        }
    }

    /// The objects of another repository, which `folder` is the work tree of.
    pub(super) fn apart(folder: &Path) -> Self {
        Self { call: program::git_apart, ..Self::new(folder) }
    }

    /// The first thing that git did not hand over.
    pub(super) fn failure(&self) -> Option<GitError> {
        self.failure.borrow().clone()
    }

    fn noted<T>(&self, read: Result<T, GitError>) -> Result<T, GitError> {
        read.inspect_err(|error| {
            self.failure.borrow_mut().get_or_insert_with(|| error.clone());
        })
    }

    /// The entries of a tree, or of a commit's tree.
    pub(super) fn tree(&self, id: &str) -> Result<Rc<Vec<Entry>>, GitError> {
        self.noted(self.read_tree(id))
    }

    /// The content of a file.
    pub(super) fn blob(&self, id: &str) -> Result<Blob, GitError> {
        self.noted(self.read_blob(id))
    }

    fn read_tree(&self, id: &str) -> Result<Rc<Vec<Entry>>, GitError> {
        if let Some(known) = self.trees.borrow().get(id) {
            return Ok(Rc::clone(known));
        }
        let Some((_, content)) = self.object(&format!("{id}^{{tree}}"), u64::MAX)? else {
            return Err(lost(id));
        };
        let entries = Rc::new(entries(&content, id.len() / 2).ok_or_else(|| {
            GitError::new(format!("the tree `{id}` could not be read")).with_help("`git fsck` says what is damaged")
        })?);
        self.trees.borrow_mut().insert(id.to_owned(), Rc::clone(&entries));
        Ok(entries)
    }

    fn read_blob(&self, id: &str) -> Result<Blob, GitError> {
        if let Some(known) = self.blobs.borrow().contents.get(id) {
            return Ok(Blob::Content(known.clone()));
        }
        match self.object(id, MAX_FILE_BYTES)? {
            None => Err(lost(id)),
            Some((size, _)) if size > MAX_FILE_BYTES => Ok(Blob::TooLarge),
            Some((_, content)) => {
                self.blobs.borrow_mut().keep(id, &content);
                Ok(Blob::Content(content))
            }
        }
    }

    /// The size and content of an object; `None` if it does not exist. An object larger than `most` comes without content.
    fn object(&self, name: &str, most: u64) -> Result<Option<(u64, Vec<u8>)>, GitError> {
        let mut batch = self.batch.borrow_mut();
        if batch.is_none() {
            *batch = Some(Batch::start((self.call)(&self.folder))?);
        }
        let started = batch.as_mut().expect("it was started above");
        match started.ask(name, most) {
            Ok(object) => Ok(object),
            Err(error) => {
                // It has ended. Asked alone, it says why: a partial clone may not reach its remote, say.
                *batch = None;
                let asked = (self.call)(&self.folder).args(["cat-file", "-t", name]).output();
                Err(match asked {
                    Ok(asked) if !asked.status.success() => GitError::new(program::complaint("cat-file", &asked)),
                    _ => GitError::io("`git cat-file`", &error),
                })
            }
        }
    }
}

/// `git cat-file --batch` does not tell a missing object from a damaged one.
fn lost(id: &str) -> GitError {
    GitError::new(format!("the object `{id}` is missing or damaged; `git fsck` says which"))
}

/// A running `git cat-file --batch`.
struct Batch {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Batch {
    fn start(mut command: Command) -> Result<Self, GitError> {
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| GitError::io("`git cat-file`", &error))?;
        let questions = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
        Ok(Self { child, questions, answers })
    }

    fn ask(&mut self, name: &str, most: u64) -> io::Result<Option<(u64, Vec<u8>)>> {
        let questions = self.questions.as_mut().expect("it is open until the end");
        writeln!(questions, "{name}")?;
        questions.flush()?;
        let mut header = String::new();
        if self.answers.read_line(&mut header)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        // `<id> <type> <size>`, or `<name> missing`.
        let Some(size) = header.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok()) else {
            return Ok(None);
        };
        let mut content = Vec::new();
        if size > most {
            io::copy(&mut (&mut self.answers).take(size), &mut io::sink())?;
        } else {
            (&mut self.answers).take(size).read_to_end(&mut content)?;
        }
        let mut end = [0];
        self.answers.read_exact(&mut end)?;
        Ok(Some((size, content)))
    }
}

impl Drop for Batch {
    fn drop(&mut self) {
        // It ends when its input does.
        self.questions = None;
        let _ = self.child.wait();
    }
}

/// Reads a tree object: `<mode> <name>\0<id>`, again and again.
fn entries(mut content: &[u8], id_bytes: usize) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    while !content.is_empty() {
        let space = content.iter().position(|byte| *byte == b' ')?;
        let nul = content.iter().position(|byte| *byte == 0)?;
        let (mode, name) = (&content[..space], content.get(space + 1..nul)?);
        let id = content.get(nul + 1..nul + 1 + id_bytes)?;
        let kind = match mode {
            b"40000" => EntryKind::Folder,
            b"120000" => EntryKind::Link,
            b"160000" => EntryKind::Submodule,
            _ => EntryKind::File,
        };
        entries.push(Entry { name: program::path(name), kind, id: hex(id) });
        content = &content[nul + 1 + id_bytes..];
    }
    Some(entries)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_files_has_a_limit() {
        let mut kept = Kept::default();
        let content = vec![0; Kept::MOST_BYTES / 16];
        (0..100).for_each(|number| kept.keep(&number.to_string(), &content));
        kept.keep("too large", &vec![0; Kept::MOST_BYTES / 16 + 1]);
        assert!(kept.contents.contains_key("99") && !kept.contents.contains_key("too large"));
        let held: usize = kept.contents.values().map(Vec::len).sum();
        assert!(held == kept.bytes && held <= Kept::MOST_BYTES, "{held}");
    }

    #[test]
    fn a_tree_object_is_read_and_a_damaged_one_is_not() {
        let tree = [b"40000 a b\0".as_slice(), &[0xab; 20], b"100644 c.yaml\0", &[1; 20], b"120000 l\0", &[2; 20]];
        let content = tree.concat();
        let read = entries(&content, 20).expect("it is sound");
        let kinds: Vec<EntryKind> = read.iter().map(|entry| entry.kind).collect();
        assert_eq!(kinds, [EntryKind::Folder, EntryKind::File, EntryKind::Link]);
        assert_eq!((read[0].name.to_str(), read[0].id.as_str()), (Some("a b"), "ab".repeat(20).as_str()));
        assert!(entries(&content[..content.len() - 1], 20).is_none());
        assert!(entries(b"no tree at all", 20).is_none());
    }
}
