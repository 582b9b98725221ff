//! `ladder init`

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use anyhow::Context;

use super::{Status, Stop, World};
use crate::cli::{InitArgs, Template};

/// The folder that commands look into when nothing is named.
pub const USUAL_FOLDER: &str = "ladders";

/// The base of the shipped ladders.
const COMPANY: &str = include_str!("../../../ladders/company.yaml");

/// The schema that editors check the files against, beside them: it is found without a network, and says what this version
/// of the program says.
const SCHEMA: &str = ".ladder.schema.json";

/// The files of a template: a base, a ladder that extends it, and the schema that both name.
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

/// A shipped ladder without what needs its neighbours: from the comment on, its moves to other ladders.
fn alone(ladder: &str) -> String {
    match ladder.find(ACROSS) {
        Some(at) => ladder[..at].to_owned(),
        None => ladder.to_owned(),
    }
}

/// What stands above a shipped ladder's moves to other ladders, which come last in the file.
const ACROSS: &str = "  # Moves to and from other ladders";

pub(super) fn run(args: &InitArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let folder = &args.folder;
    let files = files(args.template)?;
    let taken: Vec<String> = files
        .iter()
        .map(|(name, _)| folder.join(name))
        .filter(|path| fs::symlink_metadata(path).is_ok())
        .map(|path| format!("`{}`", path.display()))
        .collect();
    if !taken.is_empty() {
        let are = if taken.len() == 1 { "is" } else { "are" };
        return Err(Stop::new(
            Status::Unusable,
            format!("{} {are} there already; nothing was written", taken.join(" and ")),
        )
        .help("name another folder: `ladder init DIR`")
        .into());
    }
    if folder.exists() && !folder.is_dir() {
        let message = format!("`{}` is not a folder; nothing was written", folder.display());
        return Err(Stop::new(Status::Unusable, message).help("name a folder: `ladder init DIR`").into());
    }
    fs::create_dir_all(folder).with_context(|| format!("could not create the folder `{}`", folder.display()))?;
    for (name, text) in files {
        let path = folder.join(name);
        // `create_new` refuses a file that has appeared since.
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
            .with_context(|| format!("could not write `{}`", path.display()))?;
        file.write_all(text.as_bytes()).with_context(|| format!("could not write `{}`", path.display()))?;
        writeln!(world.out, "wrote {}", path.display())?;
    }
    let place = if folder == Path::new(USUAL_FOLDER) { String::new() } else { format!(" {}", folder.display()) };
    writeln!(world.out, "\nnext:")?;
    writeln!(world.out, "  ladder show{place}       see the two tracks side by side")?;
    writeln!(world.out, "  ladder validate{place}   check the files whenever you have changed them")?;
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
