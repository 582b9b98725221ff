//! The page of a ladder: its picture, what tracks and grades mean, what each level asks, and what the words mean.

use maud::{Markup, html};

use super::links::{Links, competency_anchor};
use super::matrix::{More, matrix};
use super::parts::{joined, level_of, meter, name, paragraphs, points, self_link, step};
use crate::render::svg;
use crate::view::picture::Form;
use crate::view::{
    CompetencyView, GradeView, LadderView, RoleView, ShownLadder, StepPlace, StepView, TrackView, named,
};
use crate::words::{capital, one_line};

/// The text of a page about a ladder.
pub fn ladder(shown: &ShownLadder<'_>, links: &dyn Links) -> Markup {
    let view = shown.view();
    let more = More { shows_pay: shown.shows_pay, moves: &view.moves };
    let table = shown.matrix();
    html! {
        (hero(&view))
        (picture(shown, &view, links))
        @if table.tracks.iter().any(|track| !track.levels.is_empty()) { (matrix(&table, &more, links)) }
        (roles(&view, links))
        (words(&view))
    }
}

fn hero(view: &LadderView) -> Markup {
    html! {
        header.hero {
            p.eyebrow {
                span { "Career ladder" }
                @if let Some(version) = &view.version { span { "version " (one_line(version)) } }
            }
            h1 { (name(view.title.as_deref().unwrap_or(&view.id))) }
            @if let Some(summary) = &view.summary { div.lead { (paragraphs(summary)) } }
            @if view.owned_by.is_some() || view.reviewed.is_some() {
                dl.facts {
                    @if let Some(owner) = &view.owned_by { dt { "Kept by" } dd { (name(owner)) } }
                    @if let Some(day) = &view.reviewed { dt { "Last checked" } dd { (day) } }
                }
            }
            p.here.screen {
                a href="#_matrix" { "What each level asks" }
                @if !view.competencies.is_empty() { a href="#_words" { "What the words mean" } }
                button type="button" hidden data-copy { "Copy the link" }
                span role="status" data-said {}
            }
        }
    }
}

/// The picture, whose levels are links, beside the meaning of tracks and grades.
fn picture(shown: &ShownLadder<'_>, view: &LadderView, links: &dyn Links) -> Markup {
    let picture = |form: Form| {
        let mut picture = shown.picture(form);
        for level in &mut picture.levels {
            level.link = links.level(shown.id(), &level.id);
        }
        picture
    };
    let (wide, narrow) = (picture(Form::Wide), picture(Form::Narrow));
    // Two tracks leave room beside them.
    let leaves_room = wide.width < 700;
    html! {
        section.picture aria-labelledby="_tracks" {
            h2.unseen id="_tracks" { "Tracks and grades" }
            figure.leaves-room[leaves_room] tabindex="0" role="region" aria-label="The picture, scrolls sideways" {
                div.wide { (svg::inline(&wide)) }
                div.narrow { (svg::inline(&narrow)) }
            }
            div.beside { (tracks(view)) (grades(&view.grades)) }
        }
    }
}

fn tracks(view: &LadderView) -> Markup {
    html! {
        @for track in view.tracks.iter().filter(|track| track.summary.is_some()) {
            h3 data-side=(track.kind.unwrap_or("shared")) { span.id { (name(track.title.as_deref().unwrap_or(&track.id))) } }
            @if let Some(summary) = &track.summary { (paragraphs(summary)) }
        }
    }
}

/// The highest first, as in the picture.
fn grades(grades: &[GradeView]) -> Markup {
    let says = |grade: &&GradeView| grade.summary.is_some() || grade.scope.is_some();
    html! {
        @if grades.iter().any(|grade| says(&grade)) {
            details open {
                summary { "How far each grade reaches" }
                dl {
                    @for grade in grades.iter().rev().filter(says) {
                        dt { (name(&named(&grade.id, grade.title.as_deref().unwrap_or_default()))) }
                        dd {
                            @if let Some(summary) = &grade.summary { (paragraphs(summary)) }
                            @if let Some(scope) = &grade.scope { (paragraphs(scope)) }
                        }
                    }
                }
            }
        }
    }
}

fn roles(view: &LadderView, links: &dyn Links) -> Markup {
    html! {
        @if !view.roles.is_empty() {
            section aria-labelledby="_roles" {
                h2 id="_roles" { "Roles" }
                p { "What people at a level may do for a time. A role is not a promotion." }
                @for role in &view.roles { (role_of(role, view, links)) }
            }
        }
    }
}

fn role_of(role: &RoleView, view: &LadderView, links: &dyn Links) -> Markup {
    let kind = |id: &str| view.tracks.iter().find(|track| track.levels.iter().any(|level| level.id == id))?.kind;
    let levels: Vec<Markup> = role.levels.iter().map(|id| level_of(&view.id, id, "", kind(id), links)).collect();
    let title = |id: &str| {
        view.competencies
            .iter()
            .find(|known| known.id == id)
            .map_or_else(|| id.to_owned(), |known| known.title().to_owned())
    };
    html! {
        div.topic {
            h3 { (name(role.title())) }
            div {
                @if let Some(summary) = &role.summary { (paragraphs(summary)) }
                @if !levels.is_empty() { p.soft.small { "At " (joined(&levels)) } }
                @for asked in role.expectations.iter().filter(|asked| !asked.not_asked) {
                    div.asked {
                        h4 { (name(&title(&asked.competency))) }
                        @if let Some(id) = &asked.step { p.step { (step_of(id, &view.competencies, &asked.competency, &view.scale)) } }
                        (points(&asked.points, &asked.examples))
                    }
                }
            }
        }
    }
}

/// The ids of the levels of a ladder.
fn level_ids(view: &LadderView) -> impl Iterator<Item = &str> {
    view.tracks.iter().flat_map(|track| &track.levels).map(|level| level.id.as_str())
}

/// A step by its title, and where it is on the scale of its competency.
pub(super) fn step_of(id: &str, competencies: &[CompetencyView], competency: &str, scale: &[StepView]) -> Markup {
    let known = competencies.iter().find(|known| known.id == competency);
    let scale = known.map_or(scale, |known| known.scale_or(scale));
    match scale.iter().position(|known| known.id == id) {
        Some(at) => {
            let place = StepPlace { at: at + 1, of: scale.len() };
            step(scale[at].title.as_deref().unwrap_or(id), Some(place))
        }
        None => step(&format!("step {id}"), None),
    }
}

/// Competencies and steps.
fn words(view: &LadderView) -> Markup {
    html! {
        @if !view.competencies.is_empty() {
            section aria-labelledby="_words" {
                h2 id="_words" { "What the words mean" }
                div.words {
                    div {
                        h3 { "Competencies" }
                        dl { @for known in &view.competencies { (competency(known, view)) } }
                    }
                    @if !view.scale.is_empty() { div { h3 { "Steps" } (scale(&view.scale)) } }
                }
            }
        }
    }
}

fn competency(known: &CompetencyView, view: &LadderView) -> Markup {
    let levels: Vec<&str> = level_ids(view).collect();
    let anchor = competency_anchor(&known.id, &levels);
    let title = known.title();
    let step_title = |id: &str| {
        known
            .scale_or(&view.scale)
            .iter()
            .find(|step| step.id == id)
            .and_then(|step| step.title.clone())
            .unwrap_or_else(|| format!("step {id}"))
    };
    html! {
        div id=(one_line(&anchor)) {
            dt { (name(title)) (self_link(&anchor, title)) }
            dd {
                @if let Some(summary) = &known.summary { (paragraphs(summary)) }
                @if let Some(asked_of) = asked_of(known, view) { p.soft.small { (asked_of) } }
                @if !known.scale.is_empty() { details { summary { "Its steps" } (scale(&known.scale)) } }
                @if !known.steps.is_empty() {
                    details {
                        summary { "What each step asks" }
                        dl {
                            @for step in &known.steps {
                                div { dt { (capital(&one_line(&step_title(&step.step)))) } dd { (points(&step.points, &[])) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The tracks that it is for, if it is not for all.
fn asked_of(known: &CompetencyView, view: &LadderView) -> Option<Markup> {
    let is_for = |track: &&TrackView| {
        known.tracks.iter().any(|selector| *selector == track.id || track.kind == Some(selector.as_str()))
    };
    let tracks = view.tracks.iter().filter(is_for);
    let titles: Vec<Markup> = tracks.map(|track| name(track.title.as_deref().unwrap_or(&track.id))).collect();
    (!titles.is_empty()).then(|| html! { "For " (joined(&titles)) "." })
}

/// Steps, the lowest first.
fn scale(steps: &[StepView]) -> Markup {
    html! {
        dl {
            @for (at, step) in steps.iter().enumerate() {
                div {
                    dt { (meter(Some(StepPlace { at: at + 1, of: steps.len() }))) (name(step.title.as_deref().unwrap_or(&step.id))) }
                    dd { @if let Some(summary) = &step.summary { (paragraphs(summary)) } }
                }
            }
        }
    }
}
