//! `ladder diff`

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::control::folder_of;
use super::select::usable;
use super::settings::{Book, Flags};
use super::{Status, Stop, World};
use crate::cli::DiffArgs;
use crate::diff::{self, Diff, DiffSettings, Impact};
use crate::model::{LadderSet, OwnerId};
use crate::parse::Loaded;
use crate::source::Kind;
use crate::view::{DiffFilter, DiffReport, Output};

pub(super) fn run(args: &DiffArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    if args.explain {
        world.write(&args.format, &Output::DiffTables)?;
        return Ok(Status::Fine);
    }
    let [old, new] = &args.revisions[..] else { return Err(forms().into()) };
    // What is in force is what the new revision's project says.
    let mut book = Book::new(Flags::default())?;
    let is_folder = world.tree.kind(new) == Ok(Kind::Folder);
    let file = if is_folder { new.join("ladder.yaml") } else { new.clone() };
    book.open(world, &folder_of(&file))?;
    let shows_pay = book.shows_pay(book.config(world.tree, &file)).0;
    let settings = DiffSettings { full: args.full, detect_renames: args.detect_renames, remap: book.remap() };
    let (old, new) = (side(world, old)?, side(world, new)?);
    if old.loaded.named.is_empty() || new.loaded.named.is_empty() {
        return Ok(Status::Unusable);
    }
    let skipped = skipped(&old, &new);
    let (old_set, new_set) = (old.comparable(&skipped), new.comparable(&skipped));
    let diff = compare(&old_set, &new_set, &settings)?;
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

/// Compares two sets.
///
/// # Errors
/// Where several things claim to have been one: nobody knows which then.
pub(super) fn compare(old: &LadderSet, new: &LadderSet, settings: &DiffSettings) -> Result<Diff, Stop> {
    let diff = diff::diff(old, new, settings);
    let Some(claim) = diff.claims.first() else { return Ok(diff) };
    let claimants: Vec<String> = claim.claimants.iter().map(|place| format!("`{place}`")).collect();
    let message = format!("{} all claim with `formerly` to have been `{}`", claimants.join(", "), claim.of);
    Err(Stop::new(Status::Unusable, message).help("one thing can become one other: keep `formerly` at one of them"))
}

fn forms() -> Stop {
    Stop::new(Status::Usage, "`ladder diff` compares two revisions").help(
        "ladder diff OLD NEW: two files, or two folders\n\
         ladder diff --explain: the kinds of change, their impacts, and the words that are judged",
    )
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

fn side(world: &mut World<'_>, path: &PathBuf) -> anyhow::Result<Side> {
    let loaded = world.load(std::slice::from_ref(path))?;
    let (ladders, status) = usable(world, &loaded)?;
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
        let is_wanted = |owner: OwnerId| !skipped.contains(&owner);
        LadderSet {
            bases: set.bases.iter().filter(|base| is_wanted(OwnerId::from(&base.id))).cloned().collect(),
            ladders: set
                .ladders
                .iter()
                .filter(|ladder| {
                    let owner = OwnerId::from(&ladder.id);
                    self.loaded.is_named(&owner) && is_wanted(owner)
                })
                .cloned()
                .collect(),
        }
    }
}
