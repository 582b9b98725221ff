//! Lists of people, and what they got: no ladder, and nobody's name is imported.

use super::cells::OF_PEOPLE;
use super::head_rows;
use crate::import::Options;
use crate::import::grid::Grid;
use crate::import::level::LevelName;
use crate::import::part::{Part, Reader};
use crate::import::words::{self, is_answer, is_one, length, number, plain};

/// Headings that only a list of people has.
const HEADINGS: &[&str] = &[
    "employee",
    "employee name",
    "employee id",
    "first name",
    "last name",
    "surname",
    "full name",
    "email",
    "e mail",
    "email address",
    "reviewer",
    "assessor",
    "line manager",
    "hire date",
    "hired",
    "start date",
    "date of birth",
    "team member",
    "staff id",
    "reports to name",
    "engineer name",
    "manager name",
    "person",
    "vorname",
    "nachname",
    "mitarbeiter",
];

/// What a sheet about one person says at its top, before a name.
const LABELS: &[&str] = &[
    "employee",
    "employee name",
    "name",
    "reviewer",
    "review date",
    "review period",
    "date",
    "assessor",
    "manager",
    "line manager",
    "assessed by",
    "date of review",
    "team member",
    "engineer",
];

/// Words of the names of sheets about people.
const SHEETS: &[&str] = &[
    "employees",
    "headcount",
    "roster",
    "assessment",
    "assessments",
    "self assessment",
    "scorecard",
    "calibration",
    "reviews",
    "team members",
];

pub(super) fn read(grid: &Grid, shape: &'static str, _: &Options) -> Option<Vec<Part>> {
    let named = |column: usize, row: usize| HEADINGS.contains(&plain(grid.text(row, column)).as_str());
    let is_list = head_rows(grid).any(|row| {
        let names = (0..grid.width()).filter(|column| named(*column, row)).count();
        let has_name = (0..grid.width()).any(|column| plain(grid.text(row, column)) == "name");
        grid.columns(row).len() >= 2 && (names >= 2 || (names == 1 && (has_name || has_names(grid, row))))
    });
    (is_list || is_of_one(grid) || has_people_at_levels(grid)).then(|| {
        let reader = Reader::new(grid, shape);
        vec![reader.finish(OF_PEOPLE)]
    })
}

/// Whether one column has names of people, each once, and another one the levels that they are at.
fn has_people_at_levels(grid: &Grid) -> bool {
    let Some(head) = (0..grid.height().min(4)).find(|row| grid.columns(*row).len() >= 2) else { return false };
    let cells = |column: usize| -> Vec<&str> { grid.below(head, column).collect() };
    let most = |cells: &[&str], is_it: &dyn Fn(&str) -> bool| {
        cells.len() >= 2 && cells.iter().filter(|text| is_it(text)).count() * 10 >= cells.len() * 8
    };
    let is_name = |text: &str| {
        let is_capital = |word: &str| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
        };
        (2..=3).contains(&length(text)) && text.split(' ').all(is_capital) && LevelName::read(text).is_none()
    };
    let is_subject = |text: &str| {
        is_one(text, words::COMPETENCY)
            || is_one(text, words::GROUP)
            || is_one(text, words::TRACK)
            || is_one(text, words::TEXT)
            || (is_one(text, words::LEVEL) && plain(text) != "role")
    };
    let names = (0..grid.width()).find(|column| {
        let cells = cells(*column);
        let distinct: std::collections::HashSet<&&str> = cells.iter().collect();
        distinct.len() == cells.len()
            && most(&cells, &is_name)
            && !is_subject(grid.text(head, *column))
            && !grid.text(head, *column).is_empty()
    });
    let is_level = |text: &str| LevelName::read(text).is_some_and(|name| name.is_likely());
    names.is_some_and(|names| (0..grid.width()).any(|column| column != names && most(&cells(column), &is_level)))
}

/// Whether the column under a heading for people has names of two or three words.
fn has_names(grid: &Grid, head: usize) -> bool {
    let columns = (0..grid.width()).filter(|column| HEADINGS.contains(&plain(grid.text(head, *column)).as_str()));
    let is_name = |text: &str| {
        (2..=3).contains(&length(text)) && text.split(' ').all(|word| word.starts_with(char::is_uppercase))
            || text.contains('@')
    };
    columns.into_iter().any(|column| {
        let cells: Vec<&str> = grid.below(head, column).collect();
        cells.len() >= 2 && cells.iter().filter(|text| is_name(text)).count() * 10 >= cells.len() * 7
    })
}

/// Whether a text comes before the name of a person, or when and by whom that person was judged.
pub fn is_label(text: &str) -> bool {
    LABELS.contains(&plain(text).as_str())
}

/// Whether a sheet is somebody's: it names the person at its top, or is called so and has scores alone.
fn is_of_one(grid: &Grid) -> bool {
    let name = plain(&grid.name);
    let is_called_so = SHEETS
        .iter()
        .any(|word| name.split(' ').any(|known| known == *word) || name.contains(word) && word.contains(' '));
    let labels = (0..grid.height().min(8)).filter(|row| {
        let text = grid.text(*row, 0);
        let is_label = is_label(text) && (text.ends_with(':') || is_called_so);
        is_label && grid.width() > 1 && !grid.text(*row, 1).is_empty()
    });
    let cells: Vec<&str> = grid.places().map(|(row, column)| grid.text(row, column)).collect();
    let scores = cells.iter().filter(|text| number(text).is_some() || is_answer(text)).count();
    let texts = cells.iter().filter(|text| length(text) >= 5).count();
    let has_scores_alone = scores * 4 >= cells.len() && texts * 8 < cells.len();
    (is_called_so || labels.count() >= 1) && has_scores_alone
}
