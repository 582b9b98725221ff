//! How much a change matters to the people on the ladder, and the version that it asks for.

use std::fmt;

/// What a change does to the people on the ladder; ordered from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Impact {
    /// Punctuation, case, spelling; nobody has to do anything.
    Editorial,
    /// Other words for the same, as far as the program can tell.
    Wording,
    /// Something new that asks nothing of people at existing levels.
    Addition,
    /// An existing level asks for less.
    LowersBar,
    /// An existing level asks for more.
    RaisesBar,
    /// Something that people rely on is removed.
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

    /// Its meaning, in one line.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Editorial => "punctuation, case or spelling; nobody has to do anything",
            Self::Wording => "other words for the same, as far as the program can tell",
            Self::Addition => "something new that asks nothing of people at existing levels",
            Self::LowersBar => "an existing level asks for less",
            Self::RaisesBar => "an existing level asks for more",
            Self::Breaking => "something that people rely on is removed",
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
