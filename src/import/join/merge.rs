//! What a table adds to those before it: levels and competencies that are there already, and new ones.

use super::tracks::side_of;
use crate::import::Reading;
use crate::import::draft::DraftAsk;
use crate::import::joined::{Joined, JoinedCompetency, JoinedLevel};
use crate::import::part::{FoundAsk, FoundCompetency, FoundLevel, Left, Part};
use crate::import::words::plain;

pub(super) fn add(joined: &mut Joined, part: &Part, own: Option<&String>, reading: &mut Reading) {
    let side = side_of(&part.name);
    let mut levels: Vec<Option<usize>> = part.levels.iter().map(|found| find(joined, found, own)).collect();
    let is_joined = levels.iter().any(Option::is_some);
    for (at, found) in part.levels.iter().enumerate() {
        if levels[at].is_none() && is_joined {
            levels[at] = nearly(joined, found, own, &levels);
            if let Some(known) = levels[at] {
                let known = joined.levels[known].found.title.clone().unwrap_or_default();
                reading.notes.push(format!(
                    "`{}` ({}) is taken for `{known}`",
                    found.title.clone().unwrap_or_default(),
                    found.at
                ));
            }
        }
        match levels[at] {
            Some(known) => merge(&mut joined.levels[known].found, found, &mut reading.left),
            None => {
                let mut found = found.clone();
                found.side = found.side.or(side);
                levels[at] = Some(joined.levels.len());
                joined.levels.push(JoinedLevel { found, own: own.cloned() });
            }
        }
    }
    let competencies: Vec<usize> = part.competencies.iter().map(|found| competency(joined, found)).collect();
    for ask in &part.asks {
        let level = levels[ask.level].expect("each level was found or added");
        let key = (level, competencies[ask.competency]);
        let known = joined.asks.entry(key).or_insert_with(|| DraftAsk { at: ask.at.clone(), ..DraftAsk::default() });
        let new = ask.points.iter().filter(|point| !known.points.contains(point)).cloned().collect::<Vec<_>>();
        known.points.extend(new);
        known.examples.extend(ask.examples.iter().cloned());
        if known.step.is_none() {
            known.step.clone_from(&ask.step);
        } else if let Some(step) = ask.step.as_ref().filter(|step| Some(*step) != known.step.as_ref()) {
            let why = "the level has another step of this competency";
            reading.left.push(Left::new(ask.at.clone(), step.clone(), why));
        }
    }
}

fn find(joined: &Joined, found: &FoundLevel, own: Option<&String>) -> Option<usize> {
    let same = |a: &Option<String>, b: &Option<String>| matches!((a, b), (Some(a), Some(b)) if plain(a) == plain(b));
    let is_near = |known: &JoinedLevel| {
        let fits =
            |a: Option<&String>, b: Option<&String>| !matches!((a, b), (Some(a), Some(b)) if plain(a) != plain(b));
        fits(known.own.as_ref(), own) && fits(known.found.track.as_ref(), found.track.as_ref())
    };
    let both = |known: &JoinedLevel| known.found.id.is_some() && found.id.is_some();
    let by_id = joined.levels.iter().position(|known| is_near(known) && same(&known.found.id, &found.id));
    by_id.or_else(|| {
        joined.levels.iter().position(|known| is_near(known) && !both(known) && same(&known.found.title, &found.title))
    })
}

/// A level whose title is nearly the same, with the same number: somebody mistyped it.
fn nearly(joined: &Joined, found: &FoundLevel, own: Option<&String>, taken: &[Option<usize>]) -> Option<usize> {
    let title = found.title.as_ref()?;
    if found.id.is_some() {
        return None;
    }
    let candidates = joined.levels.iter().enumerate().filter(|(at, known)| {
        !taken.contains(&Some(*at)) && (known.own.is_none() || own.is_none() || known.own.as_ref() == own)
    });
    let mut best: Vec<usize> = candidates
        .filter(|(_, known)| {
            known.found.title.as_ref().is_some_and(|known| {
                let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                digits(known) == digits(title) && strsim::normalized_levenshtein(&plain(known), &plain(title)) >= 0.85
            })
        })
        .map(|(at, _)| at)
        .collect();
    let found = best.pop();
    found.filter(|_| best.is_empty())
}

/// Adds what another table says of a level; what contradicts is listed.
fn merge(known: &mut FoundLevel, found: &FoundLevel, left: &mut Vec<Left>) {
    let at = found.at.clone();
    let found_title_at = found.title_at.clone().unwrap_or_else(|| at.clone());
    for (known, found, what) in [
        (&mut known.id, &found.id, "id"),
        (&mut known.title, &found.title, "title"),
        (&mut known.grade, &found.grade, "grade"),
        (&mut known.scope, &found.scope, "scope"),
    ] {
        match (known.as_deref(), found.as_deref()) {
            (None, Some(_)) => known.clone_from(found),
            (Some(a), Some(b)) if plain(a) != plain(b) => {
                let why = format!("another table has another {what} for the level");
                let at = if what == "title" { found_title_at.clone() } else { at.clone() };
                left.push(Left::new(at, b.to_owned(), why));
            }
            _ => {}
        }
    }
    known.track = known.track.take().or_else(|| found.track.clone());
    known.side = known.side.or(found.side);
    for text in &found.summary {
        if !known.summary.contains(text) {
            known.summary.push(text.clone());
        }
    }
    for pay in &found.pay {
        if !known.pay.contains(pay) {
            known.pay.push(pay.clone());
        }
    }
}

fn competency(joined: &mut Joined, found: &FoundCompetency) -> usize {
    let same = |known: &FoundCompetency| {
        let by_title = plain(&known.title) == plain(&found.title);
        let fits = known.group.is_none()
            || found.group.is_none()
            || known.group.as_deref().map(plain) == found.group.as_deref().map(plain);
        let ids = (known.id.as_deref().map(plain), found.id.as_deref().map(plain));
        match ids {
            (Some(a), Some(b)) => a == b,
            // A list of competencies may call by its id what another table calls by its name.
            (Some(id), None) => id == plain(&found.title) || (by_title && fits),
            (None, Some(id)) => id == plain(&known.title) || (by_title && fits),
            (None, None) => by_title && fits,
        }
    };
    let names: Vec<String> = std::iter::once(plain(&found.title)).chain(found.id.as_deref().map(plain)).collect();
    let named = names.iter().filter_map(|name| joined.by_name.get(name)).flatten();
    let at = match named.copied().filter(|at| same(&joined.competencies[*at].found)).min() {
        Some(at) => {
            let known = &mut joined.competencies[at].found;
            if known.id.is_none() && found.id.is_some() {
                known.title.clone_from(&found.title);
                known.id.clone_from(&found.id);
            }
            known.group = known.group.take().or_else(|| found.group.clone());
            known.summary = known.summary.take().or_else(|| found.summary.clone());
            at
        }
        None => {
            joined.competencies.push(JoinedCompetency { found: found.clone(), ..JoinedCompetency::default() });
            joined.competencies.len() - 1
        }
    };
    for name in names {
        let numbers = joined.by_name.entry(name).or_default();
        if !numbers.contains(&at) {
            numbers.push(at);
        }
    }
    at
}

pub(super) fn add_steps(joined: &mut Joined, part: &Part) {
    let mut asks: Vec<Vec<&FoundAsk>> = vec![Vec::new(); part.competencies.len()];
    for ask in &part.asks {
        asks[ask.competency].push(ask);
    }
    for (found, asked) in part.competencies.iter().zip(asks) {
        let at = competency(joined, found);
        let known = &mut joined.competencies[at];
        let mut numbers: Vec<usize> = Vec::new();
        for step in &part.levels {
            let name = |step: &FoundLevel| plain(step.id.as_deref().or(step.title.as_deref()).unwrap_or_default());
            let number = known.steps.iter().position(|known| name(known) == name(step)).unwrap_or_else(|| {
                known.steps.push(step.clone());
                known.steps.len() - 1
            });
            numbers.push(number);
        }
        for ask in asked {
            known.meanings.push((numbers[ask.level], ask.points.clone()));
        }
    }
}
