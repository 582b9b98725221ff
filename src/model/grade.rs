//! Grades, which line tracks up, and the steps of a scale.

use super::{Band, Entries, GradeId, Stated, StepId};

/// One grade of the spine. Two levels at one grade are parallel: worth the same to the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grade {
    /// Unique in its list.
    pub id: GradeId,
    /// What the grade is called.
    pub title: Stated<String>,
    /// What the grade is for.
    pub summary: Stated<String>,
    /// The size of problem that a level at this grade takes on.
    pub scope: Stated<String>,
    /// Bands, at most one a location.
    pub pay: Entries<Band>,
    pub equivalents: Vec<Equivalent>,
    /// Ids that it had in earlier revisions.
    pub formerly: Vec<GradeId>,
}

/// What a grade or level is called in another framework, for people to read; nothing judges it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equivalent {
    /// The framework: `sfia`.
    pub framework: String,
    /// Its name there: `5`.
    pub name: String,
}

impl std::fmt::Display for Equivalent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.framework, self.name)
    }
}

/// The grades of a level: one, or several that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradeSpan {
    /// The lowest grade.
    pub low: GradeId,
    /// The highest grade; the same as `low` for most levels.
    pub high: GradeId,
}

impl GradeSpan {
    /// A level at one grade.
    pub fn single(grade: GradeId) -> Self {
        Self { low: grade.clone(), high: grade }
    }

    /// Whether the level spans several grades.
    pub fn is_wide(&self) -> bool {
        self.low != self.high
    }
}

impl std::fmt::Display for GradeSpan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_wide() { write!(f, "{} to {}", self.low, self.high) } else { write!(f, "{}", self.low) }
    }
}

/// One step of the scale: how far somebody has come with a competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Unique in its list.
    pub id: StepId,
    /// What the step is called.
    pub title: Stated<String>,
    /// What the step means.
    pub summary: Stated<String>,
    /// Ids that it had in earlier revisions.
    pub formerly: Vec<StepId>,
}
