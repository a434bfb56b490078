//! The last step of [`Model::update`]: brings what depends on size and selection up to date.

use std::sync::Arc;

use crate::app::{Area, Model, Overlay, Pane, Row, Subject};
use crate::search::{Query, fold};

impl Model {
    /// Scrolls the lists, and lays out the detail, the view and the overlay.
    pub(super) fn settle(&mut self) {
        let layout = self.layout().unwrap_or_default();
        for pane in [Pane::Documents, Pane::Entities, Pane::Claims, Pane::Sources, Pane::Find] {
            if let Some(area) = layout.area(pane) {
                let corpus = Arc::clone(&self.corpus);
                let items = self.item_layout(pane, area);
                let height = |row: &Row, selected| items.item_height(&corpus, row, selected);
                self.list_mut(pane).scroll(items.height, height);
            }
        }
        if self.detail.subject() != Subject::Problems {
            self.sync_detail();
        }
        let corpus = Arc::clone(&self.corpus);
        if let Some(area) = layout.area(Pane::Detail).map(Area::body) {
            let words = self.searched_words();
            self.detail.lay_out(&corpus, &self.settings_problems, (area.width, area.height), words);
        }
        if self.focus != Pane::Detail {
            self.detail.deselect();
        }
        let area = self.overlay_area();
        if let Some(view) = self.views.last_mut() {
            view.lay_out(&corpus, area);
        }
        if matches!(self.overlay, Some(Overlay::Filters(_))) {
            let items = self.filter_items();
            if let Some(Overlay::Filters(list)) = &mut self.overlay {
                list.show(items, area.height.into());
            }
        }
        if let Some(overlay) = &mut self.overlay {
            overlay.lay_out(&self.keymap, area);
        }
    }

    /// Returns the words that the list was searched for, folded: as typed, and as they were found in the selected row.
    fn searched_words(&self) -> Vec<String> {
        let list = self.list(self.list_focus);
        if list.query().is_empty() {
            return Vec::new();
        }
        let mut words = Query::parse(list.query()).texts();
        if let Some(row) = list.rows().get(list.cursor()) {
            let shown = self.corpus.shown(row.record).as_str();
            let ranges = row.why.iter().flat_map(|why| &why.ranges);
            let found = ranges.filter(|range| !shown[..range.start].ends_with(char::is_alphanumeric));
            words.extend(found.map(|range| fold(&shown[range.clone()])).filter(|word| word.chars().count() > 3));
        }
        words.sort_unstable();
        words.dedup();
        words
    }

    /// Shows the record under the cursor in the detail.
    pub(super) fn sync_detail(&mut self) {
        self.detail.show_subject(self.listed_record().map_or(Subject::Nothing, Subject::Record));
    }

    /// Shows the problems in the detail.
    pub(super) fn show_problems(&mut self) {
        self.detail.show_subject(Subject::Problems);
    }
}
