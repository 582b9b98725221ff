//! A ladder as tables tell it, and the model of it.

use crate::model::{
    Amount, Ask, Asked, Band, Base, Competency, Definitions, Entries, Expectation, Grade, GradeSpan, Ladder, Level,
    Period, Point, Stated, Step, Track, TrackKind,
};

use super::money::Pay;

/// A ladder that was read: ids are made, and each is used once.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    pub id: String,
    pub grades: Vec<String>,
    pub scale: Vec<DraftStep>,
    pub competencies: Vec<DraftCompetency>,
    pub tracks: Vec<DraftTrack>,
    pub is_cumulative: bool,
}

#[derive(Debug, Clone, Default)]
pub struct DraftStep {
    pub id: String,
    pub title: Option<String>,
    pub summary: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub struct DraftCompetency {
    pub id: String,
    pub title: String,
    pub group: Option<String>,
    pub summary: Option<String>,
    pub scale: Vec<DraftStep>,
    pub steps: Vec<(String, Vec<Point>)>,
}

#[derive(Debug, Clone)]
pub struct DraftTrack {
    pub id: String,
    pub title: Option<String>,
    pub kind: TrackKind,
    pub levels: Vec<DraftLevel>,
}

#[derive(Debug, Clone, Default)]
pub struct DraftLevel {
    pub id: String,
    pub title: Option<String>,
    pub grade: Option<(String, String)>,
    pub summary: Option<String>,
    pub scope: Option<String>,
    pub pay: Option<Pay>,
    /// By the ids of competencies, in the order of these.
    pub asks: Vec<(String, DraftAsk)>,
}

#[derive(Debug, Clone, Default)]
pub struct DraftAsk {
    pub step: Option<String>,
    pub points: Vec<Point>,
    pub examples: Vec<String>,
    /// The place of the first cell that says it.
    pub at: String,
}

/// What becomes of a draft.
pub enum Written {
    Ladder(Box<Ladder>),
    /// Tables without levels define only what ladders share.
    Base(Box<Base>),
}

impl Draft {
    /// The model of it.
    pub fn written(&self) -> Written {
        let definitions = self.definitions();
        if self.tracks.is_empty() {
            let base = Base {
                id: self.id.as_str().into(),
                title: Stated::Unstated,
                version: Stated::Unstated,
                summary: Stated::Unstated,
                extends: Entries::default(),
                definitions,
            };
            return Written::Base(Box::new(base));
        }
        Written::Ladder(Box::new(Ladder {
            id: self.id.as_str().into(),
            title: Stated::Unstated,
            version: Stated::Unstated,
            summary: Stated::Unstated,
            owned_by: Stated::Unstated,
            reviewed: Stated::Unstated,
            formerly: Vec::new(),
            extends: Entries::default(),
            fork: Stated::Unstated,
            definitions,
            tracks: self.tracks.iter().map(|track| self.track(track)).collect::<Vec<_>>().into(),
            roles: Entries::default(),
            moves: Entries::default(),
        }))
    }

    fn definitions(&self) -> Definitions {
        let grade = |id: &String| Grade {
            id: id.as_str().into(),
            title: Stated::Unstated,
            summary: Stated::Unstated,
            scope: Stated::Unstated,
            pay: Entries::default(),
            equivalents: Vec::new(),
            formerly: Vec::new(),
        };
        let listed = |empty: bool| if empty { None } else { Some(()) };
        Definitions {
            grades: listed(self.grades.is_empty())
                .map(|()| Entries::from(self.grades.iter().map(grade).collect::<Vec<_>>()))
                .into(),
            scale: listed(self.scale.is_empty()).map(|()| steps(&self.scale)).into(),
            competencies: self.competencies.iter().map(competency).collect::<Vec<_>>().into(),
        }
    }

    fn track(&self, track: &DraftTrack) -> Track {
        Track {
            id: track.id.as_str().into(),
            title: track.title.clone().into(),
            summary: Stated::Unstated,
            kind: Stated::Is(track.kind),
            professions: Entries::default(),
            aligned: Stated::Unstated,
            cumulative: self.is_cumulative.then_some(true).into(),
            formerly: Vec::new(),
            levels: track.levels.iter().map(level).collect::<Vec<_>>().into(),
        }
    }
}

fn level(level: &DraftLevel) -> Level {
    let expectations = level
        .asks
        .iter()
        .map(|(competency, ask)| Expectation { competency: competency.as_str().into(), ask: Ask::Asked(asked(ask)) });
    Level {
        id: level.id.as_str().into(),
        titles: level.title.iter().cloned().collect::<Vec<_>>().into(),
        grades: level
            .grade
            .as_ref()
            .map(|(low, high)| GradeSpan { low: low.as_str().into(), high: high.as_str().into() })
            .into(),
        summary: level.summary.clone().into(),
        scope: level.scope.clone().into(),
        manages: Stated::Unstated,
        terminal: Stated::Unstated,
        status: Stated::Unstated,
        formerly: Vec::new(),
        pay: level.pay.iter().map(band).collect::<Vec<_>>().into(),
        expectations: expectations.collect::<Vec<_>>().into(),
        equivalents: Vec::new(),
        links: Vec::new(),
    }
}

fn steps(steps: &[DraftStep]) -> Entries<Step> {
    let step = |step: &DraftStep| Step {
        id: step.id.as_str().into(),
        title: step.title.clone().into(),
        summary: step.summary.clone().into(),
        formerly: Vec::new(),
    };
    steps.iter().map(step).collect::<Vec<_>>().into()
}

fn competency(known: &DraftCompetency) -> Competency {
    let meaning = |(step, points): &(String, Vec<Point>)| Asked {
        step: Stated::Is(step.as_str().into()),
        points: points.clone(),
        of_step: true,
        ..Asked::default()
    };
    Competency {
        id: known.id.as_str().into(),
        title: Stated::Is(known.title.clone()),
        summary: known.summary.clone().into(),
        group: known.group.clone().into(),
        kind: Stated::Unstated,
        tracks: Entries::default(),
        scale: if known.scale.is_empty() { Stated::Unstated } else { Stated::Is(steps(&known.scale)) },
        steps: known.steps.iter().map(meaning).collect(),
        formerly: Vec::new(),
    }
}

fn asked(ask: &DraftAsk) -> Asked {
    let step = ask.step.as_deref().map(Into::into).into();
    let (mut points, mut examples) = (ask.points.clone(), ask.examples.clone());
    // Examples of the only point are those of the expectation.
    if let [point] = &mut points[..] {
        examples.splice(..0, std::mem::take(&mut point.examples));
    }
    Asked { step, points, examples, of_step: false }
}

fn band(pay: &Pay) -> Band {
    let period = if pay.is_hourly {
        Some(Period::Hour)
    } else if pay.is_monthly {
        Some(Period::Month)
    } else {
        None
    };
    let amount =
        |cents: Option<i64>| Stated::from(cents.map(|cents| period.unwrap_or_default().to_year(Amount(cents))));
    Band {
        location: Stated::Unstated,
        currency: pay.currency.clone().into(),
        period: period.into(),
        min: amount(pay.min),
        mid: amount(pay.mid),
        max: amount(pay.max),
    }
}
