//! What a revision changes, for a pull request: verdict first, a section a track that folds.

use std::fmt::Write as _;

use super::{code, text};
use crate::diff::Impact;
use crate::view::{ChangeView, DiffReport, Fate, OwnerDiff, Section};
use crate::words::{count, one_line};

/// A comparison, cut where it would be longer than `limit` bytes; what is cut is counted.
pub(super) fn page(report: &DiffReport, limit: usize) -> String {
    let mut page = String::new();
    let _ = writeln!(page, "### Ladders: {}\n", report.verdict(|impact| impact.to_string()));
    let _ = writeln!(page, "{}\n", text(&report.sentences.join(" ")));
    if !report.counts.is_empty() {
        let _ = writeln!(page, "| impact | changes |\n| --- | --- |");
        for (impact, number) in &report.counts {
            let _ = writeln!(page, "| {} | {number} |", name(*impact));
        }
        page.push('\n');
    }
    let mut left_out = 0;
    for owner in report.told() {
        write_owner(&mut page, owner, report, limit, &mut left_out);
    }
    if !report.hints.is_empty() {
        page.push_str("**Hints**\n\n");
    }
    for hint in &report.hints {
        let what = hint.kind.what_happened();
        let line = hint.line.as_ref().map_or_else(String::new, |line| format!("; if so, add {} there", code(line)));
        let row = format!(
            "- it looks as if {} {what} {} ({} per cent alike){line}\n",
            code(&one_line(&hint.from.to_string())),
            code(&one_line(&hint.to.to_string())),
            hint.score
        );
        if page.len() + row.len() > limit { left_out += 1 } else { page.push_str(&row) }
    }
    if report.hidden > 0 {
        let _ = writeln!(page, "\n{} not shown: filters are set.", count(report.hidden, "change"));
    }
    if left_out > 0 {
        let _ = writeln!(page, "\n{left_out} more do not fit here; `ladder diff` lists them all.");
    }
    page
}

fn write_owner(page: &mut String, owner: &OwnerDiff, report: &DiffReport, limit: usize, left_out: &mut usize) {
    let what = if owner.is_base { "base " } else { "" };
    let impact = owner.impact.map_or("no change", Impact::as_str);
    let _ = writeln!(page, "#### {what}{} ({}): {impact}\n", text(&owner.title), code(&owner.id));
    if owner.version.suffices == Some(false) {
        let version = |version: &Option<String>| code(version.as_deref().unwrap_or("none"));
        let (old, new) = (version(&owner.version.old), version(&owner.version.new));
        let _ = writeln!(
            page,
            "Version {old}, now {new}: not bumped enough, this asks for a {} version.\n",
            owner.own_bump
        );
    }
    if !owner.changes_itself {
        let _ = writeln!(page, "{}\n", text(&owner.only_bases()));
    }
    if report.stat_only {
        return;
    }
    for section in &owner.sections {
        write_section(page, section, report.public.shows_pay, limit, left_out);
    }
}

fn write_section(page: &mut String, section: &Section, shows_pay: bool, limit: usize, left_out: &mut usize) {
    const END: &str = "\n</details>\n\n";
    let changes: usize = section.groups.iter().map(|group| group.changes.len()).sum();
    let heading = section.heading.as_ref().map_or_else(|| "Ladder".to_owned(), |heading| text(heading));
    let start = format!("<details><summary>{heading}: {}</summary>\n\n", count(changes, "change"));
    if page.len() + start.len() + END.len() > limit {
        *left_out += changes;
        return;
    }
    page.push_str(&start);
    for group in &section.groups {
        let heading = group.heading.as_ref().map_or_else(String::new, |heading| format!("**{}**\n\n", text(heading)));
        let mut is_headed = false;
        for change in &group.changes {
            let row = format!("{}{}", if is_headed { "" } else { &heading }, row(change, shows_pay));
            if page.len() + row.len() + END.len() > limit {
                *left_out += 1;
                continue;
            }
            page.push_str(&row);
            is_headed = true;
        }
        page.push('\n');
    }
    page.push_str(END.trim_start_matches('\n'));
}

fn row(change: &ChangeView, shows_pay: bool) -> String {
    let subject = if change.subject.is_empty() { String::new() } else { format!("{} ", text(&change.subject)) };
    let review = if change.caution { format!(", needs review: edit {}", code(&change.edit)) } else { String::new() };
    let mut row = format!("- {} {subject}({}{review})", name(change.impact), code(change.kind.as_str()));
    // Pay is private: that it changed is said, and no amount.
    if shows_pay || !change.is_pay {
        if change.words.is_empty() {
            for (mark, side) in [("−", &change.old), ("+", &change.new)] {
                if let Some(side) = side {
                    let _ = write!(row, "<br>{mark} {}", text(side));
                }
            }
        } else {
            row.push_str("<br>");
            change.words.iter().for_each(|(fate, words)| row.push_str(&part(*fate, words)));
        }
    }
    for asked in &change.asked {
        let _ = write!(row, "<br>− {}", text(asked));
    }
    let concerns = change.concerns.as_ref().map_or_else(String::new, |concerns| format!("; this affects {concerns}"));
    let _ = writeln!(row, "<br><sub>because {}</sub>", text(&format!("{}{concerns}", change.reason)));
    row
}

/// What went is struck through and what came is bold, so that nothing is said by colour.
fn part(fate: Fate, words: &str) -> String {
    let (start, end) = (&words[..words.len() - words.trim_start().len()], &words[words.trim_end().len()..]);
    let inner = text(words);
    let inner = inner.trim();
    match fate {
        _ if inner.is_empty() => words.to_owned(),
        Fate::Kept => format!("{start}{inner}{end}"),
        Fate::Removed => format!("{start}<del>{inner}</del>{end}"),
        Fate::Added => format!("{start}<ins><b>{inner}</b></ins>{end}"),
    }
}

fn name(impact: Impact) -> String {
    format!("**{impact}**")
}
