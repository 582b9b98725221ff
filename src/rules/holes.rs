//! Sound ladders with one value that cannot be read: no rule takes it for a missing one.
#![cfg(test)]

use serde_yaml::{Mapping, Value};

use super::{ALL, Category, files, found};

/// Requires that a value of a sound example that cannot be read is a finding of the loader only, wherever it is.
pub(super) fn rules_ignore_holes(example: &str) {
    let files = files(example);
    for (index, (_, text)) in files.iter().enumerate() {
        let Ok(document) = serde_yaml::from_str::<Value>(text) else { continue };
        for holed in with_a_hole(&document) {
            let mut files = files.clone();
            files[index].1 = serde_yaml::to_string(&holed).expect("a document can be written");
            let example: String = files.iter().map(|(name, text)| format!("#: {name}\n{text}")).collect();
            let mut found = found(&example);
            found.retain(|(id, _)| !is_of_the_loader(id));
            assert_eq!(found, [], "{example}");
        }
    }
}

/// The document with an unreadable value in place of each of its values, one at a time.
fn with_a_hole(value: &Value) -> Vec<Value> {
    let mut holed = vec![Value::Mapping(Mapping::from_iter([("unreadable".into(), Value::Null)]))];
    match value {
        Value::Mapping(entries) => holed.extend(entries.iter().flat_map(|(key, entry)| {
            with_a_hole(entry).into_iter().map(move |hole| {
                let mut entries = entries.clone();
                entries.insert(key.clone(), hole);
                Value::Mapping(entries)
            })
        })),
        Value::Sequence(entries) => holed.extend(entries.iter().enumerate().flat_map(|(index, entry)| {
            with_a_hole(entry).into_iter().map(move |hole| {
                let mut entries = entries.clone();
                entries[index] = hole;
                Value::Sequence(entries)
            })
        })),
        _ => {}
    }
    holed
}

fn is_of_the_loader(id: &str) -> bool {
    ALL.iter().any(|rule| rule.id == id && rule.category == Category::Shape)
}

#[test]
fn an_unreadable_value_in_a_good_ladder_makes_no_rule_speak() {
    // A document that is written anew has lost the comments that control rules.
    for rule in ALL.iter().filter(|rule| rule.category != Category::Control) {
        rules_ignore_holes(rule.explanation.good);
    }
}
