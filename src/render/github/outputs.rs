//! Outputs of a step, for the steps after it.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-output-parameter>

use crate::view::{DiffReport, FindingReport, Output};

/// `name=value` lines for `GITHUB_OUTPUT`: how many findings there are, or what a comparison amounts to. Nothing where that
/// cannot be told. No value holds a user's text.
pub fn step_outputs(output: &Output<'_>) -> String {
    match output {
        Output::Findings(report) => counts(report),
        Output::Diff(report) => verdict(report),
        _ => String::new(),
    }
}

fn counts(report: &FindingReport<'_>) -> String {
    let summary = report.summary();
    format!("errors={}\nwarnings={}\nnotes={}\n", summary.errors, summary.warnings, summary.notes)
}

/// A comparison that is not whole may tell that something changes, and not that nothing does.
fn verdict(report: &DiffReport) -> String {
    if report.impact.is_none() && !report.not_compared.is_empty() {
        return String::new();
    }
    let impact = report.impact.map_or("", |impact| impact.as_str());
    let verdict = report.verdict(|impact| impact.to_string());
    format!("verdict={verdict}\nimpact={impact}\nbump={}\n", report.bump.as_str())
}
