//! Writes files as a whole: a reader finds the old text or the new one, never a part, and a run that a signal ends leaves
//! nothing beside them.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, NamedTempFile};

use crate::source::folder_of;

/// How many links are followed on the way to one file.
const MOST_LINKS: usize = 40;

/// Writes a file in one step. Something other than a plain file, such as a pipe or `/dev/stdout`, is written to directly.
///
/// # Errors
/// The system's error; a plain file is then unchanged.
pub fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let path = destination(path)?;
    match fs::metadata(&path) {
        Ok(there) if !there.is_file() => open_special(&path)?.write_all(content),
        _ => Neighbour::new(&path, content)?.replace(),
    }
}

/// The same, if the file still has its old content.
///
/// # Errors
/// The system's error, and if the content is another one; the file is then unchanged.
pub fn replace_unchanged(path: &Path, old: &[u8], content: &[u8]) -> io::Result<()> {
    let neighbour = Neighbour::new(&destination(path)?, content)?;
    unchanged(path, old)?;
    neighbour.replace()
}

/// What a file becomes.
pub struct Replacement {
    pub path: PathBuf,
    /// What it holds.
    pub old: Vec<u8>,
    pub new: Vec<u8>,
}

/// Replaces files that still have their old content, all or none. If the run is killed in between, the first ones are
/// replaced.
///
/// # Errors
/// The file that could not be written or has another content, and why. No file is then changed.
pub fn replace_all(files: &[Replacement]) -> Result<(), (&Path, io::Error)> {
    let mut neighbours = Vec::new();
    for file in files {
        let neighbour = destination(&file.path).and_then(|path| Neighbour::new(&path, &file.new));
        neighbours.push(neighbour.map_err(|error| (file.path.as_path(), error))?);
    }
    for file in files {
        unchanged(&file.path, &file.old).map_err(|error| (file.path.as_path(), error))?;
    }
    for (index, (file, neighbour)) in files.iter().zip(neighbours).enumerate() {
        if let Err(error) = neighbour.replace() {
            for done in &files[..index] {
                // The first error is the one that matters to the user.
                let _ = replace_unchanged(&done.path, &done.new, &done.old);
            }
            return Err((&file.path, error));
        }
    }
    Ok(())
}

/// Requires that a file has its old content. Right before the file changes, so that somebody who saves it meanwhile loses
/// nothing.
fn unchanged(path: &Path, old: &[u8]) -> io::Result<()> {
    match fs::read(path)? == old {
        true => Ok(()),
        false => Err(io::Error::other("it was changed during the run, so it is left as it is")),
    }
}

/// Writes new files, in their order, or none. If the run is killed in between, the first ones are there as a whole.
///
/// # Errors
/// The file that could not be written, also because it is there already, and the system's error.
pub fn create_all(files: &[(PathBuf, String)]) -> Result<(), (&Path, io::Error)> {
    let mut neighbours = Vec::new();
    for (path, text) in files {
        neighbours.push((path, Neighbour::new(path, text.as_bytes()).map_err(|error| (path.as_path(), error))?));
    }
    let mut created: Vec<&Path> = Vec::new();
    for (path, neighbour) in neighbours {
        if let Err(error) = neighbour.create() {
            for path in created {
                // The first error is the one that matters to the user.
                let _ = fs::remove_file(path);
            }
            return Err((path, error));
        }
        created.push(path);
    }
    Ok(())
}

/// The file that a path leads to, through links, even if nothing is there yet.
///
/// # Errors
/// If links lead in a circle.
pub fn destination(path: &Path) -> io::Result<PathBuf> {
    if let Ok(there) = dunce::canonicalize(path) {
        return Ok(there);
    }
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = folder_of(&path).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("it is a link that leads in a circle"))
}

/// A file that is written, in the folder of the one whose name it will take: a rename works only within one file system.
struct Neighbour {
    file: NamedTempFile,
    path: PathBuf,
    old: Option<Metadata>,
}

impl Neighbour {
    fn new(path: &Path, content: &[u8]) -> io::Result<Self> {
        let old = fs::metadata(path).ok();
        let mut builder = Builder::new();
        builder.prefix(".ladder-").suffix(".tmp");
        #[cfg(unix)]
        if old.is_none() {
            // What a new file may be is for the user's mask to say. Otherwise nobody else may read it before it has the mode
            // of the file that it replaces.
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        }
        let mut neighbours = neighbours();
        let file = builder.tempfile_in(folder_of(path))?;
        neighbours.push(file.path().to_path_buf());
        drop(neighbours);
        let mut neighbour = Self { file, path: path.to_path_buf(), old };
        neighbour.fill(content)?;
        Ok(neighbour)
    }

    fn fill(&mut self, content: &[u8]) -> io::Result<()> {
        self.file.write_all(content)?;
        if let Some(old) = &self.old {
            keep_owner(self.file.as_file(), old)?;
            self.file.as_file().set_permissions(old.permissions())?;
        }
        self.file.as_file().sync_all()
    }

    /// Gives it the name of its file.
    fn replace(self) -> io::Result<()> {
        let mut neighbours = neighbours();
        forget(&mut neighbours, self.file.path());
        self.file.persist(self.path).map(drop).map_err(|failed| failed.error)
    }

    /// The same, if nothing has that name.
    fn create(self) -> io::Result<()> {
        let mut neighbours = neighbours();
        forget(&mut neighbours, self.file.path());
        self.file.persist_noclobber(self.path).map(drop).map_err(|failed| failed.error)
    }
}

/// The neighbours of this run that have no other name yet. While they are locked, no signal ends the run.
fn neighbours() -> MutexGuard<'static, Vec<PathBuf>> {
    static NEIGHBOURS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
    #[cfg(unix)]
    remove_on_signals();
    NEIGHBOURS.lock().unwrap_or_else(PoisonError::into_inner)
}

fn forget(neighbours: &mut Vec<PathBuf>, path: &Path) {
    neighbours.retain(|known| known != path);
}

/// Sees to it, once, that the neighbours are removed before a signal ends the run.
#[cfg(unix)]
fn remove_on_signals() {
    use std::sync::Once;

    use signal_hook::consts::TERM_SIGNALS;
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        // Where it cannot be done, the file is written all the same.
        let Ok(mut signals) = Signals::new(TERM_SIGNALS) else { return };
        std::thread::spawn(move || {
            for signal in signals.forever() {
                let neighbours = neighbours();
                for path in neighbours.iter() {
                    let _ = fs::remove_file(path);
                }
                let _ = emulate_default_handler(signal);
            }
        });
    });
}

/// Gives a file the owner and group of another.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let new = file.metadata()?;
    let changed = |old: u32, new: u32| (old != new).then_some(old);
    match (changed(old.uid(), new.uid()), changed(old.gid(), new.gid())) {
        (None, None) => Ok(()),
        (owner, group) => fchown(file, owner, group)
            .map_err(|error| io::Error::new(error.kind(), "its owner or group is another one and could not be kept")),
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Opens what is no plain file. A pipe that nobody reads from would wait for a reader for ever.
#[cfg(unix)]
fn open_special(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    let at_once = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    let tried = OpenOptions::new().write(true).custom_flags(at_once).open(path);
    if tried.as_ref().is_err_and(|error| error.raw_os_error() == Some(rustix::io::Errno::NXIO.raw_os_error())) {
        return Err(io::Error::other("nobody reads from this pipe"));
    }
    // Until the other one is open, this one keeps the pipe's reader from its end.
    let _tried = tried?;
    OpenOptions::new().write(true).open(path)
}

#[cfg(not(unix))]
fn open_special(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.sarif");
        replace(&path, b"one").unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(folder.path()), ["x.sarif"]);
    }

    #[test]
    fn a_folder_is_not_written_to() {
        let folder = tempfile::tempdir().unwrap();
        assert!(replace(folder.path(), b"one").is_err());
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn a_file_that_was_changed_meanwhile_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.yaml");
        fs::write(&path, "another").unwrap();
        assert!(replace_unchanged(&path, b"old", b"new").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"another");
        replace_unchanged(&path, b"another", b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(names(folder.path()), ["x.yaml"]);
    }

    #[test]
    fn where_one_file_cannot_be_replaced_none_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let file = |name: &str, old: &str| Replacement { path: path(name), old: old.into(), new: b"new".into() };
        fs::write(path("one"), "1").unwrap();
        fs::write(path("two"), "another").unwrap();
        let files = [file("one", "1"), file("two", "2")];
        assert_eq!(replace_all(&files).unwrap_err().0, path("two"));
        assert_eq!(fs::read(path("one")).unwrap(), b"1");
        replace_all(&[file("one", "1"), file("two", "another")]).unwrap();
        assert_eq!(fs::read(path("one")).unwrap(), b"new");
        assert_eq!(names(folder.path()).len(), 2);
    }

    #[test]
    fn where_one_file_cannot_be_created_none_is() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| (folder.path().join(name), "x".to_owned());
        assert!(create_all(&[file("one.yaml"), file("missing/two.yaml")]).is_err());
        assert_eq!(names(folder.path()), Vec::<String>::new());
        fs::write(folder.path().join("two.yaml"), "old").unwrap();
        assert!(create_all(&[file("one.yaml"), file("two.yaml")]).is_err());
        assert_eq!(names(folder.path()), ["two.yaml"]);
        assert_eq!(fs::read(folder.path().join("two.yaml")).unwrap(), b"old");
        create_all(&[file("one.yaml")]).unwrap();
        assert_eq!(fs::read(folder.path().join("one.yaml")).unwrap(), b"x");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "one").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("file", &link).unwrap();
        replace(&link, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_neighbour_is_for_nobody_else_while_the_file_is() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.yaml");
        fs::write(&path, "one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let neighbour = Neighbour::new(&path, b"two").unwrap();
        assert_eq!(fs::metadata(neighbour.file.path()).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_nothing_is_followed_and_a_circle_is_none() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        symlink("two", at("one")).unwrap();
        symlink("file", at("two")).unwrap();
        replace(&at("one"), b"x").unwrap();
        assert_eq!(fs::read(at("file")).unwrap(), b"x");
        assert!(fs::symlink_metadata(at("one")).unwrap().is_symlink());
        symlink("b", at("a")).unwrap();
        symlink("a", at("b")).unwrap();
        assert!(replace(&at("a"), b"x").is_err());
    }
}
