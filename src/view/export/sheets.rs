//! A ladder as tables: a matrix for each track, to read, and behind them everything that its file says, a row a thing.

use std::collections::HashSet;

use super::{
    ExportedAsk, ExportedBand, ExportedGrade, ExportedLadder, ExportedPoint, ExportedPoints, ExportedStep, Money,
    OneOrMore, Pairs,
};
use crate::view::layout::{Block, Layout, Sheet};
use crate::view::{LadderView, Matrix};

impl ExportedLadder {
    /// Every table of what is kept of a ladder: `ladder` says which levels and competencies are.
    pub fn workbook(&self, ladder: &LadderView, matrix: &Matrix, shows_pay: bool) -> Layout {
        let mut blocks = matrix.sheets();
        blocks.extend(self.texts(ladder));
        blocks.extend(
            self.rest(ladder, shows_pay).into_iter().map(|(_, sheet)| sheet).filter(has_rows).map(Block::Table),
        );
        Layout { title: String::new(), about: String::new(), blocks }
    }

    /// The tables of texts alone: grades, steps, competencies, tracks, levels and what they ask.
    pub fn tables(&self, ladder: &LadderView) -> Layout {
        Layout { title: String::new(), about: String::new(), blocks: self.texts(ladder) }
    }

    /// What the tables of texts leave out of a ladder that has it.
    pub fn not_in_tables(&self, ladder: &LadderView) -> Vec<&'static str> {
        self.rest(ladder, true).into_iter().filter(|(_, sheet)| has_rows(sheet)).filter_map(|(what, _)| what).collect()
    }

    fn texts(&self, ladder: &LadderView) -> Vec<Block> {
        let levels: HashSet<&str> =
            ladder.tracks.iter().flat_map(|track| &track.levels).map(|level| level.id.as_str()).collect();
        let competencies: HashSet<&str> = ladder.competencies.iter().map(|known| known.id.as_str()).collect();
        let tracks: HashSet<&str> = ladder.tracks.iter().map(|track| track.id.as_str()).collect();
        let own: Vec<Vec<String>> = [
            ("ladder", Some(self.ladder.clone())),
            ("title", self.title.clone()),
            ("version", self.version.clone()),
            ("summary", self.summary.clone()),
            ("owned_by", self.owned_by.clone()),
            ("reviewed", self.reviewed.clone()),
            ("formerly", Some(self.formerly.join("\n")).filter(|ids| !ids.is_empty())),
            ("fork", self.fork.clone()),
        ]
        .into_iter()
        .filter_map(|(key, value)| Some(vec![key.to_owned(), value?]))
        .collect();
        let grades = self.grades.iter().map(|grade| {
            let ExportedGrade { id, title, summary, scope, formerly, equivalents, pay: _ } = grade;
            vec![id.clone(), or(title), or(summary), or(scope), pairs(equivalents), formerly.join("\n")]
        });
        let step = |of: &str, step: &ExportedStep| {
            vec![of.to_owned(), step.id.clone(), or(&step.title), or(&step.summary), step.formerly.join("\n")]
        };
        let kept = || self.competencies.iter().filter(|known| competencies.contains(known.id.as_str()));
        let own_steps = kept().flat_map(|known| known.scale.iter().map(|own| step(&known.id, own)));
        let steps = self.scale.iter().map(|known| step("", known)).chain(own_steps);
        let defined = kept().map(|known| {
            let text = |value: &Option<String>| or(value);
            let lists = [known.tracks.join("\n"), known.formerly.join("\n")];
            let texts = [&known.title, &known.summary, &known.group, &known.kind].map(text);
            std::iter::once(known.id.clone()).chain(texts).chain(lists).collect()
        });
        let meanings = kept().flat_map(|known| {
            known.steps.0.iter().flat_map(move |(step, points)| {
                point_rows(points)
                    .into_iter()
                    .map(move |[point, examples]| vec![known.id.clone(), step.clone(), point, examples])
            })
        });
        let of_tracks = self.tracks.iter().filter(|track| tracks.contains(track.id.as_str())).map(|track| {
            let flag = |value: Option<bool>| value.map_or_else(String::new, |value| value.to_string());
            vec![
                track.id.clone(),
                or(&track.title),
                or(&track.summary),
                track.kind.unwrap_or_default().to_owned(),
                several(&track.profession),
                flag(track.aligned),
                flag(track.cumulative),
                track.formerly.join("\n"),
            ]
        });
        let all = || self.tracks.iter().flat_map(|track| track.levels.iter().map(move |level| (track, level)));
        let all = || all().filter(|(_, level)| levels.contains(level.id.as_str()));
        let of_levels = all().map(|(track, level)| {
            let text = |key: &str| level.texts.0.iter().find(|(known, _)| known == key).map(|(_, text)| text.clone());
            vec![
                track.id.clone(),
                level.id.clone(),
                several(&level.title),
                several(&level.grade),
                text("summary").unwrap_or_default(),
                text("scope").unwrap_or_default(),
                level.manages.unwrap_or_default().to_owned(),
                level.terminal.map_or_else(String::new, |value| value.to_string()),
                level.status.unwrap_or_default().to_owned(),
                pairs(&level.equivalents),
                level.formerly.join("\n"),
            ]
        });
        let asked = all().flat_map(|(_, level)| asks(&level.id, &level.expectations, &competencies));
        let sheets = [
            Sheet::records("Ladder", &["Key", "Value"], own),
            Sheet::records("Grades", &["Id", "Title", "Summary", "Scope", "Equivalents", "Formerly"], grades.collect()),
            Sheet::records("Steps", &["Competency", "Id", "Title", "Summary", "Formerly"], steps.collect()),
            Sheet::records(
                "Competencies",
                &["Id", "Title", "Summary", "Group", "Kind", "Tracks", "Formerly"],
                defined.collect(),
            ),
            Sheet::records("Step texts", &["Competency", "Step", "Point", "Examples"], meanings.collect()),
            Sheet::records(
                "Tracks",
                &["Id", "Title", "Summary", "Kind", "Professions", "Aligned", "Cumulative", "Formerly"],
                of_tracks.collect(),
            ),
            Sheet::records("Levels", LEVELS, of_levels.collect()),
            Sheet::records(
                "Expectations",
                &["Level", "Competency", "Asked", "Step", "Point", "Examples"],
                asked.collect(),
            ),
        ];
        sheets.into_iter().filter(has_rows).map(Block::Table).collect()
    }

    /// The other tables, each with the word for what it holds, if that is a part of its own.
    fn rest(&self, ladder: &LadderView, shows_pay: bool) -> Vec<(Option<&'static str>, Sheet)> {
        let levels: HashSet<&str> =
            ladder.tracks.iter().flat_map(|track| &track.levels).map(|level| level.id.as_str()).collect();
        let competencies: HashSet<&str> = ladder.competencies.iter().map(|known| known.id.as_str()).collect();
        let written = ladder.moves.iter().filter(|way| !way.implied || way.note.is_some());
        let moves = written
            .map(|way| vec![way.from.clone(), way.to.clone(), way.kind.describe().to_owned(), or(&way.note)])
            .collect();
        let kept = || self.roles.iter().filter(|role| ladder.roles.iter().any(|known| known.id == role.id));
        let roles = kept().map(|role| {
            vec![role.id.clone(), or(&role.title), or(&role.summary), role.levels.join("\n"), role.formerly.join("\n")]
        });
        let of_roles = kept().flat_map(|role| asks(&role.id, &role.expectations, &competencies));
        let all =
            || self.tracks.iter().flat_map(|track| &track.levels).filter(|level| levels.contains(level.id.as_str()));
        let links = all()
            .flat_map(|level| level.links.iter().map(|link| vec![level.id.clone(), or(&link.title), link.url.clone()]));
        let of_grades =
            self.grades.iter().flat_map(|grade| grade.pay.iter().map(|band| band_row("grade", &grade.id, band)));
        let of_levels = all().flat_map(|level| level.pay.iter().map(|band| band_row("level", &level.id, band)));
        let pay = if shows_pay { of_grades.chain(of_levels).collect() } else { Vec::new() };
        vec![
            (Some("moves"), Sheet::records("Moves", &["From", "To", "Move", "Note"], moves)),
            (
                Some("roles"),
                Sheet::records("Roles", &["Id", "Title", "Summary", "Levels", "Formerly"], roles.collect()),
            ),
            (
                None,
                Sheet::records(
                    "Role expectations",
                    &["Role", "Competency", "Asked", "Step", "Point", "Examples"],
                    of_roles.collect(),
                ),
            ),
            (Some("links"), Sheet::records("Links", &["Level", "Title", "Address"], links.collect())),
            (
                Some("pay"),
                Sheet::records("Pay", &["Of", "Id", "Location", "Currency", "Period", "Min", "Mid", "Max"], pay),
            ),
        ]
    }
}

/// What begins a line that goes on with the entry above it.
pub const GOES_ON: &str = "↳ ";

const LEVELS: &[&str] =
    &["Track", "Id", "Title", "Grade", "Summary", "Scope", "Manages", "Terminal", "Status", "Equivalents", "Formerly"];

fn has_rows(sheet: &Sheet) -> bool {
    !sheet.rows.is_empty()
}

fn or(text: &Option<String>) -> String {
    text.clone().unwrap_or_default()
}

/// A list in a cell: an entry on each line.
fn several(list: &Option<OneOrMore>) -> String {
    match list {
        None => String::new(),
        Some(OneOrMore::One(one)) => on_lines(one),
        Some(OneOrMore::More(more)) => more.iter().map(|entry| on_lines(entry)).collect::<Vec<_>>().join("\n"),
    }
}

/// An entry of several lines, so that it stays one.
fn on_lines(entry: &str) -> String {
    entry.replace('\n', &format!("\n{GOES_ON}"))
}

fn pairs(list: &Pairs<String>) -> String {
    list.0.iter().map(|(framework, name)| on_lines(&format!("{framework}: {name}"))).collect::<Vec<_>>().join("\n")
}

/// A row for each point; examples of all of it are in a row without a point.
fn asks(of: &str, expectations: &Pairs<ExportedAsk>, competencies: &HashSet<&str>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for (competency, ask) in expectations.0.iter().filter(|(competency, _)| competencies.contains(competency.as_str()))
    {
        let mut row = |asked: &str, step: &str, [point, examples]: [String; 2]| {
            let before = [of, competency, asked, step].map(str::to_owned);
            rows.push(before.into_iter().chain([point, examples]).collect::<Vec<String>>());
        };
        match ask {
            ExportedAsk::NotAsked(()) => row("no", "", Default::default()),
            ExportedAsk::Short(points) => point_rows(points).into_iter().for_each(|point| row("yes", "", point)),
            ExportedAsk::Long { step, text, examples } => {
                let step = or(step);
                let points = text.as_ref().map_or_else(Vec::new, point_rows);
                if points.is_empty() && examples.is_none() {
                    row("yes", &step, Default::default());
                }
                points.into_iter().for_each(|point| row("yes", &step, point));
                if examples.is_some() {
                    row("yes", &step, [String::new(), several(examples)]);
                }
            }
        }
    }
    rows
}

/// The points, each with its examples.
fn point_rows(points: &ExportedPoints) -> Vec<[String; 2]> {
    match points {
        ExportedPoints::One(text) => vec![[text.clone(), String::new()]],
        ExportedPoints::More(points) => {
            let row = |point: &ExportedPoint| match point {
                ExportedPoint::Short(text) => [text.clone(), String::new()],
                ExportedPoint::Long { text, examples } => [text.clone(), several(&Some(examples.clone()))],
            };
            points.iter().map(row).collect()
        }
    }
}

fn band_row(of: &str, id: &str, band: &ExportedBand) -> Vec<String> {
    let amount = |money: &Option<Money>| money.map_or_else(String::new, |Money(amount)| amount.plain());
    vec![
        of.to_owned(),
        id.to_owned(),
        or(&band.location),
        or(&band.currency),
        band.period.unwrap_or_default().to_owned(),
        amount(&band.min),
        amount(&band.mid),
        amount(&band.max),
    ]
}
