//! One change, laid out.

use std::sync::Arc;

use super::Spot;
use super::headline::concerned;
use super::names::{competency_title, role_title};
use super::words::{Fate, is_prose, word_diff};
use crate::diff::{Change, Impact, Kind};
use crate::model::{Ask, LadderSet, Part, Place, RoleId};

/// A change, laid out.
#[derive(Debug, Clone)]
pub struct ChangeView {
    /// What changed.
    pub kind: Kind,
    /// What that does.
    pub impact: Impact,
    /// Where.
    pub place: String,
    /// What of the level it is about: a competency's title, a move; empty where the heading says it.
    pub subject: String,
    /// The old text.
    pub old: Option<String>,
    /// The new text.
    pub new: Option<String>,
    /// The text as parts, where both are prose; moved line breaks do not show.
    pub words: Vec<(Fate, String)>,
    /// Why the impact is what it is.
    pub reason: String,
    /// Whether somebody should read it.
    pub caution: bool,
    /// What the edit is known by, for a judgement in the configuration.
    pub edit: String,
    /// What a level that is removed asked, a text a line.
    pub asked: Vec<String>,
    /// Whom else it concerns, as places.
    pub reaches: Vec<String>,
    /// The track that it is about, by id.
    pub track: Option<String>,
    /// The levels that it is about or reaches, as `engineering/IC4`.
    pub levels: Arc<[String]>,
    /// Whom a change in a base concerns, in words.
    pub concerns: Option<String>,
    /// Whether it is about pay, which is private.
    pub is_pay: bool,
    /// Its line in the new files; `None` if nothing is left in any file.
    pub spot: Option<Spot>,
}

/// A change, laid out.
pub(super) fn change_view(old: &LadderSet, new: &LadderSet, change: &Change) -> ChangeView {
    // Of a level that was rewritten the parts are listed on demand.
    let shown =
        |side: &Option<String>| side.clone().filter(|text| !text.is_empty() && change.kind != Kind::LevelRewritten);
    let (was, is) = (shown(&change.old), shown(&change.new));
    let words = match (&was, &is) {
        (Some(old), Some(new)) if is_prose(old) && is_prose(new) => word_diff(old, new),
        _ => Vec::new(),
    };
    ChangeView {
        kind: change.kind,
        impact: change.impact,
        place: change.place.to_string(),
        subject: subject(old, new, &change.place),
        old: was,
        new: is,
        words,
        reason: change.reason.clone(),
        caution: change.caution,
        edit: change.edit_id(),
        asked: asked(old, change),
        reaches: change.reaches.iter().map(ToString::to_string).collect(),
        track: change.place.part.track().map(ToString::to_string),
        levels: Arc::default(),
        concerns: concerned(new, change, [new, old].iter().any(|set| set.base(change.place.owner.as_str()).is_some())),
        is_pay: matches!(change.place.part, Part::LevelPay(..) | Part::GradePay(..)),
        spot: None,
    }
}

/// What a level that is removed asked: "Delivery: Plans the work of a team."
fn asked(old: &LadderSet, change: &Change) -> Vec<String> {
    let Some(level) = change.place.part.level().filter(|_| change.kind == Kind::LevelRemoved) else {
        return Vec::new();
    };
    let level = old.ladder(change.place.owner.as_str()).and_then(|ladder| ladder.level(level.as_str()));
    let expectations = level.into_iter().flat_map(|(_, level)| level.expectations.iter());
    let texts = expectations.flat_map(|expectation| {
        let points = match &expectation.ask {
            Ask::Asked(asked) => asked.points.iter().map(|point| point.text.clone()).collect(),
            Ask::SameAs(level) => vec![format!("the same as {level}")],
            Ask::NotAsked | Ask::Unknown => Vec::new(),
        };
        let title = competency_title([old, old], &change.place.owner, expectation.competency.as_str());
        points.into_iter().map(move |point| format!("{title}: {point}"))
    });
    texts.collect()
}

/// What a change is about, beyond its level.
fn subject(old: &LadderSet, new: &LadderSet, place: &Place) -> String {
    let competency = |id: &str| competency_title([new, old], &place.owner, id);
    let pay = |what: &str, location: &Option<String>| match location {
        Some(location) => format!("{what} in {location}"),
        None => what.to_owned(),
    };
    let role = |id: &RoleId| role_title([new, old], &place.owner, id);
    match &place.part {
        Part::Whole | Part::Track(_) | Part::Level(..) => String::new(),
        Part::Expectation(_, _, id) => competency(id.as_str()),
        Part::Point(_, _, id, number) => format!("{}, point {number}", competency(id.as_str())),
        Part::LevelPay(_, _, location) => pay("pay", location),
        Part::GradePay(id, location) => pay(&format!("pay of grade {id}"), location),
        Part::Competency(id) => format!("competency {}", competency(id.as_str())),
        Part::CompetencyScale(id, step) | Part::CompetencyStep(id, step) => {
            format!("{}, step {step}", competency(id.as_str()))
        }
        Part::Grade(id) => format!("grade {id}"),
        Part::Step(id) => format!("step {id}"),
        Part::Role(id) => format!("role {}", role(id)),
        Part::RoleExpectation(id, about) => format!("role {}, {}", role(id), competency(about.as_str())),
        Part::Move(from, to) => format!("move from {from} to {to}"),
    }
}
