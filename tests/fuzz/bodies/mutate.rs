//! Changes a text as people and accidents do: lines and words are moved, repeated and left out, and keys, rules and
//! awkward characters come in.

use std::ops::Range;

use arbitrary::{Arbitrary, Unstructured};
use ladder::{config, parse::keys, rules};

/// The largest input; a larger one only takes longer.
const LARGEST: usize = 16 * 1024;

/// One change. Numbers choose among what there is.
#[derive(Debug, Arbitrary)]
enum Edit {
    LeaveOutLine(u16),
    RepeatLine { from: u16, to: u16 },
    SwapLines(u16, u16),
    Indent { line: u16, by: u8 },
    ReplaceWord { at: u16, by: u16 },
    LeaveOutWord(u16),
    Key { at: u16, key: u16 },
    Rule { at: u16, rule: u16 },
    Awkward { at: u16, which: u16 },
    Number { at: u16, number: i32 },
    Byte { at: u16, byte: u8 },
    Cut(u16),
    Example(u16),
}

/// What YAML, terminals, encodings and this program give a meaning to.
const AWKWARD: &[&str] = &[
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\u{a0}",
    "\u{202e}",
    "\u{200b}",
    "\u{7}",
    "\u{1b}[31m",
    "\0",
    "\r",
    "\r\n",
    "\t",
    "\n",
    "\n\n",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "&a ",
    "*a",
    "<<: *a\n",
    "!!str ",
    "!x ",
    "| ",
    ">- ",
    "? ",
    "- ",
    ": ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    "\"",
    "#",
    " # ladder: ignore[",
    "# ladder: judge[",
    "~",
    "null",
    "true",
    ".inf",
    "0x1f",
    "1e999",
    "-1",
    "99999999999999999999",
    "2026-02-30",
    "1.0.0-rc.1",
    "TODO",
    "lorem ipsum",
    "設計",
    "e\u{301}",
    "👩‍💻",
    "::error::x",
    "%0A",
    "<script>",
    "]]>",
    "|",
    "`",
    "\\",
    "=== new/ladder.yaml\n",
    "=== ladder.yaml\n",
];

/// A text after some edits that `choices` decides about.
pub fn mutate(text: &[u8], choices: &[u8]) -> Vec<u8> {
    let mut choices = Unstructured::new(choices);
    let mut text = text.to_vec();
    while !choices.is_empty() {
        let Ok(edit) = Edit::arbitrary(&mut choices) else { break };
        apply(&mut text, &edit);
    }
    text.truncate(LARGEST);
    text
}

fn apply(text: &mut Vec<u8>, edit: &Edit) {
    let insert = |text: &mut Vec<u8>, at: u16, what: &[u8]| {
        let at = words(text).get(pick(at, words(text).len())).map_or(0, |word| word.start);
        text.splice(at..at, what.iter().copied());
    };
    match *edit {
        Edit::LeaveOutLine(line) => {
            let line = chosen(&lines(text), line);
            text.drain(line);
        }
        Edit::RepeatLine { from, to } => {
            let (from, to) = (chosen(&lines(text), from), chosen(&lines(text), to));
            let line = text[from].to_vec();
            text.splice(to.start..to.start, line);
        }
        Edit::SwapLines(one, other) => {
            let (one, other) = (chosen(&lines(text), one), chosen(&lines(text), other));
            let (first, last) = if one.start < other.start { (one, other) } else { (other, one) };
            if first.end <= last.start {
                let (upper, lower) = (text[first.clone()].to_vec(), text[last.clone()].to_vec());
                text.splice(last, upper);
                text.splice(first, lower);
            }
        }
        Edit::Indent { line, by } => {
            let line = chosen(&lines(text), line);
            text.splice(line.start..line.start, std::iter::repeat_n(b' ', usize::from(by % 8)));
        }
        Edit::ReplaceWord { at, by } => {
            let (at, by) = (chosen(&words(text), at), chosen(&words(text), by));
            let word = text[by].to_vec();
            text.splice(at, word);
        }
        Edit::LeaveOutWord(at) => {
            let word = chosen(&words(text), at);
            text.drain(word);
        }
        Edit::Key { at, key } => {
            let keys: Vec<&str> =
                keys::NODES.iter().chain(config::keys::NODES).flat_map(|node| node.keys).map(|key| key.name).collect();
            let word = chosen(&words(text), at);
            text.splice(word, keys[pick(key, keys.len())].bytes());
        }
        Edit::Rule { at, rule } => {
            let word = chosen(&words(text), at);
            text.splice(word, rules::ALL[pick(rule, rules::ALL.len())].id.bytes());
        }
        Edit::Awkward { at, which } => insert(text, at, AWKWARD[pick(which, AWKWARD.len())].as_bytes()),
        Edit::Number { at, number } => {
            let word = chosen(&words(text), at);
            text.splice(word, number.to_string().bytes());
        }
        Edit::Byte { at, byte } => {
            let at = pick(at, text.len());
            if let Some(changed) = text.get_mut(at) {
                *changed = byte;
            }
        }
        Edit::Cut(at) => {
            // Seldom, because little is left to look at.
            if at % 8 == 0 {
                text.truncate(pick(at / 8, text.len()));
            }
        }
        Edit::Example(rule) => {
            // The ladder that breaks a rule, after what is there already: files of one name replace each other.
            if rule % 8 == 0 {
                let rule = rules::ALL[pick(rule / 8, rules::ALL.len())];
                for (name, content) in rules::files(rule.explanation.bad) {
                    text.extend(format!("\n=== {name}\n{content}").into_bytes());
                }
            }
        }
    }
}

fn pick(number: u16, of: usize) -> usize {
    usize::from(number).checked_rem(of).unwrap_or(0)
}

fn chosen(of: &[Range<usize>], number: u16) -> Range<usize> {
    of.get(pick(number, of.len())).cloned().unwrap_or(0..0)
}

/// The lines of a text, each with its end.
fn lines(text: &[u8]) -> Vec<Range<usize>> {
    let mut start = 0;
    let ends = text.split_inclusive(|byte| *byte == b'\n').map(|line| {
        start += line.len();
        start - line.len()..start
    });
    ends.collect()
}

/// The words of a text: what stands between characters that part them.
fn words(text: &[u8]) -> Vec<Range<usize>> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') || byte >= 0x80;
    let mut words: Vec<Range<usize>> = Vec::new();
    for at in (0..text.len()).filter(|at| is_word(text[*at])) {
        match words.last_mut() {
            Some(word) if word.end == at => word.end = at + 1,
            _ => words.push(at..at + 1),
        }
    }
    words
}

/// Choices for a few edits, the same for the same seed.
pub fn choices(seed: u64) -> Vec<u8> {
    // SplitMix64: small, quick, and good enough to choose edits.
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    let words = 1 + next() % 6;
    (0..words).flat_map(|_| next().to_le_bytes()).collect()
}
