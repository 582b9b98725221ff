//! Whether people can move where they should.

pub mod dead_end;
pub mod demotion_by_switch;
pub mod duplicate_move;
pub mod forced_switch;
pub mod no_switch;
pub mod one_way_switch;
pub mod promotion_by_switch;
pub mod unreachable_level;

use crate::finding::Mark;
use crate::model::resolve::Route;
use crate::model::{Part, Place};

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
