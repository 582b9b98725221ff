//! What several pages are made of: names, steps, texts, impacts.

use maud::{Markup, html};

use super::links::{Links, address};
use crate::diff::Impact;
use crate::view::{EquivalentView, LinkView, PointView, StepPlace, named};
use crate::words::{capital, lines, one_line};

/// A level by its id, a link where there is a page or a part of one about it.
pub fn level_name(id: &str, title: &str, kind: Option<&str>, href: Option<String>) -> Markup {
    let (id, title) = (one_line(id), one_line(title));
    let is_spelled_out = named(&id, &title) == title;
    let name = html! {
        bdi.id { @if is_spelled_out { (title) } @else { (id) } }
        @if !is_spelled_out && !title.is_empty() { " " bdi { (title) } }
    };
    let side = kind.unwrap_or("shared");
    html! {
        @match href {
            Some(href) => a.level data-side=(side) href=(href) { (name) },
            None => span.level data-side=(side) { (name) },
        }
    }
}

/// A level as the ladder `home` calls it.
pub fn level_of(home: &str, id: &str, title: &str, kind: Option<&str>, links: &dyn Links) -> Markup {
    let (ladder, level) = address(home, id);
    level_name(id, title, kind, links.level(ladder, level))
}

/// How far up its scale a step is, for those who see it.
pub fn meter(place: Option<StepPlace>) -> Markup {
    html! {
        @if let Some(place) = place {
            span.meter aria-hidden="true" { @for step in 1..=place.of { i.on[step <= place.at] {} } }
        }
    }
}

/// A step in words, which say the same as the meter.
pub fn step(name: &str, place: Option<StepPlace>) -> Markup {
    html! {
        (meter(place)) b { (capital(&one_line(name))) }
        @if let Some(place) = place { span.unseen { ", step " (place.at) " of " (place.of) } }
    }
}

/// What is asked: one point as a paragraph, several as a list, each with its examples, and examples of all of it.
pub fn points(points: &[PointView], examples: &[String]) -> Markup {
    let point = |point: &PointView| html! { (paragraphs(&point.text)) (self::examples(&point.examples)) };
    html! {
        @match points {
            [one] => (point(one)),
            several => @if !several.is_empty() { ul { @for one in several { li { (point(one)) } } } },
        }
        (self::examples(examples))
    }
}

fn examples(examples: &[String]) -> Markup {
    html! {
        @if !examples.is_empty() {
            div.examples {
                p { "For example" }
                ul { @for example in examples { li { (paragraphs(example)) } } }
            }
        }
    }
}

/// What a level is called in other frameworks.
pub fn equivalents<'a>(known: impl Iterator<Item = &'a EquivalentView>) -> Option<Markup> {
    let mut names = known.map(|known| html! { p { (name(&known.framework)) " " (name(&known.name)) } }).peekable();
    names.peek().is_some().then(|| html! { @for name in names { (name) } })
}

/// Links that the author gives. What is no address of a page or a mailbox is only named.
pub fn further_reading(links: &[LinkView]) -> Option<Markup> {
    let is_safe = |url: &str| ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
    let link = |link: &LinkView| {
        let title = link.title.as_deref().unwrap_or(&link.url);
        html! { p { @if is_safe(&link.url) { a href=(one_line(&link.url)) { (name(title)) } } @else { (name(title)) } } }
    };
    (!links.is_empty()).then(|| html! { @for one in links { (link(one)) } })
}

/// Items as "a, b and c".
pub fn joined(items: &[Markup]) -> Markup {
    html! {
        @for (at, item) in items.iter().enumerate() {
            @if at > 0 { @if at + 1 == items.len() { " and " } @else { ", " } }
            (item)
        }
    }
}

/// A link beside a heading to that heading.
pub fn self_link(anchor: &str, what: &str) -> Markup {
    html! {
        a.self href=(format!("#{}", super::fragment(anchor))) aria-label=(format!("Link to {}", one_line(what))) data-copy { "#" }
    }
}

/// An impact: a sign, a colour and always the word.
pub fn badge(impact: Impact) -> Markup {
    html! { span.badge data-impact=(impact) { (sign(impact)) (impact) } }
}

pub fn sign(impact: Impact) -> Markup {
    html! { span.sign aria-hidden="true" { (crate::render::sign(impact)) } }
}

/// What the impacts mean, and the version that each asks for.
pub fn impacts() -> Markup {
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
pub fn prose(message: &str) -> Markup {
    let message = one_line(message);
    let parts: Vec<&str> = message.split('`').collect();
    html! {
        @for (index, part) in parts.iter().enumerate() {
            @if index % 2 == 0 { (part) } @else if index + 1 < parts.len() { code { (part) } } @else { "`" (part) }
        }
    }
}

/// Somebody's own words: each line a paragraph, in the direction of its script.
pub fn paragraphs(text: &str) -> Markup {
    html! { @for line in lines(text) { p dir="auto" { (line) } } }
}

/// A name or an id among other words, which its script cannot reorder.
pub fn name(text: &str) -> Markup {
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
