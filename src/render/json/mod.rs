//! The documented, versioned JSON shapes, a file an output, and their schemas. No other module says how a value looks in JSON.

mod compare;
mod diff;
mod findings;
mod ladder;
mod level;
mod list;
mod log;
mod page;
mod parts;
mod paths;
mod roster;
mod rules;
mod search;
mod settings;
mod stats;
mod views;
mod worksheet;

pub use log::{revision_as_json, revisions_as_json};

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::{Audience, Format, Screen, unsupported};
use crate::view::{Output, OutputKind, ShownLadder, View};
use crate::words::is_hostile;

/// JSON with a `schema_version`.
pub struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn writes_corrections(&self) -> bool {
        true
    }

    fn supports(&self, kind: OutputKind) -> bool {
        !matches!(kind, OutputKind::Text | OutputKind::Announcement)
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        match output {
            Output::Findings(report) => write(out, &findings::document(report)),
            Output::Ladders(shown) => {
                let ladders: Vec<_> = shown.iter().map(ShownLadder::view).collect();
                write(out, &ladder::document(&ladders))
            }
            Output::Levels(pages) => write(out, &page::document(pages)),
            Output::View(View::Levels(compared)) => write(out, &compare::levels(compared)),
            Output::View(View::Paths(found)) => write(out, &paths::document(found)),
            Output::View(View::Search(found)) => write(out, &search::document(found)),
            Output::View(View::Stats(stats)) => write(out, &stats::document(stats)),
            Output::View(View::Worksheet(form)) => write(out, &worksheet::document(form)),
            Output::View(View::Ladders(compared)) => write(out, &compare::ladders(compared)),
            Output::View(View::Matrix(matrix)) => write(out, &views::matrix(matrix)),
            Output::View(View::Moves(moves)) => write(out, &views::moves(moves)),
            Output::View(View::Threads(threads)) => write(out, &views::competencies(threads)),
            Output::List(ladders) => write(out, &list::document(ladders)),
            Output::Rules(rules) => write(out, &rules::document(rules)),
            Output::Rule(page) => write(out, &rules::detail(page)),
            Output::Kind(row) => write(out, &diff::kind(row)),
            Output::Diff(report) => write(out, &diff::document(report)),
            Output::Log(report) => write(out, &log::document(report)),
            Output::Config(config) => write(out, &settings::document(config)),
            Output::DiffTables => write(out, &diff::tables()),
            Output::Text(_) => Err(unsupported(self)),
        }
    }
}

/// A JSON output and its schema.
#[derive(Debug)]
pub struct JsonOutput {
    /// The command that writes it, or a word of its own where that is taken.
    pub name: &'static str,
    /// What it is, in a line.
    pub about: &'static str,
    schema: fn() -> Schema,
}

/// Every JSON output.
pub static JSON_OUTPUTS: &[JsonOutput] = &[
    JsonOutput {
        name: "validate",
        about: "What `ladder validate --format json` writes",
        schema: schema_of::<findings::Document<'static>>,
    },
    JsonOutput {
        name: "show",
        about: "What `ladder show --format json` writes of ladders",
        schema: schema_of::<ladder::Document<'static>>,
    },
    JsonOutput {
        name: "level",
        about: "What `ladder show LADDER/LEVEL --format json` writes",
        schema: schema_of::<page::Document<'static>>,
    },
    JsonOutput {
        name: "matrix",
        about: "What `ladder show --view matrix --format json` writes",
        schema: schema_of::<views::Matrix<'static>>,
    },
    JsonOutput {
        name: "moves",
        about: "What `ladder show --view moves --format json` writes",
        schema: schema_of::<views::Moves<'static>>,
    },
    JsonOutput {
        name: "competency",
        about: "What `ladder show --view competency --format json` writes",
        schema: schema_of::<views::Competencies<'static>>,
    },
    JsonOutput {
        name: "compare",
        about: "What `ladder compare --format json` writes of two levels",
        schema: schema_of::<compare::Levels<'static>>,
    },
    JsonOutput {
        name: "compare-ladders",
        about: "What `ladder compare --format json` writes of two ladders",
        schema: schema_of::<compare::Ladders<'static>>,
    },
    JsonOutput {
        name: "path",
        about: "What `ladder path --format json` writes",
        schema: schema_of::<paths::Document<'static>>,
    },
    JsonOutput {
        name: "search",
        about: "What `ladder search --format json` writes",
        schema: schema_of::<search::Document<'static>>,
    },
    JsonOutput {
        name: "worksheet",
        about: "What `ladder worksheet --format json` writes",
        schema: schema_of::<worksheet::Document<'static>>,
    },
    JsonOutput {
        name: "stats",
        about: "What `ladder stats --format json` writes",
        schema: schema_of::<stats::Document<'static>>,
    },
    JsonOutput {
        name: "list",
        about: "What `ladder list --format json` writes",
        schema: schema_of::<list::Document<'static>>,
    },
    JsonOutput {
        name: "rules",
        about: "What `ladder rules --format json` writes",
        schema: schema_of::<rules::Document>,
    },
    JsonOutput {
        name: "explain",
        about: "What `ladder explain --format json` writes",
        schema: schema_of::<rules::Detail<'static>>,
    },
    JsonOutput {
        name: "kind",
        about: "What `ladder explain KIND --format json` writes of a kind of change",
        schema: schema_of::<diff::Kind>,
    },
    JsonOutput {
        name: "settings",
        about: "What `ladder config --format json` writes",
        schema: schema_of::<settings::Document<'static>>,
    },
    JsonOutput {
        name: "diff",
        about: "What `ladder diff --format json` writes",
        schema: schema_of::<diff::Document<'static>>,
    },
    JsonOutput {
        name: "log",
        about: "What `ladder log --format json` writes",
        schema: schema_of::<log::Document<'static>>,
    },
    JsonOutput {
        name: "diff-tables",
        about: "What `ladder diff --explain --format json` writes",
        schema: schema_of::<diff::Tables>,
    },
];

impl JsonOutput {
    /// Its JSON Schema, draft 7. New fields may appear, so further fields are not forbidden.
    pub fn schema(&self) -> serde_json::Value {
        (self.schema)().to_value()
    }
}

fn schema_of<T: JsonSchema>() -> Schema {
    // Formats such as `uint` are Rust's, and validators do not know them.
    let without_formats = RecursiveTransform(|schema: &mut Schema| {
        schema.remove("format");
    });
    let settings = SchemaSettings::draft07().for_serialize().with_transform(without_formats);
    settings.into_generator().into_root_schema_for::<T>()
}

/// Writes JSON over several lines, with an escape for each character that a terminal or a log would obey.
pub fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    // Outside of texts, the only such character is the line break.
    for part in text.split_inclusive(|c| is_hostile(c) && c != '\n') {
        match part.chars().next_back().filter(|c| is_hostile(*c) && *c != '\n') {
            Some(c) => write!(out, "{}\\u{:04x}", &part[..part.len() - c.len_utf8()], u32::from(c))?,
            None => out.write_all(part.as_bytes())?,
        }
    }
    writeln!(out)
}
