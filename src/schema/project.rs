//! The schema of the files of one project: an editor offers the project's ids where they can be used.

use std::path::Path;

use serde_json::{Map, Number, Value, json};

use super::{find, input::merged};
use crate::model::{Definitions, Entries, Ladder};
use crate::parse::keys::{BASE, LADDER, NodeSpec, Takes};
use crate::parse::{Choice, Choices, Loaded};

/// The schema of ladder and base files with the ids that each file of a project can name, as examples. Other ids pass as well:
/// the files may be newer than the schema. A new ladder file in `folder` is offered the ids of all bases.
pub fn of_project(loaded: &Loaded, folder: &Path) -> Value {
    let set = &loaded.set;
    let bases = set.bases.iter().map(|base| ("base", &BASE, base.owner()));
    let ladders = set.ladders.iter().map(|ladder| ("ladder", &LADDER, ladder.owner()));
    let mut known = vec![json!({ "required": ["base"] })];
    let mut offers = Vec::new();
    for (key, spec, owner) in bases.chain(ladders) {
        let file = loaded.origins.file(&owner).map(|file| loaded.sources.path(file));
        let file = file.expect("what is in a set was read from a file");
        let home = set.ladder_or_base(owner.as_str());
        let is_it = json!({ "properties": { key: { "const": value(owner.as_str()) } }, "required": [key] });
        offers.push(json!({ "if": is_it, "then": offer(&Choices::new(loaded, file, home.as_deref()), spec) }));
        known.push(is_it);
    }
    let extends: Vec<_> = set.bases.iter().map(|base| base.id.clone()).collect();
    let new = Ladder::without_tracks("", Entries::from(extends), Definitions::default());
    let file = folder.join("new.yaml");
    offers.push(json!({ "if": { "anyOf": known }, "else": offer(&Choices::new(loaded, &file, Some(&new)), &LADDER) }));
    let mut schema = find("file").expect("ladder and base files have a schema").schema();
    schema["$id"] = json!("urn:career-ladder:project");
    schema["allOf"] = Value::Array(offers);
    schema
}

/// What is offered in a file. It says no more than that: the schema of all files judges.
fn offer(choices: &Choices<'_>, spec: &NodeSpec) -> Value {
    Offer { choices, competency: None }.mapping(spec).unwrap_or_else(|| json!({}))
}

struct Offer<'a, 'c> {
    choices: &'a Choices<'c>,
    /// The competency that is asked.
    competency: Option<&'a str>,
}

impl Offer<'_, '_> {
    /// In a mapping of a kind; `None` where nothing is offered.
    fn mapping(&self, spec: &NodeSpec) -> Option<Value> {
        let properties = |is_lateral| {
            let offers =
                spec.keys.iter().filter_map(|key| Some((key.name.to_owned(), self.value(key.takes, is_lateral)?)));
            let offers: Map<String, Value> = offers.collect();
            (!offers.is_empty()).then(|| json!({ "properties": offers }))
        };
        let (usual, lateral) = (properties(false)?, properties(true)?);
        if usual == lateral {
            return Some(usual);
        }
        let is_lateral = json!({ "properties": { "lateral": { "const": true } }, "required": ["lateral"] });
        Some(json!({ "if": is_lateral, "then": lateral, "else": usual }))
    }

    fn value(&self, takes: Takes, is_lateral: bool) -> Option<Value> {
        match takes {
            Takes::One(inner) => self.mapping(inner),
            Takes::List(inner) => Some(json!({ "items": self.mapping(inner)? })),
            Takes::OneOrMore(inner) => {
                let one = self.mapping(inner)?;
                Some(merged(one.clone(), json!({ "items": one })))
            }
            Takes::Expectations(inner) => keys(self.choices.competencies(), |id| {
                Offer { choices: self.choices, competency: Some(id) }.mapping(inner).unwrap_or_else(|| json!({}))
            }),
            Takes::Steps(_) => keys(self.choices.steps(self.competency), |_| json!({})),
            // The schema of all files has these.
            Takes::Word(_) | Takes::Flag => None,
            takes => {
                let all = self.choices.values(takes, self.competency, is_lateral);
                let all: Vec<Value> = all.iter().map(|choice| value(&choice.text)).collect();
                let one = json!({ "examples": all });
                let is_list = !matches!(takes, Takes::Grade | Takes::Step | Takes::Level);
                let offer = if is_list { merged(one.clone(), json!({ "items": one })) } else { one };
                (!all.is_empty()).then_some(offer)
            }
        }
    }
}

/// Ids that are keys, with what is offered behind each.
fn keys(choices: Vec<Choice>, behind: impl Fn(&str) -> Value) -> Option<Value> {
    let key = |choice: Choice| {
        let about = [Some(choice.title), choice.summary].into_iter().flatten().filter(|text| !text.is_empty());
        let about = json!({ "description": about.collect::<Vec<_>>().join(": ") });
        (choice.text.clone(), merged(about, behind(&choice.text)))
    };
    let keys: Map<String, Value> = choices.into_iter().map(key).collect();
    (!keys.is_empty()).then(|| json!({ "properties": keys }))
}

/// An id as people write it: that of a grade is often a number.
fn value(id: &str) -> Value {
    let number = serde_json::from_str::<Number>(id).ok().filter(|number| number.to_string() == id);
    number.map_or_else(|| json!(id), Value::Number)
}
