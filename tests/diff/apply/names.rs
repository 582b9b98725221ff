//! A set with its ids changed everywhere at once.

use std::collections::HashMap;

use ladder::model::resolve::{Resolved, Scale, Spine};
use ladder::model::{
    Ask, Base, Competency, Definitions, Expectation, Grade, GradeId, Ladder, LadderId, LadderSet, LevelRef, OwnerId,
    Part, Place, Stated, Step,
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
}

impl Names {
    /// Records that an id changes. For a ladder itself, `owner` is its old id.
    pub fn change(&mut self, what: What, owner: &OwnerId, from: &str, to: &str) {
        self.scopes.entry((what, scope_of(what, owner))).or_default().insert(from.to_owned(), to.to_owned());
    }

    /// Whether anything of this kind, in whichever file, comes to have this id.
    pub fn is_target(&self, what: What, id: &str) -> bool {
        let of_kind = self.scopes.iter().filter(|((kind, _), _)| *kind == what);
        of_kind.flat_map(|(_, scope)| scope).any(|(from, to)| to == id && from != id)
    }

    /// Whether something else takes this id.
    pub fn takes(&self, what: What, owner: &OwnerId, id: &str) -> bool {
        let scope = self.scopes.get(&(what, scope_of(what, owner)));
        scope.is_some_and(|scope| scope.iter().any(|(from, to)| to == id && from != id))
    }

    /// The new id; the old one where it does not change.
    pub fn of<'a>(&'a self, what: What, owner: &OwnerId, id: &'a str) -> &'a str {
        self.scopes.get(&(what, scope_of(what, owner))).and_then(|scope| scope.get(id)).map_or(id, String::as_str)
    }

    /// The new id of a ladder or base.
    pub fn owner(&self, owner: &OwnerId) -> OwnerId {
        self.of(What::Ladder, owner, owner.as_str()).into()
    }

    /// The place of a thing with an id of its own under its new ids.
    pub fn place(&self, place: &Place) -> Place {
        let owner = &place.owner;
        let part = match &place.part {
            Part::Track(id) => Part::Track(self.of(What::Track, owner, id.as_str()).into()),
            Part::Level(track, id) => Part::Level(track.clone(), self.of(What::Level, owner, id.as_str()).into()),
            Part::Competency(id) => Part::Competency(self.of(What::Competency, owner, id.as_str()).into()),
            Part::Grade(id) => Part::Grade(self.of(What::Grade, owner, id.as_str()).into()),
            Part::Step(id) => Part::Step(self.of(What::Step, owner, id.as_str()).into()),
            part => part.clone(),
        };
        Place { owner: self.owner(owner), part }
    }

    /// The set under its new ids: everything that changes its name does so at once, with every reference to it.
    pub fn applied(&self, set: &LadderSet) -> LadderSet {
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
        renamed
    }

    /// What names the tracks of a competency, which `ladders` have: a kind of tracks, or the track of that id in each.
    fn selectors(&self, selectors: &[String], ladders: &[&Ladder]) -> Vec<String> {
        let mut now: Vec<String> = Vec::new();
        for selector in selectors {
            let mut names: Vec<&str> = Vec::new();
            for ladder in ladders {
                for track in &ladder.tracks {
                    if track.kind.get().is_some_and(|kind| kind.as_str() == selector) {
                        names.push(selector);
                    } else if track.id.as_str() == selector {
                        names.push(self.of(What::Track, &ladder.owner(), selector));
                    }
                }
            }
            if names.is_empty() {
                names.push(selector);
            }
            for name in names {
                if !now.iter().any(|known| known == name) {
                    now.push(name.to_owned());
                }
            }
        }
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

/// Changes an id only where it differs, so that the text of the others stays shared.
fn rename<T: AsRef<str> + PartialEq>(id: &mut T, new: impl FnOnce(&str) -> T) {
    let renamed = new(id.as_ref());
    if *id != renamed {
        *id = renamed;
    }
}
