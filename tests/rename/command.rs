//! `ladder rename` through the real process.

use std::fs;

use crate::support::program::Project;

const BASE: &str = "base: company\ngrades: [{ id: 1 }, { id: 2 }]\ncompetencies: [{ id: delivery }]\n";
const ENGINEERING: &str = "\
ladder: engineering
extends: company.yaml
tracks:
  - id: ic
    kind: ic
    levels:
      # the first
      - { id: IC1, grade: 1, expectations: { delivery: Ships. } }
";
const PRODUCT: &str = "\
ladder: product
extends: company.yaml
tracks: [{ id: ic, kind: ic, levels: [{ id: IC1, grade: 1, expectations: { delivery: Decides. } }] }]
moves: [{ from: IC1, to: engineering/IC1 }]
";

fn project() -> Project {
    Project::new()
        .with(".ladder.yaml", "")
        .with("ladders/company.yaml", BASE)
        .with("ladders/engineering.yaml", ENGINEERING)
        .with("others/product.yaml", PRODUCT.replace("company.yaml", "../ladders/company.yaml"))
}

fn read(project: &Project, name: &str) -> String {
    fs::read_to_string(project.at(name)).expect("it is there")
}

#[test]
fn the_whole_project_follows_and_a_dry_run_writes_nothing() {
    let project = project();
    let dry = project.run("rename level engineering/IC1 SE1 --dry-run");
    assert!(dry.stdout.contains("+++ b/others/product.yaml"), "{dry}");
    assert!(dry.stdout.contains("+      - { id: SE1, formerly: IC1, grade: 1"), "{dry}");
    assert_eq!(read(&project, "ladders/engineering.yaml"), ENGINEERING);
    let run = project.run("rename level engineering/IC1 SE1");
    assert_eq!(run.stderr, "renamed engineering/ic/IC1 to SE1: 2 edits in 2 files\n");
    assert!(run.stdout.is_empty(), "{run}");
    assert!(read(&project, "others/product.yaml").ends_with("moves: [{ from: IC1, to: engineering/SE1 }]\n"));
    assert!(read(&project, "ladders/engineering.yaml").contains("# the first\n      - { id: SE1, formerly: IC1,"));
    let validated = project.run("validate .");
    assert!(!validated.stdout.contains("error"), "{validated}");
}

#[test]
fn a_name_that_several_have_is_not_enough() {
    let run = project().run("rename level IC1 SE1");
    assert_eq!(run.status, Some(2), "{run}");
    assert_eq!(run.stderr, "error: 2 levels have the id `IC1`\nhelp: name one: `engineering/IC1` or `product/IC1`\n");
}

#[test]
fn what_a_base_defines_has_the_names_of_the_ladders_that_use_it() {
    for name in ["delivery", "company/delivery", "engineering/@delivery", "company/@competencies/delivery"] {
        let project = project();
        let run = project.run(&format!("rename competency {name} shipping"));
        assert_eq!(run.stderr, "renamed company/@competencies/delivery to shipping: 3 edits in 3 files\n");
    }
}

#[test]
fn what_is_not_there_malformed_or_taken_is_refused() {
    let refused = |command: &str, code: i32, message: &str| {
        let project = project();
        let run = project.run(command);
        assert!(run.stderr.starts_with(&format!("error: {message}\n")), "{run}");
        assert_eq!(run.status, Some(code), "{run}");
        assert_eq!(read(&project, "ladders/company.yaml"), BASE);
    };
    refused("rename level IC9 SE1", 3, "there is no level `IC9`");
    refused("rename level engineering/IC1 a..b", 2, "`a..b` is not an id");
    refused("rename level engineering/IC1 IC1", 2, "`engineering/ic/IC1` has this id already");
    let taken = "the id `2` is taken: it is that of `company/@grades/2` at ladders/company.yaml:2";
    refused("rename grade 1 2.0", 2, taken);
    refused(
        "rename ladder product Engineering",
        2,
        "the id `engineering` is taken: it is that of `engineering` at ladders/engineering.yaml:1",
    );
    refused(
        "rename track engineering/ic manager",
        2,
        "`manager` is a kind of track, and competencies can name tracks by it",
    );
}

#[test]
fn a_file_that_cannot_be_read_stops_everything() {
    let project = project().with("others/broken.yaml", "ladder: x\ntracks: [\n");
    let run = project.run("rename level engineering/IC1 SE1");
    assert_eq!(run.status, Some(2), "{run}");
    assert!(run.stderr.contains("broken.yaml` has errors, so ids in it could be missed"), "{run}");
    assert_eq!(read(&project, "ladders/engineering.yaml"), ENGINEERING);
}
