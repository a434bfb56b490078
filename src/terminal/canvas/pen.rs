//! What letters look like, and the shortest command from one look to another.

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

/// Attributes with the numbers that switch them on and off. Some share the number that switches them off.
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
/// What is seen where there is no letter.
const SEEN_WITHOUT_LETTER: Modifier = Modifier::UNDERLINED
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// What a letter leads to, as a number in a list of addresses that counts from 1; 0 for most letters.
pub(super) type Link = u16;

/// Colours and attributes of a letter, or of the letters that will be written next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Pen {
    foreground: Color,
    background: Color,
    attributes: Modifier,
    link: Link,
}

impl Pen {
    /// The terminal's own.
    pub(super) const PLAIN: Self =
        Self { foreground: Color::Reset, background: Color::Reset, attributes: Modifier::empty(), link: 0 };

    /// That of a style.
    pub(super) fn from_style(style: Style) -> Self {
        Self {
            foreground: style.fg.unwrap_or(Color::Reset),
            background: style.bg.unwrap_or(Color::Reset),
            attributes: style.add_modifier,
            link: 0,
        }
    }

    /// That of a cell. Underlines have no colour of their own here: the theme has none.
    pub(super) fn from_cell(cell: &Cell, link: Link) -> Self {
        Self { foreground: cell.fg, background: cell.bg, attributes: cell.modifier, link }
    }

    /// True where an empty column in this look is like one in the terminal's own.
    pub(super) fn is_plain_without_letter(self) -> bool {
        self.link == 0 && self.background == Color::Reset && !self.attributes.intersects(SEEN_WITHOUT_LETTER)
    }

    /// The same look of something that leads nowhere.
    pub(super) fn without_link(self) -> Self {
        Self { link: 0, ..self }
    }

    /// Writes the shortest commands that lead from this look to another; nothing where they are the same.
    pub(super) fn turn(self, to: Self, links: &[String], out: &mut Vec<u8>) {
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
        let step = Codes::between(from, to);
        let mut anew = Codes::default();
        anew.push(0);
        anew.add(Self::PLAIN, to);
        let shorter = if anew.0.len() < step.0.len() { anew } else { step };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(&shorter.0);
        out.push(b'm');
    }
}

/// Numbers with semicolons between them.
#[derive(Default)]
struct Codes(Vec<u8>);

impl Codes {
    fn between(from: Pen, to: Pen) -> Self {
        let mut codes = Self::default();
        let gone = from.attributes - to.attributes;
        let mut left = from;
        for (attribute, _, off) in ATTRIBUTES.iter().filter(|(attribute, ..)| gone.contains(*attribute)) {
            // The number may have been written for its neighbour, and switches that off too.
            if left.attributes.contains(*attribute) {
                codes.push(*off);
                for (other, _, _) in ATTRIBUTES.iter().filter(|(.., other)| other == off) {
                    left.attributes.remove(*other);
                }
            }
        }
        codes.add(left, to);
        codes
    }

    /// Adds what `to` has beyond `from`.
    fn add(&mut self, from: Pen, to: Pen) {
        for (attribute, on, _) in ATTRIBUTES {
            if to.attributes.contains(attribute) && !from.attributes.contains(attribute) {
                self.push(on);
            }
        }
        if from.foreground != to.foreground {
            self.colour(to.foreground, 30);
        }
        if from.background != to.background {
            self.colour(to.background, 40);
        }
    }

    /// `base` is 30 for what is written and 40 for what is behind it.
    fn colour(&mut self, colour: Color, base: u8) {
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

    fn turned(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        from.turn(to, &["https://a.example/".into()], &mut out);
        String::from_utf8(out).expect("commands are ASCII")
    }

    #[test]
    fn the_shorter_of_a_step_and_a_new_beginning_is_taken() {
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
            assert_eq!(turned(from, to), command, "{from:?} to {to:?}");
        }
    }
}
