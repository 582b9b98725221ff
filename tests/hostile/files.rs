//! Pipes, devices, links, permissions and names of files.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Stdio};

use super::*;
use crate::support::program::{PROGRAM, Run};
use crate::support::skipped::skip;

fn fifo(project: &Project, name: &str) {
    let made = Command::new("mkfifo").arg(project.at(name)).status().expect("mkfifo is a program of every Unix");
    assert!(made.success());
}

#[test]
fn a_pipe_that_is_named_does_not_block() {
    let project = Project::new();
    fifo(&project, "x.yaml");
    for command in ["validate x.yaml", "show x.yaml", "list x.yaml"] {
        project.run(command).ends_with(4).complains("`x.yaml`: it is not a regular file");
    }
}

#[test]
fn a_pipe_in_a_folder_does_not_block() {
    let project = Project::new().with("ladders/healthy.yaml", HEALTHY);
    fifo(&project, "ladders/x.yaml");
    project.run("validate").ends_with(0).prints("checked 1 file");
    project.run("show").ends_with(0);
    fs::remove_file(project.at("ladders/healthy.yaml")).expect("the file is there");
    project.run("validate").ends_with(3);
}

#[test]
fn a_pipe_that_is_extended_does_not_block() {
    let project = Project::new().with("x.yaml", format!("extends: pipe.yaml\n{HEALTHY}"));
    fifo(&project, "pipe.yaml");
    let run = project.run("validate x.yaml");
    run.ends_with(1).prints("not a regular").prints("--> x.yaml:1:10\n");
}

#[test]
fn a_pipe_as_settings_or_ignore_file_does_not_block() {
    let project = Project::new().with("ladders/x.yaml", HEALTHY);
    fifo(&project, ".ladder.yaml");
    fifo(&project, "ladders/.ladder.yaml");
    project.run("validate").ends_with(0);
}

#[test]
fn a_device_is_not_read() {
    let project = Project::new();
    project.run("validate /dev/zero").ends_with(4).complains("not a regular file");
    project.run("validate /dev/null").ends_with(4).complains("not a regular file");
}

#[test]
fn a_folder_may_be_called_like_a_file() {
    let project = Project::new().with("ladders/x.yaml/y.yaml", HEALTHY);
    project.run("validate").ends_with(0).prints("checked 1 file");
    project.run("validate ladders/x.yaml").ends_with(0).prints("checked 1 file");
    fs::remove_file(project.at("ladders/x.yaml/y.yaml")).expect("the file is there");
    project.run("validate ladders/x.yaml").ends_with(3).complains("`ladders/x.yaml`");
    project.run("show ladders/x.yaml").ends_with(3);
}

/// Runs `args` as somebody whom permissions hold; `None`, and a line that says so, where that cannot be done.
fn as_nobody(project: &Project, args: &[&str]) -> Option<Run> {
    let is_root = fs::read(project.at("secret.yaml")).is_ok();
    if !is_root {
        return Some(project.call(args).run());
    }
    // The folder of the build may be closed to others: the program comes along.
    let program = project.at("ladder");
    fs::copy(PROGRAM, &program).expect("the program is copied");
    fs::set_permissions(project.at("."), fs::Permissions::from_mode(0o755)).expect("the folder is ours");
    let nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"].map(OsStr::new);
    let words: Vec<&OsStr> = nobody.into_iter().chain([program.as_os_str()]).collect();
    let works = || {
        let run = Command::new(words[0]).args(&words[1..]).arg("--version").stdout(Stdio::null()).status();
        run.is_ok_and(|exit| exit.success())
    };
    // A test that starts a program at this moment holds the copy open for writing, and then it cannot be run.
    if !(0..20).any(|_| {
        works() || {
            std::thread::sleep(std::time::Duration::from_millis(50));
            false
        }
    }) {
        skip("root reads everything, and `setpriv` cannot run the program as nobody");
        return None;
    }
    Some(project.call(args).through(&words).run())
}

#[test]
fn a_file_without_permission_is_unreadable() {
    let project = Project::new().with("healthy.yaml", HEALTHY).with("secret.yaml", HEALTHY);
    let closed = fs::Permissions::from_mode(0o000);
    fs::set_permissions(project.at("secret.yaml"), closed).expect("the file is ours");
    for args in [&["validate", "secret.yaml"][..], &["show", "secret.yaml"], &["validate", "."], &["list", "."]] {
        let Some(run) = as_nobody(&project, args) else { return };
        run.ends_with(4).complains("secret.yaml`: permission denied");
    }
    // What could be read is checked all the same.
    let Some(run) = as_nobody(&project, &["validate", "."]) else { return };
    run.prints("checked 1 file").prints("no findings in the files that could be read");
}

#[test]
fn a_folder_without_permission_is_unreadable() {
    let project = Project::new().with("healthy.yaml", HEALTHY).with("closed/x.yaml", HEALTHY);
    let project = project.with("secret.yaml", "");
    for closed in ["closed", "secret.yaml"] {
        fs::set_permissions(project.at(closed), fs::Permissions::from_mode(0o000)).expect("the folder is ours");
    }
    let run = as_nobody(&project, &["validate", "closed"]);
    let inside = as_nobody(&project, &["validate", "closed/x.yaml"]);
    let around = as_nobody(&project, &["validate", "."]);
    // The temporary folder can only be removed while its folders are open.
    fs::set_permissions(project.at("closed"), fs::Permissions::from_mode(0o755)).expect("the folder is ours");
    for run in [run, inside, around].into_iter().flatten() {
        run.ends_with(4).complains("closed").complains("permission denied");
    }
}

#[test]
fn a_link_to_nothing_is_unreadable_where_it_is_named() {
    let project = Project::new();
    symlink("gone.yaml", project.at("x.yaml")).expect("a link");
    project.run("validate x.yaml").ends_with(4).complains("`x.yaml`");
    project.run("show x.yaml").ends_with(4).complains("`x.yaml`");
}

#[test]
fn a_link_to_nothing_in_a_folder_is_unreadable() {
    let project = Project::new().with("ladders/healthy.yaml", HEALTHY);
    symlink("gone.yaml", project.at("ladders/x.yaml")).expect("a link");
    project.run("validate").ends_with(4).complains("`ladders/x.yaml`").prints("checked 1 file");
}

#[test]
fn links_that_lead_in_a_circle_come_to_an_end() {
    let project = Project::new().with("ladders/healthy.yaml", HEALTHY);
    symlink("../ladders", project.at("ladders/again")).expect("a link");
    symlink("loop.yaml", project.at("loop.yaml")).expect("a link");
    project.run("validate").ends_with(0).prints("checked 1 file");
    project.run("validate ladders/again").ends_with(0).prints("checked 1 file");
    project.run("validate loop.yaml").ends_with(4).complains("`loop.yaml`");
}

#[test]
fn a_link_and_its_file_are_one() {
    let project = Project::new().with("ladders/x.yaml", HEALTHY);
    symlink("x.yaml", project.at("ladders/y.yaml")).expect("a link");
    project.run("validate").ends_with(0).prints("checked 1 file");
}

#[test]
fn a_name_may_have_spaces_and_any_letters() {
    for name in ["a ladder.yaml", "設計.yaml", "e\u{301}té — 👩‍💻.yml", "a:1:2.yaml", "'\"`.yaml", "a\\b.YAML"]
    {
        let project = Project::new().with(name, format!("{HEALTHY}bogus: 1\n"));
        project.call(["validate", name]).run().ends_with(1).prints(&format!("--> {name}:11:1\n"));
        project.run("validate .").ends_with(1).prints(&format!("--> {name}:11:1\n"));
        let json = project.call(["validate", name, "--format", "json"]).run();
        let json: serde_json::Value = serde_json::from_str(&json.stdout).expect("one JSON document");
        assert_eq!(json["findings"][0]["path"], name);
    }
}

#[test]
fn a_name_that_is_no_utf_8_is_loaded() {
    let name = OsString::from(OsStr::from_bytes(b"caf\xe9.yaml"));
    let project = Project::new();
    if fs::write(project.at(&name), HEALTHY).is_err() {
        // Some file systems take only UTF-8.
        return;
    }
    project.run("validate .").ends_with(0).prints("checked 1 file");
    project.call([OsStr::new("validate"), &name]).run().ends_with(0).prints("checked 1 file");
    project.call([OsStr::new("list"), &name]).run().ends_with(0).prints("caf\u{fffd}.yaml");
    fs::write(project.at(&name), "ladder: x\n").expect("the file is there");
    let run = project.call([OsStr::new("validate"), &name]).run();
    run.ends_with(1).prints("--> caf\u{fffd}.yaml:1:1");
    project.call([OsStr::new("validate"), &name, OsStr::new("--format=json")]).run().ends_with(1);
    // `show` takes ladders as well as paths.
    let run = project.call([OsStr::new("show"), &name]).run();
    assert!(matches!(run.status, Some(2 | 4)), "{run}");
}

#[test]
fn escapes_in_names_do_not_reach_the_terminal() {
    let name = "\u{1b}[31mred\u{7}\u{1b}]0;title\u{7}.yaml";
    let project = Project::new().with(format!("ladders/{name}"), format!("{HEALTHY}bogus: 1\n"));
    let project = project.with(format!("fine/{name}"), HEALTHY);
    project.run("validate").ends_with(1).is_tame().prints("red");
    project.run("show").ends_with(4).is_tame();
    project.run("show fine").ends_with(0).is_tame();
    project.run("list fine").ends_with(0).is_tame();
    project.run("list fine --format json").ends_with(0).is_tame();
    let project = Project::new().with("x.yaml", "extends: \"\\e[31mred\\a.yam\"\nladder: x\n").with(name, "base: b\n");
    project.run("validate x.yaml").ends_with(1).is_tame();
    fs::remove_file(project.at(name)).expect("the file is there");
    symlink("gone", project.at(name)).expect("a link");
    project.call(["validate", name]).run().ends_with(4).is_tame();
}
