//! How two texts differ: in notation, in words, or in what they ask. Knows sentences, not ladders.
//!
//! A text becomes tokens (`tokens`), two texts become stretches that differ (`align`), each stretch becomes a claim
//! (`pieces` for what came or went, `replaced` for what stands instead of something), and `verdict` weighs the claims.

mod align;
mod british;
mod examples;
mod fold;
mod lean;
mod lexicon;
mod likeness;
mod names;
mod numbers;
mod pairing;
mod pattern;
mod pieces;
mod rates;
mod repeated;
mod replaced;
mod spelling;
mod tokens;
mod verdict;

pub(super) use fold::fold;
pub use lexicon::{Scale, Strength, negations, scales};
pub(super) use likeness::Bag;
pub use likeness::likeness;
pub(super) use pairing::{Pairing, pair_points};
pub use verdict::read;

/// What a word in small letters has in common with its other forms: `lead`, `leads`, `led`, `leading`.
pub fn stem(word: &str) -> String {
    lexicon::word(word).stem.clone()
}

/// Whether the dictionary has a word, in small letters.
pub fn is_word(word: &str) -> bool {
    lexicon::is_word(word)
}

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// The same words; at most the lines are broken elsewhere.
    Same,
    /// Only punctuation or case differ.
    Notation,
    /// Only spelling differs.
    Spelling,
    /// Other words that ask the same, and which.
    Equal(String),
    /// More is asked, and why.
    Stronger(String),
    /// Less is asked, and why.
    Weaker(String),
    /// It takes a reader to say, and what changed.
    Unsure(String),
}
