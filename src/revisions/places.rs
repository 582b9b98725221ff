//! The place of each change in the new revision: its own place, or the nearest one left if it was removed.

use std::collections::HashMap;
use std::path::PathBuf;

use super::from_here;
use crate::diff::{Change, Diff, Edit, Value};
use crate::model::{OwnerId, Part, Place};
use crate::parse::Loaded;
use crate::session::World;
use crate::source::FileId;
use crate::view::{Spot, Spots};

/// The positions of a revision, and what it changes.
pub struct Places<'a> {
    new: &'a Loaded,
    paths: HashMap<FileId, PathBuf>,
    diff: &'a Diff,
}

impl<'a> Places<'a> {
    /// Those of the new revision.
    pub fn new(world: &World<'_>, new: &'a Loaded, diff: &'a Diff) -> Self {
        let paths = new.files.iter().map(|(file, path)| (*file, from_here(world, path)));
        Self { new, paths: paths.collect(), diff }
    }
}

impl Spots for Places<'_> {
    fn of(&self, change: &Change) -> Option<Spot> {
        // Of what is gone, a place with the same name may be another thing: the third point, where there were three.
        if !change.kind.is_removal()
            && let Some(spot) = self.spot(&change.place, key(&change.edit), true)
        {
            return Some(spot);
        }
        self.around(&self.diff.place_now(change)).iter().find_map(|place| self.spot(place, None, false))
    }

    fn version(&self, owner: &OwnerId) -> Option<Spot> {
        self.spot(&Place::whole(owner.clone()), Some("version"), true)
    }
}

impl Places<'_> {
    fn spot(&self, place: &Place, key: Option<&'static str>, is_exact: bool) -> Option<Spot> {
        let origin = *self.new.origins.of(place).first()?;
        let span = key.and_then(|key| origin.key(key)).unwrap_or(origin.name);
        let (start, end) = self.new.sources.positions(span);
        let path = self.paths.get(&span.file).map_or_else(|| self.new.sources.path(span.file), PathBuf::as_path);
        Some(Spot { path: path.to_path_buf(), start, end, is_exact })
    }

    /// What is around a place, the nearest first.
    fn around(&self, place: &Place) -> Vec<Place> {
        let mut parts = Vec::new();
        match &place.part {
            Part::Whole => return Vec::new(),
            Part::Track(_) | Part::Competency(_) | Part::Grade(_) | Part::Step(_) | Part::Role(_) => {}
            Part::RoleExpectation(role, _) => parts.push(Part::Role(role.clone())),
            Part::Level(track, _) => parts.push(Part::Track(track.clone())),
            Part::Expectation(track, level, _) | Part::LevelPay(track, level, _) => {
                parts.extend([Part::Level(track.clone(), level.clone()), Part::Track(track.clone())]);
            }
            Part::Point(track, level, competency, _) => parts.extend([
                Part::Expectation(track.clone(), level.clone(), competency.clone()),
                Part::Level(track.clone(), level.clone()),
                Part::Track(track.clone()),
            ]),
            Part::CompetencyScale(competency, _) | Part::CompetencyStep(competency, _) => {
                parts.push(Part::Competency(competency.clone()))
            }
            Part::GradePay(grade, _) => parts.push(Part::Grade(grade.clone())),
            Part::Move(from, to) => {
                // The way back, and else the levels at its ends.
                parts.push(Part::Move(to.clone(), from.clone()));
                let ladder = self.new.set.ladder(place.owner.as_str());
                let ends = [from, to].into_iter().filter_map(|end| ladder?.level(end));
                parts.extend(ends.map(|(track, level)| Part::Level(track.id.clone(), level.id.clone())));
            }
        }
        parts.push(Part::Whole);
        parts.into_iter().map(|part| Place { owner: place.owner.clone(), part }).collect()
    }
}

/// The key that a change is about, where it is about one.
fn key(edit: &Edit) -> Option<&'static str> {
    let Edit::Set(_, value) = edit else { return None };
    Some(match value {
        Value::Title(_) | Value::Titles(_) => "title",
        Value::Text(key, _) => key,
        Value::OwnedBy(_) => "owned_by",
        Value::Reviewed(_) => "reviewed",
        Value::Equivalents(_) => "equivalents",
        Value::Version(_) => "version",
        Value::Extends(_) => "extends",
        Value::Fork(_) => "fork",
        Value::TrackKind(_) | Value::CompetencyKind(_) => "kind",
        Value::Professions(_) => "profession",
        Value::Aligned(_) => "aligned",
        Value::Cumulative(_) => "cumulative",
        Value::Group(_) => "group",
        Value::Tracks(_) => "tracks",
        Value::StepTexts(_) => "steps",
        Value::OwnScale(_) => "scale",
        Value::RoleLevels(_) => "levels",
        Value::Role(..) => return None,
        Value::Grades(_) => "grade",
        Value::Manages(_) => "manages",
        Value::Terminal(_) => "terminal",
        Value::Status(_) => "status",
        Value::Links(_) => "links",
        Value::Step(_) => "step",
        Value::Examples(_) => "examples",
        Value::Ask(_) | Value::Point(..) | Value::Band(..) => return None,
    })
}
