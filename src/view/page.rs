//! One level for its reader: its expectations, its parallel levels, and the ways on.

use std::collections::HashMap;

use super::{CompetencyView, GradeView, LadderView, LevelView, MoveView, StepView};
use crate::model::resolve::{End, Resolved, Route};
use crate::model::{LevelRef, Place};

/// A level and what surrounds it.
#[derive(Debug, Clone)]
pub struct LevelPage {
    /// The ladder's id.
    pub ladder: String,
    /// The ladder's title.
    pub ladder_title: Option<String>,
    /// The track's id.
    pub track: String,
    /// The track's title.
    pub track_title: Option<String>,
    /// Whether the level includes what the levels below it ask.
    pub cumulative: bool,
    /// Its place.
    pub place: String,
    /// The level.
    pub level: LevelView,
    /// The grades that it stands at, where a list of grades is in force.
    pub grades: Vec<GradeView>,
    /// The competencies that it says something of.
    pub competencies: Vec<CompetencyView>,
    /// The scale in force.
    pub scale: Vec<StepView>,
    /// Moves that start here.
    pub next: Vec<MoveView>,
    /// Moves that lead here.
    pub from: Vec<MoveView>,
    /// The main title of each level that is parallel or next, by its id as it stands there.
    pub titles: HashMap<String, String>,
}

impl LevelPage {
    /// The page of a level.
    pub fn new(resolved: &Resolved<'_>, index: usize) -> Self {
        let standing = &resolved.levels[index];
        let ladder = LadderView::new(resolved, String::new());
        let level = LevelView::new(resolved, index);
        let routes = resolved.routes();
        let view = |route: &Route<'_>| MoveView::new(resolved, route);
        let next = routes.iter().filter(|route| route.from == End::Here(index)).map(view).collect();
        let from = routes.iter().filter(|route| route.to == End::Here(index)).map(view).collect();
        let stands_at = |grade: &&GradeView| {
            resolved.spine.rank(&grade.id.as_str().into()).is_some_and(|rank| standing.covers(rank))
        };
        let says = |competency: &&CompetencyView| level.expectations.iter().any(|e| e.competency == competency.id);
        let ladders =
            resolved.set.ladders.iter().flat_map(|ladder| ladder.levels().map(move |(_, level)| (ladder, level)));
        let titles = ladders.filter_map(|(owner, known)| {
            let id = LevelRef { ladder: owner.id.clone(), level: known.id.clone() }.relative_to(&resolved.ladder.id);
            Some((id, known.titles.first()?.clone()))
        });
        let place: Place = standing.place(resolved.ladder);
        Self {
            ladder: ladder.id,
            ladder_title: ladder.title,
            track: standing.track.id.to_string(),
            track_title: standing.track.title.get().cloned(),
            cumulative: standing.track.is_cumulative(),
            place: place.to_string(),
            grades: ladder.grades.iter().filter(stands_at).cloned().collect(),
            competencies: ladder.competencies.iter().filter(says).cloned().collect(),
            scale: ladder.scale,
            titles: titles.collect(),
            next,
            from,
            level,
        }
    }
}
