//! Ladders as tables.

use std::io::{self, Write};
use std::ops::Range;

use comfy_table::{ColumnConstraint, ContentArrangement, Table as List, Width};

use super::Screen;
use super::table::{Cell, Table, Text};
use super::text::{FAINT, HEADING, wrap, wrap_painted};
use crate::view::{Column, LadderView, LevelLine, ListedLadder, Row, ShownLadder, SideBySide, Switch, named};
use crate::words::{clean, join};

/// The sign of a track without a level.
const NOTHING: &str = "·";
/// The columns that a cell has at least if its text is longer; with fewer, tracks are shown in groups.
const COMFORTABLE: usize = 12;

/// Writes each ladder with its tracks side by side.
pub fn write(shown: &[ShownLadder<'_>], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    for (index, shown) in shown.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let (ladder, table) = (shown.view(), shown.side_by_side());
        let title = clean(ladder.title.as_deref().unwrap_or(&ladder.id));
        let version = ladder.version.as_ref().map_or_else(String::new, |version| format!(" {}", clean(version)));
        let heading = format!("{}{}", screen.paint(HEADING, &title), screen.paint(FAINT, &version));
        writeln!(out, "{}", wrap_painted(&heading, screen.width, "", ""))?;
        if let Some(summary) = &ladder.summary {
            writeln!(out, "{}", wrap(summary, screen.width, "", ""))?;
        }
        if let Some(kept) = kept(&ladder) {
            writeln!(out, "{}", screen.paint(FAINT, &wrap(&kept, screen.width, "", "")))?;
        }
        let (lines, has_gaps) = tracks(&table, screen);
        for line in lines {
            writeln!(out, "{line}")?;
        }
        for (column, levels) in &table.apart {
            for line in apart(column, levels, screen) {
                writeln!(out, "{line}")?;
            }
        }
        for role in &ladder.roles {
            let text = format!("{}: a role at {}", role.title(), join(&role.levels));
            writeln!(out, "{}", wrap(&text, screen.width, "", "  "))?;
        }
        let marks = marks(&table, has_gaps).join("   ");
        if !marks.is_empty() {
            writeln!(out, "{}", screen.paint(FAINT, &wrap_legend(&marks, screen)))?;
        }
        if let Some(hint) = hint(&ladder.id, &table, shown.typed.as_deref()) {
            writeln!(out, "{}", screen.paint(FAINT, &Text::new(hint).wrap(screen.width).join("\n")))?;
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

/// The aligned tracks: in one table, in as few groups as fit the width, or as lists if it is too small for the words of one.
/// Then whether the sign of a track without a level is among them.
fn tracks(view: &SideBySide, screen: Screen) -> (Vec<String>, bool) {
    if let Some(groups) = groups(view, screen) {
        let has_gaps = groups.iter().any(|columns| {
            let rows = &view.rows[used(view, columns)];
            rows.iter().any(|row| row.cells[columns.clone()].iter().any(|cell| cell.is_empty()))
        });
        let draw = |columns| group(view, columns).draw(comfortable(columns), screen).expect("the group fits");
        return (groups.iter().flat_map(draw).collect(), has_gaps);
    }
    let lists = view.columns.iter().enumerate().map(|(at, column)| {
        let cells = view.rows.iter().map(|row| (grade(row), levels(row, None, at, &(at..at + 1))));
        list(heading(column), cells.filter(|(_, texts)| !texts.is_empty()), screen)
    });
    (lists.collect::<Vec<_>>().concat(), false)
}

/// The columns of as few tables as fit the width, cut where the fewest marks get lost; `None` if not even each track alone fits.
fn groups(view: &SideBySide, screen: Screen) -> Option<Vec<Range<usize>>> {
    /// Tables of the first columns: how many, how many cuts through marks, the squares of their sizes, and where the
    /// last begins.
    type Best = (usize, usize, usize, usize);
    let all = view.columns.len();
    let mut best: Vec<Option<Best>> = vec![Some((0, 0, 0, 0))];
    for end in 1..=all {
        let fits = |columns: &Range<usize>| group(view, columns).fit(screen.width, comfortable(columns)).is_some();
        let fitting = (0..end).rev().take_while(|start| fits(&(*start..end)));
        let ways = fitting.filter_map(|start| {
            let (tables, cuts, squares, _) = best[start]?;
            let cut = start > 0 && view.rows.iter().any(|row| row.switches[start - 1].is_some());
            Some((tables + 1, cuts + usize::from(cut), squares + (end - start).pow(2), start))
        });
        best.push(ways.min());
    }
    let mut groups = Vec::new();
    let mut end = all;
    while end > 0 {
        let (.., start) = best[end]?;
        groups.insert(0, start..end);
        end = start;
    }
    Some(groups)
}

/// One track alone is comfortable in any width that has room for its words.
fn comfortable(columns: &Range<usize>) -> usize {
    if columns.len() == 1 { 0 } else { COMFORTABLE }
}

/// The rows from the highest grade of a few columns to their lowest.
fn used(view: &SideBySide, columns: &Range<usize>) -> Range<usize> {
    let is_used = |row: &Row| row.cells[columns.clone()].iter().any(|cell| !cell.is_empty());
    let end = view.rows.iter().rposition(is_used).map_or(0, |last| last + 1);
    view.rows.iter().position(is_used).unwrap_or(end)..end
}

/// The table of a few neighbouring columns, from their highest grade to their lowest.
fn group(view: &SideBySide, columns: &Range<usize>) -> Table {
    let is_marked = |gap: usize| gap + 1 < columns.end && view.rows.iter().any(|row| row.switches[gap].is_some());
    let mut head = vec![Cell::from(Text::new("Grade").styled(HEADING))];
    for at in columns.clone() {
        head.push(Cell { texts: heading(&view.columns[at]), runs_on: false });
        head.extend(is_marked(at).then(Cell::default));
    }
    let mut table = Table { head, ..Table::default() };
    for index in used(view, columns) {
        let row = &view.rows[index];
        let above = index.checked_sub(1).map(|above| &view.rows[above]);
        let mut cells = vec![Cell::from(Text::new(grade(row)))];
        for at in columns.clone() {
            let texts = match row.cells[at].is_empty() {
                true => vec![Text::new(NOTHING).styled(FAINT)],
                false => levels(row, above, at, columns),
            };
            let runs_on = view.rows.get(index + 1).is_some_and(|next| row.cells[at].runs_on(&next.cells[at]));
            cells.push(Cell { texts, runs_on });
            cells.extend(is_marked(at).then(|| Cell::from(Text::new(row.switches[at].map_or("", arrow)))));
        }
        table.rows.push(cells);
    }
    table
}

/// A track's title, and its professions.
fn heading(column: &Column) -> Vec<Text> {
    let title = Text::new(clean(&column.title)).styled(HEADING);
    let professions =
        (!column.professions.is_empty()).then(|| Text::new(clean(&format!("({})", column.professions.join(", ")))));
    std::iter::once(title).chain(professions.map(|text| text.styled(FAINT))).collect()
}

fn grade(row: &Row) -> String {
    row.grade.as_ref().map_or_else(
        || "?".to_owned(),
        |(id, title)| title.as_ref().map_or_else(|| clean(id), |title| clean(&format!("{id} {title}"))),
    )
}

/// What a track has at a grade, in a table of some `columns`. A cell that the one above runs on to is drawn with it.
fn levels(row: &Row, above: Option<&Row>, at: usize, columns: &Range<usize>) -> Vec<Text> {
    let cell = &row.cells[at];
    if above.is_some_and(|above| above.cells[at].runs_on(cell)) {
        return Vec::new();
    }
    let lines = cell.levels.iter().map(|line| level(line, columns));
    let continued = |id: &String| vec![Text::new(format!("{}, continued", clean(id))).styled(FAINT)];
    let levels: Vec<Vec<Text>> = lines.chain(cell.continued.iter().map(continued)).collect();
    let mut texts = Vec::new();
    for level in levels {
        if !texts.is_empty() {
            texts.push(Text::new(""));
        }
        texts.extend(level);
    }
    texts
}

/// A level, and its switches that no mark between two of `columns` shows.
fn level(line: &LevelLine, columns: &Range<usize>) -> Vec<Text> {
    let mut text = clean(&named(&line.id, &line.title));
    if !line.remarks.is_empty() {
        text.push_str(&format!(" ({})", line.remarks.join(", ")));
    }
    let mut texts = vec![Text::new(text)];
    let is_marked = |mark: usize| columns.contains(&mark) && columns.contains(&(mark + 1));
    for switch in line.switches.iter().filter(|switch| !switch.mark.is_some_and(is_marked)) {
        let text = format!("{} {}", arrow(switch.ways), clean(&switch.other));
        texts.push(Text::new(text).indented("  ", "    "));
    }
    texts
}

fn arrow(switch: Switch) -> &'static str {
    match switch {
        Switch::Both => "⇄",
        Switch::There => "→",
        Switch::Back => "←",
    }
}

/// A track that is compared with no other.
fn apart(column: &Column, levels: &[LevelLine], screen: Screen) -> Vec<String> {
    let mut head = heading(column);
    head.push(Text::new("(not compared with other tracks)").styled(FAINT));
    let rows = levels.iter().map(|line| Cell { texts: level(line, &(0..0)), runs_on: false });
    let head = vec![Cell { texts: head, runs_on: false }];
    let table = Table { head, rows: rows.map(|cell| vec![cell]).collect(), ..Table::default() };
    if let Some(lines) = table.draw(0, screen) {
        return lines;
    }
    let head = table.head.into_iter().flat_map(|cell| cell.texts).collect();
    let rows = table.rows.into_iter().flatten().map(|cell| (String::new(), cell.texts));
    list(head, rows, screen)
}

/// A track as a list, for a screen without room for a table: its title, and below each grade its levels.
fn list(head: Vec<Text>, rows: impl Iterator<Item = (String, Vec<Text>)>, screen: Screen) -> Vec<String> {
    let mut lines = Vec::new();
    let mut add = |text: Text, indent: &str| {
        let width = screen.width.saturating_sub(indent.len());
        let wrapped = text.wrap(width).into_iter();
        lines.extend(wrapped.map(|line| format!("{indent}{}", screen.paint(text.style, &line)).trim_end().to_owned()));
    };
    head.into_iter().for_each(|text| add(text, ""));
    for (grade, texts) in rows {
        let indent = if grade.is_empty() { "  " } else { "    " };
        if !grade.is_empty() {
            add(Text::new(grade).styled(FAINT), "  ");
        }
        texts.into_iter().for_each(|text| add(text, indent));
    }
    lines
}

/// A legend's parts stay whole: they are two or more spaces apart, and lines break only there.
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

/// What the signs mean.
fn marks(table: &SideBySide, has_gaps: bool) -> Vec<String> {
    let mut marks = Vec::new();
    let ways = || lines(table).flat_map(|line| &line.switches).map(|switch| switch.ways);
    if ways().next().is_some() {
        marks.push("⇄ switch, both ways".to_owned());
    }
    if ways().any(|ways| ways != Switch::Both) {
        marks.push("→ ← switch, one way only".to_owned());
    }
    if has_gaps {
        marks.push(format!("{NOTHING} no level"));
    }
    marks
}

/// How to go on from here.
fn hint(id: &str, table: &SideBySide, typed: Option<&str>) -> Option<String> {
    let (line, typed) = (lines(table).last()?, typed?);
    Some(format!("`ladder show{typed} {id}/{}` shows what a level asks and what comes next", line.id))
}

fn lines(table: &SideBySide) -> impl Iterator<Item = &LevelLine> {
    let levels = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.levels);
    levels.chain(table.apart.iter().flat_map(|(_, lines)| lines))
}

/// Writes one line a ladder.
pub fn write_list(ladders: &[ListedLadder], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let mut table = List::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_width(u16::try_from(screen.width).unwrap_or(u16::MAX));
    table.set_content_arrangement(match screen.is_terminal {
        true => ContentArrangement::Dynamic,
        // One ladder stays one line, for those that read lines.
        false => ContentArrangement::Disabled,
    });
    table.set_header(["Ladder", "Title", "Version", "Tracks", "Levels", "Grades", "File"]);
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
    let lines: Vec<String> = table.lines().collect();
    if let Some((header, lines)) = lines.split_first() {
        writeln!(out, "{}", screen.paint(HEADING, header.trim_end()))?;
        for line in lines {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}
