//! Clauses of a headline: what happens, each thing by name.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::levels::{ByLadder, Levels};
use super::{NAMED, added};
use crate::diff::{Change, Diff, Edit, Impact, Kind, Reach};
use crate::model::{LadderSet, LevelId, OwnerId, Part, Place};
use crate::view::names::competency_title;
use crate::words::{count, join};

/// The changes that a headline is made of.
pub(in crate::view) struct Headline<'a> {
    old: &'a LadderSet,
    new: &'a LadderSet,
    diff: &'a Diff,
    changes: Vec<&'a Change>,
    /// The levels that are new: whoever comes to them is asked neither more nor less.
    added: HashSet<(OwnerId, LevelId)>,
    /// Whether levels of more than one ladder are there, so that each is named with its ladder.
    names_ladders: bool,
    /// The only ladder that it tells of.
    only: Option<OwnerId>,
}

impl<'a> Headline<'a> {
    /// Of some of the changes. A part of what was added or removed says nothing of its own.
    pub(in crate::view) fn new(
        old: &'a LadderSet,
        new: &'a LadderSet,
        diff: &'a Diff,
        changes: impl Iterator<Item = &'a Change>,
    ) -> Self {
        let changes: Vec<&Change> = changes.filter(|change| change.edit != Edit::Included).collect();
        Self {
            old,
            new,
            diff,
            added: added(diff),
            changes,
            names_ladders: old.ladders.len().max(new.ladders.len()) > 1,
            only: None,
        }
    }

    /// The same of one ladder, which the sentence does not name.
    pub(in crate::view) fn of_one_ladder(mut self, ladder: OwnerId) -> Self {
        self.names_ladders = false;
        self.only = Some(ladder);
        self
    }

    fn tells_of(&self, ladder: &OwnerId) -> bool {
        self.only.as_ref().is_none_or(|only| only == ladder)
    }

    /// What is taken away, then what is asked more, then less: clauses, lowercase, without a stop.
    pub(in crate::view) fn weighty(&self) -> Vec<String> {
        let mut clauses = self.taken_away();
        let is_rewritten = |change: &&Change| change.kind == Kind::LevelRewritten;
        let rewritten: Vec<&Change> = self.changes.iter().copied().filter(is_rewritten).collect();
        clauses.extend(self.named(&rewritten, "is rewritten", "are rewritten"));
        for (impact, what) in [(Impact::RaisesBar, "more"), (Impact::LowersBar, "less")] {
            clauses.extend(self.asked(impact, what));
        }
        clauses
    }

    /// What is new and asks nothing of anybody.
    pub(in crate::view) fn news(&self) -> Vec<String> {
        let of = |kinds: &[Kind]| self.of(Impact::Addition, kinds);
        let mut clauses = Vec::new();
        let mut told: HashSet<*const Change> = HashSet::new();
        let levels = of(&[Kind::LevelAdded]);
        told.extend(levels.iter().map(|change| std::ptr::from_ref(*change)));
        let (parts, fresh): (Vec<&Change>, Vec<&Change>) =
            levels.into_iter().partition(|change| self.split_from(change).is_some());
        clauses.extend(self.splits(&parts));
        clauses.extend(self.named(&fresh, "is new", "are new"));
        for (kinds, one, many) in [
            (&[Kind::LadderAdded][..], "is new", "are new"),
            (&[Kind::TrackAdded], "is new", "are new"),
            (&[Kind::StatusChanged], "opens", "open"),
            (&[Kind::CompetencyAdded], "is new", "are new"),
            (&[Kind::GradeAdded], "is new", "are new"),
        ] {
            let changes = of(kinds);
            told.extend(changes.iter().map(|change| std::ptr::from_ref(*change)));
            clauses.extend(self.named(&changes, one, many));
        }
        let ways = of(&[Kind::MoveAdded]);
        told.extend(ways.iter().map(|change| std::ptr::from_ref(*change)));
        match ways[..] {
            [] => {}
            [way] => clauses.push(format!("there is a new way {}", self.way(way))),
            _ => clauses.push(format!("there are {} between levels", count(ways.len(), "new way"))),
        }
        let pay = of(&PAY);
        told.extend(pay.iter().map(|change| std::ptr::from_ref(*change)));
        if !pay.is_empty() {
            clauses.push(format!("pay rises{}", self.at(&pay)));
        }
        let is_rest = |change: &&&Change| {
            change.by_table == Impact::Addition && !told.contains(&std::ptr::from_ref::<Change>(**change))
        };
        let rest: Vec<&Change> = self.changes.iter().filter(is_rest).copied().collect();
        if !rest.is_empty() {
            let also = if clauses.is_empty() { "something" } else { "more" };
            clauses.push(format!("{also} is new{}", self.at(&rest)));
        }
        clauses
    }

    /// Levels that only changed track, in a clause.
    pub(in crate::view) fn transferred(&self) -> Option<String> {
        let moved = self.of(Impact::Wording, &[Kind::LevelMoved]);
        self.named(&moved, "moves to another track and keeps its grade", "move to another track and keep their grades")
    }

    fn taken_away(&self) -> Vec<String> {
        let of = |kinds: &[Kind]| self.of(Impact::Breaking, kinds);
        let (merged, removed): (Vec<&Change>, Vec<&Change>) =
            of(&[Kind::LevelRemoved]).into_iter().partition(|change| self.became(&change.place).is_some());
        let mut clauses: Vec<String> = self.named(&removed, "is removed", "are removed").into_iter().collect();
        clauses.extend(merged.iter().filter_map(|change| {
            let into = self.became(&change.place)?.first()?;
            Some(format!("{} becomes a part of {}", self.level_name(&change.place), self.level_name(into)))
        }));
        for (kinds, one, many) in [
            (&[Kind::LadderRemoved][..], "is removed", "are removed"),
            (&[Kind::TrackRemoved], "is removed", "are removed"),
            (&[Kind::GradeRemoved], "is removed", "are removed"),
            (&[Kind::LevelRegraded], "changes grade", "change grade"),
            (&[Kind::LevelMoved], "moves to another track", "move to another track"),
            (&[Kind::StatusChanged], "closes", "close"),
            (&[Kind::LevelReordered], "puts its levels in another order", "put their levels in another order"),
            (&[Kind::KindChanged], "counts for another side", "count for another side"),
            (&[Kind::AlignedChanged], "no longer lines up with the others", "no longer line up with the others"),
        ] {
            clauses.extend(self.named(&of(kinds), one, many));
        }
        if !of(&[Kind::GradeReordered]).is_empty() {
            clauses.push("the grades are in another order".to_owned());
        }
        for change in of(&[Kind::BaseRemoved]) {
            clauses.push(format!("the base {} is removed", self.owner_title(&change.place.owner)));
        }
        for change in of(&[Kind::ExtendsChanged]) {
            clauses.push(format!("{} builds on other bases", self.owner_title(&change.place.owner)));
        }
        let ways = of(&[Kind::MoveRemoved]);
        match ways[..] {
            [] => {}
            [way] => clauses.push(format!("there is no longer a way {}", self.way(way))),
            _ => clauses.push(format!("{} between levels are gone", count(ways.len(), "way"))),
        }
        let (falls, other): (Vec<&Change>, Vec<&Change>) =
            of(&PAY).into_iter().partition(|change| matches!(change.kind, Kind::BandLowered | Kind::BandRemoved));
        for (changes, what) in [(falls, "falls"), (other, "changes")] {
            if !changes.is_empty() {
                clauses.push(format!("pay {what}{}", self.at(&changes)));
            }
        }
        clauses
    }

    /// What a thing of the old revision became, where it is a part of another or several.
    fn became(&self, place: &Place) -> Option<&'a [Place]> {
        self.diff.became.iter().find(|(was, _)| was == place).map(|(_, became)| became.as_slice())
    }

    /// The level that this one was a part of, and all that became of that.
    fn split_from(&self, change: &Change) -> Option<&'a (Place, Vec<Place>)> {
        self.diff.became.iter().find(|(_, parts)| parts.len() > 1 && parts.contains(&change.place))
    }

    /// "IC5 is split into IC5 and M5", for each level that was.
    fn splits(&self, parts: &[&Change]) -> Vec<String> {
        let mut clauses = Vec::new();
        for (was, parts) in parts.iter().filter_map(|change| self.split_from(change)) {
            let names: Vec<String> = parts.iter().map(|part| self.level_name(part)).collect();
            let clause = format!("{} is split into {}", self.level_name(was), join(&names));
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        clauses
    }

    /// "more is asked at IC5: Delivery", a clause a ladder.
    fn asked(&self, impact: Impact, what: &str) -> Vec<String> {
        // Many changes reach the same levels: these are looked up once.
        let mut groups: Vec<(&Change, Vec<String>)> = Vec::new();
        let mut known: HashMap<(Option<&LevelId>, &OwnerId, &[Reach]), usize> = HashMap::new();
        // A level that was rewritten is told as a whole.
        let told = |change: &&&Change| change.by_table == impact && change.kind != Kind::LevelRewritten;
        for change in self.changes.iter().filter(told) {
            let key = (change.place.part.level(), &change.place.owner, &change.reaches[..]);
            let at = *known.entry(key).or_insert_with(|| {
                groups.push((change, Vec::new()));
                groups.len() - 1
            });
            let aspect = self.aspect(change);
            let aspects = &mut groups[at].1;
            if !aspects.contains(&aspect) {
                aspects.push(aspect);
            }
        }
        let mut ladders: BTreeMap<OwnerId, Levels> = BTreeMap::new();
        for (change, aspects) in groups {
            let levels = self.diff.levels(self.old, self.new, change);
            if levels.is_empty() {
                let owner = self.diff.owner_now(change);
                ladders.entry(owner).or_default().add(None, &aspects);
            }
            let told = |level: &(OwnerId, LevelId)| !self.added.contains(level) && self.tells_of(&level.0);
            for (owner, level) in levels.into_iter().filter(told) {
                ladders.entry(owner).or_default().add(Some(level), &aspects);
            }
        }
        let clause = |(owner, levels): (&OwnerId, &Levels)| {
            let of = if self.names_ladders { format!(" of {}", self.owner_title(owner)) } else { String::new() };
            format!("{what} is asked{}", levels.in_words(&of))
        };
        ladders.iter().map(clause).collect()
    }

    /// What of a level asks for more or less.
    fn aspect(&self, change: &Change) -> String {
        match change.kind {
            Kind::ScopeChanged => "scope".to_owned(),
            Kind::SummaryChanged => "summary".to_owned(),
            Kind::ManagesChanged => "people to manage".to_owned(),
            Kind::TerminalChanged => "going further".to_owned(),
            Kind::CumulativeChanged | Kind::LevelAdded | Kind::LevelRemoved | Kind::LevelMoved => {
                "what levels below ask".to_owned()
            }
            Kind::StepReordered => "the scale".to_owned(),
            _ => match change.place.part.competency() {
                Some(id) => competency_title([self.new, self.old], &change.place.owner, id.as_str()),
                None => change.kind.row().meaning.to_owned(),
            },
        }
    }

    fn of(&self, impact: Impact, kinds: &[Kind]) -> Vec<&'a Change> {
        let is = |change: &&Change| change.by_table == impact && kinds.contains(&change.kind);
        self.changes.iter().copied().filter(is).collect()
    }

    /// "M7 is removed", "IC7 and M7 are removed"; many are counted.
    fn named(&self, changes: &[&Change], one: &str, many: &str) -> Option<String> {
        let mut met = HashSet::new();
        let names = changes.iter().map(|change| self.name(change));
        let names: Vec<String> = names.filter(|name| met.insert(name.clone())).collect();
        let first = changes.first()?;
        let (noun, plural) = match &first.place.part {
            Part::Whole => ("the ladder ", "the ladders "),
            Part::Track(_) => ("the track ", "the tracks "),
            Part::Competency(_) => ("the competency ", "the competencies "),
            Part::Grade(_) => ("grade ", "grades "),
            // An id that begins small stays as it is, also where a sentence begins.
            _ if names.iter().all(|name| name.starts_with(char::is_uppercase)) => ("", ""),
            _ => ("level ", "levels "),
        };
        Some(match names.len() {
            1 => format!("{noun}{} {one}", names[0]),
            number if number > NAMED => format!("{number} {} {many}", counted(&first.place.part)),
            _ => format!("{plural}{} {many}", join(&names)),
        })
    }

    /// The thing that a change is about, as people call it.
    fn name(&self, change: &Change) -> String {
        let place = &change.place;
        let of = if self.names_ladders { format!(" of {}", self.owner_title(&place.owner)) } else { String::new() };
        match &place.part {
            Part::Whole => self.owner_title(&place.owner),
            Part::Track(track) => format!("{}{of}", self.track_title(place, track.as_str())),
            Part::Competency(id) => competency_title([self.new, self.old], &place.owner, id.as_str()),
            Part::Grade(id) => id.to_string(),
            _ => self.level_name(place),
        }
    }

    fn level_name(&self, place: &Place) -> String {
        let of = if self.names_ladders { format!(" of {}", self.owner_title(&place.owner)) } else { String::new() };
        place.part.level().map_or_else(|| place.to_string(), |level| format!("{level}{of}"))
    }

    /// "from IC4 to M4"
    fn way(&self, change: &Change) -> String {
        match &self.diff.place_now(change).part {
            Part::Move(from, to) => format!("from {from} to {to}"),
            _ => self.name(change),
        }
    }

    /// " at IC4 and IC5 of Engineering", or nothing where no level or ladder can be named.
    pub(in crate::view) fn at<'c>(&'c self, changes: &[&'c Change]) -> String {
        let mut levels = ByLadder::without(&self.added);
        let mut owners: Vec<String> = Vec::new();
        for change in changes {
            let own = change.place.part.level();
            own.iter()
                .filter(|_| self.tells_of(&change.place.owner))
                .for_each(|level| levels.add(&change.place.owner, level));
            // A move concerns those whose way it is, and not those at the level that it leads to.
            let people = if matches!(change.place.part, Part::Move(..)) { 1 } else { change.reaches.len() };
            let reaches = change.reaches.iter().take(people).filter(|reach| self.tells_of(&reach.owner()));
            reaches.for_each(|reach| levels.add_reach(reach, self.new));
            let owner = self.owner_title(&change.place.owner);
            if own.is_none()
                && change.reaches.iter().all(|reach| matches!(reach, Reach::Ladder(_)))
                && !owners.contains(&owner)
            {
                owners.push(owner);
            }
        }
        let titled = |owner: &str| self.names_ladders.then(|| self.owner_title(&OwnerId::from(owner)));
        let mut parts = levels.in_words(&titled);
        if parts.is_empty() {
            parts = owners.into_iter().filter(|_| self.names_ladders).collect();
        }
        if parts.is_empty() { String::new() } else { format!(" at {}", parts.join("; ")) }
    }

    fn owner_title(&self, owner: &OwnerId) -> String {
        let titled = [self.new, self.old].into_iter().find_map(|set| {
            let ladder = set.ladder(owner.as_str()).map(|ladder| ladder.title().to_owned());
            ladder.or_else(|| set.base(owner.as_str()).and_then(|base| base.title.text().map(str::to_owned)))
        });
        titled.unwrap_or_else(|| owner.to_string())
    }

    fn track_title(&self, place: &Place, id: &str) -> String {
        let titled = [self.new, self.old].into_iter().find_map(|set| {
            let tracks = &set.ladder(place.owner.as_str())?.tracks;
            tracks.iter().find(|track| track.id.as_str() == id).map(|track| track.title().to_owned())
        });
        titled.unwrap_or_else(|| id.to_owned())
    }
}

/// What many things are called together.
fn counted(part: &Part) -> &'static str {
    match part {
        Part::Whole => "ladders",
        Part::Track(_) => "tracks",
        Part::Competency(_) => "competencies",
        Part::Grade(_) => "grades",
        _ => "levels",
    }
}

/// Every kind of change of pay.
const PAY: [Kind; 7] = [
    Kind::BandAdded,
    Kind::BandRemoved,
    Kind::BandRaised,
    Kind::BandLowered,
    Kind::BandWidened,
    Kind::BandNarrowed,
    Kind::CurrencyChanged,
];
