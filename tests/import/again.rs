//! What `ladder show` wrote is read again.

use std::collections::BTreeMap;

use ladder::import::{self, File, Format, Options, Written};
use ladder::model::resolve::Resolved;
use ladder::model::{Ask, Ladder, LadderSet};
use ladder::parse::{self, Input};
use ladder::render::{self, Screen, yaml};
use ladder::source::{Disk, Memory};
use ladder::view::{ExportedLadder, Narrowing, Output, ShownLadder};

use crate::support::program::{HEALTHY, Project};

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

/// Levels with their grades and titles, competencies with their titles, and what each level asks: points and steps.
fn said(set: &LadderSet, ladder: &Ladder) -> BTreeMap<String, String> {
    let resolved = Resolved::new(set, ladder);
    let mut said = BTreeMap::new();
    for defined in &resolved.competencies {
        said.insert(defined.value.title().to_owned(), format!("{:?}", defined.value.group));
    }
    let title = |id: &str| {
        resolved
            .competencies
            .iter()
            .find(|known| known.value.id.as_str() == id)
            .map_or(id, |known| known.value.title())
            .to_owned()
    };
    for (_, level) in ladder.levels() {
        said.insert(level.id.to_string(), format!("{} {:?}", level.title(), level.grades));
        for expectation in level.expectations.iter() {
            let Ask::Asked(asked) = &expectation.ask else { continue };
            let points: Vec<String> =
                asked.points.iter().map(|point| point.text.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            let step = asked.step.get().map(ToString::to_string).unwrap_or_default();
            said.insert(
                format!("{} {}", level.id, title(expectation.competency.as_str())),
                format!("{step}: {}", points.join(" / ")),
            );
        }
    }
    said
}

#[test]
fn csv_gives_the_same_levels_texts_and_steps() {
    for (name, count) in [("engineering", 13)] {
        let loaded = parse::load(&Disk::default(), &[Input::Path(format!("ladders/{name}.yaml").into())]);
        let ladder = loaded.set.ladder(name).expect("a shipped ladder");
        let whole = exported(&loaded.set, ladder);
        let tree = Memory::new().with("x.yaml", whole.as_str());
        let alone = parse::load(&tree, &[Input::Path("x.yaml".into())]);
        let expected = said(&alone.set, &alone.set.ladders[0]);
        assert!(ladder.levels().count() >= count, "{name}");
        for (format, kind) in [("csv", Format::Csv)] {
            let again = read(&written(&loaded.set, ladder, format), kind);
            let set = LadderSet { ladders: vec![again].into(), ..LadderSet::default() };
            let found = said(&set, &set.ladders[0]);
            for (key, value) in &expected {
                assert_eq!(found.get(key), Some(value), "{name} as {format}: {key}");
            }
            assert_eq!(found.len(), expected.len(), "{name} as {format}");
        }
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
