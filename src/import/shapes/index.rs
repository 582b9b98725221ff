//! Lists: a row for each level with its title, grade and pay, or a row for each competency. Nothing is expected in them.

use super::cells::{NOTHING, are_steps, one_line, pay_end, reason};
use super::head_rows;
use crate::import::Options;
use crate::import::grid::Grid;
use crate::import::level::LevelName;
use crate::import::part::{FoundCompetency, FoundLevel, Part, Reader};
use crate::import::words::{self, Means, is_one, length, means, plain, says_nothing};

pub(super) fn levels(grid: &Grid, shape: &'static str, _: &Options) -> Option<Vec<Part>> {
    let head = head_rows(grid).find(|row| is_head(grid, *row))?;
    let heading = |column: usize| grid.text(head, column);
    let columns = grid.columns(head);
    let cells = |column: usize| grid.filled_below(head, column);
    let are_levels = |column: usize| {
        let count = cells(column).count();
        count >= 2 && cells(column).filter(|text| LevelName::read(text).is_some()).count() * 10 >= count * 6
    };
    let track = columns
        .iter()
        .copied()
        .find(|column| is_one(heading(*column), words::TRACK) && !are_levels_alone(grid, head, *column));
    let mut means_of: Vec<(usize, Means)> = Vec::new();
    for column in columns.iter().copied().filter(|column| Some(*column) != track) {
        let meaning = means(heading(column))
            .or_else(|| (is_one(heading(column), words::LEVEL) && are_levels(column)).then_some(Means::Id));
        let Some(mut meaning) = meaning else { continue };
        if meaning == Means::Title && plain(heading(column)) == "name" && !are_levels(column) {
            continue;
        }
        if meaning == Means::Id
            && cells(column).filter(|text| LevelName::read(text).is_some_and(|name| name.id.is_some())).count() == 0
        {
            meaning = Means::Title;
        }
        means_of.push((column, meaning));
    }
    if !means_of.iter().any(|(_, meaning)| matches!(meaning, Means::Id | Means::Title)) {
        return None;
    }
    // Each row is another level.
    let named = |row: usize| {
        let is_name = |meaning: Means| matches!(meaning, Means::Id | Means::Title | Means::Grade);
        let parts = means_of.iter().filter(|(_, meaning)| is_name(*meaning)).map(|(column, _)| *column).chain(track);
        parts.map(|column| plain(grid.filled(row, column))).collect::<Vec<_>>().join("|")
    };
    let rows: Vec<String> = (head + 1..grid.height()).map(named).collect();
    let distinct = rows.iter().collect::<std::collections::HashSet<_>>().len();
    if distinct < 2 || distinct * 10 < rows.len() * 8 {
        return None;
    }
    let mut reader = Reader::new(grid, shape);
    (0..head).for_each(|row| reader.leave_row(row, "it is above the table"));
    means_of.iter().map(|(column, _)| *column).chain(track).for_each(|column| drop(reader.take(head, column)));
    for row in head + 1..grid.height() {
        let mut level = FoundLevel { at: grid.address(row, means_of[0].0), ..FoundLevel::default() };
        let is_named = means_of.iter().any(|(column, meaning)| {
            matches!(meaning, Means::Id | Means::Title) && !grid.text(row, *column).is_empty()
        });
        if !is_named || (grid.columns(row).len() == 1 && columns.len() > 2) {
            reader.leave_row(row, "it names no level");
            continue;
        }
        for (column, meaning) in &means_of {
            let (from, at) = grid.origin(row, *column);
            let text = grid.text(from, at).to_owned();
            if text.is_empty() {
                continue;
            }
            if says_nothing(&text) {
                reader.leave(from, at, NOTHING);
                continue;
            }
            let line = one_line(&text);
            match meaning {
                Means::Id => {
                    let name = LevelName::read(&text);
                    level.id = name.as_ref().map_or(Some(line.clone()), |name| name.id.clone());
                    level.title = level.title.take().or(name.and_then(|name| name.title));
                }
                Means::Title => {
                    let name = LevelName::read(&text);
                    let (id, title) = name.map_or((None, None), |name| (name.id, name.title));
                    level.id = level.id.take().or(id);
                    level.title = Some(title.unwrap_or(line));
                    level.title_at = Some(grid.address(from, at));
                }
                Means::Grade => level.grade = Some(line),
                Means::Summary => level.summary.push(text),
                Means::Scope => level.scope = Some(text),
                Means::Pay | Means::PayMin | Means::PayMid | Means::PayMax | Means::Currency => {
                    level.pay.push((pay_end(*meaning), text, grid.address(from, at)));
                }
                Means::NoKey | Means::People | Means::Note => {
                    reader.leave(from, at, reason(*meaning));
                    continue;
                }
            }
            reader.take(from, at);
        }
        if let Some(column) = track {
            let (from, at) = grid.origin(row, column);
            let text = one_line(&reader.take(from, at));
            level.side = words::side(&text);
            level.track = Some(text).filter(|text| !text.is_empty());
        }
        reader.part.levels.push(level);
    }
    (!reader.part.levels.is_empty()).then(|| vec![reader.finish("its column is none that a list of levels has")])
}

/// Whether the column of tracks has nothing but levels, as in a list whose heading is `Role family`.
fn are_levels_alone(grid: &Grid, head: usize, column: usize) -> bool {
    grid.below(head, column).all(|text| LevelName::read(text).is_some_and(|name| name.id.is_some()))
}

/// Whether a row has the headings of a list of levels and of nothing else that is said at length.
fn is_head(grid: &Grid, row: usize) -> bool {
    let columns = grid.columns(row);
    let is_known = |column: &usize| {
        let text = grid.text(row, *column);
        means(text).is_some() || is_one(text, words::LEVEL) || is_one(text, words::TRACK)
    };
    let words = |column: usize| {
        let texts: Vec<usize> = grid.below(row, column).map(length).collect();
        texts.iter().sum::<usize>() as f64 / texts.len().max(1) as f64
    };
    let known = columns.iter().filter(|column| is_known(column)).count();
    let is_level = |column: &usize| {
        let text = grid.text(row, *column);
        is_one(text, words::LEVEL) || matches!(means(text), Some(Means::Id | Means::Title))
    };
    // With grade or pay beside them; otherwise `Level | Summary | Impact` may be a table of competencies.
    let is_long = |column: &usize| !is_known(column) && words(*column) >= 2.0;
    columns.len() >= 2
        && columns.iter().any(is_level)
        && known * 10 >= columns.len() * 6
        && known >= 2
        && !columns.iter().any(is_long)
        && columns.iter().filter(|column| !is_known(column)).all(|column| !is_step_column(grid, row, *column))
}

/// Whether a column of unknown heading has steps in it: then it is a competency.
fn is_step_column(grid: &Grid, head: usize, column: usize) -> bool {
    are_steps(&grid.below(head, column).collect::<Vec<_>>())
}

pub(super) fn competencies(grid: &Grid, shape: &'static str, _: &Options) -> Option<Vec<Part>> {
    let is_head = |row: &usize| {
        let columns = grid.columns(*row);
        let has_subject = columns.iter().any(|column| is_one(grid.text(*row, *column), words::COMPETENCY));
        let rest = columns.iter().filter(|column| {
            let text = grid.text(*row, **column);
            is_one(text, words::COMPETENCY)
                || is_one(text, words::GROUP)
                || is_one(text, words::TEXT)
                || is_one(text, words::TRACK)
                || is_name(text)
                || is_one(text, words::EXAMPLES)
                || means(text).is_some()
        });
        has_subject && columns.len() >= 2 && rest.count() == columns.len()
    };
    let head = head_rows(grid).find(is_head)?;
    let columns = grid.columns(head);
    let heading = |column: &usize| grid.text(head, *column);
    let cells = |column: usize| grid.below(head, column);
    let are_levels = columns.iter().any(|column| {
        is_one(heading(column), words::LEVEL)
            && cells(*column).count() >= 2
            && cells(*column).all(|text| LevelName::read(text).is_some())
    });
    if are_levels {
        return None;
    }
    let distinct = |column: usize| cells(column).map(plain).collect::<std::collections::HashSet<_>>().len();
    let mut subjects: Vec<usize> =
        columns.iter().copied().filter(|column| is_one(heading(column), words::COMPETENCY)).collect();
    subjects.sort_by_key(|column| distinct(*column));
    let subject = subjects.pop()?;
    let name = columns.iter().copied().find(|column| *column != subject && is_name(heading(column)));
    let group = columns
        .iter()
        .copied()
        .find(|column| ![Some(subject), name].contains(&Some(*column)) && is_one(heading(column), words::GROUP));
    let summary = columns
        .iter()
        .copied()
        .find(|column| ![Some(subject), name, group].contains(&Some(*column)) && is_one(heading(column), words::TEXT));
    if [name, group, summary].iter().all(Option::is_none) {
        return None;
    }
    let mut reader = Reader::new(grid, shape);
    (0..head).for_each(|row| reader.leave_row(row, "it is above the table"));
    [Some(subject), name, group, summary].into_iter().flatten().for_each(|column| drop(reader.take(head, column)));
    let mut last_group = None;
    for row in head + 1..grid.height() {
        let own = |column: Option<usize>| {
            column.map(|column| one_line(grid.filled(row, column))).filter(|text| !text.is_empty())
        };
        let Some(subject_text) = own(Some(subject)) else {
            reader.leave_row(row, "it names no competency");
            continue;
        };
        let (id, title) = match own(name) {
            Some(name) => (Some(subject_text), name),
            None => (None, subject_text),
        };
        let group_text = own(group).or_else(|| last_group.clone());
        last_group.clone_from(&group_text);
        let summary_text = summary.map(|column| grid.filled(row, column).to_owned()).filter(|text| !text.is_empty());
        reader.competency(FoundCompetency { id, title, group: group_text, summary: summary_text });
        for column in [Some(subject), name, group, summary].into_iter().flatten() {
            let (row, column) = grid.origin(row, column);
            reader.take(row, column);
        }
    }
    (reader.part.competencies.len() >= 2)
        .then(|| vec![reader.finish("its column is none that a list of competencies has")])
}

fn is_name(heading: &str) -> bool {
    ["name", "title", "label", "display name", "displayname"].contains(&plain(heading).as_str())
}
