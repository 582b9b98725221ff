//! The settings in force for each file: defaults, then `.ladder.yaml`, then the command line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Status, Stop, World};
use crate::config::{
    self, Color, ConfigFile, JudgementConfig, PLACEHOLDERS, ReadConfig, Review, RuleSetting, Settings,
};
use crate::diff::{Impact, Judgement, KINDS, Kind, Remap};
use crate::finding::{Finding, Gate, Mark, Page, Severity, Shape};
use crate::model::Date;
use crate::parse::Spanned;
use crate::render::tokens::PAPER;
use crate::rules::{self, Category, Rule, can_be_set};
use crate::source::{ReadError, Tree};
use crate::view::Located;
use crate::words::suggest;

/// The settings from the command line.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    pub rules: Vec<(String, RuleSetting)>,
    pub select: Vec<String>,
    pub ignore: Vec<String>,
    pub fail_on: Option<Gate>,
}

/// The configurations of all loaded files.
#[derive(Default)]
pub struct Book {
    flags: Flags,
    configs: BTreeMap<PathBuf, ReadConfig>,
    settings: BTreeMap<PathBuf, Settings>,
    defaults: Settings,
}

/// The source of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Default,
    /// A line of a configuration: path, line, column.
    File(PathBuf, usize, usize),
    Flag(&'static str),
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path, line, column) => write!(f, "{}:{line}:{column}", path.display()),
            Self::Flag(flag) => f.write_str(flag),
        }
    }
}

impl Book {
    /// An empty book: the command line only.
    pub fn new(flags: Flags) -> Result<Self, Stop> {
        for (name, flag) in flags
            .rules
            .iter()
            .map(|(name, _)| (name, "--rule"))
            .chain(flags.select.iter().map(|name| (name, "--select")))
            .chain(flags.ignore.iter().map(|name| (name, "--ignore")))
        {
            if let Err(help) = known(name) {
                let message = format!("`{flag}` names `{name}`, but there is no such rule or category");
                return Err(Stop::new(Status::Usage, message).help(help));
            }
        }
        for (name, _) in &flags.rules {
            if let Some(rule) = rules::find(name).filter(|rule| !can_be_set(rule)) {
                let message = format!("`{}` cannot be set: a file that cannot be read cannot be checked", rule.id);
                return Err(Stop::new(Status::Usage, message));
            }
        }
        Ok(Self { flags, configs: BTreeMap::new(), settings: BTreeMap::new(), defaults: Settings::default() })
    }

    /// Reads the configuration of a folder, once.
    pub fn open(&mut self, world: &mut World<'_>, folder: &Path) -> anyhow::Result<()> {
        let Some(path) = config::nearest(world.tree, folder) else { return Ok(()) };
        if self.configs.contains_key(&path) {
            return Ok(());
        }
        self.add(open(world, &path)?, world.today);
        Ok(())
    }

    /// Takes a configuration that was read without mistakes.
    pub(crate) fn add(&mut self, read: ReadConfig, today: Date) {
        let mut settings = Settings::default();
        if let Some(tolerance) = &read.config.pay_tolerance {
            settings.pay_tolerance = tolerance.value;
        }
        settings.banned.clone_from(&read.config.banned);
        settings.review = read.config.review_months.as_ref().map(|months| Review { months: months.value, today });
        self.settings.insert(read.config.path.clone(), settings);
        self.configs.insert(read.config.path.clone(), read);
    }

    /// The configurations, in the order of their paths.
    pub(crate) fn into_configs(self) -> Vec<ReadConfig> {
        self.configs.into_values().collect()
    }

    /// The configuration of a file.
    pub fn config(&self, tree: &dyn Tree, file: &Path) -> Option<&ReadConfig> {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        config::nearest(tree, folder).and_then(|path| self.configs.get(&path))
    }

    /// The paths of all configurations that are in use.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.configs.keys().map(PathBuf::as_path)
    }

    /// The settings for rules that check a ladder of a file with that configuration.
    pub fn settings(&self, config: Option<&ReadConfig>) -> &Settings {
        let config = config.map(|read| &read.config.path);
        config.and_then(|path| self.settings.get(path)).unwrap_or(&self.defaults)
    }

    /// The gate for a file, and the source of the setting.
    pub fn gate(&self, config: Option<&ReadConfig>) -> (Gate, Origin) {
        if let Some(gate) = self.flags.fail_on {
            return (gate, Origin::Flag("--fail-on"));
        }
        match config.and_then(|read| Some((read, read.config.fail_on.as_ref()?))) {
            Some((read, gate)) => (gate.value, origin(read, gate)),
            None => (Gate::Error, Origin::Default),
        }
    }

    /// The place of a value in a configuration, in words.
    pub fn origin(&self, read: Option<&ReadConfig>, span: crate::source::Span) -> String {
        read.map_or_else(String::new, |read| origin(read, &Spanned { value: (), span }).to_string())
    }

    /// The impacts that a project changes from the table of kinds.
    pub fn remap(&self) -> Vec<Remap> {
        let known = |(_, kind, impact): (_, &Spanned<String>, &Spanned<String>)| {
            Some(Remap { kind: Kind::find(&kind.value)?, to: impact_of(&impact.value)? })
        };
        self.impacts().filter_map(known).collect()
    }

    /// The impacts that the configurations in use set: kind and impact, as words.
    pub fn impacts(&self) -> impl Iterator<Item = (&ReadConfig, &Spanned<String>, &Spanned<String>)> {
        self.configs
            .values()
            .flat_map(|read| read.config.impacts.iter().map(move |(kind, impact)| (read, kind, impact)))
    }

    /// The judgements of the team over single edits, each with where it is written.
    pub fn judgements(&self) -> Vec<(Judgement, Origin)> {
        let known = |(read, said): (&ReadConfig, &JudgementConfig)| {
            let (place, edit) = (said.place.value.clone(), said.edit.clone());
            let judgement =
                Judgement { place, edit, impact: impact_of(&said.impact.value)?, reason: said.reason.clone() };
            Some((judgement, origin(read, &said.place)))
        };
        let all = self.configs.values().flat_map(|read| read.config.judgements.iter().map(move |said| (read, said)));
        all.filter_map(known).collect()
    }

    /// Whether pay is shown in output that is meant for publication.
    pub fn shows_pay(&self, config: Option<&ReadConfig>) -> (bool, Origin) {
        match config.and_then(|read| Some((read, read.config.show_pay.as_ref()?))) {
            Some((read, show)) => (show.value, origin(read, show)),
            None => (false, Origin::Default),
        }
    }

    /// Whether all of these configurations show it.
    pub fn all_show_pay<'c>(&self, configs: impl IntoIterator<Item = Option<&'c ReadConfig>>) -> bool {
        configs.into_iter().all(|config| self.shows_pay(config).0)
    }

    /// The page that explains the rules.
    pub fn explanations<'a>(&self, config: Option<&'a ReadConfig>) -> (Option<&'a Page>, Origin) {
        match config.and_then(|read| Some((read, read.config.explanations.as_ref()?))) {
            Some((read, page)) => (Some(&page.value), origin(read, page)),
            None => (None, Origin::Default),
        }
    }

    /// How far the midpoints of parallel levels may differ.
    pub fn pay_tolerance(&self, config: Option<&ReadConfig>) -> (f64, Origin) {
        match config.and_then(|read| Some((read, read.config.pay_tolerance.as_ref()?))) {
            Some((read, tolerance)) => (tolerance.value, origin(read, tolerance)),
            None => (self.defaults.pay_tolerance, Origin::Default),
        }
    }

    /// The setting of a rule for a file, and its source; `None` if it is not set.
    pub fn rule(&self, rule: &Rule, config: Option<&ReadConfig>, file: &Path) -> Option<(RuleSetting, Origin)> {
        if !can_be_set(rule) {
            return None;
        }
        let mut found = None;
        if let Some(read) = config {
            let config = &read.config;
            for settings in std::iter::once(&config.rules)
                .chain(config.paths.iter().filter(|paths| paths.names(file)).map(|paths| &paths.rules))
            {
                found = nearest_setting(rule, settings).map(|(name, set)| (set, origin(read, name))).or(found);
            }
            if let Some(name) = config.ignore.iter().find(|name| names(&name.value, rule)) {
                found = Some((RuleSetting::Off, origin(read, name)));
            }
            let selected = config.select.iter().any(|name| names(&name.value, rule));
            if let (false, true, Some(first)) = (selected, self.flags.select.is_empty(), config.select.first()) {
                found = Some((RuleSetting::Off, origin(read, first)));
            }
        }
        if !self.flags.select.is_empty() && !self.flags.select.iter().any(|name| names(name, rule)) {
            found = Some((RuleSetting::Off, Origin::Flag("--select")));
        }
        if self.flags.ignore.iter().any(|name| names(name, rule)) {
            found = Some((RuleSetting::Off, Origin::Flag("--ignore")));
        }
        let flags = || self.flags.rules.iter().rev();
        let flagged = flags().find(|(name, _)| is_rule(name, rule)).or(flags().find(|(name, _)| names(name, rule)));
        flagged.map(|(_, set)| (*set, Origin::Flag("--rule"))).or(found)
    }

    /// The severity of a finding as set; `None` if it is off. A finding that is milder than its rule stays milder.
    pub fn severity(&self, finding: &Finding, config: Option<&ReadConfig>, file: &Path) -> Option<Severity> {
        let rule = rules::find(finding.rule).expect("every finding is of a rule of the table");
        match self.rule(rule, config, file) {
            None => Some(finding.severity),
            Some((RuleSetting::Off, _)) => None,
            Some((RuleSetting::At(set), _)) if finding.severity < rule.severity => Some(set.min(finding.severity)),
            Some((RuleSetting::At(set), _)) => Some(set),
        }
    }
}

/// Reads a configuration, and holds it to the tables of rules and kinds.
///
/// # Errors
/// If the file cannot be read.
pub(crate) fn read(tree: &dyn Tree, path: &Path) -> Result<ReadConfig, ReadError> {
    let mut read = config::read(tree, path)?;
    hold_to_tables(&read.config, &mut read.findings);
    Ok(read)
}

/// Reads a configuration; prints its mistakes and stops if it has any.
pub fn open(world: &mut World<'_>, path: &Path) -> anyhow::Result<ReadConfig> {
    let read = read(world.tree, path)?;
    if !read.findings.is_empty() {
        let span = |mark: &Mark| match mark.target {
            crate::finding::Target::Span(span) => Some(span),
            _ => None,
        };
        world.show(&read.sources, &Located::all(&read.sources, &read.findings, span, |_| None))?;
        let path = world.tree.shown(path);
        return Err(Stop::new(Status::Usage, format!("the configuration `{}` has mistakes", path.display())).into());
    }
    Ok(read)
}

fn impact_of(word: &str) -> Option<Impact> {
    Impact::ALL.into_iter().find(|impact| impact.as_str() == word)
}

fn is_rule(name: &str, rule: &Rule) -> bool {
    name == rule.id || rule.aliases.contains(&name)
}

fn names(name: &str, rule: &Rule) -> bool {
    is_rule(name, rule) || name == rule.category.as_str()
}

/// A rule's own line wins over that of its category; of several lines, the last one wins.
fn nearest_setting<'a>(rule: &Rule, settings: &'a config::RuleSettings) -> Option<(&'a Spanned<String>, RuleSetting)> {
    let own = settings.iter().rev().find(|(name, _)| is_rule(&name.value, rule));
    own.or_else(|| settings.iter().rev().find(|(name, _)| names(&name.value, rule))).map(|(name, set)| (name, *set))
}

fn origin<T>(read: &ReadConfig, spanned: &Spanned<T>) -> Origin {
    let (start, _) = read.sources.positions(spanned.span);
    Origin::File(read.config.path.clone(), start.line, start.column)
}

/// Whether a name is a rule or a category; if not, a suggestion.
fn known(name: &str) -> Result<(), String> {
    let categories = Category::ALL.map(Category::as_str);
    if rules::find(name).is_some() || categories.contains(&name) {
        return Ok(());
    }
    let all = rules::ALL.iter().map(|rule| rule.id).chain(categories);
    Err(suggest::did_you_mean(name, all).unwrap_or_else(|| {
        format!("`ladder rules` lists the rules; the categories are {}", suggest::one_of(&categories))
    }))
}

/// Reports a word that is no impact.
fn hold_to_impacts(impact: &Spanned<String>, findings: &mut Vec<Finding>) {
    if impact_of(&impact.value).is_none() {
        let mark = Mark::span(impact.span, "not an impact");
        let words = suggest::one_of(&Impact::ALL.map(Impact::as_str));
        let message = format!("`{}` is not an impact", impact.value);
        findings.push(Shape::BadValue.finding(message, mark).help(format!("write {words}")));
    }
}

/// The least contrast of text with what is behind it: level AA of WCAG.
const LEAST_CONTRAST: f64 = 4.5;

/// Reports colours in which text could not be read on the paper of pages.
fn hold_to_paper(config: &ConfigFile, findings: &mut Vec<Finding>) {
    let paper = Color::parse(PAPER.light).expect("the table has colours");
    for color in [&config.site.ic_color, &config.site.manager_color].into_iter().flatten() {
        let contrast = color.value.contrast(paper.mixed(color.value, Color::TINT));
        if contrast < LEAST_CONTRAST {
            let message = format!(
                "text in `{}` cannot be read well in a box of its own tint: its contrast is {contrast:.2}",
                color.value
            );
            let mark = Mark::span(color.span, format!("expected a contrast of at least {LEAST_CONTRAST}"));
            findings.push(Shape::BadValue.finding(message, mark).help("choose a darker colour"));
        }
    }
    if let (Some(ic), Some(manager)) = (&config.site.ic_color, &config.site.manager_color)
        && ic.value == manager.value
    {
        let message = format!("both sides have the colour `{}`", manager.value);
        let mark = Mark::span(manager.span, "the colour of individual contributors too");
        findings.push(Shape::BadValue.finding(message, mark).help("choose two that people can tell apart"));
    }
}

/// Reports a template of a link with a placeholder that nothing fills.
fn hold_to_placeholders(config: &ConfigFile, findings: &mut Vec<Finding>) {
    let Some(Spanned { value, span }) = &config.site.feedback else { return };
    let starts =
        value.match_indices('{').filter_map(|(start, _)| Some(&value[start..=start + value[start..].find('}')?]));
    for name in starts.filter(|name| !PLACEHOLDERS.contains(name)) {
        let mark = Mark::span(*span, "nothing fills it");
        let message = format!("the link has an unknown placeholder `{name}`");
        let known = PLACEHOLDERS.map(|name| format!("`{name}`")).join(" and ");
        findings.push(Shape::BadValue.finding(message, mark).help(format!("the placeholders are {known}")));
    }
}

/// Reports unknown names in a configuration.
fn hold_to_tables(config: &ConfigFile, findings: &mut Vec<Finding>) {
    for (kind, impact) in &config.impacts {
        let kinds = KINDS.iter().map(|row| row.name);
        if Kind::find(&kind.value).is_none() {
            let help =
                suggest::did_you_mean(&kind.value, kinds).unwrap_or("`ladder diff --explain` lists them".to_owned());
            let mark = Mark::span(kind.span, "no such kind");
            let message = format!("there is no kind of change `{}`", kind.value);
            findings.push(Shape::UnknownReference.finding(message, mark).help(help));
        }
        hold_to_impacts(impact, findings);
    }
    hold_to_paper(config, findings);
    hold_to_placeholders(config, findings);
    for judgement in &config.judgements {
        hold_to_impacts(&judgement.impact, findings);
    }
    let in_paths = config.paths.iter().flat_map(|paths| &paths.rules);
    let set = || config.rules.iter().chain(in_paths.clone()).map(|(name, _)| name);
    for name in set().chain(&config.select).chain(&config.ignore) {
        if let Err(help) = known(&name.value) {
            let mark = Mark::span(name.span, "no such rule");
            let message = format!("there is no rule or category `{}`", name.value);
            findings.push(Shape::UnknownReference.finding(message, mark).help(help));
        }
    }
    for name in set().chain(&config.ignore) {
        let is_shape = name.value == Category::Shape.as_str();
        if is_shape || rules::find(&name.value).is_some_and(|rule| !can_be_set(rule)) {
            let mark = Mark::span(name.span, "a rule of shape");
            let message = format!("`{}` cannot be set", name.value);
            let help = "a file that cannot be read cannot be checked: correct the file instead";
            findings.push(Shape::BadValue.finding(message, mark).help(help));
        }
    }
}
