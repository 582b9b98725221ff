//! The schema of a project: what it offers where, and that it judges as the schema of all files does.

use serde_json::{Value, json};

use super::objections;
use crate::support::program::Project;

const BASE: &str = "\
base: company
title: Company
grades: [{ id: 1 }, { id: 2.5 }, { id: top }]
scale: [{ id: learns }, { id: leads }]
competencies:
  - { id: craft, title: Craft, summary: What is made. }
  - { id: people, scale: [{ id: some }] }
";
const DESIGN: &str = "\
ladder: design
extends: ../company.yaml
tracks: [{ id: makers, kind: ic, levels: [{ id: D1, grade: 1 }] }]
";
const SALES: &str = "\
ladder: sales
extends: company.yaml
competencies: [{ id: selling }]
tracks:
  - { id: ic, kind: ic, levels: [{ id: S1, grade: 1 }, { id: S2, grade: 2.5 }] }
  - { id: lead, kind: manager, levels: [{ id: L2, grade: 2.5 }] }
moves: [{ from: S1, to: L2 }, { from: ic, to: lead, lateral: true }]
";

fn project() -> Project {
    Project::new().with("company.yaml", BASE).with("art/design.yaml", DESIGN).with("sales.yaml", SALES)
}

fn schema(project: &Project) -> Value {
    let run = project.run("schema --project");
    run.ends_with(0);
    serde_json::from_str(&run.stdout).unwrap()
}

/// The examples at a place of a document, as an editor looks for them. A number leads into a list.
fn offered(schema: &Value, document: &Value, path: &[&str]) -> Vec<Value> {
    let parts = schema["allOf"].as_array().into_iter().flatten();
    let mut found: Vec<Value> = parts.flat_map(|part| offered(part, document, path)).collect();
    if let Some(condition) = schema.get("if") {
        let branch = if jsonschema::is_valid(condition, document) { "then" } else { "else" };
        found.extend(offered(&schema[branch], document, path));
    }
    match path {
        [] => found.extend(schema["examples"].as_array().into_iter().flatten().cloned()),
        [key, rest @ ..] => match key.parse::<usize>() {
            Ok(index) => found.extend(offered(&schema["items"], &document[index], rest)),
            Err(_) => found.extend(offered(&schema["properties"][key], &document[key], rest)),
        },
    }
    found
}

#[test]
fn each_place_is_offered_the_ids_that_its_file_can_name() {
    let project = project();
    let schema = schema(&project);
    let document = |text: &str| super::json_of(&serde_yaml::from_str(text).unwrap()).unwrap();
    let (design, sales) = (document(DESIGN), document(SALES));
    let level = ["tracks", "0", "levels", "0"];
    let of_level = |rest: &[&'static str]| [&level[..], rest].concat();
    for (document, path, expected) in [
        (&sales, vec!["extends"], json!(["company.yaml"])),
        (&design, vec!["extends"], json!(["../company.yaml"])),
        (&sales, of_level(&["grade"]), json!([1, 2.5, "top"])),
        (&sales, of_level(&["grade", "0"]), json!([1, 2.5, "top"])),
        (&sales, of_level(&["expectations", "craft", "step"]), json!(["learns", "leads"])),
        (&sales, of_level(&["expectations", "people", "step"]), json!(["some"])),
        (&sales, of_level(&["expectations", "selling", "same_as"]), json!(["S1", "S2", "L2"])),
        (&design, of_level(&["expectations", "selling", "same_as"]), json!([])),
        (&design, of_level(&["expectations", "craft", "same_as"]), json!(["D1"])),
        (&sales, vec!["moves", "0", "from"], json!(["S1", "S2", "L2", "design/D1"])),
        (&sales, vec!["moves", "1", "from"], json!(["ic", "lead"])),
        (&sales, vec!["competencies", "0", "tracks"], json!(["ic", "manager", "hybrid", "shared", "lead"])),
    ] {
        assert_eq!(json!(offered(&schema, document, &path)), expected, "{path:?}");
    }
    let new = json!({ "ladder": "new", "tracks": [{ "levels": [{}] }] });
    assert_eq!(offered(&schema, &new, &["extends"]), [json!("company.yaml")]);
    assert_eq!(offered(&schema, &new, &of_level(&["grade"])), [json!(1), json!(2.5), json!("top")]);
}

#[test]
fn an_id_that_is_newer_than_the_schema_passes() {
    let schema = schema(&project());
    let validator = jsonschema::draft7::new(&schema).unwrap();
    for text in [BASE, DESIGN, SALES, &SALES.replace("L2", "L3").replace("2.5", "4")] {
        assert_eq!(objections(&validator, text), Some(Vec::new()));
    }
    assert_ne!(objections(&validator, &SALES.replace("levels", "lvls")), Some(Vec::new()));
}

#[test]
fn what_a_file_with_mistakes_hides_is_said() {
    let run = project().with("broken.yaml", "ladder: [").run("schema --project");
    run.ends_with(4).complains("broken.yaml");
    assert!(run.stdout.contains("design/D1"));
}
