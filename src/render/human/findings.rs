//! Findings with the source line, the culprit underlined, as compilers show them.

use std::collections::HashMap;
use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Screen;
use super::text::{ERROR, GOOD, NOTE, WARNING, wrap_message};
use crate::finding::Severity;
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::view::{FindingReport, Located};
use crate::words::{count, printable};

/// A line longer than this, in bytes, is shown only around the mark.
const LONG_LINE: usize = 600;
/// How much of a long line is shown before and after the mark, in bytes.
const AROUND: usize = 60;
/// The narrowest screen that excerpts are made for.
const NARROWEST: usize = 40;
/// Marks further apart than this, in lines, get excerpts of their own.
const FAR: usize = 400;
/// From how many findings on they are counted by rule.
const MANY: usize = 6;

/// More findings of a rule in a file than this are folded.
const FEW: usize = 3;
/// How many findings of a fold get a line.
const LINES: usize = 20;
/// A list of more lines than this is longer than a screen.
const SCREEN: usize = 50;

/// Writes the findings and what was checked; that comes first where the list is longer than a screen.
pub fn write(report: &FindingReport<'_>, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let mut list = Vec::new();
    write_list(report, screen, &mut list)?;
    let is_long = list.iter().filter(|byte| **byte == b'\n').count() > SCREEN;
    if is_long && !report.is_quiet {
        write_summary(report, screen, out)?;
        writeln!(out)?;
    }
    out.write_all(&list)?;
    if is_long || report.is_quiet { Ok(()) } else { write_summary(report, screen, out) }
}

/// Writes each finding; where a rule speaks often in a file, the first in full and the others under it, a line each.
fn write_list(report: &FindingReport<'_>, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let mut groups: HashMap<(FileId, &str), Vec<&Located<'_>>> = HashMap::new();
    for located in &report.findings {
        groups.entry((located.span.file, located.finding.rule)).or_default().push(located);
    }
    for located in &report.findings {
        let group = &groups[&(located.span.file, located.finding.rule)];
        let is_folded = group.len() > FEW && !report.is_full;
        if is_folded && !std::ptr::eq(group[0], located) {
            continue;
        }
        writeln!(out, "{}", finding(report.sources, located, report.explanation(located), screen))?;
        if is_folded {
            write_fold(report, &group[1..], screen, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_fold(
    report: &FindingReport<'_>,
    fold: &[&Located<'_>],
    screen: Screen,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{} more in this file (`--full` shows them like this one):", fold.len())?;
    for located in fold.iter().take(LINES) {
        let at = report.sources.positions(located.span).0;
        let place = format!("{}:{}: ", at.line, at.column);
        let severity = format!("{}: ", located.finding.severity);
        let message = printable(&located.finding.message);
        let line = super::text::wrap(&format!("{severity}{message}"), screen.width, &format!("  {place}"), "    ");
        writeln!(out, "{line}")?;
    }
    match fold.len().saturating_sub(LINES) {
        0 => Ok(()),
        rest => writeln!(out, "  and {rest} more"),
    }
}

/// One finding as an excerpt of its file, without a line break at the end.
pub fn excerpt(sources: &Sources, located: &Located<'_>, screen: Screen) -> String {
    finding(sources, located, None, screen)
}

struct Labelled {
    span: Span,
    label: String,
    is_primary: bool,
}

fn finding(sources: &Sources, located: &Located<'_>, explained_at: Option<String>, screen: Screen) -> String {
    let finding = located.finding;
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let primary = Labelled { span: located.span, label: printable(&finding.primary.label), is_primary: true };
    let related =
        located.related.iter().map(|m| Labelled { span: m.span, label: printable(&m.mark.label), is_primary: false });
    let mut excerpts: Vec<Vec<Labelled>> = vec![vec![primary]];
    let file = sources.file(located.span.file);
    let line = |span: Span| file.position(span.start as usize).line;
    for mark in related {
        let is_near = mark.span.file == located.span.file
            && line(mark.span).abs_diff(line(located.span)) <= FAR
            && !is_long(file, mark.span)
            && !is_long(file, located.span);
        if is_near { excerpts[0].push(mark) } else { excerpts.push(vec![mark]) }
    }
    // The renderer wraps nothing: each text gets its line breaks at the width that its label leaves.
    let label = finding.severity.as_str().len() + finding.rule.len() + "[]: ".len();
    let message = wrap_message(&printable(&finding.message), screen.width.saturating_sub(label));
    let mut title = level.primary_title(message).id(finding.rule);
    if let Some(address) = explained_at {
        title = title.id_url(address);
    }
    let mut group = title.elements(Vec::<Origin<'_>>::new());
    for marks in &excerpts {
        group = add_excerpt(group, sources.file(marks[0].span.file), marks);
    }
    if let Some(help) = &finding.help {
        let last = |mark: &Labelled| sources.file(mark.span.file).position(mark.span.end as usize).line;
        let digits = excerpts.iter().flatten().map(last).max().unwrap_or(1).to_string().len();
        let label = digits + " = help: ".len();
        let help = wrap_message(&printable(help), screen.width.saturating_sub(label));
        group = group.element(Level::HELP.message(help));
    }
    let renderer = if screen.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.hyperlink(screen.links).term_width(screen.width.max(NARROWEST));
    let mut text = renderer.render(&[group]);
    if excerpts.iter().any(|marks| is_long(sources.file(marks[0].span.file), marks[0].span)) {
        // Where the place of an excerpt is given apart from it, the renderer adds a line for the path that it has not.
        let is_path = |line: &&str| anstream::adapter::strip_str(line).to_string().trim() != ":::";
        text = text.lines().filter(is_path).collect::<Vec<_>>().join("\n");
    }
    // The renderer replaces the control characters of ASCII in titles and source, and knows nothing of the later ones.
    text.replace(|c| ('\u{80}'..='\u{9f}').contains(&c), "\u{fffd}")
}

/// Adds the lines that hold the marks, which are all of one file.
fn add_excerpt<'a>(group: Group<'a>, file: &'a SourceFile, marks: &'a [Labelled]) -> Group<'a> {
    let path = printable(&file.path().to_string_lossy());
    let position = |offset: u32| file.position(offset as usize);
    if is_long(file, marks[0].span) {
        let (cut, span) = around(file, marks[0].span);
        let at = position(marks[0].span.start);
        let origin = Origin::path(path).line(at.line).char_column(at.column);
        let annotation = AnnotationKind::Primary.span(span).label(&marks[0].label);
        let snippet = Snippet::source(cut).line_start(at.line).annotation(annotation);
        return group.element(origin).element(snippet);
    }
    let first = marks.iter().map(|mark| position(mark.span.start).line).min().unwrap_or(1);
    let last = marks.iter().map(|mark| position(mark.span.end).line).max().unwrap_or(first);
    let (start, end) = (file.line_range(first).start, file.line_range(last).end);
    let annotations = marks.iter().map(|mark| {
        let kind = if mark.is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let clamp = |offset: u32| (offset as usize).clamp(start, end) - start;
        kind.span(clamp(mark.span.start)..clamp(mark.span.end)).label(&mark.label)
    });
    let snippet = Snippet::source(&file.text()[start..end]).path(path).line_start(first);
    group.element(snippet.annotations(annotations.collect::<Vec<_>>()))
}

fn is_long(file: &SourceFile, span: Span) -> bool {
    let line = file.line_range(file.position(span.start as usize).line);
    line.len() > LONG_LINE
}

/// The part of a long line around a mark, with dots where it is cut, and the mark in it.
fn around(file: &SourceFile, span: Span) -> (String, std::ops::Range<usize>) {
    let text = file.text();
    let line = file.line_range(file.position(span.start as usize).line);
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary((span.start as usize).saturating_sub(AROUND).max(line.start));
    let mark_end = (span.end as usize).min(span.start as usize + AROUND).min(line.end);
    let end = boundary((mark_end + AROUND).min(line.end));
    let mark = (span.start as usize).min(end) - start..boundary(mark_end).max(span.start as usize).min(end) - start;
    let before = if start > line.start { "..." } else { "" };
    let after = if end < line.end { "..." } else { "" };
    (format!("{before}{}{after}", &text[start..end]), mark.start + before.len()..mark.end + before.len())
}

fn write_summary(report: &FindingReport<'_>, screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    let checked = report.checked;
    let skipped = match checked.skipped {
        0 => String::new(),
        skipped => format!("; skipped {} without `ladder`, `base` or `tracks`", count(skipped, "YAML file")),
    };
    let line = format!(
        "checked {}: {}, {}, {}, by {}{skipped}",
        count(checked.files, "file"),
        count(checked.ladders, "ladder"),
        count(checked.tracks, "track"),
        count(checked.levels, "level"),
        count(checked.rules, "rule"),
    );
    writeln!(out, "{}", wrap_message(&line, screen.width))?;
    let passed_over = report.suppressed.in_words().map_or_else(String::new, |words| format!(" ({words})"));
    let summary = report.summary();
    if summary == crate::view::Summary::default() {
        let nothing =
            if report.unreadable.is_empty() { "no findings" } else { "no findings in the files that could be read" };
        return writeln!(
            out,
            "{}",
            wrap_message(&format!("{}{passed_over}", screen.paint(GOOD, nothing)), screen.width)
        );
    }
    let kinds =
        [(summary.errors, "error", ERROR), (summary.warnings, "warning", WARNING), (summary.notes, "note", NOTE)];
    let counts: Vec<String> = kinds
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, word, style)| screen.paint(*style, &count(*number, word)))
        .collect();
    writeln!(out, "{}", wrap_message(&format!("found {}{passed_over}", counts.join(", ")), screen.width))?;
    if report.findings.len() >= MANY {
        let rules: Vec<String> = report.by_rule().iter().map(|(rule, number)| format!("{rule} {number}")).collect();
        let line = super::text::wrap(&rules.join(", "), screen.width, "by rule: ", "         ");
        writeln!(out, "{line}")?;
    }
    if !report.findings.iter().any(|located| report.fails(located)) {
        let worst = if summary.warnings > 0 { "warning" } else { "note" };
        let gate = match summary.errors {
            0 => format!("this does not fail the check; use `--fail-on {worst}` to make it fail"),
            _ => "this does not fail the check under the present settings".to_owned(),
        };
        writeln!(out, "{}", wrap_message(&gate, screen.width))?;
    }
    writeln!(out, "{}", wrap_message("`ladder explain <rule>` says why a finding matters", screen.width))
}
