//! What covers the panes for a while: the help, the links, lines to select.

use tui_input::Input;

use super::keymap::{Context, Keymap};
use super::{Area, Model};
use crate::briefing::SourceUrl;
use crate::corpus::{ClaimSlot, Record};
use crate::page::Page;
use crate::search::examples;
use crate::styled::{Role, Span};
use crate::text::Text;

/// Something that covers the panes.
#[derive(Debug)]
pub enum Overlay {
    /// What the keys do.
    Help(OverlayText),
    /// Links to pick from.
    Links(LinkList),
    /// Lines to be read or selected with the terminal's own means.
    Lines(OverlayText),
}

/// A page that covers the panes.
#[derive(Debug)]
pub struct OverlayText {
    /// What its heading says.
    pub title: Text,
    /// Which keys the help explains.
    context: Context,
    /// The lines of [`Overlay::Lines`].
    lines: Vec<Text>,
    /// What is searched for in the help.
    pub input: Input,
    /// Its lines, laid out.
    pub page: Page,
    /// The first line in view.
    pub scroll: usize,
}

/// A list of links with a cursor.
#[derive(Debug)]
pub struct LinkList {
    /// The links.
    pub links: Vec<Link>,
    /// The cursor's row.
    pub cursor: usize,
    /// The first row in view.
    pub top: usize,
}

/// A link, and what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it leads to.
    pub label: Text,
    /// The address.
    pub url: SourceUrl,
}

impl Overlay {
    /// The help for a context.
    pub(super) fn help(context: Context) -> Self {
        let title = Text::clean(format!("Keys · {}", context.title()));
        Self::Help(OverlayText::new(title, context, Vec::new()))
    }

    /// Lines to be selected with the terminal's own means.
    pub(super) fn lines(title: &str, lines: Vec<Text>) -> Self {
        Self::Lines(OverlayText::new(Text::clean(title), Context::Reading, lines))
    }

    /// Moves the cursor, or scrolls, by rows.
    pub(super) fn move_by(&mut self, rows: isize) {
        match self {
            Self::Links(links) => links.cursor = links.cursor.saturating_add_signed(rows),
            Self::Help(reading) | Self::Lines(reading) => reading.scroll = reading.scroll.saturating_add_signed(rows),
        }
    }
}

impl OverlayText {
    fn new(title: Text, context: Context, lines: Vec<Text>) -> Self {
        Self { title, context, lines, input: Input::default(), page: Page::default(), scroll: 0 }
    }
}

impl Model {
    /// Screen rows a cover has for its content.
    pub(super) fn overlay_area(&self) -> Area {
        let rows = self.layout().map_or(0, |_| self.size.rows - 2);
        Area { x: 0, y: 1, width: self.size.columns, height: rows }.body()
    }

    /// Lays the cover out, and keeps cursor and scroll within it.
    pub(super) fn lay_out_overlay(&mut self) {
        let area = self.overlay_area();
        let height = usize::from(area.height).max(1);
        match &mut self.overlay {
            None => {}
            Some(Overlay::Links(links)) => {
                let visible = (height / 2).max(1);
                links.cursor = links.cursor.min(links.links.len().saturating_sub(1));
                links.top = links.top.clamp(links.cursor.saturating_sub(visible - 1), links.cursor);
            }
            Some(Overlay::Help(reading)) => {
                reading.page = help(&self.keymap, reading, area.width);
                reading.scroll = reading.scroll.min(reading.page.lines().len().saturating_sub(height));
            }
            Some(Overlay::Lines(reading)) => {
                let mut page = Page::new(area.width.into());
                for line in &reading.lines {
                    page.paragraph(&[Span::text(line, Role::Plain)]);
                }
                reading.page = page;
                reading.scroll = reading.scroll.min(reading.page.lines().len().saturating_sub(height));
            }
        }
    }

    /// The links of the current record: of a claim its own and those of the claims it stands in relation to, of a
    /// document or an entity those of its claims.
    pub(super) fn links(&self) -> Vec<Link> {
        let corpus = &self.corpus;
        let claim = |slot: ClaimSlot| Link { label: corpus.claim(slot).text.clone(), url: corpus.link(slot) };
        let Some(record) = self.current() else { return Vec::new() };
        match record {
            Record::Document(slot) => {
                let document = corpus.document(slot);
                let whole = Link { label: document.title.clone(), url: document.url.clone() };
                [whole].into_iter().chain(corpus.claims_in(slot).map(claim)).collect()
            }
            Record::Entity(slot) => corpus.claims_of(slot).iter().copied().map(claim).collect(),
            Record::Claim(slot) => {
                let document = corpus.document(corpus.document_of(slot));
                let whole = Link { label: document.title.clone(), url: document.url.clone() };
                let related = corpus.related(slot).iter().map(|related| {
                    let verb = related.verb();
                    let link = claim(related.other);
                    Link { label: Text::clean(format!("{verb}: {}", link.label)), url: link.url }
                });
                [claim(slot), whole].into_iter().chain(related).collect()
            }
        }
    }
}

/// The page of the help: keys, and how to search.
fn help(keymap: &Keymap, reading: &OverlayText, width: u16) -> Page {
    let mut page = Page::new(width.into()).with_label_width(18);
    let wanted = reading.input.value().to_lowercase();
    let holds = |words: &str| wanted.split_whitespace().all(|word| words.to_lowercase().contains(word));
    for binding in keymap.bindings(reading.context) {
        let keys = binding.keys().join(" ");
        if holds(&format!("{keys} {}", binding.does())) {
            page.field(&keys, &[Span::clean(binding.does(), Role::Plain)]);
        }
    }
    let rows: Vec<_> = examples().into_iter().filter(|(typed, finds)| holds(&format!("{typed} {finds}"))).collect();
    if !rows.is_empty() {
        page.heading(&[Span::fixed("Searching", Role::Heading)]);
        for (typed, finds) in rows {
            page.field(typed, &[Span::clean(finds, Role::Plain)]);
        }
    }
    if page.lines().is_empty() {
        page.paragraph(&[Span::fixed("No key or filter matches. Backspace takes a letter back.", Role::Aside)]);
    }
    page
}
