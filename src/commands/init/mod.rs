//! `ladder init`

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::cli::{InitArgs, Template};
use crate::session::replace::create_all;
use crate::session::{Status, Stop, USUAL_FOLDER, World, typed};

/// The base of the shipped ladders.
const COMPANY: &str = include_str!("../../../ladders/company.yaml");

/// The schema for editors, next to the files: editors find it without a network, and it matches this version
/// of the program.
const SCHEMA: &str = ".ladder.schema.json";

/// The files of a template: a base, a ladder that extends it, and their schema.
fn files(template: Template) -> anyhow::Result<[(&'static str, String); 3]> {
    let (base, name, ladder) = match template {
        Template::Minimal => {
            (include_str!("minimal/company.yaml"), "engineering.yaml", include_str!("minimal/engineering.yaml"))
        }
        Template::Engineering => (COMPANY, "engineering.yaml", include_str!("../../../ladders/engineering.yaml")),
        Template::Product => (COMPANY, "product.yaml", include_str!("../../../ladders/product.yaml")),
        Template::Design => (COMPANY, "design.yaml", include_str!("../../../ladders/design.yaml")),
    };
    let kind = crate::schema::find("file").expect("ladder and base files have a schema");
    let mut schema = Vec::new();
    super::schema::write(kind, &mut schema)?;
    let with_modeline = |text: &str| format!("# yaml-language-server: $schema={SCHEMA}\n{text}");
    Ok([
        ("company.yaml", with_modeline(base)),
        (name, with_modeline(&alone(ladder))),
        (SCHEMA, String::from_utf8(schema)?),
    ])
}

/// A shipped ladder without its moves to other ladders, which begin at the comment.
fn alone(ladder: &str) -> String {
    match ladder.find(ACROSS) {
        Some(at) => ladder[..at].to_owned(),
        None => ladder.to_owned(),
    }
}

/// The comment above a shipped ladder's moves to other ladders, which come last in the file.
const ACROSS: &str = "  # Moves to and from other ladders";

pub(super) fn run(args: &InitArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let folder = &args.folder;
    if folder == Path::new("-") {
        return Err(Stop::new(Status::Usage, "`init` writes files, not standard output")
            .help("name a folder: `ladder init DIR`; write `./-` for a folder called `-`")
            .into());
    }
    let [company, ladder, schema] = files(args.template)?.map(|(name, text)| (folder.join(name), text));
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    let is_same = |(path, text): &(PathBuf, String)| fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes());
    let mut taken = Vec::new();
    if is_there(&company.0) && !is_same(&company) {
        taken.push(format!("`{}`", company.0.display()));
    }
    let is_other_base = !taken.is_empty() && !is_there(&ladder.0);
    if is_there(&ladder.0) {
        taken.push(format!("`{}`", ladder.0.display()));
    }
    if !taken.is_empty() {
        let exist = if taken.len() == 1 { "exists" } else { "exist" };
        let other = if is_other_base { " with other content" } else { "" };
        let message = format!("{} already {exist}{other}; nothing was written", taken.join(" and "));
        let why = if is_other_base { "only one base can be called `company`: " } else { "" };
        return Err(Stop::new(Status::Unusable, message)
            .help(format!("{why}name another folder: `ladder init DIR`"))
            .into());
    }
    if folder.exists() && !folder.is_dir() {
        let message = format!("`{}` is not a folder; nothing was written", folder.display());
        return Err(Stop::new(Status::Unusable, message).help("name a folder: `ladder init DIR`").into());
    }
    // A second ladder shares the base and the schema with the first.
    let all = [company, schema, ladder];
    let (kept, new): (Vec<_>, Vec<_>) = all.into_iter().partition(|(path, _)| is_there(path));
    let is_new_folder = !folder.exists();
    fs::create_dir_all(folder).with_context(|| format!("could not create the folder `{}`", folder.display()))?;
    // The ladder comes last: whatever a killed run leaves, the next one keeps, and completes.
    if let Err((path, error)) = create_all(&new) {
        if is_new_folder {
            // This removes only an empty folder. The first error is the one that matters to the user.
            let _ = fs::remove_dir(folder);
        }
        return Err(error).with_context(|| format!("could not write `{}`; nothing was written", path.display()));
    }
    for file in &kept {
        let why = if is_same(file) { "which is up to date" } else { "which differs from this version's" };
        writeln!(world.out, "kept {}, {why}", file.0.display())?;
    }
    for (path, _) in &new {
        writeln!(world.out, "wrote {}", path.display())?;
    }
    let place = match folder == Path::new(USUAL_FOLDER) {
        true => Some(String::new()),
        false => typed::paths(std::slice::from_ref(folder)),
    };
    let Some(place) = place else { return Ok(Status::Fine) };
    writeln!(world.out, "\nnext:")?;
    let next = [
        (format!("ladder show{place}"), "shows the two tracks side by side"),
        (format!("ladder validate{place}"), "checks the files after a change"),
    ];
    let widest = next.iter().map(|(command, _)| command.chars().count()).max().unwrap_or(0);
    for (command, what) in &next {
        if widest + what.len() + 5 <= world.screen.width {
            writeln!(world.out, "  {command:<widest$}   {what}")?;
        } else {
            writeln!(world.out, "  {command}\n    {what}")?;
        }
    }
    Ok(Status::Fine)
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;
    use crate::config::Settings;
    use crate::parse::{self, Input};
    use crate::rules;
    use crate::source::Memory;

    #[test]
    fn every_template_validates_at_once_without_a_finding() {
        for template in Template::value_variants() {
            let files = files(*template).expect("a template can be written");
            let tree = files.iter().fold(Memory::new(), |tree, (name, text)| tree.with(name, text.as_str()));
            let loaded = parse::load(&tree, &[Input::Path(".".into())]);
            assert_eq!(loaded.findings, [], "{template:?}");
            let settings = Settings::default();
            let findings = rules::check(&loaded.set, |_| true, loaded.whole_project, |_| &settings);
            assert_eq!(findings, [], "{template:?}");
        }
    }
}
