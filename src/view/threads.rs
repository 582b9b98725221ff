//! Competencies as threads: what each asks from the lowest level to the highest, all tracks side by side.

use super::layout::{Block, Columns, Layout, Line, Sheet};
use super::level::LevelView;
use super::matrix::Says;
use super::named;
use super::narrow::Kept;
use super::parts::{CompetencyView, LadderName, SpanView, competency, order_by_group};
use crate::model::resolve::{Rank, Resolved};

/// Some threads of a ladder.
#[derive(Debug, Clone)]
pub struct Threads {
    pub ladder: LadderName,
    /// The titles of the tracks that have a level, or else their ids.
    pub tracks: Vec<String>,
    /// The threads that a level speaks of, by group.
    pub threads: Vec<Thread>,
}

/// A competency, and what levels ask of it.
#[derive(Debug, Clone)]
pub struct Thread {
    pub competency: CompetencyView,
    /// The levels that speak of it, lowest grade first; those without a known grade come last.
    pub levels: Vec<ThreadLevel>,
}

/// What a level says of a competency.
#[derive(Debug, Clone)]
pub struct ThreadLevel {
    pub track: String,
    /// The index of its track in [`Threads::tracks`].
    pub column: usize,
    pub id: String,
    /// Its titles.
    pub titles: Vec<String>,
    pub grades: Option<SpanView>,
    /// Its lowest grade, by id and title.
    pub grade: Option<String>,
    pub says: Says,
}

impl Threads {
    /// The threads of what is kept of a ladder.
    pub fn new(resolved: &Resolved<'_>, kept: &Kept) -> Self {
        let mut columns: Vec<usize> = Vec::new();
        let mut levels: Vec<(Option<Rank>, usize, LevelView)> = Vec::new();
        for (index, standing) in resolved.levels.iter().enumerate().filter(|(index, _)| kept.level(*index)) {
            if !columns.contains(&standing.track_index) {
                columns.push(standing.track_index);
            }
            levels.push((standing.ranks.map(|(low, _)| low), index, LevelView::new(resolved, index)));
        }
        levels.sort_by_key(|(rank, ..)| (rank.is_none(), *rank));
        let level = |(rank, index, view): &(Option<Rank>, usize, LevelView), says: Says| {
            let track_index = resolved.levels[*index].track_index;
            let title = rank.and_then(|rank| resolved.spine.grade(rank)).and_then(|grade| grade.title.text());
            ThreadLevel {
                track: resolved.levels[*index].track.id.to_string(),
                column: columns.iter().position(|known| *known == track_index).expect("its track has a column"),
                id: view.id.clone(),
                titles: view.titles.clone(),
                grades: view.grades.clone(),
                grade: rank.map(|rank| named(&resolved.spine.name(rank), title.unwrap_or_default())),
                says,
            }
        };
        let wanted = resolved.competencies.iter().filter(|known| kept.competency(&known.value.id));
        let threads = wanted.map(|known| {
            let says = |at: &(_, _, LevelView)| Some(level(at, Says::new(resolved, &at.2, known.value)?));
            Thread {
                competency: competency(known.value, known.owner.to_string()),
                levels: levels.iter().filter_map(says).collect(),
            }
        });
        let mut threads: Vec<Thread> = threads.filter(|thread| !thread.levels.is_empty()).collect();
        order_by_group(&mut threads, |thread| thread.competency.group.as_deref());
        Self {
            ladder: LadderName::new(resolved),
            tracks: columns.iter().map(|track| resolved.ladder.tracks[*track].title().to_owned()).collect(),
            threads,
        }
    }

    /// Each thread as a table with a column for each track and a row for each grade, lowest first.
    pub fn layout(&self) -> Layout {
        let mut blocks = Vec::new();
        if self.threads.is_empty() {
            blocks.push(Block::Text("No level of this ladder asks anything.".to_owned()));
        }
        for thread in &self.threads {
            blocks.push(Block::Heading(1, thread.competency.title().to_owned()));
            blocks.extend(thread.competency.summary.iter().cloned().map(Block::Text));
            blocks.push(Block::Table(thread.sheet(&self.tracks)));
        }
        Layout { title: self.ladder.to_string(), about: String::new(), blocks }
    }
}

impl Threads {
    /// A row for each point that a level asks.
    pub fn records(&self) -> Sheet {
        const HEAD: &[&str] =
            &["Group", "Competency", "Track", "Level", "Title", "Grade", "Asked", "Step", "Said at", "Point"];
        let levels =
            self.threads.iter().flat_map(|thread| thread.levels.iter().map(|level| (&thread.competency, level)));
        let rows = levels.flat_map(|(known, level)| {
            let said = &level.says.expectation;
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let row = move |point: &str| {
                vec![
                    text(&known.group),
                    known.title().to_owned(),
                    self.tracks[level.column].clone(),
                    level.id.clone(),
                    level.titles.join("\n"),
                    level.grades.as_ref().map_or_else(String::new, ToString::to_string),
                    if said.not_asked { "no" } else { "yes" }.to_owned(),
                    text(&said.step),
                    text(&said.said_at),
                    point.to_owned(),
                ]
            };
            match said.points.is_empty() {
                true => vec![row("")],
                false => said.points.iter().map(|point| row(&point.text)).collect(),
            }
        });
        Sheet::records("Levels", HEAD, rows.collect())
    }
}

impl Thread {
    /// Levels of one grade share a row, if they are on different tracks.
    fn sheet(&self, tracks: &[String]) -> Sheet {
        let mut rows: Vec<(Option<&String>, Vec<Option<&ThreadLevel>>)> = Vec::new();
        for level in &self.levels {
            let fits = |(grade, cells): &&mut (Option<&String>, Vec<Option<&ThreadLevel>>)| {
                *grade == level.grade.as_ref() && cells[level.column].is_none()
            };
            match rows.iter_mut().find(fits) {
                Some((_, cells)) => cells[level.column] = Some(level),
                None => {
                    let mut cells = vec![None; tracks.len()];
                    cells[level.column] = Some(level);
                    rows.push((level.grade.as_ref(), cells));
                }
            }
        }
        let rows = rows.into_iter().map(|(grade, cells)| {
            let ids: Vec<&str> = cells.iter().flatten().map(|level| level.id.as_str()).collect();
            let ids = ids.join(", ");
            let name = match grade {
                Some(grade) => vec![grade.clone(), format!("({ids})")],
                None => vec![ids],
            };
            let cells = cells.into_iter().map(|level| level.map_or_else(Vec::new, |level| level.says.paragraphs()));
            Line::Cells(std::iter::once(name).chain(cells).collect())
        });
        let head = std::iter::once("Grade".to_owned()).chain(tracks.iter().cloned()).collect();
        Sheet { name: "Levels", head, columns: Columns::Series, rows: rows.collect() }.without_empty_columns()
    }
}
