//! Pay bands.

use super::Stated;

/// An amount of money, in hundredths of the currency's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(pub i64);

impl Amount {
    /// As a file has it: `69000`, `69000.50`.
    pub fn plain(self) -> String {
        let (whole, cents) = (self.0 / 100, self.0 % 100);
        if cents == 0 { whole.to_string() } else { format!("{whole}.{cents:02}") }
    }
}

/// For people: `69 000`, with a space that does not break.
impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let plain = self.plain();
        let digits = plain.split('.').next().map_or(0, str::len);
        for (index, c) in plain.chars().enumerate() {
            if index > 0 && index < digits && (digits - index).is_multiple_of(3) {
                write!(f, "\u{a0}")?;
            }
            write!(f, "{c}")?;
        }
        Ok(())
    }
}

/// The time that an amount is paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Period {
    #[default]
    Year,
    /// A twelfth of a year.
    Month,
    /// Compares with hours only: files do not say how many there are in a year.
    Hour,
}

impl Period {
    /// Every value.
    pub const ALL: [Self; 3] = [Self::Year, Self::Month, Self::Hour];

    /// The word in the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Hour => "hour",
        }
    }

    /// "a year", "an hour".
    pub const fn per(self) -> &'static str {
        match self {
            Self::Year => "a year",
            Self::Month => "a month",
            Self::Hour => "an hour",
        }
    }

    /// What is paid in a year, of what is paid in this time; what is paid in an hour stays.
    pub fn to_year(self, amount: Amount) -> Amount {
        if self == Self::Month { Amount(amount.0 * 12) } else { amount }
    }

    /// What is paid in this time, of what is paid in a year; rounded to a hundredth.
    pub fn of_year(self, amount: Amount) -> Amount {
        if self == Self::Month { Amount((amount.0 + 6) / 12) } else { amount }
    }
}

/// What is paid at a grade or a level in one location. At least one end is stated; a band without an end is open there.
#[derive(Debug, Clone)]
pub struct Band {
    /// Where the band holds; `Unstated` is everywhere.
    pub location: Stated<String>,
    /// An ISO 4217 code: `EUR`.
    pub currency: Stated<String>,
    /// How the file writes the amounts.
    pub period: Stated<Period>,
    /// The least, as an amount a year, or an hour.
    pub min: Stated<Amount>,
    /// The middle, where the file names it; see [`Band::midpoint`].
    pub mid: Stated<Amount>,
    /// The most, as an amount a year, or an hour.
    pub max: Stated<Amount>,
}

/// A month is another way to write a twelfth of a year.
impl PartialEq for Band {
    fn eq(&self, other: &Self) -> bool {
        let parts = |band: &Self| (band.is_hourly(), band.min, band.mid, band.max);
        self.location == other.location && self.currency == other.currency && parts(self) == parts(other)
    }
}

impl Eq for Band {}

impl Band {
    /// The stated middle, else half-way between minimum and maximum; `None` where an end is open or not known.
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

    /// The time that its amounts are written for.
    pub fn period(&self) -> Period {
        self.period.get().copied().unwrap_or_default()
    }

    /// Whether its amounts are an hour's; else they are a year's.
    pub fn is_hourly(&self) -> bool {
        self.period() == Period::Hour
    }

    /// "EUR 48 000 to 60 000 a year, midpoint 54 000", "EUR 48 000 or more a year".
    pub fn in_words(&self) -> String {
        let currency = self.currency.text().unwrap_or("?");
        let amount = |amount: Amount| self.period().of_year(amount);
        let per = self.period().per();
        let ends = match (self.min.get(), self.max.get()) {
            (Some(min), Some(max)) => format!("{} to {} {per}", amount(*min), amount(*max)),
            (Some(min), None) => format!("{} or more {per}", amount(*min)),
            (None, Some(max)) => format!("up to {} {per}", amount(*max)),
            (None, None) => format!("? {per}"),
        };
        let midpoint = self.midpoint().map_or_else(String::new, |mid| format!(", midpoint {}", amount(mid)));
        format!("{currency} {ends}{midpoint}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, Band, Period, Stated};

    #[test]
    fn amounts_are_grouped_for_people_and_plain_for_files() {
        for (cents, plain, shown) in [
            (99, "0.99", "0.99"),
            (6_900_000, "69000", "69\u{a0}000"),
            (123_456_789, "1234567.89", "1\u{a0}234\u{a0}567.89"),
        ] {
            assert_eq!((Amount(cents).plain(), Amount(cents).to_string()), (plain.to_owned(), shown.to_owned()));
        }
    }

    #[test]
    fn a_band_is_told_in_the_time_that_it_is_written_for() {
        let mut band = Band {
            location: Stated::Unstated,
            currency: Stated::Is("EUR".to_owned()),
            period: Stated::Is(Period::Month),
            min: Stated::Is(Amount(4_800_000)),
            mid: Stated::Unstated,
            max: Stated::Unstated,
        };
        assert_eq!(band.in_words(), "EUR 4\u{a0}000 or more a month");
        let monthly = band.clone();
        band.period = Stated::Unstated;
        assert_eq!(band, monthly);
        band.max = Stated::Is(Amount(6_000_000));
        assert_eq!(band.in_words(), "EUR 48\u{a0}000 to 60\u{a0}000 a year, midpoint 54\u{a0}000");
        band.period = Stated::Is(Period::Hour);
        assert_ne!(band, monthly);
    }
}
