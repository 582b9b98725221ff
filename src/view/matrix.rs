//! Competencies by levels, track by track: what each level asks itself.

use super::layout::{Block, Columns, Groups, Layout, Line, Sheet};
use super::level::{ExpectationView, LevelView};
use super::named;
use super::narrow::Kept;
use super::parts::{CompetencyView, LadderName, StepPlace, competency, order_by_group, step_name};
use crate::model::resolve::Resolved;

/// The matrix of a ladder.
#[derive(Debug, Clone)]
pub struct Matrix {
    pub ladder: LadderName,
    /// The competencies that a level speaks of, by group.
    pub competencies: Vec<CompetencyView>,
    /// The tracks that have a level, in the order of the file.
    pub tracks: Vec<MatrixTrack>,
}

/// A track of a matrix.
#[derive(Debug, Clone)]
pub struct MatrixTrack {
    pub id: String,
    /// Its title, or else its id.
    pub title: String,
    /// `ic`, `manager`, `hybrid` or `shared`.
    pub kind: Option<&'static str>,
    /// Whether levels include what those below ask.
    pub cumulative: bool,
    /// Its levels, lowest first.
    pub levels: Vec<MatrixLevel>,
    /// A row for each competency that a level speaks of, by group.
    pub rows: Vec<MatrixRow>,
}

/// A level of a matrix.
#[derive(Debug, Clone)]
pub struct MatrixLevel {
    /// Everything about it.
    pub level: LevelView,
    /// The title of its grade, if it has one grade.
    pub grade_title: Option<String>,
}

/// A competency of a matrix.
#[derive(Debug, Clone)]
pub struct MatrixRow {
    pub competency: String,
    /// Its title, or else its id.
    pub title: String,
    /// Its heading.
    pub group: Option<String>,
    /// What each level says of it itself.
    pub cells: Vec<Option<Says>>,
}

/// What a level itself says of a competency.
#[derive(Debug, Clone)]
pub struct Says {
    pub expectation: ExpectationView,
    /// The step as people call it.
    pub step: Option<String>,
    /// Where the step is on its scale.
    pub place: Option<StepPlace>,
}

impl Matrix {
    /// The matrix of what is kept of a ladder.
    pub fn new(resolved: &Resolved<'_>, kept: &Kept) -> Self {
        let tracks = resolved.ladder.tracks.iter().enumerate().filter_map(|(at, track)| {
            let on_track = |level: &usize| resolved.levels[*level].track_index == at && kept.level(*level);
            let levels: Vec<usize> = (0..resolved.levels.len()).filter(on_track).collect();
            let views: Vec<MatrixLevel> = levels.iter().map(|level| MatrixLevel::new(resolved, *level)).collect();
            let competencies = resolved.competencies.iter().filter(|known| kept.competency(&known.value.id));
            let row = |competency: &crate::model::Competency| MatrixRow {
                competency: competency.id.to_string(),
                title: competency.title().to_owned(),
                group: competency.group.get().cloned(),
                cells: views.iter().map(|view| Says::new(resolved, &view.level, competency)).collect(),
            };
            let rows = competencies.map(|known| row(known.value)).filter(|row| row.cells.iter().any(Option::is_some));
            let mut rows: Vec<MatrixRow> = rows.collect();
            order_by_group(&mut rows, |row| row.group.as_deref());
            (!levels.is_empty()).then(|| MatrixTrack {
                id: track.id.to_string(),
                title: track.title().to_owned(),
                kind: track.kind.get().map(|kind| kind.as_str()),
                cumulative: track.is_cumulative(),
                levels: views,
                rows,
            })
        });
        let tracks: Vec<MatrixTrack> = tracks.collect();
        let is_told = |id: &str| tracks.iter().flat_map(|track| &track.rows).any(|row| row.competency == id);
        let told = resolved.competencies.iter().filter(|known| is_told(known.value.id.as_str()));
        let mut competencies: Vec<CompetencyView> =
            told.map(|known| competency(known.value, known.owner.to_string())).collect();
        order_by_group(&mut competencies, |known| known.group.as_deref());
        Self { ladder: LadderName::new(resolved), competencies, tracks }
    }

    /// Whether no level says anything.
    pub fn is_empty(&self) -> bool {
        self.tracks.iter().all(|track| track.rows.is_empty())
    }

    /// A table for each track, under its title.
    pub(super) fn sheets(&self) -> Vec<Block> {
        let sheets =
            self.tracks.iter().map(|track| [Block::Heading(1, track.title.clone()), Block::Table(track.sheet())]);
        sheets.flatten().collect()
    }

    /// The matrix as a table for each track.
    pub fn layout(&self) -> Layout {
        let mut blocks = Vec::new();
        for track in &self.tracks {
            blocks.push(Block::Heading(1, track.title.clone()));
            blocks.extend(track.says_that_it_is_cumulative());
            blocks.push(Block::Table(track.sheet()));
        }
        Layout { title: self.ladder.to_string(), about: String::new(), blocks }
    }
}

impl MatrixTrack {
    pub(super) fn says_that_it_is_cumulative(&self) -> Option<Block> {
        let text = "Each level also asks what the levels before it ask.";
        (self.cumulative && self.levels.len() > 1).then(|| Block::Text(text.to_owned()))
    }

    fn sheet(&self) -> Sheet {
        let heads = self.levels.iter().map(|level| level.level.name());
        let mut rows = Vec::new();
        let mut fact = |name: &str, value: &dyn Fn(&MatrixLevel) -> Option<String>| {
            let cells: Vec<Vec<String>> = self.levels.iter().map(|level| value(level).into_iter().collect()).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(Line::Cells(std::iter::once(vec![name.to_owned()]).chain(cells).collect()));
            }
        };
        fact("Grade", &MatrixLevel::grade);
        fact("Scope", &|level| level.level.scope.clone());
        let mut groups = Groups::default();
        for row in &self.rows {
            rows.extend(groups.heading(row.group.as_deref()));
            let cells = row.cells.iter().map(|says| says.as_ref().map_or_else(Vec::new, Says::paragraphs));
            rows.push(Line::Cells(std::iter::once(vec![row.title.clone()]).chain(cells).collect()));
        }
        let head = std::iter::once("Competency".to_owned()).chain(heads).collect();
        Sheet { name: "Competencies", head, columns: Columns::Series, rows }
    }
}

impl MatrixLevel {
    fn new(resolved: &Resolved<'_>, index: usize) -> Self {
        let grade = resolved.levels[index].ranks.filter(|(low, high)| low == high);
        let grade = grade.and_then(|(low, _)| resolved.spine.grade(low));
        Self { level: LevelView::new(resolved, index), grade_title: grade.and_then(|grade| grade.title.get().cloned()) }
    }

    /// Its grade, and the title of it.
    pub fn grade(&self) -> Option<String> {
        let grades = self.level.grades.as_ref()?.to_string();
        Some(named(&grades, self.grade_title.as_deref().unwrap_or_default()))
    }
}

impl Says {
    /// What a level says of a competency; `None` if it says nothing itself.
    pub(super) fn new(
        resolved: &Resolved<'_>,
        level: &LevelView,
        competency: &crate::model::Competency,
    ) -> Option<Self> {
        let said = level.expectations.iter().find(|said| said.competency == competency.id.as_str())?;
        let is_said = said.not_asked || said.step.is_some() || !said.points.is_empty();
        let scale = resolved.scale_of(&competency.id);
        is_said.then(|| Self {
            step: said.step.as_ref().map(|step| step_name(scale, &step.as_str().into())),
            place: said.step.as_ref().and_then(|step| StepPlace::new(scale, &step.as_str().into())),
            expectation: said.clone(),
        })
    }

    /// The points, the first of which begins with the step.
    pub(super) fn paragraphs(&self) -> Vec<String> {
        if self.expectation.not_asked {
            return vec!["not asked".to_owned()];
        }
        let said_at = self.expectation.said_at.as_ref().map(|level| format!("as at {level}"));
        let remarks = self.step.iter().cloned().chain(said_at).collect::<Vec<_>>().join(", ");
        let mut points: Vec<String> = self.expectation.points.iter().map(|point| point.text.clone()).collect();
        match points.first_mut() {
            None => points.push(remarks),
            Some(first) if !remarks.is_empty() => *first = format!("({remarks}) {first}"),
            Some(_) => {}
        }
        points
    }
}
