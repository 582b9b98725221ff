//! Which bands hold for a level.

use super::Resolved;
use crate::model::{Band, Stated};

impl Resolved<'_> {
    /// The bands in force for a level: its own, and for locations where it has none, its grade's. A span's band runs
    /// from its lower grade's minimum to its upper grade's maximum, and has no stated midpoint.
    pub fn pay(&self, level: usize) -> Vec<Band> {
        let standing = &self.levels[level];
        let own = &standing.level.pay;
        let mut bands = own.list.clone();
        if own.partial {
            return bands;
        }
        let Some((low, high)) = standing.ranks else { return bands };
        let (Some(low_grade), Some(high_grade)) = (self.spine.grade(low), self.spine.grade(high)) else { return bands };
        for low in &low_grade.pay {
            if own.iter().any(|band| band.location == low.location) {
                continue;
            }
            let Some(high) = high_grade.pay.iter().find(|band| band.location == low.location) else { continue };
            if low == high {
                bands.push(low.clone());
            } else if low.currency == high.currency {
                bands.push(Band {
                    location: low.location.clone(),
                    currency: low.currency.clone(),
                    min: low.min,
                    mid: Stated::Unstated,
                    max: high.max,
                });
            }
        }
        bands
    }
}
