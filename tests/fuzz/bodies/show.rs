//! Views: every format draws every ladder and level that could be read, and an exported ladder loads again.

use std::path::PathBuf;

use ladder::model::resolve::Resolved;
use ladder::parse::{self, Input, Loaded};
use ladder::render::{FORMATS, Format, Screen, Yaml};
use ladder::source::{Memory, Tree};
use ladder::view::{LevelPage, Narrowing, Output, ShownLadder};

use super::Files;
use super::program::{can_be_read, is_tame, run, run_in_terminal, terminal};

/// More levels than this make no difference, only time.
const LEVELS: usize = 6;

pub fn show(files: &Files) {
    let tree = files.tree();
    for line in ["list .", "show .", "show . --format text"] {
        run_in_terminal(&tree, line);
    }
    let loaded = load(&tree);
    for ladder in &loaded.set.ladders {
        let resolved = Resolved::new(&loaded.set, ladder);
        draw(&Output::Ladders(vec![shown(Resolved::new(&loaded.set, ladder))]));
        let levels = 0..ladder.levels().count().min(LEVELS);
        let pages: Vec<LevelPage> =
            levels.map(|index| LevelPage::new(&resolved, index, index % 2 == 0, index % 3 == 0)).collect();
        // Nobody can ask for no level, and a workbook has a sheet.
        if !pages.is_empty() {
            draw(&Output::Levels(pages));
        }
        if loaded.findings.is_empty() {
            loads_again(&export(resolved));
        }
    }
    let ids: Vec<&str> =
        loaded.set.ladders.iter().flat_map(|ladder| ladder.levels()).map(|(_, level)| level.id.as_str()).collect();
    if let [first, .., last] = ids[..]
        && [first, last].iter().all(|id| is_plain(id))
    {
        for format in ladder::render::names(ladder::view::OutputKind::View) {
            for line in ["compare", "path"] {
                let run = run(&tree, &format!("{line} {first} {last} . --format {format}"));
                if !run.bytes.is_empty() {
                    can_be_read(ladder::render::find(format).expect("a format of the table"), &run.bytes);
                }
            }
        }
    }
}

fn load(tree: &dyn Tree) -> Loaded {
    parse::load(tree, &[Input::Path(PathBuf::from("."))])
}

fn shown(resolved: Resolved<'_>) -> ShownLadder<'_> {
    let mut shown = ShownLadder::new(resolved, &Narrowing::default(), String::new());
    shown.link_base = Some("page.html".to_owned());
    shown.shows_pay = true;
    shown
}

/// Writes an output in every format that has it.
fn draw(output: &Output<'_>) {
    for format in FORMATS.iter().filter(|format| format.supports(output.kind())) {
        let render = |screen: Screen| {
            let mut out = Vec::new();
            format.render(output, screen, &mut out).expect("memory takes everything");
            out
        };
        can_be_read(*format, &render(Screen::default()));
        if !format.is_binary() {
            let text = String::from_utf8(render(terminal())).expect("what a terminal can show is UTF-8");
            // A record of CSV ends so.
            is_tame(&text.replace("\r\n", "\n"));
        }
    }
}

fn export(resolved: Resolved<'_>) -> String {
    let mut out = Vec::new();
    let output = Output::Ladders(vec![shown(resolved)]);
    Yaml.render(&output, Screen::default(), &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("output is UTF-8")
}

/// A ladder without a mistake is exported as one without a mistake, which is exported the same.
fn loads_again(text: &str) {
    let loaded = load(&Memory::new().with("ladder.yaml", text));
    assert!(loaded.findings.is_empty(), "{:?} in {text}", loaded.findings);
    let again = export(Resolved::new(&loaded.set, &loaded.set.ladders[0]));
    assert_eq!(again, text);
}

/// Whether an id can be a word of a command line, and means nothing else there.
fn is_plain(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.chars().all(|c| c.is_ascii_alphanumeric())
}
