//! A table for pull requests and job summaries, in the Markdown of GitHub and GitLab.

mod announcement;
mod diff;
mod layout;

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Audience, Format, Screen, unsupported};
use crate::view::{FindingReport, Located, Output, OutputKind};
use crate::words::{count, one_line};

pub use announcement::Announcement;

/// What a comment on GitHub may hold is 65 536 characters; the rest is left to whoever writes the comment.
const COMMENT: usize = 60_000;
/// What a step may add to the summary of its job is 1 MiB; a little is left for others in the step.
const SUMMARY: usize = 1_000_000;

/// The findings as a table, worst first.
pub struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn is_published(&self) -> bool {
        true
    }

    fn supports(&self, kind: OutputKind) -> bool {
        use OutputKind::{Diff, Findings, Ladders, Levels, View};
        matches!(kind, Findings | Diff | View | Ladders | Levels)
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        match output {
            Output::Findings(report) => out.write_all(page(report, COMMENT).as_bytes()),
            Output::Diff(report) => out.write_all(diff::page(report, COMMENT).as_bytes()),
            Output::Ladders(shown) if self.supports(output.kind()) => {
                shown.iter().try_for_each(|shown| out.write_all(layout::page(&shown.page()).as_bytes()))
            }
            Output::Levels(pages) => {
                let pages: Vec<String> = pages.iter().map(|page| layout::page(&page.layout())).collect();
                out.write_all(pages.join("\n").as_bytes())
            }
            Output::View(view) => out.write_all(layout::page(&view.layout(true)).as_bytes()),
            _ => Err(unsupported(self)),
        }
    }
}

/// The same for the summary of a job, which holds more.
///
/// # Errors
/// Where it cannot show such an output.
pub fn summary(output: &Output<'_>) -> io::Result<String> {
    match output {
        Output::Findings(report) => Ok(page(report, SUMMARY)),
        Output::Diff(report) => Ok(diff::page(report, SUMMARY)),
        _ => Err(unsupported(&Markdown)),
    }
}

fn page(report: &FindingReport<'_>, limit: usize) -> String {
    let mut page = format!("### {}\n\n", heading(report));
    for error in report.unreadable {
        let path = code(&one_line(&report.public.path(&error.path)));
        let _ = writeln!(page, "- **could not read** {path}: {}", text(&error.reason));
    }
    if !report.unreadable.is_empty() {
        page.push('\n');
    }
    let findings = report.worst_first();
    let mut left = findings.len();
    if left > 0 {
        page.push_str("| | where | what |\n| --- | --- | --- |\n");
        for located in &findings {
            let row = row(report, located);
            if page.len() + row.len() > limit {
                break;
            }
            page.push_str(&row);
            left -= 1;
        }
        page.push('\n');
    }
    if left > 0 {
        let _ = writeln!(page, "{left} more do not fit here.\n");
    }
    let checked = report.checked;
    let passed_over = report.suppressed.in_words().map_or_else(String::new, |words| format!("; {words}"));
    let _ = writeln!(
        page,
        "Checked {}: {}, {}, {}, by {}{passed_over}. `ladder explain RULE` says why a finding matters.",
        count(checked.files, "file"),
        count(checked.ladders, "ladder"),
        count(checked.tracks, "track"),
        count(checked.levels, "level"),
        count(checked.rules, "rule")
    );
    page
}

fn heading(report: &FindingReport<'_>) -> String {
    let summary = report.summary();
    let kinds = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.notes, "note")];
    let counts: Vec<String> =
        kinds.iter().filter(|(number, _)| *number > 0).map(|(number, word)| count(*number, word)).collect();
    match (counts.is_empty(), report.unreadable.is_empty()) {
        (false, _) => format!("Ladders: {}", counts.join(", ")),
        (true, true) => "Ladders: no findings".to_owned(),
        (true, false) => "Ladders: no findings in what could be read".to_owned(),
    }
}

fn row(report: &FindingReport<'_>, located: &Located<'_>) -> String {
    let (start, _) = report.sources.positions(located.span);
    let at = format!("{}:{}:{}", report.public.path(report.sources.path(located.span.file)), start.line, start.column);
    let (finding, public) = (located.finding, located.in_public(&report.public));
    let help = public.help.map_or_else(String::new, |help| format!("<br>help: {}", text(&help)));
    format!(
        "| **{}**<br>{} | {} | {}{help} |\n",
        finding.severity,
        code(finding.rule),
        code(&one_line(&at)),
        text(&public.message)
    )
}

/// A message: what it quotes in backticks becomes code, and nothing in it is Markdown, HTML, a mention or a reference.
fn text(message: &str) -> String {
    let message = one_line(message);
    let parts: Vec<&str> = message.split('`').collect();
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        // The last of an even number has a backtick before it that nothing closes.
        if index % 2 == 1 && index + 1 < parts.len() {
            text.push_str(&code(part));
        } else {
            if index % 2 == 1 {
                text.push_str("&#96;");
            }
            text.push_str(&prose(part));
        }
    }
    text
}

/// Text on one line as code. An element, and not backticks, since only so can it hold backticks, and pipes within a table.
fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}

/// Text that is not code. GitHub and GitLab look for mentions and references after Markdown is done, so escaping is not
/// enough: a space without width parts the sign from its name.
fn prose(text: &str) -> String {
    let mut parted = String::new();
    for c in text.chars() {
        parted.push(c);
        if matches!(c, '@' | '#' | '!' | '~' | '%' | '$' | '&') {
            parted.push('\u{200b}');
        }
    }
    escape(&parted)
}

/// Every sign that means something in Markdown or HTML, as an entity.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for (at, c) in text.char_indices() {
        let is_plain = match c {
            ',' | ';' | '-' | '/' | '\'' | '"' | '?' | '=' | '(' | ')' => true,
            // What would make a link of a bare address.
            '.' => !ends_with_www(&text[..at]),
            ':' => !text[at..].starts_with("://"),
            _ => !c.is_ascii_punctuation(),
        };
        if is_plain {
            escaped.push(c);
        } else {
            let _ = write!(escaped, "&#{};", c as u32);
        }
    }
    escaped
}

fn ends_with_www(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes[bytes.len().saturating_sub(3)..].eq_ignore_ascii_case(b"www")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_code_and_an_odd_backtick_is_a_backtick() {
        assert_eq!(text("`a|b` is not"), "<code>a&#124;b</code> is not");
        assert_eq!(text("a ` b"), "a &#96; b");
    }

    #[test]
    fn a_bare_address_is_no_link() {
        assert_eq!(text("https://x.y WWW.x.y"), "https&#58;//x.y WWW&#46;x.y");
    }

    #[test]
    fn nobody_is_mentioned() {
        assert_eq!(text("ask @boss"), "ask &#64;\u{200b}boss");
    }
}
