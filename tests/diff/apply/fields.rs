//! Single fields, lists in order, and written moves.

use std::collections::HashMap;

use ladder::diff::{Sequence, Value};
use ladder::model::{
    Ask, Asked, Band, Base, Competency, Definitions, Entries, Expectation, Grade, Ladder, LadderId, LadderSet, Level,
    Move, OwnerId, Part, Place, Role, RoleId, Stated, Step, Track, TrackId,
};

use super::ApplyError;

/// Sets a field.
pub(super) fn assign(set: &mut LadderSet, place: &Place, value: &Value) -> Result<(), ApplyError> {
    let done = match &place.part {
        Part::Whole => whole(set, place, value),
        Part::Track(id) => find_track(set, place, id).map(|track| of_track(track, value)),
        Part::Level(track, id) => find_level(set, place, track, id.as_str()).map(|level| of_level(level, value)),
        Part::Expectation(track, level, competency) => {
            find_level(set, place, track, level.as_str()).map(|level| of_expectation(level, competency.as_str(), value))
        }
        Part::Competency(id) => definitions_mut(set, &place.owner)
            .and_then(|all| all.competencies.list.iter_mut().find(|known| known.id == *id))
            .map(|known| of_competency(known, value)),
        Part::Grade(id) => definitions_mut(set, &place.owner)
            .and_then(|all| entries(&mut all.grades)?.iter_mut().find(|grade| grade.id == *id))
            .map(|grade| of_grade(grade, value)),
        Part::Role(id) => find_role(set, place, id).map(|role| of_role(role, value)),
        Part::RoleExpectation(id, competency) => {
            find_role(set, place, id).map(|role| of_ask(&mut role.expectations, competency.as_str(), value))
        }
        Part::Step(id) => definitions_mut(set, &place.owner)
            .and_then(|all| entries(&mut all.scale)?.iter_mut().find(|step| step.id == *id))
            .map(|step| of_step(step, value)),
        Part::Point(..)
        | Part::CompetencyScale(..)
        | Part::CompetencyStep(..)
        | Part::LevelPay(..)
        | Part::GradePay(..)
        | Part::Move(..) => None,
    };
    done.filter(|fits| *fits).map(|_| ()).ok_or_else(|| ApplyError { place: place.clone() })
}

fn whole(set: &mut LadderSet, place: &Place, value: &Value) -> Option<bool> {
    if let Some(base) = set.bases.iter_mut().find(|base| base.id.as_str() == place.owner.as_str()) {
        return Some(of_base(base, value));
    }
    let ladder = set.ladders.iter_mut().find(|ladder| ladder.id.as_str() == place.owner.as_str())?;
    match value {
        Value::Title(title) => ladder.title = title.clone(),
        Value::Text("summary", summary) => ladder.summary = summary.clone(),
        Value::Version(version) => ladder.version = version.clone(),
        Value::Extends(bases) => ladder.extends.list = bases.clone(),
        Value::Fork(fork) => ladder.fork = fork.clone(),
        Value::OwnedBy(owner) => ladder.owned_by = owner.clone(),
        Value::Reviewed(day) => ladder.reviewed = *day,
        Value::Role(old, new) => {
            let roles = &mut ladder.roles.list;
            let at = old.as_ref().map_or(Some(roles.len()), |old| roles.iter().position(|role| role.id == *old));
            let Some(at) = at else { return Some(false) };
            roles.splice(at..(at + usize::from(old.is_some())), new.as_deref().cloned());
        }
        _ => return Some(false),
    }
    Some(true)
}

fn of_base(base: &mut Base, value: &Value) -> bool {
    match value {
        Value::Title(title) => base.title = title.clone(),
        Value::Text("summary", summary) => base.summary = summary.clone(),
        Value::Version(version) => base.version = version.clone(),
        Value::Extends(bases) => base.extends.list = bases.clone(),
        _ => return false,
    }
    true
}

fn of_track(track: &mut Track, value: &Value) -> bool {
    match value {
        Value::Title(title) => track.title = title.clone(),
        Value::Text("summary", summary) => track.summary = summary.clone(),
        Value::TrackKind(kind) => track.kind = *kind,
        Value::Professions(professions) => track.professions = professions.clone().into(),
        Value::Aligned(aligned) => track.aligned = *aligned,
        Value::Cumulative(cumulative) => track.cumulative = *cumulative,
        _ => return false,
    }
    true
}

fn of_level(level: &mut Level, value: &Value) -> bool {
    match value {
        Value::Titles(titles) => level.titles.list = titles.clone(),
        Value::Text("summary", summary) => level.summary = summary.clone(),
        Value::Text("scope", scope) => level.scope = scope.clone(),
        Value::Grades(grades) => level.grades = grades.clone(),
        Value::Manages(manages) => level.manages = *manages,
        Value::Terminal(terminal) => level.terminal = *terminal,
        Value::Status(status) => level.status = *status,
        Value::Links(links) => level.links = links.clone(),
        Value::Equivalents(known) => level.equivalents = known.clone(),
        Value::Band(location, band) => set_band(&mut level.pay, location, band.as_ref()),
        _ => return false,
    }
    true
}

fn find_role<'s>(set: &'s mut LadderSet, place: &Place, id: &RoleId) -> Option<&'s mut Role> {
    let ladder = set.ladders.iter_mut().find(|ladder| ladder.id.as_str() == place.owner.as_str())?;
    ladder.roles.list.iter_mut().find(|role| role.id == *id)
}

fn of_role(role: &mut Role, value: &Value) -> bool {
    match value {
        Value::Title(title) => role.title = title.clone(),
        Value::Text("summary", summary) => role.summary = summary.clone(),
        Value::RoleLevels(levels) => role.levels.list = levels.clone(),
        _ => return false,
    }
    true
}

fn of_expectation(level: &mut Level, competency: &str, value: &Value) -> bool {
    of_ask(&mut level.expectations, competency, value)
}

fn of_ask(expectations: &mut Entries<Expectation>, competency: &str, value: &Value) -> bool {
    let expectations = &mut expectations.list;
    let at = expectations.iter().position(|known| known.competency.as_str() == competency);
    if let Value::Ask(ask) = value {
        match (ask, at) {
            (Some(ask), Some(at)) => expectations[at].ask = ask.clone(),
            (Some(ask), None) => expectations.push(Expectation { competency: competency.into(), ask: ask.clone() }),
            (None, Some(at)) => {
                expectations.remove(at);
            }
            (None, None) => {}
        }
        return true;
    }
    let Some(Ask::Asked(asked)) = at.map(|at| &mut expectations[at].ask) else { return false };
    of_asked(asked, value)
}

fn of_asked(asked: &mut Asked, value: &Value) -> bool {
    match value {
        Value::Step(step) => asked.step = step.clone(),
        Value::Examples(examples) => asked.examples = examples.clone(),
        Value::Point(old, new) => {
            let at = match old {
                Some(old) => match asked.points.iter().position(|point| point == old) {
                    Some(at) => at,
                    None => return false,
                },
                None => asked.points.len(),
            };
            asked.points.splice(at..(at + usize::from(old.is_some())), new.clone());
        }
        _ => return false,
    }
    true
}

fn of_competency(known: &mut Competency, value: &Value) -> bool {
    match value {
        Value::Title(title) => known.title = title.clone(),
        Value::Text("summary", summary) => known.summary = summary.clone(),
        Value::Group(group) => known.group = group.clone(),
        Value::CompetencyKind(kind) => known.kind = kind.clone(),
        Value::Tracks(tracks) => known.tracks.list = tracks.clone(),
        Value::OwnScale(scale) => known.scale = scale.clone(),
        Value::StepTexts(steps) => known.steps = steps.clone(),
        _ => return false,
    }
    true
}

fn of_grade(grade: &mut Grade, value: &Value) -> bool {
    match value {
        Value::Title(title) => grade.title = title.clone(),
        Value::Text("summary", summary) => grade.summary = summary.clone(),
        Value::Text("scope", scope) => grade.scope = scope.clone(),
        Value::Equivalents(known) => grade.equivalents = known.clone(),
        Value::Band(location, band) => set_band(&mut grade.pay, location, band.as_ref()),
        _ => return false,
    }
    true
}

fn of_step(step: &mut Step, value: &Value) -> bool {
    match value {
        Value::Title(title) => step.title = title.clone(),
        Value::Text("summary", summary) => step.summary = summary.clone(),
        _ => return false,
    }
    true
}

fn set_band(bands: &mut Entries<Band>, location: &Stated<String>, band: Option<&Band>) {
    let at = bands.list.iter().position(|known| known.location == *location);
    match (band, at) {
        (Some(band), Some(at)) => bands.list[at] = band.clone(),
        (Some(band), None) => bands.list.push(band.clone()),
        (None, Some(at)) => {
            bands.list.remove(at);
        }
        (None, None) => {}
    }
}

/// Sorts what is in the list as it says; what it does not name stays behind.
pub(super) fn reorder(set: &mut LadderSet, order: &Sequence) -> Result<(), ApplyError> {
    fn sort<T>(list: &mut [T], ids: &[impl AsRef<str>], id: impl Fn(&T) -> &str) {
        let wanted: HashMap<&str, usize> = ids.iter().enumerate().map(|(index, id)| (id.as_ref(), index)).collect();
        list.sort_by_key(|entry| wanted.get(id(entry)).copied().unwrap_or(usize::MAX));
    }
    match order {
        Sequence::Levels(ladder, track, ids) => {
            let place = Place::new(ladder, Part::Track(track.clone()));
            let track = track_mut(set, ladder, track, &place)?;
            sort(&mut track.levels.list, ids, |level| level.id.as_str());
        }
        Sequence::Grades(owner, ids) => {
            let error = || ApplyError { place: Place::whole(owner.clone()) };
            let grades = definitions_mut(set, owner).and_then(|all| entries(&mut all.grades)).ok_or_else(error)?;
            sort(grades, ids, |grade| grade.id.as_str());
        }
        Sequence::Steps(owner, ids) => {
            let error = || ApplyError { place: Place::whole(owner.clone()) };
            let steps = definitions_mut(set, owner).and_then(|all| entries(&mut all.scale)).ok_or_else(error)?;
            sort(steps, ids, |step| step.id.as_str());
        }
    }
    Ok(())
}

/// Writes a move, or sets its note.
pub(super) fn write_move(
    set: &mut LadderSet,
    ladder: &LadderId,
    written: &Move,
    note_only: bool,
) -> Result<(), ApplyError> {
    let part = Part::Move(written.from.relative_to(ladder), written.to.relative_to(ladder));
    let place = Place::new(ladder, part);
    let moves = &mut ladder_mut(set, ladder, &place)?.moves.list;
    match moves.iter_mut().find(|known| known.from == written.from && known.to == written.to) {
        Some(known) => known.note = written.note.clone(),
        None if note_only => return Err(ApplyError { place }),
        None => moves.push(written.clone()),
    }
    Ok(())
}

pub(super) fn ladder_mut<'s>(
    set: &'s mut LadderSet,
    id: &LadderId,
    place: &Place,
) -> Result<&'s mut Ladder, ApplyError> {
    set.ladders.iter_mut().find(|ladder| ladder.id == *id).ok_or_else(|| ApplyError { place: place.clone() })
}

pub(super) fn track_mut<'s>(
    set: &'s mut LadderSet,
    ladder: &LadderId,
    id: &TrackId,
    place: &Place,
) -> Result<&'s mut Track, ApplyError> {
    let tracks = &mut ladder_mut(set, ladder, place)?.tracks.list;
    tracks.iter_mut().find(|track| track.id == *id).ok_or_else(|| ApplyError { place: place.clone() })
}

pub(super) fn definitions_mut<'s>(set: &'s mut LadderSet, owner: &OwnerId) -> Option<&'s mut Definitions> {
    if let Some(at) = set.bases.iter().position(|base| base.id.as_str() == owner.as_str()) {
        return Some(&mut set.bases[at].definitions);
    }
    let ladder = set.ladders.iter_mut().find(|ladder| ladder.id.as_str() == owner.as_str())?;
    Some(&mut ladder.definitions)
}

fn find_track<'s>(set: &'s mut LadderSet, place: &Place, id: &TrackId) -> Option<&'s mut Track> {
    let ladder = set.ladders.iter_mut().find(|ladder| ladder.id.as_str() == place.owner.as_str())?;
    ladder.tracks.list.iter_mut().find(|track| track.id == *id)
}

fn find_level<'s>(set: &'s mut LadderSet, place: &Place, track: &TrackId, id: &str) -> Option<&'s mut Level> {
    find_track(set, place, track)?.levels.list.iter_mut().find(|level| level.id.as_str() == id)
}

fn entries<T>(stated: &mut Stated<Entries<T>>) -> Option<&mut Vec<T>> {
    match stated {
        Stated::Is(entries) => Some(&mut entries.list),
        Stated::Unstated | Stated::Unknown => None,
    }
}
