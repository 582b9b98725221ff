//! Which changes of a comparison are listed.

use std::collections::HashSet;

use crate::diff::{Change, Diff, Impact, Kind};
use crate::model::{Ladder, LadderSet, Part, Place};
use crate::view::facets::{self, Concerned};

/// Which changes are wanted; an empty filter takes all.
#[derive(Debug, Clone, Default)]
pub struct DiffFilter {
    /// This impact and above.
    pub impact: Option<Impact>,
    /// A level, by id.
    pub level: Option<String>,
    /// A track, by id.
    pub track: Option<String>,
    /// A competency, by id.
    pub competency: Option<String>,
}

impl DiffFilter {
    /// Whether a change is wanted; `levels` are those that are wanted, where some are.
    pub(super) fn takes<'a>(
        &self,
        concerned: &Concerned<'a>,
        levels: Option<&HashSet<String>>,
        change: &'a Change,
    ) -> bool {
        let parts = [concerned.diff.place_now(change).part, change.place.part.clone()];
        let is = |wanted: &Option<String>, id: &dyn Fn(&Part) -> Option<String>| {
            wanted.as_ref().is_none_or(|wanted| parts.iter().any(|part| id(part).as_ref() == Some(wanted)))
        };
        self.impact.is_none_or(|least| change.impact >= least)
            && levels.is_none_or(|levels| concerned.levels(change).iter().any(|level| levels.contains(level)))
            && is(&self.track, &|part| part.track().map(ToString::to_string))
            && (change.kind == Kind::LevelRewritten
                || is(&self.competency, &|part| part.competency().map(ToString::to_string)))
    }

    /// The levels that are wanted, as changes carry them: what has the id, else what had it.
    pub(super) fn levels(&self, old: &LadderSet, new: &LadderSet, diff: &Diff) -> Option<HashSet<String>> {
        let wanted = self.level.as_ref()?;
        let (ladder, level) = wanted.split_once('/').map_or((None, wanted.as_str()), |(a, b)| (Some(a), b));
        let of = |set: &LadderSet| {
            let ladders = set.ladders.iter().filter(|known| ladder.is_none_or(|ladder| known.id.as_str() == ladder));
            let place = |known: &Ladder| {
                let (track, level) = known.level(level)?;
                Some(Place::new(&known.id, Part::Level(track.id.clone(), level.id.clone())))
            };
            ladders.filter_map(place).collect::<Vec<_>>()
        };
        let key = |place: &Place| Some(facets::key(&place.owner, place.part.level()?));
        let now: HashSet<String> = of(new).iter().filter_map(key).collect();
        if !now.is_empty() {
            return Some(now);
        }
        let both = of(old).into_iter().flat_map(|was| [diff.now(&was), was]);
        Some(both.filter_map(|place| key(&place)).collect())
    }
}
