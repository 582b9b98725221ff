//! How much a change matters to the people on the ladder, and the version that it asks for.

use std::fmt;

/// What a change does to the people on the ladder; ordered from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Impact {
    /// Punctuation, case, spelling; what nobody has to act on.
    Editorial,
    /// The same demand in other words, as far as can be told.
    Wording,
    /// Something new that asks nothing of anybody who is there already.
    Addition,
    /// Less is asked at a level that existed.
    LowersBar,
    /// More is asked at a level that existed.
    RaisesBar,
    /// Something that people stood on or were promised is gone.
    Breaking,
}

impl Impact {
    /// Every impact, from least to most.
    pub const ALL: [Self; 6] =
        [Self::Editorial, Self::Wording, Self::Addition, Self::LowersBar, Self::RaisesBar, Self::Breaking];

    /// The word in every format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Editorial => "editorial",
            Self::Wording => "wording",
            Self::Addition => "addition",
            Self::LowersBar => "lowers-bar",
            Self::RaisesBar => "raises-bar",
            Self::Breaking => "breaking",
        }
    }

    /// What it means, in a line.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Editorial => "punctuation, case or spelling; nobody has to act on it",
            Self::Wording => "the same demand in other words, as far as can be told",
            Self::Addition => "something new that asks nothing of anybody who is there already",
            Self::LowersBar => "less is asked at a level that existed",
            Self::RaisesBar => "more is asked at a level that existed",
            Self::Breaking => "something that people stood on or were promised is gone",
        }
    }

    /// The version bump that a change of this impact asks for.
    pub const fn bump(self) -> Bump {
        match self {
            Self::Editorial | Self::Wording => Bump::Patch,
            Self::Addition | Self::LowersBar => Bump::Minor,
            Self::RaisesBar | Self::Breaking => Bump::Major,
        }
    }
}

impl fmt::Display for Impact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Which part of a semantic version has to rise; ordered from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Bump {
    /// None: nothing changed.
    #[default]
    None,
    /// The third number.
    Patch,
    /// The second number.
    Minor,
    /// The first number.
    Major,
}

impl Bump {
    /// The word in every format.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl fmt::Display for Bump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
