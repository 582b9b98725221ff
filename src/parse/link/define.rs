//! What each file defines: the model without its references, and where everything is written.

use super::{Identified, Linker, owner};
use crate::finding::{Finding, Mark, Shape};
use crate::model::{
    Base, BaseId, Competency, Definitions, Entries, Grade, Ladder, LadderId, Level, OwnerId, Part, Place, Role, Stated,
    Step, Track,
};
use crate::parse::document::{Document, Origin, Raw, RawCompetency, RawLevel, RawRole, RawTrack, Spanned};

impl Linker {
    pub(super) fn base(&mut self, document: &Document, id: &Spanned<String>, extends: Entries<BaseId>) -> Base {
        let owner = owner(id);
        self.origins.add(Place::whole(owner.clone()), document.origin.clone());
        Base {
            id: BaseId::from(id.value.as_str()),
            title: document.title.clone(),
            version: document.version.clone(),
            summary: document.summary.clone(),
            extends,
            definitions: self.definitions(document, &owner),
        }
    }

    pub(super) fn ladder(&mut self, document: &Document, id: &Spanned<String>, extends: Entries<BaseId>) -> Ladder {
        let owner = owner(id);
        self.origins.add(Place::whole(owner.clone()), document.origin.clone());
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
        let tracks = document.tracks.iter().map(|track| self.track(&owner, track)).collect();
        Ladder {
            id: LadderId::from(id.value.as_str()),
            title: document.title.clone(),
            version: document.version.clone(),
            summary: document.summary.clone(),
            owned_by: document.owned_by.clone(),
            reviewed: document.reviewed,
            formerly: document.formerly.iter().map(|id| id.as_str().into()).collect(),
            extends,
            fork: Stated::Unstated,
            definitions: self.definitions(document, &owner),
            tracks: Entries { list: tracks, partial: document.tracks.partial },
            roles: self.roles(document, &owner),
            moves: Entries::default(),
        }
    }

    fn roles(&mut self, document: &Document, owner: &OwnerId) -> Entries<Role> {
        let place = |role: &RawRole| Place::new(owner.clone(), Part::Role(role.value.id.clone()));
        let named = document.roles.iter().map(|role| Identified {
            id: role.value.id.as_str(),
            span: role.origin.name,
            place: Some(place(role)),
        });
        self.unique("role", &format!("the ladder `{owner}`"), named);
        for role in &document.roles {
            self.origins.add(place(role), role.origin.clone());
            for expectation in &role.expectations {
                let competency = expectation.competency.value.as_str().into();
                let part = Part::RoleExpectation(role.value.id.clone(), competency);
                self.origins.add(Place::new(owner.clone(), part), expectation.origin.clone());
            }
        }
        let list = document.roles.iter().map(|role| role.value.clone()).collect();
        Entries { list, partial: document.roles.partial }
    }

    fn definitions(&mut self, document: &Document, owner: &OwnerId) -> Definitions {
        let scope = format!("`{owner}`");
        Definitions {
            grades: document.grades.as_ref().map(|grades| self.grades(grades, owner, &scope)),
            scale: document.scale.as_ref().map(|scale| self.scale(scale, owner, &scope)),
            competencies: self.competencies(&document.competencies, owner, &scope),
        }
    }

    fn grades(&mut self, grades: &Entries<Raw<Grade>>, owner: &OwnerId, scope: &str) -> Entries<Grade> {
        let place = |grade: &Raw<Grade>| Place::new(owner.clone(), Part::Grade(grade.value.id.clone()));
        let named = grades.iter().map(|grade| Identified {
            id: grade.value.id.as_str(),
            span: grade.origin.name,
            place: Some(place(grade)),
        });
        self.unique("grade", scope, named);
        self.one_number_one_grade(grades);
        for grade in grades {
            self.origins.add(place(grade), grade.origin.clone());
            for (band, origin) in grade.value.pay.iter().zip(&grade.pay) {
                let part = Part::GradePay(grade.value.id.clone(), band.location.text().map(str::to_owned));
                self.origins.add(Place::new(owner.clone(), part), origin.clone());
            }
        }
        values(grades)
    }

    /// `4` and `4.0` name one grade.
    fn one_number_one_grade(&mut self, grades: &Entries<Raw<Grade>>) {
        let mut seen: Vec<(crate::model::resolve::Number, &Raw<Grade>)> = Vec::new();
        for grade in grades {
            let Some(number) = crate::model::resolve::Number::parse(grade.value.id.as_str()) else { continue };
            match seen.iter().find(|(known, first)| *known == number && first.value.id != grade.value.id) {
                Some((_, first)) => {
                    let message = format!("`{}` and `{}` are the same grade", first.value.id, grade.value.id);
                    let finding: Finding = Shape::DuplicateId
                        .finding(message, Mark::span(grade.origin.name, "the same number"))
                        .also(Mark::span(first.origin.name, "the first"))
                        .help("delete one of the two");
                    self.report(finding);
                }
                None => seen.push((number, grade)),
            }
        }
    }

    fn scale(&mut self, scale: &Entries<Raw<Step>>, owner: &OwnerId, scope: &str) -> Entries<Step> {
        let place = |step: &Raw<Step>| Place::new(owner.clone(), Part::Step(step.value.id.clone()));
        let named = scale.iter().map(|step| Identified {
            id: step.value.id.as_str(),
            span: step.origin.name,
            place: Some(place(step)),
        });
        self.unique("step", scope, named);
        for step in scale {
            self.origins.add(place(step), step.origin.clone());
        }
        values(scale)
    }

    fn competencies(
        &mut self,
        competencies: &Entries<RawCompetency>,
        owner: &OwnerId,
        scope: &str,
    ) -> Entries<Competency> {
        let place = |raw: &RawCompetency| Place::new(owner.clone(), Part::Competency(raw.value.id.clone()));
        let named = competencies.iter().map(|competency| Identified {
            id: competency.value.id.as_str(),
            span: competency.origin.name,
            place: Some(place(competency)),
        });
        self.unique("competency", scope, named);
        let list = competencies.iter().map(|raw| {
            self.origins.add(place(raw), raw.origin.clone());
            let scope = format!("the competency `{}`", raw.value.id);
            let place =
                |step: &Step| Place::new(owner.clone(), Part::CompetencyScale(raw.value.id.clone(), step.id.clone()));
            let steps = raw.value.scale.get().into_iter().flatten().zip(&raw.scale);
            let named = steps.clone().map(|(step, origin)| Identified {
                id: step.id.as_str(),
                span: origin.name,
                place: Some(place(step)),
            });
            self.unique("step", &scope, named);
            for (step, origin) in steps {
                self.origins.add(place(step), origin.clone());
            }
            for (asked, span) in raw.value.steps.iter().zip(&raw.steps) {
                if let Some(step) = asked.step.get() {
                    let part = Part::CompetencyStep(raw.value.id.clone(), step.clone());
                    self.origins.add(Place::new(owner.clone(), part), Origin::bare(*span));
                }
            }
            let tracks = raw.tracks.iter().map(|track| track.value.clone()).collect();
            Competency { tracks: Entries { list: tracks, partial: raw.tracks.partial }, ..raw.value.clone() }
        });
        Entries { list: list.collect(), partial: competencies.partial }
    }

    fn track(&mut self, owner: &OwnerId, raw: &RawTrack) -> Track {
        let id = &raw.value.id;
        self.origins.add(Place::new(owner.clone(), Part::Track(id.clone())), raw.origin.clone());
        let levels = raw.levels.iter().map(|level| self.level(owner, raw, level)).collect();
        Track { levels: Entries { list: levels, partial: raw.levels.partial }, ..raw.value.clone() }
    }

    fn level(&mut self, owner: &OwnerId, track: &RawTrack, raw: &RawLevel) -> Level {
        let (track, id) = (&track.value.id, &raw.value.id);
        let place = |part| Place::new(owner.clone(), part);
        self.origins.add(place(Part::Level(track.clone(), id.clone())), raw.origin.clone());
        for (band, origin) in raw.value.pay.iter().zip(&raw.pay) {
            let part = Part::LevelPay(track.clone(), id.clone(), band.location.text().map(str::to_owned));
            self.origins.add(place(part), origin.clone());
        }
        for expectation in &raw.expectations {
            let competency = expectation.competency.value.as_str().into();
            let part = Part::Expectation(track.clone(), id.clone(), competency);
            self.origins.add(place(part), expectation.origin.clone());
            for (index, origin) in expectation.points.iter().enumerate() {
                let competency = expectation.competency.value.as_str().into();
                let part = Part::Point(track.clone(), id.clone(), competency, index + 1);
                self.origins.add(place(part), origin.clone());
            }
        }
        raw.value.clone()
    }
}

fn values<T: Clone>(raw: &Entries<Raw<T>>) -> Entries<T> {
    Entries { list: raw.iter().map(|raw| raw.value.clone()).collect(), partial: raw.partial }
}
