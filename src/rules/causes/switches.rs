//! Ways from one side to the other, and those that are the only promotion.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use foldhash::HashSet;

use super::{Causes, Own};
use crate::model::resolve::{Resolved, Route, Sides};

/// A way from one side to the other of a craft, within the ladder. A move to another craft is no change of sides.
#[derive(Clone, Copy)]
pub struct Switch {
    pub from: usize,
    pub to: usize,
    /// The side that it leads to.
    pub into: Own,
    /// Whether it raises the grade; lateral is `Equal`; `None` if a grade is unknown.
    pub rise: Option<Ordering>,
    /// Its index among the routes.
    pub route: usize,
}

/// Every switch, in the order of the routes.
pub(super) fn switches(resolved: &Resolved<'_>, routes: &[Route<'_>]) -> Vec<Switch> {
    let switches = routes.iter().enumerate().filter_map(|(route, way)| {
        let (from, to) = way.within()?;
        let into = Own::of(&resolved.levels[to])?;
        let crosses = Own::of(&resolved.levels[from])? != into && resolved.share_a_craft(from, to);
        crosses.then(|| Switch { from, to, into, rise: resolved.rise(from, to), route })
    });
    switches.collect()
}

/// A craft whose sides nothing connects.
#[derive(Clone, Copy)]
pub struct Uncrossed {
    pub craft: usize,
    /// The individual contributor's level of its lowest pair of parallel levels.
    pub ic: usize,
    /// The manager's.
    pub manager: usize,
}

/// The crafts whose sides nothing connects. A way that begins below the fork is the choice of a side, like a promotion out of
/// a shared track, and connects nothing.
pub(super) fn uncrossed(resolved: &Resolved<'_>, crafts: &[Sides], switches: &[Switch]) -> Vec<Uncrossed> {
    let is_known = !resolved.ladder.moves.partial && resolved.tracks_are_known();
    let mut crossed = vec![!is_known; crafts.len()];
    for switch in switches {
        for craft in
            resolved.crafts_of(switch.from).iter().filter(|craft| resolved.crafts_of(switch.to).contains(craft))
        {
            crossed[*craft] |= !is_below_fork(resolved, &crafts[*craft], switch.from, switch.into);
        }
    }
    let pair = |craft: usize| {
        let sides = &crafts[craft];
        let levels_of = |own: Own| {
            let levels = own.side(sides).levels.iter().copied();
            let is_own = move |level: &usize| Own::of(&resolved.levels[*level]) == Some(own);
            levels.filter(is_own).filter(|level| resolved.levels[*level].level.is_active())
        };
        let (ic, manager) = (resolved.by_rank(levels_of(Own::Ic)), resolved.by_rank(levels_of(Own::Manager)));
        let mut ranks = resolved.used_ranks.iter();
        ranks.find_map(|rank| Some(Uncrossed { craft, ic: *ic.get(rank)?, manager: *manager.get(rank)? }))
    };
    (0..crafts.len()).filter(|craft| !crossed[*craft]).filter_map(pair).collect()
}

/// Whether a level from which one goes to managers is below the first of them.
fn is_below_fork(resolved: &Resolved<'_>, sides: &Sides, from: usize, into: Own) -> bool {
    let (ranks, fork) = (resolved.levels[from].ranks, sides.fork);
    into == Own::Manager && matches!((ranks, fork), (Some((_, high)), Some(fork)) if high < fork)
}

/// A level from which going into management is a promotion.
pub struct Raising {
    /// A level of the individual contributor side.
    pub from: usize,
    /// The level of the manager side at its grade to which no move leads from there.
    pub parallel: Option<usize>,
    /// The switches that raise the grade; at least one.
    pub switches: Vec<Switch>,
    /// Whether they begin below the fork, and skip a grade.
    pub skips: bool,
}

/// All such levels, in the order of the file.
pub(super) fn raising(resolved: &Resolved<'_>, crafts: &[Sides], causes: &Causes) -> Vec<Raising> {
    if resolved.ladder.moves.partial {
        return Vec::new();
    }
    let is_sure = |level: usize| resolved.levels[level].level.is_active() && resolved.is_in_order(level);
    let mut raising: BTreeMap<usize, Vec<Switch>> = BTreeMap::new();
    let mut lateral: HashSet<usize> = HashSet::default();
    for switch in causes.switches.iter().copied().filter(|switch| switch.into == Own::Manager) {
        match switch.rise {
            Some(Ordering::Greater) if is_sure(switch.from) && is_sure(switch.to) => {
                raising.entry(switch.from).or_default().push(switch);
            }
            Some(Ordering::Greater | Ordering::Less) => {}
            Some(Ordering::Equal) | None => {
                lateral.insert(switch.from);
            }
        }
    }
    raising.retain(|from, _| !lateral.contains(from));
    if raising.is_empty() {
        return Vec::new();
    }
    let forced: HashSet<usize> =
        causes.stuck.iter().filter(|stuck| stuck.through.is_some()).map(|stuck| stuck.level).collect();
    let managers: Vec<_> = crafts.iter().map(|sides| resolved.by_rank(sides.manager.levels.iter().copied())).collect();
    let is_own_cause = |(from, switches): (usize, Vec<Switch>)| {
        let ((low, high), (to_low, to_high)) = (resolved.levels[from].ranks?, resolved.levels[switches[0].to].ranks?);
        let crafts_of = resolved.crafts_of(from);
        // Below the fork nobody manages, so that there is nothing to switch to: the next step up is the choice of a side.
        let is_below = |craft: &usize| is_below_fork(resolved, &crafts[*craft], from, Own::Manager);
        let is_all_below = crafts_of.iter().all(is_below);
        let skips = is_all_below && resolved.next_rank(high).is_some_and(|next| next < to_low);
        let is_at_ceiling = causes.ceiling(resolved, Own::Ic, from).is_some_and(|top| high >= top);
        let is_at_gap = causes.has_gap(resolved, Own::Ic, from, (high, to_high))
            || causes.has_gap(resolved, Own::Manager, from, (low, high));
        let is_told = forced.contains(&from) || is_at_ceiling || is_at_gap || (is_all_below && !skips);
        let parallel = crafts_of.iter().find_map(|craft| managers[*craft].get(&low).copied());
        (!is_told).then_some(Raising { from, parallel, switches, skips })
    };
    raising.into_iter().filter_map(is_own_cause).collect()
}
