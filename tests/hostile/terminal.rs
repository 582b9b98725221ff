//! Control characters, which must not reach a terminal.

use super::*;

/// Colours, moves the cursor, clears the screen, sets the title, rings the bell, and the same by C1 codes.
const WILD: &str = r"\e[31mred\e[2J\e[1;1H\e]0;title\a\x9b31m\x90\x7f\b\r\u202eX\u2066Y";

/// Every text of the format is wild, and nothing is wrong.
fn wild_ladder() -> String {
    format!(
        r#"
ladder: wild
title: "{WILD}"
version: 1.0.0
summary: "{WILD}"
grades: [{{ id: 1, title: "{WILD}", summary: "{WILD}", scope: "{WILD}", pay: {{ location: "{WILD}", currency: EUR, min: 1, max: 2 }} }}]
scale: [{{ id: a, title: "{WILD}", summary: "{WILD}" }}]
competencies: [{{ id: c, title: "{WILD}", summary: "{WILD}", group: "{WILD}", kind: "{WILD}" }}, {{ id: d }}]
tracks:
  - id: ic
    kind: ic
    title: "{WILD}"
    summary: "{WILD}"
    levels:
      - id: IC1
        title: ["{WILD}", "{WILD}"]
        grade: 1
        summary: "{WILD}"
        scope: "{WILD}"
        expectations:
          c: {{ step: a, text: ["{WILD}", "{WILD}"], examples: ["{WILD}"] }}
          d: "{WILD}"
        links: [{{ title: "{WILD}", url: https://example.org/ }}]
  - {{ id: m, title: "{WILD}", kind: manager, levels: [{{ id: M1, grade: 1, title: "{WILD}" }}] }}
  - {{ id: f, title: "{WILD}", kind: ic, aligned: false, levels: [{{ id: F1, title: "{WILD}" }}] }}
moves: [{{ from: IC1, to: M1, note: "{WILD}" }}]
"#
    )
}

#[test]
fn escapes_in_texts_do_not_reach_the_terminal() {
    let project = Project::new().with("x.yaml", wild_ladder());
    project.run("validate x.yaml").ends_with(0).is_tame();
    let views = ["compare x.yaml IC1 M1", "path x.yaml IC1", "search --in x.yaml title", "worksheet x.yaml IC1"];
    for command in views.iter().chain(&["show x.yaml", "list x.yaml", "show x.yaml IC1", "show x.yaml IC1 M1 F1"]) {
        let run = project.run(command);
        run.ends_with(0).is_tame().prints("red");
    }
    for command in ["show x.yaml", "show x.yaml IC1", "list x.yaml"] {
        let json = project.run(&format!("{command} --format json"));
        json.ends_with(0).is_tame().prints("red");
    }
    project.run("show x.yaml --format yaml").ends_with(0).is_tame().prints("red");
}

#[test]
fn escapes_in_what_is_wrong_do_not_reach_the_terminal() {
    // Each of these puts the text into a message, a label, a help line or an excerpt.
    let wild = |wrong: &str, right: &str| HEALTHY.replace(right, wrong).replace("WILD", &format!("\"{WILD}\""));
    let broken = [
        wild("ladder: WILD", "ladder: healthy"),
        wild("kind: WILD", "kind: ic"),
        wild("id: WILD", "id: IC1"),
        wild("grade: WILD", "grade: 1"),
        wild("grade: [2, WILD]", "grade: 1"),
        wild("to: WILD", "to: M2"),
        wild("from: [IC2, WILD]", "from: IC2"),
        wild("both_ways: WILD", "both_ways: true"),
        wild("title: Healthy\nversion: WILD", "title: Healthy"),
        wild("title: Healthy\nWILD: 1", "title: Healthy"),
        wild("title: Healthy\nextends: WILD", "title: Healthy"),
        wild("title: Healthy\nfork: WILD", "title: Healthy"),
        wild("title: Healthy\nx: &a { WILD: 1, WILD: 2 }", "title: Healthy"),
        wild("id: IC1, expectations: { WILD: x }", "id: IC1"),
        wild("id: IC1, expectations: { WILD: }", "id: IC1"),
        wild("id: IC1, expectations: { WILD: { same_as: WILD } }", "id: IC1"),
        wild("id: IC1, status: WILD", "id: IC1"),
        wild("id: IC1, links: [{ url: WILD }]", "id: IC1"),
        wild("id: IC1, pay: { currency: WILD, min: WILD, max: WILD }", "id: IC1"),
        wild("id: IC1, pay: [{ location: WILD }, { location: WILD }]", "id: IC1"),
        wild("title: Healthy\ncompetencies: [{ id: c, tracks: [WILD] }]", "title: Healthy"),
        wild("title: Healthy\n\u{1b}[31m: x", "title: Healthy"),
        wild("title: Healthy # \u{1b}[31m\u{7}\nbogus: x # \u{1b}[31m\u{9b}", "title: Healthy"),
        wild("title: &\u{1b}[31m *\u{1b}[32m", "title: Healthy"),
        wild("title: !\u{1b}[31m x", "title: Healthy"),
    ];
    for text in broken {
        let project = Project::new().with("x.yaml", &text);
        project.run("validate x.yaml").ends_with(1).is_tame();
        project.run("validate x.yaml --format json").ends_with(1).is_tame();
        project.run("show x.yaml").ends_with(4).is_tame();
    }
}

#[test]
fn escapes_in_arguments_do_not_reach_the_terminal() {
    let project = Project::new().with("x.yaml", HEALTHY);
    let wild = "\u{1b}[31mred\u{7}";
    project.call(["show", "x.yaml", wild]).run().ends_with(3).is_tame();
    project.call(["show", "x.yaml", &format!("healthy/{wild}")]).run().ends_with(3).is_tame();
    project.call(["explain", wild]).run().ends_with(3).is_tame();
    project.call(["validate", wild]).run().ends_with(4).is_tame();
}

#[test]
fn escapes_in_a_file_that_is_no_ladder_do_not_reach_the_terminal() {
    let broken = b"ladder: [\n# \x1b[31mred\xc2\x9b1m\xe2\x80\xae\n";
    let latin = [&broken[..], b"\xe9\x9b\n"].concat();
    let project = Project::new().with("x.yaml", broken).with("latin.yaml", latin).with("old.yaml", HEALTHY);
    let text = r"# \u{1b}[31mred\u{9b}1m\u{202e}";
    project.run("show x.yaml --format text").ends_with(0).is_tame().prints(text);
    project.run("show latin.yaml --format text").ends_with(0).is_tame().prints(text).prints(r"\xe9\x9b");
    let id = "1".repeat(40);
    for file in ["x.yaml", "latin.yaml"] {
        let run = project.run(&format!("git-diff x.yaml old.yaml {id} 100644 {file} {id} 100644"));
        run.ends_with(0).is_tame();
    }
    let fixable = HEALTHY.replace("title: Healthy", "titel: Healthy # \u{202e}");
    let project = Project::new().with("x.yaml", fixable);
    let run = project.call(["validate", "--fix", "--diff", "x.yaml"]).env("GITHUB_ACTIONS", "true").run();
    run.ends_with(1).is_tame().prints("+title: Healthy");
}

#[test]
fn escapes_in_names_of_files_do_not_reach_a_log() {
    let name = "\u{9b}31mred\u{202e}.yaml";
    let project = Project::new().with(name, format!("{HEALTHY}bogus: 1\n"));
    for format in ladder::render::names(ladder::view::OutputKind::Findings) {
        project.run(&format!("validate --format {format}")).ends_with(1).is_tame();
    }
}
