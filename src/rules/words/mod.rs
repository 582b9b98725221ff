//! Whether the words say something.

mod texts;

pub mod duplicate_title;
pub mod placeholder_text;
