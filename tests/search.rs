//! Laws of `ladder search`.

use std::path::PathBuf;

use ladder::model::resolve::Resolved;
use ladder::parse::{self, Input};
use ladder::source::Disk;
use ladder::view::{Search, SearchFilter, Wanted};
use serde_json::Value;

use crate::support::program::Project;

/// A base says what a step means, three levels ask it, and a role asks it too.
const STEPS: &str = "\
base: company
scale: [{ id: a }, { id: b, title: Réviser }]
competencies: [{ id: craft, title: Craft, steps: { a: Reviews plans, b: [Mentors in reviewing, { text: x, examples: [Once a month] }] } }]
";
const LADDER: &str = "\
ladder: shop
extends: [company.yaml]
tracks:
  - id: ic
    kind: ic
    cumulative: true
    levels:
      - { id: IC1, grade: 1, scope: One stall, expectations: { craft: { step: a } } }
      - { id: IC2, grade: 2, expectations: { craft: { step: b } } }
      - { id: IC3, grade: 3 }
  - id: m
    kind: manager
    levels:
      - { id: M2, grade: 2, expectations: { craft: { step: b } } }
      - { id: M3, grade: 3, expectations: { craft: ~ } }
moves: [{ from: [IC1, IC2], to: [M2, M3], note: Ask first }]
";

fn shop() -> Project {
    Project::new().with("ladders/company.yaml", STEPS).with("ladders/shop.yaml", LADDER)
}

/// What is found: match, place, levels and line.
fn hits(project: &Project, args: &str) -> Vec<(String, String, Vec<String>, u64)> {
    let run = project.run(&format!("search {args} --format json"));
    let value: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{args}: {error}: {run}"));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let hit = |hit: &Value| {
        let levels = hit["levels"].as_array().unwrap().iter().map(text).collect();
        (text(&hit["match"]), text(&hit["place"]), levels, hit["line"].as_u64().unwrap())
    };
    value["hits"].as_array().unwrap().iter().map(hit).collect()
}

#[test]
fn everything_that_is_found_is_written_at_its_place() {
    let loaded = parse::load(&Disk::default(), &[Input::Path(PathBuf::from("ladders"))]);
    let ladders: Vec<Resolved<'_>> =
        loaded.set.ladders.iter().map(|ladder| Resolved::new(&loaded.set, ladder)).collect();
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = 0;
    for words in ["the", "team", "mentoring", "staff", "plan", "design system", "trial"] {
        let wanted = Wanted::new(words).expect("words");
        let search = Search::new(&ladders, words, &wanted, &SearchFilter::default(), &|place, key| {
            let origin = *loaded.origins.of(place).first().unwrap_or_else(|| panic!("{place} is written nowhere"));
            let span = key.and_then(|key| origin.key(key)).unwrap_or(origin.name);
            let line = loaded.sources.positions(span).0.line;
            Some(ladder::view::Written { path: loaded.sources.path(span.file).display().to_string(), line })
        });
        for hit in &search.hits {
            let written = hit.written.as_ref().expect("it has a place");
            let file = std::fs::read_to_string(&written.path).expect("the file");
            // A long text runs over lines, and the line of a list is that of its first entry.
            let lines: Vec<&str> = file.lines().skip(written.line - 1).take(8).collect();
            let said = folded(&lines.join(" "));
            assert!(said.contains(&folded(&hit.text)), "{}:{}: {}\n{said}", written.path, written.line, hit.text);
            found += 1;
        }
    }
    assert!(found > 150, "only {found} texts");
}

#[test]
fn a_step_is_found_once_where_it_is_written_with_the_levels_that_ask_it() {
    let place = "company/@competencies/craft/@steps/b".to_owned();
    let levels = ["shop/IC2", "shop/IC3", "shop/M2"].map(str::to_owned).to_vec();
    let found = hits(&shop(), "mentors");
    assert_eq!(found, [("phrase".to_owned(), place.clone(), levels.clone(), 3)]);
    assert_eq!(hits(&shop(), "once month"), [("words".to_owned(), place, levels, 3)]);
}

#[test]
fn the_best_match_comes_first_and_accents_make_no_difference() {
    let places = |words: &str| -> Vec<(String, String)> {
        hits(&shop(), words).into_iter().map(|(how, place, ..)| (how, place)).collect()
    };
    let pair = |how: &str, place: &str| (how.to_owned(), place.to_owned());
    assert_eq!(
        places("review"),
        [pair("stems", "company/@competencies/craft/@steps/a"), pair("stems", "company/@competencies/craft/@steps/b")]
    );
    assert_eq!(places("reviser"), [pair("phrase", "company/@scale/b")]);
    // A move of several levels has one note.
    assert_eq!(places("ask first"), [pair("phrase", "shop/@moves/IC1..M2")]);
}

#[test]
fn a_search_is_narrowed_to_what_a_level_asks_and_to_a_competency() {
    let project = shop();
    let count = |args: &str| hits(&project, args).len();
    assert_eq!((count("reviews --level IC3"), count("reviews --level M3")), (2, 0), "with what it includes");
    assert_eq!((count("stall --level shop/IC1"), count("stall --competency craft")), (1, 0));
    assert_eq!((count("plans --competency craft"), count("plans --level IC1 --in shop")), (1, 1));
    project.run("search stall --level M2").ends_with(3).prints("Nothing there says it; 1 text elsewhere does.");
    project.run("search stall --competency craf").ends_with(3).complains("did you mean `craft`?");
    project.run("search stall --in shop/IC1").ends_with(2).complains("search it with `--level shop/IC1`");
}

#[test]
fn what_is_not_found_says_why_and_what_is_near() {
    let project = shop();
    project.run("search reviwing").ends_with(3).prints("No text has `reviwing`; did you mean `reviewing`?");
    project.run("search stall mentors").ends_with(3).prints("Each of the words is found, but no text has all of them.");
    project.run("search !").ends_with(2).complains("`!` has no letters or digits");
}
