//! What is around the text of every page of a site: where one is, what else there is, and the end of the page.

use maud::{Markup, html};

use super::address::{COMPARE, From, Pages, SEARCH, of_changes, of_ladder, of_level};
use super::changes::{CHANGES, History};
use super::look::Look;
use crate::render::html::{Assets, Script, Shell, editions, name, paragraphs};
use crate::view::{LadderName, named};
use crate::words::one_line;

/// Everything that is the same for all pages of a site.
pub(super) struct Frame<'a> {
    pub look: &'a Look,
    pub pages: &'a Pages,
    pub history: &'a History<'a>,
}

/// A page of a site.
pub(super) struct Page<'a> {
    /// Its address from the top of the site.
    pub address: &'a str,
    pub title: String,
    /// The ladder that it is about.
    pub ladder: Option<&'a LadderName>,
    /// The level that it is about: its id and title.
    pub level: Option<(&'a str, &'a str)>,
    /// What it is called where it is not the page of a ladder or level: `Changes`.
    pub part: Option<&'a str>,
    pub main: Markup,
    pub scripts: &'a [Script],
    /// The site's own scripts that it needs, by their addresses.
    pub own_scripts: &'a [&'a str],
}

impl<'a> Frame<'a> {
    /// The way from a page to others.
    pub fn from<'f>(&'f self, page: &'f str) -> From<'f> {
        From { pages: self.pages, page }
    }

    /// The whole document.
    pub fn document(&self, page: &Page<'_>) -> String {
        let from = self.from(page.address);
        let up = from.up();
        let shell = Shell {
            title: self.title(page),
            top: self.top(page, from),
            main: html! { (page.main) },
            foot: self.foot(page, from),
            scripts: page.scripts,
            assets: Assets::Folder(&up),
        };
        shell.document().into_string()
    }

    fn title(&self, page: &Page<'_>) -> String {
        if page.title == self.look.name { page.title.clone() } else { format!("{} · {}", page.title, self.look.name) }
    }

    fn top(&self, page: &Page<'_>, from: From<'_>) -> Markup {
        let here = |is_here: bool| is_here.then_some("page");
        let is_index = page.ladder.is_none() && page.part.is_none();
        let is_ladder = page.level.is_none() && page.part.is_none();
        html! {
            header.top {
                nav aria-label="Where you are" {
                    ol {
                        li {
                            a href=(from.to("index.html")) aria-current=[here(is_index)] {
                                @if let Some((file, _)) = &self.look.logo { img.logo src=(from.to(file)) alt="" height="24"; " " }
                                (name(&self.look.name))
                            }
                        }
                        @if let Some(ladder) = page.ladder {
                            li { a href=(from.to(&of_ladder(&ladder.id))) aria-current=[here(is_ladder)] { (name(&ladder.title)) } }
                            @if let Some((id, title)) = page.level {
                                li {
                                    a href=(from.to(&of_level(&ladder.id, id))) aria-current=[here(page.part.is_none())] {
                                        (name(&named(id, title)))
                                    }
                                }
                            }
                        }
                        @if let Some(part) = page.part { li { span aria-current="page" { (name(part)) } } }
                    }
                }
                nav aria-label="The site" {
                    ul {
                        @if let Some(ladder) = page.ladder.filter(|ladder| self.history.has(&ladder.id)) {
                            li { a href=(from.to(&of_changes(&ladder.id))) { "Changes" } }
                        }
                        li { a href=(from.to(COMPARE)) { "Compare" } }
                        li { a href=(from.to(SEARCH)) { "Search" } }
                    }
                }
            }
        }
    }

    fn foot(&self, page: &Page<'_>, from: From<'_>) -> Markup {
        let json = page.address.replace(".html", ".json");
        let has_json =
            page.address.ends_with("index.html") || page.address.contains("/with-") || page.part == Some(CHANGES);
        html! {
            @if let Some(note) = &self.look.note { div.note-of-site { (paragraphs(note)) } }
            @if let Some(ladder) = page.ladder { (editions(&[ladder])) }
            @else if let Some(day) = self.history.newest() { span { "Last changed " time datetime=(day) { (day) } } }
            @if let Some(link) = self.look.feedback(page.address, &page.title) {
                span { a href=(link) { "Give feedback on this page" } }
            }
            @if has_json { span { a href=(from.to(&json)) { "This page as JSON" } } }
            span { "Made from ladder files by " code { "ladder" } }
            @for script in page.own_scripts { script src=(from.to(script)) {} }
        }
    }

    /// A page for an address that was given up, which leads to the new one.
    pub fn moved(&self, old: &str, new: &str, name: &str) -> String {
        let from = self.from(old);
        let target = from.to(new);
        html! {
            (maud::DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta http-equiv="refresh" content={ "0; url=" (target) };
                    link rel="icon" href="data:,";
                    link rel="stylesheet" href={ (from.up()) (crate::render::html::STYLE_FILE) };
                    title { (one_line(name)) }
                }
                body { main.moved { h1 { "This page has another address" } p { "It is about " a href=(target) { (one_line(name)) } " now." } } }
            }
            "\n"
        }
        .into_string()
    }
}
