//! From the tables of keys to schemas of files. What a schema refuses and the loader takes would be a mistake here; what only
//! the loader can judge (references, order, uniqueness) is left to it.

use serde_json::{Map, Value, json};

use crate::config::RuleSetting;
use crate::parse::keys::{BASE, KeySpec, LADDER, NodeSpec, POINT, Takes};
use crate::rules::{self, Category};

/// An id, as far as a portable regular expression can say it: no ASCII character that an id may not have, no `..`, and
/// neither `-`, `_` nor `.` at the start. The loader knows all letters and digits of Unicode.
const ID: &str = r"^[^\x00-/:-@\[-`{-\x7f](?:\.?[^\x00-,./:-@\[-^`{-\x7f])*\.?\n*$";
/// As semver.org gives it.
const VERSION: &str = r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?:-(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?\n*$";
const CURRENCY: &str = r"^[A-Z]{3}\n*$";
const COLOR: &str = r"^#[0-9a-fA-F]{6}\n*$";
const URL: &str = r"^(?:https?://|mailto:)[^ \t\r\n]*\n*$";
const DATE: &str = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\n*$";
const PAGE: &str = r"^https?://[!-~]+\n*$";

/// The schema of a ladder file or a base file, whichever it turns out to be.
pub fn ladder_or_base() -> Value {
    let key =
        |spec: &NodeSpec, name| described(spec.key(name).expect("the table has the key that names the file").about);
    // A choice by the key that the loader chooses by: an editor then reports what is wrong with the one, not that neither
    // fits. The two properties are for completion in an empty file.
    json!({
        "type": "object",
        "properties": { "ladder": key(&LADDER, "ladder"), "base": key(&BASE, "base") },
        "if": { "required": ["base"] },
        "then": reference(&BASE),
        "else": reference(&LADDER),
        "definitions": definitions(&[&LADDER, &BASE]),
    })
}

/// The schema of a file whose top is such a node.
pub fn file(spec: &'static NodeSpec) -> Value {
    let mut definitions = definitions(&[spec]);
    definitions.remove(&name(spec));
    merged(node(spec), json!({ "definitions": definitions }))
}

/// The same, for a file in which nothing need be written.
pub fn may_be_blank(spec: &'static NodeSpec) -> Value {
    merged(file(spec), json!({ "type": ["object", "null"] }))
}

/// Makes the schema of a node.
type Make = fn(&NodeSpec) -> Value;

/// The schemas of nodes and of everything in them, by name.
fn definitions(specs: &[&'static NodeSpec]) -> Map<String, Value> {
    let mut definitions = Map::new();
    let mut open: Vec<(&'static NodeSpec, Make)> = specs.iter().rev().map(|spec| (*spec, node as Make)).collect();
    while let Some((spec, make)) = open.pop() {
        if definitions.contains_key(&name(spec)) {
            continue;
        }
        definitions.insert(name(spec), make(spec));
        open.extend(spec.keys.iter().rev().filter_map(|key| match key.takes {
            Takes::One(inner) | Takes::OneOrMore(inner) | Takes::List(inner) => Some((inner, node as Make)),
            Takes::Points(inner) | Takes::Steps(inner) => Some((inner, node as Make)),
            Takes::Expectations(inner) => Some((inner, expectation as Make)),
            _ => None,
        }));
    }
    definitions
}

fn name(spec: &NodeSpec) -> String {
    spec.name.replace(' ', "-")
}

fn reference(spec: &NodeSpec) -> Value {
    json!({ "$ref": format!("#/definitions/{}", name(spec)) })
}

/// A mapping with the keys of its table, and keys of the author's own.
fn node(spec: &NodeSpec) -> Value {
    let required: Vec<&str> = spec.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let property = |key: &KeySpec| (key.name.to_owned(), merged(described(key.about), taken(key.takes)));
    let schema = json!({
        "title": spec.title,
        "type": "object",
        "required": required,
        "properties": spec.keys.iter().map(property).collect::<Map<_, _>>(),
        "patternProperties": { "^x-": described("A key of the author's own.") },
        "additionalProperties": false,
    });
    let schema = merged(described(spec.about), schema);
    if spec.one_of.is_empty() {
        return schema;
    }
    let ways: Vec<Value> = spec.one_of.iter().map(|key| json!({ "required": [key] })).collect();
    merged(schema, json!({ "anyOf": ways }))
}

/// What is asked of a competency: nothing (`~`), a text, a list of points, or a mapping that says it in one of its ways.
fn expectation(spec: &NodeSpec) -> Value {
    let short = json!({ "minLength": 1, "minItems": 1, "items": point(&POINT) });
    let mut schema = merged(node(spec), merged(scalar(&["null", "array", "object"]), short));
    schema.as_object_mut().expect("a node is an object").remove("type");
    schema
}

fn described(about: &str) -> Value {
    json!({ "description": about })
}

/// What a key takes. One text or a list of texts is one schema with both types, not a choice between two: what an editor
/// says of a mistake is clearer then.
fn taken(takes: Takes) -> Value {
    match takes {
        Takes::Text | Takes::Grade | Takes::Step | Takes::Level => text(),
        Takes::Texts | Takes::Crafts | Takes::Files | Takes::Levels | Takes::LevelsHere | Takes::Tracks => {
            one_or_list(&text())
        }
        Takes::Id => id(),
        Takes::Ids => one_or_list(&id()),
        Takes::Grades => merged(one_or_list(&text()), json!({ "maxItems": 2 })),
        Takes::Version => json!({ "type": "string", "pattern": VERSION }),
        Takes::Currency => json!({ "type": "string", "pattern": CURRENCY }),
        Takes::Url => json!({ "type": "string", "pattern": URL }),
        Takes::Page => json!({ "type": "string", "pattern": PAGE }),
        Takes::Color => json!({ "type": "string", "pattern": COLOR }),
        Takes::Flag => json!({ "type": "boolean" }),
        Takes::Word(words) => word(words),
        // Twelve digits before the point.
        Takes::Amount => json!({ "type": "number", "minimum": 0, "exclusiveMaximum": 1_000_000_000_000_u64 }),
        Takes::Date => json!({ "type": "string", "pattern": DATE }),
        Takes::Points(spec) => points(spec),
        Takes::Steps(spec) => json!({ "type": "object", "minProperties": 1, "additionalProperties": points(spec) }),
        Takes::Equivalents => json!({ "type": "object", "minProperties": 1, "additionalProperties": text() }),
        Takes::Months => json!({ "type": "integer", "minimum": 1, "maximum": 1200 }),
        // With a sign for per cent it is a text.
        Takes::PerCent => json!({ "type": ["number", "string"], "minimum": 0, "maximum": 100 }),
        Takes::One(spec) => reference(spec),
        Takes::OneOrMore(spec) => {
            json!({ "anyOf": [reference(spec), { "type": "array", "minItems": 1, "items": reference(spec) }] })
        }
        Takes::List(spec) => json!({ "type": "array", "items": reference(spec) }),
        Takes::Expectations(spec) => json!({ "type": "object", "additionalProperties": reference(spec) }),
        Takes::Rules => {
            let setting = |about| merged(described(about), word(&RuleSetting::WORDS));
            let settable = || rules::ALL.iter().copied().filter(|rule| rules::can_be_set(rule));
            let rules = settable().map(|rule| (rule.id.to_owned(), setting(rule.summary)));
            let has_any = |category: &Category| settable().any(|rule| rule.category == *category);
            let categories = Category::ALL.into_iter().filter(has_any);
            let categories = categories.map(|known| (known.as_str().to_owned(), setting("A category of rules.")));
            let names: Map<String, Value> = categories.chain(rules).collect();
            json!({ "type": "object", "properties": names, "additionalProperties": word(&RuleSetting::WORDS) })
        }
        Takes::Impacts => json!({ "type": "object", "additionalProperties": text() }),
    }
}

fn text() -> Value {
    merged(scalar(&[]), json!({ "minLength": 1 }))
}

fn id() -> Value {
    merged(scalar(&[]), json!({ "pattern": ID }))
}

/// A text or another type. Numbers and booleans are texts to the loader, too. An editor offers `true` and `false` wherever a
/// schema names the type, so booleans are let through without it.
fn scalar(others: &[&str]) -> Value {
    let types = [&["string", "number"], others].concat();
    json!({ "if": { "not": { "type": "boolean" } }, "then": { "type": types } })
}

/// A scalar, or a list of such with at least one.
fn one_or_list(one: &Value) -> Value {
    merged(one.clone(), merged(scalar(&["array"]), json!({ "minItems": 1, "items": one })))
}

/// A text, or a list of points with at least one.
fn points(spec: &NodeSpec) -> Value {
    merged(text(), merged(scalar(&["array"]), json!({ "minItems": 1, "items": point(spec) })))
}

/// A point: a text, or a mapping.
fn point(spec: &NodeSpec) -> Value {
    json!({ "if": { "type": "object" }, "then": reference(spec), "else": text() })
}

/// One of a few words. The second choice is the same in a block (`|`), which ends with a line break.
fn word(words: &[&str]) -> Value {
    let in_a_block = format!(r"^(?:{})\n+$", words.join("|"));
    json!({ "anyOf": [{ "enum": words }, { "type": "string", "pattern": in_a_block }] })
}

/// Both schemas in one; where both say something, the second wins.
pub(super) fn merged(mut first: Value, second: Value) -> Value {
    if let (Value::Object(first), Value::Object(second)) = (&mut first, second) {
        first.extend(second);
    }
    first
}
