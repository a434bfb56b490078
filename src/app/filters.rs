//! The overlay that lists the filters and the searches of the lists, to take any one off.

use super::pane::Pane;
use crate::briefing::Schema;
use crate::corpus::{Corpus, Narrowing};
use crate::text::Text;

/// A list of filters with a cursor.
#[derive(Debug, Default)]
pub struct FilterList {
    /// The filters, then what can be added.
    pub items: Vec<FilterItem>,
    /// The cursor's row.
    pub cursor: usize,
    /// The first row in view.
    pub top: usize,
}

/// A row of the list of filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterItem {
    /// What Enter takes off or adds.
    pub filter: Filter,
    /// Whether it is on.
    pub active: bool,
    /// Its kind: `with`, `in`, `type`, `search in Claims`.
    pub word: Text,
    /// Its name, or the query.
    pub name: Text,
    /// Number of entities that it would show, if it can be added.
    pub count: usize,
}

/// Something that restricts what the lists show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// A filter of all lists.
    Narrowing(Narrowing),
    /// The search of one list.
    Search(Pane),
}

/// Returns the word and the name of a filter: `with`, `Sergey Lavrov`.
pub fn filter_words(corpus: &Corpus, by: Narrowing) -> (&'static str, Text) {
    match by {
        Narrowing::Document(slot) => ("in", corpus.document(slot).title.clone()),
        Narrowing::Entity(slot) => ("with", corpus.entity(slot).name.clone()),
        Narrowing::Schema(schema) => ("type", schema.as_str().into()),
        Narrowing::Outlet(slot) => ("from", corpus.outlet(slot).name.clone()),
        Narrowing::Origin(slot) => ("from", corpus.origin(slot).name.clone()),
    }
}

impl FilterList {
    /// Returns the row under the cursor.
    pub fn selected(&self) -> Option<&FilterItem> {
        self.items.get(self.cursor)
    }

    /// Shows other rows, and keeps the cursor among them and in view.
    pub(super) fn show(&mut self, items: Vec<FilterItem>, height: usize) {
        self.items = items;
        self.cursor = self.cursor.min(self.items.len().saturating_sub(1));
        self.top = self.top.clamp(self.cursor.saturating_sub(height.max(1) - 1), self.cursor);
    }
}

impl FilterItem {
    /// Builds the row of an active filter.
    pub(super) fn narrowing(corpus: &Corpus, by: Narrowing) -> Self {
        let (word, name) = filter_words(corpus, by);
        Self { filter: Filter::Narrowing(by), active: true, word: word.into(), name, count: 0 }
    }

    /// Builds the row of a search.
    pub(super) fn search(pane: Pane, query: &str) -> Self {
        let word = Text::from(format!("search in {}", pane.title()));
        Self { filter: Filter::Search(pane), active: true, word, name: Text::clean(query), count: 0 }
    }

    /// Builds the row of a type of entities that can be added.
    pub(super) fn addable(schema: Schema, count: usize) -> Self {
        let filter = Filter::Narrowing(Narrowing::Schema(schema));
        Self { filter, active: false, word: "type".into(), name: schema.as_str().into(), count }
    }
}
