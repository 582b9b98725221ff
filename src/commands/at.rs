//! `--at REV`: a command on the files of a git revision.

use std::path::{Path, PathBuf};

use crate::parse::Loaded;
use crate::revisions;
use crate::session::{Status, Stop, World};
use crate::source::Kind;

/// Runs a command on the files of the revision `at`, or on those of the disk.
pub fn revision(
    at: Option<&str>,
    what: &[String],
    world: &mut World<'_>,
    run: impl FnOnce(&mut World<'_>) -> anyhow::Result<Status>,
) -> anyhow::Result<Status> {
    let Some(name) = at else { return run(world) };
    if what.iter().any(|what| what == "-") {
        return Err(Stop::new(Status::Usage, "standard input belongs to no revision")
            .help("leave out `--at`, or name ladders, levels, files or folders")
            .into());
    }
    let revision = revisions::repository()?.revision(name).map_err(Stop::from)?;
    run(&mut world.with_tree(&revision))
}

/// Loads what is named, or the usual folder, which the revision may not have.
pub fn load(at: Option<&str>, paths: &[PathBuf], world: &mut World<'_>) -> anyhow::Result<Loaded> {
    if let (Some(name), []) = (at, paths)
        && world.tree.kind(Path::new(".")) == Ok(Kind::Missing)
    {
        let folder = world.tree.canonical(Path::new("."));
        let folder = folder.file_name().unwrap_or_default().display();
        return Err(Stop::new(Status::NothingMatched, format!("the folder `{folder}` is not in `{name}`"))
            .help("name the files or folders to load, or run it in a folder that existed then")
            .into());
    }
    world.load(paths)
}
