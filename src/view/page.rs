//! One level for its reader: its expectations, its parallel levels, and the ways on.

use std::collections::HashMap;

use super::ladder::{grades, scale};
use super::parts::{LadderName, PointView, competency, point, step_name, text};
use super::{CompetencyView, GradeView, LevelView, MoveView, Narrowing, RoleView, SideBySide, StepView, named};
use crate::model::resolve::{End, Resolved, Route};
use crate::model::{Competency, CompetencyId, Place};

/// A level and what surrounds it.
#[derive(Debug, Clone)]
pub struct LevelPage {
    pub ladder: LadderName,
    /// The ladder's title, if it has one.
    pub ladder_title: Option<String>,
    /// The track's id.
    pub track: String,
    /// The track's title.
    pub track_title: Option<String>,
    /// `ic`, `manager`, `hybrid` or `shared`.
    pub kind: Option<&'static str>,
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
    /// The next level up on its track.
    pub above: Option<String>,
    /// The next level down.
    pub below: Option<String>,
    /// Each level that is named here, by its id in those lists: those above and below, parallel ones, and the ends of moves.
    pub neighbours: HashMap<String, Neighbour>,
    /// The tracks side by side, to show where the level is.
    pub map: SideBySide,
    /// Whether a format that is meant for publication shows pay.
    pub shows_pay: bool,
}

/// A level that the page of another one names.
#[derive(Debug, Clone, Default)]
pub struct Neighbour {
    /// Its main title.
    pub title: Option<String>,
    /// What it is for.
    pub summary: Option<String>,
    /// `ic`, `manager`, `hybrid` or `shared`.
    pub kind: Option<&'static str>,
    /// The competencies that it asks at another step than the level of the page; none for a level of another ladder.
    pub rises: Vec<Rise>,
}

/// A competency that two levels ask at different steps.
#[derive(Debug, Clone)]
pub struct Rise {
    /// The competency's title, or else its id.
    pub competency: String,
    /// The step here; `None` if there is none.
    pub from: Option<String>,
    /// The step there.
    pub to: Option<String>,
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
    pub fn new(resolved: &Resolved<'_>, index: usize, is_full: bool, shows_pay: bool) -> Self {
        let standing = &resolved.levels[index];
        let kept = Narrowing::default().of(resolved);
        let level = LevelView::new(resolved, index);
        let routes = resolved.routes();
        let view = |route: &Route<'_>| MoveView::new(resolved, route);
        let next: Vec<MoveView> = routes.iter().filter(|route| route.from == End::Here(index)).map(view).collect();
        let from: Vec<MoveView> = routes.iter().filter(|route| route.to == End::Here(index)).map(view).collect();
        let stands_at = |grade: &GradeView| {
            resolved.spine.rank(&grade.id.as_str().into()).is_some_and(|rank| standing.covers(rank))
        };
        let roles: Vec<RoleView> = resolved.roles(index).map(|role| RoleView::new(resolved, role)).collect();
        let of_roles = || roles.iter().flat_map(|role| &role.expectations);
        let says =
            |id: &CompetencyId| level.expectations.iter().chain(of_roles()).any(|said| said.competency == id.as_str());
        let told = resolved.competencies.iter().filter(|known| says(&known.value.id));
        let competencies = told.map(|known| competency(known.value, known.owner.to_string())).collect();
        let id = |index: usize| resolved.levels[index].level.id.to_string();
        let (above, below) = (resolved.above(index).map(id), resolved.below(index).map(id));
        let named = above.iter().chain(&below).chain(level.parallel.iter());
        let named = named.chain(next.iter().map(|way| &way.to)).chain(from.iter().map(|way| &way.from));
        let neighbours = named.map(|id| (id.clone(), Neighbour::new(resolved, index, id))).collect();
        let place: Place = standing.place(resolved.ladder);
        Self {
            ladder: LadderName::new(resolved),
            ladder_title: text(&resolved.ladder.title),
            track: standing.track.id.to_string(),
            track_title: text(&standing.track.title),
            kind: standing.track.kind.get().map(|kind| kind.as_str()),
            cumulative: standing.track.is_cumulative(),
            place: place.to_string(),
            grades: grades(resolved).into_iter().filter(stands_at).collect(),
            competencies,
            scale: scale(resolved),
            above,
            below,
            neighbours,
            map: SideBySide::new(resolved, &kept),
            shows_pay,
            next,
            from,
            roles,
            included: included(resolved, index, &level),
            is_full,
            level,
        }
    }
}

impl Neighbour {
    /// A level of this ladder or another, seen from the level of that index.
    fn new(resolved: &Resolved<'_>, from: usize, id: &str) -> Self {
        let found = match id.split_once('/') {
            Some((ladder, level)) => resolved.set.ladder(ladder).and_then(|ladder| ladder.level(level)),
            None => resolved.ladder.level(id),
        };
        let Some((track, level)) = found else { return Self::default() };
        let to = resolved.level_index(id);
        let rises = to.into_iter().flat_map(|to| {
            resolved.competencies.iter().filter_map(move |known| Rise::new(resolved, from, to, known.value))
        });
        Self {
            title: level.titles.first().cloned(),
            summary: level.summary.get().cloned(),
            kind: track.kind.get().map(|kind| kind.as_str()),
            rises: rises.collect(),
        }
    }
}

impl Rise {
    fn new(resolved: &Resolved<'_>, from: usize, to: usize, competency: &Competency) -> Option<Self> {
        let step = |level| {
            let scale = resolved.scale_of(&competency.id);
            resolved.effective(level, &competency.id).step().map(|step| step_name(scale, step))
        };
        let (from, to) = (step(from), step(to));
        (from != to).then(|| Self { competency: competency.title().to_owned(), from, to })
    }
}

impl LevelPage {
    /// The level by its id and its main title.
    pub fn title(&self) -> String {
        named(&self.level.id, self.level.titles.first().map_or("", String::as_str))
    }

    /// Its grades: `Grade 4, Senior`.
    pub fn grade(&self) -> Option<String> {
        let grades = self.level.grades.as_ref()?;
        let title = self.grade_title().map_or_else(String::new, |title| format!(", {title}"));
        Some(format!("Grade{} {grades}{title}", if grades.low == grades.high { "" } else { "s" }))
    }

    /// The title of its grade, if it has one grade.
    pub(super) fn grade_title(&self) -> Option<&String> {
        let [grade] = &self.grades[..] else { return None };
        grade.title.as_ref()
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
