//! `ladder site`

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{at, list};
use crate::cli::SiteArgs;
use crate::config::SiteConfig;
use crate::model::OwnerId;
use crate::parse::Loaded;
use crate::revisions;
use crate::revisions::history::{Scope, walk};
use crate::session::names::{At, usable};
use crate::session::settings::{Book, Flags};
use crate::session::{Status, Stop, World};
use crate::site::{FolderError, History, Look, PICTURES, Plan, Shown, Site, SiteFolder};
use crate::source::{Kind, Tree, folder_of};
use crate::words::count;

pub(super) fn run(args: &SiteArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let what: Vec<String> = args.paths.iter().map(|path| path.display().to_string()).collect();
    // Settings are today's, whatever revision the ladders are from.
    let today = world.tree;
    at::revision(args.at.as_deref(), &what, world, |world| write(args, today, world))
}

fn write(args: &SiteArgs, today: &dyn Tree, world: &mut World<'_>) -> anyhow::Result<Status> {
    // What a killed run left is completed first, whatever has become of the ladders.
    let folder = SiteFolder::begin(&args.out).map_err(Stop::from)?;
    let mut loaded = at::load(args.at.as_deref(), &args.paths, world)?;
    let (ladders, status) = usable(world, &loaded)?;
    if status != Status::Fine {
        return Err(Stop::new(status, "the site is not written, because not every ladder can be read").into());
    }
    if ladders.is_empty() {
        return Err(Stop::new(Status::NothingMatched, "found only base files and no ladder")
            .help("a ladder file begins with `ladder: <id>`")
            .into());
    }
    hold_apart(&folder, args, today, &loaded)?;
    let (look, shows_pay) = settings(args, today, &loaded, &mut world.with_tree(today))?;
    let ids: Vec<_> = ladders.iter().map(|(ladder, _)| ladder.id.clone()).collect();
    if !shows_pay {
        loaded.set.hide_pay();
    }
    let here = today.canonical(Path::new("."));
    let paths: HashMap<&OwnerId, &Path> =
        loaded.named.iter().filter_map(|named| Some((named.owner.as_ref()?, named.path.as_path()))).collect();
    let ladders: Vec<At<'_>> = ids
        .iter()
        .filter_map(|id| {
            let ladder = loaded.set.ladder(id.as_str())?;
            Some((ladder, told(paths.get(&ladder.owner())?, &here)))
        })
        .collect();
    let list = list::listed(&loaded.set, &ladders);
    let shown = ladders.into_iter().map(|(ladder, path)| Shown { ladder, path }).collect();
    let plan = Plan::new(&loaded.set, shown);
    let history = history(args, shows_pay, History::of(&plan), &mut world.with_tree(today))?;
    let (ladders, levels) = plan.counts();
    let site = Site { plan: &plan, look, history, shows_pay };
    site.write(list, &folder).map_err(Stop::from)?;
    folder.finish().map_err(Stop::from)?;
    let first = args.out.join("index.html");
    writeln!(world.out, "{}: {}, {}", first.display(), count(ladders, "ladder"), count(levels, "level"))?;
    if args.open {
        open(&first)?;
    }
    Ok(Status::Fine)
}

impl From<FolderError> for Stop {
    fn from(error: FolderError) -> Self {
        let status = if matches!(error, FolderError::Io(..)) { Status::Unusable } else { Status::Usage };
        let stop = Self::new(status, error.to_string());
        match error.help() {
            Some(help) => stop.help(help),
            None => stop,
        }
    }
}

/// Refuses a folder that has one of the files that are read.
fn hold_apart(folder: &SiteFolder, args: &SiteArgs, today: &dyn Tree, loaded: &Loaded) -> Result<(), Stop> {
    let inside = |path: &&PathBuf| today.canonical(path).starts_with(folder.out());
    match loaded.named.iter().map(|named| &named.path).find(inside) {
        Some(path) => {
            let message = format!("the folder `{}` holds the ladder file `{}`", args.out.display(), path.display());
            Err(Stop::new(Status::Usage, message).help("name a folder apart from the ladders"))
        }
        None => Ok(()),
    }
}

/// How the site looks, by the configuration of the first path, and whether it shows pay, by those of all files.
fn settings(args: &SiteArgs, today: &dyn Tree, loaded: &Loaded, world: &mut World<'_>) -> anyhow::Result<(Look, bool)> {
    let mut book = Book::new(Flags::default())?;
    let place = args.paths.first().filter(|path| *path != Path::new("-")).cloned();
    let place = place.unwrap_or_else(|| world.usual_place());
    // Any file of a folder would do.
    let file = if today.kind(&place) == Ok(Kind::Folder) { place.join("ladder.yaml") } else { place };
    book.open(world, &folder_of(&file))?;
    for named in &loaded.named {
        book.open(world, &folder_of(&named.path))?;
    }
    let shows_pay = book.all_show_pay(loaded.named.iter().map(|named| book.config(today, &named.path)));
    let Some(read) = book.config(today, &file) else {
        return Ok((Look::new(&SiteConfig::default(), None), shows_pay));
    };
    let site = &read.config.site;
    let logo = match &site.logo {
        None => None,
        Some(named) => {
            let path = folder_of(&read.config.path).join(&named.value);
            let wrong = |why: String| {
                let message = format!("{}: the logo `{}` {why}", book.origin(Some(read), named.span), named.value);
                Stop::new(Status::Usage, message)
            };
            let end = path.extension().map(|end| end.to_string_lossy().to_lowercase()).unwrap_or_default();
            if !PICTURES.contains(&end.as_str()) {
                let help =
                    format!("name a file that ends in one of {}", PICTURES.map(|end| format!("`.{end}`")).join(", "));
                return Err(wrong("is not a picture that every browser shows".to_owned()).help(help).into());
            }
            let bytes = today.read(&path).map_err(|error| wrong(format!("could not be read: {}", error.reason)))?;
            Some((format!("logo.{end}"), bytes))
        }
    };
    Ok((Look::new(site, logo), shows_pay))
}

/// What changed in the ladders, if they are in a repository.
fn history<'p>(
    args: &SiteArgs,
    shows_pay: bool,
    mut history: History<'p>,
    world: &mut World<'_>,
) -> anyhow::Result<History<'p>> {
    if args.paths.iter().any(|path| path == Path::new("-")) {
        return Ok(history);
    }
    let newest = args.at.as_deref().unwrap_or("HEAD");
    let opened = revisions::repository().map_err(|stop| stop.message).and_then(|repository| {
        repository.revision(newest).map_err(|error| error.to_string())?;
        Ok(repository)
    });
    let repository = match opened {
        Ok(repository) => repository,
        Err(why) => {
            writeln!(world.err, "note: the site does not say what changed: {why}")?;
            return Ok(history);
        }
    };
    let scope = Scope { paths: args.paths.clone(), wanted: None, hides_pay: !shows_pay };
    let walked = walk(&repository, newest, scope, &mut history, world)?;
    if let Some(help) = walked.cut {
        history.is_cut = true;
        writeln!(world.err, "note: the clone has no older changes for the site\nhelp: {help}")?;
    }
    Ok(history)
}

/// A path as the site may tell it: nothing of the machine.
fn told(path: &Path, here: &Path) -> String {
    let path = path.strip_prefix(here).unwrap_or(path);
    let path = if path.is_absolute() { Path::new(path.file_name().unwrap_or_default()) } else { path };
    path.display().to_string().replace(std::path::MAIN_SEPARATOR, "/")
}

/// Opens a page as the system opens files.
fn open(page: &Path) -> Result<(), Stop> {
    let (program, before): (&str, &[&str]) = if cfg!(windows) {
        ("cmd", &["/c", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(before).arg(page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let failed = match command.status() {
        Ok(status) if status.success() => return Ok(()),
        Ok(status) => status.to_string(),
        Err(error) => error.to_string(),
    };
    let message = format!("the site is written, but `{program}` could not open it: {failed}");
    Err(Stop::new(Status::Unusable, message).help(format!("open `{}` in a browser", page.display())))
}
