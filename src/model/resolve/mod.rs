//! A ladder with everything that it refers to: bases merged, grades ranked, moves implied, threads followed.
//!
//! This is what rules, views and the diff ask; nothing here is stored in the model.

mod crafts;
mod pay;
mod routes;
mod sides;
mod spine;
mod threads;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use foldhash::HashMap;

use super::{
    Ask, Asked, Base, Competency, CompetencyId, Expectation, Ladder, LadderSet, Level, OwnerId, Part, Place, Role,
    Track, TrackKind,
};

pub use crafts::Crafts;
pub use routes::{End, MovesByLadder, Route};
pub use sides::{Side, Sides};
pub use spine::{Number, Rank, Scale, Spine};
pub use threads::{Effective, Told};

/// A level with its track and its grades.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The track that it is on.
    pub track: &'a Track,
    /// Its index among the tracks.
    pub track_index: usize,
    /// Its index on the track, lowest first.
    pub position: usize,
    pub level: &'a Level,
    /// Its lowest and highest grade, ranked; `None` where it has none or it is not known.
    pub ranks: Option<(Rank, Rank)>,
}

impl Standing<'_> {
    /// The place of the level in `ladder`.
    pub fn place(&self, ladder: &Ladder) -> Place {
        Place::new(&ladder.id, Part::Level(self.track.id.clone(), self.level.id.clone()))
    }

    /// Whether the level is at `rank`.
    pub fn covers(&self, rank: Rank) -> bool {
        self.ranks.is_some_and(|(low, high)| low <= rank && rank <= high)
    }

    /// Whether two levels share a grade.
    pub fn overlaps(&self, other: &Standing<'_>) -> bool {
        match (self.ranks, other.ranks) {
            (Some((low, high)), Some((other_low, other_high))) => low <= other_high && other_low <= high,
            _ => false,
        }
    }

    /// Whether an end of its grades is lower than that of the level `below` it; `false` where a grade is not known.
    pub fn falls_below(&self, below: &Standing<'_>) -> bool {
        match (below.ranks, self.ranks) {
            (Some((low, high)), Some((upper_low, upper_high))) => upper_low < low || upper_high < high,
            _ => false,
        }
    }

    /// Whether its track is compared with others and is of one of `kinds`.
    pub fn is_aligned_as(&self, kinds: &[TrackKind]) -> bool {
        self.track.is_aligned() && self.track.kind.get().is_some_and(|kind| kinds.contains(kind))
    }
}

/// A definition, and the file that has it.
#[derive(Debug, Clone)]
pub struct Defined<'a, T> {
    /// The ladder or base that defines it.
    pub owner: OwnerId,
    /// What is defined.
    pub value: &'a T,
}

/// One ladder of a set, resolved. Levels are named by their index in [`Resolved::levels`].
#[derive(Debug)]
pub struct Resolved<'a> {
    /// The set that it is of.
    pub set: &'a LadderSet,
    pub ladder: &'a Ladder,
    /// The bases that it reaches, each once, those that others extend first.
    pub bases: Vec<&'a Base>,
    /// The grades in force.
    pub spine: Spine<'a>,
    /// The scale in force.
    pub scale: Scale<'a>,
    /// The competencies that it reaches, those of the bases first.
    pub competencies: Vec<Defined<'a, Competency>>,
    /// Whether every competency that it reaches is in `competencies`.
    pub competencies_complete: bool,
    /// Every level, in the order of the file: track by track, lowest first.
    pub levels: Vec<Standing<'a>>,
    /// The grades of levels of aligned tracks, ascending, each once.
    pub used_ranks: Vec<Rank>,
    /// The crafts of the ladder, each of which is compared with itself.
    pub crafts: Crafts<'a>,
    /// For each track, whether no grade falls along it. Where one does, nobody knows which of the two is wrong.
    in_order: Vec<bool>,
    by_level: HashMap<&'a str, usize>,
    by_competency: HashMap<&'a str, usize>,
    /// The scales of competencies that have one of their own.
    own_scales: HashMap<&'a str, Scale<'a>>,
    /// The moves of the set, where they were sorted for many of its ladders.
    moves: Option<&'a MovesByLadder<'a>>,
    /// What each level says of each competency, once somebody asks.
    told: OnceLock<Vec<HashMap<&'a str, Told<'a>>>>,
    /// The ids of parallel levels by track and grades, of those that somebody asked for.
    parallel_ids: Mutex<HashMap<Alike, Arc<[String]>>>,
}

/// A track, and the lowest and highest grade of a level of it: levels for which they are the same have the same parallels.
type Alike = (usize, Option<(Rank, Rank)>);

impl<'a> Resolved<'a> {
    /// Resolves `ladder`, which is one of `set`.
    pub fn new(set: &'a LadderSet, ladder: &'a Ladder) -> Self {
        let (bases, bases_complete) = reached_bases(set, ladder);
        let spine = Spine::in_force(ladder, &bases, bases_complete);
        let scale = Scale::in_force(ladder, &bases, bases_complete);
        let mut competencies = Vec::new();
        let mut competencies_complete = bases_complete && !ladder.definitions.competencies.partial;
        for base in &bases {
            competencies_complete &= !base.definitions.competencies.partial;
            let owner = base.owner();
            competencies
                .extend(base.definitions.competencies.iter().map(|value| Defined { owner: owner.clone(), value }));
        }
        let owner = ladder.owner();
        competencies
            .extend(ladder.definitions.competencies.iter().map(|value| Defined { owner: owner.clone(), value }));
        let mut by_competency = HashMap::default();
        for (index, competency) in competencies.iter().enumerate() {
            by_competency.entry(competency.value.id.as_str()).or_insert(index);
        }

        let mut own_scales = HashMap::default();
        for Defined { owner, value } in competencies.iter().rev() {
            if let Some(scale) = Scale::own(owner, value) {
                own_scales.insert(value.id.as_str(), scale);
            }
        }

        let mut levels = Vec::new();
        let mut by_level = HashMap::default();
        for (track_index, track) in ladder.tracks.iter().enumerate() {
            for (position, level) in track.levels.iter().enumerate() {
                let ranks = level.grades.get().and_then(|span| Some((spine.rank(&span.low)?, spine.rank(&span.high)?)));
                by_level.entry(level.id.as_str()).or_insert(levels.len());
                levels.push(Standing { track, track_index, position, level, ranks });
            }
        }
        let aligned = levels.iter().filter(|standing| standing.track.is_aligned());
        let used_ranks = spine.covered(aligned.filter_map(|standing| standing.ranks).collect());
        let mut in_order = vec![true; ladder.tracks.len()];
        for pair in levels.windows(2) {
            let [lower, upper] = pair else { continue };
            if lower.track_index == upper.track_index && upper.falls_below(lower) {
                in_order[upper.track_index] = false;
            }
        }
        let crafts = Crafts::new(ladder);
        Self {
            set,
            ladder,
            bases,
            spine,
            scale,
            competencies,
            competencies_complete,
            levels,
            used_ranks,
            crafts,
            in_order,
            by_level,
            by_competency,
            own_scales,
            moves: None,
            told: OnceLock::new(),
            parallel_ids: Mutex::default(),
        }
    }

    /// The same, for one of many ladders of `set`: `moves` are those of the set, which each would otherwise search.
    pub fn among(set: &'a LadderSet, ladder: &'a Ladder, moves: &'a MovesByLadder<'a>) -> Self {
        Self { moves: Some(moves), ..Self::new(set, ladder) }
    }

    /// The index of the level of that id.
    pub fn level_index(&self, id: &str) -> Option<usize> {
        self.by_level.get(id).copied()
    }

    /// The index of a competency in [`Resolved::competencies`].
    pub fn competency_index(&self, id: &CompetencyId) -> Option<usize> {
        self.by_competency.get(id.as_str()).copied()
    }

    /// The competency of that id.
    pub fn competency(&self, id: &CompetencyId) -> Option<&Defined<'a, Competency>> {
        self.by_competency.get(id.as_str()).map(|index| &self.competencies[*index])
    }

    /// The scale of the steps of a competency: its own, else the one in force.
    pub fn scale_of(&self, competency: &CompetencyId) -> &Scale<'a> {
        self.own_scales.get(competency.as_str()).unwrap_or(&self.scale)
    }

    /// Whether the grades of a level's track are in order, so that the grade of each can be built upon.
    pub fn is_in_order(&self, level: usize) -> bool {
        self.in_order[self.levels[level].track_index]
    }

    /// What a role asks by an expectation, and the level whose words these are where `same_as` leads to one.
    pub fn asked_of_role(&self, expectation: &'a Expectation) -> Option<(Option<usize>, &'a Asked)> {
        let competency = &expectation.competency;
        match &expectation.ask {
            Ask::Asked(asked) => Some((None, self.meant(competency, asked))),
            Ask::SameAs(level) => match self.told(self.level_index(level.as_str())?, competency) {
                Told::Asked { by, asked } => Some((Some(by), asked)),
                Told::Silent | Told::NotAsked | Told::Unknown => None,
            },
            Ask::NotAsked | Ask::Unknown => None,
        }
    }

    /// The roles that people at a level may hold, in the order of the file.
    pub fn roles(&self, level: usize) -> impl Iterator<Item = &'a Role> + use<'a> {
        let id = &self.levels[level].level.id;
        self.ladder.roles.list.iter().filter(move |role| role.levels.contains(id))
    }

    /// The level below on the same track.
    pub fn below(&self, level: usize) -> Option<usize> {
        (self.levels[level].position > 0).then(|| level - 1)
    }

    /// The level above on the same track.
    pub fn above(&self, level: usize) -> Option<usize> {
        let standing = &self.levels[level];
        (standing.position + 1 < standing.track.levels.len()).then_some(level + 1)
    }

    /// The levels of other aligned tracks that share a grade with `level`, in the order of the file.
    pub fn parallels(&self, level: usize) -> impl Iterator<Item = usize> + '_ {
        let standing = self.levels[level];
        self.levels.iter().enumerate().filter_map(move |(index, other)| {
            let compared = standing.track.is_aligned() && other.track.is_aligned();
            (compared && other.track_index != standing.track_index && other.overlaps(&standing)).then_some(index)
        })
    }

    /// The ids of [`Resolved::parallels`]. Levels of a track with the same grades share one list: of thousands at one grade,
    /// lists of their own would grow with the square.
    pub fn parallel_ids(&self, level: usize) -> Arc<[String]> {
        let standing = self.levels[level];
        let mut known = self.parallel_ids.lock().unwrap_or_else(PoisonError::into_inner);
        let ids = || self.parallels(level).map(|other| self.levels[other].level.id.to_string()).collect();
        known.entry((standing.track_index, standing.ranks)).or_insert_with(ids).clone()
    }
}

/// The bases that `ladder` reaches, those that others extend first, and whether all of them are known.
fn reached_bases<'a>(set: &'a LadderSet, ladder: &'a Ladder) -> (Vec<&'a Base>, bool) {
    let mut complete = !ladder.extends.partial;
    let mut reached: Vec<&Base> = Vec::new();
    // Depth first without recursion: a base is added when everything that it extends has been.
    let mut stack: Vec<(&Base, usize)> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for id in &ladder.extends {
        let Some(base) = set.base(id.as_str()) else {
            complete = false;
            continue;
        };
        stack.push((base, 0));
        while let Some((base, next)) = stack.pop() {
            if reached.iter().any(|known| known.id == base.id) || (next == 0 && open.contains(&base.id.as_str())) {
                continue;
            }
            if next == 0 {
                open.push(base.id.as_str());
                complete &= !base.extends.partial;
            }
            if let Some(id) = base.extends.get(next) {
                stack.push((base, next + 1));
                match set.base(id.as_str()) {
                    Some(parent) => stack.push((parent, 0)),
                    None => complete = false,
                }
            } else {
                reached.push(base);
            }
        }
    }
    (reached, complete)
}
