//! Draws a [`Screen`]. Only `ui` and `terminal` know ratatui.

mod colour;
mod glyphs;
mod theme;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::{Area, Size};
use crate::screen::{BrowserScreen, Footer, PaneBody, PaneView, Screen};
use crate::styled::{self, Span};
use crate::text;

pub(crate) use glyphs::Columns;
pub use glyphs::Glyphs;
pub use theme::Theme;

/// Draws the whole screen, and places the terminal's cursor.
pub fn view(screen: &Screen, theme: &Theme, frame: &mut Frame) {
    let whole = frame.area();
    let mut writer = BufferWriter { buffer: frame.buffer_mut(), theme, whole };
    match screen {
        Screen::TooSmall(size) => writer.too_small(*size),
        Screen::Full(full) => {
            writer.full(full);
            if let Some((x, y)) = full.cursor {
                let last = |length: u16| length.saturating_sub(1);
                frame.set_cursor_position(Position::new(x.min(last(whole.width)), y.min(last(whole.height))));
            }
        }
    }
}

/// Writes styled text into a buffer.
struct BufferWriter<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    whole: Rect,
}

impl BufferWriter<'_> {
    /// Draws the browser's screen.
    fn full(&mut self, full: &BrowserScreen) {
        self.line(0, 0, full.size.columns, &full.header, Style::new());
        for pane in &full.panes {
            self.pane(pane);
        }
        for rule in &full.rules {
            self.rule(*rule);
        }
        let lines = match &full.footer {
            Footer::Text(lines) => &lines[..],
            Footer::Prompt { line, .. } => std::slice::from_ref(line),
        };
        for (line, y) in lines.iter().rev().zip((0..full.size.rows).rev()) {
            for x in 0..full.size.columns {
                self.put(x, y, " ", Style::new());
            }
            self.line(0, y, full.size.columns, line, Style::new());
        }
    }

    /// Draws a pane.
    fn pane(&mut self, pane: &PaneView) {
        self.heading(pane);
        let body = pane.area.body();
        let mut y = body.y;
        match &pane.body {
            PaneBody::Lines(lines) => {
                for line in lines.iter().take(body.height.into()) {
                    self.line(body.x, y, body.width, line, Style::new());
                    y += 1;
                }
            }
            PaneBody::Rows(rows) => {
                let selection = self.theme.selection();
                for row in rows {
                    let over = selection.filter(|_| row.selected && pane.focused);
                    for line in &row.lines {
                        if y < body.y + body.height {
                            let used = self.line(body.x, y, body.width, line, over.unwrap_or_default());
                            for x in over.map_or(0..0, |_| used..body.width) {
                                self.put(body.x + x, y, " ", over.unwrap_or_default());
                            }
                        }
                        y += 1;
                    }
                }
            }
        }
    }

    /// Draws a heading: text on a line, which is heavy if the pane is focused.
    fn heading(&mut self, pane: &PaneView) {
        let Area { x, y, width, .. } = pane.area;
        let line = if pane.focused { self.theme.glyphs.heavy } else { self.theme.glyphs.light };
        let style = if pane.focused { self.theme.focus() } else { self.theme.rest() };
        for column in x..x + width {
            self.put(column, y, line, style);
        }
        let style = if pane.focused { self.theme.focus() } else { Style::new() };
        let used = self.line(x, y, width, &pane.heading, style);
        self.put(x + used, y, " ", Style::new());
        let position = styled::width(&pane.position);
        let position = u16::try_from(position).unwrap_or(width).min(width);
        self.line(x + width - position, y, position, &pane.position, Style::new());
    }

    /// Draws the line between left and right.
    fn rule(&mut self, area: Area) {
        for y in area.y..area.y + area.height {
            self.put(area.x, y, self.theme.glyphs.rule, self.theme.rest());
        }
    }

    /// Says that the terminal is too small.
    fn too_small(&mut self, size: Size) {
        let message = format!("too small: {}x{}", size.columns, size.rows);
        for (x, letter) in (0..self.whole.width).zip(message.graphemes(true)) {
            self.put(x, 0, letter, Style::new());
        }
    }

    /// Writes spans at a place, and returns the number of columns used.
    fn line(&mut self, x: u16, y: u16, width: u16, spans: &[Span], over: Style) -> u16 {
        let mut used = 0;
        for span in self.theme.glyphs.transliterate(spans, Columns::Kept).iter() {
            let style = self.theme.style(span.role).patch(over);
            for grapheme in span.as_str().graphemes(true) {
                let columns = u16::try_from(text::grapheme_width(grapheme)).unwrap_or(u16::MAX);
                if columns == 0 || used + columns > width {
                    continue;
                }
                self.put(x + used, y, grapheme, style);
                used += columns;
            }
        }
        used
    }

    #[expect(clippy::disallowed_methods, reason = "every grapheme comes from a `Span` or the theme")]
    fn put(&mut self, x: u16, y: u16, grapheme: &str, style: Style) {
        if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
            cell.reset();
            cell.set_symbol(grapheme).set_style(style);
        }
    }
}

#[cfg(test)]
mod tests;
