//! The shapes of `ladder rules --format json`, and of `ladder explain RULE`.

use schemars::JsonSchema;
use serde::Serialize;

use super::findings::{Finding, finding};
use crate::finding::Severity;
use crate::rules::Rule;
use crate::view::{RulePage, SCHEMA_VERSION};

#[derive(Serialize, JsonSchema)]
pub(super) struct Document {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    rules: Vec<RuleLine>,
}

#[derive(Serialize, JsonSchema)]
struct RuleLine {
    id: &'static str,
    category: &'static str,
    #[schemars(extend("enum" = Severity::ALL.map(Severity::as_str)))]
    severity: &'static str,
    /// The severity of some of its findings.
    milder_severity: Option<&'static str>,
    summary: &'static str,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Detail<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    #[serde(flatten)]
    line: RuleLine,
    finds: &'static str,
    why: &'static str,
    when_to_turn_off: &'static str,
    bad: Vec<ExampleFile<'a>>,
    findings: Vec<Finding<'a>>,
    good: Vec<ExampleFile<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct ExampleFile<'a> {
    path: &'a str,
    text: &'a str,
}

/// Rules, a line each.
pub(super) fn document(rules: &[&Rule]) -> Document {
    Document { schema_version: SCHEMA_VERSION, rules: rules.iter().map(|rule| line(rule)).collect() }
}

/// One rule, explained.
pub(super) fn detail<'a>(page: &'a RulePage<'a>) -> Detail<'a> {
    let files =
        |files: &'a [(String, String)]| files.iter().map(|(path, text)| ExampleFile { path, text }).collect::<Vec<_>>();
    let explanation = &page.rule.explanation;
    Detail {
        schema_version: SCHEMA_VERSION,
        line: line(page.rule),
        finds: explanation.finds,
        why: explanation.why,
        when_to_turn_off: explanation.off,
        bad: files(&page.bad.files),
        findings: page.bad.findings.iter().map(|located| finding(page.bad.sources, located)).collect(),
        good: files(&page.good),
    }
}

fn line(rule: &Rule) -> RuleLine {
    RuleLine {
        id: rule.id,
        category: rule.category.as_str(),
        severity: rule.severity.as_str(),
        milder_severity: rule.milder.map(|severity| severity.as_str()),
        summary: rule.summary,
    }
}
