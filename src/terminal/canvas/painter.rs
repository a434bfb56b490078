//! Writes the difference between the screen of a terminal and a target screen, in few bytes.

use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::{Position, Rect, Size};

use super::cursor_motion::{self, control_sequence};
use super::grid::{Glyph, Grid, Tile};
use super::pen::{LinkId, Pen};

/// Maximum number of columns between two changes for which rewriting them is compared with moving the cursor. Moving
/// within a row takes at most 6 bytes and a change of the pen a few more, so rewriting more columns is rarely shorter.
const MAX_REWRITTEN_GAP: u16 = 12;

/// A model of a terminal, and the bytes that bring it into this state.
#[derive(Clone, Debug)]
pub(super) struct Painter {
    shown: Grid,
    /// The pen for the next character.
    pen: Pen,
    /// The position of the cursor. `None` if unknown, as after the last column, where terminals differ.
    cursor: Option<Position>,
    /// The addresses of hyperlinks, numbered from 1 by [`LinkId`].
    links: Arc<Vec<String>>,
    /// The bytes to send.
    pub(super) bytes: Vec<u8>,
}

impl Painter {
    /// Creates the model of a terminal that is cleared first, because its content is unknown.
    pub(super) fn clearing(size: Size) -> Self {
        Self {
            shown: Grid::blank(size),
            pen: Pen::PLAIN,
            cursor: Some(Position::ORIGIN),
            links: Arc::default(),
            bytes: b"\x1b[m\x1b[H\x1b[2J".to_vec(),
        }
    }

    /// Returns the screen of the terminal after it has received the bytes.
    pub(super) fn shown(&self) -> &Grid {
        &self.shown
    }

    /// Paints the target screen, row by row.
    pub(super) fn paint(&mut self, target: &Grid) {
        for y in 0..target.size().height {
            let mut from = 0;
            while let Some(x) = self.shown.next_difference(target, from, y) {
                from = self.paint_change(Position { x, y }, target);
            }
        }
    }

    /// Returns the number of an address, and adds the address if it is new.
    pub(super) fn link_id(&mut self, address: &str) -> LinkId {
        let known = self.links.iter().position(|known| known == address);
        let index = known.unwrap_or_else(|| {
            Arc::make_mut(&mut self.links).push(address.to_owned());
            self.links.len() - 1
        });
        LinkId::try_from(index + 1).unwrap_or(0)
    }

    /// Returns the number of addresses.
    pub(super) fn link_count(&self) -> usize {
        self.links.len()
    }

    /// Ends an open hyperlink, so that none is left open between frames.
    pub(super) fn end_link(&mut self) {
        let ended = self.pen.without_link();
        self.pen.write_change(ended, &self.links, &mut self.bytes);
        self.pen = ended;
    }

    /// Moves the cursor.
    pub(super) fn move_to(&mut self, to: Position) {
        cursor_motion::write_move(self.cursor, to, &mut self.bytes);
        self.cursor = Some(to);
    }

    /// Moves the rows of an area, upwards if `by` is negative. An area narrower than the screen needs left and right
    /// margins.
    ///
    /// Full rows are deleted and inserted instead of scrolled, because the Linux console, for one, cannot scroll.
    pub(super) fn scroll(&mut self, area: Rect, by: i32) {
        // Rows that come in get the background of the pen.
        self.make_blanks_plain();
        let count = u16::try_from(by.unsigned_abs()).unwrap_or(u16::MAX);
        let is_narrow = area.width < self.shown.size().width;
        if is_narrow {
            self.bytes.extend_from_slice(b"\x1b[?69h");
            self.bytes.extend(control_sequence(&[area.left() + 1, area.right()], b's'));
        }
        self.bytes.extend(control_sequence(&[area.top() + 1, area.bottom()], b'r'));
        if is_narrow {
            self.bytes.extend(control_sequence(&[count], if by < 0 { b'S' } else { b'T' }));
            self.bytes.extend_from_slice(b"\x1b[?69l");
        } else {
            cursor_motion::write_move(None, area.as_position(), &mut self.bytes);
            self.bytes.extend(control_sequence(&[count], if by < 0 { b'M' } else { b'L' }));
        }
        self.bytes.extend_from_slice(b"\x1b[r");
        self.cursor = None;
        self.shown.scroll(area, by);
    }

    /// Paints the change at a position, and returns the column from which to look for the next one.
    fn paint_change(&mut self, place: Position, target: &Grid) -> u16 {
        let row = target.row(place.y);
        self.approach(place, target);
        match &row[usize::from(place.x)] {
            Tile::Glyph(glyph) if glyph.is_blank() => self.paint_blanks(place, target),
            Tile::Glyph(glyph) => self.paint_glyph(place, glyph),
            Tile::Tail | Tile::Unknown => place.x + 1,
        }
    }

    /// Moves the cursor to a position, or rewrites the columns in between if that is shorter.
    fn approach(&mut self, place: Position, target: &Grid) {
        if let Some(at) = self.cursor
            && at.y == place.y
            && at.x < place.x
            && place.x - at.x <= MAX_REWRITTEN_GAP
            && let Some(rewritten) = self.rewrite(at.x..place.x, target)
        {
            let pen_change = |from: Pen| {
                let mut out = Vec::new();
                if let Tile::Glyph(next) = &target.row(place.y)[usize::from(place.x)]
                    && !next.is_blank()
                {
                    from.write_change(next.pen(), &self.links, &mut out);
                }
                out.len()
            };
            if rewritten.bytes.len() + pen_change(rewritten.pen)
                < cursor_motion::cost(self.cursor, place) + pen_change(self.pen)
            {
                self.bytes.extend_from_slice(&rewritten.bytes);
                self.pen = rewritten.pen;
                self.cursor = Some(place);
                return;
            }
        }
        self.move_to(place);
    }

    /// Returns the bytes that rewrite columns of the cursor's row, or `None` if a glyph there has no certain width.
    fn rewrite(&self, columns: Range<u16>, target: &Grid) -> Option<PenWriter> {
        let row = target.row(self.cursor?.y);
        let mut rewritten = PenWriter { bytes: Vec::new(), pen: self.pen, links: Arc::clone(&self.links) };
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

    /// Erases the columns up to the next glyph that is not blank, and returns its column.
    fn paint_blanks(&mut self, place: Position, target: &Grid) -> u16 {
        let Position { x, y } = place;
        let row = target.row(y);
        let columns = target.size().width;
        let end = (x..columns).find(|at| !row[usize::from(*at)].is_blank()).unwrap_or(columns);
        let shown = self.shown.row(y);
        let changed = (x..end).rev().find(|at| !shown[usize::from(*at)].is_blank()).map_or(x, |at| at + 1);
        let count = changed - x;
        self.make_blanks_plain();
        self.shown.erase(y, x..changed);
        if end == columns && count > 3 {
            self.bytes.extend_from_slice(b"\x1b[K");
            return end;
        }
        let erase = control_sequence(&[count], b'X');
        // Erasing leaves the cursor where it is, and writing spaces moves it.
        let next = self.shown.next_difference(target, end, y).map(|next| Position { x: next, y });
        let move_cost = |from: u16| next.map_or(0, |next| cursor_motion::cost(Some(Position { x: from, y }), next));
        if erase.len() + move_cost(x) < usize::from(count) + move_cost(changed) {
            self.bytes.extend_from_slice(&erase);
        } else {
            self.bytes.extend(std::iter::repeat_n(b' ', count.into()));
            self.cursor = (changed < columns).then_some(Position { x: changed, y });
        }
        end
    }

    fn paint_glyph(&mut self, place: Position, glyph: &Glyph) -> u16 {
        let Position { x, y } = place;
        let columns = self.shown.size().width;
        let end = x + glyph.width;
        let has_certain_width = glyph.has_certain_width();
        let mut writer = PenWriter { bytes: Vec::new(), pen: self.pen, links: Arc::clone(&self.links) };
        writer.change_pen(glyph.pen());
        if !has_certain_width && self.shown.row(y)[x.into()..end.into()].iter().any(|tile| !tile.is_blank()) {
            // On a terminal that draws it narrower, a part of the old content would remain.
            writer.bytes.extend(std::iter::repeat_n(b' ', glyph.width.into()));
            cursor_motion::write_move((end < columns).then_some(Position { x: end, y }), place, &mut writer.bytes);
        }
        writer.write(glyph);
        self.bytes.extend_from_slice(&writer.bytes);
        self.pen = writer.pen;
        self.shown.set_glyph(x, y, glyph);
        self.cursor = (has_certain_width && end < columns).then_some(Position { x: end, y });
        if !has_certain_width {
            // A terminal that draws it wider has covered the columns after it.
            self.shown.mark_unknown(y, end..x.saturating_add(glyph.max_width()));
        }
        end
    }

    /// Changes the pen if blanks would be visible with it.
    fn make_blanks_plain(&mut self) {
        if !self.pen.is_plain_on_blank() {
            self.pen.write_change(Pen::PLAIN, &self.links, &mut self.bytes);
            self.pen = Pen::PLAIN;
        }
    }
}

/// Writes glyphs, with the changes of the pen between them.
struct PenWriter {
    bytes: Vec<u8>,
    pen: Pen,
    links: Arc<Vec<String>>,
}

impl PenWriter {
    fn change_pen(&mut self, pen: Pen) {
        self.pen.write_change(pen, &self.links, &mut self.bytes);
        self.pen = pen;
    }

    fn write(&mut self, glyph: &Glyph) {
        if !(glyph.is_blank() && self.pen.is_plain_on_blank()) {
            self.change_pen(glyph.pen());
        }
        self.bytes.extend_from_slice(glyph.symbol().as_bytes());
    }
}
