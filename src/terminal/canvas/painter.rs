//! From the screen that a terminal shows to the one that is wanted, in few bytes.

use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::{Position, Rect, Size};

use super::cursor_motion::{self, command};
use super::grid::{Glyph, Grid, Tile};
use super::pen::{Link, Pen};

/// Columns between two changes that are looked at: whether writing them again is shorter than leaping over them.
const NARROW_GAP: u16 = 12;

/// A terminal, as far as it is known, and the bytes that are on their way to it.
#[derive(Clone, Debug)]
pub(super) struct Painter {
    shown: Grid,
    /// How the next letter would look.
    pen: Pen,
    /// Where the next letter would go. Behind the last column terminals disagree.
    at: Option<Position>,
    /// The addresses that letters lead to.
    links: Arc<Vec<String>>,
    /// What is to be sent.
    pub(super) bytes: Vec<u8>,
}

impl Painter {
    /// A terminal of this size that is cleared first, because nothing is known of it.
    pub(super) fn clearing(size: Size) -> Self {
        Self {
            shown: Grid::blank(size),
            pen: Pen::PLAIN,
            at: Some(Position::ORIGIN),
            links: Arc::default(),
            bytes: b"\x1b[m\x1b[H\x1b[2J".to_vec(),
        }
    }

    /// What the terminal shows once it has been sent the bytes.
    pub(super) fn shown(&self) -> &Grid {
        &self.shown
    }

    /// Makes the terminal show what is wanted, row by row.
    pub(super) fn paint(&mut self, wanted: &Grid) {
        for y in 0..wanted.size().height {
            let mut from = 0;
            while let Some(x) = self.shown.difference(wanted, from, y) {
                from = self.change(Position { x, y }, wanted);
            }
        }
    }

    /// The number by which letters lead to this address.
    pub(super) fn link(&mut self, address: &str) -> Link {
        let known = self.links.iter().position(|known| known == address);
        let at = known.unwrap_or_else(|| {
            Arc::make_mut(&mut self.links).push(address.to_owned());
            self.links.len() - 1
        });
        Link::try_from(at + 1).unwrap_or(0)
    }

    /// How many addresses there are.
    pub(super) fn links(&self) -> usize {
        self.links.len()
    }

    /// What is written next, by whomever, leads nowhere.
    pub(super) fn end_link(&mut self) {
        let ended = self.pen.without_link();
        self.pen.turn(ended, &self.links, &mut self.bytes);
        self.pen = ended;
    }

    /// Moves the terminal's cursor.
    pub(super) fn go(&mut self, to: Position) {
        cursor_motion::go(self.at, to, &mut self.bytes);
        self.at = Some(to);
    }

    /// Moves what an area shows by rows, up where `by` is negative. An area narrower than the screen needs a terminal
    /// that has margins at the sides.
    ///
    /// Deleting and inserting lines is understood where scrolling is not, by the Linux console for one.
    pub(super) fn scroll(&mut self, area: Rect, by: i32) {
        // What comes in has the background of the pen.
        self.make_blanks_plain();
        let count = u16::try_from(by.unsigned_abs()).unwrap_or(u16::MAX);
        let beside = area.width < self.shown.size().width;
        if beside {
            self.bytes.extend_from_slice(b"\x1b[?69h");
            self.bytes.extend(command(&[area.left() + 1, area.right()], b's'));
        }
        self.bytes.extend(command(&[area.top() + 1, area.bottom()], b'r'));
        if beside {
            self.bytes.extend(command(&[count], if by < 0 { b'S' } else { b'T' }));
            self.bytes.extend_from_slice(b"\x1b[?69l");
        } else {
            cursor_motion::go(None, area.as_position(), &mut self.bytes);
            self.bytes.extend(command(&[count], if by < 0 { b'M' } else { b'L' }));
        }
        self.bytes.extend_from_slice(b"\x1b[r");
        self.at = None;
        self.shown.scroll(area, by);
    }

    /// Deals with a change and says from which column on the row is to be looked at next.
    fn change(&mut self, place: Position, wanted: &Grid) -> u16 {
        let row = wanted.row(place.y);
        self.approach(place, wanted);
        match &row[usize::from(place.x)] {
            Tile::Glyph(glyph) if glyph.is_blank() => self.blanks(place, wanted),
            Tile::Glyph(glyph) => self.write(place, glyph),
            Tile::Tail | Tile::Unknown => place.x + 1,
        }
    }

    /// Goes to a place, or writes again what lies between where that is shorter.
    fn approach(&mut self, place: Position, wanted: &Grid) {
        if let Some(at) = self.at
            && at.y == place.y
            && at.x < place.x
            && place.x - at.x <= NARROW_GAP
            && let Some(rewritten) = self.rewritten(at.x..place.x, wanted)
        {
            let look = |from: Pen| {
                let mut out = Vec::new();
                if let Tile::Glyph(next) = &wanted.row(place.y)[usize::from(place.x)]
                    && !next.is_blank()
                {
                    from.turn(next.look(), &self.links, &mut out);
                }
                out.len()
            };
            if rewritten.bytes.len() + look(rewritten.pen) < cursor_motion::cost(self.at, place) + look(self.pen) {
                self.bytes.extend_from_slice(&rewritten.bytes);
                self.pen = rewritten.pen;
                self.at = Some(place);
                return;
            }
        }
        self.go(place);
    }

    /// What it takes to write columns of the cursor's row again; `None` where that is not safe.
    fn rewritten(&self, columns: Range<u16>, wanted: &Grid) -> Option<Rewritten> {
        let row = wanted.row(self.at?.y);
        let mut rewritten = Rewritten { bytes: Vec::new(), pen: self.pen, links: Arc::clone(&self.links) };
        let mut x = columns.start;
        while x < columns.end {
            let Tile::Glyph(glyph) = &row[usize::from(x)] else { return None };
            if !glyph.has_certain_width() {
                return None;
            }
            rewritten.write(glyph);
            x += glyph.width;
        }
        Some(rewritten)
    }

    /// Empties the columns up to the next letter, as far as they are not empty.
    fn blanks(&mut self, place: Position, wanted: &Grid) -> u16 {
        let Position { x, y } = place;
        let row = wanted.row(y);
        let columns = wanted.size().width;
        let end = (x..columns).find(|at| !row[usize::from(*at)].is_blank()).unwrap_or(columns);
        let shown = self.shown.row(y);
        let changed = (x..end).rev().find(|at| !shown[usize::from(*at)].is_blank()).map_or(x, |at| at + 1);
        let count = changed - x;
        self.make_blanks_plain();
        self.shown.empty(y, x..changed);
        if end == columns && count > 3 {
            self.bytes.extend_from_slice(b"\x1b[K");
            return end;
        }
        let erase = command(&[count], b'X');
        // Erasing leaves the cursor where it is, writing takes it along.
        let next = self.shown.difference(wanted, end, y).map(|next| Position { x: next, y });
        let way = |from: u16| next.map_or(0, |next| cursor_motion::cost(Some(Position { x: from, y }), next));
        if erase.len() + way(x) < usize::from(count) + way(changed) {
            self.bytes.extend_from_slice(&erase);
        } else {
            self.bytes.extend(std::iter::repeat_n(b' ', count.into()));
            self.at = (changed < columns).then_some(Position { x: changed, y });
        }
        end
    }

    fn write(&mut self, place: Position, glyph: &Glyph) -> u16 {
        let Position { x, y } = place;
        let columns = self.shown.size().width;
        let end = x + glyph.width;
        let certain = glyph.has_certain_width();
        let mut writing = Rewritten { bytes: Vec::new(), pen: self.pen, links: Arc::clone(&self.links) };
        writing.turn(glyph.look());
        if !certain && self.shown.row(y)[x.into()..end.into()].iter().any(|tile| !tile.is_blank()) {
            // A terminal to which it is narrower would leave something of what was there.
            writing.bytes.extend(std::iter::repeat_n(b' ', glyph.width.into()));
            cursor_motion::go((end < columns).then_some(Position { x: end, y }), place, &mut writing.bytes);
        }
        writing.write(glyph);
        self.bytes.extend_from_slice(&writing.bytes);
        self.pen = writing.pen;
        self.shown.take(x, y, glyph);
        self.at = (certain && end < columns).then_some(Position { x: end, y });
        if !certain {
            // To a terminal to which it is wider it has covered what follows.
            self.shown.doubt(y, end..x.saturating_add(glyph.greatest_width()));
        }
        end
    }

    /// Sees to it that blanks are as empty as the terminal's own.
    fn make_blanks_plain(&mut self) {
        if !self.pen.is_plain_without_letter() {
            self.pen.turn(Pen::PLAIN, &self.links, &mut self.bytes);
            self.pen = Pen::PLAIN;
        }
    }
}

/// Letters, with what it takes to make them look as they should.
struct Rewritten {
    bytes: Vec<u8>,
    pen: Pen,
    links: Arc<Vec<String>>,
}

impl Rewritten {
    fn turn(&mut self, look: Pen) {
        self.pen.turn(look, &self.links, &mut self.bytes);
        self.pen = look;
    }

    fn write(&mut self, glyph: &Glyph) {
        if !(glyph.is_blank() && self.pen.is_plain_without_letter()) {
            self.turn(glyph.look());
        }
        self.bytes.extend_from_slice(glyph.symbol().as_bytes());
    }
}
