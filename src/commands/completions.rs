//! `ladder completions`, and the answers to the scripts it prints.
//!
//! The scripts ask the program at each `TAB`, so that it can offer the ids of the ladders at hand. If anything fails, it
//! offers nothing: an error message would land in the line that somebody is typing.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{CommandFactory, ValueEnum};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter};
use clap_complete::env::Shells;

use crate::cli::{Cli, CompletionsArgs};
use crate::config::RuleSetting;
use crate::diff::KINDS;
use crate::model::resolve::{Rank, Resolved};
use crate::model::{Date, Level};
use crate::parse::Loaded;
use crate::render::Screen;
use crate::rules::{self, Category};
use crate::session::names::{long_part, part_of, paths_and_names};
use crate::session::{Status, World};
use crate::source::{Disk, Kind, ReadError, Repository, Tree, Walk, is_yaml};

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

/// The command line, with values from the files, the repository and the tables.
fn command(words: &[OsString]) -> clap::Command {
    let words: Arc<[String]> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let at_hand = |offer: fn(&Loaded, &str) -> Vec<Offer>| {
        let words = Arc::clone(&words);
        move |current: &str| load(&words, current).map_or_else(Vec::new, |loaded| offer(&loaded, current))
    };
    let paths = |current: &OsStr| PathCompleter::any().filter(is_yaml).complete(current);
    let names = at_hand(ladders_and_levels);
    let level_names = at_hand(|loaded, _| level_names(loaded));
    let levels_and_paths = ArgValueCompleter::new({
        let names = level_names.clone();
        move |current: &OsStr| {
            fitting(names(&current.to_string_lossy()), current).into_iter().chain(paths(current)).collect()
        }
    });
    let level_names = completer(level_names);
    let ladders_and_paths = ArgValueCompleter::new(move |current: &OsStr| {
        fitting(names(&current.to_string_lossy()), current).into_iter().chain(paths(current)).collect()
    });
    let ladders = at_hand(|loaded, _| ladders(loaded));
    let whole_ladders_and_paths = ArgValueCompleter::new(move |current: &OsStr| {
        fitting(ladders(&current.to_string_lossy()), current).into_iter().chain(paths(current)).collect()
    });
    let revisions_and_paths = ArgValueCompleter::new(move |current: &OsStr| {
        fitting(sides(current), current).into_iter().chain(paths(current)).collect()
    });
    let one_revision = completer(|_| revisions());
    let levels = completer(at_hand(|loaded, _| levels(loaded)));
    let tracks = completer(at_hand(|loaded, _| tracks(loaded)));
    let competencies = completer(at_hand(|loaded, _| competencies(loaded)));
    let grades = completer(at_hand(|loaded, _| grades(loaded)));
    let ranges = completer(at_hand(ranges));
    let renamed = {
        let words = Arc::clone(&words);
        completer(move |current| load(&words, current).map_or_else(Vec::new, |loaded| renamed(&loaded, &words)))
    };
    let explained = completer(|_| rules().into_iter().chain(kinds()).collect());
    let rules_and_categories = completer(|_| rules_and_categories());
    let settings = completer(settings);
    Cli::command()
        .mut_subcommand("show", |show| {
            show.mut_arg("what", |arg| arg.add(ladders_and_paths.clone()))
                .mut_arg("at", |arg| arg.add(one_revision.clone()))
                .mut_arg("track", |arg| arg.add(tracks.clone()))
                .mut_arg("levels", |arg| arg.add(ranges.clone()))
                .mut_arg("competency", |arg| arg.add(competencies.clone()))
                .mut_arg("grade", |arg| arg.add(grades.clone()))
        })
        .mut_subcommand("compare", |compare| {
            compare
                .mut_arg("what", |arg| arg.add(ladders_and_paths.clone()))
                .mut_arg("at", |arg| arg.add(one_revision.clone()))
        })
        .mut_subcommand("path", |path| {
            path.mut_arg("what", |arg| arg.add(levels_and_paths.clone()))
                .mut_arg("at", |arg| arg.add(one_revision.clone()))
        })
        .mut_subcommand("search", |search| {
            search
                .mut_arg("places", |arg| arg.add(whole_ladders_and_paths.clone()))
                .mut_arg("level", |arg| arg.add(level_names.clone()))
                .mut_arg("competency", |arg| arg.add(competencies.clone()))
                .mut_arg("at", |arg| arg.add(one_revision.clone()))
        })
        .mut_subcommand("worksheet", |worksheet| {
            worksheet
                .mut_arg("what", |arg| arg.add(levels_and_paths))
                .mut_arg("to", |arg| arg.add(level_names))
                .mut_arg("at", |arg| arg.add(one_revision.clone()))
        })
        .mut_subcommand("stats", |stats| {
            stats
                .mut_arg("what", |arg| arg.add(whole_ladders_and_paths))
                .mut_arg("at", |arg| arg.add(one_revision.clone()))
        })
        .mut_subcommand("site", |site| site.mut_arg("at", |arg| arg.add(one_revision.clone())))
        .mut_subcommand("log", |log| log.mut_arg("what", |arg| arg.add(ladders_and_paths)))
        .mut_subcommand("diff", |diff| {
            // What is changed goes to the end, and the order of positional arguments counts.
            diff.mut_arg("revisions", |arg| arg.add(revisions_and_paths))
                .mut_arg("paths", |arg| arg)
                .mut_arg("level", |arg| arg.add(levels))
                .mut_arg("track", |arg| arg.add(tracks))
                .mut_arg("competency", |arg| arg.add(competencies))
        })
        .mut_subcommand("rename", |rename| {
            // The new id comes behind the name, and the order of positional arguments counts.
            rename.mut_arg("name", |arg| arg.add(renamed)).mut_arg("id", |arg| arg).mut_arg("paths", |arg| arg)
        })
        .mut_subcommand("validate", |validate| {
            let names = |arg: clap::Arg| arg.add(rules_and_categories.clone());
            validate
                .mut_arg("select", names)
                .mut_arg("ignore", names)
                .mut_arg("rule", |arg| arg.add(settings))
                .mut_arg("changed_since", |arg| arg.add(one_revision))
        })
        .mut_subcommand("explain", |explain| explain.mut_arg("what", |arg| arg.add(explained)))
}

/// A value, and what is said of it.
type Offer = (String, String);

/// Offers of a kind; each gets what is typed, and need not hold to it.
fn completer(offers: impl Fn(&str) -> Vec<Offer> + Send + Sync + 'static) -> ArgValueCompleter {
    ArgValueCompleter::new(move |current: &OsStr| fitting(offers(&current.to_string_lossy()), current))
}

/// What begins as what is typed, each once.
fn fitting(offers: Vec<Offer>, current: &OsStr) -> Vec<CompletionCandidate> {
    let mut seen = BTreeSet::new();
    let is_new = |(value, _): &Offer| value.starts_with(&*current.to_string_lossy()) && seen.insert(value.clone());
    let candidate = |(value, help): Offer| {
        CompletionCandidate::new(value).help(Some(help).filter(|help| !help.is_empty()).map(Into::into))
    };
    offers.into_iter().filter(is_new).map(candidate).collect()
}

/// The ladders at hand, and once part of a name is typed, their levels and competencies.
fn ladders_and_levels(loaded: &Loaded, current: &str) -> Vec<Offer> {
    let mut offers = ladders(loaded);
    if !current.is_empty() {
        offers.extend(level_names(loaded));
    }
    if let Some((_, part)) = current.split_once("/@") {
        for ladder in loaded.named_ladders() {
            for known in Resolved::new(&loaded.set, ladder).competencies {
                let id = known.value.id.as_str();
                let part = if part.starts_with("competencies") { long_part(id) } else { part_of(id) };
                offers.push((format!("{}/{part}", ladder.id), known.value.title().to_owned()));
            }
        }
    }
    offers
}

/// `engineering/IC4`, and `IC4` if only one ladder has it.
fn level_names(loaded: &Loaded) -> Vec<Offer> {
    let mut offers = Vec::new();
    for ladder in loaded.named_ladders() {
        for (_, level) in ladder.levels() {
            offers.push((format!("{}/{}", ladder.id, level.id), title(level)));
            if loaded.named_ladders().filter(|other| other.level(level.id.as_str()).is_some()).count() == 1 {
                offers.push((level.id.to_string(), title(level)));
            }
        }
    }
    offers
}

fn ladders(loaded: &Loaded) -> Vec<Offer> {
    loaded
        .named_ladders()
        .map(|ladder| (ladder.id.to_string(), ladder.title.get().cloned().unwrap_or_default()))
        .collect()
}

/// Levels, as a filter takes them.
fn levels(loaded: &Loaded) -> Vec<Offer> {
    let levels = || loaded.named_ladders().flat_map(|ladder| ladder.levels().map(move |(_, level)| (ladder, level)));
    let alone = levels().map(|(_, level)| (level.id.to_string(), title(level)));
    alone.chain(levels().map(|(ladder, level)| (format!("{}/{}", ladder.id, level.id), title(level)))).collect()
}

/// Levels as `--levels` takes them: behind the dots, the last level of a range.
fn ranges(loaded: &Loaded, current: &str) -> Vec<Offer> {
    let typed = current.rfind("..").map_or("", |at| &current[..at + 2]);
    let levels = loaded.named_ladders().flat_map(|ladder| ladder.levels());
    levels.map(|(_, level)| (format!("{typed}{}", level.id), title(level))).collect()
}

/// What can get another id, of the kind that is typed in front of it.
fn renamed(loaded: &Loaded, words: &[String]) -> Vec<Offer> {
    match words.iter().skip_while(|word| *word != "rename").nth(1).map_or("", String::as_str) {
        "level" => levels(loaded),
        "track" => tracks(loaded),
        "competency" => competencies(loaded),
        "grade" => grades(loaded),
        "ladder" => ladders(loaded),
        _ => Vec::new(),
    }
}

/// The grades that levels are at.
fn grades(loaded: &Loaded) -> Vec<Offer> {
    let ladders = loaded.named_ladders().map(|ladder| Resolved::new(&loaded.set, ladder));
    let offer = |resolved: &Resolved<'_>, rank: &Rank| {
        let title = resolved.spine.grade(*rank).and_then(|grade| grade.title.text()).unwrap_or_default();
        (resolved.spine.name(*rank), title.to_owned())
    };
    ladders
        .flat_map(|resolved| resolved.used_ranks.iter().map(|rank| offer(&resolved, rank)).collect::<Vec<_>>())
        .collect()
}

fn tracks(loaded: &Loaded) -> Vec<Offer> {
    let tracks = loaded.named_ladders().flat_map(|ladder| ladder.tracks.iter());
    tracks.map(|track| (track.id.to_string(), track.title().to_owned())).collect()
}

fn competencies(loaded: &Loaded) -> Vec<Offer> {
    let all = loaded.set.all_definitions().flat_map(|(_, definitions)| definitions.competencies.iter());
    all.map(|competency| (competency.id.to_string(), competency.title().to_owned())).collect()
}

fn title(level: &Level) -> String {
    level.titles.list.first().cloned().unwrap_or_default()
}

fn rules() -> Vec<Offer> {
    rules::ALL.iter().map(|rule| (rule.id.to_owned(), rule.summary.to_owned())).collect()
}

fn kinds() -> Vec<Offer> {
    KINDS.iter().map(|row| (row.name.to_owned(), row.meaning.to_owned())).collect()
}

fn rules_and_categories() -> Vec<Offer> {
    let category = |category: Category| (category.as_str().to_owned(), "a category".to_owned());
    Category::ALL.into_iter().map(category).chain(rules()).collect()
}

/// What `--rule` takes: names, and behind the sign what a name can be set to.
fn settings(current: &str) -> Vec<Offer> {
    let can_be_set = |name: &str| rules::find(name).is_none_or(rules::can_be_set) && name != Category::Shape.as_str();
    let names = rules_and_categories().into_iter().filter(|(name, _)| can_be_set(name));
    match current.split_once('=') {
        None => names.map(|(name, help)| (format!("{name}="), help)).collect(),
        Some((name, _)) => RuleSetting::WORDS.map(|word| (format!("{name}={word}"), String::new())).into(),
    }
}

/// Branches and tags of the repository that one works in.
fn revisions() -> Vec<Offer> {
    let names = Repository::open(Path::new(".")).and_then(|repository| repository.names()).unwrap_or_default();
    ["HEAD".to_owned()].into_iter().chain(names).map(|name| (name, String::new())).collect()
}

/// What `ladder diff` takes of revisions: one, or a second behind the dots.
fn sides(current: &OsStr) -> Vec<Offer> {
    let current = current.to_string_lossy();
    let typed = current.rfind("..").map_or("", |at| &current[..at + 2]);
    revisions().into_iter().map(|(name, help)| (format!("{typed}{name}"), help)).collect()
}

/// Loads the files named before the word that is typed, or those that `ladder show` would take.
fn load(words: &[String], current: &str) -> Option<Loaded> {
    let mut world = World {
        tree: &Glance { left: Cell::new(MAX_BYTES) },
        stdin: &mut io::empty(),
        env: &|_| None,
        today: Date::today(),
        out: &mut io::sink(),
        err: &mut io::sink(),
        screen: Screen::default(),
        err_screen: Screen::default(),
    };
    let cli = Cli::command();
    let mut typed = words.iter().skip(1).skip_while(|word| cli.find_subcommand(word).is_none());
    // Those of a search are words to find, but for the places.
    let is_search = typed.next().is_some_and(|command| command == "search");
    let typed: Vec<&String> = typed.collect();
    let is_place = |at: usize| !is_search || (at > 0 && typed[at - 1] == "--in");
    let places =
        typed.iter().enumerate().filter(|(at, word)| is_place(*at) && **word != current && !word.starts_with('-'));
    let typed: Vec<String> = places.map(|(_, word)| (*word).clone()).collect();
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
        Disk::default().kind(path)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        let size = fs::metadata(path).map_or(0, |metadata| metadata.len());
        let left = self.left.get().checked_sub(size);
        self.left.set(left.ok_or_else(|| ReadError::new(path, "too much to read for a completion"))?);
        Disk::default().read(path)
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
        Disk::default().canonical(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_completed_is_on_the_command_line() {
        command(&[]).debug_assert();
    }
}
