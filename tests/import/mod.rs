//! `ladder import`: sheets of each shape, with words of their own, through real files.

mod again;
mod columns;
mod shapes;
mod support;
mod ugly;
