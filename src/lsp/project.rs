//! What is known of one folder or file: it is loaded and judged as `ladder validate` would, from texts that may not be saved.

use std::path::Path;

use crate::config::{self, ReadConfig};
use crate::finding::{Finding, Target};
use crate::model::Date;
use crate::parse::{Input, Loaded};
use crate::session::judging::{self, Judging};
use crate::session::load_below;
use crate::session::settings::{self, Book};
use crate::source::{ReadError, Sources, Span, Tree, folder_of};
use crate::view::{Correction, Located};

/// A project as it was last read.
pub(super) struct Project {
    pub loaded: Loaded,
    pub configs: Vec<ReadConfig>,
    /// What is wrong, in files and in configurations.
    pub found: Vec<Found>,
    /// Whether pay may be shown.
    pub shows_pay: bool,
    /// The project as it was when more of its files could be read.
    before: Option<Box<Project>>,
}

/// A finding at its place.
pub(super) struct Found {
    pub finding: Finding,
    pub span: Span,
    pub related: Vec<(Span, String)>,
    pub correction: Option<Correction>,
    /// Where its rule is explained.
    pub page: Option<String>,
    /// The configuration that it is in, by its index.
    config: Option<usize>,
}

impl Project {
    /// Reads `input`, a folder or a file of the project in `root`.
    ///
    /// # Errors
    /// If a configuration cannot be read.
    pub(super) fn read(tree: &dyn Tree, root: &Path, input: &Path, today: Date) -> Result<Self, ReadError> {
        let mut configs = Vec::new();
        add_config(tree, input, &mut configs)?;
        let loaded = load_below(tree, root, &[Input::Path(input.to_path_buf())], &configs);
        for named in &loaded.named {
            add_config(tree, &folder_of(loaded.sources.path(named.file)), &mut configs)?;
        }
        let mut project = Self { loaded, configs, found: Vec::new(), shows_pay: false, before: None };
        // As for `validate`: by settings with mistakes nothing is judged.
        project.found = project.mistakes_of_configs();
        if project.found.is_empty() {
            project.judge(tree, today);
        }
        Ok(project)
    }

    fn mistakes_of_configs(&self) -> Vec<Found> {
        let all = self.configs.iter().enumerate();
        let mistakes = all.flat_map(|(index, read)| read.findings.iter().map(move |finding| (index, finding)));
        let found = mistakes.filter_map(|(index, finding)| {
            let Target::Span(span) = finding.primary.target else { return None };
            let (related, correction, page) = (Vec::new(), None, None);
            Some(Found { finding: finding.clone(), span, related, correction, page, config: Some(index) })
        });
        found.collect()
    }

    fn judge(&mut self, tree: &dyn Tree, today: Date) {
        let mut book = Book::default();
        for read in std::mem::take(&mut self.configs) {
            book.add(read, today);
        }
        let judging = Judging::new(tree, &self.loaded, &book);
        let findings = judging.judge(true).findings;
        let pages = judging.pages();
        let of = |located: Located<'_>| Found {
            finding: located.finding.clone(),
            span: located.span,
            related: located.related.iter().map(|marked| (marked.span, marked.mark.label.clone())).collect(),
            page: pages.get(&located.span.file).map(|page| page.of(located.finding.rule)),
            correction: located.correction,
            config: None,
        };
        let found = judging::located_with_corrections(&self.loaded, &findings).into_iter().map(of).collect();
        let shows_pay = judging.shows_pay();
        (self.found, self.shows_pay, self.configs) = (found, shows_pay, book.into_configs());
    }

    /// The texts that the spans of a finding are of.
    pub(super) fn sources_of(&self, found: &Found) -> &Sources {
        found.config.map_or(&self.loaded.sources, |index| &self.configs[index].sources)
    }

    /// Remembers an older reading if that could read more files.
    pub(super) fn after(mut self, older: Option<Self>) -> Self {
        let fullest = older.map(|mut older| match older.before.take() {
            Some(before) => before,
            None => Box::new(older),
        });
        self.before = fullest.filter(|fullest| fullest.owners() > self.owners());
        self
    }

    fn owners(&self) -> usize {
        self.loaded.named.iter().filter(|named| named.owner.is_some()).count()
    }

    /// What completion in a file asks. A file that somebody types in is rarely whole: then it is an older reading.
    pub(super) fn for_completion(&self, path: &Path) -> &Self {
        let mut named = self.loaded.named.iter().filter(|named| named.owner.is_some());
        let can_be_read = named.any(|named| self.loaded.sources.path(named.file) == path);
        self.before.as_deref().filter(|_| !can_be_read).unwrap_or(self)
    }

    /// Whether a file is one of those that are judged.
    pub(super) fn judges(&self, path: &Path) -> bool {
        let is_named = |named: &crate::parse::NamedFile| self.loaded.sources.path(named.file) == path;
        self.loaded.named.iter().any(is_named) || self.configs.iter().any(|read| read.config.path == path)
    }
}

/// Reads the configuration of a folder, once.
fn add_config(tree: &dyn Tree, folder: &Path, configs: &mut Vec<ReadConfig>) -> Result<(), ReadError> {
    let Some(path) = config::nearest(tree, folder) else { return Ok(()) };
    if configs.iter().all(|read| read.config.path != path) {
        configs.push(settings::read(tree, &path)?);
    }
    Ok(())
}
