//! What a thing is, in Markdown, with everything resolved.

use std::fmt::Write;

use super::project::Project;
use crate::model::resolve::Resolved;
use crate::model::{Band, Grade, LevelId, Part, Place, Step, StepId};
use crate::view::LevelView;

/// What is shown of a thing; `None` where there is nothing to say.
pub(super) fn text(project: &Project, place: &Place) -> Option<String> {
    let set = &project.loaded.set;
    let ladder = set.ladder(place.owner.as_str());
    let definitions = set.definitions(&place.owner);
    match &place.part {
        Part::Whole => match (ladder, set.base(place.owner.as_str())) {
            (Some(ladder), _) => Some(heading(&place.owner, ladder.title(), ladder.summary.get())),
            (None, Some(base)) => {
                Some(heading(&place.owner, base.title.text().unwrap_or_default(), base.summary.get()))
            }
            (None, None) => None,
        },
        Part::Track(id) => {
            let track = ladder?.tracks.iter().find(|track| track.id == *id)?;
            let mut text = heading(id, track.title(), track.summary.get());
            let levels: Vec<&str> = track.levels.iter().map(|level| level.id.as_str()).collect();
            line(&mut text, "levels", &levels.join(", "));
            Some(text)
        }
        Part::Level(_, id) => {
            let resolved = Resolved::new(set, ladder?);
            let index = resolved.level_index(id.as_str())?;
            Some(level(&resolved, index, project.shows_pay))
        }
        Part::Competency(id) => {
            let competency = definitions?.competencies.iter().find(|known| known.id == *id)?;
            let mut text = heading(id, competency.title(), competency.summary.get());
            line(&mut text, "group", competency.group.text().unwrap_or_default());
            line(&mut text, "kind", competency.kind.text().unwrap_or_default());
            line(&mut text, "tracks", &competency.tracks.iter().map(String::as_str).collect::<Vec<_>>().join(", "));
            line(&mut text, "defined in", place.owner.as_str());
            Some(text)
        }
        Part::Grade(id) => {
            let found = definitions?.grades.get()?.iter().find(|known| known.id == *id)?;
            Some(grade(project, found))
        }
        Part::Step(id) => step(definitions?.scale.get()?, id),
        Part::CompetencyScale(competency, id) => {
            let competency = definitions?.competencies.iter().find(|known| known.id == *competency)?;
            step(competency.scale.get()?, id)
        }
        Part::Role(id) => {
            let role = ladder?.roles.iter().find(|known| known.id == *id)?;
            let mut text = heading(id, role.title(), role.summary.get());
            line(&mut text, "levels", &role.levels.iter().map(LevelId::as_str).collect::<Vec<_>>().join(", "));
            Some(text)
        }
        _ => None,
    }
}

fn step(scale: &[Step], id: &StepId) -> Option<String> {
    let step = scale.iter().find(|known| known.id == *id)?;
    Some(heading(id, step.title.text().unwrap_or_default(), step.summary.get()))
}

/// A level with its grade, its parallel levels, and what it asks, also what it takes from others.
fn level(resolved: &Resolved<'_>, index: usize, shows_pay: bool) -> String {
    let view = LevelView::new(resolved, index);
    let mut text = heading(&view.id, &view.titles.join(", "), view.summary.as_ref());
    line(&mut text, "grade", &view.grades.as_ref().map_or_else(String::new, ToString::to_string));
    line(&mut text, "parallel", &view.parallel.join(", "));
    line(&mut text, "scope", view.scope.as_deref().unwrap_or_default());
    line(&mut text, "manages", view.manages.unwrap_or_default());
    if shows_pay {
        let bands: Vec<String> = view.pay.iter().map(|band| band.describe()).collect();
        line(&mut text, "pay", &bands.join("; "));
    }
    for asked in view.expectations.iter().filter(|asked| !asked.not_asked) {
        let points: Vec<&str> = asked.points.iter().map(|point| point.text.as_str()).collect();
        let mut said = points.join(" ");
        if let Some(step) = &asked.step {
            said = if said.is_empty() { step.clone() } else { format!("{step}: {said}") };
        }
        let from: Vec<&str> = asked.said_at.iter().chain(&asked.includes).map(String::as_str).collect();
        if !from.is_empty() {
            let _ = write!(said, " (from {})", from.join(", "));
        }
        line(&mut text, &asked.competency, said.trim());
    }
    text
}

fn grade(project: &Project, grade: &Grade) -> String {
    let mut text = heading(&grade.id, grade.title.text().unwrap_or_default(), grade.summary.get());
    line(&mut text, "scope", grade.scope.text().unwrap_or_default());
    if project.shows_pay {
        let bands: Vec<String> = grade.pay.iter().map(Band::in_words).collect();
        line(&mut text, "pay", &bands.join("; "));
    }
    let ladders = project.loaded.set.ladders.iter();
    let at = ladders.flat_map(|ladder| {
        let levels = ladder
            .levels()
            .filter(|(_, level)| level.grades.get().is_some_and(|span| span.low == grade.id || span.high == grade.id));
        levels.map(move |(_, level)| format!("{}/{}", ladder.id, level.id))
    });
    line(&mut text, "levels", &at.collect::<Vec<_>>().join(", "));
    text
}

fn heading(id: &impl ToString, title: &str, summary: Option<&String>) -> String {
    let id = id.to_string();
    let mut text = if title.is_empty() || title == id { format!("**{id}**") } else { format!("**{id}** {title}") };
    if let Some(summary) = summary {
        text.push_str("\n\n");
        text.push_str(summary.trim());
    }
    text.push('\n');
    text
}

fn line(text: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        let _ = write!(text, "\n- {name}: {value}");
    }
}
