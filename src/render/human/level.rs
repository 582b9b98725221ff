//! A level as a page of text.

use std::io::{self, Write};

use super::Screen;
use super::text::{FAINT, HEADING, ID, wrap, wrap_painted};
use crate::view::{ExpectationView, LevelPage, PointView, RoleView, UNGROUPED};
use crate::words::{clean, range};

/// Writes each level.
pub fn write(pages: &[LevelPage], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    for (index, page) in pages.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        write_page(page, screen, out)?;
    }
    Ok(())
}

fn write_page(page: &LevelPage, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let level = &page.level;
    let width = screen.width;
    let titles = clean(&level.titles.join(" / "));
    let space = if titles.is_empty() { "" } else { " " };
    let heading = format!("{}{space}{}", screen.paint(ID, &level.id), screen.paint(HEADING, &titles));
    writeln!(out, "{}", wrap_painted(&heading, width, "", "  "))?;
    let about = clean(&page.about().join(" · "));
    writeln!(out, "{}", screen.paint(FAINT, &wrap(&about, width, "", "")))?;
    if let Some(summary) = &level.summary {
        writeln!(out, "\n{}", wrap(summary, width, "", ""))?;
    }
    let details = page.details(true);
    if !details.is_empty() {
        writeln!(out)?;
    }
    for (label, texts) in details {
        // Titles hold commas and wrap: each level has a line of its own.
        for (label, text) in std::iter::once(label).chain(std::iter::repeat("")).zip(texts) {
            writeln!(out, "{}", wrap(&text, width, &format!("{label:<10}"), "          "))?;
        }
    }
    write_expectations(page, screen, out)?;
    write_moves(page, screen, out)?;
    page.roles.iter().try_for_each(|role| write_role(page, role, screen, out))
}

fn write_expectations(page: &LevelPage, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let asked = page.by_group(&page.level.expectations);
    // Behind groups, a heading that speaks of everything would be misread.
    let ungrouped = if asked.iter().all(|(known, _)| known.group.is_none()) { "What it asks" } else { UNGROUPED };
    for group in asked.chunk_by(|(a, _), (b, _)| a.group == b.group) {
        let heading = group[0].0.group.as_deref().unwrap_or(ungrouped);
        writeln!(out, "\n{}", screen.paint(HEADING, &clean(heading)))?;
        for (competency, said) in group {
            write_expectation(page, said, &clean(competency.title()), screen, out)?;
        }
    }
    Ok(())
}

fn write_expectation(
    page: &LevelPage,
    said: &ExpectationView,
    title: &str,
    screen: Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    let remarks = page.remarks(said);
    let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", clean(&remarks.join(", "))) };
    writeln!(out, "  {}{}", screen.paint(ID, title), screen.paint(FAINT, &remarks))?;
    write_said(&said.points, &said.examples, "    ", screen, out)?;
    if page.is_full {
        for included in page.included.iter().filter(|included| included.competency == said.competency) {
            let step = included
                .step
                .as_ref()
                .map_or_else(String::new, |step| format!(" ({})", page.step_name(&included.competency, step)));
            let heading = clean(&format!("also, from {}{step}", included.level));
            writeln!(out, "    {}", screen.paint(FAINT, &heading))?;
            write_said(&included.points, &included.examples, "      ", screen, out)?;
        }
    } else if let Some(levels) = range(&said.includes) {
        let plus = if said.points.is_empty() { "" } else { "plus " };
        let text = format!("{plus}everything asked at {levels}");
        writeln!(out, "{}", screen.paint(FAINT, &wrap(&text, screen.width, "    ", "    ")))?;
    }
    Ok(())
}

fn write_said(
    points: &[PointView],
    examples: &[String],
    indent: &str,
    screen: Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    for point in points {
        let bullet = format!("{indent}{}", if points.len() > 1 { "- " } else { "" });
        let rest = " ".repeat(bullet.len());
        writeln!(out, "{}", wrap(&point.text, screen.width, &bullet, &rest))?;
        write_examples(&point.examples, &rest, screen, out)?;
    }
    write_examples(examples, indent, screen, out)
}

fn write_examples(examples: &[String], indent: &str, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    for example in examples {
        let (first, rest) = (format!("{indent}e.g. "), format!("{indent}     "));
        writeln!(out, "{}", screen.paint(FAINT, &wrap(example, screen.width, &first, &rest)))?;
    }
    Ok(())
}

fn write_moves(page: &LevelPage, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", screen.paint(HEADING, "What comes next"))?;
    let next = page.next();
    for (step, is_two_way) in &next {
        let ways = if *is_two_way { ", and back" } else { "" };
        let note = step.note.as_ref().map_or_else(String::new, |note| format!(": {note}"));
        let text = format!("{} ({}{ways}){note}", page.name(&step.to), step.describe());
        writeln!(out, "{}", wrap(&text, screen.width, "  ", "    "))?;
    }
    if next.is_empty() {
        writeln!(out, "  nothing: no move starts here")?;
    }
    for role in &page.roles {
        let text = format!("{} (a role at this level, no promotion)", role.title());
        writeln!(out, "{}", wrap(&text, screen.width, "  ", "    "))?;
    }
    Ok(())
}

/// What a role is, and what it asks in addition.
fn write_role(page: &LevelPage, role: &RoleView, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", screen.paint(HEADING, &clean(&format!("Role: {}", role.title()))))?;
    if let Some(summary) = &role.summary {
        writeln!(out, "{}", wrap(summary, screen.width, "  ", "  "))?;
    }
    for said in &role.expectations {
        let known = page.competencies.iter().find(|known| known.id == said.competency);
        let title = known.and_then(|known| known.title.as_deref()).unwrap_or(&said.competency);
        write_expectation(page, said, &clean(title), screen, out)?;
    }
    Ok(())
}
