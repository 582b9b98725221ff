//! The JSON shapes: what is documented is there, and nothing else stands on standard output.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

fn json(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_ladder")).args(arguments).output().unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}"))
}

#[test]
fn every_field_is_documented() {
    let page = std::fs::read_to_string("docs/json.md").unwrap();
    let mut missing = BTreeSet::new();
    for arguments in [
        &["validate", "tests/cmd/ladders/twenty.yaml", "--format", "json"][..],
        &["validate", "tests/cmd/ceiling.yaml", "nowhere.yaml", "--format", "json"],
        &["show", "engineering", "--format", "json"],
        &["show", "engineering/IC5", "--format", "json"],
        &["show", "engineering", "--view", "matrix", "--format", "json"],
        &["show", "engineering", "--view", "moves", "--format", "json"],
        &["show", "engineering/@delivery", "--format", "json"],
        &["compare", "engineering/IC5", "engineering/M5", "--format", "json"],
        &["compare", "engineering", "product", "--format", "json"],
        &["path", "engineering/IC4", "--format", "json"],
        &["search", "mentoring", "--format", "json"],
        &["search", "menttoring", "--format", "json"],
        &["worksheet", "engineering/IC4", "--format", "json"],
        &["stats", "--format", "json"],
        &["list", "--format", "json"],
        &["rules", "--format", "json"],
        &["explain", "missing-base", "--format", "json"],
        &["diff", "tests/cmd/ceiling.yaml", "tests/cmd/managers-only.yaml", "--format", "json"],
        &["diff", "--explain", "--format", "json"],
        &["config", "--format", "json"],
    ] {
        let value = json(arguments);
        assert_eq!(value["schema_version"], 1, "{arguments:?}");
        collect(&value, &mut |key| {
            if !page.contains(&format!("`{key}`")) {
                missing.insert(key.to_owned());
            }
        });
    }
    assert!(missing.is_empty(), "not in docs/json.md: {missing:?}");
}

fn collect(value: &Value, seen: &mut impl FnMut(&str)) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            seen(key);
            collect(value, seen);
        }),
        Value::Array(values) => values.iter().for_each(|value| collect(value, seen)),
        _ => {}
    }
}

#[test]
fn a_finding_says_where_and_about_what() {
    let value = json(&["validate", "tests/cmd/ceiling.yaml", "--format", "json"]);
    let finding = &value["findings"][0];
    assert_eq!(finding["rule"], "track-ceiling");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["place"], "support/ic/S2");
    assert_eq!([&finding["line"], &finding["column"]], [6, 60]);
    assert_eq!([&finding["end_line"], &finding["end_column"]], [6, 61]);
    assert_eq!(finding["related"][0]["line"], 11);
    assert_eq!(value["summary"], serde_json::json!({ "errors": 1, "warnings": 0, "notes": 0 }));
}

#[test]
fn a_shown_ladder_has_everything_resolved() {
    let value = json(&["show", "engineering", "--format", "json"]);
    let ladder = &value["ladders"][0];
    let level = &ladder["tracks"][0]["levels"][3];
    assert_eq!(level["id"], "IC4");
    assert_eq!(level["parallel"], serde_json::json!(["M4"]));
    assert_eq!(level["pay"][0]["currency"], "EUR");
    let base = ladder["competencies"].as_array().unwrap().iter().find(|c| c["id"] == "delivery").unwrap();
    assert_eq!(base["defined_in"], "company");
    let moves = ladder["moves"].as_array().unwrap();
    assert!(moves.iter().any(|step| step["from"] == "IC4" && step["to"] == "M4" && step["kind"] == "lateral"));
    assert!(moves.iter().any(|step| step["from"] == "IC4" && step["to"] == "IC5" && step["implied"] == true));
}
