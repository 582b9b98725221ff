//! What changed in a ladder, revision by revision: the verdict, what people are told, and each change.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use maud::{Markup, PreEscaped, html};

use super::Plan;
use super::address::{From, Pages, of_changes};
use super::kept::Kept;
use crate::diff::Impact;
use crate::model::{OwnerId, Place};
use crate::render::html::{LastChange, Links as _, badge, changes, impacts, level_name, name, paragraphs, prose};
use crate::render::{revision_as_json, revisions_as_json};
use crate::revisions::history::{Listener, Step};
use crate::source::Commit;
use crate::view::{DiffReport, LadderNews, LevelNews, News, Notice, OwnerDiff, Telling};
use crate::words::{count, join, one_line};

/// What the page is called.
pub(super) const CHANGES: &str = "Changes";

/// The changes of every ladder that there is today. Their texts wait in a file, so that a long history needs little memory.
pub struct History<'p> {
    pages: &'p Pages,
    ladders: BTreeMap<String, Changes>,
    /// Today's ids of ladders, by those that they have in the revision that the walk has reached.
    today: BTreeMap<String, String>,
    /// Whether older revisions are not in the clone.
    pub is_cut: bool,
    texts: Kept,
}

/// The changes of a ladder.
#[derive(Default)]
struct Changes {
    /// By the number of the revision from the newest.
    entries: BTreeMap<usize, Entry>,
    /// The newest revision that tells of a level, by the id that the level has there, and the anchor of what is told.
    levels: BTreeMap<String, (usize, String)>,
}

/// What a revision changes in a ladder. It has a second report if files could not be read in between.
struct Entry {
    commit: Commit,
    /// The version that came with it.
    version: Option<String>,
    anchor: String,
    impact: Option<Impact>,
    counts: BTreeMap<Impact, usize>,
    /// What people are told, report by report.
    news: Vec<Range<u64>>,
    /// Each change, report by report.
    details: Vec<Range<u64>>,
    /// The same for programs.
    json: Vec<Range<u64>>,
}

impl<'p> History<'p> {
    /// Of the ladders of today, which are those of the plan.
    pub fn of(plan: &'p Plan<'_>) -> Self {
        let pages = &plan.pages;
        let today = plan.set.ladders.iter().map(|ladder| (ladder.id.to_string(), ladder.id.to_string()));
        Self { pages, ladders: BTreeMap::new(), today: today.collect(), is_cut: false, texts: Kept::new() }
    }

    /// Whether anything is known of a ladder's changes.
    pub(super) fn has(&self, ladder: &str) -> bool {
        self.ladders.contains_key(ladder)
    }

    /// The day of a ladder's last change.
    pub(super) fn changed(&self, ladder: &str) -> Option<&str> {
        Some(&self.ladders.get(ladder)?.entries.first_key_value()?.1.commit.date)
    }

    /// The day of the last change of all.
    pub(super) fn newest(&self) -> Option<&str> {
        let first = self.ladders.values().filter_map(|changes| changes.entries.first_key_value());
        first.min_by_key(|(index, _)| **index).map(|(_, entry)| entry.commit.date.as_str())
    }

    /// The changes of a ladder, as `ladder log` writes them in JSON.
    ///
    /// # Errors
    /// If a text that waited cannot be read.
    pub(super) fn json(&self, ladder: &str) -> io::Result<String> {
        let entries = self.ladders.get(ladder).into_iter().flat_map(|changes| changes.entries.values());
        let lines = entries.flat_map(|entry| &entry.json).map(|place| self.texts.read(place));
        Ok(revisions_as_json(&lines.collect::<io::Result<Vec<String>>>()?, self.is_cut))
    }

    /// The last change of a level, for a page at `from`.
    pub(super) fn of_level(&self, ladder: &str, level: &str, from: From<'_>) -> Option<LastChange<'_>> {
        let changes = self.ladders.get(ladder)?;
        let (index, anchor) = changes.levels.get(level)?;
        let entry = &changes.entries[index];
        let href = from.to_part(&of_changes(ladder), anchor);
        Some(LastChange { day: &entry.commit.date, version: entry.version.as_deref(), href })
    }
}

impl Listener for History<'_> {
    fn is_enough(&self) -> bool {
        false
    }

    fn changed(&mut self, step: &Step<'_>) {
        let telling = Telling { notice: Some(Notice::default()), ..Telling::default() };
        let report = DiffReport::new(step.old, step.new, step.diff, telling);
        let told = report.announcement.into_iter().flat_map(|told| told.ladders);
        let news: BTreeMap<String, LadderNews> = told.map(|told| (told.id.clone(), told)).collect();
        let (bases, ladders): (Vec<OwnerDiff>, Vec<OwnerDiff>) =
            report.owners.into_iter().partition(|owner| owner.is_base);
        for owner in ladders.iter().filter(|owner| owner.impact.is_some()) {
            let Some(today) = self.today.get(&owner.id).cloned() else { continue };
            let bases = bases.iter().filter(|base| owner.changed_bases.contains(&base.title)).collect();
            self.add(&today, step, &Told { owner, bases, news: news.get(&owner.id), kinds: kinds(step, &owner.id) });
        }
        self.go_back(step);
    }

    fn unread(&mut self, _: (usize, &Commit), _: Option<&str>, _: &str) {}
}

impl History<'_> {
    fn add(&mut self, ladder: &str, step: &Step<'_>, told: &Told<'_>) {
        let (index, commit) = step.revision(&OwnerId::from(told.owner.id.as_str()));
        let changes = self.ladders.entry(ladder.to_owned()).or_default();
        let new = &told.owner.version.new;
        let version = new.clone().filter(|_| *new != told.owner.version.old);
        let is_taken = |anchor: &String| changes.entries.values().any(|entry| entry.anchor == *anchor);
        let anchor = version.as_ref().map(|version| format!("v{}", one_line(version)));
        let anchor = anchor.filter(|anchor| !is_taken(anchor)).unwrap_or_else(|| format!("r{}", commit.short));
        let entry = changes.entries.entry(index).or_insert_with(|| Entry {
            commit: commit.clone(),
            version: None,
            anchor,
            impact: None,
            counts: BTreeMap::new(),
            news: Vec::new(),
            details: Vec::new(),
            json: Vec::new(),
        });
        entry.version = entry.version.take().or(version);
        entry.impact = entry.impact.max(told.owner.impact);
        for (impact, number) in told.owners().flat_map(|owner| &owner.counts) {
            *entry.counts.entry(*impact).or_default() += number;
        }
        if let Some(news) = told.news {
            let address = of_changes(ladder);
            let from = From { pages: self.pages, page: &address };
            let mut reader = Reader { from, ladder, told, entry: &entry.anchor, index, levels: &mut changes.levels };
            entry.news.push(self.texts.add(&reader.news(news).0));
        }
        let report = entry.details.len();
        let within = if report == 0 { format!("{}/", entry.anchor) } else { format!("{}/{report}/", entry.anchor) };
        entry.details.push(self.texts.add(&details(told, &within).0));
        let sections = told.owners().flat_map(|owner| &owner.sections);
        let changes = sections.flat_map(|section| &section.groups).flat_map(|group| &group.changes);
        let (owner, verdict) = (told.owner, (told.owner.impact, told.owner.bump));
        entry.json.push(self.texts.add(&revision_as_json(&entry.commit, &owner.id, verdict, changes)));
    }

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

/// What changes in a ladder and in the bases that it builds on.
struct Told<'a> {
    owner: &'a OwnerDiff,
    bases: Vec<&'a OwnerDiff>,
    news: Option<&'a LadderNews>,
    /// The side of each level in the news, by its id.
    kinds: BTreeMap<String, &'static str>,
}

impl<'a> Told<'a> {
    fn owners(&self) -> impl Iterator<Item = &'a OwnerDiff> {
        self.bases.iter().copied().chain([self.owner])
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

/// The text of the page about a ladder's changes.
///
/// # Errors
/// If a text that waited cannot be read.
pub(super) fn page(history: &History<'_>, ladder: &str, title: &str) -> io::Result<Markup> {
    let entries = history.ladders.get(ladder).into_iter().flat_map(|changes| changes.entries.values());
    let entries = entries.enumerate().map(|(at, entry)| entry.section(&history.texts, at == 0));
    let entries = entries.collect::<io::Result<Vec<Markup>>>()?;
    Ok(html! {
        header.hero {
            p.eyebrow { span { (name(title)) } }
            h1 { "What changed, and for whom" }
            p.lead { "Every revision of the ladder, the newest first, each with a word for what it asks of people." }
        }
        @for entry in &entries { (entry) }
        @if history.is_cut { p.soft { "Older changes are not in the copy of the repository that this page was made from." } }
        section { h2 { "What the words mean" } (impacts()) }
    })
}

impl Entry {
    fn section(&self, texts: &Kept, is_newest: bool) -> io::Result<Markup> {
        let read = |places: &[Range<u64>]| places.iter().map(|place| texts.read(place)).collect::<io::Result<String>>();
        let (news, details) = (read(&self.news)?, read(&self.details)?);
        let version = self.version.as_ref().map(|version| one_line(version));
        let all: usize = self.counts.values().sum();
        let day = html! { time datetime=(self.commit.date) { (self.commit.date) } };
        Ok(html! {
            section.revision id=(self.anchor) {
                div {
                    h2 {
                        @match &version { Some(version) => (version), None => (day) }
                    }
                    @if version.is_some() { p.soft.small { (day) } }
                    p.soft.small { (name(&self.commit.subject)) }
                }
                div {
                    @if let Some(impact) = self.impact { (self.verdict(impact)) }
                    (PreEscaped(news))
                    @if all > 0 {
                        details.all open[is_newest] {
                            summary { "Each change, level by level (" (count(all, "change")) ")" }
                            (PreEscaped(details))
                        }
                    }
                }
            }
        })
    }

    fn verdict(&self, impact: Impact) -> Markup {
        let counts = self.counts.iter().rev().map(|(impact, number)| format!("{number} {impact}"));
        let counts: Vec<String> = counts.collect();
        html! {
            p.verdict data-impact=(impact) {
                (badge(impact)) " " span { (impact.meaning()) } " "
                @if !counts.is_empty() { span.soft.small { (counts.join(", ")) } }
            }
        }
    }
}

/// Each change, level by level.
fn details(told: &Told<'_>, within: &str) -> Markup {
    html! {
        // Where pay is private, the states that were compared have none.
        (changes(told.owner, true, within))
        @for base in &told.bases {
            h3.base { "In the base " (name(&base.title)) }
            (changes(base, true, within))
        }
    }
}

/// Writes what people at a ladder are told.
struct Reader<'a> {
    from: From<'a>,
    /// The ladder's id today.
    ladder: &'a str,
    told: &'a Told<'a>,
    /// The anchor of the entry, and its number.
    entry: &'a str,
    index: usize,
    levels: &'a mut BTreeMap<String, (usize, String)>,
}

impl Reader<'_> {
    fn news(&mut self, news: &LadderNews) -> Markup {
        html! {
            @if news.concerned.is_empty() { p { "Nobody is asked for more or less." } }
            @else { p { (prose(&news.concerned.join(" "))) } }
            @if !news.whole.is_empty() || !news.reworded.is_empty() {
                div.news data-side="shared" {
                    h3 { "The ladder as a whole" }
                    ul { @for one in &news.whole { (line(one)) } (reworded(&news.reworded)) }
                }
            }
            @for level in &news.levels { (self.level(level)) }
            @if !news.levels.is_empty() && !news.unchanged.is_empty() {
                p.soft.small { "Nothing changes at " (name(&join(&news.unchanged))) "." }
            }
        }
    }

    fn level(&mut self, level: &LevelNews) -> Markup {
        let known = self.levels.get(&level.id);
        let is_first = known.is_none();
        let anchor = if is_first { format!("news-{}", level.id) } else { format!("{}-news-{}", self.entry, level.id) };
        if known.is_none_or(|(newest, _)| self.index < *newest) {
            self.levels.insert(level.id.clone(), (self.index, anchor.clone()));
        }
        let kind = self.told.kinds.get(&level.id).copied();
        let title = level.name.strip_prefix(&level.id).unwrap_or_default().trim();
        html! {
            div.news data-side=(kind.unwrap_or("shared")) {
                h3 id=(one_line(&anchor)) { "If you are " (level_name(&level.id, title, kind, self.from.level(self.ladder, &level.id))) }
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
