//! What an edit of one text asks: `tests/data/texts.yaml`, and laws over edits made from these texts.

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use ladder::diff::{Reading, read, scales};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    old: String,
    new: String,
    says: String,
}

static EDITS: LazyLock<BTreeMap<String, Vec<Edit>>> =
    LazyLock::new(|| serde_yaml::from_str(&fs::read_to_string("tests/data/texts.yaml").unwrap()).unwrap());

fn says(reading: &Reading) -> &'static str {
    match reading {
        Reading::Same => "nothing",
        Reading::Notation => "notation",
        Reading::Spelling => "spelling",
        Reading::Equal(_) => "same",
        Reading::Stronger(_) => "more",
        Reading::Weaker(_) => "less",
        Reading::Unsure(_) => "unsure",
    }
}

fn mirrored(says: &'static str) -> &'static str {
    match says {
        "more" => "less",
        "less" => "more",
        says => says,
    }
}

#[test]
fn an_edit_is_judged_as_a_people_partner_would() {
    let mut wrong = Vec::new();
    for edit in EDITS.values().flatten() {
        let there = read(&edit.old, &edit.new);
        let back = read(&edit.new, &edit.old);
        if says(&there) != edit.says || mirrored(says(&back)) != edit.says {
            wrong.push(format!("{} -> {}: {there:?}, and back {back:?}", edit.old, edit.new));
        }
    }
    assert!(wrong.is_empty(), "{} edits\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_reason_quotes_the_words_that_it_rests_on() {
    for (old, new, why) in [
        ("Reviews changes.", "Reviews changes. Teaches others.", "`Teaches others` was added"),
        ("Works without fail.", "Works.", "`without fail` was dropped"),
        ("Works with a team.", "Works with several teams.", "`several teams` asks for more than `a team`"),
        ("Leads the rollout.", "Helps with the rollout.", "`Helps with` asks for less than `Leads`"),
        (
            "Plans or builds.",
            "Plans or tests or builds.",
            "`or tests` was added: check whether it asks for more or less",
        ),
        ("Reviews code and ships.", "Reviews code and writes code and ships.", "`and writes code` was added"),
        (
            "Plans the work. Ships the work.",
            "Plans the work. Tests the tools for the work. Ships the work.",
            "`Tests the tools for the work` was added",
        ),
        (
            "Leads large projects, owns budgets, drives plans, mentors peers and always reports.",
            "Leads small projects, supports budgets, follows plans, mentors peers and sometimes reports.",
            "`small` asks for less than `large`, `supports` asks for less than `owns`, `follows` asks for less than `drives`, and 1 more",
        ),
        ("Works with charts, e.g.", "Works with charts.", "it asks the same: `e.g.` was dropped"),
        (
            "Plans once in a while.",
            "Plans once a week.",
            "`week` replaces `while`: check whether it asks for more or less",
        ),
        ("Works for the team.", "Works for teams.", "`teams` asks for more than `the team`"),
        ("Should review.", "Should not review.", "`not` was added: check whether it asks for more or less"),
    ] {
        let (Reading::Stronger(said) | Reading::Weaker(said) | Reading::Unsure(said) | Reading::Equal(said)) =
            read(old, new)
        else {
            panic!("{old} -> {new}: {:?}", read(old, new));
        };
        assert_eq!(said, why);
    }
}

#[test]
fn a_scale_goes_up_and_names_each_word_once() {
    for scale in scales() {
        assert!(scale.step > 0 && !scale.meaning.is_empty(), "{}", scale.name);
        assert!(scale.strengths.is_sorted_by(|a, b| a.rank < b.rank), "{}", scale.name);
        let mut words: Vec<&str> = scale.strengths.iter().flat_map(|strength| strength.words.clone()).collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count, "{} names a word twice", scale.name);
        assert!(words.iter().all(|word| word.to_lowercase() == **word), "{}", scale.name);
    }
}

/// A text made of words of the edits: two of them differ in a few places.
fn texts() -> impl Strategy<Value = (String, String)> {
    let words: Vec<String> = EDITS
        .values()
        .flatten()
        .flat_map(|edit| [&edit.old, &edit.new])
        .flat_map(|text| text.split(' ').map(str::to_owned))
        .collect();
    let word = proptest::sample::select(words);
    let text = prop::collection::vec(word.clone(), 1..14);
    (text, prop::collection::vec((any::<prop::sample::Index>(), word, 0..3_u8), 0..4)).prop_map(|(old, edits)| {
        let mut new = old.clone();
        for (at, word, how) in edits {
            let at = at.index(new.len());
            match how {
                0 => new.insert(at, word),
                1 => new[at] = word,
                _ if new.len() > 1 => drop(new.remove(at)),
                _ => {}
            }
        }
        (old.join(" "), new.join(" "))
    })
}

proptest! {
    #[test]
    fn the_way_back_is_the_mirror_image((old, new) in texts()) {
        prop_assert_eq!(says(&read(&old, &new)), mirrored(says(&read(&new, &old))));
    }

    #[test]
    fn any_two_texts_can_be_compared(old in "\\PC{0,60}", new in "\\PC{0,60}") {
        prop_assert_eq!(says(&read(&old, &new)), mirrored(says(&read(&new, &old))));
        prop_assert_eq!(read(&old, &old), Reading::Same);
    }
}
