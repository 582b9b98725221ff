//! `ladder init`

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use anyhow::Context;

use super::{Status, Stop, World};
use crate::cli::{InitArgs, Template};

/// The folder that commands look into when nothing is named.
pub const USUAL_FOLDER: &str = "ladders";

/// The files of a template: a base, and a ladder that extends it.
fn files(template: Template) -> [(&'static str, &'static str); 2] {
    match template {
        Template::Minimal => [
            ("company.yaml", include_str!("minimal/company.yaml")),
            ("engineering.yaml", include_str!("minimal/engineering.yaml")),
        ],
        Template::Engineering => [
            ("company.yaml", include_str!("../../../ladders/company.yaml")),
            ("engineering.yaml", include_str!("../../../ladders/engineering.yaml")),
        ],
    }
}

pub(super) fn run(args: &InitArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let folder = &args.folder;
    let files = files(args.template);
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
