//! Ladders that come from tables: files as grids, the shape of each grid, and what all of them say as one ladder. Knows
//! nothing of commands; what it makes is a model, which the other formats write.

mod draft;
mod grades;
mod grid;
mod ids;
mod join;
mod joined;
mod level;
mod money;
mod own;
mod part;
mod points;
mod read;
mod scale;
mod shapes;
mod update;
mod words;

pub use draft::{Draft, Written};
pub use part::Left;
pub use read::Unreadable;
pub use update::update;

use grid::Grid;
use part::Part;

use crate::model::Ladder;
pub use crate::source::TableFormat as Format;

/// How tables are to be read where they do not say it themselves.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Where the levels are.
    pub levels: Option<Orientation>,
    /// Tracks of tables by the names of these, or one for all tables.
    pub tracks: Vec<(Option<String>, String)>,
    /// Levels that are the managers', by id or title.
    pub manager_levels: Vec<String>,
    /// Ids of levels, by id or title.
    pub ids: Vec<(String, String)>,
    /// Grades of levels, by id or title.
    pub grades: Vec<(String, String)>,
    /// How many rows of a table are about the levels themselves.
    pub header_rows: Option<usize>,
    /// The sheets to read, by name; without any, all that are not hidden.
    pub sheets: Vec<String>,
    /// Whether each level includes those below it.
    pub cumulative: bool,
    /// The currency of pay that names none.
    pub currency: Option<String>,
    /// Whether sentences are points.
    pub split: bool,
}

/// Where a table has its levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    Columns,
    Rows,
}

/// A file to read.
pub struct File<'a> {
    /// What it is called in addresses.
    pub name: String,
    pub bytes: &'a [u8],
    pub format: Format,
}

/// What was read of files.
#[derive(Debug, Default)]
pub struct Reading {
    /// The ladder; without levels it is a base.
    pub draft: Draft,
    /// The ladder of a file that `ladder show` wrote.
    own: Option<Box<Ladder>>,
    /// Whether grades are stated, and not inferred.
    pub has_grades: bool,
    /// Each table, and what it was read as.
    pub tables: Vec<String>,
    /// What was inferred, and how to correct it.
    pub notes: Vec<String>,
    /// Every cell that was not placed.
    pub left: Vec<Left>,
}

impl Reading {
    /// The model of what was read.
    pub fn written(&self) -> Written {
        match &self.own {
            Some(ladder) => Written::Ladder(ladder.clone()),
            None => self.draft.written(),
        }
    }
}

/// Files that hold no ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoLadder {
    /// Why, for each table.
    pub reasons: Vec<String>,
}

/// Why files cannot become a ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// A file that cannot be read.
    Unreadable { file: String, error: Unreadable },
    /// A sheet that no file has; those that are there.
    NoSuchSheet { wanted: String, known: Vec<String> },
    /// An option that names a level that is not there; those that are.
    NoSuchLevel { option: &'static str, wanted: String, known: Vec<String> },
    /// No table is a ladder's.
    NoLadder(NoLadder),
}

/// Reads files as one ladder of that id.
///
/// # Errors
/// If a file cannot be read, an option names something that is not there, or nothing is a ladder.
pub fn read(files: &[File<'_>], id: &str, options: &Options) -> Result<Reading, Error> {
    let mut reading = Reading::default();
    let mut grids: Vec<Grid> = Vec::new();
    for file in files {
        let tables = read::tables(file.bytes, file.format)
            .map_err(|error| Error::Unreadable { file: file.name.clone(), error })?;
        let named = |text: String| if files.len() > 1 { format!("{}: {text}", file.name) } else { text };
        reading.notes.extend(tables.notes.into_iter().map(named));
        for (heading, count) in tables.lists {
            let entries = if count == 1 { "1 entry of a list".to_owned() } else { format!("{count} entries of lists") };
            let why = "no competency is beside it that other levels have too";
            reading.left.push(Left::new(named(format!("heading `{heading}`")), entries, why));
        }
        for mut grid in tables.grids {
            if files.len() > 1 {
                grid.called(&file.name);
                if grid.name.is_empty() {
                    let stem = std::path::Path::new(&file.name).file_stem();
                    grid.name = stem.map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
                }
            }
            grids.push(grid);
        }
    }
    if let Some(found) = own::read(&grids) {
        reading.tables.push("a ladder that `ladder show` wrote: its tables hold everything".to_owned());
        let is_view = |at: String| Left::new(at, String::new(), "it shows what other tables hold");
        reading.left = found.left.into_iter().chain(found.views.into_iter().map(is_view)).collect();
        reading.own = Some(Box::new(found.ladder));
        reading.has_grades = true;
        return Ok(reading);
    }
    choose_sheets(&mut grids, options, &mut reading)?;
    let mut parts: Vec<Part> = Vec::new();
    for grid in grids.iter().filter(|grid| grid.height() > 0) {
        for blank in &grid.blanks {
            reading.left.push(Left::new(blank.clone(), String::new(), "a blank"));
        }
        parts.extend(shapes::read(grid, options));
    }
    if parts.iter().all(|part| part.levels.is_empty() && part.competencies.is_empty()) {
        return Err(Error::NoLadder(NoLadder { reasons: reasons(&parts) }));
    }
    join::join(parts, id, options, &mut reading)?;
    Ok(reading)
}

/// The id of a ladder that is called like a file.
pub fn id_of(path: &std::path::Path) -> String {
    match path.file_stem().and_then(|stem| stem.to_str()).map(ids::slug) {
        Some(id) if path != std::path::Path::new("-") && id != "unnamed" => id,
        _ => "imported".to_owned(),
    }
}

fn choose_sheets(grids: &mut Vec<Grid>, options: &Options, reading: &mut Reading) -> Result<(), Error> {
    let is_meant = |wanted: &str, grid: &Grid| words::plain(wanted) == words::plain(&grid.name);
    for wanted in &options.sheets {
        if !grids.iter().any(|grid| is_meant(wanted, grid)) {
            let known = grids.iter().map(|grid| grid.name.clone()).filter(|name| !name.is_empty()).collect();
            return Err(Error::NoSuchSheet { wanted: wanted.clone(), known });
        }
    }
    grids.retain(|grid| {
        let is_wanted = options.sheets.iter().any(|wanted| is_meant(wanted, grid));
        let is_kept = if options.sheets.is_empty() { !grid.is_hidden } else { is_wanted };
        if !is_kept {
            let why = if is_wanted || !grid.is_hidden {
                "`--sheet` names others"
            } else {
                "it is hidden; `--sheet` reads it"
            };
            reading.left.push(Left::new(grid.place(), String::new(), why));
        }
        is_kept
    });
    Ok(())
}

/// Why tables are no ladder, one line each.
fn reasons(parts: &[Part]) -> Vec<String> {
    let reason = |part: &Part| {
        let mut counted: Vec<(&str, usize)> = Vec::new();
        for left in &part.left {
            match counted.iter_mut().find(|(why, _)| *why == left.why) {
                Some((_, count)) => *count += 1,
                None => counted.push((&left.why, 1)),
            }
        }
        let why = counted.iter().max_by_key(|(_, count)| *count).map_or("it is empty", |(why, _)| *why);
        format!("{}: {why}", part.place)
    };
    if parts.is_empty() { vec!["there is no table".to_owned()] } else { parts.iter().map(reason).collect() }
}
