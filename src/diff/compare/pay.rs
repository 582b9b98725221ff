//! Bands, at grades and at levels. No reason names an amount: pay is private, and reasons are for everybody.

use std::cmp::Ordering;

use super::{Comparison, Draft, Pair};
use crate::diff::{Case, Edit, Kind, Value};
use crate::model::{Amount, Band, Entries, Grade, OwnerId, Part, Place, Stated};

impl<'a> Comparison<'a, '_> {
    pub(super) fn grade_pay(&mut self, owner: &OwnerId, old: &'a Grade, new: &'a Grade) {
        for (before, after) in paired(&old.pay, &new.pay) {
            let Some(location) = before.or(after).map(|band| band.location.text()) else { continue };
            let part = Part::GradePay(new.id.clone(), location.map(str::to_owned));
            let place = Place::new(owner.clone(), part);
            let Some((kind, case, reason)) = (match (before, after) {
                (Some(old), Some(new)) => judged(old, new),
                (None, Some(_)) => Some((Kind::BandAdded, Case::Rises, "there was no band before")),
                (Some(_), None) => Some((Kind::BandRemoved, Case::Falls, "the band is removed")),
                (None, None) => None,
            }) else {
                continue;
            };
            let concerned = self.concerned_by_pay(owner, new.id.as_str(), location);
            let grade = Place::new(owner.clone(), Part::Grade(new.id.clone()));
            self.band((kind, case, reason), (before, after), (place, grade), concerned.reaches, concerned.planned);
        }
    }

    pub(super) fn level_pay(&mut self, pair: &Pair<'a>, (at, now): (usize, usize), planned: bool) {
        let (old, new) = (pair.old.resolved.levels[at], pair.new.resolved.levels[now]);
        for (before, after) in paired(&old.level.pay, &new.level.pay) {
            let Some(location) = before.or(after).map(|band| &band.location) else { continue };
            let of = |bands: Vec<Band>| bands.into_iter().find(|band| band.location == *location);
            let verdict = match (before, after) {
                (Some(old), Some(new)) => judged(old, new),
                // A level's own band stands before its grade's.
                (None, Some(new)) => match of(pair.old.resolved.pay(at)) {
                    None => Some((Kind::BandAdded, Case::Rises, "there was no band before")),
                    Some(grade) => Some(instead(Kind::BandAdded, &grade, new)),
                },
                (Some(old), None) => match of(pair.new.resolved.pay(now)) {
                    None => Some((Kind::BandRemoved, Case::Falls, "the band is removed")),
                    Some(grade) => Some(instead(Kind::BandRemoved, old, &grade)),
                },
                (None, None) => None,
            };
            let Some(verdict) = verdict else { continue };
            let level = pair.new.place(now);
            let location = location.text().map(str::to_owned);
            let part = Part::LevelPay(new.track.id.clone(), new.level.id.clone(), location);
            let place = Place::new(level.owner.clone(), part);
            self.band(verdict, (before, after), (place, level), Vec::new(), planned);
        }
    }

    fn band(
        &mut self,
        (kind, case, reason): (Kind, Case, &'static str),
        (old, new): (Option<&Band>, Option<&Band>),
        (place, holder): (Place, Place),
        reaches: Vec<crate::diff::Reach>,
        planned: bool,
    ) {
        let location = old.or(new).map_or(Stated::Unstated, |band| band.location.clone());
        let place = if new.is_none() { self.old_place(&place) } else { place };
        let edit = Edit::Set(holder, Value::Band(location, new.cloned()));
        let draft = Draft::new(kind, case, place, edit, reason).reaching(reaches).planned(planned);
        self.push(draft.values(old.map(Band::in_words), new.map(Band::in_words)));
    }
}

/// The bands of both sides by location; what could not be read is left out.
fn paired<'b>(old: &'b Entries<Band>, new: &'b Entries<Band>) -> Vec<(Option<&'b Band>, Option<&'b Band>)> {
    let at = |bands: &'b Entries<Band>, location: &Stated<String>| {
        bands.list.iter().find(|band| band.location == *location && !band.location.is_unknown())
    };
    let mut pairs: Vec<_> = Vec::new();
    for band in new.list.iter().filter(|band| !band.location.is_unknown()) {
        let before = at(old, &band.location);
        if before.is_some() || !old.partial {
            pairs.push((before, Some(band)));
        }
    }
    for band in old.list.iter().filter(|band| !band.location.is_unknown()) {
        if at(new, &band.location).is_none() && !new.partial {
            pairs.push((Some(band), None));
        }
    }
    pairs
}

/// How a band moved; `None` where it did not, or nobody can know.
fn judged(old: &Band, new: &Band) -> Option<(Kind, Case, &'static str)> {
    if old.currency != new.currency && !old.currency.is_unknown() && !new.currency.is_unknown() {
        return Some((Kind::CurrencyChanged, Case::Falls, "amounts in two currencies cannot be compared"));
    }
    if old.is_hourly() != new.is_hourly() && !old.period.is_unknown() && !new.period.is_unknown() {
        return Some((Kind::CurrencyChanged, Case::Falls, "amounts an hour and a year cannot be compared"));
    }
    // An open minimum promises nothing, an open maximum everything.
    let end = |amount: &Stated<Amount>, open: i64| match amount {
        Stated::Is(amount) => Some(*amount),
        Stated::Unstated => Some(Amount(open)),
        Stated::Unknown => None,
    };
    let ends = |band: &Band| -> Option<[Option<Amount>; 3]> {
        if band.mid.is_unknown() {
            return None;
        }
        Some([Some(end(&band.min, -1)?), band.midpoint(), Some(end(&band.max, i64::MAX)?)])
    };
    let (old, new) = (ends(old)?, ends(new)?);
    let mut moved = [0, 1, 2].map(|end| new[end].cmp(&old[end]));
    // Where an end opens or closes, so may the midpoint come or go, which is no rise or fall of its own.
    if old[1].is_some() != new[1].is_some() && (moved[0].is_ne() || moved[2].is_ne()) {
        moved[1] = Ordering::Equal;
    }
    let (falls, rises) = (moved.contains(&Ordering::Less), moved.contains(&Ordering::Greater));
    match (falls, rises) {
        (false, false) => None,
        (false, true) => Some((Kind::BandRaised, Case::Rises, "no amount goes down")),
        (true, false) => {
            let reason = match moved[..] {
                [Ordering::Less, ..] => "the minimum falls",
                [_, _, Ordering::Less] => "the maximum falls",
                _ => "the midpoint falls",
            };
            Some((Kind::BandLowered, Case::Falls, reason))
        }
        (true, true) => {
            let reason = "one amount falls although another rises";
            let kind = match (moved[0], moved[2]) {
                (Ordering::Less, Ordering::Greater) => Kind::BandWidened,
                (Ordering::Greater, Ordering::Less) => Kind::BandNarrowed,
                _ => {
                    let amount = |amount: &Option<Amount>| amount.map_or(0, |amount| i128::from(amount.0));
                    let sum = |amounts: [Option<Amount>; 3]| (amounts.iter().map(amount).sum::<i128>(), amounts[1]);
                    if sum(new) > sum(old) { Kind::BandRaised } else { Kind::BandLowered }
                }
            };
            Some((kind, Case::Falls, reason))
        }
    }
}

/// The band of a level in place of its grade's, or the other way round.
fn instead(kind: Kind, old: &Band, new: &Band) -> (Kind, Case, &'static str) {
    match judged(old, new) {
        None => (kind, Case::Same, "the grade's band is the same"),
        Some((_, Case::Rises, _)) => (kind, Case::Rises, "no amount is below the grade's band"),
        Some(_) => (kind, Case::Falls, "an amount is below the grade's band"),
    }
}
