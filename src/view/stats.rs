//! Ladders in figures, a row each.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::ComparedLadder;
use super::layout::{Block, Columns, Layout, Line, Sheet};
use super::{MoveKind, MoveView};
use crate::model::resolve::{Resolved, Side, Told};
use crate::model::{CompetencyId, Says, Use};
use crate::words::count;

/// Figures of ladders.
#[derive(Debug, Clone, Default)]
pub struct Stats {
    pub ladders: Vec<LadderStats>,
}

/// Figures of a ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderStats {
    /// Its tracks, levels, fork and ceilings.
    pub ladder: ComparedLadder,
    /// How many pairs of levels of two tracks people can switch between at one grade, in at least one direction.
    pub switches: usize,
    /// How many words a level has on average: its summary, its scope and what it asks itself. Rounded.
    pub words_per_level: usize,
    /// How many competencies it reaches.
    pub competencies: usize,
    /// Those that levels of both sides speak of, by title.
    pub shared: Vec<String>,
}

impl Stats {
    /// The figures of ladders.
    pub fn new(ladders: &[Resolved<'_>]) -> Self {
        Self { ladders: ladders.iter().map(LadderStats::new).collect() }
    }

    /// The figures as a table.
    pub fn layout(&self) -> Layout {
        let head = [
            "Ladder",
            "Tracks",
            "Levels",
            "Fork",
            "IC top",
            "Manager top",
            "Switches",
            "Words a level",
            "On both sides",
        ];
        let rows = self.ladders.iter().map(LadderStats::row).collect();
        let sheet = Sheet { name: "Ladders", head: head.map(str::to_owned).to_vec(), columns: Columns::Figures, rows };
        Layout {
            title: count(self.ladders.len(), "ladder"),
            about: "Fork and tops are grades; on both sides: competencies that levels of both ask.".to_owned(),
            blocks: vec![Block::Table(sheet)],
        }
    }
}

impl LadderStats {
    fn new(resolved: &Resolved<'_>) -> Self {
        let routes = resolved.routes();
        let lateral = routes.iter().map(|route| MoveView::new(resolved, route));
        let lateral = lateral.filter(|way| way.kind == MoveKind::Lateral);
        let pairs: BTreeSet<(String, String)> =
            lateral.map(|way| if way.from < way.to { (way.from, way.to) } else { (way.to, way.from) }).collect();
        let words: usize = words(resolved).values().sum();
        let levels = resolved.levels.len();
        Self {
            ladder: ComparedLadder::new(resolved),
            switches: pairs.len(),
            words_per_level: (words + levels / 2).checked_div(levels).unwrap_or(0),
            competencies: resolved.competencies.len(),
            shared: shared(resolved),
        }
    }

    fn row(&self) -> Line {
        let ladder = &self.ladder;
        let grade = |grade: &Option<String>| grade.clone().unwrap_or_else(|| "none".to_owned());
        let cells = [
            ladder.name.id.clone(),
            ladder.tracks.len().to_string(),
            ladder.levels.to_string(),
            grade(&ladder.fork),
            grade(&ladder.ic_ceiling),
            grade(&ladder.manager_ceiling),
            self.switches.to_string(),
            self.words_per_level.to_string(),
            self.shared.len().to_string(),
        ];
        Line::Cells(cells.map(|cell| vec![cell]).to_vec())
    }
}

/// How many words each level has, without titles and without what it includes. What a step means counts where the level
/// names only the step.
fn words(resolved: &Resolved<'_>) -> BTreeMap<usize, usize> {
    let count = |text: &str| text.split_whitespace().count();
    let mut words: BTreeMap<usize, usize> = BTreeMap::new();
    for fact in resolved.ladder.facts() {
        let level = fact.part.level().and_then(|level| resolved.level_index(level.as_str()));
        if let (Some(level), Says::Text(used_as, text)) = (level, fact.says)
            && used_as != Use::Title
        {
            *words.entry(level).or_default() += count(text);
        }
    }
    for (index, standing) in resolved.levels.iter().enumerate() {
        for expectation in &standing.level.expectations {
            if let Told::Asked { asked, .. } = resolved.told(index, &expectation.competency)
                && asked.of_step
            {
                *words.entry(index).or_default() += asked.points.iter().map(|point| count(&point.text)).sum::<usize>();
            }
        }
    }
    words
}

/// The titles of competencies that levels of both sides ask.
fn shared(resolved: &Resolved<'_>) -> Vec<String> {
    let sides = resolved.sides();
    if !(sides.ic.is_populated && sides.manager.is_populated) {
        return Vec::new();
    }
    let asks = |side: &Side, competency: &CompetencyId| {
        side.levels.iter().any(|level| matches!(resolved.told(*level, competency), Told::Asked { .. }))
    };
    let competencies = resolved.competencies.iter().map(|known| known.value);
    let shared = competencies.filter(|known| asks(&sides.ic, &known.id) && asks(&sides.manager, &known.id));
    shared.map(|known| known.title().to_owned()).collect()
}
