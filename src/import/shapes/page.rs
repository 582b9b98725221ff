//! A table, or a sheet, for each level: its name is the level's, and its rows are what the level asks.

use super::level_row::LevelRow;
use super::matrix;
use crate::import::Options;
use crate::import::grid::Grid;
use crate::import::level::{LevelName, Sign};
use crate::import::part::Part;
use crate::import::words::{self, is_one, length};

pub(super) fn read(grid: &Grid, shape: &'static str, options: &Options) -> Option<Vec<Part>> {
    let strong = |text: &str| LevelName::read(text).filter(|name| name.sign == Sign::Strong);
    let (name, title) = match strong(&grid.name) {
        Some(name) => (name, None),
        None => {
            // A title in the table itself.
            let [first] = grid.columns(0)[..] else { return None };
            (strong(grid.text(0, first))?, Some(first))
        }
    };
    let start = usize::from(title.is_some());
    if grid.height() < start + 2 || grid.width() < 2 {
        return None;
    }
    let words = |column: usize| {
        let texts: Vec<usize> = (start..grid.height())
            .map(|row| grid.text(row, column))
            .filter(|text| !text.is_empty())
            .map(length)
            .collect();
        texts.iter().sum::<usize>() as f64 / texts.len().max(1) as f64
    };
    let named = (1..grid.width()).find(|column| is_one(grid.text(start, *column), words::TEXT));
    let column = named.unwrap_or_else(|| (1..grid.width()).max_by(|a, b| words(*a).total_cmp(&words(*b))).unwrap_or(1));
    if words(column) < 2.0 {
        return None;
    }
    let is_heading = |text: &str| {
        is_one(text, words::TEXT) || is_one(text, words::COMPETENCY) || is_one(text, words::GROUP) || text.is_empty()
    };
    let has_head = is_heading(grid.text(start, column)) && (0..column).all(|label| is_heading(grid.text(start, label)));
    // The level's name is put above the table, or into the place of the heading of its column.
    let (grid, row) = if has_head { (grid.clone(), start) } else { (grid.under(start, column, name.shown()), start) };
    let head = LevelRow { row, names: vec![(column, name)] };
    Some(vec![matrix::of_one(&grid, shape, head, title.is_some(), options)])
}
