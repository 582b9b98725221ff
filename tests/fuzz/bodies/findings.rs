//! Loading and checking: every finding is in its file, and every format tells the same.

use std::path::PathBuf;

use ladder::parse::{self, Input};
use ladder::render;
use ladder::source::Tree;
use ladder::view::OutputKind;

use super::Files;
use super::program::{can_be_read, run, run_in_terminal, run_on_github};
use crate::support::readers::{self, Read};

pub fn load(files: &Files) {
    let tree = files.tree();
    let loaded = parse::load(&tree, &[Input::Path(PathBuf::from("."))]);
    for finding in &loaded.findings {
        for mark in std::iter::once(&finding.primary).chain(&finding.related) {
            let Some(span) = loaded.origins.span(mark) else { continue };
            let text = loaded.sources.file(span.file).text();
            assert!(text.get(span.range()).is_some(), "{:?} of {}: {finding:?}", span.range(), text.len());
        }
        assert!(loaded.span(finding).is_some(), "nowhere: {finding:?}");
    }
    agree(&tree, "validate . --full");
}

/// Runs a check in every format. What they tell must be the same.
pub fn agree(tree: &dyn Tree, line: &str) -> Vec<Read> {
    let json = run(tree, &format!("{line} --format json"));
    if json.out.is_empty() {
        assert!(json.err.contains("error"), "no output and no error: {}", json.err);
        return Vec::new();
    }
    let expected = readers::json(&json.out);
    let keys = |found: &[Read]| {
        let mut keys: Vec<_> = found.iter().map(Read::key).collect();
        keys.iter_mut().for_each(|(path, ..)| *path = path.trim_start_matches("./").to_owned());
        keys.sort();
        keys
    };
    for name in render::names(OutputKind::Findings) {
        let ran = run(tree, &format!("{line} --format {name}"));
        assert_eq!(ran.status, json.status, "{name}");
        can_be_read(render::find(name).expect("a format of the table"), &ran.bytes);
        let (found, may_be_cut) = match name {
            "json" => continue,
            "human" => {
                assert_eq!(readers::human(&ran.out).len(), expected.len(), "{}", ran.out);
                continue;
            }
            "concise" => (readers::concise(&ran.out), false),
            "sarif" => (readers::sarif(&ran.out), false),
            "gitlab" => (readers::gitlab(&ran.out), false),
            "junit" => (readers::junit(&ran.out), false),
            "github" => (readers::github(&ran.out), true),
            "markdown" => (readers::markdown(&ran.out), true),
            other => panic!("how are findings read from `{other}`?"),
        };
        let (found, wanted) = (keys(&found), keys(&expected));
        match may_be_cut && found.len() < wanted.len() {
            true => assert!(found.iter().all(|key| wanted.contains(key)), "{name}: {found:?}\n{wanted:?}"),
            false => assert_eq!(found, wanted, "{name}"),
        }
    }
    run_in_terminal(tree, &line.replace(" --full", ""));
    let job = run_on_github(tree, &format!("{line} --format human"));
    assert!(readers::commands(&job.out).is_empty(), "{}", job.out);
    expected
}
