//! The shape of `ladder log --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::diff::{Change, Verdict, change};
use crate::diff::{Bump, Impact};
use crate::source::Commit;
use crate::view::{ChangeView, LogReport, LogRevision, SCHEMA_VERSION};

#[derive(Serialize, JsonSchema)]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = SCHEMA_VERSION))]
    schema_version: u32,
    revisions: Vec<Revision<'a>>,
    /// Whether the clone holds only a part of the history.
    shallow: bool,
}

#[derive(Serialize, JsonSchema)]
struct Revision<'a> {
    commit: &'a str,
    date: &'a str,
    subject: &'a str,
    /// What was asked for, by the id that it has at that revision; null for several ladders.
    name: Option<&'a str>,
    verdict: Verdict,
    changes: Vec<Change<'a>>,
    unreadable: &'a [String],
}

/// A history.
pub(super) fn document(report: &LogReport) -> Document<'_> {
    Document {
        schema_version: SCHEMA_VERSION,
        revisions: report.revisions.iter().map(revision).collect(),
        shallow: report.cut.is_some(),
    }
}

fn revision(revision: &LogRevision) -> Revision<'_> {
    Revision {
        commit: &revision.commit.id,
        date: &revision.commit.date,
        subject: &revision.commit.subject,
        name: revision.name.as_deref(),
        verdict: Verdict::new(revision.verdict.impact, revision.verdict.bump),
        changes: revision.changes.iter().map(|line| change(&line.change)).collect(),
        unreadable: &revision.unread,
    }
}

/// A revision by itself, in one line.
pub fn revision_as_json<'c>(
    commit: &Commit,
    name: &str,
    (impact, bump): (Option<Impact>, Bump),
    changes: impl Iterator<Item = &'c ChangeView>,
) -> String {
    let revision = Revision {
        commit: &commit.id,
        date: &commit.date,
        subject: &commit.subject,
        name: Some(name),
        verdict: Verdict::new(impact, bump),
        changes: changes.map(change).collect(),
        unreadable: &[],
    };
    serde_json::to_string(&revision).expect("its keys are texts")
}

/// The document of revisions that were written by themselves.
pub fn revisions_as_json(lines: &[String], is_cut: bool) -> String {
    let revisions = lines.join(",\n    ");
    format!(
        "{{\n  \"schema_version\": {SCHEMA_VERSION},\n  \"revisions\": [\n    {revisions}\n  ],\n  \"shallow\": {is_cut}\n}}\n"
    )
}
