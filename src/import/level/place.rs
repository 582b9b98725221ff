//! Where a level is among others by its id and title: on which side, and how high.

use super::sign::ROLE_WORDS;
use crate::import::words::{Side, plain};

/// Which side a level is on, by the prefix of its id and the words of its title.
pub fn side(id: Option<&str>, title: Option<&str>) -> Option<Side> {
    let prefix: String = id.unwrap_or_default().chars().take_while(|c| c.is_alphabetic()).collect();
    let by_id = match prefix.to_uppercase().as_str() {
        "M" | "EM" | "SEM" | "DIR" | "VP" | "SVP" | "EVP" | "MGR" | "MG" | "PMM" if prefix != "PMM" => {
            Some(Side::Manager)
        }
        "IC" | "L" | "E" | "P" | "SE" | "SWE" | "SDE" | "T" | "S" => Some(Side::Ic),
        _ => None,
    };
    let plain = plain(title.unwrap_or_default());
    let has = |word: &str| plain.split(' ').any(|known| known == word);
    let manages_things = [
        "product manager",
        "project manager",
        "program manager",
        "programme manager",
        "account manager",
        "delivery manager",
        "community manager",
        "technical program manager",
        "success manager",
        "marketing manager",
    ]
    .iter()
    .any(|role| plain.contains(role));
    let is_head = ["director", "head", "vp", "svp", "evp", "president", "chief", "supervisor"].into_iter().any(has);
    let by_title = if is_head || (has("manager") && !manages_things) {
        Some(Side::Manager)
    } else if plain.is_empty() {
        None
    } else {
        Some(Side::Ic)
    };
    match (by_id, by_title) {
        (Some(Side::Manager), _) | (_, Some(Side::Manager)) => Some(Side::Manager),
        (by_id, by_title) => by_id.or(by_title),
    }
}

/// How high a title is among others: by its words, then by the number behind it.
pub fn rank(title: &str) -> Option<u32> {
    const RANKS: &[&[&str]] = &[
        &["intern", "trainee", "apprentice"],
        &["graduate", "entry", "associate", "junior", "jr"],
        &["mid", "medior", "middle"],
        &["senior", "sr"],
        &["lead", "supervisor"],
        &["staff", "manager"],
        &["principal", "head", "director"],
        &["distinguished", "vp", "vice"],
        &["fellow", "svp", "evp", "chief", "cto", "cpo"],
    ];
    const NUMBERS: &[&str] = &["i", "ii", "iii", "iv", "v", "vi", "vii"];
    let plain = plain(title);
    let words: Vec<&str> = plain.split(' ').collect();
    let has = |of: &&[&str]| words.iter().any(|word| of.contains(word));
    let at = RANKS.iter().rposition(&has);
    let last = words.last().copied().unwrap_or_default();
    let number = NUMBERS
        .iter()
        .position(|roman| *roman == last)
        .map(|at| at as u32 + 1)
        .or_else(|| last.parse().ok().filter(|number| *number < 20));
    // A role without a word for a level is below senior.
    let at = at.or_else(|| words.iter().any(|word| ROLE_WORDS.contains(word)).then_some(2))? as u32;
    let is_senior = at > 3 && has(&RANKS[3]);
    Some(at * 100 + u32::from(is_senior) * 50 + number.unwrap_or(0))
}

/// The number in an id or title: `3` of `IC3`, `2` of `Engineer II`.
pub fn ordinal(text: &str) -> Option<u32> {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
