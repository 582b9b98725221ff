//! `ladder worksheet`: its form says what `ladder compare` says, and leaves room to write.

use std::path::PathBuf;

use ladder::model::Date;
use ladder::model::resolve::Resolved;
use ladder::parse::{self, Input};
use ladder::source::Disk;
use ladder::view::{LevelComparison, Worksheet};
use scraper::{Html, Selector};

use crate::support::program::{HEALTHY, Project};

#[test]
fn what_is_new_in_a_worksheet_is_what_only_the_other_level_asks() {
    let loaded = parse::load(&Disk::default(), &[Input::Path(PathBuf::from("ladders"))]);
    let ladders: Vec<Resolved<'_>> =
        loaded.set.ladders.iter().map(|ladder| Resolved::new(&loaded.set, ladder)).collect();
    let levels = || ladders.iter().flat_map(|ladder| (0..ladder.levels.len()).map(move |level| (ladder, level)));
    let mut new = 0;
    for a in levels().step_by(3) {
        for b in levels().step_by(4) {
            let compare = |a, b| LevelComparison::new(a, b, true, false);
            let form = Worksheet { compared: compare(a, b), date: Date::parse("2026-03-31").unwrap() };
            let points = |wanted: Option<bool>| -> Vec<String> {
                let points = form.parts().flat_map(|part| part.points);
                let wanted = points.filter(|asked| wanted.is_none_or(|wanted| asked.is_new == wanted));
                let mut texts: Vec<String> = wanted.map(|asked| asked.point.text.clone()).collect();
                texts.sort();
                texts
            };
            let all = |compared: &LevelComparison, both: bool| -> Vec<String> {
                let of = compared.competencies.iter();
                let texts = of.flat_map(|known| if both { &known.both } else { &known.only_b });
                let mut texts: Vec<String> = texts.map(|point| point.text.clone()).collect();
                texts.sort();
                texts
            };
            assert_eq!(points(Some(true)), all(&compare(a, b), false));
            assert_eq!(points(None), all(&compare(b, b), true), "all that the level asks");
            new += points(Some(true)).len();
        }
    }
    assert!(new > 100, "only {new} points are new");
}

#[test]
fn without_a_second_level_it_is_the_next_one_up_and_at_the_top_the_level_itself() {
    let project = Project::new().with("ladders/healthy.yaml", HEALTHY);
    let title = |args: &str, title: &str| {
        let run = project.run(&format!("worksheet {args}"));
        assert_eq!(run.ends_with(0).stdout.lines().next(), Some(title));
    };
    title("IC1", "Worksheet from IC1 One to IC2 Two");
    title("IC2", "Worksheet for IC2 Two");
    title("IC1 --to IC1", "Worksheet for IC1 One");
    title("healthy/IC2 --to M2", "Worksheet from IC2 Two to M2 Lead");
}

#[test]
fn steps_without_points_are_rows_and_a_level_that_asks_nothing_says_so() {
    let ladder = "ladder: a\nversion: 1.2.3\nscale: [{ id: low }, { id: high }]\ncompetencies: [{ id: c }, { id: d }]\n\
                  tracks:\n  - id: ic\n    kind: ic\n    levels:\n      - { id: A, grade: 1 }\n      - { id: B, grade: 2, \
                  expectations: { c: { step: low }, d: { step: low } } }\n      - { id: C, grade: 3, expectations: { c: { step: high }, d: { step: low } } }\n";
    let project = Project::new().with("ladders/a.yaml", ladder);
    let run = project.run("worksheet B --format csv");
    assert_eq!(
        run.ends_with(0).stdout,
        "Competency,What C asks,New,Evidence,Notes\r\nc (low → high),high,new,,\r\nd (low),low,,,\r\n"
    );
    project.run("worksheet A --to A").ends_with(0).prints("A asks nothing.").prints("a 1.2.3 · ");
    project.run("worksheet C --to B").ends_with(0).prints("c (high → low)");
    let same = ladder.replace("c: { step: high }", "c: { step: low }");
    Project::new()
        .with("ladders/a.yaml", same)
        .run("worksheet B")
        .ends_with(0)
        .prints("C asks nothing that B does not.");
}

#[test]
fn a_page_has_columns_to_write_in_and_columns_to_read() {
    let run = Project::new()
        .with(
            "ladders/b.yaml",
            "ladder: b\ncompetencies: [{ id: c }]\ntracks: [{ id: ic, kind: ic, levels: [{ id: B1, grade: 1 }, { id: B2, grade: 2, \
             expectations: { c: [One, Two] } }] }]\n",
        )
        .run("worksheet B1 --format html");
    let page = Html::parse_document(&run.ends_with(0).stdout);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    let texts = |selector: &str| -> Vec<String> {
        page.select(&Selector::parse(selector).unwrap()).map(|element| element.text().collect()).collect()
    };
    assert_eq!(texts("thead th"), ["Competency", "What B2 asks", "New", "Evidence", "Notes"]);
    assert_eq!(texts("th.blank"), ["Evidence", "Notes"]);
    assert_eq!(texts("tbody th"), ["c", "c"]);
    assert_eq!(texts("tbody td"), ["One", "new", "", "", "Two", "new", "", ""]);
}
