//! For people at a terminal, and for pipes.

mod catalogue;
mod diff;
mod findings;
mod ladders;
mod layout;
mod level;
mod log;
mod table;
mod text;

use std::io::{self, Write};

use super::{Audience, Format, Screen, unsupported};
use crate::view::{Output, OutputKind};

pub use findings::excerpt;
pub(super) use text::{ADDED, HEADING, HUNK, REMOVED};

/// Text, tables and source excerpts.
pub struct Human;

impl Format for Human {
    fn name(&self) -> &'static str {
        "human"
    }

    fn audience(&self) -> Audience {
        Audience::People
    }

    fn supports(&self, kind: OutputKind) -> bool {
        !matches!(kind, OutputKind::Text | OutputKind::Announcement)
    }

    fn render(&self, output: &Output<'_>, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
        match output {
            Output::Findings(report) => findings::write(report, screen, out),
            Output::Ladders(shown) => ladders::write(shown, screen, out),
            Output::Levels(pages) => level::write(pages, screen, out),
            Output::View(view) => layout::write(&view.layout(false), screen, out),
            Output::List(ladders) => ladders::write_list(ladders, screen, out),
            Output::Rules(rules) => catalogue::write_rules(rules, screen, out),
            Output::Rule(page) => catalogue::write_rule(page, screen, out),
            Output::Kind(row) => catalogue::write_kind(row, screen, out),
            Output::Diff(report) => diff::write(report, screen, out),
            Output::DiffTables => diff::explain(screen, out),
            Output::Log(report) => log::write(report, screen, out),
            Output::Config(config) => catalogue::write_config(config, screen, out),
            Output::Text(_) => Err(unsupported(self)),
        }
    }
}
