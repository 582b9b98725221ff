//! Which levels use a grade, a step or a competency: whom a change of a definition reaches.

use std::collections::HashMap;

use super::Comparison;
use crate::diff::Reach;
use crate::diff::identity::What;
use crate::model::resolve::{Resolved, Scale, Spine};
use crate::model::{Ask, Grade, LadderId, LadderSet, OwnerId, Place, Status};

/// A level that uses a definition.
#[derive(Debug, Clone)]
pub(super) struct User {
    pub(super) place: Place,
    planned: bool,
    /// The locations for which it has bands of its own.
    own_pay: Vec<Option<String>>,
}

/// The users of one owner's definitions of one kind, by id.
type ById = HashMap<String, Vec<User>>;

/// The users of every definition of a set.
#[derive(Debug, Default)]
pub(super) struct Users {
    by_owner: HashMap<(What, OwnerId), ById>,
    /// The ladders that reach each ladder's or base's file.
    ladders: HashMap<OwnerId, Vec<LadderId>>,
}

impl Users {
    fn new(set: &LadderSet) -> Self {
        let mut users = Self::default();
        for ladder in &set.ladders {
            users.add(&Resolved::new(set, ladder));
        }
        users
    }

    /// The users of one definition.
    pub(super) fn of(&self, what: What, owner: &OwnerId, id: &str) -> &[User] {
        self.by_owner.get(&(what, owner.clone())).and_then(|by_id| by_id.get(id)).map_or(&[], Vec::as_slice)
    }

    /// The ladders that reach what a base or ladder defines.
    pub(super) fn ladders(&self, owner: &OwnerId) -> &[LadderId] {
        self.ladders.get(owner).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, resolved: &Resolved<'_>) {
        let owners = resolved.bases.iter().map(|base| base.owner());
        for owner in owners.chain([resolved.ladder.owner()]) {
            self.ladders.entry(owner).or_default().push(resolved.ladder.id.clone());
        }
        let graded: Option<(&OwnerId, &[Grade])> = match &resolved.spine {
            Spine::Listed { owner, grades } => Some((owner, grades)),
            Spine::Numbers | Spine::Unknown => None,
        };
        let grades = graded.map_or(&[][..], |(_, grades)| grades);
        let positions: HashMap<&str, usize> =
            grades.iter().enumerate().map(|(index, grade)| (grade.id.as_str(), index)).collect();
        for standing in &resolved.levels {
            let user = User {
                place: standing.place(resolved.ladder),
                planned: standing.level.status() == Some(Status::Planned),
                own_pay: standing.level.pay.iter().map(|band| band.location.text().map(str::to_owned)).collect(),
            };
            let span = standing.level.grades.get().and_then(|span| {
                let between = *positions.get(span.low.as_str())?..=*positions.get(span.high.as_str())?;
                Some((graded?.0, grades.get(between)?))
            });
            if let Some((owner, span)) = span {
                span.iter().for_each(|grade| self.note(What::Grade, owner, grade.id.as_str(), &user));
            }
            for expectation in &standing.level.expectations {
                if let Some(defined) = resolved.competency(&expectation.competency) {
                    self.note(What::Competency, &defined.owner, expectation.competency.as_str(), &user);
                }
                let has_own =
                    resolved.competency(&expectation.competency).is_some_and(|of| !of.value.scale.is_unstated());
                if let (Scale::Listed { owner, .. }, Ask::Asked(asked)) = (&resolved.scale, &expectation.ask)
                    && !has_own
                    && let Some(step) = asked.step.get()
                {
                    self.note(What::Step, owner, step.as_str(), &user);
                }
            }
        }
    }

    fn note(&mut self, what: What, owner: &OwnerId, id: &str, user: &User) {
        let by_id = self.by_owner.entry((what, owner.clone())).or_default();
        match by_id.get_mut(id) {
            // A level asks for one step in several expectations.
            Some(users) if users.last().is_some_and(|last| last.place == user.place) => {}
            Some(users) => users.push(user.clone()),
            None => {
                by_id.insert(id.to_owned(), vec![user.clone()]);
            }
        }
    }
}

/// Whom a change of a definition concerns.
pub(super) struct Concerned {
    pub(super) reaches: Vec<Reach>,
    /// Whether a level is among them.
    pub(super) is_used: bool,
    /// Whether there are levels among them, and all of them are planned.
    pub(super) planned: bool,
}

impl Comparison<'_, '_> {
    pub(super) fn old_users(&self) -> &Users {
        self.users.0.get_or_init(|| Users::new(self.old))
    }

    pub(super) fn new_users(&self) -> &Users {
        self.users.1.get_or_init(|| Users::new(self.new))
    }

    /// Whom a definition that is still there concerns: the ladders that reach it where it is a base's, and its users.
    pub(super) fn concerned(&self, what: What, owner: &OwnerId, id: &str) -> Concerned {
        let concerned = self.concern(self.new_users(), owner, self.new_users().of(what, owner, id).iter());
        self.for_whom_it_holds(concerned, (what, owner, id))
    }

    /// As [`Comparison::concerned`], for the old revision.
    pub(super) fn was_concerned(&self, what: What, owner: &OwnerId, id: &str) -> Concerned {
        let mut concerned = self.concern(self.old_users(), owner, self.old_users().of(what, owner, id).iter());
        for reach in &mut concerned.reaches {
            match reach {
                Reach::Level(place) => *place = self.old_place(place),
                Reach::Ladder(ladder) => *ladder = self.old_place(&Place::whole(&*ladder)).owner.as_str().into(),
                Reach::Levels(..) => {}
            }
        }
        concerned
    }

    /// As [`Comparison::concerned`], for the band of a grade: without the levels that have their own.
    pub(super) fn concerned_by_pay(&self, owner: &OwnerId, grade: &str, location: Option<&str>) -> Concerned {
        let users = self.new_users().of(What::Grade, owner, grade).iter();
        let without_own = |user: &&User| !user.own_pay.iter().any(|own| own.as_deref() == location);
        let concerned = self.concern(self.new_users(), owner, users.filter(without_own));
        self.for_whom_it_holds(concerned, (What::Grade, owner, grade))
    }

    /// Judges by the levels that used the definition before and use it now: who comes to it or leaves it has a change of
    /// their own.
    fn for_whom_it_holds(&self, mut concerned: Concerned, (what, owner, id): (What, &OwnerId, &str)) -> Concerned {
        let owner = self.former_owner.as_ref().unwrap_or(owner);
        let before = self.old_users().of(what, owner, id).iter();
        let before: HashMap<&Place, bool> = before.map(|user| (&user.place, user.planned)).collect();
        let stayed = concerned.reaches.iter().filter_map(|reach| match reach {
            Reach::Level(place) => before.get(place).copied(),
            Reach::Ladder(_) | Reach::Levels(..) => None,
        });
        let stayed: Vec<bool> = stayed.collect();
        concerned.is_used = !stayed.is_empty();
        concerned.planned = concerned.is_used && stayed.into_iter().all(|planned| planned);
        concerned
    }

    fn concern<'u>(&self, all: &Users, owner: &OwnerId, users: impl Iterator<Item = &'u User>) -> Concerned {
        let users: Vec<&User> = users.collect();
        let mut reaches = self.reached_ladders(all, owner);
        reaches.extend(users.iter().map(|user| Reach::Level(user.place.clone())));
        let planned = !users.is_empty() && users.iter().all(|user| user.planned);
        Concerned { reaches, is_used: !users.is_empty(), planned }
    }

    /// The ladders that reach a base; none for a ladder, which a change of its own file concerns anyway.
    pub(super) fn reached_ladders(&self, users: &Users, owner: &OwnerId) -> Vec<Reach> {
        let ladders = users.ladders(owner).iter().filter(|ladder| ladder.as_str() != owner.as_str());
        ladders.map(|ladder| Reach::Ladder(ladder.clone())).collect()
    }
}
