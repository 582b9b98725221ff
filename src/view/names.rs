//! What people call the parts of a set.

use crate::model::{LadderSet, OwnerId};

/// The title of a ladder or base, where the set has it.
pub(super) fn owner_title(set: &LadderSet, owner: &OwnerId) -> Option<String> {
    let ladder = set.ladder(owner.as_str()).map(|ladder| ladder.title().to_owned());
    ladder.or_else(|| set.base(owner.as_str()).map(|base| base.title.text().unwrap_or(base.id.as_str()).to_owned()))
}

/// What a competency is called in the first of the sets that has it, else its id.
pub(super) fn competency_title(sets: [&LadderSet; 2], id: &str) -> String {
    let defined = sets.into_iter().find_map(|set| {
        let of_bases = set.bases.iter().map(|base| &base.definitions);
        let of_ladders = set.ladders.iter().map(|ladder| &ladder.definitions);
        let mut all = of_bases.chain(of_ladders).flat_map(|definitions| definitions.competencies.iter());
        all.find(|competency| competency.id.as_str() == id).map(|competency| competency.title().to_owned())
    });
    defined.unwrap_or_else(|| id.to_owned())
}
