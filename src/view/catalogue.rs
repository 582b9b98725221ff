//! A rule, explained by a bad ladder and the corrected one.

use super::Located;
use crate::rules::Rule;
use crate::source::Sources;

/// A rule and its examples, already run.
pub struct RulePage<'a> {
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
    /// The texts, by file.
    pub sources: &'a Sources,
    /// What the program finds.
    pub findings: Vec<Located<'a>>,
}
