//! Grades, steps and competencies.

use super::pay::pay;
use crate::model::{Competency, CompetencyId, Entries, Grade, GradeId, Step, StepId};
use crate::parse::document::{Raw, RawCompetency};
use crate::parse::keys;
use crate::parse::reader::Reader;
use crate::parse::yaml::NodeId;

pub(super) fn grade(reader: &mut Reader<'_>, node: NodeId) -> Option<Raw<Grade>> {
    let fields = reader.fields(node, &keys::GRADE, None)?;
    let id = reader.id(&fields, "id");
    let (pay, pay_origins) = reader.about_pay(|reader| pay(reader, &fields));
    let value = Grade {
        id: GradeId::from(id.get().map_or("", |id| id.value.as_str())),
        title: reader.text(&fields, "title"),
        summary: reader.text(&fields, "summary"),
        scope: reader.text(&fields, "scope"),
        pay,
        equivalents: reader.equivalents(&fields, "equivalents"),
        formerly: reader.ids(&fields, "formerly").iter().map(|id| id.as_str().into()).collect(),
    };
    id.get()?;
    Some(Raw { value, origin: reader.origin(&fields, "id"), pay: pay_origins })
}

pub(super) fn step(reader: &mut Reader<'_>, node: NodeId) -> Option<Raw<Step>> {
    let fields = reader.fields(node, &keys::STEP, None)?;
    let id = reader.id(&fields, "id");
    let value = Step {
        id: StepId::from(id.get().map_or("", |id| id.value.as_str())),
        title: reader.text(&fields, "title"),
        summary: reader.text(&fields, "summary"),
        formerly: reader.ids(&fields, "formerly").iter().map(|id| id.as_str().into()).collect(),
    };
    id.get()?;
    Some(Raw { value, origin: reader.origin(&fields, "id"), pay: Vec::new() })
}

pub(super) fn competency(reader: &mut Reader<'_>, node: NodeId) -> Option<RawCompetency> {
    let fields = reader.fields(node, &keys::COMPETENCY, None)?;
    let id = reader.id(&fields, "id");
    let tracks = reader.texts(&fields, "tracks");
    let value = Competency {
        id: CompetencyId::from(id.get().map_or("", |id| id.value.as_str())),
        title: reader.text(&fields, "title"),
        summary: reader.text(&fields, "summary"),
        group: reader.text(&fields, "group"),
        kind: reader.text(&fields, "kind"),
        tracks: Entries::default(),
        formerly: reader.ids(&fields, "formerly").iter().map(|id| id.as_str().into()).collect(),
    };
    id.get()?;
    Some(RawCompetency { value, origin: reader.origin(&fields, "id"), tracks })
}
