//! The first page: the ladders, and their grades side by side, so that one sees which titles are worth the same.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::address::{From, of_ladder};
use crate::model::resolve::{Rank, Resolved, Spine};
use crate::render::html::{Links as _, level_name, name, paragraphs};
use crate::view::named;
use crate::words::{count, one_line};

/// What the first page says of a ladder.
pub(super) struct Column {
    pub id: String,
    pub title: String,
    pub version: Option<String>,
    pub summary: Option<String>,
    spine: Vec<String>,
    grades: BTreeMap<Rank, GradeCell>,
    /// The levels that no grade lines up with others.
    apart: Vec<LevelName>,
    fork: Option<Rank>,
    pub levels: usize,
}

/// A grade of a ladder.
struct GradeCell {
    id: String,
    title: Option<String>,
    says: Option<String>,
    levels: Vec<LevelName>,
}

/// A level of a ladder.
struct LevelName {
    id: String,
    title: String,
    kind: Option<&'static str>,
    status: Option<&'static str>,
}

impl Column {
    pub fn new(resolved: &Resolved<'_>) -> Self {
        let ladder = resolved.ladder;
        let mut grades: BTreeMap<Rank, GradeCell> = BTreeMap::new();
        let mut apart = Vec::new();
        for standing in &resolved.levels {
            let level = standing.level;
            let name = || LevelName {
                id: level.id.to_string(),
                title: if level.titles.is_empty() { String::new() } else { level.title().to_owned() },
                kind: standing.track.kind.get().map(|kind| kind.as_str()),
                status: level.status().map(|status| status.as_str()).filter(|status| *status != "active"),
            };
            let Some((low, high)) = standing.ranks.filter(|_| standing.track.is_aligned()) else {
                apart.push(name());
                continue;
            };
            for rank in resolved.used_ranks.iter().filter(|rank| low <= **rank && **rank <= high) {
                let cell = grades.entry(*rank).or_insert_with(|| {
                    let grade = resolved.spine.grade(*rank);
                    GradeCell {
                        id: resolved.spine.name(*rank),
                        title: grade.and_then(|grade| grade.title.get().cloned()),
                        says: grade.and_then(|grade| grade.scope.get().or(grade.summary.get()).cloned()),
                        levels: Vec::new(),
                    }
                });
                cell.levels.push(name());
            }
        }
        let fork = resolved.sides().fork;
        Self {
            id: ladder.id.to_string(),
            title: ladder.title().to_owned(),
            version: ladder.version.get().cloned(),
            summary: ladder.summary.get().cloned(),
            spine: spine(resolved),
            grades,
            apart,
            // Where the lowest grade is the fork, nothing is below it.
            fork: fork.filter(|fork| resolved.used_ranks.first() != Some(fork)),
            levels: ladder.levels().count(),
        }
    }
}

impl Column {
    /// The id and title of each level, the highest grade first.
    pub fn names(&self) -> Vec<(&str, &str)> {
        let mut names = Vec::new();
        for level in self.grades.values().rev().flat_map(|cell| &cell.levels).chain(&self.apart) {
            let name = (level.id.as_str(), level.title.as_str());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// What tells a spine from others: its grades, if it is a list.
fn spine(resolved: &Resolved<'_>) -> Vec<String> {
    match &resolved.spine {
        Spine::Listed { grades, .. } => grades
            .iter()
            .map(|grade| format!("{} {}", grade.id, grade.title.get().map_or("", String::as_str)))
            .collect(),
        Spine::Numbers | Spine::Unknown => Vec::new(),
    }
}

/// The text of the first page.
pub(super) fn page(site: &str, columns: &[Column], from: From<'_>) -> Markup {
    let mut spines: Vec<(&[String], Vec<&Column>)> = Vec::new();
    for column in columns {
        match spines.iter_mut().find(|(spine, _)| *spine == column.spine) {
            Some((_, known)) => known.push(column),
            None => spines.push((&column.spine, vec![column])),
        }
    }
    html! {
        header.hero {
            p.eyebrow { span { (count(columns.len(), "ladder")) } span { (count(columns.iter().map(|column| column.levels).sum(), "level")) } }
            h1 { (name(site)) }
        }
        section.sums aria-label="The ladders" {
            @for column in columns {
                div {
                    h2 { a href=(from.to(&of_ladder(&column.id))) { (name(&column.title)) } }
                    @if let Some(summary) = &column.summary { (paragraphs(summary)) }
                }
            }
        }
        @for (at, (_, columns)) in spines.iter().enumerate() {
            section aria-labelledby=(anchor(at, "_grades")) {
                h2 id=(anchor(at, "_grades")) {
                    @if spines.len() == 1 { "Grades" }
                    @else { "Grades of " (name(&titles(columns))) }
                }
                p { "Levels in one row are worth the same to the company. " (legend(columns)) }
                (table(columns, at, from))
            }
        }
    }
}

/// Anchors of the first table are plain; those of others begin with the number of their table.
fn anchor(table: usize, name: &str) -> String {
    if table == 0 { name.to_owned() } else { format!("{}-{name}", table + 1) }
}

fn titles(columns: &[&Column]) -> String {
    const NAMED: usize = 4;
    let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
    match titles.len().checked_sub(NAMED) {
        Some(more @ 1..) => format!("{} and {more} more", titles[..NAMED].join(", ")),
        _ => crate::words::join(&titles),
    }
}

/// The sides that occur, in words.
fn legend(columns: &[&Column]) -> Markup {
    let levels = || columns.iter().flat_map(|column| column.grades.values().flat_map(|cell| &cell.levels));
    let sides =
        [("ic", "individual contributor"), ("manager", "manager"), ("hybrid", "both at once"), ("shared", "shared")];
    let met: Vec<_> = sides.into_iter().filter(|(kind, _)| levels().any(|level| level.kind == Some(kind))).collect();
    html! {
        @if met.len() > 1 {
            "The sides: "
            @for (at, (kind, words)) in met.iter().enumerate() {
                @if at > 0 { ", " }
                span.id data-side=(kind) { (words) }
            }
            "."
        }
    }
}

fn table(columns: &[&Column], at: usize, from: From<'_>) -> Markup {
    let mut grades: BTreeMap<Rank, &GradeCell> = BTreeMap::new();
    for column in columns {
        for (rank, cell) in &column.grades {
            grades.entry(*rank).or_insert(cell);
        }
    }
    html! {
        div.scroll tabindex="0" role="region" aria-label="Grades, scrolls sideways" {
            table.grades {
                caption.unseen { "Levels of each ladder by grade" }
                thead {
                    tr {
                        th scope="col" { "Grade" }
                        @for column in columns {
                            th scope="col" {
                                a href=(from.to(&of_ladder(&column.id))) { (name(&column.title)) }
                                @if let Some(version) = &column.version { small { "version " (one_line(version)) } }
                            }
                        }
                    }
                }
                tbody {
                    @for (rank, grade) in grades.iter().rev() {
                        @let forked: Vec<&Column> = columns.iter().copied().filter(|column| column.fork == Some(*rank)).collect();
                        tr.fork[!forked.is_empty()] id=(one_line(&anchor(at, &format!("grade-{}", grade.id)))) {
                            th scope="row" {
                                span.grade { (name(&named(&grade.id, grade.title.as_deref().unwrap_or_default()))) }
                                @if let Some(says) = &grade.says { small { (name(says)) } }
                            }
                            @for column in columns { (cell(column, column.grades.get(rank).map_or(&[], |cell| &cell.levels[..]), from)) }
                        }
                        @if !forked.is_empty() {
                            tr.forkline {
                                td colspan=(columns.len() + 1) {
                                    div {
                                        b { "Fork" }
                                        @if forked.len() < columns.iter().filter(|column| column.fork.is_some()).count() { " of " (name(&titles(&forked))) }
                                        ". From here up, people go on with or without a team to manage."
                                    }
                                }
                            }
                        }
                    }
                    @if columns.iter().any(|column| !column.apart.is_empty()) {
                        tr {
                            th scope="row" { span.grade { "Not compared" } small { "Levels without a grade, or on a track of their own" } }
                            @for column in columns { (cell(column, &column.apart, from)) }
                        }
                    }
                }
            }
        }
    }
}

fn cell(column: &Column, levels: &[LevelName], from: From<'_>) -> Markup {
    html! {
        td data-label=(one_line(&column.title)) {
            @if levels.is_empty() { span.unseen { "no level" } }
            @else {
                ul {
                    @for level in levels {
                        li {
                            (level_name(&level.id, &level.title, level.kind, from.level(&column.id, &level.id)))
                            @if let Some(status) = level.status { " " small.soft { (status) } }
                        }
                    }
                }
            }
        }
    }
}
