//! Workbooks, and a reading told in lines.

use std::collections::BTreeMap;

use ladder::import::{self, Error, File, Format, Options, Reading};
use ladder::model::Point;
use rust_xlsxwriter::{Format as Style, Workbook};

/// A sheet: its name, its rows with cells separated by `|`, and its merged regions.
pub struct Sheet {
    pub name: &'static str,
    pub rows: &'static str,
    /// First row, first column, last row, last column, from 0.
    pub merged: &'static [(u32, u16, u32, u16)],
}

/// The cells of rows written with `|`; `/` alone begins another line in a cell.
pub fn cells(rows: &str) -> Vec<Vec<String>> {
    let cell = |text: &str| text.trim().split(" / ").collect::<Vec<_>>().join("\n");
    rows.trim_matches('\n').lines().map(|row| row.split('|').map(cell).collect()).collect()
}

/// A workbook with these sheets; what looks like a number is one.
pub fn xlsx(sheets: &[Sheet]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for sheet in sheets {
        let page = workbook.add_worksheet();
        page.set_name(sheet.name).unwrap();
        for (row, line) in cells(sheet.rows).iter().enumerate() {
            for (column, text) in line.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let (row, column) = (row as u32, column as u16);
                match text.parse::<f64>() {
                    Ok(number) => page.write_number(row, column, number).unwrap(),
                    Err(_) => page.write_string(row, column, text).unwrap(),
                };
            }
        }
        let rows = cells(sheet.rows);
        for (top, left, bottom, right) in sheet.merged {
            let text = &rows[*top as usize][*left as usize];
            page.merge_range(*top, *left, *bottom, *right, text, &Style::new()).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// Rows as CSV.
pub fn csv(rows: &str) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    cells(rows).iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

pub fn read(bytes: &[u8], format: Format) -> Result<Reading, Error> {
    read_with(bytes, format, &Options::default())
}

pub fn read_with(bytes: &[u8], format: Format, options: &Options) -> Result<Reading, Error> {
    import::read(&[File { name: "table".to_owned(), bytes, format }], "x", options)
}

/// What was read, in lines: tracks with their levels, competencies, expectations.
pub fn told(reading: &Reading) -> Vec<String> {
    let mut lines = Vec::new();
    let draft = &reading.draft;
    for track in &draft.tracks {
        let levels = track.levels.iter().map(|level| {
            let title = level.title.as_ref().map_or_else(String::new, |title| format!(" {title}"));
            let grade = match &level.grade {
                Some((low, high)) if low == high => format!(" @{low}"),
                Some((low, high)) => format!(" @{low}-{high}"),
                None => String::new(),
            };
            format!("{}{title}{grade}", level.id)
        });
        lines.push(format!("{} {}: {}", track.kind.as_str(), track.id, levels.collect::<Vec<_>>().join(", ")));
    }
    for known in &draft.competencies {
        let group = known.group.as_ref().map_or_else(String::new, |group| format!(" in {group}"));
        let summary = known.summary.as_ref().map_or_else(String::new, |text| format!(" ({text})"));
        lines.push(format!("{}: {}{group}{summary}", known.id, known.title));
        for (step, said) in &known.steps {
            lines.push(format!("{} {step} = {}", known.id, points(said)));
        }
    }
    for level in draft.tracks.iter().flat_map(|track| &track.levels) {
        for (key, text) in [("summary", &level.summary), ("scope", &level.scope)] {
            if let Some(text) = text {
                lines.push(format!("{} {key} = {}", level.id, text.replace('\n', " / ")));
            }
        }
        for (competency, ask) in &level.asks {
            let step = ask.step.as_ref().map_or_else(String::new, |step| format!(" [{step}]"));
            let examples = ask.examples.iter().map(|example| format!(" e.g. {example}")).collect::<String>();
            lines.push(format!("{} {competency}{step} = {}{examples}", level.id, points(&ask.points)));
        }
    }
    lines
}

/// Points, each with its examples in brackets.
fn points(points: &[Point]) -> String {
    let point = |point: &Point| match point.examples.as_slice() {
        [] => point.text.clone(),
        examples => format!("{} ({})", point.text, examples.join(", ")),
    };
    points.iter().map(point).collect::<Vec<_>>().join(" / ")
}

/// The places of what was not placed, by reason.
pub fn left(reading: &Reading) -> BTreeMap<&str, Vec<&str>> {
    let mut left: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for cell in &reading.left {
        left.entry(cell.why.as_str()).or_default().push(cell.at.as_str());
    }
    left
}
