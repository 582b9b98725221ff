//! Whether people can move where they should.
//!
//! Here is what several of these rules ask. Where more than one would speak of one cause, the later one in the order of
//! the catalogue asks here whether an earlier one has spoken.

mod onward;

pub mod dead_end;
pub mod duplicate_move;
pub mod forced_switch;
pub mod no_switch;
pub mod one_way_switch;
pub mod promotion_by_switch;
pub mod unreachable_level;

use std::cmp::Ordering;

use super::Subject;
use super::alignment::{grade_gap, track_ceiling};
use crate::finding::Mark;
use crate::model::resolve::{Rank, Route, Side, Standing};
use crate::model::{Part, Place, TrackKind};

/// The one side that a level counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    Ic,
    Manager,
}

impl Own {
    /// The side of a level; `None` for shared levels, which are of both, and where the track is compared with no other.
    fn of(standing: &Standing<'_>) -> Option<Self> {
        match standing.track.kind.get()? {
            _ if !standing.track.is_aligned() => None,
            TrackKind::Ic => Some(Self::Ic),
            TrackKind::Manager | TrackKind::Hybrid => Some(Self::Manager),
            TrackKind::Shared => None,
        }
    }

    fn side<'s>(self, subject: &'s Subject<'_>) -> &'s Side {
        match self {
            Self::Ic => &subject.sides.ic,
            Self::Manager => &subject.sides.manager,
        }
    }
}

/// A way from one side to the other within the ladder.
struct Switch<'s> {
    from: usize,
    to: usize,
    /// The side that it leads to.
    into: Own,
    /// Whether it raises the grade; lateral is `Equal`, and `None` where a grade is not known.
    rise: Option<Ordering>,
    route: &'s Route<'s>,
}

/// Every switch, in the order of the routes.
fn switches<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = Switch<'s>> {
    let resolved = subject.resolved;
    subject.routes.iter().filter_map(|route| {
        let (from, to) = route.within()?;
        let into = Own::of(&resolved.levels[to])?;
        let crosses = Own::of(&resolved.levels[from])? != into;
        crosses.then(|| Switch { from, to, into, rise: resolved.rise(from, to), route })
    })
}

/// A mark at where a route is written; `None` where it only follows from the order of the levels.
fn route_mark(route: &Route<'_>, label: impl Into<String>) -> Option<Mark> {
    Some(Mark::place(route_place(route)?, label))
}

/// The place of the move that writes a route.
fn route_place(route: &Route<'_>) -> Option<Place> {
    let (writer, written) = route.written?;
    let part = Part::Move(written.from.relative_to(&writer.id), written.to.relative_to(&writer.id));
    Some(Place::new(&writer.id, part))
}

/// Whether every move between this ladder and any other is known, so that the absence of one says something.
fn moves_are_known(subject: &Subject<'_>) -> bool {
    subject.resolved.set.ladders.iter().all(|ladder| !ladder.moves.partial)
}

/// The grade or grades of a level, as they read in a sentence.
fn grades(subject: &Subject<'_>, level: usize) -> String {
    subject.resolved.levels[level].level.grades.get().map_or_else(String::new, |span| format!("grade {span}"))
}

/// What the rules of alignment say already of why there is no good way up.
struct Said {
    /// Where the individual contributor side ends too early.
    ic_ceiling: Option<Rank>,
    manager_ceiling: Option<Rank>,
    /// The grades that individual contributors lack, ascending.
    ic_gaps: Vec<Rank>,
    manager_gaps: Vec<Rank>,
}

impl Said {
    fn new(subject: &Subject<'_>) -> Self {
        let (ic, manager) = (&subject.sides.ic, &subject.sides.manager);
        let ceiling = |short: &Side, long: &Side| {
            track_ceiling::ceiling(subject, short, long).and_then(|_| short.top(subject.resolved))
        };
        let (ic_ceiling, manager_ceiling) = if ic.is_populated && manager.is_populated {
            (ceiling(ic, manager), ceiling(manager, ic))
        } else {
            (None, None)
        };
        let (on_ic, on_manager): (Vec<_>, Vec<_>) = grade_gap::gaps(subject).into_iter().partition(|gap| gap.is_on_ic);
        let ranks = |gaps: Vec<grade_gap::Gap>| gaps.into_iter().map(|gap| gap.rank).collect();
        Self { ic_ceiling, manager_ceiling, ic_gaps: ranks(on_ic), manager_gaps: ranks(on_manager) }
    }

    fn ceiling(&self, own: Own) -> Option<Rank> {
        match own {
            Own::Ic => self.ic_ceiling,
            Own::Manager => self.manager_ceiling,
        }
    }

    /// Whether `own` lacks a grade from `low` to `high`.
    fn has_gap(&self, own: Own, low: Rank, high: Rank) -> bool {
        let gaps = match own {
            Own::Ic => &self.ic_gaps,
            Own::Manager => &self.manager_gaps,
        };
        gaps.get(gaps.partition_point(|rank| *rank < low)).is_some_and(|rank| *rank <= high)
    }
}
