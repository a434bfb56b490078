//! The last step of [`Model::update`]: brings what depends on size and selection up to date.

use std::sync::Arc;

use crate::app::{Area, Model, Pane, Subject};

impl Model {
    /// Scrolls the lists, and lays out the detail, the view and the overlay.
    pub(super) fn settle(&mut self) {
        let layout = self.layout().unwrap_or_default();
        for pane in [Pane::Documents, Pane::Entities, Pane::Claims, Pane::Find] {
            if let Some(area) = layout.area(pane) {
                self.list_mut(pane).scroll((area.body().height / pane.row_height()).into());
            }
        }
        if self.detail.subject() != Subject::Problems {
            self.sync_detail();
        }
        let corpus = Arc::clone(&self.corpus);
        if let Some(area) = layout.area(Pane::Detail).map(Area::body) {
            self.detail.lay_out(&corpus, &self.settings_problems, (area.width, area.height));
        }
        let area = self.overlay_area();
        if let Some(view) = self.views.last_mut() {
            view.lay_out(&corpus, area);
        }
        if let Some(overlay) = &mut self.overlay {
            overlay.lay_out(&self.keymap, area);
        }
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
