//! A client speaks the protocol to the program: it writes its messages, ends, and reads what came back.

mod client;
mod fixes;
mod turns;

use std::collections::BTreeSet;

use ladder::parse::keys::{NODES, Takes};
use ladder::rules;
use serde_json::{Value, json};

use self::client::{Client, Talk};
use crate::support::program::{HEALTHY, Project};

const LADDER: &str = "\
ladder: x
extends: base.yaml
competencies: [{ id: craft, title: Craft }]
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: A1, title: 𝒂𝒃 First, grade: 1, expectations: { craft: Finishes tasks. } }
      - { id: A2, title: Second, grade: 2, expectations: { craft: { same_as: A1 } } }
  - id: mg
    kind: manager
    levels: [{ id: M2, title: Lead, grade: 2 }]
moves: [{ from: A2, to: M2, both_ways: true }]
";
const BASE: &str =
    "base: base\ngrades: [{ id: 1, title: One }, { id: 2, title: Two, pay: { currency: EUR, min: 5 } }]\n";
const OTHER: &str = "\
ladder: y
extends: base.yaml
tracks: [{ id: ic, kind: ic, levels: [{ id: B1, grade: 1 }] }]
moves: [{ from: B1, to: x/A1 }]
";

fn project() -> Project {
    Project::new().with("x.yaml", LADDER).with("base.yaml", BASE).with("y.yaml", OTHER)
}

/// A talk about `x.yaml`, opened as it is on disk.
fn opened(project: &Project) -> Client<'_> {
    let mut client = Client::new(project, json!({}));
    client.open("x.yaml", LADDER);
    client
}

/// The position of a text in `LADDER`, in UTF-16, and so many letters on.
fn at(text: &str, on: usize) -> Value {
    let offset = LADDER.find(text).unwrap_or_else(|| panic!("no `{text}`"));
    let line = LADDER[..offset].matches('\n').count();
    let start = LADDER[..offset].rfind('\n').map_or(0, |at| at + 1);
    json!({ "line": line, "character": LADDER[start..offset].encode_utf16().count() + on })
}

/// Each finding as its file, where it begins and ends (from 1), its rule and its severity.
type Findings = BTreeSet<(String, [u64; 4], String, String)>;

fn published(talk: &Talk) -> Findings {
    let mut findings = Findings::new();
    for (file, diagnostics) in talk.diagnostics() {
        for found in diagnostics.as_array().unwrap() {
            let at = |end: &str, part: &str| found["range"][end][part].as_u64().unwrap() + 1;
            let range = [at("start", "line"), at("start", "character"), at("end", "line"), at("end", "character")];
            let severity = ["", "error", "warning", "note"][found["severity"].as_u64().unwrap() as usize];
            let rule = found["code"].as_str().unwrap().to_owned();
            findings.insert((file.clone(), range, rule, severity.to_owned()));
        }
    }
    findings
}

fn validated(project: &Project) -> Findings {
    let run = project.run("validate --format json");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter().map(|found| {
        let range = ["line", "column", "end_line", "end_column"].map(|key| found[key].as_u64().unwrap());
        let text = |key: &str| found[key].as_str().unwrap().to_owned();
        (text("path"), range, text("rule"), text("severity"))
    });
    findings.collect()
}

#[test]
fn findings_are_those_of_validate() {
    for rule in rules::ALL {
        let files = rules::files(rule.explanation.bad).into_iter();
        let project = files.fold(Project::new(), |project, (name, text)| project.with(name, text));
        let expected = validated(&project);
        assert!(!expected.is_empty() || rule.id == "review-due", "{}", rule.id);
        assert_eq!(published(&Client::new(&project, json!({})).end()), expected, "{}", rule.id);
    }
}

#[test]
fn a_text_that_is_not_saved_counts_also_for_other_files() {
    let project = project();
    let mut client = opened(&project);
    let end = at("A1, title", 2);
    client.change("x.yaml", &at("A1, title", 0), &end, "A9");
    let talk = client.end();
    let findings = published(&talk);
    let files: BTreeSet<&str> = findings.iter().map(|(file, ..)| file.as_str()).collect();
    assert_eq!(files, BTreeSet::from(["x.yaml", "y.yaml"]), "{findings:?}");
    assert!(talk.diagnostics()["y.yaml"].to_string().contains("there is no level `x/A1`"));
}

#[test]
fn positions_are_in_the_unit_that_both_know() {
    let broken = LADDER.replace("First, grade: 1", "First, grade: 7");
    for (general, expected) in
        [(json!({}), 45), (json!({ "general": { "positionEncodings": ["utf-16", "utf-8"] } }), 49)]
    {
        let project = project();
        let mut client = Client::new(&project, general);
        client.open("x.yaml", &broken);
        let findings = published(&client.end());
        let found = findings.iter().find(|(.., rule, _)| rule == "unknown-reference").unwrap();
        assert_eq!(found.1[1], expected, "{found:?}");
    }
}

#[test]
fn ids_are_completed_by_place_with_their_titles() {
    let project = project();
    let mut client = opened(&project);
    let labels = |answer: &Value| -> Vec<String> {
        answer.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    };
    for (text, on, expected) in [
        ("same_as: A1", 9, &["A1", "A2", "M2"][..]),
        ("from: A2", 6, &["A1", "A2", "M2", "y/B1"]),
        ("grade: 1", 7, &["1", "2"]),
        ("kind: ic", 6, &["ic", "manager", "hybrid", "shared"]),
        ("craft: Fin", 0, &["craft"]),
        ("extends: b", 9, &["base.yaml"]),
        ("both_ways: t", 11, &["true", "false"]),
    ] {
        let answer = client.ask("textDocument/completion", "x.yaml", json!({ "position": at(text, on) }));
        client.expect(answer, move |answer| assert_eq!(labels(answer), expected, "at `{text}`"));
    }
    let keys = client.ask("textDocument/completion", "x.yaml", json!({ "position": at("both_ways", 0) }));
    client.expect(keys, move |answer| assert_eq!(labels(answer), ["lateral", "both_ways", "note"]));
    let titled = client.ask("textDocument/completion", "x.yaml", json!({ "position": at("to: M2", 4) }));
    client.expect(titled, |answer| assert_eq!(answer[2]["detail"], "Lead"));
    client.end();
}

#[test]
fn a_name_leads_to_its_thing_and_the_thing_to_every_name() {
    let project = project();
    let mut client = opened(&project);
    let position = json!({ "position": at("same_as: A1", 10) });
    let definition = client.ask("textDocument/definition", "x.yaml", position.clone());
    client.expect(definition, |answer| assert_eq!(answer[0]["range"]["start"], at("A1, title", 0)));
    let references = client.ask("textDocument/references", "x.yaml", position.clone());
    client.expect(references, |answer| assert_eq!(answer.as_array().unwrap().len(), 3, "{answer}"));
    let hover = client.ask("textDocument/hover", "x.yaml", json!({ "position": at("to: M2", 5) }));
    client.expect(hover, |answer| {
        let text = answer["contents"]["value"].as_str().unwrap();
        assert!(text.contains("Lead") && text.contains("parallel: A2") && !text.contains("pay"), "{text}");
    });
    let rename =
        client.ask("textDocument/rename", "x.yaml", json!({ "position": at("same_as: A1", 10), "newName": "A0" }));
    client.expect(rename, |answer| {
        let changes = answer["changes"].as_object().unwrap();
        assert_eq!(changes.len(), 2, "{answer}");
        assert!(answer.to_string().contains("formerly"), "{answer}");
    });
    let symbols = client.ask("textDocument/documentSymbol", "x.yaml", json!({}));
    client.expect(symbols, |answer| {
        let names: Vec<&str> =
            answer.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["craft", "ic", "mg"]);
        assert_eq!(answer[1]["children"][1]["name"], "A2");
    });
    let folds = client.ask("textDocument/foldingRange", "x.yaml", json!({}));
    client
        .expect(folds, |answer| assert_eq!((&answer[0]["startLine"], &answer[0]["endLine"]), (&json!(3), &json!(11))));
    client.end();
}

/// Every kind of id, in a base and in a ladder that extends it through another base.
const COMMON: &str = "\
base: common
grades: [{ id: 1 }, { id: top, title: Top }]
scale: [{ id: learns, title: Learns }, { id: leads }]
";
const SHARED: &str = "\
base: shared
extends: common.yaml
competencies:
  - { id: craft, title: Craft, tracks: ic, steps: { learns: Asks. } }
  - { id: people, scale: [{ id: some }, { id: many }], steps: { many: Leads many. } }
";
const EVERY: &str = "\
ladder: every
extends: shared.yaml
fork: top
competencies: [{ id: selling, tracks: makers, steps: { leads: Sells. } }]
tracks:
  - id: makers
    kind: ic
    levels:
      - id: E1
        grade: top
        expectations: { craft: { step: learns }, people: { step: many }, selling: { same_as: E2 } }
      - { id: E2, expectations: { selling: { step: 2 } } }
  - { id: leaders, kind: manager, levels: [{ id: L1 }] }
moves: [{ from: E2, to: L1 }, { from: makers, to: leaders, lateral: true }]
roles: [{ id: helper, levels: E1 }]
";

fn everything() -> (Project, [(&'static str, &'static str); 3]) {
    let files = [("common.yaml", COMMON), ("shared.yaml", SHARED), ("every.yaml", EVERY)];
    (files.iter().fold(Project::new(), |project, (name, text)| project.with(name, text)), files)
}

/// The position behind so many letters of a piece of a text that is in ASCII.
fn behind(text: &str, piece: &str, on: usize) -> Value {
    let offset = text.find(piece).unwrap_or_else(|| panic!("no `{piece}`")) + on;
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    json!({ "line": text[..offset].matches('\n').count(), "character": offset - start })
}

#[test]
fn every_key_that_holds_an_id_is_completed_in_ladders_and_bases() {
    let (project, files) = everything();
    let mut client = Client::new(&project, json!({}));
    files.iter().for_each(|(name, text)| client.open(name, text));
    let mut tried = BTreeSet::new();
    for (file, piece, on, expected) in [
        ("every.yaml", "extends: s", 9, &["common.yaml", "shared.yaml"][..]),
        ("shared.yaml", "extends: c", 9, &["common.yaml"]),
        ("every.yaml", "fork: t", 6, &["1", "top"]),
        ("every.yaml", "grade: t", 7, &["1", "top"]),
        ("every.yaml", "tracks: makers", 8, &["ic", "manager", "hybrid", "shared", "makers", "leaders"]),
        ("shared.yaml", "tracks: ic", 8, &["ic", "manager", "hybrid", "shared", "makers", "leaders"]),
        ("every.yaml", "steps: { leads", 9, &["learns", "leads"]),
        ("shared.yaml", "steps: { learns", 9, &["learns", "leads"]),
        ("shared.yaml", "steps: { many", 9, &["some", "many"]),
        ("every.yaml", "expectations: { craft", 16, &["craft", "people", "selling"]),
        ("every.yaml", "step: learns", 6, &["learns", "leads"]),
        ("every.yaml", "step: many", 6, &["some", "many"]),
        ("every.yaml", "same_as: E2", 9, &["E1", "E2", "L1"]),
        ("every.yaml", "from: E2", 6, &["E1", "E2", "L1"]),
        ("every.yaml", "to: L1", 4, &["E1", "E2", "L1"]),
        ("every.yaml", "to: leaders", 4, &["E1", "E2", "L1"]),
        ("every.yaml", "levels: E1", 8, &["E1", "E2", "L1"]),
    ] {
        tried.insert(piece.split(':').next().unwrap());
        let text = files.iter().find(|(name, _)| *name == file).unwrap().1;
        let answer = client.ask("textDocument/completion", file, json!({ "position": behind(text, piece, on) }));
        client.expect(answer, move |answer| {
            let labels: Vec<&str> =
                answer.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect();
            assert_eq!(labels, expected, "{file}, at `{piece}`");
        });
    }
    client.end();
    let holds_ids = |takes: Takes| {
        matches!(
            takes,
            Takes::Files
                | Takes::Grade
                | Takes::Grades
                | Takes::Step
                | Takes::Steps(_)
                | Takes::Level
                | Takes::LevelsHere
                | Takes::Levels
                | Takes::Tracks
                | Takes::Expectations(_)
        )
    };
    let keys = NODES.iter().flat_map(|node| node.keys).filter(|key| holds_ids(key.takes));
    assert_eq!(keys.map(|key| key.name).collect::<BTreeSet<_>>(), tried);
}

#[test]
fn steps_roles_and_bases_lead_to_where_they_are_given() {
    let (project, files) = everything();
    let mut client = Client::new(&project, json!({}));
    files.iter().for_each(|(name, text)| client.open(name, text));
    for (file, piece, on, home, given, uses) in [
        ("every.yaml", "step: learns", 7, "common.yaml", "learns", 3),
        ("every.yaml", "step: 2", 6, "common.yaml", "leads", 3),
        ("every.yaml", "step: many", 7, "shared.yaml", "many }]", 3),
        ("shared.yaml", "steps: { many", 10, "shared.yaml", "many }]", 3),
        ("shared.yaml", "steps: { learns", 10, "common.yaml", "learns", 3),
        ("every.yaml", "extends: s", 10, "shared.yaml", "shared", 2),
        ("shared.yaml", "extends: c", 10, "common.yaml", "common", 2),
        ("every.yaml", "id: helper", 5, "every.yaml", "helper", 1),
    ] {
        let of = |name: &str| files.iter().find(|(file, _)| *file == name).unwrap().1;
        let place = json!({ "position": behind(of(file), piece, on) });
        let start = behind(of(home), given, 0);
        let definition = client.ask("textDocument/definition", file, place.clone());
        client.expect(definition, move |answer| {
            let uri = answer[0]["uri"].as_str().unwrap();
            assert!(uri.ends_with(home) && answer[0]["range"]["start"] == start, "{piece}: {answer}");
        });
        let references = client.ask("textDocument/references", file, place);
        client
            .expect(references, move |answer| assert_eq!(answer.as_array().unwrap().len(), uses, "{piece}: {answer}"));
    }
    client.end();
}

#[test]
fn ids_are_completed_while_the_text_is_broken() {
    let project = project();
    let mut client = opened(&project);
    let (start, end) = (at("A1 } } }", 0), at("A1 } } }", 8));
    client.ask("textDocument/hover", "x.yaml", json!({ "position": start.clone() }));
    client.change("x.yaml", &start, &end, "");
    let answer = client.ask("textDocument/completion", "x.yaml", json!({ "position": start }));
    client.expect(answer, |answer| assert_eq!(answer[2]["label"], "M2", "{answer}"));
    client.end();
}

#[test]
fn each_folder_of_the_window_is_checked_and_no_other() {
    let broken = "ladder: [";
    let folders = ["one", "two", "three"];
    let project = folders.iter().fold(Project::new(), |project, name| project.with(format!("{name}/x.yaml"), broken));
    let mut client = Client::new(&project, json!({}));
    let folder = |name: &str| json!({ "uri": client.uri(name), "name": name });
    let event = json!({ "added": [folder("one"), folder("two")], "removed": [folder("")] });
    client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    // The server may have checked the first folder before it left the window.
    let found = client.end().diagnostics();
    let found: Vec<&String> = found.iter().filter(|(_, found)| **found != json!([])).map(|(file, _)| file).collect();
    assert_eq!(found, ["one/x.yaml", "two/x.yaml"]);
}

#[test]
fn a_finding_has_its_explanation_its_related_places_and_its_tag() {
    let twice = LADDER.replace("A2, title", "A1, title");
    let unused = format!("# ladder: ignore[grade-gap] no reason\n{LADDER}");
    for (text, rule) in [(&twice, "duplicate-id"), (&unused, "unused-ignore")] {
        let project = project().with(".ladder.yaml", "explanations: https://example.org/rules.html\n");
        let mut client = Client::new(&project, json!({}));
        client.open("x.yaml", text);
        let all = client.end().diagnostics().remove("x.yaml").unwrap();
        let found = all.as_array().unwrap().iter().find(|found| found["code"] == rule).unwrap();
        let page = found["codeDescription"]["href"].as_str().unwrap();
        assert!(page.starts_with("https://example.org/rules.html"), "{found}");
        match rule {
            "unused-ignore" => assert_eq!(found["tags"], json!([1]), "{found}"),
            _ => {
                let related = &found["relatedInformation"][0];
                assert_eq!(related["location"]["range"]["start"], at("A1, title", 0), "{found}");
                assert!(found.get("tags").is_none(), "{found}");
            }
        }
    }
}

#[test]
fn pay_is_shown_where_the_settings_show_it() {
    for (settings, shown) in [("pay: show\n", true), ("", false)] {
        let project = project().with(".ladder.yaml", settings);
        let mut client = opened(&project);
        let hover = client.ask("textDocument/hover", "x.yaml", json!({ "position": at("grade: 2", 7) }));
        client.expect(hover, move |answer| assert_eq!(answer.to_string().contains("EUR"), shown, "{answer}"));
        client.end();
    }
}

#[test]
fn a_finding_offers_its_correction_and_a_comment() {
    let text = HEALTHY.replace(", both_ways: true", "");
    let project = Project::new().with("healthy.yaml", &text);
    let mut client = Client::new(&project, json!({}));
    client.open("healthy.yaml", &text);
    let everywhere = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let actions = client.ask("textDocument/codeAction", "healthy.yaml", json!({ "range": everywhere, "context": {} }));
    client.expect(actions, |answer| {
        let text = answer.to_string();
        assert!(text.contains("both_ways: true") && text.contains("# ladder: ignore[one-way-switch]"), "{text}");
    });
    client.end();
}

#[test]
fn each_message_is_survived_and_each_request_answered_once() {
    let project = project();
    let mut client = opened(&project);
    client.raw(b"Content-Length: 3\r\n\r\n{x}");
    client.raw(b"nonsense\r\nContent-Length: x\r\n\r\n");
    client.raw(b"Content-Length: 2\r\n\r\n[]");
    client.notify("textDocument/didChange", json!({ "textDocument": {}, "contentChanges": 5 }));
    client.notify("no/such", json!(null));
    for (method, params, code) in [
        ("no/such", json!({}), -32601),
        ("textDocument/hover", json!({}), -32602),
        ("textDocument/completion", json!({ "position": "here" }), -32602),
        ("textDocument/rename", json!({ "position": at("ladder", 0), "newName": "z" }), -32803),
        ("initialize", json!({}), -32600),
    ] {
        let file = if method == "textDocument/hover" { "" } else { "x.yaml" };
        let request = client.ask(method, file, params);
        client.expect_error(request, move |error| assert_eq!(error["code"], code, "{method}: {error}"));
    }
    let cancelled = client.ask("textDocument/hover", "x.yaml", json!({ "position": at("to: M2", 5) }));
    client.notify("$/cancelRequest", json!({ "id": cancelled }));
    let talk = client.end();
    let answers: Vec<&Value> = talk.messages.iter().filter(|message| message["id"] == cancelled).collect();
    assert_eq!(answers.len(), 1);
    assert!(answers[0].get("result").is_some() || answers[0]["error"]["code"] == -32800, "{answers:?}");
    assert_eq!(
        talk.messages.iter().filter(|message| message["id"].is_null() && message.get("error").is_some()).count(),
        3
    );
}

#[test]
fn after_a_thousand_edits_the_findings_are_those_of_the_text() {
    let pieces = ["A2", "\n", "  ", "𝒂", "grade: 3", "- ", "{", "}", ": ", "x", "levels", "#", "\"", "é"];
    for seed in 1..4_u64 {
        let mut state = seed;
        let mut random = |most: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % most
        };
        let project = project();
        let mut client = opened(&project);
        let mut text: Vec<char> = LADDER.chars().collect();
        for _ in 0..1000 {
            let start = random(text.len() + 1);
            let end = (start + random(3)).min(text.len());
            let position = |offset: usize| {
                let line = text[..offset].iter().filter(|letter| **letter == '\n').count();
                let first = text[..offset].iter().rposition(|letter| *letter == '\n').map_or(0, |at| at + 1);
                let units: usize = text[first..offset].iter().map(|letter| letter.len_utf16()).sum();
                json!({ "line": line, "character": units })
            };
            // Half of the edits bring back what was there, so that the text stays one that can be read now and then.
            let new = if random(2) == 0 {
                text[start..end].iter().collect()
            } else {
                pieces[random(pieces.len())].to_owned()
            };
            client.change("x.yaml", &position(start), &position(end), &new);
            text.splice(start..end, new.chars());
        }
        let mut fresh = Client::new(&project, json!({}));
        fresh.open("x.yaml", &text.iter().collect::<String>());
        assert_eq!(published(&client.end()), published(&fresh.end()), "seed {seed}");
    }
}
