//! The shape of `ladder log --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::diff::{Change, Verdict, change};
use crate::view::{LogReport, LogRevision, SCHEMA_VERSION};

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
