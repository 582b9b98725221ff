//! A finding is known again after edits elsewhere.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{folder, stdout, validate};

/// Rules and fingerprints, as SARIF and GitLab have them, which are the same.
fn fingerprints(files: &[(&str, &str)]) -> Vec<(String, String)> {
    let folder = folder(files.iter().copied());
    let text = |format| stdout(&validate(folder.path(), &["--format", format, "."]));
    let gitlab: Value = serde_json::from_str(&text("gitlab")).unwrap();
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let issues = gitlab.as_array().unwrap().iter();
    let found: Vec<_> = issues.map(|issue| (word(&issue["check_name"]), word(&issue["fingerprint"]))).collect();
    let sarif: Value = serde_json::from_str(&text("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap().iter();
    let results = results
        .map(|result| (word(&result["ruleId"]), word(&result["partialFingerprints"]["ladderFinding/v1"])))
        .collect::<Vec<_>>();
    assert_eq!(found, results);
    let all: BTreeSet<&String> = found.iter().map(|(_, fingerprint)| fingerprint).collect();
    assert_eq!(all.len(), found.len(), "no two are alike: {found:?}");
    found
}

fn set(files: &[(&str, &str)]) -> BTreeSet<(String, String)> {
    fingerprints(files).into_iter().collect()
}

const HEAD: &str = "ladder: a\ntitle: A\n";
const IC: &str = "  - id: ic\n    kind: ic\n    levels:\n      - { id: IC1, grade: 1, titel: One }\n      - { id: IC2, grade: 2, terminal: yes }\n";
const MANAGER: &str = "  - id: m\n    kind: manager\n    levels:\n      - { id: M2, grade: 2, terminal: yes }\n      - { id: M4, grade: 4 }\n";
const MOVES: &str = "moves:\n  - { from: IC9, to: M2 }\n";

#[test]
fn moving_blocks_and_editing_other_lines_changes_no_fingerprint() {
    let before = set(&[("a.yaml", &format!("{HEAD}tracks:\n{IC}{MANAGER}{MOVES}"))]);
    assert!(before.len() >= 4, "{before:?}");
    for (what, text) in [
        ("the tracks change places", format!("{HEAD}tracks:\n{MANAGER}{IC}{MOVES}")),
        ("the moves come first", format!("{HEAD}{MOVES}tracks:\n{IC}{MANAGER}")),
        ("a comment and blank lines", format!("# Ours.\n\n{HEAD}\n\ntracks:\n{IC}\n{MANAGER}\n{MOVES}")),
        ("another title", format!("{}tracks:\n{IC}{MANAGER}{MOVES}", HEAD.replace("title: A", "title: Another"))),
        ("Windows", format!("{HEAD}tracks:\n{IC}{MANAGER}{MOVES}").replace('\n', "\r\n")),
    ] {
        assert_eq!(set(&[("a.yaml", &text)]), before, "{what}");
    }
    let text = format!("{HEAD}tracks:\n{IC}{MANAGER}{MOVES}");
    assert_eq!(set(&[("another/folder/a.yaml", &text)]), before, "another folder");
}

#[test]
fn mending_one_of_several_that_are_alike_leaves_the_others() {
    let both = set(&[("a.yaml", &format!("{HEAD}tracks:\n{IC}{MANAGER}"))]);
    let one = set(&[("a.yaml", &format!("{HEAD}tracks:\n{IC}{}", MANAGER.replace("yes", "true")))]);
    assert_eq!(both.difference(&one).count(), 1);
    assert_eq!(one.difference(&both).count(), 0);
}

#[test]
fn another_mistake_at_the_same_place_has_another_fingerprint() {
    let text = |key: &str| format!("{HEAD}tracks:\n{}", IC.replace("titel", key));
    let (one, two) = (set(&[("a.yaml", &text("titel"))]), set(&[("a.yaml", &text("tittle"))]));
    assert_eq!(one.intersection(&two).count(), one.len() - 1);
}
