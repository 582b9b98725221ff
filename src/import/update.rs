//! A ladder as an updated table would have it: what the table says replaces what was there, and what a table cannot hold
//! stays.

use super::words::plain;
use crate::model::{Ask, Asked, Competency, CompetencyId, Expectation, Ladder, Level, LevelId, Track};

/// The ladder `old`, with what `new` says. Levels and competencies are the same by their ids, else by their titles, and keep
/// the ids of `old`. `has_grades` if the table states grades itself.
pub fn update(old: &Ladder, new: &Ladder, has_grades: bool) -> Ladder {
    let mut updated = old.clone();
    let known = |found: &Competency| {
        let competencies = &old.definitions.competencies;
        let by_id = competencies.iter().find(|known| same(known.id.as_str(), found.id.as_str()));
        by_id
            .or_else(|| competencies.iter().find(|known| same(known.title(), found.title())))
            .map(|known| known.id.clone())
    };
    let competencies: Vec<(CompetencyId, CompetencyId)> = new
        .definitions
        .competencies
        .iter()
        .map(|found| (found.id.clone(), known(found).unwrap_or_else(|| found.id.clone())))
        .collect();
    let renamed = |id: &CompetencyId| {
        competencies.iter().find(|(own, _)| own == id).map_or_else(|| id.clone(), |(_, known)| known.clone())
    };
    for found in &new.definitions.competencies {
        let id = renamed(&found.id);
        match updated.definitions.competencies.list.iter_mut().find(|known| known.id == id) {
            Some(known) => {
                replace(&mut known.group, &found.group);
                replace(&mut known.summary, &found.summary);
            }
            None => updated.definitions.competencies.list.push(found.clone()),
        }
    }
    let subjects: Vec<&CompetencyId> = competencies.iter().map(|(_, known)| known).collect();
    let levels = |ladder: &Ladder, found: &Level| -> Option<LevelId> {
        let mut by_id = ladder.levels().filter(|(_, known)| same(known.id.as_str(), found.id.as_str()));
        let by_title =
            || ladder.levels().find(|(_, known)| known.titles.iter().any(|title| same(title, found.title())));
        by_id.next().or_else(by_title).map(|(_, known)| known.id.clone())
    };
    let mut kept: Vec<LevelId> = Vec::new();
    for (track, found) in new.levels() {
        let expectations: Vec<Expectation> = found
            .expectations
            .iter()
            .map(|said| Expectation { competency: renamed(&said.competency), ..said.clone() })
            .collect();
        let found = Level { expectations: expectations.into(), ..found.clone() };
        match levels(old, &found) {
            Some(id) => {
                let level = updated
                    .tracks
                    .list
                    .iter_mut()
                    .flat_map(|track| &mut track.levels.list)
                    .find(|known| known.id == id);
                merge(level.expect("its id is that of a level"), &found, &subjects, has_grades);
                kept.push(id);
            }
            None => {
                kept.push(found.id.clone());
                add(&mut updated, track, found);
            }
        }
    }
    // Levels are gone if the table has the others of their track.
    for track in &mut updated.tracks.list {
        if track.levels.iter().any(|level| kept.contains(&level.id)) {
            track.levels.list.retain(|level| kept.contains(&level.id));
        }
    }
    let there: Vec<LevelId> = updated.levels().map(|(_, level)| level.id.clone()).collect();
    let is_there = |end: &crate::model::LevelRef| end.ladder != old.id || there.contains(&end.level);
    updated.moves.list.retain(|way| way.of_tracks || (is_there(&way.from) && is_there(&way.to)));
    for role in &mut updated.roles.list {
        role.levels.list.retain(|level| there.contains(level));
    }
    updated
}

fn same(a: &str, b: &str) -> bool {
    plain(a) == plain(b)
}

fn replace(known: &mut crate::model::Stated<String>, found: &crate::model::Stated<String>) {
    if found.get().is_some() {
        known.clone_from(found);
    }
}

fn merge(known: &mut Level, found: &Level, subjects: &[&CompetencyId], has_grades: bool) {
    if let Some(title) = found.titles.first()
        && !known.titles.iter().any(|other| same(other, title))
    {
        match known.titles.list.first_mut() {
            Some(first) => first.clone_from(title),
            None => known.titles.list.push(title.clone()),
        }
    }
    if has_grades && found.grades.get().is_some() {
        known.grades.clone_from(&found.grades);
    }
    replace(&mut known.summary, &found.summary);
    replace(&mut known.scope, &found.scope);
    if !found.pay.is_empty() {
        known.pay.clone_from(&found.pay);
    }
    // What is deliberately not asked, a table cannot say; it stays unless the table asks for it.
    let asks = |said: &Expectation| found.expectations.iter().any(|new| new.competency == said.competency);
    known
        .expectations
        .list
        .retain(|said| said.ask == Ask::NotAsked || asks(said) || !subjects.contains(&&said.competency));
    for new in &found.expectations {
        match known.expectations.list.iter_mut().find(|said| said.competency == new.competency) {
            Some(said) => said.ask = updated(&said.ask, &new.ask),
            None => known.expectations.list.push(new.clone()),
        }
    }
}

/// The words of a table with the examples that were there, if it has none for them.
fn updated(known: &Ask, new: &Ask) -> Ask {
    let (Ask::Asked(known), Ask::Asked(new)) = (known, new) else { return new.clone() };
    let mut asked: Asked = new.clone();
    if asked.examples.is_empty() {
        asked.examples.clone_from(&known.examples);
    }
    for point in asked.points.iter_mut().filter(|point| point.examples.is_empty()) {
        if let Some(old) = known.points.iter().find(|old| old.text == point.text) {
            point.examples.clone_from(&old.examples);
        }
    }
    if asked.step.is_unstated() {
        asked.step.clone_from(&known.step);
    }
    Ask::Asked(asked)
}

/// Puts a level behind the others of its track: the one of that id, else the first of that kind.
fn add(updated: &mut Ladder, track: &Track, level: Level) {
    let by_id = updated.tracks.iter().position(|known| same(known.id.as_str(), track.id.as_str()));
    let at = by_id.or_else(|| updated.tracks.iter().position(|known| known.kind == track.kind));
    match at {
        Some(at) => updated.tracks.list[at].levels.list.push(level),
        None => updated.tracks.list.push(Track { levels: vec![level].into(), ..track.clone() }),
    }
}
