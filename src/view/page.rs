//! One level for its reader: its expectations, its parallel levels, and the ways on.

use std::collections::HashMap;

use super::parts::{PointView, point};
use super::{CompetencyView, GradeView, LadderView, LevelView, MoveView, Narrowing, RoleView, StepView};
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
    pub place: String,
    pub level: LevelView,
    /// Its grades, if a list of grades is in force.
    pub grades: Vec<GradeView>,
    /// The competencies that it or one of its roles says something of.
    pub competencies: Vec<CompetencyView>,
    /// The scale in force.
    pub scale: Vec<StepView>,
    /// Moves that start here.
    pub next: Vec<MoveView>,
    /// Moves that lead here.
    pub from: Vec<MoveView>,
    /// Roles that people at this level may hold.
    pub roles: Vec<RoleView>,
    /// On a cumulative track, what the levels below ask and this one includes, those next to it first.
    pub included: Vec<IncludedView>,
    /// Whether to show what is included, and not only where it is said.
    pub is_full: bool,
    /// The main title of each level that is parallel or next, by its id in those lists.
    pub titles: HashMap<String, String>,
}

/// What a level below asks, and the level above includes.
#[derive(Debug, Clone)]
pub struct IncludedView {
    /// The level whose words these are.
    pub level: String,
    pub competency: String,
    pub step: Option<String>,
    /// What is asked, point by point.
    pub points: Vec<PointView>,
    /// What it may look like.
    pub examples: Vec<String>,
}

impl LevelPage {
    /// The page of a level; a full one shows what it includes.
    pub fn new(resolved: &Resolved<'_>, index: usize, is_full: bool) -> Self {
        let standing = &resolved.levels[index];
        let ladder = LadderView::new(resolved, &Narrowing::default().of(resolved), String::new());
        let level = LevelView::new(resolved, index);
        let routes = resolved.routes();
        let view = |route: &Route<'_>| MoveView::new(resolved, route);
        let next = routes.iter().filter(|route| route.from == End::Here(index)).map(view).collect();
        let from = routes.iter().filter(|route| route.to == End::Here(index)).map(view).collect();
        let stands_at = |grade: &&GradeView| {
            resolved.spine.rank(&grade.id.as_str().into()).is_some_and(|rank| standing.covers(rank))
        };
        let roles: Vec<RoleView> = resolved.roles(index).map(|role| RoleView::new(resolved, role)).collect();
        let of_roles = || roles.iter().flat_map(|role| &role.expectations);
        let says = |competency: &&CompetencyView| {
            level.expectations.iter().chain(of_roles()).any(|said| said.competency == competency.id)
        };
        let competencies = ladder.competencies.iter().filter(says).cloned().collect();
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
            competencies,
            scale: ladder.scale,
            titles: titles.collect(),
            next,
            from,
            roles,
            included: included(resolved, index, &level),
            is_full,
            level,
        }
    }
}

/// The texts behind each expectation's `includes`.
fn included(resolved: &Resolved<'_>, index: usize, level: &LevelView) -> Vec<IncludedView> {
    let mut included = Vec::new();
    for expectation in level.expectations.iter().filter(|expectation| !expectation.includes.is_empty()) {
        let mut left: Vec<&str> = expectation.includes.iter().map(String::as_str).collect();
        let effective = resolved.effective(index, &expectation.competency.as_str().into());
        for (by, asked) in effective.parts.iter().rev() {
            let id = resolved.levels[*by].level.id.as_str();
            let Some(at) = left.iter().position(|level| *level == id) else { continue };
            left.remove(at);
            included.push(IncludedView {
                level: id.to_owned(),
                competency: expectation.competency.clone(),
                step: asked.step.get().map(ToString::to_string),
                points: asked.points.iter().map(point).collect(),
                examples: asked.examples.clone(),
            });
        }
    }
    included
}
