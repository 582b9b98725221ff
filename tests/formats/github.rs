//! A job on GitHub: annotations by themselves, at most ten of a kind, and the summary of the job.

use std::fs;

use super::{folder, program, stdout, validate};
use crate::support::readers;

/// As many mistakes, each an error, in a base, of which no rule asks anything else.
fn base(mistakes: usize) -> String {
    let steps: String = (1..=mistakes).map(|step| format!("  - {{ id: s{step}, titel: x }}\n")).collect();
    format!("base: a\nscale:\n{steps}")
}

#[test]
fn in_a_job_the_default_adds_annotations() {
    let folder = folder([("a.yaml", base(2).as_str())]);
    let usual = validate(folder.path(), &["a.yaml"]);
    let in_job = |arguments: &[&str]| {
        program(folder.path()).arg("validate").args(arguments).env("GITHUB_ACTIONS", "true").output().unwrap()
    };
    let job = in_job(&["a.yaml"]);
    assert_eq!(job.status.code(), usual.status.code());
    let annotations = stdout(&job).strip_prefix(&stdout(&usual)).expect("what people read comes first").to_owned();
    assert_eq!(readers::github(&annotations).len(), 2);
    // A named format is the only output.
    assert_eq!(stdout(&in_job(&["--format", "human", "a.yaml"])), stdout(&usual));
    let json = stdout(&validate(folder.path(), &["--format", "json", "a.yaml"]));
    assert_eq!(stdout(&in_job(&["--format", "json", "a.yaml"])), json);
}

#[test]
fn only_true_means_a_job() {
    let folder = folder([("a.yaml", base(1).as_str())]);
    for value in ["", "false", "1"] {
        let output = program(folder.path()).args(["validate", "a.yaml"]).env("GITHUB_ACTIONS", value).output().unwrap();
        assert_eq!(output.stdout, validate(folder.path(), &["a.yaml"]).stdout, "{value}");
    }
}

#[test]
fn ten_annotations_the_last_of_which_counts_the_rest() {
    for (mistakes, annotations, rest) in [(10, 10, None), (11, 9, Some("2 more")), (25, 9, Some("16 more"))] {
        let folder = folder([("a.yaml", base(mistakes).as_str())]);
        let text = stdout(&validate(folder.path(), &["--format", "github", "a.yaml"]));
        assert_eq!(readers::github(&text).len(), annotations, "{mistakes}");
        let commands = readers::commands(&text);
        let last = commands.last().unwrap();
        assert_eq!(commands.len(), annotations + usize::from(rest.is_some()));
        assert_eq!(last.name == "error" && last.message.starts_with(rest.unwrap_or("?")), rest.is_some(), "{text}");
    }
}

#[test]
fn the_worst_come_first() {
    // The warning or note of some rule in one file, which comes first by its name, and errors in another.
    let milder = ladder::rules::ALL.iter().find(|rule| rule.severity < ladder::finding::Severity::Error);
    let Some(rule) = milder else { return };
    let mut files = ladder::rules::files(rule.explanation.bad);
    files.push(("zz.yaml".to_owned(), base(10).replace("base: a", "base: zz")));
    let folder = folder(files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let paths: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let text = stdout(&validate(folder.path(), &[&["--format", "github"], &paths[..]].concat()));
    let found = readers::github(&text);
    assert!(found[..10].iter().all(|found| found.severity == "error") && found.len() > 10, "{text}");
    assert!(found[10..].iter().all(|found| found.severity != "error"), "{text}");
    let found = readers::markdown(&stdout(&validate(folder.path(), &[&["--format", "markdown"], &paths[..]].concat())));
    assert_eq!(found.first().unwrap().severity, "error");
    assert_ne!(found.last().unwrap().severity, "error");
}

#[test]
fn the_whole_list_is_added_to_the_summary_of_the_job() {
    let folder = folder([("a.yaml", base(25).as_str()), ("summary.md", "# Before\n")]);
    let summary = folder.path().join("summary.md");
    let job = |arguments: &[&str]| {
        let mut command = program(folder.path());
        command.arg("validate").args(arguments).arg("a.yaml");
        command.env("GITHUB_ACTIONS", "true").env("GITHUB_STEP_SUMMARY", &summary).output().unwrap()
    };
    job(&[]);
    let text = fs::read_to_string(&summary).unwrap();
    let ours = text.strip_prefix("# Before\n").expect("what was there stays");
    assert_eq!(readers::markdown(ours).len(), 25);
    job(&["--format", "github=annotations.txt"]);
    assert_eq!(fs::read_to_string(&summary).unwrap(), format!("{text}{ours}"));
    job(&["--format", "human"]);
    assert_eq!(fs::read_to_string(&summary).unwrap(), format!("{text}{ours}"), "no annotations, no summary");
}

#[test]
fn the_summary_counts_what_is_passed_over() {
    let ladder = "ladder: a\ntracks:\n  - id: ic\n    kind: ic\n    levels: [{ id: L1, grade: 1, title: Todo }] # ladder: ignore[placeholder-text]\n";
    let folder = folder([("a.yaml", ladder)]);
    for arguments in [&["--format", "markdown"][..], &[]] {
        let text = stdout(&validate(folder.path(), arguments));
        assert!(text.contains("1 ignored by comments"), "{text}");
    }
}

#[test]
fn a_summary_that_cannot_be_written_changes_no_status() {
    let folder = folder([("a.yaml", base(1).as_str())]);
    let output = program(folder.path())
        .args(["validate", "a.yaml"])
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_STEP_SUMMARY", folder.path().join("nowhere/summary.md"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("could not write to the job summary"));
}

#[test]
fn paths_are_those_of_the_checkout() {
    let folder = folder([("people/ladders/a.yaml", base(1).as_str())]);
    let absolute = folder.path().join("people/ladders/a.yaml");
    for variable in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
        for path in ["ladders/a.yaml", "./ladders/../ladders/a.yaml", absolute.to_str().unwrap()] {
            for format in ["github", "gitlab", "sarif", "junit", "markdown"] {
                let mut command = program(&folder.path().join("people"));
                command.args(["validate", "--format", format, path]).env(variable, folder.path());
                let found = super::read(format, &stdout(&command.output().unwrap())).unwrap();
                assert_eq!(found[0].path, "people/ladders/a.yaml", "{variable}, {path}, {format}");
            }
        }
    }
}
