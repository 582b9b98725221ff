//! From the text of a `.ladder.yaml` to settings. Mistakes are findings with places, as in a ladder.

use std::path::Path;

use super::keys::{BANNED, CONFIG, JUDGEMENT, PATHS, SITE, TOLERANCE, WORDS};
use super::{Banned, Color, ConfigFile, JudgementConfig, PathConfig, RuleSetting, RuleSettings, SiteConfig, compile};
use crate::finding::{Finding, Gate, Mark, Page, Shape};
use crate::model::Stated;
use crate::parse::reader::{Fields, Reader};
use crate::parse::yaml::{self, NodeKind};
use crate::parse::{Spanned, decode};
use crate::source::{ReadError, SourceFile, Sources, Span, Tree};

/// A configuration and its findings.
#[derive(Debug)]
pub struct ReadConfig {
    /// The text, for the findings.
    pub sources: Sources,
    /// The settings that could be read.
    pub config: ConfigFile,
    /// The findings.
    pub findings: Vec<Finding>,
}

/// Reads the configuration at `path`.
///
/// # Errors
/// If the file cannot be read.
pub fn read(tree: &dyn Tree, path: &Path) -> Result<ReadConfig, ReadError> {
    let bytes = tree.read(path)?;
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let (text, damage) = decode(bytes);
    let file = sources.add(SourceFile::new(tree.shown(path), text));
    let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
    let mut config = ConfigFile {
        path: path.to_path_buf(),
        rules: Vec::new(),
        select: Vec::new(),
        ignore: Vec::new(),
        fail_on: None,
        paths: Vec::new(),
        pay_tolerance: None,
        banned: Vec::new(),
        review_months: None,
        impacts: Vec::new(),
        judgements: Vec::new(),
        show_pay: None,
        explanations: None,
        site: SiteConfig::default(),
        exclude: Vec::new(),
        excluded: compile(&folder, &[]).0,
    };
    let source = sources.file(file);
    let text = source.text();
    if let Some(damage) = damage {
        findings.push(damage.finding(file, source));
    } else if let Some(tree) = (!is_blank(text)).then(|| yaml::parse(file, text, &mut findings)).flatten() {
        let mut reader = Reader::new(&tree, text, &mut findings);
        if let Some(fields) = reader.fields(tree.root(), &CONFIG, Some(Span::new(file, 0, 0))) {
            fill(&mut config, &mut reader, &fields, &folder);
        }
    }
    Ok(ReadConfig { sources, config, findings })
}

/// Whether a file has only blank lines and comments: such a file only marks a project.
fn is_blank(text: &str) -> bool {
    text.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#'))
}

fn fill(config: &mut ConfigFile, reader: &mut Reader<'_>, fields: &Fields, folder: &Path) {
    config.rules = rules(reader, fields);
    config.select = reader.texts(fields, "select").list;
    config.ignore = reader.texts(fields, "ignore").list;
    let at = |key: &str| fields.key_span(key);
    let gate = reader.word(fields, "fail_on", &Gate::ALL, Gate::as_str);
    config.fail_on = spanned(gate, at("fail_on"));
    let pay = reader.word(fields, "pay", &[true, false], |show| if show { "show" } else { "hide" });
    config.show_pay = spanned(pay, at("pay"));
    if let Stated::Is(nodes) = reader.list(fields, "paths") {
        for node in nodes {
            config.paths.extend(path_config(reader, node, folder));
        }
    }
    config.exclude = reader.texts(fields, "exclude").list;
    config.excluded = globs(reader, folder, &config.exclude);
    if let Stated::Is((span, nodes)) = reader.one_or_more(fields, "tolerance") {
        for node in nodes {
            if let Some(fields) = reader.fields(node, &TOLERANCE, Some(span)) {
                config.pay_tolerance = per_cent(reader, &fields, "pay");
            }
        }
    }
    if let Stated::Is((span, nodes)) = reader.one_or_more(fields, "words") {
        for node in nodes {
            if let Some(fields) = reader.fields(node, &WORDS, Some(span)) {
                config.banned.extend(banned(reader, &fields));
            }
        }
    }
    config.review_months = months(reader, fields, "review_months");
    config.impacts = pairs(reader, fields, "impacts");
    if let Stated::Is(nodes) = reader.list(fields, "judgements") {
        config.judgements = nodes.into_iter().filter_map(|node| judgement(reader, node)).collect();
    }
    config.explanations = page(reader, fields, "explanations");
    if let Stated::Is((span, node)) = fields.node("site")
        && let Some(fields) = reader.fields(node, &SITE, Some(span))
    {
        config.site = site(reader, &fields);
    }
}

fn site(reader: &mut Reader<'_>, fields: &Fields) -> SiteConfig {
    let text = |reader: &mut Reader<'_>, key| reader.spanned_text(fields, key).get().cloned();
    SiteConfig {
        name: text(reader, "name"),
        logo: text(reader, "logo"),
        ic_color: color(reader, fields, "ic_color"),
        manager_color: color(reader, fields, "manager_color"),
        note: text(reader, "note"),
        feedback: reader.url(fields, "feedback").get().cloned(),
    }
}

fn color(reader: &mut Reader<'_>, fields: &Fields, key: &str) -> Option<Spanned<Color>> {
    let Stated::Is(text) = reader.spanned_text(fields, key) else { return None };
    let value = Color::parse(&text.value);
    if value.is_none() {
        let mark = Mark::span(text.span, "not a colour");
        let finding = Shape::BadValue.finding(format!("`{}` is not a colour", text.value), mark);
        reader.report(finding.help(format!("write `#` and six digits, in quotes: `{key}: \"#0b6469\"`")));
    }
    value.map(|value| Spanned { value, span: text.span })
}

fn banned(reader: &mut Reader<'_>, fields: &Fields) -> Vec<Banned> {
    let Stated::Is(nodes) = reader.list(fields, "banned") else { return Vec::new() };
    let mut banned = Vec::new();
    for node in nodes {
        let Some(fields) = reader.fields(node, &BANNED, None) else { continue };
        let reason = reader.text(&fields, "reason").text().unwrap_or_default().to_owned();
        if let Stated::Is(word) = reader.text(&fields, "word") {
            banned.push(Banned { word, reason });
        }
    }
    banned
}

fn spanned<T>(stated: Stated<T>, span: Option<Span>) -> Option<Spanned<T>> {
    match (stated, span) {
        (Stated::Is(value), Some(span)) => Some(Spanned { value, span }),
        _ => None,
    }
}

fn path_config(reader: &mut Reader<'_>, node: yaml::NodeId, folder: &Path) -> Option<PathConfig> {
    let fields = reader.fields(node, &PATHS, None)?;
    let wanted = reader.texts(&fields, "match").list;
    let rules = rules(reader, &fields);
    let matcher = globs(reader, folder, &wanted);
    Some(PathConfig { globs: wanted, rules, matcher })
}

fn judgement(reader: &mut Reader<'_>, node: yaml::NodeId) -> Option<JudgementConfig> {
    let fields = reader.fields(node, &JUDGEMENT, None)?;
    let [place, edit, impact, reason] =
        ["place", "edit", "impact", "reason"].map(|key| match reader.spanned_text(&fields, key) {
            Stated::Is(text) => Some(text),
            Stated::Unstated | Stated::Unknown => None,
        });
    Some(JudgementConfig { place: place?, edit: edit?.value, impact: impact?, reason: reason?.value })
}

fn globs(reader: &mut Reader<'_>, folder: &Path, globs: &[Spanned<String>]) -> ignore::gitignore::Gitignore {
    let (matcher, wrong) = compile(folder, globs);
    for (glob, reason) in wrong {
        let finding = Shape::BadValue.finding(format!("`{}` is not a glob", glob.value), Mark::span(glob.span, reason));
        reader.report(finding.help("write a glob as in .gitignore: `drafts/**`, `*-next.yaml`"));
    }
    matcher
}

/// A mapping from rule or category to a severity or `off`.
fn rules(reader: &mut Reader<'_>, fields: &Fields) -> RuleSettings {
    let mut rules = RuleSettings::new();
    for (name, word) in pairs(reader, fields, "rules") {
        match RuleSetting::parse(&word.value) {
            Some(setting) => rules.push((name, setting)),
            None => {
                let expected = "write `error`, `warning`, `note` or `off`".to_owned();
                let message = format!("`{}` is not a severity", word.value);
                reader.bad_word(&word, &message, RuleSetting::WORDS.to_vec(), expected);
            }
        }
    }
    rules
}

/// A mapping from word to word.
fn pairs(reader: &mut Reader<'_>, fields: &Fields, key: &str) -> Vec<(Spanned<String>, Spanned<String>)> {
    let Stated::Is((key_span, node)) = fields.node(key) else { return Vec::new() };
    let NodeKind::Map(entries) = reader.tree.kind(node) else {
        let message = format!("`{key}` takes a mapping");
        reader.wrong_type_at(reader.mark_of(node, key_span), node, &message, "write `name: value` lines".to_owned());
        return Vec::new();
    };
    let mut pairs = Vec::new();
    for entry in entries {
        let name = Spanned { value: entry.key.clone(), span: entry.key_span };
        if let Some(word) = reader.scalar(entry.value, entry.key_span, &entry.key, "a word") {
            pairs.push((name, word));
        }
    }
    pairs
}

/// A number of per cent, as a part of 1.
fn per_cent(reader: &mut Reader<'_>, fields: &Fields, key: &str) -> Option<Spanned<f64>> {
    let Stated::Is(text) = reader.spanned_text(fields, key) else { return None };
    match text.value.trim_end_matches('%').trim().parse::<f64>() {
        Ok(number) if (0.0..=100.0).contains(&number) => Some(Spanned { value: number / 100.0, span: text.span }),
        _ => {
            let mark = Mark::span(text.span, "expected a number of per cent");
            let finding = Shape::BadValue.finding(format!("`{}` is not a tolerance", text.value), mark);
            reader.report(finding.help("write a number from 0 to 100, in per cent: `5`"));
            None
        }
    }
}

/// A number of months.
fn months(reader: &mut Reader<'_>, fields: &Fields, key: &str) -> Option<Spanned<u32>> {
    let Stated::Is(text) = reader.spanned_text(fields, key) else { return None };
    match text.value.parse::<u32>() {
        Ok(value) if (1..=1200).contains(&value) => Some(Spanned { value, span: text.span }),
        _ => {
            let mark = Mark::span(text.span, "expected a number of months");
            let finding = Shape::BadValue.finding(format!("`{}` is not a number of months", text.value), mark);
            reader.report(finding.help(format!("write a whole number from 1 to 1200: `{key}: 12`")));
            None
        }
    }
}

/// The address of a page.
fn page(reader: &mut Reader<'_>, fields: &Fields, key: &str) -> Option<Spanned<Page>> {
    let Stated::Is(text) = reader.spanned_text(fields, key) else { return None };
    match Page::parse(&text.value) {
        Ok(value) => Some(Spanned { value, span: text.span }),
        Err(help) => {
            let mark = Mark::span(text.span, "not an address");
            reader.report(
                Shape::BadValue.finding(format!("`{}` is not the address of a page", text.value), mark).help(help),
            );
            None
        }
    }
}
