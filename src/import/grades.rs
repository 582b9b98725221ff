//! Grades: as tables state them, or as the numbers of ids let them be inferred.

use std::collections::HashSet;

use super::draft::DraftTrack;
use super::ids::as_written;
use super::level::ordinal;
use super::words::{number, plain};
use crate::model::TrackKind;
use crate::model::resolve::Number;

/// The grade of a level as a table writes it: one, or the two ends of a span.
pub fn read(text: &str) -> (String, String) {
    let text = text.trim();
    let spans = ["–", "—", " - ", " to ", "-", "/"];
    for between in spans {
        if let Some((low, high)) = text.split_once(between) {
            let is_one = |text: &str| {
                !text.trim().is_empty()
                    && text.contains(|c: char| c.is_ascii_digit())
                    && text.trim().chars().count() <= 8
            };
            if is_one(low) && is_one(high) {
                return (one(low), one(high));
            }
        }
    }
    let grade = one(text);
    (grade.clone(), grade)
}

fn one(text: &str) -> String {
    let text = text.trim();
    for word in ["grade", "band", "level"] {
        if let Some(rest) = text.to_lowercase().strip_prefix(word).map(str::trim)
            && number(rest).is_some()
        {
            return rest.to_owned();
        }
    }
    // "4 Senior": the number is the grade, and the rest its name.
    if let Some((first, rest)) = text.split_once(' ')
        && number(first).is_some()
        && rest.starts_with(char::is_alphabetic)
    {
        return first.to_owned();
    }
    match number(text) {
        Some(_) => text.to_owned(),
        None => as_written(text),
    }
}

/// Fills in what tables do not state, and lists grades that are not numbers, lowest first. What was inferred is said.
pub fn settle(tracks: &mut [DraftTrack], notes: &mut Vec<String>) -> Vec<String> {
    let has_any = tracks.iter().flat_map(|track| &track.levels).any(|level| level.grade.is_some());
    if !has_any {
        infer(tracks, notes);
    }
    let written: Vec<&String> = tracks
        .iter()
        .flat_map(|track| &track.levels)
        .filter_map(|level| level.grade.as_ref())
        .flat_map(|(low, high)| [low, high])
        .collect();
    if written.iter().all(|grade| Number::parse(grade).is_some()) {
        return Vec::new();
    }
    let mut seen = HashSet::new();
    let mut grades: Vec<String> = written.into_iter().filter(|grade| seen.insert(plain(grade))).cloned().collect();
    let prefix = |grade: &str| grade.chars().take_while(|c| !c.is_ascii_digit()).collect::<String>();
    let is_counted = grades.iter().all(|grade| ordinal(grade).is_some() && prefix(grade) == prefix(&grades[0]));
    if is_counted {
        grades.sort_by_key(|grade| ordinal(grade));
    } else if !is_in_order(tracks, &grades) {
        grades = merged(tracks, &grades);
        notes.push(format!("grades are in the order `{}`, which no table states: check it", grades.join("`, `")));
    }
    grades
}

/// Numbers of ids are grades, if they rise along each track; on a manager track only if they do not begin anew.
fn infer(tracks: &mut [DraftTrack], notes: &mut Vec<String>) {
    let numbers = |track: &DraftTrack| {
        track
            .levels
            .iter()
            .map(|level| ordinal(&level.id))
            .collect::<Option<Vec<u32>>>()
            .filter(|all| all.windows(2).all(|pair| pair[0] < pair[1]))
    };
    let rest = tracks.iter().any(|track| track.kind == TrackKind::Ic);
    for track in tracks.iter_mut() {
        let is_anew = rest && track.kind != TrackKind::Ic;
        let found = numbers(track);
        let from_ids = found.filter(|all| !is_anew || all.first().is_some_and(|first| *first >= 3));
        let grades: Vec<u32> = match from_ids {
            Some(all) => {
                notes.push(format!("grades of `{}` are the numbers in the ids (`--grades` corrects them)", track.id));
                all
            }
            None if is_anew => {
                notes.push(format!(
                    "no table says at which grades `{}` is: name them, as in `--grades {}=4`",
                    track.id, track.levels[0].id
                ));
                continue;
            }
            None => {
                notes.push(format!(
                    "grades of `{}` are counted from its first level (`--grades` corrects them)",
                    track.id
                ));
                (1..=track.levels.len() as u32).collect()
            }
        };
        for (level, grade) in track.levels.iter_mut().zip(grades) {
            level.grade = Some((grade.to_string(), grade.to_string()));
        }
    }
}

fn is_in_order(tracks: &[DraftTrack], grades: &[String]) -> bool {
    let at = |grade: &String| grades.iter().position(|known| plain(known) == plain(grade));
    tracks.iter().all(|track| {
        let along: Vec<_> = track.levels.iter().filter_map(|level| at(&level.grade.as_ref()?.0)).collect();
        along.windows(2).all(|pair| pair[0] <= pair[1])
    }) && tracks.len() < 2
}

/// An order that no track contradicts, if there is one: the grades of each track in turn, each put behind those before it.
fn merged(tracks: &[DraftTrack], grades: &[String]) -> Vec<String> {
    let key = |grade: &String| plain(grade);
    let mut after: Vec<(String, String)> = Vec::new();
    for track in tracks {
        let along: Vec<String> = track
            .levels
            .iter()
            .filter_map(|level| level.grade.as_ref())
            .flat_map(|(low, high)| [key(low), key(high)])
            .collect();
        after.extend(along.windows(2).filter(|pair| pair[0] != pair[1]).map(|pair| (pair[0].clone(), pair[1].clone())));
    }
    let mut rest: Vec<String> = grades.to_vec();
    let mut order = Vec::new();
    while !rest.is_empty() {
        let is_free = |grade: &String| {
            !after.iter().any(|(low, high)| *high == key(grade) && rest.iter().any(|known| key(known) == *low))
        };
        // Grades in a circle keep the order in which they are written.
        let at = rest.iter().position(is_free).unwrap_or(0);
        order.push(rest.remove(at));
    }
    order
}
