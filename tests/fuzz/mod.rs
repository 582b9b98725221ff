//! The bodies of the fuzz targets on a fixed number of inputs, from the kept corpus and a mutator with a fixed seed.
//!
//! `LADDER_FUZZ_INPUTS=100000 cargo test --release --test all fuzz` looks harder.

pub mod bodies;

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

/// So many inputs a target that the tests stay quick.
const INPUTS: u64 = 120;

fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut corpus: Vec<(String, Vec<u8>)> = paths
        .map(|path| (path.display().to_string(), fs::read(&path).expect("a file of the corpus can be read")))
        .collect();
    corpus.sort();
    corpus
}

/// Runs a body; where a law is broken, the input is printed, to be kept in the corpus.
fn hold(target: &str, name: &str, input: &[u8]) {
    let held = panic::catch_unwind(AssertUnwindSafe(|| bodies::run(target, input)));
    assert!(held.is_ok(), "{target}: {name}:\n{}\n", String::from_utf8_lossy(input));
}

fn laws_hold(name: &str) {
    let corpus = corpus(name);
    assert!(!corpus.is_empty(), "no corpus for {name}");
    for (path, input) in &corpus {
        hold(name, path, input);
    }
    let inputs = std::env::var("LADDER_FUZZ_INPUTS").map_or(INPUTS, |number| number.parse().expect("a number"));
    let first = std::env::var("LADDER_FUZZ_FIRST").map_or(0, |number| number.parse().expect("a number"));
    for seed in first..first + inputs {
        let (path, input) = &corpus[seed as usize % corpus.len()];
        let choices = bodies::choices(seed);
        hold(name, &format!("{path} changed by seed {seed}"), &bodies::mutate(input, &choices));
    }
}

macro_rules! targets {
    ($($name:ident),+) => {
        $(#[test]
        fn $name() {
            laws_hold(stringify!($name));
        })+

        #[test]
        fn every_target_is_run() {
            let names: Vec<&str> = bodies::TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [$(stringify!($name)),+]);
        }
    };
}

targets!(load, show, diff, roster, fix, config, ignores, baseline, import);
