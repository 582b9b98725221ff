//! What each level of one ladder asks in effect, in a form that answers quickly: inherited parts, followers, steps.

use std::collections::HashMap;
use std::ops::Range;

use super::text::fold;
use crate::model::resolve::{Resolved, Told};
use crate::model::{Ask, CompetencyId, LevelId, Part, Place, Point, Status, StepId};

/// What one level says of a competency, where it stands on its track.
#[derive(Debug)]
struct Statement<'a> {
    position: usize,
    told: Told<'a>,
    /// The lowest position whose statements hold here; one more than `position` where the thread ends here.
    start: usize,
    /// The step in effect.
    step: Option<&'a StepId>,
}

/// One competency on one track.
#[derive(Debug, Default)]
struct Thread<'a> {
    statements: Vec<Statement<'a>>,
    /// Where each point is asked, by its folded text, lowest first.
    points: HashMap<String, Vec<usize>>,
}

/// What the levels of a ladder ask. Levels are named by their index in [`Resolved::levels`].
#[derive(Debug)]
pub(super) struct Asks<'a> {
    pub(super) resolved: Resolved<'a>,
    /// By track, then by competency.
    threads: Vec<HashMap<&'a str, Thread<'a>>>,
    /// By track and folded text, the competencies that it is a point of somewhere on the track.
    homes: Vec<HashMap<String, Vec<&'a str>>>,
    /// By level and competency, the levels whose `same_as` leads to its words.
    followers: HashMap<usize, HashMap<&'a str, Vec<usize>>>,
    /// For each level, the next one up the track (itself included) that is not planned; the track's end if none.
    next_open: Vec<usize>,
}

impl<'a> Asks<'a> {
    pub(super) fn new(resolved: Resolved<'a>) -> Self {
        let mut threads: Vec<HashMap<&'a str, Thread<'a>>> = Vec::new();
        threads.resize_with(resolved.ladder.tracks.len(), HashMap::new);
        let mut homes: Vec<HashMap<String, Vec<&'a str>>> = Vec::new();
        homes.resize_with(threads.len(), HashMap::new);
        let mut followers: HashMap<usize, HashMap<&'a str, Vec<usize>>> = HashMap::new();
        for (index, standing) in resolved.levels.iter().enumerate() {
            for expectation in &standing.level.expectations {
                let competency = expectation.competency.as_str();
                let told = resolved.told(index, &expectation.competency);
                if let (Ask::SameAs(_), Told::Asked { by, .. }) = (&expectation.ask, told) {
                    followers.entry(by).or_default().entry(competency).or_default().push(index);
                }
                let thread = threads[standing.track_index].entry(competency).or_default();
                thread.state(standing.position, told, standing.track.is_cumulative());
            }
        }
        for (homes, threads) in homes.iter_mut().zip(&threads) {
            for (competency, thread) in threads {
                for folded in thread.points.keys() {
                    homes.entry(folded.clone()).or_default().push(competency);
                }
            }
        }
        let mut next_open = vec![0; resolved.levels.len()];
        for (index, standing) in resolved.levels.iter().enumerate().rev() {
            let is_top = standing.position + 1 == standing.track.levels.len();
            let planned = standing.level.status() == Some(Status::Planned);
            next_open[index] = match (planned, is_top) {
                (false, _) => standing.position,
                (true, true) => standing.position + 1,
                (true, false) => next_open[index + 1],
            };
        }
        Self { resolved, threads, homes, followers, next_open }
    }

    /// The level of that id.
    pub(super) fn level(&self, id: &LevelId) -> Option<usize> {
        self.resolved.level_index(id.as_str())
    }

    /// The place of a level.
    pub(super) fn place(&self, level: usize) -> Place {
        self.resolved.levels[level].place(self.resolved.ladder)
    }

    /// The place of what a level says of a competency.
    pub(super) fn expectation_place(&self, level: usize, competency: &CompetencyId) -> Place {
        let standing = &self.resolved.levels[level];
        let part = Part::Expectation(standing.track.id.clone(), standing.level.id.clone(), competency.clone());
        Place::new(&self.resolved.ladder.id, part)
    }

    /// Whether nobody can be at the level yet.
    pub(super) fn is_planned(&self, level: usize) -> bool {
        self.resolved.levels[level].level.status() == Some(Status::Planned)
    }

    /// Whether nobody can be yet at any level of a stretch of a track.
    pub(super) fn all_planned(&self, stretch: &Range<usize>) -> bool {
        stretch.is_empty() || {
            let first = &self.resolved.levels[stretch.start];
            self.next_open[stretch.start] >= first.position + stretch.len()
        }
    }

    /// The levels whose `same_as` leads to the words of this one.
    pub(super) fn followers(&self, level: usize, competency: &CompetencyId) -> &[usize] {
        self.followers.get(&level).and_then(|of| of.get(competency.as_str())).map_or(&[], Vec::as_slice)
    }

    /// Whether the level asks this point in effect, of whatever competency.
    pub(super) fn asks(&self, level: usize, folded: &str) -> bool {
        let homes = self.homes[self.resolved.levels[level].track_index].get(folded);
        homes.into_iter().flatten().any(|competency| self.asks_of(level, competency, folded))
    }

    fn asks_of(&self, level: usize, competency: &str, folded: &str) -> bool {
        let Some((thread, statement, position)) = self.find(level, competency) else { return false };
        let start = self.start(level, statement);
        let places = thread.points.get(folded).map_or(&[][..], Vec::as_slice);
        let from = places.partition_point(|place| *place < start);
        places.get(from).is_some_and(|place| *place <= position)
    }

    /// Whether the level asks anything of the competency in effect.
    pub(super) fn asks_anything(&self, level: usize, competency: &CompetencyId) -> bool {
        self.asked_from(level, competency).next().is_some()
    }

    /// The step that the level asks in effect.
    pub(super) fn step(&self, level: usize, competency: &CompetencyId) -> Option<&'a StepId> {
        let (_, statement, position) = self.find(level, competency.as_str())?;
        let holds = self.resolved.levels[level].track.is_cumulative() || statement.position == position;
        statement.step.filter(|_| holds)
    }

    /// The points that the level includes from those below it, lowest first, as often as they are said.
    pub(super) fn inherited(&self, level: usize, competency: &CompetencyId) -> impl Iterator<Item = &'a str> {
        let position = self.resolved.levels[level].position;
        self.asked_from(level, competency)
            .filter(move |statement| statement.position < position)
            .filter_map(|statement| match statement.told {
                Told::Asked { asked, .. } => Some(asked.points.iter().map(Point::as_str)),
                Told::Silent | Told::NotAsked | Told::Unknown => None,
            })
            .flatten()
    }

    /// The levels above that include what this one asks, as indices, until the thread ends.
    pub(super) fn inheritors(&self, level: usize, competency: &CompetencyId) -> Range<usize> {
        self.inheritors_until(level, competency, |_| false)
    }

    /// The levels above that include this point only because this one asks it.
    pub(super) fn inheritors_of(&self, level: usize, competency: &CompetencyId, folded: &str) -> Range<usize> {
        let all = self.inheritors(level, competency);
        let standing = &self.resolved.levels[level];
        let Some(thread) = self.threads[standing.track_index].get(competency.as_str()) else { return all };
        let places = thread.points.get(folded).map_or(&[][..], Vec::as_slice);
        let next = places.get(places.partition_point(|place| *place <= standing.position));
        let end = next.map_or(all.end, |next| all.end.min(level + (next - standing.position)));
        all.start..end
    }

    /// The levels above whose step in effect is the one of this level.
    pub(super) fn inheritors_of_step(&self, level: usize, competency: &CompetencyId) -> Range<usize> {
        let has_step = |told: &Told<'_>| matches!(told, Told::Asked { asked, .. } if asked.step.get().is_some());
        self.inheritors_until(level, competency, has_step)
    }

    fn inheritors_until(
        &self,
        level: usize,
        competency: &CompetencyId,
        ends: impl Fn(&Told<'_>) -> bool,
    ) -> Range<usize> {
        let standing = &self.resolved.levels[level];
        let none = level + 1..level + 1;
        if !standing.track.is_cumulative() {
            return none;
        }
        let top = standing.track.levels.len();
        let end = self.threads[standing.track_index].get(competency.as_str()).and_then(|thread| {
            let above = thread.statements.partition_point(|statement| statement.position <= standing.position);
            let mut above = thread.statements[above..].iter();
            above.find(|statement| statement.told == Told::NotAsked || ends(&statement.told))
        });
        let end = end.map_or(top, |statement| statement.position);
        none.start..level + (end - standing.position)
    }

    /// The last statement at or below a level, with the level's position.
    fn find(&self, level: usize, competency: &str) -> Option<(&Thread<'a>, &Statement<'a>, usize)> {
        let standing = &self.resolved.levels[level];
        let thread = self.threads[standing.track_index].get(competency)?;
        let after = thread.statements.partition_point(|statement| statement.position <= standing.position);
        let statement = thread.statements.get(after.checked_sub(1)?)?;
        Some((thread, statement, standing.position))
    }

    /// The lowest position that counts for a level.
    fn start(&self, level: usize, statement: &Statement<'_>) -> usize {
        let standing = &self.resolved.levels[level];
        if standing.track.is_cumulative() { statement.start } else { standing.position }
    }

    /// Every statement that asks something and holds at a level, lowest first.
    fn asked_from(&self, level: usize, competency: &CompetencyId) -> impl Iterator<Item = &Statement<'a>> {
        let found = self.find(level, competency.as_str()).map(|(thread, statement, position)| {
            let start = self.start(level, statement);
            let from = thread.statements.partition_point(|statement| statement.position < start);
            let to = thread.statements.partition_point(|statement| statement.position <= position);
            thread.statements.get(from..to).unwrap_or(&[])
        });
        found.unwrap_or(&[]).iter().filter(|statement| matches!(statement.told, Told::Asked { .. }))
    }
}

impl<'a> Thread<'a> {
    /// Adds what the next level up says.
    fn state(&mut self, position: usize, told: Told<'a>, cumulative: bool) {
        let below = self.statements.last().filter(|_| cumulative);
        let (start, step) = match told {
            Told::NotAsked => (position + 1, None),
            Told::Asked { asked, .. } => {
                let start = below.map_or(if cumulative { 0 } else { position }, |below| below.start);
                (start, asked.step.get().or_else(|| below.and_then(|below| below.step)))
            }
            Told::Silent | Told::Unknown => {
                (below.map_or(position, |below| below.start), below.and_then(|below| below.step))
            }
        };
        if let Told::Asked { asked, .. } = told {
            for point in &asked.points {
                let places = self.points.entry(fold(&point.text)).or_default();
                if places.last() != Some(&position) {
                    places.push(position);
                }
            }
        }
        self.statements.push(Statement { position, told, start, step });
    }
}
