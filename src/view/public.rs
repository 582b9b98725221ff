//! Findings as whoever can read a pipeline may read them: on one line each, and without pay.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use super::{FindingReport, Located};
use crate::rules;
use crate::source::{Span, lexical};

/// What stands where the help would, beside a finding whose words are withheld.
const WITHHELD: &str = "this is about pay, which is not shown here: `ladder validate` in a terminal shows it";

/// The words of a finding, fit for publication. Each is one line without control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicFinding {
    /// What is wrong.
    pub message: String,
    /// What was expected, or the likely fix.
    pub help: Option<String>,
    /// What to say at the mark.
    pub label: Option<String>,
    /// What else to look at, and what to say there.
    pub related: Vec<(Span, String)>,
}

/// Where the checkout that is worked in stands, as absolute paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// Its top folder.
    pub top: PathBuf,
    /// The folder that the program runs in.
    pub here: PathBuf,
}

impl FindingReport<'_> {
    /// A finding without pay. Of one that is about pay only the rule's own words are left, since its message, its labels
    /// and its help may all carry amounts.
    pub fn public(&self, located: &Located<'_>) -> PublicFinding {
        let finding = located.finding;
        if finding.about_pay && !self.shows_pay {
            let summary = rules::find(finding.rule).map_or("a mistake in pay", |rule| rule.summary);
            let message = match &finding.place {
                Some(place) => format!("{summary}: `{}`", one_line(&place.to_string())),
                None => summary.to_owned(),
            };
            return PublicFinding { message, help: Some(WITHHELD.to_owned()), label: None, related: Vec::new() };
        }
        let related = located.related.iter().map(|marked| (marked.span, one_line(&marked.mark.label)));
        PublicFinding {
            message: one_line(&finding.message),
            help: finding.help.as_deref().map(one_line),
            label: Some(one_line(&finding.primary.label)).filter(|label| !label.is_empty()),
            related: related.collect(),
        }
    }

    /// The findings from the most severe to the least; those of one severity stay in their order.
    pub fn worst_first(&self) -> Vec<&Located<'_>> {
        let mut findings: Vec<_> = self.findings.iter().collect();
        findings.sort_by_key(|located| Reverse(located.finding.severity));
        findings
    }

    /// A path as the checkout names it, with `/` between folders; as it was named where it lies outside, or where nobody
    /// knows of a checkout.
    pub fn public_path(&self, path: &Path) -> String {
        public_path(self.checkout.as_ref(), path)
    }
}

/// What [`FindingReport::public_path`] says, for any report.
pub(super) fn public_path(checkout: Option<&Checkout>, path: &Path) -> String {
    let inside = checkout.and_then(|checkout| {
        let absolute = lexical(&checkout.here.join(path));
        absolute.strip_prefix(lexical(&checkout.top)).map(Path::to_path_buf).ok()
    });
    let path = inside.unwrap_or_else(|| lexical(path));
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// How many characters of a text are shown; an id of a megabyte would fill a log, and no comment could hold it.
const MOST: usize = 1000;

/// A text on one line, without control characters and without those that reorder what is shown or that XML cannot hold;
/// of one that is far too long, its beginning and its end.
pub fn one_line(text: &str) -> String {
    let line: Vec<char> = tame(text).chars().collect();
    match line.len() {
        0..=MOST => line.iter().collect(),
        length => {
            let (start, end) = (&line[..MOST / 2], &line[length - MOST / 4..]);
            start.iter().chain(&[' ', '…', ' ']).chain(end).collect()
        }
    }
}

/// The lines of a text, each as [`one_line`] has it, and none cut: for a page, where there is room for all of a text.
pub fn lines(text: &str) -> Vec<String> {
    text.lines().map(tame).filter(|line| !line.is_empty()).collect()
}

fn tame(text: &str) -> String {
    let is_hostile = |c: char| {
        c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
    };
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().map(|c| if is_hostile(c) { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_holds_nothing_that_moves_the_cursor_or_turns_the_text() {
        assert_eq!(one_line("a\r\n\tb\u{1b}[31m \u{202e}c\u{fffe}"), "a b\u{fffd}[31m \u{fffd}c\u{fffd}");
        assert_eq!(one_line("👩‍💻 設計"), "👩‍💻 設計");
    }

    #[test]
    fn of_a_text_far_too_long_the_beginning_and_the_end_are_shown() {
        let line = one_line(&format!("begin {} end", "設".repeat(100_000)));
        assert!(line.starts_with("begin 設") && line.ends_with("設 end") && line.chars().count() < 1000, "{line}");
    }
}
