//! A self-contained page: style sheet and script are in it, and it asks the network for nothing.
//!
//! Markup is maud's, which escapes all that is put in. Only its own style sheet and script are unescaped.

mod diff;
mod layout;
mod tables;

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Audience, Format, Screen, unsupported};
use crate::diff::Impact;
use crate::view::{Output, OutputKind};
use crate::words::{lines, one_line};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("filter.js");

/// What a browser lets into the page: this style sheet and this script by their SHA-256, and nothing from anywhere.
/// `tests/html.rs` holds the two sums to the files, and says what they are.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; \
     style-src 'sha256-oz6kDHl75HrWKnHzVfTYsdEM1ORsq/3+U77GyixRBUQ='; \
     script-src 'sha256-+DXrLpo1A5WwXp65dm1iIdQaQ1b//iKgMxGJlnBBBOE='";

/// A page for a browser.
pub struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn audience(&self) -> Audience {
        Audience::Programs
    }

    fn is_published(&self) -> bool {
        true
    }

    fn supports(&self, kind: OutputKind) -> bool {
        matches!(kind, OutputKind::Diff | OutputKind::DiffTables | OutputKind::View)
    }

    fn render(&self, output: &Output<'_>, _: Screen, out: &mut dyn Write) -> io::Result<()> {
        let page = match output {
            Output::Diff(report) => diff::page(report),
            Output::DiffTables => tables::page(),
            Output::View(view) => layout::page(&view.layout(true)),
            _ => return Err(unsupported(self)),
        };
        out.write_all(page.into_string().as_bytes())
    }
}

/// A whole document around its body.
fn document(title: &str, body: &Markup, is_scripted: bool) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                // Without it, a browser asks the host for one.
                link rel="icon" href="data:,";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (body)
                @if is_scripted { script { (PreEscaped(SCRIPT)) } }
            }
        }
        "\n"
    }
}

/// An impact: a sign, a colour and always the word.
fn badge(impact: Impact) -> Markup {
    html! { span.badge data-impact=(impact) { (sign(impact)) (impact) } }
}

fn sign(impact: Impact) -> Markup {
    html! { span.sign aria-hidden="true" { (super::sign(impact)) } }
}

/// What the impacts mean, and the version that each asks for.
fn impacts() -> Markup {
    html! {
        dl.impacts {
            @for impact in Impact::ALL.into_iter().rev() {
                div {
                    dt { (badge(impact)) }
                    dd { (impact.meaning()) "; asks for a " (impact.bump()) " version" }
                }
            }
        }
    }
}

/// A message on one line: what it quotes in backticks is code, and an odd backtick is a backtick.
fn prose(message: &str) -> Markup {
    let message = one_line(message);
    let parts: Vec<&str> = message.split('`').collect();
    html! {
        @for (index, part) in parts.iter().enumerate() {
            @if index % 2 == 0 { (part) } @else if index + 1 < parts.len() { code { (part) } } @else { "`" (part) }
        }
    }
}

/// Somebody's own words: each line a paragraph, in the direction of its script.
fn paragraphs(text: &str) -> Markup {
    html! { @for line in lines(text) { p dir="auto" { (line) } } }
}

/// A name or an id among other words, which its script cannot reorder.
fn name(text: &str) -> Markup {
    html! { bdi { (one_line(text)) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_code_and_an_odd_backtick_is_a_backtick() {
        assert_eq!(prose("`a<b` is not").into_string(), "<code>a&lt;b</code> is not");
        assert_eq!(prose("a ` b").into_string(), "a ` b");
    }

    #[test]
    fn each_line_is_a_paragraph_and_none_turns_the_text() {
        let text = paragraphs("one\r\n\ntwo \u{202e}x").into_string();
        assert_eq!(text, "<p dir=\"auto\">one</p><p dir=\"auto\">two \u{fffd}x</p>");
    }
}
