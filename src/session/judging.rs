//! What is reported of all that is found: severities as set, without what comments and a baseline pass over.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::World;
use super::settings::{Book, Flags};
use crate::config::{ReadConfig, RuleSetting, Settings};
use crate::finding::{Finding, Mark};
use crate::model::OwnerId;
use crate::parse::Loaded;
use crate::rules::{self, Check, Rule};
use crate::source::{FileId, folder_of};
use crate::view::{Checked, FindingReport};

/// What is to be reported.
pub struct Judged {
    /// The findings, with the severities that are set.
    pub findings: Vec<Finding>,
    /// How many comments pass over.
    pub ignored: usize,
    /// How many rules ran: those that are not off in every file, and that what was named can be judged by.
    pub rules: usize,
}

/// The book of settings for what was loaded.
pub fn book(world: &mut World<'_>, flags: Flags, loaded: &Loaded) -> anyhow::Result<Book> {
    let mut book = Book::new(flags)?;
    for named in &loaded.named {
        let path = loaded.sources.file(named.file).path().to_path_buf();
        book.open(world, &folder_of(&path))?;
    }
    Ok(book)
}

/// Everything that is found, as it is to be reported.
pub fn judge(world: &World<'_>, loaded: &Loaded, book: &Book, hears_comments: bool) -> Judged {
    let configs: BTreeMap<FileId, (PathBuf, Option<&ReadConfig>)> = loaded
        .named
        .iter()
        .map(|named| {
            let path = loaded.sources.file(named.file).path();
            (named.file, (world.tree.canonical(path), book.config(world.tree, path)))
        })
        .collect();
    let defaults = Settings::default();
    let settings = |owner: &OwnerId| {
        let named = loaded.named.iter().find(|named| named.owner.as_ref() == Some(owner));
        named.map_or(&defaults, |named| book.settings(world.tree, loaded.sources.file(named.file).path()))
    };
    let mut findings = loaded.findings.clone();
    findings.extend(rules::check(&loaded.set, |owner| loaded.is_named(owner), loaded.whole_project, settings));

    let is_off = |rule: &Rule, (path, config): &(PathBuf, Option<&ReadConfig>)| {
        matches!(book.rule(rule, *config, path), Some((RuleSetting::Off, _)))
    };
    let is_asked = |rule: &Rule| match rule.check {
        Check::Project(_) => loaded.whole_project,
        Check::Ignores => hears_comments,
        Check::Loader(_) | Check::Ladder(_) | Check::File(_) => true,
    };
    let is_everywhere_off = |rule: &Rule| !configs.is_empty() && configs.values().all(|file| is_off(rule, file));
    let rules = rules::ALL.iter().filter(|rule| is_asked(rule) && !is_everywhere_off(rule)).count();
    let at = |finding: &Finding| loaded.span(finding).and_then(|span| configs.get(&span.file));
    let mut ignored = 0;
    if hears_comments {
        let line = |finding: &Finding| {
            let span = loaded.span(finding)?;
            Some((span.file, loaded.sources.positions(span).0.line))
        };
        let ran = |rule: &Rule| is_asked(rule) && !configs.values().any(|file| is_off(rule, file));
        let suppressed = rules::suppress(findings, &loaded.ignores, line, ran);
        (findings, ignored) = (suppressed.findings, suppressed.ignored);
    }
    let mut judged = Judged { findings: Vec::new(), ignored, rules };
    for mut finding in findings {
        let Some((path, config)) = at(&finding) else { continue };
        let Some(severity) = book.severity(&finding, *config, path) else { continue };
        finding.severity = severity;
        judged.findings.push(finding);
    }
    judged
}

/// Whether a finding is at or above the gate of its file.
pub fn fails(world: &World<'_>, loaded: &Loaded, book: &Book, finding: &Finding) -> bool {
    let config = loaded.span(finding).and_then(|span| book.config(world.tree, loaded.sources.file(span.file).path()));
    book.gate(config).0.fails(finding.severity)
}

/// Everything that is wrong with what was loaded and named, by the settings that hold where nobody sets anything.
pub fn all_findings(loaded: &Loaded) -> Vec<Finding> {
    let settings = Settings::default();
    let mut findings = loaded.findings.clone();
    let named = |owner: &OwnerId| loaded.is_named(owner);
    findings.extend(rules::check(&loaded.set, named, loaded.whole_project, |_| &settings));
    let line = |finding: &Finding| {
        let span = loaded.span(finding)?;
        Some((span.file, loaded.sources.positions(span).0.line))
    };
    rules::suppress(findings, &loaded.ignores, line, |_| true).findings
}

/// What was found, with what was checked.
pub fn report<'a>(loaded: &'a Loaded, findings: &'a [Finding], rules: usize) -> FindingReport<'a> {
    let ladders = || loaded.set.ladders.iter().filter(|ladder| loaded.is_named(&ladder.owner()));
    let checked = Checked {
        files: loaded.named.len(),
        ladders: ladders().count(),
        tracks: ladders().map(|ladder| ladder.tracks.len()).sum(),
        levels: ladders().map(|ladder| ladder.levels().count()).sum(),
        rules,
        skipped: loaded.skipped,
    };
    let span = |mark: &Mark| loaded.origins.span(mark);
    let mut report = FindingReport::new(&loaded.sources, findings, checked, &loaded.unreadable, span);
    report.files = loaded.named.iter().map(|named| named.file).collect();
    report
}
