//! What holds for any input: one body a target, shared by the fuzz targets and by the tests that run on stable.
//!
//! A body takes bytes, reads them as the files of a project ([`Files`]), and panics if a law is broken.

mod control;
mod diff;
mod files;
mod findings;
mod fix;
mod import;
mod mutate;
pub mod program;
mod show;

use files::Files;
pub use mutate::{choices, mutate};

/// A target: its name, and the body that holds its laws.
type Target = (&'static str, fn(&Files));

/// Every target. Each has a file of that name in `targets`, and a folder in `corpus`.
pub static TARGETS: &[Target] = &[
    ("load", findings::load),
    ("show", show::show),
    ("diff", diff::diff),
    ("roster", diff::roster),
    ("fix", fix::fix),
    ("config", control::config),
    ("ignores", control::ignores),
    ("baseline", control::baseline),
    ("import", import::import),
];

/// Runs the body of a target on an input.
pub fn run(target: &str, input: &[u8]) {
    let (_, body) = TARGETS.iter().find(|(name, _)| *name == target).expect("a target of the table");
    body(&Files::read(input));
}
