//! `ladder log`: the revisions that changed a ladder, a level or a file, followed through renames.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::cli::LogArgs;
use crate::model::LadderSet;
use crate::revisions;
use crate::revisions::history::{Listener, Scope, Step, Wanted, walk};
use crate::session::names::is_path;
use crate::session::{Status, Stop, World};
use crate::source::Commit;
use crate::view::{LogReport, LogRevision, Output};
use crate::words::suggest;

pub(super) fn run(args: &LogArgs, world: &mut World<'_>) -> anyhow::Result<Status> {
    let repository = revisions::repository()?;
    let mut scope = Scope::default();
    if let Some(what) = &args.what {
        scope.wanted = Some(match is_path(world, what) {
            true => Wanted::Path(PathBuf::from(what)),
            false => Wanted::Name(what.clone()),
        });
    }
    let most = args.max_count.map_or(usize::MAX, |most| most as usize);
    let mut found = Found { revisions: BTreeMap::new(), most };
    let walked = walk(&repository, "HEAD", scope, &mut found, world)?;
    let mut revisions: Vec<LogRevision> = found.revisions.into_values().collect();
    revisions.truncate(most);
    let of_today = walked.newest.as_ref().map_or_else(Vec::new, names);
    let cut = walked.cut;
    let below = repository.below();
    let is_below = !below.as_os_str().is_empty();
    if let (Some(what), false) = (&args.what, walked.is_found) {
        let stop = Stop::new(Status::NothingMatched, format!("no revision has a ladder, level or file `{what}`"));
        let near = suggest::did_you_mean(what, of_today.iter().map(String::as_str));
        let is_elsewhere = of_today.is_empty() && is_below;
        let known = if is_elsewhere { ELSEWHERE } else { "`ladder list` lists today's ladders" };
        return Err(stop.help(cut.or(near).unwrap_or_else(|| known.to_owned())).into());
    }
    if args.what.is_none() && revisions.is_empty() && cut.is_none() && is_below {
        let message = format!("no revision has a ladder in `{}`", below.display());
        return Err(Stop::new(Status::NothingMatched, message).help(ELSEWHERE).into());
    }
    world.write(&args.format, &Output::Log(LogReport { revisions, cut }))?;
    Ok(Status::Fine)
}

/// What to do in a folder that holds no ladder.
const ELSEWHERE: &str =
    "`ladder log` looks in the current folder: run it from the top of the repository, or name a folder";

/// The names to suggest: ladders, and levels with their ladder.
fn names(set: &LadderSet) -> Vec<String> {
    let levels = set.ladders.iter().flat_map(|ladder| ladder.levels().map(move |(_, level)| (ladder, level)));
    let levels = levels.map(|(ladder, level)| format!("{}/{}", ladder.id, level.id));
    set.ladders.iter().map(|ladder| ladder.id.to_string()).chain(levels).collect()
}

/// The changes of each revision, by its number counted from the newest.
struct Found {
    revisions: BTreeMap<usize, LogRevision>,
    most: usize,
}

impl Found {
    /// What is told of a revision; nothing yet if it is new.
    fn of(&mut self, (index, commit): (usize, &Commit), followed: Option<&str>) -> &mut LogRevision {
        self.revisions.entry(index).or_insert_with(|| LogRevision::new(commit, followed.map(str::to_owned)))
    }
}

impl Listener for Found {
    fn is_enough(&self) -> bool {
        self.revisions.len() >= self.most
    }

    fn changed(&mut self, step: &Step<'_>) {
        for change in &step.changes {
            let revision = step.revision(&change.place.owner);
            self.of(revision, step.followed.as_deref()).add(step.old, step.new, change);
        }
    }

    fn unread(&mut self, revision: (usize, &Commit), followed: Option<&str>, path: &str) {
        self.of(revision, followed).unread.push(path.to_owned());
    }
}
