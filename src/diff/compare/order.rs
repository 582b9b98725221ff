//! What changed places.

use std::collections::{HashMap, HashSet};

/// The ids that are in both lists, in the order of the old and of the new one.
pub(super) fn common<'e, T>(old: &'e [T], new: &'e [T], id: impl Fn(&'e T) -> &'e str) -> (Vec<&'e str>, Vec<&'e str>) {
    let before: HashSet<&str> = old.iter().map(&id).collect();
    let after: HashSet<&str> = new.iter().map(&id).collect();
    let old = old.iter().map(&id).filter(|id| after.contains(id)).collect();
    let new = new.iter().map(&id).filter(|id| before.contains(id)).collect();
    (old, new)
}

/// The fewest ids that have to move to get from one order to the other, in the new order.
pub(super) fn out_of_order<'e>(old: &[&'e str], new: &[&'e str]) -> Vec<&'e str> {
    let position: HashMap<&str, usize> = old.iter().enumerate().map(|(index, id)| (*id, index)).collect();
    // The longest rising run of old positions stays; patience sorting finds it.
    let mut piles: Vec<usize> = Vec::new();
    let mut below: Vec<Option<usize>> = Vec::with_capacity(new.len());
    let at = |index: usize| position.get(new[index]).copied();
    for index in 0..new.len() {
        let pile = piles.partition_point(|top| at(*top) < at(index));
        below.push(pile.checked_sub(1).map(|pile| piles[pile]));
        if pile == piles.len() {
            piles.push(index);
        } else {
            piles[pile] = index;
        }
    }
    let mut stays = HashSet::new();
    let mut next = piles.last().copied();
    while let Some(index) = next {
        stays.insert(index);
        next = below[index];
    }
    (0..new.len()).filter(|index| !stays.contains(index)).map(|index| new[index]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_move() {
        assert_eq!(out_of_order(&["a", "b", "c", "d"], &["d", "a", "b", "c"]), ["d"]);
        assert_eq!(out_of_order(&["a", "b"], &["a", "b"]), Vec::<&str>::new());
    }
}
