//! A row for each level and competency, or for each point.

use std::collections::HashMap;

use super::cells::{NOTHING, one_line};
use super::head_rows;
use crate::import::Options;
use crate::import::grid::Grid;
use crate::import::level::LevelName;
use crate::import::part::{FoundAsk, FoundCompetency, FoundLevel, Part, Reader};
use crate::import::points;
use crate::import::words::{self, Means, is_one, length, means, number, plain, says_nothing};

/// The columns of such a table.
#[derive(Debug)]
struct Columns {
    head: usize,
    level: usize,
    /// The title of the level, if the level's column has its id.
    title: Option<usize>,
    competency: usize,
    /// The name of the competency, if its column has its id.
    name: Option<usize>,
    group: Option<usize>,
    track: Option<usize>,
    text: Option<usize>,
    step: Option<usize>,
    examples: Option<usize>,
}

pub(super) fn read(grid: &Grid, shape: &'static str, options: &Options) -> Option<Vec<Part>> {
    let columns = head_rows(grid).find_map(|row| find(grid, row))?;
    let mut reader = Reader::new(grid, shape);
    (0..columns.head).for_each(|row| reader.leave_row(row, "it is above the table"));
    let used = [
        Some(columns.level),
        columns.title,
        Some(columns.competency),
        columns.name,
        columns.group,
        columns.track,
        columns.text,
        columns.step,
        columns.examples,
    ];
    for column in used.into_iter().flatten() {
        reader.take(columns.head, column);
    }
    let mut levels: HashMap<(String, String), usize> = HashMap::new();
    let mut before: HashMap<usize, String> = HashMap::new();
    for row in columns.head + 1..grid.height() {
        let is_own = |column: &usize| !grid.text(row, *column).is_empty();
        let says = [columns.text, columns.step, columns.examples].into_iter().flatten().filter(is_own).count();
        if says == 0 {
            reader.leave_row(row, "nothing is said of a level and a competency in this row");
            continue;
        }
        let mut filled = |column: Option<usize>| -> String {
            let Some(column) = column else { return String::new() };
            let (from, at) = grid.origin(row, column);
            let text = one_line(grid.text(from, at));
            if text.is_empty() {
                before.get(&column).cloned().unwrap_or_default()
            } else {
                before.insert(column, text.clone());
                text
            }
        };
        let (level, track) = (filled(Some(columns.level)), filled(columns.track));
        let (competency, group) = (filled(Some(columns.competency)), filled(columns.group));
        if level.is_empty() || competency.is_empty() || says_nothing(&level) {
            reader.leave_row(row, "there is no level or no competency beside it");
            continue;
        }
        let level = *levels.entry((plain(&track), plain(&level))).or_insert_with(|| {
            let name = LevelName::read(&level);
            let (id, title) = name.map_or((None, Some(level.clone())), |name| (name.id, name.title));
            let title = title.or_else(|| {
                columns.title.map(|column| one_line(grid.filled(row, column))).filter(|title| !title.is_empty())
            });
            let track = Some(track.clone()).filter(|track| !track.is_empty());
            let side = track.as_deref().and_then(words::side);
            let at = grid.address(row, columns.level);
            reader.part.levels.push(FoundLevel { id, title, track, side, at, ..FoundLevel::default() });
            reader.part.levels.len() - 1
        });
        let name = columns.name.map(|column| one_line(grid.filled(row, column))).filter(|name| !name.is_empty());
        let (id, title) = match name {
            Some(name) => (Some(competency), name),
            None => (None, competency),
        };
        let group = Some(group).filter(|group| !group.is_empty());
        let competency = reader.competency(FoundCompetency { id, title, group, summary: None });
        let mut ask = FoundAsk {
            level,
            competency,
            at: grid.address(row, columns.text.unwrap_or(columns.level)),
            ..FoundAsk::default()
        };
        for (column, kind) in [(columns.text, 0), (columns.step, 1), (columns.examples, 2)] {
            let Some(column) = column else { continue };
            if says_nothing(grid.text(row, column)) {
                reader.leave(row, column, NOTHING);
                continue;
            }
            let text = reader.take(row, column);
            match kind {
                0 => ask.points = points::of(&text, options.split),
                1 => ask.step = Some(one_line(&text)),
                _ => ask.examples = points::split(&text, false),
            }
        }
        for column in
            [Some(columns.level), columns.title, Some(columns.competency), columns.name, columns.group, columns.track]
                .into_iter()
                .flatten()
        {
            let (row, column) = grid.origin(row, column);
            reader.take(row, column);
        }
        // Examples are those of the point in their row.
        if let [point] = &mut ask.points[..] {
            point.examples = std::mem::take(&mut ask.examples);
        }
        if !ask.points.is_empty() || ask.step.is_some() || !ask.examples.is_empty() {
            reader.ask(ask);
        }
    }
    let parts = reader.finish("its column is none of level, competency and expectation");
    (!parts.asks.is_empty()).then(|| vec![parts])
}

fn find(grid: &Grid, head: usize) -> Option<Columns> {
    let columns = grid.columns(head);
    if columns.len() < 3 || grid.height() < head + 3 {
        return None;
    }
    let cells = |column: usize| grid.filled_below(head, column);
    let distinct = |column: usize| cells(column).map(plain).collect::<std::collections::HashSet<_>>().len();
    let words = |column: usize| cells(column).map(length).sum::<usize>() as f64 / cells(column).count().max(1) as f64;
    let are_levels = |column: usize| {
        let count = cells(column).count();
        let levels = cells(column).filter(|text| LevelName::read(text).is_some()).count();
        count >= 2 && levels * 10 >= count * 8
    };
    let named = |of: &'static [&'static str]| {
        columns.iter().copied().filter(move |column| is_one(grid.text(head, *column), of))
    };
    // A level is one of a few and comes again and again, or has nothing beside it until the next one.
    let rows = grid.height() - head - 1;
    let level =
        named(words::LEVEL).filter(|column| are_levels(*column) && distinct(*column) < rows).min_by_key(|column| {
            let text = plain(grid.text(head, *column));
            (!text.contains("level"), distinct(*column))
        })?;
    let is_free = |column: &usize| *column != level;
    let is_name = |column: usize| {
        words(column) <= 6.0
            && !are_levels(column)
            && cells(column).filter(|text| number(text).is_some()).count() * 2 < cells(column).count()
    };
    let mut subjects: Vec<usize> = named(words::COMPETENCY).filter(is_free).filter(|column| is_name(*column)).collect();
    subjects.sort_by_key(|column| distinct(*column));
    let competency = subjects.pop()?;
    let taken = |column: &usize| *column != level && *column != competency;
    let track = named(words::TRACK)
        .filter(taken)
        .find(|column| words(*column) <= 4.0 && distinct(*column) < cells(*column).count());
    let group = named(words::GROUP).filter(taken).find(|column| Some(*column) != track && words(*column) <= 5.0);
    let step = named(words::STEP)
        .filter(taken)
        .find(|column| words(*column) <= 3.0 && Some(*column) != track && Some(*column) != group);
    let examples = named(words::EXAMPLES).find(taken);
    let is_rest = |column: &usize| taken(column) && ![track, group, step, examples].contains(&Some(*column));
    let is_text = |column: &usize| !matches!(means(grid.text(head, *column)), Some(Means::People | Means::Note));
    let text = columns
        .iter()
        .copied()
        .filter(is_rest)
        .filter(is_text)
        .filter(|column| words(*column) >= 3.0 || is_one(grid.text(head, *column), words::TEXT));
    let text = text.max_by(|a, b| words(*a).total_cmp(&words(*b)));
    if text.is_none() && step.is_none() {
        return None;
    }
    // Each competency and level comes with others: else it is a list of levels or of competencies.
    if distinct(competency) == cells(competency).count() && distinct(competency) > 3 {
        return None;
    }
    let is_rest = |column: &usize| is_rest(column) && Some(*column) != text;
    let follows = |of: usize, column: usize| {
        let mut known: HashMap<&str, &str> = HashMap::new();
        (head + 1..grid.height()).all(|row| {
            let (key, value) = (grid.filled(row, of), grid.filled(row, column));
            *known.entry(key).or_insert(value) == value
        })
    };
    let title = columns.iter().copied().filter(is_rest).find(|column| {
        matches!(means(grid.text(head, *column)), Some(Means::Title)) && track.is_none() && follows(level, *column)
    });
    let name = columns.iter().copied().filter(is_rest).find(|column| {
        Some(*column) != title
            && ["label", "name", "display name", "displayname", "competency name", "skill name", "title"]
                .contains(&plain(grid.text(head, *column)).as_str())
            && cells(competency).all(|text| length(text) == 1)
    });
    Some(Columns { head, level, title, competency, name, group, track, text, step, examples })
}
