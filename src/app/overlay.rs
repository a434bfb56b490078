//! Overlays: the help, a list of links or filters, or lines to select, over the panes.

use tui_input::Input;

use super::filters::FilterList;
use super::help;
use super::keymap::{Context, Keymap};
use super::layout::Area;
use crate::briefing::SourceUrl;
use crate::page::Page;
use crate::styled::{Role, Span};
use crate::text::Text;

/// Something that covers the panes until it is closed.
#[derive(Debug)]
pub enum Overlay {
    /// The keys of a context, and what they do.
    Help(OverlayText),
    /// Links to choose from.
    Links(LinkList),
    /// The filters, to take any one off.
    Filters(FilterList),
    /// Lines to read, or to select with the terminal's own means.
    Lines(OverlayText),
}

/// A page of text that covers the panes.
#[derive(Debug)]
pub struct OverlayText {
    /// Its title.
    pub title: Text,
    /// The context that the help explains.
    context: Context,
    /// The lines of [`Overlay::Lines`].
    lines: Vec<Text>,
    /// The query of a search in the help.
    pub input: Input,
    /// The text, laid out.
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

/// An address with a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// A claim, the title of a document, or the name of an outlet.
    pub label: Text,
    /// What it opens.
    pub opens: Opens,
    /// The address.
    pub url: SourceUrl,
}

/// What a link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opens {
    /// A passage of an article, with its first and last words.
    Passage(Vec<Span>),
    /// An article, at its top.
    Article,
    /// An article at its top, because the claim has no passage.
    ArticleOfClaim,
    /// The site of an outlet.
    Site,
}

impl Opens {
    /// Returns the words before the address of a link that opens no passage.
    pub fn words(&self) -> Option<&'static str> {
        match self {
            Self::Passage(_) => None,
            Self::Article => Some("the article"),
            Self::ArticleOfClaim => Some("the article, without a passage"),
            Self::Site => Some("the outlet’s site"),
        }
    }
}

impl Overlay {
    /// Builds the help for a context.
    pub(super) fn help(context: Context) -> Self {
        let title = Text::clean(format!("Keys · {}", context.title()));
        Self::Help(OverlayText::new(title, context, Vec::new()))
    }

    /// Builds a page of lines to select with the terminal's own means.
    pub(super) fn lines(title: &str, lines: Vec<Text>) -> Self {
        Self::Lines(OverlayText::new(Text::clean(title), Context::Reading, lines))
    }

    /// Builds a list of links.
    pub(super) fn links(links: Vec<Link>) -> Self {
        Self::Links(LinkList { links, cursor: 0, top: 0 })
    }

    /// Scrolls a text to its next or previous section.
    pub(super) fn go_to_section(&mut self, forward: bool) {
        if let Self::Help(text) | Self::Lines(text) = self {
            let mut sections = text.page.outline().sections().iter().copied();
            let here = text.scroll;
            let found = if forward { sections.find(|at| *at > here) } else { sections.rfind(|at| *at < here) };
            text.scroll = found.unwrap_or(if forward { here } else { 0 });
        }
    }

    /// Moves the cursor of a list, or scrolls a text.
    pub(super) fn move_by(&mut self, rows: isize) {
        match self {
            Self::Links(list) => list.cursor = list.cursor.saturating_add_signed(rows),
            Self::Filters(list) => list.cursor = list.cursor.saturating_add_signed(rows),
            Self::Help(text) | Self::Lines(text) => text.scroll = text.scroll.saturating_add_signed(rows),
        }
    }

    /// Lays the overlay out, and keeps its cursor and scroll position within it.
    pub(super) fn lay_out(&mut self, keymap: &Keymap, area: Area) {
        let height = usize::from(area.height).max(1);
        match self {
            Self::Links(list) => {
                let visible = (height / 2).max(1);
                list.cursor = list.cursor.min(list.links.len().saturating_sub(1));
                list.top = list.top.clamp(list.cursor.saturating_sub(visible - 1), list.cursor);
            }
            // The model shows the filters, which it alone knows.
            Self::Filters(_) => {}
            Self::Help(text) => {
                text.show(help::page(keymap, text.context, text.input.value(), area.width), height);
            }
            Self::Lines(text) => {
                let mut page = Page::new(area.width.into());
                for line in &text.lines {
                    page.paragraph(&[Span::text(line, Role::Plain)]);
                }
                text.show(page, height);
            }
        }
    }
}

impl OverlayText {
    fn new(title: Text, context: Context, lines: Vec<Text>) -> Self {
        Self { title, context, lines, input: Input::default(), page: Page::default(), scroll: 0 }
    }

    fn show(&mut self, page: Page, height: usize) {
        self.scroll = self.scroll.min(page.lines().len().saturating_sub(height));
        self.page = page;
    }
}
