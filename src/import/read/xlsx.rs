//! XLSX: texts, cached values of formulas and merged regions. Hidden sheets are left out; hidden rows are not told apart.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};

use super::{Tables, Unreadable, zipped};
use crate::import::grid::{Found, Grid, Scheme};

/// The most cells that are read of a sheet.
const MOST_CELLS: usize = 2_000_000;

pub(super) fn read(bytes: &[u8]) -> Result<Tables, Unreadable> {
    zipped::open(bytes, "an XLSX")?;
    let damaged = |error: calamine::XlsxError| Unreadable(format!("the workbook cannot be read: {error}"));
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut tables = Tables::default();
    let sheets = workbook.sheets_metadata().to_vec();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        let mut found = Found::default();
        let mut reader = workbook.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
        while let Some(cell) = reader.next_cell().map_err(damaged)? {
            let text = text(cell.get_value());
            if text.is_empty() {
                continue;
            }
            if found.cells.len() == MOST_CELLS {
                return Err(Unreadable(format!("sheet `{}` has more than {MOST_CELLS} cells", sheet.name)));
            }
            let (row, column) = cell.get_position();
            found.cells.insert((row as usize, column as usize), text);
        }
        drop(reader);
        for region in workbook.merge_cells_by_sheet_name(&sheet.name).map_err(damaged)? {
            let ((top, left), (bottom, right)) = (region.start, region.end);
            let size = |from: u32, to: u32| to.saturating_sub(from) as usize + 1;
            found.merged.push(((top as usize, left as usize), (size(top, bottom), size(left, right))));
        }
        let mut grid = Grid::new(found, Scheme::Sheet(sheet.name.clone()))?;
        grid.name.clone_from(&sheet.name);
        grid.is_hidden = sheet.visible != SheetVisible::Visible;
        tables.grids.push(grid);
    }
    Ok(tables)
}

/// A value as people see it, unless the format of the cell says otherwise.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(date) => date.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}
