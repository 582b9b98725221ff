//! Which bands hold for a level.

use super::Resolved;
use crate::model::{Band, Stated};

impl Resolved<'_> {
    /// The bands in force for a level: its own, in their order, and for locations where it has none, its grade's.
    pub fn pay(&self, level: usize) -> Vec<Band> {
        let own = &self.levels[level].level.pay;
        let mut bands = own.list.clone();
        if !own.partial {
            let replaced = |band: &Band| own.iter().any(|own| own.location == band.location);
            bands.extend(self.grade_pay(level).into_iter().filter(|band| !replaced(band)));
        }
        bands
    }

    /// The bands that its grades give a level, whatever its own are. A span's band runs from its lower grade's minimum to
    /// its upper grade's maximum, and has no stated midpoint.
    pub fn grade_pay(&self, level: usize) -> Vec<Band> {
        let mut bands = Vec::new();
        let Some((low, high)) = self.levels[level].ranks else { return bands };
        let (Some(low_grade), Some(high_grade)) = (self.spine.grade(low), self.spine.grade(high)) else { return bands };
        for low in &low_grade.pay {
            let Some(high) = high_grade.pay.iter().find(|band| band.location == low.location) else { continue };
            if low == high {
                bands.push(low.clone());
            } else if low.currency == high.currency && low.is_hourly() == high.is_hourly() {
                bands.push(Band {
                    location: low.location.clone(),
                    currency: low.currency.clone(),
                    period: low.period,
                    min: low.min,
                    mid: Stated::Unstated,
                    max: high.max,
                });
            }
        }
        bands
    }
}
