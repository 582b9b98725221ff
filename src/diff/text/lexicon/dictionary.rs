//! Which strings are words of English, and as what they are used: SCOWL's words with WordNet's parts of speech, as
//! `dictionary.py` makes them.

/// A line is a word and its parts of speech, the most frequent one first. The lines are sorted.
static DICTIONARY: &str = include_str!("dictionary.txt");

/// How a word is used: `n`, `v`, `a` and `r` (adverb), the most frequent one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::diff::text) struct Parts(&'static str);

impl Parts {
    pub(in crate::diff::text) fn may_be(self, part: char) -> bool {
        self.0.contains(part)
    }

    pub(in crate::diff::text) fn is_mostly(self, part: char) -> bool {
        self.0.starts_with(part)
    }
}

/// Whether it is a word, in small letters.
pub(in crate::diff::text) fn is_word(word: &str) -> bool {
    find(word).is_some()
}

/// How the word is used; nothing for what is no word.
pub(in crate::diff::text) fn parts_of_speech(word: &str) -> Parts {
    Parts(find(word).unwrap_or_default())
}

/// The parts of speech of a word, by binary search in the sorted lines.
fn find(word: &str) -> Option<&'static str> {
    let bytes = DICTIONARY.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[low..middle].iter().rposition(|byte| *byte == b'\n').map_or(low, |at| low + at + 1);
        let end = bytes[start..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| start + at);
        let line = &DICTIONARY[start..end];
        let (known, parts) = line.split_once(' ').unwrap_or((line, ""));
        match known.cmp(word) {
            std::cmp::Ordering::Equal => return Some(parts),
            std::cmp::Ordering::Less => low = (end + 1).min(bytes.len()),
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}
