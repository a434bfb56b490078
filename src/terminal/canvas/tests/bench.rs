//! A canvas between ratatui and an emulated terminal, for tests.

use std::io::{self, Write};
use std::num::NonZero;

use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::widgets::Paragraph;

use crate::terminal::canvas::Canvas;
use crate::terminal::{Hints, WebAddress};

/// Records every write separately.
#[derive(Default)]
pub(super) struct Writes(Vec<Vec<u8>>);

impl Write for Writes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.push(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A canvas that ratatui draws on, and the terminal that it writes to.
pub(super) struct Bench {
    pub(super) terminal: Terminal<Canvas<Writes>>,
    pub(super) screen: vt100::Parser,
    /// The hyperlinks of the next frame.
    pub(super) links: Vec<(Rect, WebAddress)>,
}

/// Converts a size into the parameters of vt100, which must not be 0.
pub(super) fn rows_and_columns(size: Size) -> (NonZero<u16>, NonZero<u16>) {
    let at_least_one = |cells| NonZero::new(cells).unwrap_or(NonZero::<u16>::MIN);
    (at_least_one(size.height), at_least_one(size.width))
}

impl Bench {
    pub(super) fn new(columns: u16, rows: u16) -> Self {
        let size = Size::new(columns, rows);
        let terminal = Terminal::new(Canvas::new(Writes::default(), size)).expect("a canvas");
        let (rows, columns) = rows_and_columns(size);
        Self { terminal, screen: vt100::Parser::new(rows, columns, 0), links: Vec::new() }
    }

    /// Resizes the terminal.
    pub(super) fn resize(&mut self, size: Size) {
        self.terminal.backend_mut().resize(size);
        let (rows, columns) = rows_and_columns(size);
        self.screen.screen_mut().set_size(rows, columns);
    }

    /// Draws a frame and returns the bytes that were sent for it, in at most one write.
    pub(super) fn draw(&mut self, areas: &[Rect], draw: impl FnOnce(&mut ratatui::Frame)) -> String {
        self.terminal.draw(draw).expect("the canvas is in memory");
        let hints = Hints { scrolling: areas.to_vec(), links: std::mem::take(&mut self.links) };
        self.terminal.backend_mut().show(&hints).expect("the canvas is in memory");
        let mut writes = std::mem::take(&mut self.terminal.backend_mut().out().0);
        assert!(writes.len() <= 1, "a frame is one write");
        let frame = writes.pop().unwrap_or_default();
        let frame = String::from_utf8(frame).expect("frames are text");
        self.process(&frame);
        frame
    }

    /// Lets the terminal process a frame. vt100 has no left and right margins, so scrolling between them is emulated.
    fn process(&mut self, frame: &str) {
        let mut rest = frame;
        while let Some((before, after)) = rest.split_once("\x1b[?69h") {
            let (commands, after) = after.split_once("\x1b[?69l\x1b[r").expect("margins are switched off again");
            self.screen.process(before.as_bytes());
            self.scroll_between_margins(commands);
            rest = after;
        }
        self.screen.process(rest.as_bytes());
    }

    /// Emulates margins and a scroll by rows: `CSI 3;9s CSI 2;8r CSI 1S`.
    fn scroll_between_margins(&mut self, commands: &str) {
        let numbers = |command: &str| -> Vec<u16> {
            command[..command.len() - 1].split(';').map(|number| number.parse().expect("a number")).collect()
        };
        let commands: Vec<_> = commands.split("\x1b[").skip(1).collect();
        let [sides, ends, scroll] = commands[..] else { panic!("{commands:?}") };
        let ([left, right], [top, bottom], [by]) = (&numbers(sides)[..], &numbers(ends)[..], &numbers(scroll)[..])
        else {
            panic!("{commands:?}")
        };
        let by = if scroll.ends_with('S') { -i32::from(*by) } else { i32::from(*by) };
        let screen = self.screen.screen();
        let width = right + 1 - left;
        let rows: Vec<_> = screen.rows_formatted(left - 1, width).collect();
        let pen = screen.attributes_formatted();
        for row in *top..=*bottom {
            let from = i32::from(row) - by;
            let source = (i32::from(*top)..=i32::from(*bottom)).contains(&from).then_some(from);
            self.screen.process(format!("\x1b[m\x1b[{row};{left}H\x1b[{width}X").as_bytes());
            if let Some(from) = source.and_then(|from| usize::try_from(from - 1).ok()) {
                self.write_part(&rows[from], *right);
            }
        }
        self.screen.process(pen.as_bytes());
    }

    /// Writes a part of a row at the cursor. vt100 ends such a part by erasing the rest of the row, which must stop at
    /// the right margin.
    fn write_part(&mut self, part: &str, right: u16) {
        let letters = part.strip_suffix("\x1b[K");
        self.screen.process(letters.unwrap_or(part).as_bytes());
        if letters.is_some() {
            let (_, column) = self.screen.screen().cursor_position();
            self.screen.process(format!("\x1b[{}X", right - column).as_bytes());
        }
    }

    pub(super) fn text(&mut self, text: &str, cursor: Option<(u16, u16)>) -> String {
        self.draw(&[], |frame| {
            frame.render_widget(Paragraph::new(text), frame.area());
            if let Some(cursor) = cursor {
                frame.set_cursor_position(cursor);
            }
        })
    }

    pub(super) fn buffer(&mut self, buffer: &Buffer, areas: &[Rect], cursor: Option<(u16, u16)>) -> String {
        self.draw(areas, |frame| {
            frame.buffer_mut().merge(buffer);
            if let Some(cursor) = cursor {
                frame.set_cursor_position(cursor);
            }
        })
    }
}

#[test]
fn text_beside_a_scrolled_area_stays() {
    let mut bench = Bench::new(8, 3);
    // In columns 2 to 5 of the second row: a letter, and what was emptied in red.
    bench.process("\x1b[2;2Ha\x1b[41m\x1b[3X\x1b[m\x1b[3;8Hx");
    bench.process("\x1b[?69h\x1b[2;5s\x1b[1;3r\x1b[1T\x1b[?69l\x1b[r");
    let screen = bench.screen.screen();
    assert_eq!(screen.rows(0, 8).collect::<Vec<_>>(), ["", "", " a     x"]);
    let red = |column: &u16| screen.cell(2, *column).is_some_and(|cell| cell.bgcolor() == vt100::Color::Idx(1));
    assert_eq!((0..8).filter(red).collect::<Vec<_>>(), [2, 3, 4]);
}
