//! Texts and ids that are easily taken for something else.

use crate::support::ladders::dice::Dice;

/// Words that YAML 1.1, a careless writer or a careless reader takes for something else.
const AWKWARD: &[&str] = &[
    "a",
    "no",
    "on",
    "Yes",
    "off",
    "y",
    "true",
    "null",
    "~",
    "Null",
    "012",
    "0o14",
    "1.10",
    "1_000",
    "0x1F",
    "1e3",
    "-1",
    "+1",
    ".5",
    ".inf",
    ".nan",
    "12:30:45",
    "2026-01-01",
    "=",
    "<<",
    "a: b",
    "a:b",
    ":",
    "::x",
    "x:",
    "a #b",
    "#",
    "#b",
    "a#b",
    "it's",
    "'",
    "''",
    "\"",
    "say \"yes\"",
    "\\",
    "\\n",
    "{x}",
    "{",
    "[y]",
    "]",
    ",",
    "a, b",
    "&a",
    "*b",
    "!t",
    "|",
    ">",
    ">-",
    "%d",
    "@x",
    "`x`",
    "-",
    "- x",
    "-x",
    "?",
    "? x",
    "?x",
    "---",
    "...",
    "設計",
    "フィールド",
    "é",
    "e\u{301}",
    "👩‍💻",
    "🎉",
    "\u{a0}",
    "\t",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "x\u{2028}y",
    "\u{feff}",
    "\u{202e}",
    "\r",
    "𝄞",
    "ß",
    "İ",
    "engineering/IC4",
    "trailing\\",
];

/// One to four awkward words in a row, perhaps with a space or a line break before, between or after them.
pub fn text(dice: &Dice<'_>) -> String {
    let mut text = dice.pick(&["", "", "", "", " ", "  ", "\n"]).to_owned();
    for index in 0..=dice.roll(4) {
        if index > 0 {
            text.push_str(dice.pick(&[" ", " ", "  ", "", "\n", "\n\n", "\n  ", " \n"]));
        }
        text.push_str(dice.pick(AWKWARD));
    }
    text.push_str(dice.pick(&["", "", "", "", " ", "  "]));
    // A text of blanks is one that was forgotten, and white space at the end is nobody's intention.
    let text = text.trim_end().to_owned();
    if text.is_empty() { "blank".to_owned() } else { text }
}

/// Ids that no two of are one, also as numbers and in any case.
const IDS: &[&str] = &[
    "A1", "no", "on", "012", "1.10", "1_000", "null", "true", "y", "0x1F", "1e3", "2.5", "7", "設計", "L3.2", "IC-4",
    "off", "Straße", "a_b", "x-y",
];

/// The first so many of the ids, in any order.
pub fn ids(dice: &Dice<'_>, count: usize) -> Vec<String> {
    let mut ids: Vec<&str> = IDS.to_vec();
    dice.shuffle(&mut ids);
    ids.truncate(count);
    ids.into_iter().map(str::to_owned).collect()
}
