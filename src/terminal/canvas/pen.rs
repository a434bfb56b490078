//! The pen: colours, attributes and hyperlink of the characters to be written, and the shortest change of it.

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

/// Attributes with the SGR parameters that switch them on and off. Some share the second one.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];
/// Attributes that are visible on a blank.
const VISIBLE_ON_BLANK: Modifier = Modifier::UNDERLINED
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// The number of a hyperlink's address in the painter's list, counted from 1. 0 means no hyperlink.
pub(super) type LinkId = u16;

/// The graphic state of a terminal, or the one that a character needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Pen {
    foreground: Color,
    background: Color,
    attributes: Modifier,
    link: LinkId,
}

impl Pen {
    /// The terminal's default colours, no attributes, no hyperlink.
    pub(super) const PLAIN: Self =
        Self { foreground: Color::Reset, background: Color::Reset, attributes: Modifier::empty(), link: 0 };

    /// Creates the pen of a style.
    pub(super) fn from_style(style: Style) -> Self {
        Self {
            foreground: style.fg.unwrap_or(Color::Reset),
            background: style.bg.unwrap_or(Color::Reset),
            attributes: style.add_modifier,
            link: 0,
        }
    }

    /// Creates the pen of a cell. The colour of underlines is ignored, because no theme sets it.
    pub(super) fn from_cell(cell: &Cell, link: LinkId) -> Self {
        Self { foreground: cell.fg, background: cell.bg, attributes: cell.modifier, link }
    }

    /// Returns whether a blank looks the same with this pen as with [`Pen::PLAIN`].
    pub(super) fn is_plain_on_blank(self) -> bool {
        self.link == 0 && self.background == Color::Reset && !self.attributes.intersects(VISIBLE_ON_BLANK)
    }

    /// Returns this pen without its hyperlink.
    pub(super) fn without_link(self) -> Self {
        Self { link: 0, ..self }
    }

    /// Writes the shortest sequences that change this pen into another. Writes nothing if they are equal.
    pub(super) fn write_change(self, to: Self, links: &[String], out: &mut Vec<u8>) {
        if self.link != to.link {
            let address = usize::from(to.link).checked_sub(1).and_then(|at| links.get(at));
            out.extend_from_slice(b"\x1b]8;;");
            out.extend_from_slice(address.map_or("", String::as_str).as_bytes());
            out.extend_from_slice(b"\x1b\\");
        }
        let (from, to) = (self.without_link(), to.without_link());
        if from == to {
            return;
        }
        if to == Self::PLAIN {
            out.extend_from_slice(b"\x1b[m");
            return;
        }
        let change = SgrParameters::between(from, to);
        let mut reset = SgrParameters::default();
        reset.push(0);
        reset.add(Self::PLAIN, to);
        let shorter = if reset.0.len() < change.0.len() { reset } else { change };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(&shorter.0);
        out.push(b'm');
    }
}

/// SGR parameters, separated by semicolons.
#[derive(Default)]
struct SgrParameters(Vec<u8>);

impl SgrParameters {
    fn between(from: Pen, to: Pen) -> Self {
        let mut codes = Self::default();
        let removed = from.attributes - to.attributes;
        let mut current = from;
        for (attribute, _, off) in ATTRIBUTES.iter().filter(|(attribute, ..)| removed.contains(*attribute)) {
            // The parameter may have been written already for an attribute that shares it.
            if current.attributes.contains(*attribute) {
                codes.push(*off);
                for (other, _, _) in ATTRIBUTES.iter().filter(|(.., other)| other == off) {
                    current.attributes.remove(*other);
                }
            }
        }
        codes.add(current, to);
        codes
    }

    /// Adds the parameters for what `to` has and `from` has not.
    fn add(&mut self, from: Pen, to: Pen) {
        for (attribute, on, _) in ATTRIBUTES {
            if to.attributes.contains(attribute) && !from.attributes.contains(attribute) {
                self.push(on);
            }
        }
        if from.foreground != to.foreground {
            self.push_colour(to.foreground, 30);
        }
        if from.background != to.background {
            self.push_colour(to.background, 40);
        }
    }

    /// Adds the parameters of a colour. `base` is 30 for the foreground and 40 for the background.
    fn push_colour(&mut self, colour: Color, base: u8) {
        let (bright, number) = match colour {
            Color::Reset => (false, 9),
            Color::Black => (false, 0),
            Color::Red => (false, 1),
            Color::Green => (false, 2),
            Color::Yellow => (false, 3),
            Color::Blue => (false, 4),
            Color::Magenta => (false, 5),
            Color::Cyan => (false, 6),
            Color::Gray => (false, 7),
            Color::DarkGray => (true, 0),
            Color::LightRed => (true, 1),
            Color::LightGreen => (true, 2),
            Color::LightYellow => (true, 3),
            Color::LightBlue => (true, 4),
            Color::LightMagenta => (true, 5),
            Color::LightCyan => (true, 6),
            Color::White => (true, 7),
            Color::Indexed(index) => return [base + 8, 5, index].into_iter().for_each(|code| self.push(code)),
            Color::Rgb(red, green, blue) => {
                return [base + 8, 2, red, green, blue].into_iter().for_each(|code| self.push(code));
            }
        };
        self.push(base + number + if bright { 60 } else { 0 });
    }

    fn push(&mut self, code: u8) {
        let separator = if self.0.is_empty() { "" } else { ";" };
        // Writing to a vector does not fail.
        let _ = write!(self.0, "{separator}{code}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        from.write_change(to, &["https://a.example/".into()], &mut out);
        String::from_utf8(out).expect("escape sequences are ASCII")
    }

    #[test]
    fn the_shorter_of_a_change_and_a_reset_is_written() {
        let bold = Pen { attributes: Modifier::BOLD, ..Pen::PLAIN };
        let red = Pen { foreground: Color::Red, ..Pen::PLAIN };
        let both = Pen { foreground: Color::Red, ..bold };
        let dim = Pen { attributes: Modifier::DIM, ..Pen::PLAIN };
        let underlined = Pen { attributes: Modifier::BOLD | Modifier::UNDERLINED, ..red };
        for (from, to, command) in [
            (bold, bold, ""),
            (Pen::PLAIN, bold, "\x1b[1m"),
            (both, Pen::PLAIN, "\x1b[m"),
            (bold, both, "\x1b[31m"),
            (both, bold, "\x1b[39m"),
            (both, red, "\x1b[22m"),
            (bold, dim, "\x1b[0;2m"),
            (underlined, both, "\x1b[24m"),
            (underlined, red, "\x1b[0;31m"),
            (Pen { foreground: Color::Indexed(110), ..bold }, dim, "\x1b[0;2m"),
            (Pen { attributes: Modifier::BOLD | Modifier::DIM, ..red }, both, "\x1b[22;1m"),
            (Pen::PLAIN, Pen { background: Color::Rgb(1, 2, 3), ..Pen::PLAIN }, "\x1b[48;2;1;2;3m"),
            (Pen::PLAIN, Pen { foreground: Color::LightBlue, ..Pen::PLAIN }, "\x1b[94m"),
            (bold, Pen { link: 1, ..bold }, "\x1b]8;;https://a.example/\x1b\\"),
            (Pen { link: 1, ..bold }, Pen::PLAIN, "\x1b]8;;\x1b\\\x1b[m"),
        ] {
            assert_eq!(change(from, to), command, "{from:?} to {to:?}");
        }
    }
}
