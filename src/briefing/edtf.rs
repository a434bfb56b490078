//! Dates that are known to the day, the month or the year, and intervals of such dates.
//!
//! [EDTF](https://www.loc.gov/standards/datetime/) (ISO 8601-2) level 0, without times of day.

use std::fmt;

use serde::{Serialize, Serializer};

/// A calendar day.
pub type Day = jiff::civil::Date;

/// A date of EDTF level 0, exactly as precise as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edtf {
    from: PartialDate,
    to: Option<PartialDate>,
}

/// A date that is known to the year, the month or the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl Edtf {
    /// The forms of a date, for hints.
    pub const FORM: &str = "a date is `2025-04-07`, `2025-04`, `2025`, or two of them as `FROM/TO`";

    /// Guesses the date that another form surely means: `2024/5/2`, `20240502`, `2.5.2024`.
    pub(crate) fn guess(raw: &str) -> Option<Self> {
        let (day, time) = raw.trim().split_once(['T', ' ']).unwrap_or((raw.trim(), ":"));
        if !time.contains(':') {
            return None;
        }
        let numbers: Vec<&str> = day.split(|sign: char| !sign.is_ascii_digit()).collect();
        let (year, month, day) = match numbers[..] {
            [all] if all.len() == 8 => (&all[..4], &all[4..6], &all[6..]),
            [year, month, day] if year.len() == 4 => (year, month, day),
            // With dots the day comes first. With other separators the order depends on the country.
            [day, month, year] if year.len() == 4 && raw.contains('.') => (year, month, day),
            _ => return None,
        };
        Self::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
    }

    /// Parses `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, or an interval `FROM/TO` of them.
    pub fn parse(raw: &str) -> Option<Self> {
        let raw = raw.as_bytes();
        let Some(at) = raw.iter().position(|byte| *byte == b'/') else {
            return Some(Self { from: PartialDate::parse(raw)?, to: None });
        };
        let (from, to) = (PartialDate::parse(&raw[..at])?, PartialDate::parse(&raw[at + 1..])?);
        (from.first() <= to.last()).then_some(Self { from, to: Some(to) })
    }

    /// Returns the first day that the date can mean.
    pub fn first(&self) -> Day {
        self.from.first()
    }

    /// Returns the last day that the date can mean.
    pub fn last(&self) -> Day {
        self.to.unwrap_or(self.from).last()
    }

    /// Returns whether the date is known to the day.
    pub fn is_day(&self) -> bool {
        self.first() == self.last()
    }

    /// Returns whether the two dates can mean the same day.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.first() <= other.last() && other.first() <= self.last()
    }
}

impl PartialDate {
    fn parse(raw: &[u8]) -> Option<Self> {
        let (year, rest) = digits(raw, 4)?;
        let (month, rest) = month_or_day(rest)?;
        let (day, rest) = month_or_day(rest)?;
        Day::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        rest.is_empty().then_some(Self { year, month, day })
    }

    fn first(self) -> Day {
        self.clamped(self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    fn last(self) -> Day {
        let month = self.month.unwrap_or(12);
        self.day.map_or_else(|| self.clamped(month, 1).last_of_month(), |day| self.clamped(month, day))
    }

    fn clamped(self, month: i8, day: i8) -> Day {
        Day::new(self.year, month, day).expect("parse() accepted the year, month and day")
    }
}

/// Parses a number of exactly `count` digits. Returns it with the rest.
fn digits(raw: &[u8], count: usize) -> Option<(i16, &[u8])> {
    let (digits, rest) = raw.split_at_checked(count)?;
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0'));
    let number = digits.iter().try_fold(0, |number, byte| Some(number * 10 + digit(byte)?))?;
    Some((number, rest))
}

/// Parses a month or a day, if there is one. Returns it with the rest.
fn month_or_day(raw: &[u8]) -> Option<(Option<i8>, &[u8])> {
    let Some(rest) = raw.strip_prefix(b"-") else { return Some((None, raw)) };
    let (number, rest) = digits(rest, 2)?;
    Some((Some(i8::try_from(number).ok()?), rest))
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        [self.month, self.day].into_iter().flatten().try_for_each(|part| write!(f, "-{part:02}"))
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.from)?;
        self.to.map_or(Ok(()), |to| write!(f, "/{to}"))
    }
}

impl Serialize for Edtf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edtf(raw: &str) -> Edtf {
        Edtf::parse(raw).unwrap_or_else(|| panic!("{raw} is a date"))
    }

    #[test]
    fn a_date_in_another_form_is_recognized() {
        for raw in
            ["2024/05/02", "2024-5-2", "20240502", "2.5.2024", "2024-05-02T10:00", "2024–05–02", "2024-05-02 10:00"]
        {
            assert_eq!(Edtf::guess(raw), Edtf::parse("2024-05-02"), "{raw}");
        }
        for raw in ["2/5/2024", "24-05-02", "2024-13-01", "May 2024", "", "٢٠٢٤٠٥٠٢", "2024-05-02 - 2024-05-03"]
        {
            assert_eq!(Edtf::guess(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_date_covers_all_days_it_can_mean() {
        let span = |raw: &str| format!("{}..{}", edtf(raw).first(), edtf(raw).last());
        assert_eq!(span("2024-02"), "2024-02-01..2024-02-29");
        assert_eq!(span("2023"), "2023-01-01..2023-12-31");
        assert_eq!(span("2025-04-03/2025-04-04"), "2025-04-03..2025-04-04");
        assert_eq!(span("2025-04/2026"), "2025-04-01..2026-12-31");
    }

    #[test]
    fn an_interval_can_be_one_day() {
        assert!(edtf("2025-04-03/2025-04-03").is_day() && edtf("2025-04-03").is_day());
        assert!(!edtf("2025-04").is_day() && !edtf("2025-04-03/2025-04-04").is_day());
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for bad in [
            "",
            "25",
            "2025-13",
            "2025-02-29",
            "2025-4-7",
            "2025-04-07-01",
            "April",
            "2025/2024",
            "/2024",
            "2025-04-00",
            "+025",
            "2025-04-07T10:00",
        ] {
            assert!(Edtf::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn overlap_is_by_day() {
        assert!(edtf("2025-04").overlaps(&edtf("2025-04-30")) && edtf("2025-04-30").overlaps(&edtf("2025-04")));
        assert!(edtf("2025-04").overlaps(&edtf("2025-04-01")) && edtf("2025-04-01").overlaps(&edtf("2025-04")));
        assert!(edtf("2025-04-01/2025-04-02").overlaps(&edtf("2025-04-02/2025-04-03")));
        assert!(edtf("2025-04").overlaps(&edtf("2025-04-03/2025-04-04")));
        assert!(!edtf("2025-04").overlaps(&edtf("2025-05-01")));
    }

    proptest! {
        #[test]
        fn parsing_never_panics_and_printing_gives_back_what_was_read(raw in "[0-9/-]{0,22}") {
            if let Some(date) = Edtf::parse(&raw) {
                prop_assert_eq!(date.to_string(), raw);
                prop_assert!(date.first() <= date.last());
            }
        }
    }
}
