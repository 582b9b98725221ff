//! What each file defines: the model without its references, and where everything is written.

use foldhash::HashMap;

use super::{Identified, Linker};
use crate::finding::{Finding, Mark, Shape};
use crate::model::resolve::Number;
use crate::model::{
    Base, BaseId, Competency, Definitions, Entries, Grade, Ladder, LadderId, OwnerId, Part, Place, Role, Stated, Step,
    Track,
};
use crate::parse::document::{
    Document, Origin, Raw, RawCompetency, RawExpectation, RawLevel, RawMove, RawRole, RawTrack, Spanned,
};

/// What of a ladder refers to something, in the order of the model, for when everything is defined.
pub(super) struct Open {
    pub fork: Stated<Spanned<String>>,
    pub levels: Vec<OpenLevel>,
    pub moves: Entries<RawMove>,
    pub roles: Vec<OpenRole>,
}

pub(super) struct OpenLevel {
    pub origin: Origin,
    pub grades: Stated<(Spanned<String>, Spanned<String>)>,
    pub expectations: Entries<RawExpectation>,
}

pub(super) struct OpenRole {
    pub origin: Origin,
    pub levels: Entries<Spanned<String>>,
    pub expectations: Entries<RawExpectation>,
}

impl Linker {
    pub(super) fn base(&mut self, document: Document, id: BaseId, extends: Entries<BaseId>) -> Base {
        let owner = OwnerId::from(&id);
        self.origins.add(Place::whole(owner.clone()), document.origin);
        let Document { title, version, summary, grades, scale, competencies, .. } = document;
        let definitions = self.definitions(grades, scale, competencies, &owner);
        Base { id, title, version, summary, extends, definitions }
    }

    pub(super) fn ladder(&mut self, document: Document, id: LadderId, extends: Entries<BaseId>) -> (Ladder, Open) {
        let owner = OwnerId::from(&id);
        self.origins.add(Place::whole(owner.clone()), document.origin);
        let scope = format!("the ladder `{owner}`");
        let named = document.tracks.iter().map(|track| {
            let place = Place::new(owner.clone(), Part::Track(track.value.id.clone()));
            Identified { id: track.value.id.as_str(), span: track.origin.name, place: Some(place) }
        });
        self.unique("track", &scope, named);
        let named = document.tracks.iter().flat_map(|track| {
            track.levels.iter().map(|level| {
                let place = Place::new(owner.clone(), Part::Level(track.value.id.clone(), level.value.id.clone()));
                Identified { id: level.value.id.as_str(), span: level.origin.name, place: Some(place) }
            })
        });
        self.unique("level", &scope, named);
        let partial = document.tracks.partial;
        let mut open = Open { fork: document.fork, levels: Vec::new(), moves: document.moves, roles: Vec::new() };
        let tracks = document.tracks.list.into_iter().map(|track| self.track(&owner, track, &mut open.levels));
        let tracks = Entries { list: tracks.collect(), partial };
        let definitions = self.definitions(document.grades, document.scale, document.competencies, &owner);
        let roles = self.roles(document.roles, &owner, &mut open.roles);
        let ladder = Ladder {
            id,
            title: document.title,
            version: document.version,
            summary: document.summary,
            owned_by: document.owned_by,
            reviewed: document.reviewed,
            formerly: document.formerly.iter().map(|id| id.as_str().into()).collect(),
            extends,
            fork: Stated::Unstated,
            definitions,
            tracks,
            roles,
            moves: Entries::default(),
        };
        (ladder, open)
    }

    fn roles(&mut self, roles: Entries<RawRole>, owner: &OwnerId, open: &mut Vec<OpenRole>) -> Entries<Role> {
        let named = roles.iter().map(|role| Identified {
            id: role.value.id.as_str(),
            span: role.origin.name,
            place: Some(Place::new(owner.clone(), Part::Role(role.value.id.clone()))),
        });
        self.unique("role", &format!("the ladder `{owner}`"), named);
        let list = roles.list.into_iter().map(|RawRole { value, origin, levels, expectations }| {
            open.push(OpenRole { origin, levels, expectations });
            value
        });
        Entries { list: list.collect(), partial: roles.partial }
    }

    fn definitions(
        &mut self,
        grades: Stated<Entries<Raw<Grade>>>,
        scale: Stated<Entries<Raw<Step>>>,
        competencies: Entries<RawCompetency>,
        owner: &OwnerId,
    ) -> Definitions {
        let scope = format!("`{owner}`");
        Definitions {
            grades: grades.map(|grades| self.grades(grades, owner, &scope)),
            scale: scale.map(|scale| self.scale(scale, owner, &scope)),
            competencies: self.competencies(competencies, owner, &scope),
        }
    }

    fn grades(&mut self, grades: Entries<Raw<Grade>>, owner: &OwnerId, scope: &str) -> Entries<Grade> {
        let place = |grade: &Grade| Place::new(owner.clone(), Part::Grade(grade.id.clone()));
        let named = grades.iter().map(|grade| Identified {
            id: grade.value.id.as_str(),
            span: grade.origin.name,
            place: Some(place(&grade.value)),
        });
        self.unique("grade", scope, named);
        self.one_number_one_grade(&grades);
        let list = grades.list.into_iter().map(|Raw { value, origin, pay }| {
            self.origins.add(place(&value), origin);
            for (band, origin) in value.pay.iter().zip(pay) {
                let part = Part::GradePay(value.id.clone(), band.location.text().map(str::to_owned));
                self.origins.add(Place::new(owner.clone(), part), origin);
            }
            value
        });
        Entries { list: list.collect(), partial: grades.partial }
    }

    /// `4` and `4.0` name one grade.
    fn one_number_one_grade(&mut self, grades: &Entries<Raw<Grade>>) {
        let mut seen: HashMap<Number, &Raw<Grade>> = HashMap::default();
        for grade in grades {
            let Some(number) = Number::parse(grade.value.id.as_str()) else { continue };
            let first = *seen.entry(number).or_insert(grade);
            if first.value.id != grade.value.id {
                let message = format!("`{}` and `{}` are the same grade", first.value.id, grade.value.id);
                let finding: Finding = Shape::DuplicateId
                    .finding(message, Mark::span(grade.origin.name, "the same number"))
                    .also(Mark::span(first.origin.name, "the first"))
                    .help("delete one of the two");
                self.report(finding);
            }
        }
    }

    fn scale(&mut self, scale: Entries<Raw<Step>>, owner: &OwnerId, scope: &str) -> Entries<Step> {
        let place = |step: &Step| Place::new(owner.clone(), Part::Step(step.id.clone()));
        let named = scale.iter().map(|step| Identified {
            id: step.value.id.as_str(),
            span: step.origin.name,
            place: Some(place(&step.value)),
        });
        self.unique("step", scope, named);
        let list = scale.list.into_iter().map(|step| {
            self.origins.add(place(&step.value), step.origin);
            step.value
        });
        Entries { list: list.collect(), partial: scale.partial }
    }

    fn competencies(
        &mut self,
        competencies: Entries<RawCompetency>,
        owner: &OwnerId,
        scope: &str,
    ) -> Entries<Competency> {
        let place = |competency: &Competency| Place::new(owner.clone(), Part::Competency(competency.id.clone()));
        let named = competencies.iter().map(|competency| Identified {
            id: competency.value.id.as_str(),
            span: competency.origin.name,
            place: Some(place(&competency.value)),
        });
        self.unique("competency", scope, named);
        let list = competencies.list.into_iter().map(|raw| {
            self.origins.add(place(&raw.value), raw.origin);
            let id = &raw.value.id;
            let scope = format!("the competency `{id}`");
            let place = |step: &Step| Place::new(owner.clone(), Part::CompetencyScale(id.clone(), step.id.clone()));
            let own = raw.value.scale.get().into_iter().flatten();
            let named = own.clone().zip(&raw.scale).map(|(step, origin)| Identified {
                id: step.id.as_str(),
                span: origin.name,
                place: Some(place(step)),
            });
            self.unique("step", &scope, named);
            for (step, origin) in own.zip(raw.scale) {
                self.origins.add(place(step), origin);
            }
            for (asked, span) in raw.value.steps.iter().zip(&raw.steps) {
                if let Some(step) = asked.step.get() {
                    let part = Part::CompetencyStep(id.clone(), step.clone());
                    self.origins.add(Place::new(owner.clone(), part), Origin::bare(*span));
                }
            }
            let tracks = raw.tracks.list.into_iter().map(|track| track.value).collect();
            Competency { tracks: Entries { list: tracks, partial: raw.tracks.partial }, ..raw.value }
        });
        Entries { list: list.collect(), partial: competencies.partial }
    }

    fn track(&mut self, owner: &OwnerId, raw: RawTrack, open: &mut Vec<OpenLevel>) -> Track {
        let id = &raw.value.id;
        self.origins.add(Place::new(owner.clone(), Part::Track(id.clone())), raw.origin);
        let levels =
            raw.levels.list.into_iter().map(|RawLevel { value, origin, grades, expectations, pay }: RawLevel| {
                for (band, origin) in value.pay.iter().zip(pay) {
                    let location = band.location.text().map(str::to_owned);
                    let part = Part::LevelPay(id.clone(), value.id.clone(), location);
                    self.origins.add(Place::new(owner.clone(), part), origin);
                }
                open.push(OpenLevel { origin, grades, expectations });
                value
            });
        let levels = Entries { list: levels.collect(), partial: raw.levels.partial };
        Track { levels, ..raw.value }
    }
}
