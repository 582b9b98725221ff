//! Whether the two sides of a ladder line up.

mod parallel;

pub mod competency_on_one_side;
pub mod fork_mismatch;
pub mod grade_collision;
pub mod grade_gap;
pub mod grade_order;
pub mod missing_grade;
pub mod missing_track;
pub mod pay_mismatch;
pub mod pay_on_one_side;
pub mod scope_missing;
pub mod track_ceiling;
pub mod uneven_detail;
