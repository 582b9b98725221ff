//! Which row of a table names its levels.

use super::cells::{are_steps, one_line};
use crate::import::grid::Grid;
use crate::import::level::{LevelName, Sign};
use crate::import::words::{self, is_one, length, means, number};

/// A row of levels is one of the first: below, cells that look like levels are something else.
const DEEPEST_HEAD: usize = 30;

/// A row whose cells are the names of levels.
#[derive(Debug, Clone)]
pub struct LevelRow {
    pub row: usize,
    /// The column and name of each.
    pub names: Vec<(usize, LevelName)>,
}

impl LevelRow {
    /// Reads a row of a table; `None` if its cells are not levels.
    pub fn read(grid: &Grid, row: usize) -> Option<Self> {
        let own = (0..grid.width()).filter(|column| grid.cell(row, *column).covered_by.is_none());
        let texts: Vec<(usize, &str)> =
            own.map(|column| (column, grid.text(row, column))).filter(|(_, text)| !text.is_empty()).collect();
        let mut names: Vec<(usize, LevelName)> =
            texts.iter().filter_map(|(column, text)| Some((*column, LevelName::read(text)?))).collect();
        // Numbers that do not count are cached sums or scores, and not levels.
        let numbers: Vec<i64> = names.iter().filter_map(|(_, name)| bare_number(name)).collect();
        if numbers.len() < names.len() && !numbers.windows(2).all(|pair| pair[0] < pair[1]) || numbers.len() == 1 {
            names.retain(|(_, name)| bare_number(name).is_none());
        }
        let is_likely = names.iter().filter(|(_, name)| name.is_likely()).count() > 0;
        if is_likely {
            names.extend(relatives(grid, row, &texts, &names));
            names.sort_by_key(|(column, _)| *column);
        }
        if !is_likely && !is_scale(&names) {
            return None;
        }
        // "Level", "Role" and the like above the labels name the side, and not one of it.
        names.retain(|(column, _)| !(*column == 0 && is_one(grid.text(row, 0), words::LEVEL)));
        let first = names.first()?.0;
        let mut distinct: Vec<String> = names.iter().map(|(_, name)| words::plain(name.shown())).collect();
        distinct.sort();
        distinct.dedup();
        let is_other = |(column, text): &&(usize, &str)| {
            let is_repeated = texts.iter().filter(|(_, other)| other == text).count() > 1;
            *column > first
                && !is_repeated
                && number(text).is_none()
                && means(text).is_none()
                && names.iter().all(|(known, _)| known != column)
        };
        let others = texts.iter().filter(is_other).count();
        let is_row =
            distinct.len() >= 2 && names.len() * 10 >= 6 * (names.len() + others) && distinct.len() * 2 > names.len();
        is_row.then_some(Self { row, names })
    }

    /// How many of its names are surely levels, and how many it has.
    pub fn weight(&self) -> (usize, usize) {
        (self.names.iter().filter(|(_, name)| name.is_likely()).count(), self.names.len())
    }

    /// How many of its names have an id.
    pub fn ids(&self) -> usize {
        self.names.iter().filter(|(_, name)| name.id.is_some()).count()
    }

    /// Whether another row has the same names.
    pub fn is_same(&self, other: &Self) -> bool {
        let shown = |row: &Self| row.names.iter().map(|(_, name)| words::plain(name.shown())).collect::<Vec<_>>();
        shown(self) == shown(other)
    }
}

/// Headings that only their neighbours show to be levels: `Baker` beside `Senior Baker`, or one of its own between others.
fn relatives(
    grid: &Grid,
    row: usize,
    texts: &[(usize, &str)],
    names: &[(usize, LevelName)],
) -> Vec<(usize, LevelName)> {
    let roles: Vec<String> = names.iter().filter_map(|(_, name)| name.title.as_deref()).map(words::plain).collect();
    let is_between = |column: usize| names.len() >= 3 && names[0].0 < column && column < names[names.len() - 1].0;
    let is_relative = |text: &str| {
        let plain = words::plain(text);
        plain.len() > 2 && roles.iter().any(|role| role.ends_with(&format!(" {plain}")))
    };
    // The lowest level may have a name of its own, beside the others and beside labels without a heading.
    let is_known =
        |(column, text): &&(usize, &str)| names.iter().any(|(known, _)| known == column) || is_relative(text);
    let second = texts.iter().find(is_known).map(|(column, _)| *column);
    let lowest = texts.first().filter(|(column, text)| {
        let is_beside_labels = |row: usize| {
            grid.text(row, *column).is_empty() || (0..*column).any(|label| !grid.text(row, label).is_empty())
        };
        second == Some(column + 1) && !is_one(text, words::LEVEL) && (row + 1..grid.height()).all(is_beside_labels)
    });
    let lowest = lowest.map(|(column, _)| *column).filter(|column| *column > 0);
    let is_name = |text: &str| {
        length(text) <= 5
            && means(text).is_none()
            && text.starts_with(|c: char| c.is_uppercase())
            && [words::EXAMPLES, words::STEP, words::TEXT].iter().all(|headings| !is_one(text, headings))
            && !text.ends_with(['.', ':', '?'])
            && number(text).is_none()
    };
    let rest = texts.iter().filter(|(column, _)| names.iter().all(|(known, _)| known != column));
    let found = rest.filter(|(column, text)| {
        is_name(text) && (is_relative(text) || is_between(*column) || lowest == Some(*column))
    });
    let named = |text: &str| LevelName { id: None, title: Some(one_line(text)), sign: Sign::Strong, extra: None };
    found.map(|(column, text)| (*column, named(text))).collect()
}

/// A name that is a number and nothing else.
fn bare_number(name: &LevelName) -> Option<i64> {
    if name.title.is_some() { None } else { name.id.as_ref()?.parse().ok() }
}

/// Whether names that could also be something else are numbers that count, or steps of a scale.
fn is_scale(names: &[(usize, LevelName)]) -> bool {
    let numbers: Vec<i64> = names.iter().filter_map(|(_, name)| name.id.as_ref()?.parse().ok()).collect();
    let counts = numbers.len() >= 2
        && numbers.len() == names.len()
        && numbers.windows(2).all(|pair| pair[1] - pair[0] == 1)
        && numbers[0] <= 3;
    let titles = names.iter().filter_map(|(_, name)| name.title.as_ref()).collect::<Vec<_>>();
    let steps = titles.iter().filter(|title| is_one(title, words::STEPS)).count();
    counts || (steps >= 2 && steps * 2 >= names.len()) || is_numbered(&titles)
}

/// "Step 1", "Step 2": one word, counted, and not one of time.
fn is_numbered(titles: &[&String]) -> bool {
    const TIMES: &[&str] =
        &["week", "day", "days", "month", "quarter", "year", "sprint", "phase", "question", "q", "goal"];
    let word = |title: &str| title.trim_end_matches(|c: char| c.is_ascii_digit()).trim().to_owned();
    let first = titles.first().map(|title| word(title));
    titles.len() >= 2
        && first.as_ref().is_none_or(|word| !is_one(word, TIMES))
        && titles.iter().all(|title| Some(word(title)) == first && title.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether what is beside names that only count says that they are levels or steps.
fn is_counted_as_levels(grid: &Grid, row: &LevelRow) -> bool {
    if row.weight().0 > 0 || row.names.iter().any(|(_, name)| bare_number(name).is_none()) {
        return true;
    }
    let corner = (0..row.names[0].0).map(|column| grid.filled(row.row, column)).find(|text| !text.is_empty());
    corner.is_none_or(|corner| {
        let plain = words::plain(corner);
        is_one(corner, words::LEVEL)
            || is_one(corner, words::COMPETENCY)
            || is_one(corner, words::GROUP)
            || ["level", "skill", "competenc", "grade", "step", "scale"].iter().any(|word| plain.contains(word))
    })
}

/// The best row of levels of a table.
pub fn best(grid: &Grid) -> Option<LevelRow> {
    let rows = (0..grid.height().min(DEEPEST_HEAD)).filter_map(|row| LevelRow::read(grid, row));
    let rows = rows.filter(|row| is_counted_as_levels(grid, row));
    rows.max_by_key(|found| (found.weight(), found.ids(), std::cmp::Reverse(found.row)))
}

/// The row of levels of a table that names them in words of its own: the first one with several headings, if the corner says
/// what is on the other side, or if an option says where the levels are. `None` if levels are known by their names.
pub fn by_corner(grid: &Grid, is_said: bool, corners: &'static [&'static str]) -> Option<LevelRow> {
    if best(grid).is_some() || (!is_said && best(&grid.turned()).is_some()) {
        return None;
    }
    let row = (0..grid.height().min(DEEPEST_HEAD)).find(|row| {
        grid.columns(*row).len() >= 3 || (grid.columns(*row).len() == 2 && grid.text(*row, 0).is_empty())
    })?;
    let is_label = |column: usize| {
        let text = grid.text(row, column);
        column == 0 || is_one(text, words::COMPETENCY) || is_one(text, words::GROUP) || is_one(text, words::TEXT)
    };
    let first = (0..grid.width()).find(|column| !is_label(*column))?;
    let headings: Vec<(usize, &str)> = (first..grid.width())
        .map(|column| (column, grid.text(row, column)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let is_name = |text: &str| {
        length(text) <= 5
            && means(text).is_none()
            && !is_one(text, words::EXAMPLES)
            && !is_one(text, words::STEP)
            && number(text).is_none()
    };
    if headings.len() < 2 || (!is_said && !headings.iter().all(|(_, text)| is_name(text))) {
        return None;
    }
    let cells: Vec<&str> = (row + 1..grid.height())
        .flat_map(|row| headings.iter().map(move |(column, _)| grid.text(row, *column)))
        .filter(|text| !text.is_empty())
        .collect();
    let are_texts = cells.iter().filter(|text| length(text) >= 3).count() * 10 >= cells.len() * 7;
    let is_corner = is_one(grid.text(row, 0), corners) && (are_texts || are_steps(&cells)) && cells.len() >= 2;
    let names = headings.into_iter().filter(|(_, text)| is_name(text)).map(|(column, text)| {
        let own = LevelName { id: None, title: Some(one_line(text)), sign: Sign::Strong, extra: None };
        (column, LevelName::read(text).unwrap_or(own))
    });
    (is_said || is_corner).then(|| LevelRow { row, names: names.collect() })
}
