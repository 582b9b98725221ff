//! What the person who owns the pipeline sets: `.ladder.yaml`, flags, comments, baselines, and what is printed.

use std::fs;

use crate::support::program::{HEALTHY, Project, Run};
use crate::support::readers;

/// The healthy ladder with one warning, `one-way-switch`, on its last line.
fn one_way() -> String {
    HEALTHY.replace(", both_ways: true", "")
}

/// A project with that ladder.
fn project() -> Project {
    Project::new().with("ladders/a.yaml", one_way())
}

/// A project with that ladder and a configuration.
fn configured(config: &str) -> Project {
    project().with(".ladder.yaml", config)
}

/// Findings as `severity[rule]` in the order of `--format concise`.
fn found(run: &Run) -> Vec<String> {
    readers::concise(&run.stdout).iter().map(|read| format!("{}[{}]", read.severity, read.rule)).collect()
}

#[track_caller]
fn finds(project: &Project, args: &str, expected: &[&str], status: i32) {
    let run = project.run(&format!("validate --format concise {args}"));
    assert_eq!(found(&run), expected, "{run}");
    run.ends_with(status);
}

/// Where `ladder config` says that a value comes from: value and origin.
#[track_caller]
fn in_force(project: &Project, args: &str, name: &str) -> (String, String) {
    let run = project.run(&format!("config --format json {args}"));
    run.ends_with(0);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let settings = document["settings"].as_array().expect("settings");
    let setting = settings.iter().find(|setting| setting["name"] == name).unwrap_or_else(|| panic!("no {name}: {run}"));
    let text = |key: &str| setting[key].as_str().expect("a text").to_owned();
    (text("value"), text("from"))
}

// Configuration

#[test]
fn rules_and_categories_have_the_severity_that_is_set() {
    for (config, expected, status) in [
        ("rules: { one-way-switch: error }", &["error[one-way-switch]"][..], 1),
        ("rules: { one-way-switch: note }", &["note[one-way-switch]"], 0),
        ("rules: { one-way-switch: off }", &[], 0),
        ("rules: { moves: error }", &["error[one-way-switch]"], 1),
        ("rules: { moves: off }", &[], 0),
        // A rule's own line wins, wherever it stands.
        ("rules: { one-way-switch: note, moves: error }", &["note[one-way-switch]"], 0),
        ("rules: { moves: off, one-way-switch: error }", &["error[one-way-switch]"], 1),
        ("select: [moves]", &["warning[one-way-switch]"], 0),
        ("select: words", &[], 0),
        ("ignore: [moves]", &[], 0),
        ("{ select: [moves], ignore: one-way-switch }", &[], 0),
        ("fail_on: warning", &["warning[one-way-switch]"], 1),
        ("{ fail_on: never, rules: { moves: error } }", &["error[one-way-switch]"], 0),
        ("# nothing but a comment", &["warning[one-way-switch]"], 0),
        ("", &["warning[one-way-switch]"], 0),
    ] {
        let project = configured(config);
        let run = project.run("validate --format concise");
        assert_eq!(found(&run), expected, "{config}: {run}");
        run.ends_with(status);
    }
}

#[test]
fn settings_for_some_paths_hold_there_and_the_last_wins() {
    let config = "\
rules: { moves: error }
paths:
  - match: [drafts/**, '*-next.yaml']
    rules: { moves: note }
  - match: drafts/old/
    rules: { one-way-switch: off }
";
    let ladder = |id: &str| one_way().replace("ladder: healthy", &format!("ladder: {id}"));
    let project = Project::new()
        .with(".ladder.yaml", config)
        .with("a.yaml", ladder("a"))
        .with("b-next.yaml", ladder("b"))
        .with("drafts/c.yaml", ladder("c"))
        .with("drafts/old/d.yaml", ladder("d"));
    finds(&project, ".", &["error[one-way-switch]", "note[one-way-switch]", "note[one-way-switch]"], 1);
    finds(&project, "drafts/old", &[], 0);
    finds(&project, "drafts", &["note[one-way-switch]"], 0);

    // The same from a folder within.
    let run = project.call(["validate", "--format", "concise", "."]).within("drafts").run();
    assert_eq!(found(&run), ["note[one-way-switch]"], "{run}");
}

#[test]
fn excluded_files_are_passed_over_by_a_walk_and_read_where_they_are_named() {
    let project = configured("exclude: [archive/]\n").with("ladders/archive/b.yaml", one_way().replace("healthy", "b"));
    project.run("validate --list-files").ends_with(0).prints("ladders/a.yaml\n");
    assert!(!project.run("validate --list-files").stdout.contains("archive"));
    let run = project.run("validate --list-files ladders/archive/b.yaml");
    assert_eq!(run.ends_with(0).stdout, "ladders/archive/b.yaml\n");
}

#[test]
fn a_tolerance_is_how_far_pay_may_differ() {
    let paid = "\
ladder: paid
tracks:
  - id: ic
    kind: ic
    levels:
      - { id: IC1, title: One, grade: 1, pay: { currency: EUR, min: 90, max: 110 } }
  - id: manager
    kind: manager
    levels:
      - { id: M1, title: Lead, grade: 1, pay: { currency: EUR, min: 97, max: 117 } }
moves: [{ from: IC1, to: M1, both_ways: true }]
";
    let project = Project::new().with("ladders/a.yaml", paid);
    finds(&project, "--select pay-mismatch", &["warning[pay-mismatch]"], 0);
    let project = project.with(".ladder.yaml", "tolerance: { pay: 7.5 }\n");
    finds(&project, "--select pay-mismatch", &[], 0);
    assert!(in_force(&project, "", "tolerance.pay").0.starts_with("7.5"));
}

#[test]
fn the_configuration_is_the_nearest_one_above_each_file() {
    let project = configured("rules: { moves: error }\n")
        .with("other/.ladder.yaml", "rules: { moves: note }\n")
        .with("other/deep/b.yaml", one_way().replace("healthy", "b"));
    finds(&project, "ladders", &["error[one-way-switch]"], 1);
    finds(&project, "other", &["note[one-way-switch]"], 0);
    // Each file is held to its own gate.
    finds(&project, "ladders other", &["error[one-way-switch]", "note[one-way-switch]"], 1);
    let project = project.with("other/.ladder.yaml", "fail_on: warning\n").with(".ladder.yaml", "");
    finds(&project, "ladders", &["warning[one-way-switch]"], 0);
    finds(&project, "other", &["warning[one-way-switch]"], 1);
}

#[test]
fn an_empty_configuration_shades_the_one_above() {
    let project = Project::new()
        .with(".ladder.yaml", "rules: { moves: error }\n")
        .with("team/.ladder.yaml", "")
        .with("team/a.yaml", one_way());
    finds(&project, "team", &["warning[one-way-switch]"], 0);
}

#[test]
fn mistakes_of_a_configuration_are_located_and_status_2() {
    for (config, message, place) in [
        ("rules: { one-way-swich: off }", "did you mean `one-way-switch`?", ":1:10"),
        ("rules:\n  moves: eror", "`eror` is not a severity", ":2:10"),
        ("rules: { unknown-field: off }", "`unknown-field` cannot be set", ":1:10"),
        ("ignore: [shape]", "`shape` cannot be set", ":1:10"),
        ("select: [mooves]", "did you mean `moves`?", ":1:10"),
        ("seelct: [moves]", "did you mean `select`?", ":1:1"),
        ("fail_on: errors", "`fail_on` is `error`", ":1:10"),
        ("paths:\n  - rules: { moves: off }", "match", ":2:5"),
        ("paths: [{ match: 'a{b', rules: { moves: off } }]", "is not a glob", ":1:18"),
        ("exclude: ['a{b']", "is not a glob", ":1:11"),
        ("tolerance: { pay: much }", "`much` is not a tolerance", ":1:19"),
        ("tolerance: { pay: 101 }", "`101` is not a tolerance", ":1:19"),
        ("impacts: { level-renamd: breaking }", "level-renamed", ":1:12"),
        ("impacts: { level-renamed: bad }", "`bad` is not an impact", ":1:27"),
        ("pay: maybe", "`show` or `hide`", ":1:6"),
        ("explanations: ftp://example.org/r", "`ftp://example.org/r` is not the address of a page", ":1:15"),
        ("explanations: \"https://example.org/\\e[31m\"", "is not the address of a page", ":1:15"),
        ("explanations: https://example.org/r#top", "it already has an anchor", ":1:15"),
        ("explanations: [https://example.org/r]", "`explanations` takes a text", ":1:15"),
        ("rules: [", "syntax", ".ladder.yaml:"),
        ("- rules", "mapping", ".ladder.yaml:1:1"),
    ] {
        for command in ["validate", "validate --format json", "config", "diff ladders ladders"] {
            let run = configured(config).run(command);
            run.ends_with(2).complains(message).complains(place).complains(".ladder.yaml").is_short();
            assert_eq!(run.stdout, "", "{config}");
        }
    }
    let run = configured("").with(".ladder.yaml", b"rules: \xff\n").run("validate");
    run.ends_with(2).complains("not UTF-8");
}

#[test]
fn flags_win_over_the_configuration() {
    let project = configured("{ rules: { moves: error }, fail_on: note }");
    finds(&project, "", &["error[one-way-switch]"], 1);
    finds(&project, "--rule one-way-switch=note", &["note[one-way-switch]"], 1);
    finds(&project, "--rule moves=note --fail-on warning", &["note[one-way-switch]"], 0);
    finds(&project, "--rule moves=off", &[], 0);
    finds(&project, "--fail-on never", &["error[one-way-switch]"], 0);
    finds(&project, "--ignore moves", &[], 0);
    finds(&project, "--select words", &[], 0);
    finds(&project, "--select moves --ignore one-way-switch", &[], 0);
    finds(&project, "--ignore moves --rule one-way-switch=note", &["note[one-way-switch]"], 1);
    finds(&project, "--select words --rule moves=note --rule one-way-switch=error", &["error[one-way-switch]"], 1);
    let project = configured("select: [words]\n");
    finds(&project, "", &[], 0);
    finds(&project, "--select words,moves", &["warning[one-way-switch]"], 0);
}

#[test]
fn wrong_flags_are_status_2_with_a_suggestion() {
    for (args, help) in [
        ("--rule one-way-swich=off", "one-way-switch"),
        ("--select mooves", "moves"),
        ("--ignore nothing-like-it", "ladder rules"),
        ("--rule moves=eror", "moves=error"),
        ("--rule moves", "moves=error"),
        ("--rule unknown-field=off", "cannot be checked"),
        ("--fail-on errors", "error"),
        ("--baseline a --write-baseline b", "cannot be used with"),
        ("--list-files --format json", "cannot be used with"),
        ("--list-files --write-baseline b", "cannot be used with"),
    ] {
        let run = project().run(&format!("validate {args}"));
        run.ends_with(2).complains(help);
        assert_eq!(run.stdout, "", "{args}");
    }
}

#[test]
fn config_says_where_each_value_comes_from() {
    let config = "\
rules:
  moves: note
  one-way-switch: error
ignore: [words]
fail_on: warning
paths:
  - { match: drafts/, rules: { one-way-switch: off } }
exclude: [archive/]
tolerance: { pay: 10 }
impacts: { level-renamed: addition }
pay: show
explanations: https://example.org/r
";
    let project = configured(config).with("drafts/b.yaml", one_way());
    for (args, name, value, from) in [
        ("", "fail_on", "warning", ".ladder.yaml:5:1"),
        ("", "pay", "show", ".ladder.yaml:11:1"),
        ("", "explanations", "https://example.org/r", ".ladder.yaml:12:15"),
        ("", "tolerance.pay", "10 per cent", ".ladder.yaml:9:19"),
        ("", "exclude", "archive/", ".ladder.yaml:8:11"),
        ("", "impacts.level-renamed", "addition", ".ladder.yaml:10:12"),
        ("", "rules.one-way-switch", "error", ".ladder.yaml:3:3"),
        ("", "rules.no-switch", "note", ".ladder.yaml:2:3"),
        ("", "rules.tenure-criterion", "off", ".ladder.yaml:4:10"),
        ("", "rules.grade-gap", "error", "default"),
        ("ladders/a.yaml", "rules.one-way-switch", "error", ".ladder.yaml:3:3"),
        ("drafts/b.yaml", "rules.one-way-switch", "off", ".ladder.yaml:7:32"),
    ] {
        let (is, origin) = in_force(&project, args, name);
        assert_eq!(is, value, "{name}");
        assert!(origin.ends_with(from), "{name}: {origin}");
    }
    assert_eq!(in_force(&Project::new(), "", "fail_on"), ("error".into(), "default".into()));
    project.run("config nowhere.yaml").ends_with(4).complains("could not read `nowhere.yaml`");
}

// Comments

const ASKS: &str = "# ladder: ignore[one-way-switch] they move back by hand";

/// The last line of the ladder with the warning.
const MOVES: &str = "moves: [{ from: IC2, to: M2 }]";

#[track_caller]
fn commented(lines: &str, expected: &[&str]) {
    let text = one_way().replace(MOVES, lines);
    assert!(text.contains(lines), "the line is there to be replaced");
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let project = Project::new().with("ladders/a.yaml", &text);
        finds(&project, "", expected, 0);
    }
}

#[test]
fn a_comment_passes_over_findings_of_its_line_or_the_next() {
    commented(&format!("{MOVES} {ASKS}"), &[]);
    commented(&format!("{ASKS}\n{MOVES}"), &[]);
    commented(&format!("{ASKS}\n\n# why: see the handbook\n{MOVES}"), &[]);
    commented(&format!("moves:\n  {ASKS}\n  - {{ from: IC2, to: M2 }}"), &[]);
    commented(&format!("moves:\n  - from: IC2 {ASKS}\n    to: M2"), &[]);
    // Too far away, on either side.
    let idle = &["warning[unused-ignore]", "warning[one-way-switch]"];
    commented(&format!("{ASKS}\nversion: 1.0.0\n{MOVES}"), idle);
    commented(&format!("{MOVES}\n{ASKS}"), &["warning[one-way-switch]", "warning[unused-ignore]"]);
}

#[test]
fn a_comment_stands_among_texts_of_every_script() {
    commented(&format!("summary: 職階を二本立てにする 👩‍💻\n{MOVES} # ladder: ignore[one-way-switch] 手動で戻す"), &[]);
    commented(&format!("# 設計 — コメント\n# ladder: ignore[one-way-switch] e\u{301}te\u{301}\n{MOVES}"), &[]);
}

#[test]
fn a_comment_about_an_anchor_stands_where_the_value_is_written() {
    commented(&format!("x-way: &way {{ from: IC2, to: M2 }} {ASKS}\nmoves: [*way]"), &[]);
    let elsewhere = &["warning[one-way-switch]", "warning[unused-ignore]"];
    commented(&format!("x-way: &way {{ from: IC2, to: M2 }}\nmoves: [*way] {ASKS}"), elsewhere);
}

#[test]
fn what_stands_in_a_text_is_no_comment() {
    commented(&format!("summary: |\n  {ASKS}\n{MOVES}"), &["warning[one-way-switch]"]);
    commented(&format!("summary: >-\n  Words.\n\n  {ASKS}\n{MOVES}"), &["warning[one-way-switch]"]);
    commented(&format!("summary: \"Words. {ASKS}\"\n{MOVES}"), &["warning[one-way-switch]"]);
    commented(&format!("summary: |\n  Words.\n{ASKS}\n{MOVES}"), &[]);
}

#[test]
fn a_comment_that_does_nothing_is_found() {
    let both = &["warning[one-way-switch]", "warning[unused-ignore]"];
    commented(&format!("{MOVES} # ladder: ignore[one-way-swich] misspelt"), both);
    commented(&format!("{MOVES} # ladder: ignore[moves] a category is no rule"), both);
    commented(&format!("{MOVES} # ladder: ignore"), both);
    commented(&format!("{MOVES} # ladder: ignore[]"), both);
    commented(&format!("{MOVES} # ladder: ignore[one-way-switch, dead-end] one of two"), &["warning[unused-ignore]"]);
    // Comments that are not meant for the program.
    commented(&format!("{MOVES} # about the ladder: ignore[moves]"), &["warning[one-way-switch]"]);

    let project = Project::new().with("ladders/a.yaml", format!("{HEALTHY}summary: Words. {ASKS}\n"));
    finds(&project, "", &["warning[unused-ignore]"], 0);
    project.run("validate").prints("`one-way-switch` finds nothing here");
    // A rule that was not run may have found something.
    finds(&project, "--ignore one-way-switch", &[], 0);
    finds(&project, "--select words,control", &[], 0);
    let project = Project::new().with("a.yaml", format!("{} # ladder: ignore[one-way-swich]\n", one_way().trim_end()));
    project.run("validate a.yaml").prints("did you mean `one-way-switch`?");
}

#[test]
fn what_cannot_be_read_cannot_be_ignored() {
    let text = format!("{HEALTHY}bogus: 1 # ladder: ignore[unknown-field] later\n");
    let project = Project::new().with("ladders/a.yaml", text);
    finds(&project, "", &["error[unknown-field]", "warning[unused-ignore]"], 1);
}

#[test]
fn no_ignores_reports_all_of_it_and_the_summary_counts() {
    let project = Project::new().with("ladders/a.yaml", format!("{} {ASKS}\n", one_way().trim_end()));
    project.run("validate --fail-on note").ends_with(0).prints("1 ignored by comments");
    project.run("validate --format json").prints("\"ignored\": 1");
    finds(&project, "--no-ignores", &["warning[one-way-switch]"], 0);
    finds(&project, "--no-ignores --fail-on warning", &["warning[one-way-switch]"], 1);
}

// Baselines

/// The project with its one warning in `known.json`.
fn baselined() -> Project {
    let project = project();
    project.run("validate --write-baseline known.json --fail-on note").ends_with(0).complains("wrote 1 finding");
    project
}

fn edit(project: &Project, from: &str, to: &str) {
    let path = project.at("ladders/a.yaml");
    let text = fs::read_to_string(&path).expect("the ladder");
    assert!(text.contains(from), "`{from}` is there to be replaced");
    fs::write(path, text.replace(from, to)).expect("the ladder is written");
}

#[test]
fn a_baseline_passes_over_what_it_knows_and_survives_edits_elsewhere() {
    let project = baselined();
    let unchanged = |project: &Project| {
        let run = project.run("validate --baseline known.json --fail-on note");
        run.ends_with(0).prints("1 in the baseline");
        assert_eq!(run.stderr, "");
    };
    unchanged(&project);
    edit(&project, "title: Healthy", "# 新\n\nversion: 1.0.0\ntitle: Sound");
    unchanged(&project);
    // The block moves to the top.
    edit(&project, MOVES, "");
    edit(&project, "ladder: healthy", &format!("{MOVES}\nladder: healthy"));
    unchanged(&project);
    edit(&project, MOVES, "moves:\n  - from: IC2\n    to: M2");
    unchanged(&project);
    let text = fs::read_to_string(project.at("ladders/a.yaml")).expect("the ladder");
    fs::write(project.at("ladders/a.yaml"), text.replace('\n', "\r\n")).expect("the ladder is written");
    unchanged(&project);
    fs::rename(project.at("ladders/a.yaml"), project.at("ladders/renamed.yaml")).expect("the ladder is renamed");
    unchanged(&project);
}

#[test]
fn a_baseline_never_grows_by_itself() {
    let project = baselined();
    let before = fs::read(project.at("known.json")).expect("the baseline");
    edit(&project, "title: Two", "title: TODO");
    let expected = &["warning[placeholder-text]"];
    finds(&project, "--baseline known.json", expected, 0);
    finds(&project, "--baseline known.json --fail-on warning", expected, 1);
    assert_eq!(fs::read(project.at("known.json")).expect("the baseline"), before);
    // It grows where it is asked to.
    project.run("validate --write-baseline known.json --fail-on note").ends_with(0).complains("wrote 2 findings");
    finds(&project, "--baseline known.json --fail-on note", &[], 0);
}

#[test]
fn entries_that_no_longer_match_are_reported() {
    let project = baselined();
    edit(&project, MOVES, "moves: [{ from: IC2, to: M2, both_ways: true }]");
    let run = project.run("validate --baseline known.json");
    run.ends_with(0)
        .complains("1 finding of the baseline is no longer reported")
        .complains("one-way-switch at healthy/");
    run.complains("--write-baseline known.json");
    project.run("validate --write-baseline known.json").ends_with(0).complains("wrote 0 findings");
    assert_eq!(project.run("validate --baseline known.json").ends_with(0).stderr, "");
}

#[test]
fn what_was_not_looked_at_is_not_called_gone() {
    let project = project().with("ladders/b.yaml", one_way().replace("healthy", "b"));
    project.run("validate --write-baseline known.json").ends_with(0).complains("wrote 2 findings");
    for args in ["ladders/a.yaml", "--select words", "--rule moves=off", "--ignore one-way-switch"] {
        let run = project.run(&format!("validate --baseline known.json --fail-on note {args}"));
        assert_eq!(run.ends_with(0).stderr, "", "{args}");
    }
    fs::remove_file(project.at("ladders/b.yaml")).expect("a ladder is removed");
    project.run("validate --baseline known.json").ends_with(0).complains("one-way-switch at b/");
}

#[test]
fn what_cannot_be_read_is_never_baselined() {
    let project = Project::new().with("ladders/a.yaml", format!("{}bogus: 1\n", one_way()));
    let run = project.run("validate --format concise --write-baseline known.json");
    assert_eq!(found(run.ends_with(1)), ["error[unknown-field]"], "{run}");
    finds(&project, "--baseline known.json", &["error[unknown-field]"], 1);

    let project = Project::new().with("ladders/a.yaml", "ladder: a\ntracks: [\n");
    project.run("validate --write-baseline known.json").ends_with(1).prints("syntax");
    project.run("validate --baseline known.json").ends_with(1).prints("syntax");
}

#[test]
fn what_is_no_baseline_is_neither_read_nor_overwritten() {
    let project =
        project().with("notes.json", "{}\n").with("newer.json", "{\"ladder_baseline\": 2, \"findings\": []}\n");
    for name in ["ladders/a.yaml", "notes.json", "newer.json"] {
        let before = fs::read(project.at(name)).expect("the file");
        project.run(&format!("validate --write-baseline {name}")).ends_with(2).complains("nothing was written");
        project.run(&format!("validate --baseline {name}")).ends_with(4).complains("baseline");
        assert_eq!(fs::read(project.at(name)).expect("the file"), before);
    }
    project.run("validate --baseline nowhere.json").ends_with(4).complains("nowhere.json");
    project.run("validate --write-baseline nowhere/known.json").ends_with(4).complains("could not write");
}

#[test]
fn comments_and_baselines_do_not_count_the_same_finding_twice() {
    let project = baselined();
    edit(&project, MOVES, &format!("{MOVES} {ASKS}"));
    let run = project.run("validate --baseline known.json");
    run.ends_with(0).prints("1 ignored by comments").complains("no longer reported");
    assert!(!run.stdout.contains("known to"), "{run}");
}

// What is printed

#[test]
fn quiet_prints_findings_and_nothing_else() {
    let run = project().run("validate -q");
    run.ends_with(0).prints("warning[one-way-switch]");
    assert!(!run.stdout.contains("checked") && !run.stdout.contains("found"), "{run}");
    let run = Project::new().with("ladders/a.yaml", HEALTHY).run("validate --quiet");
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    project().run("validate -q --fail-on warning").ends_with(1);
}

#[test]
fn verbose_names_files_and_configurations_on_standard_error() {
    let run = project().run("validate -v --format json");
    run.ends_with(0).complains("checking ladders/a.yaml with defaults");
    let _: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON stays JSON");
    configured("").run("validate -v").ends_with(0).complains("checking ladders/a.yaml with ").complains(".ladder.yaml");
}

#[test]
fn list_files_lists_and_checks_nothing() {
    let project = project().with("ladders/broken.yaml", "ladder: b\ntracks: [\n").with("ladders/notes.txt", "words");
    let run = project.run("validate --list-files");
    assert_eq!(run.ends_with(0).stdout, "ladders/a.yaml\nladders/broken.yaml\n");
    let run = project.run("validate --list-files ladders/a.yaml");
    assert_eq!(run.ends_with(0).stdout, "ladders/a.yaml\n");
    project.run("validate --list-files nowhere.yaml").ends_with(4).complains("nowhere.yaml");
    Project::new().run("validate --list-files").ends_with(3);
}

#[cfg(unix)]
#[test]
fn names_and_baselines_cannot_move_the_cursor() {
    let known = r#"{ "fingerprint": "x", "rule": "\u001b[31m", "place": "\u001b]0;x\u0007", "path": "a" }"#;
    let known = format!("{{ \"ladder_baseline\": 1, \"findings\": [{known}] }}");
    let project = Project::new().with("\u{1b}[31ma.yaml", one_way()).with("known.json", known);
    project.run("validate --list-files").ends_with(0).is_tame().prints("\u{fffd}[31ma.yaml");
    project.run("validate -v").ends_with(0).is_tame().complains("checking \u{fffd}[31ma.yaml");
    project.run("validate --baseline known.json").ends_with(0).is_tame().complains("no longer reported");
    project.run("validate --write-baseline \u{1b}[31mb.json").ends_with(0).is_tame().complains("wrote 1 finding");
}

#[test]
fn colour_is_used_where_it_is_asked_for() {
    let is_coloured = |flags: &str, variables: &[(&str, &str)]| {
        let project = project();
        let mut call = project.call(format!("validate {flags}").split_whitespace());
        for (name, value) in variables {
            call = call.env(name, value);
        }
        call.run().ends_with(0).stdout.contains('\u{1b}')
    };
    assert!(!is_coloured("", &[]), "a pipe has no colour");
    assert!(is_coloured("--color always", &[]));
    assert!(is_coloured("", &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured("--color never", &[("CLICOLOR_FORCE", "1")]));
    assert!(is_coloured("--color always", &[("NO_COLOR", "1")]), "who asks on the command line is heard");
    assert!(!is_coloured("", &[("NO_COLOR", "1")]));
    assert!(!is_coloured("", &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
    // Formats for programs have none.
    for format in ["concise", "json", "sarif", "github", "gitlab", "junit", "markdown"] {
        assert!(!is_coloured(&format!("--color always --format {format}"), &[]), "{format}");
    }
}
