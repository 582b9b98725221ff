//! What a piece says that the text says anyway: an abbreviation written out, a word once more, a noun beside another.

use std::ops::Range;

use super::lexicon::Class;
use super::tokens::{Kind, Token};

/// Whether the piece writes out an abbreviation beside it, or is one written out there: `key result` beside `(KR)`.
pub(super) fn is_written_out(tokens: &[Token], piece: &Range<usize>) -> bool {
    let word = |token: &&Token| token.is_word();
    let inside: Vec<&Token> = tokens[piece.clone()].iter().filter(word).collect();
    let before = tokens[..piece.start].iter().rev().find(|token| token.kind != Kind::Open);
    let after = tokens[piece.end..].iter().find(|token| token.kind != Kind::Open);
    if let [short] = inside[..] {
        let words: Vec<&Token> = tokens[..piece.start].iter().rev().filter(word).take(short.text.len()).collect();
        return (2..=short.text.len())
            .any(|count| words.get(..count).is_some_and(|words| abbreviates(short, words.iter().rev().copied())));
    }
    [before, after].into_iter().flatten().any(|short| abbreviates(short, inside.iter().copied()))
}

/// Whether a word in capital letters is made of the first letters of others.
pub(super) fn abbreviates<'t>(short: &Token, words: impl Iterator<Item = &'t Token>) -> bool {
    let letters: String = words.filter_map(|word| word.text.chars().next()).collect();
    let plain = short.text.strip_suffix('s').filter(|_| short.text.len() > letters.len()).unwrap_or(&short.text);
    short.capital && letters.len() > 1 && letters == plain
}

/// Whether a word of no table would be missed: it counts, compares, or is on a scale.
pub(super) fn weighs(token: &Token) -> bool {
    let weighty =
        [Class::Demand, Class::Ease, Class::Outside, Class::Aid, Class::Hedge, Class::Negation, Class::Little];
    !token.is_word() || weighty.iter().any(|class| token.is(*class)) || !token.entry.ranks.is_empty()
}

/// Whether the sentence has each word of the piece once more: `found by us or [found by] others`.
pub(super) fn is_said_already(tokens: &[Token], piece: &Range<usize>, content: &[&Token]) -> bool {
    let before = tokens[..piece.start].iter().rev().take_while(|token| token.kind != Kind::Stop);
    let after = tokens[piece.end..].iter().take_while(|token| token.kind != Kind::Stop);
    let others: Vec<&Token> = before.chain(after).collect();
    let counts = |token: &Token| {
        let weighty = [Class::Demand, Class::Ease, Class::Negation, Class::Unit];
        !token.is_word() || weighty.iter().any(|class| token.is(*class))
    };
    content.iter().all(|token| !counts(token) && others.iter().any(|other| other.stem == token.stem))
}

/// Whether the piece is one noun beside another: `the [launch] budget`.
pub(super) fn is_adjunct(tokens: &[Token], piece: &Range<usize>, content: &[&Token]) -> bool {
    let noun = |token: &Token| token.is_content() && token.parts.is_mostly('n');
    let [token] = content else { return false };
    let beside =
        tokens.get(piece.end).is_some_and(noun) || piece.start.checked_sub(1).is_some_and(|at| noun(&tokens[at]));
    piece.len() == 1 && beside && noun(token) && !weighs(token)
}

/// What an item says that the words beside it do not: nothing, where `fixes and` comes before `repairs`.
pub(super) fn without<'t>(tokens: &[Token], piece: &Range<usize>, mut content: Vec<&'t Token>) -> Vec<&'t Token> {
    let beside = [piece.start.checked_sub(1), Some(piece.end)];
    let groups: Vec<usize> = beside.into_iter().flatten().filter_map(|at| tokens.get(at)?.group).collect();
    content.retain(|token| token.group.is_none_or(|group| !groups.contains(&group)));
    content
}
