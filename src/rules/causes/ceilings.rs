//! A side that ends below the other.

use super::Own;
use crate::model::resolve::{Rank, Resolved, Side, Sides};

/// Where a side ends below the other.
pub struct Ceiling {
    /// The side.
    pub own: Own,
    /// The craft.
    pub craft: usize,
    /// The grade at which it ends.
    pub top: Rank,
    /// Its highest level.
    pub highest: usize,
    /// The first level of the other side beyond that.
    pub beyond: usize,
    /// The highest level of the other side.
    pub last: usize,
}

/// The ceilings of each craft, that of individual contributors first.
pub(super) fn ceilings(resolved: &Resolved<'_>, crafts: &[Sides]) -> Vec<Ceiling> {
    let mut ceilings = Vec::new();
    for (craft, sides) in crafts.iter().enumerate() {
        let (ic, manager) = (&sides.ic, &sides.manager);
        if ic.is_populated && manager.is_populated {
            ceilings.extend(ceiling(resolved, craft, Own::Ic, ic, manager));
            ceilings.extend(ceiling(resolved, craft, Own::Manager, manager, ic));
        }
    }
    ceilings
}

fn ceiling(resolved: &Resolved<'_>, craft: usize, own: Own, short: &Side, long: &Side) -> Option<Ceiling> {
    if !short.complete {
        return None;
    }
    let top = short.top(resolved)?;
    let mut beyond: Vec<usize> = long
        .levels
        .iter()
        .copied()
        .filter(|level| resolved.levels[*level].level.is_active() && resolved.is_in_order(*level))
        .filter(|level| {
            resolved.levels[*level].ranks.is_some_and(|(_, high)| high > top && !resolved.spine.is_half(high))
        })
        .collect();
    beyond.sort_by_key(|level| resolved.levels[*level].ranks);
    let (first, last) = (*beyond.first()?, *beyond.last()?);
    let one_grade_further = resolved.levels[last].ranks.map(|(_, high)| high) == resolved.next_rank(top);
    let may_stay = resolved.levels[last].level.terminal.or_default(false) != Some(false);
    if beyond.len() == 1 && may_stay && one_grade_further {
        return None;
    }
    let highest = short.at(resolved, top).next()?;
    Some(Ceiling { own, craft, top, highest, beyond: first, last })
}
