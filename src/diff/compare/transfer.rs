//! A level that is on another track than before: whether people at it keep their grade, their side and their ways on.

use std::collections::HashSet;

use super::handed::Way;
use super::{Comparison, Draft, Pair, owner};
use crate::diff::asks::Asks;
use crate::diff::{Case, Edit, Kind};
use crate::model::resolve::End;
use crate::model::{Level, LevelRef, Part, Place, Stated, Track, TrackKind};

/// The ways that lead away from the levels of a ladder.
pub(super) type Ways = HashSet<(usize, LevelRef)>;

impl<'a> Comparison<'a, '_> {
    /// A level that is in both revisions, perhaps on another track.
    pub(super) fn level_at(&mut self, pair: &Pair<'a>, track: &'a Track, level: &'a Level, index: usize) {
        let (Some(before), Some(after)) = (pair.old.level(&level.id), pair.new.level(&level.id)) else { return };
        let standing = pair.old.resolved.levels[before];
        if standing.track.id != track.id {
            let ladder = &pair.new.resolved.ladder.id;
            let edit = Edit::Transfer(ladder.clone(), level.id.clone(), track.id.clone(), index);
            let (case, reason) = if self.keeps_everything(pair, before, after) {
                (Case::Same, "people at it keep their grade, their side and their ways on")
            } else {
                (Case::Plain, "people at it are now on another track, with other levels above and below")
            };
            let planned = pair.old.is_planned(before);
            let draft = Draft::new(Kind::LevelMoved, case, pair.new.place(after), edit, reason);
            let was = self.old_place(&Place::new(owner(ladder), Part::Track(standing.track.id.clone())));
            let was = super::last_part(&was);
            self.push(draft.values(Some(was), Some(track.id.to_string())).planned(planned));
            self.handed(pair, before, Way::Leaves, &format!("`{}` below it moved to another track", level.id));
            self.handed(pair, after, Way::Comes, &format!("`{}` moved below it from another track", level.id));
        }
        self.level(pair, before, after);
    }

    /// Whether a level that changes its track has its grade, its side, and each way on to a level that is still there.
    fn keeps_everything(&self, pair: &Pair<'a>, before: usize, after: usize) -> bool {
        let (old, new) = (pair.old.resolved.levels[before], pair.new.resolved.levels[after]);
        let same_side = new.track.kind == old.track.kind || new.track.kind == Stated::Is(TrackKind::Shared);
        let (ways, ways_now) = pair.ways.get_or_init(|| (ways(&pair.old), ways(&pair.new)));
        let from_it = ways.iter().filter(|(from, _)| *from == before);
        same_side
            && matches!(old.level.grades, Stated::Is(_))
            && old.level.grades == new.level.grades
            && from_it.into_iter().all(|(_, to)| self.gone.contains(to) || ways_now.contains(&(after, to.clone())))
    }
}

fn ways(asks: &Asks<'_>) -> Ways {
    let resolved = &asks.resolved;
    let way = |route: &crate::model::resolve::Route<'_>| {
        let End::Here(from) = route.from else { return None };
        let to = match route.to {
            End::Here(to) => resolved.level_ref(to),
            End::Elsewhere(to) => to.clone(),
        };
        Some((from, to))
    };
    resolved.routes().iter().filter_map(way).collect()
}
