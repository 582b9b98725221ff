//! The crafts of a ladder: engineers, designers. Each is compared with itself.

use foldhash::HashMap;

use super::Resolved;
use crate::model::Ladder;

/// Which tracks are for which crafts. A ladder whose tracks say nothing has one.
#[derive(Debug)]
pub struct Crafts<'a> {
    /// The name of each; the ladder's own has the ladder's id.
    pub names: Vec<&'a str>,
    /// For each track its crafts, ascending, by their index.
    of_track: Vec<Vec<usize>>,
    /// For each craft its tracks, in the order of the file.
    tracks: Vec<Vec<usize>>,
}

impl<'a> Crafts<'a> {
    pub(super) fn new(ladder: &'a Ladder) -> Self {
        let mut crafts = Self { names: Vec::new(), of_track: Vec::new(), tracks: Vec::new() };
        let mut known: HashMap<&str, usize> = HashMap::default();
        for (index, track) in ladder.tracks.iter().enumerate() {
            let own = track.professions.is_empty().then_some(ladder.id.as_str());
            let mut of_track = Vec::new();
            for name in own.into_iter().chain(track.professions.iter().map(String::as_str)) {
                of_track.push(*known.entry(name).or_insert_with(|| {
                    crafts.names.push(name);
                    crafts.tracks.push(Vec::new());
                    crafts.names.len() - 1
                }));
            }
            of_track.sort_unstable();
            of_track.dedup();
            of_track.iter().for_each(|craft| crafts.tracks[*craft].push(index));
            crafts.of_track.push(of_track);
        }
        crafts
    }

    /// The crafts that a track is for.
    pub fn of_track(&self, track: usize) -> &[usize] {
        &self.of_track[track]
    }

    /// The tracks of each craft, in the order of the file.
    pub fn tracks(&self) -> &[Vec<usize>] {
        &self.tracks
    }

    /// Whether two tracks have a craft in common.
    pub fn are_shared(&self, track: usize, other: usize) -> bool {
        let (mut left, mut right) = (self.of_track[track].iter().peekable(), self.of_track[other].iter().peekable());
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => left.next(),
                std::cmp::Ordering::Greater => right.next(),
                std::cmp::Ordering::Equal => return true,
            };
        }
        false
    }
}

impl Resolved<'_> {
    /// The crafts of a level, by their index.
    pub fn crafts_of(&self, level: usize) -> &[usize] {
        self.crafts.of_track(self.levels[level].track_index)
    }

    /// Whether two levels have a craft in common.
    pub fn share_a_craft(&self, level: usize, other: usize) -> bool {
        self.crafts.are_shared(self.levels[level].track_index, self.levels[other].track_index)
    }

    /// The levels of each craft, in the order of the file.
    pub fn by_craft(&self) -> Vec<Vec<usize>> {
        let mut levels = vec![Vec::new(); self.crafts.names.len()];
        for level in 0..self.levels.len() {
            self.crafts_of(level).iter().for_each(|craft| levels[*craft].push(level));
        }
        levels
    }
}
