//! Parses the values of `date:`.

use crate::briefing::{Day, Edtf};
use crate::search::query::parsed_value::ParsedValue;

/// A range of days, both ends included. `None` is an open end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateRange {
    from: Option<Day>,
    to: Option<Day>,
}

/// Examples for messages.
pub(crate) const FORMS: [&str; 6] = ["2025-04-07", "2025-04", "2025", "2023..2024", ">2024", "<2024"];

impl DateRange {
    /// Returns whether a date may mean a day of the range.
    pub(crate) fn overlaps(&self, date: &Edtf) -> bool {
        self.from.is_none_or(|from| from <= date.last()) && self.to.is_none_or(|to| date.first() <= to)
    }

    /// Parses a date, a comparison sign and a date, or two dates.
    pub(crate) fn parse(raw: &str) -> ParsedValue<Self> {
        if let Some((from, to)) = raw.split_once("..").or_else(|| raw.split_once('/')) {
            return Self::between(from, to);
        }
        let (sign, rest) = raw.split_at(raw.find(|c| !matches!(c, '<' | '>' | '=')).unwrap_or(raw.len()));
        let date = match parse_date(rest) {
            ParsedValue::Complete(date) => date,
            ParsedValue::Unfinished => return ParsedValue::Unfinished,
            ParsedValue::Invalid => return ParsedValue::Invalid,
        };
        let range = match sign {
            "" | "=" => Self { from: Some(date.first()), to: Some(date.last()) },
            ">" => Self { from: Some(date.last().tomorrow().unwrap_or(Day::MAX)), to: None },
            ">=" => Self { from: Some(date.first()), to: None },
            "<" => Self { from: None, to: Some(date.first().yesterday().unwrap_or(Day::MIN)) },
            "<=" => Self { from: None, to: Some(date.last()) },
            _ => return ParsedValue::Invalid,
        };
        ParsedValue::Complete(range)
    }

    /// Parses the range between two dates. A missing date is an open end.
    fn between(from: &str, to: &str) -> ParsedValue<Self> {
        let (from, to) = match (parse_date(from), parse_date(to)) {
            (ParsedValue::Invalid, _) | (_, ParsedValue::Invalid) => return ParsedValue::Invalid,
            (ParsedValue::Unfinished, ParsedValue::Unfinished) => return ParsedValue::Unfinished,
            (from, to) => (complete(from).map(|date| date.first()), complete(to).map(|date| date.last())),
        };
        match (from, to) {
            (Some(from), Some(to)) if from > to => ParsedValue::Invalid,
            _ => ParsedValue::Complete(Self { from, to }),
        }
    }
}

fn complete(date: ParsedValue<Edtf>) -> Option<Edtf> {
    match date {
        ParsedValue::Complete(date) => Some(date),
        ParsedValue::Unfinished | ParsedValue::Invalid => None,
    }
}

/// Parses a date that may be unfinished. `2025-0` may become a month, and counts as the year until then.
fn parse_date(raw: &str) -> ParsedValue<Edtf> {
    if let Some(date) = Edtf::parse(raw) {
        return ParsedValue::Complete(date);
    }
    let digits = |part: &str, most: usize| part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    if digits(raw, 3) {
        return ParsedValue::Unfinished;
    }
    // A month begins with 0 or 1, a day with 0 to 3.
    let is_begun = |whole: &str, begun: &str| match whole.len() {
        4 => matches!(begun, "" | "0" | "1"),
        7 => matches!(begun, "" | "0" | "1" | "2" | "3"),
        _ => false,
    };
    let begun = raw.rsplit_once('-').filter(|(whole, begun)| is_begun(whole, begun));
    match begun.and_then(|(whole, _)| Edtf::parse(whole)) {
        Some(date) => ParsedValue::Complete(date),
        None => ParsedValue::Invalid,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn holds(asked: &str, date: &str) -> bool {
        let ParsedValue::Complete(range) = DateRange::parse(asked) else { panic!("{asked} is a range") };
        range.overlaps(&Edtf::parse(date).expect("a date"))
    }

    #[test]
    fn a_range_overlaps_the_dates_that_may_mean_one_of_its_days() {
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
    fn an_unfinished_date_is_not_invalid() {
        for begun in ["", "2", "202", ">", "..", "/", ">=20"] {
            assert_eq!(DateRange::parse(begun), ParsedValue::Unfinished, "{begun}");
        }
        for wrong in
            ["april", "2025-13", "20255", "2025-04-07-", "2024..2023", "><2024", "2025-4-7", "2025-4", "2025-04-5"]
        {
            assert_eq!(DateRange::parse(wrong), ParsedValue::Invalid, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn anything_can_follow_date(raw in any::<String>(), near in "[0-9<>=./-]{0,24}") {
            let _ = (DateRange::parse(&raw), DateRange::parse(&near));
        }
    }
}
