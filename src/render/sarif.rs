//! SARIF 2.1.0, for code scanning and editors.
//!
//! The few objects that are used are spelled out here: serde-sarif generates all of them from the schema, with five crates
//! and a build script. <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html> is meant by the sections named
//! below.

use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use super::{Audience, Format, Screen, json, unsupported};
use crate::rules::{self, Rule};
use crate::source::{ReadError, Span};
use crate::view::{FindingReport, Located, Output, OutputKind};
use crate::words::one_line;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What paths are relative to: the top of the checkout, as GitHub and editors understand it.
const ROOT: &str = "%SRCROOT%";

/// A log with one run.
pub struct Sarif;

impl Format for Sarif {
    fn name(&self) -> &'static str {
        "sarif"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn supports(&self, kind: OutputKind) -> bool {
        kind == OutputKind::Findings
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let Output::Findings(report) = output else { return Err(unsupported(self)) };
        let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run(report)] };
        json::write(out, &log)
    }
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    invocations: [Invocation; 1],
    original_uri_base_ids: Bases,
    column_kind: &'static str,
    results: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    deprecated_ids: &'static [&'static str],
    short_description: Message,
    full_description: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    help: Message,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    locations: [Location; 1],
}

#[derive(Serialize)]
struct Bases {
    #[serde(rename = "%SRCROOT%")]
    root: Base,
}

#[derive(Serialize)]
struct Base {
    description: Message,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints<'a>,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "ladderFinding/v1")]
    finding: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

impl Message {
    /// A text as it is meant: braces are doubled, since they hold placeholders otherwise (3.11.5), and what reads as a link
    /// is escaped, so that no ladder can make one (3.11.6).
    fn new(text: &str) -> Self {
        let mut text = text.replace('{', "{{").replace('}', "}}");
        if text.contains("](") {
            text = text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
        }
        Self { text }
    }
}

fn run<'a>(report: &'a FindingReport<'_>) -> Run<'a> {
    Run {
        tool: Tool {
            driver: Driver {
                name: "ladder",
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: rules::ALL.iter().map(|rule| descriptor(report, rule)).collect(),
            },
        },
        invocations: [Invocation {
            execution_successful: report.unreadable.is_empty(),
            tool_execution_notifications: report.unreadable.iter().map(|error| notification(report, error)).collect(),
        }],
        original_uri_base_ids: Bases { root: Base { description: Message::new("The top of the checkout.") } },
        // As everywhere in the program; a byte order mark is not counted.
        column_kind: "unicodeCodePoints",
        results: report.findings.iter().map(|located| finding(report, located)).collect(),
    }
}

fn descriptor(report: &FindingReport<'_>, rule: &'static Rule) -> Descriptor {
    let explanation = &rule.explanation;
    Descriptor {
        id: rule.id,
        deprecated_ids: rule.aliases,
        short_description: Message::new(rule.summary),
        full_description: Message::new(explanation.finds),
        help_uri: report.explanation_of(rule.id),
        help: Message::new(&format!(
            "{}\n\nWhy it matters: {}\n\nWhen to turn it off: {}\n\n`ladder explain {}` shows a bad ladder \
             and the corrected one.",
            explanation.finds, explanation.why, explanation.off, rule.id
        )),
        default_configuration: Configuration { level: rule.severity.as_str() },
        properties: Properties { tags: [rule.category.as_str()] },
    }
}

fn notification(report: &FindingReport<'_>, error: &ReadError) -> Notification {
    Notification {
        level: "error",
        message: Message::new(&format!("could not read this: {}", one_line(&error.reason))),
        locations: [Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: artifact(&report.public.path(&error.path)),
                region: None,
            },
            logical_locations: Vec::new(),
            message: None,
        }],
    }
}

fn finding<'a>(report: &FindingReport<'_>, located: &'a Located<'_>) -> Finding<'a> {
    let (finding, public) = (located.finding, located.in_public(&report.public));
    let help = public.help.map_or_else(String::new, |help| format!("\nhelp: {help}"));
    let mut primary = location(report, located.span, public.label.as_deref());
    primary.logical_locations = finding
        .place
        .iter()
        .map(|place| LogicalLocation { fully_qualified_name: one_line(&place.to_string()) })
        .collect();
    let related = public.related.iter().enumerate().map(|(index, (span, label))| Location {
        id: Some(index + 1),
        ..location(report, *span, Some(label).filter(|label| !label.is_empty()).map(String::as_str))
    });
    Finding {
        rule_id: finding.rule,
        rule_index: rules::ALL.iter().position(|rule| rule.id == finding.rule),
        level: finding.severity.as_str(),
        message: Message::new(&format!("{}{help}", public.message)),
        locations: [primary],
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints { finding: &located.fingerprint },
    }
}

fn location(report: &FindingReport<'_>, span: Span, label: Option<&str>) -> Location {
    let (start, end) = report.sources.positions(span);
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: artifact(&report.public.path(report.sources.path(span.file))),
            region: Some(Region {
                start_line: start.line,
                start_column: start.column,
                end_line: end.line,
                end_column: end.column,
            }),
        },
        logical_locations: Vec::new(),
        message: label.map(Message::new),
    }
}

/// A path as a URI: relative to the top of the checkout, or absolute where it lies elsewhere.
fn artifact(path: &str) -> Artifact {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    let is_drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes().get(2) == Some(&b'/');
    match (path.starts_with('/'), is_drive) {
        (true, _) => Artifact { uri: format!("file://{uri}"), uri_base_id: None },
        (_, true) => Artifact { uri: format!("file:///{uri}"), uri_base_id: None },
        _ => Artifact { uri, uri_base_id: Some(ROOT) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ladder_makes_no_link_and_no_placeholder() {
        assert_eq!(Message::new("`{0}` is").text, "`{{0}}` is");
        assert_eq!(Message::new("[a](https://b)").text, r"\[a\](https://b)");
        assert_eq!(Message::new("grade: [4, 6]").text, "grade: [4, 6]");
    }

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(artifact("a b/ü:#.yaml").uri, "a%20b/%C3%BC%3A%23.yaml");
        assert_eq!(artifact("/tmp/x.yaml").uri, "file:///tmp/x.yaml");
        assert_eq!(artifact("C:/x.yaml").uri, "file:///C%3A/x.yaml");
        assert_eq!(artifact("<stdin>").uri, "%3Cstdin%3E");
    }
}
