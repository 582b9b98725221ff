//! Levels and what they ask.

use super::{Band, CompetencyId, Entries, Equivalent, GradeSpan, LevelId, Stated, StepId, Use};

/// One level of a track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Unique in the ladder.
    pub id: LevelId,
    /// Titles; the first is the main one.
    pub titles: Entries<String>,
    /// Its grades on the spine.
    pub grades: Stated<GradeSpan>,
    /// What somebody at this level is for.
    pub summary: Stated<String>,
    /// The size of problem that the level takes on.
    pub scope: Stated<String>,
    /// Whom the level manages.
    pub manages: Stated<Manages>,
    /// Whether it is fine to stay here for a career.
    pub terminal: Stated<bool>,
    /// Whether anybody can be at this level today.
    pub status: Stated<Status>,
    /// Ids that it had in earlier revisions.
    pub formerly: Vec<LevelId>,
    /// Bands of its own, at most one a location; they replace the grade's.
    pub pay: Entries<Band>,
    /// What it asks, in the order of the competencies that the ladder reaches; at most one a competency.
    pub expectations: Entries<Expectation>,
    pub equivalents: Vec<Equivalent>,
    /// Further reading.
    pub links: Vec<Link>,
}

impl Level {
    /// The main title, else the id.
    pub fn title(&self) -> &str {
        self.titles.first().map_or(self.id.as_str(), String::as_str)
    }

    /// Its texts but for titles and expectations: each with its key and what it is for, in the order of the table of keys.
    pub fn texts(&self) -> [(&'static str, Use, &Stated<String>); 2] {
        [("summary", Use::Summary, &self.summary), ("scope", Use::Scope, &self.scope)]
    }

    /// Whether the level is terminal; what is unknown is not.
    pub fn is_terminal(&self) -> bool {
        self.terminal == Stated::Is(true)
    }

    /// Its status; `None` where it could not be read.
    pub fn status(&self) -> Option<Status> {
        self.status.or_default(Status::Active)
    }

    /// The word for its status if nobody can be at it today.
    pub fn unused(&self) -> Option<&'static str> {
        self.status().filter(|status| *status != Status::Active).map(Status::as_str)
    }

    /// Whether people are at the level today; what is unknown is not.
    pub fn is_active(&self) -> bool {
        self.status() == Some(Status::Active)
    }

    /// What the level itself says of a competency.
    pub fn expectation(&self, competency: &CompetencyId) -> Option<&Expectation> {
        self.expectations.iter().find(|e| e.competency == *competency)
    }
}

/// Whom a level manages; ordered from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manages {
    /// Nobody.
    None,
    /// People.
    People,
    /// Managers of people.
    Managers,
    /// A part of the company and everybody in it.
    Organisation,
}

impl Manages {
    /// Every value, from least to most.
    pub const ALL: [Self; 4] = [Self::None, Self::People, Self::Managers, Self::Organisation];

    /// The word in the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::People => "people",
            Self::Managers => "managers",
            Self::Organisation => "organisation",
        }
    }
}

/// Whether anybody can be at a level today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// In use.
    Active,
    /// Meant for later.
    Planned,
    /// Nobody new comes here.
    Deprecated,
}

impl Status {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Active, Self::Planned, Self::Deprecated];

    /// The word in the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Planned => "planned",
            Self::Deprecated => "deprecated",
        }
    }
}

/// What one level says of one competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// Which competency.
    pub competency: CompetencyId,
    /// What is said of it.
    pub ask: Ask,
}

/// What an expectation says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// This is asked.
    Asked(Asked),
    /// The same as another level of the ladder, which the loader has checked to ask something.
    SameAs(LevelId),
    /// Deliberately not asked here (`~`).
    NotAsked,
    /// Something that could not be read.
    Unknown,
}

/// What is asked, in words and as a step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// How far somebody has come, by the scale.
    pub step: Stated<StepId>,
    /// What is asked, point by point; a single text is one point.
    pub points: Vec<Point>,
    /// What all of it may look like; a point has its own.
    pub examples: Vec<String>,
    /// Whether it is what a competency says its step means, and no level's own words.
    pub of_step: bool,
}

impl Asked {
    /// Its points as one text.
    pub fn in_words(&self, between: &str) -> String {
        self.points.iter().map(Point::as_str).collect::<Vec<_>>().join(between)
    }
}

/// One thing that is asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// What is asked.
    pub text: String,
    /// What it may look like.
    pub examples: Vec<String>,
}

impl Point {
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for Point {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl From<String> for Point {
    fn from(text: String) -> Self {
        Self { text, examples: Vec::new() }
    }
}

/// Further reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it is called.
    pub title: Stated<String>,
    /// Where it is.
    pub url: String,
}
