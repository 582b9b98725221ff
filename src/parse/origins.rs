//! Where each thing of the model is written: from a symbolic place to a stretch of text.

use std::collections::HashMap;

use super::document::Origin;
use crate::finding::{Mark, Target};
use crate::model::Place;
use crate::source::Span;

/// The side table of positions. Two things with one id stay two; the first is the one that marks point at.
#[derive(Debug, Default)]
pub struct Origins {
    places: HashMap<Place, Vec<Origin>>,
}

impl Origins {
    /// Adds where `place` is written.
    pub(super) fn add(&mut self, place: Place, origin: Origin) {
        self.places.entry(place).or_default().push(origin);
    }

    /// Where `place` is written; several where its id is used twice.
    pub fn of(&self, place: &Place) -> &[Origin] {
        self.places.get(place).map_or(&[], Vec::as_slice)
    }

    /// The span of a mark; `None` if the place is not written anywhere.
    pub fn span(&self, mark: &Mark) -> Option<Span> {
        match &mark.target {
            Target::Span(span) => Some(*span),
            Target::Place(place) => Some(self.of(place).first()?.name),
            Target::Again(place, nth) => Some(self.of(place).get(*nth)?.name),
            Target::Key(place, key) => {
                let origin = self.of(place).first()?;
                Some(origin.key(key).unwrap_or(origin.name))
            }
        }
    }
}
