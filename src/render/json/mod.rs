//! The documented, versioned JSON shapes, and their schemas.

mod diff;
mod log;

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::{Audience, Format, Screen, unsupported};
use crate::finding::Severity;
use crate::rules::Rule;
use crate::source::{Sources, Span};
use crate::view::{
    Checked, ConfigView, FindingReport, LadderView, LevelPage, ListedLadder, Located, Output, OutputKind, RulePage,
    SCHEMA_VERSION, Summary, Suppressed,
};

/// JSON with a `schema_version`.
pub struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn supports(&self, kind: OutputKind) -> bool {
        !matches!(kind, OutputKind::Text | OutputKind::Announcement)
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        match output {
            Output::Findings(report) => write(out, &findings(report)),
            Output::Ladders(ladders) => {
                let ladders = ladders.iter().map(|shown| &shown.ladder).collect();
                write(out, &Ladders { schema_version: SCHEMA_VERSION, ladders })
            }
            Output::Levels(levels) => write(out, &Levels { schema_version: SCHEMA_VERSION, levels }),
            Output::List(ladders) => write(out, &List { schema_version: SCHEMA_VERSION, ladders }),
            Output::Rules(rules) => {
                let rules = rules.iter().map(|rule| rule_line(rule)).collect();
                write(out, &Rules { schema_version: SCHEMA_VERSION, rules })
            }
            Output::Rule(page) => write(out, &rule(page)),
            Output::Kind(row) => write(out, &diff::kind(row)),
            Output::Diff(report) => write(out, &diff::document(report)),
            Output::Log(report) => write(out, &log::document(report)),
            Output::Config(config) => write(out, &Config { schema_version: SCHEMA_VERSION, config }),
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
        schema: schema_of::<Findings<'static>>,
    },
    JsonOutput {
        name: "show",
        about: "What `ladder show --format json` writes of ladders",
        schema: schema_of::<Ladders<'static>>,
    },
    JsonOutput {
        name: "level",
        about: "What `ladder show LADDER/LEVEL --format json` writes",
        schema: schema_of::<Levels<'static>>,
    },
    JsonOutput { name: "list", about: "What `ladder list --format json` writes", schema: schema_of::<List<'static>> },
    JsonOutput { name: "rules", about: "What `ladder rules --format json` writes", schema: schema_of::<Rules> },
    JsonOutput {
        name: "explain",
        about: "What `ladder explain --format json` writes",
        schema: schema_of::<RuleDetail<'static>>,
    },
    JsonOutput {
        name: "kind",
        about: "What `ladder explain KIND --format json` writes of a kind of change",
        schema: schema_of::<diff::Kind>,
    },
    JsonOutput {
        name: "settings",
        about: "What `ladder config --format json` writes",
        schema: schema_of::<Config<'static>>,
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

#[derive(Serialize, JsonSchema)]
struct Ladders<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    ladders: Vec<&'a LadderView>,
}

#[derive(Serialize, JsonSchema)]
struct Levels<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    levels: &'a [LevelPage],
}

#[derive(Serialize, JsonSchema)]
struct Config<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    #[serde(flatten)]
    config: &'a ConfigView,
}

#[derive(Serialize, JsonSchema)]
struct List<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    ladders: &'a [ListedLadder],
}

#[derive(Serialize, JsonSchema)]
struct Findings<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    checked: Checked,
    findings: Vec<JsonFinding<'a>>,
    unreadable: Vec<Unreadable<'a>>,
    suppressed: Suppressed,
    summary: Summary,
}

#[derive(Serialize, JsonSchema)]
struct JsonFinding<'a> {
    /// The rule's id.
    rule: &'static str,
    #[schemars(extend("enum" = Severity::ALL.map(Severity::as_str)))]
    severity: &'static str,
    /// What is wrong; may be reworded at any time.
    message: &'a str,
    #[serde(flatten)]
    at: At,
    end_line: usize,
    /// The column after the last character.
    end_column: usize,
    /// What it is about, such as `engineering/ic/IC4`; null where it is about the text.
    place: Option<String>,
    /// What to do about it.
    help: Option<&'a str>,
    /// What else to look at.
    related: Vec<Related<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct At {
    /// The file, as it was named.
    path: String,
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
}

#[derive(Serialize, JsonSchema)]
struct Related<'a> {
    #[serde(flatten)]
    at: At,
    message: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Unreadable<'a> {
    path: String,
    message: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Rules {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    rules: Vec<RuleLine>,
}

#[derive(Serialize, JsonSchema)]
struct RuleLine {
    id: &'static str,
    category: &'static str,
    #[schemars(extend("enum" = Severity::ALL.map(Severity::as_str)))]
    severity: &'static str,
    /// The severity of some of its findings.
    milder_severity: Option<&'static str>,
    summary: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct RuleDetail<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    #[serde(flatten)]
    line: RuleLine,
    finds: &'static str,
    why: &'static str,
    when_to_turn_off: &'static str,
    bad: Vec<ExampleFile<'a>>,
    findings: Vec<JsonFinding<'a>>,
    good: Vec<ExampleFile<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct ExampleFile<'a> {
    path: &'a str,
    text: &'a str,
}

fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

fn findings<'a>(report: &'a FindingReport<'a>) -> Findings<'a> {
    Findings {
        schema_version: SCHEMA_VERSION,
        checked: report.checked,
        findings: report.findings.iter().map(|located| finding(report.sources, located)).collect(),
        unreadable: report
            .unreadable
            .iter()
            .map(|error| Unreadable { path: error.path.display().to_string(), message: &error.reason })
            .collect(),
        suppressed: report.suppressed,
        summary: report.summary(),
    }
}

fn finding<'a>(sources: &Sources, located: &'a Located<'_>) -> JsonFinding<'a> {
    let finding = located.finding;
    let (_, end) = sources.positions(located.span);
    JsonFinding {
        rule: finding.rule,
        severity: finding.severity.as_str(),
        message: &finding.message,
        at: at(sources, located.span),
        end_line: end.line,
        end_column: end.column,
        place: finding.place.as_ref().map(ToString::to_string),
        help: finding.help.as_deref(),
        related: located
            .related
            .iter()
            .map(|marked| Related { at: at(sources, marked.span), message: &marked.mark.label })
            .collect(),
    }
}

fn at(sources: &Sources, span: Span) -> At {
    let (start, _) = sources.positions(span);
    At { path: sources.path(span.file).display().to_string(), line: start.line, column: start.column }
}

fn rule_line(rule: &Rule) -> RuleLine {
    RuleLine {
        id: rule.id,
        category: rule.category.as_str(),
        severity: rule.severity.as_str(),
        milder_severity: rule.milder.map(|severity| severity.as_str()),
        summary: rule.summary,
    }
}

fn rule<'a>(page: &'a RulePage<'a>) -> RuleDetail<'a> {
    let files =
        |files: &'a [(String, String)]| files.iter().map(|(path, text)| ExampleFile { path, text }).collect::<Vec<_>>();
    let explanation = &page.rule.explanation;
    RuleDetail {
        schema_version: SCHEMA_VERSION,
        line: rule_line(page.rule),
        finds: explanation.finds,
        why: explanation.why,
        when_to_turn_off: explanation.off,
        bad: files(&page.bad.files),
        findings: page.bad.findings.iter().map(|located| finding(page.bad.sources, located)).collect(),
        good: files(&page.good),
    }
}
