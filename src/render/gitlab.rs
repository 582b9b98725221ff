//! GitLab's code quality report.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use std::io::{self, Write};

use serde::Serialize;

use super::{Audience, Format, Screen, json, unsupported};
use crate::finding::Severity;
use crate::view::{FindingReport, Located, Output, OutputKind};

/// A list of issues.
pub struct Gitlab;

impl Format for Gitlab {
    fn name(&self) -> &'static str {
        "gitlab"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn supports(&self, kind: OutputKind) -> bool {
        kind == OutputKind::Findings
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let Output::Findings(report) = output else { return Err(unsupported(self)) };
        let issues: Vec<Issue<'_>> = report.findings.iter().map(|located| issue(report, located)).collect();
        json::write(out, &issues)
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

fn issue<'a>(report: &FindingReport<'_>, located: &'a Located<'_>) -> Issue<'a> {
    let public = located.in_public(&report.public);
    let (start, end) = report.sources.positions(located.span);
    Issue {
        // One line is all that GitLab shows.
        description: match public.help {
            Some(help) => format!("{} ({help})", public.message),
            None => public.message,
        },
        check_name: located.finding.rule,
        fingerprint: &located.fingerprint,
        severity: match located.finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        },
        location: Location {
            path: report.public.path(report.sources.path(located.span.file)),
            lines: Lines { begin: start.line, end: end.line },
        },
    }
}
