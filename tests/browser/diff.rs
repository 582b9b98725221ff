//! The page of `ladder diff --format html`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{DESK, LOOKS, PHONE, choose, opens_offline_and_fits, seen, stands_out, wait_until};
use crate::support::chrome::Chrome;

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

#[test]
fn it_opens_offline_without_a_complaint_and_fits() {
    let Some(mut chrome) = Chrome::start() else { return };
    for file in [revisions(&chrome), hard(&chrome), nothing(&chrome)] {
        opens_offline_and_fits(&mut chrome, &file);
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
        stands_out(&mut chrome, look);
    }
}
