//! The settings of a project in `.ladder.yaml`, and their defaults.
//!
//! This module knows no rules and no kinds of change: their names stay words here, with their places, and the commands
//! check them against the tables.

mod color;
pub mod keys;
mod read;

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::finding::{Gate, Page, Severity};
use crate::model::Date;
use crate::parse::{PROJECT_FILE, Spanned};
use crate::source::{Kind, Span, Tree};

pub use color::Color;
pub use read::{ReadConfig, read};

/// Settings for every rule and the diff.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How far the midpoints of parallel levels may differ, as a part of the larger one: 0.05 is 5 per cent.
    pub pay_tolerance: f64,
    /// Words that no text may have.
    pub banned: Vec<Banned>,
    /// When ladders have to be reviewed; `None` where the project does not say.
    pub review: Option<Review>,
}

/// When ladders have to be reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// After how many months.
    pub months: u32,
    /// The day that it is.
    pub today: Date,
}

/// A word that a project bans, or several in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banned {
    pub word: String,
    /// Why; empty where the project does not say.
    pub reason: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self { pay_tolerance: 0.05, banned: Vec::new(), review: None }
    }
}

/// The setting of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleSetting {
    /// Its findings are not reported.
    Off,
    /// Its findings have this severity.
    At(Severity),
}

impl RuleSetting {
    /// Every word that sets a rule.
    pub const WORDS: [&'static str; 4] = ["error", "warning", "note", "off"];

    /// The setting that a word means.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "error" => Some(Self::At(Severity::Error)),
            "warning" => Some(Self::At(Severity::Warning)),
            "note" => Some(Self::At(Severity::Note)),
            "off" => Some(Self::Off),
            _ => None,
        }
    }

    /// The word that sets it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::At(severity) => severity.as_str(),
        }
    }
}

/// Rules, by id or category, and their settings.
pub type RuleSettings = Vec<(Spanned<String>, RuleSetting)>;

/// A `.ladder.yaml`, as it was read.
#[derive(Debug)]
pub struct ConfigFile {
    /// Its path.
    pub path: PathBuf,
    /// What rules are set to.
    pub rules: RuleSettings,
    /// The only rules and categories that are checked; empty for all.
    pub select: Vec<Spanned<String>>,
    /// Rules and categories that are not checked.
    pub ignore: Vec<Spanned<String>>,
    /// The least severity that fails a check.
    pub fail_on: Option<Spanned<Gate>>,
    /// Settings for some files.
    pub paths: Vec<PathConfig>,
    /// How far the midpoints of parallel levels may differ, as a part of the larger one.
    pub pay_tolerance: Option<Spanned<f64>>,
    /// Words that no text may have.
    pub banned: Vec<Banned>,
    /// After how many months a ladder has to be reviewed.
    pub review_months: Option<Spanned<u32>>,
    /// Kinds of change, and their impacts.
    pub impacts: Vec<(Spanned<String>, Spanned<String>)>,
    /// Judgements over single edits.
    pub judgements: Vec<JudgementConfig>,
    /// Whether pay is shown in output that is meant for publication.
    pub show_pay: Option<Spanned<bool>>,
    /// The page that explains the rules.
    pub explanations: Option<Spanned<Page>>,
    /// How a site of the ladders is called and looks.
    pub site: SiteConfig,
    /// Globs of files that a walk leaves out.
    pub exclude: Vec<Spanned<String>>,
    excluded: Gitignore,
}

/// How a site is called and looks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SiteConfig {
    /// Its name.
    pub name: Option<Spanned<String>>,
    /// The file of a picture, relative to the folder of the configuration.
    pub logo: Option<Spanned<String>>,
    /// The colour of the side of individual contributors.
    pub ic_color: Option<Spanned<Color>>,
    /// The colour of the side of managers.
    pub manager_color: Option<Spanned<Color>>,
    /// What each page says at its end.
    pub note: Option<Spanned<String>>,
    /// Where a reader can say something about a page: a link with [`PLACEHOLDERS`].
    pub feedback: Option<Spanned<String>>,
}

/// What the link for feedback can hold of a page: its title, and its address in the site.
pub const PLACEHOLDERS: [&str; 2] = ["{title}", "{page}"];

impl SiteConfig {
    /// Each setting that is made: its name, its value and its place.
    pub fn settings(&self) -> Vec<(&'static str, String, Span)> {
        let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| (text.value.clone(), text.span));
        let color = |color: &Option<Spanned<Color>>| color.as_ref().map(|color| (color.value.to_string(), color.span));
        let all = [
            ("site.name", text(&self.name)),
            ("site.logo", text(&self.logo)),
            ("site.ic_color", color(&self.ic_color)),
            ("site.manager_color", color(&self.manager_color)),
            ("site.note", text(&self.note)),
            ("site.feedback", text(&self.feedback)),
        ];
        all.into_iter().filter_map(|(name, set)| set.map(|(value, span)| (name, value, span))).collect()
    }
}

/// Settings for the files that globs match.
#[derive(Debug)]
pub struct PathConfig {
    /// The globs, relative to the folder of the configuration.
    pub globs: Vec<Spanned<String>>,
    /// What rules are set to there.
    pub rules: RuleSettings,
    matcher: Gitignore,
}

/// What the team says of one edit.
#[derive(Debug)]
pub struct JudgementConfig {
    /// The place of the change.
    pub place: Spanned<String>,
    /// The id of the edit.
    pub edit: String,
    /// The impact, as a word.
    pub impact: Spanned<String>,
    /// Why.
    pub reason: String,
}

impl ConfigFile {
    /// Whether a walk leaves out a file.
    pub fn excludes(&self, path: &Path) -> bool {
        matches(&self.excluded, path)
    }
}

impl PathConfig {
    /// Whether the globs match a file.
    pub fn names(&self, path: &Path) -> bool {
        matches(&self.matcher, path)
    }
}

/// Whether globs match a file or a folder above it; both are absolute, or both are relative to the same folder.
fn matches(globs: &Gitignore, path: &Path) -> bool {
    path.starts_with(globs.path()) && globs.matched_path_or_any_parents(path, false).is_ignore()
}

/// Compiles globs relative to `folder`; returns those that do not compile, with the reason.
fn compile(folder: &Path, globs: &[Spanned<String>]) -> (Gitignore, Vec<(Spanned<String>, String)>) {
    let mut builder = GitignoreBuilder::new(folder);
    let mut wrong = Vec::new();
    for glob in globs {
        if let Err(error) = builder.add_line(None, &glob.value) {
            wrong.push((glob.clone(), error.to_string()));
        }
    }
    (builder.build().unwrap_or_else(|_| Gitignore::empty()), wrong)
}

/// The nearest `.ladder.yaml` above a file, as its path.
pub fn nearest(tree: &dyn Tree, folder: &Path) -> Option<PathBuf> {
    let absolute = tree.canonical(folder);
    let candidates = absolute.ancestors().map(|folder| folder.join(PROJECT_FILE));
    candidates.into_iter().find(|path| tree.kind(path) == Ok(Kind::File))
}
