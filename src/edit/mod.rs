//! Changes of a user's files as splices: corrections of findings, another id for a thing. Knows no disk.

mod beside;
mod fix;
mod formerly;
mod lines;
mod meaning;
mod rename;
mod scalar;
mod words;

use std::ops::Range;

pub use fix::{Editor, file_of};
pub use rename::{FileEdit, Refused, rename};
pub use words::{Names, Word, id_of, is_lateral, words};

/// Bytes of a text, without its byte order mark, and what stands there afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// What is replaced; an empty stretch is an insertion.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

/// A text with its splices made, of those that overlap only the first; and how many were made.
pub fn apply(text: &str, mut splices: Vec<Splice>) -> (String, usize) {
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    // What stands in an anchor is found once for each of its uses.
    splices.dedup();
    let (mut edited, mut at, mut made) = (String::with_capacity(text.len()), 0, 0);
    for splice in splices {
        if splice.range.start < at || (made > 0 && splice.range.start == at && splice.range.is_empty()) {
            continue;
        }
        edited.push_str(&text[at..splice.range.start]);
        edited.push_str(&splice.text);
        at = splice.range.end;
        made += 1;
    }
    edited.push_str(&text[at..]);
    (edited, made)
}
