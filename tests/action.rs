//! The scripts of the GitHub action, run as a job runs them: with bash, in a repository, on a pull request's base.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::program::{HEALTHY, PROGRAM, Project};
use crate::support::repository::git;

/// A repository with a ladder in its first commit, which is the base of the pull request.
struct Job {
    project: Project,
    base: String,
}

/// What a step leaves behind.
struct Step {
    status: Option<i32>,
    log: String,
    outputs: BTreeMap<String, String>,
    summary: String,
}

impl Job {
    fn new(files: &[(&str, &str)]) -> Self {
        let project = files.iter().fold(Project::new(), |project, (path, text)| project.with(path, text));
        let mut job = Self { project, base: String::new() };
        job.git(&["init", "--quiet", "--initial-branch=main"]);
        job.commit();
        job.base = job.git(&["rev-parse", "HEAD"]);
        job
    }

    fn git(&self, args: &[&str]) -> String {
        git(&self.project.at(""), args)
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", "a revision"]);
    }

    /// Changes a file, as the pull request does.
    fn write(&self, path: &str, text: &str) {
        let path = self.project.at(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folders above a file");
        fs::write(path, text).expect("a file is written");
        self.commit();
    }

    /// Runs a script as a step, with inputs.
    fn run(&self, script: &str, inputs: &[(&str, &str)]) -> Step {
        self.run_in(&self.project.at(""), script, inputs)
    }

    fn run_in(&self, folder: &Path, script: &str, inputs: &[(&str, &str)]) -> Step {
        let files = tempfile::tempdir().expect("a temporary folder");
        let (output, summary) = (files.path().join("output"), files.path().join("summary"));
        let mut command = Command::new("bash");
        command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/action").join(script));
        command.current_dir(folder).envs(inputs.iter().copied());
        command.env("LADDER", PROGRAM).env("BASE_REVISION", &self.base).env("TMPDIR", files.path());
        command.env("GITHUB_ACTIONS", "true").env("GITHUB_WORKSPACE", self.project.at(""));
        command.env("GITHUB_OUTPUT", &output).env("GITHUB_STEP_SUMMARY", &summary);
        let run = command.output().expect("bash runs");
        let left: Vec<PathBuf> =
            fs::read_dir(files.path()).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
        let strays = left.iter().any(|path| ![&output, &summary].contains(&path));
        assert!(!strays, "the script cleans up after itself: {left:?}");
        let read = |path: &Path| fs::read_to_string(path).unwrap_or_default();
        let log = format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
        let pairs = read(&output);
        let pairs = pairs.lines().map(|line| line.split_once('=').expect("name=value"));
        let outputs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        assert_eq!(self.git(&["status", "--porcelain"]), "", "the work tree is not touched");
        Step { status: run.status.code(), log, outputs, summary: read(&summary) }
    }
}

impl Step {
    #[track_caller]
    fn ends_with(&self, status: i32, outputs: &[(&str, &str)]) -> &Self {
        assert_eq!(self.status, Some(status), "{}", self.log);
        let expected: BTreeMap<_, _> =
            outputs.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        assert_eq!(self.outputs, expected, "{}", self.log);
        self
    }

    #[track_caller]
    fn logs(&self, text: &str) -> &Self {
        assert!(self.log.contains(text), "`{text}` is not in the log:\n{}", self.log);
        self
    }

    /// The commands that the runner would read.
    fn commands(&self) -> Vec<&str> {
        self.log.lines().filter(|line| line.trim_start().starts_with("::")).collect()
    }
}

fn counts<'a>(errors: &'a str, warnings: &'a str, notes: &'a str) -> [(&'a str, &'a str); 3] {
    [("errors", errors), ("warnings", warnings), ("notes", notes)]
}

fn verdict(impact: &'static str, bump: &'static str) -> [(&'static str, &'static str); 3] {
    let words = match (impact, bump) {
        ("", _) => "no change",
        ("breaking", _) => "breaking, which asks for a major version",
        ("addition", _) => "addition, which asks for a minor version",
        ("wording", _) => "wording, which asks for a patch version",
        (other, _) => panic!("{other}"),
    };
    [("verdict", words), ("impact", impact), ("bump", bump)]
}

/// The healthy ladder without the way back.
fn one_way() -> String {
    HEALTHY.replace(", both_ways: true", "")
}

// validate.sh

#[test]
fn a_check_without_findings_is_silent_and_counts_nothing() {
    let step = Job::new(&[("ladders/a.yaml", HEALTHY)]).run("validate.sh", &[]);
    step.ends_with(0, &counts("0", "0", "0")).logs("no findings");
    assert_eq!(step.commands(), [""; 0]);
}

#[test]
fn a_check_annotates_counts_and_ends_with_the_status_of_the_gate() {
    let job = Job::new(&[("ladders/a.yaml", &one_way())]);
    let step = job.run("validate.sh", &[]);
    step.ends_with(0, &counts("0", "1", "0")).logs("warning[one-way-switch]");
    assert_eq!(step.commands().len(), 1, "{}", step.log);
    assert!(step.commands()[0].starts_with("::warning file=ladders/a.yaml,line=10,"), "{}", step.log);
    assert!(step.summary.contains("one-way-switch"), "{}", step.summary);

    job.run("validate.sh", &[("INPUT_FAIL_ON", "warning")]).ends_with(1, &counts("0", "1", "0"));
    job.write("ladders/a.yaml", &format!("{}bogus: 1\n", one_way()));
    job.run("validate.sh", &[]).ends_with(1, &counts("1", "1", "0"));
    job.run("validate.sh", &[("INPUT_FAIL_ON", "never")]).ends_with(0, &counts("1", "1", "0"));
}

#[test]
fn a_check_that_could_not_be_made_counts_nothing_and_fails() {
    let none = [];
    Job::new(&[("readme.md", "words")]).run("validate.sh", &[]).ends_with(3, &none).logs("no ladder files");
    let job = Job::new(&[("ladders/a.yaml", HEALTHY)]);
    job.run("validate.sh", &[("INPUT_FAIL_ON", "errors")]).ends_with(2, &none).logs("errors");
    job.run("validate.sh", &[("INPUT_PATHS", "nowhere")]).logs("could not read `nowhere`");
    assert_eq!(job.run("validate.sh", &[("INPUT_PATHS", "nowhere")]).status, Some(4));
    job.write(".ladder.yaml", "fail_on: errors\n");
    job.run("validate.sh", &[]).ends_with(2, &none).logs(".ladder.yaml");
}

#[test]
fn paths_stand_on_a_line_each_and_may_hold_anything() {
    let job = Job::new(&[
        ("people & career/a ladder.yaml", &one_way()),
        ("-x/b.yaml", &one_way().replace("healthy", "b")),
        ("*/c.yaml", &one_way().replace("healthy", "c")),
    ]);
    let step = job.run("validate.sh", &[("INPUT_PATHS", "people & career\n")]);
    step.ends_with(0, &counts("0", "1", "0")).logs("file=people & career/a ladder.yaml,");
    job.run("validate.sh", &[("INPUT_PATHS", "  people & career/a ladder.yaml")]).ends_with(0, &counts("0", "1", "0"));
    job.run("validate.sh", &[("INPUT_PATHS", "people & career\n\n-x\n")]).ends_with(0, &counts("0", "2", "0"));
    job.run("validate.sh", &[("INPUT_PATHS", "*")]).ends_with(0, &counts("0", "1", "0"));
    job.run("validate.sh", &[("INPUT_PATHS", "")]).ends_with(0, &counts("0", "3", "0"));
}

#[test]
fn nothing_in_a_ladder_is_a_command_to_the_runner() {
    let text = |summary: &str| one_way().replace("title: Healthy", &format!("title: Healthy\nsummary: |\n{summary}"));
    let hostile = "  ::set-output name=errors::0\n  ##[error]no\n\n  ::error::no\n";
    let job = Job::new(&[("ladders/a.yaml", &text("  Words.\n"))]);
    job.write("ladders/a.yaml", &format!("{}\"::error::no\": 1\n", text(hostile)));
    for script in ["validate.sh", "diff.sh"] {
        let step = job.run(script, &[]);
        for command in step.commands() {
            let is_ours = command.starts_with("::error file=ladders/a.yaml,")
                || command.starts_with("::warning file=ladders/a.yaml,")
                || command == "::warning title=ladder::`healthy` was not compared, because it could not be read"
                || command.starts_with("::warning title=ladder::what changes could not be told");
            assert!(is_ours, "{script}: {command}");
        }
        assert!(!step.log.contains("##["), "{script}: {}", step.log);
    }
    job.write("ladders/a.yaml", &text(hostile));
    let step = job.run("diff.sh", &[]);
    step.ends_with(0, &verdict("wording", "patch"));
    let [command] = step.commands()[..] else { panic!("{}", step.log) };
    assert!(command.starts_with("::notice file=ladders/a.yaml,line=4,"), "{command}");
}

// diff.sh

#[test]
fn a_pull_request_that_changes_nothing_has_no_impact() {
    let job = Job::new(&[("ladders/a.yaml", HEALTHY)]);
    job.run("diff.sh", &[]).ends_with(0, &verdict("", "none"));
    job.run("diff.sh", &[("INPUT_FAIL_ON_IMPACT", "editorial")]).ends_with(0, &verdict("", "none"));
}

#[test]
fn a_pull_request_is_told_with_impact_and_bump_and_held_to_the_gate() {
    let job = Job::new(&[("ladders/a.yaml", HEALTHY)]);
    job.write("ladders/a.yaml", &HEALTHY.replace("title: Two", "title: Second"));
    let step = job.run("diff.sh", &[]);
    step.ends_with(0, &verdict("wording", "patch")).logs("Second");
    assert!(step.summary.contains("Second"), "{}", step.summary);
    assert_eq!(step.commands().len(), 1, "{}", step.log);
    assert!(step.commands()[0].starts_with("::notice file=ladders/a.yaml,line=6,"), "{}", step.log);

    job.write("ladders/a.yaml", &HEALTHY.replace("{ id: IC1, title: One, grade: 1 }, ", ""));
    job.run("diff.sh", &[]).ends_with(0, &verdict("breaking", "major"));
    job.run("diff.sh", &[("INPUT_FAIL_ON_IMPACT", "breaking")]).ends_with(1, &verdict("breaking", "major"));
    job.run("diff.sh", &[("INPUT_FAIL_ON_IMPACT", "braking")]).ends_with(2, &[]).logs("braking");
}

#[test]
fn several_paths_are_told_with_the_worst_of_them() {
    let second = HEALTHY.replace("healthy", "b");
    let job = Job::new(&[("our ladders/a.yaml", HEALTHY), ("more/b.yaml", &second), ("more/readme.md", "words")]);
    job.write("our ladders/a.yaml", &HEALTHY.replace("{ id: IC1, title: One, grade: 1 }, ", ""));
    job.run("diff.sh", &[("INPUT_PATHS", "our ladders\nmore")]).ends_with(0, &verdict("breaking", "major"));
    job.run("diff.sh", &[("INPUT_PATHS", "more\nour ladders")]).ends_with(0, &verdict("breaking", "major"));
    job.run("diff.sh", &[("INPUT_PATHS", "more")]).ends_with(0, &verdict("", "none"));
    // Where no path is given and there is no `ladders/`, it is the whole repository.
    job.run("diff.sh", &[]).ends_with(0, &verdict("breaking", "major"));
    // A job may work in a folder of the checkout.
    let inputs = &[("INPUT_PATHS", "../our ladders")][..];
    job.run_in(&job.project.at("more"), "diff.sh", inputs).ends_with(0, &verdict("breaking", "major"));
}

#[test]
fn ladders_that_come_and_go_are_told() {
    let job = Job::new(&[("readme.md", "words")]);
    let step = job.run("diff.sh", &[]);
    step.ends_with(0, &verdict("", "none")).logs("::notice title=ladder::there are no ladders");
    job.write("ladders/a.yaml", HEALTHY);
    job.run("diff.sh", &[]).ends_with(0, &verdict("addition", "minor")).logs("(addition ladder-added)");
    job.run("diff.sh", &[("INPUT_PATHS", "nowhere")]).ends_with(0, &[]).logs("`nowhere` is neither in");

    let job = Job::new(&[("ladders/a.yaml", HEALTHY)]);
    job.git(&["rm", "-r", "--quiet", "ladders"]);
    job.commit();
    let step = job.run("diff.sh", &[]);
    step.ends_with(0, &verdict("breaking", "major"));
    // There is no file left to point at.
    assert!(step.commands()[0].starts_with("::warning title=ladder (breaking ladder-removed)::`healthy` is removed"));
    job.run("diff.sh", &[("INPUT_FAIL_ON_IMPACT", "breaking")]).ends_with(1, &verdict("breaking", "major"));

    // One more ladder beside others is an addition.
    let job = Job::new(&[("ladders/a.yaml", HEALTHY)]);
    job.write("ladders/b.yaml", &HEALTHY.replace("healthy", "b"));
    job.run("diff.sh", &[]).ends_with(0, &verdict("addition", "minor"));
}

#[test]
fn a_pull_request_is_compared_with_where_it_parted_from_its_base() {
    let mut job = Job::new(&[("ladders/a.yaml", HEALTHY)]);
    job.git(&["switch", "--quiet", "--create", "topic"]);
    job.write("ladders/a.yaml", &HEALTHY.replace("title: Two", "title: Second"));
    job.git(&["switch", "--quiet", "main"]);
    job.write("ladders/b.yaml", &HEALTHY.replace("healthy", "b"));
    let before = job.base;
    job.base = git(&job.project.at(""), &["rev-parse", "HEAD"]);
    job.git(&["switch", "--quiet", "topic"]);
    // The ladder that came into the base meanwhile is not gone with the pull request.
    job.run("diff.sh", &[]).ends_with(0, &verdict("wording", "patch"));

    // What GitHub checks out is a merge with the base as it is by now, whatever older base the event names.
    job.git(&["switch", "--quiet", "--detach", "main"]);
    job.git(&["merge", "--quiet", "--no-ff", "--message", "merged", "topic"]);
    job.base = before;
    let merge = job.git(&["rev-parse", "HEAD"]);
    let inputs = [("GITHUB_REF", "refs/pull/1/merge"), ("GITHUB_SHA", merge.as_str())];
    job.run("diff.sh", &inputs).ends_with(0, &verdict("wording", "patch"));

    // And a shallow clone of it, whose commits have no parents.
    job.git(&["branch", "merged"]);
    job.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let from = format!("file://{}", job.project.at("").display());
    git(folder.path(), &["clone", "--quiet", "--depth=1", "--branch", "merged", &from, "shallow"]);
    let step = job.run_in(&folder.path().join("shallow"), "diff.sh", &inputs);
    step.ends_with(0, &verdict("wording", "patch"));
    assert!(!step.log.contains("fetch-depth"), "{}", step.log);
}

#[test]
fn a_base_revision_that_was_broken_does_not_keep_anybody_from_mending_it() {
    let job = Job::new(&[("ladders/a.yaml", "ladder: a\ntracks: [\n")]);
    job.write("ladders/a.yaml", HEALTHY);
    let step = job.run("diff.sh", &[]);
    step.ends_with(0, &[]).logs("could not be told in full");
    // A gate does not open for what it cannot see.
    assert_eq!(job.run("diff.sh", &[("INPUT_FAIL_ON_IMPACT", "breaking")]).status, Some(4));
}

#[test]
fn a_base_revision_is_read_whatever_is_left_out_of_archives() {
    let job = Job::new(&[("ladders/a.yaml", HEALTHY), (".gitattributes", "ladders/ export-ignore\n")]);
    job.run("diff.sh", &[]).ends_with(0, &verdict("", "none"));
}

#[test]
fn a_base_revision_that_is_not_there_is_fetched_or_said_to_be_missing() {
    let origin = Job::new(&[("ladders/a.yaml", HEALTHY)]);
    origin.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
    origin.write("ladders/a.yaml", &HEALTHY.replace("title: Two", "title: Second"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let from = format!("file://{}", origin.project.at("").display());
    git(folder.path(), &["clone", "--quiet", "--depth=1", &from, "shallow"]);
    let shallow = folder.path().join("shallow");
    let step = origin.run_in(&shallow, "diff.sh", &[]);
    step.ends_with(0, &verdict("wording", "patch")).logs("::notice title=ladder::compared with the base itself");

    let mut job = Job::new(&[("ladders/a.yaml", HEALTHY)]);
    job.base = "0123456789012345678901234567890123456789".to_owned();
    job.run("diff.sh", &[]).ends_with(0, &[]).logs("::warning title=ladder::the base revision 0123");
    job.run("diff.sh", &[("INPUT_FAIL_ON_IMPACT", "breaking")]).ends_with(4, &[]).logs("fetch-depth: 0");
}

// action.yml

#[test]
fn the_action_hands_its_inputs_to_the_scripts() {
    let action = include_str!("../action.yml");
    for script in ["install.sh", "validate.sh", "diff.sh", "comment.sh"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/action").join(script);
        let text = fs::read_to_string(&path).expect("the script");
        for variable in [
            "INPUT_VERSION",
            "ACTION_REF",
            "ACTION_REPOSITORY",
            "INPUT_PATHS",
            "INPUT_FAIL_ON",
            "INPUT_FAIL_ON_IMPACT",
            "BASE_REVISION",
            "LADDER",
            "MARKDOWN",
            "PULL_REQUEST",
            "TOKEN",
        ] {
            let is_used = text.contains(&format!("{{{variable}:"));
            let step = action.split("- id: ").find(|step| step.contains(script)).expect("a step runs the script");
            assert_eq!(is_used, step.contains(&format!("\n        {variable}: ")), "{script} and {variable}");
        }
        let mode = fs::metadata(path).expect("it is there").permissions().mode();
        let is_executable = mode & 0o111 != 0;
        assert!(is_executable, "{script} is run as a program");
    }
    // An input that stood in a script would be run as a part of it.
    let runs: Vec<&str> = action.lines().filter(|line| line.trim_start().starts_with("run:")).collect();
    assert_eq!(runs.len(), 5);
    assert!(runs.iter().all(|run| !run.contains("${{")), "{runs:?}");
}
