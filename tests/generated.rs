//! Pages and pictures that are made from the tables and from real output, and are never written by hand.
//!
//! `LADDER_WRITE=1 cargo test --test all generated` writes them; without it, the tests fail where one is stale.

mod examples;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use ladder::cli::Cli;
use ladder::config;
use ladder::parse::keys::{NODES, NodeSpec};
use ladder::parse::{self, Input};
use ladder::render::Screen;
use ladder::rules::{self, Category, Rule};
use ladder::schema;
use ladder::source::{Memory, is_yaml};

use clap::Parser;

use crate::support::golden::{fresh, output};
use crate::support::program::Project;

/// Puts `block` between the marks of a page that is otherwise written by hand.
fn fresh_block(path: &str, name: &str, block: &str) {
    let page = fs::read_to_string(path).expect(path).replace("\r\n", "\n");
    let (begin, end) = (format!("<!-- begin {name} -->\n"), format!("<!-- end {name} -->"));
    let start = page.find(&begin).unwrap_or_else(|| panic!("{path} has `{begin}`")) + begin.len();
    let stop = page.find(&end).unwrap_or_else(|| panic!("{path} has `{end}`"));
    fresh(path, &format!("{}{block}{}", &page[..start], &page[stop..]));
}

#[test]
fn the_reference_of_the_format_comes_from_the_table_of_keys() {
    let mut page = String::new();
    for node in NODES {
        let _ = writeln!(page, "### {}\n\n{}\n", node.title, node.about);
        let _ = writeln!(page, "| key | takes | |\n| --- | --- | --- |");
        for key in node.keys {
            let needed = if key.required { " Required." } else { "" };
            let _ = writeln!(page, "| `{}` | {} | {}{needed} |", key.name, key.takes.describe(), key.about);
        }
        for (name, text) in example_files(node) {
            let _ = writeln!(page, "\n`{name}`:\n\n```yaml\n{text}```");
        }
        page.push('\n');
    }
    fresh_block("docs/format.md", "keys", &page);
}

#[test]
fn the_schema_beside_the_shipped_ladders_is_that_of_the_program() {
    let schema = schema::find("file").expect("ladder and base files have a schema").schema();
    fresh("ladders/.ladder.schema.json", &format!("{schema:#}\n"));
    for (folder, path) in [("ladders", ".ladder.schema.json"), ("ladders/examples", "../.ladder.schema.json")] {
        let files = fs::read_dir(folder).expect(folder).map(|entry| entry.expect(folder).path());
        for file in files.filter(|file| is_yaml(file)) {
            let text = fs::read_to_string(&file).expect(folder);
            assert!(text.starts_with(&format!("# yaml-language-server: $schema={path}\n")), "{}", file.display());
        }
    }
}

#[test]
fn each_example_of_the_format_loads_and_uses_every_key_of_its_node() {
    for node in NODES {
        let tree = example_files(node).iter().fold(Memory::new(), |tree, (name, text)| tree.with(name, text.as_str()));
        let loaded = parse::load(&tree, &[Input::Path(PathBuf::from("."))]);
        assert!(loaded.findings.is_empty(), "{}: {:?}", node.title, loaded.findings);
        for key in node.keys {
            let written = [format!("{}:", key.name), format!("{{ {}:", key.name)];
            assert!(written.iter().any(|form| node.example.contains(form)), "{}: no `{}`", node.title, key.name);
        }
    }
}

#[test]
fn the_page_for_pipelines_holds_the_table_of_keys_and_real_annotations() {
    let mut page = String::new();
    for node in config::keys::NODES {
        if node.title != "`.ladder.yaml`" {
            let _ = writeln!(page, "### {}\n", node.title);
        }
        let _ = writeln!(page, "{}\n\n| key | takes | |\n| --- | --- | --- |", node.about);
        for key in node.keys {
            let needed = if key.required { " Required." } else { "" };
            let _ = writeln!(page, "| `{}` | {} | {}{needed} |", key.name, key.takes.describe(), key.about);
        }
        let _ = writeln!(page, "\n```yaml\n{}```\n", node.example);
    }
    fresh_block("docs/ci.md", "configuration", &format!("{}\n", page.trim_end()));
    let seen = output(&["validate", "tests/cmd/ceiling.yaml", "--format", "github"], Screen::default());
    fresh_block("docs/ci.md", "seen", &format!("```text\n{seen}```\n"));
}

#[test]
fn each_example_of_the_configuration_loads_and_uses_every_key_of_its_node() {
    for node in config::keys::NODES {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join(".ladder.yaml"), node.example).expect("a file is written");
        // It stops where a name is not in the tables.
        let page = output(&["config", folder.path().to_str().expect("UTF-8")], Screen::default());
        assert!(page.contains(".ladder.yaml"), "{page}");
        for key in node.keys {
            let written = [format!("{}:", key.name), format!("{{ {}:", key.name)];
            assert!(written.iter().any(|form| node.example.contains(form)), "{}: no `{}`", node.title, key.name);
        }
    }
}

#[test]
fn the_page_for_pipelines_names_every_input_and_its_snippets_hold() {
    let page = fs::read_to_string("docs/ci.md").expect("the page");
    let action: serde_json::Value =
        serde_yaml::from_str(&fs::read_to_string("action.yml").expect("the action")).expect("YAML");
    for (kind, form) in [("inputs", "| `"), ("outputs", "`")] {
        for name in action[kind].as_object().expect("a mapping").keys() {
            assert!(page.contains(&format!("{form}{name}`")), "{kind}: {name}");
        }
    }
    // Its snippets are YAML, and `ladder validate` takes the options that they give it.
    for block in page.split("```yaml\n").skip(1) {
        let text = block.split("```").next().expect("the block ends");
        let _: serde_json::Value = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    }
    for line in page.lines().map(|line| line.trim_start().trim_start_matches("- ")) {
        if let Some(arguments) = line.strip_prefix("ladder ") {
            Cli::try_parse_from(std::iter::once("ladder").chain(arguments.split(' '))).expect(line);
        }
    }
}

fn example_files(node: &NodeSpec) -> Vec<(String, String)> {
    rules::files(node.example)
}

#[test]
fn the_page_of_rules_comes_from_the_catalogue() {
    let mut page = String::from(
        "# The rules\n\n<!-- Made by `LADDER_WRITE=1 cargo test --test all generated`; do not edit. -->\n\n\
         Every rule that `ladder validate` checks, with a bad ladder, its findings and the corrected ladder. `ladder explain \
         <rule>` prints the same. An error means that the ladder contradicts itself or breaks the promise of a dual ladder. A \
         warning means that the ladder will hurt people. A note marks bad wording, or a reason that should be written \
         down.\n\n",
    );
    for category in Category::ALL {
        let rules = || rules::ALL.iter().filter(|rule| rule.category == category);
        let _ = writeln!(page, "| {} | default | finds |\n| --- | --- | --- |", category.as_str());
        for rule in rules() {
            let _ = writeln!(page, "| [`{0}`](#{0}) | {1} | {2} |", rule.id, severities(rule), rule.summary);
        }
        page.push('\n');
    }
    for rule in rules::ALL {
        let explanation = &rule.explanation;
        let _ = writeln!(page, "## {}\n\n*{}, {}*\n", rule.id, rule.category.as_str(), severities(rule));
        let _ = writeln!(page, "{}\n\n**Why it matters.** {}\n", explanation.finds, explanation.why);
        let _ = writeln!(page, "**When to turn it off.** {}\n", explanation.off);
        page.push_str(&yaml_blocks(explanation.bad));
        let _ = writeln!(page, "Its findings:\n\n```text\n{}```\n\nThe corrected ladder:\n", found(rule));
        page.push_str(&yaml_blocks(explanation.good));
    }
    fresh("docs/rules.md", &page);
}

fn severities(rule: &Rule) -> String {
    rule.milder.map_or_else(|| rule.severity.to_string(), |milder| format!("{}, {milder}", rule.severity))
}

fn yaml_blocks(example: &str) -> String {
    let files = rules::files(example);
    let mut blocks = String::new();
    for (name, text) in &files {
        if files.len() > 1 {
            let _ = writeln!(blocks, "`{name}`:\n");
        }
        let _ = writeln!(blocks, "```yaml\n{text}```\n");
    }
    blocks
}

/// What `ladder explain` prints as the finding.
fn found(rule: &Rule) -> String {
    let page = output(&["explain", rule.id], Screen { width: 120, ..Screen::default() });
    let start = page.find("Its findings\n").expect("the heading") + "Its findings\n".len();
    let end = page.find("\nThe corrected ladder").expect("the heading");
    page[start..end].to_owned()
}

#[test]
fn the_picture_in_the_readme_is_real_output() {
    fresh("docs/engineering.svg", &output(&["show", "engineering", "--format", "svg"], Screen::default()));
}

#[test]
fn the_page_that_the_readme_links_to_is_real_output() {
    // In a folder of its own, for in the repository it would say when its file was last changed.
    let [base, ladder] =
        ["company.yaml", "engineering.yaml"].map(|name| std::fs::read(format!("ladders/{name}")).unwrap());
    let project = Project::new().with("company.yaml", base).with("engineering.yaml", ladder);
    fresh("docs/engineering.html", &project.run("show engineering --format html").ends_with(0).stdout);
}

#[test]
fn the_page_of_a_comparison_is_as_it_was_read() {
    let page = output(
        &["diff", "tests/cmd/revisions/old", "tests/cmd/revisions/new", "--format", "html"],
        Screen { width: 90, color: true, ..Screen::default() },
    );
    fresh("tests/cmd/revisions/diff.html", &without_style_and_script(page));
}

/// A page without the text of its style sheet and its script. Their sums are in its head, and `html.rs` holds them to the text.
fn without_style_and_script(mut page: String) -> String {
    for name in ["style", "script"] {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let start = page.find(&open).expect("the page has one") + open.len();
        let end = start + page[start..].find(&close).expect("it ends");
        page.replace_range(start..end, "");
    }
    page
}

#[test]
fn the_shipped_ladders_have_no_finding_of_any_severity() {
    for (args, checked) in [
        (&["validate", "--fail-on", "note"][..], "checked 6 files: 4 ladders"),
        (&["validate", "--fail-on", "note", "ladders/examples"], "checked 21 files: 21 ladders"),
    ] {
        let told = output(args, Screen { width: 90, ..Screen::default() });
        assert!(told.contains(checked) && told.contains("no findings"), "{told}");
    }
}
