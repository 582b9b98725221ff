//! Which levels have no way up on their own side, though the side goes higher.

use std::cmp::Ordering;

use super::{Causes, Own};
use crate::model::TrackKind;
use crate::model::resolve::{End, Rank, Resolved, Route};

/// The last level of a track from which no way up stays on its side, though the side goes higher.
pub struct Stuck {
    pub level: usize,
    /// The next level of its side, to which nothing leads from here.
    pub onward: usize,
    /// Where the only way up begins on the other side; `None` where there is none at all.
    pub through: Option<usize>,
    /// Whether a rule of alignment speaks of the cause already.
    pub is_explained: bool,
}

/// The levels that are stuck, in the order of the file. What is terminal, planned or deprecated never is, nor is a
/// hybrid: it stands beside levels of both sides, and who is there does the work of either.
///
/// Promotions along a track are ways up, so only the last level of a track can be stuck. A lateral move within the side
/// is as good as the ways up that begin where it leads; a lateral switch forces those over who can rise only there.
pub(super) fn stuck(resolved: &Resolved<'_>, routes: &[Route<'_>], causes: &Causes) -> Vec<Stuck> {
    if !causes.moves_are_known {
        return Vec::new();
    }
    let ways = Ways::new(resolved, routes);
    let (ic, manager) = (Heights::new(resolved, &[Own::Ic]), Heights::new(resolved, &[Own::Manager]));
    let both = Heights::new(resolved, &[Own::Ic, Own::Manager]);
    let mut stuck = Vec::new();
    for (level, standing) in resolved.levels.iter().enumerate() {
        let (Some(kind), Some((_, top))) = (standing.track.kind.get(), standing.ranks) else { continue };
        let is_last = resolved.above(level).is_none() && !standing.track.levels.partial;
        let may_stay = standing.level.terminal.or_default(false) != Some(false);
        let is_judged = standing.track.is_aligned() && standing.level.is_active() && resolved.is_in_order(level);
        if !is_last || may_stay || !is_judged {
            continue;
        }
        let (heights, is_stuck) = match kind {
            TrackKind::Ic => (&ic, !ways.stays[level]),
            TrackKind::Manager => (&manager, !ways.stays[level]),
            // A shared level is before the choice: for it no way up is the wrong one.
            TrackKind::Shared => (&both, !ways.rises[level]),
            TrackKind::Hybrid => continue,
        };
        if !is_stuck {
            continue;
        }
        let Some(onward) = heights.above(resolved, level, top) else { continue };
        let lacks = |own: Own| resolved.levels[onward].ranks.is_some_and(|(_, high)| causes.has_gap(own, top, high));
        let is_explained = Own::of(standing).is_some_and(lacks);
        stuck.push(Stuck { level, onward, through: ways.through[level], is_explained });
    }
    stuck
}

/// What leads up from each level.
struct Ways {
    /// Whether a way up does not lead to the other side.
    stays: Vec<bool>,
    /// Whether there is a way up at all.
    rises: Vec<bool>,
    /// The level of the other side at which a way up that leads there begins.
    through: Vec<Option<usize>>,
}

impl Ways {
    fn new(resolved: &Resolved<'_>, routes: &[Route<'_>]) -> Self {
        let count = resolved.levels.len();
        let mut ways = Self { stays: vec![false; count], rises: vec![false; count], through: vec![None; count] };
        let mut lateral_into: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut lateral_switches = Vec::new();
        for route in routes {
            let Some((from, to)) = route.within() else {
                // Where a level of another ladder leads is that ladder's business.
                if let End::Here(from) = route.from {
                    ways.stays[from] = true;
                    ways.rises[from] = true;
                }
                continue;
            };
            let (start, end) = (&resolved.levels[from], &resolved.levels[to]);
            let crosses = matches!((Own::of(start), Own::of(end)), (Some(a), Some(b)) if a != b);
            let is_compared = start.track.is_aligned() && end.track.is_aligned();
            let rise = if is_compared { resolved.rise(from, to) } else { None };
            match rise {
                // The next level of a track is a way up, whatever its grade says.
                _ if route.implied => {
                    ways.stays[from] = true;
                    ways.rises[from] = true;
                }
                Some(Ordering::Less) => {}
                Some(Ordering::Equal) if crosses => lateral_switches.push((from, to)),
                Some(Ordering::Equal) => lateral_into[to].push(from),
                Some(Ordering::Greater) if crosses => {
                    ways.rises[from] = true;
                    ways.through[from].get_or_insert(to);
                }
                Some(Ordering::Greater) | None => {
                    ways.stays[from] = true;
                    ways.rises[from] = true;
                }
            }
        }
        spread(&mut ways.rises, &lateral_into);
        for (from, to) in lateral_switches {
            if ways.rises[to] {
                ways.rises[from] = true;
                ways.through[from].get_or_insert(to);
            }
        }
        spread(&mut ways.stays, &lateral_into);
        spread(&mut ways.rises, &lateral_into);
        spread(&mut ways.through, &lateral_into);
        ways
    }
}

/// Hands what holds of a level on to those that have a lateral move to it.
fn spread<T: Copy + Default + PartialEq>(values: &mut [T], lateral_into: &[Vec<usize>]) {
    let mut open: Vec<usize> = (0..values.len()).filter(|level| values[*level] != T::default()).collect();
    while let Some(level) = open.pop() {
        for from in &lateral_into[level] {
            if values[*from] == T::default() {
                values[*from] = values[level];
                open.push(*from);
            }
        }
    }
}

/// The active levels of one side or both, by the highest grade of each.
struct Heights(Vec<(Rank, usize)>);

impl Heights {
    fn new(resolved: &Resolved<'_>, sides: &[Own]) -> Self {
        let levels = resolved.levels.iter().enumerate();
        let mut heights: Vec<(Rank, usize)> = levels
            .filter(|(_, standing)| standing.level.is_active())
            .filter(|(_, standing)| Own::of(standing).is_some_and(|own| sides.contains(&own)))
            .filter_map(|(level, standing)| Some((standing.ranks?.1, level)))
            .collect();
        heights.sort_unstable();
        Self(heights)
    }

    /// The lowest level above `top` that is on another track than `level`.
    fn above(&self, resolved: &Resolved<'_>, level: usize, top: Rank) -> Option<usize> {
        let levels = &resolved.levels;
        let start = self.0.partition_point(|(high, _)| *high <= top);
        let other = |next: &usize| levels[*next].track_index != levels[level].track_index;
        self.0[start..].iter().map(|(_, next)| *next).find(other)
    }
}
