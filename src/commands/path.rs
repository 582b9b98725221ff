//! `ladder path`

use super::at;
use crate::cli::PathArgs;
use crate::model::resolve::{MovesByLadder, Resolved};
use crate::model::{Ladder, LevelRef};
use crate::session::names::{level, paths_and_names, usable};
use crate::session::outputs::write_one;
use crate::session::{Status, Stop, World};
use crate::view::{Output, Paths, View};

pub(super) fn run(args: &PathArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    at::revision(args.at.as_deref(), &args.what, world, |world| path(args, world))
}

fn path(args: &PathArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let (paths, names) = paths_and_names(world, &args.what);
    if names.is_empty() || names.len() > 2 {
        return Err(Stop::new(Status::Usage, "expected a level to start at, and perhaps one to reach")
            .help("`ladder path engineering/IC4` or `ladder path engineering/IC4 product/M6`")
            .into());
    }
    let loaded = at::load(args.at.as_deref(), &paths, world)?;
    // A way may lead through any ladder, so all of them have to be usable.
    let (_, status) = usable(world, &loaded)?;
    if status != Status::Fine {
        return Ok(status);
    }
    let known: Vec<&Ladder> = loaded.named_ladders().collect();
    let level = |name: &String| {
        let (ladder, level) = level(&known, name)?;
        Ok::<_, Stop>(LevelRef { ladder: ladder.id.clone(), level: level.as_str().into() })
    };
    let from = level(&names[0])?;
    let to = names.get(1).map(level).transpose()?;
    let moves = MovesByLadder::new(&loaded.set);
    let ladders: Vec<Resolved<'_>> =
        loaded.set.ladders.iter().map(|ladder| Resolved::among(&loaded.set, ladder, &moves)).collect();
    let found = match &to {
        Some(to) => Paths::between(&ladders, &from, to),
        None => Paths::on_from(&ladders, &from),
    };
    let found = found.expect("both levels were found by their names");
    let is_nothing = to.is_some_and(|to| to != from) && found.ways.is_empty();
    write_one(&args.format, Output::View(View::Paths(found)), &loaded, world)?;
    Ok(if is_nothing { Status::NothingMatched } else { Status::Fine })
}
