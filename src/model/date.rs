//! Days of the calendar.

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// Reads `2026-03-31`, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let is_shaped = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let (year, rest) = text.split_once('-').filter(|_| is_shaped)?;
        let (month, day) = rest.split_once('-')?;
        let date = Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        let is_shaped = year.len() == 4 && month.len() == 2;
        (is_shaped && (1..=12).contains(&date.month) && (1..=date.days_in_month()).contains(&date.day)).then_some(date)
    }

    /// The day that it is today, by the clock of the machine, in UTC.
    pub fn today() -> Self {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Self::after_epoch(since.as_secs() / 86_400)
    }

    /// The day that is so many days after 1 January 1970.
    fn after_epoch(mut days: u64) -> Self {
        let mut date = Self { year: 1970, month: 1, day: 1 };
        while days >= u64::from(date.days_in_month()) {
            days -= u64::from(date.days_in_month());
            date.month = date.month % 12 + 1;
            date.year += u16::from(date.month == 1);
        }
        Self { day: u8::try_from(days + 1).expect("no month has more days than fit"), ..date }
    }

    /// How many whole months lie between an earlier day and this one; 0 where it is not earlier.
    pub fn months_since(self, earlier: Self) -> u32 {
        let months = |date: Self| i64::from(date.year) * 12 + i64::from(date.month);
        let whole = months(self) - months(earlier) - i64::from(self.day < earlier.day);
        u32::try_from(whole).unwrap_or(0)
    }

    /// "31 March 2026"
    pub fn in_words(self) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        format!("{} {} {}", self.day, MONTHS[usize::from(self.month) - 1], self.year)
    }

    fn days_in_month(self) -> u8 {
        let is_leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        match self.month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    fn date(text: &str) -> Date {
        Date::parse(text).expect(text)
    }

    #[test]
    fn a_date_is_a_day_that_there_is() {
        for text in ["2026-03-31", "2024-02-29", "2000-02-29"] {
            assert_eq!(date(text).to_string(), text);
        }
        assert_eq!(date("2026-03-01").in_words(), "1 March 2026");
        for text in
            ["2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "26-04-30", "2026-4-030", "x"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_counted_from_the_beginning_of_1970() {
        for (days, day) in [(0, "1970-01-01"), (59, "1970-03-01"), (11_016, "2000-02-29"), (20_781, "2026-11-24")] {
            assert_eq!(Date::after_epoch(days), date(day));
        }
    }

    #[test]
    fn months_are_counted_whole() {
        assert_eq!(date("2026-03-31").months_since(date("2025-03-31")), 12);
        assert_eq!(date("2026-03-30").months_since(date("2025-03-31")), 11);
        assert_eq!(date("2025-01-01").months_since(date("2026-01-01")), 0);
    }
}
