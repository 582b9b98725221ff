//! Whether pay follows the grades.

pub mod band_drop;
pub mod band_gap;
pub mod band_outside_grade;
pub mod currency_mix;

use crate::finding::Mark;
use crate::model::resolve::Spine;
use crate::model::{Amount, Band, GradeId, OwnerId, Part, Place, Stated, Status};
use crate::rules::Subject;

/// What two bands need to have in common to be compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::rules) struct Market {
    /// The location; `None` for a band that holds everywhere.
    pub location: Option<String>,
    /// The currency.
    pub currency: String,
    /// Whether amounts are an hour's; else a year's.
    pub is_hourly: bool,
}

impl Market {
    /// The market of a band; `None` where its location or currency could not be read.
    pub fn of(band: &Band) -> Option<Self> {
        let location = match &band.location {
            Stated::Is(location) => Some(location.clone()),
            Stated::Unstated => None,
            Stated::Unknown => return None,
        };
        Some(Self { location, currency: band.currency.get()?.clone(), is_hourly: band.is_hourly() })
    }

    /// "EUR 80 000", "EUR 25 an hour".
    pub fn amount(&self, amount: Amount) -> String {
        format!("{} {amount}{}", self.currency, if self.is_hourly { " an hour" } else { "" })
    }

    /// " in `Berlin`", or nothing.
    pub fn place(&self) -> String {
        self.location.as_ref().map_or_else(String::new, |location| format!(" in `{location}`"))
    }
}

/// A band that holds for a level, and can be compared.
#[derive(Debug, Clone)]
pub(in crate::rules) struct LevelBand {
    /// The level.
    pub level: usize,
    /// Where the band holds.
    pub market: Market,
    /// The midpoint.
    pub midpoint: Amount,
    /// Whether the level states it; else it is the grade's.
    pub is_own: bool,
    /// Whether the level states it, and leaves its grade's band with it.
    pub is_outside: bool,
}

/// The bands that hold for a level that people are at: of a planned one nobody is paid yet, and the pay of a deprecated
/// one is left behind on purpose.
pub(in crate::rules) fn level_bands(subject: &Subject<'_>, level: usize) -> Vec<LevelBand> {
    let stated = subject.resolved.levels[level].level;
    if stated.status() != Some(Status::Active) {
        return Vec::new();
    }
    let bands = subject.resolved.pay(level).into_iter().enumerate();
    bands
        .filter_map(|(index, band)| {
            let is_own = index < stated.pay.len();
            let is_outside = is_own && !outside(subject, level, &band).is_empty();
            Some(LevelBand { level, market: Market::of(&band)?, midpoint: band.midpoint()?, is_own, is_outside })
        })
        .collect()
}

/// An end of a level's own band that lies beyond its grade's.
struct End {
    /// `min` or `max`.
    pub key: &'static str,
    /// What the level states.
    pub own: Amount,
    /// Where the grade's band ends.
    pub bound: Amount,
}

/// The ends of a level's own band that lie beyond its grade's; none where nothing can be compared.
fn outside(subject: &Subject<'_>, level: usize, own: &Band) -> Vec<End> {
    let Some(market) = Market::of(own) else { return Vec::new() };
    let bands = subject.resolved.grade_pay(level);
    let Some(grade) = bands.iter().find(|band| Market::of(band).as_ref() == Some(&market)) else { return Vec::new() };
    let end = |key, own: &Stated<Amount>, bound: &Stated<Amount>, is_beyond: fn(&Amount, &Amount) -> bool| {
        let (own, bound) = (*own.get()?, *bound.get()?);
        is_beyond(&own, &bound).then_some(End { key, own, bound })
    };
    let min = end("min", &own.min, &grade.min, Amount::lt);
    let max = end("max", &own.max, &grade.max, Amount::gt);
    min.into_iter().chain(max).collect()
}

impl LevelBand {
    /// Whether the two differ because one has left the band of its grade, which the other has: `band-outside-grade` says so.
    pub fn is_told_by_grade(&self, other: &Self) -> bool {
        (self.is_outside && !other.is_own) || (other.is_outside && !self.is_own)
    }

    /// A mark at the band: the level's, else the grade's, in whatever file that is.
    pub fn mark(&self, subject: &Subject<'_>, label: impl Into<String>) -> Mark {
        let place = if self.is_own {
            level_pay(subject, self.level, self.market.location.clone())
        } else {
            match (&subject.resolved.spine, subject.resolved.levels[self.level].level.grades.get()) {
                (Spine::Listed { owner, .. }, Some(span)) => grade_pay(owner, &span.low, self.market.location.clone()),
                _ => subject.resolved.levels[self.level].place(subject.ladder()),
            }
        };
        Mark::key(place, "mid", label)
    }
}

/// The place of a level's own band.
pub(in crate::rules) fn level_pay(subject: &Subject<'_>, level: usize, location: Option<String>) -> Place {
    let standing = &subject.resolved.levels[level];
    Place::new(&subject.ladder().id, Part::LevelPay(standing.track.id.clone(), standing.level.id.clone(), location))
}

/// The place of a grade's band.
pub(in crate::rules) fn grade_pay(owner: &OwnerId, grade: &GradeId, location: Option<String>) -> Place {
    Place::new(owner.clone(), Part::GradePay(grade.clone(), location))
}
