//! Each quick fix at a finding of the catalogue, made by itself: the finding is gone, and the files are as sound as before.

use std::collections::{BTreeMap, BTreeSet};

use ladder::rules::{self, Category};
use serde_json::{Value, json};

use super::client::Client;
use super::validated;
use crate::support::program::{HEALTHY, Project};

type Files = BTreeMap<String, String>;

fn project(files: &Files) -> Project {
    files.iter().fold(Project::new(), |project, (name, text)| project.with(name, text))
}

/// How often each rule is reported in each file.
fn counts(files: &Files) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    for (file, _, rule, _) in validated(&project(files)) {
        *counts.entry((file, rule)).or_default() += 1;
    }
    counts
}

/// The quick fixes in a file, as an editor that counts in bytes is offered them.
fn actions(project: &Project, file: &str, text: &str) -> (Vec<Value>, String) {
    let mut client = Client::new(project, json!({ "general": { "positionEncodings": ["utf-8"] } }));
    client.open(file, text);
    let everywhere = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 } });
    let request = client.ask("textDocument/codeAction", file, json!({ "range": everywhere, "context": {} }));
    let root = format!("{}/", client.uri(""));
    (client.end().result(request).as_array().unwrap().clone(), root)
}

fn offset(text: &str, position: &Value) -> usize {
    let line = position["line"].as_u64().unwrap() as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    start + position["character"].as_u64().unwrap() as usize
}

/// The files after the edit of an action.
fn edited(files: &Files, action: &Value, root: &str) -> Files {
    let mut files = files.clone();
    for (uri, edits) in action["edit"]["changes"].as_object().unwrap() {
        let text = files.get_mut(uri.strip_prefix(root).unwrap()).unwrap();
        let place = |edit: &Value, end: &str| offset(text, &edit["range"][end]);
        let mut edits: Vec<(usize, usize, &str)> = edits
            .as_array()
            .unwrap()
            .iter()
            .map(|edit| (place(edit, "start"), place(edit, "end"), edit["newText"].as_str().unwrap()))
            .collect();
        edits.sort_unstable();
        for (start, end, new) in edits.into_iter().rev() {
            text.replace_range(start..end, new);
        }
    }
    files
}

#[test]
fn each_quick_fix_by_itself_takes_its_finding_away_and_leaves_files_that_load() {
    let mut kinds = BTreeSet::new();
    // `IC3` may be meant: the catalogue has no word that is so doubtful.
    let doubtful = HEALTHY.replace("id: IC1", "id: Junior").replace("from: IC2", "from: IC3");
    let catalogue = rules::ALL.iter().map(|rule| rule.explanation.bad);
    for bad in catalogue.chain([doubtful.as_str()]) {
        let files: Files = rules::files(bad).into_iter().collect();
        let before = counts(&files);
        let on_disk = project(&files);
        for (file, text) in &files {
            let (actions, root) = actions(&on_disk, file, text);
            for action in actions {
                let reported = action["diagnostics"][0]["code"].as_str().unwrap();
                let key = (file.clone(), reported.to_owned());
                let fixed = edited(&files, &action, &root);
                let after = counts(&fixed);
                let left = after.get(&key).copied().unwrap_or(0);
                assert!(left < before[&key], "{reported}: `{}` leaves {after:?}\n{fixed:#?}", action["title"]);
                let breaks = |rule: &str| rules::find(rule).unwrap().category == Category::Shape;
                let broken: Vec<_> = after
                    .iter()
                    .filter(|(place, count)| breaks(&place.1) && before.get(*place).is_none_or(|had| had < *count))
                    .collect();
                assert!(broken.is_empty(), "{reported}: `{}` brings {broken:?}\n{fixed:#?}", action["title"]);
                kinds.insert(match action["isPreferred"] == true {
                    true => "correction",
                    false if action["edit"].to_string().contains("# ladder: ignore[") => "comment",
                    false => "word",
                });
            }
        }
    }
    assert_eq!(kinds, BTreeSet::from(["comment", "correction", "word"]));
}
