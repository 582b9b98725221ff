//! The two sides of a dual ladder, and the fork between them.

use foldhash::HashMap;

use super::{Rank, Resolved};
use crate::model::{Stated, Track, TrackKind};

/// One side: the levels that count for it, on any track.
#[derive(Debug, Clone, Default)]
pub struct Side {
    /// The levels, by index, in the order of the file; shared levels are on both sides.
    pub levels: Vec<usize>,
    /// Whether every level of the side is known with its grade, and no grades are out of order; if not, an absence proves
    /// nothing.
    pub complete: bool,
    /// Whether the side has a level that is not shared.
    pub is_populated: bool,
}

impl Side {
    /// The lowest grade of the side.
    pub fn bottom(&self, resolved: &Resolved<'_>) -> Option<Rank> {
        self.levels.iter().filter_map(|level| resolved.levels[*level].ranks).map(|(low, _)| low).min()
    }

    /// The highest grade of the side.
    pub fn top(&self, resolved: &Resolved<'_>) -> Option<Rank> {
        self.levels.iter().filter_map(|level| resolved.levels[*level].ranks).map(|(_, high)| high).max()
    }

    /// The levels of the side at `rank`.
    pub fn at<'r>(&'r self, resolved: &'r Resolved<'_>, rank: Rank) -> impl Iterator<Item = usize> + 'r {
        self.levels.iter().copied().filter(move |level| resolved.levels[*level].covers(rank))
    }
}

/// Both sides of a ladder.
#[derive(Debug, Clone)]
pub struct Sides {
    /// All aligned `ic` tracks, and shared levels.
    pub ic: Side,
    /// All aligned `manager` and `hybrid` tracks, and shared levels.
    pub manager: Side,
    /// The lowest grade at which the manager side has a level of its own.
    pub fork: Option<Rank>,
}

impl Resolved<'_> {
    /// The first of `levels` at each grade in use, if one is there.
    pub fn by_rank(&self, levels: impl IntoIterator<Item = usize>) -> HashMap<Rank, usize> {
        let used = &self.used_ranks;
        let mut by_rank = HashMap::default();
        // For each grade in use, itself or a later one before which every grade has its level. A grade that has its level is
        // not looked at again. A plain walk is as fast for 1,000 levels of one grade, and takes 100 times as long for 1,000
        // levels that each span 1,000 grades.
        let mut open: Vec<usize> = (0..=used.len()).collect();
        for level in levels {
            let Some((low, high)) = self.levels[level].ranks else { continue };
            let mut at = first_open(&mut open, used.partition_point(|rank| *rank < low));
            while used.get(at).is_some_and(|rank| *rank <= high) {
                by_rank.insert(used[at], level);
                open[at] = at + 1;
                at = first_open(&mut open, at);
            }
        }
        by_rank
    }

    /// The two sides of the ladder as a whole.
    pub fn sides(&self) -> Sides {
        let tracks: Vec<usize> = (0..self.ladder.tracks.len()).collect();
        let levels: Vec<usize> = (0..self.levels.len()).collect();
        self.sides_of(&tracks, &levels, self.tracks_are_known())
    }

    /// The two sides of each craft, as rules compare them.
    pub fn sides_by_craft(&self) -> Vec<Sides> {
        let (known, levels) = (self.tracks_are_known(), self.by_craft());
        self.crafts.tracks().iter().zip(levels).map(|(tracks, levels)| self.sides_of(tracks, &levels, known)).collect()
    }

    /// Whether none is missing, and none could belong to another side or craft than it seems.
    pub fn tracks_are_known(&self) -> bool {
        let is_known =
            |track: &Track| !track.kind.is_unknown() && !track.aligned.is_unknown() && !track.professions.partial;
        !self.ladder.tracks.partial && self.ladder.tracks.iter().all(is_known)
    }

    fn sides_of(&self, tracks: &[usize], levels: &[usize], known: bool) -> Sides {
        let side = |kinds: &[TrackKind]| {
            let mut side = Side { complete: known, ..Side::default() };
            for index in levels.iter().copied() {
                let standing = &self.levels[index];
                let shared = standing.is_aligned_as(&[TrackKind::Shared]);
                if shared || standing.is_aligned_as(kinds) {
                    side.levels.push(index);
                    side.complete &= standing.ranks.is_some() && self.is_in_order(index);
                    side.is_populated |= !shared;
                }
            }
            let counts = |kind: &TrackKind| *kind == TrackKind::Shared || kinds.contains(kind);
            let of_side = tracks.iter().map(|track| &self.ladder.tracks[*track]);
            side.complete &= of_side.filter(|t| t.kind.get().is_some_and(counts)).all(|track| !track.levels.partial);
            side
        };
        let ic = side(&[TrackKind::Ic]);
        let manager = side(&[TrackKind::Manager, TrackKind::Hybrid]);
        let own = |index: &&usize| self.levels[**index].track.kind != Stated::Is(TrackKind::Shared);
        let fork =
            manager.levels.iter().filter(own).filter_map(|index| self.levels[*index].ranks).map(|(low, _)| low).min();
        Sides { ic, manager, fork }
    }
}

/// Follows `open` from `start` to a grade that is still open, and shortens the way for those who come later.
fn first_open(open: &mut [usize], start: usize) -> usize {
    let mut end = start;
    while open[end] != end {
        end = open[end];
    }
    let mut at = start;
    while open[at] != end {
        at = std::mem::replace(&mut open[at], end);
    }
    end
}
