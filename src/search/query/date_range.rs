//! Spans of days: what a `date:` filter asks for.

use crate::briefing::{Day, Edtf};

/// From one day to another, both included; an end that is `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateRange {
    from: Option<Day>,
    to: Option<Day>,
}

/// What follows `date:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// These days.
    For(DateRange),
    /// Nothing yet: what is there may become a date.
    Unfinished,
    /// Something that is no date, and will not become one.
    NoDate,
}

/// What can follow `date:`, for hints.
pub(crate) const FORMS: [&str; 6] = ["2025-04-07", "2025-04", "2025", "2023..2024", ">2024", "<2024"];

impl DateRange {
    /// True when the date can mean a day of the span.
    pub(crate) fn overlaps(&self, date: &Edtf) -> bool {
        self.from.is_none_or(|from| from <= date.last()) && self.to.is_none_or(|to| date.first() <= to)
    }

    /// Reads what follows `date:`.
    pub(crate) fn parse(raw: &str) -> Asked {
        if let Some((from, to)) = raw.split_once("..").or_else(|| raw.split_once('/')) {
            return Self::between(from, to);
        }
        let (sign, rest) = raw.split_at(raw.find(|c| !matches!(c, '<' | '>' | '=')).unwrap_or(raw.len()));
        let date = match part(rest) {
            Part::Date(date) => date,
            Part::Unfinished => return Asked::Unfinished,
            Part::Wrong => return Asked::NoDate,
        };
        let span = match sign {
            "" | "=" => Self { from: Some(date.first()), to: Some(date.last()) },
            ">" => Self { from: Some(date.last().tomorrow().unwrap_or(Day::MAX)), to: None },
            ">=" => Self { from: Some(date.first()), to: None },
            "<" => Self { from: None, to: Some(date.first().yesterday().unwrap_or(Day::MIN)) },
            "<=" => Self { from: None, to: Some(date.last()) },
            _ => return Asked::NoDate,
        };
        Asked::For(span)
    }

    /// From one date to another; where one of them is missing, that end is open.
    fn between(from: &str, to: &str) -> Asked {
        let (from, to) = match (part(from), part(to)) {
            (Part::Wrong, _) | (_, Part::Wrong) => return Asked::NoDate,
            (Part::Unfinished, Part::Unfinished) => return Asked::Unfinished,
            (from, to) => (from.date().map(|date| date.first()), to.date().map(|date| date.last())),
        };
        match (from, to) {
            (Some(from), Some(to)) if from > to => Asked::NoDate,
            _ => Asked::For(Self { from, to }),
        }
    }
}

enum Part {
    Date(Edtf),
    Unfinished,
    Wrong,
}

impl Part {
    fn date(self) -> Option<Edtf> {
        match self {
            Self::Date(date) => Some(date),
            Self::Unfinished | Self::Wrong => None,
        }
    }
}

/// A date as far as it is there: `2025-0` is on its way to a month, and is the year until it gets there.
fn part(raw: &str) -> Part {
    if let Some(date) = Edtf::parse(raw) {
        return Part::Date(date);
    }
    let digits = |part: &str, most: usize| part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    if digits(raw, 3) {
        return Part::Unfinished;
    }
    // No month begins with another digit than 0 and 1, no day with another than these and 2 and 3.
    let begins = |whole: &str, begun: &str| match whole.len() {
        4 => matches!(begun, "" | "0" | "1"),
        7 => matches!(begun, "" | "0" | "1" | "2" | "3"),
        _ => false,
    };
    let begun = raw.rsplit_once('-').filter(|(whole, begun)| begins(whole, begun));
    match begun.and_then(|(whole, _)| Edtf::parse(whole)) {
        Some(date) => Part::Date(date),
        None => Part::Wrong,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn holds(asked: &str, date: &str) -> bool {
        let Asked::For(span) = DateRange::parse(asked) else { panic!("{asked} is a span") };
        span.overlaps(&Edtf::parse(date).expect("a date"))
    }

    #[test]
    fn spans_hold_the_dates_that_can_mean_one_of_their_days() {
        for (asked, held, not) in [
            ("2025-04", "2025-04-03/2025-04-04", "2025-05"),
            ("2025-04-07", "2025", "2025-04-08"),
            ("2023..2024", "2024-12-31", "2025-01-01"),
            ("2023-02/2023-03", "2023-03-31", "2023-04"),
            ("2024..", "2030", "2023"),
            ("..2024", "1999", "2025"),
            (">2024", "2025", "2024-12-31"),
            (">=2024", "2024", "2023"),
            ("<2024", "2023", "2024"),
            ("<=2024", "2024-12", "2025"),
            ("2025-0", "2025-11", "2024"),
            ("2025-04-", "2025-04-30", "2025-05"),
        ] {
            assert!(holds(asked, held), "{asked} holds {held}");
            assert!(!holds(asked, not), "{asked} does not hold {not}");
        }
    }

    #[test]
    fn what_is_on_its_way_to_a_date_asks_for_nothing_yet() {
        for begun in ["", "2", "202", ">", "..", "/", ">=20"] {
            assert_eq!(DateRange::parse(begun), Asked::Unfinished, "{begun}");
        }
        for wrong in
            ["april", "2025-13", "20255", "2025-04-07-", "2024..2023", "><2024", "2025-4-7", "2025-4", "2025-04-5"]
        {
            assert_eq!(DateRange::parse(wrong), Asked::NoDate, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn anything_can_follow_date(raw in any::<String>(), near in "[0-9<>=./-]{0,24}") {
            let _ = (DateRange::parse(&raw), DateRange::parse(&near));
        }
    }
}
