//! The ways from level to level, and what each does.

use std::cmp::Ordering;

use super::SpanView;
use crate::model::resolve::{End, Resolved, Route};
use crate::model::{Level, Stated, TrackKind};

/// A way from one level to another.
#[derive(Debug, Clone)]
pub struct MoveView {
    /// Where it starts: a level of this ladder, or `product/M4`.
    pub from: String,
    /// Where it leads.
    pub to: String,
    /// What it does.
    pub kind: MoveKind,
    /// The grades before and after, as far as both are known.
    pub grades: Option<(String, String)>,
    /// The status of the level that it leads to, unless people can be there today.
    pub status: Option<&'static str>,
    /// Whether the order of the levels implies it.
    pub implied: bool,
    /// What to know about it.
    pub note: Option<String>,
}

/// What a move does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveKind {
    /// Up, without changing sides.
    Promotion,
    /// To another track, at the same grade.
    Lateral,
    /// To another track, and up.
    SwitchUp,
    /// To another track, and down.
    SwitchDown,
    /// Down, on the same track.
    StepDown,
    /// To another ladder.
    OtherLadder,
    /// Grades are not known or not compared.
    Unranked,
}

impl MoveKind {
    /// What it does, in words.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Promotion => "promotion",
            Self::Lateral => "switch at the same grade",
            Self::SwitchUp => "switch to a higher grade",
            Self::SwitchDown => "switch to a lower grade",
            Self::StepDown => "step down",
            Self::OtherLadder => "another ladder",
            Self::Unranked => "move",
        }
    }

    /// What it does, what becomes of the grade (where it changes, and on a move to another ladder, of which no other word says
    /// it), and the status of the level that it leads to.
    pub(super) fn describe_with(self, grades: Option<&(String, String)>, status: Option<&str>) -> String {
        let mut said = self.describe().to_owned();
        match grades {
            Some((before, after)) if before != after => said.push_str(&format!(", grade {before} → {after}")),
            Some(_) if self == Self::OtherLadder => said.push_str(", same grade"),
            _ => {}
        }
        if let Some(status) = status {
            said.push_str(&format!(", {status}"));
        }
        said
    }
}

impl MoveView {
    /// A route of a ladder.
    pub fn new(resolved: &Resolved<'_>, route: &Route<'_>) -> Self {
        let name = |end: End<'_>| match end {
            End::Here(level) => resolved.levels[level].level.id.to_string(),
            End::Elsewhere(level) => level.to_string(),
        };
        let kind = match route.within() {
            None => MoveKind::OtherLadder,
            Some((from, to)) => {
                let stays = resolved.levels[from].track_index == resolved.levels[to].track_index
                    || [from, to]
                        .iter()
                        .any(|level| resolved.levels[*level].track.kind == Stated::Is(TrackKind::Shared));
                match resolved.rise(from, to) {
                    Some(Ordering::Greater) if stays => MoveKind::Promotion,
                    _ if route.implied => MoveKind::Promotion,
                    Some(Ordering::Greater) => MoveKind::SwitchUp,
                    Some(Ordering::Equal) => MoveKind::Lateral,
                    Some(Ordering::Less) if stays => MoveKind::StepDown,
                    Some(Ordering::Less) => MoveKind::SwitchDown,
                    None => MoveKind::Unranked,
                }
            }
        };
        Self {
            from: name(route.from),
            to: name(route.to),
            kind,
            grades: grades(resolved, route.from).zip(grades(resolved, route.to)),
            status: level_at(resolved, route.to).and_then(Level::unused),
            implied: route.implied,
            note: route.note().map(str::to_owned),
        }
    }

    /// What it does; of a move to another ladder also what becomes of the grade, which no other word says.
    pub fn describe(&self) -> String {
        self.kind.describe_with(self.grades.as_ref().filter(|_| self.kind == MoveKind::OtherLadder), self.status)
    }
}

fn grades(resolved: &Resolved<'_>, end: End<'_>) -> Option<String> {
    let span = level_at(resolved, end)?.grades.get()?;
    Some(SpanView { low: span.low.to_string(), high: span.high.to_string() }.to_string())
}

fn level_at<'a>(resolved: &Resolved<'a>, end: End<'_>) -> Option<&'a Level> {
    match end {
        End::Here(level) => Some(resolved.levels[level].level),
        End::Elsewhere(level) => Some(resolved.set.ladder(level.ladder.as_str())?.level(level.level.as_str())?.1),
    }
}
