//! `ladder init`

mod imported;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::cli::InitArgs;
use crate::session::replace::create_all;
use crate::session::{Status, Stop, USUAL_FOLDER, World, typed};
use crate::shipped::{self, Shipped};

/// The schema for editors, next to the files: editors find it without a network, and it matches this version
/// of the program.
const SCHEMA: &str = ".ladder.schema.json";

/// The files of a template: its base if it has one, the schema for editors, and the ladder.
fn files(template: &Shipped) -> anyhow::Result<Vec<(String, String)>> {
    let schema = schema()?;
    let base = template.base.map(|base| (base.file(), with_modeline(base.text)));
    let others = [(SCHEMA.to_owned(), schema), (template.file(), with_modeline(&alone(template.ladder)))];
    Ok(base.into_iter().chain(others).collect())
}

/// The schema of ladder and base files.
fn schema() -> anyhow::Result<String> {
    let kind = crate::schema::find("file").expect("ladder and base files have a schema");
    let mut schema = Vec::new();
    super::schema::write(kind, &mut schema)?;
    Ok(String::from_utf8(schema)?)
}

/// What the line begins with in which a file names its schema.
const MODELINE: &str = "# yaml-language-server: $schema=";

/// A file that editors check against the schema beside it. Shipped ladders name the schema that is near them here.
fn with_modeline(text: &str) -> String {
    let content = match text.split_once('\n') {
        Some((first, rest)) if first.starts_with(MODELINE) => rest,
        _ => text,
    };
    format!("{MODELINE}{SCHEMA}\n{content}")
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
    if let Some(from) = &args.from {
        return imported::run(folder, from, args.ci, world);
    }
    let template = shipped::find(&args.template).expect("clap takes only templates of the table");
    let all: Vec<(PathBuf, String)> =
        files(template)?.into_iter().map(|(name, text)| (folder.join(name), text)).collect();
    let is_there = |path: &Path| fs::symlink_metadata(path).is_ok();
    let is_same = |(path, text): &(PathBuf, String)| fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes());
    let ladder = &all.last().expect("a template has a ladder").0;
    let other_base = template.base.and_then(|base| {
        let file = all.iter().find(|(path, _)| path.ends_with(base.file()))?;
        (is_there(&file.0) && !is_same(file)).then_some((base.id, &file.0))
    });
    let other_base_only = other_base.filter(|_| !is_there(ladder));
    let taken: Vec<String> = other_base
        .map(|(_, path)| path)
        .into_iter()
        .chain(is_there(ladder).then_some(ladder))
        .map(|path| format!("`{}`", path.display()))
        .collect();
    if !taken.is_empty() {
        let exist = if taken.len() == 1 { "exists" } else { "exist" };
        let other = if other_base_only.is_some() { " with other content" } else { "" };
        let message = format!("{} already {exist}{other}; nothing was written", taken.join(" and "));
        let why = other_base_only.map(|(id, _)| format!("only one base can be called `{id}`: ")).unwrap_or_default();
        return Err(Stop::new(Status::Unusable, message)
            .help(format!("{why}name another folder: `ladder init DIR`"))
            .into());
    }
    if folder.exists() && !folder.is_dir() {
        let message = format!("`{}` is not a folder; nothing was written", folder.display());
        return Err(Stop::new(Status::Unusable, message).help("name a folder: `ladder init DIR`").into());
    }
    // A second ladder shares the base and the schema with the first.
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
    use super::*;
    use crate::config::Settings;
    use crate::finding::Mark;
    use crate::parse::{self, Input};
    use crate::rules;
    use crate::source::Memory;

    #[test]
    fn every_template_validates_at_once_without_a_finding() {
        for template in shipped::ALL {
            let files = files(template).expect("a template can be written");
            let tree = files.iter().fold(Memory::new(), |tree, (name, text)| tree.with(name, text.as_str()));
            let loaded = parse::load(&tree, &[Input::Path(".".into())]);
            assert_eq!(loaded.findings, [], "{}", template.name);
            let settings = Settings::default();
            let findings = rules::check(&loaded.set, |_| true, loaded.whole_project, |_| &settings);
            let line = |mark: &Mark| {
                let span = loaded.origins.span(mark)?;
                Some((span.file, loaded.sources.positions(span).0.line))
            };
            let findings = rules::suppress(findings, &loaded.ignores, line, |_| true).findings;
            assert_eq!(findings, [], "{}", template.name);
        }
    }
}
