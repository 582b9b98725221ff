//! The page of `ladder diff --format html`, read back by a parser that shares nothing with its writer.

use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use scraper::{ElementRef, Html};
use sha2::{Digest, Sha256};

use crate::support::page::{HOSTILE, all, parsed, texts};

fn diff(folder: &Path, arguments: &[&str]) -> Html {
    run(folder, &[&["old.yaml", "new.yaml"], arguments].concat())
}

/// The page of the pair of revisions that the other formats are shown with.
fn revisions() -> Html {
    run(Path::new("tests/cmd/revisions"), &["old", "new"])
}

fn run(folder: &Path, arguments: &[&str]) -> Html {
    let output = Command::new(env!("CARGO_BIN_EXE_ladder"))
        .current_dir(folder)
        .args(["diff", "--format", "html"])
        .args(arguments)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    parsed(std::str::from_utf8(&output.stdout).unwrap())
}

fn written(old: &str, new: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("old.yaml"), old).unwrap();
    std::fs::write(folder.path().join("new.yaml"), new).unwrap();
    folder
}

/// A ladder that says `text` wherever a ladder can say something; a JSON string is a YAML string.
fn saying(text: &str, asked: &str) -> String {
    let (text, asked) =
        (serde_json::to_string(text).unwrap(), serde_json::to_string(&format!("{asked} {text}")).unwrap());
    format!(
        "ladder: x\ntitle: {text}\ncompetencies: [{{ id: delivery, title: {text} }}]\ntracks:\n  - id: ic\n    title: \
         {text}\n    kind: ic\n    levels:\n      - {{ id: A1, title: {text}, grade: 1, expectations: {{ delivery: {asked} }} \
         }}\n"
    )
}

#[test]
fn hostile_text_is_read_back_as_text() {
    let folder = written(&saying(HOSTILE, "Finishes"), &saying(HOSTILE, "Completes"));
    let page = diff(folder.path(), &[]);
    assert_eq!(texts(&page, ".owner h2 bdi"), [HOSTILE]);
    assert_eq!(texts(&page, ".track h3"), [HOSTILE]);
    assert_eq!(texts(&page, ".group h4"), [format!("A1 {HOSTILE}")]);
    assert_eq!(texts(&page, ".what strong"), [HOSTILE]);
    assert_eq!(all(&page, "optgroup")[0].attr("label"), Some(HOSTILE));
    assert_eq!(texts(&page, ".side p[dir]"), [format!("Finishes {HOSTILE}"), format!("Completes {HOSTILE}")]);
    assert_eq!(texts(&page, "del"), ["Finishes"]);
    assert_eq!(texts(&page, "ins"), ["Completes"]);
    assert_eq!(all(&page, "script, style, title, img").len(), 3, "nothing has broken out");
}

#[test]
fn hostile_text_that_came_or_went_as_a_whole_is_read_back_as_text() {
    let asks = saying(HOSTILE, "Finishes");
    let asks_nothing = asks.split(", expectations:").next().unwrap().to_owned() + " }\n";
    for (old, new, empty) in [(&asks, &asks_nothing, 1), (&asks_nothing, &asks, 0)] {
        let page = diff(written(old, new).path(), &[]);
        assert!(texts(&page, ".side p[dir]").contains(&format!("Finishes {HOSTILE}")));
        let sides = all(&page, ".side");
        assert!(sides[empty].value().classes().any(|class| class == "absent"), "{}", sides[empty].html());
        assert_eq!(all(&page, "script, style, title, img").len(), 3, "nothing has broken out");
    }
}

#[test]
fn a_hint_says_what_to_add() {
    let old = saying("the title of a level", "Finishes");
    let page = diff(written(&old, &old.replace("id: A1", "id: B1").replace("Finishes", "Completes")).path(), &[]);
    let hints = texts(&page, ".hints li");
    assert!(hints.len() == 1 && hints[0].contains("if so, add formerly: A1 there"), "{hints:?}");
}

#[test]
fn what_turns_the_text_or_moves_the_cursor_is_taken_out() {
    let folder = written(&saying("one", "Finishes"), &saying("two \u{202e}x\u{7}y", "Finishes"));
    let page = diff(folder.path(), &[]);
    assert_eq!(texts(&page, ".owner h2 bdi"), ["two \u{fffd}x\u{fffd}y"]);
    let all: String = page.root_element().text().collect();
    assert!(!all.contains(['\u{202e}', '\u{7}']), "{all}");
}

#[test]
fn the_page_lets_in_its_own_style_and_script_and_nothing_else() {
    let page = diff(written(&saying("a", "Finishes"), &saying("b", "Completes")).path(), &[]);
    let policy = all(&page, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").unwrap();
    for name in ["style", "script"] {
        let sum = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(&texts(&page, name)[0]));
        let source = policy.split("; ").find(|source| source.starts_with(name)).unwrap();
        assert!(source.contains(&format!("'sha256-{sum}'")), "`{name}-src` has to have `sha256-{sum}`: {policy}");
    }
    assert!(policy.starts_with("default-src 'none'; base-uri 'none'; form-action 'none'; "), "{policy}");
    for element in all(&page, "*") {
        for (name, value) in element.value().attrs() {
            let is_loaded = ["src", "href", "srcset", "action", "poster", "data", "background"].contains(&name);
            // An address of this page is not loaded.
            assert!(!is_loaded || value == "data:," || value.starts_with('#'), "{name}={value}");
            assert!(!name.starts_with("on") && name != "style", "{name}={value}");
        }
    }
    assert!(!texts(&page, "style")[0].contains("url("));
}

#[test]
fn headings_are_in_order_and_none_is_left_out() {
    let page = revisions();
    let levels: Vec<u32> = all(&page, "h1, h2, h3, h4, h5, h6")
        .iter()
        .map(|heading| heading.value().name()[1..].parse().unwrap())
        .collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    assert_eq!(all(&page, "html")[0].attr("lang"), Some("en"));
}

#[test]
fn without_its_script_the_page_shows_every_change_and_no_control() {
    let page = revisions();
    assert!(all(&page, ".change").len() > 10);
    assert_eq!(all(&page, ".change[hidden], .group[hidden], .track[hidden], .owner[hidden]").len(), 0);
    for control in all(&page, "input, select, button") {
        let mut around = std::iter::once(control).chain(control.ancestors().filter_map(ElementRef::wrap));
        assert!(around.any(|element| element.attr("hidden").is_some()), "{}", control.html());
    }
}

#[test]
fn pay_is_told_and_its_amounts_are_not_unless_the_project_says_so() {
    let paid = |max: u32| {
        let pay = format!("pay: {{ currency: EUR, min: 40000, max: {max} }}");
        format!("ladder: x\ntracks:\n  - id: ic\n    kind: ic\n    levels: [{{ id: IC1, grade: 1, {pay} }}]\n")
    };
    let folder = written(&paid(51_111), &paid(50_222));
    let text = |page: Html| page.root_element().html();
    // However digits are grouped.
    let has = |page: &str, amount: &str| page.replace("&nbsp;", "").replace(' ', "").contains(amount);
    let page = text(diff(folder.path(), &[]));
    assert!(page.contains("band-lowered") && page.contains("Pay is private"), "{page}");
    assert!(!["51111", "50222", "40000"].iter().any(|amount| has(&page, amount)), "{page}");
    std::fs::write(folder.path().join(".ladder.yaml"), "pay: show\n").unwrap();
    let page = text(diff(folder.path(), &[]));
    assert!(has(&page, "51111") && has(&page, "50222") && !page.contains("Pay is private"), "{page}");
}

#[test]
fn what_the_command_line_leaves_out_is_counted_and_cannot_be_ticked() {
    let folder = written(&saying("a", "Finishes"), &saying("b.", "Completes"));
    let page = diff(folder.path(), &["--level", "A1"]);
    let note = texts(&page, ".note");
    assert!(note[0].contains("not shown: filters were set"), "{note:?}");
    let page = diff(folder.path(), &["--stat"]);
    assert_eq!(all(&page, ".change, input, select").len(), 0);
    assert!(!all(&page, ".chip").is_empty() && !all(&page, ".owner h2").is_empty());
}

#[test]
fn nothing_changes_is_said_and_nothing_else() {
    let page = diff(written(&saying("a", "Finishes"), &saying("a", "Finishes")).path(), &[]);
    assert_eq!(texts(&page, "h1"), ["Nothing changes."]);
    assert_eq!(texts(&page, "title"), ["Ladders: no change"]);
    assert_eq!(all(&page, "form, .owner, h2").len(), 0);
}

#[test]
fn a_change_concerns_every_level_of_the_stretch_that_it_reaches() {
    let ladder = |asked: &str| {
        let levels: String = (2..=4).map(|number| format!("      - {{ id: A{number}, grade: {number} }}\n")).collect();
        format!(
            "ladder: x\ncompetencies: [{{ id: delivery }}]\ntracks:\n  - id: ic\n    kind: ic\n    cumulative: true\n    \
             levels:\n      - {{ id: A1, grade: 1, expectations: {{ delivery: {asked} }} }}\n{levels}  - id: other\n    kind: manager\n    levels: [{{ id: A5, grade: 5 }}]\n"
        )
    };
    let folder = written(&ladder("Contributes to the plan."), &ladder("Owns the plan."));
    let page = diff(folder.path(), &[]);
    assert_eq!(all(&page, ".change")[0].attr("data-levels"), Some("x/A1 x/A2 x/A3 x/A4"));
    // The level between the first and the last that it reaches.
    assert_eq!(all(&diff(folder.path(), &["--level", "A3"]), ".change").len(), 1);
    assert_eq!(all(&diff(folder.path(), &["--level", "A5"]), ".change").len(), 0);
}
