//! The one place where commands write: standard output for what was asked, standard error for the rest.
//!
//! Everything that comes here is made of [`Text`], identifiers, addresses and words of our own.
#![expect(clippy::disallowed_methods, reason = "this is that place")]

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};

use anyhow::Context;
use serde::Serialize;

use crate::page::Page;
use crate::text::Text;

/// Columns of a terminal that does not say how wide it is.
const WIDTH: usize = 80;
/// Narrower than this, wrapping by words leaves one word a line.
const MIN_WIDTH: usize = 24;

/// Standard output, buffered, and standard error.
pub(super) struct Output<'a> {
    out: Box<dyn Write + 'a>,
    err: Box<dyn Write + 'a>,
    /// Columns of the terminal; `None` for a pipe or a file, where lines are of any length.
    width: Option<usize>,
    /// True for JSON Lines, false for plain text.
    pub(super) json: bool,
}

impl Output<'static> {
    /// Takes standard output for one command.
    pub(super) fn new(json: bool) -> Self {
        let stdout = io::stdout().lock();
        let width = stdout.is_terminal().then(|| columns().unwrap_or(WIDTH).max(MIN_WIDTH));
        Self { out: Box::new(BufWriter::new(stdout)), err: Box::new(io::stderr()), width, json }
    }
}

#[cfg(test)]
impl<'a> Output<'a> {
    /// The same kept in memory, as a pipe would have it.
    pub(super) fn kept(out: &'a mut Vec<u8>, err: &'a mut Vec<u8>, json: bool) -> Self {
        Self { out: Box::new(out), err: Box::new(err), width: None, json }
    }
}

impl Output<'_> {
    /// An empty page for this output: as wide as the terminal; in a pipe a line for each paragraph.
    pub(super) fn blank_page(&self) -> Page {
        Page::printed(self.width)
    }

    /// Columns of the terminal, if it is one.
    pub(super) fn width(&self) -> Option<usize> {
        self.width
    }

    /// Writes a page as plain text.
    pub(super) fn page(&mut self, page: &Page) -> anyhow::Result<()> {
        page.plain().try_for_each(|line| self.line(line))
    }

    /// Writes one line.
    pub(super) fn line(&mut self, line: impl Display) -> anyhow::Result<()> {
        writeln!(self.out, "{line}").context(FAILED)
    }

    /// Writes a record as one line of JSON.
    pub(super) fn record(&mut self, record: &impl Serialize) -> anyhow::Result<()> {
        serde_json::to_writer(&mut self.out, record).map_err(io::Error::from).context(FAILED)?;
        self.line("")
    }

    /// Says something beside the output, on standard error.
    pub(super) fn note(&mut self, message: impl AsRef<str>) {
        // Where standard error is gone there is nobody left to tell.
        let _ = writeln!(self.err, "briefing: {}", Text::clean(without_code(message.as_ref())));
    }

    /// Hands over what is buffered. What cannot be written then would be lost in silence later.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        self.out.flush().context(FAILED)
    }
}

/// Columns of the terminal: what `COLUMNS` says, by POSIX the reader's wish, or else what the terminal says.
fn columns() -> Option<usize> {
    let wish = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    wish.or_else(|| terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0)))
}

const FAILED: &str = "cannot write to standard output";

/// A message without the number that the standard library puts behind the system's words: ` (os error 2)`.
fn without_code(message: &str) -> String {
    let Some((before, rest)) = message.split_once(" (os error ") else { return message.to_owned() };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    match after.strip_prefix(')') {
        Some(after) if after.len() + 1 < rest.len() => format!("{before}{after}"),
        _ => message.to_owned(),
    }
}

/// Writes lines that are already laid out to standard error, each made safe.
pub(super) fn notes(lines: &str) {
    for line in lines.trim_end().lines() {
        let words = line.trim_start();
        let indent = &line[..line.len() - words.len()];
        let _ = writeln!(io::stderr(), "{:1$}{2}", "", indent.len(), Text::clean(words));
    }
}

/// True where standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// True when the reader of a pipe has gone: no fault, it has what it wanted.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
