//! What people call the parts of a set.

use crate::model::{LadderSet, OwnerId, RoleId};

/// The title of a ladder or base, where the set has it.
pub(super) fn owner_title(set: &LadderSet, owner: &OwnerId) -> Option<String> {
    let ladder = set.ladder(owner.as_str()).map(|ladder| ladder.title().to_owned());
    ladder.or_else(|| set.base(owner.as_str()).map(|base| base.title.text().unwrap_or(base.id.as_str()).to_owned()))
}

/// What a role of a ladder is called in the first of the sets that has it, else its id.
pub(super) fn role_title(sets: [&LadderSet; 2], ladder: &OwnerId, id: &RoleId) -> String {
    let named = |set: &LadderSet| {
        let roles = &set.ladder(ladder.as_str())?.roles;
        Some(roles.iter().find(|role| role.id == *id)?.title().to_owned())
    };
    sets.into_iter().find_map(named).unwrap_or_else(|| id.to_string())
}

/// What a ladder or base calls a competency in the first of the sets that has it, else its id.
pub(super) fn competency_title(sets: [&LadderSet; 2], owner: &OwnerId, id: &str) -> String {
    let defined = sets.into_iter().find_map(|set| set.competency(owner, id));
    defined.map_or_else(|| id.to_owned(), |competency| competency.title().to_owned())
}
