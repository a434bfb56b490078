//! Lines out of spans: wrapping, fields with hanging values, headings.

use unicode_segmentation::UnicodeSegmentation;

use crate::corpus::{Corpus, Record};
use crate::styled::{self, Role, Span, merged, plain, truncate};
use crate::text;

/// Columns of a field's label, where the page is wide enough to set labels apart.
const LABEL_WIDTH: usize = 13;
/// The narrowest page on which labels have a column of their own.
const MIN_LABELLED_WIDTH: usize = 48;
/// Columns between what stands side by side.
const GAP: usize = 3;
/// Columns below which text is not set side by side.
const MIN_COLUMN_WIDTH: usize = 34;
/// Narrower pages are laid out as if they were this wide.
const MIN_WIDTH: usize = 8;
/// Columns of what is drawn where no width is known.
const DEFAULT_WIDTH: usize = 80;

/// What a page is laid out for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Medium {
    /// A pane of the browser: no line is wider than the page.
    #[default]
    Pane,
    /// The output of a command on a terminal: lines are wrapped between words, and ids are shown.
    Terminal,
    /// The output of a command in a pipe: a paragraph is one line, and ids are shown.
    Pipe,
}

/// Text laid out for a width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    width: usize,
    /// Columns of the labels.
    label: usize,
    medium: Medium,
    /// How many entries of one list are laid out, where reading more is done elsewhere.
    most: Option<usize>,
    lines: Vec<Vec<Span>>,
}

impl Page {
    /// An empty page of a width in columns.
    pub fn new(width: usize) -> Self {
        Self { width: width.max(MIN_WIDTH), label: LABEL_WIDTH, ..Self::default() }
    }

    /// An empty page for the output of a command. Nothing on it is cut, and it shows ids. Without a width, as in a
    /// pipe, each paragraph is one line.
    pub fn for_command(width: Option<usize>) -> Self {
        let medium = if width.is_some() { Medium::Terminal } else { Medium::Pipe };
        Self { medium, ..Self::new(width.unwrap_or(DEFAULT_WIDTH)) }
    }

    /// The same page with room for labels of so many columns.
    #[must_use]
    pub fn with_label_width(mut self, columns: usize) -> Self {
        self.label = columns + 1;
        self
    }

    /// The same page with no more than so many entries of one list: laying out thousands takes longer than a key.
    #[must_use]
    pub fn with_entry_limit(mut self, entries: usize) -> Self {
        self.most = Some(entries);
        self
    }

    /// How many of so many entries of one list are laid out.
    pub(super) fn entries_shown(&self, entries: usize) -> usize {
        self.most.map_or(entries, |most| entries.min(most))
    }

    /// True where lines have a width that they are wrapped to.
    pub(super) fn is_wrapped(&self) -> bool {
        self.medium != Medium::Pipe
    }

    /// True for the output of a command, on which nothing is cut and ids are shown.
    pub(super) fn is_command_output(&self) -> bool {
        self.medium != Medium::Pane
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The lines. In the browser none is wider than the page.
    pub fn lines(&self) -> &[Vec<Span>] {
        &self.lines
    }

    /// The page as plain text, a line each.
    pub fn plain(&self) -> impl Iterator<Item = String> + '_ {
        self.lines.iter().map(|line| plain(line))
    }

    /// Adds running text.
    pub fn paragraph(&mut self, spans: &[Span]) {
        self.wrap(Vec::new(), 0, spans);
    }

    /// Adds running text behind a dash.
    pub fn item(&mut self, spans: &[Span]) {
        self.wrap(vec![Span::fixed("- ", Role::Aside)], 2, spans);
    }

    /// Adds running text behind a dash, all of which leads to a record.
    pub fn entry(&mut self, record: Record, spans: &[Span]) {
        let spans: Vec<Span> = spans.iter().map(|span| span.clone().with_target(record)).collect();
        self.wrap(vec![Span::fixed("- ", Role::Aside).with_target(record)], 2, &spans);
    }

    /// Adds running text behind a dash, all of which leads to a record, and the record's id where ids are shown.
    pub(super) fn named_entry(&mut self, corpus: &Corpus, record: Record, spans: &[Span]) {
        self.entry(record, spans);
        self.id(2, &corpus.id_of(record));
    }

    /// Adds running text behind what is drawn in columns, all of which leads to a record, and the record's id where
    /// ids are shown. Further lines are indented.
    pub(super) fn drawn_entry(
        &mut self,
        corpus: &Corpus,
        record: Record,
        (drawn, indent): (Vec<Span>, usize),
        spans: &[Span],
    ) {
        let lead = |spans: Vec<Span>| spans.into_iter().map(|span| span.with_target(record)).collect::<Vec<_>>();
        self.wrap(lead(drawn), indent, &lead(spans.to_vec()));
        self.id(indent, &corpus.id_of(record));
    }

    /// Adds a record's id behind the last line, or below it where there is no room; nothing in the browser.
    fn id(&mut self, indent: usize, id: &str) {
        // Texts hold no two spaces in a row, so an id can be told from the text before it.
        const BEFORE: usize = 2;
        let used = self.lines.last().map_or(0, |line| styled::width(&line));
        let fits = used + BEFORE + text::width(id) <= self.width;
        let id = Span::clean(id, Role::Aside);
        match (self.medium, self.lines.last_mut()) {
            (Medium::Pane, _) => {}
            (Medium::Terminal, _) if !fits => self.lines.push(vec![Span::gap(indent), id]),
            (_, Some(line)) => line.extend([Span::gap(BEFORE), id]),
            (_, None) => self.lines.push(vec![id]),
        }
    }

    /// Adds one line that leads to a record, cut to the page's width.
    pub fn row(&mut self, record: Record, spans: Vec<Span>) {
        let spans = [vec![Span::gap(2)], spans].concat();
        let spans = spans.into_iter().map(|span| span.with_target(record)).collect();
        self.line(spans);
    }

    /// Adds one line as it is, in the browser cut to the page's width.
    pub fn line(&mut self, spans: Vec<Span>) {
        let spans = if self.is_command_output() { spans } else { truncate(spans, self.width) };
        self.lines.push(merged(spans));
    }

    /// Adds two pages beside each other where both are wide enough to be read, else one below the other. Ids are too
    /// wide for half a line, so what a command prints stands one below the other.
    pub fn side_by_side(&mut self, lay_out: [&dyn Fn(&mut Self); 2]) {
        let column = (self.width - GAP) / 2;
        if column < MIN_COLUMN_WIDTH || self.is_command_output() {
            for lay_out in lay_out {
                lay_out(self);
            }
            return;
        }
        let [left, right] = lay_out.map(|lay_out| {
            let mut page = Self { label: self.label, most: self.most, ..Self::new(column) };
            lay_out(&mut page);
            page.lines
        });
        for at in 0..left.len().max(right.len()) {
            let mut line = left.get(at).cloned().unwrap_or_default();
            if let Some(right) = right.get(at) {
                let used = styled::width(&line);
                line.push(Span::gap(column + GAP - used));
                line.extend(right.iter().cloned());
            }
            self.lines.push(merged(line));
        }
    }

    /// Adds running text under an item.
    pub fn note(&mut self, spans: &[Span]) {
        self.wrap(vec![Span::fixed("  ", Role::Plain)], 2, spans);
    }

    /// Adds a heading, with an empty line before it.
    pub fn heading(&mut self, spans: &[Span]) {
        self.blank();
        self.paragraph(spans);
    }

    /// Adds a named value; the value's further lines hang under its first.
    pub fn field(&mut self, label: &str, value: &[Span]) {
        let label = Span::clean(label, Role::Label);
        if self.width < MIN_LABELLED_WIDTH && label.as_str().is_empty() {
            self.note(value);
        } else if self.width < MIN_LABELLED_WIDTH {
            self.wrap(vec![label, Span::fixed(": ", Role::Label)], 2, value);
        } else {
            let gap = " ".repeat(self.label.saturating_sub(label.width()).max(1));
            let gap = Span::drawn(gap, Role::Label);
            self.wrap(vec![label, gap], self.label, value);
        }
    }

    /// Adds an empty line, unless the page is empty or there is one already.
    pub fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(Vec::new());
        }
    }

    /// Fills lines with words. `first` opens the first line, the others are indented.
    fn wrap(&mut self, first: Vec<Span>, indent: usize, spans: &[Span]) {
        if self.medium == Medium::Pipe {
            self.lines.push(merged([&first, spans].concat()));
            return;
        }
        let mut line = first;
        let mut used: usize = styled::width(&line);
        let mut empty = true;
        let fresh = |page: &mut Self, line: &mut Vec<Span>| {
            let full = std::mem::replace(line, vec![Span::gap(indent)]);
            page.lines.push(merged(full));
            indent
        };
        for word in words(spans) {
            let width = styled::width(&word);
            let spaces = word.first().is_some_and(|span| span.as_str().starts_with(' '));
            let word = if empty && spaces { without_lead(word) } else { word };
            let bare = width - usize::from(spaces);
            if used + width > self.width && !empty {
                used = fresh(self, &mut line);
                empty = true;
            }
            let word = if empty { without_lead(word) } else { word };
            if used + bare <= self.width || self.is_command_output() {
                used += styled::width(&word);
                line.extend(word);
                empty = false;
                continue;
            }
            // A word wider than the line is broken between graphemes.
            for span in word {
                for (at, grapheme) in span.as_str().grapheme_indices(true) {
                    if used + text::grapheme_width(grapheme) > self.width && !empty {
                        used = fresh(self, &mut line);
                    }
                    used += text::grapheme_width(grapheme);
                    line.push(span.slice(at..at + grapheme.len()));
                    empty = false;
                }
            }
        }
        self.lines.push(merged(line));
    }
}

/// Splits spans into words, each with the space before it; a word may consist of several spans.
fn words(spans: &[Span]) -> Vec<Vec<Span>> {
    let mut words: Vec<Vec<Span>> = Vec::new();
    for span in spans {
        let mut start = 0;
        let breaks =
            span.as_str().match_indices(' ').map(|(at, _)| at).filter(|at| *at > 0).chain([span.as_str().len()]);
        for end in breaks {
            if end > start {
                let part = span.slice(start..end);
                match words.last_mut() {
                    Some(word) if !part.as_str().starts_with(' ') => word.push(part),
                    _ => words.push(vec![part]),
                }
            }
            start = end;
        }
    }
    words.retain(|word| word.iter().any(|span| !span.as_str().trim().is_empty()));
    words
}

fn without_lead(mut word: Vec<Span>) -> Vec<Span> {
    if let Some(first) = word.first_mut() {
        *first = first.with_text(first.as_str().trim_start());
    }
    word
}
