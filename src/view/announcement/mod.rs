//! What a people team posts of a revision: whom it concerns, what is new for them in plain words, what stays. Knows no
//! amount of pay, and none of the words that the program has for changes.

mod said;

use std::collections::{HashMap, HashSet};

use super::headline::{Headline, sentence};
use super::names::competency_title;
use crate::diff::{Change, Diff, Edit, Kind, Reach};
use crate::model::resolve::Resolved;
use crate::model::{Date, Ladder, LadderSet, Level, LevelId, OwnerId, Part, Place, Stated};
use crate::words::join;

pub use said::News;
use said::{Said, last, said};

/// What the author of an announcement adds to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notice {
    /// The day from which it holds.
    pub effective: Option<Date>,
    /// Where the ladders can be read, such as the address of a page.
    pub read_at: Option<String>,
}

/// What people are told of a revision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Announcement {
    /// The ladders that change for somebody.
    pub ladders: Vec<LadderNews>,
    /// From when it holds, and where to read more.
    pub notice: Notice,
}

/// What people on one ladder are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderNews {
    /// The ladder's id, by which its file is found.
    pub id: String,
    pub title: String,
    /// Whom it concerns, in sentences.
    pub concerned: Vec<String>,
    /// What is about no level.
    pub whole: Vec<News>,
    /// What reads otherwise and asks the same, and is about no level.
    pub reworded: Vec<String>,
    /// The levels that change, lowest first, track by track; those that are gone come last.
    pub levels: Vec<LevelNews>,
    /// The levels at which nothing changes, by id.
    pub unchanged: Vec<String>,
}

/// What people at one level are told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelNews {
    pub id: String,
    /// Its id and title.
    pub name: String,
    /// What is new, the weightiest first.
    pub news: Vec<News>,
    /// What reads otherwise and asks the same.
    pub reworded: Vec<String>,
    /// Other levels whose changes count here, because this level includes or follows what they ask.
    pub included: Vec<String>,
    /// What stays as it is.
    pub stays: Vec<String>,
}

impl Announcement {
    /// Of some of the changes of a comparison.
    pub(super) fn new(old: &LadderSet, new: &LadderSet, diff: &Diff, changes: &[&Change], notice: Notice) -> Self {
        let names = Vocabulary { old, new, diff };
        let gone = old.ladders.iter().filter(|ladder| {
            let now = diff.now(&Place::whole(ladder.owner())).owner;
            new.ladder(now.as_str()).is_none()
        });
        let mut ladders = Vec::new();
        let mut by_ladder = by_ladder(diff, changes);
        for ladder in new.ladders.iter().chain(gone) {
            let Some(mut changes) = by_ladder.remove(&ladder.owner()) else { continue };
            // What comes with a new ladder is a part of it.
            if let Some(added) = changes.iter().copied().find(|change| change.kind == Kind::LadderAdded) {
                changes = vec![added];
            }
            let told = Teller::new(&names, ladder, &changes).tell();
            if !told.is_empty() {
                ladders.push(told);
            }
        }
        Self { ladders, notice }
    }
}

impl LadderNews {
    fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.reworded.is_empty() && self.levels.is_empty()
    }
}

/// The changes that concern each ladder: its own, and those of bases that it reaches.
fn by_ladder<'c>(diff: &Diff, changes: &[&'c Change]) -> HashMap<OwnerId, Vec<&'c Change>> {
    let mut ladders: HashMap<OwnerId, Vec<&Change>> = HashMap::new();
    for change in changes.iter().filter(|change| change.edit != Edit::Included) {
        let mut owners = vec![diff.owner_now(change)];
        for owner in change.reaches.iter().map(Reach::owner) {
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
        for owner in owners {
            ladders.entry(owner).or_default().push(change);
        }
    }
    ladders
}

/// What is gathered of one level.
#[derive(Default)]
struct Gathered<'c> {
    changes: Vec<&'c Change>,
    included: Vec<String>,
    competencies: HashSet<String>,
    pay_changes: bool,
}

/// Tells the people on one ladder what changes for them.
struct Teller<'a> {
    names: &'a Vocabulary<'a>,
    ladder: &'a Ladder,
    changes: &'a [&'a Change],
    levels: HashMap<LevelId, Gathered<'a>>,
}

impl<'a> Teller<'a> {
    fn new(names: &'a Vocabulary<'a>, ladder: &'a Ladder, changes: &'a [&'a Change]) -> Self {
        Self { names, ladder, changes, levels: HashMap::new() }
    }

    fn tell(mut self) -> LadderNews {
        let Vocabulary { old, new, diff } = *self.names;
        let (mut whole, mut reworded) = (Vec::new(), Vec::new());
        let changes = self.changes;
        for change in changes {
            if self.gather(change) {
                continue;
            }
            match said(change, self.names) {
                Said::News(mut news) => {
                    if let Some(levels) = self.concerned(change) {
                        news.text.push_str(&format!(" This concerns {levels}."));
                    }
                    whole.push((change.by_table, news));
                }
                Said::Reworded(what) => reworded.push(what),
                Said::Nothing => {}
            }
        }
        whole.sort_by_key(|(impact, _)| std::cmp::Reverse(*impact));
        let before = old.ladder(diff.was(&Place::whole(self.ladder.owner())).owner.as_str());
        let resolved =
            Resolved::new(if new.ladder(self.ladder.id.as_str()).is_some() { new } else { old }, self.ladder);
        let mut told = LadderNews {
            id: self.ladder.id.to_string(),
            title: self.ladder.title().to_owned(),
            concerned: Vec::new(),
            whole: whole.into_iter().map(|(_, news)| news).collect(),
            reworded: unique(reworded),
            levels: Vec::new(),
            unchanged: Vec::new(),
        };
        for (index, standing) in resolved.levels.iter().enumerate() {
            let Some(gathered) = self.levels.remove(&standing.level.id) else {
                told.unchanged.push(standing.level.id.to_string());
                continue;
            };
            let mut news = self.level_news(standing.level, &gathered);
            let is_new = gathered.changes.iter().any(|change| is_added(change, &standing.level.id));
            if is_new {
                news.included.clear();
            } else {
                news.stays = self.stays(&resolved, index, &gathered);
            }
            told.levels.push(news);
        }
        let gone = before.into_iter().flat_map(|ladder| ladder.levels());
        for (_, level) in gone {
            if let Some(gathered) = self.levels.remove(&level.id) {
                told.levels.push(self.level_news(level, &gathered));
            }
        }
        // A level of which only spelling changes, or of which all is said of the ladder, has nothing to tell.
        told.levels.retain(|level| !level.news.is_empty() || !level.reworded.is_empty() || !level.included.is_empty());
        let headline = Headline::new(old, new, diff, changes.iter().copied()).of_one_ladder(self.ladder.owner());
        let (weighty, news) = (headline.weighty(), headline.news());
        told.concerned = [sentence(&weighty), sentence(&news)].into_iter().flatten().collect();
        told
    }

    /// Puts a change at the levels that it concerns; `false` if it is about the ladder as a whole.
    fn gather(&mut self, change: &'a Change) -> bool {
        let Vocabulary { old, new, diff } = *self.names;
        let owner = self.ladder.owner();
        let mut levels =
            diff.levels(old, new, change).into_iter().filter(|(of, _)| *of == owner).map(|(_, level)| level);
        let is_move = matches!(change.place.part, Part::Move(..));
        if let Part::Move(from, _) = &change.place.part
            && from.split_once('/').map_or(change.place.owner.as_str(), |(ladder, _)| ladder) != owner.as_str()
        {
            // It begins in another ladder, where people are told.
            return true;
        }
        let own = (is_move || change.place.part.level().is_some()).then(|| levels.next()).flatten();
        if let Some(own) = &own {
            let gathered = self.levels.entry(own.clone()).or_default();
            gathered.changes.push(change);
            gathered.note(change);
        }
        // A move concerns those whose way it is, and not those at the level that it leads to.
        let reached: Vec<LevelId> = if is_move { Vec::new() } else { levels.collect() };
        let tells = matches!(said(change, self.names), Said::News(_));
        for level in reached {
            let gathered = self.levels.entry(level).or_default();
            gathered.note(change);
            if change.kind == Kind::LevelAdded {
                gathered.changes.push(change);
            } else if let Some(own) = own.as_ref().filter(|own| tells && !gathered.included.contains(&own.to_string()))
            {
                gathered.included.push(own.to_string());
            }
        }
        own.is_some()
    }

    /// The levels of this ladder that a change of no level concerns, in words; `None` for none or all.
    fn concerned(&self, change: &Change) -> Option<String> {
        let Vocabulary { old, new, .. } = *self.names;
        let mut ids: Vec<&LevelId> = Vec::new();
        for reach in change.reaches.iter().filter(|reach| reach.owner() == self.ladder.owner()) {
            ids.extend(reach.levels([new, old]));
        }
        (!ids.is_empty() && ids.len() < self.ladder.levels().count()).then(|| join(&ids))
    }

    fn level_news(&self, level: &Level, gathered: &Gathered<'_>) -> LevelNews {
        let (mut news, mut reworded) = (Vec::new(), Vec::new());
        for change in &gathered.changes {
            match said(change, self.names) {
                Said::News(told) => news.push((change.by_table, told)),
                Said::Reworded(what) => reworded.push(what),
                Said::Nothing => {}
            }
        }
        news.sort_by_key(|(impact, _)| std::cmp::Reverse(*impact));
        LevelNews {
            id: level.id.to_string(),
            name: level_name(level),
            news: news.into_iter().map(|(_, news)| news).collect(),
            reworded: unique(reworded),
            included: gathered.included.clone(),
            stays: Vec::new(),
        }
    }

    /// What a level keeps, of what it says.
    fn stays(&self, resolved: &Resolved<'_>, index: usize, gathered: &Gathered<'_>) -> Vec<String> {
        let level = resolved.levels[index].level;
        let changes = |kind: Kind| gathered.changes.iter().any(|change| change.kind == kind);
        let mut stays = Vec::new();
        if !level.titles.is_empty() && !changes(Kind::LevelRetitled) {
            stays.push("the title".to_owned());
        }
        if matches!(level.grades, Stated::Is(_)) && !changes(Kind::LevelRegraded) {
            stays.push("the grade".to_owned());
        }
        if !resolved.pay(index).is_empty() && !gathered.pay_changes {
            stays.push("the pay band".to_owned());
        }
        if changes(Kind::LevelRewritten) {
            return stays;
        }
        let kept = level.expectations.iter().filter(|asked| !gathered.competencies.contains(asked.competency.as_str()));
        let owner = self.ladder.owner();
        stays.extend(kept.map(|asked| competency_title(self.names.sets(), &owner, asked.competency.as_str())));
        stays
    }
}

impl Gathered<'_> {
    /// What a change leaves no longer as it was.
    fn note(&mut self, change: &Change) {
        self.pay_changes |= change.place.is_pay();
        self.competencies.extend(change.place.part.competency().map(ToString::to_string));
    }
}

/// Whether a change adds the level, and not one that was a part of it.
fn is_added(change: &Change, level: &LevelId) -> bool {
    change.kind == Kind::LevelAdded && change.place.part.level() == Some(level)
}

/// Each once, in the order in which they came.
fn unique(mut words: Vec<String>) -> Vec<String> {
    let mut met = HashSet::new();
    words.retain(|word| met.insert(word.clone()));
    words
}

/// "IC4 Staff Engineer"
fn level_name(level: &Level) -> String {
    if level.titles.is_empty() { level.id.to_string() } else { format!("{} {}", level.id, level.title()) }
}

/// What things are called: by the new revision, else by the old one.
struct Vocabulary<'a> {
    old: &'a LadderSet,
    new: &'a LadderSet,
    diff: &'a Diff,
}

impl Vocabulary<'_> {
    fn sets(&self) -> [&LadderSet; 2] {
        [self.new, self.old]
    }

    fn competency(&self, place: &Place) -> String {
        place.part.competency().map_or_else(String::new, |id| competency_title(self.sets(), &place.owner, id.as_str()))
    }

    fn track(&self, place: &Place, id: &str) -> String {
        let title = self.sets().into_iter().find_map(|set| {
            let tracks = &set.ladder(place.owner.as_str())?.tracks;
            tracks.iter().find(|track| track.id.as_str() == id).map(|track| track.title().to_owned())
        });
        title.unwrap_or_else(|| id.to_owned())
    }

    /// The level at an end of a move, which is written as `M4` or `product/M4`.
    fn end(&self, place: &Place, end: &str) -> String {
        let (owner, id) = end.split_once('/').unwrap_or((place.owner.as_str(), end));
        let name = self.sets().into_iter().find_map(|set| {
            let ladder = set.ladder(owner)?;
            let name = level_name(ladder.level(id)?.1);
            Some(if owner == place.owner.as_str() { name } else { format!("{name} on the {} ladder", ladder.title()) })
        });
        name.unwrap_or_else(|| id.to_owned())
    }

    /// What a level or competency became a part of.
    fn became(&self, place: &Place) -> Option<String> {
        let (_, became) = self.diff.became.iter().find(|(was, _)| was == place)?;
        Some(self.thing(became.first()?))
    }

    /// The level that a level was a part of, and those that it became, in words.
    fn split_from(&self, place: &Place) -> Option<(String, String)> {
        let (was, parts) = self.diff.became.iter().find(|(_, parts)| parts.len() > 1 && parts.contains(place))?;
        let names: Vec<String> = parts.iter().map(|part| self.thing(part)).collect();
        Some((self.thing(was), names.join(" or ")))
    }

    fn thing(&self, place: &Place) -> String {
        match place.part.level() {
            Some(level) => self.end(place, level.as_str()),
            None => self.competency(place),
        }
    }

    /// Where a level that is new comes in.
    fn where_new(&self, place: &Place) -> String {
        let found = self.new.ladder(place.owner.as_str()).and_then(|ladder| {
            let (track, level) = ladder.level(place.part.level()?.as_str())?;
            let at = track.levels.iter().position(|known| known.id == level.id)?;
            let below = at.checked_sub(1).and_then(|below| track.levels.get(below));
            Some((below, track.levels.get(at + 1)))
        });
        match found {
            Some((Some(below), Some(above))) => format!("This level is new, between {} and {}.", below.id, above.id),
            Some((Some(below), None)) => format!("This level is new, above {}.", below.id),
            Some((None, Some(above))) => format!("This level is new, below {}.", above.id),
            _ => "This level is new.".to_owned(),
        }
    }

    fn last(&self, place: &Place) -> String {
        last(place)
    }
}
