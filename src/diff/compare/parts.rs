//! The parts of what was added or removed: said only where everything is to be said, for nothing comes or goes twice.

use super::Comparison;
use crate::diff::{Change, Edit, Impact, Kind};
use crate::model::{Ask, Ladder, Level, Part, Place, Status, Track};

impl<'a> Comparison<'a, '_> {
    pub(super) fn ladder_parts(&mut self, ladder: &'a Ladder, added: bool) {
        for track in &ladder.tracks {
            let kind = if added { Kind::TrackAdded } else { Kind::TrackRemoved };
            let place = Place::new(&ladder.id, Part::Track(track.id.clone()));
            self.part(kind, place, track.title().to_owned(), added, super::track::is_planned(track));
            self.track_parts(ladder, track, added, &|_| true);
        }
    }

    /// The levels of a track that were added or removed with it.
    pub(super) fn track_parts(
        &mut self,
        ladder: &'a Ladder,
        track: &'a Track,
        added: bool,
        belongs: &dyn Fn(&Level) -> bool,
    ) {
        for level in track.levels.iter().filter(|level| belongs(level)) {
            let kind = if added { Kind::LevelAdded } else { Kind::LevelRemoved };
            let place = Place::new(&ladder.id, Part::Level(track.id.clone(), level.id.clone()));
            self.part(kind, place, level.title().to_owned(), added, is_planned(level));
            self.level_parts(ladder, track, level, added);
        }
    }

    pub(super) fn level_parts(&mut self, ladder: &'a Ladder, track: &'a Track, level: &'a Level, added: bool) {
        let place = |part| Place::new(&ladder.id, part);
        let planned = is_planned(level);
        for expectation in &level.expectations {
            let text = match &expectation.ask {
                Ask::Asked(asked) => asked.in_words(" "),
                Ask::SameAs(target) => format!("the same as {target}"),
                Ask::NotAsked | Ask::Unknown => continue,
            };
            let kind = if added { Kind::ExpectationAdded } else { Kind::ExpectationRemoved };
            let part = Part::Expectation(track.id.clone(), level.id.clone(), expectation.competency.clone());
            self.part(kind, place(part), text, added, planned);
        }
        for band in &level.pay {
            let kind = if added { Kind::BandAdded } else { Kind::BandRemoved };
            let part = Part::LevelPay(track.id.clone(), level.id.clone(), band.location.text().map(str::to_owned));
            self.part(kind, place(part), band.in_words(), added, planned);
        }
        let set = if added { self.new } else { self.old };
        for writer in &set.ladders {
            let touching = |end: &crate::model::LevelRef| end.ladder == ladder.id && end.level == level.id;
            for known in writer.moves.iter().filter(|known| touching(&known.from) || touching(&known.to)) {
                let kind = if added { Kind::MoveAdded } else { Kind::MoveRemoved };
                let part = Part::Move(known.from.relative_to(&writer.id), known.to.relative_to(&writer.id));
                let text = super::moves::written(known, &writer.id);
                self.part(kind, Place::new(&writer.id, part), text, added, planned);
            }
        }
    }

    fn part(&mut self, kind: Kind, place: Place, text: String, added: bool, planned: bool) {
        if !self.settings.full {
            return;
        }
        let place = if added { place } else { self.old_place(&place) };
        // A move between two levels that came together is a part of both.
        if !self.parts.insert((kind, place.clone())) {
            return;
        }
        let (old, new) = if added { (None, Some(text)) } else { (Some(text), None) };
        let reason = format!("a part of something that was {}", if added { "added" } else { "removed" });
        let edit = Edit::Included;
        // A part weighs what the whole does: listing it changes no verdict.
        let impact = if added || planned { Impact::Addition } else { Impact::Breaking };
        let (by_table, caution, reaches) = (impact, false, Vec::new());
        let change = Change { kind, impact, by_table, place, old, new, reason, caution, reaches, edit };
        let change = self.remapped(change);
        self.changes.push(change);
    }
}

/// Whether nobody can be at the level yet.
fn is_planned(level: &Level) -> bool {
    level.status() == Some(Status::Planned)
}
