//! A level that was rewritten through and through: one change with its counts. Its parts are listed where everything is.

use std::collections::{BTreeMap, HashSet};

use crate::diff::{Case, Change, DiffSettings, Edit, Impact, Kind, Value};
use crate::model::{Ask, LadderSet, Level, LevelId, OwnerId, Part, Place};

/// From how many points on that came, went, or need a judgement of their own nobody reads them one by one.
const MANY: usize = 10;

/// What became of the points of a level.
#[derive(Default)]
struct Counts {
    come: usize,
    gone: usize,
    reworded: usize,
    /// Of those reworded: more or less is asked, or only a reader can tell.
    unsettled: usize,
}

/// Puts one change in the place of all that speak of the points of a level, if most of them are not what they were.
/// `old` is under the names of the new revision.
pub(in crate::diff) fn fold_rewritten(
    (old, new): (&LadderSet, &LadderSet),
    settings: &DiffSettings,
    changes: &mut Vec<Change>,
    now: impl Fn(&Change) -> Place,
) {
    let mut by_level: BTreeMap<(OwnerId, LevelId), Vec<usize>> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate().filter(|(_, change)| is_of_points(change)) {
        let place = now(change);
        if let Some(level) = place.part.level() {
            by_level.entry((place.owner.clone(), level.clone())).or_default().push(index);
        }
    }
    let mut folded: BTreeMap<usize, Change> = BTreeMap::new();
    let mut parts: HashSet<usize> = HashSet::new();
    for ((owner, level), indices) in by_level {
        let find =
            |set: &'_ LadderSet| -> Option<usize> { points(set.ladder(owner.as_str())?.level(level.as_str())?.1) };
        let Some((before, after)) = find(old).zip(find(new)) else { continue };
        let of_level: Vec<&Change> = indices.iter().map(|index| &changes[*index]).collect();
        let counts = Counts::of(&of_level);
        if !counts.is_rewritten(before, after) {
            continue;
        }
        let Some((track, _)) = new.ladder(owner.as_str()).and_then(|ladder| ladder.level(level.as_str())) else {
            continue;
        };
        let place = Place::new(owner, Part::Level(track.id.clone(), level));
        folded.insert(indices[0], one(place, &of_level, &counts.in_words(before), settings));
        parts.extend(indices);
    }
    if folded.is_empty() {
        return;
    }
    let all = std::mem::take(changes);
    for (index, mut change) in all.into_iter().enumerate() {
        changes.extend(folded.remove(&index));
        if !parts.contains(&index) {
            changes.push(change);
        } else if settings.full {
            change.edit = Edit::Included;
            changes.push(change);
        }
    }
}

/// Whether a change is about the points of a level and is there by its own right.
fn is_of_points(change: &Change) -> bool {
    let kind = change.kind.as_str();
    let is_asked = kind.starts_with("point-") || kind.starts_with("expectation-");
    let is_step = matches!(&change.edit, Edit::Set(_, Value::Step(_)));
    is_asked && !is_step && !matches!(change.edit, Edit::Included | Edit::Follows)
}

/// The points that a level asks itself.
fn points(level: &Level) -> Option<usize> {
    let asked = level.expectations.iter().map(|said| match &said.ask {
        Ask::Asked(asked) => asked.points.len(),
        Ask::SameAs(_) | Ask::NotAsked | Ask::Unknown => 0,
    });
    (!level.expectations.partial).then(|| asked.sum())
}

impl Counts {
    fn of(changes: &[&Change]) -> Self {
        let lines = |text: &Option<String>| text.as_deref().unwrap_or_default().lines().count();
        let mut counts = Self::default();
        for change in changes {
            let unsettled = change.caution || change.by_table > Impact::Wording;
            match (change.kind, &change.edit) {
                (_, Edit::Set(_, Value::Examples(_))) => {}
                (Kind::ExpectationAdded | Kind::PointAdded, _) if unsettled => counts.come += lines(&change.new),
                (Kind::ExpectationRemoved | Kind::PointRemoved, _) if unsettled => counts.gone += lines(&change.old),
                _ if change.impact > Impact::Editorial && change.old.is_some() && change.new.is_some() => {
                    counts.reworded += 1;
                    counts.unsettled += usize::from(unsettled);
                }
                _ => {}
            }
        }
        counts
    }

    /// Whether there is much to judge, and less than half of the points of either revision is as it was.
    fn is_rewritten(&self, before: usize, after: usize) -> bool {
        let kept = |all: usize, other: usize| all.saturating_sub(other + self.unsettled);
        self.come + self.gone + self.unsettled >= MANY
            && kept(before, self.gone) * 2 < before
            && kept(after, self.come) * 2 < after
    }

    /// "8 points kept, 12 reworded, 5 new, 7 gone"
    fn in_words(&self, before: usize) -> String {
        let kept = before.saturating_sub(self.gone + self.reworded);
        format!("{kept} of {before} points kept, {} reworded, {} new, {} gone", self.reworded, self.come, self.gone)
    }
}

/// One change for all of them, as weighty as the weightiest.
fn one(place: Place, of_level: &[&Change], counts: &str, settings: &DiffSettings) -> Change {
    let kind = Kind::LevelRewritten;
    let worst = |impact: fn(&Change) -> Impact| of_level.iter().map(|change| impact(change)).max();
    let by_table = worst(|change| change.by_table).unwrap_or(Impact::Wording);
    let case = match by_table {
        Impact::RaisesBar | Impact::Breaking => Case::More,
        Impact::LowersBar => Case::Less,
        Impact::Addition | Impact::Wording | Impact::Editorial => Case::Unsure,
    };
    let by_table = if by_table == Impact::Addition { by_table } else { kind.impact(case) };
    let remapped = settings.remap.iter().rev().find(|remap| remap.kind == kind).map(|remap| remap.to);
    let impact = remapped.or_else(|| worst(|change| change.impact)).unwrap_or(by_table);
    let lines = |side: fn(&Change) -> &Option<String>| {
        let texts: Vec<&str> = of_level.iter().filter_map(|change| side(change).as_deref()).collect();
        (!texts.is_empty()).then(|| texts.join("\n"))
    };
    let mut met = HashSet::new();
    let reaches = of_level.iter().flat_map(|change| &change.reaches);
    Change {
        kind,
        impact,
        by_table,
        place,
        old: lines(|change| &change.old),
        new: lines(|change| &change.new),
        reason: format!("{counts}: check the level as a whole (`--full` lists its parts)"),
        caution: true,
        reaches: reaches.filter(|reach| met.insert((*reach).clone())).cloned().collect(),
        edit: Edit::All(of_level.iter().map(|change| change.edit.clone()).collect()),
    }
}
