//! What a level says of itself.

use std::collections::{HashMap, HashSet};

use super::away::Away;
use super::{Comparison, Draft, Pair};
use crate::diff::text::{self, Reading};
use crate::diff::{Case, Edit, Kind, Value};
use crate::model::{Ask, CompetencyId, Level, Manages, Place, Stated, Status, TrackKind};

impl<'a> Comparison<'a, '_> {
    /// Compares a level that is in both revisions.
    pub(super) fn level(&mut self, pair: &Pair<'a>, before: usize, after: usize) {
        let (old, new) = (pair.old.resolved.levels[before].level, pair.new.resolved.levels[after].level);
        let place = pair.new.place(after);
        let planned = pair.old.is_planned(before);
        self.renamed(Kind::LevelRenamed, &place, planned);
        if old == new {
            return;
        }
        self.titles(old, new, &place);
        self.level_grades(pair, (before, after), &place, planned);
        self.demanding_summary(&place, &old.summary, &new.summary, planned);
        self.scope(&place, (&old.scope, &new.scope), Vec::new(), None, planned);
        self.manages(pair, (before, after), &place, planned);
        self.terminal(old, new, &place, planned);
        self.status(old, new, &place);
        self.level_pay(pair, (before, after), planned);
        self.expectations(pair, (before, after));
        self.equivalents(&place, (&old.equivalents, &new.equivalents));
        if old.links != new.links {
            let named = |level: &Level| {
                let urls: Vec<&str> = level.links.iter().map(|link| link.url.as_str()).collect();
                (!urls.is_empty()).then(|| urls.join(", "))
            };
            let edit = Edit::Set(place.clone(), Value::Links(new.links.clone()));
            let draft = Draft::new(Kind::LinksChanged, Case::Plain, place, edit, "links ask nothing of anybody");
            self.push(draft.values(named(old), named(new)));
        }
    }

    fn titles(&mut self, old: &Level, new: &Level, place: &Place) {
        if old.titles.partial || new.titles.partial || old.titles == new.titles {
            return;
        }
        let readings: Vec<Reading> = old.titles.iter().zip(&new.titles).map(|(a, b)| text::read(a, b)).collect();
        let (case, reason) = if old.titles.len() != new.titles.len() {
            (Case::Words, "title only; expectations unchanged")
        } else if readings.iter().all(|reading| *reading == Reading::Same) {
            return;
        } else if readings.iter().all(|r| matches!(r, Reading::Same | Reading::Notation | Reading::Spelling)) {
            (Case::Layout, "only punctuation, case or spelling differs")
        } else {
            (Case::Words, "title only; expectations unchanged")
        };
        let named = |level: &Level| (!level.titles.is_empty()).then(|| level.titles.join(", "));
        let edit = Edit::Set(place.clone(), Value::Titles(new.titles.list.clone()));
        self.push(Draft::new(Kind::LevelRetitled, case, place.clone(), edit, reason).values(named(old), named(new)));
    }

    fn level_grades(&mut self, pair: &Pair<'a>, (before, after): (usize, usize), place: &Place, planned: bool) {
        let (old, new) = (pair.old.resolved.levels[before].level, pair.new.resolved.levels[after].level);
        if old.grades == new.grades || old.grades.is_unknown() || new.grades.is_unknown() {
            return;
        }
        let (case, mut reason) = match (&old.grades, &new.grades) {
            (Stated::Unstated, _) => (Case::Unsure, "the level had no grade before".to_owned()),
            (_, Stated::Unstated) => (Case::Plain, "the level no longer has a grade".to_owned()),
            _ => (Case::Plain, "the level moved to another grade".to_owned()),
        };
        let still: HashSet<&str> =
            pair.new.resolved.parallels(after).map(|other| pair.new.resolved.levels[other].level.id.as_str()).collect();
        let parallels = pair.old.resolved.parallels(before);
        let lost = parallels.map(|other| pair.old.resolved.levels[other].level.id.as_str());
        // A level that is gone says so itself.
        let lost: Vec<String> = lost
            .filter(|id| !still.contains(id) && pair.new.resolved.level_index(id).is_some())
            .map(str::to_owned)
            .collect();
        if !lost.is_empty() {
            reason.push_str(&format!("; no longer parallel to {}", super::listed(&lost)));
        }
        let edit = Edit::Set(place.clone(), Value::Grades(new.grades.clone()));
        let draft = Draft::new(Kind::LevelRegraded, case, place.clone(), edit, reason).planned(planned);
        self.push(draft.values(old.grades.get(), new.grades.get()));
    }

    /// The summary of a level or track says what somebody does, so it is judged as a demand.
    pub(super) fn demanding_summary(
        &mut self,
        place: &Place,
        old: &Stated<String>,
        new: &Stated<String>,
        planned: bool,
    ) {
        let (Stated::Is(before), Stated::Is(after)) = (old, new) else {
            let reason = match (old, new) {
                (Stated::Is(_), Stated::Unstated) => "this is removed: check whether all of it is asked elsewhere",
                (Stated::Unstated, Stated::Is(_)) => "this is new: check whether all of it was asked already",
                _ => return,
            };
            let edit = Edit::Set(place.clone(), Value::summary(new.clone()));
            let draft = Draft::new(Kind::SummaryChanged, Case::Unsure, place.clone(), edit, reason).planned(planned);
            self.push(draft.values(old.text(), new.text()));
            return;
        };
        let (case, reason) = match text::read(before, after) {
            Reading::Stronger(why) => (Case::More, why),
            Reading::Weaker(why) => (Case::Less, why),
            Reading::Unsure(why) => (Case::Unsure, why),
            Reading::Equal(why) => (Case::Words, why),
            Reading::Same | Reading::Notation | Reading::Spelling => {
                self.text(Kind::SummaryChanged, place, (old, new), Value::summary, Vec::new());
                return;
            }
        };
        let edit = Edit::Set(place.clone(), Value::summary(new.clone()));
        let draft = Draft::new(Kind::SummaryChanged, case, place.clone(), edit, reason).planned(planned);
        self.push(draft.values(Some(before), Some(after)));
    }

    fn manages(&mut self, pair: &Pair<'a>, (before, after): (usize, usize), place: &Place, planned: bool) {
        let (old, new) = (pair.old.resolved.levels[before], pair.new.resolved.levels[after]);
        let (Some(least), Some(most)) =
            (old.level.manages.or_default(Manages::None), new.level.manages.or_default(Manages::None))
        else {
            return;
        };
        if least == most {
            return;
        }
        let manages = |kind: &Stated<TrackKind>| matches!(kind.get(), Some(TrackKind::Manager | TrackKind::Hybrid));
        let unwritten = (old.level.manages.is_unstated() && manages(&old.track.kind))
            || (new.level.manages.is_unstated() && manages(&new.track.kind));
        let (case, reason) = if unwritten {
            // Whom a manager manages goes without saying in many ladders.
            (Case::Unsure, "one revision does not say whom these managers manage")
        } else if least < most {
            (Case::More, "the level is responsible for more people")
        } else {
            (Case::Less, "the level is responsible for fewer people")
        };
        let edit = Edit::Set(place.clone(), Value::Manages(new.level.manages));
        let draft = Draft::new(Kind::ManagesChanged, case, place.clone(), edit, reason).planned(planned);
        self.push(draft.values(Some(least.as_str()), Some(most.as_str())));
    }

    fn terminal(&mut self, old: &Level, new: &Level, place: &Place, planned: bool) {
        let (Some(before), Some(after)) = (old.terminal.or_default(false), new.terminal.or_default(false)) else {
            return;
        };
        if before == after {
            return;
        }
        let (case, reason) = if after {
            (Case::Less, "it is now a career level: nobody there has to be promoted")
        } else {
            (Case::More, "it is no longer a career level: people there are expected to go further")
        };
        let edit = Edit::Set(place.clone(), Value::Terminal(new.terminal));
        let draft = Draft::new(Kind::TerminalChanged, case, place.clone(), edit, reason).planned(planned);
        self.push(draft.values(Some(before), Some(after)));
    }

    fn status(&mut self, old: &Level, new: &Level, place: &Place) {
        let (Some(before), Some(after)) = (old.status(), new.status()) else { return };
        let (case, reason) = match (before, after) {
            (Status::Active, Status::Active)
            | (Status::Planned, Status::Planned)
            | (Status::Deprecated, Status::Deprecated) => return,
            (Status::Planned, Status::Active) => (Case::Opens, "people can be at it from now on"),
            (Status::Deprecated, Status::Active) => (Case::Opens, "people can come to it again"),
            (Status::Planned, Status::Deprecated) => (Case::Opens, "nobody was ever at it"),
            (_, Status::Planned) => {
                (Case::Closes, "the level is now only planned, so people at it have no active level")
            }
            (Status::Active, Status::Deprecated) => {
                (Case::Closes, "nobody new can come to it, and people at it have to leave")
            }
        };
        let edit = Edit::Set(place.clone(), Value::Status(new.status));
        let draft = Draft::new(Kind::StatusChanged, case, place.clone(), edit, reason);
        self.push(draft.values(Some(before.as_str()), Some(after.as_str())));
    }

    fn expectations(&mut self, pair: &Pair<'a>, (before, after): (usize, usize)) {
        let (old, new) = (pair.old.resolved.levels[before].level, pair.new.resolved.levels[after].level);
        let said: HashMap<&CompetencyId, &Ask> =
            old.expectations.iter().rev().map(|known| (&known.competency, &known.ask)).collect();
        let away = Away::new(old, new);
        let mut seen: HashSet<&CompetencyId> = HashSet::new();
        for expectation in &new.expectations {
            if seen.insert(&expectation.competency) {
                let was = said.get(&expectation.competency).copied();
                if was.is_some() || !old.expectations.partial {
                    self.expectation(
                        pair,
                        (before, after),
                        &expectation.competency,
                        &away,
                        (was, Some(&expectation.ask)),
                    );
                }
            }
        }
        if new.expectations.partial {
            return;
        }
        for expectation in old.expectations.iter().filter(|known| !seen.contains(&known.competency)) {
            self.expectation(pair, (before, after), &expectation.competency, &away, (Some(&expectation.ask), None));
        }
    }
}
