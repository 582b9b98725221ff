//! A ladder as one self-contained file: the base merged in, `same_as` followed. Loading it gives the same model.

mod base;
mod sheets;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::model::resolve::{Resolved, Scale, Spine, Told};
use crate::model::{
    Amount, Ask, Asked, Band, Competency, Entries, Equivalent, Grade, Level, Link, Point, Role, Stated, Step, Track,
};

pub use base::ExportedBase;
pub use sheets::GOES_ON;

/// A ladder file, ready to be written. Keys are in the order of the table of keys.
#[derive(Debug, Clone, Serialize)]
pub struct ExportedLadder {
    ladder: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    extends: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owned_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    formerly: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fork: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    grades: Vec<ExportedGrade>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scale: Vec<ExportedStep>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    competencies: Vec<ExportedCompetency>,
    tracks: Vec<ExportedTrack>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    moves: Vec<ExportedMove>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<ExportedRole>,
    /// Moves to levels of other ladders, which a self-contained file cannot name.
    #[serde(skip)]
    pub left_out: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ExportedGrade {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    formerly: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pay: Vec<ExportedBand>,
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    equivalents: Pairs<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ExportedBand {
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mid: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<Money>,
}

/// An amount as the format wants it: a whole number, or one with two decimals.
#[derive(Debug, Clone, Copy)]
struct Money(Amount);

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Amount(cents) = self.0;
        if cents % 100 == 0 {
            serializer.serialize_i64(cents / 100)
        } else {
            serializer.serialize_f64(cents as f64 / 100.0)
        }
    }
}

#[derive(Debug, Clone, Serialize)]
struct ExportedStep {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    formerly: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ExportedCompetency {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tracks: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scale: Vec<ExportedStep>,
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    steps: Pairs<ExportedPoints>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    formerly: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct ExportedTrack {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    profession: Option<OneOrMore>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aligned: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cumulative: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    formerly: Vec<String>,
    levels: Vec<ExportedLevel>,
}

#[derive(Debug, Clone, Serialize)]
struct ExportedLevel {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<OneOrMore>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<OneOrMore>,
    #[serde(flatten)]
    texts: Pairs<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    manages: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    terminal: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    formerly: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pay: Vec<ExportedBand>,
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    expectations: Pairs<ExportedAsk>,
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    equivalents: Pairs<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<ExportedLink>,
}

/// One text where there is one, else a list.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn of(mut texts: Vec<String>) -> Option<Self> {
        match texts.len() {
            0 => None,
            1 => texts.pop().map(Self::One),
            _ => Some(Self::More(texts)),
        }
    }
}

/// A mapping in the order of the file.
#[derive(Debug, Clone)]
struct Pairs<T>(Vec<(String, T)>);

impl<T> Pairs<T> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Serialize> Serialize for Pairs<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum ExportedAsk {
    NotAsked(()),
    Short(ExportedPoints),
    Long {
        #[serde(skip_serializing_if = "Option::is_none")]
        step: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<ExportedPoints>,
        #[serde(skip_serializing_if = "Option::is_none")]
        examples: Option<OneOrMore>,
    },
}

/// One text where that is all, else a list of points.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum ExportedPoints {
    One(String),
    More(Vec<ExportedPoint>),
}

impl ExportedPoints {
    fn of(points: &[Point]) -> Option<Self> {
        let point = |point: &Point| match OneOrMore::of(point.examples.clone()) {
            None => ExportedPoint::Short(point.text.clone()),
            Some(examples) => ExportedPoint::Long { text: point.text.clone(), examples },
        };
        match points {
            [] => None,
            [one] if one.examples.is_empty() => Some(Self::One(one.text.clone())),
            _ => Some(Self::More(points.iter().map(point).collect())),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum ExportedPoint {
    Short(String),
    Long { text: String, examples: OneOrMore },
}

#[derive(Debug, Clone, Serialize)]
struct ExportedLink {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    url: String,
}

#[derive(Debug, Clone, Serialize)]
struct ExportedRole {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    levels: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    formerly: Vec<String>,
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    expectations: Pairs<ExportedAsk>,
}

#[derive(Debug, Clone, Serialize)]
struct ExportedMove {
    from: String,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl ExportedLadder {
    /// The file of a ladder.
    pub fn new(resolved: &Resolved<'_>) -> Self {
        let ladder = resolved.ladder;
        let mut moves = Vec::new();
        let mut left_out = Vec::new();
        for written in &ladder.moves {
            let (from, to) = (written.from.relative_to(&ladder.id), written.to.relative_to(&ladder.id));
            if written.from.ladder == ladder.id && written.to.ladder == ladder.id {
                moves.push(ExportedMove { from, to, note: text(&written.note) });
            } else {
                left_out.push(format!("{from} to {to}"));
            }
        }
        let mut level = 0;
        let tracks = ladder.tracks.iter().map(|written| track(resolved, written, &mut level)).collect();
        Self {
            ladder: ladder.id.to_string(),
            title: text(&ladder.title),
            version: text(&ladder.version),
            extends: Vec::new(),
            summary: text(&ladder.summary),
            owned_by: text(&ladder.owned_by),
            reviewed: ladder.reviewed.get().map(ToString::to_string),
            formerly: words(&ladder.formerly),
            fork: ladder.fork.get().map(ToString::to_string),
            grades: match &resolved.spine {
                Spine::Listed { grades, .. } => grades.iter().map(grade).collect(),
                Spine::Numbers | Spine::Unknown => Vec::new(),
            },
            scale: match &resolved.scale {
                Scale::Listed { steps, .. } => steps.iter().map(step).collect(),
                Scale::Numbers | Scale::Unknown => Vec::new(),
            },
            competencies: resolved.competencies.iter().map(|defined| competency(defined.value)).collect(),
            tracks,
            moves,
            roles: ladder.roles.iter().map(|known| role(resolved, known)).collect(),
            left_out,
        }
    }
}

fn track(resolved: &Resolved<'_>, track: &Track, level_index: &mut usize) -> ExportedTrack {
    let levels = track.levels.iter().map(|written| {
        let exported = level(resolved, *level_index, written);
        *level_index += 1;
        exported
    });
    ExportedTrack {
        id: track.id.to_string(),
        title: text(&track.title),
        summary: text(&track.summary),
        kind: track.kind.get().map(|kind| kind.as_str()),
        profession: OneOrMore::of(track.professions.list.clone()),
        aligned: track.aligned.get().copied(),
        cumulative: track.cumulative.get().copied(),
        formerly: words(&track.formerly),
        levels: levels.collect(),
    }
}

fn level(resolved: &Resolved<'_>, index: usize, level: &Level) -> ExportedLevel {
    let expectations = level.expectations.iter().filter_map(|expectation| {
        let ask = match resolved.told(index, &expectation.competency) {
            Told::Asked { asked, .. } => exported_ask(asked),
            Told::NotAsked => ExportedAsk::NotAsked(()),
            Told::Silent | Told::Unknown => return None,
        };
        Some((expectation.competency.to_string(), ask))
    });
    let texts = level.texts().into_iter().filter_map(|(key, _, text)| Some((key.to_owned(), text.get()?.clone())));
    ExportedLevel {
        id: level.id.to_string(),
        title: OneOrMore::of(level.titles.list.clone()),
        grade: level.grades.get().and_then(|span| {
            let mut grades = vec![span.low.to_string(), span.high.to_string()];
            grades.dedup();
            OneOrMore::of(grades)
        }),
        texts: Pairs(texts.collect()),
        manages: level.manages.get().map(|manages| manages.as_str()),
        terminal: level.terminal.get().copied(),
        status: level.status.get().map(|status| status.as_str()),
        formerly: words(&level.formerly),
        pay: bands(&level.pay),
        expectations: Pairs(expectations.collect()),
        equivalents: equivalents(&level.equivalents),
        links: level.links.iter().map(link).collect(),
    }
}

fn role<'a>(resolved: &Resolved<'a>, role: &'a Role) -> ExportedRole {
    let expectations = role.expectations.iter().filter_map(|expectation| {
        let ask = match expectation.ask {
            Ask::NotAsked => ExportedAsk::NotAsked(()),
            _ => exported_ask(resolved.asked_of_role(expectation)?.1),
        };
        Some((expectation.competency.to_string(), ask))
    });
    ExportedRole {
        id: role.id.to_string(),
        title: text(&role.title),
        summary: text(&role.summary),
        levels: words(&role.levels),
        formerly: words(&role.formerly),
        expectations: Pairs(expectations.collect()),
    }
}

fn exported_ask(asked: &Asked) -> ExportedAsk {
    // The competency has the meaning of the step.
    let text = if asked.of_step { None } else { ExportedPoints::of(&asked.points) };
    match (asked.step.get(), asked.examples.is_empty(), text) {
        (None, true, Some(text)) => ExportedAsk::Short(text),
        (step, _, text) => ExportedAsk::Long {
            step: step.map(ToString::to_string),
            text,
            examples: OneOrMore::of(asked.examples.clone()),
        },
    }
}

fn text(stated: &Stated<String>) -> Option<String> {
    stated.get().cloned()
}

fn words<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn grade(grade: &Grade) -> ExportedGrade {
    ExportedGrade {
        id: grade.id.to_string(),
        title: text(&grade.title),
        summary: text(&grade.summary),
        scope: text(&grade.scope),
        formerly: words(&grade.formerly),
        pay: bands(&grade.pay),
        equivalents: equivalents(&grade.equivalents),
    }
}

fn bands(pay: &Entries<Band>) -> Vec<ExportedBand> {
    let band = |band: &Band| {
        let money = |amount: &Stated<Amount>| amount.get().map(|amount| Money(band.period().of_year(*amount)));
        ExportedBand {
            location: text(&band.location),
            currency: text(&band.currency),
            period: band.period.get().map(|period| period.as_str()),
            min: money(&band.min),
            mid: money(&band.mid),
            max: money(&band.max),
        }
    };
    pay.iter().map(band).collect()
}

fn equivalents(known: &[Equivalent]) -> Pairs<String> {
    Pairs(known.iter().map(|known| (known.framework.clone(), known.name.clone())).collect())
}

fn step(step: &Step) -> ExportedStep {
    ExportedStep {
        id: step.id.to_string(),
        title: text(&step.title),
        summary: text(&step.summary),
        formerly: words(&step.formerly),
    }
}

fn competency(competency: &Competency) -> ExportedCompetency {
    ExportedCompetency {
        id: competency.id.to_string(),
        title: text(&competency.title),
        summary: text(&competency.summary),
        group: text(&competency.group),
        kind: text(&competency.kind),
        tracks: competency.tracks.list.clone(),
        scale: competency.scale.get().into_iter().flatten().map(step).collect(),
        steps: Pairs(
            competency
                .steps
                .iter()
                .filter_map(|asked| Some((asked.step.get()?.to_string(), ExportedPoints::of(&asked.points)?)))
                .collect(),
        ),
        formerly: words(&competency.formerly),
    }
}

fn link(link: &Link) -> ExportedLink {
    ExportedLink { title: text(&link.title), url: link.url.clone() }
}
