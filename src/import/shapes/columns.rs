//! Levels as columns, competencies as rows.

use super::{level_row, matrix};
use crate::import::grid::Grid;
use crate::import::part::Part;
use crate::import::{Options, Orientation, words};

pub(super) fn read(grid: &Grid, shape: &'static str, options: &Options) -> Option<Vec<Part>> {
    if let Some(head) = level_row::by_corner(grid, options.levels == Some(Orientation::Columns), words::COMPETENCY) {
        return Some(vec![matrix::of_one(grid, shape, head, false, options)]);
    }
    let weight = |grid: &Grid| level_row::best(grid).map(|found| found.weight());
    let is_it = match options.levels {
        Some(Orientation::Columns) => true,
        Some(Orientation::Rows) => false,
        None => weight(grid).is_some_and(|own| weight(&grid.turned()).is_none_or(|turned| own >= turned)),
    };
    let blocks = if is_it { blocks(grid) } else { Vec::new() };
    let parts: Vec<Part> = blocks.iter().flat_map(|block| matrix::read(block, shape, options)).collect();
    (!parts.is_empty()).then_some(parts)
}

/// The tables side by side in one, each with a column of competencies before its levels.
fn blocks(grid: &Grid) -> Vec<Grid> {
    let Some(head) = level_row::best(grid) else { return vec![grid.clone()] };
    let first = head.names[0].0;
    let is_label = |column: &usize| {
        words::is_one(grid.text(head.row, *column), words::COMPETENCY) && !grid.text(head.row, 0).is_empty()
    };
    let again = (first..grid.width()).filter(is_label);
    let starts: Vec<usize> = std::iter::once(0).chain(again).chain([grid.width()]).collect();
    let blocks: Vec<Grid> = starts.windows(2).map(|pair| grid.turned().part(pair[0], pair[1]).turned()).collect();
    if blocks.iter().all(|block| level_row::best(block).is_some()) { blocks } else { vec![grid.clone()] }
}
