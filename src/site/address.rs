//! The addresses of a site's pages, and how one page leads to another: by its relative address, with `index.html`, so that a
//! site works from any folder of a server and from a disk.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Ladder;
use crate::model::resolve::{End, Resolved};
use crate::render::html::{Links, competency_anchor, fragment};
use crate::view::named;

/// The page that compares any two levels.
pub(super) const COMPARE: &str = "compare.html";
/// The page that finds words.
pub(super) const SEARCH: &str = "search.html";

/// The pages that there are.
#[derive(Default)]
pub(super) struct Pages {
    ladders: BTreeMap<String, LadderPages>,
}

/// The pages of a ladder.
#[derive(Default)]
struct LadderPages {
    /// Its levels, in the order of the file.
    levels: Vec<String>,
    /// The levels that have a page beside each other, by their indices, the lower one first.
    pairs: BTreeSet<(usize, usize)>,
}

impl Pages {
    /// Adds the pages of a ladder.
    pub fn add(&mut self, resolved: &Resolved<'_>) {
        let levels = resolved.levels.iter().map(|standing| standing.level.id.to_string()).collect();
        self.ladders.insert(resolved.ladder.id.to_string(), LadderPages { levels, pairs: pairs(resolved) });
    }

    /// The pairs of a ladder's levels that have a page, by their indices.
    pub fn pairs(&self, ladder: &str) -> impl Iterator<Item = (usize, usize)> {
        self.ladders.get(ladder).into_iter().flat_map(|known| known.pairs.iter().copied())
    }

    /// Whether there is a page of a ladder.
    pub fn has_ladder(&self, ladder: &str) -> bool {
        self.ladders.contains_key(ladder)
    }
}

/// The levels that somebody may want beside each other: each with the next one up, with those that are worth the same, and with
/// those that it leads to.
fn pairs(resolved: &Resolved<'_>) -> BTreeSet<(usize, usize)> {
    let mut pairs = BTreeSet::new();
    let mut add = |a: usize, b: usize| {
        if a != b {
            pairs.insert((a.min(b), a.max(b)));
        }
    };
    for level in 0..resolved.levels.len() {
        resolved.above(level).into_iter().for_each(|above| add(level, above));
        resolved.parallels(level).for_each(|other| add(level, other));
    }
    for route in resolved.routes() {
        if let (End::Here(from), End::Here(to)) = (route.from, route.to) {
            add(from, to);
        }
    }
    pairs
}

pub(super) fn of_ladder(ladder: &str) -> String {
    format!("{ladder}/index.html")
}

pub(super) fn of_level(ladder: &str, level: &str) -> String {
    format!("{ladder}/{level}/index.html")
}

pub(super) fn of_changes(ladder: &str) -> String {
    format!("{ladder}/changes.html")
}

/// The page of two levels of a ladder, the lower one first.
pub(super) fn of_pair(ladder: &str, a: &str, b: &str) -> String {
    format!("{ladder}/{a}/with-{b}.html")
}

/// The addresses that a ladder gave up, each with the new one and what is there: those of others count only where no page has
/// them.
pub(super) fn former(ladder: &Ladder) -> Vec<(String, String, String)> {
    let mut moved = Vec::new();
    let ids = std::iter::once(ladder.id.as_str()).chain(ladder.formerly.iter().map(|id| id.as_str()));
    for (at, home) in ids.enumerate() {
        if at > 0 {
            moved.push((of_ladder(home), of_ladder(ladder.id.as_str()), ladder.title().to_owned()));
        }
        for (_, level) in ladder.levels() {
            let page = of_level(ladder.id.as_str(), level.id.as_str());
            let title = level.titles.first().map_or("", String::as_str);
            let name = format!("{}, {}", named(level.id.as_str(), title), ladder.title());
            if at > 0 {
                moved.push((of_level(home, level.id.as_str()), page.clone(), name.clone()));
            }
            moved.extend(level.formerly.iter().map(|id| (of_level(home, id.as_str()), page.clone(), name.clone())));
        }
    }
    moved
}

/// The way from one page to others.
#[derive(Clone, Copy)]
pub(super) struct From<'a> {
    pub pages: &'a Pages,
    /// The page, by its address from the top of the site.
    pub page: &'a str,
}

impl From<'_> {
    /// The way to the top of the site: empty, or with a `/` at its end.
    pub fn up(self) -> String {
        "../".repeat(self.page.matches('/').count())
    }

    /// The way to another file of the site.
    pub fn to(self, address: &str) -> String {
        format!("{}{}", self.up(), fragment(address))
    }

    /// The way to a part of a page.
    pub fn to_part(self, address: &str, anchor: &str) -> String {
        let anchor = fragment(anchor);
        if address == self.page { format!("#{anchor}") } else { format!("{}#{anchor}", self.to(address)) }
    }
}

impl Links for From<'_> {
    fn ladder(&self, ladder: &str) -> Option<String> {
        self.pages.has_ladder(ladder).then(|| self.to(&of_ladder(ladder)))
    }

    fn level(&self, ladder: &str, level: &str) -> Option<String> {
        let known = self.pages.ladders.get(ladder)?;
        known.levels.iter().any(|id| id == level).then(|| self.to(&of_level(ladder, level)))
    }

    fn competency(&self, ladder: &str, competency: &str) -> Option<String> {
        let known = self.pages.ladders.get(ladder)?;
        let levels: Vec<&str> = known.levels.iter().map(String::as_str).collect();
        Some(self.to_part(&of_ladder(ladder), &competency_anchor(competency, &levels)))
    }

    fn comparison(&self, a: (&str, &str), b: (&str, &str)) -> Option<String> {
        let at = |(ladder, level): (&str, &str)| {
            let known = self.pages.ladders.get(ladder)?;
            known.levels.iter().position(|id| id == level)
        };
        let (at_a, at_b) = (at(a)?, at(b)?);
        let known = &self.pages.ladders[a.0];
        if a.0 == b.0 && known.pairs.contains(&(at_a.min(at_b), at_a.max(at_b))) {
            let (low, high) = if at_a < at_b { (a.1, b.1) } else { (b.1, a.1) };
            return Some(self.to(&of_pair(a.0, low, high)));
        }
        let name = |(ladder, level)| fragment(&format!("{ladder}/{level}"));
        Some(format!("{}#{},{}", self.to(COMPARE), name(a), name(b)))
    }
}
