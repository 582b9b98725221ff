//! For each level, the one beside it that counts most, without a look at every pair of levels.

use foldhash::HashMap;

use crate::model::resolve::Rank;
use crate::rules::Subject;

/// For each level of an aligned track, the parallel level of its craft with the most weight, the first of equals; `None` where no
/// parallel level has a weight.
pub(super) fn weightiest<W: Ord + Copy>(
    subject: &Subject<'_>,
    weight: impl Fn(usize) -> Option<W>,
) -> Vec<Option<usize>> {
    let levels = &subject.resolved.levels;
    let track = |level: usize| levels[level].track_index;
    // The weightiest level at each grade, and the weightiest of another track: one of them is on another track than any.
    let mut at: HashMap<(usize, Rank), Weightiest<W>> = HashMap::default();
    for level in 0..levels.len() {
        let Some(weight) = weight(level) else { continue };
        let this = Some((weight, level));
        for key in keys(subject, level) {
            let [first, second] = at.entry(key).or_default();
            let outweighs = |other: &Option<(W, usize)>| other.is_none_or(|(other, _)| weight > other);
            let is_of_first = first.is_some_and(|(_, first)| track(first) == track(level));
            match (outweighs(first), is_of_first) {
                (true, true) => *first = this,
                (true, false) => *second = std::mem::replace(first, this),
                (false, false) if outweighs(second) => *second = this,
                (false, _) => {}
            }
        }
    }
    let beside = |level: usize| {
        let found = keys(subject, level).filter_map(|key| at.get(&key));
        let found = found.flatten().flatten().copied();
        let found = found.filter(|(_, other)| track(*other) != track(level));
        found.max_by_key(|(weight, other)| (*weight, std::cmp::Reverse(*other))).map(|(_, other)| other)
    };
    (0..levels.len()).map(beside).collect()
}

/// A level with its weight, and the next one of another track.
type Weightiest<W> = [Option<(W, usize)>; 2];

/// Each grade of each craft of a level.
fn keys<'a>(subject: &'a Subject<'_>, level: usize) -> impl Iterator<Item = (usize, Rank)> + 'a {
    let crafts = subject.resolved.crafts_of(level).iter();
    crafts.flat_map(move |craft| ranks(subject, level).iter().map(move |rank| (*craft, *rank)))
}

/// The grades in use at which a level of an aligned track stands; of a span that is no ladder's, the lowest.
fn ranks<'a>(subject: &'a Subject<'_>, level: usize) -> &'a [Rank] {
    const WIDEST: usize = 50;
    let standing = &subject.resolved.levels[level];
    let used = &subject.resolved.used_ranks;
    match standing.ranks {
        Some((low, high)) if standing.track.is_aligned() && low <= high => {
            let start = used.partition_point(|rank| *rank < low);
            &used[start..used.partition_point(|rank| *rank <= high).min(start + WIDEST)]
        }
        _ => &[],
    }
}
