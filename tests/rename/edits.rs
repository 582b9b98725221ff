//! The edits of a rename, as text before and after.

use std::path::Path;

use ladder::config;
use ladder::edit::{self, Refused};
use ladder::model::{Part, Place};
use ladder::parse::{self, Input};
use ladder::render::{Screen, patch};
use ladder::source::{Memory, Tree};

/// The files after a rename, in the order in which they are given.
fn renamed(files: &[(&str, &str)], place: &Place, new: &str) -> Result<Vec<String>, Refused> {
    let tree = files.iter().fold(Memory::new(), |tree, (name, text)| tree.with(name, *text));
    let loaded = parse::load(&tree, &[Input::Path(".".into())]);
    let settings: Vec<_> = config::read(&tree, Path::new(".ladder.yaml")).into_iter().collect();
    let edits = edit::rename(&loaded, &settings, place, new)?;
    let edited = |(name, text): &(&str, &str)| {
        let of_file = edits.iter().find(|edit| tree.canonical(&edit.path) == tree.canonical(Path::new(name)));
        of_file.map_or_else(|| (*text).to_owned(), |edit| edit::apply(text, edit.splices.clone()).0)
    };
    Ok(files.iter().map(edited).collect())
}

fn level(ladder: &str, track: &str, level: &str) -> Place {
    Place::new(ladder, Part::Level(track.into(), level.into()))
}

const COMPANY: &str = "\
base: company
grades:
  - id: 1
  - { id: 2, title: Two } # the second
competencies: [{ id: delivery }, { id: craft, tracks: [ic, expert] }, { id: care, tracks: expert }]
";

const ENGINEERING: &str = "\
# all of it
ladder: engineering
extends: company.yaml
fork: 2
tracks:
  - id: expert # deep
    kind: ic
    profession: engineering
    levels:
      - id: IC1 # the first

        grade: 1
        expectations: { delivery: Ships., 'craft': Builds. }
      - { id: \"IC2\", grade: [1, 2.0], formerly: [SE], expectations: { delivery: { same_as: IC1 } } }
  - id: manager
    kind: manager
    levels:
      - id: M2
        formerly:
          - EM   # once
        grade: 2
moves:
  - { from: [IC2, engineering/IC1], to: M2, note: From IC2 to M2. }
  - { from: expert, to: manager, lateral: true }
roles:
  - { id: tech-lead, levels: IC2 }
";

const PRODUCT: &str = "\
ladder: product
extends: company.yaml
tracks:
  - id: expert
    kind: ic
    levels: [{ id: IC2, grade: 2, expectations: { delivery: Ships. } }]
moves: [{ from: IC2, to: 'engineering/IC2', both_ways: true }]
";

const SETTINGS: &str = "\
judgements:
  - { place: engineering/expert/IC2/delivery#1, edit: a, impact: wording, reason: same }
  - { place: engineering/@moves/IC2..M2, edit: a, impact: wording, reason: IC2 }
  - { place: company/@competencies/delivery, edit: a, impact: wording, reason: same }
  - { place: product/expert/IC2/delivery, edit: a, impact: wording, reason: same }
";

/// The lines of the four files that change, as a patch has them.
fn changes(place: &Place, new: &str) -> Result<String, Refused> {
    let files = [
        (".ladder.yaml", SETTINGS),
        ("company.yaml", COMPANY),
        ("engineering.yaml", ENGINEERING),
        ("product.yaml", PRODUCT),
    ];
    let mut changes = String::new();
    for ((name, before), after) in files.iter().zip(renamed(&files, place, new)?) {
        let diff = patch((name, Some(before.as_bytes())), (name, Some(after.as_bytes())), Screen::default());
        for line in diff.lines().skip(2).filter(|line| line.starts_with(['-', '+'])) {
            changes.push_str(&format!("{} {}\n", &line[..1], line[1..].trim()));
        }
    }
    Ok(changes)
}

#[track_caller]
fn changed(place: &Place, new: &str, expected: &str) {
    let found = changes(place, new).expect("it can be renamed");
    assert!(found == expected, "{found}");
}

#[test]
fn a_level_is_followed_everywhere() {
    changed(
        &level("engineering", "expert", "IC2"),
        "SE4",
        r#"- - { place: engineering/expert/IC2/delivery#1, edit: a, impact: wording, reason: same }
- - { place: engineering/@moves/IC2..M2, edit: a, impact: wording, reason: IC2 }
+ - { place: engineering/expert/SE4/delivery#1, edit: a, impact: wording, reason: same }
+ - { place: engineering/@moves/SE4..M2, edit: a, impact: wording, reason: IC2 }
- - { id: "IC2", grade: [1, 2.0], formerly: [SE], expectations: { delivery: { same_as: IC1 } } }
+ - { id: "SE4", grade: [1, 2.0], formerly: [SE, IC2], expectations: { delivery: { same_as: IC1 } } }
- - { from: [IC2, engineering/IC1], to: M2, note: From IC2 to M2. }
+ - { from: [SE4, engineering/IC1], to: M2, note: From IC2 to M2. }
- - { id: tech-lead, levels: IC2 }
+ - { id: tech-lead, levels: SE4 }
- moves: [{ from: IC2, to: 'engineering/IC2', both_ways: true }]
+ moves: [{ from: IC2, to: 'engineering/SE4', both_ways: true }]
"#,
    );
}

#[test]
fn a_level_that_is_written_as_a_block() {
    changed(
        &level("engineering", "manager", "M2"),
        "no",
        r#"- - { place: engineering/@moves/IC2..M2, edit: a, impact: wording, reason: IC2 }
+ - { place: engineering/@moves/IC2..no, edit: a, impact: wording, reason: IC2 }
- - id: M2
+ - id: "no"
+ - M2
- - { from: [IC2, engineering/IC1], to: M2, note: From IC2 to M2. }
+ - { from: [IC2, engineering/IC1], to: "no", note: From IC2 to M2. }
"#,
    );
    changed(
        &level("engineering", "expert", "IC1"),
        "A1",
        r#"- - id: IC1 # the first
+ - id: A1 # the first
+ formerly: IC1
- - { id: "IC2", grade: [1, 2.0], formerly: [SE], expectations: { delivery: { same_as: IC1 } } }
+ - { id: "IC2", grade: [1, 2.0], formerly: [SE], expectations: { delivery: { same_as: A1 } } }
- - { from: [IC2, engineering/IC1], to: M2, note: From IC2 to M2. }
+ - { from: [IC2, engineering/A1], to: M2, note: From IC2 to M2. }
"#,
    );
}

#[test]
fn a_track() {
    changed(
        &Place::new("engineering", Part::Track("expert".into())),
        "engineer",
        r#"- - { place: engineering/expert/IC2/delivery#1, edit: a, impact: wording, reason: same }
+ - { place: engineering/engineer/IC2/delivery#1, edit: a, impact: wording, reason: same }
- competencies: [{ id: delivery }, { id: craft, tracks: [ic, expert] }, { id: care, tracks: expert }]
+ competencies: [{ id: delivery }, { id: craft, tracks: [ic, expert, engineer] }, { id: care, tracks: [expert, engineer] }]
- - id: expert # deep
+ - id: engineer # deep
+ formerly: expert
- - { from: expert, to: manager, lateral: true }
+ - { from: engineer, to: manager, lateral: true }
"#,
    );
}

#[test]
fn a_track_that_others_share_is_named_beside_them_in_lists_of_any_layout() {
    let company = "\
base: company
competencies:
  - { id: craft, tracks: &both [ic, expert] }
  - { id: care, tracks: *both }
  - id: delivery
    tracks:
      - expert # deep
";
    let files = [("company.yaml", company), ("engineering.yaml", ENGINEERING), ("product.yaml", PRODUCT)];
    let expert = Place::new("engineering", Part::Track("expert".into()));
    let [company, ..] = &renamed(&files, &expert, "engineer").expect("it can be renamed")[..] else {
        panic!("three files");
    };
    assert!(company.contains("tracks: &both [ic, expert, engineer] }\n  - { id: care, tracks: *both }\n"), "{company}");
    assert!(company.ends_with("      - expert # deep\n      - engineer\n"), "{company}");
    let anchored = files[0].1.replace("- expert", "- &mine expert");
    let refused = renamed(&[("company.yaml", &anchored), files[1], files[2]], &expert, "engineer").unwrap_err();
    assert_eq!(refused.message, "`expert` at company.yaml:7 cannot be edited by itself");
}

#[test]
fn a_competency() {
    changed(
        &Place::new("company", Part::Competency("delivery".into())),
        "shipping",
        r#"- - { place: engineering/expert/IC2/delivery#1, edit: a, impact: wording, reason: same }
+ - { place: engineering/expert/IC2/shipping#1, edit: a, impact: wording, reason: same }
- - { place: company/@competencies/delivery, edit: a, impact: wording, reason: same }
- - { place: product/expert/IC2/delivery, edit: a, impact: wording, reason: same }
+ - { place: company/@competencies/shipping, edit: a, impact: wording, reason: same }
+ - { place: product/expert/IC2/shipping, edit: a, impact: wording, reason: same }
- competencies: [{ id: delivery }, { id: craft, tracks: [ic, expert] }, { id: care, tracks: expert }]
+ competencies: [{ id: shipping, formerly: delivery }, { id: craft, tracks: [ic, expert] }, { id: care, tracks: expert }]
- expectations: { delivery: Ships., 'craft': Builds. }
- - { id: "IC2", grade: [1, 2.0], formerly: [SE], expectations: { delivery: { same_as: IC1 } } }
+ expectations: { shipping: Ships., 'craft': Builds. }
+ - { id: "IC2", grade: [1, 2.0], formerly: [SE], expectations: { shipping: { same_as: IC1 } } }
- levels: [{ id: IC2, grade: 2, expectations: { delivery: Ships. } }]
+ levels: [{ id: IC2, grade: 2, expectations: { shipping: Ships. } }]
"#,
    );
}

#[test]
fn a_grade() {
    changed(
        &Place::new("company", Part::Grade("2".into())),
        "senior",
        r#"- - { id: 2, title: Two } # the second
+ - { id: senior, formerly: 2, title: Two } # the second
- fork: 2
+ fork: senior
- - { id: "IC2", grade: [1, 2.0], formerly: [SE], expectations: { delivery: { same_as: IC1 } } }
+ - { id: "IC2", grade: [1, senior], formerly: [SE], expectations: { delivery: { same_as: IC1 } } }
- grade: 2
+ grade: senior
- levels: [{ id: IC2, grade: 2, expectations: { delivery: Ships. } }]
+ levels: [{ id: IC2, grade: senior, expectations: { delivery: Ships. } }]
"#,
    );
}

#[test]
fn a_ladder() {
    changed(
        &Place::whole("engineering"),
        "eng",
        r#"- - { place: engineering/expert/IC2/delivery#1, edit: a, impact: wording, reason: same }
- - { place: engineering/@moves/IC2..M2, edit: a, impact: wording, reason: IC2 }
+ - { place: eng/expert/IC2/delivery#1, edit: a, impact: wording, reason: same }
+ - { place: eng/@moves/IC2..M2, edit: a, impact: wording, reason: IC2 }
- ladder: engineering
+ ladder: eng
+ formerly: engineering
- profession: engineering
+ profession: eng
- - { from: [IC2, engineering/IC1], to: M2, note: From IC2 to M2. }
+ - { from: [IC2, eng/IC1], to: M2, note: From IC2 to M2. }
- moves: [{ from: IC2, to: 'engineering/IC2', both_ways: true }]
+ moves: [{ from: IC2, to: 'eng/IC2', both_ways: true }]
"#,
    );
}
