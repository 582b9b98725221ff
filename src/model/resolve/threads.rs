//! What levels ask of a competency: as told at one level, and in effect.

use std::collections::HashSet;

use super::Resolved;
use crate::model::{Ask, Asked, CompetencyId, StepId};

/// What one level itself says of a competency, `same_as` followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told<'a> {
    /// Nothing.
    Silent,
    /// Deliberately not asked (`~`).
    NotAsked,
    /// This is asked; `by` is the level whose text it is.
    Asked {
        /// The level that the words stand at.
        by: usize,
        /// The words.
        asked: &'a Asked,
    },
    /// Something that could not be read.
    Unknown,
}

/// What a level asks of a competency in effect.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Effective<'a> {
    /// What is asked, the lowest level's part first; on a track that is not cumulative at most one part.
    pub parts: Vec<(usize, &'a Asked)>,
    /// Whether a part could not be read.
    pub partial: bool,
}

impl<'a> Effective<'a> {
    /// The step that is asked: the last that a part states.
    pub fn step(&self) -> Option<&'a StepId> {
        self.parts.iter().rev().find_map(|(_, asked)| asked.step.get())
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && !self.partial
    }
}

impl<'a> Resolved<'a> {
    /// What `level` itself says of `competency`.
    pub fn told(&self, level: usize, competency: &CompetencyId) -> Told<'a> {
        let mut at = level;
        let mut seen = HashSet::new();
        loop {
            let Some(expectation) = self.expectations[at].get(competency.as_str()) else {
                return if at == level { Told::Silent } else { Told::Unknown };
            };
            match &expectation.ask {
                Ask::Asked(asked) => return Told::Asked { by: at, asked },
                Ask::NotAsked => return Told::NotAsked,
                Ask::Unknown => return Told::Unknown,
                Ask::SameAs(target) => match self.level_index(target.as_str()) {
                    Some(next) if seen.insert(next) => at = next,
                    _ => return Told::Unknown,
                },
            }
        }
    }

    /// What `level` asks of `competency` in effect: on a cumulative track also what the levels below it ask,
    /// until `~` ends the thread.
    pub fn effective(&self, level: usize, competency: &CompetencyId) -> Effective<'a> {
        let mut effective = Effective::default();
        let mut at = level;
        loop {
            match self.told(at, competency) {
                Told::Asked { by, asked } => effective.parts.push((by, asked)),
                Told::NotAsked => break,
                Told::Unknown => effective.partial = true,
                Told::Silent => {}
            }
            match self.below(at) {
                Some(below) if self.levels[level].track.is_cumulative() => at = below,
                _ => break,
            }
        }
        effective.parts.reverse();
        effective
    }
}
