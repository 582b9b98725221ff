//! The history of ladders, followed through renames.
//!
//! It goes from the newest revision to the oldest and compares each state with the next older one. In each state the followed
//! thing has the id of that time.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::Files;
use super::comparing::settings;
use super::sides::{Doubt, LoadedSide, follow, load};
use crate::config;
use crate::diff::{Change, Diff, DiffSettings, Edit, Kind, diff};
use crate::model::{Ladder, LadderSet, OwnerId, Part, Place};
use crate::parse::Loaded;
use crate::session::names::several;
use crate::session::{Status, Stop, World};
use crate::source::{Commit, Kind as PathKind, Repository, Tree};

/// What is looked at, and what of it is wanted.
#[derive(Default)]
pub struct Scope {
    /// The files and folders to look at; if empty, the usual folder of ladders.
    pub paths: Vec<PathBuf>,
    /// The only thing whose changes are wanted; `None` for all of them.
    pub wanted: Option<Wanted>,
    /// Whether pay is left out, as if no revision had any.
    pub hides_pay: bool,
}

/// The only thing whose changes are wanted.
pub enum Wanted {
    /// What is in a file or folder.
    Path(PathBuf),
    /// A ladder, base or level, by its name.
    Name(String),
}

/// Takes what is found, newest first.
pub trait Listener {
    /// Whether nothing older is wanted. It is asked when all that belongs to newer revisions is told.
    fn is_enough(&self) -> bool;

    /// Changes from one state to the next.
    fn changed(&mut self, step: &Step<'_>);

    /// A file that cannot be read since a revision, of which `followed` is the wanted thing.
    fn unread(&mut self, revision: (usize, &Commit), followed: Option<&str>, path: &str);
}

/// The changes from a state to the next newer one.
pub struct Step<'s> {
    pub old: &'s LadderSet,
    pub new: &'s LadderSet,
    pub diff: &'s Diff,
    /// Those of the wanted thing.
    pub changes: Vec<&'s Change>,
    /// What the wanted thing is called there; `None` for all ladders, or several.
    pub followed: Option<String>,
    commits: &'s [Commit],
    state: &'s State,
}

impl Step<'_> {
    /// The revision that is answerable for the changes of a ladder or base, and its number from the newest. It is an earlier
    /// one in this walk if the file could not be read in this one.
    pub fn revision(&self, owner: &OwnerId) -> (usize, &Commit) {
        let index = self.state.since.get(owner).copied().unwrap_or(self.state.index);
        (index, &self.commits[index])
    }
}

/// How a walk ended.
pub struct Walked {
    /// Whether a revision has the wanted thing.
    pub is_found: bool,
    /// The ladders of the newest revision.
    pub newest: Option<LadderSet>,
    /// What to do about it, if the clone does not hold the whole history and older revisions were wanted.
    pub cut: Option<String>,
}

/// Walks through the history of a revision.
///
/// # Errors
/// If git fails, or a name means several levels.
pub fn walk(
    repository: &Repository,
    revision: &str,
    scope: Scope,
    listener: &mut dyn Listener,
    world: &mut World<'_>,
) -> anyhow::Result<Walked> {
    let commits = repository.history(revision).map_err(Stop::from)?;
    let Scope { paths, wanted, hides_pay } = scope;
    let settings = DiffSettings::default();
    let mut walk = Walk { repository, paths, wanted, hides_pay, moved: Vec::new(), following: None, settings };
    let mut newest = None;
    let mut newer: Option<State> = None;
    let mut is_enough = false;
    for (index, commit) in commits.iter().enumerate() {
        // What is owed to a revision that is listed has yet to be found.
        is_enough = listener.is_enough() && newer.as_ref().is_none_or(|newer| newer.since.is_empty());
        if is_enough {
            break;
        }
        newer = Some(match newer {
            None => {
                let state = walk.state(world, &commits, index, None)?;
                newest = Some(state.set.clone());
                state
            }
            // The files became what they are in an older revision.
            Some(known) if walk.is_same(world, commit, &known) => State { index, ..known },
            Some(known) => {
                let state = walk.state(world, &commits, index, Some(&known))?;
                walk.compare(&commits, Some(&state), &known, listener)?;
                state
            }
        });
    }
    // A commit that the clone lacks may contain it.
    let is_cut = !is_enough && repository.is_shallow().map_err(Stop::from)?;
    match newer {
        Some(oldest) if is_cut => drop(walk.resolve(&oldest)?),
        Some(oldest) if !is_enough => walk.compare(&commits, None, &oldest, listener)?,
        _ => {}
    }
    let cut = if is_cut { Some(repository.whole_history().map_err(Stop::from)?) } else { None };
    Ok(Walked { is_found: walk.following.is_some(), newest, cut })
}

/// The followed thing, by its ids in the revision that the walk has reached.
struct Following {
    owners: BTreeSet<OwnerId>,
    /// A level of the only owner.
    level: Option<String>,
}

/// A revision's ladders.
struct State {
    /// The number of the revision from the newest: the oldest one that has them.
    index: usize,
    files: Files,
    loaded: Loaded,
    /// The ladders. Those that could not be read here are taken from the next newer revision.
    set: LadderSet,
    /// The ladders that are taken from a newer revision, and its number: their changes are listed there.
    since: BTreeMap<OwnerId, usize>,
    /// The ladders that neither this revision nor a newer one could read.
    doubt: Doubt,
    /// The files that were looked at.
    seen: Seen,
    /// The files that could not be read, each with its ladder if that is known.
    unread: BTreeMap<String, Option<OwnerId>>,
}

/// The files that were looked at in a revision.
#[derive(PartialEq, Eq)]
struct Seen {
    /// The files in its folders, without ignored ones.
    found: BTreeSet<PathBuf>,
    /// Every file, and its object.
    objects: BTreeMap<PathBuf, Option<String>>,
}

impl State {
    /// The ladder or base in a file, if this revision or a newer one could read it.
    fn owner(&self, shown: &str, path: &Path) -> Option<OwnerId> {
        let named = self.loaded.named.iter().find(|named| named.path == path);
        named.and_then(|named| named.owner.clone()).or_else(|| self.unread.get(shown).cloned().flatten())
    }
}

/// A walk through the history.
struct Walk<'a> {
    repository: &'a Repository,
    paths: Vec<PathBuf>,
    wanted: Option<Wanted>,
    hides_pay: bool,
    /// The earlier paths of ladders that were moved.
    moved: Vec<PathBuf>,
    following: Option<Following>,
    /// The settings of the newest revision.
    settings: DiffSettings,
}

impl Walk<'_> {
    /// The files to look at in a revision.
    fn files(&self, commit: &Commit, world: &mut World<'_>) -> Files {
        let revision = self.repository.commit(commit);
        let mut paths = self.paths.clone();
        if paths.is_empty() {
            paths.push(world.with_tree(&revision).usual_place());
        }
        if let Some(Wanted::Path(path)) = &self.wanted {
            paths.push(path.clone());
        }
        paths.extend(self.moved.iter().cloned());
        Files { name: commit.short.clone(), revision: Some(revision), paths, is_exact: false }
    }

    /// Loads a revision's ladders.
    fn state(
        &mut self,
        world: &mut World<'_>,
        commits: &[Commit],
        index: usize,
        newer: Option<&State>,
    ) -> anyhow::Result<State> {
        let sink = &mut io::sink();
        let mut world = World { err: sink, ..world.with_tree(world.tree) };
        let files = self.files(&commits[index], &mut world);
        let mut loaded = load(&mut world, &files)?;
        if let Some(newer) = newer {
            let moved = follow(&mut world, self.repository, (&files, &mut loaded), (&newer.files, &newer.loaded))?;
            self.moved.extend(moved);
        } else {
            let book = settings(&mut world, &files)?.0;
            self.settings.remap = book.remap();
        }
        if let Some(failure) = self.repository.failure() {
            // An unreadable file is part of the history. A failure of git is not, and stops the run.
            let failed = loaded.unreadable.iter().find(|error| error.reason == failure.to_string());
            return Err(match failed {
                Some(error) => Stop::new(Status::Unusable, error.to_string()),
                None => Stop::from(failure),
            }
            .into());
        }
        let side = LoadedSide::new(&mut world, &files, loaded)?;
        let (mut set, stand_ins) = side.comparable_or(newer.map_or(&LadderSet::default(), |newer| &newer.set));
        if self.hides_pay {
            set.hide_pay();
        }
        let doubt = newer.map_or_else(|| side.doubt(), |newer| newer.doubt.and(&side.doubt()));
        let since = |owner: OwnerId| {
            let newer = newer?;
            Some((owner.clone(), newer.since.get(&owner).copied().unwrap_or(newer.index)))
        };
        let since = stand_ins.into_iter().filter_map(since).collect();
        let loaded = side.loaded;
        let broken = loaded.named.iter().filter(|named| named.has_errors);
        let mut unread: BTreeMap<String, Option<OwnerId>> = broken
            .map(|named| {
                let path = path_in(loaded.sources.path(named.file));
                let owner = named.owner.clone().or_else(|| newer.and_then(|newer| newer.owner(&path, &named.path)));
                (path, owner)
            })
            .collect();
        unread.extend(loaded.unreadable.iter().map(|error| (path_in(&error.path), None)));
        let seen = seen(&files, world.tree, &loaded);
        Ok(State { index, files, loaded, set, since, doubt, seen, unread })
    }

    /// Whether a revision has exactly the files that were looked at in a newer one, each the same object.
    fn is_same(&self, world: &mut World<'_>, commit: &Commit, newer: &State) -> bool {
        let files = self.files(commit, world);
        seen(&files, world.tree, &newer.loaded) == newer.seen
    }

    /// Compares a revision with the next older one, and adds the changes that affect the followed thing.
    fn compare(
        &mut self,
        commits: &[Commit],
        older: Option<&State>,
        newer: &State,
        listener: &mut dyn Listener,
    ) -> anyhow::Result<()> {
        let is_of_older = !self.resolve(newer)?;
        if is_of_older && !older.map_or(Ok(false), |older| self.resolve(older))? {
            return Ok(());
        }
        // A ladder that is broken in the newest revision has no newer state to take its place, and was not removed.
        let old = &older.map_or_else(LadderSet::default, |older| newer.doubt.without(&older.set));
        let mut settings = self.settings.clone();
        // If a whole ladder was added, the level is a part of that change.
        settings.full = self.following.as_ref().is_some_and(|following| following.level.is_some());
        let diff = diff(old, &newer.set, &settings);
        let name = self.following.as_ref().and_then(Following::name);
        // If only the older revision has the id, the thing that it became is followed too.
        let became =
            self.following.as_ref().filter(|_| is_of_older).map(|following| following.go_on((old, &newer.set), &diff));
        let is_wanted = |change: &&Change| {
            let takes =
                |following: &Following| following.takes(change, &newer.set) || following.is_left_by(change, &diff);
            self.following.as_ref().is_none_or(takes) || became.as_ref().is_some_and(takes)
        };
        let changes: Vec<&Change> = diff.changes.iter().filter(is_wanted).collect();
        if !changes.is_empty() {
            let followed = name.clone();
            listener.changed(&Step { old, new: &newer.set, diff: &diff, changes, followed, commits, state: newer });
        }
        for (path, owner) in &newer.unread {
            let is_followed = match (&self.following, owner) {
                (Some(following), Some(owner)) => following.owners.contains(owner),
                _ => true,
            };
            // It is reported once, where it began.
            if is_followed && !older.is_some_and(|older| older.unread.contains_key(path)) {
                listener.unread((newer.index, &commits[newer.index]), name.as_deref(), path);
            }
        }
        if let Some(following) = &mut self.following {
            *following = following.go_back((old, &newer.set), &diff);
        }
        Ok(())
    }

    /// Looks up the argument among the ladders of a revision. Returns whether it is found by now.
    fn resolve(&mut self, state: &State) -> Result<bool, Stop> {
        if self.following.is_none() {
            self.following = match &self.wanted {
                None => return Ok(true),
                Some(Wanted::Path(path)) => {
                    let tree = state.files.revision.as_ref().expect("a history is made of revisions");
                    let path = tree.canonical(path);
                    let is_it = |named: &&crate::parse::NamedFile| tree.canonical(&named.path).starts_with(&path);
                    let owners: BTreeSet<OwnerId> =
                        state.loaded.named.iter().filter(is_it).filter_map(|named| named.owner.clone()).collect();
                    (!owners.is_empty()).then_some(Following { owners, level: None })
                }
                Some(Wanted::Name(name)) => Following::of(&state.set, name)?,
            };
        }
        Ok(self.following.is_some())
    }
}

impl Following {
    /// What a name means in a revision: a ladder, a base or a level; `None` if nothing has that name.
    fn of(set: &LadderSet, name: &str) -> Result<Option<Self>, Stop> {
        let whole = |owner: OwnerId| Self { owners: BTreeSet::from([owner]), level: None };
        let level = |ladder: &Ladder, level: &str| Self { level: Some(level.to_owned()), ..whole(ladder.owner()) };
        if set.ladder(name).is_some() || set.base(name).is_some() {
            return Ok(Some(whole(OwnerId::from(name))));
        }
        if let Some((ladder, id)) = name.split_once('/') {
            let home = set.ladder(ladder).filter(|ladder| ladder.level(id).is_some());
            return Ok(home.map(|ladder| level(ladder, id)));
        }
        let homes: Vec<&Ladder> = set.ladders.iter().filter(|ladder| ladder.level(name).is_some()).collect();
        match homes[..] {
            [] => Ok(None),
            [home] => Ok(Some(level(home, name))),
            _ => Err(several(name, &homes)),
        }
    }

    /// The name to pass to `ladder show --at` for the revision; `None` for several.
    fn name(&self) -> Option<String> {
        let owner = self.owners.first().filter(|_| self.owners.len() == 1)?;
        Some(self.level.as_ref().map_or_else(|| owner.to_string(), |level| format!("{owner}/{level}")))
    }

    /// Whether a change affects the followed thing.
    fn takes(&self, change: &Change, new: &LadderSet) -> bool {
        let is_own = self.owners.contains(&change.place.owner);
        let Some(wanted) = &self.level else {
            return is_own || change.reaches.iter().any(|reach| self.owners.contains(&reach.owner()));
        };
        let is_at = change.place.part.level().is_some_and(|level| level.as_str() == wanted);
        // A thing that is added or removed as a whole is one change, not one per part.
        let is_part = change.edit == Edit::Included && !matches!(change.place.part, Part::Level(..));
        let reaches = || {
            let mine = change.reaches.iter().filter(|reach| self.owners.contains(&reach.owner()));
            mine.flat_map(|reach| reach.levels([new])).any(|level| level.as_str() == wanted)
        };
        (is_own && is_at && !is_part) || reaches()
    }

    /// Whether the thing with this id was renamed; the id may be used again later.
    fn is_left_by(&self, change: &Change, diff: &Diff) -> bool {
        let kind = if self.level.is_some() { Kind::LevelRenamed } else { Kind::LadderRenamed };
        let was = diff.was(&change.place);
        let level = was.part.level().map(|level| level.as_str());
        change.kind == kind && self.owners.contains(&was.owner) && level == self.level.as_deref()
    }

    /// From the ids of `old` to those of `new`.
    fn go_on(&self, (old, new): (&LadderSet, &LadderSet), diff: &Diff) -> Self {
        self.under((old, new), |place| diff.now(place))
    }

    /// From the ids of `new` to those of `old`.
    fn go_back(&self, (old, new): (&LadderSet, &LadderSet), diff: &Diff) -> Self {
        self.under((new, old), |place| diff.was(place))
    }

    /// By the names of another revision; what that does not have keeps its id, by which it may come again.
    fn under(&self, (here, there): (&LadderSet, &LadderSet), way: impl Fn(&Place) -> Place) -> Self {
        let owner = |owner: &OwnerId| {
            let place = way(&Place::whole(owner.clone()));
            if there.ladder(place.owner.as_str()).is_some() { place.owner } else { owner.clone() }
        };
        let level = |id: &String| {
            let place = self.owners.iter().find_map(|owner| {
                let (track, level) = here.ladder(owner.as_str())?.level(id)?;
                Some(way(&Place::new(owner.clone(), Part::Level(track.id.clone(), level.id.clone()))))
            })?;
            let (_, level) = there.ladder(place.owner.as_str())?.level(place.part.level()?.as_str())?;
            Some(level.id.to_string())
        };
        Self {
            owners: self.owners.iter().map(owner).collect(),
            level: self.level.as_ref().map(|id| level(id).unwrap_or_else(|| id.clone())),
        }
    }
}

/// The files to look at and those that were looked at, with their objects in a revision.
fn seen(files: &Files, disk: &dyn Tree, loaded: &Loaded) -> Seen {
    let tree = files.tree(disk);
    let mut found = BTreeSet::new();
    let mut paths: BTreeSet<PathBuf> = loaded.looked_up.iter().cloned().collect();
    for place in &files.paths {
        if tree.kind(place) == Ok(PathKind::Folder) {
            found.extend(tree.walk(place).unwrap_or_default().files.iter().map(|file| tree.canonical(file)));
        }
        paths.extend(config::nearest(tree, place));
        paths.insert(tree.canonical(place));
    }
    paths.extend(found.iter().cloned());
    let revision = files.revision.as_ref().expect("a history is made of revisions");
    let objects = paths.into_iter().map(|path| (path.clone(), revision.object(&path))).collect();
    Seen { found, objects }
}

/// The path of `REV:PATH`.
fn path_in(shown: &Path) -> String {
    let shown = shown.display().to_string();
    shown.split_once(':').map_or_else(|| shown.clone(), |(_, path)| path.to_owned())
}
