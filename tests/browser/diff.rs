//! The page of `ladder diff --format html`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::support::chrome::{Chrome, Look};

const PHONE: Look = Look { width: 360, scheme: "light" };
const DESK: Look = Look { width: 1280, scheme: "light" };

const LOOKS: [Look; 4] = [PHONE, Look { scheme: "dark", ..PHONE }, DESK, Look { scheme: "dark", ..DESK }];

/// Writes the page of a comparison into the browser's folder.
fn page(chrome: &Chrome, name: &str, old: &Path, new: &Path) -> PathBuf {
    let output = Command::new(env!("CARGO_BIN_EXE_ladder"))
        .args(["diff", "--format", "html"])
        .args([old, new])
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let file = chrome.folder().join(name);
    std::fs::write(&file, output.stdout).unwrap();
    file
}

/// The pair of revisions that the other formats are shown with.
fn revisions(chrome: &Chrome) -> PathBuf {
    let pair = Path::new("tests/cmd/revisions");
    page(chrome, "revisions.html", &pair.join("old"), &pair.join("new"))
}

/// A pair of large ladders full of what is hard to lay out.
fn hard(chrome: &Chrome) -> PathBuf {
    let ladder = |word: &str| {
        let long = "w".repeat(400);
        let mut text = format!(
            "ladder: x\ntitle: \"</script><script>alert(1)</script> & {long}\"\nversion: 1.0.0\ncompetencies:\n  \
             - {{ id: delivery, title: 設計と納品設計と納品設計と納品設計と納品設計と納品設計と納品 }}\n  \
             - {{ id: craft, title: \"{long}\" }}\ntracks:\n  - id: ic\n    kind: ic\n    levels:\n"
        );
        for level in 1..=150 {
            let id = format!("L{level}-{}", "o".repeat(90));
            let _ = writeln!(
                text,
                "      - {{ id: {id}, title: שלום עולם, grade: {level}, expectations: {{ delivery: \"{word} all of the work, \
                 <b>'so'</b> {long}\", craft: \"{word} 設計の仕事を最後までやり遂げる人です設計の仕事を最後までやり遂げる人です\" }} }}"
            );
        }
        text
    };
    for (name, word) in [("old.yaml", "Finishes"), ("new.yaml", "Completes")] {
        std::fs::write(chrome.folder().join(name), ladder(word)).unwrap();
    }
    page(chrome, "hard.html", &chrome.folder().join("old.yaml"), &chrome.folder().join("new.yaml"))
}

fn nothing(chrome: &Chrome) -> PathBuf {
    page(chrome, "nothing.html", Path::new("ladders"), Path::new("ladders"))
}

/// The text of each element that can be seen.
fn seen(chrome: &mut Chrome, selector: &str) -> Vec<String> {
    let all = chrome.evaluate(&format!(
        "[...document.querySelectorAll({selector:?})].filter((it) => it.checkVisibility()).map((it) => it.innerText)"
    ));
    all.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

#[test]
fn it_opens_offline_without_a_complaint_and_fits() {
    let Some(mut chrome) = Chrome::start() else { return };
    for file in [revisions(&chrome), hard(&chrome), nothing(&chrome)] {
        for look in LOOKS {
            chrome.open(&file, "", look);
            let at = format!("{} {look:?}", file.display());
            assert_eq!(chrome.complaints(), Vec::<String>::new(), "{at}");
            let requests = chrome.requests();
            assert!(requests.len() == 1 && requests[0].starts_with("file://"), "{at}: {requests:?}");
            let fits = chrome.evaluate("[document.documentElement.scrollWidth, innerWidth, document.body.scrollWidth]");
            assert!(fits[0].as_u64() <= Some(u64::from(look.width)) && fits[1] == look.width, "{at}: {fits}");
            // Nothing is cut off at the right either.
            let beyond = chrome.evaluate(
                "[...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > innerWidth + 1) \
                 .map((it) => it.outerHTML.slice(0, 200))",
            );
            assert_eq!(beyond, json!([]), "{at}");
        }
    }
}

#[test]
fn old_and_new_stand_beside_each_other_on_a_desk_and_below_each_other_on_a_phone() {
    let Some(mut chrome) = Chrome::start() else { return };
    let file = revisions(&chrome);
    for (look, columns) in [(DESK, 2), (PHONE, 1)] {
        chrome.open(&file, "", look);
        let found = chrome.evaluate(
            "[...document.querySelectorAll('.change > .sides')].map((it) => \
             new Set([...it.children].map((side) => Math.round(side.getBoundingClientRect().x))).size)",
        );
        let found = found.as_array().unwrap();
        assert!(found.len() > 10 && found.iter().all(|number| *number == columns), "{look:?}: {found:?}");
    }
}

#[test]
fn filters_show_what_they_say_and_stand_in_the_address() {
    let Some(mut chrome) = Chrome::start() else { return };
    let file = revisions(&chrome);
    chrome.open(&file, "", DESK);
    let all = seen(&mut chrome, ".change").len();
    assert_eq!(seen(&mut chrome, "#count"), [format!("{all} of {all} changes")]);

    chrome.click("input[value=breaking]");
    let breaking = seen(&mut chrome, ".change");
    assert!(breaking.len() == 2 && breaking.iter().all(|change| change.contains("breaking")), "{breaking:?}");
    assert_eq!(seen(&mut chrome, "#count"), [format!("2 of {all} changes")]);
    assert_eq!(chrome.evaluate("location.hash"), "#impact=breaking");
    assert_eq!(seen(&mut chrome, ".group h4"), Vec::<String>::new(), "headings go with what stands below them");

    // By the keyboard: the next box, then the track.
    chrome.press("Tab", 9, "");
    chrome.press(" ", 32, " ");
    assert_eq!(chrome.evaluate("location.hash"), "#impact=breaking,raises-bar");
    assert_eq!(seen(&mut chrome, ".change").len(), 5);

    choose(&mut chrome, "level", "engineering/IC5");
    let concerned = seen(&mut chrome, ".change");
    assert!(!concerned.is_empty() && concerned.iter().any(|change| change.contains("Contributes to")), "{concerned:?}");
    assert_eq!(chrome.evaluate("location.hash"), "#impact=breaking,raises-bar&level=engineering/IC5");
    choose(&mut chrome, "track", "manager");
    assert_eq!(seen(&mut chrome, ".change").len(), 0);
    assert_eq!(seen(&mut chrome, "#none"), ["No change passes these filters."]);

    chrome.evaluate("document.querySelector('button').focus()");
    chrome.press("Enter", 13, "\r");
    assert_eq!(seen(&mut chrome, ".change").len(), all);
    assert_eq!(chrome.evaluate("location.hash"), "");

    // As a link that somebody sent, and one that says nothing that the page knows.
    chrome.open(&file, "#impact=raises-bar&track=ic&level=engineering/IC3", DESK);
    let sent = seen(&mut chrome, ".change");
    assert!(sent.len() == 2 && sent.iter().all(|change| change.contains("raises-bar")), "{sent:?}");
    assert_eq!(seen(&mut chrome, ".group h4"), ["IC3 Engineer"]);
    chrome.evaluate("location.hash = '#impact=addition'");
    wait_until(&mut chrome, "document.getElementById('count').textContent.startsWith('1 ')");
    chrome.open(&file, "#impact=%3Cb%3E&level=%22&track=nonsense&x=y", DESK);
    assert_eq!(seen(&mut chrome, ".change").len(), all);
    assert_eq!(chrome.complaints(), Vec::<String>::new());
}

/// Chooses as a hand does: the lists of a browser are drawn outside of the page, so only what follows can be tried.
fn choose(chrome: &mut Chrome, name: &str, value: &str) {
    chrome.evaluate(&format!(
        "(() => {{ const it = document.querySelector('select[name={name}]'); it.value = {value:?}; \
         it.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()"
    ));
}

fn wait_until(chrome: &mut Chrome, condition: &str) {
    // Events of the page run between two calls; a hundred are more than enough.
    assert!((0..100).any(|_| chrome.evaluate(condition) == Value::Bool(true)), "{condition}");
}

#[test]
fn in_print_and_without_its_script_there_are_no_controls() {
    let Some(mut chrome) = Chrome::start() else { return };
    let file = revisions(&chrome);
    const CONTROLS: &str = "input, select, button, #count";
    chrome.open(&file, "", DESK);
    let all = seen(&mut chrome, ".change").len();
    assert!(!seen(&mut chrome, CONTROLS).is_empty());
    chrome.media("print", "dark");
    assert_eq!(seen(&mut chrome, CONTROLS), Vec::<String>::new());
    assert_eq!(seen(&mut chrome, ".change").len(), all);
    let ink = chrome.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')");
    assert_eq!(ink, "#1d1c1a", "on paper it is light, whatever the screen");

    // What is printed narrowed says so.
    chrome.open(&file, "#impact=breaking", DESK);
    chrome.media("print", "light");
    assert_eq!(seen(&mut chrome, "#printed"), [format!("2 of {all} changes: breaking.")]);

    chrome.forbid_scripts();
    chrome.open(&file, "#impact=breaking", DESK);
    assert_eq!(seen(&mut chrome, CONTROLS), Vec::<String>::new());
    assert_eq!(seen(&mut chrome, ".change").len(), all);
}

#[test]
fn text_stands_out_from_what_is_behind_it() {
    let Some(mut chrome) = Chrome::start() else { return };
    let file = revisions(&chrome);
    for look in LOOKS {
        chrome.open(&file, "#impact=breaking,raises-bar,lowers-bar,addition,wording,editorial", look);
        let found = chrome.evaluate(CONTRAST);
        assert!(found["measured"].as_u64() > Some(100), "{look:?}: {found}");
        assert_eq!(found["faint"], json!([]), "{look:?}");
    }
}

/// Every text whose contrast is below the 4.5 to 1 of WCAG's level AA, measured as WCAG defines it.
const CONTRAST: &str = r#"(() => {
    const channels = (color) => color.match(/[\d.]+/g).map(Number);
    const linear = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    const behind = (it) => {
        for (; it; it = it.parentElement) {
            const color = channels(getComputedStyle(it).backgroundColor);
            if (color.length === 3) return color;
            if (color[3] > 0) throw new Error(`half transparent: ${it.outerHTML.slice(0, 100)}`);
        }
        throw new Error("nothing is behind the page");
    };
    const has_text = (it) => [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const all = [...document.querySelectorAll("body, body *:not(script, option, optgroup)")]
        .filter((it) => it.checkVisibility({ visibilityProperty: true }) && (has_text(it) || it.matches("select")));
    const faint = [];
    for (const it of all) {
        const [one, other] = [light(channels(getComputedStyle(it).color)), light(behind(it))].sort((a, b) => b - a);
        const ratio = (one + 0.05) / (other + 0.05);
        if (ratio < 4.5) faint.push(`${ratio.toFixed(2)}: ${it.outerHTML.slice(0, 160)}`);
    }
    return { measured: all.length, faint };
})()"#;
