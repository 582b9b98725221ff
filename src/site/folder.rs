//! The folder of a site: all of its files are there, or none of a run. Knows nothing of pages.
//!
//! Files are written to a folder beside it, or inside it where that is another file system, with a list of them at the end.
//! Then each is moved to its place, and what only the old list has is removed. If a move fails, all are moved back. If the run
//! is killed, the list that is still in the draft tells the next run to go on.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The list of what a run wrote, by which the next one knows what it may remove.
pub const MANIFEST: &str = ".ladder-site";

/// The first line of that list.
const FIRST_LINE: &str = "# Files written by `ladder site`, which replaces and removes these and no others.";

/// A site that is being written.
pub struct SiteFolder {
    /// Where it will be, without links on the way.
    out: PathBuf,
    /// Where its files are until all are written: beside it, or inside.
    beside: PathBuf,
    files: Mutex<BTreeSet<String>>,
}

/// Why a site could not be written. The old one is whole.
#[derive(Debug)]
pub enum FolderError {
    /// The folder has files, and no list says that they are a site's.
    Foreign(PathBuf),
    /// The path is a file.
    NotAFolder(PathBuf),
    /// A file that no run wrote has the name of a page.
    InTheWay(PathBuf),
    /// A link in the folder leads elsewhere.
    Link(PathBuf),
    /// Two pages would have one address.
    Twice(String),
    /// What failed, where, and what the system says.
    Io(&'static str, PathBuf, io::Error),
}

impl FolderError {
    /// What to do about it.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Foreign(_) => Some("name a folder that is empty, new, or written by `ladder site` before"),
            Self::NotAFolder(_) => Some("name a folder"),
            Self::InTheWay(_) => Some("move it away, or name another folder"),
            Self::Link(_) => {
                Some("`ladder site` writes only inside its folder: replace the link by a folder, or remove it")
            }
            Self::Twice(_) => {
                Some("a ladder or level has the name of a file of the site as its id: give it another id")
            }
            Self::Io(..) => None,
        }
    }
}

impl fmt::Display for FolderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(path) => {
                write!(f, "the folder `{}` has files that `ladder site` did not write", path.display())
            }
            Self::NotAFolder(path) => write!(f, "`{}` is not a folder", path.display()),
            Self::InTheWay(path) => {
                write!(f, "the site needs the name `{}`, which `ladder site` did not write", path.display())
            }
            Self::Link(path) => write!(f, "`{}` is a link", path.display()),
            Self::Twice(address) => write!(f, "two pages of the site would be `{address}`"),
            Self::Io(what, path, error) => write!(f, "could not {what} `{}`: {error}", path.display()),
        }
    }
}

impl std::error::Error for FolderError {}

impl SiteFolder {
    /// Begins a site, after completing what a killed run left.
    ///
    /// # Errors
    /// If the folder is not one that a site may be written to.
    pub fn begin(out: &Path) -> Result<Self, FolderError> {
        let out = place(out);
        if fs::symlink_metadata(&out).is_ok_and(|there| there.is_symlink()) {
            return Err(FolderError::Link(out));
        }
        let (beside, inside) = (beside(&out), out.join(INSIDE));
        for draft in [&beside, &inside] {
            if let Some(files) = read_list(draft)? {
                publish(&out, draft, &files)?;
            }
        }
        hold_ours(&out)?;
        remove_all(&inside)?;
        create(&beside)?;
        // Files can be moved only within a file system, and the folder may be the top of one.
        let is_apart = out.is_dir() && fs::rename(&beside, &inside).is_err();
        let (beside, other) = if is_apart { (inside, beside) } else { (beside, inside) };
        remove_all(&other)?;
        create(&beside)?;
        Ok(Self { out, beside, files: Mutex::default() })
    }

    /// Where the site will be.
    pub fn out(&self) -> &Path {
        &self.out
    }

    /// Whether a file of that address is written.
    pub fn has(&self, address: &str) -> bool {
        self.beside.join(address).exists()
    }

    /// Writes a file, by its address from the top of the site with `/` between folders.
    ///
    /// # Errors
    /// If there is one, or the system says no.
    pub fn write(&self, address: &str, content: &[u8]) -> Result<(), FolderError> {
        let mut file = self.create(address)?;
        let written = file.write_all(content).and_then(|()| file.flush());
        written.map_err(|error| FolderError::Io("write", self.beside.join(address), error))
    }

    /// The same, to be filled piece by piece.
    ///
    /// # Errors
    /// If there is one, or the system says no.
    pub fn create(&self, address: &str) -> Result<BufWriter<File>, FolderError> {
        let path = self.beside.join(address);
        let taken = || FolderError::Twice(address.to_owned());
        let fail = |error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory => taken(),
            _ => FolderError::Io("write", path.clone(), error),
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        let file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(fail)?;
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(address.to_owned());
        Ok(BufWriter::new(file))
    }

    /// Puts the site in its place.
    ///
    /// # Errors
    /// If something is in the way, or the system says no; the old site is then whole.
    pub fn finish(self) -> Result<(), FolderError> {
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        write_list(&self.beside, &files)?;
        let published = publish(&self.out, &self.beside, &files);
        if published.is_err() {
            // Without its list, it is removed when this is dropped. The first error is the one to report.
            let _ = fs::remove_file(self.beside.join(MANIFEST));
        }
        published
    }
}

impl Drop for SiteFolder {
    fn drop(&mut self) {
        if !self.beside.join(MANIFEST).exists() {
            let _ = fs::remove_dir_all(&self.beside);
        }
    }
}

/// Moves every file that is still beside the site to its place, and removes what only the old list has.
fn publish(out: &Path, beside: &Path, files: &BTreeSet<String>) -> Result<(), FolderError> {
    let old = read_list(out)?.unwrap_or_default();
    for address in files.iter().filter(|address| beside.join(address).exists()) {
        let path = out.join(address);
        hold_in(out, address)?;
        if fs::symlink_metadata(&path).is_ok_and(|there| !there.is_file() || !old.contains(address)) {
            return Err(FolderError::InTheWay(path));
        }
    }
    let mut moved = Moved(Vec::new());
    let result = move_all(out, beside, files, &old, &mut moved);
    match &result {
        Ok(()) => {
            remove_empty_folders(out, &old);
            remove_all(beside)?;
        }
        Err(_) => {
            moved.back();
            remove_empty_folders(out, files);
        }
    }
    result
}

fn move_all(
    out: &Path,
    beside: &Path,
    files: &BTreeSet<String>,
    old: &BTreeSet<String>,
    moved: &mut Moved,
) -> Result<(), FolderError> {
    fs::create_dir_all(out).map_err(|error| FolderError::Io("create the folder", out.to_path_buf(), error))?;
    let replaced = beside.join(REPLACED);
    for address in old.iter().filter(|address| !files.contains(*address)) {
        hold_in(out, address)?;
        if out.join(address).is_file() {
            moved.go(&out.join(address), &replaced.join(address))?;
        }
    }
    for address in files {
        let (from, to) = (beside.join(address), out.join(address));
        if from.exists() {
            if to.exists() {
                moved.go(&to, &replaced.join(address))?;
            }
            moved.go(&from, &to)?;
        }
    }
    // The list comes last and in one step: until then, that beside the site tells the next run to go on.
    moved.go(&beside.join(MANIFEST), &out.join(MANIFEST))
}

/// The folder, beside a site, for files that others take the place of.
const REPLACED: &str = ".replaced";

/// The moves that were made, to be taken back.
struct Moved(Vec<(PathBuf, PathBuf)>);

impl Moved {
    fn go(&mut self, from: &Path, to: &Path) -> Result<(), FolderError> {
        let made = to.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::rename(from, to));
        made.map_err(|error| FolderError::Io("write", to.to_path_buf(), error))?;
        self.0.push((from.to_path_buf(), to.to_path_buf()));
        Ok(())
    }

    fn back(self) {
        for (from, to) in self.0.iter().rev() {
            // Each that goes back is one that is not lost.
            let _ = fs::rename(to, from);
        }
    }
}

/// The path of a folder that may not exist yet, without links on the way.
fn place(out: &Path) -> PathBuf {
    let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_path_buf());
    let is_there = absolute.ancestors().find_map(|there| Some((there, fs::canonicalize(there).ok()?)));
    match is_there {
        Some((there, real)) => match absolute.strip_prefix(there) {
            Ok(rest) if rest.as_os_str().is_empty() => real,
            Ok(rest) => real.join(rest),
            Err(_) => absolute,
        },
        None => absolute,
    }
}

/// Where they are if they cannot be beside it.
const INSIDE: &str = ".ladder-site-draft";

/// Where the files of a site are until all are written: one name for each site, so that the next run finds it.
fn beside(out: &Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}{MANIFEST}"))
}

/// Refuses a folder with files of which no list says that they are a site's.
fn hold_ours(out: &Path) -> Result<(), FolderError> {
    match fs::read_dir(out) {
        Ok(entries) => {
            match entries.flatten().any(|entry| entry.file_name() != INSIDE) && !out.join(MANIFEST).is_file() {
                true => Err(FolderError::Foreign(out.to_path_buf())),
                false => Ok(()),
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(_) if out.is_file() => Err(FolderError::NotAFolder(out.to_path_buf())),
        Err(error) => Err(FolderError::Io("read", out.to_path_buf(), error)),
    }
}

/// Refuses an address that a link or a file on its way leads elsewhere.
fn hold_in(out: &Path, address: &str) -> Result<(), FolderError> {
    for folder in Path::new(address).ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
        let path = out.join(folder);
        match fs::symlink_metadata(&path) {
            Ok(there) if there.is_symlink() => return Err(FolderError::Link(path)),
            Ok(there) if !there.is_dir() => return Err(FolderError::InTheWay(path)),
            _ => {}
        }
    }
    Ok(())
}

/// The addresses of the list in a folder; `None` if there is no list.
fn read_list(folder: &Path) -> Result<Option<BTreeSet<String>>, FolderError> {
    let path = folder.join(MANIFEST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(FolderError::Io("read", path, error)),
    };
    // Whatever somebody wrote into it: nothing outside of the site is removed.
    let is_inside =
        |line: &&str| !line.is_empty() && Path::new(line).components().all(|part| matches!(part, Component::Normal(_)));
    Ok(Some(text.lines().filter(|line| *line != FIRST_LINE).filter(is_inside).map(str::to_owned).collect()))
}

fn write_list(folder: &Path, files: &BTreeSet<String>) -> Result<(), FolderError> {
    let lines = files.iter().map(String::as_str);
    let text = std::iter::once(FIRST_LINE).chain(lines).map(|line| format!("{line}\n")).collect::<String>();
    // A killed run leaves a whole list or none.
    let (path, draft) = (folder.join(MANIFEST), folder.join(".list"));
    let written = fs::write(&draft, text).and_then(|()| fs::rename(&draft, &path));
    written.map_err(|error| FolderError::Io("write", path, error))
}

/// Makes a folder, empty.
fn create(folder: &Path) -> Result<(), FolderError> {
    remove_all(folder)?;
    let created = fs::create_dir_all(folder);
    created.map_err(|error| FolderError::Io("create the folder", folder.to_path_buf(), error))
}

fn remove_all(folder: &Path) -> Result<(), FolderError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(FolderError::Io("remove", folder.to_path_buf(), error))
        }
        _ => Ok(()),
    }
}

/// Removes the folders of files that are gone, if nothing else is in them.
fn remove_empty_folders(out: &Path, files: &BTreeSet<String>) {
    let folders = files.iter().flat_map(|address| Path::new(address).ancestors().skip(1));
    let folders: BTreeSet<&Path> = folders.filter(|folder| !folder.as_os_str().is_empty()).collect();
    // Those inside of others come after them.
    for folder in folders.iter().rev() {
        // Not empty is the usual case.
        let _ = fs::remove_dir(out.join(folder));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(out: &Path, files: &[(&str, &str)]) -> Result<(), FolderError> {
        let site = SiteFolder::begin(out)?;
        for (address, text) in files {
            site.write(address, text.as_bytes())?;
        }
        site.finish()
    }

    /// Every file below a folder, with its text.
    fn files(folder: &Path) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                found.extend(files(&path).into_iter().map(|(inner, text)| (format!("{name}/{inner}"), text)));
            } else {
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
        found.sort();
        found.retain(|(name, _)| name != MANIFEST);
        found
    }

    fn is(folder: &Path, expected: &[(&str, &str)]) {
        let found = files(folder);
        let found: Vec<(&str, &str)> = found.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(found, expected);
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_no_longer_written_goes_and_what_is_foreign_stays() {
        let top = tempfile::tempdir().unwrap();
        let out = top.path().join("deep/site");
        write(&out, &[("index.html", "1"), ("a/IC1/index.html", "1"), ("a/index.html", "1")]).unwrap();
        fs::write(out.join("CNAME"), "mine").unwrap();
        write(&out, &[("index.html", "2"), ("a/index.html", "2")]).unwrap();
        is(&out, &[("CNAME", "mine"), ("a/index.html", "2"), ("index.html", "2")]);
        assert_eq!(names(&out), [MANIFEST, "CNAME", "a", "index.html"]);
        assert_eq!(names(&top.path().join("deep")), ["site"], "nothing is left beside it");
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused_and_left() {
        let top = tempfile::tempdir().unwrap();
        fs::write(top.path().join("thesis.txt"), "mine").unwrap();
        assert!(matches!(write(top.path(), &[("index.html", "1")]), Err(FolderError::Foreign(_))));
        assert!(matches!(write(&top.path().join("thesis.txt"), &[]), Err(FolderError::NotAFolder(_))));
        assert_eq!(names(top.path()), ["thesis.txt"]);
        fs::create_dir(top.path().join("empty")).unwrap();
        write(&top.path().join("empty"), &[("index.html", "1")]).unwrap();
    }

    #[test]
    fn a_file_in_the_way_leaves_the_old_site_whole() {
        let top = tempfile::tempdir().unwrap();
        let out = top.path().join("site");
        write(&out, &[("index.html", "1")]).unwrap();
        fs::write(out.join("search.html"), "mine").unwrap();
        let refused = write(&out, &[("index.html", "2"), ("search.html", "2")]);
        assert!(matches!(refused, Err(FolderError::InTheWay(path)) if path.ends_with("search.html")));
        is(&out, &[("index.html", "1"), ("search.html", "mine")]);
        assert_eq!(names(top.path()), ["site"]);
    }

    #[test]
    fn a_move_that_fails_is_taken_back_with_all_before_it() {
        let top = tempfile::tempdir().unwrap();
        let out = top.path().join("site");
        write(&out, &[("a.html", "1"), ("gone.html", "1")]).unwrap();
        let site = SiteFolder::begin(&out).unwrap();
        site.write("a.html", b"2").unwrap();
        site.write("b/index.html", b"2").unwrap();
        write_list(&site.beside, &site.files.lock().unwrap()).unwrap();
        // The last of the moves has nothing to move.
        let mut moved = Moved(Vec::new());
        fs::rename(site.beside.join(MANIFEST), site.beside.join("elsewhere")).unwrap();
        let old = read_list(&out).unwrap().unwrap();
        let files = site.files.lock().unwrap().clone();
        assert!(move_all(&out, &site.beside, &files, &old, &mut moved).is_err());
        assert!(moved.0.len() >= 4, "{:?}", moved.0);
        moved.back();
        remove_empty_folders(&out, &files);
        is(&out, &[("a.html", "1"), ("gone.html", "1")]);
        drop(site);
        assert_eq!(names(top.path()), ["site"]);
    }

    #[test]
    fn a_run_that_stops_before_its_end_leaves_the_old_site_and_nothing_else() {
        let top = tempfile::tempdir().unwrap();
        let out = top.path().join("site");
        write(&out, &[("index.html", "1")]).unwrap();
        let site = SiteFolder::begin(&out).unwrap();
        site.write("index.html", b"2").unwrap();
        assert!(matches!(site.write("index.html", b"3"), Err(FolderError::Twice(_))));
        assert!(matches!(site.write("index.html/x.html", b"3"), Err(FolderError::Twice(_))));
        drop(site);
        is(&out, &[("index.html", "1")]);
        assert_eq!(names(top.path()), ["site"]);
        // A killed run drops nothing: what it left is no list, so it is removed.
        let site = SiteFolder::begin(&out).unwrap();
        let left = site.beside.clone();
        std::mem::forget(site);
        assert!(left.is_dir());
        write(&out, &[("index.html", "2")]).unwrap();
        is(&out, &[("index.html", "2")]);
        assert_eq!(names(top.path()), ["site"]);
    }

    #[test]
    fn a_run_that_was_killed_while_files_were_moved_is_completed() {
        // However many moves were made: of `gone`, the old `a`, the new `a`, `b`, and the list.
        for moves in 0..=4 {
            for is_new in [false, true] {
                let top = tempfile::tempdir().unwrap();
                let out = top.path().join("site");
                if !is_new {
                    write(&out, &[("a.html", "1"), ("gone/index.html", "1")]).unwrap();
                }
                let site = SiteFolder::begin(&out).unwrap();
                site.write("a.html", b"2").unwrap();
                site.write("b.html", b"2").unwrap();
                write_list(&site.beside, &site.files.lock().unwrap()).unwrap();
                // All moves are made, and then those taken back that a killed run had not made yet.
                let list = fs::read_to_string(out.join(MANIFEST));
                let old = read_list(&out).unwrap().unwrap_or_default();
                let mut moved = Moved(Vec::new());
                let files = site.files.lock().unwrap().clone();
                move_all(&out, &site.beside, &files, &old, &mut moved).unwrap();
                while moved.0.len() > moves {
                    let (from, to) = moved.0.pop().unwrap();
                    fs::rename(to, from).unwrap();
                }
                if let Ok(list) = list {
                    fs::write(out.join(MANIFEST), list).unwrap();
                }
                std::mem::forget(site);
                // The next run stops before it writes anything, and what was begun is complete.
                drop(SiteFolder::begin(&out).unwrap());
                is(&out, &[("a.html", "2"), ("b.html", "2")]);
                assert_eq!(names(top.path()), ["site"], "after {moves} moves");
                assert!(!out.join("gone").exists());
            }
        }
    }

    #[test]
    fn a_list_that_names_files_outside_removes_none() {
        let top = tempfile::tempdir().unwrap();
        let out = top.path().join("site");
        write(&out, &[("index.html", "1")]).unwrap();
        fs::write(top.path().join("mine.txt"), "mine").unwrap();
        let outside = top.path().join("mine.txt");
        fs::write(out.join(MANIFEST), format!("../mine.txt\n{}\nindex.html\n", outside.display())).unwrap();
        write(&out, &[("index.html", "2")]).unwrap();
        assert_eq!(fs::read_to_string(outside).unwrap(), "mine");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_site_is_not_followed() {
        let top = tempfile::tempdir().unwrap();
        let (out, other) = (top.path().join("site"), top.path().join("other"));
        fs::create_dir(&other).unwrap();
        write(&out, &[("a/index.html", "1")]).unwrap();
        fs::remove_dir_all(out.join("a")).unwrap();
        std::os::unix::fs::symlink(&other, out.join("a")).unwrap();
        assert!(matches!(write(&out, &[("a/index.html", "2")]), Err(FolderError::Link(_))));
        fs::write(other.join("index.html"), "mine").unwrap();
        assert!(matches!(write(&out, &[("b.html", "2")]), Err(FolderError::Link(_))), "nor to remove what is there");
        assert_eq!(fs::read_to_string(other.join("index.html")).unwrap(), "mine");
        // The site itself may be behind a link.
        std::os::unix::fs::symlink("real", top.path().join("link")).unwrap();
        fs::create_dir(top.path().join("real")).unwrap();
        write(&top.path().join("link"), &[("index.html", "1")]).unwrap();
        is(&top.path().join("real"), &[("index.html", "1")]);
    }
}
