//! What follows when files change on disk while the program runs, and what is left to a YAML server that runs too.

use std::fs;

use serde_json::{Value, json};

use super::client::{Client, Talk, Turns};
use super::{LADDER, OTHER, project, published, validated};
use crate::support::program::Project;

/// What a client says of a file that another program has written or deleted.
const CREATED: u8 = 1;
const CHANGED: u8 = 2;
const DELETED: u8 = 3;

/// Says what happened to a file on disk; the talk once the findings have come.
fn told<'t>(turns: &'t mut Turns<'_>, file: &str, happened: u8) -> &'t Talk {
    let changes = json!([{ "uri": turns.client.uri(file), "type": happened }]);
    turns.client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    turns.take()
}

fn rules_in(talk: &Talk, file: &str) -> Vec<String> {
    published(talk).into_iter().filter(|found| found.0 == file).map(|(.., rule, _)| rule).collect()
}

#[test]
fn findings_follow_what_other_programs_write() {
    let project = project();
    let watches = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut turns = Turns::new(Client::new(&project, watches));
    let first = turns.take();
    let asked = first.messages.iter().find(|message| message["method"] == "client/registerCapability").unwrap();
    let watcher = &asked["params"]["registrations"][0];
    assert_eq!(watcher["method"], "workspace/didChangeWatchedFiles");
    assert_eq!(watcher["registerOptions"]["watchers"], json!([{ "globPattern": "**/*.{yaml,yml}" }]));
    assert_eq!(published(first), validated(&project));

    let lost = OTHER.replace("to: x/A1", "to: x/A9");
    let third = LADDER.replace("ladder: x", "ladder: z");
    for (file, text, happened, in_file, rule, is_found) in [
        ("y.yaml", Some(lost.as_str()), CHANGED, "y.yaml", "unknown-reference", true),
        ("y.yaml", Some(OTHER), CHANGED, "y.yaml", "unknown-reference", false),
        ("z.yaml", Some(&third), CREATED, "z.yaml", "nothing-new", true),
        (".ladder.yaml", Some("rules: { nothing-new: off }\n"), CREATED, "z.yaml", "nothing-new", false),
        (".ladder.yaml", Some("rules: { nothing-new: error }\n"), CHANGED, "z.yaml", "nothing-new", true),
        (".ladder.yaml", None, DELETED, "z.yaml", "nothing-new", true),
        ("z.yaml", None, DELETED, "z.yaml", "nothing-new", false),
        ("base.yaml", None, DELETED, "y.yaml", "missing-base", true),
    ] {
        match text {
            Some(text) => fs::write(project.at(file), text).unwrap(),
            None => fs::remove_file(project.at(file)).unwrap(),
        }
        let talk = told(&mut turns, file, happened);
        assert_eq!(published(talk), validated(&project), "{file}");
        assert_eq!(rules_in(talk, in_file).iter().any(|found| found == rule), is_found, "{file}: {text:?}");
    }
}

#[test]
fn a_mistake_in_the_settings_is_found_in_their_file_and_goes_with_it() {
    let project = project();
    let mut turns = Turns::new(Client::new(&project, json!({})));
    turns.take();
    fs::write(project.at(".ladder.yaml"), "rules: { nothing-knew: off }\n").unwrap();
    let talk = told(&mut turns, ".ladder.yaml", CREATED);
    // By settings with mistakes nothing else is judged.
    assert_eq!(rules_in(talk, ".ladder.yaml"), ["unknown-reference"]);
    assert_eq!(published(talk).len(), 1);
    fs::write(project.at(".ladder.yaml"), "rules: { nothing-new: off }\n").unwrap();
    let talk = told(&mut turns, ".ladder.yaml", CHANGED);
    assert!(!published(talk).is_empty());
    assert_eq!(published(talk), validated(&project));
}

#[test]
fn an_open_text_counts_whatever_is_written_to_its_file() {
    let project = project();
    let mut turns = Turns::new(Client::new(&project, json!({})));
    turns.client.open("x.yaml", LADDER);
    let before = published(turns.take());
    fs::write(project.at("x.yaml"), "ladder: [").unwrap();
    assert_eq!(published(told(&mut turns, "x.yaml", CHANGED)), before);
    let document = json!({ "uri": turns.client.uri("x.yaml") });
    turns.client.notify("textDocument/didClose", json!({ "textDocument": document }));
    let talk = turns.take();
    assert_eq!(published(talk), validated(&project));
    assert!(rules_in(talk, "x.yaml").contains(&"syntax".to_owned()));
}

/// A file that breaks its schema, and a rule that no schema sees.
const BROKEN: &str = "\
# yaml-language-server: $schema=.ladder.schema.json
ladder: broken
tracks:
  - id: ic
    levels: [{ id: B1, grade: 1, sumary: x }, { id: B2, grade: 2, terminal: perhaps }]
  - { id: mg, kind: manger, levels: [{ id: B1, grade: 2 }] }
";

#[test]
fn what_breaks_the_schema_is_left_to_a_yaml_server_where_one_shows_it() {
    let all = ["bad-value", "duplicate-id", "missing-field", "unknown-field", "wrong-type"];
    let rest = ["bad-value", "duplicate-id"];
    let without = BROKEN.split_once('\n').unwrap().1;
    for (options, open, expected) in [
        (json!({ "yamlServer": true }), Some(BROKEN), &rest[..]),
        (json!({ "yamlServer": true }), Some(without), &all),
        (json!({ "yamlServer": true }), None, &all),
        (json!({ "yamlServer": false }), Some(BROKEN), &all),
        (Value::Null, Some(BROKEN), &all),
    ] {
        let project = Project::new().with("x.yaml", BROKEN);
        let mut client = Client::with_options(&project, json!({}), options.clone());
        if let Some(text) = open {
            client.open("x.yaml", text);
        }
        let mut rules = rules_in(&client.end(), "x.yaml");
        rules.sort();
        assert_eq!(rules, expected, "{options}");
    }
}

#[test]
fn what_is_left_to_a_yaml_server_can_still_be_corrected() {
    let project = Project::new().with("x.yaml", BROKEN);
    let mut client = Client::with_options(&project, json!({}), json!({ "yamlServer": true }));
    client.open("x.yaml", BROKEN);
    let line = json!({ "start": { "line": 4, "character": 0 }, "end": { "line": 5, "character": 0 } });
    let actions = client.ask("textDocument/codeAction", "x.yaml", json!({ "range": line, "context": {} }));
    assert!(client.end().result(actions).to_string().contains("summary"));
}

#[test]
fn an_option_that_is_neither_true_nor_false_is_named() {
    let project = project();
    let client = Client::with_options(&project, json!({}), json!({ "yamlServer": "yes" }));
    let talk = client.end();
    let logged = talk.messages.iter().find(|message| message["method"] == "window/logMessage").unwrap();
    assert!(logged["params"]["message"].as_str().unwrap().contains("`yamlServer`"), "{logged}");
}
