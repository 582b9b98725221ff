//! The ladder of joined tables: its ids, tracks and grades, as options correct them.

use crate::import::draft::{DraftCompetency, DraftLevel, DraftTrack};
use crate::import::ids::{Taken, as_written, slug};
use crate::import::joined::{Joined, JoinedLevel};
use crate::import::money::Pay;
use crate::import::part::{FoundCompetency, FoundLevel, Left};
use crate::import::words::{self, Side, plain};
use crate::import::{Error, Options, Reading, grades, level};
use crate::model::TrackKind;

pub(super) fn finish(joined: Joined, id: &str, options: &Options, reading: &mut Reading) -> Result<(), Error> {
    check_options(&joined, options)?;
    let Joined { levels, competencies, asks, scale, .. } = joined;
    let mut taken = Taken::default();
    let ids: Vec<String> = competencies
        .iter()
        .map(|known| {
            let own = known.found.id.as_deref().map_or_else(|| slug(&known.found.title), as_written);
            let grouped = known.found.group.as_deref().map(|group| slug(&format!("{group} {}", known.found.title)));
            taken.take(&std::iter::once(own).chain(grouped).collect::<Vec<_>>())
        })
        .collect();
    let mut tracks: Vec<(String, Side, Vec<usize>)> = Vec::new();
    let keys: Vec<(Option<String>, Side)> = levels.iter().map(|level| track_key(level, options)).collect();
    for (at, (name, side)) in keys.iter().enumerate() {
        let named = |track: &(String, Side, Vec<usize>)| match name {
            Some(name) => plain(&track.0) == plain(name),
            None => track.0.is_empty() && track.1 == *side,
        };
        match tracks.iter_mut().find(|track| named(track)) {
            Some(track) => track.2.push(at),
            None => tracks.push((name.clone().unwrap_or_default(), *side, vec![at])),
        }
    }
    adopt(&mut tracks);
    let mut track_ids = Taken::default();
    let mut level_ids = Taken::default();
    let mut made: Vec<String> = Vec::new();
    let mut drafts: Vec<DraftTrack> = Vec::new();
    for (name, _, members) in &tracks {
        // The side of most of its levels, unless its name says it.
        let managers = members.iter().filter(|at| keys[**at].1 == Side::Manager).count();
        let side = words::side(name).unwrap_or(if managers * 2 > members.len() { Side::Manager } else { Side::Ic });
        let kind = if side == Side::Manager { TrackKind::Manager } else { TrackKind::Ic };
        let own = if name.is_empty() { kind.as_str().to_owned() } else { slug(name) };
        let track_id = track_ids.take(&[own.clone(), format!("{own}-{}", kind.as_str())]);
        let mut track = DraftTrack {
            id: track_id,
            title: Some(name.clone()).filter(|name| !name.is_empty()),
            kind,
            levels: Vec::new(),
        };
        for at in members {
            let found = &levels[*at].found;
            let (level_id, is_made) = id_of(found, &track.id, options, &mut level_ids);
            if is_made {
                made.push(format!("`{level_id}`"));
            }
            let mut level = draft_level(found, level_id, options, &mut reading.left);
            level.asks = asks
                .range((*at, 0)..(*at + 1, 0))
                .map(|((_, competency), ask)| (ids[*competency].clone(), ask.clone()))
                .collect();
            track.levels.push(level);
        }
        drafts.push(track);
    }
    drafts.sort_by_key(|track| track.kind != TrackKind::Ic);
    if !made.is_empty() {
        reading.notes.push(format!("ids made from titles: {} (`--ids` gives others)", made.join(", ")));
    }
    if tracks.len() > 1 && tracks.iter().any(|(name, ..)| name.is_empty()) {
        let managers = drafts.iter().filter(|track| track.kind == TrackKind::Manager).flat_map(|track| &track.levels);
        let managers: Vec<String> = managers.map(|level| format!("`{}`", level.id)).collect();
        reading.notes.push(format!(
            "levels of managers, by their names: {} (`--manager-levels` gives others)",
            managers.join(", ")
        ));
    }
    let states_grade = |level: &DraftLevel| level.grade.is_some();
    reading.has_grades = drafts.iter().flat_map(|track| &track.levels).any(states_grade) || !options.grades.is_empty();
    reading.draft.grades = grades::settle(&mut drafts, &mut reading.notes);
    override_grades(&mut drafts, options, &mut reading.draft.grades);
    reading.draft.id = id.to_owned();
    reading.draft.scale = scale;
    reading.draft.tracks = drafts;
    reading.draft.is_cumulative = options.cumulative;
    reading.draft.competencies = competencies
        .into_iter()
        .zip(ids)
        .map(|(known, id)| {
            let name = |at: usize| -> String {
                let step = &known.steps[at];
                let names: Vec<String> =
                    [&step.id, &step.title].into_iter().flatten().map(|name| plain(name)).collect();
                let found = known.by_name.iter().find(|(known, _)| known.iter().any(|name| names.contains(name)));
                found.map_or_else(|| names.first().cloned().unwrap_or_default(), |(_, id)| id.clone())
            };
            let steps = known.meanings.iter().map(|(at, points)| (name(*at), points.clone())).collect();
            let FoundCompetency { title, group, summary, .. } = known.found;
            DraftCompetency { id, title, group, summary, scale: known.scale, steps }
        })
        .collect();
    Ok(())
}

/// Whether an option means a level, by its id or its title.
fn is_meant(name: &str, found: &FoundLevel) -> bool {
    [&found.id, &found.title].into_iter().flatten().any(|known| plain(known) == plain(name))
}

fn check_options(joined: &Joined, options: &Options) -> Result<(), Error> {
    let named = |option: &'static str, wanted: &str| {
        if joined.levels.iter().any(|level| is_meant(wanted, &level.found)) {
            return Ok(());
        }
        let known = joined
            .levels
            .iter()
            .filter_map(|level| level.found.id.clone().or_else(|| level.found.title.clone()))
            .collect();
        Err(Error::NoSuchLevel { option, wanted: wanted.to_owned(), known })
    };
    options.manager_levels.iter().try_for_each(|name| named("--manager-levels", name))?;
    options.ids.iter().try_for_each(|(name, _)| named("--ids", name))?;
    let by_new_id = |name: &str| options.ids.iter().any(|(_, id)| id == name);
    options.grades.iter().filter(|(name, _)| !by_new_id(name)).try_for_each(|(name, _)| named("--grades", name))
}

/// The name of the track of a level, if it has one, and its side.
fn track_key(level: &JoinedLevel, options: &Options) -> (Option<String>, Side) {
    let found = &level.found;
    if !options.manager_levels.is_empty() {
        let is_manager = options.manager_levels.iter().any(|name| is_meant(name, found));
        return (None, if is_manager { Side::Manager } else { Side::Ic });
    }
    let side = found.side.or_else(|| level::side(found.id.as_deref(), found.title.as_deref())).unwrap_or(Side::Ic);
    (level.own.clone().or_else(|| found.track.clone()), side)
}

/// Levels without a track join the only track of their side.
fn adopt(tracks: &mut Vec<(String, Side, Vec<usize>)>) {
    let at = |tracks: &[(String, Side, Vec<usize>)], side: Side| {
        let mut named = tracks
            .iter()
            .enumerate()
            .filter(|(_, track)| !track.0.is_empty() && words::side(&track.0).unwrap_or(track.1) == side);
        let first = named.next().map(|(at, _)| at);
        first.filter(|_| named.next().is_none())
    };
    for side in [Side::Ic, Side::Manager] {
        let nameless = tracks.iter().position(|track| track.0.is_empty() && track.1 == side);
        if let (Some(from), Some(to)) = (nameless, at(tracks, side)) {
            let members = std::mem::take(&mut tracks[from].2);
            tracks[to].2.extend(members);
            tracks.remove(from);
        }
    }
}

fn id_of(found: &FoundLevel, track: &str, options: &Options, taken: &mut Taken) -> (String, bool) {
    if let Some((_, id)) = options.ids.iter().find(|(name, _)| is_meant(name, found)) {
        return (taken.take(std::slice::from_ref(id)), false);
    }
    let own = match (&found.id, &found.title) {
        (Some(id), _) => as_written(id),
        (None, title) => slug(title.as_deref().unwrap_or_default()),
    };
    let graded = found.grade.as_deref().map(|grade| format!("{track}-{}", as_written(grade)));
    let wanted: Vec<String> = std::iter::once(own.clone()).chain(graded).chain([format!("{track}-{own}")]).collect();
    let id = taken.take(&wanted);
    let is_made = found.id.is_none() || id != own;
    (id, is_made)
}

fn draft_level(found: &FoundLevel, id: String, options: &Options, left: &mut Vec<Left>) -> DraftLevel {
    let mut pay = Pay::default();
    for (end, text, at) in &found.pay {
        if !pay.add(*end, text) {
            left.push(Left::new(at.clone(), text.clone(), "no amount of money"));
        }
    }
    pay.currency = pay.currency.or_else(|| options.currency.clone());
    let has_amount = pay.min.or(pay.mid).or(pay.max).is_some();
    if has_amount && pay.currency.is_none() {
        for (_, text, at) in &found.pay {
            let why = "pay without a currency: `--currency EUR` names it";
            left.push(Left::new(at.clone(), text.clone(), why));
        }
    }
    let summary = found.summary.join("\n\n");
    DraftLevel {
        id,
        title: found.title.clone(),
        grade: found.grade.as_deref().map(grades::read),
        summary: Some(summary).filter(|text| !text.is_empty()),
        scope: found.scope.clone(),
        pay: (has_amount && pay.currency.is_some()).then_some(pay),
        asks: Vec::new(),
    }
}

fn override_grades(tracks: &mut [DraftTrack], options: &Options, listed: &mut Vec<String>) {
    for (name, grade) in &options.grades {
        for level in tracks.iter_mut().flat_map(|track| &mut track.levels) {
            let is_it = plain(&level.id) == plain(name)
                || level.title.as_ref().is_some_and(|title| plain(title) == plain(name));
            if is_it {
                level.grade = Some(grades::read(grade));
            }
        }
    }
    if !options.grades.is_empty() {
        let mut unused = Vec::new();
        *listed = grades::settle(tracks, &mut unused);
    }
}
