//! Which files a comparison names: two paths, or revisions of the repository that one works in. What exists as a path is a
//! path; behind `--` everything is.

pub(crate) mod changed;
pub(crate) mod sides;

use std::path::{Path, PathBuf};

use crate::session::{Status, Stop, World};
use crate::source::folder_of;
use crate::source::{GitError, Kind, Repository, Revision, Tree, is_yaml, lexical};
use crate::words::suggest;

/// The files of one side of a comparison.
pub struct Files {
    /// What people call it: `HEAD~1`, `the working tree`, or the path.
    pub name: String,
    /// The revision that they are of; `None` for the disk.
    pub revision: Option<Revision>,
    /// What is loaded of it; where ladders usually are, where that is empty.
    pub paths: Vec<PathBuf>,
    /// Whether the paths are this side's own. Otherwise they are those of both sides, and may be missing on one.
    pub is_exact: bool,
}

/// What is compared.
pub struct Compared {
    /// The files as they were.
    pub old: Files,
    /// The files as they are.
    pub new: Files,
    /// The repository, where a side is a revision.
    pub repository: Option<Repository>,
}

impl From<GitError> for Stop {
    fn from(error: GitError) -> Self {
        because(error.to_string(), &error)
    }
}

/// What git could not do, in the words of who asked.
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
ladder diff REV...REV [PATH …]: the second, and where it parted from the first
ladder diff REV:PATH [REV:PATH]: files of revisions
ladder diff --explain: the kinds of change, their impacts, and the words that are judged";

/// What an argument looks like.
enum Word<'a> {
    Path(PathBuf),
    /// `REV:PATH`
    File(&'a str, &'a str),
    /// `REV..REV`, or with three dots; what is left out is empty.
    Range {
        old: &'a str,
        new: &'a str,
        from_merge_base: bool,
    },
    Revision(&'a str),
}

/// What the arguments before `--` and those behind it name.
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
        // Two names, one of which is there: the other was meant to be, unless it is a revision in the wrong place.
        [Word::Path(old), Word::Revision(new)] if behind.is_empty() && !is_revision(new) => {
            Ok(Compared { old: on_disk(old), new: on_disk(Path::new(new)), repository: None })
        }
        [Word::Path(path)] => {
            let path = path.display();
            let stop = Stop::new(Status::Usage, format!("`{path}` is compared with nothing"));
            Err(if is_revision(&words[0]) {
                stop.help(format!(
                    "it is a revision, too: `ladder diff {path} -- .` compares that with the working tree"
                ))
            } else {
                stop.help(format!(
                    "`ladder diff HEAD {path}` compares it with the last commit, `ladder diff OLD NEW` two files or folders"
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
            // It may be elsewhere by now, or gone; and what stands there now may have been elsewhere.
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
                if is_unknown { stop.help("nor is there a file or folder of that name") } else { stop }
            })?;
            if let [Word::Revision(second), further @ ..] = rest
                && (!behind.is_empty() || !is_there(&old_side, second))
            {
                let new_side = repository.revision(second).map_err(|error| {
                    because(format!("`{second}` is no file or folder, here or at `{old}`: {error}"), &error)
                })?;
                let paths = rest_as_paths(&words[2..], further, behind)?;
                return both(world, repository, of(old_side), of(new_side), paths);
            }
            needs_work_tree(&repository)?;
            let paths = rest_as_paths(&words[1..], rest, behind)?;
            let new = Files { name: "the working tree".to_owned(), revision: None, paths: Vec::new(), is_exact: false };
            both(world, repository, of(old_side), new, paths)
        }
        [Word::Path(_) | Word::File(..), ..] => {
            Err(forms("a revision comes before the paths, and a file is compared with one other"))
        }
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
        let message = format!("there is no `{}`, neither in {} nor in {}", path.display(), old.told(), new.told());
        return Err(
            Stop::new(Status::Unusable, message).help("files and folders are taken here; `ladder show` takes names")
        );
    }
    old.paths.clone_from(&paths);
    new.paths = paths;
    Ok(Compared { old, new, repository: Some(repository) })
}

impl Files {
    /// Where they are read.
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

/// The repository that one works in.
pub fn repository() -> Result<Repository, Stop> {
    Ok(Repository::open(Path::new("."))?)
}

/// The same, to look up what is no path.
fn repository_of(word: &str) -> Result<Repository, Stop> {
    Repository::open(Path::new("."))
        .map_err(|error| because(format!("`{word}` is no file or folder, and cannot be a revision: {error}"), &error))
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
        Word::Range { .. } | Word::Revision(_) => return Err(forms("a file is compared with one other")),
    };
    let revision = repository.revision(name)?;
    // As git reads it: from the top, unless it begins with a dot.
    let is_from_here = ["./", "../"].iter().any(|start| path.starts_with(start)) || path == "." || path == "..";
    let place = lexical(&if is_from_here { PathBuf::from(path) } else { repository.top().join(path) });
    if revision.kind(&place) == Ok(Kind::Missing) {
        let stop = Stop::new(Status::Unusable, format!("there is no `{path}` in `{name}`"));
        if !is_from_here && is_there(&revision, path) {
            return Err(stop.help(format!(
                "paths behind `{name}:` begin at the top of the repository: did you mean `{name}:./{path}`?"
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

/// A path from the top of the repository, as it is written behind `REV:`.
fn inside(repository: &Repository, path: &Path) -> Option<String> {
    path.strip_prefix(repository.top()).ok()?.to_str().map(str::to_owned)
}

/// A path of the work tree as one would type it.
pub fn from_here(world: &World<'_>, path: &Path) -> PathBuf {
    let here = world.tree.canonical(Path::new("."));
    match path.strip_prefix(&here) {
        Ok(rest) if !rest.as_os_str().is_empty() => rest.to_path_buf(),
        Ok(_) => PathBuf::from("."),
        Err(_) => path.to_path_buf(),
    }
}

/// Whether a word could only be one of git's own files, such as `HEAD`, which lie about in a bare repository.
fn names_files_of_git(world: &World<'_>, words: &[String]) -> bool {
    let is_such = |text: &String| !is_yaml(Path::new(text)) && world.tree.kind(Path::new(text)) == Ok(Kind::File);
    words.iter().any(is_such) && repository().is_ok_and(|repository| !repository.has_work_tree())
}

/// What stands behind the revisions, as paths of both sides.
fn rest_as_paths(texts: &[String], rest: &[Word<'_>], behind: &[PathBuf]) -> Result<Vec<PathBuf>, Stop> {
    if behind.is_empty() {
        return Ok(texts.iter().map(PathBuf::from).collect());
    }
    if rest.is_empty() { Ok(behind.to_vec()) } else { Err(forms("paths stand behind `--`, and revisions before it")) }
}

/// What an argument looks like; `may_be_path` where no `--` says otherwise.
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
    // What begins with a colon is the index's, or a search.
    let is_named_file = is_yaml(path) && !text.starts_with(':');
    if may_be_path && is_named_file { Word::Path(path.to_path_buf()) } else { Word::Revision(text) }
}

/// Splits at the first sign that is not within braces, where git has texts and dates: `HEAD^{/fix: a..b}`.
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
