//! Levels that have no way up on their own side, although the side goes higher.

use std::cmp::Ordering;

use foldhash::HashSet;

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
    /// Whether a rule of alignment already reports the cause.
    pub is_explained: bool,
    /// Whether the ladder says so little of moves up on this side that the missing one means nothing.
    pub is_vague: bool,
}

/// The stuck levels, in the order of the file. Terminal, planned and deprecated levels are never stuck, and neither is a
/// hybrid: it is parallel to levels of both sides, and its people do the work of either.
///
/// Promotions along a track are ways up, so only the last level of a track can be stuck. A lateral move within the side
/// is as good as the ways up from its end; a lateral switch forces people over who can rise only there.
pub(super) fn stuck(resolved: &Resolved<'_>, routes: &[Route<'_>], causes: &Causes) -> Vec<Stuck> {
    if !causes.moves_are_known {
        return Vec::new();
    }
    let ways = Ways::new(resolved, routes);
    let by_craft = resolved.by_craft();
    let heights =
        |sides: &[Own]| by_craft.iter().map(|levels| Heights::new(resolved, levels, sides)).collect::<Vec<_>>();
    let (ic, manager, both) = (heights(&[Own::Ic]), heights(&[Own::Manager]), heights(&[Own::Ic, Own::Manager]));
    let written = Written::new(resolved, routes);
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
            // A shared level comes before the choice, so it has no wrong way up.
            TrackKind::Shared => (&both, !ways.rises[level]),
            TrackKind::Hybrid => continue,
        };
        if !is_stuck {
            continue;
        }
        let above = resolved.crafts_of(level).iter().filter_map(|craft| heights[*craft].above(resolved, level, top));
        let Some(onward) = above.min_by_key(|onward| resolved.levels[*onward].ranks.map(|(_, high)| high)) else {
            continue;
        };
        let lacks = |own: Own| {
            let ranks = resolved.levels[onward].ranks;
            ranks.is_some_and(|(_, high)| causes.has_gap(resolved, own, level, (top, high)))
        };
        let is_explained = Own::of(standing).is_some_and(lacks);
        let is_vague = !written.tells_of(resolved, level, onward);
        stuck.push(Stuck { level, onward, through: ways.through[level], is_explained, is_vague });
    }
    stuck
}

/// What the ladder writes of moves, apart from the order of its levels.
struct Written {
    /// The tracks that a written move touches.
    tracks: HashSet<usize>,
    /// The sides between whose tracks moves are written.
    sides: Vec<Own>,
}

impl Written {
    fn new(resolved: &Resolved<'_>, routes: &[Route<'_>]) -> Self {
        let mut written = Self { tracks: HashSet::default(), sides: Vec::new() };
        for route in routes.iter().filter(|route| !route.implied) {
            for end in [route.from, route.to] {
                if let End::Here(level) = end {
                    written.tracks.insert(resolved.levels[level].track_index);
                }
            }
            if let Some((from, to)) = route.within() {
                let sides = [from, to].map(|level| Own::of(&resolved.levels[level]));
                if sides[0] == sides[1] {
                    written.sides.extend(sides[0].filter(|own| !written.sides.contains(own)));
                }
            }
        }
        written
    }

    /// Whether the author writes moves of these tracks, and `onward` goes on where `level` ends: its track begins there, or
    /// moves between tracks of the side are written. Two tracks side by side, one longer than the other, are two careers.
    fn tells_of(&self, resolved: &Resolved<'_>, level: usize, onward: usize) -> bool {
        let (start, end) = (&resolved.levels[level], &resolved.levels[onward]);
        let is_touched = [start, end].iter().any(|standing| self.tracks.contains(&standing.track_index));
        let goes_on = end.position == 0 || Own::of(start).is_some_and(|own| self.sides.contains(&own));
        is_touched && goes_on
    }
}

/// The ways up from each level.
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
                // Moves into another ladder are not followed further.
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
                // The next level of a track is a way up, whatever its grade.
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

/// Passes the ways up of a level on to the levels with a lateral move to it.
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
    fn new(resolved: &Resolved<'_>, levels: &[usize], sides: &[Own]) -> Self {
        let levels = levels.iter().map(|level| (*level, &resolved.levels[*level]));
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
