//! Two texts word by word: what stayed, what went and what came. Knows nothing of ladders.

use similar::{ChangeTag, TextDiff};

/// What became of a part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stayed.
    Kept,
    /// It went.
    Removed,
    /// It came.
    Added,
}

/// Whether a text is more than a word or two.
pub(super) fn is_prose(text: &str) -> bool {
    text.split_whitespace().nth(2).is_some()
}

/// The words that stayed, went and came, neighbours of one kind together.
pub(super) fn word_diff(old: &str, new: &str) -> Vec<(Fate, String)> {
    // An amount is one word, though a space groups its digits.
    const IN_AMOUNT: char = '\u{e000}';
    let whole = |text: &str| text.replace('\u{a0}', IN_AMOUNT.encode_utf8(&mut [0; 4]));
    let normal = |text: &str| whole(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let (old, new) = (normal(old), normal(new));
    let diff = TextDiff::from_words(old.as_str(), new.as_str());
    let mut parts: Vec<(Fate, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        let part = match change.tag() {
            ChangeTag::Equal => Fate::Kept,
            ChangeTag::Delete => Fate::Removed,
            ChangeTag::Insert => Fate::Added,
        };
        let words = change.value().replace(IN_AMOUNT, "\u{a0}");
        match parts.last_mut() {
            Some((last, text)) if *last == part => text.push_str(&words),
            _ => parts.push((part, words)),
        }
    }
    merge_islands(parts)
}

/// A space that stayed between two changes belongs to both: `[-a b-]{+c d+}` reads, `[-a-]{+c+} [-b-]{+d+}` does not.
fn merge_islands(parts: Vec<(Fate, String)>) -> Vec<(Fate, String)> {
    let mut merged: Vec<(Fate, String)> = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    let flush = |merged: &mut Vec<(Fate, String)>, removed: &mut String, added: &mut String| {
        for (part, text) in [(Fate::Removed, removed), (Fate::Added, added)] {
            if !text.is_empty() {
                merged.push((part, std::mem::take(text)));
            }
        }
    };
    let mut rest = parts.into_iter().peekable();
    while let Some((part, text)) = rest.next() {
        let in_change = !removed.is_empty() || !added.is_empty();
        match part {
            Fate::Removed => removed.push_str(&text),
            Fate::Added => added.push_str(&text),
            Fate::Kept if text.trim().is_empty() && in_change && rest.peek().is_some() => {
                removed.push_str(&text);
                added.push_str(&text);
            }
            Fate::Kept => {
                flush(&mut merged, &mut removed, &mut added);
                merged.push((Fate::Kept, text));
            }
        }
    }
    flush(&mut merged, &mut removed, &mut added);
    merged
}
