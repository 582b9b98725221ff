//! Rules as a list, and one rule explained.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table};

use super::Screen;
use super::diff::paint;
use super::findings::excerpt;
use super::text::{FAINT, HEADING, ID, wrap};
use crate::diff::KindRow;
use crate::rules::Rule;
use crate::view::{ConfigView, RulePage};
use crate::words::count;

/// Writes every rule, a line each.
pub fn write_rules(rules: &[&'static Rule], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let mut category = None;
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(screen.width).unwrap_or(u16::MAX));
    for rule in rules {
        if category != Some(rule.category) {
            category = Some(rule.category);
            table.add_row([format!("{}:", rule.category.as_str())]);
        }
        table.add_row([format!("  {}", rule.id), severities(rule), rule.summary.to_owned()]);
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out, "\n{}; `ladder explain <rule>` explains one", count(rules.len(), "rule"))
}

/// Writes a rule with its examples.
pub fn write_rule(page: &RulePage<'_>, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let rule = page.rule;
    writeln!(
        out,
        "{} {}",
        screen.paint(ID, rule.id),
        screen.paint(FAINT, &format!("({}, {})", rule.category.as_str(), severities(rule)))
    )?;
    let explanation = &rule.explanation;
    for (heading, text) in [
        ("What it finds", explanation.finds),
        ("Why it matters", explanation.why),
        ("When to turn it off", explanation.off),
    ] {
        writeln!(out, "\n{}\n{}", screen.paint(HEADING, heading), wrap(text, screen.width, "  ", "  "))?;
    }
    writeln!(out, "\n{}", screen.paint(HEADING, "A bad ladder"))?;
    write_files(&page.bad.files, screen, out)?;
    writeln!(out, "\n{}", screen.paint(HEADING, "Its findings"))?;
    for located in &page.bad.findings {
        writeln!(out, "{}", excerpt(page.bad.sources, located, screen))?;
    }
    writeln!(out, "\n{}", screen.paint(HEADING, "The corrected ladder"))?;
    write_files(&page.good, screen, out)
}

/// Writes a kind of change: what it is, and what each case of it does to people.
pub fn write_kind(row: &KindRow, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} {}", screen.paint(ID, row.name), screen.paint(FAINT, "(a kind of change)"))?;
    writeln!(out, "\n{}\n{}", screen.paint(HEADING, "What it is"), wrap(row.meaning, screen.width, "  ", "  "))?;
    writeln!(out, "\n{}", screen.paint(HEADING, "How it is judged"))?;
    for ruling in row.rulings {
        let bump = ruling.impact.bump();
        writeln!(out, "  {}: {}", ruling.case.when(), paint(ruling.impact, screen))?;
        let text = format!("{}; asks for a {bump} version", ruling.impact.meaning());
        writeln!(out, "{}", screen.paint(FAINT, &wrap(&text, screen.width, "    ", "    ")))?;
    }
    let text = format!("`impacts: {{ {}: wording }}` in `.ladder.yaml` sets the impact for a project.", row.name);
    writeln!(out, "\n{}\n{}", screen.paint(HEADING, "To judge it otherwise"), wrap(&text, screen.width, "  ", "  "))
}

fn write_files(files: &[(String, String)], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    for (name, text) in files {
        if files.len() > 1 {
            writeln!(out, "  {}", screen.paint(FAINT, name))?;
        }
        for line in text.lines() {
            writeln!(out, "{}", if line.is_empty() { String::new() } else { format!("    {line}") })?;
        }
    }
    Ok(())
}

fn severities(rule: &Rule) -> String {
    match rule.milder {
        Some(milder) => format!("{}, {milder}", rule.severity),
        None => rule.severity.to_string(),
    }
}

/// Writes what is in force, a setting a line.
pub fn write_config(config: &ConfigView, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let file = config.file.as_deref().unwrap_or("none: every setting has its default");
    writeln!(out, "{} {file}\n", screen.paint(HEADING, "configuration:"))?;
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    for setting in &config.settings {
        table.add_row([&setting.name, &setting.value, &setting.from]);
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
