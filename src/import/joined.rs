//! What several tables say together, before it has ids.

use std::collections::{BTreeMap, HashMap};

use super::draft::{DraftAsk, DraftStep};
use super::part::{FoundCompetency, FoundLevel};
use super::words::plain;
use crate::model::Point;

/// What tables say together.
#[derive(Debug, Default)]
pub struct Joined {
    pub levels: Vec<JoinedLevel>,
    pub competencies: Vec<JoinedCompetency>,
    pub asks: BTreeMap<(usize, usize), DraftAsk>,
    pub scale: Vec<DraftStep>,
    /// The numbers of competencies by the plain titles and ids that they have or had.
    pub by_name: HashMap<String, Vec<usize>>,
}

#[derive(Debug)]
pub struct JoinedLevel {
    pub found: FoundLevel,
    /// The table that it is of, if levels of others have the same names and are others.
    pub own: Option<String>,
}

#[derive(Debug, Default)]
pub struct JoinedCompetency {
    pub found: FoundCompetency,
    /// Its steps as tables name them, with what they mean.
    pub steps: Vec<FoundLevel>,
    pub meanings: Vec<(usize, Vec<Point>)>,
    pub scale: Vec<DraftStep>,
    pub by_name: Vec<(Vec<String>, String)>,
}

impl Joined {
    /// The steps that levels ask, by the number of the competency, from the lowest level up.
    pub fn asked_steps(&self) -> Vec<(usize, String)> {
        self.asks.iter().filter_map(|((_, competency), ask)| Some((*competency, ask.step.clone()?))).collect()
    }

    /// Gives steps the ids by which they are defined.
    pub fn name_steps(&mut self, by_names: &[Vec<(Vec<String>, String)>]) {
        for (competency, by_name) in self.competencies.iter_mut().zip(by_names) {
            competency.by_name.clone_from(by_name);
        }
        for ((_, competency), ask) in &mut self.asks {
            if let Some(step) = &mut ask.step
                && let Some((_, id)) = by_names[*competency].iter().find(|(names, _)| names.contains(&plain(step)))
            {
                step.clone_from(id);
            }
        }
    }
}
