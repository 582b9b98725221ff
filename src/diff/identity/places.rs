//! Which place of one revision is which of the other.

use std::collections::HashMap;

use super::names::Names;
use crate::model::{LevelId, OwnerId, Part, Place, TrackId};

/// The way from the places of the old revision to those of the new one, and back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::diff) struct Places {
    now: Way,
    was: Way,
}

/// The names at the other end, and the tracks of levels that are on another one there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Way {
    names: Names,
    tracks: HashMap<(OwnerId, LevelId), TrackId>,
}

impl Places {
    pub(super) fn new(names: &Names, transferred: &[(Place, Place)]) -> Self {
        let track = |place: &Place| match &place.part {
            Part::Level(track, level) => Some(((place.owner.clone(), level.clone()), track.clone())),
            _ => None,
        };
        Self {
            now: Way { names: names.clone(), tracks: transferred.iter().filter_map(|(_, now)| track(now)).collect() },
            was: Way { names: names.inverse(), tracks: transferred.iter().filter_map(|(was, _)| track(was)).collect() },
        }
    }

    pub(in crate::diff) fn now(&self, place: &Place) -> Place {
        self.now.to(place)
    }

    pub(in crate::diff) fn was(&self, place: &Place) -> Place {
        self.was.to(place)
    }
}

impl Way {
    fn to(&self, place: &Place) -> Place {
        let Place { owner, mut part } = self.names.place(place);
        if let Part::Level(track, level)
        | Part::Expectation(track, level, _)
        | Part::Point(track, level, ..)
        | Part::LevelPay(track, level, _) = &mut part
            && let Some(other) = self.tracks.get(&(owner.clone(), level.clone()))
        {
            *track = other.clone();
        }
        Place { owner, part }
    }
}
