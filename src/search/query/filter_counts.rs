//! Parses the numbers of `independent:`.

use crate::search::query::parsed_value::ParsedValue;

/// A range of numbers: `>1`, `>=2`, `<3`, `2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CountRange {
    least: usize,
    most: usize,
}

impl CountRange {
    /// Examples for messages.
    pub(crate) const FORMS: [&str; 4] = [">1", ">=2", "<3", "2"];

    /// Parses a comparison sign and a number.
    pub(crate) fn parse(text: &str) -> ParsedValue<Self> {
        let signs = text.find(|c: char| !matches!(c, '<' | '>' | '=')).unwrap_or(text.len());
        let (sign, digits) = text.split_at(signs);
        if digits.is_empty() {
            return ParsedValue::Unfinished;
        }
        let Ok(number) = digits.parse::<usize>() else { return ParsedValue::Invalid };
        let (least, most) = match sign {
            "" | "=" => (number, number),
            ">" => (number.saturating_add(1), usize::MAX),
            ">=" => (number, usize::MAX),
            "<" => (0, number.saturating_sub(1)),
            "<=" => (0, number),
            _ => return ParsedValue::Invalid,
        };
        ParsedValue::Complete(Self { least, most })
    }

    /// Returns whether a number is in the range.
    pub(crate) fn contains(self, number: usize) -> bool {
        (self.least..=self.most).contains(&number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_while_they_are_typed() {
        let admitted = |text| match CountRange::parse(text) {
            ParsedValue::Complete(count) => (0..5).filter(|number| count.contains(*number)).collect::<Vec<_>>(),
            ParsedValue::Unfinished => vec![100],
            ParsedValue::Invalid => vec![],
        };
        assert_eq!(admitted(">1"), [2, 3, 4]);
        assert_eq!(admitted(">=2"), [2, 3, 4]);
        assert_eq!(admitted("<2"), [0, 1]);
        assert_eq!(admitted("<=2"), [0, 1, 2]);
        assert_eq!(admitted("3"), [3]);
        assert_eq!((admitted(""), admitted(">"), admitted("many")), (vec![100], vec![100], vec![]));
    }
}
