//! What is wrong with ladders, as annotations.

use super::{Annotation, Rank};
use crate::finding::Severity;
use crate::view::{FindingReport, Located};
use crate::words::one_line;

/// What could not be read, and what was found, the worst first.
pub(super) fn annotations(report: &FindingReport<'_>) -> Vec<Annotation> {
    let unreadable = report.unreadable.iter().map(|error| {
        let annotation =
            Annotation::new(Rank::Error, "ladder", format!("could not read this: {}", one_line(&error.reason)));
        annotation.file(report.public.path(&error.path))
    });
    unreadable.chain(report.worst_first().into_iter().map(|located| annotation(report, located))).collect()
}

fn annotation(report: &FindingReport<'_>, located: &Located<'_>) -> Annotation {
    let rank = match located.finding.severity {
        Severity::Error => Rank::Error,
        Severity::Warning => Rank::Warning,
        Severity::Note => Rank::Notice,
    };
    let public = located.in_public(&report.public);
    let help = public.help.map_or_else(String::new, |help| format!("\nhelp: {help}"));
    Annotation::new(rank, &format!("ladder ({})", located.finding.rule), format!("{}{help}", public.message))
        .file(report.public.path(report.sources.path(located.span.file)))
        .stretch(report.sources.positions(located.span))
}
