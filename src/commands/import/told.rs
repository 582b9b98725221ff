//! What a person is told about a reading: each table, what was inferred, and every cell that has no place.

use crate::import::{Left, Reading, Written};
use crate::model::Competency;
use crate::session::World;
use crate::words::{count, one_line};

/// So many cells of one reason get a line each, with their texts.
const LINES: usize = 8;

/// How wide lines of addresses are.
const WIDTH: usize = 100;

/// The longest part of a text that is shown.
const EXCERPT: usize = 60;

pub(in crate::commands) fn tell(reading: &Reading, world: &mut World<'_>) -> std::io::Result<()> {
    let out = &mut *world.err;
    writeln!(out, "read:")?;
    for table in &reading.tables {
        writeln!(out, "  {}", one_line(table))?;
    }
    let (levels, asks, competencies) = counted(&reading.written());
    let competencies = match competencies {
        1 => "1 competency".to_owned(),
        many => format!("{many} competencies"),
    };
    writeln!(out, "  together: {}, {competencies}, {}", count(levels, "level"), count(asks, "expectation"))?;
    if !reading.notes.is_empty() {
        writeln!(out, "inferred:")?;
    }
    for note in &reading.notes {
        writeln!(out, "  {}", one_line(note))?;
    }
    let mut reasons: Vec<(&str, Vec<&Left>)> = Vec::new();
    for left in &reading.left {
        match reasons.iter_mut().find(|(why, _)| *why == left.why) {
            Some((_, cells)) => cells.push(left),
            None => reasons.push((&left.why, vec![left])),
        }
    }
    if reasons.is_empty() {
        return writeln!(out, "every cell has its place");
    }
    writeln!(out, "not placed:")?;
    for (why, cells) in &reasons {
        writeln!(out, "  {why}:")?;
        if cells.len() <= LINES && !cells.iter().any(|cell| cell.is_personal) {
            for cell in cells {
                let text = excerpt(&cell.text);
                let text = if text.is_empty() { String::new() } else { format!(": {text}") };
                writeln!(out, "    {}{text}", one_line(&cell.at))?;
            }
        } else {
            let all: Vec<String> = cells.iter().map(|cell| one_line(&cell.at)).collect();
            for line in lines(&all) {
                writeln!(out, "    {line}")?;
            }
        }
    }
    Ok(())
}

/// How many levels, expectations and competencies there are; what steps mean counts as well.
fn counted(written: &Written) -> (usize, usize, usize) {
    let steps = |known: &[Competency]| known.iter().map(|known| known.steps.len()).sum::<usize>();
    match written {
        Written::Ladder(ladder) => {
            let known = &ladder.definitions.competencies;
            let asks: usize = ladder.levels().map(|(_, level)| level.expectations.len()).sum();
            (ladder.levels().count(), asks + steps(known), known.len())
        }
        Written::Base(base) => {
            let known = &base.definitions.competencies;
            (0, steps(known), known.len())
        }
    }
}

/// Addresses on lines of some width, none of them broken.
fn lines(addresses: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for address in addresses {
        match lines.last_mut() {
            Some(line) if line.chars().count() + address.chars().count() + 2 <= WIDTH => {
                line.push_str("; ");
                line.push_str(address);
            }
            _ => lines.push(address.clone()),
        }
    }
    lines
}

fn excerpt(text: &str) -> String {
    let line = one_line(text);
    if line.chars().count() <= EXCERPT {
        line
    } else {
        format!("{}…", line.chars().take(EXCERPT).collect::<String>())
    }
}
