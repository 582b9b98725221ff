//! What changed in a ladder, revision by revision: the verdict, what people are told, and each change.

use std::collections::BTreeMap;
use std::sync::Arc;

use maud::{Markup, html};

use super::frame::Frame;
use crate::diff::Impact;
use crate::model::{LadderSet, OwnerId, Place};
use crate::render::html::{Links as _, badge, changes, impacts, level_name, name, paragraphs, prose};
use crate::revisions::history::{Listener, Step};
use crate::source::Commit;
use crate::view::{DiffReport, LadderNews, LevelNews, News, Notice, OwnerDiff, Telling};
use crate::words::{count, join, one_line};

/// The changes of every ladder that there is today.
#[derive(Default)]
pub struct History {
    ladders: BTreeMap<String, BTreeMap<usize, Entry>>,
    /// Today's ids of ladders, by those that they have in the revision that the walk has reached.
    today: BTreeMap<String, String>,
    /// Whether older revisions are not in the clone.
    pub is_cut: bool,
}

/// What a revision changes in a ladder.
struct Entry {
    commit: Commit,
    /// The version that came with it.
    version: Option<String>,
    /// What it is told by; more than one if files could not be read in between.
    reports: Vec<Told>,
}

/// What changes in a ladder and in the bases that it builds on.
struct Told {
    owner: Arc<OwnerDiff>,
    bases: Vec<Arc<OwnerDiff>>,
    news: Option<LadderNews>,
    /// The side of each level in the news, by its id.
    kinds: BTreeMap<String, &'static str>,
}

impl History {
    /// Of the ladders of a set, which are those of today.
    pub fn of(set: &LadderSet) -> Self {
        let today = set.ladders.iter().map(|ladder| (ladder.id.to_string(), ladder.id.to_string()));
        Self { today: today.collect(), ..Self::default() }
    }

    /// Whether anything is known of a ladder's changes.
    pub(super) fn has(&self, ladder: &str) -> bool {
        self.ladders.contains_key(ladder)
    }

    /// The day of a ladder's last change.
    pub(super) fn changed(&self, ladder: &str) -> Option<&str> {
        Some(&self.ladders.get(ladder)?.first_key_value()?.1.commit.date)
    }
}

impl Listener for History {
    fn is_enough(&self) -> bool {
        false
    }

    fn changed(&mut self, step: &Step<'_>) {
        let telling = Telling { notice: Some(Notice::default()), ..Telling::default() };
        let report = DiffReport::new(step.old, step.new, step.diff, telling);
        let mut news: BTreeMap<String, LadderNews> = BTreeMap::new();
        for told in report.announcement.into_iter().flat_map(|told| told.ladders) {
            news.insert(told.id.clone(), told);
        }
        let owners: BTreeMap<String, Arc<OwnerDiff>> =
            report.owners.into_iter().map(|owner| (owner.id.clone(), Arc::new(owner))).collect();
        let ids: Vec<String> = owners.values().filter(|owner| !owner.is_base).map(|owner| owner.id.clone()).collect();
        for id in ids {
            let (Some(today), owner) = (self.today.get(&id).cloned(), Arc::clone(&owners[&id])) else { continue };
            if owner.impact.is_none() {
                continue;
            }
            let (index, commit) = step.revision(&OwnerId::from(id.as_str()));
            let bases = owners.values().filter(|base| base.is_base && owner.changed_bases.contains(&base.title));
            let told = Told { bases: bases.cloned().collect(), news: news.remove(&id), kinds: kinds(step, &id), owner };
            let version = told.owner.version.new.clone().filter(|new| Some(new) != told.owner.version.old.as_ref());
            let entries = self.ladders.entry(today).or_default();
            let entry = entries.entry(index).or_insert_with(|| Entry {
                commit: commit.clone(),
                version: None,
                reports: Vec::new(),
            });
            entry.version = entry.version.take().or(version);
            entry.reports.push(told);
        }
        self.go_back(step);
    }

    fn unread(&mut self, _: (usize, &Commit), _: Option<&str>, _: &str) {}
}

impl History {
    /// From the ids of the newer state to those of the older one.
    fn go_back(&mut self, step: &Step<'_>) {
        let mut before = BTreeMap::new();
        for (id, today) in &self.today {
            let was = step.diff.was(&Place::whole(OwnerId::from(id.as_str()))).owner.to_string();
            let id = if step.old.ladder(&was).is_some() { was } else { id.clone() };
            before.insert(id, today.clone());
        }
        self.today = before;
    }
}

fn kinds(step: &Step<'_>, ladder: &str) -> BTreeMap<String, &'static str> {
    let mut kinds = BTreeMap::new();
    for set in [step.old, step.new] {
        let levels = set.ladder(ladder).into_iter().flat_map(|ladder| ladder.levels());
        kinds.extend(levels.filter_map(|(track, level)| Some((level.id.to_string(), track.kind.get()?.as_str()))));
    }
    kinds
}

/// The text of the page about a ladder's changes, at that address.
pub(super) fn page(history: &History, frame: &Frame<'_>, ladder: &str, title: &str, address: &str) -> Markup {
    let entries = history.ladders.get(ladder).into_iter().flatten();
    let mut reader = Reader { frame, ladder, address, anchors: Vec::new(), told: Vec::new() };
    let entries: Vec<Markup> = entries.enumerate().map(|(at, (_, entry))| reader.entry(entry, at == 0)).collect();
    html! {
        header.hero {
            p.eyebrow { span { (name(title)) } }
            h1 { "What changed, and for whom" }
            p.lead { "Every revision of the ladder, the newest first, each with a word for what it asks of people." }
        }
        @for entry in &entries { (entry) }
        @if history.is_cut { p.soft { "Older changes are not in the copy of the repository that this page was made from." } }
        section { h2 { "What the words mean" } (impacts()) }
    }
}

struct Reader<'a> {
    frame: &'a Frame<'a>,
    ladder: &'a str,
    address: &'a str,
    /// The anchors of entries.
    anchors: Vec<String>,
    /// The levels of which an entry told already.
    told: Vec<String>,
}

impl Reader<'_> {
    fn entry(&mut self, entry: &Entry, is_newest: bool) -> Markup {
        let version = entry.version.as_ref().map(|version| one_line(version));
        let anchor =
            version.as_ref().map(|version| format!("v{version}")).filter(|anchor| !self.anchors.contains(anchor));
        let anchor = anchor.unwrap_or_else(|| format!("r{}", entry.commit.short));
        self.anchors.push(anchor.clone());
        let impact = entry.reports.iter().filter_map(|told| told.owner.impact).max();
        let news: Vec<Markup> =
            entry.reports.iter().filter_map(|told| Some(self.news(told.news.as_ref()?, told, &anchor))).collect();
        html! {
            section.revision id=(anchor) {
                div {
                    h2 {
                        @match &version { Some(version) => (version), None => (name(&entry.commit.subject)) }
                    }
                    p.soft.small { time datetime=(entry.commit.date) { (entry.commit.date) } }
                    @if version.is_some() { p.soft.small { (name(&entry.commit.subject)) } }
                }
                div {
                    @if let Some(impact) = impact { (verdict(impact, entry)) }
                    @for told in &news { (told) }
                    (details(entry, &anchor, is_newest))
                }
            }
        }
    }

    fn news(&mut self, news: &LadderNews, told: &Told, entry: &str) -> Markup {
        html! {
            @if news.concerned.is_empty() { p { "Nobody is asked for more or less." } }
            @else { p { (prose(&news.concerned.join(" "))) } }
            @if !news.whole.is_empty() || !news.reworded.is_empty() {
                div.news data-side="shared" {
                    h3 { "The ladder as a whole" }
                    ul { @for one in &news.whole { (line(one)) } (reworded(&news.reworded)) }
                }
            }
            @for level in &news.levels { (self.level(level, told, entry)) }
            @if !news.levels.is_empty() && !news.unchanged.is_empty() {
                p.soft.small { "Nothing changes at " (name(&join(&news.unchanged))) "." }
            }
        }
    }

    fn level(&mut self, level: &LevelNews, told: &Told, entry: &str) -> Markup {
        let is_first = !self.told.contains(&level.id);
        if is_first {
            self.told.push(level.id.clone());
        }
        let anchor = if is_first { format!("news-{}", level.id) } else { format!("{entry}-news-{}", level.id) };
        let kind = told.kinds.get(&level.id).copied();
        let from = self.frame.from(self.address);
        let title = level.name.strip_prefix(&level.id).unwrap_or_default().trim();
        html! {
            div.news data-side=(kind.unwrap_or("shared")) {
                h3 id=(one_line(&anchor)) { "If you are " (level_name(&level.id, title, kind, from.level(self.ladder, &level.id))) }
                ul {
                    @for one in &level.news { (line(one)) }
                    @if !level.included.is_empty() { li { "What changes at " (name(&join(&level.included))) " counts here too." } }
                    (reworded(&level.reworded))
                }
                @if !level.stays.is_empty() { p.soft.small { "As before: " (name(&join(&level.stays))) "." } }
            }
        }
    }
}

fn verdict(impact: Impact, entry: &Entry) -> Markup {
    let mut counts: BTreeMap<Impact, usize> = BTreeMap::new();
    for told in &entry.reports {
        for (impact, number) in told.owner.counts.iter().chain(told.bases.iter().flat_map(|base| &base.counts)) {
            *counts.entry(*impact).or_default() += number;
        }
    }
    let counts: Vec<String> = counts.iter().rev().map(|(impact, number)| format!("{number} {impact}")).collect();
    html! {
        p.verdict data-impact=(impact) {
            (badge(impact)) " " span { (impact.meaning()) } " "
            @if !counts.is_empty() { span.soft.small { (counts.join(", ")) } }
        }
    }
}

fn line(news: &News) -> Markup {
    html! {
        li {
            @if let Some(about) = &news.about { b { (name(about)) } ": " }
            (prose(&news.text))
            @if let Some(now) = &news.now { blockquote { (paragraphs(now)) } }
            @if let Some(before) = &news.before {
                @if news.now.is_none() { blockquote.gone { (paragraphs(before)) } }
                @else { details { summary { "Before" } blockquote.gone { (paragraphs(before)) } } }
            }
        }
    }
}

fn reworded(what: &[String]) -> Markup {
    html! { @if !what.is_empty() { li { "In other words, and the same is asked: " (name(&join(what))) "." } } }
}

/// Every change, level by level.
fn details(entry: &Entry, anchor: &str, is_newest: bool) -> Markup {
    let number = |owner: &OwnerDiff| owner.counts.iter().map(|(_, number)| number).sum::<usize>();
    let all = entry
        .reports
        .iter()
        .map(|told| number(&told.owner) + told.bases.iter().map(|base| number(base)).sum::<usize>())
        .sum::<usize>();
    html! {
        @if all > 0 {
            details.all open[is_newest] {
                summary { "Each change, level by level (" (count(all, "change")) ")" }
                @for (at, told) in entry.reports.iter().enumerate() {
                    @let within = if at == 0 { format!("{anchor}/") } else { format!("{anchor}/{at}/") };
                    // Where pay is private, the states that were compared have none.
                    (changes(&told.owner, true, &within))
                    @for base in &told.bases {
                        h3.base { "In the base " (name(&base.title)) }
                        (changes(base, true, &within))
                    }
                }
            }
        }
    }
}
