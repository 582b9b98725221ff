//! The files that a comparison names: two paths, or revisions of the current repository. An argument that exists as a path
//! is a path; after `--`, every argument is.

pub(crate) mod changed;
pub(crate) mod comparing;
pub(crate) mod history;
pub(crate) mod places;
pub(crate) mod sides;

use std::path::{Path, PathBuf};

use crate::session::{Status, Stop, World};
use crate::source::folder_of;
use crate::source::{GitError, Kind, Repository, Revision, Tree, is_yaml, lexical, slashed};
use crate::words::suggest;

/// The files of one side of a comparison.
pub struct Files {
    /// Its name for people: `HEAD~1`, `the working tree`, or the path.
    pub name: String,
    /// The revision of the files; `None` for the disk.
    pub revision: Option<Revision>,
    /// The paths to load; if empty, the usual folder of ladders.
    pub paths: Vec<PathBuf>,
    /// Whether the paths belong to this side alone. Otherwise both sides share them, and one may lack them.
    pub is_exact: bool,
}

/// The two sides to compare.
pub struct Compared {
    pub old: Files,
    pub new: Files,
    /// The repository, if a side is a revision.
    pub repository: Option<Repository>,
}

impl From<GitError> for Stop {
    fn from(error: GitError) -> Self {
        because(error.to_string(), &error)
    }
}

/// A message of our own for something that git could not do, with git's help.
fn because(message: String, error: &GitError) -> Stop {
    let stop = Stop::new(Status::Unusable, message);
    match error.help() {
        Some(help) => stop.help(help),
        None => stop,
    }
}

/// The forms of `ladder diff`.
pub const FORMS: &str = "\
ladder diff OLD NEW: two files, or two folders
ladder diff REV [PATH …]: a revision and the working tree
ladder diff REV..REV [PATH …]: two revisions
ladder diff REV...REV [PATH …]: the second, and the point where it left the first
ladder diff REV:PATH [REV:PATH]: files of revisions
ladder diff --explain: the kinds of change, their impacts, and the words that decide them";

/// What an argument looks like.
enum Word<'a> {
    Path(PathBuf),
    /// `REV:PATH`
    File(&'a str, &'a str),
    /// `REV..REV`, or with three dots; an omitted one is empty.
    Range {
        old: &'a str,
        new: &'a str,
        from_merge_base: bool,
    },
    Revision(&'a str),
}

/// The files that the arguments before and after `--` name.
pub fn compared(world: &World<'_>, words: &[String], behind: &[PathBuf]) -> Result<Compared, Stop> {
    if let ([], [old, new]) = (words, behind) {
        return Ok(Compared { old: on_disk(old), new: on_disk(new), repository: None });
    }
    let may_be_paths = behind.is_empty() && !names_files_of_git(world, words);
    let read: Vec<Word<'_>> = words.iter().map(|text| word(world, text, may_be_paths)).collect();
    match &read[..] {
        [] => Err(forms("`ladder diff` compares two revisions")),
        [Word::Path(old), Word::Path(new)] if behind.is_empty() => {
            Ok(Compared { old: on_disk(old), new: on_disk(new), repository: None })
        }
        // Two names, one of which exists: the other was meant as a path too, unless it is a revision in the wrong place.
        [Word::Path(old), Word::Revision(new)] if behind.is_empty() && !is_revision(new) => {
            Ok(Compared { old: on_disk(old), new: on_disk(Path::new(new)), repository: None })
        }
        [Word::Path(path)] => {
            let path = path.display();
            let stop = Stop::new(Status::Usage, format!("there is nothing to compare `{path}` with"));
            Err(if is_revision(&words[0]) {
                stop.help(format!(
                    "it is also a revision: `ladder diff {path} -- .` compares the revision with the working tree"
                ))
            } else {
                stop.help(format!(
                    "`ladder diff HEAD {path}` compares it with the last commit, `ladder diff OLD NEW` compares two files or folders"
                ))
            })
        }
        [one @ (Word::Path(_) | Word::File(..)), other @ (Word::Path(_) | Word::File(..))] if behind.is_empty() => {
            let repository = repository_of(&words.join(" "))?;
            let old = file(&repository, one)?;
            let new = file(&repository, other)?;
            Ok(Compared { old, new, repository: Some(repository) })
        }
        [Word::File(revision, path)] if behind.is_empty() => {
            let repository = repository_of(&words[0])?;
            needs_work_tree(&repository)?;
            // A file may have been moved or removed since, and a new one may have taken its place.
            let old = Files { is_exact: false, ..file(&repository, &Word::File(revision, path))? };
            let new = Files {
                name: "the working tree".to_owned(),
                revision: None,
                paths: old.paths.iter().map(|path| from_here(world, path)).collect(),
                is_exact: false,
            };
            Ok(Compared { old, new, repository: Some(repository) })
        }
        [Word::Range { old, new, from_merge_base }, rest @ ..] => {
            let repository = repository_of(&words[0])?;
            let or_head = |name: &str| if name.is_empty() { "HEAD".to_owned() } else { name.to_owned() };
            let (old, new) = (or_head(old), or_head(new));
            let new_side = repository.revision(&new)?;
            let old_side =
                if *from_merge_base { repository.merge_base(&old, &new)? } else { repository.revision(&old)? };
            let paths = rest_as_paths(&words[1..], rest, behind)?;
            both(world, repository, of(old_side), of(new_side), paths)
        }
        [Word::Revision(old), rest @ ..] => {
            let repository = repository_of(&words[0])?;
            let old_side = repository.revision(old).map_err(|error| {
                let stop = Stop::from(error);
                let is_unknown = stop.help.is_none() && stop.message.contains(&**old);
                if is_unknown { stop.help("there is no file or folder of that name either") } else { stop }
            })?;
            if let [Word::Revision(second), further @ ..] = rest
                && (!behind.is_empty() || !is_there(&old_side, second))
            {
                let new_side = repository.revision(second).map_err(|error| {
                    because(format!("`{second}` is not a file or folder, here or in `{old}`: {error}"), &error)
                })?;
                let paths = rest_as_paths(&words[2..], further, behind)?;
                return both(world, repository, of(old_side), of(new_side), paths);
            }
            needs_work_tree(&repository)?;
            let paths = rest_as_paths(&words[1..], rest, behind)?;
            let new = Files { name: "the working tree".to_owned(), revision: None, paths: Vec::new(), is_exact: false };
            both(world, repository, of(old_side), new, paths)
        }
        [Word::Path(_) | Word::File(..), ..] => Err(forms("expected a revision before the paths, or two files")),
    }
}

fn forms(message: &str) -> Stop {
    Stop::new(Status::Usage, message).help(FORMS)
}

fn on_disk(path: &Path) -> Files {
    Files { name: path.display().to_string(), revision: None, paths: vec![path.to_path_buf()], is_exact: true }
}

fn of(revision: Revision) -> Files {
    Files { name: revision.name().to_owned(), revision: Some(revision), paths: Vec::new(), is_exact: false }
}

fn both(
    world: &World<'_>,
    repository: Repository,
    mut old: Files,
    mut new: Files,
    paths: Vec<PathBuf>,
) -> Result<Compared, Stop> {
    let missing =
        |path: &&PathBuf| [&old, &new].iter().all(|side| side.tree(world.tree).kind(path) == Ok(Kind::Missing));
    if let Some(path) = paths.iter().find(missing) {
        let message = format!("`{}` is neither in {} nor in {}", path.display(), old.told(), new.told());
        return Err(Stop::new(Status::Unusable, message)
            .help("this command takes files and folders; `ladder show` takes names"));
    }
    old.paths.clone_from(&paths);
    new.paths = paths;
    Ok(Compared { old, new, repository: Some(repository) })
}

impl Files {
    /// The tree to read them from.
    pub fn tree<'a>(&'a self, disk: &'a dyn Tree) -> &'a dyn Tree {
        match &self.revision {
            Some(revision) => revision,
            None => disk,
        }
    }

    /// The name within a sentence.
    fn told(&self) -> String {
        if self.revision.is_some() { format!("`{}`", self.name) } else { self.name.clone() }
    }
}

/// The repository of the current folder.
pub fn repository() -> Result<Repository, Stop> {
    Ok(Repository::open(Path::new("."))?)
}

/// The same, to look up a word that is not a path.
fn repository_of(word: &str) -> Result<Repository, Stop> {
    Repository::open(Path::new(".")).map_err(|error| {
        because(format!("`{word}` is not a file or folder, and cannot be a revision: {error}"), &error)
    })
}

fn is_revision(name: &str) -> bool {
    Repository::open(Path::new(".")).is_ok_and(|repository| repository.revision(name).is_ok())
}

fn needs_work_tree(repository: &Repository) -> Result<(), Stop> {
    if repository.has_work_tree() {
        return Ok(());
    }
    Err(Stop::new(Status::Unusable, "there is no working tree here to compare with").help("name two: `REV..REV`"))
}

/// Whether a word names files of a revision that are no longer on disk.
fn is_there(revision: &Revision, text: &str) -> bool {
    revision.kind(Path::new(text)) != Ok(Kind::Missing)
}

/// One side of a comparison of two files.
fn file(repository: &Repository, word: &Word<'_>) -> Result<Files, Stop> {
    let (name, path) = match word {
        Word::File(name, path) => (*name, *path),
        Word::Path(path) => return Ok(on_disk(path)),
        Word::Range { .. } | Word::Revision(_) => return Err(forms("expected a second file to compare with")),
    };
    let revision = repository.revision(name)?;
    // Git reads it from the top, unless it begins with a dot.
    let is_from_here = ["./", "../"].iter().any(|start| path.starts_with(start)) || path == "." || path == "..";
    let place = lexical(&if is_from_here { PathBuf::from(path) } else { repository.top().join(path) });
    if revision.kind(&place) == Ok(Kind::Missing) {
        let stop = Stop::new(Status::Unusable, format!("there is no `{path}` in `{name}`"));
        if !is_from_here && is_there(&revision, path) {
            return Err(stop.help(format!(
                "a path after `{name}:` begins at the top of the repository: did you mean `{name}:./{path}`?"
            )));
        }
        let beside = revision.walk(&folder_of(&place)).unwrap_or_default().files;
        let beside: Vec<String> = beside.iter().filter_map(|file| inside(repository, file)).collect();
        return Err(match suggest::did_you_mean(path, beside.iter().map(String::as_str)) {
            Some(hint) => stop.help(hint),
            None => stop,
        });
    }
    let name = format!("{name}:{path}");
    Ok(Files { name, revision: Some(revision), paths: vec![place], is_exact: true })
}

/// A path from the top of the repository, as it is written after `REV:`.
fn inside(repository: &Repository, path: &Path) -> Option<String> {
    slashed(path.strip_prefix(repository.top()).ok()?.to_path_buf()).to_str().map(str::to_owned)
}

/// A path of the work tree as people type it.
pub fn from_here(world: &World<'_>, path: &Path) -> PathBuf {
    let here = world.tree.canonical(Path::new("."));
    match path.strip_prefix(&here) {
        Ok(rest) if !rest.as_os_str().is_empty() => rest.to_path_buf(),
        Ok(_) => PathBuf::from("."),
        Err(_) => path.to_path_buf(),
    }
}

/// Whether a word could only be one of git's own files, such as `HEAD`: a bare repository has them at its top.
fn names_files_of_git(world: &World<'_>, words: &[String]) -> bool {
    let is_such = |text: &String| !is_yaml(Path::new(text)) && world.tree.kind(Path::new(text)) == Ok(Kind::File);
    words.iter().any(is_such) && repository().is_ok_and(|repository| !repository.has_work_tree())
}

/// The arguments after the revisions, as paths of both sides.
fn rest_as_paths(texts: &[String], rest: &[Word<'_>], behind: &[PathBuf]) -> Result<Vec<PathBuf>, Stop> {
    if behind.is_empty() {
        return Ok(texts.iter().map(PathBuf::from).collect());
    }
    if rest.is_empty() { Ok(behind.to_vec()) } else { Err(forms("expected revisions before `--` and paths after it")) }
}

/// What an argument looks like; `may_be_path` unless a `--` says otherwise.
fn word<'a>(world: &World<'_>, text: &'a str, may_be_path: bool) -> Word<'a> {
    let path = Path::new(text);
    let begins_as_path = ["/", "./", "../", "~/"].iter().any(|start| text.starts_with(start));
    let is_of_revision = split(text, ":").is_some_and(|(revision, _)| !revision.is_empty());
    let climbs = text == ".." || (!is_of_revision && (text.contains("/../") || text.ends_with("/..")));
    let is_drive = matches!(text.as_bytes(), [_, b':', b'\\' | b'/', ..]);
    let exists = || !matches!(world.tree.kind(path), Ok(Kind::Missing));
    if may_be_path && (text == "-" || begins_as_path || climbs || is_drive || exists()) {
        return Word::Path(path.to_path_buf());
    }
    if let Some((revision, path)) = split(text, ":").filter(|(revision, _)| !revision.is_empty()) {
        return Word::File(revision, path);
    }
    for (dots, from_merge_base) in [("...", true), ("..", false)] {
        if let Some((old, new)) = split(text, dots) {
            return Word::Range { old, new, from_merge_base };
        }
    }
    // A word that begins with a colon names the index, or is a search.
    let is_named_file = is_yaml(path) && !text.starts_with(':');
    if may_be_path && is_named_file { Word::Path(path.to_path_buf()) } else { Word::Revision(text) }
}

/// Splits at the first sign outside braces; git allows texts and dates in braces: `HEAD^{/fix: a..b}`.
fn split<'a>(text: &'a str, sign: &str) -> Option<(&'a str, &'a str)> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 && text[at..].starts_with(sign) => return Some((&text[..at], &text[at + sign.len()..])),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_within_braces_are_texts_of_git() {
        assert_eq!(split("HEAD~1:a/b.yaml", ":"), Some(("HEAD~1", "a/b.yaml")));
        assert_eq!(split("HEAD^{/fix: it}", ":"), None);
        assert_eq!(split("HEAD@{1 day ago}:a", ":"), Some(("HEAD@{1 day ago}", "a")));
        assert_eq!(split("main...", "..."), Some(("main", "")));
        assert_eq!(split("..next", ".."), Some(("", "next")));
    }
}
