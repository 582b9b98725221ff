//! `ladder completions`, and the answers to the scripts it prints.
//!
//! The scripts ask the program at each `TAB`, so that it can offer the ids of the ladders at hand. If anything fails, it
//! offers nothing: an error message would land in the line that somebody is typing.

use std::cell::Cell;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{CommandFactory, ValueEnum};
use clap_complete::engine::{
    ArgValueCandidates, ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter,
};
use clap_complete::env::Shells;

use crate::cli::{Cli, CompletionsArgs};
use crate::model::Ladder;
use crate::parse::Loaded;
use crate::render::Screen;
use crate::rules::{self, Category};
use crate::session::names::paths_and_names;
use crate::session::{Status, World};
use crate::source::{Disk, Kind, ReadError, Tree, Walk, is_yaml};

/// The environment variable by which a script asks: it holds the name of the shell.
pub const VARIABLE: &str = "LADDER_COMPLETE";

/// How deep below a folder ladders are looked for, and among how many entries of folders.
const MAX_DEPTH: usize = 6;
const MAX_ENTRIES: usize = 20_000;
/// How much is read, in bytes: ten times the shipped ladders.
const MAX_BYTES: u64 = 1024 * 1024;

pub(super) fn run(args: &CompletionsArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let shell = args.shell.to_possible_value().expect("no shell is hidden");
    let shells = Shells::builtins();
    let completer = shells.completer(shell.get_name()).expect("clap_complete knows every shell of the command line");
    let mut script = Vec::new();
    completer.write_registration(VARIABLE, "ladder", "ladder", "ladder", &mut script)?;
    world.out.write_all(&script)?;
    Ok(Status::Fine)
}

/// Answers a script: `words` are those of the typed line, the program's name first.
///
/// # Errors
/// If there is nothing to offer, or the output is closed.
pub fn answer(shell: &OsStr, words: Vec<OsString>, out: &mut dyn Write) -> io::Result<()> {
    let shells = Shells::builtins();
    let known = shell.to_str().and_then(|name| shells.completer(name)).filter(|_| !words.is_empty());
    let completer = known.ok_or(io::ErrorKind::InvalidInput)?;
    let folder = std::env::current_dir().ok();
    completer.write_complete(&mut command(&words), words, folder.as_deref(), out)
}

/// The command line, with values from the files and the tables.
fn command(words: &[OsString]) -> clap::Command {
    let words: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let ladders_and_paths = ArgValueCompleter::new(move |current: &OsStr| {
        let mut candidates = ladders_and_levels(&words, &current.to_string_lossy());
        candidates.extend(PathCompleter::any().filter(is_yaml).complete(current));
        candidates
    });
    let rule = |rule: &&rules::Rule| CompletionCandidate::new(rule.id).help(Some(rule.summary.into()));
    let all = move || rules::ALL.iter().map(rule);
    let rules = ArgValueCandidates::new(move || all().collect());
    let category = |category: Category| CompletionCandidate::new(category.as_str()).help(Some("a category".into()));
    let names = ArgValueCandidates::new(move || Category::ALL.into_iter().map(category).chain(all()).collect());
    let followed = ladders_and_paths.clone();
    Cli::command()
        .mut_subcommand("show", |show| show.mut_arg("what", |what| what.add(ladders_and_paths)))
        .mut_subcommand("log", |log| log.mut_arg("what", |what| what.add(followed)))
        .mut_subcommand("validate", |validate| {
            let names = |arg: clap::Arg| arg.add(names.clone());
            validate.mut_arg("select", names).mut_arg("ignore", names)
        })
        .mut_subcommand("explain", |explain| explain.mut_arg("rule", |arg| arg.add(rules)))
}

/// The ladders at hand, and their levels once part of a name is typed: `engineering`, `engineering/IC4`, and `IC4`
/// if only one ladder has it.
fn ladders_and_levels(words: &[String], current: &str) -> Vec<CompletionCandidate> {
    let Some(loaded) = load(words, current) else { return Vec::new() };
    let ladders: Vec<&Ladder> = loaded.set.ladders.iter().filter(|ladder| loaded.is_named(&ladder.owner())).collect();
    let mut offered: Vec<(String, String)> = Vec::new();
    for ladder in &ladders {
        offered.push((ladder.id.to_string(), ladder.title.get().cloned().unwrap_or_default()));
        for (_, level) in ladder.levels().filter(|_| !current.is_empty()) {
            let title = level.titles.list.first().cloned().unwrap_or_default();
            offered.push((format!("{}/{}", ladder.id, level.id), title.clone()));
            if ladders.iter().filter(|other| other.level(level.id.as_str()).is_some()).count() == 1 {
                offered.push((level.id.to_string(), title));
            }
        }
    }
    let fitting = offered.into_iter().filter(|(name, _)| name.starts_with(current));
    let candidate = |(name, title): (String, String)| {
        CompletionCandidate::new(name).help(Some(title).filter(|title| !title.is_empty()).map(Into::into))
    };
    fitting.map(candidate).collect()
}

/// Loads the files named before the word that is typed, or those that `ladder show` would take.
fn load(words: &[String], current: &str) -> Option<Loaded> {
    let mut world = World {
        tree: &Glance { left: Cell::new(MAX_BYTES) },
        stdin: &mut io::empty(),
        env: &|_| None,
        out: &mut io::sink(),
        err: &mut io::sink(),
        screen: Screen::default(),
        err_screen: Screen::default(),
    };
    let typed: Vec<String> = words
        .iter()
        .skip_while(|word| !["show", "log"].contains(&word.as_str()))
        .skip(1)
        .filter(|word| *word != current)
        .cloned()
        .collect();
    let (paths, _) = paths_and_names(&world, &typed);
    world.load(&paths).ok()
}

/// The disk, read up to a limit: nobody waits at a `TAB` for a whole home folder.
struct Glance {
    /// How many more bytes may be read.
    left: Cell<u64>,
}

impl Tree for Glance {
    fn kind(&self, path: &Path) -> Result<Kind, ReadError> {
        Disk.kind(path)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        let size = fs::metadata(path).map_or(0, |metadata| metadata.len());
        let left = self.left.get().checked_sub(size);
        self.left.set(left.ok_or_else(|| ReadError::new(path, "too much to read for a completion"))?);
        Disk.read(path)
    }

    fn walk(&self, folder: &Path) -> Result<Walk, ReadError> {
        let entries = ignore::WalkBuilder::new(folder)
            .require_git(false)
            .max_depth(Some(MAX_DEPTH))
            .sort_by_file_path(Path::cmp)
            .build()
            .take(MAX_ENTRIES);
        let files = entries.flatten().map(ignore::DirEntry::into_path);
        let files = files.filter(|path| is_yaml(path) && path.is_file());
        Ok(Walk { files: files.collect(), errors: Vec::new() })
    }

    fn canonical(&self, path: &Path) -> PathBuf {
        Disk.canonical(path)
    }
}
