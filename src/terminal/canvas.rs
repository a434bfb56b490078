//! The ratatui backend: a frame is collected, compared with what the terminal shows, and leaves in one write.
//!
//! ratatui's own backend repeats what the terminal already knows: it moves over unchanged blanks, sets every colour
//! anew, writes all rows of a list again that has scrolled by one, and flushes after every cursor command. Over a slow
//! line that is felt. This one knows the terminal's screen, cursor and colours, and takes the shortest way from there:
//!
//! ```text
//! ratatui ─ cells that changed ─> Canvas ─ Grid that is wanted ─> scroll: has an area only moved?
//!                                                                   └─> Painter: rows, gaps, blanks
//!                                                                         └─> moves, look: commands ─> one write
//! ```
//!
//! A frame in which nothing changed is no bytes at all.

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

/// Smaller frames reach the terminal in one piece anyway; the brackets would be a good part of them.
const WORTH_BRACKETS: usize = 256;
/// How many addresses are remembered before everything is drawn anew without them.
const MOST_LINKS: usize = 1000;
/// Between these the terminal shows nothing until it has everything (mode 2026).
const BRACKETS: (&[u8], &[u8]) = (b"\x1b[?2026h", b"\x1b[?2026l");

/// Commands that make a terminal write in a style, and commands that end it; both empty where nothing would look
/// different.
pub fn commands(style: Style) -> [String; 2] {
    let (plain, look) = (Pen::PLAIN, Pen::from_style(style));
    [(plain, look), (look, plain)].map(|(from, to)| {
        let mut out = Vec::new();
        from.turn(to, &[], &mut out);
        String::from_utf8(out).expect("commands are ASCII")
    })
}

/// Where frames are put together for `out`.
pub(crate) struct Canvas<W> {
    out: W,
    size: Size,
    /// What ratatui has drawn since it cleared, row by row; see [`Canvas::cells`].
    cells: Vec<Cell>,
    /// The terminal as it is; `None` where that is unknown.
    painter: Option<Painter>,
    /// Whether the terminal's cursor shows; `None` where that is unknown.
    cursor_shows: Option<bool>,
    wanted: Cursor,
    /// True where an area beside others can be scrolled alone.
    margins: bool,
}

#[derive(Clone, Copy)]
struct Cursor {
    visible: bool,
    position: Position,
}

impl<W: Write> Canvas<W> {
    /// An empty canvas for a terminal about which nothing is known but its size.
    pub(crate) fn new(out: W, size: Size) -> Self {
        let wanted = Cursor { visible: false, position: Position::ORIGIN };
        Self { out, size, cells: Vec::new(), painter: None, cursor_shows: None, wanted, margins: false }
    }

    /// Frames have this size from now on.
    ///
    /// The cells are left to ratatui, which clears them before the next frame unless the size is by then what it was.
    pub(super) fn resize(&mut self, size: Size) {
        if size != self.size {
            self.size = size;
            self.forget();
        }
    }

    /// Forgets what the terminal shows, because something else has written to it.
    pub(super) fn forget(&mut self) {
        self.painter = None;
        self.cursor_shows = None;
    }

    /// The terminal is known to have margins at the sides (DECLRMM).
    pub(super) fn use_margins(&mut self) {
        self.margins = true;
    }

    /// All cells of a frame, empty where nothing was drawn.
    fn cells(&mut self) -> &mut [Cell] {
        self.cells.resize(usize::from(self.size.width) * usize::from(self.size.height), Cell::EMPTY);
        &mut self.cells
    }

    /// What frames go to, for what is no frame. Called between frames.
    pub(crate) fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// Sends the frame that ratatui has drawn: one write, or none.
    pub(crate) fn show(&mut self, hints: &Hints) -> io::Result<()> {
        let mut wanted = Grid::from_cells(self.size, self.cells());
        let is_fit = |painter: &Painter| painter.shown().size() == self.size && painter.links() < MOST_LINKS;
        let mut before = self.painter.take().filter(is_fit).unwrap_or_else(|| Painter::clearing(self.size));
        for (area, address) in &hints.links {
            wanted.link(*area, before.link(address.as_str()));
        }
        let mut painter = scroll::paint(before, &wanted, &hints.scrolling, self.margins);
        painter.end_link();
        if self.wanted.visible {
            painter.go(self.wanted.position);
        }
        if self.cursor_shows != Some(self.wanted.visible) {
            painter.bytes.extend_from_slice(if self.wanted.visible { b"\x1b[?25h" } else { b"\x1b[?25l" });
        }
        let mut frame = std::mem::take(&mut painter.bytes);
        if frame.len() >= WORTH_BRACKETS {
            frame.splice(..0, BRACKETS.0.iter().copied());
            frame.extend_from_slice(BRACKETS.1);
        }
        if !frame.is_empty() {
            self.out.write_all(&frame)?;
        }
        // Only now, so that what could not be sent is not taken for shown.
        self.painter = Some(painter);
        self.cursor_shows = Some(self.wanted.visible);
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
                // ratatui relies on terminals to empty what a wide letter has covered.
                row[x + 1..end].fill(Cell::EMPTY);
            }
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.wanted.visible = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.wanted.visible = true;
        Ok(())
    }

    /// Answers from memory: asking the terminal would take the reader's keys for the answer.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.wanted.position)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.wanted.position = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Whatever is to be cleared, everything is: a frame is always a whole screen.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.cells.clear();
        self.forget();
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    /// The end of ratatui's part. The frame leaves with [`Canvas::show`].
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "what others may draw is tried out here")]
mod tests;
