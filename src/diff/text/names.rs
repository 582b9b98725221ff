//! Names of tools, products, companies and teams: one is as good as another.

use super::lexicon::{self, Class};
use super::tokens::{Kind, Token};

/// Whether a word may be a name: it is written like one, or is no word of English.
pub(super) fn is_name(token: &Token) -> bool {
    is_proper(token) || (token.kind == Kind::Word && !token.text.contains(' ') && is_unknown(token))
}

/// Whether a word is written like a name: with a capital letter inside a sentence, or a digit.
pub(super) fn is_proper(token: &Token) -> bool {
    if token.kind != Kind::Word {
        return false;
    }
    if token.text.contains(' ') {
        return token.capital && !token.is(Class::Demand) && token.entry.ranks.is_empty();
    }
    token.capital || token.text.chars().any(|c| c.is_ascii_digit())
}

fn is_unknown(token: &Token) -> bool {
    token.group.is_none()
        && token.entry.ranks.is_empty()
        && token.text.chars().count() > 1
        && !token.known
        && !token.bases.iter().any(|base| lexicon::is_word(base))
}
