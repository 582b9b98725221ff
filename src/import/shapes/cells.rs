//! What cells say in tables of every shape.

use crate::import::grid::Grid;
use crate::import::level::LevelName;
use crate::import::part::PayEnd;
use crate::import::words::{self, Means, is_answer, is_one, length, number};

/// Whether the cells of a table are steps of a scale.
pub fn are_steps(cells: &[&str]) -> bool {
    let is_short = |text: &&&str| length(text) <= 3 && text.chars().count() <= 24;
    let short = cells.iter().filter(is_short).count();
    if cells.len() < 2 || short * 20 < cells.len() * 19 {
        return false;
    }
    let mut distinct: Vec<String> = cells.iter().map(|text| words::plain(text)).collect();
    distinct.sort();
    distinct.dedup();
    let numbers = cells.iter().filter(|text| number(text).is_some_and(|number| (0.0..=12.0).contains(&number))).count();
    let named = cells.iter().filter(|text| is_one(text, words::STEPS)).count();
    let ids = cells.iter().filter(|text| LevelName::read(text).is_some_and(|name| name.id.is_some())).count();
    let answers = cells.iter().filter(|text| is_answer(text)).count();
    let most = |count: usize| count * 10 >= cells.len() * 9;
    !most(answers)
        && (most(numbers) || most(named) || most(ids) || (distinct.len() * 3 <= cells.len() && distinct.len() <= 8))
}

/// Why a cell that says nothing is left out.
pub const NOTHING: &str = "it says nothing";

/// Why a cell about levels has no place.
pub fn reason(meaning: Means) -> &'static str {
    match meaning {
        Means::People => "it is about people, and not about a level",
        Means::Note => "a remark",
        Means::NoKey => "the format has no key for it",
        _ => "the level has one already",
    }
}

/// Which end of a band a heading names.
pub fn pay_end(meaning: Means) -> PayEnd {
    match meaning {
        Means::PayMin => PayEnd::Min,
        Means::PayMid => PayEnd::Mid,
        Means::PayMax => PayEnd::Max,
        _ => PayEnd::Whole,
    }
}

/// A text on one line, without a bullet before it.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_start_matches("• ").to_owned()
}

/// How many cells of a row have a text.
pub fn texts(grid: &Grid, row: usize) -> usize {
    (0..grid.width()).filter(|column| !grid.text(row, *column).is_empty()).count()
}
