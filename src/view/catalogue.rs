//! A rule, explained by a ladder that has the defect and one that has not.

use super::FindingReport;
use crate::rules::Rule;

/// A rule and its examples, already run.
pub struct RulePage<'a> {
    /// The rule.
    pub rule: &'static Rule,
    /// The ladder with the defect, and its real findings.
    pub bad: RuleExample<'a>,
    /// The files of the ladder without it.
    pub good: Vec<(String, String)>,
}

/// The files of an example, and what is found in them.
pub struct RuleExample<'a> {
    /// Names and texts.
    pub files: Vec<(String, String)>,
    /// What the program finds.
    pub report: FindingReport<'a>,
}
