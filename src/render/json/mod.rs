//! The documented, versioned JSON shapes.

mod diff;

use std::io::{self, Write};

use serde::Serialize;

use super::{Format, Screen};
use crate::rules::Rule;
use crate::source::Span;
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

    fn supports(&self, _: OutputKind) -> bool {
        true
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
            Output::Diff(report) => write(out, &diff::document(report)),
            Output::Config(config) => write(out, &Config { schema_version: SCHEMA_VERSION, config }),
            Output::DiffTables => write(out, &diff::tables()),
        }
    }
}

#[derive(Serialize)]
struct Ladders<'a> {
    schema_version: u32,
    ladders: Vec<&'a LadderView>,
}

#[derive(Serialize)]
struct Levels<'a> {
    schema_version: u32,
    levels: &'a [LevelPage],
}

#[derive(Serialize)]
struct Config<'a> {
    schema_version: u32,
    #[serde(flatten)]
    config: &'a ConfigView,
}

#[derive(Serialize)]
struct List<'a> {
    schema_version: u32,
    ladders: &'a [ListedLadder],
}

#[derive(Serialize)]
struct Findings<'a> {
    schema_version: u32,
    checked: Checked,
    findings: Vec<JsonFinding<'a>>,
    unreadable: Vec<Unreadable<'a>>,
    suppressed: Suppressed,
    summary: Summary,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    at: At,
    end_line: usize,
    end_column: usize,
    place: Option<String>,
    help: Option<&'a str>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct At {
    path: String,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    at: At,
    message: &'a str,
}

#[derive(Serialize)]
struct Unreadable<'a> {
    path: String,
    message: &'a str,
}

#[derive(Serialize)]
struct Rules {
    schema_version: u32,
    rules: Vec<RuleLine>,
}

#[derive(Serialize)]
struct RuleLine {
    id: &'static str,
    category: &'static str,
    severity: &'static str,
    milder_severity: Option<&'static str>,
    summary: &'static str,
}

#[derive(Serialize)]
struct RuleDetail<'a> {
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

#[derive(Serialize)]
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
        findings: report.findings.iter().map(|located| finding(report, located)).collect(),
        unreadable: report
            .unreadable
            .iter()
            .map(|error| Unreadable { path: error.path.display().to_string(), message: &error.reason })
            .collect(),
        suppressed: report.suppressed,
        summary: report.summary(),
    }
}

fn finding<'a>(report: &FindingReport<'_>, located: &'a Located<'_>) -> JsonFinding<'a> {
    let finding = located.finding;
    let (_, end) = report.sources.positions(located.span);
    JsonFinding {
        rule: finding.rule,
        severity: finding.severity.as_str(),
        message: &finding.message,
        at: at(report, located.span),
        end_line: end.line,
        end_column: end.column,
        place: finding.place.as_ref().map(ToString::to_string),
        help: finding.help.as_deref(),
        related: located
            .related
            .iter()
            .map(|marked| Related { at: at(report, marked.span), message: &marked.mark.label })
            .collect(),
    }
}

fn at(report: &FindingReport<'_>, span: Span) -> At {
    let (start, _) = report.sources.positions(span);
    At { path: report.path(span).display().to_string(), line: start.line, column: start.column }
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
        findings: page.bad.report.findings.iter().map(|located| finding(&page.bad.report, located)).collect(),
        good: files(&page.good),
    }
}
