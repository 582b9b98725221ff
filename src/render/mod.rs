//! One file a format, and one table of them all. A format owns its escaping. It works nothing out from
//! a ladder: of the model it knows only the words for kinds and states.

mod concise;
mod csv;
mod github;
mod gitlab;
pub mod html;
mod human;
pub mod json;
mod junit;
mod markdown;
mod mermaid;
mod patch;
mod sarif;
mod svg;
mod text;
pub mod tokens;
mod xlsx;
mod yaml;

use std::io::{self, Write};

use crate::diff::Impact;
use crate::view::{Output, OutputKind};

pub use concise::Concise;
pub use csv::Csv;
pub use github::{Github, defuse, step_outputs};
pub use gitlab::Gitlab;
pub use html::Html;
pub use human::{Human, excerpt};
pub use json::{Json, revision_as_json, revisions_as_json};
pub use junit::Junit;
pub use markdown::{Announcement, Markdown, summary};
pub use mermaid::Mermaid;
pub use patch::{MaybeFile, heading, in_quotes, patch, quoted};
pub use sarif::Sarif;
pub use svg::Svg;
pub use text::Text;
pub use xlsx::Xlsx;
pub use yaml::{Yaml, yaml};

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

/// Who reads what a format writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// People, in a terminal or a log.
    People,
    /// Programs, which need it as it is.
    Programs,
    /// The runner of a job, which takes it as commands.
    Runner,
}

/// A way to write an output down.
pub trait Format: Sync {
    /// The word on the command line.
    fn name(&self) -> &'static str;

    /// Who reads it.
    fn audience(&self) -> Audience;

    /// Whether it is meant for publication, where pay is shown only if the configuration says so.
    fn is_published(&self) -> bool {
        false
    }

    /// Whether it writes bytes that no terminal can show.
    fn is_binary(&self) -> bool {
        false
    }

    /// Whether levels can be links there.
    fn has_links(&self) -> bool {
        false
    }

    /// Whether it writes ladders whole, even if only parts of them are asked for.
    fn is_whole(&self) -> bool {
        false
    }

    /// Whether it says when a ladder last changed.
    fn says_when_changed(&self) -> bool {
        false
    }

    /// Whether it writes the edits that correct findings.
    fn writes_corrections(&self) -> bool {
        false
    }

    /// What of an output it leaves out and does not say so itself.
    fn leaves_out(&self, _: &Output<'_>) -> Vec<&'static str> {
        Vec::new()
    }

    /// Whether the format can show such an output.
    fn supports(&self, kind: OutputKind) -> bool;

    /// Writes an output.
    ///
    /// # Errors
    /// What the writer says, and where the format cannot show such an output.
    fn render(&self, output: &Output<'_>, screen: Screen, out: &mut dyn Write) -> io::Result<()>;
}

/// Every format, in the order of the help.
pub static FORMATS: &[&dyn Format] = &[
    &Human,
    &Concise,
    &Json,
    &Sarif,
    &Github,
    &Gitlab,
    &Junit,
    &Markdown,
    &Announcement,
    &Html,
    &Svg,
    &Mermaid,
    &Csv,
    &Xlsx,
    &Yaml,
    &Text,
];

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

/// A sign for an impact, so that no impact is told by colour alone.
fn sign(impact: Impact) -> &'static str {
    match impact {
        Impact::Breaking => "×",
        Impact::RaisesBar => "↑",
        Impact::LowersBar => "↓",
        Impact::Addition => "+",
        Impact::Wording => "≈",
        Impact::Editorial => "·",
    }
}

/// What a format says where it is handed an output that it cannot show.
fn unsupported(format: &dyn Format) -> io::Error {
    io::Error::new(io::ErrorKind::Unsupported, format!("`--format {}` cannot show this", format.name()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::diff::{DiffSettings, diff};
    use crate::model::LadderSet;
    use crate::source::Sources;
    use crate::view::{ConfigView, DiffReport, FindingReport, LogReport, Notice, Paths, Telling, View};

    /// One output of each kind, with nothing in it.
    fn outputs(sources: &Sources) -> Vec<Output<'_>> {
        let findings = FindingReport {
            sources,
            findings: Vec::new(),
            checked: Default::default(),
            unreadable: &[],
            files: Vec::new(),
            suppressed: Default::default(),
            gates: BTreeMap::new(),
            is_quiet: false,
            is_full: true,
            public: Default::default(),
            pages: BTreeMap::new(),
            azure: None,
        };
        let nothing = LadderSet::default();
        let changes = diff(&nothing, &nothing, &DiffSettings::default());
        let telling = Telling { notice: Some(Notice::default()), ..Telling::default() };
        vec![
            Output::Findings(findings),
            Output::Ladders(Vec::new()),
            Output::Levels(Vec::new()),
            Output::View(View::Paths(Paths::default())),
            Output::List(Vec::new()),
            Output::Rules(&[]),
            Output::Diff(Box::new(DiffReport::new(&nothing, &nothing, &changes, telling))),
            Output::DiffTables,
            Output::Log(LogReport { revisions: Vec::new(), cut: None }),
            Output::Config(ConfigView { file: None, settings: Vec::new() }),
            Output::Text(Vec::new()),
        ]
    }

    #[test]
    fn what_a_format_cannot_show_is_an_error_and_never_silence() {
        for format in FORMATS {
            for output in outputs(&Sources::default()) {
                let kind = output.kind();
                let shown = format.render(&output, Screen::default(), &mut Vec::new());
                assert_eq!(shown.is_ok(), format.supports(kind), "{} {kind:?}", format.name());
            }
        }
    }
}
