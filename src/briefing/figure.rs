//! Figures: numbers that claims give for what is counted, and the measures that say what that is.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use super::{EntityId, MeasureId};
use crate::text::Text;

/// What figures count: `population-of-mali`, in people.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Unique among the measures.
    pub id: MeasureId,
    /// Its name.
    pub name: Text,
    /// What one of it is: people, tonnes, US dollars.
    pub unit: Option<Text>,
    /// The entities that it concerns.
    pub about: Vec<EntityId>,
}

impl Measure {
    /// Creates a placeholder for an id that is not in the register, so that figures for it are still shown.
    pub fn unregistered(id: MeasureId) -> Self {
        Self { name: Text::clean(id.as_str()), id, unit: None, about: Vec::new() }
    }
}

/// A number that a claim gives for a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is counted.
    pub measure: MeasureId,
    /// The number.
    pub value: Amount,
    /// How exactly the claim gives it.
    pub bound: Bound,
}

/// How exactly a figure is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// The very number.
    #[default]
    Exactly,
    /// A rounded number: "some", "about", "nearly".
    About,
    /// The number or more.
    AtLeast,
    /// The number or less.
    AtMost,
}

impl Bound {
    /// All bounds, in the order of the documentation.
    pub const ALL: [Self; 4] = [Self::Exactly, Self::About, Self::AtLeast, Self::AtMost];

    /// Returns the word for the bound in files and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exactly => "exactly",
            Self::About => "about",
            Self::AtLeast => "at-least",
            Self::AtMost => "at-most",
        }
    }

    /// Returns the word before a number on the screen. An exact number needs none.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exactly => "",
            Self::About => "about",
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
        }
    }
}

/// A finite number.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Amount(f64);

/// Numbers from here on are written with an exponent. That many digits cannot be read at a glance, and a 64-bit float
/// does not hold them all.
const MIN_WITH_EXPONENT: f64 = 1e15;

impl Amount {
    /// Creates an amount, or returns `None` if the number is not finite.
    pub fn new(number: f64) -> Option<Self> {
        // Without a sign at zero, which no reader would expect.
        number.is_finite().then_some(Self(if number == 0.0 { 0.0 } else { number }))
    }

    /// Parses digits with a point before the fraction, perhaps a sign and an exponent: `21900000`, `-2.5`, `1e9`.
    pub fn parse(raw: &str) -> Option<Self> {
        let is_number = |sign: u8| sign.is_ascii_digit() || matches!(sign, b'.' | b'+' | b'-' | b'e' | b'E');
        raw.bytes().all(is_number).then(|| raw.parse().ok()).flatten().and_then(Self::new)
    }

    /// Parses a number as people write it: `21,900,000`, `21 900 000`. For suggestions.
    pub fn guess(raw: &str) -> Option<Self> {
        let digits: String =
            raw.chars().filter(|sign| !matches!(sign, ',' | '_' | '\'' | '’') && !sign.is_whitespace()).collect();
        Self::parse(&digits)
    }

    /// Returns the number.
    pub fn number(self) -> f64 {
        self.0
    }

    /// Returns the number as files have it: `21900000`.
    pub fn written(self) -> String {
        if self.0.abs() < MIN_WITH_EXPONENT { format!("{}", self.0) } else { format!("{:e}", self.0) }
    }
}

/// Writes the number with its thousands separated: `21,900,000`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let written = self.written();
        if written.contains('e') {
            return f.pad(&written);
        }
        let (sign, digits) = written.strip_prefix('-').map_or(("", written.as_str()), |digits| ("-", digits));
        let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
        let mut grouped = sign.to_owned();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        f.pad(&(grouped + fraction))
    }
}

/// Writes a whole number without a fraction, as most programs expect of a count.
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and far below 2^63")]
        if self.0.fract() == 0.0 && self.0.abs() < MIN_WITH_EXPONENT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_digits() {
        for good in ["21900000", "2.5", "-3", "1e9", "0", "007"] {
            assert!(Amount::parse(good).is_some(), "{good}");
        }
        for bad in ["", "nan", "inf", "21,900,000", "1_000", "1e999", "0x1f", "ten", "1 000", "5%", "-"] {
            assert_eq!(Amount::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn thousands_are_separated_for_readers_and_not_in_files() {
        let shown = |raw: &str| Amount::parse(raw).map(|amount| format!("{amount} {}", amount.written()));
        assert_eq!(shown("21900000").as_deref(), Some("21,900,000 21900000"));
        assert_eq!(shown("-1234567.25").as_deref(), Some("-1,234,567.25 -1234567.25"));
        assert_eq!(shown("999").as_deref(), Some("999 999"));
        assert_eq!(shown("1000").as_deref(), Some("1,000 1000"));
        assert_eq!(shown("0.5").as_deref(), Some("0.5 0.5"));
        assert_eq!(shown("-0").as_deref(), Some("0 0"));
        assert_eq!(shown("1e30").as_deref(), Some("1e30 1e30"));
    }

    #[test]
    fn whole_numbers_stay_whole_in_json() {
        let json = |raw: &str| serde_json::to_string(&Amount::parse(raw)).expect("a number");
        assert_eq!([json("25000"), json("2.50"), json("1e3")], ["25000", "2.5", "1000"]);
    }

    #[test]
    fn a_number_with_separators_leads_to_the_one_without() {
        for typed in ["21,900,000", "21 900 000", "21'900'000", "21_900_000"] {
            assert_eq!(Amount::guess(typed).map(Amount::written).as_deref(), Some("21900000"), "{typed}");
        }
        assert_eq!(Amount::guess("many"), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(number in proptest::num::f64::NORMAL) {
            let amount = Amount::new(number).expect("finite");
            prop_assert_eq!(Amount::parse(&amount.written()), Some(amount));
            prop_assert_eq!(Amount::guess(&amount.to_string()), Some(amount));
        }
    }
}
