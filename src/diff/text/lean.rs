//! Which way a piece of a text leans: whether more is asked with it, or less.

/// What a piece does to the demand that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    More,
    Less,
    Same,
    Unknown,
}

/// What a piece does, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weight {
    pub lean: Lean,
    /// Whether it decides although something else in the text changed that cannot be judged.
    pub firm: bool,
}

impl Weight {
    pub(super) const fn new(lean: Lean) -> Self {
        Self { lean, firm: false }
    }
}
