//! The layout of a page: wrapped text, fields, entries, headings, columns.

use unicode_segmentation::UnicodeSegmentation;

use super::outline::Outline;
use crate::corpus::{Corpus, Record};
use crate::styled::{self, Role, Span, merged, plain, truncate};
use crate::text;

/// Width of a field's label on a page that is wide enough for labels.
const LABEL_WIDTH: usize = 13;
/// Minimum width of a page whose labels have a column of their own.
const MIN_LABELLED_WIDTH: usize = 48;
/// Columns between two columns of text.
const GAP: usize = 3;
/// Minimum width of a column of text. On a narrower page, columns follow one another.
const MIN_COLUMN_WIDTH: usize = 34;
/// Minimum width that a page is laid out for.
const MIN_WIDTH: usize = 8;
/// The width of what is drawn into a pipe.
const DEFAULT_WIDTH: usize = 80;

/// Where a page is shown.
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

/// Text, laid out for a width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    width: usize,
    /// Width of the labels, with the space after them.
    label: usize,
    medium: Medium,
    /// Maximum number of entries of one list.
    most: Option<usize>,
    /// Whether lists are shown in full that a pane cuts.
    in_full: bool,
    lines: Vec<Vec<Span>>,
    outline: Outline,
    /// The line that names the columns of all lines below it.
    column_heads: Option<usize>,
}

impl Page {
    /// Builds an empty page of a width in columns.
    pub fn new(width: usize) -> Self {
        Self { width: width.max(MIN_WIDTH), label: LABEL_WIDTH, ..Self::default() }
    }

    /// Builds an empty page for the output of a command. Nothing on it is cut, and it shows ids. Without a width, as in
    /// a pipe, each paragraph is one line.
    pub fn for_command(width: Option<usize>) -> Self {
        let medium = if width.is_some() { Medium::Terminal } else { Medium::Pipe };
        Self { medium, ..Self::new(width.unwrap_or(DEFAULT_WIDTH)) }
    }

    /// Sets the width of labels.
    #[must_use]
    pub fn with_label_width(mut self, columns: usize) -> Self {
        self.label = columns + 1;
        self
    }

    /// Limits the entries of one list, because laying out thousands takes too long for a key press.
    #[must_use]
    pub fn with_entry_limit(mut self, entries: usize) -> Self {
        self.most = Some(entries);
        self
    }

    /// Shows lists in full that a pane cuts, because the page covers the screen.
    #[must_use]
    pub fn in_full(self) -> Self {
        Self { in_full: true, ..self }
    }

    /// Returns whether lists are shown in full that a pane cuts.
    pub(super) fn is_in_full(&self) -> bool {
        self.in_full || self.is_command_output()
    }

    /// Returns how many of a list's entries are shown.
    pub(super) fn entries_shown(&self, entries: usize) -> usize {
        self.most.map_or(entries, |most| entries.min(most))
    }

    /// Returns whether lines are wrapped.
    pub(super) fn is_wrapped(&self) -> bool {
        self.medium != Medium::Pipe
    }

    /// Returns whether the page is the output of a command, where nothing is cut and ids are shown.
    pub(super) fn is_command_output(&self) -> bool {
        self.medium != Medium::Pane
    }

    /// The width in columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The lines. In the browser, none is wider than the page.
    pub fn lines(&self) -> &[Vec<Span>] {
        &self.lines
    }

    /// Where its parts begin.
    pub fn outline(&self) -> &Outline {
        &self.outline
    }

    /// The line that names the columns of all lines below it, if the page is a table.
    pub fn column_heads(&self) -> Option<usize> {
        self.column_heads
    }

    /// Makes the next line the one that names the columns, unless an earlier one does.
    pub(super) fn begin_columns(&mut self) {
        self.column_heads.get_or_insert(self.lines.len());
    }

    /// Begins something that the page counts, such as a claim.
    pub(super) fn begin_item(&mut self, noun: &'static str) {
        self.outline.begin_item(self.lines.len(), noun);
    }

    /// Begins a part that can be gone to, without a heading.
    pub(super) fn begin_part(&mut self) {
        self.outline.begin_part(self.lines.len());
    }

    /// Returns the lines as plain text.
    pub fn plain(&self) -> impl Iterator<Item = String> + '_ {
        self.lines.iter().map(|line| plain(line))
    }

    /// Adds running text.
    pub fn paragraph(&mut self, spans: &[Span]) {
        self.wrap(Vec::new(), 0, spans);
    }

    /// Adds running text after a dash.
    pub fn item(&mut self, spans: &[Span]) {
        self.wrap(vec![Span::fixed("- ", Role::Aside)], 2, spans);
    }

    /// Adds running text after a dash. All of it leads to a record.
    pub fn entry(&mut self, record: Record, spans: &[Span]) {
        let spans: Vec<Span> = spans.iter().map(|span| span.clone().with_target(record)).collect();
        self.wrap(vec![Span::fixed("- ", Role::Aside).with_target(record)], 2, &spans);
    }

    /// Adds running text after a dash, and the record's id in the output of a command. All of it leads to the record.
    pub(super) fn named_entry(&mut self, corpus: &Corpus, record: Record, spans: &[Span]) {
        self.begin_item(noun(record));
        self.entry(record, spans);
        self.id(2, &corpus.id_of(record));
    }

    /// Adds running text after a dash, and a byline under it. Both lead to the record. A pipe gets both in one line.
    pub(super) fn entry_with_byline(&mut self, corpus: &Corpus, record: Record, text: &[Span], byline: &[Span]) {
        if self.is_wrapped() {
            self.entry(record, text);
            let byline: Vec<_> = byline.iter().map(|span| span.clone().with_target(record)).collect();
            self.note(&byline);
            self.id(2, &corpus.id_of(record));
        } else {
            self.named_entry(corpus, record, &[text, &[Span::fixed(" · ", Role::Aside)], byline].concat());
        }
    }

    /// Adds running text after something drawn in columns, and the record's id in the output of a command. All of it
    /// leads to the record. Further lines are indented.
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

    /// Adds a record's id after the last line, or below it if there is no room. Adds nothing in the browser.
    fn id(&mut self, indent: usize, id: &str) {
        // A text has no two spaces in a row, so two of them separate the id from it.
        const BEFORE: usize = 2;
        let used = self.lines.last().map_or(0, |line| styled::width(line));
        let fits = used + BEFORE + text::width(id) <= self.width;
        let id = Span::clean(id, Role::Aside);
        match (self.medium, self.lines.last_mut()) {
            (Medium::Pane, _) => {}
            (Medium::Terminal, _) if !fits => self.lines.push(vec![Span::gap(indent), id]),
            (_, Some(line)) => line.extend([Span::gap(BEFORE), id]),
            (_, None) => self.lines.push(vec![id]),
        }
    }

    /// Adds one line that leads to a record.
    pub fn row(&mut self, record: Record, spans: Vec<Span>) {
        let spans = [vec![Span::gap(2)], spans].concat();
        let spans = spans.into_iter().map(|span| span.with_target(record)).collect();
        self.line(spans);
    }

    /// Adds running text that belongs to the row above, and leads to its record.
    pub(super) fn row_text(&mut self, record: Record, indent: usize, text: Span) {
        self.wrap(vec![Span::gap(indent)], indent, &[text.with_target(record)]);
    }

    /// Adds one line. The browser cuts it to the page's width.
    pub fn line(&mut self, spans: Vec<Span>) {
        let spans = if self.is_command_output() { spans } else { truncate(spans, self.width) };
        self.lines.push(merged(spans));
    }

    /// Adds two columns if the page is wide enough, or else one below the other. Commands show ids, which are too wide
    /// for half a line, so there the second follows the first.
    pub fn side_by_side(&mut self, lay_out: [&dyn Fn(&mut Self); 2]) {
        let column = (self.width - GAP) / 2;
        if column < MIN_COLUMN_WIDTH || self.is_command_output() {
            // What is counted is the pair, not what it consists of.
            let outline = std::mem::take(&mut self.outline);
            for lay_out in lay_out {
                lay_out(self);
            }
            self.outline = outline;
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
        self.outline.begin_section(self.lines.len());
        self.paragraph(spans);
    }

    /// Adds a label and a value. Further lines of the value are indented to its start.
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

    /// Adds an empty line, unless the page is empty or ends in one.
    pub fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(Vec::new());
        }
    }

    /// Wraps text into lines. The first line begins with `first`, the others are indented.
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
        for word in split_words(spans) {
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
            // A word that is wider than the line is broken between graphemes.
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

/// Returns the noun that a record is counted by.
fn noun(record: Record) -> &'static str {
    match record {
        Record::Document(_) => "document",
        Record::Entity(_) => "actor",
        Record::Claim(_) => "claim",
        Record::Outlet(_) => "outlet",
        Record::Origin(_) => "origin",
    }
}

/// Splits spans into words, each with the space before it. A word may consist of several spans.
fn split_words(spans: &[Span]) -> Vec<Vec<Span>> {
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

/// Removes the space before a word.
fn without_lead(mut word: Vec<Span>) -> Vec<Span> {
    if let Some(first) = word.first_mut() {
        *first = first.with_text(first.as_str().trim_start());
    }
    word
}
