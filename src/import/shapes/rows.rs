//! Levels as rows, competencies as columns: the table is turned.

use super::matrix;
use crate::import::grid::Grid;
use crate::import::part::Part;
use crate::import::{Options, Orientation, words};

pub(super) fn read(grid: &Grid, shape: &'static str, options: &Options) -> Option<Vec<Part>> {
    if options.levels == Some(Orientation::Columns) {
        return None;
    }
    let turned = grid.turned();
    if let Some(head) = matrix::by_corner(&turned, options.levels == Some(Orientation::Rows), words::LEVEL) {
        return Some(vec![matrix::of_one(&turned, shape, head, false, options)]);
    }
    matrix::best(&turned)?;
    let parts = matrix::read(&turned, shape, options);
    (!parts.is_empty()).then_some(parts)
}
