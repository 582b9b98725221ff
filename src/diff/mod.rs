//! What a revision does to the people on a ladder: two sets compared by identity and in effect, each edit judged once.
//!
//! Pure functions of the model; knows neither text nor formats. The impacts stand in one table ([`KINDS`]), the words
//! that are compared in others ([`scales()`]).

mod asks;
mod case;
mod change;
mod compare;
mod identity;
mod impact;
mod judgement;
mod kind;
mod text;
mod verdict;

use std::collections::HashSet;

use crate::model::{LadderSet, LevelId, OwnerId, Place};

pub use case::Case;
pub use change::{Change, Edit, Reach, Sequence, Thing, Value};
pub use identity::{GONE, Names, What};
pub use impact::{Bump, Impact};
pub use judgement::{Judgement, Stale};
pub use kind::{KINDS, Kind, KindRow, Ruling};
pub use text::{Reading, Scale, Strength, is_word, likeness, negations, read, scales, stem};
pub use verdict::{OwnerVerdict, Verdict, VersionCheck};

/// What can be set about a comparison.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DiffSettings {
    /// Whether what is added or removed also lists its parts.
    pub full: bool,
    /// Impacts that a project sees otherwise than the table; of several that fit, the last holds.
    pub remap: Vec<Remap>,
    /// What the team says of single edits; stronger than the table and than `remap`.
    pub judgements: Vec<Judgement>,
}

/// An impact that a project sees otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remap {
    /// For changes of this kind.
    pub kind: Kind,
    /// What it is instead.
    pub to: Impact,
}

/// Everything that a comparison found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// Each edit once: bases first, then ladder by ladder in the order of the new revision.
    pub changes: Vec<Change>,
    /// What looks like something else than it reads; never counts for the verdict.
    pub hints: Vec<Hint>,
    /// Earlier names that several claim: an error of the new revision, save for levels. One claimant was taken to have it.
    pub claims: Vec<Claim>,
    /// Renames that no `formerly` states, found by what is said: the old place and the new one.
    pub recognised: Vec<(Place, Place)>,
    /// What became several, or a part of something else: the old place, and the new ones.
    pub became: Vec<(Place, Vec<Place>)>,
    /// Judgements of the settings that no change answers to.
    pub stale: Vec<Stale>,
    places: identity::Places,
}

impl Diff {
    /// A place of the old revision under the names that its things have now, and on the tracks that its levels are on.
    /// Where its thing is gone and another one has the name, the place is one that no file has.
    pub fn now(&self, place: &Place) -> Place {
        self.places.now(place)
    }

    /// A place of the new revision under the names that its things had, as [`Diff::now`].
    pub fn was(&self, place: &Place) -> Place {
        self.places.was(place)
    }

    /// The place of a change under the names of the new revision.
    pub fn place_now(&self, change: &Change) -> Place {
        place_now(&self.places, change)
    }

    /// The ladder or base that a change is of, by its new id, or by its old one where it is gone.
    pub fn owner_now(&self, change: &Change) -> OwnerId {
        let owner = self.place_now(change).owner;
        owner.as_str().trim_end_matches(identity::GONE).into()
    }

    /// The levels that a change stands at or reaches, each once: by the names of `new`, or by those of `old` where they
    /// are gone.
    pub fn levels(&self, old: &LadderSet, new: &LadderSet, change: &Change) -> Vec<(OwnerId, LevelId)> {
        let own = [self.place_now(change), change.place.clone()].into_iter().find_map(|place| {
            let level = place.part.level()?.clone();
            let has = |set: &LadderSet| {
                set.ladder(place.owner.as_str()).is_some_and(|ladder| ladder.level(level.as_str()).is_some())
            };
            (has(new) || has(old)).then_some((place.owner, level))
        });
        let reached = change.reaches.iter().flat_map(|reach| {
            let owner = reach.owner();
            reach.levels([new, old]).into_iter().map(move |level| (owner.clone(), level.clone()))
        });
        let mut met = HashSet::new();
        own.into_iter().chain(reached).filter(|level| met.insert(level.clone())).collect()
    }
}

/// The place of a change under the names of the new revision.
fn place_now(places: &identity::Places, change: &Change) -> Place {
    if change.kind.is_removal() { places.now(&change.place) } else { change.place.clone() }
}

/// What a hint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HintKind {
    /// Something vanished and something like it appeared: it looks like a rename.
    Rename,
    /// An expectation or a point vanished at one level and is asked at another, unchanged or nearly.
    MovedExpectation,
}

impl HintKind {
    /// The word in every format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rename => "rename",
            Self::MovedExpectation => "moved-expectation",
        }
    }

    /// What seems to have happened, between the two places: "IC4 was renamed to IC5".
    pub const fn what_happened(self) -> &'static str {
        match self {
            Self::Rename => "was renamed to",
            Self::MovedExpectation => "moved to",
        }
    }
}

/// Something that looks like something else than it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What it looks like.
    pub kind: HintKind,
    /// What is gone, in the old revision.
    pub from: Place,
    /// What came, in the new revision.
    pub to: Place,
    /// How alike the two are, in per cent.
    pub score: u8,
    /// The line to add at `to` if it was a rename: `formerly: IC4`.
    pub line: Option<String>,
}

/// An earlier name that several claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What was called so, in the old revision.
    pub of: Place,
    /// What claims to have been it, in the new revision; first the one that was taken to be it.
    pub claimants: Vec<Place>,
}

/// Compares two revisions of a set.
///
/// What could not be read on either side is passed over. The cost is linear in what is compared: the texts of both
/// sides, and for each change the levels that it concerns.
pub fn diff(old: &LadderSet, new: &LadderSet, settings: &DiffSettings) -> Diff {
    if old == new {
        return Diff::default();
    }
    let mut identity = identity::Identity::new(old, new);
    let places = identity.places();
    let translated = identity.names.applied(old);
    let hints = std::mem::take(&mut identity.hints);
    let claims = std::mem::take(&mut identity.claims);
    let recognised = std::mem::take(&mut identity.recognised);
    let (mut changes, moved, absorbed) = compare::changes(&translated, new, &identity, settings);
    let merged = identity.merged.into_iter().chain(absorbed).map(|(was, into)| (was, vec![into]));
    let mut became: Vec<(Place, Vec<Place>)> = merged.chain(identity.split).collect();
    became.sort();
    let now = |change: &Change| place_now(&places, change);
    let stale = judgement::overrule(&mut changes, &settings.judgements, 0..settings.judgements.len(), now);
    compare::fold_rewritten((&translated, new), settings, &mut changes, now);
    let stale = judgement::overrule(&mut changes, &settings.judgements, stale.iter().map(|stale| stale.index), now);
    Diff { changes, hints: hints.into_iter().chain(moved).collect(), claims, recognised, became, stale, places }
}
