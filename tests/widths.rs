//! What people see at screens of several widths: golden output, and the law that no word breaks.

use ladder::render::Screen;

use crate::support::golden::{fresh, output};

/// A name, the arguments, and the widths to show it at.
const VIEWS: &[(&str, &[&str], &[usize])] = &[
    ("eight", &["show", "tests/cmd/ladders/eight.yaml"], &[20, 40, 60, 80, 120]),
    ("wide", &["show", "tests/cmd/ladders/wide.yaml"], &[40, 60, 120]),
    ("level", &["show", "engineering/IC4"], &[40]),
    ("compare", &["compare", "engineering/IC5", "engineering/M5"], &[60, 80, 120, 200]),
    ("path", &["path", "engineering/IC3", "product/M5"], &[60, 80, 120, 200]),
    ("compare-ladders", &["compare", "engineering", "design"], &[60, 80, 120, 200]),
    ("matrix", &["show", "engineering", "--view", "matrix", "--levels", "IC3..IC5,M4"], &[60, 80, 120, 200]),
    ("moves", &["show", "engineering", "--view", "moves"], &[60, 80, 120, 200]),
    ("competency", &["show", "engineering/@mentoring"], &[60, 80, 120, 200]),
    ("search", &["search", "incident"], &[60, 80, 120, 200]),
    ("worksheet", &["worksheet", "engineering/IC1"], &[60, 80, 120, 200]),
    ("stats", &["stats"], &[60, 80, 120, 200]),
];

fn at_width(arguments: &[&str], width: usize) -> String {
    output(arguments, Screen { width, ..Screen::default() })
}

#[test]
fn views_fit_screens_of_every_width() {
    for (name, arguments, widths) in VIEWS {
        for width in *widths {
            fresh(&format!("tests/data/widths/{name}-{width}.txt"), &at_width(arguments, *width));
        }
    }
}

#[test]
fn no_word_breaks_at_any_width() {
    for (name, arguments, _) in VIEWS {
        let words = |text: &str| {
            let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
            let words = words.filter(|word| word.is_ascii() && word.contains(char::is_alphabetic));
            words.map(str::to_owned).collect::<std::collections::BTreeSet<_>>()
        };
        let mut whole = words(&at_width(arguments, 10_000));
        // Only a list, which draws no two grades as one, says it.
        whole.insert("continued".to_owned());
        for width in (20..=130).step_by(6) {
            let broken: Vec<String> = words(&at_width(arguments, width)).difference(&whole).cloned().collect();
            assert!(broken.is_empty(), "{name} at {width} columns: {broken:?}");
        }
    }
}

#[test]
fn nothing_is_wider_than_the_screen() {
    for (name, arguments, _) in VIEWS {
        for width in (30..=130).step_by(6) {
            // A longer word is a line of its own.
            for line in at_width(arguments, width).lines().filter(|line| line.split_whitespace().count() > 1) {
                let columns = textwrap::core::display_width(line);
                assert!(columns <= width, "{name} at {width} columns: {columns} in {line}");
            }
        }
    }
}
