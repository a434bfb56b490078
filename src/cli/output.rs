//! The one place where commands write: standard output for what was asked, standard error for the rest.
//!
//! Everything that comes here is made of [`Text`], identifiers, addresses and words of our own.
#![expect(clippy::disallowed_methods, reason = "this is that place")]

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};

use anyhow::Context;
use serde::Serialize;

use crate::page::Page;
use crate::text::{Text, json};

/// Where there is no terminal to ask, and on wide ones: longer lines are hard to read.
const WIDTH: usize = 80;
/// Narrower than this, wrapping by words leaves one word a line.
const MIN_WIDTH: usize = 24;

/// Standard output, buffered, and standard error.
pub(super) struct Output<'a> {
    out: Box<dyn Write + 'a>,
    err: Box<dyn Write + 'a>,
    width: usize,
    /// True for JSON Lines, false for plain text.
    pub(super) json: bool,
}

impl Output<'static> {
    /// Takes standard output for one command.
    pub(super) fn new(json: bool) -> Self {
        let stdout = io::stdout().lock();
        let columns = stdout.is_terminal().then(terminal_size::terminal_size).flatten();
        let width = columns.map_or(WIDTH, |(columns, _)| usize::from(columns.0).clamp(MIN_WIDTH, WIDTH));
        Self { out: Box::new(BufWriter::new(stdout)), err: Box::new(io::stderr()), width, json }
    }
}

#[cfg(test)]
impl<'a> Output<'a> {
    /// The same kept in memory, as a pipe would have it.
    pub(super) fn kept(out: &'a mut Vec<u8>, err: &'a mut Vec<u8>, json: bool) -> Self {
        Self { out: Box::new(out), err: Box::new(err), width: WIDTH, json }
    }
}

impl Output<'_> {
    /// Columns that a page may take.
    pub(super) fn width(&self) -> usize {
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
        json::write(&mut self.out, record).context(FAILED)?;
        self.line("")
    }

    /// Says something beside the output, on standard error.
    pub(super) fn note(&mut self, message: impl AsRef<str>) {
        // Where standard error is gone there is nobody left to tell.
        let _ = writeln!(self.err, "briefing: {}", Text::clean(message));
    }

    /// Hands over what is buffered. What cannot be written then would be lost in silence later.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        self.out.flush().context(FAILED)
    }
}

const FAILED: &str = "cannot write to standard output";

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
