//! Every view in every format: of nasty text, and of structures that are in use.

use clap::CommandFactory;
use ladder::cli::Cli;
use ladder::render::Screen;
use scraper::{Html, Selector};

use crate::sheets::{NASTY, VIEWS, ladder, plain};
use crate::support::golden;
use crate::support::program::Project;
use crate::support::structures;

/// The words of a text, whatever is between them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The formats that views have, but for the workbook.
fn formats() -> Vec<String> {
    let command = Cli::command();
    let compare = command.find_subcommand("compare").expect("a command");
    let format = compare.get_arguments().find(|argument| argument.get_id() == "format").expect("an option");
    let names = format.get_possible_values().into_iter().map(|value| value.get_name().to_owned());
    names.filter(|name| name != "xlsx").collect()
}

#[test]
fn nasty_text_is_text_in_every_view_and_format() {
    for text in NASTY {
        let project = Project::new().with("a.yaml", ladder(text));
        let wanted = words(&plain(text));
        for view in VIEWS {
            let run = |format: &str| project.call(view.iter().copied().chain(["--format", format])).run();
            run("human").ends_with(0).is_tame();
            let json: serde_json::Value = serde_json::from_str(&run("json").ends_with(0).stdout).expect("JSON");
            assert!(has_text(&json, &plain(text)), "{view:?} {wanted}: {json}");

            let page = Html::parse_document(&run("html").ends_with(0).stdout);
            assert!(page.errors.is_empty(), "{view:?} {wanted}: {:?}", page.errors);
            let all = |selector| page.select(&Selector::parse(selector).expect("a selector")).collect::<Vec<_>>();
            let said = all("main th, main td, main p, main h2, h1").into_iter();
            let said: Vec<String> = said.map(|it| words(&it.text().collect::<Vec<_>>().join(" "))).collect();
            assert!(said.iter().any(|said| said.contains(&wanted)), "{view:?} {wanted}: {said:?}");
            // A page has one script at most, and leads nowhere else.
            assert!(all("script").len() <= 1 && all("img, iframe, object").is_empty(), "{view:?} {wanted}");
            let leaves = |link: &scraper::ElementRef<'_>| !link.attr("href").is_some_and(|to| to.starts_with('#'));
            assert!(!all("main a").iter().any(leaves), "{view:?} {wanted}");

            let markdown = run("markdown").ends_with(0).stdout.clone();
            let mut html = String::new();
            // It would turn quotation marks.
            let options = pulldown_cmark::Options::all() - pulldown_cmark::Options::ENABLE_SMART_PUNCTUATION;
            let parser = pulldown_cmark::Parser::new_ext(&markdown, options);
            pulldown_cmark::html::push_html(&mut html, parser);
            let page = Html::parse_fragment(&html);
            for element in page.root_element().descendent_elements() {
                let known = [
                    "html", "h3", "h4", "h5", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "br", "code",
                ];
                assert!(known.contains(&element.value().name()), "{view:?} {wanted}: {}", element.html());
            }
            let said = words(&page.root_element().text().collect::<Vec<_>>().join(" ")).replace('\u{200b}', "");
            // Backticks are drawn as code.
            assert!(said.contains(&wanted.replace('`', "")), "{view:?} {wanted}: {said}");
        }
    }
}

fn has_text(value: &serde_json::Value, wanted: &str) -> bool {
    match value {
        serde_json::Value::String(text) => text.contains(wanted.trim()),
        serde_json::Value::Array(values) => values.iter().any(|value| has_text(value, wanted)),
        serde_json::Value::Object(fields) => fields.values().any(|value| has_text(value, wanted)),
        _ => false,
    }
}

#[test]
fn structures_that_are_in_use_go_through_every_view() {
    let table = structures::table();
    // The last of them has no moves between its tracks.
    let wanted =
        [("ft-engineering", 0), ("dropbox-engineering", 0), ("gitlab-engineering", 0), ("medium-engineering", 3)];
    for (wanted, leads_there) in wanted {
        let (_, _, structure) = table.iter().find(|(id, ..)| *id == wanted).expect("it is in the table");
        let ids: Vec<&str> = structure.split("{ id: ").filter_map(|rest| rest.split([',', ' ']).next()).collect();
        // Before the lowest level is its track; the last is the highest of the last track.
        let (first, last) = (ids[2], ids[ids.len() - 1]);
        let project = Project::new().with("ladders/one.yaml", structure);
        for (view, status) in [
            (format!("compare {first}"), 0),
            (format!("compare {first} {last}"), 0),
            (format!("path {first}"), 0),
            (format!("path {first} {last}"), leads_there),
            (format!("worksheet {first}"), 0),
            (format!("worksheet {first} --to {last}"), 0),
            ("search anything".to_owned(), 3),
            ("stats".to_owned(), 0),
            ("show --view matrix".to_owned(), 0),
            ("show --view moves".to_owned(), 0),
            ("show --view competency".to_owned(), 0),
        ] {
            for format in formats() {
                let run = project.run(&format!("{view} --format {format}"));
                assert_eq!(run.ends_with(status).stderr, "", "{run}");
                // A form about a level that asks nothing has no table.
                assert!(format == "csv" || !run.stdout.is_empty(), "{run}");
            }
        }
    }
}

#[test]
fn the_figures_of_structures_are_those_of_their_sources() {
    let folder = tempfile::tempdir().expect("a folder");
    for (id, _, structure) in structures::table() {
        std::fs::write(folder.path().join(format!("{id}.yaml")), structure).expect("a file");
    }
    let folder = folder.path().to_str().expect("a path");
    let screen = Screen { width: 120, ..Screen::default() };
    golden::fresh("tests/data/structures.txt", &golden::output(&["stats", folder], screen));
}
