//! `ladder site` in a browser: from a disk, and from a server that has it in some folder.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{PHONE, axe, choose, serious_faults, stands_out, wait_until};
use crate::site::repository;
use crate::support::chrome::{Chrome, Look};
use crate::support::repository::Repository;
use crate::support::server::{self, Answer};

const DESK: Look = Look { width: 1280, scheme: "dark" };

const PAGES: [&str; 7] = [
    "index.html",
    "search.html",
    "compare.html",
    "engineering/index.html",
    "engineering/IC1/index.html",
    "engineering/IC2/with-M2.html",
    "engineering/changes.html",
];

/// A site in a repository, and both ways to read it.
fn site() -> (Repository, [String; 2]) {
    let repository = repository();
    repository.run("site out").ends_with(0);
    let out = repository.at("out").canonicalize().unwrap();
    let bases = [format!("file://{}/", out.display()), serve(out)];
    (repository, bases)
}

/// Serves a folder under a prefix. Anything else is not there.
fn serve(folder: PathBuf) -> String {
    const PREFIX: &str = "/team/ladders/";
    let address = server::serve(move |request| {
        let path = request.path.strip_prefix(PREFIX).unwrap_or("nothing");
        let path = path.split('?').next().unwrap_or_default();
        let kind = match path.rsplit('.').next() {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            _ => "application/octet-stream",
        };
        match std::fs::read(folder.join(path)) {
            Ok(body) => Answer { status: 200, kind, body },
            Err(_) => Answer { status: 404, kind, body: Vec::new() },
        }
    });
    address + PREFIX
}

#[test]
fn pages_of_a_site_complain_of_nothing_ask_nobody_else_and_fit() {
    let Some(mut chrome) = Chrome::start() else { return };
    let (_repository, bases) = site();
    for base in &bases {
        for page in PAGES {
            for look in [PHONE, DESK] {
                let at = format!("{base}{page}");
                chrome.visit(&at, look);
                assert_eq!(chrome.complaints(), Vec::<String>::new(), "{at}");
                let requests = chrome.requests();
                assert!(requests.iter().all(|request| request.starts_with(base)), "{at}: {requests:?}");
                let fits = chrome.evaluate("[document.documentElement.scrollWidth, innerWidth]");
                assert!(fits[0].as_u64() <= Some(u64::from(look.width)) && fits[1] == look.width, "{at}: {fits}");
                if ["index.html", "engineering/changes.html"].contains(&page) {
                    stands_out(&mut chrome, look);
                }
            }
        }
    }
}

#[test]
fn axe_finds_no_serious_fault_in_a_site() {
    let Some(axe) = axe() else { return };
    let Some(mut chrome) = Chrome::start() else { return };
    let (_repository, [base, _]) = site();
    for page in PAGES.into_iter().chain(["search.html#q=plans", "compare.html#engineering/IC2,design/D1"]) {
        for look in [PHONE, DESK] {
            chrome.visit(&format!("{base}{page}"), look);
            assert_eq!(serious_faults(&mut chrome, &axe), json!([]), "{page} {look:?}");
        }
    }
}

#[test]
fn a_site_is_searched_compared_and_read_level_by_level() {
    let Some(mut chrome) = Chrome::start() else { return };
    let (_repository, bases) = site();
    for base in &bases {
        chrome.visit(&format!("{base}search.html"), PHONE);
        chrome.evaluate(
            "(() => { const it = document.querySelector('[name=q]'); it.value = 'PLAN team'; it.dispatchEvent(new Event('input', { bubbles: true })); })()",
        );
        assert_eq!(chrome.evaluate("location.hash"), "#q=PLAN%20team");
        let hits = chrome.evaluate("[...document.querySelectorAll('.hits li')].map((it) => it.innerText)");
        assert!(hits.as_array().is_some_and(|hits| hits.len() == 1), "{hits}");
        assert!(hits[0].as_str().unwrap().contains("Plans with the team."), "{hits}");
        assert_eq!(
            chrome.evaluate("[...document.querySelectorAll('mark')].map((it) => it.innerText)"),
            json!(["Plans", "team"])
        );
        chrome.follow(".hits a");
        assert_eq!(chrome.evaluate("location.href"), format!("{base}engineering/M2/index.html#delivery"));
        chrome.visit(&format!("{base}search.html#q=nonsense"), PHONE);
        assert_eq!(chrome.evaluate("document.querySelector('[role=status]').innerText"), "No text has these words.");

        let pairs = "document.querySelectorAll('.pair').length";
        chrome.visit(&format!("{base}compare.html#engineering/IC2,engineering/M2"), DESK);
        wait_until(&mut chrome, &format!("{pairs} > 1"));
        let said = chrome.evaluate("document.querySelector('[data-compared]').innerText");
        for text in ["Leads a project and plans it for others.", "Finishes small tasks.", "Plans with the team."] {
            assert!(said.as_str().unwrap().contains(text), "{text}: {said}");
        }
        choose(&mut chrome, "b", "design/D1");
        assert_eq!(chrome.evaluate("location.hash"), "#engineering/IC2,design/D1");
        wait_until(&mut chrome, "document.querySelector('[data-compared]').innerText.includes('Designer')");
        assert_eq!(chrome.complaints(), Vec::<String>::new());
        chrome.visit(&format!("{base}compare.html#%,nobody/x"), DESK);
        assert_eq!(chrome.evaluate(pairs), 0);
        chrome.visit(&format!("{base}compare.html#engineering/IC2,nobody/x"), DESK);
        let says = chrome.evaluate("document.querySelector('[role=status]').innerText");
        assert_eq!(says, "There is no level nobody/x here.");
        assert_eq!(chrome.complaints(), Vec::<String>::new());

        chrome.visit(&format!("{base}engineering/IC1/index.html"), PHONE);
        chrome.follow("a[rel=next]");
        assert_eq!(chrome.evaluate("location.href"), format!("{base}engineering/IC2/index.html"));
        chrome.follow("a[rel=prev]");
        assert_eq!(chrome.evaluate("location.href"), format!("{base}engineering/IC1/index.html"));
    }
}

#[test]
fn without_scripts_a_site_says_where_to_go_instead() {
    let Some(mut chrome) = Chrome::start() else { return };
    let (_repository, [base, _]) = site();
    chrome.forbid_scripts();
    for page in PAGES {
        chrome.visit(&format!("{base}{page}"), PHONE);
        let controls = chrome.evaluate(
            "[...document.querySelectorAll('input, select, button')].filter((it) => it.checkVisibility()).length",
        );
        assert_eq!(controls, 0, "{page}");
        let text = chrome.evaluate("document.querySelector('main').innerText.trim().length");
        assert!(text.as_u64() > Some(40), "{page}: {text}");
    }
    chrome.visit(&format!("{base}search.html"), PHONE);
    let says = chrome.evaluate("document.querySelector('main').innerText");
    assert!(says.as_str().unwrap().contains("scripts are switched off"), "{says}");
    assert_ne!(chrome.evaluate("document.querySelector('noscript a').href"), Value::Null);
}
