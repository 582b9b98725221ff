//! What a revision amounts to, in sentences that one could send on: what is taken away, raised or lowered by name, then
//! what is new, then what is for a reader.

mod clauses;
mod levels;

use std::collections::{HashMap, HashSet};

use crate::diff::{Change, Diff, Edit, Impact, Kind, Reach};
use crate::model::{LadderSet, LevelId, OwnerId, Part, Place};
use crate::words::{capital, count, join};

pub(super) use clauses::Headline;
pub(super) use levels::concerned;

/// How many levels are named before they are counted.
const NAMED: usize = 6;

/// The verdict, as a people partner could send it on.
pub(super) fn sentences(old: &LadderSet, new: &LadderSet, diff: &Diff) -> Vec<String> {
    // A project may count a change as it likes; what happens to people stays what it is.
    let worst = diff.changes.iter().map(|change| change.by_table).max();
    let (Some(counted), Some(worst)) = (diff.verdict().impact, worst) else {
        return vec!["Nothing changes.".to_owned()];
    };
    let headline = Headline::new(old, new, diff, diff.changes.iter());
    let (weighty, news) = (headline.weighty(), headline.news());
    let unsure: Vec<&Change> = diff.changes.iter().filter(|change| change.caution).collect();
    let mut sentences: Vec<String> = sentence(&weighty).into_iter().collect();
    let is_sure = weighty.is_empty() && unsure.is_empty();
    if !news.is_empty() && is_sure {
        sentences.push(format!("Nobody is asked for more or less; {}.", news.join("; ")));
    } else {
        sentences.extend(sentence(&news));
    }
    if !unsure.is_empty() {
        let (needs, them) = if unsure.len() == 1 { ("needs", "it asks") } else { ("need", "they ask") };
        let texts = count(unsure.len(), "change");
        let at = headline.at(&unsure);
        sentences.push(format!("{texts}{at} {needs} review: a reader has to say whether {them} for more or less."));
    }
    if sentences.is_empty() {
        sentences.push(match worst {
            Impact::Editorial => {
                "Nobody has to do anything: only punctuation, spelling and the like change.".to_owned()
            }
            _ => match headline.transferred() {
                Some(moved) => format!("Nobody is asked for more or less; {moved}."),
                None => "Nobody is asked for more or less: only the wording changes.".to_owned(),
            },
        });
    }
    sentences.splice(0..0, recognised(diff).into_iter().chain(absorbed(diff)));
    if counted != worst {
        sentences.push(format!("This project's settings count that as {counted}."));
    }
    sentences
}

/// What was renamed without `formerly`, in a sentence.
fn recognised(diff: &Diff) -> Option<String> {
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

/// Which competencies are a part of another, in a sentence.
fn absorbed(diff: &Diff) -> Option<String> {
    let clauses = diff.became.iter().filter_map(|(was, became)| match (&was.part, became.as_slice()) {
        (Part::Competency(_), [into]) => Some(format!("`{was}` is now a part of `{into}`")),
        _ => None,
    });
    let clauses: Vec<String> = clauses.collect();
    (!clauses.is_empty()).then(|| format!("{}.", clauses.join("; ")))
}

/// The verdict in one line: how many levels it concerns, each by the weightiest thing that happens to it;
/// `None` where it concerns no level.
pub(super) fn brief(old: &LadderSet, new: &LadderSet, diff: &Diff) -> Option<String> {
    let mut levels: HashMap<(OwnerId, LevelId), (Impact, bool)> = HashMap::new();
    let added = added(diff);
    let mut met: HashSet<(&Place, &[Reach], Impact, bool)> = HashSet::new();
    for change in diff.changes.iter().filter(|change| change.edit != Edit::Included) {
        if !met.insert((&change.place, &change.reaches, change.by_table, change.caution)) {
            continue;
        }
        let concerned = if matches!(change.place.part, Part::Move(..)) { 1 } else { usize::MAX };
        let levels_of = diff.levels(old, new, change).into_iter().take(concerned);
        for level in levels_of.filter(|level| change.kind == Kind::LevelAdded || !added.contains(level)) {
            let known = levels.entry(level).or_insert((change.by_table, change.caution));
            *known = (known.0.max(change.by_table), known.1 || change.caution);
        }
    }
    let of = |impact: Impact| levels.values().filter(|(worst, _)| *worst == impact).count();
    let reviews = levels.values().filter(|(worst, unsure)| *unsure && *worst <= Impact::Wording).count();
    let rest = of(Impact::Wording) + of(Impact::Editorial) - reviews;
    let counts: Vec<String> = [
        (of(Impact::Breaking), "loses something", "lose something"),
        (of(Impact::RaisesBar), "is asked for more", "are asked for more"),
        (of(Impact::LowersBar), "is asked for less", "are asked for less"),
        (of(Impact::Addition), "is new or gains something", "are new or gain something"),
        (reviews, "needs review", "need review"),
        (rest, "only reads otherwise", "only read otherwise"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .enumerate()
    .map(|(index, (number, one, many))| {
        let levels = if index == 0 { count(number, "level") } else { number.to_string() };
        format!("{levels} {}", if number == 1 { one } else { many })
    })
    .collect();
    (!counts.is_empty()).then(|| format!("{}.", join(&counts)))
}

fn added(diff: &Diff) -> HashSet<(OwnerId, LevelId)> {
    let added = diff.changes.iter().filter(|change| change.kind == Kind::LevelAdded);
    added.filter_map(|change| Some((change.place.owner.clone(), change.place.part.level()?.clone()))).collect()
}

/// Clauses as one sentence.
pub(super) fn sentence(clauses: &[String]) -> Option<String> {
    let text = clauses.join("; ");
    (!text.is_empty()).then(|| format!("{}.", capital(&text)))
}
