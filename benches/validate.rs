//! What `ladder validate` costs beside the parser's bare events over the same bytes, and how that and its memory grow with files.
//!
//! A plain program and not a harness, because what counts is a ratio within one run. `cargo bench --bench validate`.

#![allow(clippy::print_stdout)]

mod cost;
mod ladders;

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use granit_parser::Parser;
use mimalloc::MiMalloc;
use nix::sys::resource::{UsageWho, getrusage};

use cost::best;
use ladders::ladder;

/// That of the program, so that it makes no difference.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How many files are validated in one run each; the floor reads the same.
const SIZES: [usize; 4] = [100, 500, 2000, 10_000];
/// The argument that makes this program the floor.
const FLOOR: &str = "--floor";

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if let [_, floor, folder] = arguments.as_slice()
        && floor == FLOOR
    {
        return read_events(Path::new(folder));
    }
    // `cargo test --benches` only asks whether it runs.
    let is_test = !arguments.iter().any(|argument| argument == "--bench");
    let mut first = None;
    for files in SIZES.into_iter().take(if is_test { 1 } else { SIZES.len() }) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for number in 0..files {
            fs::write(folder.path().join(format!("f{number}.yaml")), ladder(number, 0)).expect("it is written");
        }
        let runs = if files < 1000 { 5 } else { 3 };
        let floor = best(runs, &|| {
            let mut command = Command::new(env::current_exe().expect("a path"));
            command.arg(FLOOR).arg(folder.path());
            command
        });
        let validate = |jobs: &[&str]| {
            best(runs, &|| {
                let mut command = Command::new(env!("CARGO_BIN_EXE_ladder"));
                command.arg("validate").args(jobs).arg(folder.path());
                command
            })
        };
        let (one, all) = (validate(&["--jobs", "1"]), validate(&[]));
        let a_file = one.cpu / files as f64;
        println!(
            "{files} files: events {:.3} s; validate {:.3} s of CPU, {:.2} times; {:.3} ms a file, {:.2} times that of {}; all cores {:.2} of the time of one; {:.0} KB of memory a file",
            floor.cpu,
            one.cpu,
            one.cpu / floor.cpu,
            a_file * 1000.0,
            a_file / *first.get_or_insert(a_file),
            SIZES[0],
            all.wall / one.wall,
            largest_child() as f64 / files as f64
        );
    }
}

/// The most memory that a program used so far, in KB: that of the largest number of files.
fn largest_child() -> i64 {
    let unit = if cfg!(target_os = "macos") { 1024 } else { 1 };
    getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system tells").max_rss() / unit
}

/// The floor: the events of each file of a folder, one file after the other.
fn read_events(folder: &Path) {
    let mut events = 0usize;
    for entry in fs::read_dir(folder).expect("a folder") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("text");
        events += Parser::new_from_str(&text).filter(|event| event.is_ok()).count();
    }
    println!("{events} events");
}
