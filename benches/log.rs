//! `ladder log` is linear in the history: twice the revisions take about twice the time.
//!
//! A plain program and not a harness, because what counts is a ratio within one run. `cargo bench --bench log`.

#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Of how many revisions one touches a ladder.
const TOUCHED: usize = 5;

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let is_test = !std::env::args().any(|argument| argument == "--bench");
    let revisions = if is_test { 20 } else { 4000 };
    let (half, whole) = (history(revisions / 2), history(revisions));
    let (first, second) = (timed(half.path(), revisions / 2), timed(whole.path(), revisions));
    println!(
        "{} revisions {first:.2?}, {revisions} revisions {second:.2?}, ratio {:.2}",
        revisions / 2,
        second.as_secs_f64() / first.as_secs_f64()
    );
}

/// The best of three runs.
fn timed(folder: &Path, revisions: usize) -> Duration {
    let runs = (0..3).map(|_| {
        let start = Instant::now();
        let log = Command::new(env!("CARGO_BIN_EXE_ladder")).arg("log").current_dir(folder).output();
        let took = start.elapsed();
        let text = String::from_utf8_lossy(&log.expect("the program runs").stdout).into_owned();
        assert_eq!(text.matches("level-retitled").count(), (revisions - 1) / TOUCHED);
        took
    });
    runs.min().unwrap_or_default()
}

/// A repository of so many revisions, each of which touches YAML, and some of which touch a ladder.
fn history(revisions: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.args(args).current_dir(folder.path()).stdin(Stdio::piped());
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").spawn().expect("git runs")
    };
    assert!(git(&["init", "--quiet", "--initial-branch=main"]).wait().expect("it ends").success());
    let mut stream = String::new();
    for number in 0..revisions {
        let title = number / TOUCHED;
        let ladder =
            format!("ladder: x\ntracks: [{{ id: ic, kind: ic, levels: [{{ id: L1, title: T{title}, grade: 1 }}] }}]\n");
        let message = format!("revision {number}");
        let _ =
            write!(stream, "commit refs/heads/main\ncommitter A <a@example.org> {} +0000\n", 1_700_000_000 + number);
        let _ = write!(stream, "data {}\n{message}\n", message.len());
        for (path, content) in [("ladders/x.yaml", ladder), ("deploy/app.yaml", format!("number: {number}\n"))] {
            let _ = write!(stream, "M 644 inline {path}\ndata {}\n{content}\n", content.len());
        }
    }
    let mut import = git(&["fast-import", "--quiet"]);
    import.stdin.take().expect("a pipe").write_all(stream.as_bytes()).expect("it reads");
    assert!(import.wait().expect("it ends").success());
    folder
}
