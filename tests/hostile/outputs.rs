//! Files that a run writes: nothing of the user's is lost, and nothing waits for ever.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use super::*;
use crate::support::program::PROGRAM;

/// Runs `args` where every write to a disk fails.
fn on_a_full_disk(project: &Project, args: &str) -> crate::support::program::Run {
    let words = ["sh", "-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "sh", PROGRAM].map(OsStr::new);
    project.call(args.split_whitespace()).through(&words).run()
}

fn names(project: &Project) -> Vec<String> {
    let entries = fs::read_dir(project.at(".")).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn no_output_takes_the_place_of_a_ladder_a_base_or_settings() {
    let old = [
        ("other.yaml", HEALTHY.replace("healthy", "other")),
        ("other.json", HEALTHY.replace("healthy", "other")),
        ("base.yml", "base: company\n".to_owned()),
        ("broken.yaml", "ladder: x\ntracks: [\n".to_owned()),
        ("deep/.ladder.yaml", "# ours\n".to_owned()),
        ("utf16.yaml", "\u{feff}ladder: x\n".to_owned()),
    ];
    let project = Project::new().with("x.yaml", HEALTHY);
    let project = old.iter().fold(project, |project, (name, text)| project.with(name, text));
    symlink("other.yaml", project.at("link.json")).expect("a link");
    for file in old.iter().map(|(name, _)| *name).chain(["link.json"]) {
        for command in ["validate x.yaml", "validate --fix x.yaml", "diff x.yaml x.yaml", "diff --explain"] {
            let run = project.run(&format!("{command} --format json={file}"));
            run.ends_with(2).complains(&format!("would overwrite `{file}`"));
        }
    }
    for (name, text) in &old {
        assert_eq!(fs::read_to_string(project.at(name)).expect("it is there"), *text, "{name}");
    }
}

#[test]
fn an_output_takes_the_place_of_the_one_before_in_every_format() {
    let project = Project::new().with("x.yaml", HEALTHY.replace(", both_ways: true", ""));
    let project = project.with("y.yaml", HEALTHY);
    for (command, kind) in [
        ("validate x.yaml", ladder::view::OutputKind::Findings),
        ("diff x.yaml y.yaml", ladder::view::OutputKind::Diff),
    ] {
        for format in ladder::render::names(kind) {
            for _ in 0..2 {
                project.run(&format!("{command} --format {format}=out.yaml")).ends_with(0);
            }
        }
    }
}

#[test]
fn a_pipe_that_nobody_reads_from_does_not_block() {
    let project = Project::new().with("x.yaml", HEALTHY);
    let made = Command::new("mkfifo").arg(project.at("pipe")).status().expect("mkfifo is a program of every Unix");
    assert!(made.success());
    project.run("validate --format json=pipe").ends_with(4).complains("`pipe`: nobody reads from this pipe");
    let reader = Command::new("cat").arg(project.at("pipe")).stdout(std::process::Stdio::piped()).spawn();
    let reader = reader.expect("cat is a program of every Unix");
    // The reader opens the pipe in its own time.
    let run = (0..1000)
        .map(|_| project.run("validate --format json=pipe"))
        .find(|run| run.status == Some(0))
        .expect("the pipe is read sooner or later");
    run.prints("");
    let read = reader.wait_with_output().expect("the reader ends with the pipe");
    assert!(String::from_utf8_lossy(&read.stdout).ends_with("}\n"), "{read:?}");
}

#[test]
fn a_link_to_nothing_is_followed() {
    let project = Project::new().with("x.yaml", HEALTHY);
    symlink("out.json", project.at("link")).expect("a link");
    project.run("validate --format json=link").ends_with(0);
    assert!(project.at("link").is_symlink());
    assert!(project.at("out.json").is_file());
    fs::remove_file(project.at("out.json")).expect("it is there");
    let both = project.run("validate --format json=link --format sarif=out.json");
    both.ends_with(2).complains("cannot both go to");
}

#[test]
fn a_page_of_the_manual_is_written_through_no_link() {
    let project = Project::new().with("mine", "mine\n").with("man/other", "");
    symlink("../mine", project.at("man/ladder.1")).expect("a link");
    project.run("man man").ends_with(4).complains("`man/ladder.1` is a link");
    assert_eq!(fs::read_to_string(project.at("mine")).expect("it is there"), "mine\n");
}

#[test]
fn where_the_disk_is_full_nothing_is_left_and_nothing_is_said_to_be_done() {
    let misspelt = HEALTHY.replace("title: Healthy", "titel: Healthy");
    let project = Project::new().with("x.yaml", &misspelt).with("man/ladder.1", "old\n");
    let run = on_a_full_disk(&project, "validate --fix x.yaml");
    run.ends_with(4).complains("could not write `x.yaml`");
    assert!(!run.stderr.contains("fixed"), "{run}");
    on_a_full_disk(&project, "init").ends_with(4).complains("nothing was written");
    on_a_full_disk(&project, "validate --format json=out.json").ends_with(4);
    on_a_full_disk(&project, "man man").ends_with(4);
    assert_eq!(names(&project), ["man", "x.yaml"]);
    assert_eq!(fs::read_to_string(project.at("x.yaml")).expect("it is there"), misspelt);
    assert_eq!(fs::read_to_string(project.at("man/ladder.1")).expect("it is there"), "old\n");
}

#[test]
fn what_a_killed_init_leaves_the_next_one_completes() {
    let written = Project::new().run("init").stdout.clone();
    let files: Vec<&str> = written.lines().filter_map(|line| line.strip_prefix("wrote ")).collect();
    assert_eq!(files.len(), 3, "{written}");
    for left in 0..files.len() {
        let project = Project::new();
        project.run("init").ends_with(0);
        for file in &files[left..] {
            fs::remove_file(project.at(file)).expect("it was written");
        }
        project.run("init").ends_with(0);
        project.run("validate").ends_with(0);
    }
}
