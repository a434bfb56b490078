//! The only place where commands write: results to standard output, messages to standard error.
//!
//! What is written here consists of [`Text`], identifiers, addresses and the program's own words. So no text from a file
//! can be a command to the terminal.
#![expect(clippy::disallowed_methods, reason = "this module is the only writer")]

use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};

use anyhow::Context;
use serde::Serialize;

use super::args::Options;
use crate::page::Page;
use crate::styled::Span;
use crate::terminal::{Background, Colours, Environment, style_sequences};
use crate::text::{Text, json};
use crate::ui::{Columns, Glyphs, Theme};

/// Width that is assumed for a terminal that does not report one.
const WIDTH: usize = 80;
/// Minimum width for wrapping, because narrower lines hold one word each.
const MIN_WIDTH: usize = 24;

/// Standard output, buffered, and standard error.
pub(super) struct Output<'a> {
    out: Box<dyn Write + 'a>,
    err: Box<dyn Write + 'a>,
    /// Width of the terminal; `None` for a pipe or a file, where lines have any length.
    width: Option<usize>,
    /// The colours of pages; `None` for plain text.
    theme: Option<Theme>,
    /// The characters for the program's own signs.
    glyphs: Glyphs,
    /// True for JSON Lines, false for plain text.
    pub(super) json: bool,
}

impl Output<'static> {
    /// Opens standard output for one command. Only a terminal gets colours, whatever the options say.
    pub(super) fn new(options: &Options) -> Self {
        let stdout = io::stdout().lock();
        let width = stdout.is_terminal().then(|| columns().unwrap_or(WIDTH).max(MIN_WIDTH));
        let environment = Environment::from_process();
        let ascii = options.ascii || (width.is_some() && !environment.is_utf8());
        let theme = width.and_then(|_| theme(options, &environment));
        let (out, err) = (Box::new(BufWriter::new(stdout)), Box::new(io::stderr()));
        Self { out, err, width, theme, glyphs: Glyphs::new(ascii), json: options.json }
    }
}

#[cfg(test)]
impl<'a> Output<'a> {
    /// Creates an output in memory that behaves like a pipe.
    pub(super) fn in_memory(out: &'a mut Vec<u8>, err: &'a mut Vec<u8>, json: bool) -> Self {
        Self { out: Box::new(out), err: Box::new(err), width: None, theme: None, glyphs: Glyphs::new(false), json }
    }

    /// Makes it behave like a terminal of this width.
    pub(super) fn on_terminal(mut self, width: usize, theme: Option<Theme>) -> Self {
        (self.width, self.theme) = (Some(width), theme);
        self
    }
}

impl Output<'_> {
    /// Returns an empty page for this output: as wide as the terminal, or with one line for each paragraph in a pipe.
    pub(super) fn blank_page(&self) -> Page {
        Page::for_command(self.width)
    }

    /// Returns the width of the terminal, if it is one.
    pub(super) fn width(&self) -> Option<usize> {
        self.width
    }

    /// Writes a page: with the theme's colours on a terminal, as plain text in a pipe.
    pub(super) fn page(&mut self, page: &Page) -> anyhow::Result<()> {
        page.lines().iter().try_for_each(|line| {
            let columns = if self.width.is_some() { Columns::Kept } else { Columns::Free };
            let line = self.glyphs.transliterate(line, columns);
            self.line(line.iter().map(|span| self.styled(span)).collect::<String>())
        })
    }

    fn styled(&self, span: &Span) -> String {
        let Some(theme) = &self.theme else { return span.as_str().to_owned() };
        let [begin, end] = style_sequences(theme.style(span.role));
        format!("{begin}{}{end}", span.as_str())
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

    /// Writes a message to standard error.
    pub(super) fn note(&mut self, message: impl AsRef<str>) {
        // An error here cannot be reported anywhere.
        let _ = writeln!(self.err, "briefing: {}", Text::clean(without_error_number(message.as_ref())));
    }

    /// Writes what is buffered. Dropping the buffer instead would ignore an error.
    pub(super) fn finish(mut self) -> anyhow::Result<()> {
        self.out.flush().context(FAILED)
    }
}

/// Returns the built-in theme in the colours that the options allow and the terminal has; `None` if there are none.
fn theme(options: &Options, environment: &Environment) -> Option<Theme> {
    let colours = options.color.limit_colours(Colours::from_environment(environment));
    if colours == Colours::None {
        return None;
    }
    let mut theme = Theme::built_in(colours, false);
    if let Some(background) = Background::from_environment(environment) {
        theme.set_background(background);
    }
    Some(theme)
}

/// Returns the width of the terminal. `COLUMNS` comes first, because POSIX lets users override the width by it.
fn columns() -> Option<usize> {
    let chosen = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    chosen.or_else(|| terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0)))
}

const FAILED: &str = "cannot write to standard output";

/// Removes the error number that the standard library adds to the system's message: ` (os error 2)`.
fn without_error_number(message: &str) -> String {
    let Some((before, rest)) = message.split_once(" (os error ") else { return message.to_owned() };
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    match after.strip_prefix(')') {
        Some(after) if after.len() + 1 < rest.len() => format!("{before}{after}"),
        _ => message.to_owned(),
    }
}

/// Writes lines that are already laid out to standard error, with control characters made visible.
pub(super) fn notes(lines: &str) {
    for line in lines.trim_end().lines() {
        let words = line.trim_start();
        let indent = &line[..line.len() - words.len()];
        let _ = writeln!(io::stderr(), "{:1$}{2}", "", indent.len(), Text::clean(words));
    }
}

/// Returns whether standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Returns whether the reader of a pipe has gone, which is no fault: `head` does it.
pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::evidence;
    use crate::corpus::Corpus;
    use crate::testing::fixture::ferry;

    fn timeline(corpus: &Corpus, width: Option<usize>, colours: Colours) -> String {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut output = Output::in_memory(&mut out, &mut err, false);
        if let Some(width) = width {
            let theme = (colours > Colours::None).then(|| Theme::built_in(colours, false));
            output = output.on_terminal(width, theme);
        }
        evidence::timeline(corpus, &[], (None, None), &mut output).expect("in memory");
        output.finish().expect("in memory");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_terminal_is_filled_and_never_overrun() {
        let corpus = ferry();
        for width in [24, 60, 80, 120, 160, 200] {
            let text = timeline(&corpus, Some(width), Colours::None);
            let widest = text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or_default();
            // Ids are never broken, so that they can be copied.
            let longest = corpus
                .with_drafts()
                .claims()
                .map(|claim| corpus.claim_ref(claim).to_string().len())
                .max()
                .unwrap_or_default();
            assert!(widest <= width.max(longest + 4), "{width}: {widest}\n{text}");
            for claim in corpus.with_drafts().claims() {
                let id = corpus.claim_ref(claim).to_string();
                assert!(text.lines().any(|line| line.ends_with(&id)), "{width}: {id}\n{text}");
            }
        }
        let wide = timeline(&corpus, Some(200), Colours::None);
        assert!(wide.lines().any(|line| line.chars().count() > 80), "a wide terminal is used: {wide}");
    }

    #[test]
    fn colours_add_commands_and_change_no_word() {
        let corpus = ferry();
        let [plain, coloured] = [Colours::None, Colours::Sixteen].map(|colours| timeline(&corpus, Some(80), colours));
        assert!(coloured.contains("\u{1b}[36m") && coloured.contains("\u{1b}[2m"), "labels and asides: {coloured}");
        let without = |text: &str| {
            let mut parts = text.split("\u{1b}[");
            let first = parts.next().unwrap_or_default().to_owned();
            parts.fold(first, |words, part| words + part.split_once('m').map_or("", |(_, rest)| rest))
        };
        assert_eq!(without(&coloured), plain);
        assert!(!timeline(&corpus, None, Colours::Sixteen).contains('\u{1b}'), "a pipe gets none");
    }

    #[test]
    fn the_number_of_an_error_is_left_out() {
        for (message, said) in [
            ("No such file or directory (os error 2)", "No such file or directory"),
            ("gone (os error 2) (the folder that --dir names)", "gone (the folder that --dir names)"),
            ("(os error )", "(os error )"),
            ("nothing (os error x)", "nothing (os error x)"),
        ] {
            assert_eq!(without_error_number(message), said);
        }
    }
}
