//! `ladder diff`

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::control::folder_of;
use super::revisions::{self, Files};
use super::select::{reached, usable};
use super::settings::{Book, Flags};
use super::{Status, Stop, World};
use crate::cli::DiffArgs;
use crate::diff::{self, DiffSettings, Impact};
use crate::model::{LadderSet, OwnerId};
use crate::parse::{self, Loaded, Named};
use crate::source::{Kind, Repository};
use crate::view::{DiffFilter, DiffReport, Output};

pub(super) fn run(args: &DiffArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    if args.explain {
        world.write(&args.format, &Output::DiffTables)?;
        return Ok(Status::Fine);
    }
    let compared = revisions::compared(world, &args.revisions, &args.paths)?;
    let (book, shows_pay) = settings(world, &compared.new)?;
    let settings = DiffSettings { full: args.full, detect_renames: args.detect_renames, remap: book.remap() };
    let (mut old, mut new) = (side(world, &compared.old)?, side(world, &compared.new)?);
    if let Some(repository) = &compared.repository {
        follow(world, repository, (&compared.old, &mut old), (&compared.new, &new))?;
        follow(world, repository, (&compared.new, &mut new), (&compared.old, &old))?;
    }
    let (old, new) = (told(world, &compared.old, old)?, told(world, &compared.new, new)?);
    if is_broken(&compared.old, &old) || is_broken(&compared.new, &new) {
        return Ok(Status::Unusable);
    }
    if old.loaded.named.is_empty() && new.loaded.named.is_empty() {
        let message =
            format!("there are no ladder files, neither in {} nor in {}", compared.old.name, compared.new.name);
        return Err(Stop::new(Status::NothingMatched, message).help("name the files or folders that hold them").into());
    }
    let skipped = skipped(&old, &new);
    let (old_set, new_set) = (old.comparable(&skipped), new.comparable(&skipped));
    let diff = diff::diff(&old_set, &new_set, &settings);
    if let Some(claim) = diff.claims.first() {
        let claimants: Vec<String> = claim.claimants.iter().map(|place| format!("`{place}`")).collect();
        return Err(Stop::new(
            Status::Unusable,
            format!("{} all claim with `formerly` to have been `{}`", claimants.join(", "), claim.of),
        )
        .help("one thing can become one other: keep `formerly` at one of them")
        .into());
    }
    let filter = DiffFilter {
        impact: args.impact,
        level: args.level.clone(),
        track: args.track.clone(),
        competency: args.competency.clone(),
    };
    let mut report = DiffReport::new(&old_set, &new_set, &diff, &filter, args.stat);
    report.shows_pay = shows_pay;
    report.without(skipped);
    let worst = report.impact;
    let is_bumped = report.owners.iter().all(|owner| owner.version.suffices != Some(false));
    world.write(&args.format, &Output::Diff(report))?;
    let fails = args.fail_on.is_some_and(|gate| worst.is_some_and(|worst: Impact| worst >= gate))
        || (args.check_version && !is_bumped)
        || (args.exit_code && worst.is_some());
    Ok(if old.status.max(new.status) == Status::Unusable {
        Status::Unusable
    } else if fails {
        Status::Findings
    } else {
        Status::Fine
    })
}

/// What is in force: what the project of the new revision says, and whether it shows pay.
fn settings(world: &mut World<'_>, new: &Files) -> anyhow::Result<(Book, bool)> {
    let tree = new.tree(world.tree);
    let mut world = world.with_tree(tree);
    let mut book = Book::new(Flags::default())?;
    let places = if new.paths.is_empty() { vec![world.usual_place()] } else { new.paths.clone() };
    let mut shows_pay = true;
    for place in places {
        let is_folder = tree.kind(&place) == Ok(Kind::Folder);
        let file = if is_folder { place.join("ladder.yaml") } else { place };
        book.open(&mut world, &folder_of(&file))?;
        shows_pay &= book.shows_pay(book.config(tree, &file)).0;
    }
    Ok((book, shows_pay))
}

/// One side of the comparison.
struct Side {
    loaded: Loaded,
    /// The ladders and bases that can be used.
    usable: BTreeSet<OwnerId>,
    /// Whether a file could not be read so far that nobody knows what it holds.
    hazy: bool,
    status: Status,
}

/// Loads a side. What is not there is a state of a revision, and an error of a path that is one side's own.
fn side(world: &mut World<'_>, files: &Files) -> anyhow::Result<Loaded> {
    let tree = files.tree(world.tree);
    let mut world = world.with_tree(tree);
    if files.is_exact {
        return world.load(&files.paths);
    }
    let there: Vec<PathBuf> = files.paths.iter().filter(|path| tree.kind(path) != Ok(Kind::Missing)).cloned().collect();
    if there.is_empty() && !files.paths.is_empty() {
        return Ok(parse::load(tree, &[]));
    }
    Ok(world.load_what_is_there(&there)?.1)
}

/// Adds to a side the ladders that the other side holds and that stand elsewhere here, because their file was moved or renamed.
fn follow(
    world: &mut World<'_>,
    repository: &Repository,
    (files, loaded): (&Files, &mut Loaded),
    (other_files, other): (&Files, &Loaded),
) -> anyhow::Result<()> {
    let is_here = |owner: &&OwnerId| loaded.is_named(owner);
    let wanted: Vec<&OwnerId> =
        other.named.iter().filter_map(|named| named.owner.as_ref()).filter(|owner| !is_here(owner)).collect();
    if files.is_exact || wanted.is_empty() {
        return Ok(());
    }
    let (tree, other_tree) = (files.tree(world.tree), other_files.tree(world.tree));
    let mut world = world.with_tree(tree);
    let (_, all) = world.load_what_is_there(&[repository.top().to_path_buf()])?;
    let is_wanted = |named: &&Named| {
        let is_it = named
            .owner
            .as_ref()
            .is_some_and(|owner| wanted.iter().any(|other_id| is_same(&all, owner, other, other_id)));
        // A file that stands on both sides was not moved.
        is_it && other_tree.kind(&named.path) == Ok(Kind::Missing)
    };
    let moved: Vec<PathBuf> = all.named.iter().filter(is_wanted).map(|named| named.path.clone()).collect();
    if moved.is_empty() {
        return Ok(());
    }
    let there = loaded.named.iter().map(|named| named.path.clone());
    *loaded = world.load_what_is_there(&there.chain(moved).collect::<Vec<_>>())?.1;
    Ok(())
}

/// Whether two ids are one ladder's or base's, before and after a rename in either direction.
fn is_same(set: &Loaded, id: &OwnerId, other_set: &Loaded, other_id: &OwnerId) -> bool {
    let was = |set: &Loaded, id: &OwnerId, earlier: &OwnerId| {
        set.set
            .ladder(id.as_str())
            .is_some_and(|ladder| ladder.formerly.iter().any(|name| name.as_str() == earlier.as_str()))
    };
    id == other_id || was(set, id, other_id) || was(other_set, other_id, id)
}

/// Whether there is nothing to compare on a side, because what was to be compared could not be read.
fn is_broken(files: &Files, side: &Side) -> bool {
    side.loaded.named.is_empty() && (files.is_exact || !side.loaded.unreadable.is_empty())
}

/// What can be used of a side. What cannot is told.
fn told(world: &mut World<'_>, files: &Files, loaded: Loaded) -> anyhow::Result<Side> {
    let mut world = world.with_tree(files.tree(world.tree));
    let (ladders, status) = usable(&mut world, &loaded)?;
    let mut owners: BTreeSet<OwnerId> = ladders.iter().map(|(ladder, _)| OwnerId::from(&ladder.id)).collect();
    let sound = |owner: &OwnerId| {
        let named = loaded.named.iter().find(|named| named.owner.as_ref() == Some(owner));
        named.is_none_or(|named| !named.has_errors)
    };
    owners.extend(loaded.set.bases.iter().map(|base| OwnerId::from(&base.id)).filter(|base| sound(base)));
    let hazy = !loaded.unreadable.is_empty() || loaded.named.iter().any(|named| named.owner.is_none());
    Ok(Side { usable: owners, hazy, status, loaded })
}

/// What cannot be compared: what is there and broken on one side, and what a broken file may have held.
fn skipped(old: &Side, new: &Side) -> BTreeSet<OwnerId> {
    let all = |side: &Side| {
        let set = &side.loaded.set;
        let ladders = set.ladders.iter().map(|ladder| OwnerId::from(&ladder.id));
        ladders.chain(set.bases.iter().map(|base| OwnerId::from(&base.id))).collect::<BTreeSet<_>>()
    };
    let (of_old, of_new) = (all(old), all(new));
    let mut skipped: BTreeSet<OwnerId> =
        of_old.difference(&old.usable).chain(of_new.difference(&new.usable)).cloned().collect();
    if old.hazy {
        skipped.extend(of_new.difference(&of_old).cloned());
    }
    if new.hazy {
        skipped.extend(of_old.difference(&of_new).cloned());
    }
    skipped
}

impl Side {
    fn comparable(&self, skipped: &BTreeSet<OwnerId>) -> LadderSet {
        let set = &self.loaded.set;
        let is_named = |owner: &OwnerId| self.loaded.is_named(owner);
        let ladders = || set.ladders.iter().filter(|ladder| is_named(&OwnerId::from(&ladder.id)));
        // What is loaded only to resolve a reference is not compared: the other side may have had no need of it.
        let reached: BTreeSet<OwnerId> = ladders().flat_map(|ladder| reached(&self.loaded, ladder)).collect();
        let is_base = |owner: &OwnerId| is_named(owner) || reached.contains(owner);
        let is_wanted = |owner: &OwnerId| !skipped.contains(owner);
        let bases = set.bases.iter().map(|base| (OwnerId::from(&base.id), base));
        LadderSet {
            bases: bases.filter(|(id, _)| is_base(id) && is_wanted(id)).map(|(_, base)| base.clone()).collect(),
            ladders: ladders().filter(|ladder| is_wanted(&OwnerId::from(&ladder.id))).cloned().collect(),
        }
    }
}
