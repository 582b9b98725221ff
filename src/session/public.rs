//! What goes out in public: decided here, once for all formats of a run.

use std::path::Path;

use super::World;
use super::judging::{self, Judging};
use super::settings::Flags;
use crate::parse::Loaded;
use crate::source::Kind;
use crate::view::{Checkout, Public};

/// What may go out, where it is known whether amounts of pay may.
pub fn public(world: &World<'_>, shows_pay: bool) -> Public {
    Public { shows_pay, checkout: checkout(world) }
}

/// Whether the configurations of all files that are named show pay in output that is meant for publication.
pub fn shows_pay(world: &mut World<'_>, loaded: &Loaded) -> anyhow::Result<bool> {
    let book = judging::book(world, Flags::default(), loaded)?;
    Ok(Judging::new(world.tree, loaded, &book).shows_pay())
}

/// The checkout that this runs in: as a CI names it, or else the nearest folder upwards with a `.git`.
fn checkout(world: &World<'_>) -> Option<Checkout> {
    let absolute = |path: &Path| Some(world.tree.canonical(path)).filter(|path| path.is_absolute());
    let here = absolute(Path::new("."))?;
    let named = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter().find_map(|name| (world.env)(name));
    let top = match named {
        Some(top) => absolute(Path::new(&top))?,
        None => {
            let is_top = |folder: &&Path| world.tree.kind(&folder.join(".git")).is_ok_and(|kind| kind != Kind::Missing);
            here.ancestors().find(is_top)?.to_path_buf()
        }
    };
    Some(Checkout { top, here })
}
