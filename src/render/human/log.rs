//! The revisions that touched something, newest first.

use std::io::{self, Write};

use super::Screen;
use super::diff::paint;
use super::text::{FAINT, HEADING, ID, WARNING, wrap, wrap_message};
use crate::view::{ChangeView, LogReport, LogRevision};
use crate::words::clean;

/// A text that is longer than this, in characters, is not quoted within a line.
const SHORT: usize = 24;

/// Writes a history.
pub fn write(report: &LogReport, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    for revision in &report.revisions {
        write_revision(revision, screen, out)?;
    }
    if report.revisions.is_empty() {
        writeln!(out, "no revision in this history changes a ladder")?;
    }
    if let Some(cut) = &report.cut {
        let text = format!("this clone is shallow, so its history ends here: {cut}");
        writeln!(out, "{}", screen.paint(WARNING, &wrap_message(&text, screen.width)))?;
    }
    let is_read = |revision: &&LogRevision| revision.verdict.impact.is_some();
    let Some(oldest) = report.revisions.iter().rfind(is_read) else { return Ok(()) };
    let name = oldest.name.as_ref().map_or_else(String::new, |name| format!(" {name}"));
    let mut text = format!("`ladder show{name} --at {}` shows the state at that time", oldest.commit.short);
    if let [newest, _, ..] = &report.revisions[..] {
        let newest = &newest.commit.short;
        text.push_str(&format!("; `ladder diff {newest}~..{newest}` shows everything that a revision changed"));
    }
    writeln!(out, "{}", screen.paint(FAINT, &wrap_message(&text, screen.width)))
}

fn write_revision(revision: &LogRevision, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let commit = &revision.commit;
    let verdict = revision.verdict.impact.map_or_else(|| "unreadable".to_owned(), |impact| paint(impact, screen));
    let (name, date) = (screen.paint(ID, &commit.short), screen.paint(HEADING, &commit.date));
    writeln!(out, "{date} {name} {verdict}")?;
    writeln!(out, "{}", wrap(&commit.subject, screen.width, "  ", "  "))?;
    for path in &revision.unread {
        let text =
            format!("`{path}` could not be read here; its changes are listed at the next revision in which it could");
        writeln!(out, "{}", screen.paint(WARNING, &wrap(&text, screen.width, "    ", "      ")))?;
    }
    for line in &revision.changes {
        let change = &line.change;
        let subject = if change.subject.is_empty() { String::new() } else { format!(" {}", clean(&change.subject)) };
        let text = format!("{}{subject}: {}{}", line.about, change.kind, values(change));
        let first = format!("    {:<11} ", change.impact.as_str());
        let indent = " ".repeat(first.len() + 2);
        writeln!(out, "{}", wrap(&text, screen.width, &first, &indent))?;
    }
    writeln!(out)
}

/// The values before and after, where they are short.
fn values(change: &ChangeView) -> String {
    let short =
        |text: &Option<String>| text.as_ref().map(|text| clean(text)).filter(|text| text.chars().count() <= SHORT);
    match (short(&change.old), short(&change.new)) {
        (Some(old), Some(new)) => format!(", `{old}` to `{new}`"),
        _ => String::new(),
    }
}
