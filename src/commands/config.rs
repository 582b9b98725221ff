//! `ladder config`

use std::path::{Path, PathBuf};

use crate::cli::ConfigArgs;
use crate::config;
use crate::finding::Page;
use crate::rules;
use crate::session::settings::{Book, Flags};
use crate::session::{Status, World};
use crate::source::{Kind, ReadError};
use crate::view::{ConfigView, Output, SettingView};

pub(super) fn run(args: &ConfigArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let path = args.path.clone().unwrap_or_else(|| PathBuf::from("."));
    let kind = world.tree.kind(&path)?;
    if kind == Kind::Missing {
        return Err(ReadError::new(&path, "no such file or folder").into());
    }
    let is_folder = kind == Kind::Folder;
    // Any file of the folder would do. Settings for some paths only show if a file is named.
    let file = if is_folder { path.join("ladder.yaml") } else { path };
    let mut book = Book::new(Flags::default())?;
    let folder = crate::source::folder_of(&file);
    book.open(world, &folder)?;
    let read = book.config(world.tree, &file);
    let absolute = world.tree.canonical(&folder).join(file.file_name().unwrap_or_default());

    let mut settings = Vec::new();
    let mut add = |name: &str, value: String, from: String| {
        settings.push(SettingView { name: name.to_owned(), value, from });
    };
    let (gate, from) = book.gate(read);
    add("fail_on", gate.as_str().to_owned(), from.to_string());
    let (show, from) = book.shows_pay(read);
    add("pay", if show { "show" } else { "hide" }.to_owned(), from.to_string());
    let (page, from) = book.explanations(read);
    add("explanations", page.map_or("none", Page::as_str).to_owned(), from.to_string());
    let (tolerance, from) = book.pay_tolerance(read);
    add("tolerance.pay", format!("{} per cent", tolerance * 100.0), from.to_string());
    let months = read.and_then(|read| read.config.review_months.as_ref());
    add(
        "review_months",
        months.map_or_else(|| "none".to_owned(), |months| months.value.to_string()),
        months.map_or_else(|| "default".to_owned(), |months| book.origin(read, months.span)),
    );
    for (name, value, span) in read.iter().flat_map(|read| read.config.site.settings()) {
        add(name, value, book.origin(read, span));
    }
    for glob in read.iter().flat_map(|read| &read.config.exclude) {
        add("exclude", glob.value.clone(), book.origin(read, glob.span));
    }
    for (config, kind, impact) in book.impacts() {
        add(&format!("impacts.{}", kind.value), impact.value.clone(), book.origin(Some(config), kind.span));
    }
    for (judgement, from) in book.judgements() {
        let value = format!("{} (edit {}): {}", judgement.impact, judgement.edit, judgement.reason);
        add(&format!("judgements.{}", judgement.place), value, from.to_string());
    }
    for rule in rules::ALL.iter().filter(|rule| rules::can_be_set(rule)) {
        match book.rule(rule, read, &absolute) {
            Some((set, from)) => add(&format!("rules.{}", rule.id), set.as_str().to_owned(), from.to_string()),
            None => add(&format!("rules.{}", rule.id), rule.severity.to_string(), "default".to_owned()),
        }
    }
    let found = config::nearest(world.tree, &folder).map(|path| shown(&path, world));
    world.write(&args.format, &Output::Config(ConfigView { file: found, settings }))?;
    Ok(Status::Fine)
}

/// A path as people name it: relative to the current folder, if that is shorter.
fn shown(path: &Path, world: &World<'_>) -> String {
    let here = world.tree.canonical(Path::new("."));
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}
