//! The state of the browser, and how it changes.
//!
//! A [`Model`] changes only in [`Model::update`], by a [`Message`]; what the outside world has to do comes back
//! as [`Effect`]s. Nothing here knows a terminal, a thread or a file, so a test is a model and a string of keys.
//!
//! What the words mean on the screen, at 80 columns and more:
//!
//! ```text
//! briefing  built-in briefings · 5 documents …      header: what is open, what narrows it, problems
//! 1 Documents 5             | 3 Claims 112          pane headings, with the pane's search
//! > AES–Russia: advancing…  | > AES is …            lists; `>` is the cursor
//!   2025-04-07 · New East…  |   Mikhail … · opinion
//! 2 Entities 65             | Detail                the page of the record under the cursor
//! > Mali                58  | AES is …
//!                           | said by      …
//! Enter open  / search  …                           bottom: prompt, status, or the keys that matter now
//! ```

mod copy_text;
mod detail;
mod effect;
mod history;
pub mod keymap;
mod layout;
mod list;
mod navigation;
mod overlay;
mod prompt;
mod update;
mod view;

use std::sync::Arc;

use crate::corpus::{Corpus, EntitySlot, Narrowing, Record};
use crate::search::Scope;
use crate::text::Text;

pub use detail::{Detail, Subject};
pub use effect::{Copied, Effect, Generation, Message, Opened};
use history::History;
use keymap::{Context, Keymap};
pub use layout::{Area, Layout, LayoutOptions, Size};
pub use list::{List, Row};
pub use overlay::{Link, LinkList, Overlay, OverlayText};
pub use view::{ArticleReader, Topic, View};

/// A part of the screen that can have the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The list of documents.
    Documents,
    /// The list of entities.
    Entities,
    /// The list of claims.
    Claims,
    /// The page of what is under the cursor.
    Detail,
    /// The hits of a search over everything; takes the place of the three lists.
    Find,
}

impl Pane {
    /// The panes that are shown together, in the order of Tab.
    pub const BROWSE: [Self; 4] = [Self::Documents, Self::Entities, Self::Claims, Self::Detail];

    /// What its heading says.
    pub fn title(self) -> &'static str {
        match self {
            Self::Documents => "Documents",
            Self::Entities => "Entities",
            Self::Claims => "Claims",
            Self::Detail => "Detail",
            Self::Find => "Everything",
        }
    }

    /// Screen rows of one row of its list.
    pub fn row_height(self) -> u16 {
        match self {
            Self::Documents | Self::Claims | Self::Find => 2,
            Self::Entities | Self::Detail => 1,
        }
    }

    fn scope(self) -> Scope {
        match self {
            Self::Documents => Scope::Documents,
            Self::Entities => Scope::Entities,
            Self::Claims | Self::Detail => Scope::Claims,
            Self::Find => Scope::Everything,
        }
    }
}

/// Files that are being read.
#[derive(Clone, Copy, Debug)]
struct Loading {
    generation: Generation,
    done: usize,
    total: usize,
}

/// Everything the browser knows.
#[derive(Debug)]
pub struct Model {
    corpus: Arc<Corpus>,
    keymap: Keymap,
    size: Size,
    focus: Pane,
    /// The list the detail belongs to.
    list_focus: Pane,
    /// The list to come back to from a search over everything.
    before_find: Pane,
    documents: List,
    entities: List,
    claims: List,
    find: List,
    /// The entities, most often mentioned first.
    entity_order: Vec<EntitySlot>,
    narrowing: Vec<Narrowing>,
    detail: Detail,
    overlay: Option<Overlay>,
    /// The views that cover the panes, the one in view last.
    views: Vec<View>,
    /// The views that were left last, to go forward to.
    views_ahead: Vec<View>,
    prompt: bool,
    zoom: bool,
    status: Option<Text>,
    /// The files while they are being read.
    loading: Option<Loading>,
    /// The number of what was read last: files or an article.
    generation: Generation,
    history: History,
    /// Searches asked so far; the number of the last one.
    asked: u64,
}

impl Model {
    /// The browser as it opens.
    pub fn new(corpus: Arc<Corpus>, keymap: Keymap, size: Size) -> Self {
        let mut model = Self {
            entity_order: Vec::new(),
            detail: Detail::default(),
            corpus,
            keymap,
            size,
            focus: Pane::Documents,
            list_focus: Pane::Documents,
            before_find: Pane::Documents,
            documents: List::default(),
            entities: List::default(),
            claims: List::default(),
            find: List::default(),
            narrowing: Vec::new(),
            overlay: None,
            views: Vec::new(),
            views_ahead: Vec::new(),
            prompt: false,
            zoom: false,
            status: None,
            loading: None,
            generation: Generation::default(),
            history: History::default(),
            asked: 0,
        };
        model.open_corpus();
        model
    }

    /// Fills everything from a corpus that is new to the model.
    fn open_corpus(&mut self) -> Vec<Effect> {
        let corpus = &self.corpus;
        self.entity_order = corpus.entities().collect();
        self.entity_order
            .sort_by_key(|slot| (std::cmp::Reverse(corpus.claims_of(*slot).len()), corpus.name_rank(*slot)));
        let problems = !corpus.problems().is_empty();
        let effects = self.fill_lists();
        if problems {
            self.show_problems();
        }
        self.settle();
        effects
    }

    /// Says something in the last line, until the next key.
    pub fn notify(&mut self, words: Text) {
        self.status = Some(words);
    }

    /// What is browsed.
    pub fn corpus(&self) -> &Arc<Corpus> {
        &self.corpus
    }

    /// Which keys do what.
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// The terminal's size.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The pane with the keyboard.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// A pane's list; the detail has that of the pane it belongs to.
    pub fn list(&self, pane: Pane) -> &List {
        match pane {
            Pane::Documents => &self.documents,
            Pane::Entities => &self.entities,
            Pane::Claims => &self.claims,
            Pane::Find => &self.find,
            Pane::Detail => self.list(self.list_focus),
        }
    }

    fn list_mut(&mut self, pane: Pane) -> &mut List {
        match pane {
            Pane::Documents => &mut self.documents,
            Pane::Entities => &mut self.entities,
            Pane::Claims => &mut self.claims,
            Pane::Find => &mut self.find,
            Pane::Detail => self.list_mut(self.list_focus),
        }
    }

    /// What narrows the view, in the order in which it was put on.
    pub fn narrowing(&self) -> &[Narrowing] {
        &self.narrowing
    }

    /// The page of what is under the cursor.
    pub fn detail(&self) -> &Detail {
        &self.detail
    }

    /// What covers the panes, if anything does.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// True while letters go to a prompt.
    pub fn prompt_is_open(&self) -> bool {
        self.prompt
    }

    /// What happened last, if it is worth a line.
    pub fn status(&self) -> Option<&Text> {
        self.status.as_ref()
    }

    /// Files read of all, while they are being read.
    pub fn loading(&self) -> Option<(usize, usize)> {
        self.loading.map(|loading| (loading.done, loading.total))
    }

    /// Says that files are being read. What comes of it must have this number, or is not taken.
    pub fn start_loading(&mut self) -> Generation {
        let generation = self.next_generation();
        self.loading = Some(Loading { generation, done: 0, total: 0 });
        generation
    }

    fn next_generation(&mut self) -> Generation {
        self.generation = self.generation.next();
        self.generation
    }

    /// True for what comes of the files that are being read now. What comes of an older reading is not taken, nor what
    /// comes behind the end of one.
    fn is_current_load(&self, generation: Generation) -> bool {
        self.loading.is_some_and(|loading| loading.generation == generation)
    }

    /// True where the focused pane has the screen to itself by wish.
    pub fn is_zoomed(&self) -> bool {
        self.zoom
    }

    /// Where each pane is; `None` where the terminal is too small.
    pub fn layout(&self) -> Option<Layout> {
        let documents = self.corpus.documents().len();
        Layout::for_size(self.size, LayoutOptions { focus: self.focus, zoom: self.zoom, documents })
    }

    /// What keys mean at the moment.
    pub fn context(&self) -> Context {
        match (&self.overlay, self.prompt) {
            (_, true) => Context::Prompt,
            (Some(Overlay::Links(_)), _) => Context::Links,
            (Some(Overlay::Help(_) | Overlay::Lines(_)), _) => Context::Reading,
            (None, _) if !self.views.is_empty() => Context::View,
            (None, _) if self.focus == Pane::Find || self.list_focus == Pane::Find => Context::Find,
            (None, _) => Context::Browse,
        }
    }

    /// The record to which opening and copying apply: that of the view, or the one under the cursor.
    pub fn current(&self) -> Option<Record> {
        if self.views.is_empty() { self.listed_record() } else { self.view_record() }
    }

    /// The record under the cursor of the list that the detail belongs to.
    fn listed_record(&self) -> Option<Record> {
        self.list(self.list_focus).selected()
    }
}

#[cfg(test)]
mod tests;
