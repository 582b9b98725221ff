//! One side of a comparison: its loaded files, and which of them can be compared.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Files;
use crate::model::{LadderSet, OwnerId};
use crate::parse::{self, Input, Loaded, NamedFile};
use crate::session::names::{reached, usable};
use crate::session::{Status, World};
use crate::source::{Kind, Repository, Tree};

/// One side, loaded.
pub struct LoadedSide {
    pub loaded: Loaded,
    /// Whether all of it could be used.
    pub status: Status,
    /// The ladders and bases that can be used.
    usable: BTreeSet<OwnerId>,
    /// Whether a file could not be read at all, so that its ladder or base is unknown.
    is_hazy: bool,
}

/// Loads a side. A missing file is normal in a revision, but an error for a path that belongs to one side alone.
pub fn load(world: &mut World<'_>, files: &Files) -> anyhow::Result<Loaded> {
    let tree = files.tree(world.tree);
    let mut world = world.with_tree(tree);
    if files.is_exact {
        return world.load(&files.paths);
    }
    let looked_at = if files.paths.is_empty() { vec![world.usual_place()] } else { files.paths.clone() };
    let there: Vec<PathBuf> = looked_at.into_iter().filter(|path| tree.kind(path) != Ok(Kind::Missing)).collect();
    if there.is_empty() {
        return Ok(parse::load(tree, &[]));
    }
    Ok(world.load_what_is_there(&there)?.1)
}

/// Adds ladders of the other side whose file has another path on this side, because it was moved or renamed.
/// Returns the paths of those files.
pub fn follow(
    world: &mut World<'_>,
    repository: &Repository,
    (files, loaded): (&Files, &mut Loaded),
    (other_files, other): (&Files, &Loaded),
) -> anyhow::Result<Vec<PathBuf>> {
    let is_here = |owner: &&OwnerId| loaded.is_named(owner);
    let wanted: Vec<&OwnerId> =
        other.named.iter().filter_map(|named| named.owner.as_ref()).filter(|owner| !is_here(owner)).collect();
    if files.is_exact || wanted.is_empty() {
        return Ok(Vec::new());
    }
    let (tree, other_tree) = (files.tree(world.tree), other_files.tree(world.tree));
    let mut world = world.with_tree(tree);
    let (_, all) = world.load_what_is_there(&[repository.top().to_path_buf()])?;
    let is_moved = |named: &&NamedFile| {
        let Some(owner) = &named.owner else { return false };
        // If the file has the ladder on both sides, it was not moved.
        wanted.iter().any(|wanted| {
            is_same(&all, owner, other, wanted) && holds(other_tree, &named.path).as_ref() != Some(*wanted)
        })
    };
    let moved: Vec<PathBuf> = all.named.iter().filter(is_moved).map(|named| named.path.clone()).collect();
    if !moved.is_empty() {
        let there = loaded.named.iter().map(|named| named.path.clone());
        *loaded = world.load_what_is_there(&there.chain(moved.clone()).collect::<Vec<_>>())?.1;
    }
    Ok(moved)
}

/// The ladder or base in a file.
fn holds(tree: &dyn Tree, path: &Path) -> Option<OwnerId> {
    let loaded = parse::load(tree, &[Input::Path(path.to_path_buf())]);
    loaded.named.first().and_then(|named| named.owner.clone())
}

/// Whether two ids name the same ladder or base, before and after a rename in either direction.
fn is_same(one: &Loaded, id: &OwnerId, other: &Loaded, other_id: &OwnerId) -> bool {
    let was = |loaded: &Loaded, id: &OwnerId, earlier: &OwnerId| {
        let ladder = loaded.set.ladder(id.as_str());
        ladder.is_some_and(|ladder| ladder.formerly.iter().any(|name| name.as_str() == earlier.as_str()))
    };
    id == other_id || was(one, id, other_id) || was(other, other_id, id)
}

/// The ladders and bases that cannot be compared: broken on one side, or perhaps in a broken file.
pub fn skipped(old: &LoadedSide, new: &LoadedSide) -> BTreeSet<OwnerId> {
    let (of_old, of_new) = (old.owners(), new.owners());
    let mut skipped: BTreeSet<OwnerId> =
        of_old.difference(&old.usable).chain(of_new.difference(&new.usable)).cloned().collect();
    if old.is_hazy {
        skipped.extend(of_new.difference(&of_old).cloned());
    }
    if new.is_hazy {
        skipped.extend(of_old.difference(&of_new).cloned());
    }
    skipped
}

/// The ladders and bases whose content, or whose existence, is unknown.
pub enum Doubt {
    Of(BTreeSet<OwnerId>),
    AllBut(BTreeSet<OwnerId>),
}

impl Doubt {
    fn has(&self, owner: &OwnerId) -> bool {
        match self {
            Self::Of(owners) => owners.contains(owner),
            Self::AllBut(owners) => !owners.contains(owner),
        }
    }

    /// The ladders and bases that are unknown on both sides.
    pub fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::AllBut(some), Self::AllBut(more)) => Self::AllBut(some.union(more).cloned().collect()),
            (Self::Of(owners), doubt) | (doubt, Self::Of(owners)) => {
                Self::Of(owners.iter().filter(|owner| doubt.has(owner)).cloned().collect())
            }
        }
    }

    /// A set without the ladders and bases in doubt.
    pub fn without(&self, set: &LadderSet) -> LadderSet {
        LadderSet {
            bases: set.bases.iter().filter(|base| !self.has(&base.owner())).cloned().collect(),
            ladders: set.ladders.iter().filter(|ladder| !self.has(&ladder.owner())).cloned().collect(),
        }
    }
}

impl LoadedSide {
    /// Determines which ladders and bases can be used. Reports the others on standard error.
    pub fn new(world: &mut World<'_>, files: &Files, loaded: Loaded) -> anyhow::Result<Self> {
        let mut world = world.with_tree(files.tree(world.tree));
        let (ladders, status) = usable(&mut world, &loaded)?;
        let mut owners: BTreeSet<OwnerId> = ladders.iter().map(|(ladder, _)| ladder.owner()).collect();
        let is_sound = |owner: &OwnerId| {
            let named = loaded.named.iter().find(|named| named.owner.as_ref() == Some(owner));
            named.is_none_or(|named| !named.has_errors)
        };
        owners.extend(loaded.set.bases.iter().map(|base| base.owner()).filter(|base| is_sound(base)));
        let is_hazy = !loaded.unreadable.is_empty() || loaded.named.iter().any(|named| named.owner.is_none());
        Ok(Self { usable: owners, is_hazy, status, loaded })
    }

    /// Whether there is nothing to compare because the files could not be read.
    pub fn is_broken(&self, files: &Files) -> bool {
        self.loaded.named.is_empty() && (files.is_exact || !self.loaded.unreadable.is_empty())
    }

    /// The ladders and bases to compare, without those that are skipped.
    pub fn comparable(&self, skipped: &BTreeSet<OwnerId>) -> LadderSet {
        let set = &self.loaded.set;
        let is_named = |owner: &OwnerId| self.loaded.is_named(owner);
        let ladders = || self.loaded.named_ladders();
        // A ladder that is loaded only to resolve a reference is not compared: the other side may not need it.
        let reached: BTreeSet<OwnerId> = ladders().flat_map(|ladder| reached(&self.loaded, ladder)).collect();
        let is_base = |owner: &OwnerId| is_named(owner) || reached.contains(owner);
        let is_wanted = |owner: &OwnerId| !skipped.contains(owner);
        let bases = set.bases.iter().map(|base| (base.owner(), base));
        LadderSet {
            bases: bases.filter(|(id, _)| is_base(id) && is_wanted(id)).map(|(_, base)| base.clone()).collect(),
            ladders: ladders().filter(|ladder| is_wanted(&ladder.owner())).cloned().collect(),
        }
    }

    /// The same, but ladders that cannot be used here are taken from `other`, so that they do not seem to change;
    /// and the ids of those ladders.
    pub fn comparable_or(&self, other: &LadderSet) -> (LadderSet, Vec<OwnerId>) {
        let here = self.owners();
        let broken: BTreeSet<OwnerId> = here.difference(&self.usable).cloned().collect();
        let mut set = self.comparable(&broken);
        let stands_in = |owner: &OwnerId| broken.contains(owner) || (self.is_hazy && !here.contains(owner));
        let mut stand_ins = Vec::new();
        for (id, base) in other.bases.iter().map(|base| (base.owner(), base)) {
            if stands_in(&id) {
                set.bases.push(base.clone());
                stand_ins.push(id);
            }
        }
        for (id, ladder) in other.ladders.iter().map(|ladder| (ladder.owner(), ladder)) {
            if stands_in(&id) {
                set.ladders.push(ladder.clone());
                stand_ins.push(id);
            }
        }
        (set, stand_ins)
    }

    /// The ladders and bases that are unknown on this side.
    pub fn doubt(&self) -> Doubt {
        if !self.is_hazy {
            return Doubt::Of(self.owners().difference(&self.usable).cloned().collect());
        }
        let sure = self.loaded.set.ladders.iter().filter(|ladder| self.usable.contains(&ladder.owner()));
        let earlier = sure.flat_map(|ladder| &ladder.formerly).map(|name| OwnerId::from(name.as_str()));
        Doubt::AllBut(self.usable.iter().cloned().chain(earlier).collect())
    }

    /// Every ladder and base that was loaded, broken or not.
    fn owners(&self) -> BTreeSet<OwnerId> {
        let set = &self.loaded.set;
        let ladders = set.ladders.iter().map(|ladder| ladder.owner());
        ladders.chain(set.bases.iter().map(|base| base.owner())).collect()
    }
}
