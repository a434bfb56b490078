//! Colours: as a theme names them, and as a terminal shows them.

use ratatui::style::Color;
use serde::Deserialize;

use crate::terminal::capabilities::Colours;
use crate::yaml::Verbatim;

/// Index of the first of the 240 colours that are the same in every terminal: 216 in a cube, and 24 greys.
const FIRST_FIXED: u8 = 16;
/// The values of red, green and blue in the cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
/// The terminal's own sixteen colours, with the values that xterm gives them.
const NAMED: [(&str, Color, [u8; 3]); 16] = [
    ("black", Color::Black, [0, 0, 0]),
    ("red", Color::Red, [205, 0, 0]),
    ("green", Color::Green, [0, 205, 0]),
    ("yellow", Color::Yellow, [205, 205, 0]),
    ("blue", Color::Blue, [0, 0, 238]),
    ("magenta", Color::Magenta, [205, 0, 205]),
    ("cyan", Color::Cyan, [0, 205, 205]),
    ("white", Color::Gray, [229, 229, 229]),
    ("bright black", Color::DarkGray, [127, 127, 127]),
    ("bright red", Color::LightRed, [255, 0, 0]),
    ("bright green", Color::LightGreen, [0, 255, 0]),
    ("bright yellow", Color::LightYellow, [255, 255, 0]),
    ("bright blue", Color::LightBlue, [92, 92, 255]),
    ("bright magenta", Color::LightMagenta, [255, 0, 255]),
    ("bright cyan", Color::LightCyan, [0, 255, 255]),
    ("bright white", Color::White, [255, 255, 255]),
];

/// A colour of a theme: the name of one of the sixteen, the index of one of the 240, or `#rrggbb`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "Verbatim")]
pub(super) enum Colour {
    Named(Color),
    Indexed(u8),
    Exact([u8; 3]),
}

impl TryFrom<Verbatim> for Colour {
    type Error = String;

    fn try_from(Verbatim(word): Verbatim) -> Result<Self, String> {
        let named = NAMED.iter().find(|(name, ..)| *name == word).map(|(_, colour, _)| Self::Named(*colour));
        let indexed = || word.parse().ok().filter(|index| *index >= FIRST_FIXED).map(Self::Indexed);
        let found = named.or_else(indexed).or_else(|| exact(&word).map(Self::Exact));
        found.ok_or_else(|| {
            let names = NAMED[1..7].iter().map(|(name, ..)| *name).collect::<Vec<_>>().join(", ");
            format!("`{word}` is no colour; one of {names}, each also bright, 16 to 255, or '#rrggbb'")
        })
    }
}

impl Colour {
    /// Returns the colour, or the nearest one that the terminal has.
    pub(super) fn nearest_in(self, colours: Colours) -> Option<Color> {
        Some(match (colours, self) {
            (Colours::None, _) => return None,
            (_, Self::Named(colour)) => colour,
            (Colours::Sixteen, Self::Indexed(index)) => nearest_named(rgb_of_index(index)),
            (Colours::Sixteen, Self::Exact(exact)) => nearest_named(exact),
            // Its escape code is shorter than that of 24 bits.
            (_, Self::Indexed(index)) => Color::Indexed(index),
            (Colours::Indexed, Self::Exact(exact)) => {
                let distance = |index: &u8| distance(rgb_of_index(*index), exact);
                Color::Indexed((FIRST_FIXED..=u8::MAX).min_by_key(distance).unwrap_or(FIRST_FIXED))
            }
            (Colours::True, Self::Exact([red, green, blue])) => Color::Rgb(red, green, blue),
        })
    }
}

/// Parses `#rrggbb`.
fn exact(word: &str) -> Option<[u8; 3]> {
    let digits = word.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// Returns the value of one of the 240 fixed colours.
pub(super) fn rgb_of_index(index: u8) -> [u8; 3] {
    match index.saturating_sub(FIRST_FIXED) {
        cube @ 0..=215 => [cube / 36, cube / 6 % 6, cube % 6].map(|step| STEPS[usize::from(step)]),
        grey => [8 + (grey - 216) * 10; 3],
    }
}

/// Returns the nearest of the sixteen colours.
fn nearest_named(exact: [u8; 3]) -> Color {
    NAMED.iter().min_by_key(|(.., palette)| distance(*palette, exact)).map_or(Color::Reset, |(_, colour, _)| *colour)
}

/// Returns the squared distance of two colours.
fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
}
