//! What `ladder show` wrote is read again.

use std::collections::{BTreeMap, BTreeSet};

use ladder::import::{self, File, Format, Options, Written};
use ladder::model::resolve::Resolved;
use ladder::model::{Ask, Ladder, LadderSet};
use ladder::parse::{self, Input};
use ladder::render::{self, Screen, yaml};
use ladder::source::{Disk, Memory};
use ladder::view::{ExportedLadder, Narrowing, Output, ShownLadder};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::support::ladders::dice::Dice;
use crate::support::ladders::document::files;
use crate::support::ladders::layout::write;
use crate::support::program::{HEALTHY, Project};

/// The formats of `ladder show` that are read again; a workbook gives a ladder whole.
const FORMATS: [(&str, Format); 3] = [("xlsx", Format::Xlsx), ("csv", Format::Csv), ("markdown", Format::Markdown)];

/// A ladder of a set in a format.
fn written(set: &LadderSet, ladder: &Ladder, format: &str) -> Vec<u8> {
    let mut shown = ShownLadder::new(Resolved::new(set, ladder), &Narrowing::default(), String::new());
    shown.shows_pay = true;
    let mut out = Vec::new();
    let format = render::find(format).expect("a format");
    format.render(&Output::Ladders(vec![shown]), Screen::default(), &mut out).expect("it can be written");
    out
}

fn read(bytes: &[u8], format: Format) -> Ladder {
    let reading =
        import::read(&[File { name: "x".into(), bytes, format }], "x", &Options::default()).expect("a ladder");
    let Written::Ladder(ladder) = reading.written() else { panic!("a base") };
    *ladder
}

fn exported(set: &LadderSet, ladder: &Ladder) -> String {
    yaml(&ExportedLadder::new(&Resolved::new(set, ladder))).expect("plain values")
}

fn is_break(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// A text without characters that no reader sees: these, CSV leaves out or marks.
fn one_line(text: &str) -> String {
    let is_shown = |c: &char| {
        !c.is_control()
            && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffd}' | '\u{ad}')
    };
    let shown = |word: &str| word.chars().filter(is_shown).collect::<String>();
    text.split_whitespace().map(shown).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Levels with their grades and titles, competencies with their titles, and what each level asks: points and steps.
fn said(set: &LadderSet, ladder: &Ladder, has_lines: bool) -> BTreeMap<String, String> {
    let resolved = Resolved::new(set, ladder);
    let mut said = BTreeMap::new();
    for defined in &resolved.competencies {
        said.insert(
            one_line(defined.value.title()),
            defined.value.group.get().map(|group| one_line(group)).unwrap_or_default(),
        );
    }
    let title = |id: &str| {
        resolved
            .competencies
            .iter()
            .find(|known| known.value.id.as_str() == id)
            .map_or_else(|| id.to_owned(), |known| one_line(known.value.title()))
    };
    for (_, level) in ladder.levels() {
        // A page joins the titles of a level.
        let titles: Vec<String> = level.titles.iter().map(|title| one_line(title)).collect();
        let whole = titles.join(" / ");
        let called = if has_lines { "" } else { &whole };
        said.insert(level.id.to_string(), format!("{} {:?}", called, level.grades));
        for expectation in level.expectations.iter() {
            let Ask::Asked(asked) = &expectation.ask else { continue };
            let points: Vec<String> = asked.points.iter().map(|point| one_line(&point.text)).collect();
            let step = asked.step.get().map(ToString::to_string).unwrap_or_default();
            said.insert(
                format!("{} {}", level.id, title(expectation.competency.as_str())),
                format!("{step}: {}", points.join(" / ")),
            );
        }
    }
    said
}

/// The ladders of the project and the examples, each with its set.
fn shipped() -> Vec<(LadderSet, usize)> {
    ["ladders", "ladders/examples"]
        .into_iter()
        .map(|folder| parse::load(&Disk::default(), &[Input::Path(folder.into())]).set)
        .flat_map(|set| (0..set.ladders.len()).map(move |at| (set.clone(), at)))
        .collect()
}

/// A ladder that keeps to the rules, and its set.
fn generated(dice: &[u32]) -> LadderSet {
    let files = files(&Dice::new(dice));
    let plain = Dice::new(&[]);
    let tree = Memory::new()
        .with("company.yaml", write(&plain, &files.base))
        .with("ladder.yaml", write(&plain, &files.ladder));
    parse::load(&tree, &[Input::Path(".".into())]).set
}

/// Where a ladder differs from what a format gives again, line by line.
fn differences(set: &LadderSet, ladder: &Ladder, format: &str, kind: Format) -> Vec<String> {
    let again = read(&written(set, ladder, format), kind);
    let other = LadderSet { ladders: vec![again].into(), ..LadderSet::default() };
    let again = &other.ladders[0];
    if kind != Format::Xlsx {
        let alone = Memory::new().with("x.yaml", exported(set, ladder));
        let alone = parse::load(&alone, &[Input::Path("x.yaml".into())]).set;
        // CSV has a title on each line, so titles that have lines themselves are not compared.
        let has_lines = ladder.levels().any(|(_, level)| level.titles.iter().any(|title| title.contains(is_break)));
        let (old, new) = (said(&alone, &alone.ladders[0], has_lines), said(&other, again, has_lines));
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        let differing = keys.into_iter().filter(|key| old.get(*key) != new.get(*key));
        return differing.map(|key| format!("{key}: {:?} is {:?}", old.get(key), new.get(key))).collect();
    }
    let (old, new) = (exported(set, ladder), exported(&other, again));
    let lines = old.lines().zip(new.lines()).filter(|(old, new)| old != new);
    let mut lines: Vec<String> = lines.map(|(old, new)| format!("`{old}` is `{new}`")).take(3).collect();
    if old.lines().count() != new.lines().count() {
        lines.push(format!("{} lines are {}", old.lines().count(), new.lines().count()));
    }
    lines
}

#[test]
fn every_shipped_ladder_comes_back_from_each_format() {
    let mut differing = Vec::new();
    for (set, at) in shipped() {
        let ladder = &set.ladders[at];
        for (format, kind) in FORMATS {
            // A page has levels as headings alone: it gives them again if they ask something and look like levels.
            let asks_nothing = || ladder.levels().all(|(_, level)| level.expectations.is_empty());
            if kind == Format::Markdown && (ladder.id.as_str() == "indrive" || asks_nothing()) {
                continue;
            }
            let found = differences(&set, ladder, format, kind);
            differing.extend(found.into_iter().map(|line| format!("{} as {format}: {line}", ladder.id)));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_workbook_gives_the_same_ladder_whole(dice in vec(any::<u32>(), 0..1500)) {
        let set = generated(&dice);
        prop_assert_eq!(differences(&set, &set.ladders[0], "xlsx", Format::Xlsx), Vec::<String>::new());
    }

    #[test]
    fn csv_gives_the_same_levels_texts_and_steps(dice in vec(any::<u32>(), 0..1500)) {
        let set = generated(&dice);
        prop_assert_eq!(differences(&set, &set.ladders[0], "csv", Format::Csv), Vec::<String>::new());
    }
}

const NOW: &str = "\
ladder: bakery
competencies: [{ id: kneading, title: Kneading }, { id: proofing, title: Proofing }]
tracks:
  - id: ic
    kind: ic
    levels:
      - id: B1
        title: Baker
        grade: 1
        terminal: true
        expectations: { kneading: Kneads a loaf., proofing: Waits. }
      - { id: B2, title: Senior Baker, grade: 2, expectations: { kneading: Kneads all day. } }
  - id: manager
    kind: manager
    levels: [{ id: M2, title: Head Baker, grade: 2 }]
moves: [{ from: B2, to: M2, note: A month on trial. }]
";

#[test]
fn an_updated_table_changes_what_it_says_and_keeps_the_rest() {
    let table = "Skill,Baker,Senior Baker\nKneading,Kneads a loaf.,Must knead all week.\nProofing,Waits.,\n";
    let project = Project::new().with("ladders/bakery.yaml", NOW).with("new.csv", table);
    let run = project.run("import new.csv --against bakery --out updated.yaml");
    run.ends_with(0);
    assert!(run.stdout.contains("More is asked at B2: Kneading.") && run.stdout.contains("1 raises-bar"), "{run}");
    assert!(!run.stdout.contains("M2") && !run.stdout.contains("B1"), "{run}");
    let updated = std::fs::read_to_string(project.at("updated.yaml")).expect("the file");
    for kept in ["id: B1", "terminal: true", "note: A month on trial.", "id: M2", "proofing: Waits."] {
        assert!(updated.contains(kept), "{kept} in {updated}");
    }
    project.run("import new.csv --against nowhere").ends_with(3);
}

#[test]
fn a_new_project_begins_with_a_table() {
    let project = Project::new().with("bakery.csv", "Skill,B1,B2\nKneading,Kneads a loaf.,Kneads all day.\n");
    project.run("init --from bakery.csv --ci github").ends_with(0).prints("wrote ladders/bakery.yaml");
    assert!(project.at(".github/workflows/ladder.yml").exists() && project.at(".ladder.yaml").exists());
    project.run("validate").ends_with(0);
    project.run("init --from bakery.csv").ends_with(4).complains("already exist");
    project.run("init --ci github").ends_with(2);
}

#[test]
fn commands_that_read_ladders_say_how_a_table_is_imported() {
    let project = Project::new()
        .with("ladders/healthy.yaml", HEALTHY)
        .with("table.csv", "Skill,B1,B2\n")
        .with("table.xlsx", "PK");
    for command in ["validate", "show", "list", "stats", "diff ladders/healthy.yaml", "path B1", "compare B1"] {
        for file in ["table.csv", "table.xlsx"] {
            let run = project.run(&format!("{command} {file}"));
            run.ends_with(4).complains(&format!("`ladder import {file}` makes one of its tables"));
        }
    }
}
