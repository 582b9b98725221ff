//! A level with everything resolved: what it asks, its pay, its parallel levels.

use std::collections::HashSet;
use std::sync::Arc;

use super::named;
use super::parts::{BandView, EquivalentView, LinkView, PointView, SpanView, band, equivalent, link, point, text};
use crate::model::resolve::{Resolved, Told};
use crate::model::{Ask, Asked, Competency, CompetencyId, Role};

/// A level.
#[derive(Debug, Clone)]
pub struct LevelView {
    pub id: String,
    /// Its titles, the main one first.
    pub titles: Vec<String>,
    /// Its lowest and highest grade.
    pub grades: Option<SpanView>,
    /// What it is for.
    pub summary: Option<String>,
    /// The size of problem.
    pub scope: Option<String>,
    /// Whom it manages.
    pub manages: Option<&'static str>,
    /// Whether it is a career level.
    pub terminal: bool,
    /// `active`, `planned` or `deprecated`.
    pub status: &'static str,
    /// Ids that it had before.
    pub formerly: Vec<String>,
    /// The bands in force: its own, and its grade's where it has none for the location.
    pub pay: Vec<BandView>,
    /// Levels of other aligned tracks that share a grade with it.
    pub parallel: Arc<[String]>,
    /// What it asks itself, in the order of the competencies.
    pub expectations: Vec<ExpectationView>,
    /// What it is called in other frameworks.
    pub equivalents: Vec<EquivalentView>,
    /// Further reading.
    pub links: Vec<LinkView>,
}

/// What a level asks of a competency.
#[derive(Debug, Clone)]
pub struct ExpectationView {
    pub competency: String,
    /// Whether it is deliberately not asked (`~`).
    pub not_asked: bool,
    pub step: Option<String>,
    /// What is asked, point by point.
    pub points: Vec<PointView>,
    /// What all of it may look like.
    pub examples: Vec<String>,
    /// The level whose words these are, where `same_as` leads elsewhere.
    pub said_at: Option<String>,
    /// On a cumulative track, the levels below that ask something of it too, lowest first.
    pub includes: Vec<String>,
}

/// A role: no level, and held by people at some.
#[derive(Debug, Clone)]
pub struct RoleView {
    pub id: String,
    pub title: Option<String>,
    /// What it is for.
    pub summary: Option<String>,
    /// Ids that it had before.
    pub formerly: Vec<String>,
    /// The levels whose people may hold it.
    pub levels: Vec<String>,
    /// What it asks in addition to the level, in the order of the competencies.
    pub expectations: Vec<ExpectationView>,
}

impl RoleView {
    /// A role of a ladder.
    pub fn new<'a>(resolved: &Resolved<'a>, role: &'a Role) -> Self {
        let expectations = role.expectations.iter().filter_map(|expectation| {
            let mut view = ExpectationView::of(&expectation.competency);
            view.not_asked = expectation.ask == Ask::NotAsked;
            if !view.not_asked {
                let (by, asked) = resolved.asked_of_role(expectation)?;
                view.ask(asked);
                view.said_at = by.map(|level| resolved.levels[level].level.id.to_string());
            }
            Some(view)
        });
        Self {
            id: role.id.to_string(),
            title: text(&role.title),
            summary: text(&role.summary),
            formerly: role.formerly.iter().map(ToString::to_string).collect(),
            levels: role.levels.iter().map(ToString::to_string).collect(),
            expectations: expectations.collect(),
        }
    }

    /// The title, else the id.
    pub fn title(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.id)
    }
}

impl ExpectationView {
    /// Of a competency of which nothing is said yet.
    fn of(competency: &CompetencyId) -> Self {
        Self {
            competency: competency.to_string(),
            not_asked: false,
            step: None,
            points: Vec::new(),
            examples: Vec::new(),
            said_at: None,
            includes: Vec::new(),
        }
    }

    fn ask(&mut self, asked: &Asked) {
        self.step = asked.step.get().map(ToString::to_string);
        self.points = asked.points.iter().map(point).collect();
        self.examples.clone_from(&asked.examples);
    }
}

impl LevelView {
    /// `IC4 Senior Engineer`, and its status if nobody can be at it today.
    pub fn name(&self) -> String {
        self.name_as(&self.id)
    }

    /// The same, beside levels of other ladders: `engineering/IC4 Senior Engineer`.
    pub fn name_as(&self, id: &str) -> String {
        let name = named(id, &self.titles.join(" / "));
        if self.status == "active" { name } else { format!("{name} ({})", self.status) }
    }

    /// The level of that index.
    pub fn new(resolved: &Resolved<'_>, index: usize) -> Self {
        let standing = &resolved.levels[index];
        let level = standing.level;
        let expectations =
            resolved.competencies.iter().filter_map(|defined| expectation(resolved, index, defined.value));
        Self {
            id: level.id.to_string(),
            titles: level.titles.list.clone(),
            grades: level.grades.get().map(|span| SpanView { low: span.low.to_string(), high: span.high.to_string() }),
            summary: text(&level.summary),
            scope: text(&level.scope),
            manages: level.manages.get().map(|manages| manages.as_str()),
            terminal: level.is_terminal(),
            status: level.status().map_or("active", |status| status.as_str()),
            formerly: level.formerly.iter().map(ToString::to_string).collect(),
            pay: resolved.pay(index).iter().map(band).collect(),
            parallel: resolved.parallel_ids(index),
            expectations: expectations.collect(),
            equivalents: level.equivalents.iter().map(equivalent).collect(),
            links: level.links.iter().map(link).collect(),
        }
    }
}

fn expectation(resolved: &Resolved<'_>, level: usize, competency: &Competency) -> Option<ExpectationView> {
    let name = |level: usize| resolved.levels[level].level.id.to_string();
    let mut view = ExpectationView::of(&competency.id);
    match resolved.told(level, &competency.id) {
        Told::Asked { by, asked } => {
            view.ask(asked);
            view.said_at = (by != level).then(|| name(by));
        }
        Told::NotAsked => {
            view.not_asked = true;
            return Some(view);
        }
        Told::Unknown => return None,
        Told::Silent if !resolved.levels[level].track.is_cumulative() => return None,
        Told::Silent => {}
    }
    if let (true, Some(below)) = (resolved.levels[level].track.is_cumulative(), resolved.below(level)) {
        let mut met = HashSet::new();
        let parts = resolved.effective(below, &competency.id).parts;
        let levels = parts.iter().map(|(by, _)| *by).filter(|by| met.insert(*by)).map(name);
        view.includes.extend(levels.filter(|said_at| view.said_at.as_ref() != Some(said_at)));
    }
    let says_something = view.step.is_some() || !view.points.is_empty() || !view.includes.is_empty();
    says_something.then_some(view)
}
