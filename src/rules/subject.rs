//! What rules are run on: a ladder, a file, a project.

use super::causes::Causes;
use super::texts::Texts;
use crate::config::Settings;
use crate::finding::Mark;
use crate::model::resolve::{MovesByLadder, Resolved, Route, Sides};
use crate::model::{Base, CompetencyId, Definitions, Ladder, LadderSet, Move, OwnerId, Part, Place};

/// One ladder, with everything that most rules need worked out once.
pub struct Subject<'a> {
    /// The ladder, resolved.
    pub resolved: &'a Resolved<'a>,
    /// Its two sides.
    pub sides: Sides,
    /// The two sides of each of its crafts.
    pub crafts: Vec<Sides>,
    /// Every way from level to level that starts or ends in it.
    pub routes: Vec<Route<'a>>,
    /// The written moves that touch it, each with the ladder whose file writes it, in the order of the files.
    pub moves: Vec<(&'a Ladder, &'a Move)>,
    /// What is written in its file; nothing in a [`Project`], which would be too large.
    pub texts: Texts<'a>,
    /// The causes of findings in it.
    pub causes: Causes,
    /// The project's settings.
    pub settings: &'a Settings,
}

/// The moves of all ladders.
pub(super) struct Moves<'a> {
    pub(super) by_ladder: MovesByLadder<'a>,
    /// Whether every move between any two ladders is known, so that the absence of one says something.
    pub(super) are_known: bool,
}

/// One file by itself.
pub enum File<'f, 'a> {
    /// A ladder.
    Ladder(&'f Subject<'a>),
    /// A base, what is written in it, and what the project sets.
    Base(&'f Base, &'f Texts<'a>, &'f Settings),
}

impl File<'_, '_> {
    /// The whole file, as a place.
    pub fn owner(&self) -> OwnerId {
        match self {
            Self::Ladder(subject) => subject.ladder().owner(),
            Self::Base(base, ..) => base.owner(),
        }
    }

    /// What is written in it.
    pub(super) fn texts(&self) -> &Texts<'_> {
        match self {
            Self::Ladder(subject) => &subject.texts,
            Self::Base(_, texts, _) => texts,
        }
    }

    /// What the project sets.
    pub(super) fn settings(&self) -> &Settings {
        match self {
            Self::Ladder(subject) => subject.settings,
            Self::Base(_, _, settings) => settings,
        }
    }

    /// Its definitions.
    pub fn definitions(&self) -> &Definitions {
        match self {
            Self::Ladder(subject) => &subject.ladder().definitions,
            Self::Base(base, ..) => &base.definitions,
        }
    }
}

/// Every ladder of a project.
pub struct Project<'a> {
    /// The ladders and bases.
    pub set: &'a LadderSet,
    /// Each ladder, as [`super::Check::Ladder`] gets it.
    pub subjects: &'a [Subject<'a>],
}

impl<'a> Subject<'a> {
    pub(super) fn new(resolved: &'a Resolved<'a>, moves: &Moves<'a>, settings: &'a Settings) -> Self {
        let touching = moves.by_ladder.of(&resolved.ladder.id);
        let (sides, crafts, routes) = (resolved.sides(), resolved.sides_by_craft(), resolved.routes());
        let levels: Vec<_> =
            resolved.levels.iter().map(|standing| (&standing.level.id, standing.level.status())).collect();
        let texts = Texts::new(&resolved.ladder.owner(), resolved.ladder.facts(), &levels);
        let causes = Causes::new(resolved, &crafts, &routes, &texts, moves.are_known);
        Self { resolved, sides, crafts, routes, moves: touching.to_vec(), texts, causes, settings }
    }

    /// The ladder.
    pub fn ladder(&self) -> &Ladder {
        self.resolved.ladder
    }

    /// A mark at the id of a level.
    pub fn level_mark(&self, level: usize, label: impl Into<String>) -> Mark {
        Mark::place(self.resolved.levels[level].place(self.ladder()), label)
    }

    /// A mark at a key of a level.
    pub fn level_key(&self, level: usize, key: &'static str, label: impl Into<String>) -> Mark {
        Mark::key(self.resolved.levels[level].place(self.ladder()), key, label)
    }

    /// The place of an expectation.
    pub fn expectation_place(&self, level: usize, competency: &CompetencyId) -> Place {
        let standing = &self.resolved.levels[level];
        let part = Part::Expectation(standing.track.id.clone(), standing.level.id.clone(), competency.clone());
        Place::new(&self.ladder().id, part)
    }

    /// A mark at an expectation.
    pub fn expectation_mark(&self, level: usize, competency: &CompetencyId, label: impl Into<String>) -> Mark {
        Mark::place(self.expectation_place(level, competency), label)
    }
}
