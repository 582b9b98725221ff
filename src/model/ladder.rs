//! Ladders, bases and tracks.

use std::borrow::Cow;
use std::collections::{HashSet, VecDeque};

use super::{
    Asked, BaseId, ById, CompetencyId, Date, Entries, Grade, GradeId, HasId, LadderId, Level, LevelId, OwnerId, Role,
    Stated, Step, TrackId,
};

/// Everything that was loaded together. Bases are kept apart, so that a change in one is one change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LadderSet {
    /// What ladders share.
    pub bases: ById<Base>,
    pub ladders: ById<Ladder>,
}

impl LadderSet {
    /// The ladder of that id.
    pub fn ladder(&self, id: &str) -> Option<&Ladder> {
        self.ladders.of(id)
    }

    /// The base of that id.
    pub fn base(&self, id: &str) -> Option<&Base> {
        self.bases.of(id)
    }

    /// The ladder or base of that id, the base as a ladder without tracks: what it reaches is found in the same way.
    pub fn ladder_or_base(&self, id: &str) -> Option<Cow<'_, Ladder>> {
        let base = || {
            let base = self.base(id)?;
            Some(Ladder::without_tracks(base.id.as_str(), base.extends.clone(), base.definitions.clone()))
        };
        self.ladder(id).map(Cow::Borrowed).or_else(|| base().map(Cow::Owned))
    }

    /// What a ladder or base defines for itself.
    pub fn definitions(&self, owner: &OwnerId) -> Option<&Definitions> {
        let of_ladder = self.ladder(owner.as_str()).map(|ladder| &ladder.definitions);
        of_ladder.or_else(|| self.base(owner.as_str()).map(|base| &base.definitions))
    }

    /// What each base and then each ladder defines for itself.
    pub fn all_definitions(&self) -> impl Iterator<Item = (OwnerId, &Definitions)> {
        let of_bases = self.bases.iter().map(|base| (base.owner(), &base.definitions));
        of_bases.chain(self.ladders.iter().map(|ladder| (ladder.owner(), &ladder.definitions)))
    }

    /// What a ladder or base calls by that id: a competency of its own, else of a base that it reaches.
    pub fn competency(&self, owner: &OwnerId, id: &str) -> Option<&Competency> {
        let of_ladder = self.ladder(owner.as_str()).map(|ladder| (&ladder.definitions, &ladder.extends));
        let (mut definitions, mut extends) =
            of_ladder.or_else(|| self.base(owner.as_str()).map(|base| (&base.definitions, &base.extends)))?;
        let mut met = HashSet::new();
        let mut waiting: VecDeque<&Base> = VecDeque::new();
        loop {
            if let Some(found) = definitions.competencies.iter().find(|competency| competency.id.as_str() == id) {
                return Some(found);
            }
            let bases = extends.iter().filter_map(|id| self.base(id.as_str()));
            waiting.extend(bases.filter(|base| met.insert(&base.id)));
            let base = waiting.pop_front()?;
            (definitions, extends) = (&base.definitions, &base.extends);
        }
    }

    /// Takes all pay out, so that nothing made of it can show any.
    pub fn hide_pay(&mut self) {
        let bases = self.bases.iter_mut().map(|base| &mut base.definitions);
        for definitions in bases.chain(self.ladders.iter_mut().map(|ladder| &mut ladder.definitions)) {
            if let Stated::Is(grades) = &mut definitions.grades {
                grades.list.iter_mut().for_each(|grade| grade.pay = Entries::default());
            }
        }
        let tracks = self.ladders.iter_mut().flat_map(|ladder| &mut ladder.tracks.list);
        tracks.flat_map(|track| &mut track.levels.list).for_each(|level| level.pay = Entries::default());
    }
}

impl HasId for Base {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}

impl HasId for Ladder {
    fn id(&self) -> &str {
        self.id.as_str()
    }
}

/// What a file defines for itself and for those that extend it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Definitions {
    /// The spine, lowest first.
    pub grades: Stated<Entries<Grade>>,
    /// Names for steps, lowest first.
    pub scale: Stated<Entries<Step>>,
    /// Competencies.
    pub competencies: Entries<Competency>,
}

/// A base file: what ladders share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// Unique among the bases and ladders that are loaded together.
    pub id: BaseId,
    /// What it is called.
    pub title: Stated<String>,
    /// Semantic version of this definition.
    pub version: Stated<String>,
    /// One sentence or more.
    pub summary: Stated<String>,
    /// Bases that this one extends.
    pub extends: Entries<BaseId>,
    /// Grades, scale and competencies.
    pub definitions: Definitions,
}

impl Base {
    /// What its places begin with.
    pub fn owner(&self) -> OwnerId {
        OwnerId::from(&self.id)
    }
}

/// A ladder: one function's tracks, side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    /// Unique among the ladders that are loaded together.
    pub id: LadderId,
    /// What it is called.
    pub title: Stated<String>,
    /// Semantic version of this definition.
    pub version: Stated<String>,
    /// One sentence or more.
    pub summary: Stated<String>,
    /// The people or the team who keep it.
    pub owned_by: Stated<String>,
    /// The day on which somebody last checked that it still holds.
    pub reviewed: Stated<Date>,
    /// Ids that it had in earlier revisions.
    pub formerly: Vec<LadderId>,
    /// Bases that it extends.
    pub extends: Entries<BaseId>,
    /// The grade from which both sides are expected, as the file says it.
    pub fork: Stated<GradeId>,
    /// Grades, scale and competencies of its own.
    pub definitions: Definitions,
    pub tracks: Entries<Track>,
    /// Roles that people at its levels may hold.
    pub roles: Entries<Role>,
    /// Written moves, expanded to directed pairs.
    pub moves: Entries<Move>,
}

impl Ladder {
    /// One of which no more than this is known.
    pub fn without_tracks(id: &str, extends: Entries<BaseId>, definitions: Definitions) -> Self {
        Self {
            id: id.into(),
            title: Stated::Unstated,
            version: Stated::Unstated,
            summary: Stated::Unstated,
            owned_by: Stated::Unstated,
            reviewed: Stated::Unstated,
            formerly: Vec::new(),
            extends,
            fork: Stated::Unstated,
            definitions,
            tracks: Entries::default(),
            roles: Entries::default(),
            moves: Entries::default(),
        }
    }

    /// What its places begin with.
    pub fn owner(&self) -> OwnerId {
        OwnerId::from(&self.id)
    }

    /// The title, else the id.
    pub fn title(&self) -> &str {
        self.title.text().unwrap_or(self.id.as_str())
    }

    /// The level of that id and its track.
    pub fn level(&self, id: &str) -> Option<(&Track, &Level)> {
        self.levels().find(|(_, level)| level.id.as_str() == id)
    }

    /// Every level with its track, in the order of the file.
    pub fn levels(&self) -> impl Iterator<Item = (&Track, &Level)> {
        self.tracks.iter().flat_map(|track| track.levels.iter().map(move |level| (track, level)))
    }
}

/// A sequence of levels, lowest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track {
    /// Unique in the ladder.
    pub id: TrackId,
    /// What it is called.
    pub title: Stated<String>,
    /// What it is for.
    pub summary: Stated<String>,
    /// Which side it belongs to.
    pub kind: Stated<TrackKind>,
    /// The crafts that it is for; empty for the ladder's own.
    pub professions: Entries<String>,
    /// Whether it is compared with other tracks; true unless stated.
    pub aligned: Stated<bool>,
    /// Whether each level includes what the levels below it ask; false unless stated.
    pub cumulative: Stated<bool>,
    /// Ids that it had in earlier revisions.
    pub formerly: Vec<TrackId>,
    /// The levels, lowest first.
    pub levels: Entries<Level>,
}

impl Track {
    /// The title, else the id.
    pub fn title(&self) -> &str {
        self.title.text().unwrap_or(self.id.as_str())
    }

    /// Whether the track is compared with others; what is unknown is not.
    pub fn is_aligned(&self) -> bool {
        self.aligned.or_default(true) == Some(true)
    }

    /// Whether levels include what is asked below them.
    pub fn is_cumulative(&self) -> bool {
        self.cumulative == Stated::Is(true)
    }
}

/// What a track is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrackKind {
    /// Individual contributors: they lead, and manage nobody.
    Ic,
    /// Managers: they lead, and manage.
    Manager,
    /// Both at once; counts for the manager side.
    Hybrid,
    /// A trunk below the fork; counts for both sides.
    Shared,
}

impl TrackKind {
    /// Every value.
    pub const ALL: [Self; 4] = [Self::Ic, Self::Manager, Self::Hybrid, Self::Shared];

    /// The word in the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ic => "ic",
            Self::Manager => "manager",
            Self::Hybrid => "hybrid",
            Self::Shared => "shared",
        }
    }
}

/// A thread that runs up the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competency {
    /// Unique among those that a ladder reaches.
    pub id: CompetencyId,
    /// What it is called.
    pub title: Stated<String>,
    /// What the thread is about.
    pub summary: Stated<String>,
    /// The heading under which views put it.
    pub group: Stated<String>,
    /// `leadership` and `management` have a meaning; any other word is the author's.
    pub kind: Stated<String>,
    /// Ids or kinds of the tracks that it is for; empty for every track.
    pub tracks: Entries<String>,
    /// Steps of its own, lowest first, instead of those of the ladder.
    pub scale: Stated<Entries<Step>>,
    /// What its steps mean, each said once: a level that names only the step asks the points.
    pub steps: Vec<Asked>,
    /// Ids that it had in earlier revisions.
    pub formerly: Vec<CompetencyId>,
}

impl Competency {
    /// The title, else the id.
    pub fn title(&self) -> &str {
        self.title.text().unwrap_or(self.id.as_str())
    }

    /// Whether it is for that track; `None` where that cannot be known.
    pub fn is_for(&self, track: &Track) -> Option<bool> {
        if self.tracks.is_empty() && !self.tracks.partial {
            return Some(true);
        }
        let kind = track.kind.get().map(|kind| kind.as_str());
        if self.tracks.iter().any(|selector| selector == track.id.as_str() || Some(selector.as_str()) == kind) {
            return Some(true);
        }
        if self.tracks.partial || track.kind.is_unknown() { None } else { Some(false) }
    }
}

/// A level, and the ladder that it is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LevelRef {
    pub ladder: LadderId,
    pub level: LevelId,
}

impl LevelRef {
    /// As it is written in a file of the ladder `home`: `IC4`, or `product/IC4` for another ladder's.
    pub fn relative_to(&self, home: &LadderId) -> String {
        if self.ladder == *home { self.level.to_string() } else { self.to_string() }
    }
}

impl std::fmt::Display for LevelRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.ladder, self.level)
    }
}

/// A move that the file writes down, in one direction. Its identity is (from, to).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Where it starts.
    pub from: LevelRef,
    /// Where it leads.
    pub to: LevelRef,
    /// What to know about it.
    pub note: Stated<String>,
    /// Whether its ends are whole tracks, as they are in a file that is read by itself; elsewhere such a move is its pairs.
    pub of_tracks: bool,
}
