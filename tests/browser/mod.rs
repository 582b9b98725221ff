//! Pages as a browser shows them: headless Chromium opens each, in a phone's width and a desk's, light and dark.

mod diff;
mod ladder;
mod site;

use std::path::Path;

use serde_json::{Value, json};

use crate::support::chrome::{Chrome, Look};
use crate::support::skipped::skip;

const PHONE: Look = Look { width: 360, scheme: "light" };
const DESK: Look = Look { width: 1280, scheme: "light" };

const LOOKS: [Look; 4] = [PHONE, Look { scheme: "dark", ..PHONE }, DESK, Look { scheme: "dark", ..DESK }];

/// The text of each element that can be seen.
fn seen(chrome: &mut Chrome, selector: &str) -> Vec<String> {
    let all = chrome.evaluate(&format!(
        "[...document.querySelectorAll({selector:?})].filter((it) => it.checkVisibility()).map((it) => it.innerText)"
    ));
    all.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
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

/// Opens a page in every look: without a complaint, without a request, and nothing beyond the window's right side but in
/// boxes that scroll.
fn opens_offline_and_fits(chrome: &mut Chrome, file: &Path) {
    for look in LOOKS {
        chrome.open(file, "", look);
        let at = format!("{} {look:?}", file.display());
        assert_eq!(chrome.complaints(), Vec::<String>::new(), "{at}");
        let requests = chrome.requests();
        assert!(requests.len() == 1 && requests[0].starts_with("file://"), "{at}: {requests:?}");
        let fits = chrome.evaluate("[document.documentElement.scrollWidth, innerWidth, document.body.scrollWidth]");
        assert!(fits[0].as_u64() <= Some(u64::from(look.width)) && fits[1] == look.width, "{at}: {fits}");
        let beyond = chrome.evaluate(
            "[...document.querySelectorAll('body *')].filter((it) => !it.closest('.unseen') && \
             it.getBoundingClientRect().right > innerWidth + 1 && !it.parentElement.closest('[role=region][tabindex]')) \
             .map((it) => it.outerHTML.slice(0, 200))",
        );
        assert_eq!(beyond, json!([]), "{at}");
    }
}

/// Every text of the page that is open stands out from what is behind it.
fn stands_out(chrome: &mut Chrome, look: Look) {
    let found = chrome.evaluate(CONTRAST);
    assert!(found["measured"].as_u64() > Some(25), "{look:?}: {found}");
    assert_eq!(found["faint"], json!([]), "{look:?}");
}

/// The text of axe-core, which `AXE` names; `.ci/run` fetches it.
fn axe() -> Option<String> {
    let Some(path) = std::env::var_os("AXE").filter(|path| Path::new(path).is_file()) else {
        skip("no axe-core named by AXE, which `.ci/run` fetches");
        return None;
    };
    Some(std::fs::read_to_string(path).unwrap())
}

/// What axe-core calls serious or worse in the page that is open.
fn serious_faults(chrome: &mut Chrome, axe: &str) -> Value {
    chrome.evaluate(&format!("{axe}; 0"));
    chrome.evaluate(
        "axe.run().then(({ violations }) => violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)) \
         .map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => [html.slice(0, 200), failureSummary])]))",
    )
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
