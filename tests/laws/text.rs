//! What holds for the text of a file: its layout changes nothing, and everything else that is written does.

use ladder::parse::alone;
use ladder::render::{self, Screen};
use ladder::source::{SourceFile, Sources};
use ladder::view::{Output, TextPage};
use proptest::collection::vec;
use proptest::prelude::*;

use super::config;
use crate::support::ladders::dice::Dice;
use crate::support::ladders::document::files;
use crate::support::ladders::layout::write;
use crate::support::ladders::value::Value;

/// The text of one file; why there is none, where it cannot be read.
fn text(file: &str) -> Result<String, String> {
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new("a.yaml", file.to_owned()));
    let file = alone(id, &sources).map_err(|fault| fault.to_string())?;
    let page = TextPage::new(&file.owner(), file.facts(), true);
    let mut out = Vec::new();
    let format = render::find("text").expect("there is such a format");
    format.render(&Output::Text(vec![page]), Screen::default(), &mut out).expect("memory takes everything");
    Ok(String::from_utf8(out).expect("UTF-8"))
}

/// Every value that differs from this one in a single text, number or flag.
fn neighbours(value: &Value) -> Vec<Value> {
    match value {
        Value::Text(text) => vec![Value::Text(format!("{text}x"))],
        Value::Bare(word) => vec![Value::Bare(match word.as_str() {
            "true" => "false".to_owned(),
            "false" => "true".to_owned(),
            number => format!("{number}1"),
        })],
        Value::Null => vec![Value::text("something")],
        Value::List(items) => {
            let with = |at: usize, item: Value| {
                let mut items = items.clone();
                items[at] = item;
                Value::List(items)
            };
            items
                .iter()
                .enumerate()
                .flat_map(|(at, item)| neighbours(item).into_iter().map(move |item| with(at, item)))
                .collect()
        }
        Value::Map(entries) => {
            let with = |at: usize, value: Value| {
                let mut entries = entries.clone();
                entries[at].1 = value;
                Value::Map(entries)
            };
            let entries = entries.iter().enumerate().filter(|(_, (key, _))| !key.starts_with("x-"));
            entries
                .flat_map(|(at, (_, value))| neighbours(value).into_iter().map(move |value| with(at, value)))
                .collect()
        }
    }
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn layout_changes_nothing_in_the_text(document in vec(any::<u32>(), 0..1500), layout in vec(any::<u32>(), 0..4000)) {
        let files = files(&Dice::new(&document));
        let (plain, dice) = (Dice::new(&[]), Dice::new(&layout));
        for value in [&files.base, &files.ladder] {
            let expected = text(&write(&plain, value));
            prop_assert!(expected.is_ok(), "{:?} in\n{}", expected, write(&plain, value));
            for _ in 0..3 {
                let file = write(&dice, value);
                prop_assert_eq!(&text(&file), &expected, "{}", file);
            }
        }
    }

    #[test]
    fn whatever_is_written_is_in_the_text(document in vec(any::<u32>(), 0..1500), first in 0..4_usize) {
        let files = files(&Dice::new(&document));
        let plain = Dice::new(&[]);
        for value in [&files.base, &files.ladder] {
            let before = text(&write(&plain, value)).expect("nothing is wrong in it");
            for other in neighbours(value).iter().skip(first).step_by(4) {
                let file = write(&plain, other);
                // What cannot be read is shown as it is; most can, see below.
                let Ok(after) = text(&file) else { continue };
                prop_assert_ne!(&after, &before, "{}", file);
            }
        }
    }
}

#[test]
fn most_of_what_is_compared_can_be_read() {
    let numbers: Vec<u32> = (0..1500_u32).map(|at| at.wrapping_mul(2_654_435_761) >> 7).collect();
    let ladder = files(&Dice::new(&numbers)).ladder;
    let others = neighbours(&ladder);
    let readable = others.iter().filter(|other| text(&write(&Dice::new(&[]), other)).is_ok()).count();
    assert!(others.len() > 40 && readable * 2 > others.len(), "{readable} of {}", others.len());
}
