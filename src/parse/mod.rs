//! From text to model: YAML, typed reading, linking. Everything that is wrong becomes a finding; nothing stops the run.

pub(crate) mod reader;
pub(crate) mod yaml;

mod alone;
mod choices;
mod conflict;
mod decode;
mod document;
mod ignores;
mod invisible;
pub mod keys;
mod link;
mod load;
mod origins;
mod read;
mod syntax;

pub use alone::{Alone, Fault, alone};
pub use choices::{Choice, Choices};
pub(crate) use decode::decode;
pub use document::Spanned;
pub use load::{Input, Loaded, NamedFile, PROJECT_FILE, is_ladder, load, load_with};
pub use origins::Origins;
