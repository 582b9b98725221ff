//! What `ladder validate` costs beside the parser's bare events over the same bytes, and how that and its memory grow with files.
//!
//! A plain program and not a harness, because what counts is a ratio within one run. `cargo bench --bench validate`.

#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use granit_parser::Parser;
use mimalloc::MiMalloc;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

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
            fs::write(folder.path().join(format!("f{number}.yaml")), ladder(number)).expect("it is written");
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

/// What a run cost, in seconds.
#[derive(Clone, Copy)]
struct Cost {
    /// Of the user and the system together.
    cpu: f64,
    wall: f64,
}

/// The cheapest of some runs of a program.
fn best(runs: usize, program: &dyn Fn() -> Command) -> Cost {
    let once = |_| {
        let before = cpu_of_children();
        let start = Instant::now();
        let status = program().stdout(Stdio::null()).stderr(Stdio::null()).status().expect("it runs");
        let wall = start.elapsed().as_secs_f64();
        assert!(matches!(status.code(), Some(0 | 1)), "{status}");
        Cost { cpu: (cpu_of_children() - before).as_secs_f64(), wall }
    };
    let costs: Vec<Cost> = (0..runs).map(once).collect();
    let least = |of: fn(&Cost) -> f64| costs.iter().map(of).fold(f64::INFINITY, f64::min);
    Cost { cpu: least(|cost| cost.cpu), wall: least(|cost| cost.wall) }
}

fn cpu_of_children() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system tells");
    let time = |value: TimeVal| {
        Duration::from_micros(u64::try_from(value.tv_sec() * 1_000_000 + value.tv_usec()).expect("time is positive"))
    };
    time(usage.user_time()) + time(usage.system_time())
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

/// A ladder of 24 KB: seven levels for individual contributors, six for managers, ten competencies, texts without end.
fn ladder(number: usize) -> String {
    let mut words = Words(number as u64 + 1);
    let mut text = format!("ladder: f{number}\ntitle: Function {number}\nversion: 1.0.0\n\ngrades:\n");
    for grade in 1..=8 {
        let _ = writeln!(text, "  - {{ id: {grade} }}");
    }
    text += "\ncompetencies:\n";
    for competency in COMPETENCIES {
        let kind = if competency == "mentoring" { "leadership" } else { "craft" };
        let _ = writeln!(text, "  - {{ id: {competency}, title: The {competency}, kind: {kind} }}");
    }
    text += "\ntracks:\n";
    for (track, levels, first, title) in [("ic", 1..=7, "IC", "Engineer"), ("manager", 3..=8, "M", "Manager")] {
        let _ = writeln!(text, "  - id: {track}\n    kind: {track}\n    levels:");
        for grade in levels {
            let _ =
                writeln!(text, "      - id: {first}{grade}\n        title: {title} {grade}\n        grade: {grade}");
            let _ = writeln!(text, "        summary: {}.\n        expectations:", words.sentence());
            for competency in COMPETENCIES {
                let _ = writeln!(text, "          {competency}:\n            - {}", words.sentence());
            }
        }
    }
    text += "\nmoves:\n";
    for grade in 3..=7 {
        let _ = writeln!(text, "  - {{ from: IC{grade}, to: M{grade}, both_ways: true }}");
    }
    text
}

const COMPETENCIES: [&str; 10] = [
    "delivery",
    "design",
    "quality",
    "planning",
    "communication",
    "mentoring",
    "strategy",
    "customers",
    "operations",
    "craft",
];
const VERBS: [&str; 8] = ["Plans", "Delivers", "Writes", "Reviews", "Explains", "Improves", "Chooses", "Measures"];
const KINDS: [&str; 8] = ["small", "complex", "shared", "critical", "unclear", "reliable", "public", "costly"];
const THINGS: [&str; 8] =
    ["services", "releases", "budgets", "incidents", "prototypes", "contracts", "decisions", "workflows"];
const ENDS: [&str; 8] = [
    "with the team",
    "across two teams",
    "for the area",
    "before anyone asks",
    "and says why",
    "under pressure",
    "without surprises",
    "when plans change",
];

/// Words by chance, the same in each run.
struct Words(u64);

impl Words {
    fn pick(&mut self, from: &[&'static str; 8]) -> &'static str {
        // Knuth's MMIX generator; its high bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[(self.0 >> 61) as usize]
    }

    fn sentence(&mut self) -> String {
        let (verb, kind, thing, end) = (self.pick(&VERBS), self.pick(&KINDS), self.pick(&THINGS), self.pick(&ENDS));
        let (other, more, last) = (self.pick(&THINGS), self.pick(&KINDS), self.pick(&ENDS));
        format!("{verb} {kind} {thing} and {other} {end}, {more} {} {last}", self.pick(&THINGS))
    }
}
