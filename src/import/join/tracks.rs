//! Which tables are about levels of their own: a sheet for each craft, or one for each side.

use std::collections::HashSet;

use crate::import::Options;
use crate::import::level;
use crate::import::part::{Axis, FoundLevel, Part};
use crate::import::words::{Side, plain};
use crate::model::Point;

/// For each part, the table's own name if its levels are not those of others with the same names: a sheet for each craft, or
/// one for each side.
pub(super) fn owns(parts: &[Part], options: &Options) -> Vec<Option<String>> {
    let mut own: Vec<Option<String>> = parts.iter().map(|part| track_of(part, options)).collect();
    let names = |part: &Part| {
        part.levels
            .iter()
            .map(|level| plain(level.id.as_deref().or(level.title.as_deref()).unwrap_or_default()))
            .collect::<HashSet<_>>()
    };
    let is_table = |part: &Part| {
        part.axis == Axis::Levels && !part.asks.is_empty() && part.levels.iter().all(|level| level.track.is_none())
    };
    for at in 0..parts.len() {
        for before in 0..at {
            let (first, second) = (&parts[before], &parts[at]);
            if is_table(first) && is_table(second) && are_apart(first, second) {
                for index in [before, at] {
                    own[index].get_or_insert_with(|| parts[index].name.clone());
                }
                continue;
            }
            if !is_table(first)
                || !is_table(second)
                || names(first).is_disjoint(&names(second))
                || plain(&first.name) == plain(&second.name)
            {
                continue;
            }
            let sides = [side_of(&first.name), side_of(&second.name)];
            let are_sides = matches!(sides, [Some(a), Some(b)] if a != b);
            if are_sides || are_crafts(first, second) {
                for index in [before, at] {
                    own[index].get_or_insert_with(|| parts[index].name.clone());
                }
            }
        }
    }
    own
}

/// Whether two tables with names of their own are about tracks of one side that have no level in common.
fn are_apart(first: &Part, second: &Part) -> bool {
    let parts = [first, second];
    let prefixes = parts.map(|part| {
        let prefix = |level: &FoundLevel| {
            level.id.as_deref().map(|id| id.chars().take_while(|c| c.is_alphabetic()).collect::<String>())
        };
        part.levels.iter().filter_map(prefix).collect::<HashSet<String>>()
    });
    let sides = parts.map(|part| {
        let is_manager =
            |level: &&FoundLevel| level::side(level.id.as_deref(), level.title.as_deref()) == Some(Side::Manager);
        part.levels.iter().filter(is_manager).count() * 2 > part.levels.len()
    });
    parts.iter().all(|part| part.levels.len() > 1 && !part.name.is_empty())
        && plain(&first.name) != plain(&second.name)
        && sides[0] == sides[1]
        && prefixes.iter().all(|prefixes| !prefixes.is_empty())
        && prefixes[0].is_disjoint(&prefixes[1])
}

/// The track that an option gives to a table.
fn track_of(part: &Part, options: &Options) -> Option<String> {
    let is_meant = |table: &Option<String>| table.as_ref().is_none_or(|table| plain(table) == plain(&part.name));
    options.tracks.iter().find(|(table, _)| is_meant(table)).map(|(_, track)| track.clone())
}

/// The side that the name of a table says; a subject such as `People` or `Technical` says none.
pub(super) fn side_of(name: &str) -> Option<Side> {
    let plain = plain(name);
    let has = |words: &[&str]| plain.split(' ').any(|word| words.contains(&word));
    if has(&["ic", "ics"]) || plain.contains("individual contributor") {
        Some(Side::Ic)
    } else if has(&["manager", "managers", "management", "em", "ems"]) {
        Some(Side::Manager)
    } else {
        None
    }
}

/// Whether two tables ask different things of the same competencies: then they are about different crafts.
fn are_crafts(first: &Part, second: &Part) -> bool {
    let titles = |part: &Part| part.competencies.iter().map(|known| plain(&known.title)).collect::<HashSet<_>>();
    let shared = titles(first).intersection(&titles(second)).count();
    let fewest = titles(first).len().min(titles(second).len());
    if shared < 2 || shared * 2 < fewest {
        return false;
    }
    let texts = |part: &Part| {
        part.asks
            .iter()
            .flat_map(|ask| ask.points.iter().map(Point::as_str).chain(ask.step.as_deref()))
            .map(plain)
            .collect::<HashSet<_>>()
    };
    let (a, b) = (texts(first), texts(second));
    a.intersection(&b).count() * 10 < a.len().min(b.len()) * 8
}
