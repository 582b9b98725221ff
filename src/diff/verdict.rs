//! What all changes amount to, for each file and over all, and whether versions say so.

use std::collections::{HashMap, HashSet};

use semver::Version;

use super::{Bump, Change, Diff, Impact, Kind};
use crate::model::{LadderSet, OwnerId, Place, Stated};

/// What changes amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Verdict {
    /// The worst impact; `None` where nothing changed.
    pub impact: Option<Impact>,
    /// The version bump that it asks for.
    pub bump: Bump,
}

impl Verdict {
    /// What these changes amount to: the worst of them.
    pub fn of<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Self {
        Self::worst(changes.into_iter().map(|change| change.impact).max())
    }

    fn worst(impact: Option<Impact>) -> Self {
        Self { impact, bump: impact.map_or(Bump::None, Impact::bump) }
    }
}

/// What changes amount to for one ladder or base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnerVerdict {
    /// The ladder or base: its new id, or its old one where it is gone.
    pub owner: OwnerId,
    /// Whether it is a base.
    pub is_base: bool,
    /// What changes amount to for its people: those in its own file and those in bases that reach it.
    pub verdict: Verdict,
    /// What the changes in its own file amount to, by which its version is judged.
    pub own: Verdict,
    /// Its version.
    pub version: VersionCheck,
}

/// The version of a ladder or base, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VersionCheck {
    /// What it was; `None` where none was written.
    pub old: Option<String>,
    /// What it is; `None` where none is written.
    pub new: Option<String>,
    /// Whether it rose by as much as its own changes ask for; `None` where one of the two is not written.
    pub suffices: Option<bool>,
}

impl VersionCheck {
    /// Compares two versions. Before 1.0.0 the second number stands for the first, and the third for the others, as
    /// Cargo reads it.
    fn new(old: &Stated<String>, new: &Stated<String>, bump: Bump) -> Self {
        let read = |version: &Stated<String>| version.text().and_then(|text| Version::parse(text).ok());
        let suffices = read(old).zip(read(new)).map(|(old, new)| suffices(&old, &new, bump));
        Self { old: old.text().map(str::to_owned), new: new.text().map(str::to_owned), suffices }
    }
}

fn suffices(old: &Version, new: &Version, bump: Bump) -> bool {
    let first = |version: &Version| version.major;
    let second = |version: &Version| (version.major, version.minor);
    match bump {
        Bump::None => new >= old,
        Bump::Patch => new > old,
        Bump::Minor if old.major == 0 => new > old,
        Bump::Minor => second(new) > second(old),
        Bump::Major if old.major == 0 => second(new) > second(old),
        Bump::Major => first(new) > first(old),
    }
}

impl Diff {
    /// What all changes amount to.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(&self.changes)
    }

    /// What the changes amount to for each base and ladder: bases first, then ladders, in the order of the new revision,
    /// then those that are gone.
    pub fn verdicts(&self, old: &LadderSet, new: &LadderSet) -> Vec<OwnerVerdict> {
        let tallies = self.tallies();
        let verdict = |owner: OwnerId, is_base: bool, versions: (&Stated<String>, &Stated<String>)| {
            let Tally { own, all } = tallies.get(&owner).copied().unwrap_or_default();
            let own = Verdict::worst(own);
            let version = VersionCheck::new(versions.0, versions.1, own.bump);
            OwnerVerdict { version, owner, is_base, verdict: Verdict::worst(all), own }
        };
        let mut verdicts = Vec::new();
        for base in &new.bases {
            let before = old.base(base.id.as_str()).map_or(&Stated::Unstated, |base| &base.version);
            verdicts.push(verdict(base.owner(), true, (before, &base.version)));
        }
        for ladder in &new.ladders {
            let owner = ladder.owner();
            let before = old.ladder(self.was(&Place::whole(owner.clone())).owner.as_str());
            let before = before.map_or(&Stated::Unstated, |ladder| &ladder.version);
            verdicts.push(verdict(owner, false, (before, &ladder.version)));
        }
        for base in old.bases.iter().filter(|base| new.base(base.id.as_str()).is_none()) {
            verdicts.push(verdict(base.owner(), true, (&base.version, &Stated::Unstated)));
        }
        let removed = self.changes.iter().filter(|change| change.kind == Kind::LadderRemoved);
        let gone: HashSet<&OwnerId> = removed.map(|change| &change.place.owner).collect();
        for ladder in &old.ladders {
            let owner = ladder.owner();
            // An id that lives on in another ladder has its verdict already.
            if gone.contains(&owner) && new.ladder(ladder.id.as_str()).is_none() {
                verdicts.push(verdict(owner, false, (&ladder.version, &Stated::Unstated)));
            }
        }
        verdicts
    }

    /// The worst impacts for each ladder and base that a change is of or reaches.
    fn tallies(&self) -> HashMap<OwnerId, Tally> {
        let mut tallies: HashMap<OwnerId, Tally> = HashMap::new();
        for change in &self.changes {
            let impact = Some(change.impact);
            let of = tallies.entry(self.owner_now(change)).or_default();
            *of = Tally { own: of.own.max(impact), all: of.all.max(impact) };
            for reach in &change.reaches {
                let reached = tallies.entry(reach.owner()).or_default();
                reached.all = reached.all.max(impact);
            }
        }
        tallies
    }
}

/// The worst impacts for one ladder or base.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    /// Of the changes in its own file.
    own: Option<Impact>,
    /// Of these and of those in bases that reach it.
    all: Option<Impact>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rises(old: &str, new: &str, bump: Bump) -> bool {
        suffices(&Version::parse(old).expect(old), &Version::parse(new).expect(new), bump)
    }

    #[test]
    fn a_version_has_to_rise_by_as_much_as_was_changed() {
        assert!(rises("1.2.3", "1.2.3", Bump::None) && !rises("1.2.3", "1.2.2", Bump::None));
        assert!(rises("1.2.3", "1.2.4", Bump::Patch) && !rises("1.2.3", "1.2.3", Bump::Patch));
        assert!(rises("1.2.3", "1.3.0", Bump::Minor) && !rises("1.2.3", "1.2.9", Bump::Minor));
        assert!(rises("1.2.3", "2.0.0", Bump::Major) && !rises("1.2.3", "1.9.0", Bump::Major));
        assert!(rises("0.2.3", "0.3.0", Bump::Major) && !rises("0.2.3", "0.2.4", Bump::Major));
        assert!(rises("0.2.3", "0.2.4", Bump::Minor) && !rises("2.0.0", "1.0.0", Bump::Minor));
    }
}
