//! The changes of one file under headings, track by track and level by level.

use crate::diff::{Change, Diff};
use crate::model::{Ladder, LevelId, TrackId};
use crate::view::ChangeView;

/// Changes under one heading: the whole of a ladder, or a track.
pub struct Section {
    /// The heading; `None` for the whole.
    pub heading: Option<String>,
    /// Changes by level; the first group, without a heading, is about the track itself.
    pub groups: Vec<Group>,
}

/// Changes of one level.
pub struct Group {
    /// The level's id and title; `None` for what is about no level.
    pub heading: Option<String>,
    pub changes: Vec<ChangeView>,
}

/// Groups of changes by the id of their track, and in each by the id of their level.
type ByTrack = Vec<(Option<TrackId>, Section, Vec<Option<LevelId>>)>;

/// The changes of one file under headings, in the order of the new revision; what is gone comes where it stood.
pub(super) fn sections<'a>(
    (old, new): (Option<&Ladder>, Option<&Ladder>),
    diff: &Diff,
    changes: impl Iterator<Item = &'a Change>,
    view: &dyn Fn(&'a Change) -> ChangeView,
) -> Vec<Section> {
    // A name of the new revision, else of the old one, where another thing may have the id by now.
    let track_heading = |now: &TrackId, was: &TrackId| {
        let find = |ladder: Option<&Ladder>, id: &TrackId| {
            ladder?.tracks.iter().find(|known| known.id == *id).map(|track| track.title().to_owned())
        };
        find(new, now).or_else(|| find(old, was)).unwrap_or_else(|| was.to_string())
    };
    let level_heading = |now: &LevelId, was: &LevelId| {
        let find = |ladder: Option<&Ladder>, id: &LevelId| {
            ladder?.level(id.as_str()).map(|(_, level)| format!("{id} {}", level.title()))
        };
        find(new, now).or_else(|| find(old, was)).unwrap_or_else(|| was.to_string())
    };
    // By track, and in each by level; what concerns the whole comes first.
    let whole = (None, Section { heading: None, groups: Vec::new() }, Vec::new());
    let mut sections: ByTrack = vec![whole];
    for change in changes {
        let (now, was) = (diff.place_now(change).part, &change.place.part);
        let (track, level) = (now.track().zip(was.track()), now.level().zip(was.level()));
        let at = sections.iter().rposition(|(known, ..)| known.as_ref() == now.track()).unwrap_or_else(|| {
            let heading = track.map(|(now, was)| track_heading(now, was));
            sections.push((now.track().cloned(), Section { heading, groups: Vec::new() }, Vec::new()));
            sections.len() - 1
        });
        let (_, section, levels) = &mut sections[at];
        // Changes of one level mostly follow each other.
        let at = levels.iter().rposition(|known| known.as_ref() == now.level()).unwrap_or_else(|| {
            levels.push(now.level().cloned());
            let heading = level.map(|(now, was)| level_heading(now, was));
            section.groups.push(Group { heading, changes: Vec::new() });
            levels.len() - 1
        });
        section.groups[at].changes.push(view(change));
    }
    sections.into_iter().map(|(_, section, _)| section).filter(|section| !section.groups.is_empty()).collect()
}
