//! The picture of a ladder: grades as rungs, tracks as rails, switches as crossings. A value of boxes, lines and texts with
//! coordinates in pixels, from the upper left corner; a format only draws it.

mod captions;
mod content;
mod grid;
mod legend;
mod lines;
mod measure;
mod place;
mod told;
mod ways;

use crate::model::resolve::Resolved;
use crate::model::{Status, TrackKind};

pub use measure::{Style, width};

/// Around all of a picture.
pub const MARGIN: i32 = 24;

/// A ladder, drawn.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The ladder's id.
    pub ladder: String,
    /// What it shows, in a line.
    pub title: String,
    /// All that it shows, in sentences, for those who do not see it.
    pub about: String,
    pub width: i32,
    pub height: i32,
    /// In the order in which they are drawn.
    pub lines: Vec<Line>,
    pub gaps: Vec<Gap>,
    /// Track by track from the left, each from its highest level down.
    pub levels: Vec<LevelBox>,
    /// The name of the ladder, above all else.
    pub heading: Vec<Text>,
    /// Where the heading ends.
    pub below_heading: i32,
    /// The titles of tracks, grades and the words of the legend.
    pub texts: Vec<Text>,
    /// What the marks mean, for those that occur.
    pub legend: Vec<Sign>,
}

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Frame {
    pub const fn right(self) -> i32 {
        self.x + self.width
    }

    pub const fn bottom(self) -> i32 {
        self.y + self.height
    }
}

/// A line of text, without hostile characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// Where it starts, on its base line.
    pub at: Point,
    pub style: Style,
    pub tone: Tone,
    pub text: String,
}

/// What a text is, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Ink,
    /// Remarks.
    Soft,
    Gap,
    /// A track's own colour, by its kind; `None` where that is not known.
    Track(Option<TrackKind>),
}

/// A line through points, which turns at right angles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub kind: LineKind,
    /// At least two.
    pub points: Vec<Point>,
    /// Whether it begins as a curve, which leaves the first point and reaches the second upright.
    pub is_curved: bool,
    /// Whether there is a head at its start, and at its end.
    pub heads: (bool, bool),
}

/// What a line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A grade.
    Rung,
    /// A half grade.
    HalfRung,
    /// Both sides exist above it.
    Fork,
    /// In the colour of the track that it leads to.
    Promotion(Option<TrackKind>),
    /// To another track.
    Switch,
    /// Down on the same track.
    StepDown,
}

/// A grade at which one side has a level, and this one has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub frame: Frame,
    pub text: Text,
    /// Where it is, in a sentence.
    pub told: String,
}

/// A level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelBox {
    pub id: String,
    pub frame: Frame,
    pub kind: Option<TrackKind>,
    /// `None` where it is not known.
    pub status: Option<Status>,
    /// Whether it is a career level.
    pub is_terminal: bool,
    pub texts: Vec<Text>,
    /// An arrow before each text that names a level of another ladder.
    pub chips: Vec<Chip>,
    /// Its id and its titles.
    pub name: String,
    /// All else that the picture says of it.
    pub told: String,
    /// The page of the level, where there is one.
    pub link: Option<String>,
}

impl LevelBox {
    /// The landing of a career level, along its foot and wider than it.
    pub fn landing(&self) -> Option<Frame> {
        const HEIGHT: i32 = 5;
        const BEYOND: i32 = 7;
        self.is_terminal.then(|| Frame {
            x: self.frame.x - BEYOND,
            y: self.frame.bottom() - HEIGHT,
            width: self.frame.width + 2 * BEYOND,
            height: HEIGHT,
        })
    }
}

/// An arrow to or from another ladder, [`Chip::WIDTH`] wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chip {
    /// Its left end.
    pub at: Point,
    /// Whether one can move there.
    pub goes: bool,
    /// Whether one can come from there.
    pub comes: bool,
}

impl Chip {
    pub const WIDTH: i32 = 16;
}

/// A mark of the legend, in a frame of [`Sign::SIZE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// The upper left corner.
    pub at: Point,
    pub mark: Mark,
}

impl Sign {
    /// Width and height.
    pub const SIZE: (i32, i32) = (26, 16);
}

/// What has a meaning that the legend gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Promotion,
    SwitchBothWays,
    SwitchOneWay,
    StepDown,
    OtherLadder,
    CareerLevel,
    Planned,
    Deprecated,
    Gap,
}

impl Mark {
    /// Every mark, in the order of the legend.
    pub const ALL: [Self; 9] = [
        Self::Promotion,
        Self::SwitchBothWays,
        Self::SwitchOneWay,
        Self::StepDown,
        Self::OtherLadder,
        Self::CareerLevel,
        Self::Planned,
        Self::Deprecated,
        Self::Gap,
    ];

    /// What it means.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Promotion => "promotion",
            Self::SwitchBothWays => "switch, and back",
            Self::SwitchOneWay => "switch, one way",
            Self::StepDown => "step down",
            Self::OtherLadder => "move to or from another ladder",
            Self::CareerLevel => "career level: fine to stay here",
            Self::Planned => "planned: nobody is here yet",
            Self::Deprecated => "deprecated: nobody new comes here",
            Self::Gap => "gap: only the other side has a level",
        }
    }
}

/// How much room a picture has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A page or a slide.
    Wide,
    /// A phone: narrow boxes, and grades by their ids alone.
    Narrow,
}

impl Picture {
    /// The picture of a ladder. Each level links to `#` and its id behind `link_base`, if there is one.
    pub fn new(resolved: &Resolved<'_>, form: Form, link_base: Option<&str>) -> Self {
        place::picture(resolved, form, link_base)
    }
}
