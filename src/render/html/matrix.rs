//! What each level asks, as a table: a column a level, a row a competency. It scrolls in a box of its own, and its headings
//! stay in view.

use maud::{Markup, html};

use super::links::Links;
use super::parts::{equivalents, further_reading, level_name, level_of, name, paragraphs, points, step};
use crate::view::{BandView, CompetencyView, Matrix, MatrixLevel, MatrixTrack, MoveKind, MoveView, Says};
use crate::words::one_line;

/// What a matrix shows in addition to what levels ask.
#[derive(Default)]
pub struct More<'a> {
    pub shows_pay: bool,
    /// The moves of the ladder.
    pub moves: &'a [MoveView],
}

/// The matrix with what narrows it, as a section.
pub fn matrix(matrix: &Matrix, more: &More<'_>, links: &dyn Links) -> Markup {
    let is_cumulative = matrix.tracks.iter().any(|track| track.cumulative && track.levels.len() > 1);
    html! {
        section aria-labelledby="_matrix" {
            h2 id="_matrix" { "What each level asks" }
            p {
                "Each column is a level."
                @if is_cumulative {
                    " It says what is new there: what the columns to the left of it on the same track ask is asked as well."
                }
            }
            (narrow_by(matrix))
            // On a phone, one level is in view.
            p.turn.screen hidden data-turn {
                button type="button" data-by="-1" { "Previous level" }
                button type="button" data-by="1" { "Next level" }
            }
            div.matrix tabindex="0" role="region" aria-label="What each level asks, scrolls both ways" {
                (table(matrix, more, links))
            }
        }
        (compare_form(matrix))
    }
}

/// The controls, which the script unhides.
fn narrow_by(matrix: &Matrix) -> Markup {
    html! {
        form.narrow-by.screen data-narrow hidden autocomplete="off" {
            @if matrix.tracks.len() > 1 {
                fieldset {
                    legend.unseen { "Track" }
                    label { input type="radio" name="track" value="" checked; "all tracks" }
                    @for track in &matrix.tracks {
                        label data-side=(side(track)) {
                            input type="radio" name="track" value=(one_line(&track.id));
                            (name(&track.title))
                        }
                    }
                }
            }
            label {
                span { "Competency" }
                select name="competency" {
                    option value="" { "all" }
                    @for known in &matrix.competencies { option value=(one_line(&known.id)) { (one_line(known.title())) } }
                }
            }
            label { span { "Find" } input type="search" name="words" placeholder="a word"; }
            p role="status" {}
        }
    }
}

fn side(track: &MatrixTrack) -> &'static str {
    track.kind.unwrap_or("shared")
}

fn table(matrix: &Matrix, more: &More<'_>, links: &dyn Links) -> Markup {
    let columns: Vec<Column<'_>> = matrix.tracks.iter().flat_map(Column::of).collect();
    let fact = |label: &str, value: &dyn Fn(&Column<'_>) -> Option<Markup>| {
        let cells: Vec<Option<Markup>> = columns.iter().map(value).collect();
        html! {
            @if cells.iter().any(Option::is_some) {
                tr data-fact { th scope="row" { (label) } @for (column, cell) in columns.iter().zip(cells) { (column.cell(cell)) } }
            }
        }
    };
    let home = &matrix.ladder.id;
    html! {
        table {
            caption.unseen { "What levels ask, by competency" }
            thead {
                tr.tracks {
                    td.corner rowspan="2" {}
                    @for track in &matrix.tracks {
                        th.first scope="colgroup" colspan=(track.levels.len()) data-side=(side(track)) data-track=(one_line(&track.id)) {
                            span.id { (name(&track.title)) }
                        }
                    }
                }
                tr.levels { @for column in &columns { (column.heading(home, links)) } }
            }
            tbody {
                (fact("For", &|column| column.level().summary.as_deref().map(paragraphs)))
                (fact("Scope", &|column| column.level().scope.as_deref().map(paragraphs)))
                (fact("Manages", &|column| {
                    column.level().manages.filter(|who| *who != "none").map(paragraphs)
                }))
                @if more.shows_pay {
                    (fact("Pay", &|column| {
                        let bands = &column.level().pay;
                        let pay = |band: &BandView| paragraphs(&band.describe());
                        (!bands.is_empty()).then(|| html! { @for band in bands { (pay(band)) } })
                    }))
                }
                @for (at, known) in matrix.competencies.iter().enumerate() {
                    (row(&matrix.competencies, at, known, &columns, home, links))
                }
                (fact("Ways on", &|column| ways(column, &columns, more.moves, home, links)))
                (fact("Elsewhere", &|column| equivalents(column.level().equivalents.iter())))
                (fact("Further reading", &|column| further_reading(&column.level().links)))
            }
        }
    }
}

/// A competency, and what each level says of it.
fn row(
    all: &[CompetencyView],
    at: usize,
    known: &CompetencyView,
    columns: &[Column<'_>],
    home: &str,
    links: &dyn Links,
) -> Markup {
    let is_first = at == 0 || all[at - 1].group != known.group;
    let group = known.group.as_deref().filter(|_| is_first);
    html! {
        tr.starts[is_first] data-competency=(one_line(&known.id)) {
            th scope="row" {
                @if let Some(group) = group { small { (name(group)) } }
                @match links.competency(home, &known.id) {
                    Some(href) => a href=(href) { (name(known.title())) },
                    None => (name(known.title())),
                }
            }
            @for column in columns { (column.cell(column.says(&known.id).map(|says| said(says, home, links)))) }
        }
    }
}

fn said(says: &Says, home: &str, links: &dyn Links) -> Markup {
    let asked = &says.expectation;
    html! {
        @if asked.not_asked { p.soft { "Not asked here, on purpose." } }
        @if let Some(name) = &says.step { p.step { (step(name, says.place)) } }
        (points(&asked.points, &asked.examples))
        @if let Some(at) = &asked.said_at { p.soft.small { "As at " (level_of(home, at, "", None, links)) } }
    }
}

/// The moves that start at a level.
fn ways(
    column: &Column<'_>,
    columns: &[Column<'_>],
    moves: &[MoveView],
    home: &str,
    links: &dyn Links,
) -> Option<Markup> {
    let id = &column.level().id;
    let kind = |to: &str| columns.iter().find(|other| other.level().id == to).and_then(|other| other.track.kind);
    let mut next: Vec<&MoveView> = moves.iter().filter(|way| way.from == *id).collect();
    next.sort_by_key(|way| way.kind != MoveKind::Promotion);
    let way = |way: &MoveView| {
        let back = way.kind != MoveKind::Promotion && moves.iter().any(|back| back.from == way.to && back.to == *id);
        html! {
            p {
                (level_of(home, &way.to, "", kind(&way.to), links)) ": " (way.describe()) @if back { ", and back" }
                @if let Some(note) = &way.note { small { (name(note)) } }
            }
        }
    };
    (!next.is_empty()).then(|| html! { @for one in next { (way(one)) } })
}

/// A level of the table.
struct Column<'m> {
    track: &'m MatrixTrack,
    at: usize,
}

impl<'m> Column<'m> {
    fn of(track: &'m MatrixTrack) -> impl Iterator<Item = Self> {
        (0..track.levels.len()).map(move |at| Self { track, at })
    }

    fn matrix_level(&self) -> &'m MatrixLevel {
        &self.track.levels[self.at]
    }

    fn level(&self) -> &'m crate::view::LevelView {
        &self.matrix_level().level
    }

    fn says(&self, competency: &str) -> Option<&'m Says> {
        self.track.rows.iter().find(|row| row.competency == competency)?.cells[self.at].as_ref()
    }

    fn heading(&self, home: &str, links: &dyn Links) -> Markup {
        let level = self.level();
        let title = level.titles.join(" / ");
        let name = level_name(&level.id, &title, self.track.kind, links.level(home, &level.id));
        html! {
            th.first[self.at == 0] scope="col" id=(one_line(&level.id)) data-side=(side(self.track))
                data-track=(one_line(&self.track.id)) data-cumulative[self.track.cumulative] data-level=(one_line(&level.id)) {
                (name)
                small { (level_remarks(self.matrix_level()).join(", ")) }
            }
        }
    }

    fn cell(&self, content: Option<Markup>) -> Markup {
        html! {
            td.first[self.at == 0] data-side=(side(self.track)) {
                @match content {
                    Some(content) => (content),
                    None => span.unseen { "nothing" },
                }
            }
        }
    }
}

/// Its grade, and whether it is a career level or nobody is there.
fn level_remarks(level: &MatrixLevel) -> Vec<String> {
    let grade = level.grade().map(|grade| format!("Grade {}", one_line(&grade)));
    let status = Some(level.level.status).filter(|status| *status != "active").map(str::to_owned);
    let career = level.level.terminal.then(|| "career level".to_owned());
    grade.into_iter().chain(career).chain(status).collect()
}

/// Two lists of levels, and room for what the script puts beside each other.
fn compare_form(matrix: &Matrix) -> Markup {
    let options = |unchosen: &str| {
        html! {
            option value="" { (unchosen) }
            @for track in &matrix.tracks {
                optgroup label=(one_line(&track.title)) {
                    @for level in &track.levels {
                        option value=(one_line(&level.level.id)) {
                            (one_line(&crate::view::named(&level.level.id, &level.level.titles.join(" / "))))
                        }
                    }
                }
            }
        }
    };
    let levels: usize = matrix.tracks.iter().map(|track| track.levels.len()).sum();
    html! {
        @if levels > 1 {
            section id="_compare" aria-labelledby="_compared" hidden data-compare {
                h2 id="_compared" { "Two levels, side by side" }
                form.narrow-by.screen autocomplete="off" {
                    label { span { "Compare" } select name="a" { (options("a level")) } }
                    label { span { "with" } select name="b" { (options("another")) } }
                    button type="button" hidden data-copy { "Copy the link to this comparison" }
                    p role="status" {}
                }
                div data-compared {}
            }
        }
    }
}
