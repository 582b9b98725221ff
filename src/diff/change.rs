//! What changed, as data: for people to read, and complete, so that the new revision follows from the old one.

use std::fmt;

use super::{Impact, Kind};
use crate::model::{
    Ask, Asked, Band, Base, BaseId, Competency, Date, Entries, Equivalent, Grade, GradeId, GradeSpan, Ladder, LadderId,
    LadderSet, Level, LevelId, Link, Manages, Move, OwnerId, Place, Point, Role, RoleId, Stated, Status, Step, StepId,
    Track, TrackId, TrackKind,
};

/// One edit of a ladder or base, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What changed.
    pub kind: Kind,
    /// What it does to the people on the ladder, as the project sees it.
    pub impact: Impact,
    /// What it does by the table of kinds, whatever the project makes of it.
    pub by_table: Impact,
    /// Where: a place of the new revision, or of the old one where the thing is gone.
    pub place: Place,
    /// What stood there; `None` where nothing did.
    pub old: Option<String>,
    /// What stands there; `None` where nothing does.
    pub new: Option<String>,
    /// Why the impact is what it is: lowercase, without a final stop. Names no amount of pay.
    pub reason: String,
    /// Whether somebody should read it, because words alone cannot be judged.
    pub caution: bool,
    /// Whom else it concerns: levels that inherit or follow, ladders that reach a base and their levels; of a move, the
    /// levels that it leads from and to.
    pub reaches: Vec<Reach>,
    /// What was done to the old revision. The edits of all changes give one that means what the new one does.
    pub edit: Edit,
}

/// What a change affects in addition to its own place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// A ladder that reaches the base.
    Ladder(LadderId),
    /// A level.
    Level(Place),
    /// The levels of one track from the first to the last, lowest first.
    Levels(Place, Place),
}

impl Reach {
    /// The ladder that is concerned.
    pub fn owner(&self) -> OwnerId {
        match self {
            Self::Ladder(ladder) => OwnerId::from(ladder),
            Self::Level(place) | Self::Levels(place, _) => place.owner.clone(),
        }
    }
}

impl Reach {
    /// The levels that are concerned, by id, lowest first; none where it is a whole ladder. `sets` are the revisions to
    /// look the levels between two others up in, the new one first.
    pub fn levels<'a>(&'a self, sets: impl IntoIterator<Item = &'a LadderSet>) -> Vec<&'a LevelId> {
        let id = |place: &'a Place| place.part.level();
        match self {
            Self::Ladder(_) => Vec::new(),
            Self::Level(place) => id(place).into_iter().collect(),
            Self::Levels(first, last) => {
                let (Some(first), Some(last)) = (id(first), id(last)) else { return Vec::new() };
                let between = sets.into_iter().find_map(|set| {
                    let (track, _) = set.ladder(self.owner().as_str())?.level(first.as_str())?;
                    let at = |id: &LevelId| track.levels.iter().position(|level| level.id == *id);
                    track.levels.get(at(first)?..=at(last)?)
                });
                between.map_or_else(|| vec![first, last], |levels| levels.iter().map(|level| &level.id).collect())
            }
        }
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ladder(ladder) => write!(f, "{ladder}"),
            Self::Level(place) => write!(f, "{place}"),
            Self::Levels(first, last) => write!(f, "{first}..{last}"),
        }
    }
}

/// What to do to the old revision. Places and ids are those of the new revision, save where something is renamed or
/// removed: there they are the old one's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Nothing of its own: it is part of what another change adds or removes.
    Included,
    /// Nothing of its own: it follows from another change, at a level that inherits.
    Follows,
    /// Gives another id, and changes every reference to it.
    Rename(Place, String),
    /// Takes something away, and the moves that lead to or from it.
    Remove(Place),
    /// Puts something at an index of its list, with the moves that lead to or from it.
    Insert(usize, Box<Thing>, Vec<(LadderId, Move)>),
    /// Takes a level from its track to an index of another.
    Transfer(LadderId, LevelId, TrackId, usize),
    /// Puts what is there before and after in this order.
    Order(Sequence),
    /// Sets a field.
    Set(Place, Value),
    /// Writes a move.
    AddMove(LadderId, Move),
    /// Deletes a written move.
    RemoveMove(LadderId, Move),
    /// Sets the note of a written move.
    Note(LadderId, Move),
    /// Several, for one change.
    All(Vec<Edit>),
}

/// Something with an id, and where it belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    /// A base.
    Base(Base),
    /// A ladder.
    Ladder(Ladder),
    /// A track of a ladder.
    Track(LadderId, Track),
    /// A level of a track.
    Level(LadderId, TrackId, Level),
    /// A grade of a ladder's or base's list.
    Grade(OwnerId, Grade),
    /// A step of a ladder's or base's scale.
    Step(OwnerId, Step),
    /// A competency of a ladder or base.
    Competency(OwnerId, Competency),
}

/// A list whose order has a meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sequence {
    /// The levels of a track.
    Levels(LadderId, TrackId, Vec<LevelId>),
    /// The grades of a ladder or base.
    Grades(OwnerId, Vec<GradeId>),
    /// The scale of a ladder or base.
    Steps(OwnerId, Vec<StepId>),
}

/// The new value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// The title of anything but a level.
    Title(Stated<String>),
    /// The titles of a level.
    Titles(Vec<String>),
    /// A summary or a scope, by its key.
    Text(&'static str, Stated<String>),
    /// The version of a ladder or base.
    Version(Stated<String>),
    /// Who keeps a ladder.
    OwnedBy(Stated<String>),
    /// When a ladder was last reviewed.
    Reviewed(Stated<Date>),
    /// What a level or grade is called elsewhere.
    Equivalents(Vec<Equivalent>),
    /// The bases of a ladder or base.
    Extends(Vec<BaseId>),
    /// The fork of a ladder.
    Fork(Stated<GradeId>),
    /// The kind of a track.
    TrackKind(Stated<TrackKind>),
    /// The crafts that a track is for.
    Professions(Vec<String>),
    /// Whether a track is compared.
    Aligned(Stated<bool>),
    /// Whether a track is cumulative.
    Cumulative(Stated<bool>),
    /// The group of a competency.
    Group(Stated<String>),
    /// The kind of a competency.
    CompetencyKind(Stated<String>),
    /// The tracks of a competency.
    Tracks(Vec<String>),
    /// A role: the one that goes, and the one that comes.
    Role(Option<RoleId>, Option<Box<Role>>),
    /// The levels that may hold a role.
    RoleLevels(Vec<LevelId>),
    /// The own scale of a competency.
    OwnScale(Stated<Entries<Step>>),
    /// What the steps of a competency mean.
    StepTexts(Vec<Asked>),
    /// The grades of a level.
    Grades(Stated<GradeSpan>),
    /// Whom a level manages.
    Manages(Stated<Manages>),
    /// Whether a level is terminal.
    Terminal(Stated<bool>),
    /// The status of a level.
    Status(Stated<Status>),
    /// The links of a level.
    Links(Vec<Link>),
    /// All that a level says of a competency; `None` for nothing.
    Ask(Option<Ask>),
    /// The step of an expectation.
    Step(Stated<StepId>),
    /// The examples of an expectation as a whole.
    Examples(Vec<String>),
    /// One point of an expectation with its examples: what goes, and what comes.
    Point(Option<Point>, Option<Point>),
    /// The band at a location of a level or grade; `None` for none.
    Band(Stated<String>, Option<Band>),
}

impl Value {
    /// The summary of anything.
    pub(super) fn summary(text: Stated<String>) -> Self {
        Self::Text("summary", text)
    }
}
