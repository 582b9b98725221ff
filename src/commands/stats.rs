//! `ladder stats`

use super::at;
use crate::cli::StatsArgs;
use crate::model::resolve::{MovesByLadder, Resolved};
use crate::session::names::{paths_and_names, select};
use crate::session::outputs::write_one;
use crate::session::{Status, Stop, World};
use crate::view::{Output, Stats, View};

pub(super) fn run(args: &StatsArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    at::revision(args.at.as_deref(), &args.what, world, |world| stats(args, world))
}

fn stats(args: &StatsArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let (paths, names) = paths_and_names(world, &args.what);
    let loaded = at::load(args.at.as_deref(), &paths, world)?;
    let selection = select(world, &loaded, &names)?;
    if let Some((ladder, level)) = selection.levels.first() {
        return Err(Stop::new(Status::Usage, format!("`{level}` is a level, not a ladder"))
            .help(format!("`ladder stats {}` counts its ladder", ladder.id))
            .into());
    }
    let moves = MovesByLadder::new(&loaded.set);
    let ladders: Vec<Resolved<'_>> =
        selection.ladders.iter().map(|(ladder, _)| Resolved::among(&loaded.set, ladder, &moves)).collect();
    if !ladders.is_empty() {
        write_one(&args.format, Output::View(View::Stats(Stats::new(&ladders))), &loaded, world)?;
    }
    Ok(selection.status)
}
