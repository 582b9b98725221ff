//! Commands of GitHub's workflows, which become annotations in a pull request.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions> has the commands; what is escaped is
//! what `@actions/core` escapes, and what the runner unescapes.

use std::io::{self, Write};

use super::{Format, Screen};
use crate::finding::Severity;
use crate::view::{FindingReport, Located, Output, OutputKind, one_line};

/// How many annotations of a kind GitHub takes from a step; it drops the rest without a word. No more are written of all
/// kinds together, since a reader gets no further, and then a notice that counts the rest.
const MOST: usize = 10;

/// `::error file=…,line=…::message`.
pub struct Github;

impl Format for Github {
    fn name(&self) -> &'static str {
        "github"
    }

    fn supports(&self, kind: OutputKind) -> bool {
        kind == OutputKind::Findings
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let Output::Findings(report) = output else { return Ok(()) };
        let unreadable = report.unreadable.iter().map(|error| {
            let message = format!("could not read this: {}", one_line(&error.reason));
            let file = report.public_path(&error.path);
            (Severity::Error, command("error", &[("file", file), ("title", "ladder".to_owned())], &message))
        });
        let found = report.worst_first().into_iter().map(|located| annotation(report, located));
        let all: Vec<(Severity, String)> = unreadable.chain(found).collect();
        let shown = if all.len() <= MOST {
            all.len()
        } else if all[0].0 == Severity::Note {
            // Nothing but notices: the one that counts the rest is the tenth.
            MOST - 1
        } else {
            MOST
        };
        for (_, line) in &all[..shown] {
            writeln!(out, "{line}")?;
        }
        match all.len() - shown {
            0 => Ok(()),
            rest => {
                let message = format!("{rest} more of {}: the summary of the job, or its log, has them all", all.len());
                writeln!(out, "{}", command("notice", &[("title", "ladder".to_owned())], &message))
            }
        }
    }
}

fn annotation(report: &FindingReport<'_>, located: &Located<'_>) -> (Severity, String) {
    let name = match located.finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (start, end) = report.sources.positions(located.span);
    let mut properties =
        vec![("file", report.public_path(report.path(located.span))), ("line", start.line.to_string())];
    // Columns are taken only where an annotation stays on one line.
    if start.line == end.line {
        properties.push(("col", start.column.to_string()));
    }
    properties.push(("endLine", end.line.to_string()));
    if start.line == end.line {
        properties.push(("endColumn", end.column.to_string()));
    }
    properties.push(("title", format!("ladder ({})", located.finding.rule)));
    let public = report.public(located);
    let help = public.help.map_or_else(String::new, |help| format!("\nhelp: {help}"));
    (located.finding.severity, command(name, &properties, &format!("{}{help}", public.message)))
}

fn command(name: &str, properties: &[(&str, String)], message: &str) -> String {
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{key}={}", escape_property(value))).collect();
    format!("::{name} {}::{}", properties.join(","), escape(message))
}

fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

/// Text for a log that the runner reads commands from, so that none is read from a ladder: a line must not begin with
/// `::`, and `##[` must stand nowhere. The runner may compare without regard to invisible characters, so those do not
/// count here either, and what is put between is a space that can be seen.
pub fn defuse(text: &str) -> String {
    let mut defused = String::with_capacity(text.len());
    let mut line = String::new();
    for c in text.chars() {
        let breaks_in = (c == ':' && line == ":") || (c == '[' && line.ends_with("##"));
        if breaks_in {
            defused.push(' ');
        }
        defused.push(c);
        match c {
            '\n' | '\r' => line.clear(),
            _ if is_invisible(c) || (line.is_empty() && c.is_whitespace()) => {}
            _ => line.push(c),
        }
    }
    defused
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_escaped_as_the_toolkit_escapes_them() {
        assert_eq!(escape("100 %, a:b\r\n::error::"), "100 %25, a:b%0D%0A::error::");
        assert_eq!(escape_property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
    }

    #[test]
    fn no_line_of_a_log_is_a_command() {
        assert_eq!(defuse("  ::error::x\na ::b\n"), "  : :error::x\na ::b\n");
        assert_eq!(defuse(":\u{200b}:error::x"), ":\u{200b} :error::x");
        assert_eq!(defuse("title: ##[error]x, #\u{200b}#[x]"), "title: ## [error]x, #\u{200b}# [x]");
    }
}
