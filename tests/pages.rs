//! The pages of `show` and `compare` with `--format html`, read back by a parser that shares nothing with their writer.

use scraper::Html;

use crate::support::page::{HOSTILE, all, parsed, texts};
use crate::support::program::{Project, Run};
use crate::support::repository::Repository;

/// The largest page of a shipped ladder, in bytes.
const LARGEST: usize = 300 * 1000;

/// A ladder that says `text` wherever a ladder can say something; a JSON string is a YAML string.
fn saying(text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    format!(
        "ladder: x
title: {text}
version: 1.2.3
summary: {text}
owned_by: {text}
grades: [{{ id: 1, title: {text}, scope: {text}, summary: {text} }}, {{ id: 2, title: {text} }}]
scale: [{{ id: low, title: {text}, summary: {text} }}, {{ id: high, title: {text} }}]
competencies: [{{ id: delivery, title: {text}, summary: {text}, group: {text} }}]
tracks:
  - id: ic
    title: {text}
    summary: {text}
    kind: ic
    cumulative: true
    levels:
      - id: A1
        title: {text}
        grade: 1
        summary: {text}
        scope: {text}
        links: [{{ title: {text}, url: \"https://example.org/?a=%22&b\" }}]
        expectations: {{ delivery: {{ step: low, text: {text}, examples: [{text}] }} }}
      - {{ id: A2, title: {text}, grade: 2, terminal: true, expectations: {{ delivery: {{ step: high, text: {text} }} }} }}
  - {{ id: m, title: {text}, kind: manager, levels: [{{ id: M2, title: {text}, grade: 2, manages: people }}] }}
roles: [{{ id: lead, title: {text}, summary: {text}, levels: [A1], expectations: {{ delivery: {text} }} }}]
moves: [{{ from: A2, to: M2, note: {text} }}]
"
    )
}

fn page(run: &Run) -> Html {
    run.ends_with(0);
    assert_eq!(run.stderr, "");
    parsed(&run.stdout)
}

#[test]
fn hostile_text_is_read_back_as_text_in_every_page() {
    let project = Project::new().with("x.yaml", saying(HOSTILE));
    for (command, at_least) in [
        ("show x", 40),
        ("show x/A1", 10),
        ("show x/A2", 10),
        ("compare A1 A2", 8),
        ("compare A2 M2", 5),
        ("show x --view matrix", 10),
    ] {
        let page = page(&project.run(&format!("{command} --format html")));
        assert_eq!(all(&page, "script, style, title, img").len(), 3, "{command}: nothing has broken out");
        let everything: String = page.root_element().text().collect();
        let found = everything.matches(HOSTILE).count();
        assert!(found >= at_least, "{command}: {found} times");
        for element in all(&page, "*") {
            for (name, _) in element.value().attrs() {
                assert!(!name.starts_with("on") && name != "style", "{command}: {name}");
            }
        }
    }
}

#[test]
fn what_turns_the_text_or_moves_the_cursor_is_taken_out() {
    let project = Project::new().with("x.yaml", saying("one \u{202e}x\u{7}y"));
    for command in ["show x", "show x/A2", "compare A1 M2"] {
        let page = page(&project.run(&format!("{command} --format html")));
        let everything: String = page.root_element().html();
        assert!(
            !everything.contains(['\u{202e}', '\u{7}']) && everything.contains("one \u{fffd}x\u{fffd}y"),
            "{command}"
        );
    }
}

#[test]
fn a_ladder_and_its_levels_say_all_that_they_ask() {
    let page_of = |what: &str| {
        let output =
            std::process::Command::new(env!("CARGO_BIN_EXE_ladder")).args(["show", what, "--format", "html"]).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    for ladder in ["engineering", "product", "design", "education"] {
        let text = page_of(ladder);
        assert!(text.len() < LARGEST, "{ladder}: {}", text.len());
        let page = Html::parse_document(&text);
        let ids: Vec<&str> = all(&page, ".matrix .levels th").iter().map(|head| head.attr("id").unwrap()).collect();
        assert!(ids.len() >= 12, "{ids:?}");
        for id in ids {
            let page = page_of(&format!("{ladder}/{id}"));
            assert!(page.len() < LARGEST, "{ladder}/{id}");
            let page = Html::parse_document(&page);
            assert!(!all(&page, ".asked h3").is_empty(), "{ladder}/{id}");
            assert_eq!(all(&page, "h1").len(), 1);
        }
    }
    // On a cumulative track, what the levels below ask is there as well.
    let page = Html::parse_document(&page_of("engineering/IC4"));
    let delivery: String = texts(&page, "#delivery").concat();
    for words in
        ["Keeps a standing plan", "Turns a loosely worded request", "Splits a feature", "Finishes a described task"]
    {
        assert!(delivery.contains(words), "{words}: {delivery}");
    }
    assert!(delivery.contains("Guides, step 3 of 5, one up from IC3"), "{delivery}");
}

#[test]
fn several_levels_on_one_page_have_anchors_of_their_own() {
    let project = Project::new().with("x.yaml", saying("words"));
    let page = page(&project.run("show x/A1 x/A2 --format html"));
    let ids: Vec<&str> = all(&page, ".asked[id]").iter().map(|part| part.attr("id").unwrap()).collect();
    assert_eq!(ids, ["A1/delivery", "A2/delivery"]);
    assert_eq!(texts(&page, "title"), ["A1 words and A2 words"]);
}

#[test]
fn a_competency_that_is_called_like_a_level_has_an_anchor_of_its_own() {
    let text = saying("words").replace("delivery", "A1");
    let page = page(&Project::new().with("x.yaml", text).run("show x --format html"));
    assert_eq!(all(&page, "[id=A1]").len(), 1);
    assert_eq!(all(&page, "th[id=A1]").len(), 1, "the level has the id as it is");
    assert_eq!(all(&page, ".words [id=\"@A1\"]").len(), 1);
    assert_eq!(all(&page, ".matrix tbody a[href=\"#@A1\"]").len(), 1);
}

#[test]
fn amounts_of_pay_are_shown_only_if_the_project_says_so() {
    let ladder = "ladder: x\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n      - { id: IC1, grade: 1, pay: { currency: EUR, min: \
                  41111, max: 51111 } }\n      - { id: IC2, grade: 2, pay: { currency: EUR, min: 61111, max: 71111 } }\n";
    let commands = ["show x", "show x/IC1", "compare IC1 IC2", "show x --view matrix"];
    // However digits are grouped.
    let amounts = |project: &Project, command: &str| {
        let text = texts(&page(&project.run(&format!("{command} --format html"))), "main").concat();
        text.chars().filter(char::is_ascii_digit).collect::<String>().matches("1111").count()
    };
    let project = Project::new().with("x.yaml", ladder);
    for command in commands {
        assert_eq!(amounts(&project, command), 0, "{command}");
    }
    let project = project.with(".ladder.yaml", "pay: show\n");
    assert!(amounts(&project, "show x") >= 4);
    assert!(amounts(&project, "show x/IC1") >= 2);
    assert!(amounts(&project, "compare IC1 IC2") >= 4);
}

#[test]
fn a_page_says_its_version_and_the_day_of_the_last_change_if_git_knows_it() {
    let base = "base: b\nversion: 1.0.0\ngrades: [{ id: 1 }, { id: 2 }]\n";
    let ladder = "ladder: x\nversion: 2.5.0\nextends: b.yaml\ntracks:\n  - { id: ic, kind: ic, levels: [{ id: IC1, grade: 1 }] }\n";
    let day = |repository: &Repository, command: &str| {
        let page = page(&repository.run(command));
        let foot = texts(&page, "footer").concat();
        assert!(foot.contains("version 2.5.0"), "{foot}");
        all(&page, "footer time").first().map(|time| time.attr("datetime").unwrap().to_owned())
    };
    let repository = Repository::new();
    let commit = |day: &str, files: &[(&str, &str)]| {
        for (path, text) in files {
            repository.write(path, text);
        }
        repository.git(&["add", "."]);
        let date = format!("{day}T12:00:00+00:00");
        let done = std::process::Command::new("git")
            .current_dir(repository.at("."))
            .args(["commit", "-q", "-m", "x"])
            .env("GIT_COMMITTER_DATE", &date)
            .env("GIT_AUTHOR_DATE", &date)
            .status();
        assert!(done.unwrap().success());
    };
    commit("2026-01-02", &[("b.yaml", base), ("x.yaml", ladder)]);
    commit("2026-02-03", &[("other.yaml", "ladder: other\ntracks: []\n")]);
    for command in ["show x --format html", "show x/IC1 --format html", "show x --view matrix --format html"] {
        assert_eq!(day(&repository, command).as_deref(), Some("2026-01-02"), "{command}");
    }
    // A base is a part of the ladder.
    commit("2026-03-04", &[("b.yaml", &base.replace("1.0.0", "1.1.0"))]);
    assert_eq!(day(&repository, "show x --format html").as_deref(), Some("2026-03-04"));
    assert_eq!(day(&repository, "show x --at HEAD~1 --format html").as_deref(), Some("2026-01-02"));
    // What is not committed has no day.
    repository.write("x.yaml", ladder.replace("IC1", "IC2"));
    assert_eq!(day(&repository, "show x --format html"), None);
    assert_eq!(day(&repository, "show x --at HEAD --format html").as_deref(), Some("2026-03-04"));
    // Nor has what is in no repository.
    let project = Project::new().with("b.yaml", base).with("x.yaml", ladder);
    let foot = texts(&page(&project.run("show x --format html")), "footer").concat();
    assert!(foot.contains("version 2.5.0") && !foot.contains("changed"), "{foot}");
}
