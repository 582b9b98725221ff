//! From text to model: YAML, typed reading, linking. Everything that is wrong becomes a finding; nothing stops the run.

mod document;
pub mod keys;
mod link;
mod load;
mod origins;
mod read;
mod reader;
mod syntax;
mod yaml;

pub use load::{Input, Loaded, Named, load};
pub use origins::Origins;
