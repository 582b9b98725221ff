//! Roles: what people do for a while at a level, without another level.

use super::{CompetencyId, Entries, Expectation, LevelId, RoleId, Stated};

/// A role, such as tech lead: never a level, and nothing that anybody is promoted to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Unique in the ladder.
    pub id: RoleId,
    /// What it is called.
    pub title: Stated<String>,
    /// What it is for.
    pub summary: Stated<String>,
    /// Ids that it had in earlier revisions.
    pub formerly: Vec<RoleId>,
    /// The levels of the ladder that may hold it.
    pub levels: Entries<LevelId>,
    /// What it asks, in addition to the level, in the order of the competencies.
    pub expectations: Entries<Expectation>,
}

impl Role {
    /// The title, else the id.
    pub fn title(&self) -> &str {
        self.title.text().unwrap_or(self.id.as_str())
    }

    /// What it says of a competency.
    pub fn expectation(&self, competency: &CompetencyId) -> Option<&Expectation> {
        self.expectations.iter().find(|known| known.competency == *competency)
    }
}
