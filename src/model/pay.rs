//! Pay bands.

use super::Stated;

/// An amount of money for a year, in hundredths of the currency's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(pub i64);

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, cents) = (self.0 / 100, self.0 % 100);
        if cents == 0 { write!(f, "{whole}") } else { write!(f, "{whole}.{cents:02}") }
    }
}

/// What is paid at a grade or a level in one location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Where the band holds; `Unstated` is everywhere.
    pub location: Stated<String>,
    /// An ISO 4217 code: `EUR`.
    pub currency: Stated<String>,
    /// The least, as an amount a year.
    pub min: Stated<Amount>,
    /// The middle, where the file names it; see [`Band::midpoint`].
    pub mid: Stated<Amount>,
    /// The most, as an amount a year.
    pub max: Stated<Amount>,
}

impl Band {
    /// The stated middle, else half-way between minimum and maximum; `None` where an end is not known.
    pub fn midpoint(&self) -> Option<Amount> {
        match self.mid {
            Stated::Is(mid) => Some(mid),
            Stated::Unknown => None,
            Stated::Unstated => {
                let (min, max) = (self.min.get()?, self.max.get()?);
                Some(Amount(min.0 + (max.0 - min.0) / 2))
            }
        }
    }
}
