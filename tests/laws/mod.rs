//! What holds for every ladder: how it is laid out changes nothing in the model, and what is exported loads again.

mod text;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::support::ladders::dice::Dice;
use crate::support::ladders::document::files;
use crate::support::ladders::layout::write;
use crate::support::ladders::value::Value;
use ladder::model::LadderSet;
use ladder::model::resolve::Resolved;
use ladder::parse::{self, Input, Loaded, keys};
use ladder::render::{Format, Json, Screen, yaml};
use ladder::source::Memory;
use ladder::view::{ExportedLadder, Narrowing, Output, ShownLadder};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

fn load(files: &[(&str, &str)]) -> Loaded {
    let tree = files.iter().fold(Memory::new(), |tree, (name, text)| tree.with(name, *text));
    parse::load(&tree, &[Input::Path(PathBuf::from("."))])
}

/// The model of files in which nothing is wrong.
fn model(base: &str, ladder: &str) -> Result<LadderSet, TestCaseError> {
    let loaded = load(&[("company.yaml", base), ("ladder.yaml", ladder)]);
    let messages: Vec<&String> = loaded.findings.iter().map(|finding| &finding.message).collect();
    prop_assert!(messages.is_empty(), "{messages:?}\nin\n{base}\nor\n{ladder}");
    prop_assert_eq!(loaded.named.len(), 2, "not two files:\n{}\n{}", base, ladder);
    Ok(loaded.set)
}

/// Everything that is resolved of the ladder, but for what says where it comes from. Where `same_as` has been followed, the
/// words are another level's in the one file and the level's own in the other: of the competencies `borrowed` it is not
/// compared who says what.
fn resolved(set: &LadderSet, borrowed: &BTreeSet<String>) -> serde_json::Value {
    let mut view = view(set);
    view["bases"].take();
    for competency in view["competencies"].as_array_mut().expect("a list") {
        competency["defined_in"].take();
    }
    for expectation in expectations(&mut view) {
        if borrowed.contains(expectation["competency"].as_str().expect("an id")) {
            expectation["said_at"].take();
            expectation["includes"].take();
        }
    }
    view
}

fn view(set: &LadderSet) -> serde_json::Value {
    let shown = ShownLadder::new(Resolved::new(set, &set.ladders[0]), &Narrowing::default(), String::new());
    let mut json = Vec::new();
    Json.render(&Output::Ladders(vec![shown]), Screen::default(), &mut json).expect("a buffer takes everything");
    let mut document: serde_json::Value = serde_json::from_slice(&json).expect("it is JSON");
    document["ladders"][0].take()
}

fn expectations(view: &mut serde_json::Value) -> impl Iterator<Item = &mut serde_json::Value> {
    fn entries<'a>(of: &'a mut serde_json::Value, key: &str) -> std::slice::IterMut<'a, serde_json::Value> {
        of[key].as_array_mut().expect("a list").iter_mut()
    }
    let serde_json::Value::Object(view) = view else { panic!("a ladder") };
    let mut owners = Vec::new();
    for (key, value) in view {
        match (key.as_str(), value) {
            ("tracks", serde_json::Value::Array(tracks)) => {
                owners.extend(tracks.iter_mut().flat_map(|track| entries(track, "levels")));
            }
            ("roles", serde_json::Value::Array(roles)) => owners.extend(roles),
            _ => {}
        }
    }
    owners.into_iter().flat_map(|owner| entries(owner, "expectations"))
}

/// The competencies of which a level says that they are the same as elsewhere.
fn borrowed(set: &LadderSet) -> BTreeSet<String> {
    let mut view = view(set);
    let borrowed = expectations(&mut view).filter(|expectation| !expectation["said_at"].is_null());
    borrowed.map(|expectation| expectation["competency"].as_str().expect("an id").to_owned()).collect()
}

/// Where two values first differ, and how.
fn difference(one: &serde_json::Value, other: &serde_json::Value) -> Option<String> {
    use serde_json::Value::{Array, Object};
    match (one, other) {
        (Object(one), Object(other)) if one.len() == other.len() => {
            let mut keys =
                one.iter().map(|(key, value)| (key, value, other.get(key).unwrap_or(&serde_json::Value::Null)));
            keys.find_map(|(key, one, other)| Some(format!("{key}: {}", difference(one, other)?)))
        }
        (Array(one), Array(other)) if one.len() == other.len() => {
            let mut pairs = one.iter().zip(other).enumerate();
            pairs.find_map(|(index, (one, other))| Some(format!("{index}: {}", difference(one, other)?)))
        }
        _ => (one != other).then(|| format!("{one} and {other}")),
    }
}

/// So few cases that the tests stay quick; `PROPTEST_CASES=5000 cargo test --test all laws` looks harder.
pub fn config(few: u32) -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig {
        cases: if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { few },
        max_shrink_iters: 1500,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..asked
    }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn layout_changes_nothing(document in vec(any::<u32>(), 0..1500), layout in vec(any::<u32>(), 0..4000)) {
        let files = files(&Dice::new(&document));
        let plain = Dice::new(&[]);
        let expected = model(&write(&plain, &files.base), &write(&plain, &files.ladder))?;
        let dice = Dice::new(&layout);
        for _ in 0..3 {
            let (base, ladder) = (write(&dice, &files.base), write(&dice, &files.ladder));
            let found = model(&base, &ladder)?;
            prop_assert_eq!(&found, &expected, "{}\n{}", base, ladder);
        }
    }

    #[test]
    fn what_another_writer_makes_of_it_is_the_same(document in vec(any::<u32>(), 0..1500)) {
        let files = files(&Dice::new(&document));
        let plain = Dice::new(&[]);
        let expected = model(&write(&plain, &files.base), &write(&plain, &files.ladder))?;
        let write = |value: &Value| yaml(&value.for_serde()).expect("plain values");
        let (base, ladder) = (write(&files.base), write(&files.ladder));
        prop_assert_eq!(model(&base, &ladder)?, expected, "{}\n{}", base, ladder);
    }

    #[test]
    fn an_exported_ladder_loads_again_to_the_same(document in vec(any::<u32>(), 0..1500)) {
        let files = files(&Dice::new(&document));
        let plain = Dice::new(&[]);
        let set = model(&write(&plain, &files.base), &write(&plain, &files.ladder))?;
        let exported = ExportedLadder::new(&Resolved::new(&set, &set.ladders[0]));
        let text = yaml(&exported).expect("plain values");
        let again = load(&[("exported.yaml", &text)]);
        let messages: Vec<&String> = again.findings.iter().map(|finding| &finding.message).collect();
        prop_assert!(messages.is_empty(), "{messages:?}\nin\n{text}");
        prop_assert!(again.set.bases.is_empty() && again.set.ladders.len() == 1);
        let borrowed = borrowed(&set);
        let (found, expected) = (resolved(&again.set, &borrowed), resolved(&set, &borrowed));
        prop_assert_eq!(difference(&found, &expected), None, "{}", text);
    }
}

/// A generator that forgets a key proves nothing of it.
#[test]
fn the_generator_uses_every_key_of_the_format() {
    fn collect(value: &Value, seen: &mut BTreeSet<String>) {
        match value {
            Value::Map(entries) => {
                for (key, value) in entries {
                    seen.insert(key.clone());
                    collect(value, seen);
                }
            }
            Value::List(items) => items.iter().for_each(|item| collect(item, seen)),
            _ => {}
        }
    }
    let mut seen = BTreeSet::new();
    for seed in 0..100_u32 {
        // Multiplied twice: after one multiplication neighbours still follow a pattern, which some keys never meet.
        let spread = |at: u32| at.wrapping_mul(2_654_435_761).rotate_left(15).wrapping_mul(2_246_822_519) >> 7;
        let numbers: Vec<u32> = (0..1500_u32).map(|at| spread(at + seed * 7919)).collect();
        let files = files(&Dice::new(&numbers));
        collect(&files.base, &mut seen);
        collect(&files.ladder, &mut seen);
    }
    let all = keys::NODES.iter().flat_map(|node| node.keys).map(|key| key.name);
    let missing: BTreeSet<&str> = all.filter(|key| !seen.contains(*key)).collect();
    assert!(missing.is_empty(), "never drawn: {missing:?}");
}
