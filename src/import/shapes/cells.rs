//! What cells say in tables of every shape.

use crate::import::level::LevelName;
use crate::import::part::{PayEnd, Why};
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

/// Why a cell about people is left out.
pub const OF_PEOPLE: Why = Why::personal("it is about people, and not about a level");

/// Why a cell about levels has no place.
pub fn reason(meaning: Means) -> Why {
    match meaning {
        Means::People => OF_PEOPLE,
        Means::Note => "a remark".into(),
        Means::NoKey => "the format has no key for it".into(),
        _ => "the level has one already".into(),
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
