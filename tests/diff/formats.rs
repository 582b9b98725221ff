//! Where `ladder diff` writes: annotations at the places of the new revision, several formats in one run, a job on GitHub.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::program::{PROGRAM, scrub};
use crate::support::repository::git;

const LADDER: &str = "\
ladder: x
title: A ladder
version: 1.0.0
extends: base.yaml
competencies: [{ id: delivery }, { id: craft }]
tracks:
  - id: ic
    kind: ic
    levels:
      - id: IC1
        grade: 1
        expectations:
          delivery:
            - Contributes to a task in a day.
            - Asks for help early enough.
            - Writes down what was learnt.
          craft: Reads what others wrote.
      - id: IC2
        grade: 2
  - id: lead
    kind: manager
    levels:
      - { id: M2, grade: 2 }
moves: [{ from: IC2, to: M2, both_ways: true }]
";
const BASE: &str = "base: b\ngrades: [{ id: 1 }, { id: 2 }, { id: 3 }]\n";

/// A folder with the ladder and its base in `old`, and changed in `new`.
fn folder(change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (side, text) in [("old", LADDER.to_owned()), ("new", change(LADDER))] {
        fs::create_dir(folder.path().join(side)).unwrap();
        fs::write(folder.path().join(side).join("a.yaml"), text).unwrap();
        fs::write(folder.path().join(side).join("base.yaml"), BASE).unwrap();
    }
    folder
}

fn ladder(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(PROGRAM);
    scrub(&mut command).current_dir(folder).env("NO_COLOR", "1");
    command.envs(variables.iter().copied()).arg("diff").args(arguments).output().unwrap()
}

fn stdout(output: &Output) -> String {
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The annotations of a change: each `rank line title`, and how its message begins.
#[track_caller]
fn stands(change: impl Fn(&str) -> String, expected: &[&str]) {
    let folder = folder(change);
    let text = stdout(&ladder(folder.path(), &["old", "new", "--format", "github"], &[]));
    let short = |line: &str| {
        let (command, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (rank, properties) = command.split_once(' ').unwrap();
        let property = |name: &str| {
            let found = properties.split(',').find_map(|pair| pair.strip_prefix(name));
            found.unwrap_or_default().to_owned()
        };
        let place = message.split(':').next().unwrap();
        format!("{rank} {}:{} {} {place}", property("file="), property("line="), property("title="))
    };
    let lines: Vec<String> = text.lines().map(short).collect();
    assert_eq!(lines, expected, "{text}");
}

#[test]
fn a_change_stands_at_the_key_that_was_changed() {
    stands(
        |old| old.replace("title: A ladder", "title: Another ladder").replace("version: 1.0.0", "version: 1.0.1"),
        &[
            "notice new/a.yaml:2 ladder (wording ladder-retitled) `x`",
            "notice new/a.yaml:3 ladder (editorial version-changed) `x`",
        ],
    );
    stands(
        |old| old.replace("grade: 2\n  - id", "grade: 3\n  - id"),
        &[
            "warning new/a.yaml:19 ladder (breaking level-regraded) `x/ic/IC2`",
            "notice new/a.yaml:3 ladder (version) `x`",
        ],
    );
}

#[test]
fn links_stand_at_their_own_key() {
    let level = |url: &str| {
        let links = format!("        links: [{{ title: Rota, url: \"https://example.com/{url}\" }}]\n");
        LADDER.replace("        grade: 2\n  - id", &format!("        grade: 2\n        status: planned\n{links}  - id"))
    };
    let folder = folder(|_| level("two"));
    fs::write(folder.path().join("old/a.yaml"), level("one")).unwrap();
    let text = stdout(&ladder(folder.path(), &["old", "new", "--format", "github"], &[]));
    assert!(text.contains("file=new/a.yaml,line=21,"), "{text}");
}

#[test]
fn what_is_gone_stands_at_what_is_left_around_it() {
    let version = "notice new/a.yaml:3 ladder (version) `x`";
    // The third point is the second by now: what is there under its number is another one.
    stands(
        |old| old.replace("            - Asks for help early enough.\n", ""),
        &["warning new/a.yaml:13 ladder (lowers-bar point-removed) `x/ic/IC1/delivery#2` is removed", version],
    );
    stands(
        |old| old.replace("          craft: Reads what others wrote.\n", ""),
        &["warning new/a.yaml:10 ladder (lowers-bar expectation-removed) `x/ic/IC1/craft` is removed", version],
    );
    stands(
        |old| old.replace("      - id: IC2\n        grade: 2\n", "").replace("from: IC2", "from: IC1"),
        &[
            "warning new/a.yaml:7 ladder (breaking level-removed) `x/ic/IC2` is removed",
            version,
            "notice new/a.yaml:22 ladder (addition move-added) `x/@moves/IC1..M2`",
            "notice new/a.yaml:22 ladder (addition move-added) `x/@moves/M2..IC1`",
        ],
    );
    stands(
        |old| old.replace(", both_ways: true", ""),
        &["warning new/a.yaml:24 ladder (breaking move-removed) `x/@moves/M2..IC2` is removed", version],
    );
    stands(
        |old| old.split("  - id: lead").next().unwrap().to_owned(),
        &["warning new/a.yaml:1 ladder (breaking track-removed) `x/lead` is removed", version],
    );
}

#[test]
fn what_is_gone_is_found_under_the_new_names_of_what_is_left() {
    let rename = |old: &str| {
        old.replace("ladder: x", "ladder: y\nformerly: x")
            .replace("- id: IC1", "- id: E1\n        formerly: IC1")
            .replace("            - Asks for help early enough.\n", "")
    };
    stands(
        rename,
        &[
            "warning new/a.yaml:15 ladder (lowers-bar point-removed) `x/ic/IC1/delivery#2` is removed",
            "notice new/a.yaml:4 ladder (version) `y`",
            "notice new/a.yaml:1 ladder (wording ladder-renamed) `y`",
            "notice new/a.yaml:11 ladder (wording level-renamed) `y/ic/E1`",
        ],
    );
    // And it is listed in the other formats, which did not find it under the old name.
    let folder = folder(rename);
    for format in ["human", "json", "markdown"] {
        let text = stdout(&ladder(folder.path(), &["old", "new", "--format", format], &[]));
        assert!(text.contains("Asks for help early enough."), "{format}: {text}");
    }
}

#[test]
fn a_ladder_that_is_gone_has_no_file_to_stand_in() {
    let folder = folder(str::to_owned);
    fs::remove_file(folder.path().join("new/a.yaml")).unwrap();
    let text = stdout(&ladder(folder.path(), &["old", "new", "--format", "github"], &[]));
    assert!(text.starts_with("::warning title=ladder (breaking ladder-removed)::`x` is removed: "), "{text}");
}

#[test]
fn the_gate_makes_errors_and_the_status_is_that_of_every_format() {
    let folder = folder(|old| old.replace("Contributes to", "Owns"));
    for format in ["human", "json", "markdown", "github"] {
        for (gate, status) in [("breaking", 0), ("raises-bar", 1), ("editorial", 1)] {
            let output = ladder(folder.path(), &["old", "new", "--format", format, "--fail-on", gate], &[]);
            assert_eq!(output.status.code(), Some(status), "{format} {gate}");
            if format == "github" {
                let rank = if status == 1 { "::error " } else { "::warning " };
                assert!(stdout(&output).starts_with(rank), "{gate}: {}", stdout(&output));
            }
        }
        let output = ladder(folder.path(), &["old", "new", "--format", format, "--check-version"], &[]);
        assert_eq!(output.status.code(), Some(1), "{format}");
    }
    let checked = stdout(&ladder(folder.path(), &["old", "new", "--format", "github", "--check-version"], &[]));
    assert!(checked.starts_with("::error file=new/a.yaml,line=3,"), "{checked}");
    let counted = stdout(&ladder(folder.path(), &["old", "new", "--format", "github", "--stat"], &[]));
    assert!(counted.starts_with("::warning title=ladder (verdict)::raises-bar, "), "{counted}");
    assert_eq!(counted.lines().count(), 1);
}

#[test]
fn the_ten_worst_are_annotated_and_the_rest_is_counted() {
    let many = |old: &str| {
        let mut text = old.replace("Contributes to", "Owns").replace("version: 1.0.0\n", "");
        let steps: String = (1..=20).fold(String::new(), |mut steps, number| {
            write!(steps, "{{ id: s{number} }}, ").unwrap();
            steps
        });
        writeln!(text, "scale: [{steps}]").unwrap();
        text
    };
    let folder = folder(many);
    let text = stdout(&ladder(folder.path(), &["old", "new", "--format", "github"], &[]));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 11, "{text}");
    assert!(lines[0].starts_with("::warning ") && lines[0].contains("expectation") | lines[0].contains("point"));
    assert!(lines[10].starts_with("::notice title=ladder::12 more; "), "{text}");
}

#[test]
fn pay_is_told_and_no_amount_of_it() {
    let paid = |max: u32| {
        let pay = format!("pay: {{ currency: EUR, min: 40000, max: {max} }}");
        format!("ladder: x\ntracks:\n  - id: ic\n    kind: ic\n    levels: [{{ id: IC1, grade: 1, {pay} }}]\n")
    };
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.yaml"), paid(51_111)).unwrap();
    fs::write(folder.path().join("new.yaml"), paid(50_222)).unwrap();
    let run = || stdout(&ladder(folder.path(), &["old.yaml", "new.yaml", "--format", "github"], &[]));
    let text = run();
    assert!(
        text.contains("band-lowered")
            && !["51111", "50222"].iter().any(|amount| text.replace([' ', '\u{a0}'], "").contains(amount)),
        "{text}"
    );
    fs::write(folder.path().join(".ladder.yaml"), "pay: show\n").unwrap();
    assert!(run().replace([' ', '\u{a0}'], "").contains("51111"), "{}", run());
}

#[test]
fn a_file_that_cannot_be_read_is_annotated_and_the_status_says_so() {
    let folder = folder(|_| "ladder: x\ntracks: [\n".to_owned());
    let both = LADDER.replace("ladder: x", "ladder: z");
    fs::write(folder.path().join("old/z.yaml"), &both).unwrap();
    fs::write(folder.path().join("new/z.yaml"), &both).unwrap();
    let output = ladder(folder.path(), &["old", "new", "--format", "github"], &[]);
    assert_eq!(output.status.code(), Some(4));
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text, "::warning title=ladder::`x` was not compared, because it could not be read\n");
}

#[test]
fn each_format_goes_to_its_own_file_and_one_to_standard_output() {
    let folder = folder(|old| old.replace("Contributes to", "Owns"));
    let formats = ["human", "json", "markdown", "html", "github"];
    let files: Vec<String> = formats.iter().map(|format| format!("{format}=out.{format}")).collect();
    let mut arguments = vec!["old", "new", "--fail-on", "breaking"];
    arguments.extend(files.iter().flat_map(|file| ["--format", file]));
    arguments.extend(["--format", "markdown"]);
    let all = stdout(&ladder(folder.path(), &arguments, &[]));
    for format in formats {
        let alone = stdout(&ladder(folder.path(), &["old", "new", "--format", format], &[]));
        assert_eq!(fs::read_to_string(folder.path().join(format!("out.{format}"))).unwrap(), alone, "{format}");
        if format == "markdown" {
            assert_eq!(all, alone);
        }
    }
}

#[test]
fn a_ladder_that_is_compared_is_never_written_over() {
    let folder = folder(|old| old.replace("Contributes to", "Owns"));
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "one"]);
    for (compared, file) in [
        (&["old/a.yaml", "new/a.yaml"][..], "old/a.yaml"),
        (&["old/a.yaml", "new/a.yaml"], "./new/../new/a.yaml"),
        // A base that only a ladder refers to.
        (&["old/a.yaml", "new/a.yaml"], "new/base.yaml"),
        // The file on disk that a revision is of.
        (&["HEAD", "HEAD", "new"], "new/a.yaml"),
        (&["HEAD:old/a.yaml", "HEAD:new/a.yaml"], "old/a.yaml"),
    ] {
        let before = fs::read(folder.path().join(file)).unwrap();
        let output = ladder(folder.path(), &[compared, &["--format", &format!("json={file}")]].concat(), &[]);
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{compared:?} {file}: {complaint}");
        assert!(complaint.contains("would overwrite"), "{complaint}");
        assert_eq!(fs::read(folder.path().join(file)).unwrap(), before, "{file}");
    }
}

#[test]
fn the_tables_are_for_the_formats_that_show_them() {
    let folder = tempfile::tempdir().unwrap();
    for format in ["github", "markdown=tables.md"] {
        let output = ladder(folder.path(), &["--explain", "--format", format], &[]);
        assert_eq!(output.status.code(), Some(2), "{format}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("not the tables"), "{format}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    let summary = folder.path().join("summary.md");
    let variables = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())];
    let job = ladder(folder.path(), &["--explain"], &variables);
    assert!(!summary.exists());
    assert_eq!(stdout(&job), stdout(&ladder(folder.path(), &["--explain"], &[])));
}

#[test]
fn in_a_job_the_default_adds_annotations_and_the_summary() {
    let folder = folder(|old| old.replace("Contributes to", "Owns").replace("A ladder", "\"::error::x\""));
    let summary = folder.path().join("summary.md");
    fs::write(&summary, "# Before\n").unwrap();
    let top = folder.path().to_str().unwrap();
    let job = |arguments: &[&str]| {
        let variables =
            [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap()), ("GITHUB_WORKSPACE", top)];
        stdout(&ladder(&folder.path().join("new"), arguments, &variables))
    };
    let text = job(&["../old", "."]);
    let annotations: Vec<&str> = text.lines().filter(|line| line.trim_start().starts_with("::")).collect();
    assert!(annotations.len() == 3 && annotations.iter().all(|line| line.contains(" file=new/a.yaml,")), "{text}");
    assert!(text.starts_with("More is asked at IC1: delivery."), "what people read comes first: {text}");
    let markdown = stdout(&ladder(folder.path(), &["old", "new", "--format", "markdown"], &[]));
    assert_eq!(fs::read_to_string(&summary).unwrap(), format!("# Before\n{markdown}"));
    // A named format is the only output.
    let human = job(&["../old", ".", "--format", "human"]);
    assert!(text.starts_with(&human), "{human}");
    assert_eq!(fs::read_to_string(&summary).unwrap(), format!("# Before\n{markdown}"));
}

#[test]
fn a_revision_is_annotated_at_the_paths_of_its_files() {
    let folder = folder(str::to_owned);
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "one"]);
    fs::create_dir(folder.path().join("moved")).unwrap();
    git(folder.path(), &["mv", "new/a.yaml", "moved/a.yaml"]);
    git(folder.path(), &["rm", "--quiet", "-r", "old"]);
    let text = LADDER.replace("Contributes to", "Owns").replace("base.yaml", "../new/base.yaml");
    fs::write(folder.path().join("moved/a.yaml"), text).unwrap();
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "two"]);
    for arguments in [&["HEAD~1", "new"][..], &["HEAD~1..HEAD", "new"], &["HEAD~1..HEAD", "--", "new", "moved"]] {
        let text = stdout(&ladder(folder.path(), &[&["--format", "github"], arguments].concat(), &[]));
        assert!(text.starts_with("::warning file=moved/a.yaml,line=14,"), "{arguments:?}: {text}");
    }
}

#[test]
fn people_are_counted_where_a_format_may_and_in_no_other() {
    let folder = folder(|old| old.replace("Contributes to", "Owns"));
    fs::write(folder.path().join("people.csv"), "name,level\nA,IC1\nB,IC1\n").unwrap();
    let run = |formats: &[&str]| {
        let formats: Vec<&str> = formats.iter().flat_map(|format| ["--format", format]).collect();
        ladder(folder.path(), &[&["old", "new", "--roster", "people.csv"], &formats[..]].concat(), &[])
    };
    let human = stdout(&run(&["human", "markdown=page.md", "github=annotations"]));
    assert!(human.contains("2 people"), "{human}");
    for file in ["page.md", "annotations"] {
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        assert!(text.contains("IC1") && !text.contains("people"), "{file}: {text}");
    }
    let refused = run(&["markdown=other.md", "github"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(!folder.path().join("other.md").exists());
    let over = run(&["human", "json=people.csv"]);
    assert_eq!(over.status.code(), Some(2), "{}", String::from_utf8_lossy(&over.stderr));
}
