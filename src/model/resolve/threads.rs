//! What levels ask of a competency: as told at one level, and in effect.

use foldhash::HashMap;

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
        /// The level that has the words.
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

/// What every level says of every competency that it speaks of. Each `same_as` is followed once, however long a chain.
fn follow<'a>(resolved: &Resolved<'a>) -> Vec<HashMap<&'a str, Told<'a>>> {
    let levels = &resolved.levels;
    let mut told: Vec<HashMap<&str, Told<'_>>> = vec![HashMap::default(); levels.len()];
    let mut same_as: Vec<HashMap<&str, Option<usize>>> = vec![HashMap::default(); levels.len()];
    for (level, standing) in levels.iter().enumerate() {
        for expectation in &standing.level.expectations {
            let competency = expectation.competency.as_str();
            if told[level].contains_key(competency) || same_as[level].contains_key(competency) {
                continue;
            }
            let said = match &expectation.ask {
                Ask::Asked(asked) => Told::Asked { by: level, asked: resolved.meant(&expectation.competency, asked) },
                Ask::NotAsked => Told::NotAsked,
                Ask::Unknown => Told::Unknown,
                Ask::SameAs(target) => {
                    same_as[level].insert(competency, resolved.level_index(target.as_str()));
                    continue;
                }
            };
            told[level].insert(competency, said);
        }
    }
    for (start, standing) in levels.iter().enumerate() {
        for expectation in &standing.level.expectations {
            let competency = expectation.competency.as_str();
            let (mut at, mut chain) = (start, Vec::new());
            let said = loop {
                if let Some(said) = told[at].get(competency) {
                    break *said;
                }
                // A link that is taken already is part of a circle.
                let Some(link) = same_as[at].remove(competency) else { break Told::Unknown };
                chain.push(at);
                let Some(next) = link else { break Told::Unknown };
                at = next;
            };
            for level in chain {
                told[level].insert(competency, said);
            }
        }
    }
    told
}

impl<'a> Resolved<'a> {
    /// What `level` itself says of `competency`.
    pub fn told(&self, level: usize, competency: &CompetencyId) -> Told<'a> {
        let told = self.told.get_or_init(|| follow(self));
        told[level].get(competency.as_str()).copied().unwrap_or(Told::Silent)
    }

    /// What is asked by something that names only a step: what the competency says that the step means.
    pub(super) fn meant(&self, competency: &CompetencyId, asked: &'a Asked) -> &'a Asked {
        let is_bare = asked.points.is_empty() && asked.examples.is_empty();
        let step = asked.step.get().filter(|_| is_bare);
        let meaning = self.competency(competency).zip(step).and_then(|(defined, step)| {
            let scale = self.scale_of(competency);
            let means = |known: &&Asked| known.step.get().is_some_and(|known| scale.is_one_step(known, step));
            defined.value.steps.iter().find(means)
        });
        meaning.unwrap_or(asked)
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
