//! `ladder worksheet`

use super::at;
use super::compare::next_up;
use crate::cli::WorksheetArgs;
use crate::model::Ladder;
use crate::model::resolve::Resolved;
use crate::session::names::{level, paths_and_names, select};
use crate::session::outputs::write_one;
use crate::session::{Status, Stop, World};
use crate::view::{LevelComparison, Output, View, Worksheet};

pub(super) fn run(args: &WorksheetArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    at::revision(args.at.as_deref(), &args.what, world, |world| worksheet(args, world))
}

fn worksheet(args: &WorksheetArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let (paths, mut names) = paths_and_names(world, &args.what);
    if names.len() != 1 {
        return Err(Stop::new(Status::Usage, "expected one level")
            .help("`ladder worksheet IC4`, or `ladder worksheet IC4 --to M4`")
            .into());
    }
    names.extend(args.to.clone());
    let loaded = at::load(args.at.as_deref(), &paths, world)?;
    let selection = select(world, &loaded, &names)?;
    let known: Vec<&Ladder> = loaded.named_ladders().collect();
    let (from, a) = level(&known, &names[0])?;
    let (to, b) = match names.get(1) {
        Some(name) => level(&known, name)?,
        // At the top, a form for the level itself.
        None => (from, next_up(&loaded, from, &a)?.unwrap_or_else(|| a.clone())),
    };
    let is_usable = |ladder: &Ladder| selection.levels.iter().any(|(known, _)| known.id == ladder.id);
    if !(is_usable(from) && is_usable(to)) {
        return Ok(selection.status);
    }
    let [from, to] = [from, to].map(|ladder| Resolved::new(&loaded.set, ladder));
    let index = |resolved: &Resolved<'_>, id: &str| resolved.level_index(id).expect("it was found by its id");
    let (a, b) = (index(&from, &a), index(&to, &b));
    let form = Worksheet { compared: LevelComparison::new((&from, a), (&to, b), true, false), date: world.today };
    write_one(&args.format, Output::View(View::Worksheet(Box::new(form))), &loaded, world)?;
    Ok(selection.status)
}
