//! A whole ladder to read from top to bottom: grades, tracks side by side, each level with what it asks, and what the words mean.

use super::layout::{Block, Columns, Groups, Layout, Line, Sheet};
use super::matrix::{MatrixTrack, Says};
use super::named;
use super::parts::{StepView, matches};
use super::{CompetencyView, GradeView, LadderView, ShownLadder, SideBySide};
use crate::words::{capital, join};

impl ShownLadder<'_> {
    /// The ladder as a page of headings, texts and tables, which names what it leaves out.
    pub fn page(&self) -> Layout {
        let (ladder, matrix) = (self.view(), self.matrix());
        let mut blocks: Vec<Block> = ladder.summary.iter().cloned().map(Block::Text).collect();
        blocks.extend(section("Grades", grades(&ladder.grades)));
        blocks.extend([Block::Heading(1, "Tracks".to_owned()), Block::Table(tracks(&self.side_by_side()))]);
        for track in &matrix.tracks {
            blocks.push(Block::Heading(1, track.title.clone()));
            let known = ladder.tracks.iter().find(|known| known.id == track.id);
            blocks.extend(known.and_then(|known| known.summary.clone()).map(Block::Text));
            blocks.extend(track.says_that_it_is_cumulative());
            blocks.extend((0..track.levels.len()).flat_map(|level| level_blocks(track, level)));
        }
        blocks.extend(section("Competencies", competencies(&ladder.competencies)));
        blocks.extend(steps(&ladder));
        blocks.extend(section("What each step asks", step_texts(&ladder)));
        let mut left_out = self.export().not_in_tables(&ladder);
        if has_examples(&ladder) {
            left_out.insert(0, "examples");
        }
        if !left_out.is_empty() {
            blocks.push(Block::Text(format!("This page leaves out {}.", join(&left_out))));
        }
        Layout { title: matrix.ladder.to_string(), about: String::new(), blocks }
    }
}

/// A table under a heading of its own, if it has rows.
fn section(heading: &'static str, sheet: Sheet) -> Vec<Block> {
    match sheet.rows.is_empty() {
        true => Vec::new(),
        false => vec![Block::Heading(1, heading.to_owned()), Block::Table(sheet.without_empty_columns())],
    }
}

fn sheet(name: &'static str, head: &[&str], rows: Vec<Line>) -> Sheet {
    Sheet { name, head: head.iter().map(|heading| (*heading).to_owned()).collect(), columns: Columns::Fields, rows }
}

fn grades(grades: &[GradeView]) -> Sheet {
    let rows = grades.iter().filter_map(|grade| {
        let texts = [grade.summary.clone(), grade.scope.clone(), matches(grade.equivalents.iter())];
        let says = grade.title.is_some() || texts.iter().any(Option::is_some);
        let name = named(&grade.id, grade.title.as_deref().unwrap_or_default());
        let cells = std::iter::once(vec![name]).chain(texts.map(|text| text.into_iter().collect()));
        says.then(|| Line::Cells(cells.collect()))
    });
    sheet("Grades", &["Grade", "What it is for", "Scope", "Matches"], rows.collect())
}

/// What competencies are about.
fn competencies(known: &[CompetencyView]) -> Sheet {
    let rows = known.iter().filter_map(|known| {
        let summary = known.summary.clone()?;
        Some(Line::Cells(vec![vec![known.title().to_owned()], vec![summary]]))
    });
    sheet("Competencies", &["Competency", "What it is about"], rows.collect())
}

/// What the steps of the ladder mean, and those of competencies with a scale of their own.
fn steps(ladder: &LadderView) -> Vec<Block> {
    let said = |of: &str, step: &StepView| {
        let summary = step.summary.as_ref()?;
        Some(Block::Text(format!("{of}{}: {summary}", step.title.as_ref().unwrap_or(&step.id))))
    };
    let own = ladder.competencies.iter().flat_map(|known| {
        let of = format!("{}, ", known.title());
        known.scale.iter().filter_map(move |step| said(&of, step))
    });
    let steps: Vec<Block> = ladder.scale.iter().filter_map(|step| said("", step)).chain(own).collect();
    let heading = (!steps.is_empty()).then(|| Block::Heading(1, "Steps".to_owned()));
    heading.into_iter().chain(steps).collect()
}

/// What a step asks of a competency.
fn step_texts(ladder: &LadderView) -> Sheet {
    let rows = ladder.competencies.iter().flat_map(|known| {
        known.steps.iter().map(move |step| {
            let found = known.scale_or(&ladder.scale).iter().find(|place| place.id == step.step);
            let title = found.and_then(|found| found.title.as_deref()).unwrap_or(&step.step);
            let points = step.points.iter().map(|point| point.text.clone()).collect();
            Line::Cells(vec![vec![known.title().to_owned()], vec![capital(title)], points])
        })
    });
    sheet("Step texts", &["Competency", "Step", "What it asks"], rows.collect())
}

fn tracks(table: &SideBySide) -> Sheet {
    let rows = table.rows.iter().map(|row| {
        let grade = row
            .grade
            .as_ref()
            .map_or_else(|| "?".to_owned(), |(id, title)| named(id, title.as_deref().unwrap_or_default()));
        let cells = row.cells.iter().map(|cell| {
            let levels = cell.levels.iter().map(|level| named(&level.id, &level.title));
            levels.chain(cell.continued.iter().map(|id| format!("{id}, continued"))).collect()
        });
        Line::Cells(std::iter::once(vec![grade]).chain(cells).collect())
    });
    let columns = table.columns.iter().map(|column| column.title.clone());
    let head = std::iter::once("Grade".to_owned()).chain(columns).collect();
    Sheet { name: "Tracks", head, columns: Columns::Series, rows: rows.collect() }
}

fn has_examples(ladder: &LadderView) -> bool {
    let mut said = ladder.tracks.iter().flat_map(|track| &track.levels).flat_map(|level| &level.expectations);
    let in_steps = ladder.competencies.iter().flat_map(|known| &known.steps).flat_map(|step| &step.points);
    said.any(|said| !said.examples.is_empty() || said.points.iter().any(|point| !point.examples.is_empty()))
        || in_steps.into_iter().any(|point| !point.examples.is_empty())
}

/// A level: its heading, its grade, summary and scope, and what it asks itself.
fn level_blocks(track: &MatrixTrack, at: usize) -> Vec<Block> {
    let level = &track.levels[at];
    let view = &level.level;
    let mut blocks = vec![Block::Heading(2, view.name())];
    blocks.extend(level.grade().map(|grade| Block::Text(format!("Grade {grade}"))));
    blocks.extend(view.summary.iter().cloned().map(Block::Text));
    blocks.extend(view.scope.iter().map(|scope| Block::Text(format!("Scope: {scope}"))));
    blocks.extend(view.manages.map(|who| Block::Text(format!("Manages: {who}"))));
    blocks.extend(matches(view.equivalents.iter()).map(|names| Block::Text(format!("Matches: {names}"))));
    let mut rows = Vec::new();
    let mut groups = Groups::default();
    for row in &track.rows {
        let Some(says) = &row.cells[at] else { continue };
        rows.extend(groups.heading(row.group.as_deref()));
        rows.push(Line::Cells(vec![vec![row.title.clone()], Says::paragraphs(says)]));
    }
    if !rows.is_empty() {
        let head = ["Competency", "What it asks"].map(str::to_owned).to_vec();
        blocks.push(Block::Table(Sheet { name: "Expectations", head, columns: Columns::Fields, rows }));
    }
    blocks
}
