//! Pairs of ladders with one edit each, and what a people partner would say of it: `tests/data/pairs.yaml`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ladder::diff::{Diff, DiffSettings, KINDS, diff};
use ladder::model::LadderSet;
use ladder::parse::{Input, load};
use ladder::source::Memory;
use serde::Deserialize;

use super::apply::apply;
use crate::support::meaning;

type Files = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    pair: String,
    #[serde(rename = "in", default = "engineering")]
    file: String,
    edit: Vec<Edit>,
    #[serde(default)]
    add: Files,
    expect: Vec<String>,
    back: Option<Vec<String>>,
    #[serde(default)]
    caution: bool,
    #[serde(default)]
    hints: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    #[serde(rename = "in")]
    file: Option<String>,
    from: String,
    to: String,
}

fn engineering() -> String {
    "engineering.yaml".to_owned()
}

fn pairs() -> Vec<Pair> {
    serde_yaml::from_str(&fs::read_to_string("tests/data/pairs.yaml").unwrap()).unwrap()
}

fn frame() -> Files {
    let read =
        |path: &Path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap());
    fs::read_dir("tests/data/frame").unwrap().map(|entry| read(&entry.unwrap().path())).collect()
}

/// The frame after the edits of a pair.
fn edited(frame: &Files, pair: &Pair) -> Files {
    let mut files = frame.clone();
    for edit in &pair.edit {
        let file = edit.file.as_ref().unwrap_or(&pair.file);
        let text = files.get_mut(file).unwrap_or_else(|| panic!("{}: no file {file}", pair.pair));
        assert_eq!(text.matches(&edit.from).count(), 1, "{}: {:?} stands once in {file}", pair.pair, edit.from);
        *text = text.replacen(&edit.from, &edit.to, 1);
    }
    files.extend(pair.add.clone());
    files
}

fn loaded(name: &str, files: &Files) -> LadderSet {
    let memory = files.iter().fold(Memory::new(), |memory, (path, text)| memory.with(path, text.as_str()));
    let loaded = load(&memory, &[Input::Path(".".into())]);
    assert!(loaded.findings.is_empty(), "{name}: {:#?}", loaded.findings);
    loaded.set
}

fn lines(diff: &Diff) -> Vec<String> {
    let mut lines: Vec<String> =
        diff.changes.iter().map(|change| format!("{} {} {}", change.kind, change.impact, change.place)).collect();
    lines.sort();
    lines
}

fn sorted(lines: &[String]) -> Vec<String> {
    let mut lines = lines.to_vec();
    lines.sort();
    lines
}

#[test]
fn a_people_partner_would_say_the_same() {
    let frame = frame();
    let old = loaded("the frame", &frame);
    let mut wrong = Vec::new();
    for pair in pairs() {
        let new = loaded(&pair.pair, &edited(&frame, &pair));
        let there = diff(&old, &new, &DiffSettings::default());
        let mut check = |what: &str, found: Vec<String>, wanted: Vec<String>| {
            if found != wanted {
                wrong.push(format!("{} ({what})\n  found  {found:#?}\n  wanted {wanted:#?}", pair.pair));
            }
        };
        check("there", lines(&there), sorted(&pair.expect));
        if let Some(back) = &pair.back {
            check("back", lines(&diff(&new, &old, &DiffSettings::default())), sorted(back));
        }
        let hints = there.hints.iter().map(|hint| format!("{} {}", hint.from, hint.to)).collect();
        check("hints", hints, pair.hints.clone());
        let caution = there.changes.iter().any(|change| change.caution);
        check("caution", vec![caution.to_string()], vec![pair.caution.to_string()]);
    }
    assert!(wrong.is_empty(), "{} pairs\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_pair_applies_both_ways() {
    let frame = frame();
    let old = loaded("the frame", &frame);
    for pair in pairs() {
        let new = loaded(&pair.pair, &edited(&frame, &pair));
        for (from, to) in [(&old, &new), (&new, &old)] {
            let changes = diff(from, to, &DiffSettings::default()).changes;
            let applied = apply(from, &changes).unwrap_or_else(|error| panic!("{}: {error}", pair.pair));
            assert_eq!(meaning::of(&applied), meaning::of(to), "{}", pair.pair);
        }
    }
}

#[test]
fn every_kind_and_impact_that_is_found_is_in_the_table_and_says_why() {
    let frame = frame();
    let old = loaded("the frame", &frame);
    for pair in pairs() {
        let new = loaded(&pair.pair, &edited(&frame, &pair));
        for (from, to) in [(&old, &new), (&new, &old)] {
            for change in diff(from, to, &DiffSettings::default()).changes {
                let row = KINDS.iter().find(|row| row.kind == change.kind).unwrap();
                let known = row.rulings.iter().any(|ruling| ruling.impact == change.impact);
                // At a planned level everything counts as an addition.
                assert!(
                    known || change.impact.as_str() == "addition",
                    "{}: {} {}",
                    pair.pair,
                    change.kind,
                    change.impact
                );
                assert!(!change.reason.is_empty() && !change.reason.ends_with('.'), "{}: {}", pair.pair, change.reason);
            }
        }
    }
}

#[test]
fn there_are_at_least_eighty_pairs_with_names_of_their_own() {
    let names: std::collections::BTreeSet<String> = pairs().into_iter().map(|pair| pair.pair).collect();
    assert_eq!(names.len(), pairs().len());
    assert!(names.len() >= 80);
}
