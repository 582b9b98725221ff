//! What the log says of each rule.

use serde::Serialize;

use super::Message;
use crate::finding::Severity;
use crate::rules::{self, Category, Check, Rule};
use crate::view::FindingReport;
use crate::words::capital;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    id: &'static str,
    name: String,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    deprecated_ids: &'static [&'static str],
    short_description: Message,
    full_description: Message,
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    help: Help,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

/// What GitHub sorts alerts by: <https://docs.github.com/code-security/code-scanning> has the words.
#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
    precision: &'static str,
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

pub(super) fn descriptor(report: &FindingReport<'_>, rule: &'static Rule) -> Descriptor {
    let explanation = &rule.explanation;
    Descriptor {
        id: rule.id,
        name: name(rule),
        deprecated_ids: rule.aliases,
        short_description: Message::new(&format!("{}.", capital(rule.summary))),
        full_description: Message::new(explanation.finds),
        help_uri: report.explanation_of(rule.id),
        help: Help {
            text: Message::new(&format!(
                "{}\n\nWhy it matters: {}\n\nWhen to turn it off: {}\n\n`ladder explain {}` shows a bad ladder \
                 and the corrected one.",
                explanation.finds, explanation.why, explanation.off, rule.id
            ))
            .text,
            markdown: format!(
                "{}\n\n**Why it matters:** {}\n\n**When to turn it off:** {}\n\nA bad ladder:\n\n{}\nThe corrected \
                 one:\n\n{}",
                explanation.finds,
                explanation.why,
                explanation.off,
                fenced(explanation.bad),
                fenced(explanation.good)
            ),
        },
        default_configuration: Configuration { level: rule.severity.as_str() },
        properties: Properties {
            tags: [rule.category.as_str()],
            precision: precision(rule),
            severity: match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "recommendation",
            },
        },
    }
}

/// `track-ceiling` as readers show a name, `AlignmentTrackCeiling`; with its category, because a name must not be the id in other
/// letters.
fn name(rule: &Rule) -> String {
    [rule.category.as_str()].into_iter().chain(rule.id.split('-')).map(capital).collect()
}

/// How seldom a rule is wrong: the loader sees what is written; whether a word is well chosen depends on the reader.
fn precision(rule: &Rule) -> &'static str {
    match (rule.check, rule.category) {
        (Check::Loader(_), _) => "very-high",
        (_, Category::Words) => "medium",
        _ => "high",
    }
}

/// The files of an example, each in a block of its own.
fn fenced(example: &str) -> String {
    let files = rules::files(example);
    let only = files.len() == 1;
    let block = |(file, text): &(String, String)| {
        let heading = if only { String::new() } else { format!("`{file}`:\n\n") };
        format!("{heading}```yaml\n{}\n```\n", text.trim_end())
    };
    files.iter().map(block).collect::<Vec<_>>().join("\n")
}
