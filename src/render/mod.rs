//! One file a format, and one table of them all. A format owns its escaping and knows no model.

mod concise;
mod github;
mod gitlab;
mod html;
mod human;
pub mod json;
mod junit;
mod markdown;
mod patch;
mod sarif;
mod text;
mod yaml;

use std::io::{self, Write};

use crate::view::{Output, OutputKind};

pub use concise::Concise;
pub use github::{Github, defuse};
pub use gitlab::Gitlab;
pub use html::Html;
pub use human::{Human, source_only};
pub use json::Json;
pub use junit::Junit;
pub use markdown::{Markdown, summary};
pub use patch::{Side, heading, in_quotes, patch, quoted};
pub use sarif::Sarif;
pub use text::Text;
pub use yaml::Yaml;

/// What a format may know of where its output goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// How many columns there are.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
    /// Whether links can be followed there.
    pub links: bool,
    /// Whether somebody looks at it; otherwise it is a pipe or a file.
    pub is_terminal: bool,
}

impl Default for Screen {
    /// A pipe: 80 columns, no colour, no links.
    fn default() -> Self {
        Self { width: 80, color: false, links: false, is_terminal: false }
    }
}

/// A way to write an output down.
pub trait Format: Sync {
    /// The word on the command line.
    fn name(&self) -> &'static str;

    /// Whether the format can show such an output.
    fn supports(&self, kind: OutputKind) -> bool;

    /// Writes an output that it supports.
    ///
    /// # Errors
    /// What the writer says.
    fn render(&self, output: &Output<'_>, screen: Screen, out: &mut dyn Write) -> io::Result<()>;
}

/// Every format, in the order of the help.
pub static FORMATS: &[&dyn Format] =
    &[&Human, &Concise, &Json, &Sarif, &Github, &Gitlab, &Junit, &Markdown, &Html, &Yaml, &Text];

/// The format of that name.
pub fn find(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// The names of the formats that can show an output.
pub fn names(kind: OutputKind) -> Vec<&'static str> {
    names_of_any(&[kind])
}

/// The names of the formats that can show one of these outputs.
pub fn names_of_any(kinds: &[OutputKind]) -> Vec<&'static str> {
    let supports = |format: &&&dyn Format| kinds.iter().any(|kind| format.supports(*kind));
    FORMATS.iter().filter(supports).map(|format| format.name()).collect()
}
