//! Which of two sentences asks for more, by the table of words, where nothing else tells them apart.

use super::words::{self, Strength};
use super::{Reading, Word};

/// A piece of a sentence: a word, or a phrase of the table.
struct Piece<'a> {
    text: String,
    strength: Option<&'a Strength>,
    /// Whether a negation governs it.
    denied: bool,
}

/// Judges two sentences that differ in nothing but phrases of the table; `None` where something else differs.
pub(super) fn judge(before: &[Word], after: &[Word]) -> Option<Reading> {
    let (before, after) = (pieces(before), pieces(after));
    if before.len() != after.len() {
        return None;
    }
    let (mut stronger, mut weaker, mut equal, mut denied) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (old, new) in before.iter().zip(&after) {
        match (old.strength, new.strength) {
            (Some(a), Some(b)) if a.order == b.order => {
                let (more, less) = a.order.compares();
                let said = |how: &str| format!("`{}` {how} `{}`", new.text, old.text);
                match b.rank.cmp(&a.rank) {
                    _ if a.rank != b.rank && (old.denied || new.denied) => {
                        denied.push(format!("`{}` and `{}` stand under a negation", old.text, new.text));
                    }
                    std::cmp::Ordering::Greater => stronger.push(said(more)),
                    std::cmp::Ordering::Less => weaker.push(said(less)),
                    std::cmp::Ordering::Equal if old.text != new.text => equal.push(said("is as strong as")),
                    std::cmp::Ordering::Equal => {}
                }
            }
            (None, None) if old.text == new.text => {}
            _ => return None,
        }
    }
    Some(match (denied.is_empty(), stronger.is_empty(), weaker.is_empty()) {
        (false, _, _) => Reading::Unsure(denied.join(", ")),
        (true, false, false) => {
            stronger.append(&mut weaker);
            Reading::Unsure(stronger.join(", and "))
        }
        (true, false, true) => Reading::Stronger(stronger.join(", ")),
        (true, true, false) => Reading::Weaker(weaker.join(", ")),
        (true, true, true) => Reading::Equal(equal.join(", ")),
    })
}

/// What makes two sentences hard to compare: a negation that came or went, a number, or simply other words.
pub(super) fn doubt(before: &[Word], after: &[Word]) -> String {
    let negations = |words: &[Word]| words.iter().filter(|word| words::is_negation(&word.text)).count();
    let digits = |words: &[Word]| {
        let numbers = words.iter().filter(|word| word.text.contains(|c: char| c.is_ascii_digit()));
        numbers.map(|word| word.text.clone()).collect::<Vec<_>>()
    };
    if negations(before) != negations(after) {
        "a negation came or went".to_owned()
    } else if digits(before) != digits(after) {
        "a number changed".to_owned()
    } else {
        "in other words, and whether they ask for more or less is for a reader to say".to_owned()
    }
}

fn pieces(words: &[Word]) -> Vec<Piece<'static>> {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let mut pieces = Vec::with_capacity(words.len());
    // The clause that a negation has been seen in: it governs what follows there.
    let mut denied_clause = None;
    let mut at = 0;
    while at < texts.len() {
        let found = words::strength_at(&texts[at..]);
        let length = found.map_or(1, |(length, _)| length);
        if words::is_negation(texts[at]) {
            denied_clause = Some(words[at].clause);
        } else if texts[at] == "but" {
            denied_clause = None;
        }
        // `may not`, `leads nobody`: a negation right behind governs too, but `leads a team without …` does not.
        let behind = texts.get(at + length).is_some_and(|next| words::is_negation(next) && *next != "without")
            && words[at].clause == words[at + length].clause;
        pieces.push(Piece {
            text: texts[at..at + length].join(" "),
            strength: found.map(|(_, strength)| strength),
            denied: behind || denied_clause == Some(words[at].clause),
        });
        at += length;
    }
    pieces
}
