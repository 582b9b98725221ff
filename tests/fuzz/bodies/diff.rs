//! Comparing the folders `old` and `new`, with and without a list of people.

use ladder::render;
use ladder::roster::{self, Columns};
use ladder::source::Tree;
use ladder::view::OutputKind;

use super::Files;
use super::program::{can_be_read, run, run_in_terminal};

pub fn diff(files: &Files) {
    let tree = files.tree();
    if !has_both(files) {
        return;
    }
    in_every_format(&tree, OutputKind::Diff, "diff old new --full");
    for line in ["diff old new", "diff new old --stat", "diff new old"] {
        run_in_terminal(&tree, line);
    }
    let same = run(&tree, "diff new new --format json");
    if !same.out.is_empty() {
        let document: serde_json::Value = serde_json::from_str(&same.out).expect("it is JSON");
        assert!(changes(&document).is_empty(), "a side differs from itself: {}", same.out);
    }
}

pub fn roster(files: &Files) {
    let Some(people) = files.get("roster.csv") else { return };
    match roster::read(people, &Columns { level: Columns::LEVEL.to_owned(), ladder: None }) {
        Ok(roster) => assert!(roster.rows.windows(2).all(|rows| rows[0].line < rows[1].line), "{roster:?}"),
        Err(error) => {
            // Nobody is named: the cells of these inputs that are about people have a mark.
            let shown = format!("{error} {}", error.help().unwrap_or_default());
            assert!(!shown.contains("PERSON"), "{shown}");
        }
    }
    let tree = files.tree();
    if has_both(files) {
        in_every_format(&tree, OutputKind::Roster, "diff old new --roster roster.csv");
        let shown = run_in_terminal(&tree, "diff old new --roster roster.csv");
        let is_of_people = |text: &str| text.contains("PERSON");
        let is_of_ladders = ["old", "new"].iter().any(|side| {
            files.iter().any(|(name, text)| name.starts_with(side) && is_of_people(&String::from_utf8_lossy(text)))
        });
        assert!(is_of_ladders || !is_of_people(&shown.err), "{}", shown.err);
    }
}

/// Other words on the command line would be looked up in the repository around the tests.
fn has_both(files: &Files) -> bool {
    ["old/", "new/"].iter().all(|side| files.iter().any(|(name, _)| name.starts_with(side)))
}

fn in_every_format(tree: &dyn Tree, kind: OutputKind, line: &str) {
    let mut statuses = Vec::new();
    for name in render::names(kind) {
        let run = run(tree, &format!("{line} --format {name}"));
        statuses.push(run.status);
        match run.out.is_empty() {
            true => assert!(run.err.contains("error") || run.err.contains("skipped") || name != "json", "{}", run.err),
            false => can_be_read(render::find(name).expect("a format of the table"), &run.bytes),
        }
    }
    statuses.dedup();
    assert_eq!(statuses.len(), 1, "the format decides about the status: {statuses:?}");
}

fn changes(document: &serde_json::Value) -> &[serde_json::Value] {
    document["changes"].as_array().expect("a list of changes")
}
