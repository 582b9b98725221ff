//! The page of a level: what it is, what it asks, and the ways on.

use maud::{Markup, html};

use super::ladder::step_of;
use super::links::Links;
use super::parts::{equivalents, further_reading, joined, level_name, level_of, name, paragraphs, points, self_link};
use crate::view::{
    BandView, CompetencyView, ExpectationView, IncludedView, LevelPage, MoveKind, MoveView, Neighbour, Rise, RoleView,
    named,
};
use crate::words::{capital, join, one_line};

/// The last change of a level.
pub struct LastChange<'a> {
    pub day: &'a str,
    /// The version that came with it.
    pub version: Option<&'a str>,
    /// Where it is told.
    pub href: String,
}

/// The text of a page about a level. Where a page has several levels, the anchors of each begin with its id: `IC4/delivery`
/// instead of `delivery`.
pub fn level(page: &LevelPage, is_one_of_several: bool, changed: Option<&LastChange<'_>>, links: &dyn Links) -> Markup {
    let prefix = if is_one_of_several { format!("{}/", page.level.id) } else { String::new() };
    let reader = Reader { page, changed, links, prefix };
    html! {
        div.level-page id=[is_one_of_several.then(|| one_line(&page.level.id))] data-side=(page.kind.unwrap_or("shared")) {
            (reader.hero())
            (reader.asks())
            (reader.roles())
            (reader.ways())
            (reader.steps())
        }
    }
}

/// A page with what its parts have in common.
struct Reader<'p> {
    page: &'p LevelPage,
    changed: Option<&'p LastChange<'p>>,
    links: &'p dyn Links,
    /// What anchors begin with.
    prefix: String,
}

impl Reader<'_> {
    fn neighbour(&self, id: &str) -> Neighbour {
        self.page.neighbours.get(id).cloned().unwrap_or_default()
    }

    /// A level that the page names.
    fn level(&self, id: &str) -> Markup {
        let known = self.neighbour(id);
        level_of(&self.page.ladder.id, id, known.title.as_deref().unwrap_or_default(), known.kind, self.links)
    }

    fn comparison(&self, other: &str) -> Option<String> {
        let home = &self.page.ladder.id;
        self.links.comparison((home, &self.page.level.id), super::address(home, other))
    }

    fn hero(&self) -> Markup {
        let page = self.page;
        let title = page.level.titles.first().map_or("", String::as_str);
        html! {
            header.hero.with-map {
                div {
                    p.eyebrow {
                        b { (name(page.track_title.as_deref().unwrap_or(&page.track))) }
                        @if let Some(grade) = page.grade() { span { (name(&grade)) } }
                        @if page.level.status != "active" { span { (page.level.status) } }
                    }
                    h1 { (level_name(&page.level.id, title, page.kind, None)) }
                    @if let Some(summary) = &page.level.summary { div.lead { (paragraphs(summary)) } }
                    (self.facts())
                    p.here.screen {
                        button type="button" hidden data-copy { "Copy the link to this level" }
                        button type="button" hidden data-print { "Print" }
                        span role="status" data-said {}
                    }
                }
                (self.map())
            }
        }
    }

    fn facts(&self) -> Markup {
        let level = &self.page.level;
        let also = &level.titles[level.titles.len().min(1)..];
        let parallel: Vec<Markup> = level.parallel.iter().map(|id| self.parallel(id)).collect();
        html! {
            dl.facts {
                @if !also.is_empty() { dt { "Also called" } dd { (name(&join(also))) } }
                @if let Some(scope) = &level.scope { dt { "Scope" } dd { (paragraphs(scope)) } }
                @if let Some(who) = level.manages.filter(|who| *who != "none") { dt { "Manages" } dd { (who) } }
                @if !parallel.is_empty() { dt { "Worth the same" } dd { @for one in parallel { p { (one) } } } }
                @if self.page.shows_pay && !level.pay.is_empty() {
                    dt { "Pay" }
                    dd { @for band in &level.pay { (paragraphs(&BandView::describe(band))) } }
                }
                @if level.terminal { dt { "How long" } dd { "A career level: nobody here has to be promoted." } }
                @if let Some(names) = equivalents(self.page.equivalents()) { dt { "Elsewhere" } dd { (names) } }
                @if let Some(links) = further_reading(&level.links) { dt { "Further reading" } dd { (links) } }
                @if let Some(LastChange { day, version, href }) = self.changed {
                    dt { "Last changed" }
                    dd {
                        time datetime=(day) { (day) }
                        @if let Some(version) = version { ", version " (one_line(version)) }
                        span.screen { ": " a href=(href) { "what changed" } }
                    }
                }
            }
        }
    }

    fn parallel(&self, id: &str) -> Markup {
        html! {
            (self.level(id))
            @if let Some(href) = self.comparison(id) { " " a.screen href=(href) { "What differs" } }
        }
    }

    /// Where the level is: all levels by grade and track, small. Left out where ids are too long for that.
    fn map(&self) -> Markup {
        let map = &self.page.map;
        let mut levels = map.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.levels);
        let is_small = map.columns.len() <= 4 && levels.all(|level| level.id.chars().count() <= 6);
        html! {
            @if is_small {
                nav.map.screen aria-label=(format!("Where {} is", one_line(&self.page.level.id))) {
                    table {
                        @for row in map.rows.iter().filter(|row| row.grade.is_some()) {
                            tr {
                                @if let Some((grade, _)) = &row.grade { th scope="row" { (name(grade)) } }
                                @for (column, cell) in map.columns.iter().zip(&row.cells) {
                                    td {
                                        @for level in &cell.levels { (self.spot(&level.id, column.kind)) }
                                        @for id in &cell.continued { (self.spot(id, column.kind)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A level of the map.
    fn spot(&self, id: &str, kind: Option<&str>) -> Markup {
        let kind = kind.unwrap_or("shared");
        let is_here = (id == self.page.level.id).then_some("page");
        let href = self.links.level(&self.page.ladder.id, id).filter(|_| is_here.is_none());
        html! {
            @match href {
                Some(href) => a.id data-side=(kind) href=(href) { (name(id)) },
                None => span.id data-side=(kind) aria-current=[is_here] { (name(id)) },
            }
        }
    }

    fn asks(&self) -> Markup {
        let page = self.page;
        let known = page.by_group(&page.level.expectations);
        html! {
            section aria-labelledby=(format!("_asks-{}", page.level.id)) {
                h2 id=(format!("_asks-{}", page.level.id)) { "What " (name(&page.level.id)) " asks" }
                @match (&page.below, page.cumulative) {
                    _ if known.is_empty() => p { "Nothing is written down yet." },
                    (Some(below), true) => p {
                        "New at this level, on top of " (self.level(below)) ". What the levels below ask is asked here too, and opens under each."
                    },
                    _ => {},
                }
                @for group in known.chunk_by(|(a, _), (b, _)| a.group == b.group) {
                    div.topic {
                        p { @if let Some(name_of_group) = &group[0].0.group { (name(name_of_group)) } }
                        div { @for (known, said) in group { (self.asked(known, said)) } }
                    }
                }
            }
        }
    }

    fn asked(&self, known: &CompetencyView, said: &ExpectationView) -> Markup {
        let title = known.title();
        let anchor = format!("{}{}", self.prefix, known.id);
        let below: Vec<&IncludedView> = self.page.included.iter().filter(|part| part.competency == known.id).collect();
        let is_new = said.step.is_some() || !said.points.is_empty();
        html! {
            article.asked id=(one_line(&anchor)) {
                header {
                    div.named {
                        h3 { (self.competency(known, title)) }
                        (self_link(&anchor, title))
                    }
                    @if let Some(id) = &said.step {
                        span.step {
                            (step_of(id, &self.page.competencies, &known.id, &self.page.scale))
                            @if let Some(from) = self.rise(known, id, &below) { ", " (from) }
                        }
                    }
                }
                @if said.not_asked { p.soft { "Not asked here, on purpose." } }
                (points(&said.points, &said.examples))
                @if let Some(at) = &said.said_at { p.soft.small { "As at " (self.level(at)) } }
                @if !below.is_empty() { (self.still_asked(&below, is_new)) }
            }
        }
    }

    fn competency(&self, known: &CompetencyView, title: &str) -> Markup {
        match self.links.competency(&self.page.ladder.id, &known.id) {
            Some(href) => html! { a.level href=(href) { (name(title)) } },
            None => name(title),
        }
    }

    /// How a step differs from that of the next level below that has one.
    fn rise(&self, known: &CompetencyView, id: &str, below: &[&IncludedView]) -> Option<Markup> {
        let scale = known.scale_or(&self.page.scale);
        let at = |id: &str| scale.iter().position(|step| step.id == id);
        let (from, before) = below.iter().find_map(|part| Some((&part.level, at(part.step.as_ref()?)?)))?;
        let up = at(id)?.checked_sub(before)?;
        let up = match up {
            0 => return Some(html! { "as at " (name(from)) }),
            1 => "one".to_owned(),
            2 => "two".to_owned(),
            more => more.to_string(),
        };
        Some(html! { (up) " up from " (name(from)) })
    }

    /// What the levels below ask, the nearest first.
    fn still_asked(&self, below: &[&IncludedView], is_new: bool) -> Markup {
        let mut levels: Vec<&str> = below.iter().rev().map(|part| part.level.as_str()).collect();
        levels.dedup();
        let from = crate::words::range(&levels).unwrap_or_default();
        html! {
            details open[self.page.is_full] {
                summary { @if is_new { "Still asked, from " } @else { "Asked as at " } (name(&from)) }
                dl.below {
                    @for part in below {
                        dt { (self.level_id(&part.level)) }
                        dd { (points(&part.points, &part.examples)) }
                    }
                }
            }
        }
    }

    fn level_id(&self, id: &str) -> Markup {
        level_of(&self.page.ladder.id, id, "", self.page.kind, self.links)
    }

    fn roles(&self) -> Markup {
        html! {
            @if !self.page.roles.is_empty() {
                section {
                    h2 { "Roles at this level" }
                    p { "What people here may do for a time. A role is not a promotion." }
                    @for role in &self.page.roles { (self.role(role)) }
                }
            }
        }
    }

    fn role(&self, role: &RoleView) -> Markup {
        let title = |id: &str| {
            let known = self.page.competencies.iter().find(|known| known.id == id);
            known.map_or_else(|| id.to_owned(), |known| known.title().to_owned())
        };
        html! {
            div.topic {
                h3 { (name(role.title())) }
                div {
                    @if let Some(summary) = &role.summary { (paragraphs(summary)) }
                    @for asked in role.expectations.iter().filter(|asked| !asked.not_asked) {
                        div.asked {
                            header {
                                h4 { (name(&title(&asked.competency))) }
                                @if let Some(id) = &asked.step {
                                    span.step { (step_of(id, &self.page.competencies, &asked.competency, &self.page.scale)) }
                                }
                            }
                            (points(&asked.points, &asked.examples))
                        }
                    }
                }
            }
        }
    }

    fn ways(&self) -> Markup {
        let page = self.page;
        let mut next = page.next();
        next.sort_by_key(|(way, _)| way.kind == MoveKind::OtherLadder);
        let mut ids: Vec<&str> = Vec::new();
        for way in &page.from {
            if !ids.contains(&way.from.as_str()) {
                ids.push(&way.from);
            }
        }
        let from: Vec<Markup> = ids.into_iter().map(|id| self.level(id)).collect();
        let id = format!("_ways-{}", page.level.id);
        html! {
            section aria-labelledby=(id) {
                h2 id=(id) { "Ways on" }
                @if next.is_empty() { p { "No move starts here." } }
                @else { ul.ways { @for (way, is_two_way) in next { (self.way(way, is_two_way)) } } }
                @if !from.is_empty() { p.soft.small.comes { "People come here from " (joined(&from)) "." } }
            }
        }
    }

    fn way(&self, way: &MoveView, is_two_way: bool) -> Markup {
        let there = self.neighbour(&way.to);
        let is_up = way.kind == MoveKind::Promotion;
        let arrow = match way.kind {
            MoveKind::Promotion | MoveKind::SwitchUp => "↑",
            MoveKind::SwitchDown | MoveKind::StepDown => "↓",
            _ if is_two_way => "↔",
            _ => "→",
        };
        html! {
            li {
                span.arrow aria-hidden="true" { (arrow) }
                div {
                    h3 { (self.level(&way.to)) }
                    p.soft.small { (capital(&way.describe())) @if is_two_way { ", and back" } }
                    @if let Some(summary) = &there.summary { (paragraphs(summary)) }
                    @if is_up && !there.rises.is_empty() { p.soft.small { (rises(&there.rises)) "." } }
                    @if let Some(note) = &way.note { p.soft.small { (name(note)) } }
                    @if let Some(href) = self.comparison(&way.to) {
                        p.small { a href=(href) { "Compare " (name(&self.page.level.id)) " with " (name(&way.to)) } }
                    }
                }
            }
        }
    }

    /// The levels above and below, if they have pages.
    fn steps(&self) -> Markup {
        let home = &self.page.ladder.id;
        let to = |id: &Option<String>| id.as_ref().and_then(|id| Some((id.clone(), self.links.level(home, id)?)));
        let title = |id: &str| named(id, self.neighbour(id).title.as_deref().unwrap_or_default());
        let (below, above) = (to(&self.page.below), to(&self.page.above));
        html! {
            @if below.is_some() || above.is_some() {
                nav.steps aria-label="Levels of this track" {
                    @if let Some((id, href)) = below {
                        a rel="prev" href=(href) { small { "The level below" } span { (name(&title(&id))) } }
                    }
                    @if let Some((id, href)) = above {
                        a rel="next" href=(href) { small { "The level above" } span { (name(&title(&id))) } }
                    }
                }
            }
        }
    }
}

/// "Delivery goes from guides to shapes".
fn rises(rises: &[Rise]) -> Markup {
    let rise = |rise: &Rise| {
        html! {
            (name(&rise.competency)) " goes"
            @if let Some(from) = &rise.from { " from " em { (name(from)) } }
            @match &rise.to { Some(to) => { " to " em { (name(to)) } } None => " without a step" }
        }
    };
    html! { @for (at, one) in rises.iter().enumerate() { @if at > 0 { "; " } (rise(one)) } }
}
