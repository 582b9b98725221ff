//! Several tables as one ladder: levels and competencies that have one name are one.

use std::collections::HashSet;

use super::draft::{DraftAsk, DraftCompetency, DraftLevel, DraftTrack};
use super::ids::{Taken, as_written, slug};
use super::joined::{Joined, JoinedCompetency, JoinedLevel};
use super::level::{self, ordinal};
use super::money::Pay;
use super::part::{Axis, FoundCompetency, FoundLevel, Left, Part};
use super::words::{self, Side, number, plain};
use super::{Error, Options, Reading, grades, scale};
use crate::model::{Point, TrackKind};

/// Puts parts together.
///
/// # Errors
/// If an option names a level that is not there.
pub fn join(mut parts: Vec<Part>, id: &str, options: &Options, reading: &mut Reading) -> Result<(), Error> {
    parts.iter_mut().for_each(|part| rise(part, &mut reading.notes));
    scale::find(&mut parts);
    for part in &mut parts {
        reading.left.append(&mut part.left);
        let notes = part.notes.drain(..).map(|note| format!("{}: {note}", part.place));
        reading.notes.extend(notes);
        if !part.shape.is_empty() && (!part.levels.is_empty() || !part.competencies.is_empty()) {
            reading.tables.push(described(part));
        }
    }
    let own = owns(&parts, options);
    // Lists of levels come first: they have all levels, in their order.
    let mut order: Vec<usize> = (0..parts.len()).filter(|at| parts[*at].axis == Axis::Levels).collect();
    order.sort_by_key(|at| !parts[*at].asks.is_empty());
    let mut joined = Joined::default();
    for at in order {
        add(&mut joined, &parts[at], own[at].as_ref(), reading);
    }
    for part in parts.iter().filter(|part| part.axis == Axis::Steps) {
        add_steps(&mut joined, part);
    }
    drop_zeros(&mut joined, reading);
    scale::settle(&mut joined);
    finish(joined, id, options, reading)
}

fn described(part: &Part) -> String {
    let what = if part.axis == Axis::Steps { "steps of a scale" } else { part.shape };
    let named = |count: usize, one: &str| (count > 0).then(|| crate::words::count(count, one));
    let levels = if part.axis == Axis::Steps { "step" } else { "level" };
    let counts = [
        named(part.levels.len(), levels),
        match part.competencies.len() {
            0 => None,
            1 => Some("1 competency".to_owned()),
            many => Some(format!("{many} competencies")),
        },
        named(part.asks.len(), "expectation"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    format!("{}: {what}, {}", part.place, counts.join(", "))
}

/// Turns a table around that has its highest level first.
fn rise(part: &mut Part, notes: &mut Vec<String>) {
    let tracks: HashSet<Option<String>> = part.levels.iter().map(|level| level.track.clone()).collect();
    let falls = tracks.iter().map(|track| {
        let levels: Vec<&FoundLevel> = part.levels.iter().filter(|level| level.track == *track).collect();
        let by =
            |of: &dyn Fn(&FoundLevel) -> Option<u32>| falls(&levels.iter().map(|level| of(level)).collect::<Vec<_>>());
        let by_grade = by(&|level| ordinal(level.grade.as_deref()?));
        by_grade
            .or_else(|| by(&|level| ordinal(level.id.as_deref()?)))
            .or_else(|| by(&|level| level::rank(level.title.as_deref()?)))
    });
    let falls: Vec<bool> = falls.flatten().collect();
    if falls.is_empty() || falls.contains(&false) {
        return;
    }
    let last = part.levels.len() - 1;
    part.levels.reverse();
    part.asks.iter_mut().for_each(|ask| ask.level = last - ask.level);
    part.asks.sort_by_key(|ask| ask.level);
    notes.push(format!("{}: the highest level is first, so the order is turned around", part.place));
}

/// Whether figures fall, and none rises; `None` if too few are known or all are alike.
fn falls(figures: &[Option<u32>]) -> Option<bool> {
    let known: Vec<u32> = figures.iter().flatten().copied().collect();
    if known.len() < 2 || known.len() * 2 < figures.len() || known.iter().all(|figure| *figure == known[0]) {
        return None;
    }
    Some(known.windows(2).all(|pair| pair[0] >= pair[1]))
}

/// For each part, the table's own name if its levels are not those of others with the same names: a sheet for each craft, or
/// one for each side.
fn owns(parts: &[Part], options: &Options) -> Vec<Option<String>> {
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
fn side_of(name: &str) -> Option<Side> {
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

fn add(joined: &mut Joined, part: &Part, own: Option<&String>, reading: &mut Reading) {
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
            let why = "the level has another step of this competency".to_owned();
            reading.left.push(Left { at: ask.at.clone(), text: step.clone(), why });
        }
    }
}

fn find(joined: &Joined, found: &FoundLevel, own: Option<&String>) -> Option<usize> {
    let same = |a: &Option<String>, b: &Option<String>| matches!((a, b), (Some(a), Some(b)) if plain(a) == plain(b));
    let is_near = |known: &JoinedLevel| {
        let fits = |a: Option<&String>, b: Option<&String>| {
            a.is_none() || b.is_none() || a.map(|text| plain(text)) == b.map(|text| plain(text))
        };
        fits(known.own.as_ref(), own) && fits(known.found.track.as_ref(), found.track.as_ref())
    };
    let both = |known: &JoinedLevel| known.found.id.is_some() && found.id.is_some();
    let by_id = joined.levels.iter().position(|known| {
        is_near(known) && same(&known.found.id, &found.id) && (found.id.is_some()) && !differ(&known.found, found)
    });
    by_id.or_else(|| {
        joined.levels.iter().position(|known| is_near(known) && !both(known) && same(&known.found.title, &found.title))
    })
}

/// Levels of one list with one id and different titles and tracks are different ones.
fn differ(known: &FoundLevel, found: &FoundLevel) -> bool {
    known.track != found.track && known.track.is_some() && found.track.is_some()
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
                left.push(Left { at, text: b.to_owned(), why });
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
    match joined.competencies.iter().position(|known| same(&known.found)) {
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
    }
}

fn add_steps(joined: &mut Joined, part: &Part) {
    for (index, found) in part.competencies.iter().enumerate() {
        let at = competency(joined, found);
        let asked = part.asks.iter().filter(|ask| ask.competency == index);
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

/// A step of 0 on a scale that begins at 1 says that nothing is asked.
fn drop_zeros(joined: &mut Joined, reading: &mut Reading) {
    let has_zero =
        joined.competencies.iter().flat_map(|known| &known.steps).any(|step| step.id.as_deref() == Some("0"));
    if has_zero {
        return;
    }
    joined.asks.retain(|_, ask| {
        if let Some(text) = ask.step.take_if(|step| number(step) == Some(0.0)) {
            reading.left.push(Left { at: ask.at.clone(), text, why: "no step of the scale".to_owned() });
        }
        !ask.points.is_empty() || ask.step.is_some() || !ask.examples.is_empty()
    });
}

fn finish(joined: Joined, id: &str, options: &Options, reading: &mut Reading) -> Result<(), Error> {
    check_options(&joined, options)?;
    let Joined { levels, competencies, asks, scale } = joined;
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
            profession: None,
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
                .iter()
                .filter(|((level, _), _)| level == at)
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
            left.push(Left { at: at.clone(), text: text.clone(), why: "no amount of money".to_owned() });
        }
    }
    pay.currency = pay.currency.or_else(|| options.currency.clone());
    let has_amount = pay.min.or(pay.mid).or(pay.max).is_some();
    if has_amount && pay.currency.is_none() {
        for (_, text, at) in &found.pay {
            left.push(Left {
                at: at.clone(),
                text: text.clone(),
                why: "pay without a currency: `--currency EUR` names it".to_owned(),
            });
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
