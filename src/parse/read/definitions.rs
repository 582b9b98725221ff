//! Grades, steps and competencies.

use super::filled;
use super::pay::pay;
use super::points::points;
use crate::model::{Asked, Competency, CompetencyId, Entries, Grade, GradeId, Stated, Step, StepId};
use crate::parse::document::{Raw, RawCompetency};
use crate::parse::keys;
use crate::parse::reader::{Fields, Reader};
use crate::parse::yaml::{NodeId, NodeKind};
use crate::source::Span;

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
    let scale = filled(reader, &fields, "scale", step);
    let steps = steps(reader, &fields);
    let value = Competency {
        id: CompetencyId::from(id.get().map_or("", |id| id.value.as_str())),
        title: reader.text(&fields, "title"),
        summary: reader.text(&fields, "summary"),
        group: reader.text(&fields, "group"),
        kind: reader.text(&fields, "kind"),
        tracks: Entries::default(),
        scale: scale.as_ref().map(own_scale),
        steps: steps.iter().map(|(asked, _)| asked.clone()).collect(),
        formerly: reader.ids(&fields, "formerly").iter().map(|id| id.as_str().into()).collect(),
    };
    id.get()?;
    Some(RawCompetency {
        value,
        origin: reader.origin(&fields, "id"),
        tracks,
        scale: scale.get().into_iter().flat_map(|scale| scale.iter()).map(|step| step.origin.clone()).collect(),
        steps: steps.into_iter().map(|(_, at)| at).collect(),
    })
}

fn own_scale(scale: &Entries<Raw<Step>>) -> Entries<Step> {
    Entries { list: scale.iter().map(|step| step.value.clone()).collect(), partial: scale.partial }
}

/// What the steps of a competency mean, and where each is written.
fn steps(reader: &mut Reader<'_>, fields: &Fields) -> Vec<(Asked, Span)> {
    let Stated::Is((key_span, node)) = fields.node("steps") else { return Vec::new() };
    let NodeKind::Map(entries) = reader.tree.kind(node) else {
        let mark = reader.mark_of(node, key_span);
        let help = "write one line for each step: `practises: Reviews what others write.`";
        reader.wrong_type_at(mark, node, "`steps` takes a mapping from step to what it means", help.to_owned());
        return Vec::new();
    };
    if entries.is_empty() {
        reader.empty("steps", key_span, "the mapping is empty");
    }
    let squeezed = reader.squeezed(entries);
    let mut steps = Vec::new();
    for entry in entries.iter().filter(|entry| !squeezed.contains(&entry.key_span)) {
        let (points, _) = points(reader, entry.value, entry.key_span, &entry.key);
        if !points.partial {
            let step = Stated::Is(StepId::from(entry.key.as_str()));
            steps.push((Asked { step, points: points.list, of_step: true, ..Asked::default() }, entry.key_span));
        }
    }
    // A mapping has no order.
    steps.sort_by(|(one, _), (other, _)| one.step.text().cmp(&other.step.text()));
    steps
}
