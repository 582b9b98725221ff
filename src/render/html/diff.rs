//! The changes of a revision as a page: the verdict, then old and new side by side, with filters.
//!
//! Without its script the page shows everything: the script unhides the controls of the filters, and hides what they leave out.

use std::collections::HashMap;

use maud::{Markup, html};

use super::fragment;
use super::parts::{badge, impacts, name, paragraphs, prose, sign};
use super::shell::{Assets, Script, Shell};
use crate::diff::{Hint, Impact};
use crate::view::{ChangeView, DiffReport, Facets, Fate, OwnerDiff, Section};
use crate::words::{capital, count, lines, one_line};

/// The page of a comparison.
pub(super) fn page(report: &DiffReport) -> Shell<'static> {
    Shell {
        title: format!("Ladders: {}", report.verdict(|impact| impact.to_string())),
        top: html! {},
        main: body(report),
        foot: html! {},
        scripts: &[Script::Diff],
        assets: Assets::Inside,
    }
}

/// What a revision changes, with filters if [`Script::Diff`] is there.
pub fn body(report: &DiffReport) -> Markup {
    let mut anchors = Anchors::default();
    html! {
        (hero(report))
        @if !report.counts.is_empty() { (filters(report)) }
        @if report.hidden > 0 {
            p.note { (count(report.hidden, "change")) " not shown: filters were set when this page was made." }
        }
        p #none .note hidden { "No change passes these filters." }
        @for owner in report.told() { (section_of_owner(owner, report, &mut anchors)) }
        @if !report.hints.is_empty() {
            section {
                h2 { "Hints" }
                ul.hints { @for found in &report.hints { li { (hint(found)) } } }
            }
        }
        @if report.impact.is_some() {
            section { h2 { "What the impacts mean" } (impacts()) }
        }
    }
}

/// The changes of a ladder or base, as a part of a page on which anchors begin with `within`.
pub fn changes(owner: &OwnerDiff, shows_pay: bool, within: &str) -> Markup {
    let mut anchors = Anchors { within: within.to_owned(), ..Anchors::default() };
    html! {
        @for section in &owner.sections { (section_of_track(section, owner.is_base, shows_pay, &mut anchors)) }
    }
}

/// The anchors of changes: place and kind, and a number where several agree in both. They stay as long as these do.
#[derive(Default)]
struct Anchors {
    /// What each begins with.
    within: String,
    met: HashMap<String, usize>,
}

impl Anchors {
    fn of(&mut self, change: &ChangeView) -> String {
        let name =
            one_line(&format!("{}{}:{}", self.within, change.place, change.kind)).replace(char::is_whitespace, "-");
        let met = self.met.entry(name.clone()).and_modify(|met| *met += 1).or_insert(1);
        if *met == 1 { name } else { format!("{name}:{met}") }
    }
}

fn hero(report: &DiffReport) -> Markup {
    html! {
        header.hero {
            p.eyebrow {
                span { "What a revision changes" }
                @if let Some((old, new)) = &report.sides {
                    span.between { (name(&old.name)) " " span aria-hidden="true" { "→" } span.unseen { "to" } " " (name(&new.name)) }
                }
            }
            @if let Some((old, new)) = &report.sides {
                @for side in [old, new] {
                    @if let Some(about) = &side.about { p.side-about { (name(&side.name)) ": " (name(about)) } }
                }
            }
            h1 { (prose(&report.brief)) }
            @for sentence in &report.sentences { p.lead { (prose(sentence)) } }
            @if let Some(impact) = report.impact {
                p.verdict { (report.at_least()) (badge(impact)) span { (report.asks()) } }
            }
        }
    }
}

/// Counts by impact, which with the script are filters too.
fn filters(report: &DiffReport) -> Markup {
    let shown = |impact| {
        let of_owners = report.told().flat_map(|owner| &owner.counts);
        !report.stat_only && of_owners.into_iter().any(|(known, _)| *known == impact)
    };
    html! {
        form.filters aria-label="Filters" autocomplete="off" {
            fieldset.legend {
                legend.unseen { "Impact" }
                @for (impact, number) in &report.counts {
                    label.chip data-impact=(impact) {
                        @if shown(*impact) { input type="checkbox" name="impact" value=(impact) hidden; }
                        span { (sign(*impact)) (impact) } " " b { (number) }
                    }
                }
            }
            @if !report.stat_only { (selects(&report.facets)) }
        }
    }
}

fn selects(facets: &Facets) -> Markup {
    html! {
        div.selects hidden {
            @if !facets.tracks.is_empty() {
                label { span { "Track" }
                    select name="track" {
                        option value="" { "all" }
                        @for track in &facets.tracks { option value=(one_line(&track.key)) { (one_line(&track.label)) } }
                    }
                }
            }
            @if !facets.ladders.is_empty() {
                label { span { "Level" }
                    select name="level" {
                        option value="" { "all" }
                        @for ladder in &facets.ladders {
                            optgroup label=(one_line(&ladder.title)) {
                                @for level in &ladder.levels {
                                    option value=(one_line(&level.key)) { (one_line(&level.label)) }
                                }
                            }
                        }
                    }
                }
            }
            p #count role="status" {}
            button type="reset" { "Show all" }
        }
        p #printed {}
    }
}

fn section_of_owner(owner: &OwnerDiff, report: &DiffReport, anchors: &mut Anchors) -> Markup {
    html! {
        "\n"
        section.owner {
            header {
                h2 {
                    @if owner.is_base { "Base " }
                    (name(&owner.title))
                    @if owner.title != owner.id { " " code { (one_line(&owner.id)) } }
                }
                p.verdict {
                    @if let Some(impact) = owner.impact { (badge(impact)) }
                    @if !owner.counts.is_empty() { span { (counts(&owner.counts)) } }
                }
                @if !owner.changes_itself { p { (name(&owner.only_bases())) } }
                @if let Some(line) = owner.version_line() {
                    p.version.short[owner.version.suffices == Some(false)] { (one_line(&capital(&line))) "." }
                }
            }
            @if !report.stat_only {
                @for section in &owner.sections { (section_of_track(section, owner.is_base, report.public.shows_pay, anchors)) }
            }
        }
    }
}

fn counts(counts: &[(Impact, usize)]) -> String {
    counts.iter().map(|(impact, number)| format!("{number} {impact}")).collect::<Vec<_>>().join(", ")
}

fn section_of_track(section: &Section, is_base: bool, shows_pay: bool, anchors: &mut Anchors) -> Markup {
    let whole = if is_base { "The base as a whole" } else { "The ladder as a whole" };
    html! {
        section.track.whole[section.heading.is_none()] {
            h3 dir="auto" { (section.heading.as_deref().map_or_else(|| whole.to_owned(), one_line)) }
            @for group in &section.groups {
                "\n"
                section.group {
                    @if let Some(heading) = &group.heading { h4 dir="auto" { (one_line(heading)) } }
                    div.changes { @for change in &group.changes { (article(change, shows_pay, anchors)) } }
                }
            }
        }
    }
}

fn article(change: &ChangeView, shows_pay: bool, anchors: &mut Anchors) -> Markup {
    let anchor = anchors.of(change);
    // As words between spaces: an id has none.
    let levels = change.levels.iter().map(|level| one_line(level)).collect::<Vec<_>>().join(" ");
    html! {
        "\n"
        article.change id=(anchor) data-impact=(change.impact) data-track=[change.track.as_deref().map(one_line)] data-levels=(levels) {
            p.what {
                (badge(change.impact))
                @if !change.subject.is_empty() { " " strong { (name(&change.subject)) } }
                " " code { (change.kind) }
                @if change.caution { " " span.caution { "needs review: edit " code { (change.edit) } } }
                " " a.self href=(format!("#{}", fragment(&anchor))) aria-label="Link to this change" { "#" }
            }
            // Pay is private: the page says that it changed, without amounts.
            @if change.is_pay && !shows_pay {
                p.private { "Pay is private: this page shows no amounts." }
            } @else if change.old.is_some() || change.new.is_some() {
                div.sides {
                    (side(change, Fate::Removed, change.old.as_deref()))
                    (side(change, Fate::Added, change.new.as_deref()))
                }
            }
            p.why { "because " (prose(&change.reason)) }
            @if let Some(concerns) = &change.concerns { p.why { "affects " (prose(concerns)) } }
        }
    }
}

/// One column: the old text, or the new one.
fn side(change: &ChangeView, fate: Fate, text: Option<&str>) -> Markup {
    let (label, absent) = match fate {
        Fate::Removed => ("Before", "did not exist"),
        _ => ("Now", "removed"),
    };
    html! {
        div.side.absent[text.is_none()] {
            p.label { (label) }
            @match text {
                None => p { (absent) },
                Some(text) if change.words.is_empty() => {
                    (paragraphs(text))
                    @if fate == Fate::Removed && !change.asked.is_empty() {
                        ul.asked { @for asked in &change.asked { li dir="auto" { (one_line(asked)) } } }
                    }
                },
                Some(_) => p dir="auto" {
                    @for (what, words) in change.words.iter().filter(|(what, _)| [Fate::Kept, fate].contains(what)) {
                        (part(*what, words))
                    }
                },
            }
        }
    }
}

/// Words that stayed, went or came; the spaces around them stay outside of the mark.
fn part(fate: Fate, words: &str) -> Markup {
    let inner = lines(words).join(" ");
    let (start, end) = (&words[..words.len() - words.trim_start().len()], &words[words.trim_end().len()..]);
    html! {
        @match fate {
            _ if inner.is_empty() => " ",
            Fate::Kept => { (start) (inner) (end) },
            Fate::Removed => { (start) del { (inner) } (end) },
            Fate::Added => { (start) ins { (inner) } (end) },
        }
    }
}

fn hint(hint: &Hint) -> Markup {
    html! {
        "it looks as if " code { (one_line(&hint.from.to_string())) } " " (hint.kind.what_happened()) " " code { (one_line(&hint.to.to_string())) }
        " (" (hint.score) " per cent alike)"
        @if let Some(line) = &hint.line { "; if so, add " code { (one_line(line)) } " there" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{DiffSettings, diff};
    use crate::model::LadderSet;
    use crate::view::{SideView, Telling};

    #[test]
    fn the_sides_are_named_where_they_have_names() {
        let nothing = LadderSet::default();
        let changes = diff(&nothing, &nothing, &DiffSettings::default());
        let side = |name: &str| SideView { name: name.to_owned(), about: Some(format!("2026-11-24, A: {name}")) };
        let with = |sides: Option<(&str, &str)>| {
            let sides = sides.map(|(old, new)| (side(old), side(new)));
            let report = DiffReport::new(&nothing, &nothing, &changes, Telling { sides, ..Telling::default() });
            body(&report).into_string()
        };
        assert!(!with(None).contains("class=\"between\""));
        let named = with(Some(("main", "a<b")));
        assert!(named.contains("<bdi>main</bdi>") && named.contains("<bdi>a&lt;b</bdi>"), "{named}");
    }
}
