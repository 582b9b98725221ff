//! The shape of `ladder validate --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::Severity;
use crate::source::{Sources, Span};
use crate::view::{Correction, FindingReport, Located, SCHEMA_VERSION};

#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    checked: Checked,
    findings: Vec<Finding<'a>>,
    unreadable: Vec<Unreadable<'a>>,
    suppressed: Suppressed,
    summary: Summary,
}

/// How much was checked.
#[derive(Serialize, JsonSchema)]
struct Checked {
    /// Ladder and base files.
    files: usize,
    /// Ladders.
    ladders: usize,
    /// Tracks.
    tracks: usize,
    /// Levels.
    levels: usize,
    /// Rules.
    rules: usize,
    /// YAML files that are neither ladder nor base.
    skipped: usize,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "JsonFinding")]
pub(super) struct Finding<'a> {
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
    /// Edits that correct it, as `--fix` makes them; more than one would be a choice.
    fixes: Vec<Fix<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Fix<'a> {
    /// What it does; may be reworded at any time.
    title: &'a str,
    /// What is replaced, all of it or nothing.
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "JsonEdit")]
struct Edit<'a> {
    #[serde(flatten)]
    at: At,
    end_line: usize,
    /// The column after the last character that is replaced; the first one's where text is only inserted.
    end_column: usize,
    /// What is written there.
    text: &'a str,
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

/// How many findings were passed over.
#[derive(Serialize, JsonSchema)]
struct Suppressed {
    /// By comments.
    ignored: usize,
    /// By a baseline.
    baselined: usize,
}

/// How many findings there are.
#[derive(Serialize, JsonSchema)]
struct Summary {
    /// Errors.
    errors: usize,
    /// Warnings.
    warnings: usize,
    /// Notes.
    notes: usize,
}

/// What was checked, and what is wrong.
pub(super) fn document<'a>(report: &'a FindingReport<'a>) -> Document<'a> {
    let (checked, summary) = (report.checked, report.summary());
    Document {
        schema_version: SCHEMA_VERSION,
        checked: Checked {
            files: checked.files,
            ladders: checked.ladders,
            tracks: checked.tracks,
            levels: checked.levels,
            rules: checked.rules,
            skipped: checked.skipped,
        },
        findings: report.findings.iter().map(|located| finding(report.sources, located)).collect(),
        unreadable: report
            .unreadable
            .iter()
            .map(|error| Unreadable { path: error.path.display().to_string(), message: &error.reason })
            .collect(),
        suppressed: Suppressed { ignored: report.suppressed.ignored, baselined: report.suppressed.baselined },
        summary: Summary { errors: summary.errors, warnings: summary.warnings, notes: summary.notes },
    }
}

pub(super) fn finding<'a>(sources: &Sources, located: &'a Located<'_>) -> Finding<'a> {
    let finding = located.finding;
    let (_, end) = sources.positions(located.span);
    Finding {
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
        fixes: located.correction.iter().map(|correction| fix(sources, correction)).collect(),
    }
}

fn fix<'a>(sources: &Sources, correction: &'a Correction) -> Fix<'a> {
    let edits = correction.replacements.iter().map(|(span, text)| {
        let (_, end) = sources.positions(*span);
        Edit { at: at(sources, *span), end_line: end.line, end_column: end.column, text }
    });
    Fix { title: &correction.title, edits: edits.collect() }
}

fn at(sources: &Sources, span: Span) -> At {
    let (start, _) = sources.positions(span);
    At { path: sources.path(span.file).display().to_string(), line: start.line, column: start.column }
}
