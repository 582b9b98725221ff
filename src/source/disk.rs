//! Files on disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Kind, MAX_FILE_BYTES, ReadError, Repository, Tree, Walk, folder_of, is_yaml};

/// The file system.
#[derive(Debug, Default, Clone, Copy)]
pub struct Disk {
    /// Whether a file may refer to files outside of its repository or project.
    pub allows_outside: bool,
}

impl Tree for Disk {
    fn kind(&self, path: &Path) -> Result<Kind, ReadError> {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => Ok(Kind::Folder),
            Ok(metadata) if metadata.is_file() => Ok(Kind::File),
            Ok(_) => Ok(Kind::Special),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(Kind::Missing)
            }
            Err(error) => Err(ReadError::new(path, describe(&error))),
        }
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        match self.kind(path)? {
            Kind::File => {}
            Kind::Folder => return Err(ReadError::new(path, "it is a folder")),
            Kind::Missing => return Err(ReadError::new(path, "no such file")),
            Kind::Special => {
                return Err(ReadError::new(path, "it is not a regular file; to read from a pipe, use `-`"));
            }
        }
        let fail = |error: io::Error| ReadError::new(path, describe(&error));
        let file = File::open(path).map_err(fail)?;
        let size = file.metadata().map_or(0, |metadata| metadata.len().min(MAX_FILE_BYTES));
        // One byte more, so that the end is found without growing.
        read_into(Vec::with_capacity(usize::try_from(size + 1).unwrap_or_default()), file, path)
    }

    fn walk(&self, folder: &Path) -> Result<Walk, ReadError> {
        let mut walk = Walk::default();
        let builder = ignore::WalkBuilder::new(folder).require_git(false).sort_by_file_path(Path::cmp).build();
        for entry in builder {
            match entry {
                Ok(entry) => {
                    // A link to a file counts, a link to a folder is not followed.
                    let is_file = entry.file_type().is_some_and(|kind| !kind.is_dir());
                    if !is_file || !is_yaml(entry.path()) {
                        continue;
                    }
                    match self.kind(entry.path()) {
                        Ok(Kind::File) => walk.files.push(entry.into_path()),
                        Ok(Kind::Missing) => {
                            walk.errors.push(ReadError::new(entry.path(), "it is a link to a missing file"));
                        }
                        Ok(Kind::Folder | Kind::Special) => {}
                        Err(error) => walk.errors.push(error),
                    }
                }
                Err(error) => walk.errors.push(walk_error(folder, &error)),
            }
        }
        Ok(walk)
    }

    fn confines(&self) -> bool {
        !self.allows_outside
    }

    fn canonical(&self, path: &Path) -> PathBuf {
        dunce::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
    }

    fn last_change(&self, files: &[PathBuf]) -> Option<String> {
        let repository = Repository::open(&folder_of(files.first()?)).ok()?;
        let is_clean = repository.is_clean(files).ok()?;
        if is_clean { repository.last_change("HEAD", files).ok()? } else { None }
    }
}

/// Reads to the end; fails if there is more than [`MAX_FILE_BYTES`].
pub(crate) fn read_limited(reader: impl Read, path: &Path) -> Result<Vec<u8>, ReadError> {
    read_into(Vec::new(), reader, path)
}

fn read_into(mut bytes: Vec<u8>, reader: impl Read, path: &Path) -> Result<Vec<u8>, ReadError> {
    let fail = |error: io::Error| ReadError::new(path, describe(&error));
    reader.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        let limit = MAX_FILE_BYTES / 1024 / 1024;
        return Err(ReadError::new(path, format!("it is larger than {limit} MB, the limit for a ladder file")));
    }
    Ok(bytes)
}

fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::NotFound => "no such file".to_owned(),
        _ => error.to_string(),
    }
}

fn walk_error(folder: &Path, error: &ignore::Error) -> ReadError {
    let mut at = error;
    let mut path = folder.to_path_buf();
    loop {
        at = match at {
            ignore::Error::WithPath { path: inner, err } => {
                path.clone_from(inner);
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            ignore::Error::Io(io) => return ReadError::new(path, describe(io)),
            other => return ReadError::new(path, other.to_string()),
        };
    }
}
