//! What `ladder --version` prints: the version, and the commit if this is a release build in a checkout of its own.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let version = env!("CARGO_PKG_VERSION");
    // In other builds, each commit would compile everything anew.
    let is_release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    // A package has no `.git` of its own; one further up belongs to somebody else.
    let commit = if is_release && Path::new(".git").exists() { commit() } else { None };
    let version = commit.map_or_else(|| version.to_owned(), |commit| format!("{version} ({commit})"));
    println!("cargo:rustc-env=LADDER_VERSION={version}");
}

/// The commit, and a reason to ask again once there is another; `None` without git.
fn commit() -> Option<String> {
    let log = git(&["rev-parse", "--git-path", "logs/HEAD"])?;
    println!("cargo:rerun-if-changed={log}");
    git(&["rev-parse", "--short=10", "HEAD"])
}

fn git(arguments: &[&str]) -> Option<String> {
    // A hook of another repository sets these.
    let output = Command::new("git").args(arguments).env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}
