//! Tracks, and which levels they have in which order.

use std::collections::{HashMap, HashSet};

use super::handed::Way;
use super::order::{common, out_of_order};
use super::{Comparison, Draft, Pair, listed};
use crate::diff::text::fold;
use crate::diff::{Case, Edit, Kind, Reach, Sequence, Thing, Value};
use crate::model::resolve::Told;
use crate::model::{CompetencyId, Level, LevelRef, Part, Place, Stated, Status, Track, TrackKind};

impl<'a> Comparison<'a, '_> {
    pub(super) fn tracks(&mut self, pair: &Pair<'a>) {
        let (old, new) = (pair.old.resolved.ladder, pair.new.resolved.ladder);
        let known: HashMap<&str, &Track> = old.tracks.iter().map(|track| (track.id.as_str(), track)).collect();
        let place = |track: &Track| Place::new(&new.id, Part::Track(track.id.clone()));
        for (index, track) in new.tracks.iter().enumerate() {
            match known.get(track.id.as_str()) {
                Some(before) => self.track(pair, before, track),
                None if old.tracks.partial => {}
                None => self.track_added(pair, track, index),
            }
        }
        let stays: HashSet<&str> = new.tracks.iter().map(|track| track.id.as_str()).collect();
        for track in old.tracks.iter().filter(|track| !stays.contains(track.id.as_str()) && !new.tracks.partial) {
            let place = self.old_place(&place(track));
            let into = self.identity.merged.get(&place).map(|into| format!("; it was merged into `{into}`"));
            let left = track.levels.iter().filter(|level| pair.new.level(&level.id).is_none()).count();
            let reason = match left {
                0 => "all of its levels moved to other tracks".to_owned(),
                1 => "its level is removed".to_owned(),
                left => format!("its {left} levels are removed"),
            };
            let reason = format!("{reason}{}", into.unwrap_or_default());
            let planned = is_planned(track);
            let edit = Edit::Remove(place.clone());
            let case = if left == 0 { Case::Same } else { Case::Plain };
            let draft = Draft::new(Kind::TrackRemoved, case, place, edit, reason).planned(planned);
            self.push(draft.values(Some(track.title()), None::<&str>));
            self.track_parts(old, track, false, &|level| pair.new.level(&level.id).is_none());
        }
    }

    fn track_added(&mut self, pair: &Pair<'a>, track: &'a Track, index: usize) {
        let ladder = pair.new.resolved.ladder;
        let is_new = |level: &Level| pair.old.level(&level.id).is_none();
        // Levels that come from another track are changes of their own.
        let mut fresh = track.clone();
        fresh.levels.list.retain(is_new);
        let refer = |level: &Level| LevelRef { ladder: ladder.id.clone(), level: level.id.clone() };
        let levels: HashSet<LevelRef> = fresh.levels.iter().map(refer).collect();
        let moves = Self::moves_touching(self.new, &levels);
        let edit = Edit::Insert(index, Box::new(Thing::Track(ladder.id.clone(), fresh)), moves);
        let place = Place::new(&ladder.id, Part::Track(track.id.clone()));
        let reason = "a new track asks nothing of people at existing levels";
        let draft = Draft::new(Kind::TrackAdded, Case::Plain, place, edit, reason);
        self.push(draft.values(None::<&str>, Some(track.title())));
        self.track_parts(ladder, track, true, &is_new);
        for (index, level) in track.levels.iter().enumerate().filter(|(_, level)| !is_new(level)) {
            self.level_at(pair, track, level, index);
        }
    }

    fn track(&mut self, pair: &Pair<'a>, old: &'a Track, new: &'a Track) {
        let ladder = pair.new.resolved.ladder;
        let place = Place::new(&ladder.id, Part::Track(new.id.clone()));
        let planned = is_planned(old);
        self.renamed(Kind::TrackRenamed, &place, planned);
        self.text(Kind::TrackRetitled, &place, (&old.title, &new.title), Value::Title, Vec::new());
        self.demanding_summary(&place, &old.summary, &new.summary, planned);
        if old.kind != new.kind && !old.kind.is_unknown() && !new.kind.is_unknown() {
            let (case, reason) = match old.kind {
                Stated::Unstated => (Case::Unsure, "the side of the track was not stated before"),
                Stated::Is(_) if new.kind == Stated::Is(TrackKind::Shared) => {
                    (Case::Words, "the track now counts for both sides, so neither loses it")
                }
                _ => (Case::Plain, "the track now belongs to another side"),
            };
            let edit = Edit::Set(place.clone(), Value::TrackKind(new.kind));
            let name = |kind: &Stated<TrackKind>| kind.get().map(|kind| kind.as_str());
            let draft = Draft::new(Kind::KindChanged, case, place.clone(), edit, reason).planned(planned);
            self.push(draft.values(name(&old.kind), name(&new.kind)));
        }
        if let (Some(before), Some(after)) = (old.aligned.or_default(true), new.aligned.or_default(true))
            && before != after
        {
            let (case, reason) = if after {
                (Case::More, "its levels are now parallel to those of other tracks")
            } else {
                (Case::Less, "its levels are no longer parallel to any others")
            };
            let edit = Edit::Set(place.clone(), Value::Aligned(new.aligned));
            let draft = Draft::new(Kind::AlignedChanged, case, place.clone(), edit, reason).planned(planned);
            self.push(draft.values(Some(before), Some(after)));
        }
        self.professions(old, new, &place, planned);
        self.cumulative(pair, old, new, &place, planned);
        self.levels(pair, old, new);
    }

    fn professions(&mut self, old: &Track, new: &Track, place: &Place, planned: bool) {
        let (before, after) = (&old.professions, &new.professions);
        if before.partial || after.partial || before.list == after.list {
            return;
        }
        let reason = "its levels are compared with those of other crafts".to_owned();
        let edit = Edit::Set(place.clone(), Value::Professions(after.list.clone()));
        let draft = Draft::new(Kind::ProfessionChanged, Case::Plain, place.clone(), edit, reason).planned(planned);
        let named = |professions: &[String]| (!professions.is_empty()).then(|| professions.join(", "));
        self.push(draft.values(named(before), named(after)));
    }

    fn cumulative(&mut self, pair: &Pair<'a>, old: &Track, new: &Track, place: &Place, planned: bool) {
        let (Some(before), Some(after)) = (old.cumulative.or_default(false), new.cumulative.or_default(false)) else {
            return;
        };
        if before == after {
            return;
        }
        let first = if after { first_to_differ(pair, new, true) } else { first_to_differ(pair, old, false) };
        let (case, reason) = match (&first, after) {
            (None, _) => (Case::Same, "each level already includes the expectations below it".to_owned()),
            (Some(level), true) => {
                (Case::More, format!("from `{level}` up, levels now include the expectations of those below"))
            }
            (Some(level), false) => {
                (Case::Less, format!("from `{level}` up, levels no longer include the expectations of those below"))
            }
        };
        let edit = Edit::Set(place.clone(), Value::Cumulative(new.cumulative));
        let draft = Draft::new(Kind::CumulativeChanged, case, place.clone(), edit, reason).planned(planned);
        self.push(draft.values(Some(before), Some(after)));
    }

    fn levels(&mut self, pair: &Pair<'a>, old: &'a Track, new: &'a Track) {
        let ladder = pair.new.resolved.ladder;
        let (old_order, new_order) = common(&old.levels, &new.levels, |level| level.id.as_str());
        if old_order != new_order {
            let ids = new_order.iter().map(|id| (*id).into()).collect();
            let edit = Edit::Order(Sequence::Levels(ladder.id.clone(), new.id.clone(), ids));
            let names: Vec<String> = out_of_order(&old_order, &new_order).into_iter().map(str::to_owned).collect();
            let reason = format!("{} changed places, so promotions lead elsewhere", listed(&names));
            let place = Place::new(&ladder.id, Part::Track(new.id.clone()));
            let draft = Draft::new(Kind::LevelReordered, Case::Plain, place, edit, reason);
            self.push(draft.values(Some(old_order.join(", ")), Some(new_order.join(", "))));
        }
        for (index, level) in new.levels.iter().enumerate() {
            if pair.old.level(&level.id).is_some() {
                self.level_at(pair, new, level, index);
            } else if !old.levels.partial {
                self.level_added(pair, new, level, index);
            }
        }
        for level in old.levels.iter().filter(|level| pair.new.level(&level.id).is_none()) {
            if !new.levels.partial {
                self.level_removed(pair, old, level);
            }
        }
    }

    fn level_added(&mut self, pair: &Pair<'a>, track: &'a Track, level: &'a Level, index: usize) {
        let ladder = pair.new.resolved.ladder;
        let place = Place::new(&ladder.id, Part::Level(track.id.clone(), level.id.clone()));
        let refer = LevelRef { ladder: ladder.id.clone(), level: level.id.clone() };
        let moves = Self::moves_touching(self.new, &HashSet::from([refer]));
        let mut reason = "a new level asks nothing of people at existing levels".to_owned();
        let mut others = Vec::new();
        if let Some((was, parts)) = self.identity.split.iter().find(|(_, parts)| parts.contains(&place)) {
            let ids: Vec<String> = parts.iter().map(super::last_part).collect();
            reason =
                format!("split from `{}`: people there are at {} from now on", super::last_part(was), either(&ids));
            others = parts.iter().filter(|part| **part != place).cloned().map(Reach::Level).collect();
        }
        if !moves.is_empty() {
            reason.push_str(&format!("; it comes with {}", if moves.len() == 1 { "a move" } else { "moves" }));
        }
        let thing = Thing::Level(ladder.id.clone(), track.id.clone(), level.clone());
        let edit = Edit::Insert(index, Box::new(thing), moves);
        let draft = Draft::new(Kind::LevelAdded, Case::Plain, place, edit, reason);
        self.push(draft.values(None::<&str>, Some(level.title())).reaching(others));
        if let Some(at) = pair.new.level(&level.id) {
            self.handed(pair, at, Way::Comes, &format!("`{}` is new below it", level.id));
        }
        self.level_parts(ladder, track, level, true);
    }

    fn level_removed(&mut self, pair: &Pair<'a>, track: &'a Track, level: &'a Level) {
        let ladder = pair.old.resolved.ladder;
        let place = Place::new(&ladder.id, Part::Level(track.id.clone(), level.id.clone()));
        let place = self.old_place(&place);
        let into = self.identity.merged.get(&place);
        let planned = level.status() == Some(Status::Planned);
        let reason = match (into, planned) {
            (Some(into), _) => format!("merged into `{into}`, where people at it are from now on"),
            (None, true) => "it is no longer planned".to_owned(),
            (None, false) => "people at it need another level".to_owned(),
        };
        let edit = Edit::Remove(place.clone());
        let draft = Draft::new(Kind::LevelRemoved, Case::Plain, place, edit, reason).planned(planned);
        self.push(draft.values(Some(level.title()), None::<&str>));
        if let Some(at) = pair.old.level(&level.id) {
            let was = super::last_part(&self.old_place(&pair.old.place(at)));
            self.handed(pair, at, Way::Leaves, &format!("`{was}` below it is removed"));
        }
        self.level_parts(ladder, track, level, false);
    }
}

/// "`a` or `b`"
fn either(ids: &[String]) -> String {
    let quoted: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    quoted.join(" or ")
}

/// Whether nobody can be on the track yet.
pub(super) fn is_planned(track: &Track) -> bool {
    !track.levels.is_empty() && track.levels.iter().all(|level| level.status() == Some(Status::Planned))
}

/// The first level of a track that became cumulative, or no longer is, that asks for more or less by that.
fn first_to_differ(pair: &Pair<'_>, track: &Track, on: bool) -> Option<String> {
    // The revision in which levels inherit, and the other.
    let (with, without) = if on { (&pair.new, &pair.old) } else { (&pair.old, &pair.new) };
    let mut alive: Vec<&CompetencyId> = Vec::new();
    let mut known = HashSet::new();
    for level in &track.levels {
        let Some(at) = with.level(&level.id) else { continue };
        if let Some(other) = without.level(&level.id) {
            for competency in &alive {
                // Levels below the first that differs ask all that they inherit, so this looks at little more than
                // what they say themselves.
                let differs = with.inherited(at, competency).any(|point| !without.asks(other, &fold(point)));
                let own_step = matches!(with.resolved.told(at, competency), Told::Asked { asked, .. } if !asked.step.is_unstated());
                let step = with.step(at, competency).filter(|_| !own_step);
                if differs || (step.is_some() && step != without.step(other, competency)) {
                    return Some(level.id.to_string());
                }
            }
        }
        for expectation in &level.expectations {
            if known.insert(&expectation.competency) {
                alive.push(&expectation.competency);
            }
        }
    }
    None
}
