//! SARIF 2.1.0, for code scanning and editors.
//!
//! The few objects that are used are spelled out here: serde-sarif generates all of them from the schema, with five crates
//! and a build script. <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html> is meant by the sections named
//! below.

mod azure;
mod descriptor;
mod line_hash;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde::Serialize;

use self::azure::{Automation, automation};
use self::descriptor::{Descriptor, descriptor};
use super::{Audience, Format, Screen, json, unsupported};
use crate::rules;
use crate::source::{FileId, ReadError, Span};
use crate::view::{Correction, FindingReport, Located, Output, OutputKind};
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

    fn writes_corrections(&self) -> bool {
        true
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
    #[serde(skip_serializing_if = "Option::is_none")]
    automation_details: Option<Automation<'a>>,
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
    full_name: &'static str,
    /// Only where the package says where the project is.
    #[serde(skip_serializing_if = "str::is_empty")]
    information_uri: &'static str,
    semantic_version: &'static str,
    rules: Vec<Descriptor>,
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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
    partial_fingerprints: Fingerprints<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Message,
    artifact_changes: Vec<ArtifactChange>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Content,
}

#[derive(Serialize)]
struct Content {
    text: String,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "ladderFinding/v1")]
    finding: &'a str,
    /// What GitHub knows an alert by.
    #[serde(rename = "primaryLocationLineHash", skip_serializing_if = "Option::is_none")]
    line: Option<String>,
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
    /// A text as it is meant: what reads as a link is escaped, so that no ladder can make one (3.11.6). Braces stay as they are:
    /// they hold placeholders only if they hold a number, and readers do not undo doubled ones (3.11.5).
    fn new(text: &str) -> Self {
        Self { text: if text.contains("](") { escape(text) } else { text.to_owned() } }
    }
}

/// Text between the brackets of a link, or where nothing must be a link.
fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

/// What a finding says: its message, a link to each related place, since readers show only those that the message names, and its
/// help.
fn message(message: &str, related: &[(Span, String)], help: Option<&str>) -> Message {
    let help = help.map_or_else(String::new, |help| format!("\nhelp: {help}"));
    if related.is_empty() {
        return Message::new(&format!("{message}{help}"));
    }
    let links = related.iter().enumerate().map(|(index, (_, label))| {
        let label = if label.is_empty() { "see here" } else { label };
        format!("\n[{}]({})", escape(label), index + 1)
    });
    Message { text: format!("{}{}{}", escape(message), links.collect::<String>(), escape(&help)) }
}

fn run<'a>(report: &'a FindingReport<'_>) -> Run<'a> {
    let lines = line_hashes(report);
    Run {
        tool: Tool {
            driver: Driver {
                name: "ladder",
                full_name: concat!("ladder ", env!("CARGO_PKG_VERSION")),
                information_uri: env!("CARGO_PKG_REPOSITORY"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: rules::ALL.iter().map(|rule| descriptor(report, rule)).collect(),
            },
        },
        automation_details: report.azure.as_deref().map(automation),
        invocations: [Invocation {
            execution_successful: report.unreadable.is_empty(),
            tool_execution_notifications: report.unreadable.iter().map(|error| notification(report, error)).collect(),
        }],
        original_uri_base_ids: Bases { root: Base { description: Message::new("The top of the checkout.") } },
        // As everywhere in the program; a byte order mark is not counted.
        column_kind: "unicodeCodePoints",
        results: report.findings.iter().map(|located| finding(report, located, &lines)).collect(),
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

/// The hash of each line, in the files with findings; of none where pay is hidden and the file may hold amounts, because an
/// amount could be found by trying.
fn line_hashes(report: &FindingReport<'_>) -> HashMap<FileId, Vec<String>> {
    let mut hashes = HashMap::new();
    for located in &report.findings {
        hashes.entry(located.span.file).or_insert_with_key(|id| {
            let file = report.sources.file(*id);
            let is_public = report.public.shows_pay || !file.text().contains("pay");
            if is_public { line_hash::of_lines(file) } else { Vec::new() }
        });
    }
    hashes
}

fn finding<'a>(
    report: &FindingReport<'_>,
    located: &'a Located<'_>,
    lines: &HashMap<FileId, Vec<String>>,
) -> Finding<'a> {
    let (finding, public) = (located.finding, located.in_public(&report.public));
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
    let line = report.sources.positions(located.span).0.line;
    Finding {
        rule_id: finding.rule,
        rule_index: rules::ALL.iter().position(|rule| rule.id == finding.rule),
        level: finding.severity.as_str(),
        message: message(&public.message, &public.related, public.help.as_deref()),
        locations: [primary],
        related_locations: related.collect(),
        fixes: public.correction.map(|correction| fix(report, correction)).into_iter().collect(),
        partial_fingerprints: Fingerprints {
            finding: &located.fingerprint,
            line: lines.get(&located.span.file).and_then(|hashes| hashes.get(line - 1)).cloned(),
        },
    }
}

fn fix(report: &FindingReport<'_>, correction: &Correction) -> Fix {
    let changes = correction.replacements.chunk_by(|(a, _), (b, _)| a.file == b.file).map(|of_file| ArtifactChange {
        artifact_location: artifact(&report.public.path(report.sources.path(of_file[0].0.file))),
        replacements: of_file
            .iter()
            .map(|(span, text)| Replacement {
                deleted_region: region(report, *span),
                inserted_content: Content { text: text.clone() },
            })
            .collect(),
    });
    Fix { description: Message::new(&one_line(&correction.title)), artifact_changes: changes.collect() }
}

fn location(report: &FindingReport<'_>, span: Span, label: Option<&str>) -> Location {
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: artifact(&report.public.path(report.sources.path(span.file))),
            region: Some(region(report, span)),
        },
        logical_locations: Vec::new(),
        message: label.map(Message::new),
    }
}

fn region(report: &FindingReport<'_>, span: Span) -> Region {
    let (start, end) = report.sources.positions(span);
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
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
    fn a_ladder_makes_no_link() {
        assert_eq!(Message::new("[a](https://b)").text, r"\[a\](https://b)");
        assert_eq!(Message::new("grade: [4, 6]").text, "grade: [4, 6]");
        assert_eq!(message("[a](1) {0}", &[], None).text, r"\[a\](1) {0}");
    }

    #[test]
    fn the_message_links_to_each_related_place() {
        let mut sources = crate::source::Sources::default();
        let file = sources.add(crate::source::SourceFile::new("x.yaml", String::new()));
        let related = [(Span::new(file, 0, 0), "the [first] one".to_owned()), (Span::new(file, 0, 0), String::new())];
        let said = message("grade: [4](x)", &related, Some("use [5]")).text;
        assert_eq!(said, "grade: \\[4\\](x)\n[the \\[first\\] one](1)\n[see here](2)\nhelp: use \\[5\\]");
    }

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(artifact("a b/ü:#.yaml").uri, "a%20b/%C3%BC%3A%23.yaml");
        assert_eq!(artifact("/tmp/x.yaml").uri, "file:///tmp/x.yaml");
        assert_eq!(artifact("C:/x.yaml").uri, "file:///C%3A/x.yaml");
        assert_eq!(artifact("<stdin>").uri, "%3Cstdin%3E");
    }
}
