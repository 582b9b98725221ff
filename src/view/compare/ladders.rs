//! Two ladders: grade by grade, and what they have in common.

use crate::model::TrackKind;
use crate::model::resolve::{Rank, Resolved, Side};
use crate::view::layout::{Block, Columns, Layout, Line, Sheet};
use crate::view::named;
use crate::view::parts::LadderName;
use crate::words::join;

/// The comparison of a ladder `a` with a ladder `b`.
#[derive(Debug, Clone)]
pub struct LadderComparison {
    /// The first.
    pub a: ComparedLadder,
    /// The second.
    pub b: ComparedLadder,
    /// Grade by grade, the highest first.
    pub grades: Vec<GradeComparison>,
    /// Whether a grade that one uses is a grade of the other too. If none is, the order says nothing of one against the other.
    pub shares_grades: bool,
    /// The competencies that only the first has, by title.
    pub only_a: Vec<String>,
    /// The competencies that only the second has.
    pub only_b: Vec<String>,
    /// The competencies that both have.
    pub both: Vec<String>,
}

/// A ladder in a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedLadder {
    pub name: LadderName,
    /// The titles of its tracks.
    pub tracks: Vec<String>,
    /// How many levels it has.
    pub levels: usize,
    /// The grade from which both sides exist.
    pub fork: Option<String>,
    /// The highest grade for individual contributors.
    pub ic_ceiling: Option<String>,
    /// The highest grade for managers.
    pub manager_ceiling: Option<String>,
}

/// What two ladders have at a grade: levels by id and title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradeComparison {
    pub grade: String,
    pub title: Option<String>,
    /// The levels of the first ladder.
    pub a: Vec<String>,
    /// The levels of the second ladder.
    pub b: Vec<String>,
}

impl LadderComparison {
    /// Compares two ladders.
    pub fn new(a: &Resolved<'_>, b: &Resolved<'_>) -> Self {
        let title = |name: &String| {
            let of = |resolved: &Resolved<'_>| {
                resolved.spine.grade(resolved.spine.rank(&name.as_str().into())?)?.title.get().cloned()
            };
            of(a).or_else(|| of(b))
        };
        let grades = grades(a, b).into_iter().map(|grade| GradeComparison {
            title: title(&grade),
            a: levels_at(a, &grade),
            b: levels_at(b, &grade),
            grade,
        });
        let titles = |of: &Resolved<'_>, other: &Resolved<'_>, is_shared: bool| {
            let wanted =
                of.competencies.iter().filter(|known| other.competency(&known.value.id).is_some() == is_shared);
            wanted.map(|known| known.value.title().to_owned()).collect()
        };
        Self {
            a: ComparedLadder::new(a),
            b: ComparedLadder::new(b),
            grades: grades.collect(),
            shares_grades: shares_grades(a, b) || shares_grades(b, a),
            only_a: titles(a, b, false),
            only_b: titles(b, a, false),
            both: titles(a, b, true),
        }
    }

    /// Whether they have the same tracks, grades, levels and competencies.
    pub fn is_same(&self) -> bool {
        let (a, b) = (&self.a, &self.b);
        let facts = |of: &'_ ComparedLadder| [of.fork.clone(), of.ic_ceiling.clone(), of.manager_ceiling.clone()];
        a.tracks == b.tracks
            && a.levels == b.levels
            && facts(a) == facts(b)
            && self.grades.iter().all(|grade| grade.a == grade.b)
            && self.only_a.is_empty()
            && self.only_b.is_empty()
    }

    /// The comparison as texts and tables.
    pub fn layout(&self) -> Layout {
        let (a, b) = (&self.a, &self.b);
        let row = |label: &str, value: &dyn Fn(&ComparedLadder) -> Option<String>| {
            let cell = |ladder| vec![value(ladder).unwrap_or_else(|| "none".to_owned())];
            Line::Cells(vec![vec![label.to_owned()], cell(a), cell(b)])
        };
        let facts = vec![
            row("Version", &|ladder| ladder.name.version.clone()),
            row("Tracks", &|ladder| Some(ladder.tracks.join(", "))),
            row("Levels", &|ladder| Some(ladder.levels.to_string())),
            row("Fork", &|ladder| ladder.fork.as_ref().map(|grade| format!("grade {grade}"))),
            row("Highest grade of individual contributors", &|ladder| ladder.ic_ceiling.clone()),
            row("Highest grade of managers", &|ladder| ladder.manager_ceiling.clone()),
        ];
        let head = |first: &str| vec![first.to_owned(), a.name.title.clone(), b.name.title.clone()];
        let mut blocks = Vec::new();
        if self.is_same() {
            blocks.push(Block::Text("Both have the same tracks, grades, levels and competencies.".to_owned()));
        }
        blocks.push(Block::Table(Sheet { name: "Ladders", head: head(""), columns: Columns::Fields, rows: facts }));
        let grades = |wanted: &dyn Fn(&GradeComparison) -> bool| {
            let rows = self.grades.iter().filter(|compared| wanted(compared)).map(GradeComparison::row).collect();
            let sheet = Sheet { name: "Grades", head: head("Grade"), columns: Columns::Fields, rows };
            Block::Table(sheet.without_empty_columns())
        };
        if self.shares_grades {
            blocks.push(grades(&|_| true));
        } else {
            blocks.push(Block::Text("They share no grades, so neither can be set against the other.".to_owned()));
            blocks.extend([grades(&|compared| !compared.a.is_empty()), grades(&|compared| !compared.b.is_empty())]);
        }
        let mut say = |before: &str, competencies: &[String]| {
            if !competencies.is_empty() {
                blocks.push(Block::Text(format!("{before}: {}.", join(competencies))));
            }
        };
        say("Competencies of both", &self.both);
        say(&format!("Competencies of {} only", a.name.title), &self.only_a);
        say(&format!("Competencies of {} only", b.name.title), &self.only_b);
        Layout { title: format!("{} and {}", a.name.title, b.name.title), about: String::new(), blocks }
    }
}

impl GradeComparison {
    fn row(&self) -> Line {
        let name = named(&self.grade, self.title.as_deref().unwrap_or_default());
        Line::Cells(vec![vec![name], self.a.clone(), self.b.clone()])
    }
}

impl ComparedLadder {
    /// What is compared of a ladder.
    pub fn new(resolved: &Resolved<'_>) -> Self {
        let ladder = resolved.ladder;
        let sides = resolved.sides();
        let name = |rank: Rank| resolved.spine.name(rank);
        let top = |side: &Side| side.is_populated.then(|| side.top(resolved)).flatten().map(name);
        Self {
            name: LadderName::new(resolved),
            tracks: ladder.tracks.iter().map(|track| track.title().to_owned()).collect(),
            levels: resolved.levels.len(),
            fork: sides.fork.map(name),
            ic_ceiling: top(&sides.ic),
            manager_ceiling: top(&sides.manager),
        }
    }
}

/// Whether a grade that `a` uses is one of `b`.
fn shares_grades(a: &Resolved<'_>, b: &Resolved<'_>) -> bool {
    a.used_ranks.iter().any(|rank| b.spine.rank(&a.spine.name(*rank).as_str().into()).is_some())
}

/// The grades of both, the highest first. A grade that only `b` has follows the one above it there; all of `b` follow all of
/// `a` if they share none.
fn grades(a: &Resolved<'_>, b: &Resolved<'_>) -> Vec<String> {
    let names = |resolved: &Resolved<'_>| -> Vec<String> {
        resolved.used_ranks.iter().rev().map(|rank| resolved.spine.name(*rank)).collect()
    };
    let mut merged = names(a);
    let of_b = names(b);
    let mut at = if of_b.iter().any(|name| merged.contains(name)) { 0 } else { merged.len() };
    for name in of_b {
        match merged.iter().position(|known| *known == name) {
            Some(known) => at = known + 1,
            None => {
                merged.insert(at, name);
                at += 1;
            }
        }
    }
    merged
}

/// The levels that cover a grade, those of managers last.
fn levels_at(resolved: &Resolved<'_>, grade: &str) -> Vec<String> {
    let Some(rank) = resolved.spine.rank(&grade.into()) else { return Vec::new() };
    let mut levels: Vec<_> =
        resolved.levels.iter().filter(|level| level.track.is_aligned() && level.covers(rank)).collect();
    levels.sort_by_key(|level| matches!(level.track.kind.get(), Some(TrackKind::Manager | TrackKind::Hybrid)));
    levels.iter().map(|level| named(level.level.id.as_str(), &level.level.titles.join(" / "))).collect()
}
