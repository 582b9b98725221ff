//! Two sides compared by the settings of the new one.

use super::Files;
use crate::diff::{self, Diff, DiffSettings};
use crate::model::LadderSet;
use crate::session::settings::{Book, Flags};
use crate::session::{Status, Stop, World};
use crate::source::{Kind, folder_of};

/// Compares two sets.
///
/// # Errors
/// If several things claim with `formerly` to have been the same one.
pub fn compare(old: &LadderSet, new: &LadderSet, settings: &DiffSettings) -> Result<Diff, Stop> {
    let diff = diff::diff(old, new, settings);
    let Some(claim) = diff.claims.first() else { return Ok(diff) };
    let claimants: Vec<String> = claim.claimants.iter().map(|place| format!("`{place}`")).collect();
    let message = format!("{} all name `{}` under `formerly`", claimants.join(", "), claim.of);
    Err(Stop::new(Status::Unusable, message)
        .help("keep `formerly` at one of them: one thing can only become one other"))
}

/// The settings in force: those of the new revision's project.
pub fn settings(world: &mut World<'_>, new: &Files) -> anyhow::Result<(Book, bool)> {
    let tree = new.tree(world.tree);
    let mut world = world.with_tree(tree);
    let mut book = Book::new(Flags::default())?;
    let places = if new.paths.is_empty() { vec![world.usual_place()] } else { new.paths.clone() };
    let mut files = Vec::new();
    for place in places {
        let is_folder = tree.kind(&place) == Ok(Kind::Folder);
        let file = if is_folder { place.join("ladder.yaml") } else { place };
        book.open(&mut world, &folder_of(&file))?;
        files.push(file);
    }
    let shows_pay = book.all_show_pay(files.iter().map(|file| book.config(tree, file)));
    Ok((book, shows_pay))
}
