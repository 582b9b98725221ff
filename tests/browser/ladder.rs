//! The pages of ladders, levels and comparisons: `--format html`.

use std::path::PathBuf;
use std::process::Command;

use serde_json::json;

use super::{DESK, LOOKS, PHONE, axe, choose, opens_offline_and_fits, seen, serious_faults, stands_out, wait_until};
use crate::support::chrome::{Chrome, Look};

/// A ladder of four tracks with all that a picture can hold, and one full of what could break out of a page.
const FOUR: &str = "tests/picture/four.yaml";
const NASTY: &str = "tests/picture/nasty.yaml";

/// Writes what the program prints into the browser's folder.
fn page(chrome: &Chrome, name: &str, arguments: &[&str]) -> PathBuf {
    let output =
        Command::new(env!("CARGO_BIN_EXE_ladder")).args(arguments).args(["--format", "html"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let file = chrome.folder().join(name);
    std::fs::write(&file, output.stdout).unwrap();
    file
}

fn engineering(chrome: &Chrome) -> PathBuf {
    page(chrome, "engineering.html", &["show", "engineering"])
}

fn level(chrome: &Chrome) -> PathBuf {
    page(chrome, "level.html", &["show", "engineering/IC4"])
}

fn comparison(chrome: &Chrome) -> PathBuf {
    page(chrome, "comparison.html", &["compare", "engineering/IC5", "engineering/M5"])
}

/// One page of each kind.
fn kinds(chrome: &Chrome) -> Vec<PathBuf> {
    vec![
        engineering(chrome),
        level(chrome),
        comparison(chrome),
        page(chrome, "matrix.html", &["show", "product", "--view", "matrix"]),
        page(chrome, "moves.html", &["show", "design", "--view", "moves"]),
    ]
}

#[test]
fn every_page_opens_offline_without_a_complaint_and_fits() {
    let Some(mut chrome) = Chrome::start() else { return };
    let mut pages = kinds(&chrome);
    for (at, ladder) in ["product", "design", FOUR, NASTY].into_iter().enumerate() {
        pages.push(page(&chrome, &format!("ladder-{at}.html"), &["show", ladder]));
    }
    pages.push(page(&chrome, "nasty-level.html", &["show", NASTY, "end"]));
    pages.push(page(&chrome, "nasty-pair.html", &["compare", NASTY, "end", "class"]));
    pages.push(page(&chrome, "two-levels.html", &["show", "engineering/IC4", "engineering/M4"]));
    for file in pages {
        opens_offline_and_fits(&mut chrome, &file);
    }
}

#[test]
fn every_address_in_a_page_leads_to_a_part_of_it_and_no_anchor_is_there_twice() {
    let Some(mut chrome) = Chrome::start() else { return };
    for file in kinds(&chrome).into_iter().chain([page(&chrome, "four.html", &["show", FOUR])]) {
        chrome.open(&file, "", DESK);
        let lost = chrome.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map((it) => decodeURIComponent(it.getAttribute('href').slice(1))) \
             .filter((id) => !document.getElementById(id))",
        );
        assert_eq!(lost, json!([]), "{}", file.display());
        let twice = chrome.evaluate(
            "(() => { const ids = [...document.querySelectorAll('[id]')].map((it) => it.id); \
             return ids.filter((id, at) => ids.indexOf(id) !== at); })()",
        );
        assert_eq!(twice, json!([]), "{}", file.display());
    }
    chrome.open(&engineering(&chrome), "#M5", DESK);
    let box_of = "document.querySelector('.matrix').getBoundingClientRect()";
    let target = "document.querySelector('#M5').getBoundingClientRect()";
    let is_seen =
        format!("{target}.left >= {box_of}.left && {target}.right <= {box_of}.right + 1 && {target}.top < innerHeight");
    assert_eq!(chrome.evaluate(&is_seen), true, "the column of a level that is linked to is in view");
}

#[test]
fn the_picture_leads_to_the_columns_of_its_levels_by_mouse_and_by_keyboard() {
    let Some(mut chrome) = Chrome::start() else { return };
    let file = engineering(&chrome);
    for (look, form) in [(DESK, ".wide"), (PHONE, ".narrow")] {
        chrome.open(&file, "", look);
        chrome.click(&format!("{form} svg a[href='#IC6'] rect"));
        wait_until(&mut chrome, "location.hash === '#IC6'");
        chrome.evaluate(&format!("document.querySelector(\"{form} svg a[href='#M7']\").focus()"));
        chrome.press("Enter", 13, "\r");
        wait_until(&mut chrome, "location.hash === '#M7'");
        assert_eq!(chrome.evaluate("document.querySelectorAll('svg.lp').length"), 2);
        assert_eq!(
            seen(&mut chrome, ".picture .wide, .picture .narrow").len(),
            1,
            "the other form is for other widths"
        );
    }
}

#[test]
fn headings_stay_in_view_while_the_matrix_scrolls_in_its_own_box() {
    let Some(mut chrome) = Chrome::start() else { return };
    let file = engineering(&chrome);
    for look in [DESK, PHONE] {
        chrome.open(&file, "", look);
        chrome.evaluate("document.querySelector('.matrix').scrollTo({ left: 900, top: 400, behavior: 'instant' })");
        let found = chrome.evaluate(
            "(() => { const box = document.querySelector('.matrix'); const at = (it) => it.getBoundingClientRect(); \
             const heads = [...box.querySelectorAll('.levels th')].map((it) => Math.round(at(it).top - at(box).top)); \
             const rows = [...box.querySelectorAll('tbody th')].map((it) => Math.round(at(it).left - at(box).left)); \
             return { moved: [box.scrollLeft, box.scrollTop], page: scrollX, heads: [...new Set(heads)], rows: [...new Set(rows)] }; })()",
        );
        assert!(found["moved"][0].as_f64() > Some(500.0) && found["moved"][1] == 400, "{found}");
        assert_eq!((&found["page"], &found["rows"]), (&json!(0), &json!([0])), "{found}");
        let top = found["heads"][0].as_i64().unwrap();
        assert!(found["heads"].as_array().unwrap().len() == 1 && (20..60).contains(&top), "{found}");
    }
    // On a phone one whole level is beside the first column.
    chrome.open(&file, "#IC3", PHONE);
    let [first, column, inner] = ["tbody th", ".levels th", ""].map(|part| {
        let width = chrome.evaluate(&format!("document.querySelector('.matrix {part}').clientWidth"));
        width.as_i64().unwrap()
    });
    assert!((inner - first - column).abs() < 12, "{first} and {column} in {inner}");
    // Buttons lead from one to the next.
    let beside = "(() => { const edge = document.querySelector('.matrix .corner').getBoundingClientRect().right; \
         return [...document.querySelectorAll('.matrix .levels th')].find((it) => Math.abs(it.getBoundingClientRect().left - edge) < 3) \
         ?.dataset.level; })()";
    assert_eq!(chrome.evaluate(beside), "IC3");
    for (button, level) in [("[data-by='1']", "IC4"), ("[data-by='1']", "IC5"), ("[data-by='-1']", "IC4")] {
        chrome.click(button);
        assert_eq!(chrome.evaluate(beside), level);
    }
    chrome.evaluate("document.querySelector('.matrix').scrollLeft = 0");
    wait_until(&mut chrome, "document.querySelector(\"[data-by='-1']\").disabled");
}

/// The ids of the columns, or the titles of the rows, that can be seen.
fn columns(chrome: &mut Chrome) -> Vec<String> {
    seen(chrome, ".matrix .levels .id")
}

fn rows(chrome: &mut Chrome) -> Vec<String> {
    let rows = seen(chrome, ".matrix tbody th");
    rows.into_iter().map(|title| title.lines().last().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_matrix_is_narrowed_by_track_and_competency() {
    let Some(mut chrome) = Chrome::start() else { return };
    chrome.open(&engineering(&chrome), "", DESK);
    assert_eq!(columns(&mut chrome).len(), 13);
    chrome.click("input[name=track][value=manager]");
    assert_eq!(columns(&mut chrome), ["M4", "M5", "M6", "M7", "M8"]);
    assert_eq!(seen(&mut chrome, ".matrix .tracks .id"), ["Manager"]);
    let shown = rows(&mut chrome);
    assert!(shown.contains(&"Managing people".to_owned()) && !shown.contains(&"Mentoring".to_owned()), "{shown:?}");
    // The next choice by the keyboard.
    chrome.press("ArrowUp", 38, "");
    assert_eq!(columns(&mut chrome), ["IC1", "IC2", "IC3", "IC4", "IC5", "IC6", "IC7", "IC8"]);
    assert!(!rows(&mut chrome).contains(&"Managing people".to_owned()));
    input(&mut chrome, "competency", "delivery");
    assert_eq!(rows(&mut chrome), ["Delivery"]);
    chrome.click("input[name=track][value='']");
    assert_eq!(columns(&mut chrome).len(), 13);
    input(&mut chrome, "competency", "");
    assert!(rows(&mut chrome).len() > 9);
    assert_eq!(chrome.complaints(), Vec::<String>::new());
}

/// Gives a control a value, as typing or choosing would.
fn input(chrome: &mut Chrome, name: &str, value: &str) {
    chrome.evaluate(&format!(
        "(() => {{ const it = document.querySelector('[data-narrow] [name={name}]'); it.value = {value:?}; \
         it.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()"
    ));
}

#[test]
fn words_are_found_in_the_matrix_and_marked() {
    let Some(mut chrome) = Chrome::start() else { return };
    chrome.open(&engineering(&chrome), "", DESK);
    let all = chrome.evaluate("document.querySelector('.matrix').innerText");
    chrome.evaluate("document.querySelector('[name=words]').focus()");
    for letter in ["A", "g", "r", "e", "e", "s"] {
        chrome.press(letter, u32::from(letter.to_uppercase().as_bytes()[0]), letter);
    }
    let marks = seen(&mut chrome, ".matrix mark");
    assert!(marks.len() > 2 && marks.iter().all(|mark| mark.eq_ignore_ascii_case("agrees")), "{marks:?}");
    assert_eq!(seen(&mut chrome, "[data-narrow] [role=status]"), [format!("{} places", marks.len())]);
    let without = "[...document.querySelectorAll('.matrix tbody tr:not([hidden])')].filter((row) => !row.querySelector('mark')).length";
    assert_eq!(chrome.evaluate(without), 0, "rows without the word are hidden");
    input(&mut chrome, "words", "<img src=x>");
    assert_eq!(seen(&mut chrome, "[data-narrow] [role=status]"), ["0 places"]);
    assert_eq!(rows(&mut chrome), Vec::<String>::new());
    input(&mut chrome, "words", "");
    assert_eq!(chrome.evaluate("document.querySelector('.matrix').innerText"), all, "nothing is left of the search");
    assert_eq!(chrome.evaluate("document.querySelectorAll('mark').length"), 0);
}

#[test]
fn two_levels_are_put_beside_each_other_and_are_in_the_address() {
    let Some(mut chrome) = Chrome::start() else { return };
    let file = engineering(&chrome);
    chrome.open(&file, "", DESK);
    choose(&mut chrome, "a", "IC4");
    assert_eq!(seen(&mut chrome, "[data-compared] article").len(), 0, "one level is not two");
    choose(&mut chrome, "b", "M5");
    assert_eq!(chrome.evaluate("location.hash"), "#compare=IC4,M5");
    let told = seen(&mut chrome, "[data-compared] article");
    let of = |title: &str| told.iter().find(|it| it.starts_with(title)).unwrap_or_else(|| panic!("{title}: {told:?}"));
    assert!(of("Delivery").contains("Keeps a standing plan") && of("Delivery").contains("Splits a shared result"));
    assert!(!of("Delivery").contains("Finishes a described task"), "what IC1 asks is not what IC4 is about");
    assert!(of("Mentoring").contains("not asked"), "{}", of("Mentoring"));

    // On one track, the higher of them asks what is new since the lower.
    choose(&mut chrome, "a", "IC2");
    choose(&mut chrome, "b", "IC4");
    let delivery =
        seen(&mut chrome, "[data-compared] article").into_iter().find(|it| it.starts_with("Delivery")).unwrap();
    for words in ["Splits a feature", "Turns a loosely worded request", "Keeps a standing plan"] {
        assert!(delivery.contains(words), "{words}: {delivery}");
    }
    assert!(!delivery.contains("Finishes a described task"), "{delivery}");
    choose(&mut chrome, "b", "IC2");
    assert_eq!(seen(&mut chrome, "[data-compare] [role=status]"), ["Both are the same level."]);
    assert_eq!(seen(&mut chrome, "[data-compared] article").len(), 0);

    // As a link that somebody sent, while a word is looked for, and one that says nothing that the page knows.
    chrome.open(&file, "#compare=M8,IC8", PHONE);
    assert_eq!(
        seen(&mut chrome, "[data-compared] h3"),
        ["M8 Vice President of Engineering and IC8 Distinguished Engineer"]
    );
    input(&mut chrome, "words", "company");
    choose(&mut chrome, "a", "M7");
    assert_eq!(chrome.evaluate("document.querySelectorAll('[data-compared] mark').length"), 0);
    let twice = "document.querySelectorAll('[data-compared] [id]').length";
    assert_eq!(chrome.evaluate(twice), 0, "an anchor stays where it is");
    for nonsense in ["#compare=%3Cb%3E,IC4", "#compare=%,%", "#compare=IC4"] {
        chrome.open(&file, nonsense, DESK);
        assert_eq!(seen(&mut chrome, "[data-compared] article").len(), 0, "{nonsense}");
        assert_eq!(chrome.complaints(), Vec::<String>::new(), "{nonsense}");
    }
}

#[test]
fn links_are_copied_or_shown_where_a_browser_does_not_let_them() {
    let Some(mut chrome) = Chrome::start() else { return };
    let clipboard = |chrome: &mut Chrome, answer: &str| {
        chrome.evaluate(&format!(
            "navigator.clipboard.writeText = (text) => {{ window.copied = text; return Promise.{answer}(); }}, 0"
        ));
    };
    let file = level(&chrome);
    chrome.open(&file, "", DESK);
    clipboard(&mut chrome, "resolve");
    chrome.click("#delivery .self");
    wait_until(&mut chrome, "document.querySelector('[data-said]').textContent.startsWith('Copied: ')");
    let copied = chrome.evaluate("window.copied");
    assert!(copied.as_str().unwrap().ends_with("level.html#delivery"), "{copied}");
    assert_eq!(chrome.evaluate("location.href"), copied);

    clipboard(&mut chrome, "reject");
    chrome.click("button[data-copy]");
    wait_until(&mut chrome, "document.querySelector('[data-said]').textContent === location.href");

    chrome.open(&engineering(&chrome), "#compare=IC4,M4", DESK);
    clipboard(&mut chrome, "resolve");
    chrome.click("[data-compare] [data-copy]");
    wait_until(&mut chrome, "(window.copied || '').endsWith('#compare=IC4,M4')");
}

const CONTROLS: &str = "input, select, button, form";

#[test]
fn without_scripts_everything_is_there_and_no_control() {
    let Some(mut chrome) = Chrome::start() else { return };
    let file = engineering(&chrome);
    chrome.open(&file, "", DESK);
    let (all, told) = (columns(&mut chrome), seen(&mut chrome, ".matrix td").len());
    assert!(seen(&mut chrome, CONTROLS).len() > 5);
    chrome.forbid_scripts();
    for file in [file, level(&chrome), comparison(&chrome)] {
        chrome.open(&file, "#compare=IC4,M4", DESK);
        assert_eq!(seen(&mut chrome, CONTROLS), Vec::<String>::new(), "{}", file.display());
    }
    chrome.open(&engineering(&chrome), "", DESK);
    assert_eq!((columns(&mut chrome), seen(&mut chrome, ".matrix td").len()), (all, told));
    // A fold needs no script.
    chrome.open(&level(&chrome), "", DESK);
    assert_eq!(seen(&mut chrome, "#delivery dl").len(), 0);
    chrome.click("#delivery summary");
    wait_until(&mut chrome, "document.querySelector('#delivery details').open");
    assert_eq!(seen(&mut chrome, "#delivery dl").len(), 1);
}

#[test]
fn in_print_every_fold_of_a_level_is_open_and_nothing_is_to_be_clicked() {
    let Some(mut chrome) = Chrome::start() else { return };
    for file in kinds(&chrome) {
        chrome.open(&file, "", DESK);
        chrome.media("print", "dark");
        assert_eq!(seen(&mut chrome, &format!("{CONTROLS}, .skip, .self")), Vec::<String>::new(), "{}", file.display());
        let ink = chrome.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')");
        assert_eq!(ink, "#1d1c1a", "on paper it is light, whatever the screen");
    }
    chrome.open(&level(&chrome), "", DESK);
    chrome.media("print", "light");
    let heights = "[...document.querySelectorAll('.asked details > dl')].filter((it) => it.getBoundingClientRect().height < 20).length";
    assert_eq!(chrome.evaluate(heights), 0);
    chrome.open(&engineering(&chrome), "", DESK);
    chrome.media("print", "light");
    let cut = "(() => { const it = document.querySelector('.matrix'); return it.scrollHeight - it.clientHeight; })()";
    assert_eq!(chrome.evaluate(cut), 0, "the matrix is printed whole");
}

#[test]
fn text_stands_out_from_what_is_behind_it() {
    let Some(mut chrome) = Chrome::start() else { return };
    let pages =
        [engineering(&chrome), level(&chrome), comparison(&chrome), page(&chrome, "four.html", &["show", FOUR])];
    for file in pages {
        for look in LOOKS {
            chrome.open(&file, "#compare=IC4,M4", look);
            chrome.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })");
            stands_out(&mut chrome, look);
        }
    }
}

#[test]
fn axe_finds_no_serious_fault() {
    let Some(axe) = axe() else { return };
    let Some(mut chrome) = Chrome::start() else { return };
    let old_and_new = ["tests/cmd/revisions/old", "tests/cmd/revisions/new"];
    let mut pages = kinds(&chrome);
    pages.push(page(&chrome, "diff.html", &[&["diff"], &old_and_new[..]].concat()));
    pages.push(page(&chrome, "four.html", &["show", FOUR]));
    for file in pages {
        for look in [PHONE, Look { scheme: "dark", ..DESK }] {
            chrome.open(&file, "#compare=IC4,M4", look);
            assert_eq!(serious_faults(&mut chrome, &axe), json!([]), "{} {look:?}", file.display());
        }
    }
}
