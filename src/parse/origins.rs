//! Where each thing of the model is written: from a symbolic place to a stretch of text.

use std::sync::OnceLock;

use foldhash::HashMap;

use super::document::Origin;
use crate::finding::{Mark, Target};
use crate::model::{CompetencyId, LevelId, OwnerId, Part, Place, TrackId};
use crate::source::{FileId, Span};

/// The side table of positions. Two things with one id stay two; the first is the one that marks point at.
#[derive(Debug, Default)]
pub struct Origins {
    owners: HashMap<OwnerId, Parts>,
}

/// The parts of one owner. Most files have few findings, and few of their parts are asked for.
#[derive(Debug, Default)]
struct Parts {
    /// In the order of reading.
    list: Vec<Written>,
    /// The indices of the list in the order of its parts, once somebody asks.
    sorted: OnceLock<Box<[u32]>>,
}

#[derive(Debug)]
struct Written {
    part: Part,
    origin: Origin,
    /// What it asks: of all parts, by far the most.
    asked: Box<[Asking]>,
}

/// Where an expectation is written.
#[derive(Debug)]
pub(super) struct Asking {
    pub(super) competency: CompetencyId,
    pub(super) origin: Origin,
    /// Where each of its points is.
    pub(super) points: Box<[Origin]>,
}

impl Origins {
    /// Adds where `place` is written.
    pub(super) fn add(&mut self, place: Place, origin: Origin) {
        self.add_asking(place, origin, Vec::new());
    }

    /// Adds where a level or a role is written, and each of its expectations.
    pub(super) fn add_asking(&mut self, place: Place, origin: Origin, mut asked: Vec<Asking>) {
        asked.sort_unstable_by(|one, other| one.competency.cmp(&other.competency));
        let parts = self.owners.entry(place.owner).or_default();
        parts.sorted.take();
        parts.list.push(Written { part: place.part, origin, asked: asked.into() });
    }

    /// Adds what others know.
    pub(super) fn take(&mut self, others: Self) {
        for (owner, mut others) in others.owners {
            let parts = self.owners.entry(owner).or_default();
            parts.sorted.take();
            parts.list.append(&mut others.list);
            parts.list.shrink_to_fit();
        }
    }

    /// The file of a ladder or base; the first where its id is used twice.
    pub fn file(&self, owner: &OwnerId) -> Option<FileId> {
        Some(self.owners.get(owner)?.list.first()?.origin.name.file)
    }

    /// Where `place` is written; several where its id is used twice.
    pub fn of(&self, place: &Place) -> Vec<&Origin> {
        self.all(place).collect()
    }

    /// The same one by one, for those who want the first.
    fn all<'o: 'p, 'p>(&'o self, place: &'p Place) -> Box<dyn Iterator<Item = &'o Origin> + 'p> {
        let Some(parts) = self.owners.get(&place.owner) else { return Box::new(std::iter::empty()) };
        let asker = |track: &TrackId, level: &LevelId| parts.of(&Part::Level(track.clone(), level.clone()));
        match &place.part {
            Part::Expectation(track, level, competency) => {
                Box::new(asker(track, level).filter_map(|level| Some(&level.asking(competency)?.origin)))
            }
            Part::Point(track, level, competency, number) => {
                Box::new(asker(track, level).filter_map(move |level| level.asking(competency)?.points.get(number - 1)))
            }
            Part::RoleExpectation(role, competency) => {
                let roles = parts.of(&Part::Role(role.clone()));
                Box::new(roles.filter_map(|role| Some(&role.asking(competency)?.origin)))
            }
            part => Box::new(parts.of(part).map(|written| &written.origin)),
        }
    }

    /// The nth of those, counted from 0. A move or an id may be written very often, so it is not counted up to.
    fn nth(&self, place: &Place, nth: usize) -> Option<&Origin> {
        match &place.part {
            Part::Expectation(..) | Part::Point(..) | Part::RoleExpectation(..) => self.all(place).nth(nth),
            part => {
                let parts = self.owners.get(&place.owner)?;
                Some(&parts.at(*parts.named(part).get(nth)?).origin)
            }
        }
    }

    /// The span of a mark; `None` if the place is not written anywhere.
    pub fn span(&self, mark: &Mark) -> Option<Span> {
        match &mark.target {
            Target::Span(span) => Some(*span),
            Target::Place(place) => Some(self.all(place).next()?.name),
            Target::Again(place, nth) => Some(self.nth(place, *nth)?.name),
            Target::Key(place, key) => {
                let origin = self.all(place).next()?;
                Some(origin.key(key).unwrap_or(origin.name))
            }
        }
    }
}

impl Parts {
    /// Those with that name, in the order of reading.
    fn of<'p>(&'p self, part: &Part) -> impl Iterator<Item = &'p Written> + use<'p> {
        self.named(part).iter().map(|index| self.at(*index))
    }

    /// Their indices.
    fn named(&self, part: &Part) -> &[u32] {
        let sorted = self.sorted.get_or_init(|| {
            let mut sorted: Box<[u32]> = (0..self.list.len() as u32).collect();
            sorted.sort_by(|one, other| self.at(*one).part.cmp(&self.at(*other).part));
            sorted
        });
        let start = sorted.partition_point(|index| self.at(*index).part < *part);
        let len = sorted[start..].partition_point(|index| self.at(*index).part == *part);
        &sorted[start..start + len]
    }

    fn at(&self, index: u32) -> &Written {
        &self.list[index as usize]
    }
}

impl Written {
    /// What it asks of a competency.
    fn asking(&self, competency: &CompetencyId) -> Option<&Asking> {
        let index = self.asked.binary_search_by(|asking| asking.competency.cmp(competency)).ok()?;
        self.asked.get(index)
    }
}
