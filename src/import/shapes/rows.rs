//! Levels as rows, competencies as columns: the table is turned.

use super::{level_row, matrix};
use crate::import::grid::Grid;
use crate::import::part::{FoundLevel, Part};
use crate::import::words::{Means, means};
use crate::import::{Options, Orientation, words};

pub(super) fn read(grid: &Grid, shape: &'static str, options: &Options) -> Option<Vec<Part>> {
    if options.levels == Some(Orientation::Columns) {
        return None;
    }
    let turned = grid.turned();
    if let Some(head) = level_row::by_corner(&turned, options.levels == Some(Orientation::Rows), words::LEVEL) {
        return Some(vec![matrix::of_one(&turned, shape, head, false, options)]);
    }
    level_row::best(&turned)?;
    let parts = matrix::read(&turned, shape, options);
    // A list of grades names no level, and titles alone may be an organisation.
    let of_grades = turned.height() > 0 && means(turned.text(0, 0)) == Some(Means::Grade);
    let levels = || parts.iter().flat_map(|part| &part.levels);
    let are_titles = levels().next().is_some() && !levels().any(FoundLevel::says_more);
    let is_list = (of_grades || are_titles) && parts.iter().all(|part| part.asks.is_empty());
    (!parts.is_empty() && !is_list).then_some(parts)
}
