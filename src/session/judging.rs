//! What is reported of all that is found: severities as set, without what comments pass over.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::World;
use super::settings::{Book, Flags};
use crate::config::{ReadConfig, RuleSetting, Settings};
use crate::edit::{self, Editor};
use crate::finding::{Edit, Finding, Gate, Mark, Page};
use crate::model::OwnerId;
use crate::parse::Loaded;
use crate::rules::{self, Check, Rule};
use crate::source::{FileId, Kind, Span, Tree, folder_of};
use crate::view::{Checked, Correction, Located};

/// What was loaded, with the settings that hold for each file.
pub struct Judging<'a> {
    pub loaded: &'a Loaded,
    tree: &'a dyn Tree,
    book: &'a Book,
    /// Of each file that is named, its one path and its configuration.
    files: BTreeMap<FileId, (PathBuf, Option<&'a ReadConfig>)>,
}

/// The findings to report.
pub struct Judged {
    /// The findings, with the severities that are set.
    pub findings: Vec<Finding>,
    /// The findings that comments suppress.
    pub ignored: Vec<Finding>,
    /// How many rules ran: those that are not off in every file, and that what was named can be judged by.
    pub rules: usize,
}

/// The book of settings for the loaded files.
pub fn book(world: &mut World<'_>, flags: Flags, loaded: &Loaded) -> anyhow::Result<Book> {
    let mut book = Book::new(flags)?;
    for named in &loaded.named {
        book.open(world, &folder_of(loaded.sources.path(named.file)))?;
    }
    Ok(book)
}

/// The findings, each at its place.
pub fn located<'a>(loaded: &Loaded, findings: &'a [Finding]) -> Vec<Located<'a>> {
    Located::all(&loaded.sources, findings, |mark| loaded.origins.span(mark), |_| None)
}

/// The findings, each at its place and with the edit that corrects it.
pub fn located_with_corrections<'a>(loaded: &Loaded, findings: &'a [Finding]) -> Vec<Located<'a>> {
    let mut editors = HashMap::new();
    let mut splice = |edit: &Edit| {
        let file = edit::file_of(loaded, edit)?;
        let editor: &Option<Editor<'_>> = editors.entry(file).or_insert_with(|| Editor::new(loaded, file));
        let splice = editor.as_ref()?.splice(edit)?;
        Some((Span::new(file, splice.range.start, splice.range.end), splice.text))
    };
    let correction = |finding: &Finding| {
        let fix = finding.fix.as_ref()?;
        let replacements: Option<Vec<(Span, String)>> = fix.edits.iter().map(&mut splice).collect();
        Some(Correction { title: fix.title.clone(), replacements: replacements.filter(|all| !all.is_empty())? })
    };
    Located::all(&loaded.sources, findings, |mark| loaded.origins.span(mark), correction)
}

impl<'a> Judging<'a> {
    pub fn new(tree: &'a dyn Tree, loaded: &'a Loaded, book: &'a Book) -> Self {
        let files = loaded.named.iter().map(|named| {
            let path = &named.path;
            (named.file, (tree.canonical(path), book.config(tree, path)))
        });
        Self { loaded, tree, book, files: files.collect() }
    }

    /// All findings, as they are to be reported.
    pub fn judge(&self, hears_comments: bool) -> Judged {
        let loaded = self.loaded;
        let defaults = Settings::default();
        let mut by_owner: HashMap<&OwnerId, &Settings> = HashMap::new();
        for (named, owner) in loaded.named.iter().filter_map(|named| Some((named, named.owner.as_ref()?))) {
            by_owner.entry(owner).or_insert_with(|| self.book.settings(self.files[&named.file].1));
        }
        let settings = |owner: &OwnerId| by_owner.get(owner).copied().unwrap_or(&defaults);
        let mut findings = loaded.findings.clone();
        findings.extend(rules::check(&loaded.set, |owner| loaded.is_named(owner), loaded.whole_project, settings));

        let is_asked = |rule: &Rule| match rule.check {
            Check::Project(_) => loaded.whole_project,
            Check::Ignores => hears_comments,
            Check::Loader(_) | Check::Ladder(_) | Check::File(_) | Check::Named(_) => true,
        };
        let is_off = |rule: &Rule, file: &FileId| self.is_off(rule, &self.files[file].0, self.files[file].1);
        let is_off_everywhere =
            |rule: &Rule| !self.files.is_empty() && self.files.keys().all(|file| is_off(rule, file));
        let mut ignored = Vec::new();
        if hears_comments {
            let line = |mark: &Mark| {
                let span = loaded.origins.span(mark)?;
                Some((span.file, loaded.sources.positions(span).0.line))
            };
            let ran = |rule: &Rule| is_asked(rule) && !self.files.keys().any(|file| is_off(rule, file));
            let suppressed = rules::suppress(findings, &loaded.ignores, line, ran);
            (findings, ignored) = (suppressed.findings, suppressed.ignored);
        }
        findings.retain_mut(|finding| {
            let file = loaded.span(finding).and_then(|span| self.files.get(&span.file));
            let severity = file.and_then(|(path, config)| self.book.severity(finding, *config, path));
            finding.severity = severity.unwrap_or(finding.severity);
            severity.is_some()
        });
        let rules = rules::ALL.iter().filter(|rule| is_asked(rule) && !is_off_everywhere(rule)).count();
        Judged { findings, ignored, rules }
    }

    /// Whether a finding is at or above the gate of its file.
    pub fn fails(&self, finding: &Finding) -> bool {
        let file = self.loaded.span(finding).and_then(|span| self.files.get(&span.file));
        self.book.gate(file.and_then(|(_, config)| *config)).0.fails(finding.severity)
    }

    /// The lowest severity that fails, of each file.
    pub fn gates(&self) -> BTreeMap<FileId, Gate> {
        self.files.iter().map(|(file, (_, config))| (*file, self.book.gate(*config).0)).collect()
    }

    /// Whether a path and a rule were looked at: the file was checked or is gone, and the rule was run there.
    pub fn was_asked(&self, path: &Path, rule: Option<&Rule>) -> bool {
        let absolute = self.tree.canonical(path);
        let is_checked = self.files.values().any(|(known, _)| *known == absolute);
        if !is_checked && self.tree.kind(path) == Ok(Kind::File) {
            return false;
        }
        rule.is_none_or(|rule| {
            !self.is_off(rule, &absolute, self.book.config(self.tree, path))
                && (self.loaded.whole_project || !matches!(rule.check, Check::Project(_)))
        })
    }

    /// Whether every file that is named shows pay.
    pub fn shows_pay(&self) -> bool {
        self.book.all_show_pay(self.files.values().map(|(_, config)| *config))
    }

    /// Where rules are explained, for the files whose configurations say so.
    pub fn pages(&self) -> BTreeMap<FileId, Page> {
        let page = |config: Option<&ReadConfig>| self.book.explanations(config).0.cloned();
        self.files.iter().filter_map(|(file, (_, config))| Some((*file, page(*config)?))).collect()
    }

    /// How much was checked, by so many rules.
    pub fn checked(&self, rules: usize) -> Checked {
        let loaded = self.loaded;
        let ladders = || loaded.named_ladders();
        Checked {
            files: loaded.named.len(),
            ladders: ladders().count(),
            tracks: ladders().map(|ladder| ladder.tracks.len()).sum(),
            levels: ladders().map(|ladder| ladder.levels().count()).sum(),
            rules,
            skipped: loaded.skipped,
        }
    }

    /// The configuration of a file, for those who are told.
    pub fn config(&self, file: FileId) -> Option<&'a ReadConfig> {
        self.files.get(&file).and_then(|(_, config)| *config)
    }

    fn is_off(&self, rule: &Rule, path: &Path, config: Option<&ReadConfig>) -> bool {
        matches!(self.book.rule(rule, config, path), Some((RuleSetting::Off, _)))
    }
}
