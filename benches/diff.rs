//! A comparison, and laying it out, are linear in what is compared: twice the levels take about twice the time. Beside it, what
//! `ladder diff` costs where every text of many ladders has changed, as often as loading both sides costs.
//!
//! A plain program and not a harness, because what counts is a ratio within one run. `cargo bench --bench diff`.

#![allow(clippy::print_stdout)]

mod cost;
mod ladders;

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use ladder::diff::{DiffSettings, diff};
use ladder::model::{
    Ask, Asked, Competency, Definitions, Entries, Expectation, Ladder, LadderSet, Level, Stated, Track, TrackKind,
};
use ladder::view::{DiffReport, Telling};

/// How the levels of the ladder are built.
#[derive(Clone, Copy)]
struct Shape {
    levels: usize,
    competencies: usize,
    cumulative: bool,
}

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let is_test = !std::env::args().any(|argument| argument == "--bench");
    let levels = if is_test { 20 } else { 2000 };
    for (name, cumulative) in [("each level alone", false), ("cumulative", true)] {
        let half = Shape { levels: levels / 2, competencies: 200, cumulative };
        let whole = Shape { levels, ..half };
        let (first, second) = (timed(half), timed(whole));
        println!(
            "{name}: {} levels {:.2?}, {} levels {:.2?}, ratio {:.2}",
            half.levels,
            first,
            whole.levels,
            second,
            second.as_secs_f64() / first.as_secs_f64()
        );
    }
    for files in if is_test { &[2][..] } else { &[100, 500] } {
        println!("{files} ladders, every text changed: {:.1} times loading both sides", to_loading(*files));
    }
}

/// The CPU of a comparison of so many ladders, to that of loading them.
fn to_loading(files: usize) -> f64 {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (side, revision) in [("old", 0), ("new", 1)] {
        let side = folder.path().join(side);
        fs::create_dir(&side).expect("it is made");
        for number in 0..files {
            fs::write(side.join(format!("f{number}.yaml")), ladders::ladder(number, revision)).expect("it is written");
        }
    }
    let cpu = |arguments: &[&str]| {
        let command = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_ladder"));
            command.args(arguments).args(["--jobs", "1"]).current_dir(folder.path());
            command
        };
        cost::best(3, &command).cpu
    };
    cpu(&["diff", "old", "new"]) / (cpu(&["list", "old"]) + cpu(&["list", "new"]))
}

/// The best of three runs, every text changed.
fn timed(shape: Shape) -> Duration {
    let (old, new) = (set(shape, "the plan"), set(shape, "a better plan"));
    let runs = (0..3).map(|_| {
        let start = Instant::now();
        let found = diff(&old, &new, &DiffSettings::default());
        let report = DiffReport::new(&old, &new, &found, Telling::default());
        let took = start.elapsed();
        assert_eq!(report.hidden, 0);
        assert_eq!(found.changes.len(), shape.levels * shape.competencies);
        took
    });
    runs.min().unwrap_or_default()
}

fn set(shape: Shape, what: &str) -> LadderSet {
    let competency = |index: usize| format!("competency-{index}");
    let level = |number: usize| Level {
        id: format!("L{number}").as_str().into(),
        titles: vec![format!("Level {number}")].into(),
        grades: Stated::Unstated,
        summary: Stated::Unstated,
        scope: Stated::Unstated,
        manages: Stated::Unstated,
        terminal: Stated::Unstated,
        status: Stated::Unstated,
        formerly: Vec::new(),
        pay: Entries::default(),
        expectations: (0..shape.competencies)
            .map(|index| Expectation {
                competency: competency(index).as_str().into(),
                ask: Ask::Asked(Asked {
                    points: vec![format!("Writes {what} number {number} for part {index} and keeps it.").into()],
                    ..Asked::default()
                }),
            })
            .collect::<Vec<_>>()
            .into(),
        equivalents: Vec::new(),
        links: Vec::new(),
    };
    let track = Track {
        professions: Entries::default(),
        id: "ic".into(),
        title: Stated::Unstated,
        summary: Stated::Unstated,
        kind: Stated::Is(TrackKind::Ic),
        aligned: Stated::Unstated,
        cumulative: Stated::Is(shape.cumulative),
        formerly: Vec::new(),
        levels: (0..shape.levels).map(level).collect::<Vec<_>>().into(),
    };
    let competencies = (0..shape.competencies).map(|index| Competency {
        id: competency(index).as_str().into(),
        title: Stated::Unstated,
        summary: Stated::Unstated,
        group: Stated::Unstated,
        kind: Stated::Unstated,
        tracks: Entries::default(),
        scale: Stated::Unstated,
        steps: Vec::new(),
        formerly: Vec::new(),
    });
    let ladder = Ladder {
        id: "large".into(),
        title: Stated::Unstated,
        version: Stated::Unstated,
        summary: Stated::Unstated,
        owned_by: Stated::Unstated,
        reviewed: Stated::Unstated,
        formerly: Vec::new(),
        extends: Entries::default(),
        fork: Stated::Unstated,
        definitions: Definitions { competencies: competencies.collect::<Vec<_>>().into(), ..Definitions::default() },
        tracks: vec![track].into(),
        roles: Entries::default(),
        moves: Entries::default(),
    };
    LadderSet { ladders: vec![ladder].into(), ..LadderSet::default() }
}
