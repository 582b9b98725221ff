//! Work grows with the input and not with its square: what commands allocate for an input, and for twice as much.
//!
//! Bytes and allocations are the same on each machine, and time is not. Work that allocates nothing, such as a search through a
//! list, is not seen here; `benches/growth.rs` sees it.

mod inputs;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use clap::CommandFactory;

use ladder::cli::Cli;
use ladder::rules;
use ladder::session::Status;
use ladder::source::Memory;

use crate::fuzz::bodies::program::run;

/// How much more an input may allocate than one of half its size, once what the smallest costs is taken off: 2 is in proportion,
/// 4 is quadratic. A list that doubles its room can be in between once, but not at two sizes in a row. Where more is printed, more
/// may be allocated.
const MOST: f64 = 2.8;

/// The most bytes at a time for `show` of 5,000 levels at one grade. A name for each pair of them would be 300 MB.
const MOST_AT_ONE_GRADE: u64 = 60_000_000;

/// The sizes of the inputs.
const SIZES: [usize; 4] = [2, 6, 12, 24];

/// The commands that write an output in a format, each with the ways to call it on the folders `old`, `new` and `other`.
const COMMANDS: &[(&str, &[&str])] = &[
    ("validate", &["validate new --full"]),
    ("show", &["show new/0.yaml", "show new other", "show fn0/I1 new/0.yaml", "show fn0/@c0 new/0.yaml"]),
    ("compare", &["compare fn0/I0 second/I1 new/0.yaml other", "compare fn0 second new/0.yaml other"]),
    ("path", &["path fn0/I0 new/0.yaml"]),
    ("search", &["search part3 --in new"]),
    ("worksheet", &["worksheet fn0/I0 new/0.yaml"]),
    ("stats", &["stats new"]),
    ("list", &["list new"]),
    ("diff", &["diff old new"]),
    // They read no ladder, or the history of a repository; `benches/log.rs` measures that.
    ("rules", &[]),
    ("explain", &[]),
    ("config", &[]),
    ("log", &[]),
];

macro_rules! shapes {
    ($($name:ident),+) => {
        $(#[test]
        fn $name() {
            let shape = stringify!($name).replace('_', " ");
            let (_, make) = inputs::SHAPES.iter().find(|(name, _)| *name == shape).expect("a shape of the table");
            let mut commands = commands();
            // Of a ladder with such mistakes nothing can be shown.
            if shape.ends_with("with mistakes") {
                commands.retain(|line| line.starts_with("validate"));
            }
            let steep = steep(&commands, &|size| folders(&make(size)));
            assert!(steep.is_empty(), "\n{steep}");
        })+

        #[test]
        fn every_shape_is_tried() {
            let names: Vec<String> = inputs::SHAPES.iter().map(|(name, _)| name.replace(' ', "_")).collect();
            assert_eq!(names, [$(stringify!($name)),+]);
        }
    };
}

shapes!(
    levels,
    cumulative_levels,
    levels_at_one_grade,
    levels_with_mistakes,
    competencies,
    competencies_with_mistakes,
    tracks,
    steps,
    moves,
    roles,
    points,
    points_with_mistakes,
    words,
    files,
    files_with_mistakes
);

#[test]
fn findings_of_each_rule() {
    let steep = rules::ALL.iter().filter_map(|rule| {
        let steep = steep(&["validate . --full".to_owned()], &|size| copies(rule.explanation.bad, size));
        (!steep.is_empty()).then(|| format!("{}: {steep}", rule.id))
    });
    let steep: String = steep.collect();
    assert!(steep.is_empty(), "\n{steep}");
}

/// The lists of parallel levels are as long as all levels together, and each level has one.
#[test]
fn thousands_of_levels_at_one_grade_fit_into_memory() {
    let (_, make) =
        inputs::SHAPES.iter().find(|(name, _)| *name == "levels at one grade").expect("a shape of the table");
    let tree = folders(&make(2_500));
    let counted = allocation_counter::measure(|| assert_eq!(run(&tree, "show new/0.yaml").status, Status::Fine));
    assert!(counted.bytes_max < MOST_AT_ONE_GRADE, "{} bytes", counted.bytes_max);
}

/// Every command in every format, and in every view.
fn commands() -> Vec<String> {
    let cli = Cli::command();
    let choices = |command: &str, option: &str| -> Vec<String> {
        let command = cli.find_subcommand(command).expect("a command");
        let option = command.get_arguments().find(|argument| argument.get_long() == Some(option));
        let values = option.map(clap::Arg::get_possible_values).unwrap_or_default();
        values.iter().map(|value| value.get_name().to_owned()).collect()
    };
    let with_format: BTreeSet<&str> =
        cli.get_subcommands().map(clap::Command::get_name).filter(|name| !choices(name, "format").is_empty()).collect();
    assert_eq!(with_format, COMMANDS.iter().map(|(name, _)| *name).collect(), "a command is missing");
    let small = folders(&inputs::SHAPES[0].1(3));
    let mut lines = Vec::new();
    for (name, calls) in COMMANDS {
        let calls = calls.iter().map(|call| (*call).to_owned());
        let views = choices(name, "view").into_iter().map(|view| format!("show new/0.yaml --view {view}"));
        for call in calls.chain(views) {
            let in_formats = choices(name, "format").into_iter().map(|format| format!("{call} --format {format}"));
            // Some formats show one ladder only.
            let taken: Vec<String> = in_formats.filter(|line| run(&small, line).status != Status::Usage).collect();
            assert!(!taken.is_empty(), "no format takes `{call}`");
            lines.extend(taken);
        }
    }
    lines
}

/// The commands that allocate more than in proportion to the size of their input, a line each.
fn steep(commands: &[String], input: &dyn Fn(usize) -> Memory) -> String {
    let sides = SIZES.map(input);
    let mut steep = String::new();
    for line in commands {
        // What is made only once is not of the first size.
        cost(&sides[0], line);
        let costs = sides.each_ref().map(|tree| cost(tree, line));
        let printed = growth(costs.map(|cost| cost.printed));
        for (what, of) in [("bytes", costs.map(|cost| cost.bytes)), ("allocations", costs.map(|cost| cost.allocations))]
        {
            let grows = growth(of);
            if grows > MOST && grows > printed * MOST / 2.0 && of[3] > of[0] * 1.1 {
                let _ = writeln!(steep, "`{line}`: {grows:.1} times the {what}, {printed:.1} times the output: {of:?}");
            }
        }
    }
    steep
}

/// How much more each size costs than half of it, once what the smallest costs is taken off; the less of two.
fn growth([smallest, small, middle, large]: [f64; 4]) -> f64 {
    let more = |cost: f64| (cost - smallest).max(1.0);
    (more(middle) / more(small)).min(more(large) / more(middle))
}

/// The files in one folder, in another with other words in each point, and the first in a third as the ladder `second`.
fn folders(files: &[String]) -> Memory {
    let other = files[0].replace("ladder: fn0", "ladder: second");
    files.iter().enumerate().fold(Memory::new().with("other/0.yaml", other), |tree, (index, text)| {
        let old = text.replace(" part3", " share3 of").replace("title: Title", "title: Name");
        tree.with(format!("old/{index}.yaml"), old).with(format!("new/{index}.yaml"), text.clone())
    })
}

/// The files of an example so many times, each in a folder of its own.
fn copies(example: &str, size: usize) -> Memory {
    let files = rules::files(example);
    (0..size)
        .flat_map(|index| files.iter().map(move |file| (index, file)))
        .fold(Memory::new(), |tree, (index, (name, text))| tree.with(format!("{index}/{name}"), text.clone()))
}

/// What a command costs.
#[derive(Clone, Copy)]
struct Cost {
    bytes: f64,
    allocations: f64,
    /// The bytes that it prints.
    printed: f64,
}

fn cost(tree: &Memory, line: &str) -> Cost {
    // One thread, because allocations are counted by thread.
    let thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be had");
    thread.install(|| {
        let mut printed = 0;
        let counted = allocation_counter::measure(|| printed = run(tree, line).bytes.len());
        assert!(printed > 0 || line.starts_with("validate"), "`{line}` prints nothing");
        Cost { bytes: counted.bytes_total as f64, allocations: counted.count_total as f64, printed: printed as f64 }
    })
}
