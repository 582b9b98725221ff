//! Who is who: `formerly`, ids, what is said where only one thing says it, and guesses. Never position, never a file's name.

mod entry;
mod matching;
mod names;
mod places;

use std::collections::{HashMap, HashSet};

use super::{Claim, Hint, HintKind};
use crate::model::resolve::{Number, Resolved};
use crate::model::{
    Ask, Asked, Competency, CompetencyId, Definitions, Entries, Grade, Ladder, LadderSet, Level, OwnerId, Part, Place,
    Stated, Step, Track,
};

use entry::{Demanded, Entry, Ranked};
pub(super) use matching::How;
use matching::{Matched, guesses, matched, recognised};
pub use names::{GONE, Names, What};
pub(super) use places::Places;

/// Which thing of the old revision is which of the new.
#[derive(Debug, Default)]
pub(super) struct Identity {
    /// Old ids and new ones.
    pub names: Names,
    /// What was renamed: its new place, its old one, and how that is known.
    pub renamed: HashMap<Place, (Place, How)>,
    /// What was merged into something else: its old place, and the new place of the other.
    pub merged: HashMap<Place, Place>,
    /// Levels that became several: the old place, and the new ones, first the one that it is compared with.
    pub split: Vec<(Place, Vec<Place>)>,
    /// What looks like a rename.
    pub hints: Vec<Hint>,
    /// Names that several claim.
    pub claims: Vec<Claim>,
    /// Levels that are on another track: the old place and the new one.
    transferred: Vec<(Place, Place)>,
    /// Renames that no `formerly` states: the old place and the new one.
    pub recognised: Vec<(Place, Place)>,
    /// What is gone, under its old id.
    gone: Vec<(What, OwnerId, String)>,
    /// The ids of definitions anywhere in the old and in the new revision: one that lives on in another file was not
    /// renamed.
    defined: (Defined, Defined),
}

/// What is defined in a set, by kind and id.
type Defined = HashSet<(What, String)>;

impl Identity {
    /// Compares two revisions.
    pub(super) fn new(old: &LadderSet, new: &LadderSet) -> Self {
        let defined = (defined(old), defined(new));
        let mut identity = Self { defined, ..Self::default() };
        let (before, after): (Vec<&Ladder>, Vec<&Ladder>) =
            (old.ladders.iter().collect(), new.ladders.iter().collect());
        let place = |ladder: &Ladder| Place::whole(&ladder.id);
        let nobody = OwnerId::from("");
        let pairs = identity.scope(What::Ladder, (&nobody, &before), (&after, false), (place, place));
        for (ladder, now) in pairs {
            identity.ladder((old, before[ladder]), (new, after[now]));
        }
        for base in &new.bases {
            if let Some(before) = old.base(base.id.as_str()) {
                let owner = base.owner();
                identity.definitions((old, &owner, &before.definitions), (new, &owner, &base.definitions));
            }
        }
        identity.relocated(old, new);
        // What is gone from one file while its id goes to something renamed in another: a ladder that reaches both has
        // to tell them apart.
        for (what, owner, id) in std::mem::take(&mut identity.gone) {
            let shared = matches!(what, What::Competency | What::Grade | What::Step);
            if shared && identity.names.is_target(what, &id) {
                identity.names.change(what, &owner, &id, &format!("{id}{GONE}"));
            }
        }
        identity.names.note_asked(old);
        identity
    }

    /// Which place of one revision is which of the other.
    pub(super) fn places(&self) -> Places {
        Places::new(&self.names, &self.transferred)
    }

    fn ladder(&mut self, (old_set, old): (&LadderSet, &Ladder), (new_set, new): (&LadderSet, &Ladder)) {
        let (owner, now) = (old.owner(), new.owner());
        let partial = old.tracks.partial || new.tracks.partial;
        let (before, after) = (old.tracks.iter().collect::<Vec<_>>(), new.tracks.iter().collect::<Vec<_>>());
        let place = |owner: &OwnerId| {
            let owner = owner.clone();
            move |track: &Track| Place::new(owner.clone(), Part::Track(track.id.clone()))
        };
        self.scope(What::Track, (&owner, &before), (&after, partial), (place(&owner), place(&now)));

        let before = ranked(old, |track| self.names.of(What::Track, &owner, track).to_owned());
        let after = ranked(new, str::to_owned);
        let (before, after): (Vec<&Ranked<'_>>, Vec<&Ranked<'_>>) = (before.iter().collect(), after.iter().collect());
        let partial = partial || old.tracks.iter().chain(&new.tracks).any(|track| track.levels.partial);
        let place = |level: &Ranked<'_>| level.place.clone();
        for (was, is) in self.scope(What::Level, (&owner, &before), (&after, partial), (place, place)) {
            let (was, is) = (place(before[was]), place(after[is]));
            if self.names.place(&was) != is {
                self.transferred.push((was, is));
            }
        }
        self.definitions((old_set, &owner, &old.definitions), (new_set, &now, &new.definitions));
    }

    fn definitions(
        &mut self,
        (old_set, owner, old): (&LadderSet, &OwnerId, &Definitions),
        (new_set, now, new): (&LadderSet, &OwnerId, &Definitions),
    ) {
        let place = |owner: &OwnerId, part: Part| Place::new(owner.clone(), part);
        let grades = |definitions| -> (Vec<&Grade>, bool) { listed(definitions) };
        let ((before, _), (after, partial)) = (grades(&old.grades), grades(&new.grades));
        let of = |owner: OwnerId| move |grade: &Grade| place(&owner, Part::Grade(grade.id.clone()));
        self.scope(What::Grade, (owner, &before), (&after, partial), (of(owner.clone()), of(now.clone())));

        let steps = |definitions| -> (Vec<&Step>, bool) { listed(definitions) };
        let ((before, _), (after, partial)) = (steps(&old.scale), steps(&new.scale));
        let of = |owner: OwnerId| move |step: &Step| place(&owner, Part::Step(step.id.clone()));
        self.scope(What::Step, (owner, &before), (&after, partial), (of(owner.clone()), of(now.clone())));

        let (before, after) = (demanded(old_set, owner, old), demanded(new_set, now, new));
        let (before, after): (Vec<&Demanded<'_>>, Vec<&Demanded<'_>>) =
            (before.iter().collect(), after.iter().collect());
        let of = |owner: OwnerId| move |known: &Demanded<'_>| place(&owner, Part::Competency(known.known.id.clone()));
        let partial = old.competencies.partial || new.competencies.partial;
        self.scope(What::Competency, (owner, &before), (&after, partial), (of(owner.clone()), of(now.clone())));
    }

    /// Matches the entries of one list, and records what that says.
    fn scope<T: Entry>(
        &mut self,
        what: What,
        (owner, old): (&OwnerId, &[&T]),
        (new, partial): (&[&T], bool),
        (old_place, new_place): (impl Fn(&T) -> Place, impl Fn(&T) -> Place),
    ) -> Vec<(usize, usize)> {
        let mut found = matched(old, new);
        if what == What::Grade {
            pair_numbers(old, new, &mut found);
        }
        for (index, claimants) in &found.disputed {
            let claimants = claimants.iter().map(|claimant| new_place(new[*claimant])).collect();
            let of = old_place(old[*index]);
            match what {
                What::Level => self.split.push((of, claimants)),
                _ => self.claims.push(Claim { of, claimants }),
            }
        }
        for (index, into) in &found.merged {
            self.merged.insert(old_place(old[*index]), new_place(new[*into]));
        }
        // Where entries could not be read, an absence proves nothing.
        if !partial {
            let lives_on = |a: usize, b: usize| {
                let id = |entry: &T| (what, entry.id().to_owned());
                self.defined.1.contains(&id(old[a])) || self.defined.0.contains(&id(new[b]))
            };
            let recognised = recognised(old, new, &found);
            let recognised: Vec<_> = recognised.into_iter().filter(|(a, b, _)| !lives_on(*a, *b)).collect();
            for (a, b, how) in recognised {
                self.recognised.push((old_place(old[a]), new_place(new[b])));
                found.pairs.push((a, b, how));
                found.gone.retain(|index| *index != a);
                found.come.retain(|index| *index != b);
            }
            let guesses = guesses(old, new, &found);
            let guesses = guesses.into_iter().filter(|(_, a, b)| !lives_on(*a, *b));
            self.hints.extend(guesses.map(|(score, a, b)| Hint {
                kind: HintKind::Rename,
                from: old_place(old[a]),
                to: new_place(new[b]),
                score,
                line: Some(format!("formerly: {}", old[a].id())),
            }));
        }
        for (a, b, how) in &found.pairs {
            let (from, to) = (old[*a], new[*b]);
            if from.id() != to.id() {
                self.names.change(what, owner, from.id(), to.id());
                self.renamed.insert(new_place(to), (old_place(from), *how));
            }
        }
        let lives_on: HashSet<&str> = new.iter().map(|entry| entry.id()).collect();
        for index in &found.gone {
            let id = old[*index].id();
            if lives_on.contains(id) {
                self.names.change(what, owner, id, &format!("{id}{GONE}"));
            } else {
                self.gone.push((what, owner.clone(), id.to_owned()));
            }
        }
        found.pairs.into_iter().map(|(a, b, _)| (a, b)).collect()
    }

    /// Competencies that were renamed and moved to another file in one revision: the names that their new file does not
    /// know are looked for where the ladders that reach it found them before.
    fn relocated(&mut self, old: &LadderSet, new: &LadderSet) {
        let is_claiming =
            |definitions: &Definitions| definitions.competencies.iter().any(|known| !known.formerly.is_empty());
        let claiming = new.bases.iter().any(|base| is_claiming(&base.definitions));
        if !claiming && !new.ladders.iter().any(|ladder| is_claiming(&ladder.definitions)) {
            return;
        }
        for ladder in &new.ladders {
            let bases = Resolved::new(new, ladder).bases;
            let defined: Vec<(OwnerId, &Definitions)> = bases
                .iter()
                .map(|base| (base.owner(), &base.definitions))
                .chain([(ladder.owner(), &ladder.definitions)])
                .filter(|(_, definitions)| is_claiming(definitions))
                .collect();
            if defined.is_empty() {
                continue;
            }
            let inverse = self.names.inverse();
            let id = inverse.owner(&ladder.owner());
            let Some(before) = old.ladder(id.as_str()) else { continue };
            let before = Resolved::new(old, before);
            for (owner, definitions) in defined {
                for known in &definitions.competencies {
                    let mut names = known.formerly.iter().filter_map(|name| before.competency(name));
                    let Some(found) = names.find(|found| self.names.owner(&found.owner) != owner) else { continue };
                    let from = found.owner.clone();
                    let still_there = defined_competency(new, &self.names.owner(&from), found.value.id.as_str());
                    let has_partner = before.competency(&known.id).is_some();
                    if !still_there && !has_partner {
                        let old_place = Place::new(from.clone(), Part::Competency(found.value.id.clone()));
                        self.names.change(What::Competency, &from, found.value.id.as_str(), known.id.as_str());
                        let place = Place::new(owner.clone(), Part::Competency(known.id.clone()));
                        self.renamed.insert(place, (old_place, How::Declared));
                    }
                }
            }
        }
    }
}

/// The levels of a ladder; `common` gives a track the id that both revisions know it by.
fn ranked(ladder: &Ladder, common: impl Fn(&str) -> String) -> Vec<Ranked<'_>> {
    let place = |track: &Track, level: &Level| Part::Level(track.id.clone(), level.id.clone());
    let levels = ladder.levels().map(|(track, level)| Ranked {
        level,
        place: Place::new(&ladder.id, place(track, level)),
        track: common(track.id.as_str()),
    });
    levels.collect()
}

/// The competencies of a ladder or base, with what levels ask of each: those of the ladder, or of all ladders.
fn demanded<'a>(set: &'a LadderSet, owner: &OwnerId, definitions: &'a Definitions) -> Vec<Demanded<'a>> {
    let own = set.ladder(owner.as_str());
    let ladders = set.ladders.iter().filter(|ladder| own.is_none_or(|own| own.id == ladder.id));
    let mut asked: HashMap<&CompetencyId, Vec<&Asked>> = HashMap::new();
    for (_, level) in ladders.flat_map(Ladder::levels) {
        for expectation in &level.expectations {
            if let Ask::Asked(points) = &expectation.ask {
                asked.entry(&expectation.competency).or_default().push(points);
            }
        }
    }
    let demanded = |known: &'a Competency| Demanded { known, asked: asked.remove(&known.id).unwrap_or_default() };
    definitions.competencies.iter().map(demanded).collect()
}

fn listed<T>(stated: &Stated<Entries<T>>) -> (Vec<&T>, bool) {
    match stated {
        Stated::Is(entries) => (entries.iter().collect(), entries.partial),
        Stated::Unstated => (Vec::new(), false),
        Stated::Unknown => (Vec::new(), true),
    }
}

/// `4` and `4.0` are one grade.
fn pair_numbers<T: Entry>(old: &[&T], new: &[&T], found: &mut Matched) {
    let numbers: HashMap<Number, usize> =
        found.come.iter().filter_map(|index| Some((Number::parse(new[*index].id())?, *index))).collect();
    for index in std::mem::take(&mut found.gone) {
        let twin = Number::parse(old[index].id()).and_then(|number| numbers.get(&number).copied());
        match twin.filter(|twin| found.come.contains(twin)) {
            Some(twin) => {
                found.come.retain(|other| *other != twin);
                found.pairs.push((index, twin, How::Id));
            }
            None => found.gone.push(index),
        }
    }
}

fn defined_competency(set: &LadderSet, owner: &OwnerId, id: &str) -> bool {
    let competencies = set.definitions(owner).map(|definitions| &definitions.competencies);
    competencies.is_some_and(|all| all.iter().any(|known| known.id.as_str() == id))
}

/// What is defined anywhere in a set.
fn defined(set: &LadderSet) -> Defined {
    let mut defined = HashSet::new();
    for (_, definitions) in set.all_definitions() {
        let competencies = definitions.competencies.iter().map(|known| (What::Competency, known.id.to_string()));
        let grades = listed(&definitions.grades).0.into_iter().map(|grade| (What::Grade, grade.id.to_string()));
        let steps = listed(&definitions.scale).0.into_iter().map(|step| (What::Step, step.id.to_string()));
        defined.extend(competencies.chain(grades).chain(steps));
    }
    defined
}
