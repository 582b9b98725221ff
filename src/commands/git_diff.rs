//! `ladder git-diff`: what changes in one file. Git calls it as an external diff.
//!
//! Git stops at the first file for which this fails. So the exit status is 0 whatever a file holds, and a file that
//! cannot be compared as a ladder is compared line by line.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::cli::{Color, GitDiffArgs};
use crate::diff::DiffSettings;
use crate::finding::Severity;
use crate::model::{LadderSet, OwnerId};
use crate::parse::{self, Input, Loaded};
use crate::render::{self, Screen, defuse, heading, patch, quoted};
use crate::revisions::comparing::compare;
use crate::session::settings::{Book, Flags};
use crate::session::{Status, Stop, World};
use crate::source::folder_of;
use crate::source::{Kind, Overlay, ReadError, Tree};
use crate::view::{DiffReport, Output, Telling};
use crate::words::printable;

pub(super) fn run(args: &GitDiffArgs, color: Color, world: &mut World<'_>) -> anyhow::Result<Status> {
    let screen = screen(color, world);
    let mut text = match pair(args)? {
        None => format!("* Unmerged path {}\n", quoted(&args.path.to_string_lossy())),
        Some(pair) => pair.text(screen, world)?,
    };
    // A blank line separates files; git says which file of how many this is.
    if (world.env)("GIT_DIFF_PATH_COUNTER").and_then(|counter| counter.parse().ok()).is_some_and(|at: usize| at > 1) {
        text.insert(0, '\n');
    }
    let text = if world.is_github() { defuse(&text) } else { text };
    world.out.write_all(text.as_bytes())?;
    Ok(Status::Fine)
}

/// The screen for the output. Under git's pager the output is a pipe, but people read it on a screen; git says so, and has
/// counted the columns.
fn screen(color: Color, world: &World<'_>) -> Screen {
    let variable = |name: &str| (world.env)(name).filter(|value| !value.is_empty());
    let is_paged = variable("GIT_PAGER_IN_USE").is_some_and(|value| ["true", "yes", "on", "1"].contains(&&*value));
    let mut screen = world.screen;
    if is_paged && color == Color::Auto {
        screen.color = variable("NO_COLOR").is_none() && variable("TERM").is_none_or(|term| term != "dumb");
    }
    screen.is_terminal |= is_paged;
    if let Some(columns) = variable("COLUMNS").and_then(|columns| columns.parse::<usize>().ok()) {
        screen.width = columns.max(20);
    }
    screen
}

/// The two sides that git names; `None` if it names only the path, because the file is unmerged.
fn pair(args: &GitDiffArgs) -> Result<Option<Pair<'_>>, Stop> {
    let (Some(old_file), Some(old_mode)) = (&args.old_file, &args.old_mode) else { return Ok(None) };
    let (Some(new_file), Some(new_mode)) = (&args.new_file, &args.new_mode) else {
        return Err(Stop::new(Status::Usage, "git passes a path alone, or a path and six more arguments")
            .help("`ladder setup-git` prints how to make git call this command"));
    };
    Ok(Some(Pair {
        old: GivenFile { path: &args.path, file: old_file, mode: old_mode },
        new: GivenFile { path: args.new_path.as_ref().unwrap_or(&args.path), file: new_file, mode: new_mode },
        headers: args.headers.as_deref().unwrap_or_default(),
    }))
}

struct Pair<'a> {
    old: GivenFile<'a>,
    new: GivenFile<'a>,
    /// Git's header lines for a rename.
    headers: &'a OsStr,
}

#[derive(Clone, Copy)]
struct GivenFile<'a> {
    /// Its path in the work tree.
    path: &'a Path,
    /// The file to read it from.
    file: &'a Path,
    mode: &'a OsStr,
}

impl GivenFile<'_> {
    fn read(self, tree: &dyn Tree) -> Result<Option<Vec<u8>>, ReadError> {
        if self.mode == "." || self.file == Path::new("/dev/null") { Ok(None) } else { tree.read(self.file).map(Some) }
    }

    fn name(self) -> String {
        self.path.to_string_lossy().into_owned()
    }
}

impl Pair<'_> {
    /// The whole output for the file.
    fn text(&self, screen: Screen, world: &mut World<'_>) -> anyhow::Result<String> {
        let mut text = String::new();
        for line in self.header() {
            text.push_str(&heading(&line, screen));
        }
        let (old, new) = match (self.old.read(world.tree), self.new.read(world.tree)) {
            (Ok(old), Ok(new)) => (old, new),
            (Err(error), _) | (_, Err(error)) => {
                text.push_str(&one_line(&format!("ladder: {error}: nothing is compared")));
                return Ok(text);
            }
        };
        if old == new {
            return Ok(text);
        }
        match self.compared(old.as_deref(), new.as_deref(), world)? {
            Ok(report) => {
                let mut bytes = Vec::new();
                let human = render::find("human").expect("there is a human format");
                human.render(&Output::Diff(Box::new(report)), screen, &mut bytes)?;
                text.push_str(&String::from_utf8_lossy(&bytes));
            }
            Err(reason) => {
                text.push_str(&one_line(&format!("ladder: {reason}")));
                let (old_name, new_name) = (self.old.name(), self.new.name());
                // Nobody applies it, so it is for people wherever it goes.
                let screen = Screen { is_terminal: true, ..screen };
                text.push_str(&patch((&old_name, old.as_deref()), (&new_name, new.as_deref()), screen));
            }
        }
        Ok(text)
    }

    /// The first lines for each file: its name, and git's lines on modes and renames.
    fn header(&self) -> Vec<String> {
        let (old, new) = (quoted(&self.old.name()), quoted(&self.new.name()));
        let names = if old == new { old } else { format!("{old} {new}") };
        let mut lines = vec![format!("diff --ladder {names}")];
        let (old, new) = (self.old.mode.to_string_lossy(), self.new.mode.to_string_lossy());
        match (&*old, &*new) {
            (".", mode) => lines.push(format!("new file mode {mode}")),
            (mode, ".") => lines.push(format!("deleted file mode {mode}")),
            (old, new) if old != new => lines.extend([format!("old mode {old}"), format!("new mode {new}")]),
            _ => {}
        }
        let headers = self.headers.to_string_lossy();
        let of_files = ["similarity ", "dissimilarity ", "rename ", "copy "];
        lines
            .extend(headers.lines().filter(|line| of_files.iter().any(|start| line.starts_with(start))).map(printable));
        lines
    }

    /// The comparison of the two as ladders or bases, or why there is none.
    fn compared(
        &self,
        old: Option<&[u8]>,
        new: Option<&[u8]>,
        world: &mut World<'_>,
    ) -> anyhow::Result<Result<DiffReport, String>> {
        let load =
            |side: GivenFile<'_>, bytes: Option<&[u8]>| bytes.map(|bytes| self.load(side, bytes, world)).transpose();
        let (old, new) = match (load(self.old, old), load(self.new, new)) {
            (Ok(old), Ok(new)) => (old, new),
            (old, Err(fault)) => {
                let which = if old.is_err() { "" } else { "the new " };
                return Ok(Err(format!("{which}{}", fault.said(self.new.path))));
            }
            (Err(fault), Ok(_)) => return Ok(Err(format!("the old {}", fault.said(self.old.path)))),
        };
        let settings = settings(self.new.path, world)?;
        let (old, new) = sets(old.as_ref(), new.as_ref());
        Ok(match compare(&old, &new, &settings) {
            Ok(diff) => Ok(DiffReport::new(&old, &new, &diff, Telling::default())),
            Err(stop) => Err(format!("its lines are compared, because {}", stop.message)),
        })
    }

    /// Loads a text as if it were at its path, with bases from the work tree.
    fn load(&self, side: GivenFile<'_>, bytes: &[u8], world: &World<'_>) -> Result<Version, Fault> {
        let mut first = None;
        for path in self.places(side, world) {
            match load(world.tree, &path, bytes) {
                Ok(loaded) => return Ok(loaded),
                Err(fault) => first = first.or(Some(fault)),
            }
        }
        Err(first.expect("a text has a place"))
    }

    /// The paths that a text may have. With `--relative`, git leaves the current folder out of the path; and a whole folder
    /// may have been moved, with the bases.
    fn places(&self, side: GivenFile<'_>, world: &World<'_>) -> Vec<PathBuf> {
        let other = if side.path == self.old.path { self.new.path } else { self.old.path };
        let mut places = vec![side.path.to_path_buf()];
        if other != side.path {
            places.push(other.to_path_buf());
        }
        if let Some(prefix) = (world.env)("GIT_PREFIX").filter(|prefix| !prefix.is_empty()) {
            let inside: Vec<PathBuf> = places.iter().map(|path| Path::new(&prefix).join(path)).collect();
            let is_there = |path: &PathBuf| world.tree.kind(path) == Ok(Kind::File);
            let is_relative = !places.iter().any(is_there) && inside.iter().any(is_there);
            let at = if is_relative { 0 } else { places.len() };
            places.splice(at..at, inside);
        }
        places
    }
}

/// A text that loaded as a ladder or base without errors.
struct Version {
    loaded: Loaded,
    owner: OwnerId,
}

/// Why a text did not load.
struct Fault(String);

impl Fault {
    fn said(&self, path: &Path) -> String {
        format!("`{}` cannot be read as a ladder, so its lines are compared ({})", path.display(), self.0)
    }
}

fn load(tree: &dyn Tree, path: &Path, bytes: &[u8]) -> Result<Version, Fault> {
    let mut overlay = Overlay::new(tree);
    overlay.set(path, bytes.to_vec());
    let loaded = parse::load(&overlay, &[Input::Path(path.to_path_buf())]);
    let owner = loaded.named.iter().find(|named| !named.has_errors).and_then(|named| named.owner.clone());
    if let Some(owner) = owner {
        return Ok(Version { loaded, owner });
    }
    let errors = loaded.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let first = errors.min_by_key(|finding| loaded.span(finding));
    Err(Fault(match first {
        Some(finding) => {
            let line = loaded.span(finding).map(|span| loaded.sources.positions(span).0.line);
            let at = line.map_or_else(String::new, |line| format!("line {line}: "));
            format!("{at}{}", finding.message)
        }
        None => loaded.unreadable.first().map_or("not a file".to_owned(), |error| error.reason.clone()),
    }))
}

/// The things to compare: the ladder or base of each side and, on both sides, every base that either builds on.
fn sets(old: Option<&Version>, new: Option<&Version>) -> (LadderSet, LadderSet) {
    let is_own = |owner: &OwnerId| [old, new].into_iter().flatten().any(|version| version.owner == *owner);
    let mut shared = LadderSet::default();
    for base in [old, new].into_iter().flatten().flat_map(|version| &version.loaded.set.bases) {
        if !is_own(&base.owner()) && shared.base(base.id.as_str()).is_none() {
            shared.bases.push(base.clone());
        }
    }
    let with = |version: Option<&Version>| {
        let mut set = shared.clone();
        if let Some(Version { loaded, owner }) = version {
            set.bases.extend(loaded.set.base(owner.as_str()).cloned());
            set.ladders.extend(loaded.set.ladder(owner.as_str()).cloned());
        }
        set
    };
    (with(old), with(new))
}

/// The impacts for the file; the default ones if the configuration has mistakes, which are printed.
fn settings(path: &Path, world: &mut World<'_>) -> anyhow::Result<DiffSettings> {
    let mut book = Book::new(Flags::default())?;
    let (remap, judgements) = match book.open(world, &folder_of(path)) {
        Ok(()) => (book.remap(), book.judgements().into_iter().map(|(judgement, _)| judgement).collect()),
        Err(_) => {
            writeln!(world.err, "warning: impacts are the default ones, because the configuration cannot be used")?;
            (Vec::new(), Vec::new())
        }
    };
    Ok(DiffSettings { remap, judgements, ..DiffSettings::default() })
}

fn one_line(text: &str) -> String {
    format!("{}\n", printable(text).replace('\n', " "))
}
