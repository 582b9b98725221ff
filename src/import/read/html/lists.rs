//! Pages on which levels are headings: what is below each is a column of a table.

use std::collections::{BTreeMap, HashMap};

use scraper::{ElementRef, Node};

use super::{lines, one_line};
use crate::import::grid::{Found, Grid, Scheme, TooLarge};
use crate::import::level::LevelName;
use crate::import::words::{length, means, plain, side};

/// The longest name of a competency, in words.
const LONGEST: usize = 6;

/// The headings of a page with what is below them, and outside of tables.
#[derive(Default)]
pub(super) struct Lists {
    sections: Vec<Section>,
    /// Headings that name a track, the outermost first, with their depths.
    tracks: Vec<(u8, String)>,
    is_open: bool,
}

/// Levels, and how many entries of lists below each have no place.
type Loose = Vec<(String, usize)>;

/// What is below the heading of a level.
struct Section {
    depth: u8,
    level: String,
    track: Option<String>,
    /// The heading of the competency that is being read.
    competency: Option<String>,
    entries: Vec<Entry>,
    /// Whether tables say what the level is.
    has_table: bool,
}

/// What texts are about, and which levels have it.
struct Name {
    text: String,
    /// Whether it is about the level itself.
    is_attribute: bool,
    sections: Vec<usize>,
}

struct Entry {
    /// What it is about; `None` if nothing says it.
    about: Option<String>,
    text: String,
    is_listed: bool,
}

impl Lists {
    pub(super) fn heading(&mut self, depth: u8, text: &str) {
        self.tracks.retain(|(known, _)| *known < depth);
        let is_within = self.is_open && self.sections.last().is_some_and(|section| section.depth < depth);
        let is_level = LevelName::read(text).is_some_and(|name| name.is_likely());
        let has_entries = self.sections.last().is_some_and(|section| section.entries.iter().any(|e| e.about.is_some()));
        if is_level && !(is_within && has_entries) {
            let track = self.tracks.last().map(|(_, track)| track.clone());
            let (level, entries) = (text.to_owned(), Vec::new());
            self.sections.push(Section { depth, level, track, competency: None, entries, has_table: false });
            self.is_open = true;
        } else if is_within {
            let section = self.sections.last_mut().expect("a heading is within a section");
            section.competency = Some(text.to_owned());
        } else {
            self.is_open = false;
            if side(text).is_some() {
                self.tracks.push((depth, text.to_owned()));
            }
        }
    }

    /// An entry of a list, or a paragraph.
    pub(super) fn text(&mut self, element: ElementRef<'_>) {
        let Some(section) = self.sections.last_mut().filter(|_| self.is_open) else { return };
        let is_listed = element.value().name() == "li";
        let is_within = |name: &str| element.ancestors().filter_map(ElementRef::wrap).any(|e| e.value().name() == name);
        if !is_listed && is_within("li") {
            return;
        }
        let own = own_text(element);
        let above = element.ancestors().filter_map(ElementRef::wrap).find(|e| e.value().name() == "li").map(own_text);
        let above = above.filter(|text| is_name(text)).map(|text| name(&text));
        if own.is_empty() || (is_listed && has_list(element) && is_name(&own)) {
            return;
        }
        let (label, rest) = match labelled(element, &own) {
            Some((label, rest)) if above.is_none() && section.competency.is_none() => (Some(label), rest),
            _ => (None, own),
        };
        if rest.is_empty() {
            // A bold line is a heading.
            section.competency = label;
            return;
        }
        let about = label.or(above).or_else(|| section.competency.clone());
        section.entries.push(Entry { about, text: rest, is_listed });
    }

    /// A table is below the last heading, and says what the level is.
    pub(super) fn table(&mut self) {
        if let Some(section) = self.sections.last_mut().filter(|_| self.is_open) {
            section.has_table = true;
        }
    }

    /// The levels with what is said below each, and how many entries of lists have no place. There is no table unless most of
    /// what the levels are asked is asked of several.
    pub(super) fn grid(self) -> Result<(Option<Grid>, Loose), TooLarge> {
        let mut names: Vec<Name> = Vec::new();
        let mut by_name: HashMap<String, usize> = HashMap::new();
        for (number, section) in self.sections.iter().enumerate().filter(|(_, section)| !section.has_table) {
            for about in section.entries.iter().filter_map(|entry| entry.about.as_ref()) {
                let at = *by_name.entry(plain(about)).or_insert_with(|| {
                    names.push(Name {
                        text: about.clone(),
                        is_attribute: means(about).is_some(),
                        sections: Vec::new(),
                    });
                    names.len() - 1
                });
                if names[at].sections.last() != Some(&number) {
                    names[at].sections.push(number);
                }
            }
        }
        let (attributes, asked): (Vec<&Name>, Vec<&Name>) = names.iter().partition(|name| name.is_attribute);
        let shared = asked.iter().filter(|name| name.sections.len() > 1).count();
        let is_table = shared > 0 && shared * 2 >= asked.len();
        let loose = |section: &Section| {
            let is_loose =
                |entry: &&Entry| entry.is_listed && (!is_table || section.has_table || entry.about.is_none());
            (section.level.clone(), section.entries.iter().filter(is_loose).count())
        };
        let left = self.sections.iter().map(loose).filter(|(_, count)| *count > 0).collect();
        if !is_table {
            return Ok((None, left));
        }
        let in_columns = || self.sections.iter().filter(|section| !section.has_table && !section.entries.is_empty());
        let is_summary = |entry: &Entry| entry.about.is_none() && !entry.is_listed;
        let has_summaries = in_columns().flat_map(|section| &section.entries).any(is_summary);
        let first = 2 + usize::from(has_summaries);
        let rows: HashMap<String, usize> =
            attributes.into_iter().chain(asked).enumerate().map(|(at, name)| (plain(&name.text), first + at)).collect();
        let mut found = Found::default();
        if has_summaries {
            found.cells.insert((2, 0), "Summary".to_owned());
        }
        found.cells.extend(names.iter().map(|name| ((rows[&plain(&name.text)], 0), name.text.clone())));
        let mut places = BTreeMap::new();
        for (at, section) in in_columns().enumerate() {
            let heading = format!("heading `{}`", section.level);
            let mut put = |row: usize, text: &str, place: String| {
                let cell = found.cells.entry((row, at + 1)).or_default();
                if cell.is_empty() {
                    places.insert((row, at + 1), place);
                } else {
                    cell.push('\n');
                }
                cell.push_str(text);
            };
            if let Some(track) = &section.track {
                put(0, track, heading.clone());
            }
            put(1, &section.level, heading.clone());
            for (number, entry) in section.entries.iter().enumerate() {
                let place = format!("{heading}, text {}", number + 1);
                match &entry.about {
                    Some(about) if means(about).is_some() => put(rows[&plain(about)], &entry.text, place),
                    Some(about) => put(rows[&plain(about)], &format!("• {}", entry.text), place),
                    None if is_summary(entry) => put(2, &entry.text, place),
                    None => {}
                }
            }
        }
        Ok((Some(Grid::new(found, Scheme::Headings(places))?), left))
    }
}

/// The text of an element without that of lists in it.
fn own_text(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for child in element.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(words), _) => text.push_str(words),
            (_, Some(inner)) if !matches!(inner.value().name(), "ul" | "ol") => {
                text.push_str(if inner.value().name() == "br" { " " } else { "" });
                lines(inner, &mut text);
            }
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has_list(element: ElementRef<'_>) -> bool {
    element.child_elements().any(|child| matches!(child.value().name(), "ul" | "ol"))
}

/// What a text is about, if that is before a colon or in bold at its start, and what it says of it.
fn labelled(element: ElementRef<'_>, own: &str) -> Option<(String, String)> {
    let bold = element.child_elements().find(|child| matches!(child.value().name(), "strong" | "b")).map(one_line);
    let label = match bold {
        Some(bold) if !bold.is_empty() && own.starts_with(&bold) => bold,
        _ => own
            .split_once(": ")
            .map(|(label, _)| label.to_owned())
            .or_else(|| own.strip_suffix(':').map(str::to_owned))?,
    };
    let rest = own[label.len()..].trim_start_matches([':', '-', '–', '—', ' ']).to_owned();
    is_name(&label).then(|| (name(&label), rest))
}

fn is_name(text: &str) -> bool {
    (1..=LONGEST).contains(&length(text)) && !text.ends_with(['.', '!', '?', ';'])
}

fn name(text: &str) -> String {
    text.trim_end_matches([':', ' ', '-', '–']).to_owned()
}
