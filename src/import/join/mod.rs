//! Several tables as one ladder: levels and competencies that have one name are one.

mod finish;
mod merge;
mod tracks;

use std::collections::HashSet;

use finish::finish;
use merge::{add, add_steps};
use tracks::owns;

use super::joined::Joined;
use super::level::{self, ordinal};
use super::part::{Axis, FoundLevel, Left, Part};
use super::words::number;
use super::{Error, Options, Reading, scale};

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

/// A step of 0 on a scale that begins at 1 says that nothing is asked.
fn drop_zeros(joined: &mut Joined, reading: &mut Reading) {
    let has_zero =
        joined.competencies.iter().flat_map(|known| &known.steps).any(|step| step.id.as_deref() == Some("0"));
    if has_zero {
        return;
    }
    joined.asks.retain(|_, ask| {
        if let Some(text) = ask.step.take_if(|step| number(step) == Some(0.0)) {
            reading.left.push(Left::new(ask.at.clone(), text, "no step of the scale"));
        }
        !ask.points.is_empty() || ask.step.is_some() || !ask.examples.is_empty()
    });
}
