//! Every way from one level to another: promotions that the order of levels implies, and written moves.

use std::cmp::Ordering;

use foldhash::HashMap;

use super::{Rank, Resolved};
use crate::model::{Ladder, LadderId, LadderSet, LevelRef, Move, Stated, TrackKind};

/// One end of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End<'a> {
    /// A level of this ladder, by index.
    Here(usize),
    /// A level of another ladder.
    Elsewhere(&'a LevelRef),
}

/// A directed way from one level to another. At least one end is of this ladder.
#[derive(Debug, Clone)]
pub struct Route<'a> {
    /// Where it starts.
    pub from: End<'a>,
    /// Where it leads.
    pub to: End<'a>,
    /// Whether the order of the levels implies it.
    pub implied: bool,
    /// The written move, and the ladder whose file writes it; also where it only adds a note to an implied one.
    pub written: Option<(&'a Ladder, &'a Move)>,
}

impl<'a> Route<'a> {
    /// Both ends, where both are of this ladder.
    pub fn within(&self) -> Option<(usize, usize)> {
        match (self.from, self.to) {
            (End::Here(from), End::Here(to)) => Some((from, to)),
            _ => None,
        }
    }

    /// What to know about it.
    pub fn note(&self) -> Option<&'a str> {
        self.written.and_then(|(_, written)| written.note.text())
    }
}

/// The written moves of a set, by the ladders that they touch.
#[derive(Debug)]
pub struct MovesByLadder<'a> {
    /// Each with the ladder whose file writes it, in the order of the files.
    touching: HashMap<&'a LadderId, Vec<(&'a Ladder, &'a Move)>>,
}

impl<'a> MovesByLadder<'a> {
    pub fn new(set: &'a LadderSet) -> Self {
        let mut touching: HashMap<&LadderId, Vec<(&Ladder, &Move)>> = HashMap::default();
        for ladder in &set.ladders {
            for written in &ladder.moves {
                let (from, to) = (&written.from.ladder, &written.to.ladder);
                for touched in std::iter::once(from).chain((to != from).then_some(to)) {
                    touching.entry(touched).or_default().push((ladder, written));
                }
            }
        }
        Self { touching }
    }

    /// Those that touch a ladder.
    pub fn of(&self, ladder: &LadderId) -> &[(&'a Ladder, &'a Move)] {
        self.touching.get(ladder).map_or(&[], Vec::as_slice)
    }
}

impl<'a> Resolved<'a> {
    /// Every route that starts or ends in this ladder, each (from, to) once: implied ones first, in the order of the
    /// levels, then written ones in the order of the files.
    pub fn routes(&self) -> Vec<Route<'a>> {
        let Some(moves) = self.moves else {
            let all =
                self.set.ladders.iter().flat_map(|ladder| ladder.moves.iter().map(move |written| (ladder, written)));
            let touches = |(_, written): &(&Ladder, &Move)| {
                written.from.ladder == self.ladder.id || written.to.ladder == self.ladder.id
            };
            return self.routes_among(&all.filter(touches).collect::<Vec<_>>());
        };
        self.routes_among(moves.of(&self.ladder.id))
    }

    /// The same, from the written moves that touch this ladder.
    fn routes_among(&self, moves: &[(&'a Ladder, &'a Move)]) -> Vec<Route<'a>> {
        let mut routes: Vec<Route<'a>> = Vec::new();
        for (from, to) in self.implied_promotions() {
            routes.push(Route { from: End::Here(from), to: End::Here(to), implied: true, written: None });
        }
        let mut known: HashMap<(LevelRef, LevelRef), usize> = HashMap::default();
        for (index, route) in routes.iter().enumerate() {
            if let Some((from, to)) = route.within() {
                known.insert((self.level_ref(from), self.level_ref(to)), index);
            }
        }
        for (ladder, written) in moves.iter().copied() {
            let key = (written.from.clone(), written.to.clone());
            if let Some(index) = known.get(&key) {
                routes[*index].written.get_or_insert((ladder, written));
                continue;
            }
            let (Some(from), Some(to)) = (self.end(&written.from), self.end(&written.to)) else { continue };
            known.insert(key, routes.len());
            routes.push(Route { from, to, implied: false, written: Some((ladder, written)) });
        }
        routes
    }

    /// The promotions that the order of levels implies, as pairs of levels.
    pub fn implied_promotions(&self) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for (index, standing) in self.levels.iter().enumerate() {
            if let Some(next) = self.above(index) {
                pairs.push((index, next));
                continue;
            }
            if standing.track.kind != Stated::Is(TrackKind::Shared) || !standing.track.is_aligned() {
                continue;
            }
            let Some((_, high)) = standing.ranks else { continue };
            let Some(next) = self.next_rank(high) else { continue };
            for (other, first) in self.levels.iter().enumerate() {
                let starts_there = first.ranks.is_some_and(|(low, _)| high < low && low <= next);
                let branch = first.position == 0
                    && first.track_index != standing.track_index
                    && self.crafts.are_shared(first.track_index, standing.track_index);
                if branch && first.track.is_aligned() && starts_there {
                    pairs.push((index, other));
                }
            }
        }
        pairs
    }

    /// The next grade in use above `rank`, half grades passed over.
    pub fn next_rank(&self, rank: Rank) -> Option<Rank> {
        let after = self.used_ranks.partition_point(|used| *used <= rank);
        self.used_ranks[after..].iter().copied().find(|used| !self.spine.is_half(*used))
    }

    /// Whether a route from one level to another raises the grade: `Greater` where an end rises and none falls.
    /// `None` where a grade is not known or the ends move in different directions.
    pub fn rise(&self, from: usize, to: usize) -> Option<Ordering> {
        let (low, high) = self.levels[from].ranks?;
        let (to_low, to_high) = self.levels[to].ranks?;
        if self.levels[from].overlaps(&self.levels[to]) && self.levels[from].track_index != self.levels[to].track_index
        {
            return Some(Ordering::Equal);
        }
        match (to_low.cmp(&low), to_high.cmp(&high)) {
            (a, b) if a == b => Some(a),
            (Ordering::Equal, b) => Some(b),
            (a, Ordering::Equal) => Some(a),
            _ => None,
        }
    }

    /// The level as other ladders name it.
    pub fn level_ref(&self, level: usize) -> LevelRef {
        LevelRef { ladder: self.ladder.id.clone(), level: self.levels[level].level.id.clone() }
    }

    fn end(&self, level: &'a LevelRef) -> Option<End<'a>> {
        if level.ladder == self.ladder.id {
            self.level_index(level.level.as_str()).map(End::Here)
        } else {
            Some(End::Elsewhere(level))
        }
    }
}
