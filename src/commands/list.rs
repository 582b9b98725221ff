//! `ladder list`

use crate::cli::ListArgs;
use crate::model::LadderSet;
use crate::model::resolve::Resolved;
use crate::session::names::{At, usable};
use crate::session::{Status, Stop, World};
use crate::view::{ListedLadder, Output, SpanView};

pub(super) fn run(args: &ListArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let loaded = world.load(&args.paths)?;
    let (ladders, status) = usable(world, &loaded)?;
    if ladders.is_empty() && status == Status::Fine {
        return Err(Stop::new(Status::NothingMatched, "found only base files and no ladder")
            .help("a ladder file begins with `ladder: <id>`")
            .into());
    }
    if !ladders.is_empty() {
        world.write(&args.format, &Output::List(listed(&loaded.set, &ladders)))?;
    }
    Ok(status)
}

/// One line a ladder.
pub(super) fn listed(set: &LadderSet, ladders: &[At<'_>]) -> Vec<ListedLadder> {
    let listed = ladders.iter().map(|(ladder, path)| {
        let resolved = Resolved::new(set, ladder);
        let name = |rank| resolved.spine.name(rank);
        let ends = resolved.used_ranks.first().zip(resolved.used_ranks.last());
        ListedLadder {
            id: ladder.id.to_string(),
            title: ladder.title.get().cloned(),
            version: ladder.version.get().cloned(),
            tracks: ladder.tracks.iter().map(|track| track.id.to_string()).collect(),
            levels: ladder.levels().count(),
            grades: ends.map(|(low, high)| SpanView { low: name(*low), high: name(*high) }),
            path: path.clone(),
        }
    });
    listed.collect()
}
