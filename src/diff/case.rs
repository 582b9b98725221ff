//! The cases that the table of kinds tells apart.

/// A finding of the comparison about a change. With the kind, it decides the impact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Case {
    /// No other case applies.
    Plain,
    /// Only notation differs.
    Layout,
    /// Other words of the same strength, or words that ask for nothing.
    Words,
    /// The effect is the same.
    Same,
    /// Nobody is affected.
    Unused,
    /// Somebody is affected.
    Used,
    /// Only a reader can tell.
    Unsure,
    /// Less in effect.
    Less,
    /// More in effect.
    More,
    /// People can be there who could not.
    Opens,
    /// People can no longer be there.
    Closes,
    /// No amount falls.
    Rises,
    /// An amount falls.
    Falls,
}

impl Case {
    /// The case in words.
    pub const fn when(self) -> &'static str {
        match self {
            Self::Plain => "in all other cases",
            Self::Layout => "only the notation differs: punctuation, case, spelling",
            Self::Words => "other words for the same",
            Self::Same => "the effect is the same",
            Self::Unused => "no level is affected",
            Self::Used => "a level is affected",
            Self::Unsure => "unsure: a reader must check",
            Self::Less => "less in effect",
            Self::More => "more in effect",
            Self::Opens => "a level opens",
            Self::Closes => "a level closes",
            Self::Rises => "no amount falls",
            Self::Falls => "an amount falls",
        }
    }
}
