//! What ladders mean, without text, positions or formats: plain values that compare.
//!
//! The model has holes. What could not be read or resolved is [`Stated::Unknown`], or makes its list
//! [`Entries::partial`], so that one mistake in a file is one finding and no rule judges what nobody knows.

mod by_id;
mod date;
mod facts;
mod grade;
mod id;
mod ladder;
mod level;
mod pay;
mod place;
mod role;
mod stated;
mod text;

pub mod resolve;

pub use by_id::{ById, HasId};
pub use date::Date;
pub use facts::{Fact, Says};
pub use grade::{Equivalent, Grade, GradeSpan, Step};
pub use id::{BaseId, CompetencyId, GradeId, LadderId, LevelId, OwnerId, RoleId, StepId, TrackId, is_valid_id};
pub use ladder::{Base, Competency, Definitions, Ladder, LadderSet, LevelRef, Move, Track, TrackKind};
pub use level::{Ask, Asked, Expectation, Level, Link, Manages, Point, Status};
pub use pay::{Amount, Band, Period};
pub use place::{Part, Place};
pub use role::Role;
pub use stated::{Entries, Stated};
pub use text::Use;
