//! The part of [`Model::update`] that reviews drafts.

mod choices;
mod edits;
mod fields;
mod passages;

use std::sync::Arc;

use crate::app::keymap::{Action, Context};
use crate::app::review::{FieldPrompt, LikeClaims, Review, ReviewReply, ReviewRequest, Side};
use crate::app::{Effect, Generation, Model};
use crate::briefing::RelationType;
use crate::corpus::{DocumentSlot, Record};
use crate::draft::{Edit, FieldValue, FileRecord};
use crate::page;

impl Model {
    /// The review that covers the panes.
    pub fn review(&self) -> Option<&Review> {
        self.review.as_deref()
    }

    /// Says that there are drafts to review.
    pub(in crate::app) fn say_drafts(&mut self) {
        if let Some(drafts) = page::drafts(&self.corpus) {
            let key = self.keymap.key_for(Context::Browse, Action::Review).unwrap_or_default();
            self.set_status(format!("{drafts} to review: {key}."));
        }
    }

    /// Opens the review of the current document's drafts, or else of the first document that has any.
    pub(super) fn open_review(&mut self) -> Vec<Effect> {
        let corpus = &self.corpus;
        let has_drafts =
            |slot: &DocumentSlot| corpus.with_drafts().claims_in(*slot).any(|claim| corpus.is_proposed(claim));
        let (here, claim) = match self.current() {
            Some(Record::Document(slot)) => (Some(slot), None),
            Some(Record::Claim(slot)) => (Some(corpus.document_of(slot)), Some(corpus.claim(slot).id.to_string())),
            Some(Record::Entity(_) | Record::Outlet(_) | Record::Origin(_)) | None => (None, None),
        };
        let first = || corpus.proposals().map(|claim| corpus.document_of(claim)).next();
        let here = here.filter(has_drafts);
        let claim = claim.filter(|_| here.is_some());
        let Some(slot) = here.or_else(first) else {
            self.set_status("There are no drafts here. `briefing draft SOURCE` makes some of an article.");
            return Vec::new();
        };
        let id = corpus.document(slot).id.clone();
        let generation = self.next_generation();
        self.review = Some(Box::new(Review::new(id.clone(), generation, claim)));
        vec![Effect::Review(generation, ReviewRequest::Open(id))]
    }

    /// Takes over what the files of the review hold now.
    pub(super) fn handle_reviewed(&mut self, generation: Generation, reply: ReviewReply) {
        let Some(review) = self.review.as_deref_mut().filter(|review| review.generation == generation) else { return };
        let ReviewReply { files, article, complaint } = reply;
        if article.is_some() {
            review.article = article;
        }
        match files {
            Ok(files) => {
                review.set_files(files);
                review.find_passages();
                if let Some(complaint) = complaint {
                    self.set_status(complaint.as_str());
                }
            }
            Err(reason) => {
                if review.files.is_none() {
                    self.review = None;
                }
                self.set_status(reason.as_str());
            }
        }
    }

    /// Asks the outside world for something.
    pub(super) fn request_review(&mut self, request: ReviewRequest) -> Vec<Effect> {
        let generation = self.next_generation();
        let Some(review) = self.review.as_deref_mut() else { return Vec::new() };
        review.generation = generation;
        review.changed = true;
        vec![Effect::Review(generation, request)]
    }

    /// Makes edits, and stays at the claim or goes to another one.
    pub(super) fn edit_files(&mut self, edits: Vec<Edit>) -> Vec<Effect> {
        if edits.is_empty() {
            return Vec::new();
        }
        self.request_review(ReviewRequest::Edit(edits))
    }

    /// Handles an action in the review.
    pub(super) fn handle_in_review(&mut self, action: Action) -> Vec<Effect> {
        let Some(review) = self.review.as_deref_mut() else { return Vec::new() };
        if review.prompt.is_some() {
            return self.handle_at_field(action);
        }
        if review.like.is_some() {
            return self.handle_in_like(action);
        }
        match action {
            Action::Down if review.side == Side::Article => self.mark_sentence(true),
            Action::Up if review.side == Side::Article => self.mark_sentence(false),
            Action::Down => review.go_to(review.at + 1),
            Action::Up => review.go_to(review.at.saturating_sub(1)),
            Action::First => review.go_to(0),
            Action::Last => review.go_to(usize::MAX),
            Action::NextPane => {
                review.side = if review.side == Side::Article { Side::Proposal } else { Side::Article };
            }
            Action::DetailDown | Action::PageDown => review.scroll[review.side as usize] += 1,
            Action::DetailUp | Action::PageUp => review.scroll[review.side as usize] -= 1,
            Action::Enter => return self.accept_claim(),
            Action::Drop => return self.drop_claim(),
            Action::Undo => return self.undo_step(),
            Action::Relate => self.offer_like(),
            Action::StartLeft | Action::StartRight | Action::EndLeft | Action::EndRight => {
                return self.move_boundary(action);
            }
            Action::Join => return self.join_claims(),
            _ => self.open_field(action),
        }
        Vec::new()
    }

    /// Accepts the claim and goes on. One that is flagged is pointed out first.
    fn accept_claim(&mut self) -> Vec<Effect> {
        let Some(review) = self.review.as_deref_mut() else { return Vec::new() };
        let Some(claim) = review.claim() else { return Vec::new() };
        let id = claim.id.to_string();
        let Some(mark) = claim.draft.as_deref() else {
            if let Some(next) = review.next_draft() {
                review.go_to(next);
            } else {
                self.set_status("Every draft of this document is reviewed. q goes back.");
            }
            return Vec::new();
        };
        if !mark.flags.is_empty() && review.warned.as_deref() != Some(&id) {
            let reasons: Vec<_> = mark.flags.iter().map(|flag| flag.meaning()).collect();
            let words = format!("Look closely: {}. Enter once more accepts it.", reasons.join("; "));
            review.warned = Some(id);
            self.set_status(words);
            return Vec::new();
        }
        if let Some(effects) = self.ask_for_missing() {
            return effects;
        }
        let Some(review) = self.review.as_deref_mut() else { return Vec::new() };
        let edits = review.accepting();
        self.go_on();
        self.edit_files(edits)
    }

    /// Drops the claim and goes on.
    fn drop_claim(&mut self) -> Vec<Effect> {
        let Some(claim) = self.review.as_deref().and_then(Review::claim) else { return Vec::new() };
        let edit = Edit::Delete { record: FileRecord::Claim(claim.id.to_string()) };
        if claim.draft.is_none() {
            self.set_status("This claim is accepted already: only drafts are dropped.");
            return Vec::new();
        }
        if let Some(effects) = self.ask_for_missing() {
            return effects;
        }
        self.go_on();
        self.edit_files(vec![edit])
    }

    /// Asks for the fields that the document still lacks before its last draft goes; `None` if there are none.
    fn ask_for_missing(&mut self) -> Option<Vec<Effect>> {
        let review = self.review.as_deref_mut()?;
        let missing = review.files()?.document.to_fill_in();
        if review.drafts() > 1 || missing.is_empty() {
            return None;
        }
        let words = format!("This is the last draft. Fill in {} first: D.", missing.join(", "));
        self.set_status(words);
        Some(Vec::new())
    }

    /// Chooses the next draft as the claim to go to.
    fn go_on(&mut self) {
        let Some(review) = self.review.as_deref_mut() else { return };
        let next = review.next_draft().and_then(|at| review.claims().get(at)).map(|claim| claim.id.to_string());
        let here = review.at;
        review.go_to(here);
        review.next = next;
        if review.next.is_none() {
            let others = self.corpus.proposals().map(|claim| self.corpus.document_of(claim));
            let id = self.review.as_deref().map(|review| review.id.clone());
            let others = others.filter(|slot| Some(&self.corpus.document(*slot).id) != id.as_ref()).count();
            let words = match others {
                0 => "Every draft is reviewed. q goes back.".to_owned(),
                _ => format!("Every draft of this document is reviewed; {others} in others. q goes back."),
            };
            self.set_status(words);
        }
    }

    /// Takes back the last step.
    fn undo_step(&mut self) -> Vec<Effect> {
        let steps = self.review.as_deref().and_then(Review::files).map_or(0, |files| files.steps);
        if steps == 0 {
            self.set_status("There is nothing to take back.");
            return Vec::new();
        }
        self.set_status(format!("Taken back; {} more.", steps - 1));
        self.request_review(ReviewRequest::Undo)
    }

    /// Ends the review: closes what is open in it, and then the review itself.
    pub(super) fn leave_review(&mut self) -> Vec<Effect> {
        let Some(review) = self.review.as_deref_mut() else { return Vec::new() };
        if review.prompt.take().is_some() || review.like.take().is_some() || review.marked.take().is_some() {
            return Vec::new();
        }
        let changed = review.changed;
        self.review = None;
        if changed { vec![Effect::Load(self.start_loading())] } else { Vec::new() }
    }

    /// Offers like claims of other documents.
    fn offer_like(&mut self) {
        let corpus = Arc::clone(&self.corpus);
        let Some(review) = self.review.as_deref_mut() else { return };
        let Some(claim) = review.claim() else { return };
        let like = LikeClaims::find(&corpus, review.id.as_str(), claim.text.as_str(), &review.names().about);
        if like.offered.is_empty() {
            self.set_status("No claim of another document is like it.");
        } else {
            review.like = Some(like);
        }
    }

    /// Handles an action while like claims are offered.
    fn handle_in_like(&mut self, action: Action) -> Vec<Effect> {
        let Some(review) = self.review.as_deref_mut() else { return Vec::new() };
        let Some(like) = &mut review.like else { return Vec::new() };
        let verb = match action {
            Action::Down => {
                return {
                    like.step(true);
                    Vec::new()
                };
            }
            Action::Up => {
                return {
                    like.step(false);
                    Vec::new()
                };
            }
            Action::Confirms => RelationType::Confirms,
            Action::Disputes => RelationType::Disputes,
            Action::Qualifies => RelationType::Qualifies,
            Action::Updates => RelationType::Updates,
            _ => return Vec::new(),
        };
        let Some(other) = like.selected().map(|like| like.claim.to_string()) else { return Vec::new() };
        review.like = None;
        let Some(claim) = review.claim() else { return Vec::new() };
        let value =
            FieldValue::Fields(vec![("type", FieldValue::word(verb.as_str())), ("claim", FieldValue::word(&other))]);
        let record = FileRecord::Claim(claim.id.to_string());
        self.edit_files(vec![Edit::Append { record, field: "relations", value }])
    }

    /// Opens a prompt.
    pub(super) fn ask(&mut self, prompt: FieldPrompt) {
        if let Some(review) = self.review.as_deref_mut() {
            review.prompt = Some(prompt);
        }
    }
}
