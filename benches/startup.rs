//! What a short run costs beside a program that does nothing.
//!
//! A plain program and not a harness, because what counts is a ratio within one run. `cargo bench --bench startup`.

#![allow(clippy::print_stdout)]

mod cost;

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use cost::best;

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let is_test = !env::args().any(|argument| argument == "--bench");
    let runs = if is_test { 1 } else { 100 };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("ladders");
    for file in ["company.yaml", "engineering.yaml"] {
        fs::copy(shipped.join(file), folder.path().join(file)).expect("it is copied");
    }
    let nothing = best(runs, &|| Command::new("true")).cpu;
    // Shells ask by variables.
    let asked = [("LADDER_COMPLETE", "bash"), ("_CLAP_COMPLETE_INDEX", "2"), ("_CLAP_IFS", " ")];
    let lines: [(&str, &[&str]); 3] = [
        ("a ladder", &["show", "engineering"]),
        ("a level", &["show", "engineering/IC4"]),
        ("completion", &["--", "ladder", "show", "eng"]),
    ];
    for (name, arguments) in lines {
        let run = best(runs, &|| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_ladder"));
            command.args(arguments).current_dir(folder.path());
            if arguments[0] == "--" {
                command.envs(asked);
            }
            command
        });
        println!(
            "{name}: {:.1} ms of CPU more than `true`, {:.1} times",
            (run.cpu - nothing) * 1000.0,
            run.cpu / nothing
        );
    }
}
