//! Runs commands within this process, on files in memory.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Mutex;

use calamine::{Xlsx, open_workbook_from_rs};
use clap::Parser;

use ladder::cli::Cli;
use ladder::commands;
use ladder::model::Date;
use ladder::render::{Audience, Format, Screen};
use ladder::session::{Status, Stop, World};
use ladder::source::Tree;

use crate::support::readers;

/// What a workbook begins with, as every zip file does.
const WORKBOOK: &[u8] = b"PK\x03\x04";

/// How a run ended, and what it printed.
pub struct Run {
    pub status: Status,
    /// Text, unless the format is a workbook.
    pub bytes: Vec<u8>,
    /// The same as text; empty for a workbook.
    pub out: String,
    pub err: String,
}

/// Runs the program in a pipe.
pub fn run(tree: &dyn Tree, line: &str) -> Run {
    run_in(tree, line, Screen::default(), false)
}

/// Runs the program as a job on GitHub.
pub fn run_on_github(tree: &dyn Tree, line: &str) -> Run {
    run_in(tree, line, Screen::default(), true)
}

/// Runs the program in a narrow terminal without colour, where nothing that is printed may move the cursor.
pub fn run_in_terminal(tree: &dyn Tree, line: &str) -> Run {
    let run = run_in(tree, line, terminal(), false);
    is_tame(&run.out);
    is_tame(&run.err);
    run
}

pub fn terminal() -> Screen {
    Screen { width: 40, is_terminal: true, ..Screen::default() }
}

/// Requires that a text cannot move the cursor, change a terminal's title or turn what follows.
pub fn is_tame(text: &str) {
    let turns = |c: char| ('\u{202a}'..='\u{202e}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
    let wild = text.chars().find(|&c| turns(c) || (c.is_control() && c != '\n'));
    assert_eq!(wild, None, "in {text:?}");
}

/// Requires that a format's output can be read by those whom it is for. Annotations are read where findings are.
pub fn can_be_read(format: &dyn Format, output: &[u8]) {
    if format.name() == "xlsx" {
        let read: Result<Xlsx<_>, _> = open_workbook_from_rs(Cursor::new(output));
        assert!(read.is_ok(), "{:?}", read.err());
        return;
    }
    let text = std::str::from_utf8(output).expect("output is UTF-8");
    match format.name() {
        "json" | "sarif" | "gitlab" => {
            let read: Result<serde_json::Value, _> = serde_json::from_str(text);
            assert!(read.is_ok(), "{read:?} in {text}");
        }
        "yaml" => {
            let read: Result<serde_yaml::Value, _> = serde_yaml::from_str(text);
            assert!(read.is_ok(), "{read:?} in {text}");
        }
        "junit" | "svg" => {
            let read = roxmltree::Document::parse(text);
            assert!(read.is_ok(), "{read:?} in {text}");
        }
        "html" => {
            let page = scraper::Html::parse_document(text);
            assert!(page.errors.is_empty(), "{:?} in {text}", page.errors);
        }
        "markdown" | "announcement" => {
            let text: String = text.chars().filter(|c| *c != '\t').collect();
            is_tame(&text);
            assert!(!text.contains("<script"), "{text}");
        }
        "human" | "concise" | "text" => assert_eq!(format.audience(), Audience::People, "{}", format.name()),
        "csv" => assert!(!readers::csv(text).is_empty()),
        "mermaid" => {
            is_tame(text);
            assert!(text.starts_with("flowchart"), "{text}");
        }
        "github" => {}
        other => panic!("how is `{other}` read?"),
    }
}

fn run_in(tree: &dyn Tree, line: &str, screen: Screen, is_github: bool) -> Run {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let result = commands::run(
        arguments(line),
        &mut World {
            tree,
            stdin: &mut std::io::empty(),
            env: &|name| (is_github && name == "GITHUB_ACTIONS").then(|| "true".to_owned()),
            today: Date::parse("2026-06-01").expect("a date"),
            out: &mut out,
            err: &mut err,
            screen,
            err_screen: screen,
        },
    );
    let status = result.unwrap_or_else(|error| {
        err.extend(format!("error: {}", ladder::words::printable(&format!("{error:#}"))).into_bytes());
        error.downcast_ref::<Stop>().map_or(Status::Unusable, |stop| stop.status)
    });
    let err = String::from_utf8(err).expect("errors are UTF-8");
    let text = if out.starts_with(WORKBOOK) { "" } else { std::str::from_utf8(&out).expect("output is UTF-8") };
    Run { status, out: text.to_owned(), bytes: out, err }
}

/// The arguments of a command line without spaces in them, parsed once.
fn arguments(line: &str) -> &'static Cli {
    static KNOWN: Mutex<BTreeMap<String, &'static Cli>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    known.entry(line.to_owned()).or_insert_with(|| {
        let words = std::iter::once("ladder").chain(line.split_whitespace());
        Box::leak(Box::new(Cli::try_parse_from(words).unwrap_or_else(|error| panic!("{line}: {error}"))))
    })
}
