//! What a revision changes: the verdict first, then by ladder, track and level.

use std::io::{self, Write};

use anstyle::Style;
use textwrap::core::display_width;

use super::Screen;
use super::text::{ADDED, ERROR, FAINT, GOOD, HEADING, ID, NOTE, RAISED, REMOVED, WARNING, wrap, wrap_painted};
use crate::diff::{Impact, KINDS, negations, scales};
use crate::render::sign;
use crate::roster::RosterView;
use crate::view::{ChangeView, DiffReport, Fate, OwnerDiff};
use crate::words::{clean, clean_part, count, join};

/// Writes a comparison.
pub fn write(report: &DiffReport, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    for sentence in &report.sentences {
        writeln!(out, "{}", screen.paint(HEADING, &wrap(sentence, screen.width, "", "")))?;
    }
    if report.impact.is_some() {
        let counts = counts(&report.counts, screen);
        let verdict = format!("Verdict: {}. {counts}", report.verdict(|impact| paint(impact, screen)));
        writeln!(out, "{}", wrap_painted(&verdict, screen.width, "", ""))?;
    }
    for owner in report.told() {
        write_owner(owner, report.stat_only, screen, out)?;
    }
    if report.hidden > 0 {
        writeln!(
            out,
            "\n{}",
            screen.paint(
                FAINT,
                &wrap(&format!("{} not shown: filters are set", count(report.hidden, "change")), screen.width, "", "")
            )
        )?;
    }
    if let Some(roster) = &report.roster {
        write_roster(roster, screen, out)?;
    }
    if !report.hints.is_empty() {
        writeln!(out, "\n{}", screen.paint(HEADING, "Hints"))?;
    }
    for hint in &report.hints {
        let what = hint.kind.what_happened();
        let line = hint.line.as_ref().map_or_else(String::new, |line| format!("; if so, add `{line}` there"));
        let text = format!("it looks as if `{}` {what} `{}` ({} per cent alike){line}", hint.from, hint.to, hint.score);
        writeln!(out, "{}", wrap(&text, screen.width, "  ", "  "))?;
    }
    Ok(())
}

/// How many people are at the levels that change.
fn write_roster(roster: &RosterView, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", screen.paint(HEADING, "People"))?;
    let (with, without): (Vec<_>, Vec<_>) = roster.levels.iter().partition(|level| level.people > 0);
    let width = with.iter().map(|level| display_width(&level.level)).max().unwrap_or_default();
    for level in with {
        let padding = " ".repeat(width - display_width(&level.level));
        let name = screen.paint(ID, &level.level);
        writeln!(out, "  {name}{padding}  {:>6}  {}", level.people, badge(level.impact, screen))?;
        if !level.may_be_at.is_empty() {
            let text = format!("from now on at {}", level.may_be_at.join(" or "));
            writeln!(out, "{}", wrap(&text, screen.width, "    ", "    "))?;
        }
    }
    if !without.is_empty() {
        let levels = count(without.len(), "other level");
        let change = if without.len() == 1 { "changes" } else { "change" };
        let text = format!("nobody is at {levels} that {change}");
        writeln!(out, "{}", wrap(&text, screen.width, "  ", "  "))?;
    }
    let is = if roster.people == 1 { "person is" } else { "people are" };
    let text = format!("{} of {} {is} at a level that changes", roster.on_changed_levels, roster.people);
    writeln!(out, "{}", wrap(&text, screen.width, "  ", "  "))?;
    for (rows, what) in [
        (roster.unknown_before, "a level that is not in the old revision"),
        (roster.unknown_after, "a level that is not in the new revision"),
        (roster.without_level, "no level"),
    ] {
        let name = if rows == 1 { "row names" } else { "rows name" };
        if rows > 0 {
            let lines = if what == "no level" { lines(&roster.lines_without_level) } else { String::new() };
            writeln!(out, "{}", wrap(&format!("{rows} {name} {what}{lines}"), screen.width, "  ", "  "))?;
        }
    }
    Ok(())
}

/// The lines of rows, and never their content: ": line 7", ": lines 7, 12 and 3 more".
fn lines(lines: &[u64]) -> String {
    const SHOWN: usize = 8;
    let mut shown: Vec<String> = lines.iter().take(SHOWN).map(ToString::to_string).collect();
    if lines.len() > SHOWN {
        shown.push(format!("{} more", lines.len() - SHOWN));
    }
    format!(": {} {}", if lines.len() == 1 { "line" } else { "lines" }, join(&shown))
}

fn write_owner(owner: &OwnerDiff, stat_only: bool, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let what = if owner.is_base { "base " } else { "" };
    let id = if owner.title == owner.id { String::new() } else { format!(" ({})", owner.id) };
    let name = format!("{what}{}{id}", clean(&owner.title));
    let impact = owner.impact.map_or_else(|| "no change".to_owned(), |impact| paint(impact, screen));
    let counts = match counts(&owner.counts, screen).as_str() {
        "" if !owner.changes_itself => owner.only_bases(),
        counts => counts.to_owned(),
    };
    let heading = format!("{}: {impact}. {counts}", screen.paint(HEADING, &name));
    writeln!(out, "\n{}", wrap_painted(&heading, screen.width, "", ""))?;
    if let Some(line) = owner.version_line() {
        let style = if owner.version.suffices == Some(false) { WARNING } else { FAINT };
        writeln!(out, "{}", screen.paint(style, &wrap(&line, screen.width, "  ", "  ")))?;
    }
    if stat_only {
        return Ok(());
    }
    for section in &owner.sections {
        let mut indent = "  ".to_owned();
        if let Some(heading) = &section.heading {
            writeln!(out, "\n{}", screen.paint(HEADING, &wrap(heading, screen.width, "  ", "  ")))?;
            indent.push_str("  ");
        }
        for group in &section.groups {
            let mut indent = indent.clone();
            if let Some(heading) = &group.heading {
                writeln!(out, "{}", screen.paint(ID, &wrap(heading, screen.width, &indent, &indent)))?;
                indent.push_str("  ");
            }
            for change in &group.changes {
                write_change(change, &indent, screen, out)?;
            }
        }
    }
    Ok(())
}

fn write_change(change: &ChangeView, indent: &str, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let subject = if change.subject.is_empty() { String::new() } else { format!("{} ", clean(&change.subject)) };
    let review = if change.caution { format!(", needs review: edit {}", change.edit) } else { String::new() };
    let inner = format!("{indent}  ");
    let head = format!("{} {subject}({}{review})", badge(change.impact, screen), change.kind);
    writeln!(out, "{}", wrap_painted(&head, screen.width, indent, &inner))?;
    if change.words.is_empty() {
        if let Some(old) = &change.old {
            writeln!(out, "{}", marked(Fate::Removed, old, &inner, screen))?;
        }
        if let Some(new) = &change.new {
            writeln!(out, "{}", marked(Fate::Added, new, &inner, screen))?;
        }
        for asked in &change.asked {
            writeln!(out, "{}", marked(Fate::Removed, asked, &format!("{inner}  "), screen))?;
        }
    } else {
        let text: String = change.words.iter().map(|(fate, text)| part(*fate, text, screen)).collect();
        writeln!(out, "{}", wrap_painted(&text, screen.width, &inner, &inner))?;
    }
    let concerns = change.concerns.as_ref().map_or_else(String::new, |concerns| format!("; this affects {concerns}"));
    let reason = format!("{}{concerns}", change.reason);
    writeln!(out, "{}", screen.paint(FAINT, &wrap(&reason, screen.width, &format!("{inner}because "), &inner)))
}

/// A text that went or came as a whole: the mark says which, with and without colour.
fn marked(fate: Fate, text: &str, indent: &str, screen: Screen) -> String {
    let (mark, style) = if fate == Fate::Removed { ("- ", REMOVED) } else { ("+ ", ADDED) };
    let lines: Vec<String> =
        text.lines().map(|line| wrap(line, screen.width, &format!("{indent}{mark}"), &format!("{indent}  "))).collect();
    lines.iter().map(|line| screen.paint(style, line)).collect::<Vec<_>>().join("\n")
}

fn part(fate: Fate, text: &str, screen: Screen) -> String {
    let text = clean_part(text);
    // Marks are written with colour too: colour alone never says what is new and what is gone.
    match fate {
        Fate::Kept => text,
        Fate::Removed => outside_spaces(&text, |text| screen.paint(REMOVED, &format!("[-{text}-]"))),
        Fate::Added => outside_spaces(&text, |text| screen.paint(ADDED, &format!("{{+{text}+}}"))),
    }
}

/// Marks a text and leaves the spaces around it outside.
fn outside_spaces(text: &str, mark: impl Fn(&str) -> String) -> String {
    let inner = text.trim();
    let start = &text[..text.len() - text.trim_start().len()];
    let end = &text[text.trim_end().len()..];
    if inner.is_empty() { text.to_owned() } else { format!("{start}{}{end}", mark(inner)) }
}

fn counts(counts: &[(Impact, usize)], screen: Screen) -> String {
    let parts: Vec<String> =
        counts.iter().map(|(impact, number)| format!("{number} {}", paint(*impact, screen))).collect();
    if parts.is_empty() { String::new() } else { format!("{}.", parts.join(", ")) }
}

/// An impact with its sign, in its colour.
fn badge(impact: Impact, screen: Screen) -> String {
    screen.paint(style(impact), &format!("{} {impact}", sign(impact)))
}

/// An impact in its colour.
pub(super) fn paint(impact: Impact, screen: Screen) -> String {
    screen.paint(style(impact), impact.as_str())
}

fn style(impact: Impact) -> Style {
    match impact {
        Impact::Breaking => ERROR,
        Impact::RaisesBar => RAISED,
        Impact::LowersBar => WARNING,
        Impact::Addition => GOOD,
        Impact::Wording | Impact::Editorial => NOTE,
    }
}

/// Writes the kinds, the impacts and the words that are judged.
pub fn explain(screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", screen.paint(HEADING, "Impacts, from least to most"))?;
    for impact in Impact::ALL {
        let text = format!("{} (asks for a {} version)", impact.meaning(), impact.bump());
        writeln!(out, "{}", wrap(&text, screen.width, &format!("  {:<11} ", impact.as_str()), "              "))?;
    }
    writeln!(out, "\n{}", screen.paint(HEADING, "Kinds of change"))?;
    for row in KINDS {
        writeln!(
            out,
            "{}",
            wrap(row.meaning, screen.width, &format!("  {:<22} ", row.name), "                         ")
        )?;
        for ruling in row.rulings {
            let text = format!("{}: {}", ruling.case.when(), ruling.impact);
            writeln!(
                out,
                "{}",
                screen.paint(
                    FAINT,
                    &wrap(&text, screen.width, "                           ", "                             ")
                )
            )?;
        }
    }
    writeln!(out, "\n{}", screen.paint(HEADING, "Words, from weaker to stronger"))?;
    for scale in scales() {
        writeln!(out, "  {}: {}", scale.name, scale.meaning)?;
        for strength in &scale.strengths {
            let first = format!("    {} ", strength.rank);
            writeln!(out, "{}", wrap(&strength.words.join(", "), screen.width, &first, "      "))?;
        }
    }
    writeln!(out, "{}", wrap(&negations().join(", "), screen.width, "  negated by ", "    "))
}
