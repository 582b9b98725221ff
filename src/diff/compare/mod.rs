//! Two sets under one set of names, compared thing by thing. Each file knows one kind of thing; the table of kinds
//! alone knows impacts.

mod absorbed;
mod alike;
mod away;
mod definitions;
mod expectation;
mod handed;
mod hints;
mod ladder;
mod level;
mod moved;
mod moves;
mod order;
mod own_scale;
mod parts;
mod pay;
mod relocated;
mod rewritten;
mod roles;
mod split;
mod spot;
mod steps;
mod track;
mod transfer;
mod users;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::asks::Asks;
use super::identity::{GONE, Identity, Names};
use super::text::{self, Reading};
use super::{Case, Change, DiffSettings, Edit, Hint, Impact, Kind, Reach, Value};
use crate::model::resolve::Resolved;
use crate::model::{Equivalent, LadderId, LadderSet, LevelRef, Move, OwnerId, Place, Stated};
use crate::words::join;

use relocated::Relocated;
pub(super) use rewritten::fold_rewritten;
use transfer::Ways;
use users::Users;

/// Every change from `old`, which is under the ids of `new` already, hints at expectations that moved, and the old and new
/// places of competencies that are a part of another by what is asked of them.
pub(super) fn changes(
    old: &LadderSet,
    new: &LadderSet,
    identity: &Identity,
    settings: &DiffSettings,
) -> (Vec<Change>, Vec<Hint>, Vec<(Place, Place)>) {
    let pairs = new.ladders.iter().filter_map(|after| {
        let before = old.ladder(after.id.as_str())?;
        Some(Pair {
            old: Asks::new(Resolved::new(old, before)),
            new: Asks::new(Resolved::new(new, after)),
            ways: OnceCell::new(),
        })
    });
    let pairs: Vec<Pair<'_>> = pairs.collect();
    let mut comparison = Comparison {
        settings,
        old,
        new,
        identity,
        back: identity.names.inverse(),
        by_ladder: pairs.iter().enumerate().map(|(index, pair)| (pair.id().clone(), index)).collect(),
        pairs: &pairs,
        users: (OnceCell::new(), OnceCell::new()),
        come: HashSet::new(),
        gone: HashSet::new(),
        changes: Vec::new(),
        relocated: Vec::new(),
        absorbed: Vec::new(),
        former_owner: None,
        parts: HashSet::new(),
    };
    comparison.sets();
    let Comparison { changes, absorbed, .. } = comparison;
    let hints = hints::hints(&changes);
    (changes, hints, absorbed)
}

/// A ladder that is in both revisions.
struct Pair<'a> {
    old: Asks<'a>,
    new: Asks<'a>,
    /// The ways on from the levels of either revision; found when first asked for.
    ways: OnceCell<(Ways, Ways)>,
}

impl<'a> Pair<'a> {
    fn id(&self) -> &'a LadderId {
        &self.new.resolved.ladder.id
    }

    /// The level of the new revision in the old one.
    fn before(&self, level: usize) -> Option<usize> {
        self.old.level(&self.new.resolved.levels[level].level.id)
    }

    /// The level of the old revision in the new one.
    fn after(&self, level: usize) -> Option<usize> {
        self.new.level(&self.old.resolved.levels[level].level.id)
    }

    /// Whether each level that no longer asks the one text asks the other from now on, and no other level does.
    fn swaps(&self, was: &str, is: &str) -> bool {
        let mut both = (0..self.new.resolved.levels.len()).filter_map(|after| Some((self.before(after)?, after)));
        both.all(|(before, after)| {
            let drops = self.old.asks(before, was) && !self.new.asks(after, was);
            let adds = !self.old.asks(before, is) && self.new.asks(after, is);
            drops == adds
        })
    }
}

struct Comparison<'a, 'p> {
    settings: &'a DiffSettings,
    old: &'a LadderSet,
    new: &'a LadderSet,
    identity: &'a Identity,
    /// From new ids to old ones.
    back: Names,
    pairs: &'p [Pair<'a>],
    by_ladder: HashMap<LadderId, usize>,
    /// Which levels use what is defined, in the old and in the new revision; made when first asked for.
    users: (OnceCell<Users>, OnceCell<Users>),
    /// The levels that were not there, and those that are gone.
    come: HashSet<LevelRef>,
    gone: HashSet<LevelRef>,
    changes: Vec<Change>,
    relocated: Vec<Relocated>,
    /// Competencies that are a part of another: the old place and the new one.
    absorbed: Vec<(Place, Place)>,
    /// While definitions that moved are compared: the file that had them before.
    former_owner: Option<OwnerId>,
    /// The parts that were listed.
    parts: HashSet<(Kind, Place)>,
}

/// A change before the table has ruled on it.
struct Draft {
    kind: Kind,
    case: Case,
    place: Place,
    old: Option<String>,
    new: Option<String>,
    reason: String,
    reaches: Vec<Reach>,
    edit: Edit,
    /// Whether it concerns nobody but levels that were planned.
    planned: bool,
}

impl Draft {
    fn new(kind: Kind, case: Case, place: Place, edit: Edit, reason: impl Into<String>) -> Self {
        let (old, new) = (None, None);
        Self { kind, case, place, old, new, reason: reason.into(), reaches: Vec::new(), edit, planned: false }
    }

    fn values(mut self, old: Option<impl ToString>, new: Option<impl ToString>) -> Self {
        self.old = old.map(|old| old.to_string());
        self.new = new.map(|new| new.to_string());
        self
    }

    fn reaching(mut self, reaches: Vec<Reach>) -> Self {
        self.reaches = reaches;
        self
    }

    fn planned(mut self, planned: bool) -> Self {
        self.planned = planned;
        self
    }
}

impl<'a> Comparison<'a, '_> {
    fn sets(&mut self) {
        self.levels_that_come_and_go();
        for base in &self.new.bases {
            match self.old.base(base.id.as_str()) {
                Some(before) => self.base(before, base),
                None => self.base_added(base),
            }
        }
        for base in self.old.bases.iter().filter(|base| self.new.base(base.id.as_str()).is_none()) {
            self.base_removed(base);
        }
        for (index, ladder) in self.new.ladders.iter().enumerate() {
            match self.by_ladder.get(&ladder.id) {
                Some(pair) => self.ladder(&self.pairs[*pair]),
                None => self.ladder_added(ladder, index),
            }
        }
        for ladder in self.old.ladders.iter().filter(|ladder| self.new.ladder(ladder.id.as_str()).is_none()) {
            self.ladder_removed(ladder);
        }
        self.relocated_contents();
        self.settle_relocated();
        self.moved();
    }

    /// The table rules, and the change is there.
    fn push(&mut self, draft: Draft) {
        let change = self.ruled(draft);
        self.changes.push(change);
    }

    /// What the table makes of a draft.
    fn ruled(&self, draft: Draft) -> Change {
        let Draft { kind, case, place, old, new, reason, reaches, edit, planned } = draft;
        let mut impact = kind.impact(case);
        let mut reason = reason;
        if planned && impact > Impact::Addition {
            impact = Impact::Addition;
            reason.push_str("; the level was planned, so nobody is at it");
        }
        let (by_table, caution) = (impact, case == Case::Unsure);
        self.remapped(Change { kind, impact, by_table, place, old, new, reason, caution, reaches, edit })
    }

    /// The project's own view of an impact.
    fn remapped(&self, mut change: Change) -> Change {
        for remap in &self.settings.remap {
            if remap.kind == change.kind {
                change.impact = remap.to;
            }
        }
        change
    }

    /// The place under the ids that the old revision has.
    fn old_place(&self, place: &Place) -> Place {
        self.back.place(place)
    }

    /// Says that something was renamed, where it was.
    fn renamed(&mut self, kind: Kind, place: &Place, planned: bool) {
        use super::identity::How;
        let Some((from, how)) = self.identity.renamed.get(place) else { return };
        // A rename within one file is said there.
        if self
            .former_owner
            .as_ref()
            .is_some_and(|former| self.old_place(&Place::whole(former.clone())).owner != from.owner)
        {
            return;
        }
        let (old, new) = (last_part(from), last_part(place));
        let (case, reason) = match how {
            How::Declared => (Case::Plain, "renamed, according to `formerly`".to_owned()),
            How::Id => (Case::Layout, "the same number in another notation".to_owned()),
            How::Notation => (Case::Plain, "renamed: the ids differ in notation only".to_owned()),
            How::Words(100) => (Case::Plain, "renamed: it says the same".to_owned()),
            How::Words(score) => (Case::Plain, format!("renamed: what it says is {score} per cent the same")),
            How::Grade => (Case::Plain, "renamed: the same grade, neighbours and texts".to_owned()),
        };
        let reason = match how {
            How::Declared | How::Id => reason,
            _ => format!("{reason}; `formerly: {old}` would state it"),
        };
        let draft = Draft::new(kind, case, place.clone(), Edit::Rename(from.clone(), new.clone()), reason);
        self.push(draft.values(Some(old), Some(new)).planned(planned));
    }

    /// Compares a text that asks nothing of anybody.
    fn text(
        &mut self,
        kind: Kind,
        place: &Place,
        (old, new): (&Stated<String>, &Stated<String>),
        value: fn(Stated<String>) -> Value,
        reaches: Vec<Reach>,
    ) {
        let Some((case, reason)) = text_case(old, new) else { return };
        let draft = Draft::new(kind, case, place.clone(), Edit::Set(place.clone(), value(new.clone())), reason);
        self.push(draft.values(old.text(), new.text()).reaching(reaches));
    }

    /// Compares a field that asks nothing of anybody, and is no text.
    fn plain(
        &mut self,
        kind: Kind,
        place: &Place,
        (old, new): (Option<String>, Option<String>),
        value: Value,
        reason: &str,
    ) {
        if old != new {
            let draft = Draft::new(kind, Case::Plain, place.clone(), Edit::Set(place.clone(), value), reason);
            self.push(draft.values(old, new));
        }
    }

    fn equivalents(&mut self, place: &Place, (old, new): (&[Equivalent], &[Equivalent])) {
        let reason = "names in other frameworks are for people to read";
        let words = |known: &[Equivalent]| {
            let words: Vec<String> = known.iter().map(ToString::to_string).collect();
            (!words.is_empty()).then(|| words.join(", "))
        };
        let value = Value::Equivalents(new.to_vec());
        self.plain(Kind::EquivalentsChanged, place, (words(old), words(new)), value, reason);
    }

    fn pair(&self, ladder: &LadderId) -> Option<&Pair<'a>> {
        self.by_ladder.get(ladder).map(|index| &self.pairs[*index])
    }

    /// The written moves that lead to or from one of the levels, with the ladder whose file writes each.
    fn moves_touching(set: &LadderSet, levels: &HashSet<LevelRef>) -> Vec<(LadderId, Move)> {
        let touching = |written: &&Move| levels.contains(&written.from) || levels.contains(&written.to);
        let of = |ladder: &crate::model::Ladder| {
            let moves = ladder.moves.iter().filter(touching).cloned();
            moves.map(|written| (ladder.id.clone(), written)).collect::<Vec<_>>()
        };
        set.ladders.iter().flat_map(of).collect()
    }
}

/// What became of a text that asks nothing of anybody; `None` where nothing did or nobody can know.
fn text_case(old: &Stated<String>, new: &Stated<String>) -> Option<(Case, &'static str)> {
    match (old, new) {
        (Stated::Unknown, _) | (_, Stated::Unknown) | (Stated::Unstated, Stated::Unstated) => None,
        (Stated::Unstated, Stated::Is(_)) => Some((Case::Words, "this is new, but it asks nothing of anybody")),
        (Stated::Is(_), Stated::Unstated) => Some((Case::Words, "this is removed, but it asked nothing of anybody")),
        (Stated::Is(old), Stated::Is(new)) => match text::read(old, new) {
            Reading::Same => None,
            Reading::Notation => Some((Case::Layout, "only punctuation or case differs")),
            Reading::Spelling => Some((Case::Layout, "only spelling differs")),
            Reading::Equal(_) | Reading::Stronger(_) | Reading::Weaker(_) | Reading::Unsure(_) => {
                Some((Case::Words, "the words change, but they ask nothing of anybody"))
            }
        },
    }
}

/// The id at the end of a place.
fn last_part(place: &Place) -> String {
    let text = place.to_string();
    let id = text.rsplit('/').next().unwrap_or_default();
    id.trim_end_matches(GONE).to_owned()
}

/// A ladder or base as one owns places.
fn owner(id: &LadderId) -> OwnerId {
    OwnerId::from(id)
}

/// Words in a row: "`a`, `b` and `c`".
fn listed(names: &[String]) -> String {
    join(&names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>())
}
