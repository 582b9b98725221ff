//! What goes out in public: decided here, once for all formats of a run.

use std::path::Path;

use super::World;
use super::judging::{self, Judging};
use super::settings::Flags;
use crate::parse::Loaded;
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

/// The checkout, where a CI says that there is one and this runs in it.
fn checkout(world: &World<'_>) -> Option<Checkout> {
    let top = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter().find_map(|name| (world.env)(name))?;
    let absolute = |path: &Path| Some(world.tree.canonical(path)).filter(|path| path.is_absolute());
    Some(Checkout { top: absolute(Path::new(&top))?, here: absolute(Path::new("."))? })
}
