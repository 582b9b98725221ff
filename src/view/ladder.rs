//! A ladder with everything resolved: base merged in, `same_as` followed, parallel levels and moves named.

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::resolve::{End, Resolved, Route, Scale, Spine, Told};
use crate::model::{
    Amount, Band, Competency, Equivalent, Grade, Link, Manages, Period, Stated, Status, Step, TrackKind,
};

/// A ladder.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LadderView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// One sentence or more.
    pub summary: Option<String>,
    /// The people or the team who keep it.
    pub owned_by: Option<String>,
    /// The day on which somebody last checked that it still holds: `2026-03-31`.
    pub reviewed: Option<String>,
    /// The file that it is in.
    pub path: String,
    /// Ids that it had before.
    pub formerly: Vec<String>,
    /// The bases that it builds on, those that others extend first.
    pub bases: Vec<String>,
    /// The grade from which both sides exist; null where there is no manager side.
    pub fork: Option<String>,
    /// The grades in force, lowest first; where no list is in force, those that levels stand at.
    pub grades: Vec<GradeView>,
    /// The scale in force, lowest first.
    pub scale: Vec<StepView>,
    /// The competencies that it reaches, those of the bases first.
    pub competencies: Vec<CompetencyView>,
    /// Its tracks, in the order of the file.
    pub tracks: Vec<TrackView>,
    /// Every way from level to level that starts or ends in it.
    pub moves: Vec<MoveView>,
}

/// A grade.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GradeView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// What it is for.
    pub summary: Option<String>,
    /// The size of problem.
    pub scope: Option<String>,
    /// Its bands.
    pub pay: Vec<BandView>,
    /// What it is called in other frameworks.
    pub equivalents: Vec<EquivalentView>,
}

/// What a grade or level is called in another framework.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EquivalentView {
    /// The framework: `sfia`.
    pub framework: String,
    /// Its name there: `5`.
    pub name: String,
}

/// A step of the scale.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StepView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// What it means.
    pub summary: Option<String>,
}

/// A competency.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CompetencyView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// What it is about.
    pub summary: Option<String>,
    /// Its heading.
    pub group: Option<String>,
    /// Its kind.
    pub kind: Option<String>,
    /// The tracks that it is for; empty for every track.
    pub tracks: Vec<String>,
    /// What its steps mean.
    pub steps: Vec<StepTextView>,
    /// The ladder or base that defines it.
    pub defined_in: String,
}

/// What a step means for one competency.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StepTextView {
    /// The step.
    pub step: String,
    /// What it asks, point by point.
    pub points: Vec<String>,
}

/// A track.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TrackView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// What it is for.
    pub summary: Option<String>,
    /// `ic`, `manager`, `hybrid` or `shared`.
    #[schemars(extend("enum" = or_null(TrackKind::ALL.map(TrackKind::as_str))))]
    pub kind: Option<&'static str>,
    /// The crafts that it is for; empty for the ladder's own.
    pub professions: Vec<String>,
    /// Whether it is compared with others.
    pub aligned: bool,
    /// Whether levels include what those below ask.
    pub cumulative: bool,
    /// Its levels, lowest first.
    pub levels: Vec<LevelView>,
}

/// A level.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LevelView {
    /// Its id.
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
    #[schemars(extend("enum" = or_null(Manages::ALL.map(Manages::as_str))))]
    pub manages: Option<&'static str>,
    /// Whether it is a career level.
    pub terminal: bool,
    /// `active`, `planned` or `deprecated`.
    #[schemars(extend("enum" = Status::ALL.map(Status::as_str)))]
    pub status: &'static str,
    /// Ids that it had before.
    pub formerly: Vec<String>,
    /// The bands in force: its own, and its grade's where it has none for the location.
    pub pay: Vec<BandView>,
    /// Levels of other aligned tracks that share a grade with it.
    pub parallel: Vec<String>,
    /// What it asks itself, in the order of the competencies.
    pub expectations: Vec<ExpectationView>,
    /// What it is called in other frameworks.
    pub equivalents: Vec<EquivalentView>,
    /// Further reading.
    pub links: Vec<LinkView>,
}

/// What a level asks of a competency.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ExpectationView {
    /// The competency.
    pub competency: String,
    /// Whether it is deliberately not asked (`~`).
    pub not_asked: bool,
    /// The step.
    pub step: Option<String>,
    /// What is asked, point by point.
    pub points: Vec<String>,
    /// What it may look like.
    pub examples: Vec<String>,
    /// The level whose words these are, where `same_as` leads elsewhere.
    pub said_at: Option<String>,
    /// On a cumulative track, the levels below that ask something of it too, lowest first.
    pub includes: Vec<String>,
}

/// A lowest and a highest grade.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SpanView {
    /// The lowest.
    pub low: String,
    /// The highest.
    pub high: String,
}

impl std::fmt::Display for SpanView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.low == self.high { f.pad(&self.low) } else { f.pad(&format!("{}–{}", self.low, self.high)) }
    }
}

/// A pay band; amounts are what is paid in its period, in whole units of the currency or with two decimals.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BandView {
    /// Where it holds; null for everywhere.
    pub location: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// The time that amounts are paid for.
    #[schemars(extend("enum" = Period::ALL.map(Period::as_str)))]
    pub period: &'static str,
    /// The least; null where the band is open.
    pub min: Option<f64>,
    /// The stated midpoint, else half-way; null where an end is open and none is stated.
    pub mid: Option<f64>,
    /// The most; null where the band is open.
    pub max: Option<f64>,
    #[serde(skip)]
    pub in_words: String,
}

/// A link.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LinkView {
    /// What it is called.
    pub title: Option<String>,
    /// Where it is.
    pub url: String,
}

/// A way from one level to another.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MoveView {
    /// Where it starts: a level of this ladder, or `product/M4`.
    pub from: String,
    /// Where it leads.
    pub to: String,
    /// What it does.
    pub kind: MoveKind,
    /// Whether the order of the levels implies it.
    pub implied: bool,
    /// What to know about it.
    pub note: Option<String>,
}

/// What a move does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MoveKind {
    /// Up, without changing sides.
    Promotion,
    /// To another track, at the same grade.
    Lateral,
    /// To another track, and up.
    SwitchUp,
    /// To another track, and down.
    SwitchDown,
    /// Down, on the same track.
    StepDown,
    /// To another ladder.
    OtherLadder,
    /// Grades are not known or not compared.
    Unranked,
}

impl MoveKind {
    /// What it does, in words.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Promotion => "promotion",
            Self::Lateral => "switch at the same grade",
            Self::SwitchUp => "switch to a higher grade",
            Self::SwitchDown => "switch to a lower grade",
            Self::StepDown => "step down",
            Self::OtherLadder => "another ladder",
            Self::Unranked => "move",
        }
    }
}

impl LadderView {
    /// Everything about a ladder that is in the file `path`.
    pub fn new(resolved: &Resolved<'_>, path: String) -> Self {
        let ladder = resolved.ladder;
        let routes = resolved.routes();
        let fork = resolved.sides().fork.map(|rank| resolved.spine.name(rank));
        let grades = match &resolved.spine {
            Spine::Listed { grades, .. } => grades.iter().map(grade).collect(),
            Spine::Numbers | Spine::Unknown => {
                let bare = |rank| GradeView {
                    id: resolved.spine.name(rank),
                    title: None,
                    summary: None,
                    scope: None,
                    pay: Vec::new(),
                    equivalents: Vec::new(),
                };
                resolved.used_ranks.iter().map(|rank| bare(*rank)).collect()
            }
        };
        let scale = match &resolved.scale {
            Scale::Listed { steps, .. } => steps.iter().map(step).collect(),
            Scale::Numbers | Scale::Unknown => Vec::new(),
        };
        let tracks = ladder.tracks.iter().enumerate().map(|(index, track)| TrackView {
            id: track.id.to_string(),
            title: text(&track.title),
            summary: text(&track.summary),
            kind: track.kind.get().map(|kind| kind.as_str()),
            professions: track.professions.list.clone(),
            aligned: track.is_aligned(),
            cumulative: track.is_cumulative(),
            levels: (0..resolved.levels.len())
                .filter(|level| resolved.levels[*level].track_index == index)
                .map(|level| LevelView::new(resolved, level))
                .collect(),
        });
        Self {
            id: ladder.id.to_string(),
            title: text(&ladder.title),
            version: text(&ladder.version),
            summary: text(&ladder.summary),
            owned_by: text(&ladder.owned_by),
            reviewed: ladder.reviewed.get().map(ToString::to_string),
            path,
            formerly: ladder.formerly.iter().map(ToString::to_string).collect(),
            bases: resolved.bases.iter().map(|base| base.id.to_string()).collect(),
            fork,
            grades,
            scale,
            competencies: resolved
                .competencies
                .iter()
                .map(|defined| competency(defined.value, defined.owner.to_string()))
                .collect(),
            tracks: tracks.collect(),
            moves: routes.iter().map(|route| MoveView::new(resolved, route)).collect(),
        }
    }
}

impl LevelView {
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
            parallel: resolved.parallels(index).map(|other| resolved.levels[other].level.id.to_string()).collect(),
            expectations: expectations.collect(),
            equivalents: level.equivalents.iter().map(equivalent).collect(),
            links: level.links.iter().map(link).collect(),
        }
    }
}

impl MoveView {
    /// A route of a ladder.
    pub fn new(resolved: &Resolved<'_>, route: &Route<'_>) -> Self {
        let name = |end: End<'_>| match end {
            End::Here(level) => resolved.levels[level].level.id.to_string(),
            End::Elsewhere(level) => level.to_string(),
        };
        let kind = match route.within() {
            None => MoveKind::OtherLadder,
            Some((from, to)) => {
                let stays = resolved.levels[from].track_index == resolved.levels[to].track_index
                    || [from, to]
                        .iter()
                        .any(|level| resolved.levels[*level].track.kind == Stated::Is(TrackKind::Shared));
                match resolved.rise(from, to) {
                    Some(Ordering::Greater) if stays => MoveKind::Promotion,
                    _ if route.implied => MoveKind::Promotion,
                    Some(Ordering::Greater) => MoveKind::SwitchUp,
                    Some(Ordering::Equal) => MoveKind::Lateral,
                    Some(Ordering::Less) if stays => MoveKind::StepDown,
                    Some(Ordering::Less) => MoveKind::SwitchDown,
                    None => MoveKind::Unranked,
                }
            }
        };
        Self {
            from: name(route.from),
            to: name(route.to),
            kind,
            implied: route.implied,
            note: route.note().map(str::to_owned),
        }
    }
}

/// The words that a field may have, for its schema, where the field may also be null.
fn or_null<const N: usize>(words: [&'static str; N]) -> Vec<Option<&'static str>> {
    words.into_iter().map(Some).chain([None]).collect()
}

fn expectation(resolved: &Resolved<'_>, level: usize, competency: &Competency) -> Option<ExpectationView> {
    let name = |level: usize| resolved.levels[level].level.id.to_string();
    let mut view = ExpectationView {
        competency: competency.id.to_string(),
        not_asked: false,
        step: None,
        points: Vec::new(),
        examples: Vec::new(),
        said_at: None,
        includes: Vec::new(),
    };
    match resolved.told(level, &competency.id) {
        Told::Asked { by, asked } => {
            view.step = asked.step.get().map(ToString::to_string);
            view.points.clone_from(&asked.points);
            view.examples.clone_from(&asked.examples);
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
        let parts = resolved.effective(below, &competency.id).parts;
        for said_at in parts.iter().map(|(by, _)| name(*by)) {
            if !view.includes.contains(&said_at) && view.said_at.as_ref() != Some(&said_at) {
                view.includes.push(said_at);
            }
        }
    }
    let says_something = view.step.is_some() || !view.points.is_empty() || !view.includes.is_empty();
    says_something.then_some(view)
}

fn text(stated: &Stated<String>) -> Option<String> {
    stated.get().cloned()
}

fn grade(grade: &Grade) -> GradeView {
    GradeView {
        id: grade.id.to_string(),
        title: text(&grade.title),
        summary: text(&grade.summary),
        scope: text(&grade.scope),
        pay: grade.pay.iter().map(band).collect(),
        equivalents: grade.equivalents.iter().map(equivalent).collect(),
    }
}

fn step(step: &Step) -> StepView {
    StepView { id: step.id.to_string(), title: text(&step.title), summary: text(&step.summary) }
}

fn competency(competency: &Competency, defined_in: String) -> CompetencyView {
    CompetencyView {
        id: competency.id.to_string(),
        title: text(&competency.title),
        summary: text(&competency.summary),
        group: text(&competency.group),
        kind: text(&competency.kind),
        tracks: competency.tracks.list.clone(),
        steps: competency
            .steps
            .iter()
            .filter_map(|asked| {
                Some(StepTextView { step: asked.step.get()?.to_string(), points: asked.points.clone() })
            })
            .collect(),
        defined_in,
    }
}

fn band(band: &Band) -> BandView {
    let amount = |amount: Option<Amount>| amount.map(|amount| band.period().of_year(amount).0 as f64 / 100.0);
    BandView {
        location: text(&band.location),
        currency: text(&band.currency),
        period: band.period().as_str(),
        min: amount(band.min.get().copied()),
        mid: amount(band.midpoint()),
        max: amount(band.max.get().copied()),
        in_words: band.in_words(),
    }
}

fn equivalent(known: &Equivalent) -> EquivalentView {
    EquivalentView { framework: known.framework.clone(), name: known.name.clone() }
}

fn link(link: &Link) -> LinkView {
    LinkView { title: text(&link.title), url: link.url.clone() }
}
