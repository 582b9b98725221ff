//! The causes of findings, worked out once per ladder for all rules.
//!
//! One mistake is one finding: if several rules would report one cause, this decides which of them does. So no rule has to
//! know another.

mod ceilings;
mod gaps;
mod stuck;
mod switches;
mod threads;

use super::Subject;
use super::texts::Texts;
use crate::model::TrackKind;
use crate::model::resolve::{Rank, Resolved, Route, Side, Sides, Standing};

pub(super) use ceilings::Ceiling;
pub(super) use gaps::Collision;
pub use gaps::Gap;
pub(super) use stuck::Stuck;
pub(super) use switches::{Raising, Switch, Uncrossed};
pub(super) use threads::{Idle, compare_steps, is_active, is_described, told, tracks};

/// The one side that a level counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Own {
    Ic,
    Manager,
}

impl Own {
    /// The side of a level; `None` for shared levels, which belong to both, and for tracks that are not compared.
    pub fn of(standing: &Standing<'_>) -> Option<Self> {
        match standing.track.kind.get()? {
            _ if !standing.track.is_aligned() => None,
            TrackKind::Ic => Some(Self::Ic),
            TrackKind::Manager | TrackKind::Hybrid => Some(Self::Manager),
            TrackKind::Shared => None,
        }
    }

    pub fn side(self, sides: &Sides) -> &Side {
        match self {
            Self::Ic => &sides.ic,
            Self::Manager => &sides.manager,
        }
    }
}

/// Every gap of a ladder, from the lowest grade up: a grade at which one side has a level and the other has none.
pub fn gaps(resolved: &Resolved<'_>) -> Vec<Gap> {
    gaps::gaps(resolved, &resolved.sides_by_craft())
}

/// The causes of one ladder. Each craft is compared with itself.
pub struct Causes {
    /// Every grade that one side has and the other skips, from the lowest up.
    pub(super) gaps: Vec<Gap>,
    /// Levels of one track at one grade, track by track.
    pub(super) collisions: Vec<Collision>,
    /// Sides that end below the other.
    pub(super) ceilings: Vec<Ceiling>,
    /// Every way from one side to the other within a craft, in the order of the routes.
    pub(super) switches: Vec<Switch>,
    /// The crafts whose sides nothing connects.
    pub(super) uncrossed: Vec<Uncrossed>,
    /// The levels without a way up on their own side, in the order of the file.
    pub(super) stuck: Vec<Stuck>,
    /// The levels from which going into management is a promotion, in the order of the file.
    pub(super) raising: Vec<Raising>,
    /// The levels that ask for nothing more than the levels below, in the order of the file.
    pub(super) idle: Vec<Idle>,
    /// Whether every move between this ladder and any other is known, so that the absence of one says something.
    pub(super) moves_are_known: bool,
}

impl Causes {
    pub(super) fn new(
        resolved: &Resolved<'_>,
        crafts: &[Sides],
        routes: &[Route<'_>],
        texts: &Texts<'_>,
        moves_are_known: bool,
    ) -> Self {
        let collisions = gaps::collisions(resolved);
        let (gaps, collisions) = gaps::settle(resolved, gaps::gaps(resolved, crafts), collisions);
        let switches = switches::switches(resolved, routes);
        let mut causes = Self {
            gaps,
            collisions,
            ceilings: ceilings::ceilings(resolved, crafts),
            uncrossed: switches::uncrossed(resolved, crafts, &switches),
            switches,
            stuck: Vec::new(),
            raising: Vec::new(),
            idle: threads::idle(resolved, texts),
            moves_are_known,
        };
        causes.stuck = stuck::stuck(resolved, routes, &causes);
        causes.raising = switches::raising(resolved, crafts, &causes);
        causes
    }

    /// The grade at which a side ends too early for a level, in any of its crafts.
    pub(super) fn ceiling(&self, resolved: &Resolved<'_>, own: Own, level: usize) -> Option<Rank> {
        let crafts = resolved.crafts_of(level);
        let ceilings = self.ceilings.iter().filter(|ceiling| ceiling.own == own && crafts.contains(&ceiling.craft));
        ceilings.map(|ceiling| ceiling.top).min()
    }

    /// Whether a side lacks a grade from `low` to `high`, in one of the crafts of `level`.
    fn has_gap(&self, resolved: &Resolved<'_>, own: Own, level: usize, (low, high): (Rank, Rank)) -> bool {
        let start = self.gaps.partition_point(|gap| gap.rank < low);
        let within = self.gaps[start..].iter().take_while(|gap| gap.rank <= high);
        within.into_iter().any(|gap| gap.is_on_ic == (own == Own::Ic) && resolved.crafts_of(level).contains(&gap.craft))
    }
}

/// The grade or grades of a level, as they read in a sentence.
pub(super) fn grades(subject: &Subject<'_>, level: usize) -> String {
    subject.resolved.levels[level].level.grades.get().map_or_else(String::new, |span| format!("grade {span}"))
}
