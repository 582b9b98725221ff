//! Two levels side by side: what each asks that the other does not, and what both ask.

use maud::{Markup, html};

use super::links::Links;
use super::parts::{level_name, name, paragraphs, step};
use crate::view::{BandView, ComparedLevel, ComparedPoint, CompetencyComparison, LevelComparison, StepPlace};
use crate::words::{count, one_line, range};

/// The text of a page about two levels.
pub fn levels(compared: &LevelComparison, links: &dyn Links) -> Markup {
    let (a, b) = (&compared.a, &compared.b);
    let heading = |level: &ComparedLevel| {
        let href = links.level(&level.ladder.id, &level.level.id);
        level_name(&level.name, level.level.titles.first().map_or("", String::as_str), level.kind, href)
    };
    html! {
        header.hero {
            p.eyebrow { span { (name(&compared.about())) } }
            h1 { (heading(a)) @if !compared.is_one_level() { " " span.soft { "and" } " " (heading(b)) } }
            @for line in compared.in_words() { div.lead { (paragraphs(&line)) } }
            p.here.screen {
                button type="button" hidden data-copy { "Copy the link" }
                button type="button" hidden data-print { "Print" }
                span role="status" data-said {}
            }
        }
        @if !compared.is_one_level() { (facts(compared)) (asked(compared)) (alike(compared)) }
    }
}

/// What is known of both, apart from what they ask.
fn facts(compared: &LevelComparison) -> Markup {
    let row = |label: &str, value: &dyn Fn(&ComparedLevel) -> Vec<String>| {
        let (a, b) = (value(&compared.a), value(&compared.b));
        html! {
            @if !a.is_empty() || !b.is_empty() {
                article.pair {
                    h3 { (label) }
                    div.both { (fact(&compared.a, &a)) (fact(&compared.b, &b)) }
                }
            }
        }
    };
    html! {
        section {
            h2 { "What they are" }
            (row("Grade", &|level| level.grade().into_iter().collect()))
            (row("For", &|level| level.level.summary.iter().cloned().collect()))
            (row("Scope", &|level| level.level.scope.iter().cloned().collect()))
            (row("Manages", &|level| level.level.manages.iter().map(|who| (*who).to_owned()).collect()))
            @if compared.shows_pay { (row("Pay", &|level| level.level.pay.iter().map(BandView::describe).collect())) }
        }
    }
}

fn fact(level: &ComparedLevel, texts: &[String]) -> Markup {
    html! {
        div.said.none[texts.is_empty()] data-side=(level.kind.unwrap_or("shared")) {
            p.label { (id(level)) }
            @if texts.is_empty() { p { "not said" } }
            @for text in texts { (paragraphs(text)) }
        }
    }
}

fn id(level: &ComparedLevel) -> Markup {
    level_name(&level.name, "", level.kind, None)
}

/// The competencies in which they differ. On two tracks, those that both ask come first.
fn asked(compared: &LevelComparison) -> Markup {
    let differ: Vec<&CompetencyComparison> = compared.competencies.iter().filter(|known| !known.is_same()).collect();
    let part = |heading: Option<Markup>, list: Vec<&CompetencyComparison>| {
        html! {
            @if !list.is_empty() {
                @if let Some(heading) = heading { h3.parted { (heading) } }
                @for known in list { (competency(known, compared)) }
            }
        }
    };
    let of = |a: bool, b: bool| {
        differ
            .iter()
            .copied()
            .filter(|known| (known.is_asked_by_a(), known.is_asked_by_b()) == (a, b))
            .collect::<Vec<_>>()
    };
    html! {
        @if !differ.is_empty() {
            section {
                h2 { "What they ask" }
                @if compared.is_one_track() {
                    (part(None, differ.clone()))
                } @else {
                    (part(Some(html! { "Asked of both, each in its own way" }), of(true, true)))
                    (part(Some(html! { "Asked only of " (id(&compared.a)) }), of(true, false)))
                    (part(Some(html! { "Asked only of " (id(&compared.b)) }), of(false, true)))
                }
            }
        }
    }
}

fn competency(known: &CompetencyComparison, compared: &LevelComparison) -> Markup {
    let side = |level: &ComparedLevel, step: &Option<String>, place, only| {
        let is_included = included(compared).is_some_and(|included| included.level.id == level.level.id);
        if is_included {
            shared(known, compared, level, step.as_deref(), place)
        } else {
            said(known, compared, level, (step.as_deref(), place), only)
        }
    };
    html! {
        article.pair id=(one_line(&known.competency)) {
            h3 { (name(&known.title)) }
            div.both {
                (side(&compared.a, &known.step_a, known.places[0], &known.only_a))
                (side(&compared.b, &known.step_b, known.places[1], &known.only_b))
            }
        }
    }
}

/// The level of one track all of which the other asks as well.
fn included(compared: &LevelComparison) -> Option<&ComparedLevel> {
    let adds_nothing = |only: fn(&CompetencyComparison) -> &Vec<ComparedPoint>| {
        compared.competencies.iter().all(|known| only(known).is_empty())
    };
    if !compared.is_one_track() {
        None
    } else if adds_nothing(|known| &known.only_a) {
        Some(&compared.a)
    } else if adds_nothing(|known| &known.only_b) {
        Some(&compared.b)
    } else {
        None
    }
}

/// What the lower of two levels asks of a competency itself, and the higher one as well.
fn shared(
    known: &CompetencyComparison,
    compared: &LevelComparison,
    level: &ComparedLevel,
    step_name: Option<&str>,
    place: Option<StepPlace>,
) -> Markup {
    let own: Vec<&ComparedPoint> = known.both.iter().filter(|point| point.level == level.level.id).collect();
    html! {
        div.said.same data-side=(level.kind.unwrap_or("shared")) {
            p.label {
                span { @if own.is_empty() { (id(level)) } @else { (id(&compared.a)) " and " (id(&compared.b)) " ask" } }
                @if let Some(step_name) = step_name { span.step { (step(step_name, place)) } }
            }
            @if own.is_empty() { p.soft { "nothing of its own" } }
            (list(&own))
        }
    }
}

/// What only one of them asks of a competency: its own words, and folded what it includes from further down its track.
fn said(
    known: &CompetencyComparison,
    compared: &LevelComparison,
    level: &ComparedLevel,
    (step_name, place): (Option<&str>, Option<StepPlace>),
    points: &[ComparedPoint],
) -> Markup {
    let is_own = |point: &&ComparedPoint| compared.is_one_track() || point.level == level.level.id;
    let (own, below): (Vec<&ComparedPoint>, Vec<&ComparedPoint>) = points.iter().partition(is_own);
    let mut from: Vec<&str> = below.iter().rev().map(|point| point.level.as_str()).collect();
    from.dedup();
    html! {
        div.said.none[points.is_empty()] data-side=(level.kind.unwrap_or("shared")) {
            p.label {
                @match (points.is_empty(), compared.is_one_track()) {
                    (true, _) => span { (id(level)) },
                    (false, true) => span { "only " (id(level)) " asks" },
                    (false, false) => span { (id(level)) " asks" },
                }
                @if let Some(step_name) = step_name { span.step { (step(step_name, place)) } }
            }
            @if points.is_empty() {
                p {
                    @if !known.both.is_empty() { "nothing more than both ask" }
                    @else if step_name.is_some() { "no words of its own" }
                    @else { "not asked" }
                }
            }
            (list(&own))
            @if !below.is_empty() {
                details {
                    summary { (count(below.len(), "point")) " from " (name(&range(&from).unwrap_or_default())) }
                    (list(&below))
                }
            }
        }
    }
}

fn list(points: &[&ComparedPoint]) -> Markup {
    html! {
        @match points {
            [one] => (paragraphs(&one.text)),
            several => @if !several.is_empty() { ul { @for point in several { li { (paragraphs(&point.text)) } } } },
        }
    }
}

/// What both ask, folded; without what is already said beside the words of the higher level.
fn alike(compared: &LevelComparison) -> Markup {
    let included = included(compared);
    let is_said = |known: &CompetencyComparison, point: &ComparedPoint| {
        !known.is_same() && included.is_some_and(|level| level.level.id == point.level)
    };
    let left = |known: &'_ CompetencyComparison| {
        let points: Vec<ComparedPoint> = known.both.iter().filter(|point| !is_said(known, point)).cloned().collect();
        (!points.is_empty()).then(|| (known.title.clone(), points))
    };
    let both: Vec<(String, Vec<ComparedPoint>)> = compared.competencies.iter().filter_map(left).collect();
    let number = both.iter().map(|(_, points)| points.len()).sum();
    html! {
        @if !both.is_empty() {
            details.alike open[compared.is_full] {
                summary { "The same at both: " (count(number, "point")) }
                @for (title, points) in &both {
                    h3 { (name(title)) }
                    (list(&points.iter().collect::<Vec<_>>()))
                }
            }
        }
    }
}
