//! The last lines of `cargo test`: which tests missed a program. It runs after all others, because cargo runs test programs
//! by their names and `all` comes first; a program and not a test, because what a test prints is seen when it fails only.

#![allow(clippy::print_stdout)]

#[path = "support/skipped.rs"]
#[expect(dead_code, reason = "what keeps the lines is for the tests")]
mod skipped;

use std::collections::BTreeSet;
use std::fs;

fn main() {
    let kept = fs::read_to_string(skipped::record()).unwrap_or_default();
    let _ = fs::remove_file(skipped::record());
    let lines: BTreeSet<&str> = kept.lines().collect();
    for line in &lines {
        println!("{line}");
    }
    match lines.len() {
        0 => println!("no test missed a program"),
        1 => println!("1 check was skipped"),
        count => println!("{count} checks were skipped"),
    }
}
