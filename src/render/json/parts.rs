//! What the shapes of ladders and levels are made of: grades, steps, competencies, bands of pay, links, moves.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Period;
use crate::view::{
    BandView, CompetencyView, EquivalentView, GradeView, LinkView, MoveKind, MoveView, PointView, SpanView,
    StepTextView, StepView,
};

/// A grade.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "GradeView")]
pub(super) struct Grade<'a> {
    /// Its id.
    id: &'a str,
    /// Its title.
    title: Option<&'a str>,
    /// What it is for.
    summary: Option<&'a str>,
    /// The size of problem.
    scope: Option<&'a str>,
    /// Its bands.
    pay: Vec<Band<'a>>,
    /// What it is called in other frameworks.
    equivalents: Vec<Equivalent<'a>>,
}

/// What a grade or level is called in another framework.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EquivalentView")]
pub(super) struct Equivalent<'a> {
    /// The framework: `sfia`.
    framework: &'a str,
    /// Its name there: `5`.
    name: &'a str,
}

/// A step of the scale.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StepView")]
pub(super) struct Step<'a> {
    /// Its id.
    id: &'a str,
    /// Its title.
    title: Option<&'a str>,
    /// What it means.
    summary: Option<&'a str>,
}

/// A competency.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "CompetencyView")]
pub(super) struct Competency<'a> {
    /// Its id.
    id: &'a str,
    /// Its title.
    title: Option<&'a str>,
    /// What it is about.
    summary: Option<&'a str>,
    /// Its heading.
    group: Option<&'a str>,
    /// Its kind.
    kind: Option<&'a str>,
    /// The tracks that it is for; empty for every track.
    tracks: &'a [String],
    /// Its own scale, lowest first; empty where it has that of the ladder.
    scale: Vec<Step<'a>>,
    /// What its steps mean.
    steps: Vec<StepText<'a>>,
    /// The ladder or base that defines it.
    defined_in: &'a str,
}

/// What a step means for one competency.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "StepTextView")]
struct StepText<'a> {
    /// The step.
    step: &'a str,
    /// What it asks, point by point.
    points: Vec<Point<'a>>,
}

/// One thing that is asked.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "PointView")]
pub(super) struct Point<'a> {
    /// What is asked.
    text: &'a str,
    /// What it may look like.
    examples: &'a [String],
}

/// A lowest and a highest grade.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SpanView")]
pub(super) struct Span<'a> {
    /// The lowest.
    low: &'a str,
    /// The highest.
    high: &'a str,
}

/// A pay band; amounts are what is paid in its period, in whole units of the currency or with two decimals.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "BandView")]
pub(super) struct Band<'a> {
    /// Where it holds; null for everywhere.
    location: Option<&'a str>,
    /// ISO 4217.
    currency: Option<&'a str>,
    /// The time that amounts are paid for.
    #[schemars(extend("enum" = Period::ALL.map(Period::as_str)))]
    period: &'static str,
    /// The least; null where the band is open.
    min: Option<f64>,
    /// The stated midpoint, else half-way; null where an end is open and none is stated.
    mid: Option<f64>,
    /// The most; null where the band is open.
    max: Option<f64>,
}

/// A link.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "LinkView")]
pub(super) struct Link<'a> {
    /// What it is called.
    title: Option<&'a str>,
    /// Where it is.
    url: &'a str,
}

/// A way from one level to another.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "MoveView")]
pub(super) struct Move<'a> {
    /// Where it starts: a level of this ladder, or `product/M4`.
    from: &'a str,
    /// Where it leads.
    to: &'a str,
    /// What it does.
    #[serde(with = "Effect")]
    kind: MoveKind,
    /// Whether the order of the levels implies it.
    implied: bool,
    /// What to know about it.
    note: Option<&'a str>,
}

/// What a move does.
#[derive(Serialize, JsonSchema)]
#[serde(remote = "MoveKind", rename_all = "kebab-case")]
#[schemars(rename = "MoveKind")]
pub(super) enum Effect {
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

pub(super) fn grade(grade: &GradeView) -> Grade<'_> {
    Grade {
        id: &grade.id,
        title: grade.title.as_deref(),
        summary: grade.summary.as_deref(),
        scope: grade.scope.as_deref(),
        pay: grade.pay.iter().map(band).collect(),
        equivalents: grade.equivalents.iter().map(equivalent).collect(),
    }
}

pub(super) fn band(band: &BandView) -> Band<'_> {
    Band {
        location: band.location.as_deref(),
        currency: band.currency.as_deref(),
        period: band.period,
        min: band.min,
        mid: band.mid,
        max: band.max,
    }
}

pub(super) fn equivalent(known: &EquivalentView) -> Equivalent<'_> {
    Equivalent { framework: &known.framework, name: &known.name }
}

pub(super) fn step(step: &StepView) -> Step<'_> {
    Step { id: &step.id, title: step.title.as_deref(), summary: step.summary.as_deref() }
}

pub(super) fn competency(competency: &CompetencyView) -> Competency<'_> {
    Competency {
        id: &competency.id,
        title: competency.title.as_deref(),
        summary: competency.summary.as_deref(),
        group: competency.group.as_deref(),
        kind: competency.kind.as_deref(),
        tracks: &competency.tracks,
        scale: competency.scale.iter().map(step).collect(),
        steps: competency.steps.iter().map(step_text).collect(),
        defined_in: &competency.defined_in,
    }
}

fn step_text(text: &StepTextView) -> StepText<'_> {
    StepText { step: &text.step, points: text.points.iter().map(point).collect() }
}

pub(super) fn point(point: &PointView) -> Point<'_> {
    Point { text: &point.text, examples: &point.examples }
}

pub(super) fn a_move(way: &MoveView) -> Move<'_> {
    Move { from: &way.from, to: &way.to, kind: way.kind, implied: way.implied, note: way.note.as_deref() }
}

pub(super) fn link(link: &LinkView) -> Link<'_> {
    Link { title: link.title.as_deref(), url: &link.url }
}

pub(super) fn span(span: &SpanView) -> Span<'_> {
    Span { low: &span.low, high: &span.high }
}

/// The words that a field may have, for its schema, where the field may also be null.
pub(super) fn or_null<const N: usize>(words: [&'static str; N]) -> Vec<Option<&'static str>> {
    words.into_iter().map(Some).chain([None]).collect()
}
