//! The words by which tables tell what their rows and columns are. Texts are compared in small letters, without signs.

mod headings;
mod means;

pub use headings::{COMPETENCY, EXAMPLES, GROUP, LEVEL, STEP, STEPS, TEXT, TRACK};
pub use means::{Means, is_about_people, is_evidence_of, is_remark, means};

/// Cells that say nothing.
pub const NOTHING: &[&str] = &[
    "-",
    "--",
    "---",
    "–",
    "—",
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "not applicable",
    "tbd",
    "tba",
    "tbc",
    "todo",
    ".",
    "…",
    "...",
    "?",
    "none yet",
    "/",
    "\\",
    "*",
    "xxx",
    "x.x",
    "to be defined",
    "to be done",
    "not asked",
    "same",
    "\"",
    "''",
];

/// Whether a cell says that there is nothing.
pub fn says_nothing(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    NOTHING.contains(&text.as_str()) || text.chars().all(|c| !c.is_alphanumeric() && !is_tick(c))
}

/// Whether a sign stands for yes or no.
pub fn is_tick(c: char) -> bool {
    matches!(c, '✓' | '✔' | '✅' | '☑' | '●' | '○' | '◯' | '■' | '□' | '✗' | '✘' | '❌' | '☐' | '★' | '☆')
}

/// Whether a cell is an answer, such as a tick.
pub fn is_answer(text: &str) -> bool {
    let plain = text.trim().to_lowercase();
    [
        "yes",
        "no",
        "y",
        "n",
        "true",
        "false",
        "x",
        "done",
        "not yet",
        "nope",
        "not there yet",
        "partly",
        "met",
        "not met",
    ]
    .contains(&plain.as_str())
        || (!plain.is_empty() && plain.chars().all(is_tick))
}

/// A text in small letters, without signs at its ends and with single spaces.
pub fn plain(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '#' | '+' | '\'' | '’') { c } else { ' ' })
        .collect();
    spaced.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a heading is one of a list.
pub fn is_one(text: &str, of: &[&str]) -> bool {
    of.contains(&plain(text).as_str())
}

/// How many words a text has.
pub fn length(text: &str) -> usize {
    text.split_whitespace().count()
}

/// A number, if a text is only that; a percent sign and separators of thousands are allowed.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('%').trim();
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    text.replace(',', ".").parse().ok()
}

/// Which side a name of a track says.
pub fn side(text: &str) -> Option<Side> {
    let plain = plain(text);
    let has = |words: &[&str]| plain.split_whitespace().any(|word| words.contains(&word));
    if plain.contains("individual contributor")
        || has(&[
            "ic",
            "ics",
            "individual",
            "contributor",
            "contributors",
            "maker",
            "technical",
            "specialist",
            "expert",
            "experts",
        ]) && !has(&["manager", "management", "managers"])
    {
        return Some(Side::Ic);
    }
    if has(&["manager", "managers", "management", "people", "managerial", "em", "ems", "mgmt", "mgr"]) {
        return Some(Side::Manager);
    }
    if has(&["leadership", "leader", "leaders"]) && length(&plain) <= 3 && has(&["track", "path", "ladder", "team"]) {
        return Some(Side::Manager);
    }
    None
}

/// A side of a ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Ic,
    Manager,
}
