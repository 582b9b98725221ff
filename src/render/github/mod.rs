//! Commands of GitHub's workflows, which become annotations in a pull request.
//!
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions> has the commands; what is escaped is
//! what `@actions/core` escapes, and what the runner unescapes.

mod diff;
mod findings;
mod outputs;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Audience, Format, Screen, unsupported};
use crate::source::Position;
use crate::view::{Output, OutputKind};
use crate::words::is_hostile;

pub use outputs::step_outputs;

/// How many annotations of a kind GitHub takes from a step; it drops the rest without a word.
const MOST: usize = 10;

/// `::error file=…,line=…::message`.
pub struct Github;

impl Format for Github {
    fn name(&self) -> &'static str {
        "github"
    }

    fn audience(&self) -> Audience {
        Audience::Runner
    }

    fn supports(&self, kind: OutputKind) -> bool {
        matches!(kind, OutputKind::Findings | OutputKind::Diff)
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        match output {
            Output::Findings(report) => write(&findings::annotations(report), out),
            Output::Diff(report) => write(&diff::annotations(report), out),
            _ => Err(unsupported(self)),
        }
    }
}

/// The kinds of annotation, as the commands are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Notice,
    Warning,
    Error,
}

impl Rank {
    fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One annotation, before anything is escaped.
struct Annotation {
    rank: Rank,
    properties: Vec<(&'static str, String)>,
    title: String,
    message: String,
}

impl Annotation {
    /// One about no file.
    fn new(rank: Rank, title: &str, message: String) -> Self {
        Self { rank, properties: Vec::new(), title: title.to_owned(), message }
    }

    /// The same, about a file.
    fn file(mut self, path: String) -> Self {
        self.properties.push(("file", path));
        self
    }

    /// The same, about a stretch of the file.
    fn stretch(mut self, (start, end): (Position, Position)) -> Self {
        self.properties.push(("line", start.line.to_string()));
        // Columns are taken only where an annotation stays on one line.
        if start.line == end.line {
            self.properties.push(("col", start.column.to_string()));
        }
        self.properties.push(("endLine", end.line.to_string()));
        if start.line == end.line {
            self.properties.push(("endColumn", end.column.to_string()));
        }
        self
    }

    fn command(&self) -> String {
        let title = [("title", self.title.clone())];
        let properties: Vec<String> = self
            .properties
            .iter()
            .chain(&title)
            .map(|(key, value)| format!("{key}={}", escape_property(value)))
            .collect();
        format!("::{} {}::{}", self.rank.as_str(), properties.join(","), escape(&self.message))
    }
}

/// Writes annotations, which come worst first: ten of each kind, the tenth of which counts the rest by its title.
fn write(all: &[Annotation], out: &mut dyn Write) -> io::Result<()> {
    for of_kind in all.chunk_by(|a, b| a.rank == b.rank) {
        let shown = if of_kind.len() > MOST { MOST - 1 } else { of_kind.len() };
        for annotation in &of_kind[..shown] {
            writeln!(out, "{}", annotation.command())?;
        }
        if shown < of_kind.len() {
            let message = rest(&of_kind[shown..]);
            writeln!(out, "{}", Annotation::new(of_kind[0].rank, "ladder", message).command())?;
        }
    }
    Ok(())
}

/// What is left out, by title, the most frequent first.
fn rest(annotations: &[Annotation]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    annotations.iter().for_each(|annotation| *counts.entry(&annotation.title).or_default() += 1);
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let bare = |title: &'_ str| title.trim_start_matches("ladder (").trim_end_matches(')').to_owned();
    let lines: Vec<String> = counts.iter().map(|(title, count)| format!("{count} {}", bare(title))).collect();
    format!("{} more; the summary of the job, or its log, has them all:\n{}", annotations.len(), lines.join("\n"))
}

/// The runner prints what it is given, and has escapes only for its own characters.
fn escape(text: &str) -> String {
    let tame = |c: char| if is_hostile(c) && !matches!(c, '\r' | '\n') { '\u{fffd}' } else { c };
    text.chars().map(tame).collect::<String>().replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}

/// Text for a log that the runner reads commands from, so that none is read from a ladder: a line must not begin with
/// `::`, and `##[` must be nowhere. The runner may compare without regard to invisible characters, so those do not
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
        assert_eq!(escape_property("\u{1b}[2J\u{9b}\u{202e}"), "\u{fffd}[2J\u{fffd}\u{fffd}");
    }

    #[test]
    fn no_line_of_a_log_is_a_command() {
        assert_eq!(defuse("  ::error::x\na ::b\n"), "  : :error::x\na ::b\n");
        assert_eq!(defuse(":\u{200b}:error::x"), ":\u{200b} :error::x");
        assert_eq!(defuse("title: ##[error]x, #\u{200b}#[x]"), "title: ## [error]x, #\u{200b}# [x]");
    }
}
