//! The shapes that tables of ladders have, one file each, and a table of them all. A shape is recognised by the grid alone.

mod cells;
mod columns;
mod dual;
mod index;
mod level_row;
mod long;
mod matrix;
mod page;
mod people;
mod rows;

use super::Options;
use super::grid::Grid;
use super::part::Part;

/// A shape: how a table is recognised as one of it, and read.
pub struct Shape {
    /// What it is called, as people would say it.
    pub name: &'static str,
    /// The parts of the table; `None` if it has another shape.
    read: fn(&Grid, &'static str, &Options) -> Option<Vec<Part>>,
}

/// Every shape. A table has the first one that fits.
pub static ALL: &[Shape] = &[
    Shape { name: "a list of people", read: people::read },
    Shape { name: "a row for each level and competency", read: long::read },
    Shape { name: "tracks side by side", read: dual::read },
    Shape { name: "a list of levels", read: index::levels },
    Shape { name: "levels as columns", read: columns::read },
    Shape { name: "levels as rows", read: rows::read },
    Shape { name: "a table for each level", read: page::read },
    Shape { name: "a list of competencies", read: index::competencies },
];

/// Reads a table; one that has no known shape is a part with every cell listed.
pub fn read(grid: &Grid, options: &Options) -> Vec<Part> {
    let parts = ALL.iter().find_map(|shape| (shape.read)(grid, shape.name, options));
    parts.unwrap_or_else(|| {
        let reader = super::part::Reader::new(grid, "");
        vec![reader.finish("neither the headings nor the first column name levels")]
    })
}

/// The rows of a table that can be the one with its headings.
fn head_rows(grid: &Grid) -> impl Iterator<Item = usize> {
    0..grid.height().min(12)
}
