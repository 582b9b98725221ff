//! Ladders as tables.

use std::io::{self, Write};

use comfy_table::presets::UTF8_FULL;
use comfy_table::{Attribute, Cell as TableCell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};

use super::Screen;
use super::text::{FAINT, HEADING, wrap};
use crate::view::{Cell, LadderView, LevelLine, ListedLadder, ShownLadder, SideBySide, Switch, named};
use crate::words::clean;

/// What stands where a track has no level.
const NOTHING: &str = "·";
/// What stands below a level that spans grades.
const BAR: &str = "│";

/// Writes each ladder with its tracks side by side.
pub fn write(shown: &[ShownLadder], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    for (index, shown) in shown.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let ladder = &shown.ladder;
        let title = clean(ladder.title.as_deref().unwrap_or(&ladder.id));
        let version = ladder.version.as_ref().map_or_else(String::new, |version| format!(" {}", clean(version)));
        writeln!(out, "{}{}", screen.paint(HEADING, &title), screen.paint(FAINT, &version))?;
        if let Some(summary) = &ladder.summary {
            writeln!(out, "{}", wrap(summary, screen.width, "", ""))?;
        }
        if let Some(kept) = kept(ladder) {
            writeln!(out, "{}", screen.paint(FAINT, &wrap(&kept, screen.width, "", "")))?;
        }
        if !shown.table.columns.is_empty() {
            writeln!(out, "{}", side_by_side(&shown.table, screen))?;
        }
        for (column, levels) in &shown.table.apart {
            let mut table = empty_table(screen);
            table.set_header([heading(&format!("{} (not compared with other tracks)", clean(&column.title)), screen)]);
            for line in levels {
                table.add_row([TableCell::new(level(line))]);
            }
            writeln!(out, "{table}")?;
        }
        for line in legend(&ladder.id, shown) {
            writeln!(out, "{}", screen.paint(FAINT, &wrap_legend(&line, screen)))?;
        }
    }
    Ok(())
}

/// Who keeps the ladder, and since when it is known to hold: "Owned by Engineering, reviewed 2026-03-31".
fn kept(ladder: &LadderView) -> Option<String> {
    let owner = ladder.owned_by.as_ref().map(|owner| format!("owned by {owner}"));
    let reviewed = ladder.reviewed.as_ref().map(|day| format!("reviewed {day}"));
    let kept: Vec<String> = owner.into_iter().chain(reviewed).collect();
    (!kept.is_empty()).then(|| kept.join(", "))
}

fn side_by_side(view: &SideBySide, screen: Screen) -> Table {
    let mut table = empty_table(screen);
    let mut header = vec![heading("Grade", screen)];
    let marked: Vec<bool> = (0..view.columns.len().saturating_sub(1))
        .map(|index| view.rows.iter().any(|row| row.switches[index].is_some()))
        .collect();
    for (index, column) in view.columns.iter().enumerate() {
        header.push(heading(&clean(&column.title), screen));
        if marked.get(index) == Some(&true) {
            header.push(TableCell::new(""));
        }
    }
    table.set_header(header);
    for row in &view.rows {
        let grade = row.grade.as_ref().map_or_else(
            || "?".to_owned(),
            |(id, title)| title.as_ref().map_or_else(|| clean(id), |title| clean(&format!("{id} {title}"))),
        );
        let mut cells = vec![TableCell::new(grade)];
        for (index, cell) in row.cells.iter().enumerate() {
            cells.push(levels(cell, screen));
            if marked.get(index) == Some(&true) {
                let mark = row.switches[index].map_or("", arrow);
                cells.push(TableCell::new(mark).set_alignment(CellAlignment::Center));
            }
        }
        table.add_row(cells);
    }
    // The marks are never wrapped, and take no more than they need.
    let mut at = 1;
    for is_marked in marked {
        at += 1;
        if is_marked {
            if let Some(column) = table.column_mut(at) {
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(3)));
            }
            at += 1;
        }
    }
    table
}

fn empty_table(screen: Screen) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_FULL.with_solid_inner_borders());
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(screen.width).unwrap_or(u16::MAX));
    if screen.color {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table
}

fn heading(text: &str, screen: Screen) -> TableCell {
    let cell = TableCell::new(text);
    if screen.color { cell.add_attribute(Attribute::Bold) } else { cell }
}

fn levels(cell: &Cell, screen: Screen) -> TableCell {
    if cell.is_empty() {
        let nothing = TableCell::new(NOTHING);
        return if screen.color { nothing.add_attribute(Attribute::Dim) } else { nothing };
    }
    let mut lines: Vec<String> = cell.levels.iter().map(level).collect();
    if cell.bar {
        lines.push(BAR.to_owned());
    }
    TableCell::new(lines.join("\n"))
}

fn level(line: &LevelLine) -> String {
    let mut text = clean(&named(&line.id, &line.title));
    if !line.remarks.is_empty() {
        text.push_str(&format!(" ({})", line.remarks.join(", ")));
    }
    for (switch, other) in &line.switches {
        text.push_str(&format!("\n  {} {}", arrow(*switch), clean(other)));
    }
    text
}

fn arrow(switch: Switch) -> &'static str {
    match switch {
        Switch::Both => "⇄",
        Switch::There => "→",
        Switch::Back => "←",
    }
}

/// A legend's parts stay whole: they stand two spaces and more apart, and only there a line breaks.
fn wrap_legend(line: &str, screen: Screen) -> String {
    let mut lines = vec![String::new()];
    for part in line.split("   ") {
        let last = lines.last_mut().expect("there is a line");
        if last.is_empty() {
            last.push_str(part);
        } else if last.chars().count() + 3 + part.chars().count() <= screen.width {
            last.push_str("   ");
            last.push_str(part);
        } else {
            lines.push(part.to_owned());
        }
    }
    lines.join("\n")
}

fn legend(id: &str, shown: &ShownLadder) -> Vec<String> {
    let mut marks = Vec::new();
    let table = &shown.table;
    let lines = || {
        let columns = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.levels);
        columns.chain(table.apart.iter().flat_map(|(_, lines)| lines))
    };
    if table.has_switches() {
        marks.push("⇄ switch, both ways".to_owned());
        let ways = || {
            let between = table.rows.iter().flat_map(|row| &row.switches).flatten();
            between.chain(lines().flat_map(|line| line.switches.iter().map(|(switch, _)| switch)))
        };
        if ways().any(|switch| *switch != Switch::Both) {
            marks.push("→ ← switch, one way only".to_owned());
        }
    }
    let cells = || table.rows.iter().flat_map(|row| &row.cells);
    if cells().any(|cell| cell.bar) {
        marks.push(format!("{BAR} the level above spans this grade"));
    }
    if cells().any(Cell::is_empty) {
        marks.push(format!("{NOTHING} no level"));
    }
    let mut legend = Vec::new();
    if !marks.is_empty() {
        legend.push(marks.join("   "));
    }
    if let (Some(line), Some(typed)) = (lines().last(), &shown.typed) {
        legend.push(format!("`ladder show{typed} {id}/{}` shows what a level asks and what comes next", line.id));
    }
    legend
}

/// Writes one line a ladder.
pub fn write_list(ladders: &[ListedLadder], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let mut table = empty_table(screen);
    table.load_style(comfy_table::presets::NOTHING);
    if !screen.is_terminal {
        // One ladder stays one line, for those that read lines.
        table.set_content_arrangement(ContentArrangement::Disabled);
    }
    table.set_header(
        ["Ladder", "Title", "Version", "Tracks", "Levels", "Grades", "File"].map(|text| heading(text, screen)),
    );
    for ladder in ladders {
        table.add_row([
            clean(&ladder.id),
            clean(ladder.title.as_deref().unwrap_or("-")),
            clean(ladder.version.as_deref().unwrap_or("-")),
            clean(&ladder.tracks.join(", ")),
            ladder.levels.to_string(),
            ladder.grades.as_ref().map_or_else(|| "-".to_owned(), |span| clean(&span.to_string())),
            clean(&ladder.path),
        ]);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 1));
    }
    // The file is what one copies: of all columns it is the last to be broken.
    if let Some(file) = table.column_mut(6) {
        file.set_constraint(ColumnConstraint::LowerBoundary(Width::Percentage(32)));
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
