//! The ratatui backend: a frame is collected and leaves in one write.
//!
//! ratatui's own backend flushes after every cursor command and repeats what the terminal already knows. This
//! one remembers where the cursor is and whether it shows, so that a frame in which nothing changed is no bytes.

use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::tty;

/// Smaller frames reach the terminal in one piece anyway; the brackets would be a good part of them.
const WORTH_BRACKETS: usize = 256;
/// Between these the terminal shows nothing until it has everything (mode 2026).
const BRACKETS: (&[u8], &[u8]) = (b"\x1b[?2026h", b"\x1b[?2026l");

/// Where frames are put together for `out`.
pub(super) struct Canvas<W> {
    out: W,
    frame: Vec<u8>,
    /// The cursor as the terminal has it; `None` where that is unknown.
    shown: Option<Cursor>,
    wanted: Cursor,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Cursor {
    visible: bool,
    position: Position,
}

impl<W: Write> Canvas<W> {
    /// An empty canvas for a terminal about which nothing is known.
    pub(super) fn new(out: W) -> Self {
        let wanted = Cursor { visible: false, position: Position::ORIGIN };
        Self { out, frame: Vec::new(), shown: None, wanted }
    }

    /// Forgets what the terminal shows, because something else has written to it.
    pub(super) fn forget(&mut self) {
        self.shown = None;
        self.frame.clear();
    }

    /// What frames go to, for what is no frame. Called between frames.
    pub(super) fn out(&mut self) -> &mut W {
        debug_assert!(self.frame.is_empty(), "a frame is either complete or has not begun");
        &mut self.out
    }

    fn place_cursor(&mut self) -> io::Result<()> {
        let wanted = self.wanted;
        // Drawing moves the cursor; a hidden one may be anywhere.
        let moved = !self.frame.is_empty() || self.shown.is_none_or(|shown| shown.position != wanted.position);
        if wanted.visible && moved {
            queue!(self.frame, MoveTo(wanted.position.x, wanted.position.y))?;
        }
        if self.shown.is_none_or(|shown| shown.visible != wanted.visible) {
            if wanted.visible { queue!(self.frame, Show)? } else { queue!(self.frame, Hide)? }
        }
        self.shown = Some(wanted);
        Ok(())
    }
}

impl<W: Write> Backend for Canvas<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        CrosstermBackend::new(&mut self.frame).draw(content)
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

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        CrosstermBackend::new(&mut self.frame).clear_region(clear_type)
    }

    fn size(&self) -> io::Result<Size> {
        tty::size()
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: tty::size()?, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.place_cursor()?;
        if self.frame.len() >= WORTH_BRACKETS {
            self.frame.splice(..0, BRACKETS.0.iter().copied());
            self.frame.extend_from_slice(BRACKETS.1);
        }
        let written = if self.frame.is_empty() { Ok(()) } else { self.out.write_all(&self.frame) };
        self.frame.clear();
        written
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::widgets::Paragraph;
    use ratatui::{Terminal, TerminalOptions, Viewport};

    /// Keeps every write apart.
    #[derive(Default)]
    struct Writes(Vec<Vec<u8>>);

    impl Write for &mut Writes {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn frames(draw: &[(&str, Option<(u16, u16)>)]) -> Vec<String> {
        let mut writes = Writes::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, 80, 24));
        let mut terminal =
            Terminal::with_options(Canvas::new(&mut writes), TerminalOptions { viewport }).expect("a terminal");
        for (text, cursor) in draw {
            terminal
                .draw(|frame| {
                    frame.render_widget(Paragraph::new(*text), frame.area());
                    if let Some(cursor) = cursor {
                        frame.set_cursor_position(*cursor);
                    }
                })
                .expect("the canvas is in memory");
        }
        drop(terminal);
        writes.0.into_iter().map(|bytes| String::from_utf8(bytes).expect("frames are text")).collect()
    }

    #[test]
    fn a_frame_is_one_write_and_an_unchanged_one_none() {
        assert_eq!(frames(&[("one", None), ("one", None), ("one", None)]).len(), 1);
    }

    #[test]
    fn only_a_large_frame_is_bracketed() {
        let large = "line upon line\n".repeat(24);
        let frames = frames(&[("one", None), (large.as_str(), None)]);
        assert!(!frames[0].contains("2026"), "{frames:?}");
        assert!(frames[1].starts_with("\x1b[?2026h") && frames[1].ends_with("\x1b[?2026l"), "{frames:?}");
    }

    #[test]
    fn the_cursor_is_told_apart_only_when_it_changes() {
        let frames = frames(&[("", Some((3, 2))), ("", Some((3, 2))), ("", Some((4, 2))), ("", None)]);
        assert_eq!(frames, ["\x1b[3;4H\x1b[?25h", "\x1b[3;5H", "\x1b[?25l"]);
    }

    #[test]
    fn the_cursor_returns_to_its_place_after_drawing() {
        let frames = frames(&[("", Some((3, 2))), ("x", Some((3, 2)))]);
        assert!(frames[1].ends_with("\x1b[3;4H"), "{frames:?}");
    }
}
