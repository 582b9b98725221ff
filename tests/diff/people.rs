//! Revisions as people make them, in folders `old` and `new`: renames without a word, versions, and a project's own view.

use crate::support::program::{Project, Run};
use crate::support::repository::Repository;

/// A ladder with a version and these levels.
fn ladder(head: &str, version: &str, levels: &str) -> String {
    format!("{head}\nversion: {version}\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n{levels}")
}

fn revision(old: &str, new: &str) -> Project {
    Project::new().with("old/a.yaml", old).with("new/a.yaml", new)
}

fn kinds(run: &Run) -> Vec<(String, String)> {
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    let changes = report["changes"].as_array().expect("a list").iter();
    changes.map(|change| (text(&change["kind"]), text(&change["impact"]))).collect()
}

/// What is gone has its place under the old id, and asks for a version of the ladder all the same.
#[test]
fn a_ladder_that_is_renamed_and_loses_a_level_needs_a_major_version() {
    let both = "      - { id: IC1, grade: 1 }\n      - { id: IC2, grade: 2 }\n";
    let old = ladder("ladder: a", "1.0.0", both);
    for (version, status) in [("1.1.0", 1), ("2.0.0", 0)] {
        let new = ladder("ladder: b\nformerly: a", version, "      - { id: IC1, grade: 1 }\n");
        revision(&old, &new).run("diff old new --check-version").ends_with(status);
    }
}

/// A level that asks nothing by its expectations is known again by what else it says, one text being enough.
#[test]
fn a_level_is_known_again_by_its_summary_or_its_scope() {
    for key in ["summary", "scope"] {
        let level =
            |id: &str, text: &str| ladder("ladder: a", "1.0.0", &format!("      - {{ id: {id}, {key}: {text} }}\n"));
        let text = "Plans and ships the work of several teams and answers for its quality.";
        let looks_renamed = |new: &str| {
            let run = revision(&level("S2", text), new).run("diff old new --format json");
            let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
            report["hints"].to_string().contains("a/ic/S2")
        };
        assert!(looks_renamed(&level("S3", text)), "{key}");
        assert!(!looks_renamed(&level("S3", "Answers the telephone.")), "{key}");
    }
}

/// A comparison of two folders has one verdict, so that one of their two configurations holds for it.
#[test]
fn of_two_configurations_that_judge_one_kind_the_last_holds() {
    let two = ladder("ladder: a", "1.0.0", "      - { id: IC1, grade: 1 }\n      - { id: IC2, grade: 2 }\n");
    let one = ladder("ladder: a", "1.0.0", "      - { id: IC1, grade: 1 }\n");
    let other = ladder("ladder: b", "1.0.0", "      - { id: B1, grade: 1 }\n");
    for (first, last) in [("wording", "editorial"), ("editorial", "wording")] {
        let judged = |impact: &str| format!("impacts: {{ level-removed: {impact} }}\n");
        let repository = Repository::new().with(&[
            ("first/a.yaml", &two),
            ("first/.ladder.yaml", &judged(first)),
            ("last/b.yaml", &other),
            ("last/.ladder.yaml", &judged(last)),
        ]);
        repository.write("first/a.yaml", &one);
        let run = repository.run("diff HEAD --format json -- first last");
        assert_eq!(kinds(&run), [("level-removed".to_owned(), last.to_owned())]);
    }
}
