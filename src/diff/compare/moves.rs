//! Written moves. One that leads to or from a level that came or went is a part of that.

use std::collections::{HashMap, HashSet};

use super::{Comparison, Draft, Pair};
use crate::diff::asks::Asks;
use crate::diff::{Case, Edit, Kind, Reach};
use crate::model::{LadderId, LadderSet, LevelRef, Move, Part, Place};

impl<'a> Comparison<'a, '_> {
    pub(super) fn moves(&mut self, pair: &Pair<'a>) {
        let (old, new) = (pair.old.resolved.ladder, pair.new.resolved.ladder);
        if old.moves == new.moves {
            return;
        }
        let by_ends = |moves: &'a [Move]| -> HashMap<(&'a LevelRef, &'a LevelRef), &'a Move> {
            moves.iter().rev().map(|written| ((&written.from, &written.to), written)).collect()
        };
        let (before, after) = (by_ends(&old.moves), by_ends(&new.moves));
        // What the order of levels implies; what another file writes.
        let (implied, implied_now) = (implied(&pair.old), implied(&pair.new));
        let elsewhere = |set: &'a LadderSet| -> HashSet<(&'a LevelRef, &'a LevelRef)> {
            let others = set.ladders.iter().filter(|ladder| ladder.id != new.id);
            others.flat_map(|ladder| ladder.moves.iter().map(|written| (&written.from, &written.to))).collect()
        };
        let (elsewhere, elsewhere_now) = (elsewhere(self.old), elsewhere(self.new));
        let mut seen = HashSet::new();
        for written in new.moves.iter().filter(|written| seen.insert((&written.from, &written.to))) {
            let ends = (&written.from, &written.to);
            let place = place(&new.id, written);
            let planned = self.is_planned(written);
            match before.get(&ends) {
                Some(was) => self.note(&place, &new.id, was, written),
                None if old.moves.partial || self.touches(&self.come, written) => {}
                None => {
                    let known = implied.contains(&ends) || elsewhere.contains(&ends);
                    let (kind, case, reason) = if known {
                        (Kind::MoveReworded, Case::Words, "the move already existed; only the note is new")
                    } else {
                        (Kind::MoveAdded, Case::Plain, "a new move asks nothing of anybody")
                    };
                    let edit = Edit::AddMove(new.id.clone(), written.clone());
                    let draft =
                        Draft::new(kind, case, place, edit, reason).reaching(self.ends(written)).planned(planned);
                    self.push(draft.values(None::<&str>, Some(self::written(written, &new.id))));
                }
            }
        }
        let mut seen = HashSet::new();
        for written in old.moves.iter().filter(|written| seen.insert((&written.from, &written.to))) {
            let ends = (&written.from, &written.to);
            if after.contains_key(&ends) || new.moves.partial || self.touches(&self.gone, written) {
                continue;
            }
            let known = implied_now.contains(&ends) || elsewhere_now.contains(&ends);
            let place = place(&old.id, written);
            let (kind, case, place, reason) = if known {
                (Kind::MoveReworded, Case::Words, place, "the move still exists; only its note is removed")
            } else {
                (Kind::MoveRemoved, Case::Plain, self.old_place(&place), "people can no longer take this way")
            };
            let planned = self.is_planned(written);
            let edit = Edit::RemoveMove(old.id.clone(), written.clone());
            let draft = Draft::new(kind, case, place, edit, reason).reaching(self.ends(written)).planned(planned);
            self.push(draft.values(Some(self::written(written, &new.id)), None::<&str>));
        }
    }

    fn note(&mut self, place: &Place, ladder: &LadderId, old: &Move, new: &Move) {
        let Some((case, reason)) = super::text_case(&old.note, &new.note) else { return };
        let edit = Edit::Note(ladder.clone(), new.clone());
        let draft = Draft::new(Kind::MoveReworded, case, place.clone(), edit, reason).reaching(self.ends(new));
        self.push(draft.values(old.note.text(), new.note.text()));
    }

    fn touches(&self, levels: &HashSet<LevelRef>, written: &Move) -> bool {
        levels.contains(&written.from) || levels.contains(&written.to)
    }

    /// The levels that a move leads from and to.
    fn ends(&self, written: &Move) -> Vec<Reach> {
        let ends = [&written.from, &written.to].into_iter().filter_map(|end| {
            let asks = &self.pair(&end.ladder)?.new;
            Some(Reach::Level(asks.place(asks.level(&end.level)?)))
        });
        ends.collect()
    }

    /// Whether an end of the move was planned.
    fn is_planned(&self, written: &Move) -> bool {
        [&written.from, &written.to].into_iter().any(|end| {
            let pair = self.pair(&end.ladder);
            pair.and_then(|pair| pair.old.level(&end.level).map(|level| pair.old.is_planned(level))).unwrap_or(false)
        })
    }
}

/// A move in words: its note, or where it leads.
pub(super) fn written(known: &Move, home: &LadderId) -> String {
    known.note.text().map_or_else(
        || format!("from {} to {}", known.from.relative_to(home), known.to.relative_to(home)),
        str::to_owned,
    )
}

fn place(ladder: &LadderId, written: &Move) -> Place {
    Place::new(ladder, Part::Move(written.from.relative_to(ladder), written.to.relative_to(ladder)))
}

/// The promotions that the order of levels implies.
fn implied<'a>(asks: &'a Asks<'_>) -> ImpliedMoves<'a> {
    let resolved = &asks.resolved;
    let pairs = resolved.implied_promotions().into_iter().map(|(from, to)| {
        let id = |level: usize| resolved.levels[level].level.id.as_str();
        (id(from), id(to))
    });
    ImpliedMoves { ladder: resolved.ladder.id.as_str(), pairs: pairs.collect() }
}

struct ImpliedMoves<'a> {
    ladder: &'a str,
    pairs: HashSet<(&'a str, &'a str)>,
}

impl ImpliedMoves<'_> {
    fn contains(&self, (from, to): &(&LevelRef, &LevelRef)) -> bool {
        from.ladder.as_str() == self.ladder
            && to.ladder.as_str() == self.ladder
            && self.pairs.contains(&(from.level.as_str(), to.level.as_str()))
    }
}
