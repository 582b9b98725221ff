//! Old ids and new ones, and a set with its ids changed everywhere at once.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::model::resolve::{Resolved, Scale, Spine};
use crate::model::{
    Ask, Base, Competency, CompetencyId, Definitions, Expectation, Grade, GradeId, Ladder, LadderId, LadderSet,
    LevelRef, OwnerId, Part, Place, Stated, Step, Track,
};

/// What an id is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    Ladder,
    Track,
    Level,
    Competency,
    Grade,
    Step,
}

/// The names of one kind of thing in one ladder or base.
type Scope = HashMap<String, String>;

/// What is appended to the id of something that is gone while its id lives on; no file can say it.
pub const GONE: &str = "\u{0}";

/// Ids that change, by the ladder or base that they are of, under its old id. What is not here keeps its id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    scopes: HashMap<(What, OwnerId), Scope>,
    /// The competencies that levels of a ladder ask for, wherever they are defined, by the ladder.
    asked: HashMap<OwnerId, Scope>,
}

impl Names {
    /// Records that an id changes. For a ladder itself, `owner` is its old id.
    pub fn change(&mut self, what: What, owner: &OwnerId, from: &str, to: &str) {
        self.scopes.entry((what, scope_of(what, owner))).or_default().insert(from.to_owned(), to.to_owned());
    }

    pub(in crate::diff) fn is_empty(&self) -> bool {
        self.scopes.is_empty()
    }

    /// Whether anything of this kind, in whichever file, comes to have this id.
    pub fn is_target(&self, what: What, id: &str) -> bool {
        let of_kind = self.scopes.iter().filter(|((kind, _), _)| *kind == what);
        of_kind.flat_map(|(_, scope)| scope).any(|(from, to)| to == id && from != id)
    }

    /// The new id; the old one where it does not change.
    pub fn of<'a>(&'a self, what: What, owner: &OwnerId, id: &'a str) -> &'a str {
        self.scopes.get(&(what, scope_of(what, owner))).and_then(|scope| scope.get(id)).map_or(id, String::as_str)
    }

    /// The new id of a ladder or base.
    pub fn owner(&self, owner: &OwnerId) -> OwnerId {
        self.of(What::Ladder, owner, owner.as_str()).into()
    }

    /// Notes what the competencies are called that the ladders of the old revision reach.
    pub(in crate::diff) fn note_asked(&mut self, old: &LadderSet) {
        if self.scopes.keys().all(|(what, _)| *what != What::Competency) {
            return;
        }
        for ladder in &old.ladders {
            let mut asked = Scope::new();
            for known in &Resolved::new(old, ladder).competencies {
                let id = known.value.id.as_str();
                let now = self.of(What::Competency, &known.owner, id);
                if now != id {
                    asked.entry(id.to_owned()).or_insert_with(|| now.to_owned());
                }
            }
            if !asked.is_empty() {
                self.asked.insert(ladder.owner(), asked);
            }
        }
    }

    /// From the new ids back to the old. An id that something left, and that something else may have taken since, leads
    /// to nothing.
    pub(in crate::diff) fn inverse(&self) -> Self {
        let mut inverse = Self::default();
        for ((what, owner), scope) in &self.scopes {
            let owner = if *what == What::Ladder { owner.clone() } else { self.owner(owner) };
            inverse.scopes.insert((*what, owner), turned(scope));
        }
        for (owner, scope) in &self.asked {
            inverse.asked.insert(self.owner(owner), turned(scope));
        }
        inverse
    }

    /// The place under its new ids.
    pub fn place(&self, place: &Place) -> Place {
        let owner = &place.owner;
        let track = |id: &crate::model::TrackId| self.of(What::Track, owner, id.as_str()).into();
        let level = |id: &crate::model::LevelId| self.of(What::Level, owner, id.as_str()).into();
        let grade = |id: &GradeId| self.of(What::Grade, owner, id.as_str()).into();
        let competency = |id: &CompetencyId| self.of(What::Competency, owner, id.as_str()).into();
        let asked = |id: &CompetencyId| {
            let now = self.asked.get(owner).and_then(|scope| scope.get(id.as_str()));
            now.map_or_else(|| id.clone(), |now| now.as_str().into())
        };
        let part = match &place.part {
            Part::Track(t) => Part::Track(track(t)),
            Part::Level(t, l) => Part::Level(track(t), level(l)),
            Part::Expectation(t, l, c) => Part::Expectation(track(t), level(l), asked(c)),
            Part::Point(t, l, c, n) => Part::Point(track(t), level(l), asked(c), *n),
            Part::LevelPay(t, l, location) => Part::LevelPay(track(t), level(l), location.clone()),
            Part::Competency(c) => Part::Competency(competency(c)),
            Part::Grade(g) => Part::Grade(grade(g)),
            Part::GradePay(g, location) => Part::GradePay(grade(g), location.clone()),
            Part::CompetencyScale(c, s) => Part::CompetencyScale(competency(c), s.clone()),
            Part::CompetencyStep(c, s) => Part::CompetencyStep(competency(c), s.clone()),
            Part::Step(s) => Part::Step(self.of(What::Step, owner, s.as_str()).into()),
            Part::Role(id) => Part::Role(id.clone()),
            Part::RoleExpectation(id, c) => Part::RoleExpectation(id.clone(), asked(c)),
            Part::Move(from, to) => Part::Move(self.end(owner, from), self.end(owner, to)),
            Part::Whole => Part::Whole,
        };
        Place { owner: self.owner(owner), part }
    }

    /// One end of a move, which names its ladder where that is another than `home`.
    fn end(&self, home: &OwnerId, end: &str) -> String {
        match end.split_once('/') {
            Some((ladder, level)) => {
                let ladder = OwnerId::from(ladder);
                format!("{}/{}", self.owner(&ladder), self.of(What::Level, &ladder, level))
            }
            None => self.of(What::Level, home, end).to_owned(),
        }
    }

    /// The set under its new ids: everything that changes its name does so at once, with every reference to it.
    pub fn applied<'a>(&self, set: &'a LadderSet) -> Cow<'a, LadderSet> {
        if self.is_empty() {
            return Cow::Borrowed(set);
        }
        let mut renamed = set.clone();
        for base in &mut renamed.bases {
            let owner = base.owner();
            let scale = scale_owner(set, base);
            self.definitions(&owner, scale.as_ref(), &mut base.definitions);
        }
        let mut reaching: HashMap<OwnerId, Vec<&Ladder>> = HashMap::new();
        for (ladder, before) in renamed.ladders.iter_mut().zip(&set.ladders) {
            let resolved = Resolved::new(set, before);
            self.ladder(ladder, &resolved);
            for owner in resolved.bases.iter().map(|base| base.owner()).chain([before.owner()]) {
                reaching.entry(owner).or_default().push(before);
            }
        }
        let definitions = renamed.bases.iter_mut().map(|base| (base.owner(), &mut base.definitions));
        let own = renamed.ladders.iter_mut().zip(&set.ladders);
        for (owner, definitions) in definitions.chain(own.map(|(ladder, was)| (was.owner(), &mut ladder.definitions))) {
            let ladders = reaching.get(&owner).map_or(&[][..], Vec::as_slice);
            for competency in definitions.competencies.list.iter_mut().filter(|known| !known.tracks.is_empty()) {
                competency.tracks.list = self.selectors(&competency.tracks.list, ladders);
            }
        }
        Cow::Owned(renamed)
    }

    /// What names the tracks of a competency, which `ladders` have: a kind of tracks, or the track of that id in each.
    fn selectors(&self, selectors: &[String], ladders: &[&Ladder]) -> Vec<String> {
        let meant = |selector: &str, ladder: &Ladder, track: &Track| {
            let is_kind = track.kind.get().is_some_and(|kind| kind.as_str() == selector);
            let is_it = track.id.as_str() == selector;
            (is_kind || is_it)
                .then(|| if is_kind { selector } else { self.of(What::Track, &ladder.owner(), selector) }.to_owned())
        };
        let mut now: Vec<String> = Vec::new();
        for selector in selectors {
            let tracks = ladders.iter().flat_map(|ladder| ladder.tracks.iter().map(move |track| (ladder, track)));
            let mut names: Vec<String> = tracks.filter_map(|(ladder, track)| meant(selector, ladder, track)).collect();
            if names.is_empty() {
                names.push(selector.clone());
            }
            now.extend(names);
        }
        let mut seen = HashSet::new();
        now.retain(|name| seen.insert(name.clone()));
        now
    }

    fn ladder(&self, ladder: &mut Ladder, resolved: &Resolved<'_>) {
        let owner = resolved.ladder.owner();
        let spine = match &resolved.spine {
            Spine::Listed { owner, .. } => Some(owner),
            Spine::Numbers | Spine::Unknown => None,
        };
        let scale = match &resolved.scale {
            Scale::Listed { owner, .. } => Some(owner),
            Scale::Numbers | Scale::Unknown => None,
        };
        self.definitions(&owner, scale, &mut ladder.definitions);
        let grade = |id: &mut GradeId| {
            if let Some(owner) = spine {
                rename(id, |id| self.of(What::Grade, owner, id).into());
            }
        };
        if let Stated::Is(fork) = &mut ladder.fork {
            grade(fork);
        }
        let expectation = |expectation: &mut Expectation| {
            let mut scale = scale;
            if let Some(defined) = resolved.competency(&expectation.competency) {
                scale = scale.filter(|_| defined.value.scale.is_unstated());
                let owner = &defined.owner;
                rename(&mut expectation.competency, |id| self.of(What::Competency, owner, id).into());
            }
            match &mut expectation.ask {
                Ask::SameAs(level) => rename(level, |id| self.of(What::Level, &owner, id).into()),
                Ask::Asked(asked) => {
                    if let (Some(owner), Stated::Is(step)) = (scale, &mut asked.step) {
                        rename(step, |id| self.of(What::Step, owner, id).into());
                    }
                }
                Ask::NotAsked | Ask::Unknown => {}
            }
        };
        for track in &mut ladder.tracks.list {
            rename(&mut track.id, |id| self.of(What::Track, &owner, id).into());
            for craft in track.professions.list.iter_mut().filter(|craft| craft.as_str() == owner.as_str()) {
                *craft = self.owner(&owner).to_string();
            }
            for level in &mut track.levels.list {
                rename(&mut level.id, |id| self.of(What::Level, &owner, id).into());
                if let Stated::Is(span) = &mut level.grades {
                    grade(&mut span.low);
                    grade(&mut span.high);
                }
                level.expectations.list.iter_mut().for_each(expectation);
            }
        }
        for role in &mut ladder.roles.list {
            role.levels.list.iter_mut().for_each(|level| rename(level, |id| self.of(What::Level, &owner, id).into()));
            role.expectations.list.iter_mut().for_each(expectation);
        }
        for written in &mut ladder.moves.list {
            self.level_ref(&mut written.from);
            self.level_ref(&mut written.to);
        }
        ladder.id = LadderId::from(self.owner(&owner).as_str());
    }

    fn level_ref(&self, level: &mut LevelRef) {
        let owner = OwnerId::from(&level.ladder);
        rename(&mut level.level, |id| self.of(What::Level, &owner, id).into());
        level.ladder = LadderId::from(self.owner(&owner).as_str());
    }

    fn definitions(&self, owner: &OwnerId, scale: Option<&OwnerId>, definitions: &mut Definitions) {
        let grade = |grade: &mut Grade| rename(&mut grade.id, |id| self.of(What::Grade, owner, id).into());
        let step = |step: &mut Step| rename(&mut step.id, |id| self.of(What::Step, owner, id).into());
        if let Stated::Is(grades) = &mut definitions.grades {
            grades.list.iter_mut().for_each(grade);
        }
        if let Stated::Is(scale) = &mut definitions.scale {
            scale.list.iter_mut().for_each(step);
        }
        let competency = |known: &mut Competency| {
            rename(&mut known.id, |id| self.of(What::Competency, owner, id).into());
            for asked in known.steps.iter_mut().filter(|_| known.scale.is_unstated()) {
                if let (Some(owner), Stated::Is(step)) = (scale, &mut asked.step) {
                    rename(step, |id| self.of(What::Step, owner, id).into());
                }
            }
        };
        definitions.competencies.list.iter_mut().for_each(competency);
    }
}

/// The file whose scale the competencies of a base speak of: its own, else the only one that there is.
fn scale_owner(set: &LadderSet, base: &Base) -> Option<OwnerId> {
    if base.definitions.scale.get().is_some() {
        return Some(base.owner());
    }
    let mut others = set.bases.iter().filter(|base| base.definitions.scale.get().is_some());
    others.next().filter(|_| others.next().is_none()).map(Base::owner)
}

/// Ladders share one scope; everything else has one for each ladder or base.
fn scope_of(what: What, owner: &OwnerId) -> OwnerId {
    if what == What::Ladder { OwnerId::from("") } else { owner.clone() }
}

/// From new names to old ones.
fn turned(scope: &Scope) -> Scope {
    let left = scope.keys().map(|from| (from.clone(), format!("{from}{GONE}")));
    let back = scope.iter().map(|(from, to)| (to.clone(), from.clone()));
    // The way back comes last, and holds where two changed names.
    left.chain(back).collect()
}

/// Changes an id only where it differs, so that the text of the others stays shared.
fn rename<T: AsRef<str> + PartialEq>(id: &mut T, new: impl FnOnce(&str) -> T) {
    let renamed = new(id.as_ref());
    if *id != renamed {
        *id = renamed;
    }
}
