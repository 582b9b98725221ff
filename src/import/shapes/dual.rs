//! Tracks side by side: rows are grades, columns are tracks, cells are levels.

use std::collections::HashSet;

use super::cells::{NOTHING, one_line};
use super::head_rows;
use super::level_row::LevelRow;
use crate::import::Options;
use crate::import::grid::Grid;
use crate::import::level::{self, LevelName};
use crate::import::part::{FoundLevel, Part, Reader};
use crate::import::words::{self, Means, Side, is_one, length, means, number, plain, says_nothing};

/// A track of the table: a column of ids, a column of titles, or both.
struct Track {
    heading: String,
    columns: Vec<usize>,
}

pub(super) fn read(grid: &Grid, shape: &'static str, _: &Options) -> Option<Vec<Part>> {
    let head = head_rows(grid).find(|row| is_head(grid, *row))?;
    let columns = level_columns(grid, head);
    let tracks = tracks(grid, head, &columns);
    // One track is enough beside grades and nothing else.
    let is_alone = || {
        let [grade, track] = grid.columns(head)[..] else { return false };
        means(grid.text(head, grade)) == Some(Means::Grade) && means(grid.text(head, track)).is_none()
    };
    if tracks.is_empty() || (tracks.len() < 2 && !is_alone()) || !is_short(grid, head) {
        return None;
    }
    let mut reader = Reader::new(grid, shape);
    (0..head).for_each(|row| reader.leave_row(row, "it is above the table"));
    let is_grade = |column: &usize| {
        let texts: Vec<&str> = grid.filled_below(head, *column).collect();
        let distinct: HashSet<&&str> = texts.iter().collect();
        let named = is_one(
            grid.text(head, *column),
            &["grade", "level", "band", "job grade", "pay grade", "company level", "grade level", "lvl", ""],
        );
        !columns.contains(column)
            && texts.len() >= 2
            && distinct.len() * 2 > texts.len()
            && texts.iter().all(|text| length(text) <= 2)
            && (named || means(grid.text(head, *column)) == Some(Means::Grade))
    };
    let grade = (0..grid.width()).find(is_grade);
    for column in tracks.iter().flat_map(|track| &track.columns).chain(&grade) {
        if !grid.text(head, *column).is_empty() {
            reader.take(head, *column);
        }
    }
    let mut number = 0_u32;
    let mut found: Vec<(usize, FoundLevel)> = Vec::new();
    for row in head + 1..grid.height() {
        let has_level =
            tracks.iter().any(|track| track.columns.iter().any(|column| is_level(grid.filled(row, *column))));
        if !has_level {
            continue;
        }
        number += 1;
        let written = grade
            .map(|column| one_line(grid.filled(row, column)))
            .filter(|grade| !grade.is_empty() && !says_nothing(grade));
        for (index, track) in tracks.iter().enumerate() {
            let texts: Vec<(usize, String)> = track
                .columns
                .iter()
                .map(|column| (*column, grid.text(row, *column).to_owned()))
                .filter(|(_, text)| !text.is_empty())
                .collect();
            let Some((first, _)) = texts.first() else { continue };
            let mut level = FoundLevel {
                grade: Some(written.clone().unwrap_or_else(|| number.to_string())),
                track: Some(track.heading.clone()).filter(|heading| !heading.is_empty()),
                at: grid.address(row, *first),
                ..FoundLevel::default()
            };
            for (column, text) in &texts {
                if says_nothing(text) {
                    reader.leave(row, *column, NOTHING);
                    continue;
                }
                let name = LevelName::read(text);
                let (id, title) = name.map_or((None, Some(one_line(text))), |name| (name.id, name.title));
                // A bare word in the column of ids, such as `Intern`.
                level.id = level.id.take().or(id);
                level.title = level.title.take().or(title);
                reader.take(row, *column);
            }
            if level.id.is_none() && level.title.is_none() {
                continue;
            }
            // A level over several rows has each of their grades.
            let height = grid.cell(row, *first).span.0;
            if height > 1 {
                let last = grade.map_or_else(
                    || (number + height as u32 - 1).to_string(),
                    |column| one_line(grid.filled(row + height - 1, column)),
                );
                level.grade = level.grade.map(|low| format!("{low}–{last}"));
            }
            level.side = words::side(&track.heading).or_else(|| {
                level::side(level.id.as_deref(), level.title.as_deref()).filter(|side| *side == Side::Manager)
            });
            found.push((index, level));
        }
        if let Some(column) = grade.filter(|column| !grid.text(row, *column).is_empty()) {
            reader.take(row, column);
        }
    }
    found.sort_by_key(|(track, _)| *track);
    if grade.is_none() && is_falling(&found, tracks.len()) {
        for (_, level) in &mut found {
            let turned = |grade: &str| {
                grade.parse::<u32>().map_or_else(|_| grade.to_owned(), |counted| (number + 1 - counted).to_string())
            };
            level.grade = level.grade.as_deref().map(|grade| match grade.split_once('–') {
                Some((low, high)) => format!("{}–{}", turned(high), turned(low)),
                None => turned(grade),
            });
        }
    }
    if grade.is_none() {
        reader.part.notes.push(
            "grades are counted from the lowest row: levels in one row are at one grade (`--grades` corrects them)"
                .to_owned(),
        );
    }
    reader.part.levels = found.into_iter().map(|(_, level)| level).collect();
    Some(vec![reader.finish("it names no level")])
}

/// Whether the highest level of each track is first.
fn is_falling(found: &[(usize, FoundLevel)], tracks: usize) -> bool {
    let figures = |track: usize| -> Vec<u32> {
        let levels = found.iter().filter(|(known, _)| *known == track).map(|(_, level)| level);
        levels
            .filter_map(|level| {
                level.id.as_deref().and_then(level::ordinal).or_else(|| level::rank(level.title.as_deref()?))
            })
            .collect()
    };
    let falls =
        |figures: &[u32]| figures.windows(2).all(|pair| pair[0] >= pair[1]) && figures.first() != figures.last();
    let known: Vec<Vec<u32>> = (0..tracks).map(figures).filter(|figures| figures.len() > 1).collect();
    !known.is_empty() && known.iter().all(|figures| falls(figures))
}

fn is_level(text: &str) -> bool {
    LevelName::read(text).is_some_and(|name| name.is_likely())
}

/// Whether a row has headings: nothing in it is a level, and what is below is.
fn is_head(grid: &Grid, row: usize) -> bool {
    let is_other = LevelRow::read(grid, row).is_none()
        || (0..grid.width()).filter(|column| side(grid.text(row, *column))).count() >= 2;
    grid.columns(row).len() >= 2 && is_other && !level_columns(grid, row).is_empty()
}

fn side(heading: &str) -> bool {
    words::side(heading).is_some()
}

/// The columns of which most cells are levels, each another one.
fn level_columns(grid: &Grid, head: usize) -> Vec<usize> {
    let are_levels = |column: &usize| {
        let texts: Vec<&str> = grid.below(head, *column).filter(|text| !says_nothing(text)).collect();
        let levels = texts.iter().filter(|text| is_level(text)).count();
        let distinct: HashSet<String> = texts.iter().map(|text| plain(text)).collect();
        levels >= 2 && levels * 10 >= texts.len() * 7 && distinct.len() == texts.len()
    };
    let is_grade = |column: &usize| means(grid.text(head, *column)) == Some(Means::Grade);
    (0..grid.width()).filter(|column| !is_grade(column)).filter(are_levels).collect()
}

/// Cells of such a table are short.
fn is_short(grid: &Grid, head: usize) -> bool {
    let cells: Vec<usize> =
        grid.places().filter(|(row, _)| *row > head).map(|(row, column)| length(grid.text(row, column))).collect();
    cells.iter().filter(|words| **words <= 8).count() * 10 >= cells.len() * 9
}

/// The tracks of columns: columns of one side are one track if one of them has ids and the other titles.
fn tracks(grid: &Grid, head: usize, columns: &[usize]) -> Vec<Track> {
    let has_ids = |column: usize| {
        let is_id = |text: &&str| LevelName::read(text).is_some_and(|name| name.id.is_some());
        grid.below(head, column).filter(is_id).count() * 2 > grid.below(head, column).count()
    };
    let prefix = |column: usize| {
        let ids = grid.below(head, column).filter_map(|text| LevelName::read(text)?.id);
        ids.map(|id| id.chars().take_while(|c| c.is_alphabetic()).collect::<String>()).next().unwrap_or_default()
    };
    // Titles beside ids, in the same rows.
    let rows = |column: usize| {
        (head + 1..grid.height()).filter(|row| !grid.text(*row, column).is_empty()).collect::<HashSet<_>>()
    };
    let mut tracks: Vec<Track> = Vec::new();
    for column in columns {
        let heading = grid.filled(head, *column).to_owned();
        let own = words::side(&heading).or_else(|| level::side(Some(&prefix(*column)), None));
        let fits = |track: &&mut Track| {
            let [known] = track.columns[..] else { return false };
            let other = words::side(&track.heading).or_else(|| level::side(Some(&prefix(known)), None));
            let overlap = rows(known).intersection(&rows(*column)).count();
            has_ids(known) != has_ids(*column)
                && overlap * 10 >= rows(known).len().min(rows(*column).len()) * 7
                && (own.is_none() || other.is_none() || own == other)
                && (own == other || column.abs_diff(known) == 1)
        };
        let is_attribute = matches!(means(&heading), Some(Means::Title | Means::Id)) && words::side(&heading).is_none();
        match tracks.iter_mut().find(fits) {
            Some(track) => {
                track.columns.push(*column);
                // The column of titles is called what the track is.
                if !has_ids(*column) && !is_attribute && words::side(&heading).is_some() {
                    track.heading = heading;
                }
            }
            None => tracks.push(Track { heading, columns: vec![*column] }),
        }
    }
    // Numbers alone are grades.
    tracks.retain(|track| {
        track.columns.iter().any(|column| grid.below(head, *column).any(|text| number(text).is_none()))
    });
    tracks
}
