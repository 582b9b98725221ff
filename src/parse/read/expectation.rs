//! What a level asks.

use super::points::points;
use crate::finding::{Mark, Shape};
use crate::model::{Ask, Asked, Entries, Expectation, LevelId, Stated, StepId};
use crate::parse::document::{Origin, RawExpectation};
use crate::parse::keys;
use crate::parse::reader::{Fields, Reader};
use crate::parse::yaml::{NodeId, NodeKind};
use crate::source::Span;

pub(super) fn expectations(reader: &mut Reader<'_>, fields: &Fields) -> Entries<RawExpectation> {
    let (key_span, node) = match fields.node("expectations") {
        Stated::Is(found) => found,
        Stated::Unstated => return Entries::default(),
        Stated::Unknown => return Entries { list: Vec::new(), partial: true },
    };
    let NodeKind::Map(entries) = reader.tree.kind(node) else {
        let mark = reader.mark_of(node, key_span);
        let help = "write one line for each competency: `delivery: Finishes a described task.`";
        reader.wrong_type_at(
            mark,
            node,
            "`expectations` takes a mapping from competency to expectation",
            help.to_owned(),
        );
        return Entries { list: Vec::new(), partial: true };
    };
    let squeezed = reader.squeezed(entries);
    let written = entries.iter().filter(|entry| !squeezed.contains(&entry.key_span));
    let mut list = Vec::with_capacity(entries.len() - squeezed.len());
    list.extend(written.map(|entry| expectation(reader, &entry.key, entry.key_span, entry.value)));
    Entries { list, partial: !squeezed.is_empty() }
}

fn expectation(reader: &mut Reader<'_>, competency: &str, key_span: Span, node: NodeId) -> RawExpectation {
    let mut expectation = RawExpectation {
        value: Expectation { competency: reader.competency(competency), ask: Ask::Unknown },
        origin: Origin::bare(key_span),
        points: Box::default(),
    };
    match reader.tree.kind(node) {
        NodeKind::Null => expectation.value.ask = Ask::NotAsked,
        NodeKind::Empty => {
            reader.report(
                Shape::EmptyValue
                    .finding(
                        format!("the expectation of `{competency}` is empty"),
                        Mark::span(key_span, "nothing is written after this"),
                    )
                    .help("write the expectation, or `~` if it is deliberately not asked here"),
            );
        }
        NodeKind::Map(_) => long_expectation(reader, &mut expectation, node),
        NodeKind::Scalar { .. } | NodeKind::List(_) | NodeKind::Alias(_) => {
            let (points, origins) = points(reader, node, key_span, competency);
            expectation.points = origins.into();
            if !points.partial {
                expectation.value.ask = Ask::Asked(Asked { points: points.list, ..Asked::default() });
            }
        }
    }
    expectation
}

fn long_expectation(reader: &mut Reader<'_>, expectation: &mut RawExpectation, node: NodeId) {
    let Some(fields) = reader.fields(node, &keys::EXPECTATION, Some(expectation.origin.name)) else { return };
    expectation.origin = Origin { name: expectation.origin.name, ..reader.origin(&fields, "") };
    let same_as = reader.spanned_text(&fields, "same_as");
    let step = reader.spanned_text(&fields, "step");
    let (text, origins) = match fields.node("text") {
        Stated::Is((span, node)) => points(reader, node, span, "text"),
        Stated::Unstated => Default::default(),
        Stated::Unknown => (Entries { list: Vec::new(), partial: true }, Vec::new()),
    };
    let examples = reader.texts(&fields, "examples");
    expectation.points = origins.into();
    let has = |key| fields.key_span(key);
    expectation.value.ask = match same_as {
        Stated::Unknown => Ask::Unknown,
        Stated::Is(target) => {
            if let Some(beside) = has("text").or(has("step")).or(has("examples")) {
                let target_span = target.span;
                reader.report(
                    Shape::BadValue
                        .finding("`same_as` allows no other key", Mark::span(beside, "this key adds something else"))
                        .also(Mark::span(target_span, "this takes the whole expectation of another level"))
                        .help("delete `same_as`, or the other keys"),
                );
                Ask::Unknown
            } else {
                Ask::SameAs(LevelId::from(target.value.as_str()))
            }
        }
        Stated::Unstated if text.partial || fields.has_unknown_key() => Ask::Unknown,
        Stated::Unstated if text.list.is_empty() && step.is_unstated() => {
            let label = "neither `text` nor `step`";
            reader.report(
                Shape::MissingField
                    .finding("an expectation must have `text` or `step`", Mark::span(expectation.origin.name, label))
                    .help("add `text:` or `step:`, or write `~` if it is deliberately not asked here"),
            );
            Ask::Unknown
        }
        Stated::Unstated => {
            let examples = examples.list.into_iter().map(|example| example.value).collect();
            let step = step.map(|step| StepId::from(step.value.as_str()));
            Ask::Asked(Asked { step, points: text.list, examples, of_step: false })
        }
    };
}
