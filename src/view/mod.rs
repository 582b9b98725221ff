//! What to lay out: ladders, levels, findings and rules as plain values, without a format.

mod announcement;
mod catalogue;
mod change;
mod compare;
mod diff;
mod export;
mod facets;
mod findings;
mod fingerprint;
mod headline;
mod ladder;
mod ladder_moves;
mod ladder_page;
mod layout;
mod level;
mod level_layout;
mod log;
mod matrix;
mod moves;
mod names;
mod narrow;
mod page;
mod parts;
mod paths;
pub mod picture;
mod public;
mod search;
mod shown;
mod side_by_side;
mod spot;
mod stats;
mod text;
mod threads;
mod words;
mod worksheet;

use crate::diff::KindRow;
use crate::rules::Rule;

pub use announcement::{Announcement, LadderNews, LevelNews, News, Notice};
pub use catalogue::{RuleExample, RulePage};
pub use change::ChangeView;
pub use compare::{
    ComparedLadder, ComparedLevel, ComparedPoint, CompetencyComparison, GradeComparison, LadderComparison,
    LevelComparison,
};
pub use diff::{DiffFilter, DiffReport, Group, OwnerDiff, Section, SideView, Telling};
pub use export::{ExportedBase, ExportedLadder, GOES_ON};
pub use facets::{Facet, Facets, LadderFacet};
pub use findings::{AzureRun, Checked, Correction, FindingReport, Located, Marked, PublicFinding, Summary, Suppressed};
pub use ladder::{LadderView, TrackView};
pub use ladder_moves::{LadderMoves, MoveStart};
pub use layout::{Block, Columns, Layout, Line, Sheet, UNGROUPED};
pub use level::{ExpectationView, LevelView, RoleView};
pub use level_layout::level_records;
pub use log::{LogChange, LogReport, LogRevision};
pub use matrix::{Matrix, MatrixLevel, MatrixRow, MatrixTrack, Says};
pub use moves::{MoveKind, MoveView};
pub use narrow::{Kept, Narrowing, Unknown};
pub use page::{IncludedView, LevelPage, Neighbour, Rise};
pub use parts::{
    BandView, CompetencyView, EquivalentView, GradeView, LadderName, LinkView, PointView, SpanView, StepPlace,
    StepTextView, StepView, named,
};
pub use paths::{PathStep, Paths};
pub use picture::Picture;
pub use public::{Checkout, Public};
pub use search::{Hit, Match, Near, Search, SearchFilter, Wanted, Written};
pub use shown::ShownLadder;
pub use side_by_side::{Cell, Column, LevelLine, LevelSwitch, Row, SideBySide, Switch};
pub use spot::{DiffGate, Spot, Spots};
pub use stats::{LadderStats, Stats};
pub use text::{TextLine, TextPage};
pub use threads::{Thread, ThreadLevel, Threads};
pub use words::Fate;
pub use worksheet::{Worksheet, WorksheetPart, WorksheetPoint};

/// The version of every JSON shape. A new field does not change it; a field that goes or changes does.
pub const SCHEMA_VERSION: u32 = 1;

/// Everything that a command can hand to a format.
pub enum Output<'a> {
    /// What is wrong.
    Findings(FindingReport<'a>),
    /// Ladders, each as its tracks side by side.
    Ladders(Vec<ShownLadder<'a>>),
    /// Single levels.
    Levels(Vec<LevelPage>),
    /// An answer about ladders and levels.
    View(View),
    /// One line a ladder.
    List(Vec<ListedLadder>),
    /// Every rule, a line each.
    Rules(&'static [&'static Rule]),
    /// One rule, explained.
    Rule(RulePage<'a>),
    /// One kind of change, explained.
    Kind(&'static KindRow),
    /// What a revision changes.
    Diff(Box<DiffReport>),
    /// The tables that a comparison goes by.
    DiffTables,
    /// The revisions that touched something.
    Log(LogReport),
    /// What is in force.
    Config(ConfigView),
    /// What files say, a line a fact.
    Text(Vec<TextPage>),
}

/// The answers that formats draw from their layout.
#[derive(Debug, Clone)]
pub enum View {
    /// Two levels.
    Levels(Box<LevelComparison>),
    /// Two ladders.
    Ladders(Box<LadderComparison>),
    /// The ways on from a level.
    Paths(Paths),
    /// Where words are said.
    Search(Search),
    /// Figures of ladders.
    Stats(Stats),
    /// A form about a level.
    Worksheet(Box<Worksheet>),
    /// Competencies by levels.
    Matrix(Matrix),
    /// The moves of a ladder.
    Moves(LadderMoves),
    /// Competencies, each from the lowest level to the highest.
    Threads(Threads),
}

impl View {
    /// The ladders that it is about; none for an answer about any number of ladders.
    pub fn ladders(&self) -> Vec<&LadderName> {
        match self {
            Self::Levels(compared) => vec![&compared.a.ladder, &compared.b.ladder],
            Self::Ladders(compared) => vec![&compared.a.name, &compared.b.name],
            Self::Worksheet(form) => vec![&form.compared.a.ladder, &form.compared.b.ladder],
            Self::Matrix(matrix) => vec![&matrix.ladder],
            Self::Moves(moves) => vec![&moves.ladder],
            Self::Threads(threads) => vec![&threads.ladder],
            Self::Paths(_) | Self::Search(_) | Self::Stats(_) => Vec::new(),
        }
    }

    fn ladders_mut(&mut self) -> Vec<&mut LadderName> {
        match self {
            Self::Levels(compared) => vec![&mut compared.a.ladder, &mut compared.b.ladder],
            Self::Ladders(compared) => vec![&mut compared.a.name, &mut compared.b.name],
            Self::Worksheet(form) => vec![&mut form.compared.a.ladder, &mut form.compared.b.ladder],
            Self::Matrix(matrix) => vec![&mut matrix.ladder],
            Self::Moves(moves) => vec![&mut moves.ladder],
            Self::Threads(threads) => vec![&mut threads.ladder],
            Self::Paths(_) | Self::Search(_) | Self::Stats(_) => Vec::new(),
        }
    }

    /// The answer as texts and tables. `is_published` if the format is meant for publication, where pay is shown only if the
    /// configuration says so.
    pub fn layout(&self, is_published: bool) -> Layout {
        match self {
            Self::Levels(compared) => compared.layout(compared.shows_pay || !is_published),
            Self::Ladders(compared) => compared.layout(),
            Self::Paths(paths) => paths.layout(),
            Self::Search(found) => found.layout(),
            Self::Stats(stats) => stats.layout(),
            Self::Worksheet(form) => form.layout(),
            Self::Matrix(matrix) => matrix.layout(),
            Self::Moves(moves) => moves.layout(),
            Self::Threads(threads) => threads.layout(),
        }
    }

    /// The answer as tables for programs, which want one fact in a cell and the same columns whatever is found.
    pub fn records(&self) -> Layout {
        match self {
            Self::Paths(paths) => paths.records().into(),
            Self::Search(found) => found.records().into(),
            Self::Moves(moves) => moves.records().into(),
            Self::Threads(threads) => threads.records().into(),
            Self::Levels(_) | Self::Ladders(_) | Self::Stats(_) | Self::Worksheet(_) | Self::Matrix(_) => {
                self.layout(true)
            }
        }
    }
}

/// The kinds of [`Output`], for [`crate::render::Format::supports`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutputKind {
    /// What is wrong.
    Findings,
    /// One ladder.
    Ladders,
    /// More than one ladder at once.
    SeveralLadders,
    /// Single levels.
    Levels,
    /// An answer about ladders and levels.
    View,
    /// One line a ladder.
    List,
    /// Rules.
    Rules,
    /// What a revision changes.
    Diff,
    /// The tables that a comparison goes by.
    DiffTables,
    /// What people are told of a revision.
    Announcement,
    /// How many people a revision concerns: for the terminal and for programs, and never for publication.
    Roster,
    /// The revisions that touched something.
    Log,
    /// What is in force.
    Config,
    /// What files say, a line a fact.
    Text,
}

impl Output<'_> {
    /// The ladders that it shows, to say when they last changed.
    pub fn ladders_mut(&mut self) -> Vec<&mut LadderName> {
        match self {
            Self::Ladders(ladders) => ladders.iter_mut().map(|shown| &mut shown.name).collect(),
            Self::Levels(levels) => levels.iter_mut().map(|page| &mut page.ladder).collect(),
            Self::View(view) => view.ladders_mut(),
            _ => Vec::new(),
        }
    }

    /// What it is.
    pub fn kind(&self) -> OutputKind {
        match self {
            Self::Findings(_) => OutputKind::Findings,
            Self::Ladders(ladders) if ladders.len() > 1 => OutputKind::SeveralLadders,
            Self::Ladders(_) => OutputKind::Ladders,
            Self::Levels(_) => OutputKind::Levels,
            Self::View(_) => OutputKind::View,
            Self::List(_) => OutputKind::List,
            Self::Rules(_) | Self::Rule(_) | Self::Kind(_) => OutputKind::Rules,
            Self::Diff(_) => OutputKind::Diff,
            Self::DiffTables => OutputKind::DiffTables,
            Self::Log(_) => OutputKind::Log,
            Self::Config(_) => OutputKind::Config,
            Self::Text(_) => OutputKind::Text,
        }
    }
}

/// What is in force, and where each value comes from.
#[derive(Debug, Clone)]
pub struct ConfigView {
    /// The configuration that was found.
    pub file: Option<String>,
    /// Every setting.
    pub settings: Vec<SettingView>,
}

/// A setting.
#[derive(Debug, Clone)]
pub struct SettingView {
    /// Its name, as in the configuration.
    pub name: String,
    pub value: String,
    /// `default`, or where it is set.
    pub from: String,
}

/// One line of `ladder list`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedLadder {
    /// The ladder's id.
    pub id: String,
    pub title: Option<String>,
    pub version: Option<String>,
    /// Its tracks, by id.
    pub tracks: Vec<String>,
    /// How many levels it has.
    pub levels: usize,
    /// Its lowest and highest grade in use.
    pub grades: Option<SpanView>,
    /// The file that it is in.
    pub path: String,
}
