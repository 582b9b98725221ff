//! A whole ladder to read from top to bottom: grades, tracks side by side, then each level with what it asks.

use super::layout::{Block, Columns, Groups, Layout, Line, Sheet};
use super::matrix::{MatrixTrack, Says};
use super::named;
use super::{LadderView, ShownLadder, SideBySide};
use crate::words::join;

impl ShownLadder<'_> {
    /// The ladder as a page of headings, texts and tables, which names what it leaves out.
    pub fn page(&self) -> Layout {
        let (ladder, matrix) = (self.view(), self.matrix());
        let mut blocks: Vec<Block> = ladder.summary.iter().cloned().map(Block::Text).collect();
        let grades = ladder.grades.iter().filter(|grade| grade.title.is_some() || grade.scope.is_some()).map(|grade| {
            let name = named(&grade.id, grade.title.as_deref().unwrap_or_default());
            Line::Cells(vec![vec![name], grade.scope.iter().cloned().collect()])
        });
        let head = ["Grade", "Scope"].map(str::to_owned).to_vec();
        let grades =
            Sheet { name: "Grades", head, columns: Columns::Fields, rows: grades.collect() }.without_empty_columns();
        if !grades.rows.is_empty() {
            blocks.extend([Block::Heading(1, "Grades".to_owned()), Block::Table(grades)]);
        }
        blocks.extend([Block::Heading(1, "Tracks".to_owned()), Block::Table(tracks(&self.side_by_side()))]);
        for track in &matrix.tracks {
            blocks.push(Block::Heading(1, track.title.clone()));
            let known = ladder.tracks.iter().find(|known| known.id == track.id);
            blocks.extend(known.and_then(|known| known.summary.clone()).map(Block::Text));
            blocks.extend(track.says_that_it_is_cumulative());
            blocks.extend((0..track.levels.len()).flat_map(|level| level_blocks(track, level)));
        }
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
    said.any(|said| !said.examples.is_empty() || said.points.iter().any(|point| !point.examples.is_empty()))
}

/// A level: its heading, its grade, summary and scope, and what it asks itself.
fn level_blocks(track: &MatrixTrack, at: usize) -> Vec<Block> {
    let level = &track.levels[at];
    let view = &level.level;
    let mut blocks = vec![Block::Heading(2, named(&view.id, &view.titles.join(" / ")))];
    blocks.extend(level.grade().map(|grade| Block::Text(format!("Grade {grade}"))));
    blocks.extend(view.summary.iter().cloned().map(Block::Text));
    blocks.extend(view.scope.iter().map(|scope| Block::Text(format!("Scope: {scope}"))));
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
