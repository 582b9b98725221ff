//! The verdict on a revision, in sentences that can be passed on.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::diff::{Change, Diff, Impact, Reach};
use crate::model::{LadderSet, LevelId, OwnerId, Part, Place};
use crate::words::join;

/// The verdict, ready to be passed on.
pub(super) fn sentences(new: &LadderSet, diff: &Diff) -> Vec<String> {
    let changes = &diff.changes;
    // A project may count a change as it likes; what happens to people stays what it is.
    let worst = changes.iter().map(|change| change.by_table).max();
    let (Some(counted), Some(worst)) = (diff.verdict().impact, worst) else {
        return vec!["Nothing changes.".to_owned()];
    };
    let mut sentences = Vec::new();
    sentences.extend(recognised(diff));
    let of = |impact: Impact| changes.iter().filter(|change| change.by_table == impact).collect::<Vec<_>>();
    let breaking = of(Impact::Breaking);
    if !breaking.is_empty() {
        sentences.push(format!("This revision removes something that people rely on{}.", at(new, &breaking)));
    }
    let (raises, lowers) = (of(Impact::RaisesBar), of(Impact::LowersBar));
    if !raises.is_empty() {
        sentences.push(format!("More is asked{}.", at(new, &raises)));
    }
    if !lowers.is_empty() {
        sentences.push(format!("Less is asked{}.", at(new, &lowers)));
    }
    let unsure = changes.iter().filter(|change| change.caution).count();
    match worst {
        // A change that a reader must check may ask for more or less.
        Impact::Addition if unsure > 0 => sentences.push(format!("Something is new{}.", at(new, &of(worst)))),
        Impact::Wording if unsure > 0 => sentences.push("Texts are reworded.".to_owned()),
        Impact::Addition => {
            sentences.push(format!("Nobody is asked for more or less; something is new{}.", at(new, &of(worst))))
        }
        Impact::Wording => sentences.push("Nobody is asked for more or less: only the wording changes.".to_owned()),
        Impact::Editorial => {
            sentences.push("Nobody has to do anything: only punctuation, spelling and the like change.".to_owned())
        }
        _ => {}
    }
    if unsure > 0 {
        let what =
            if unsure == 1 { "One change is reworded".to_owned() } else { format!("{unsure} changes are reworded") };
        sentences.push(format!("{what}: check whether more or less is asked."));
    }
    if counted != worst {
        sentences.push(format!("This project's settings count that as {counted}."));
    }
    sentences
}

/// What was renamed without `formerly`, in a sentence.
fn recognised(diff: &Diff) -> Option<String> {
    const NAMED: usize = 6;
    let is_now = |(was, is): &(Place, Place)| format!("`{was}` is now `{is}`");
    match diff.recognised.as_slice() {
        [] => None,
        few if few.len() <= NAMED => Some(format!(
            "Renamed without `formerly`, but recognised: {}.",
            few.iter().map(is_now).collect::<Vec<_>>().join(", ")
        )),
        many => Some(format!("{} renames without `formerly` were recognised.", many.len())),
    }
}

/// " at IC4 and IC5 of engineering", or nothing where no level or ladder can be named.
fn at(new: &LadderSet, changes: &[&Change]) -> String {
    let mut levels = ByLadder::default();
    let mut owners: BTreeSet<String> = BTreeSet::new();
    for change in changes {
        let own = change.place.part.level();
        own.iter().for_each(|level| levels.add(&change.place.owner, level));
        // A move affects people at its start, not those at its end.
        let people = if matches!(change.place.part, Part::Move(..)) { 1 } else { change.reaches.len() };
        change.reaches.iter().take(people).for_each(|reach| levels.add_reach(reach, new));
        if own.is_none() && change.reaches.iter().all(|reach| matches!(reach, Reach::Ladder(_))) {
            owners.insert(change.place.owner.to_string());
        }
    }
    owners.retain(|owner| !levels.ladders.contains_key(owner));
    let mut parts = levels.in_words();
    parts.extend(owners);
    if parts.is_empty() { String::new() } else { format!(" at {}", parts.join("; ")) }
}

/// Levels of each ladder, each once, in the order in which they were added.
#[derive(Default)]
struct ByLadder<'a> {
    ladders: BTreeMap<String, (Vec<&'a str>, HashSet<&'a str>)>,
    /// The levels that were added, since many changes reach the same levels.
    reached: HashSet<&'a Reach>,
}

impl<'a> ByLadder<'a> {
    fn add(&mut self, ladder: &OwnerId, level: &'a LevelId) {
        let (levels, seen) = self.ladders.entry(ladder.to_string()).or_default();
        if seen.insert(level.as_str()) {
            levels.push(level.as_str());
        }
    }

    /// Adds the levels that a change reaches.
    fn add_reach(&mut self, reach: &'a Reach, new: &'a LadderSet) {
        if self.reached.insert(reach) {
            let ladder = reach.owner();
            reach.levels([new]).iter().for_each(|level| self.add(&ladder, level));
        }
    }

    /// "IC4 and M4 of design", for each ladder.
    fn in_words(&self) -> Vec<String> {
        const NAMED: usize = 6;
        let line = |(ladder, (levels, _)): (&String, &(Vec<&str>, _))| match levels.len() {
            many if many > NAMED => format!("{many} levels of {ladder}"),
            _ => format!("{} of {ladder}", join(levels)),
        };
        self.ladders.iter().map(line).collect()
    }
}

/// The ladders and levels that a change in a base affects, in words; the reason of a ladder's own change names them.
pub(super) fn concerned(new: &LadderSet, change: &Change, is_base: bool) -> Option<String> {
    if !is_base || change.reaches.is_empty() {
        return None;
    }
    let mut levels = ByLadder::default();
    for reach in &change.reaches {
        levels.add_reach(reach, new);
    }
    let mut parts = levels.in_words();
    if parts.is_empty() {
        parts = change.reaches.iter().map(ToString::to_string).collect();
    }
    Some(parts.join("; "))
}
