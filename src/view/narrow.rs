//! The parts of a ladder that somebody asks for: some tracks, levels, competencies or grades.

use crate::model::resolve::Resolved;
use crate::model::{CompetencyId, GradeId};

/// What is asked for, as it is typed; an empty list takes all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// Tracks, by id or kind.
    pub tracks: Vec<String>,
    /// Levels, by id, and ranges of levels of one track: `IC3..IC5`, `IC3..` up to the highest, `..IC3` from the lowest.
    pub levels: Vec<String>,
    /// Competencies, by id.
    pub competencies: Vec<String>,
    /// Grades, by id.
    pub grades: Vec<String>,
}

/// What a ladder does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    /// A name: what it should be of, the name, and the names that there are.
    Name(&'static str, String, Vec<String>),
    /// A range whose ends are on two tracks, or in the wrong order.
    Range(String),
}

/// The parts of a ladder that are kept.
#[derive(Debug, Clone)]
pub struct Kept {
    levels: Vec<bool>,
    /// The competencies, if they are narrowed.
    competencies: Option<Vec<String>>,
}

impl Narrowing {
    /// Whether it takes all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The first name that none of the ladders has.
    ///
    /// # Errors
    /// What is unknown.
    pub fn check<'r, 'a: 'r>(&self, ladders: impl IntoIterator<Item = &'r Resolved<'a>>) -> Result<(), Unknown> {
        let ladders: Vec<&Resolved<'_>> = ladders.into_iter().collect();
        let tracks = ladders.iter().flat_map(|resolved| resolved.ladder.tracks.iter());
        let kinds = tracks.clone().filter_map(|track| track.kind.get().map(|kind| kind.as_str().to_owned()));
        known("track", &self.tracks, tracks.map(|track| track.id.to_string()).chain(kinds))?;
        let competencies = ladders.iter().flat_map(|resolved| &resolved.competencies);
        known("competency", &self.competencies, competencies.map(|known| known.value.id.to_string()))?;
        let grades =
            ladders.iter().flat_map(|resolved| resolved.used_ranks.iter().map(|rank| resolved.spine.name(*rank)));
        known("grade", &self.grades, grades)?;
        let levels = ladders.iter().flat_map(|resolved| &resolved.levels).map(|level| level.level.id.to_string());
        let ends = self.levels.iter().flat_map(|text| ends(text).into_iter().flatten()).map(str::to_owned);
        let ends = ends.collect::<Vec<_>>();
        known("level", &ends, levels)?;
        let is_range = |text: &&String| ladders.iter().any(|resolved| range(resolved, text).is_some());
        self.levels.iter().find(|text| !is_range(text)).map_or(Ok(()), |text| Err(Unknown::Range(text.clone())))
    }

    /// What it keeps of a ladder.
    pub fn of(&self, resolved: &Resolved<'_>) -> Kept {
        let ranges: Vec<_> = self.levels.iter().filter_map(|text| range(resolved, text)).collect();
        let ranks: Vec<_> =
            self.grades.iter().filter_map(|grade| resolved.spine.rank(&GradeId::from(grade.as_str()))).collect();
        let is_kept = |(index, standing): (usize, &crate::model::resolve::Standing<'_>)| {
            let track = standing.track;
            let is_track = |wanted: &String| {
                *wanted == track.id.as_str() || track.kind.get().is_some_and(|kind| kind.as_str() == wanted)
            };
            (self.tracks.is_empty() || self.tracks.iter().any(is_track))
                && (self.levels.is_empty() || ranges.iter().any(|range| range.contains(&index)))
                && (self.grades.is_empty() || ranks.iter().any(|rank| standing.covers(*rank)))
        };
        Kept {
            levels: resolved.levels.iter().enumerate().map(is_kept).collect(),
            competencies: (!self.competencies.is_empty()).then(|| self.competencies.clone()),
        }
    }
}

impl Kept {
    /// Whether any level is kept.
    pub fn has_levels(&self) -> bool {
        self.levels.contains(&true)
    }

    /// Whether the level of that index is kept.
    pub fn level(&self, index: usize) -> bool {
        self.levels[index]
    }

    /// Whether every level is kept.
    pub fn is_every_level(&self) -> bool {
        !self.levels.contains(&false)
    }

    /// Whether a competency is kept.
    pub fn competency(&self, id: &CompetencyId) -> bool {
        self.competencies.as_ref().is_none_or(|kept| kept.iter().any(|known| known == id.as_str()))
    }
}

fn known(what: &'static str, wanted: &[String], names: impl Iterator<Item = String>) -> Result<(), Unknown> {
    if wanted.is_empty() {
        return Ok(());
    }
    let mut all: Vec<String> = Vec::new();
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    let unknown = wanted.iter().find(|name| !all.contains(name));
    unknown.map_or(Ok(()), |name| Err(Unknown::Name(what, name.clone(), all.clone())))
}

/// The ends of a range; `None` is the end of the track.
fn ends(text: &str) -> [Option<&str>; 2] {
    match text.split_once("..") {
        Some(ends) if ends != ("", "") => [ends.0, ends.1].map(|end| (!end.is_empty()).then_some(end)),
        _ => [Some(text); 2],
    }
}

/// The levels of a range, by index: `IC4` is that level, `IC3..IC5` are those of one track from the first to the last.
fn range(resolved: &Resolved<'_>, text: &str) -> Option<std::ops::RangeInclusive<usize>> {
    let [first, last] = ends(text);
    let track = resolved.levels[resolved.level_index(first.or(last)?)?].track_index;
    let on_track = |level: &usize| resolved.levels[*level].track_index == track;
    let first = first.map_or_else(|| (0..resolved.levels.len()).find(on_track), |id| resolved.level_index(id))?;
    let last = last.map_or_else(|| (0..resolved.levels.len()).rfind(on_track), |id| resolved.level_index(id))?;
    let is_one_track = on_track(&first) && on_track(&last);
    (is_one_track && first <= last).then_some(first..=last)
}
