//! A ratatui backend that collects a frame, compares it with the screen, and sends the difference in one write.
//!
//! ratatui's crossterm backend moves over unchanged blanks and sets every colour again. It rewrites all rows of a list
//! that has scrolled by one, and flushes after every cursor command. That is slow over a slow link. This backend keeps
//! a model of the terminal's screen, cursor and colours, and computes a short byte sequence from there:
//!
//! ```text
//! ratatui ─ changed cells ─> Canvas ─ target Grid ─> scroll: has an area only moved?
//!                                                      └─> Painter: rows, gaps, blanks
//!                                                            └─> cursor_motion, Pen: escape sequences ─> one write
//! ```
//!
//! A frame without changes is zero bytes.

mod cursor_motion;
mod grid;
mod painter;
mod pen;
mod scroll;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};
use ratatui::style::Style;

use super::Hints;
use grid::Grid;
use painter::Painter;
use pen::Pen;

/// Minimum number of bytes of a frame to send as synchronized output. Smaller frames arrive in one piece anyway, and
/// the 16 bytes around them would be a large part of them.
const MIN_SYNCHRONIZED: usize = 256;
/// Maximum number of addresses to keep, to bound the memory. Beyond it they are dropped and the screen is redrawn.
const MAX_LINKS: usize = 1000;
/// Begins synchronized output (mode 2026): the terminal shows nothing until its end.
const BEGIN_SYNCHRONIZED: &[u8] = b"\x1b[?2026h";
const END_SYNCHRONIZED: &[u8] = b"\x1b[?2026l";

/// Returns the escape sequences that begin and end a style. Both are empty if the style changes nothing.
pub fn style_sequences(style: Style) -> [String; 2] {
    let (plain, pen) = (Pen::PLAIN, Pen::from_style(style));
    [(plain, pen), (pen, plain)].map(|(from, to)| {
        let mut out = Vec::new();
        from.write_change(to, &[], &mut out);
        String::from_utf8(out).expect("escape sequences are ASCII")
    })
}

/// A backend that writes frames to `out`.
pub(crate) struct Canvas<W> {
    out: W,
    size: Size,
    /// The cells that ratatui has drawn since it cleared, row by row. See [`Canvas::cells`].
    cells: Vec<Cell>,
    /// The state of the terminal. `None` if it is unknown.
    painter: Option<Painter>,
    /// Whether the terminal's cursor is visible. `None` if that is unknown.
    cursor_visible: Option<bool>,
    target_cursor: Cursor,
    /// True if the terminal supports left and right margins, so that an area beside others can scroll alone.
    margins: bool,
}

#[derive(Clone, Copy)]
struct Cursor {
    visible: bool,
    position: Position,
}

impl<W: Write> Canvas<W> {
    /// Creates a canvas for a terminal of this size and of unknown content.
    pub(crate) fn new(out: W, size: Size) -> Self {
        let target_cursor = Cursor { visible: false, position: Position::ORIGIN };
        Self { out, size, cells: Vec::new(), painter: None, cursor_visible: None, target_cursor, margins: false }
    }

    /// Sets the size of the next frames.
    ///
    /// The cells are not cleared here. ratatui does that before the next frame if it finds the size changed.
    pub(super) fn resize(&mut self, size: Size) {
        if size != self.size {
            self.size = size;
            self.invalidate();
        }
    }

    /// Marks the content of the terminal as unknown, because something else has written to it.
    pub(super) fn invalidate(&mut self) {
        self.painter = None;
        self.cursor_visible = None;
    }

    /// Uses left and right margins (DECLRMM) from now on.
    pub(super) fn use_margins(&mut self) {
        self.margins = true;
    }

    /// Returns all cells of a frame, blank where nothing was drawn.
    fn cells(&mut self) -> &mut [Cell] {
        self.cells.resize(usize::from(self.size.width) * usize::from(self.size.height), Cell::EMPTY);
        &mut self.cells
    }

    /// Returns the writer below the canvas, for bytes that are not part of a frame. Called between frames.
    pub(crate) fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// Sends the frame that ratatui has drawn, in one write or none.
    pub(crate) fn show(&mut self, hints: &Hints) -> io::Result<()> {
        let mut target = Grid::from_cells(self.size, self.cells());
        let is_usable = |painter: &Painter| painter.shown().size() == self.size && painter.link_count() < MAX_LINKS;
        let mut before = self.painter.take().filter(is_usable).unwrap_or_else(|| Painter::clearing(self.size));
        for (area, address) in &hints.links {
            target.set_link(*area, before.link_id(address.as_str()));
        }
        let mut painter = scroll::paint(before, &target, &hints.scrolling, self.margins);
        painter.end_link();
        if self.target_cursor.visible {
            painter.move_to(self.target_cursor.position);
        }
        if self.cursor_visible != Some(self.target_cursor.visible) {
            painter.bytes.extend_from_slice(if self.target_cursor.visible { b"\x1b[?25h" } else { b"\x1b[?25l" });
        }
        let mut frame = std::mem::take(&mut painter.bytes);
        if frame.len() >= MIN_SYNCHRONIZED {
            frame.splice(..0, BEGIN_SYNCHRONIZED.iter().copied());
            frame.extend_from_slice(END_SYNCHRONIZED);
        }
        if !frame.is_empty() {
            self.out.write_all(&frame)?;
        }
        // Only after the write, so that a frame that could not be sent does not count as shown.
        self.painter = Some(painter);
        self.cursor_visible = Some(self.target_cursor.visible);
        Ok(())
    }
}

impl<W: Write> Backend for Canvas<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let Size { width, height } = self.size;
        let cells = self.cells();
        for (x, y, cell) in content {
            if x < width && y < height {
                let start = usize::from(y) * usize::from(width);
                let row = &mut cells[start..start + usize::from(width)];
                let x = usize::from(x);
                let end = row.len().min(x + usize::from(cell.cell_width()).max(1));
                row[x] = cell.clone();
                // ratatui leaves it to the terminal to blank the columns that a wide character covers.
                row[x + 1..end].fill(Cell::EMPTY);
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.target_cursor.visible = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.target_cursor.visible = true;
        Ok(())
    }

    /// Returns the position that was set last. Querying the terminal would mix its reply with the user's keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.target_cursor.position)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.target_cursor.position = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Clears everything regardless of the region, because a frame is always a whole screen.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.cells.clear();
        self.invalidate();
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    /// Has no effect. [`Canvas::show`] sends the frame.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests draw what `ui` would not")]
mod tests;
