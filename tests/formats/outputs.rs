//! Several formats in one run, each to its own place.

use std::fs;
use std::path::Path;

use super::{FORMATS, folder, stdout, validate};

const BROKEN: &str = "ladder: a\ntitel: x\ntracks:\n  - { id: ic, kind: ic, levels: [{ id: IC1, grade: 1 }] }\n";

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn each_format_goes_to_its_own_file_and_one_to_standard_output() {
    let folder = folder([("a.yaml", BROKEN)]);
    let files: Vec<String> = FORMATS.iter().map(|format| format!("{format}=out.{format}")).collect();
    let mut arguments: Vec<&str> = files.iter().flat_map(|file| ["--format", file]).collect();
    arguments.extend(["--format", "concise", "a.yaml"]);
    let output = validate(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1));
    for format in FORMATS {
        let alone = stdout(&validate(folder.path(), &["--format", format, "a.yaml"]));
        assert_eq!(fs::read_to_string(folder.path().join(format!("out.{format}"))).unwrap(), alone, "{format}");
        if format == "concise" {
            assert_eq!(stdout(&output), alone);
        }
    }
    assert_eq!(names(folder.path()).len(), FORMATS.len() + 1, "nothing else is left: {:?}", names(folder.path()));
}

#[test]
fn a_dash_is_standard_output() {
    let folder = folder([("a.yaml", BROKEN)]);
    let output = validate(folder.path(), &["--format", "concise=-", "a.yaml"]);
    assert_eq!(output.stdout, validate(folder.path(), &["--format", "concise", "a.yaml"]).stdout);
    assert_eq!(names(folder.path()), ["a.yaml"]);
}

#[test]
fn wrong_use_is_status_2_and_writes_nothing() {
    let folder = folder([("a.yaml", BROKEN)]);
    for (formats, said) in [
        (&["sariff=x"][..], "a similar value exists: 'sarif'"),
        (&["xml"], "possible values: human, concise, json, sarif, github, gitlab, junit, markdown"),
        (&["yaml"], "invalid value 'yaml'"),
        (&["=x"], "a value is required"),
        (&["sarif="], "`sarif=` names no file"),
        (&["human", "json"], "`human` and `json` cannot both go to standard output"),
        (&["sarif=x", "json=./x"], "`sarif` and `json` cannot both go to `./x`"),
        (&["sarif=a.yaml"], "would overwrite `a.yaml`, which is a ladder or base file"),
    ] {
        let arguments: Vec<&str> = formats.iter().flat_map(|format| ["--format", format]).chain(["a.yaml"]).collect();
        let output = validate(folder.path(), &arguments);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{formats:?}: {stderr}");
        assert!(stderr.contains(said), "{formats:?}: {stderr}");
        assert!(output.stdout.is_empty(), "{formats:?}");
        assert_eq!(names(folder.path()), ["a.yaml"], "{formats:?}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("a.yaml")).unwrap(), BROKEN);
}

/// A baseline that knows nothing.
const KNOWN: &str = "{ \"ladder_baseline\": 1, \"findings\": [] }\n";

#[test]
fn nothing_that_a_run_goes_by_is_written_over() {
    let base = "base: company\ntitle: Company\n";
    let ladder = "ladder: a\nextends: ../company.yaml\ntracks: []\n";
    let files = [("company.yaml", base), ("l/a.yaml", ladder), (".ladder.yaml", "pay: hide\n"), ("known.json", KNOWN)];
    let folder = folder(files);
    for arguments in [
        ["--baseline", "known.json", "--format", "json=known.json"],
        ["--baseline", "known.json", "--format", "json=company.yaml"],
        ["--baseline", "known.json", "--format", "json=l/../.ladder.yaml"],
        ["--write-baseline", "known.json", "--format", "json=known.json"],
        ["--write-baseline", "new.json", "--format", "json=new.json"],
        ["--write-baseline", "new.json", "--format", "json=l/../new.json"],
    ] {
        let output = validate(folder.path(), &[&["l"][..], &arguments].concat());
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains("would overwrite"), "{arguments:?}: {stderr}");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        for (name, text) in files {
            assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), text, "{arguments:?}");
        }
        assert!(!folder.path().join("new.json").exists(), "{arguments:?}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_status_4_and_named() {
    let folder = folder([("a.yaml", BROKEN)]);
    for file in ["nowhere/out.sarif", "."] {
        let output = validate(folder.path(), &["--format", "human", "--format", &format!("sarif={file}"), "a.yaml"]);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{stderr}");
        assert!(stderr.contains(&format!("could not write `{file}`")), "{stderr}");
        assert!(stdout(&output).contains("unknown-field"), "what can be told is told");
        assert_eq!(names(folder.path()), ["a.yaml"]);
    }
}

#[test]
fn what_was_in_a_file_is_replaced() {
    let long = "x".repeat(100_000);
    let folder = folder([("a.yaml", BROKEN), ("out", long.as_str())]);
    validate(folder.path(), &["--format", "concise=out", "a.yaml"]);
    let text = fs::read_to_string(folder.path().join("out")).unwrap();
    assert_eq!(text, stdout(&validate(folder.path(), &["--format", "concise", "a.yaml"])));
}

#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_written_to_and_stays() {
    use std::os::unix::fs::FileTypeExt;
    let folder = folder([("a.yaml", BROKEN)]);
    let output = validate(folder.path(), &["--format", "json=/dev/null", "--format", "concise", "a.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
}
