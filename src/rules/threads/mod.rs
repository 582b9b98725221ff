//! Whether what is asked grows from level to level.

pub mod expectation_off_track;
pub mod unused_competency;
