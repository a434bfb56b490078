//! The part of the review that marks words of the article: boundaries, and claims that nobody proposed.

use crate::app::keymap::Action;
use crate::app::review::{moved, sentence};
use crate::app::{Effect, Model};
use crate::draft::{Edit, FileRecord, passage_value};

impl Model {
    /// Moves an end of the marked words by a word. In the proposal that moves the claim's passage.
    pub(super) fn move_boundary(&mut self, action: Action) -> Vec<Effect> {
        let Some(review) = self.review.as_deref_mut() else { return Vec::new() };
        let (Some(article), Some(range)) = (review.article(), review.marked_range()) else {
            self.set_status("The article has no words for this claim.");
            return Vec::new();
        };
        let is_start = matches!(action, Action::StartLeft | Action::StartRight);
        let right = matches!(action, Action::StartRight | Action::EndRight);
        let Some(range) = moved(&article.text, &range, is_start, right) else { return Vec::new() };
        if review.marked.is_some() {
            review.marked = Some(range);
            return Vec::new();
        }
        let Some(passage) = review.passage(&range) else {
            self.set_status("No passage opens exactly these words.");
            return Vec::new();
        };
        let Some(claim) = review.claim() else { return Vec::new() };
        let record = FileRecord::Claim(claim.id.to_string());
        self.edit_files(vec![Edit::Set { record, field: "passage", value: passage_value(&passage) }])
    }

    /// Marks the next or previous sentence of the article.
    pub(super) fn mark_sentence(&mut self, forward: bool) {
        let Some(review) = self.review.as_deref_mut() else { return };
        let Some(article) = review.article() else {
            self.set_status("The article's text is not at hand.");
            return;
        };
        if let Some(next) = sentence(&article.text, review.marked_range().as_ref(), forward) {
            review.marked = Some(next);
        }
    }

    /// Joins the next claim to this one.
    pub(super) fn join_claims(&mut self) -> Vec<Effect> {
        let edits = self.review.as_deref().and_then(crate::app::review::Review::joining);
        match edits {
            Some(edits) => self.edit_files(edits),
            None => {
                self.set_status("There is no next claim to join.");
                Vec::new()
            }
        }
    }
}
