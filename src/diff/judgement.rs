//! What a team says of an edit, in place of the comparison's own judgement: for this edit only, so that it holds no longer
//! once the text changes again.

use std::collections::{HashMap, HashSet};

use super::{Change, Impact};
use crate::model::Place;

/// What a team says of one edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The place of the change, as every format writes it; or the ladder or base that it is of.
    pub place: String,
    /// What the edit is known by: [`Change::edit_id`].
    pub edit: String,
    /// What the change does to people.
    pub impact: Impact,
    /// Why.
    pub reason: String,
}

/// A judgement that no change of a comparison answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// Its index in the settings.
    pub index: usize,
    /// What the edits at the place are known by now; empty where nothing changes there.
    pub edits: Vec<String>,
}

impl Change {
    /// What the edit is known by: eight hexadecimal digits, made of its kind and of what stood there and stands there now. Of
    /// pay the amounts are left out, since they could be found again by trying all.
    pub fn edit_id(&self) -> String {
        const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
        const PRIME: u64 = 0x0000_0100_0000_01b3;
        let text = |side: &Option<String>| match side {
            Some(text) if !self.place.is_pay() => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Some(_) => "pay".to_owned(),
            None => "\u{0}".to_owned(),
        };
        // FNV-1a, as for the fingerprints of findings. No text holds 0xFF, so the parts cannot run into each other.
        let parts = [self.kind.as_str().to_owned(), text(&self.old), text(&self.new)];
        let bytes = parts.iter().flat_map(|part| part.bytes().chain([0xff]));
        let hash = bytes.fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
        format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
    }
}

/// Puts judgements in place of the comparison's own, of those with these indices; returns those that no change answers to.
pub(super) fn overrule(
    changes: &mut [Change],
    judgements: &[Judgement],
    indices: impl ExactSizeIterator<Item = usize>,
    now: impl Fn(&Change) -> Place,
) -> Vec<Stale> {
    if indices.len() == 0 {
        return Vec::new();
    }
    let mut by_place: HashMap<String, Vec<usize>> = HashMap::new();
    let mut by_owner: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, change) in changes.iter().enumerate() {
        by_place.entry(change.place.to_string()).or_default().push(index);
        for owner in HashSet::from([&change.place.owner, &now(change).owner]) {
            by_owner.entry(owner.to_string()).or_default().push(index);
        }
    }
    let mut stale = Vec::new();
    for (index, judgement) in indices.map(|index| (index, &judgements[index])) {
        let (mut edits, mut holds) = (Vec::new(), false);
        let there = by_place.get(&judgement.place).into_iter().flatten().map(|index| (index, true));
        let within = by_owner.get(&judgement.place).into_iter().flatten().map(|index| (index, false));
        for (change, is_there) in there.chain(within) {
            let change = &mut changes[*change];
            let edit = change.edit_id();
            if edit == judgement.edit {
                change.impact = judgement.impact;
                change.by_table = judgement.impact;
                change.caution = false;
                change.reason = format!("judged by the team: {}", judgement.reason);
                holds = true;
            }
            if is_there {
                edits.push(edit);
            }
        }
        if !holds {
            stale.push(Stale { index, edits });
        }
    }
    stale
}
