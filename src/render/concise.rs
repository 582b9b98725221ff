//! One line a finding, for editors, `grep` and short logs.

use std::io::{self, Write};

use super::{Audience, Format, Screen, unsupported};
use crate::finding::Finding;
use crate::source::Position;
use crate::view::{Output, OutputKind};
use crate::words::one_line;

/// A line for each finding.
pub struct Concise;

impl Format for Concise {
    fn name(&self) -> &'static str {
        "concise"
    }

    fn audience(&self) -> Audience {
        Audience::People
    }

    fn supports(&self, kind: OutputKind) -> bool {
        kind == OutputKind::Findings
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let Output::Findings(report) = output else { return Err(unsupported(self)) };
        for located in &report.findings {
            let finding = located.finding;
            let (start, _) = report.sources.positions(located.span);
            let path = one_line(&report.sources.path(located.span.file).to_string_lossy());
            writeln!(out, "{}", line(&path, start, finding, &one_line(&finding.message)))?;
        }
        Ok(())
    }
}

/// `path:line:column: severity: message [rule]`, as compilers write it and editors read it.
pub(super) fn line(path: &str, start: Position, finding: &Finding, message: &str) -> String {
    format!("{path}:{}:{}: {}: {message} [{}]", start.line, start.column, finding.severity, finding.rule)
}
