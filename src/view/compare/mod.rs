//! Two levels, or two ladders, side by side: what one has that the other does not, and what both have.

mod ladders;
mod levels;

pub use ladders::{ComparedLadder, GradeComparison, LadderComparison};
pub(super) use levels::competencies;
pub use levels::{ComparedLevel, ComparedPoint, CompetencyComparison, LevelComparison};
