//! One more text beside one that is written.

use std::ops::Range;

use super::lines::Lines;
use super::{Splice, scalar};
use crate::source::{SourceFile, Span};

/// Writes a text behind `item` in the list that is written at `list`; without one, both become a list. `None` where the
/// layout allows no safe edit.
pub fn beside(source: &SourceFile, list: Option<Span>, item: Range<usize>, new: &str) -> Option<Splice> {
    let (text, new) = (source.text(), scalar::plain(new));
    let Some(list) = list else {
        let range = scalar::bare(text, item);
        return Some(Splice { text: format!("[{}, {new}]", &text[range.clone()]), range });
    };
    if text[scalar::bare(text, list.range())].starts_with('[') {
        return Some(Splice { range: item.end..item.end, text: format!(", {new}") });
    }
    let lines = Lines::new(source);
    let before = &text[source.line_range(lines.number(item.start)).start..item.start];
    if before.trim() != "-" {
        return None;
    }
    let end = source.line_range(lines.number(item.end)).end;
    Some(Splice { range: end..end, text: format!("{}{before}{new}", lines.line_break(end)?) })
}
