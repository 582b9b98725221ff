//! What asks nothing itself: examples, labels before a text, and what stands in brackets.

use std::ops::Range;

use super::lean::{Lean, Weight};
use super::lexicon::Class;
use super::names;
use super::tokens::{Kind, Token};

/// The most words of a label.
const LABEL: usize = 6;

/// Whether the piece is a label before a text: `Delivery: ships what it plans`.
pub(super) fn is_label(tokens: &[Token], piece: &Range<usize>) -> bool {
    let begins = piece.start == 0 || tokens[piece.start - 1].kind == Kind::Stop;
    let last = &tokens[piece.end - 1];
    let marked = matches!(last.kind, Kind::Colon | Kind::Dash)
        || tokens.get(piece.end).is_some_and(|token| matches!(token.kind, Kind::Colon | Kind::Dash));
    let words = tokens[piece.clone()].iter().filter(|token| !token.is_mark()).count();
    begins && words <= LABEL && (marked || is_title(tokens, piece))
}

/// Whether the piece is a title before a sentence, with nothing between them: `Sound Plans You plan each quarter`.
fn is_title(tokens: &[Token], piece: &Range<usize>) -> bool {
    let next = tokens.get(piece.end);
    let written = |token: &Token| token.capital || token.is(Class::Function);
    next.is_some_and(|next| next.capital && matches!(next.text.as_str(), "you" | "they" | "we"))
        && piece.len() > 1
        && tokens[piece.start + 1..piece.end].iter().all(written)
}

/// Words that examples follow.
const MARKERS: [&str; 5] = ["eg", "ie", "like", "including", "namely"];

/// Whether the piece is one of the examples that a word such as `e.g.` begins.
pub(super) fn within(tokens: &[Token], piece: &Range<usize>) -> bool {
    let marks = |at: usize| {
        let token = &tokens[at];
        let text_at = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.text.as_str());
        match token.text.as_str() {
            "such" => text_at(Some(at + 1)) == Some("as"),
            "example" | "instance" => text_at(at.checked_sub(1)) == Some("for"),
            text => MARKERS.contains(&text),
        }
    };
    if piece.clone().find(|at| !tokens[*at].is_mark()).is_some_and(marks) {
        return true;
    }
    // A bracket that was closed before the piece is passed over.
    let mut depth = 0;
    for at in (0..piece.start).rev() {
        match tokens[at].kind {
            Kind::Stop | Kind::Colon | Kind::Open if depth == 0 => return false,
            Kind::Close => depth += 1,
            Kind::Open => depth -= 1,
            _ if depth == 0 && marks(at) => return true,
            _ => {}
        }
    }
    false
}

/// What a bracket does that came or went.
pub(super) fn bracket(content: &[&Token]) -> Weight {
    let unsure = Weight { lean: Lean::Unknown, firm: false };
    let same = Weight { lean: Lean::Same, firm: false };
    let verb = |token: &&&Token| token.is_word() && token.parts.is_mostly('v');
    let named =
        content.iter().all(|token| names::is_name(token) || token.is(Class::Neutral) || token.is(Class::Person));
    if named || (content.len() < 3 && !content.iter().any(|token| verb(&token))) { same } else { unsure }
}
