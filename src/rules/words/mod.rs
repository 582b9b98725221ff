//! Whether the words say something.

mod prose;
mod tenure;
mod texts;

pub mod duplicate_title;
pub mod placeholder_text;
pub mod tenure_criterion;
