//! A roster beside a comparison: people are counted, and nothing of theirs is printed.

use crate::support::program::{Project, Run};
use serde_json::{Value, json};

/// A ladder of three levels of individual contributors; `third` is the whole last line.
fn ladder(id: &str, first: &str, third: &str) -> String {
    format!(
        "ladder: {id}\ncompetencies: [{{ id: delivery }}]\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      - {{ id: IC1, \
         title: One, grade: 1, expectations: {{ delivery: {first} }} }}\n      - {{ id: IC2, title: Two, grade: 2 }}\n{third}"
    )
}

const THIRD: &str = "      - { id: IC3, title: Three, grade: 3 }\n";

/// IC1 is asked for more, and IC3 is gone.
fn project(roster: &str) -> Project {
    Project::new()
        .with("old.yaml", ladder("eng", "Contributes to a plan.", THIRD))
        .with("new.yaml", ladder("eng", "Leads a plan.", ""))
        .with("people.csv", roster)
}

fn counted(project: &Project, args: &str) -> Value {
    let run = project.run(&format!("diff old.yaml new.yaml --roster people.csv --format json {args}"));
    run.ends_with(0);
    let document: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let schema: Value = serde_json::from_str(&project.run("schema diff").stdout).expect("JSON");
    assert!(jsonschema::validator_for(&schema).expect("a schema").is_valid(&document), "{document}");
    document["roster"].clone()
}

#[test]
fn people_are_counted_by_level_that_changes() {
    let project = project("name,level\nAda,IC1\nBob,IC1\nCem,IC2\nDee,IC3\nEve,IC9\nFay,\n");
    let expected = json!({
        "people": 6,
        "on_changed_levels": 3,
        "levels": [
            { "level": "eng/IC1", "title": "One", "people": 2, "impact": "raises-bar" },
            { "level": "eng/IC3", "title": "Three", "people": 1, "impact": "breaking" },
        ],
        "unknown_before": 1,
        "unknown_after": 2,
        "without_level": 1,
        "lines_without_level": [7],
    });
    assert_eq!(counted(&project, ""), expected);
    // Filters and `--stat` narrow what is listed, and nobody away.
    assert_eq!(counted(&project, "--stat --level IC2"), expected);
    let run = project.run("diff old.yaml new.yaml --roster people.csv");
    run.ends_with(0).prints("eng/IC1       2  ↑ raises-bar").prints("eng/IC3       1  × breaking");
    run.prints("  3 of 6 people are at a level that changes\n");
    run.prints("  1 row names a level that is not in the old revision\n");
    run.prints("  2 rows name a level that is not in the new revision\n  1 row names no level: line 7\n");
    for name in ["Ada", "Dee", "Eve", "IC9", "Fay"] {
        assert!(!run.stdout.contains(name), "{run}");
    }
}

#[test]
fn who_is_at_a_level_that_was_renamed_is_there_still() {
    let renamed = "      - { id: SE3, formerly: [IC3], title: Three, grade: 3 }\n";
    let project = Project::new()
        .with("old.yaml", ladder("eng", "Leads a plan.", THIRD))
        .with("new.yaml", ladder("engineering\nformerly: [eng]", "Leads a plan.", renamed))
        .with("people.csv", "level,ladder\nIC3,eng\nSE3,engineering\nIC1,eng\nengineering/SE3,\n");
    let counted = counted(&project, "");
    assert_eq!((&counted["unknown_before"], &counted["unknown_after"]), (&json!(2), &json!(0)), "{counted}");
    let level = json!({ "level": "engineering/SE3", "title": "Three", "people": 3, "impact": "wording" });
    assert!(counted["levels"].as_array().expect("a list").contains(&level), "{counted}");
}

#[test]
fn columns_are_called_as_one_likes() {
    let project = project("Name;Job Level;Family\nAda;IC1;eng\nBob;IC1;design\n");
    let run = |args: &[&str]| {
        project.call([&["diff", "old.yaml", "new.yaml", "--roster", "people.csv"], args].concat()).run()
    };
    run(&[]).ends_with(4).complains("none of its 3 columns is called `level`");
    let named = run(&["--roster-level", "job level", "--roster-ladder", "Family"]);
    named.ends_with(0).prints("1 of 2 people are").prints("1 row names a level that is not in the old");
    let whole = run(&["--roster-level", "job level"]);
    whole.ends_with(0).prints("2 of 2 people");
    project.run("diff old.yaml new.yaml --roster-level x").ends_with(2).complains("--roster <FILE>");
}

#[test]
fn a_ladder_goes_by_its_title_too_and_case_does_not_matter() {
    let titled = |text: &str| ladder("eng\ntitle: Engineering", text, THIRD);
    let project = Project::new()
        .with("old.yaml", titled("Contributes to a plan."))
        .with("new.yaml", titled("Leads a plan."))
        .with("people.csv", "level,ladder\nic1,ENGINEERING\nIC1,Eng\nENG/ic1,\nIC1,Design\n");
    let counted = counted(&project, "");
    assert_eq!((&counted["on_changed_levels"], &counted["unknown_before"]), (&json!(3), &json!(1)), "{counted}");
}

#[test]
fn a_level_of_several_ladders_asks_for_the_column() {
    let project = Project::new()
        .with("old/eng.yaml", ladder("eng", "Contributes to a plan.", THIRD))
        .with("old/design.yaml", ladder("design", "Contributes to a plan.", THIRD))
        .with("new/eng.yaml", ladder("eng", "Leads a plan.", THIRD))
        .with("new/design.yaml", ladder("design", "Contributes to a plan.", THIRD))
        .with("bare.csv", "level\nIC1\n")
        .with("people.csv", "level,ladder\nIC1,eng\nIC1,design\n");
    let bare = project.run("diff old new --roster bare.csv");
    bare.ends_with(4)
        .complains("line 2 of the roster `bare.csv` names a level that is in 2 ladders")
        .complains("`ladder`");
    project.run("diff old new --roster people.csv").ends_with(0).prints("1 of 2 people are at a level that changes");
}

#[test]
fn a_ladder_or_track_that_goes_concerns_everybody_on_it() {
    let manager = "  - id: manager\n    kind: manager\n    levels: [{ id: M2, title: Lead, grade: 2 }]\n";
    let moves = "moves: [{ from: IC2, to: M2, both_ways: true }]\n";
    let with = ladder("eng", "Leads a plan.", &format!("{THIRD}{manager}{moves}"));
    let project = Project::new()
        .with("old.yaml", &with)
        .with("new.yaml", ladder("eng", "Leads a plan.", THIRD))
        .with("people.csv", "level\nM2\nIC2\nIC1\n");
    let counted = counted(&project, "");
    let levels = counted["levels"].as_array().expect("a list");
    let names: Vec<&str> = levels.iter().filter_map(|level| level["level"].as_str()).collect();
    assert_eq!(names, ["eng/M2"], "{counted}");
    assert_eq!(counted["unknown_after"], 1);
    // A way that closes concerns those whose way it was.
    let project = project.with("new.yaml", with.replace("IC2, to: M2, both_ways: true", "M2, to: IC2"));
    let run = project.run("diff old.yaml new.yaml --roster people.csv");
    run.ends_with(0).prints("eng/IC2       1  × breaking").prints("1 of 3 people are");
}

#[test]
fn what_is_meant_for_publication_holds_no_count() {
    let project = project("level\nIC1\n");
    for format in ["markdown", "html"] {
        let run = project.run(&format!("diff old.yaml new.yaml --roster people.csv --format {format}"));
        run.ends_with(2).complains("meant for publication").complains("human, json");
        assert_eq!(run.stdout, "");
    }
    let without: Run = project.run("diff old.yaml new.yaml --format json");
    assert!(!without.stdout.contains("\"roster\""), "{without}");
}

#[test]
fn a_roster_that_cannot_be_used_is_named_and_not_shown() {
    let project = project("name,level\nAda,IC1,secret\n").with("utf16.csv", b"\xff\xfel\0");
    let run = project.run("diff old.yaml new.yaml --roster people.csv");
    run.ends_with(4).complains("could not use the roster `people.csv`: line 2 has 3 cells");
    assert!(!run.stderr.contains("secret") && run.stdout.is_empty(), "{run}");
    project.run("diff old.yaml new.yaml --roster utf16.csv").ends_with(4).complains("UTF-16");
    project.run("diff old.yaml new.yaml --roster nowhere.csv").ends_with(4).complains("no such file");
    let piped = project.call(["diff", "old.yaml", "new.yaml", "--roster", "-"]).stdin("level\nIC1\n").run();
    piped.ends_with(0).prints("1 of 1 person is");
}

#[test]
fn a_level_with_its_ladder_needs_no_other_column() {
    let project = project("level,ladder\neng/IC1,eng\nIC1,eng\n");
    let view = counted(&project, "");
    assert_eq!((&view["people"], &view["unknown_before"]), (&Value::from(2), &Value::from(0)), "{view}");
}
