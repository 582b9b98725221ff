//! What texts are for.

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    Title,
    /// What something is, or is for.
    Summary,
    /// The size of problem.
    Scope,
    /// A point of an expectation.
    Point,
    /// An example of what is asked.
    Example,
    /// What to know about a move.
    Note,
}
