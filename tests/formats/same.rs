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

#[test]
fn a_file_without_findings_passes_in_junit() {
    let bad = rules::files(example(Severity::Error).unwrap().explanation.bad);
    let good = rules::files(rules::ALL[0].explanation.good).remove(0).1.replacen("ladder: ", "ladder: other-", 1);
    let files = bad.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let folder = folder(files.chain([("zz-good.yaml", good.as_str())]));
    let text = stdout(&validate(folder.path(), &["--format", "junit", "ladder.yaml", "zz-good.yaml"]));
    let document = roxmltree::Document::parse(&text).unwrap();
    let cases: Vec<_> = document.descendants().filter(|node| node.has_tag_name("testcase")).collect();
    let fails = |name: &str| {
        let case = cases.iter().find(|case| case.attribute("name") == Some(name)).unwrap();
        case.children().any(|node| node.has_tag_name("failure"))
    };
    assert_eq!(cases.len(), 2);
    assert!(fails("ladder.yaml"), "{text}");
    assert!(!fails("zz-good.yaml"), "{text}");
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
