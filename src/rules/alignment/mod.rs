//! Whether the two sides of a ladder line up.


pub mod fork_mismatch;
pub mod grade_collision;
pub mod grade_gap;
pub mod grade_order;
pub mod missing_grade;
pub mod missing_track;
pub mod pay_mismatch;
pub mod track_ceiling;
