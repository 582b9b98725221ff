//! Levels as rows, competencies as columns: the table is turned.

use super::matrix;
use crate::import::grid::Grid;
use crate::import::part::Part;
use crate::import::{Options, Orientation};

pub(super) fn read(grid: &Grid, shape: &'static str, options: &Options) -> Option<Vec<Part>> {
    if options.levels == Some(Orientation::Columns) {
        return None;
    }
    let parts = matrix::read(&grid.turned(), shape, options);
    (!parts.is_empty()).then_some(parts)
}
