//! Tests that miss a program: what they could not check, kept for the end of the run.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::thread;

/// Whether a program that the running test needs is on `PATH`; see [`skip`] for what happens where it is not.
pub fn installed(program: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&paths).any(|folder| folder.join(program).is_file());
    if !found {
        skip(&format!("{program} is not installed"));
    }
    found
}

/// Says that the running test checks less than it should, at once and again at the end of `cargo test`. Where `CI` is
/// `true` the test fails instead.
pub fn skip(reason: &str) {
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{reason}, and CI is true");
    let test = thread::current();
    let line = format!("skipped: {}: {reason}\n", test.name().unwrap_or("a test"));
    // What is printed by macros is seen of tests that fail only.
    let _ = std::io::stderr().write_all(line.as_bytes());
    let mut record = OpenOptions::new().create(true).append(true).open(record()).expect("a file in the build's folder");
    // In one piece, because tests run at the same time.
    record.write_all(line.as_bytes()).expect("the line is kept");
}

/// Where the lines are kept. All test programs of one `cargo test` have the same parent, which no other run has.
pub fn record() -> PathBuf {
    #[cfg(unix)]
    let run = std::os::unix::process::parent_id();
    #[cfg(not(unix))]
    let run = "last";
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("skipped-{run}.txt"))
}
