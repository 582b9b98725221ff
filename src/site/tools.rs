//! The pages that work by scripts: one finds words, one puts any two levels beside each other. Without scripts they say where to
//! go instead.

use maud::{Markup, html};

use super::address::From;
use super::data::{NAMES, TEXTS};

/// The scripts of a site, by their addresses.
pub(super) const SCRIPTS: [(&str, &str); 2] =
    [("search.js", include_str!("search.js")), ("compare.js", include_str!("compare.js"))];

/// The scripts of the page that finds words.
pub(super) const SEARCH_SCRIPTS: [&str; 2] = [TEXTS, SCRIPTS[0].0];
/// The scripts of the page that compares levels.
pub(super) const COMPARE_SCRIPTS: [&str; 2] = [NAMES, SCRIPTS[1].0];

pub(super) fn search(from: From<'_>) -> Markup {
    html! {
        header.hero { h1 { "Search" } p.lead { "Which level asks for something, in any ladder." } }
        form.find role="search" data-search hidden {
            label { span { "Words" } input type="search" name="q" autocomplete="off" spellcheck="false"; }
            p role="status" {}
        }
        ol.hits data-hits {}
        (without_scripts("Search", from))
    }
}

pub(super) fn compare(from: From<'_>) -> Markup {
    html! {
        header.hero { h1 { "Compare levels" } p.lead { "Any two levels of any ladders, and what each asks." } }
        form.find data-any hidden {
            label { span { "A level" } select name="a" {} }
            label { span { "Another one" } select name="b" {} }
            p role="status" {}
        }
        div data-compared {}
        (without_scripts("This page", from))
    }
}

fn without_scripts(what: &str, from: From<'_>) -> Markup {
    html! {
        noscript {
            p {
                (what) " works by a script, and scripts are switched off. " a href=(from.to("index.html")) { "The ladders" }
                " can be read without. The page of a level leads to it beside the next level and those that are worth the same."
            }
        }
    }
}
