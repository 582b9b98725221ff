//! Repositories whose trees nobody would make by hand.

use std::io::Write;
use std::process::{Command, Stdio};

use super::limits::limit;
use super::*;
use crate::support::repository::Repository;

/// Gives git's `command` its input, in a repository; what it prints, without the line break.
fn feed(repository: &Repository, command: &[&str], input: &str) -> String {
    let mut child = Command::new("git")
        .args(command)
        .current_dir(repository.at(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("git runs");
    child.stdin.take().expect("stdin is a pipe").write_all(input.as_bytes()).expect("git reads its input");
    let output = child.wait_with_output().expect("git ends");
    assert!(output.status.success(), "git {command:?}");
    String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
}

/// A repository in which a ladder lies so many folders deep.
fn nested(folders: usize) -> Repository {
    let repository = Repository::new();
    let path = format!("{}x.yaml", "d/".repeat(folders));
    let text = HEALTHY.len();
    let commit = "commit refs/heads/main\ncommitter A <a@example.org> 1767355200 +0000\ndata 1\nx";
    feed(
        &repository,
        &["fast-import", "--quiet"],
        &format!("{commit}\nM 100644 inline {path}\ndata {text}\n{HEALTHY}\n"),
    );
    repository
}

/// A repository whose revision is a tree of trees, each with the one after it so many times.
fn bomb(steps: &[usize]) -> Repository {
    let repository = Repository::new();
    let mut entry = format!("100644 blob {}", feed(&repository, &["hash-object", "-w", "--stdin"], "no ladder\n"));
    for times in steps {
        let entries: String = (0..*times).map(|index| format!("{entry}\t{index}.yaml\n")).collect();
        entry = format!("040000 tree {}", feed(&repository, &["mktree"], &entries));
    }
    let tree = entry.rsplit(' ').next().expect("the name of a tree");
    let commit = repository.git(&["commit-tree", "-m", "a bomb", tree]);
    repository.git(&["update-ref", "refs/heads/main", &commit]);
    repository
}

#[track_caller]
fn is_refused(repository: &Repository, reason: &str) {
    repository.write("x.yaml", HEALTHY);
    for args in ["show --at main", "diff main", "diff main..main"] {
        repository.run(args).ends_with(4).complains(&format!("could not read `main:`: {reason}")).is_short();
    }
    // What cannot be compared has changed.
    repository.run("validate --changed-since main x.yaml").ends_with(0).prints("checked 1 file").is_short();
}

#[test]
fn folders_nested_without_end_are_refused() {
    let deepest = limit("folders inside each other in a revision");
    let reason = &format!("it has folders nested more than {deepest} deep");
    is_refused(&nested(20_000), reason);
    is_refused(&nested(deepest + 1), reason);
    let path = "d/".repeat(deepest + 1);
    nested(deepest + 1).run(&format!("show --at main {path}x.yaml")).ends_with(4).complains(reason);
    nested(deepest).run("show --at main").ends_with(0).prints("Healthy");
}

#[test]
fn folders_that_multiply_are_refused() {
    let reason = format!("it has more than {} files and folders", limit("files and folders in a revision"));
    for steps in [&[10; 11][..], &[1_000, 1_000]] {
        bomb(steps).run("show --at main").ends_with(4).complains(&format!("could not read `main:`: {reason}"));
    }
}

#[test]
fn as_many_files_as_a_large_company_has_are_walked() {
    let repository = bomb(&[0, 1_000, 999]);
    repository.run("show --at main").ends_with(3).complains("no ladder files");
}
