//! `ladder show --format text`: what files say by themselves. It is mainly for git, which calls it with a copy of a file
//! in a folder of its own and stops if it fails.

use std::path::{Path, PathBuf};

use crate::finding::{Finding, Severity};
use crate::model::{Ladder, LevelId, OwnerId};
use crate::parse::{Alone, alone};
use crate::session::names::{Meant, meant};
use crate::session::settings::{Book, Flags};
use crate::session::{Status, Stop, World};
use crate::source::{FileId, Kind, ReadError, STDIN_NAME, SourceFile, Sources, read_limited};
use crate::view::{Output, TextPage};
use crate::words::{escaped, printable};

pub(super) fn run(format: &str, paths: &[PathBuf], names: &[String], world: &mut World<'_>) -> anyhow::Result<Status> {
    let shows_pay = shows_pay(world)?;
    if let ([path], []) = (paths, names)
        && (path == Path::new("-") || !matches!(world.tree.kind(path), Ok(Kind::Folder)))
    {
        return one_file(format, path, shows_pay, world);
    }
    let loaded = world.load(paths)?;
    world.complain(&loaded.unreadable)?;
    let mut files: Vec<Alone> = Vec::new();
    let mut broken: Vec<FileId> = Vec::new();
    for named in &loaded.named {
        match alone(named.file, &loaded.sources) {
            Ok(file) => files.push(file),
            Err(_) => broken.push(named.file),
        }
    }
    if !broken.is_empty() {
        let is_in_broken = |finding: &&Finding| {
            let file = loaded.span(finding).map(|span| span.file);
            finding.severity == Severity::Error && file.is_some_and(|file| broken.contains(&file))
        };
        let findings: Vec<Finding> = loaded.findings.iter().filter(is_in_broken).cloned().collect();
        world.complain_of(&loaded, &findings)?;
    }
    let status = if broken.is_empty() && loaded.unreadable.is_empty() { Status::Fine } else { Status::Unusable };
    let pages = if names.is_empty() {
        files.iter().map(|file| page(file, shows_pay)).collect()
    } else {
        // A broken file is printed whole.
        let is_broken = |name: &&String| {
            let id = name.split('/').next();
            let mut named = loaded.named.iter().filter(|named| broken.contains(&named.file));
            named.any(|named| named.owner.as_ref().map(OwnerId::as_str) == id)
        };
        let names: Vec<&String> = names.iter().filter(|name| !is_broken(name)).collect();
        // A name may be in a file that could not be read.
        let pages = named_pages(&files, &names, shows_pay);
        pages.map_err(|stop| if status == Status::Fine { stop } else { Stop { status, ..stop } })?
    };
    world.write(format, &Output::Text(pages))?;
    Ok(status)
}

/// The text of one file. If it is not a ladder file, this is the file as it is, since git needs a text of everything.
fn one_file(format: &str, path: &Path, shows_pay: bool, world: &mut World<'_>) -> anyhow::Result<Status> {
    let is_stdin = path == Path::new("-");
    let shown = if is_stdin { Path::new(STDIN_NAME) } else { path };
    let read = if is_stdin { read_limited(&mut *world.stdin, shown) } else { world.tree.read(path) };
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) => {
            world.complain(&[ReadError::new(shown, error.reason)])?;
            return Ok(Status::Unusable);
        }
    };
    let reason = match std::str::from_utf8(&bytes) {
        Ok(text) => {
            let mut sources = Sources::default();
            let id = sources.add(SourceFile::new(shown, text.to_owned()));
            match alone(id, &sources) {
                Ok(file) => {
                    world.write(format, &Output::Text(vec![page(&file, shows_pay)]))?;
                    return Ok(Status::Fine);
                }
                Err(fault) => fault.to_string(),
            }
        }
        Err(_) => "not UTF-8 text".to_owned(),
    };
    // The parts that a terminal or a log would obey are escaped; all else is shown as it is.
    world.out.write_all(escaped(&bytes).as_bytes())?;
    let said = format!("`{}` cannot be read as a ladder and is shown as it is: {reason}", shown.display());
    writeln!(world.err, "warning: {}", printable(&said).replace('\n', " "))?;
    Ok(Status::Fine)
}

fn page(file: &Alone, shows_pay: bool) -> TextPage {
    TextPage::new(&file.owner(), file.facts(), shows_pay)
}

/// The ladders, bases and levels that are named.
fn named_pages(files: &[Alone], names: &[&String], shows_pay: bool) -> Result<Vec<TextPage>, Stop> {
    let known: Vec<&Ladder> = files.iter().filter_map(Alone::ladder).collect();
    let file = |id: &str| files.iter().find(|file| file.owner().as_str() == id);
    let mut pages: Vec<TextPage> = Vec::new();
    for name in names {
        let new = match file(name) {
            Some(file) => page(file, shows_pay),
            None => match meant(&known, name)? {
                Meant::Ladder(ladder) => page(file(ladder.id.as_str()).expect("it is of a file"), shows_pay),
                Meant::Level(ladder, level) => TextPage::level(ladder, &LevelId::from(level.as_str()), shows_pay),
            },
        };
        if !pages.contains(&new) {
            pages.push(new);
        }
    }
    Ok(pages)
}

/// Whether amounts are shown, by the settings of the current folder: git runs the program at the top of the work tree, and
/// the file may be a copy elsewhere. A configuration with mistakes is no error, because git would stop.
fn shows_pay(world: &mut World<'_>) -> anyhow::Result<bool> {
    let mut book = Book::new(Flags::default())?;
    if book.open(world, Path::new(".")).is_err() {
        writeln!(world.err, "warning: amounts of pay are left out, because the configuration cannot be used")?;
        return Ok(false);
    }
    Ok(book.shows_pay(book.config(world.tree, Path::new("ladder.yaml"))).0)
}
