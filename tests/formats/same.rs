//! The same findings and the same exit status in every format, whatever the gate.

use std::path::Path;

use ladder::finding::Severity;
use ladder::render;
use ladder::rules::{self, Rule};
use ladder::view::OutputKind;
use serde_json::Value;

use super::{FORMATS, folder, read, stdout, validate};
use crate::support::readers;

/// The bad ladder of the first rule that reports so severe a finding and no worse one, or none.
fn example(severity: Severity) -> Option<&'static Rule> {
    rules::ALL.iter().copied().find(|rule| rule.severity == severity && rule.milder.is_none())
}

#[test]
fn every_format_for_findings_is_tested() {
    assert_eq!(render::names(OutputKind::Findings), FORMATS);
}

#[test]
fn every_format_tells_the_same_findings_of_every_rule() {
    for rule in rules::ALL {
        let files = rules::files(rule.explanation.bad);
        let folder = folder(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let run = |format| stdout(&validate(folder.path(), &["--format", format, "."]));
        let mut expected: Vec<_> = readers::json(&run("json")).iter().map(readers::Read::key).collect();
        for (path, ..) in &mut expected {
            *path = path.trim_start_matches("./").to_owned();
        }
        expected.sort();
        assert!(!expected.is_empty(), "{}", rule.id);
        for format in FORMATS {
            let text = run(format);
            let Some(found) = read(format, &text) else {
                let titles = readers::human(&text).len();
                assert_eq!(titles, expected.len(), "{}: {format}:\n{text}", rule.id);
                continue;
            };
            let mut found: Vec<_> = found.iter().map(readers::Read::key).collect();
            for (path, ..) in &mut found {
                *path = path.trim_start_matches("./").to_owned();
            }
            found.sort();
            assert_eq!(found, expected, "{}: {format}", rule.id);
        }
    }
}

#[test]
fn the_status_depends_on_the_gate_and_on_no_format() {
    let clean = rules::files(rules::ALL[0].explanation.good);
    let mut cases = vec![("clean", clean, None)];
    for severity in [Severity::Note, Severity::Warning, Severity::Error] {
        if let Some(rule) = example(severity) {
            cases.push((severity.as_str(), rules::files(rule.explanation.bad), Some(severity)));
        }
    }
    for (name, files, severity) in cases {
        let folder = folder(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        for (gate, least) in [
            ("note", Some(Severity::Note)),
            ("warning", Some(Severity::Warning)),
            ("error", Some(Severity::Error)),
            ("never", None),
        ] {
            let fails = severity.zip(least).is_some_and(|(severity, least)| severity >= least);
            for format in FORMATS {
                let to_stdout = validate(folder.path(), &["--format", format, "--fail-on", gate, "."]);
                let to_file = validate(folder.path(), &["--format", &format!("{format}=out"), "--fail-on", gate, "."]);
                for output in [&to_stdout, &to_file] {
                    assert_eq!(output.status.code(), Some(i32::from(fails)), "{name}, {gate}, {format}");
                    assert!(output.stderr.is_empty(), "{name}, {gate}, {format}");
                }
                let file = std::fs::read_to_string(folder.path().join("out")).unwrap();
                assert_eq!(file, stdout(&to_stdout), "{name}, {gate}, {format}");
                assert!(to_file.stdout.is_empty());
            }
        }
    }
}

#[test]
fn what_cannot_be_read_is_status_4_in_every_format() {
    let good = rules::files(rules::ALL[0].explanation.good);
    let folder = folder(good.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    for paths in [&["ladder.yaml", "nowhere.yaml"][..], &["nowhere.yaml"]] {
        for gate in ["error", "never"] {
            for format in FORMATS {
                let arguments = [&["--format", format, "--fail-on", gate], paths].concat();
                let output = validate(folder.path(), &arguments);
                assert_eq!(output.status.code(), Some(4), "{arguments:?}");
                let text = stdout(&output);
                let tells = match format {
                    // Standard error says it; the first has nothing else to say, and the two others no place for it.
                    "human" | "concise" | "gitlab" => true,
                    "sarif" => {
                        let log = readers::sarif_log(&text);
                        log["runs"][0]["invocations"][0]["executionSuccessful"] == false
                            && text.contains("nowhere.yaml")
                    }
                    _ => text.contains("nowhere.yaml"),
                };
                assert!(tells, "{arguments:?}:\n{text}");
            }
        }
    }
}

/// Two tracks that do not line up, which is a warning and an error, and a misspelt key, which has a fix.
const SEVERAL: &str = "ladder: a\ntitel: A\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      - { id: S1, grade: 1 }\n      - \
     { id: S2, grade: 2 }\n  - id: manager\n    kind: manager\n    levels:\n      - { id: M2, grade: 2 }\n      - { id: M3, grade: 3 }\n\
     moves:\n  - { from: S2, to: M2 }\n";

#[test]
fn a_test_case_of_junit_fails_at_the_gate_and_tells_below_it() {
    let clean = rules::files(rules::ALL[0].explanation.good).remove(0).1.replacen("ladder: ", "ladder: other-", 1);
    let folder = folder([("a.yaml", SEVERAL), ("b.yaml", clean.as_str())]);
    for (gate, fails) in [("error", &["error"][..]), ("warning", &["error", "warning"]), ("never", &[])] {
        let text = stdout(&validate(folder.path(), &["--format", "junit", "--fail-on", gate]));
        let document = roxmltree::Document::parse(&text).unwrap();
        let elements = |name: &str| document.descendants().filter(|node| node.has_tag_name(name)).collect::<Vec<_>>();
        let severities = readers::junit(&text).into_iter().map(|read| read.severity).collect::<Vec<_>>();
        assert!(severities.iter().any(|word| word == "warning") && severities.iter().any(|word| word == "error"));
        let expected = severities.iter().filter(|word| fails.contains(&word.as_str())).count();
        assert_eq!(elements("failure").len(), expected, "{gate}:\n{text}");
        assert_eq!(elements("system-out").len(), severities.len() - expected, "{gate}:\n{text}");
        let cases = elements("testcase");
        assert_eq!(cases.len(), severities.len() + 1, "{gate}:\n{text}");
        let passed = cases.iter().find(|case| case.attribute("classname") == Some("b.yaml")).unwrap();
        assert!(!passed.has_children(), "{text}");
        for suite in elements("testsuite").iter().chain(&elements("testsuites")) {
            assert_eq!(suite.attribute("tests"), Some(cases.len().to_string().as_str()));
            assert_eq!(suite.attribute("failures"), Some(expected.to_string().as_str()));
        }
    }
}

#[test]
fn json_and_sarif_carry_the_edit_that_fix_makes() {
    let folder = folder([("a.yaml", SEVERAL)]);
    let text = |format| stdout(&validate(folder.path(), &["--format", format, "--rule", "one-way-switch=off"]));
    let json: Value = serde_json::from_str(&text("json")).unwrap();
    let fixes: Vec<&Value> =
        json["findings"].as_array().unwrap().iter().flat_map(|finding| finding["fixes"].as_array().unwrap()).collect();
    let edit = serde_json::json!({
        "path": "a.yaml", "line": 2, "column": 1, "end_line": 2, "end_column": 6, "text": "title"
    });
    assert_eq!(fixes, [&serde_json::json!({ "title": "write `title`", "edits": [edit] })]);
    let log = readers::sarif_log(&text("sarif"));
    let results = log["runs"][0]["results"].as_array().unwrap().iter();
    let fixes: Vec<&Value> = results.filter_map(|result| result["fixes"].as_array()).flatten().collect();
    assert_eq!(fixes.len(), 1, "{log}");
    let change = &fixes[0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "a.yaml");
    let region = serde_json::json!({ "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 6 });
    assert_eq!(
        change["replacements"],
        serde_json::json!([{ "deletedRegion": region, "insertedContent": { "text": "title" } }])
    );
}

#[test]
fn problem_matchers_of_the_docs_read_concise() {
    let page = include_str!("../../docs/ci.md");
    let blocks = page.split("```json\n").skip(1).map(|block| block.split("```").next().unwrap());
    let matchers = blocks.filter(|block| block.contains("problemMatcher"));
    let mut patterns: Vec<Value> = Vec::new();
    for block in matchers {
        let matcher = &serde_json::from_str::<Value>(block).unwrap()["problemMatcher"];
        let pattern = if matcher.is_array() { &matcher[0]["pattern"][0] } else { &matcher["pattern"] };
        patterns.push(pattern.clone());
    }
    // What VS Code ships for compilers.
    let gcc = r"^(.*?):(\d+):(\d*):?\s+(?:fatal\s+)?(warning|error):\s+(.*)$";
    patterns.push(serde_json::json!({ "regexp": gcc, "file": 1, "line": 2, "severity": 4, "message": 5 }));
    assert_eq!(patterns.len(), 3);
    let folder = folder([("a.yaml", SEVERAL.replace("id: S1, grade: 1", "id: S1, grade: 1, title: TBD").as_str())]);
    let text = stdout(&validate(folder.path(), &["--format", "concise", "--rule", "one-way-switch=note"]));
    let severities: Vec<String> = readers::concise(&text).into_iter().map(|read| read.severity).collect();
    assert!(["error", "warning", "note"].iter().all(|word| severities.iter().any(|known| known == word)), "{text}");
    for pattern in patterns {
        let regex = regex::Regex::new(pattern["regexp"].as_str().unwrap()).unwrap();
        let knows_notes = pattern["regexp"].as_str().unwrap().contains("note");
        for (line, read) in text.lines().zip(readers::concise(&text)) {
            let Some(groups) = regex.captures(line) else {
                assert!(read.severity == "note" && !knows_notes, "{pattern} does not match {line}");
                continue;
            };
            let group = |key: &str| pattern[key].as_u64().map(|group| groups[group as usize].to_owned());
            assert_eq!(group("file").as_ref(), Some(&read.path));
            assert_eq!(group("line"), Some(read.line.to_string()));
            assert_eq!(group("severity").as_ref(), Some(&read.severity));
            match group("code") {
                Some(code) => assert_eq!((code, group("message")), (read.rule, Some(read.message))),
                None => assert!(group("message").unwrap().contains(&read.message)),
            }
        }
    }
}

#[test]
fn below_the_top_of_a_repository_paths_still_begin_there() {
    let folder = folder([(".git/HEAD", ""), ("people/a b.yaml", SEVERAL)]);
    for (format, expected) in [("sarif", "\"people/a%20b.yaml\""), ("gitlab", "\"people/a b.yaml\"")] {
        let text = stdout(&validate(&folder.path().join("people"), &["--format", format, "."]));
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn sarif_carries_every_rule_with_help_and_default_level() {
    let good = rules::files(rules::ALL[0].explanation.good);
    let folder = folder(good.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let log = readers::sarif_log(&stdout(&validate(folder.path(), &["--format", "sarif"])));
    let driver = &log["runs"][0]["tool"]["driver"];
    assert_eq!(driver["rules"].as_array().unwrap().len(), rules::ALL.len());
    for (rule, known) in driver["rules"].as_array().unwrap().iter().zip(rules::ALL) {
        assert_eq!(rule["id"], known.id);
        assert_eq!(rule["defaultConfiguration"]["level"], known.severity.as_str());
        assert!(rule["help"]["text"].as_str().unwrap().contains("Why it matters"));
        let markdown = rule["help"]["markdown"].as_str().unwrap();
        for example in [known.explanation.bad, known.explanation.good] {
            for (_, text) in rules::files(example) {
                assert!(markdown.contains(&format!("```yaml\n{}\n```\n", text.trim_end())), "{markdown}");
            }
        }
        let name = rule["name"].as_str().unwrap();
        assert!(name.chars().all(|c| c.is_ascii_alphabetic()) && !name.eq_ignore_ascii_case(known.id), "{name}");
    }
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
}

/// The address that SARIF gives for a rule.
fn help_uri(folder: &Path, rule: &str) -> Value {
    let log = readers::sarif_log(&stdout(&validate(folder, &[".", "--format", "sarif"])));
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    rules.iter().find(|known| known["id"] == rule).unwrap()["helpUri"].clone()
}

#[test]
fn sarif_leads_to_the_page_of_explanations_where_there_is_one() {
    let ladder = "ladder: a\ntracks: [{ id: ic, kind: ic, levels: [{ id: L1, grad: 1 }] }]\n";
    let other = ladder.replace("ladder: a", "ladder: b").replace("grad:", "grade:");
    let page = "explanations: https://example.org/rules.html\n";
    let config = ("a/.ladder.yaml", page);
    let folder = folder([("a/a.yaml", ladder), config, ("b/b.yaml", &other), ("b/.ladder.yaml", "")]);
    assert_eq!(help_uri(folder.path(), "unknown-field"), "https://example.org/rules.html#unknown-field");
    // Of a rule that found nothing, the two configurations say different things.
    assert_eq!(help_uri(folder.path(), "grade-order"), Value::Null);
    std::fs::write(folder.path().join("b/.ladder.yaml"), page).unwrap();
    assert_eq!(help_uri(folder.path(), "grade-order"), "https://example.org/rules.html#grade-order");
    std::fs::write(folder.path().join("a/.ladder.yaml"), "").unwrap();
    assert_eq!(help_uri(folder.path(), "unknown-field"), Value::Null);
}

#[test]
fn junit_has_only_what_the_schema_of_jenkins_knows() {
    let known = [
        ("testsuites", &["name", "tests", "failures", "errors"][..]),
        ("testsuite", &["name", "tests", "failures", "errors"]),
        ("testcase", &["name", "classname"]),
        ("failure", &["type", "message"]),
        ("error", &["type", "message"]),
        ("system-out", &[]),
    ];
    let folder = folder([("a.yaml", SEVERAL)]);
    let text = stdout(&validate(folder.path(), &["--format", "junit", "a.yaml", "nowhere.yaml"]));
    let document = roxmltree::Document::parse(&text).unwrap();
    for element in document.descendants().filter(|node| node.is_element()) {
        let (_, attributes) = known.iter().find(|(name, _)| element.has_tag_name(*name)).expect("a known element");
        assert!(element.attributes().all(|attribute| attributes.contains(&attribute.name())), "{element:?}");
    }
    assert!(known.iter().all(|(name, _)| document.descendants().any(|node| node.has_tag_name(*name))), "{text}");
}
