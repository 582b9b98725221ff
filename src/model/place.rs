//! A symbolic place in a ladder or a base: what a finding or a change is about, wherever it is written.

use std::fmt;

use super::{CompetencyId, GradeId, LevelId, OwnerId, RoleId, StepId, TrackId};

/// A place: `engineering/ic/IC4/delivery#2`, `engineering/@moves/IC4..M4`, `company/@grades/4`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The ladder or base.
    pub owner: OwnerId,
    /// The part of it.
    pub part: Part,
}

/// A part of a ladder or a base.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    Track(TrackId),
    /// A level of a track.
    Level(TrackId, LevelId),
    /// What a level says of a competency.
    Expectation(TrackId, LevelId, CompetencyId),
    /// One point of an expectation, counted from 1.
    Point(TrackId, LevelId, CompetencyId, usize),
    /// A level's band, and its location where it has one.
    LevelPay(TrackId, LevelId, Option<String>),
    /// A competency that the file defines.
    Competency(CompetencyId),
    /// A step of the own scale of a competency that the file defines.
    CompetencyScale(CompetencyId, StepId),
    /// What a competency that the file defines says a step means.
    CompetencyStep(CompetencyId, StepId),
    /// A grade that the file defines.
    Grade(GradeId),
    /// A grade's band, and its location where it has one.
    GradePay(GradeId, Option<String>),
    /// A step of the scale.
    Step(StepId),
    Role(RoleId),
    /// What a role says of a competency.
    RoleExpectation(RoleId, CompetencyId),
    /// A written move, both ends as written in a file of this ladder.
    Move(String, String),
}

impl Part {
    /// The track that it is, or is a part of.
    pub fn track(&self) -> Option<&TrackId> {
        match self {
            Self::Track(track)
            | Self::Level(track, _)
            | Self::Expectation(track, ..)
            | Self::Point(track, ..)
            | Self::LevelPay(track, ..) => Some(track),
            _ => None,
        }
    }

    /// The competency that it is, or is about.
    pub fn competency(&self) -> Option<&CompetencyId> {
        match self {
            Self::Competency(competency)
            | Self::Expectation(_, _, competency)
            | Self::Point(_, _, competency, _)
            | Self::RoleExpectation(_, competency) => Some(competency),
            _ => None,
        }
    }

    /// The level that it is, or is a part of.
    pub fn level(&self) -> Option<&LevelId> {
        match self {
            Self::Level(_, level)
            | Self::Expectation(_, level, _)
            | Self::Point(_, level, _, _)
            | Self::LevelPay(_, level, _) => Some(level),
            _ => None,
        }
    }
}

impl Place {
    /// A whole ladder or base.
    pub fn whole(owner: impl Into<OwnerId>) -> Self {
        Self { owner: owner.into(), part: Part::Whole }
    }

    /// A part of a ladder or base.
    pub fn new(owner: impl Into<OwnerId>, part: Part) -> Self {
        Self { owner: owner.into(), part }
    }

    /// Whether it is a band of pay.
    pub fn is_pay(&self) -> bool {
        matches!(self.part, Part::LevelPay(..) | Part::GradePay(..))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let owner = &self.owner;
        match &self.part {
            Part::Whole => write!(f, "{owner}"),
            Part::Track(track) => write!(f, "{owner}/{track}"),
            Part::Level(track, level) => write!(f, "{owner}/{track}/{level}"),
            Part::Expectation(track, level, competency) => write!(f, "{owner}/{track}/{level}/{competency}"),
            Part::Point(track, level, competency, n) => write!(f, "{owner}/{track}/{level}/{competency}#{n}"),
            Part::LevelPay(track, level, location) => {
                write!(f, "{owner}/{track}/{level}/@pay")?;
                location.as_ref().map_or(Ok(()), |location| write!(f, "/{location}"))
            }
            Part::Competency(id) => write!(f, "{owner}/@competencies/{id}"),
            Part::CompetencyScale(id, step) => write!(f, "{owner}/@competencies/{id}/@scale/{step}"),
            Part::CompetencyStep(id, step) => write!(f, "{owner}/@competencies/{id}/@steps/{step}"),
            Part::Grade(id) => write!(f, "{owner}/@grades/{id}"),
            Part::GradePay(id, location) => {
                write!(f, "{owner}/@grades/{id}/@pay")?;
                location.as_ref().map_or(Ok(()), |location| write!(f, "/{location}"))
            }
            Part::Step(id) => write!(f, "{owner}/@scale/{id}"),
            Part::Role(id) => write!(f, "{owner}/@roles/{id}"),
            Part::RoleExpectation(id, competency) => write!(f, "{owner}/@roles/{id}/{competency}"),
            Part::Move(from, to) => write!(f, "{owner}/@moves/{from}..{to}"),
        }
    }
}
