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
    let parts = if is_it { matrix::read(grid, shape, options) } else { Vec::new() };
    (!parts.is_empty()).then_some(parts)
}
