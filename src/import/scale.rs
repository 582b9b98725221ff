//! Steps: which tables say what a step means, and the scales that follow.

use std::collections::HashSet;

use super::draft::DraftStep;
use super::ids::{Taken, as_written, slug};
use super::joined::Joined;
use super::level::ordinal;
use super::part::{Axis, FoundAsk, FoundCompetency, FoundLevel, Left, Part};
use super::words::{number, plain};
use crate::model::Point;

/// Finds the tables whose levels are the steps that another table names, and makes them tables of steps.
pub fn find(parts: &mut [Part]) {
    for of in 0..parts.len() {
        let values: Vec<(usize, String)> =
            parts[of].asks.iter().filter_map(|ask| Some((ask.competency, plain(ask.step.as_ref()?)))).collect();
        if values.is_empty() || parts[of].axis == Axis::Steps {
            continue;
        }
        for at in (0..parts.len()).filter(|at| *at != of) {
            let has_texts = parts[at].asks.iter().any(|ask| !ask.points.is_empty());
            let has_meanings =
                parts[at].asks.is_empty() && parts[at].levels.iter().any(|level| !level.summary.is_empty());
            let are_same = parts[of].levels.iter().flat_map(names).any(|name| names_of(&parts[at]).contains(&name));
            if are_same
                || !(has_texts || has_meanings)
                || parts[at].axis == Axis::Steps && parts[at].competencies.len() > 2
            {
                continue;
            }
            let names = names_of(&parts[at]);
            let titles =
                |part: &Part| part.competencies.iter().map(|known| plain(&known.title)).collect::<HashSet<_>>();
            let shared = titles(&parts[at]).intersection(&titles(&parts[of])).count();
            let is_mostly_in = |values: &[&String]| {
                let inside = values.iter().filter(|value| names.contains(**value)).count();
                !values.is_empty() && inside * 10 >= values.len() * 6
            };
            if shared > 0
                && shared * 2 >= titles(&parts[at]).len()
                && is_mostly_in(&values.iter().map(|(_, value)| value).collect::<Vec<_>>())
            {
                parts[at].axis = Axis::Steps;
                continue;
            }
            // A table about one competency, which says what each of its steps means.
            let of_one = (0..parts[of].competencies.len()).find(|competency| {
                let own: Vec<&String> =
                    values.iter().filter(|(known, _)| known == competency).map(|(_, value)| value).collect();
                own.iter().all(|value| number(value).is_none()) && is_mostly_in(&own)
            });
            if let Some(competency) = of_one {
                let known = parts[of].competencies[competency].clone();
                about(&mut parts[at], known);
            }
        }
    }
}

fn names_of(part: &Part) -> HashSet<String> {
    part.levels.iter().flat_map(names).collect()
}

/// Makes a table the one that says what the steps of a competency mean: the column with the longest texts says it.
fn about(part: &mut Part, known: FoundCompetency) {
    part.axis = Axis::Steps;
    if part.asks.is_empty() {
        part.competencies = vec![known];
        for (level, step) in part.levels.iter_mut().enumerate() {
            let points = std::mem::take(&mut step.summary).into_iter().map(Point::from).collect();
            part.asks.push(FoundAsk { level, points, at: step.at.clone(), ..FoundAsk::default() });
            if let Some(text) = step.title.take() {
                let at = step.title_at.take().unwrap_or_else(|| step.at.clone());
                part.left.push(Left::new(at, text, BESIDE));
            }
        }
        part.asks.retain(|ask| !ask.points.is_empty());
        return;
    }
    let length = |competency: usize| -> usize {
        part.asks
            .iter()
            .filter(|ask| ask.competency == competency)
            .flat_map(|ask| &ask.points)
            .map(|point| point.text.len())
            .sum()
    };
    let says =
        (0..part.competencies.len()).max_by_key(|competency| (length(*competency), std::cmp::Reverse(*competency)));
    let Some(says) = says else { return };
    let (kept, rest): (Vec<_>, Vec<_>) =
        std::mem::take(&mut part.asks).into_iter().partition(|ask| ask.competency == says);
    for ask in rest {
        let text = ask.points.iter().map(Point::as_str).collect::<Vec<_>>().join("; ");
        part.left.push(Left::new(ask.at, text, BESIDE));
    }
    part.asks = kept.into_iter().map(|ask| FoundAsk { competency: 0, ..ask }).collect();
    part.competencies = vec![known];
}

/// Why something beside the meaning of a step is listed.
const BESIDE: &str = "it is beside the meaning of a step, and has no place there";

/// The names of a level or step; `L3`, which may have been `Level 3`, is also `3`.
fn names(level: &FoundLevel) -> Vec<String> {
    let counted = level.id.as_deref().and_then(|id| id.strip_prefix('L')).filter(|rest| number(rest).is_some());
    let named = [&level.id, &level.title].into_iter().flatten().map(|name| plain(name));
    named.chain(counted.map(str::to_owned)).collect()
}

/// The steps of tables and of what levels ask: the scale of the ladder, or one for each competency.
pub fn settle(joined: &mut Joined) {
    let mut scales: Vec<Vec<FoundLevel>> = joined.competencies.iter().map(|known| known.steps.clone()).collect();
    let mut asked: Vec<(usize, String)> = joined.asked_steps();
    asked.retain(|(_, value)| !value.is_empty());
    for (competency, value) in &asked {
        let scale = &mut scales[*competency];
        if !scale.iter().flat_map(names).any(|name| name == plain(value)) {
            scale.push(FoundLevel { title: Some(value.clone()), ..FoundLevel::default() });
        }
    }
    let is_number = |step: &FoundLevel| names(step).iter().all(|name| number(name).is_some());
    if scales.iter().flatten().all(is_number) {
        joined.name_steps(
            &scales
                .iter()
                .map(|scale| scale.iter().map(|step| (names(step), names(step)[0].clone())).collect())
                .collect::<Vec<_>>(),
        );
        return;
    }
    for scale in &mut scales {
        sort(scale);
    }
    let longest = scales.iter().max_by_key(|scale| scale.len()).cloned().unwrap_or_default();
    let is_within = |scale: &Vec<FoundLevel>| {
        scale.iter().all(|step| longest.iter().any(|known| names(known).iter().any(|name| names(step).contains(name))))
    };
    if scales.iter().all(is_within) {
        let (steps, by_name) = defined(&longest);
        joined.scale = steps;
        joined.name_steps(&vec![by_name; scales.len()]);
    } else {
        let mut by_names = Vec::new();
        for (competency, scale) in scales.iter().enumerate() {
            let (steps, by_name) = defined(scale);
            joined.competencies[competency].scale = steps;
            by_names.push(by_name);
        }
        joined.name_steps(&by_names);
    }
}

/// In the order of their numbers if all have one.
fn sort(scale: &mut [FoundLevel]) {
    let at = |step: &FoundLevel| step.id.as_deref().or(step.title.as_deref()).and_then(ordinal);
    if scale.iter().all(|step| at(step).is_some()) {
        scale.sort_by_key(at);
    }
}

type ByName = Vec<(Vec<String>, String)>;

fn defined(scale: &[FoundLevel]) -> (Vec<DraftStep>, ByName) {
    let mut taken = Taken::default();
    let mut by_name = Vec::new();
    let steps = scale.iter().map(|step| {
        let written = step.id.as_deref().map(as_written).unwrap_or_else(|| {
            let title = step.title.as_deref().unwrap_or_default();
            if title.contains(' ') || title.chars().all(|c| !c.is_ascii_digit()) {
                slug(title)
            } else {
                as_written(title)
            }
        });
        let id = taken.take(&[written]);
        by_name.push((names(step), id.clone()));
        let title = step.title.clone().filter(|title| *title != id);
        let summary = Some(step.summary.join("\n\n")).filter(|text| !text.is_empty());
        DraftStep { id, title, summary }
    });
    (steps.collect(), by_name)
}
