//! What git leaves in a file whose two sides it could not merge.

use crate::finding::{Finding, Mark, Shape};
use crate::source::{FileId, Span};

/// The first conflict in a text. A line of YAML within a ladder never begins like its marks.
pub fn conflict(file: FileId, text: &str) -> Option<Finding> {
    let mut marks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(mark) = mark(line.trim_end()) {
            marks.push((mark, Span::new(file, at, at + line.trim_end().len())));
            if mark == END {
                break;
            }
        }
        at += line.len();
    }
    let ((_, first), others) = marks.split_first()?;
    let mut finding = Shape::Syntax.finding(
        "the file holds a merge conflict that is not resolved",
        Mark::span(*first, "the conflict begins here"),
    );
    for (mark, span) in others {
        let label = match *mark {
            END => "and ends here",
            "|||||||" => "what both sides started from",
            _ => "the other side",
        };
        finding = finding.also(Mark::span(*span, label));
    }
    Some(finding.help("keep what should hold, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`"))
}

const END: &str = ">>>>>>>";

fn mark(line: &str) -> Option<&'static str> {
    let begins = |mark: &&str| line.strip_prefix(*mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    ["<<<<<<<", "|||||||", "=======", END].into_iter().find(begins)
}
