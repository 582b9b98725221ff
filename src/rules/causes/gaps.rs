//! Grades that one side skips, and grades that one track has twice.

use foldhash::{HashMap, HashSet};

use crate::model::resolve::{Rank, Resolved, Side, Sides};
use crate::model::{Stated, Status, TrackKind};

/// A grade at which one side has a level and the other has none.
#[derive(Clone, Copy)]
pub struct Gap {
    /// The grade.
    pub rank: Rank,
    /// Whether it is the individual contributor side that has none.
    pub is_on_ic: bool,
    /// The craft that has it.
    pub craft: usize,
    /// The level of that side below the gap: a level that fills the gap comes after this one.
    pub below: usize,
    /// The grade at which that side continues.
    pub next: Option<Rank>,
    /// A level of the other side at the grade.
    pub parallel: usize,
    /// Another level of its track at the grade of `below`. If `below` were one grade higher, there would be no gap.
    pub crowded: Option<usize>,
}

/// Every gap, from the lowest grade up.
pub(super) fn gaps(resolved: &Resolved<'_>, crafts: &[Sides]) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    for (craft, sides) in crafts.iter().enumerate() {
        gaps.extend(gaps_of(resolved, craft, sides));
    }
    gaps.sort_by_key(|gap| (gap.rank, gap.craft));
    gaps
}

fn gaps_of(resolved: &Resolved<'_>, craft: usize, sides: &Sides) -> Vec<Gap> {
    let (ic, manager) = (&sides.ic, &sides.manager);
    if !ic.is_populated || !manager.is_populated {
        return Vec::new();
    }
    let bounds = (|| {
        let bottom = ic.bottom(resolved)?.max(manager.bottom(resolved)?).max(sides.fork?);
        Some((bottom, ic.top(resolved)?.min(manager.top(resolved)?)))
    })();
    let Some((bottom, top)) = bounds else { return Vec::new() };
    // People at a hybrid level do the work of either side, and can continue as individual contributors until managers start.
    let is_manager = |level: &&usize| resolved.levels[**level].is_aligned_as(&[TrackKind::Manager]);
    let managers = manager.levels.iter().filter(is_manager);
    let first_manager = managers.filter_map(|level| resolved.levels[*level].ranks).map(|(low, _)| low).min();
    let (ic_heights, manager_heights) = (Heights::new(resolved, ic), Heights::new(resolved, manager));
    let mut gaps = Vec::new();
    for rank in resolved.used_ranks.iter().copied().filter(|rank| (bottom..=top).contains(rank)) {
        let (short, heights, is_on_ic, parallel) = match (ic_heights.at(rank), manager_heights.at(rank)) {
            ((None, _), (_, Some(parallel))) => (ic, &ic_heights, true, parallel),
            ((_, Some(parallel)), (None, _)) => (manager, &manager_heights, false, parallel),
            _ => continue,
        };
        let is_before_managers = !is_on_ic && first_manager.is_some_and(|first| rank < first);
        if !short.complete || resolved.spine.is_half(rank) || is_before_managers {
            continue;
        }
        let next = heights.begins_above(rank);
        if is_between_tracks(resolved, short, rank) {
            continue;
        }
        gaps.extend(heights.ends_below(rank).map(|below| Gap {
            rank,
            is_on_ic,
            craft,
            below,
            next,
            parallel,
            crowded: None,
        }));
    }
    gaps
}

/// Whether a side's tracks end below a grade or begin above it, in a ladder that does not say how one goes on from one to
/// another: then nobody is known to skip it. A trunk leads on to other tracks.
fn is_between_tracks(resolved: &Resolved<'_>, side: &Side, rank: Rank) -> bool {
    let moves = &resolved.ladder.moves;
    if !moves.is_empty() || moves.partial {
        return false;
    }
    let mut around: HashMap<usize, (bool, bool)> = HashMap::default();
    for standing in side.levels.iter().map(|level| &resolved.levels[*level]) {
        let Some((low, high)) = standing.ranks else { continue };
        if standing.track.kind == Stated::Is(TrackKind::Shared) {
            return false;
        }
        let (has_below, has_above) = around.entry(standing.track_index).or_default();
        *has_below |= high < rank;
        *has_above |= rank < low;
    }
    around.len() > 1 && around.values().all(|(has_below, has_above)| !(*has_below && *has_above))
}

/// The grades of the levels of a side, indexed for the questions below.
struct Heights {
    /// A level at each grade, whether or not anybody is there.
    any: HashMap<Rank, usize>,
    /// A level at each grade at which people are today, for whom a counterpart can be missing.
    active: HashMap<Rank, usize>,
    /// The grades at which levels begin, ascending.
    begins: Vec<Rank>,
    /// The grades at which levels end, ascending, each with the highest level that ends there or below.
    ends: Vec<(Rank, usize)>,
}

impl Heights {
    fn new(resolved: &Resolved<'_>, side: &Side) -> Self {
        let levels = &resolved.levels;
        let is_sure = |level: &usize| levels[*level].level.is_active() && resolved.is_in_order(*level);
        let active = side.levels.iter().copied().filter(is_sure);
        let mut ranked: Vec<((Rank, Rank), usize)> =
            side.levels.iter().filter_map(|level| Some((levels[*level].ranks?, *level))).collect();
        let mut begins: Vec<Rank> = ranked.iter().map(|((low, _), _)| *low).collect();
        begins.sort_unstable();
        ranked.sort_unstable_by_key(|((_, high), _)| *high);
        let highest = ranked.iter().scan(None, |highest, level| {
            *highest = (*highest).max(Some(*level));
            *highest
        });
        let ends = ranked.iter().zip(highest).map(|(((_, high), _), (_, level))| (*high, level)).collect();
        Self { any: resolved.by_rank(side.levels.iter().copied()), active: resolved.by_rank(active), begins, ends }
    }

    fn at(&self, rank: Rank) -> (Option<usize>, Option<usize>) {
        (self.any.get(&rank).copied(), self.active.get(&rank).copied())
    }

    fn begins_above(&self, rank: Rank) -> Option<Rank> {
        self.begins.get(self.begins.partition_point(|low| *low <= rank)).copied()
    }

    fn ends_below(&self, rank: Rank) -> Option<usize> {
        let below = self.ends.partition_point(|(high, _)| *high < rank).checked_sub(1)?;
        Some(self.ends[below].1)
    }
}

/// Levels of one track at the same single grade.
pub struct Collision {
    /// At least two, lowest first.
    pub levels: Vec<usize>,
    /// Whether it is the cause of a gap: the last of them should be at the next grade, which its side lacks.
    pub is_gap: bool,
}

/// The levels of a track at one single grade, track by track.
pub(super) fn collisions(resolved: &Resolved<'_>) -> Vec<Collision> {
    let levels = &resolved.levels;
    let counts = |level: &usize| {
        let standing = &levels[*level];
        standing.track.is_aligned() && standing.ranks.is_some() && standing.level.status() == Some(Status::Active)
    };
    let counted: Vec<usize> = (0..levels.len()).filter(counts).collect();
    // If equal grades are further apart on the track, a grade between them is out of order: `grade-order` reports it.
    let collide = |a: &usize, b: &usize| {
        let (a, b) = (&levels[*a], &levels[*b]);
        let is_single = a.ranks.is_some_and(|(low, high)| low == high);
        a.track_index == b.track_index && a.ranks == b.ranks && is_single && a.level.id != b.level.id
    };
    let groups = counted.chunk_by(collide).filter(|group| group.len() > 1);
    groups.map(|group| Collision { levels: group.to_vec(), is_gap: false }).collect()
}

/// Two levels at one grade and none at the next are one mistake; the gap is the finding.
pub(super) fn settle(
    resolved: &Resolved<'_>,
    mut gaps: Vec<Gap>,
    mut collisions: Vec<Collision>,
) -> (Vec<Gap>, Vec<Collision>) {
    let is_next = |gap: &Gap| {
        let ranks = resolved.levels[gap.below].ranks;
        ranks.and_then(|(_, high)| resolved.next_rank(high)) == Some(gap.rank)
    };
    let crowded: HashMap<usize, usize> =
        collisions.iter().filter_map(|c| Some((*c.levels.last()?, *c.levels.first()?))).collect();
    let mut told = HashSet::default();
    for gap in &mut gaps {
        gap.crowded = crowded.get(&gap.below).copied().filter(|_| is_next(gap));
        told.extend(gap.crowded.map(|_| gap.below));
    }
    for collision in &mut collisions {
        collision.is_gap = collision.levels.last().is_some_and(|last| told.contains(last));
    }
    (gaps, collisions)
}
