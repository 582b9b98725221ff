//! Where each thing of the model is written: from a symbolic place to a stretch of text.

use std::sync::OnceLock;

use foldhash::HashMap;

use super::document::Origin;
use crate::finding::{Mark, Target};
use crate::model::{OwnerId, Part, Place};
use crate::source::Span;

/// The side table of positions. Two things with one id stay two; the first is the one that marks point at.
#[derive(Debug, Default)]
pub struct Origins {
    owners: HashMap<OwnerId, Parts>,
}

/// The parts of one owner. Most files have no finding, and nobody asks where their parts are.
#[derive(Debug, Default)]
struct Parts {
    /// In the order of reading.
    list: Vec<(Part, Origin)>,
    /// Where each is in the list, once somebody asks.
    by_part: OnceLock<HashMap<Part, Vec<usize>>>,
}

impl Origins {
    /// Adds where `place` is written.
    pub(super) fn add(&mut self, place: Place, origin: Origin) {
        let parts = self.owners.entry(place.owner).or_default();
        parts.by_part.take();
        parts.list.push((place.part, origin));
    }

    /// Adds what others know.
    pub(super) fn take(&mut self, others: Self) {
        for (owner, mut others) in others.owners {
            let parts = self.owners.entry(owner).or_default();
            parts.by_part.take();
            if parts.list.is_empty() {
                others.list.shrink_to_fit();
                parts.list = others.list;
            } else {
                parts.list.extend(others.list);
            }
        }
    }

    /// Where `place` is written; several where its id is used twice.
    pub fn of(&self, place: &Place) -> Vec<&Origin> {
        let Some(parts) = self.owners.get(&place.owner) else { return Vec::new() };
        let found = parts.by_part().get(&place.part).into_iter().flatten();
        found.map(|index| &parts.list[*index].1).collect()
    }

    /// The span of a mark; `None` if the place is not written anywhere.
    pub fn span(&self, mark: &Mark) -> Option<Span> {
        match &mark.target {
            Target::Span(span) => Some(*span),
            Target::Place(place) => Some(self.of(place).first()?.name),
            Target::Again(place, nth) => Some(self.of(place).get(*nth)?.name),
            Target::Key(place, key) => {
                let of = self.of(place);
                let origin = of.first()?;
                Some(origin.key(key).unwrap_or(origin.name))
            }
        }
    }
}

impl Parts {
    fn by_part(&self) -> &HashMap<Part, Vec<usize>> {
        self.by_part.get_or_init(|| {
            let mut by_part: HashMap<Part, Vec<usize>> = HashMap::default();
            for (index, (part, _)) in self.list.iter().enumerate() {
                by_part.entry(part.clone()).or_default().push(index);
            }
            by_part
        })
    }
}
