//! Whether time grows with the input and not with its square, for inputs that are large in one respect: `tests/growth` counts
//! allocations, and a search through a list makes none.
//!
//! A plain program and not a harness, because what counts is a ratio within one run. `cargo bench --bench growth`.

#![allow(clippy::print_stdout)]

mod cost;
#[path = "../tests/growth/inputs.rs"]
mod inputs;

use std::process::Command;
use std::{env, fs};

use cost::best;
use tempfile::TempDir;

/// Those that are run; of each input the one that grows most is named.
const COMMANDS: &[&[&str]] = &[
    &["validate", "new"],
    &["show", "new/0.yaml"],
    &["show", "new/0.yaml", "--view", "matrix"],
    &["show", "new/0.yaml", "--view", "moves"],
    &["show", "new/0.yaml", "--view", "competency"],
    &["show", "new/0.yaml", "--format", "html"],
    &["search", "part3", "--in", "new"],
    &["stats", "new"],
    &["list", "new"],
    &["diff", "old", "new"],
];

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let is_test = !env::args().any(|argument| argument == "--bench");
    let size = if is_test { 4 } else { 500 };
    for (shape, make) in inputs::SHAPES {
        let [small, large] = [size, 2 * size].map(|size| folder(&make(size)));
        let ratios = COMMANDS.iter().map(|arguments| {
            let cpu = |folder: &TempDir| {
                best(1, &|| {
                    let mut command = Command::new(env!("CARGO_BIN_EXE_ladder"));
                    command.args(*arguments).current_dir(folder.path());
                    command
                })
                .cpu
            };
            (cpu(&large) / cpu(&small), arguments.join(" "))
        });
        let (ratio, command) = ratios.max_by(|a, b| a.0.total_cmp(&b.0)).expect("there are commands");
        println!("{shape}: at most {ratio:.1} times the CPU for {} and {}, `{command}`", size, 2 * size);
    }
}

/// The files of an input, and those of an earlier revision with other words.
fn folder(files: &[String]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for side in ["old", "new"] {
        fs::create_dir(folder.path().join(side)).expect("it is made");
        for (index, text) in files.iter().enumerate() {
            let text = if side == "old" { &text.replace(" part3", " share3 of") } else { text };
            fs::write(folder.path().join(side).join(format!("{index}.yaml")), text).expect("it is written");
        }
    }
    folder
}
